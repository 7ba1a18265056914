//! The figure of gradient descent on y = x².

use super::playback::{Playback, whole};
use super::{Decades, Extent, Grid};
use crate::Error;
use crate::optimizer::LearningRate;
use crate::spectrum::{final_losses, learning_rates};
use crate::stability::{Goal, Regime, factor};
use crate::trajectory::{MAX_STEPS, Trajectory, steps_until};
use crate::view::{Descent, MapAxis, RateCurve, Tone};

/// The settings of a run, as an author or a reader writes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate η.
    pub learning_rate: f64,
    /// The start x₀.
    pub start: f64,
    /// The number of steps.
    pub steps: u16,
}

/// The settings at first: η = 0.1, x₀ = −3, 10 steps.
pub const DEFAULT: Settings = Settings { learning_rate: 0.1, start: -3.0, steps: 10 };

/// The article's four runs, all from x₀ = −3.
pub const PRESETS: [Settings; 4] = [
    DEFAULT,
    Settings { learning_rate: 0.01, ..DEFAULT },
    Settings { learning_rate: 0.01, steps: 100, ..DEFAULT },
    Settings { learning_rate: 1.1, ..DEFAULT },
];

/// How far an actual run is followed to see when it meets its [`Goal`], in steps.
pub const GOAL_LIMIT: usize = MAX_STEPS;

/// The end of the slider of η, of the curve and of the map.
pub const MOST_RATE: f64 = 1.5;

/// The starts that the map holds: −10 to 10.
pub const MAP_AXIS: MapAxis = MapAxis::Around(10);

/// The steps that one frame spends on the map, a few milliseconds' worth.
const MAP_BUDGET: usize = 6_000_000;

/// The state of one `<gradient-descent>` figure.
///
/// ```
/// use gradient_figures::figure::GradientDescentFigure;
///
/// let mut figure = GradientDescentFigure::new();
/// figure.set_learning_rate(1.1)?;
/// assert_eq!(figure.regime().name(), "diverging");
/// assert!(figure.trajectory().x(10) < -18.5);
/// # Ok::<(), gradient_figures::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct GradientDescentFigure {
    learning_rate: LearningRate,
    start: f64,
    trajectory: Trajectory,
    playback: Playback,
    extent: Extent,
    decades: Decades,
    held: bool,
    /// The final loss of every learning rate.
    rates: Grid,
    /// The start and the steps that `rates` is of.
    rates_of: (f64, usize),
    /// The final loss over η and x₀.
    map: Grid,
    /// The steps that `map` is of.
    map_of: usize,
    /// How often `rates` and `map` have changed.
    revisions: [u32; 2],
    /// The powers of ten on the axis of the final losses.
    rate_decades: Decades,
}

impl Default for GradientDescentFigure {
    fn default() -> Self {
        Self::new()
    }
}

impl GradientDescentFigure {
    /// Returns the figure with the [`DEFAULT`] settings, all steps shown.
    #[must_use]
    pub fn new() -> Self {
        // Not by `expect`, which would bring the printing of errors for programmers into the module.
        let Ok(learning_rate) = LearningRate::new(DEFAULT.learning_rate) else {
            unreachable!("0.1 is finite and positive")
        };
        let Ok(trajectory) = Trajectory::run(learning_rate, DEFAULT.start, DEFAULT.steps.into()) else {
            unreachable!("−3 is finite and 10 steps are few")
        };
        let mut figure = Self {
            learning_rate,
            start: DEFAULT.start,
            trajectory,
            playback: Playback::new(),
            extent: Extent::REST,
            decades: Decades::REST,
            held: false,
            rates: Grid::new(512, 1),
            rates_of: (f64::NAN, 0),
            map: Grid::new(256, 160),
            map_of: 0,
            revisions: [0; 2],
            rate_decades: Decades::REST,
        };
        figure.settle();
        figure
    }

    /// Sets the learning rate η and records the run anew.
    ///
    /// # Errors
    ///
    /// [`Error::LearningRate`]; nothing is changed then.
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), Error> {
        self.learning_rate = LearningRate::new(value)?;
        self.rerun(self.start, self.steps())
    }

    /// Sets the start x₀ and records the run anew.
    ///
    /// # Errors
    ///
    /// [`Error::Start`]; nothing is changed then.
    pub fn set_start(&mut self, value: f64) -> Result<(), Error> {
        self.rerun(value, self.steps())?;
        self.start = value;
        Ok(())
    }

    /// Sets the number of steps, a whole number from 1 to [`MAX_STEPS`], and records the run anew.
    ///
    /// # Errors
    ///
    /// [`Error::Steps`]; nothing is changed then.
    pub fn set_steps(&mut self, value: f64) -> Result<(), Error> {
        let steps = whole(value).filter(|steps| (1..=MAX_STEPS).contains(steps));
        let steps = steps.ok_or(Error::Steps { given: value, max: MAX_STEPS })?;
        self.rerun(self.start, steps)
    }

    fn rerun(&mut self, start: f64, steps: usize) -> Result<(), Error> {
        self.trajectory.rerun(self.learning_rate, start, steps)?;
        self.follow();
        Ok(())
    }

    /// Sets the step shown, a whole number of at least 0; one beyond the run stands for its last step.
    ///
    /// # Errors
    ///
    /// [`Error::Step`]; nothing is changed then.
    pub fn set_step(&mut self, value: f64) -> Result<(), Error> {
        self.playback.set_step(value)?;
        self.follow();
        Ok(())
    }

    /// Shows the last step, also when the number of steps changes later.
    pub fn show_last(&mut self) {
        self.playback.show(None);
        self.follow();
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
        self.follow();
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
        if self.playback.advance(now_ms, self.steps()) {
            self.follow();
        }
    }

    /// Keeps the ranges of the planes as they are until [`GradientDescentFigure::settle`], so that what is dragged
    /// stays under the pointer.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Fits the ranges of the planes to what is shown.
    pub fn settle(&mut self) {
        self.held = false;
        self.extent = Extent::containing(self.reach());
        let (lo, hi) = self.loss_range();
        self.decades = Decades::containing(lo, hi);
    }

    fn follow(&mut self) {
        if !self.held {
            self.extent = self.extent.follow(self.reach());
            let (lo, hi) = self.loss_range();
            self.decades = self.decades.follow(lo, hi);
        }
    }

    /// The largest |x| on show whose loss is finite.
    fn reach(&self) -> f64 {
        let shown = self.trajectory.xs()[..=self.step()].iter().filter(|&x| (x * x).is_finite());
        shown.fold(0.0, |reach, x| reach.max(x.abs()))
    }

    /// The decimal logarithms of the smallest and largest finite loss of the run, zero losses left aside: of all steps,
    /// whichever is shown, so that the axis keeps still while the run plays.
    fn loss_range(&self) -> (f64, f64) {
        let losses = self.trajectory.xs().iter().map(|&x| x * x).filter(|y| y.is_finite() && *y > 0.0);
        let (lo, hi) = losses.fold((f64::INFINITY, 0.0_f64), |(lo, hi), y| (lo.min(y), hi.max(y)));
        (lo.log10(), hi.log10())
    }

    /// Returns the learning rate η.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate.value()
    }

    /// Returns the start x₀.
    #[must_use]
    pub fn start(&self) -> f64 {
        self.start
    }

    /// Returns the number of steps of the run.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.trajectory.steps()
    }

    /// Returns the step shown.
    #[must_use]
    pub fn step(&self) -> usize {
        self.playback.step(self.steps())
    }

    /// Returns the whole run, also what is not shown.
    #[must_use]
    pub fn trajectory(&self) -> &Trajectory {
        &self.trajectory
    }

    /// Returns the regime of this run.
    #[must_use]
    pub fn regime(&self) -> Regime {
        Regime::of_run(self.learning_rate, self.start)
    }

    /// Returns the factor 1 − 2η.
    #[must_use]
    pub fn factor(&self) -> f64 {
        factor(self.learning_rate)
    }

    /// Returns what the run is counted towards.
    #[must_use]
    pub fn goal(&self) -> Option<Goal> {
        Goal::of(self.regime())
    }

    /// Returns the number of steps to the goal that the closed form predicts; infinite without a goal.
    #[must_use]
    pub fn predicted_steps(&self) -> f64 {
        self.goal().map_or(f64::INFINITY, |goal| goal.predicted_steps(self.learning_rate, self.start))
    }

    /// Returns the number of steps to the goal that the run itself takes, followed for [`GOAL_LIMIT`] steps, whatever
    /// the number of steps shown.
    #[must_use]
    pub fn actual_steps(&self) -> Option<usize> {
        let goal = self.goal()?;
        steps_until(self.learning_rate, self.start, GOAL_LIMIT, |x| goal.is_met(self.start, x))
    }

    /// Returns the half-width of the curve's plane.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// Brings the final losses of every learning rate up to date, and with `has_map` a part of the map over η and x₀.
    /// Returns whether something is left for further calls.
    pub fn sweep(&mut self, has_map: bool) -> bool {
        let (start, steps) = (self.start, self.steps());
        let is_stale = self.rates_of != (start, steps);
        if is_stale {
            self.rates_of = (start, steps);
            self.rates.restart(1);
            self.rates.fill(&final_losses(&learning_rates(MOST_RATE, self.rates.across()), start, steps));
            self.revisions[0] = self.revisions[0].wrapping_add(1);
            self.rate_decades = rate_decades(self.rate_decades, self.rates.losses());
        }
        if !has_map {
            return false;
        }
        if self.map_of != steps {
            self.map_of = steps;
            self.map.restart(16);
        }
        let mut left = MAP_BUDGET;
        while left > 0 && !self.map.is_complete() {
            let rates = learning_rates(MOST_RATE, self.map.across());
            self.map.fill(&final_losses(&rates, MAP_AXIS.value(self.map.up()), steps));
            // The row itself costs about as much as a hundred steps.
            left = left.saturating_sub(rates.len() * (steps + 100));
            self.revisions[1] = self.revisions[1].wrapping_add(1);
        }
        !self.map.is_complete()
    }

    /// Returns the final losses of every learning rate from 0 to [`MOST_RATE`].
    #[must_use]
    pub fn rates(&self) -> &Grid {
        &self.rates
    }

    /// Returns the final losses over η from 0 to [`MOST_RATE`] and x₀ over [`MAP_AXIS`].
    #[must_use]
    pub fn map(&self) -> &Grid {
        &self.map
    }

    /// Returns how often [`Self::rates`] and [`Self::map`] have changed.
    #[must_use]
    pub fn revisions(&self) -> [u32; 2] {
        self.revisions
    }

    /// Returns the tone of the run at a share `across` of [`MOST_RATE`] from this start.
    #[must_use]
    pub fn tone_at(&self, across: f64) -> Tone {
        tone(MOST_RATE * across, self.start)
    }

    /// Returns the tone of the map at a share `across` of [`MOST_RATE`] and `up` of the way from below.
    #[must_use]
    pub fn map_tone(&self, across: f64, up: f64) -> Tone {
        tone(MOST_RATE * across, MAP_AXIS.value(up))
    }

    /// Returns what `view` draws of the final losses.
    #[must_use]
    pub fn rate_curve(&self) -> RateCurve<'_> {
        let (now, loss) = (self.learning_rate(), self.trajectory.y(self.steps()));
        RateCurve { losses: self.rates.losses(), most: MOST_RATE, now, loss, decades: self.rate_decades }
    }

    /// Returns what `view` draws.
    #[must_use]
    pub fn scene(&self) -> Descent<'_> {
        Descent {
            xs: self.trajectory.xs(),
            step: self.step(),
            phase: self.playback.phase(),
            extent: self.extent,
            decades: self.decades,
        }
    }
}

fn tone(learning_rate: f64, start: f64) -> Tone {
    LearningRate::new(learning_rate).map_or(Tone::Diverges, |rate| Regime::of_run(rate, start).into())
}

/// The lowest power of ten on the axis of final losses: what is smaller is as good as none.
const LEAST_DECADE: f64 = -16.0;

/// Returns the powers of ten to use after `before` for final losses.
#[inline(never)]
pub(super) fn rate_decades(before: Decades, losses: &[f64]) -> Decades {
    let logs = losses
        .iter()
        .filter(|loss| loss.is_finite() && **loss > 0.0)
        .map(|loss| loss.log10().max(LEAST_DECADE));
    let (lo, hi) = logs.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), log| (log.min(lo), log.max(hi)));
    before.follow(lo, hi)
}
