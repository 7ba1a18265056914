//! Epochs of mini-batch descent that are timed: the same updates as a run's, without the record of them.

use crate::batch::{Batch, Batches, Sampling};
use crate::dataset::Dataset;
use crate::pairwise::as_f64;
use crate::regression::{Parameters, gradient_at};

/// The learning rate η of the updates that are timed; what they cost does not depend on it.
pub const LEARNING_RATE: f64 = 0.1;

/// Updates by mini-batches drawn with replacement from the parameters w = b = 0 on, in pieces of any length.
///
/// They are those of [`crate::minibatch::Run`] for the same seed, bit for bit, however they are cut into pieces.
#[derive(Clone, Debug)]
pub struct Updates {
    batches: Batches,
    parameters: Parameters,
}

impl Updates {
    /// Returns updates by batches of `batch_size` of `samples` samples, both at least 1, that follow
    /// `np.random.seed(seed)`.
    #[must_use]
    pub fn new(samples: usize, batch_size: usize, seed: u32) -> Self {
        let batches = Batches::new(Sampling::WithReplacement { batch_size }, samples, seed);
        Self { batches, parameters: Parameters::default() }
    }

    /// Makes the next `updates` updates: draws each batch, takes its gradient, moves the parameters.
    ///
    /// # Panics
    ///
    /// When `dataset` has fewer samples than were announced.
    pub fn run(&mut self, dataset: &Dataset, updates: usize) {
        for _ in 0..updates {
            if let Batch::Drawn(indices) = self.batches.draw() {
                let gradient = gradient_at(dataset, indices, self.parameters);
                self.parameters = self.parameters.step(LEARNING_RATE, gradient);
            }
        }
    }

    /// Draws the batches of the next `updates` updates and does nothing with them: what of [`Updates::run`] goes into
    /// random numbers.
    pub fn draw(&mut self, updates: usize) {
        for _ in 0..updates {
            self.batches.draw();
        }
    }

    /// Returns the parameters after the updates made so far.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.parameters
    }
}

/// Returns the middle one of `values` by size, the mean of the two in the middle where their number is even, or `None` for no
/// values. NaN is no value.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    // Not by sorting, which is a kilobyte of the module: there are few values.
    let ranked = |rank: usize| {
        let count =
            |is_counted: &dyn Fn(f64) -> bool| values.iter().filter(|&&value| is_counted(value)).count();
        let is_there =
            |&value: &f64| count(&|other| other < value) <= rank && rank < count(&|other| other <= value);
        values.iter().copied().find(is_there)
    };
    Some(0.5 * (ranked(last / 2)? + ranked(values.len() / 2)?))
}

/// Returns sample gradients per second where an epoch over `samples` samples takes `epoch_ms` milliseconds.
#[must_use]
pub fn gradients_per_second(samples: usize, epoch_ms: f64) -> f64 {
    as_f64(samples) * 1000.0 / epoch_ms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        let cases: [(&[f64], f64); 6] = [
            (&[3.0], 3.0),
            (&[3.0, 1.0], 2.0),
            (&[9.0, 1.0, 2.0], 2.0),
            (&[5.0, 5.0, 1.0, 5.0], 5.0),
            (&[4.0, 1.0, 3.0, 2.0], 2.5),
            (&[1.0, 1.0, 2.0, 2.0], 1.5),
        ];
        for (values, expected) in cases {
            assert_eq!(median(values).map(f64::to_bits), Some(expected.to_bits()), "{values:?}");
        }
        assert_eq!(median(&[]), None);
    }
}
