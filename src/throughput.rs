//! Mini-batch descent to be timed: the same updates as a run's, without the record of them.

use crate::batch::{Batch, Batches, Sampling};
use crate::dataset::Dataset;
use crate::regression::{Parameters, gradient_at};

/// The learning rate η of the updates; what they cost does not depend on it.
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
