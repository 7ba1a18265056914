//! The outcome of every learning rate: the run itself at each of many rates, no formula.
//!
//! Runs go side by side in lanes: they do not wait for each other, and each is the plain run bit for bit, for every lane
//! does the same operations in the same order.

use crate::batch::{Batch, Batches, Sampling};
use crate::dataset::Dataset;
use crate::optimizer::LearningRate;
use crate::pairwise::{as_f64, each_lane, one_by_one, sums};
use crate::regression::{Gradient, Parameters, gradient_at};

/// How many runs on the parabola go side by side. Sixteen take a third less time for long runs, and 0.2 kB more.
const LANES: usize = 8;

/// How many regressions do: each has two parameters.
const REGRESSION_LANES: usize = 4;

/// From so many samples in a batch on, a sum over it goes side by side by itself.
const LARGE_BATCH: usize = 8;

/// A batch of more samples is not gathered: copies of a million would take 16 MB.
const MOST_GATHERED: usize = 1 << 16;

/// Returns the learning rates at the given shares of `most`, which is finite and at least 0.
#[inline(never)]
pub fn learning_rates(most: f64, shares: impl ExactSizeIterator<Item = f64>) -> Vec<LearningRate> {
    let still = LearningRate::default();
    shares.map(|share| LearningRate::new(most * share).unwrap_or(still)).collect()
}

/// Returns y = x² after `steps` updates from `start`, for each of the learning rates; infinite or not a number where
/// the run overflows.
///
/// Each run is the one that [`crate::trajectory::Trajectory`] records, bit for bit.
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
            each_lane!(lane in [0 1 2 3 4 5 6 7] {
                let gradient = 2.0 * x[lane];
                x[lane] -= eta[lane] * gradient;
            });
        }
        losses.extend(x.iter().map(|x| x * x).take(rates.len()));
    }
    losses
}

/// Runs of a regression at many learning rates, all over the same batches, from w = b = 0.
///
/// Each is the run that [`crate::minibatch::Run`] records at its rate, bit for bit. The batch of a step is gathered once
/// for all rates; of fewer than eight samples its gradients are summed for several rates at a time, of more for eight
/// samples at a time.
///
/// ```
/// use gradient_figures::batch::Sampling;
/// use gradient_figures::dataset::Dataset;
/// use gradient_figures::optimizer::LearningRate;
/// use gradient_figures::spectrum::RegressionSpectrum;
///
/// let dataset = Dataset::new(100, 0.3, 0)?;
/// let rates = [LearningRate::new(0.1)?, LearningRate::new(2.2)?];
/// let sampling = Sampling::WithReplacement { batch_size: 8 };
/// let mut spectrum = RegressionSpectrum::new(&dataset, &rates, sampling, 1, 50);
/// spectrum.advance(&dataset, usize::MAX);
/// let losses = spectrum.losses(&dataset);
/// assert!(losses[0] < 0.1 && losses[1] > 10.0);
/// # Ok::<(), gradient_figures::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct RegressionSpectrum {
    /// η, w and b of each run, filled up to whole lanes with runs at η = 0.
    lanes: Vec<Lanes>,
    runs: usize,
    batches: Batches,
    /// x and t of this step's batch.
    x: Vec<f64>,
    t: Vec<f64>,
    step: usize,
    steps: usize,
}

/// As many runs as go side by side.
#[derive(Clone, Copy, Debug, Default)]
struct Lanes {
    learning_rate: [f64; REGRESSION_LANES],
    w: [f64; REGRESSION_LANES],
    b: [f64; REGRESSION_LANES],
}

impl RegressionSpectrum {
    /// Returns the runs at step 0; [`RegressionSpectrum::advance`] computes the others.
    ///
    /// The batches follow `np.random.seed(seed)`; the batch size is from 1 to the number of samples.
    #[must_use]
    pub fn new(
        dataset: &Dataset,
        learning_rates: &[LearningRate],
        sampling: Sampling,
        seed: u32,
        steps: usize,
    ) -> Self {
        let fill = |rates: &[LearningRate]| {
            let mut lanes = Lanes::default();
            for (lane, rate) in lanes.learning_rate.iter_mut().zip(rates) {
                *lane = rate.value();
            }
            lanes
        };
        Self {
            lanes: learning_rates.chunks(REGRESSION_LANES).map(fill).collect(),
            runs: learning_rates.len(),
            batches: Batches::new(sampling, dataset.len(), seed),
            x: Vec::new(),
            t: Vec::new(),
            step: 0,
            steps,
        }
    }

    /// Computes further steps of all runs until they are complete or about `budget` sample gradients, those of each run
    /// counted, are spent, and returns what is left of the budget. A step is never cut in two.
    pub fn advance(&mut self, dataset: &Dataset, budget: usize) -> usize {
        let mut left = budget;
        while left > 0 && !self.is_complete() {
            let drawing = self.batches.next_cost();
            match self.batches.draw() {
                Batch::All(_) => {
                    self.lanes.iter_mut().for_each(|lanes| {
                        lanes.step(&|parameters| dataset.quadratic().gradient(parameters));
                    });
                    left = left.saturating_sub(self.runs);
                }
                Batch::Drawn(indices) if indices.len() > MOST_GATHERED => {
                    self.lanes.iter_mut().for_each(|lanes| {
                        lanes.step(&|parameters| gradient_at(dataset, indices, parameters));
                    });
                    left = left.saturating_sub(drawing + indices.len() * self.runs);
                }
                Batch::Drawn(indices) => {
                    gather(dataset.x(), indices, &mut self.x);
                    gather(dataset.t(), indices, &mut self.t);
                    left = left.saturating_sub(drawing + indices.len() * self.runs);
                    self.step_over_batch();
                }
            }
            self.step += 1;
        }
        left
    }

    fn step_over_batch(&mut self) {
        let (x, t) = (self.x.as_slice(), self.t.as_slice());
        let size = as_f64(x.len());
        for lanes in &mut self.lanes {
            if x.len() < LARGE_BATCH {
                lanes.step_together(x, t, size);
            } else {
                lanes.step(&|parameters| {
                    let [w, b] = sums(x, t, |x, t| {
                        let error = parameters.predict(x) - t;
                        [error * x, error]
                    });
                    Gradient { w: w / size, b: b / size }
                });
            }
        }
    }

    /// Returns whether all steps are computed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.step >= self.steps
    }

    /// Returns the parameters that a run has come to, by its place among the learning rates.
    ///
    /// # Panics
    ///
    /// When there is no such run.
    #[must_use]
    pub fn parameters(&self, run: usize) -> Parameters {
        let (lanes, lane) = (&self.lanes[run / REGRESSION_LANES], run % REGRESSION_LANES);
        Parameters { w: lanes.w[lane], b: lanes.b[lane] }
    }

    /// Returns the loss over all samples that each run has come to, in the order of the learning rates; infinite or not
    /// a number where the run overflows.
    #[must_use]
    pub fn losses(&self, dataset: &Dataset) -> Vec<f64> {
        (0..self.runs).map(|run| dataset.quadratic().loss(self.parameters(run))).collect()
    }
}

fn gather(values: &[f64], indices: &[u32], gathered: &mut Vec<f64>) {
    gathered.clear();
    gathered.extend(indices.iter().map(|&index| values[index as usize]));
}

impl Lanes {
    /// One update of each run by its own gradient.
    #[inline]
    fn step(&mut self, gradient: &dyn Fn(Parameters) -> Gradient) {
        for lane in 0..REGRESSION_LANES {
            let parameters = Parameters { w: self.w[lane], b: self.b[lane] };
            let next = parameters.step(self.learning_rate[lane], gradient(parameters));
            (self.w[lane], self.b[lane]) = (next.w, next.b);
        }
    }

    /// One update of all runs by the same batch of `size` samples.
    fn step_together(&mut self, x: &[f64], t: &[f64], size: f64) {
        let Self { learning_rate, w, b } = self;
        let totals =
            one_by_one([-0.0; 2 * REGRESSION_LANES], x.iter().copied().zip(t.iter().copied()), &|x, t| {
                let mut terms = [0.0; 2 * REGRESSION_LANES];
                each_lane!(lane in [0 1 2 3] {
                    let error = w[lane] * x + b[lane] - t;
                    terms[lane] = error * x;
                    terms[REGRESSION_LANES + lane] = error;
                });
                terms
            });
        each_lane!(lane in [0 1 2 3] {
            w[lane] -= learning_rate[lane] * (totals[lane] / size);
            b[lane] -= learning_rate[lane] * (totals[REGRESSION_LANES + lane] / size);
        });
    }
}
