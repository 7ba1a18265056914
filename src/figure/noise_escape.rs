//! The figure of a shallow well that mini-batches leave and a full batch does not.

use super::Stride;
use super::playback::{Playback, seed, whole};
use crate::Error;
use crate::escape::{Ensemble, MAX_RUNS, Outcome, Run, SAMPLES, Settings as RunSettings};
use crate::optimizer::LearningRate;
use crate::trajectory::MAX_STEPS;
use crate::view::Escape;

/// The settings of a figure, as an author or a reader writes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate η.
    pub learning_rate: f64,
    /// The batch size B; N is the full batch.
    pub batch_size: u32,
    /// The number of updates of each run.
    pub steps: u16,
    /// What `np.random.seed` is given before the run shown; run r has this + r.
    pub seed: u32,
    /// The number of runs counted.
    pub runs: u16,
}

/// The settings at first.
pub const DEFAULT: Settings = Settings { learning_rate: 0.1, batch_size: 1, steps: 200, seed: 1, runs: 1000 };

/// Settings that each make a claim plain: most runs of single samples leave; the full batch never does; hardly any run
/// leaves at too small a learning rate; nearly all blow up at too large a one.
pub const PRESETS: [Settings; 4] = [
    DEFAULT,
    Settings { batch_size: SAMPLES, ..DEFAULT },
    Settings { learning_rate: 0.02, ..DEFAULT },
    Settings { learning_rate: 0.4, ..DEFAULT },
];

/// What one call computes of the runs that are counted, about a nanosecond each: a few milliseconds in a browser.
pub const BUDGET: usize = 2_000_000;

/// The speed at first, in steps per second: the default run in seven seconds.
const SPEED: f64 = 30.0;

/// The state of one `<noise-escape>` figure.
///
/// A change of what the runs depend on counts them anew from the run shown, which is run 0;
/// [`NoiseEscapeFigure::compute`] carries the count on.
///
/// ```
/// use gradient_figures::figure::NoiseEscapeFigure;
///
/// let mut figure = NoiseEscapeFigure::new();
/// while !figure.is_complete() {
///     figure.compute();
/// }
/// assert!(figure.ensemble().share().0 > 0.5);
/// figure.set_batch_size(64.0)?;
/// figure.compute();
/// assert_eq!(figure.ensemble().escaped(), 0);
/// # Ok::<(), gradient_figures::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct NoiseEscapeFigure {
    settings: RunSettings,
    runs: u32,
    run: Run,
    ensemble: Ensemble,
    playback: Playback,
    /// The end of the axis of shares, in percent.
    top: Stride,
    /// Whether the axis is to fit the bars exactly once all runs are counted, not to follow them.
    is_settled: bool,
}

impl Default for NoiseEscapeFigure {
    fn default() -> Self {
        Self::new()
    }
}

impl NoiseEscapeFigure {
    /// Returns the figure with the [`DEFAULT`] settings, all steps shown, the run shown alone counted.
    #[must_use]
    pub fn new() -> Self {
        let Ok(figure) = Self::with(&DEFAULT) else { unreachable!("the default settings are accepted ones") };
        figure
    }

    /// Returns the figure with the given settings, all steps shown, the run shown alone counted.
    ///
    /// # Errors
    ///
    /// As the methods that set each of the settings.
    pub fn with(settings: &Settings) -> Result<Self, Error> {
        let run_settings = RunSettings {
            learning_rate: LearningRate::new(settings.learning_rate)?,
            batch_size: batch_size(settings.batch_size.into())?,
            steps: steps(settings.steps.into())?,
            seed: settings.seed,
        };
        let mut figure = Self {
            settings: run_settings,
            runs: runs(settings.runs.into())?,
            run: Run::new(&run_settings),
            ensemble: Ensemble::new(run_settings),
            playback: Playback::new(),
            top: Stride::ONE,
            is_settled: false,
        };
        figure.playback.set_speed(SPEED)?;
        figure.count_anew();
        figure.settle();
        Ok(figure)
    }

    /// Sets the learning rate η of all runs and begins them anew.
    ///
    /// # Errors
    ///
    /// [`Error::LearningRate`]; nothing is changed then.
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), Error> {
        self.settings.learning_rate = LearningRate::new(value)?;
        self.rerun();
        Ok(())
    }

    /// Sets the batch size B of all runs, a whole number from 1 to N = 64, and begins them anew.
    ///
    /// # Errors
    ///
    /// [`Error::BatchSize`]; nothing is changed then.
    pub fn set_batch_size(&mut self, value: f64) -> Result<(), Error> {
        self.settings.batch_size = batch_size(value)?;
        self.rerun();
        Ok(())
    }

    /// Sets the number of updates of all runs, a whole number from 1 to [`MAX_STEPS`], and begins them anew.
    ///
    /// # Errors
    ///
    /// [`Error::Steps`]; nothing is changed then.
    pub fn set_steps(&mut self, value: f64) -> Result<(), Error> {
        self.settings.steps = steps(value)?;
        self.rerun();
        Ok(())
    }

    /// Sets the seed of the run shown, a whole number below 2³², and begins all runs anew; run r has the seed + r,
    /// wrapping below 2³².
    ///
    /// # Errors
    ///
    /// [`Error::Seed`]; nothing is changed then.
    pub fn set_seed(&mut self, value: f64) -> Result<(), Error> {
        self.settings.seed = seed(value)?;
        self.rerun();
        Ok(())
    }

    /// Sets the number of runs counted, a whole number from 1 to [`MAX_RUNS`]; the count goes on, or begins anew where
    /// there were more.
    ///
    /// # Errors
    ///
    /// [`Error::Runs`]; nothing is changed then.
    pub fn set_runs(&mut self, value: f64) -> Result<(), Error> {
        self.runs = runs(value)?;
        self.is_settled = false;
        // A run that is alone from now on is counted anew for the axis.
        if self.ensemble.done() > self.runs || self.runs == 1 {
            self.count_anew();
        }
        Ok(())
    }

    /// Begins all runs anew, unless they are of these settings already.
    #[inline(never)]
    fn rerun(&mut self) {
        if *self.ensemble.settings() != self.settings {
            self.run.rerun(&self.settings);
            self.count_anew();
        }
    }

    fn count_anew(&mut self) {
        self.is_settled = false;
        self.ensemble.restart(self.settings);
        self.ensemble.add(self.run.end());
        // Where the run shown is all that is counted, no further call would fit the axis to it.
        if self.is_complete() {
            self.fit_axis();
        }
    }

    /// Does as many of the runs that are still to be counted as [`BUDGET`] allows, at least one.
    pub fn compute(&mut self) {
        self.ensemble.advance(self.runs, BUDGET);
        self.fit_axis();
    }

    /// Returns whether all runs are counted.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.ensemble.done() >= self.runs
    }

    /// Sets the step shown, a whole number of at least 0; one beyond the run stands for its last step.
    ///
    /// # Errors
    ///
    /// [`Error::Step`]; nothing is changed then.
    pub fn set_step(&mut self, value: f64) -> Result<(), Error> {
        self.playback.set_step(value)
    }

    /// Shows the last step, also when the number of steps changes later.
    pub fn show_last(&mut self) {
        self.playback.show(None);
    }

    /// Sets the playing speed in steps per second.
    ///
    /// # Errors
    ///
    /// [`Error::Speed`]; nothing is changed then.
    pub fn set_speed(&mut self, steps_per_second: f64) -> Result<(), Error> {
        self.playback.set_speed(steps_per_second)
    }

    /// Returns the playing speed in steps per second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.playback.speed()
    }

    /// Starts to play from the step shown, from the start when that is the last.
    pub fn play(&mut self) {
        self.playback.play(self.steps());
    }

    /// Stops playing at the step shown.
    pub fn pause(&mut self) {
        self.playback.pause();
    }

    /// Returns whether the run is being played.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playback.is_playing()
    }

    /// Advances the playing to the time `now_ms` in milliseconds; it ends at the last step.
    pub fn advance(&mut self, now_ms: f64) {
        self.playback.advance(now_ms, self.steps());
    }

    /// Fits the axis of shares to the bars, as soon as all runs are counted: a state has one axis, whichever came before it.
    pub fn settle(&mut self) {
        self.is_settled = true;
        self.fit_axis();
    }

    /// Has the axis of shares hold the bars. Until it is settled and all runs are counted it shrinks only where it has a
    /// quarter to spare: a count that has just begun is rough, and a control that moves must not make it jitter.
    #[inline(never)]
    fn fit_axis(&mut self) {
        let most = self.ensemble.bins().iter().fold(0, |most, &count| count.max(most));
        let highest = 100.0 * f64::from(most) / f64::from(self.ensemble.done());
        let fit = |room: f64| Stride::dividing((room * highest.max(5.0)).min(100.0), 1.0, Stride::ONE);
        if self.is_settled && self.is_complete() {
            self.top = fit(1.0);
        } else if highest > self.top.value() || fit(1.25) < self.top {
            self.top = fit(1.25);
        }
    }

    /// Returns the learning rate η.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.settings.learning_rate.value()
    }

    /// Returns the batch size B.
    #[must_use]
    pub fn batch_size(&self) -> u32 {
        self.settings.batch_size
    }

    /// Returns the number of updates of each run.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.settings.steps
    }

    /// Returns the seed of the run shown.
    #[must_use]
    pub fn seed(&self) -> u32 {
        self.settings.seed
    }

    /// Returns the number of runs to be counted.
    #[must_use]
    pub fn runs(&self) -> u32 {
        self.runs
    }

    /// Returns the step shown.
    #[must_use]
    pub fn step(&self) -> usize {
        self.playback.step(self.steps())
    }

    /// Returns the run shown, also what of it is not shown.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Returns where the runs done ended.
    #[must_use]
    pub fn ensemble(&self) -> &Ensemble {
        &self.ensemble
    }

    /// Returns where the run shown ended.
    #[must_use]
    pub fn status(&self) -> Outcome {
        Outcome::of(self.run.end())
    }

    /// Returns the end of the axis of shares, in percent: 1, 2 or 5 times a power of ten, at most 100.
    #[must_use]
    pub fn top(&self) -> Stride {
        self.top
    }

    /// Returns what `view` draws.
    #[must_use]
    pub fn scene(&self) -> Escape<'_> {
        Escape {
            xs: self.run.xs(),
            tilts: self.run.tilts(),
            step: self.step(),
            phase: self.playback.phase(),
            ensemble: &self.ensemble,
            top: self.top,
        }
    }
}

fn batch_size(value: f64) -> Result<u32, Error> {
    bounded(value, SAMPLES).ok_or(Error::BatchSize { given: value, max: SAMPLES as usize })
}

fn steps(value: f64) -> Result<usize, Error> {
    let steps = whole(value).filter(|steps| (1..=MAX_STEPS).contains(steps));
    steps.ok_or(Error::Steps { given: value, max: MAX_STEPS })
}

fn runs(value: f64) -> Result<u32, Error> {
    bounded(value, MAX_RUNS).ok_or(Error::Runs { given: value, max: MAX_RUNS as usize })
}

/// Returns `value` as a whole number from 1 to `max`.
fn bounded(value: f64, max: u32) -> Option<u32> {
    whole(value).and_then(|value| u32::try_from(value).ok()).filter(|value| (1..=max).contains(value))
}
