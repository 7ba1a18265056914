//! A run of gradient descent on a regression, by mini-batches or by all samples.

use crate::batch::{Batch, Batches, Sampling};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::optimizer::LearningRate;
use crate::pairwise::as_f64;
use crate::regression::{Parameters, gradient_at};
use crate::trajectory::MAX_STEPS;

/// What a run is to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Learning rate η.
    pub learning_rate: LearningRate,
    /// Parameters at step 0.
    pub start: Parameters,
    /// How each step's batch is chosen.
    pub sampling: Sampling,
    /// What `np.random.seed` is given before the first batch; of no effect on a full batch.
    pub seed: u32,
    /// Number of updates, from 1 to [`MAX_STEPS`].
    pub steps: usize,
}

/// A run: its parameters at each step that was computed so far, and their loss over all samples as they are now.
///
/// One update is w ← w − η ∂E/∂w, b ← b − η ∂E/∂b with the gradient of the batch's mean loss (H. Robbins and S. Monro,
/// *A stochastic approximation method*, Annals of Mathematical Statistics 22(3), 1951). Nothing is clamped: what
/// overflows is recorded as float64 has it.
///
/// A mini-batch's gradient is a pass over the batch. The gradient of the full batch and the loss over all samples
/// come from [`crate::regression::Quadratic`], which is the same algebra at a cost that does not grow with the
/// number of samples.
#[derive(Clone, Debug)]
pub struct Run {
    settings: Settings,
    batches: Batches,
    w: Vec<f64>,
    b: Vec<f64>,
    losses: Vec<f64>,
    overflow_step: Option<usize>,
}

impl Run {
    /// Returns a run that stands at step 0; [`Run::advance`] computes the others.
    ///
    /// # Errors
    ///
    /// [`Error::Steps`] when `steps` is not from 1 to [`MAX_STEPS`], [`Error::Start`] when a parameter of the start is
    /// not finite, [`Error::BatchSize`] when the batch size is not
    /// from 1 to the number of samples.
    pub fn new(dataset: &Dataset, settings: Settings) -> Result<Self, Error> {
        check_steps(settings.steps)?;
        let Parameters { w, b } = settings.start;
        if let Some(&refused) = [w, b].iter().find(|value| !value.is_finite()) {
            return Err(Error::Start(refused));
        }
        let batch_size = settings.sampling.batch_size(dataset.len());
        if !(1..=dataset.len()).contains(&batch_size) {
            return Err(Error::BatchSize { given: as_f64(batch_size), max: dataset.len() });
        }
        let batches = Batches::new(settings.sampling, dataset.len(), settings.seed);
        let mut run =
            Self { settings, batches, w: Vec::new(), b: Vec::new(), losses: Vec::new(), overflow_step: None };
        run.record(dataset, settings.start);
        Ok(run)
    }

    /// Computes further steps until the run is complete or about `budget` sample gradients are spent, and returns
    /// what is left of the budget.
    ///
    /// A step is never cut in two: the last one may overspend. A mini-batch costs its size, the order of an epoch one
    /// for each sample, a full-batch step 1.
    ///
    /// # Panics
    ///
    /// When the number of samples is not the one that the run was last told of.
    pub fn advance(&mut self, dataset: &Dataset, budget: usize) -> usize {
        assert!(self.batches.samples() == dataset.len(), "a run is told when its dataset changes");
        let mut left = budget;
        while left > 0 && !self.is_complete() {
            let drawing = self.batches.next_cost();
            let parameters = self.parameters(self.last_step());
            let (gradient, size) = match self.batches.draw() {
                Batch::All(_) => (dataset.quadratic().gradient(parameters), 1),
                Batch::Drawn(indices) => (gradient_at(dataset, indices, parameters), indices.len()),
            };
            self.record(dataset, parameters.step(self.settings.learning_rate.value(), gradient));
            left = left.saturating_sub(size.max(drawing));
        }
        left
    }

    fn record(&mut self, dataset: &Dataset, parameters: Parameters) {
        let loss = dataset.quadratic().loss(parameters);
        if !loss.is_finite() && self.overflow_step.is_none() {
            self.overflow_step = Some(self.losses.len());
        }
        self.w.push(parameters.w);
        self.b.push(parameters.b);
        self.losses.push(loss);
    }

    /// Starts anew from step 0 with another learning rate and the same batches.
    pub fn set_learning_rate(&mut self, dataset: &Dataset, learning_rate: LearningRate) {
        self.settings.learning_rate = learning_rate;
        self.restart(dataset);
    }

    /// Starts anew from step 0, on the dataset as it is now.
    pub fn restart(&mut self, dataset: &Dataset) {
        self.batches.rewind(dataset.len());
        for recorded in [&mut self.w, &mut self.b, &mut self.losses] {
            recorded.clear();
        }
        self.overflow_step = None;
        self.record(dataset, self.settings.start);
    }

    /// Sets how many steps the run is to have. What is computed of them stays; later ones are dropped.
    ///
    /// # Errors
    ///
    /// [`Error::Steps`] when `steps` is not from 1 to [`MAX_STEPS`].
    pub fn set_steps(&mut self, steps: usize) -> Result<(), Error> {
        check_steps(steps)?;
        self.settings.steps = steps;
        self.truncate(steps);
        Ok(())
    }

    /// Tells the run that samples were added or removed while it stood at `step` (the last one computed, if that is
    /// earlier): the parameters to there stay as recorded, those after it go on over the dataset as it is now.
    ///
    /// The losses of the steps to there are taken anew over that dataset, so that all losses of a run are of the same
    /// samples: a loss over other samples tells nothing of the present ones, nor of the least that they allow.
    ///
    /// The random numbers go on as well, as they do for a NumPy program whose arrays change in its loop; once-per-epoch
    /// sampling begins a new epoch. A batch size above what is left of the samples stays for drawing with replacement.
    pub fn dataset_changed_at(&mut self, step: usize, dataset: &Dataset) {
        self.truncate(step);
        self.batches.change_samples(dataset.len());
        let loss = |(&w, &b): (&f64, &f64)| dataset.quadratic().loss(Parameters { w, b });
        self.losses = self.w.iter().zip(&self.b).map(loss).collect();
        self.overflow_step = self.losses.iter().position(|loss| !loss.is_finite());
    }

    fn truncate(&mut self, step: usize) {
        self.batches.truncate(step);
        let recorded = step + 1;
        self.w.truncate(recorded);
        self.b.truncate(recorded);
        self.losses.truncate(recorded);
        self.overflow_step = self.overflow_step.filter(|&overflow| overflow <= step);
    }

    /// Returns what the run is to do.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the last step that was computed; it is [`Settings::steps`] when the run is complete.
    #[must_use]
    pub fn last_step(&self) -> usize {
        self.losses.len() - 1
    }

    /// Returns whether all steps are computed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.last_step() >= self.settings.steps
    }

    /// Returns w at each step from 0 to [`Run::last_step`].
    #[must_use]
    pub fn w(&self) -> &[f64] {
        &self.w
    }

    /// Returns b at each step from 0 to [`Run::last_step`].
    #[must_use]
    pub fn b(&self) -> &[f64] {
        &self.b
    }

    /// Returns the loss over all samples, as they are now, at each step from 0 to [`Run::last_step`].
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// Returns the parameters at a step, or at the last one computed if that is earlier.
    #[must_use]
    pub fn parameters(&self, step: usize) -> Parameters {
        let step = step.min(self.last_step());
        Parameters { w: self.w[step], b: self.b[step] }
    }

    /// Returns the batch whose gradient leads from `step` to `step` + 1; the last step computed has one as well.
    ///
    /// It is replayed from the seed, see [`Batches::at`].
    pub fn batch(&mut self, step: usize) -> Batch<'_> {
        self.batches.at(step)
    }

    /// Returns the first step whose loss over all samples is infinite or not a number, if one was computed.
    #[must_use]
    pub fn overflow_step(&self) -> Option<usize> {
        self.overflow_step
    }

    /// Returns how many sample gradients the first `step` steps take, `step` · B; for the full batch B = N.
    #[must_use]
    pub fn sample_gradients(&self, step: usize) -> usize {
        self.batches.sample_gradients(step)
    }

    /// Returns how many epochs the first `step` steps take, `step` · B / N.
    #[must_use]
    pub fn epochs(&self, step: usize) -> f64 {
        self.batches.epochs(step)
    }
}

fn check_steps(steps: usize) -> Result<(), Error> {
    if (1..=MAX_STEPS).contains(&steps) {
        Ok(())
    } else {
        Err(Error::Steps { given: as_f64(steps), max: MAX_STEPS })
    }
}
