//! Loops over the library's kernels, for `cargo xtask bench` to time: `main.rs` natively, `browser.rs` in a page.
//!
//! The same work is done in JavaScript by `benches/kernels.js` and with NumPy by `benches/kernels.py`.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod naive;

use std::hint::black_box;

use gradient_figures::Error;
use gradient_figures::batch::{Batches, Sampling};
use gradient_figures::dataset::Dataset;
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::{Parameters, gradient};
use gradient_figures::spectrum::final_losses;

/// Where the runs on the parabola start.
const START: f64 = -3.0;
/// The end of the track whose rates are run.
const MOST: f64 = 1.2;
/// The learning rate of the regression, its noise, and the seeds of its samples and its batches.
const LEARNING_RATE: f64 = 0.1;
const NOISE: f64 = 0.3;
const DATA_SEED: u32 = 0;
const SEED: u32 = 1;

/// What there is to time, on a dataset of so many samples.
#[derive(Debug)]
pub struct Kernels {
    dataset: Dataset,
}

impl Kernels {
    /// Returns the kernels on samples that NumPy draws for seed 0.
    ///
    /// # Errors
    ///
    /// As [`Dataset::new`].
    pub fn new(samples: usize) -> Result<Self, Error> {
        Ok(Self { dataset: Dataset::new(samples, NOISE, DATA_SEED)? })
    }

    /// Returns the samples.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Does a piece of work `repeat` times, and returns what it comes to the last time:
    ///
    /// - `spectrum`: y after `steps` steps on the parabola at each of `size` learning rates
    /// - `sampled`: w and b after `steps` steps over batches of `size` samples, drawn with replacement
    /// - `full`: w and b after `steps` steps over all samples, each by a pass over them
    ///
    /// Nothing for any other name.
    #[must_use]
    pub fn run(&self, kernel: &str, size: usize, steps: usize, repeat: usize) -> Vec<f64> {
        let work: &dyn Fn() -> Vec<f64> = match kernel {
            "spectrum" => &|| spectrum(size, steps),
            "sampled" => &|| self.descend(Sampling::WithReplacement { batch_size: size }, steps),
            "full" => &|| self.descend(Sampling::Full, steps),
            _ => return Vec::new(),
        };
        (0..repeat).map(|_| black_box(work())).last().unwrap_or_default()
    }

    fn descend(&self, sampling: Sampling, steps: usize) -> Vec<f64> {
        let mut batches = Batches::new(sampling, self.dataset.len(), SEED);
        let mut parameters = Parameters::default();
        for _ in 0..steps {
            let gradient = gradient(&self.dataset, batches.draw(), parameters);
            parameters = parameters.step(LEARNING_RATE, gradient);
        }
        vec![parameters.w, parameters.b]
    }
}

#[allow(clippy::cast_precision_loss, reason = "a few hundred rates")]
fn spectrum(count: usize, steps: usize) -> Vec<f64> {
    let rate = |k: usize| LearningRate::new(MOST * (k as f64 + 0.5) / count as f64).ok();
    let rates: Vec<_> = (0..count).filter_map(rate).collect();
    final_losses(&rates, black_box(START), steps)
}
