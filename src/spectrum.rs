//! The outcome of every learning rate on a slider: the run itself at each of many rates, no formula.

use crate::optimizer::LearningRate;

/// How many runs go side by side: they do not wait for each other.
const LANES: usize = 8;

/// Returns y = x² after `steps` updates from `start`, for each of the learning rates; infinite or not a number where
/// the run overflows.
///
/// Each run is the one that [`crate::trajectory::Trajectory`] records, bit for bit: the same operations in the same order.
///
/// ```
/// use gradient_figures::optimizer::LearningRate;
/// use gradient_figures::spectrum::final_losses;
///
/// let rates = [LearningRate::new(0.5)?, LearningRate::new(1.0)?];
/// assert_eq!(final_losses(&rates, -3.0, 10), [0.0, 9.0]);
/// # Ok::<(), gradient_figures::Error>(())
/// ```
#[must_use]
pub fn final_losses(learning_rates: &[LearningRate], start: f64, steps: usize) -> Vec<f64> {
    let mut losses = Vec::with_capacity(learning_rates.len());
    for rates in learning_rates.chunks(LANES) {
        let mut eta = [0.0; LANES];
        for (lane, rate) in eta.iter_mut().zip(rates) {
            *lane = rate.value();
        }
        let mut x = [start; LANES];
        for _ in 0..steps {
            for lane in 0..LANES {
                let gradient = 2.0 * x[lane];
                x[lane] -= eta[lane] * gradient;
            }
        }
        losses.extend(x.iter().map(|x| x * x).take(rates.len()));
    }
    losses
}

/// Returns how much a run changed its loss, from 0 for not at all to 1 for ten thousandfold or more either way.
///
/// It is |log₁₀(last / first)| / 4; a loss of 0, an infinite one and none at all count as the farthest.
#[must_use]
pub fn strength(first: f64, last: f64) -> f64 {
    let decades = (last / first).log10().abs() / 4.0;
    // From the minimum nothing moves; what is no number else is an overflow.
    if first <= 0.0 { 0.0 } else { decades.min(1.0) }
}
