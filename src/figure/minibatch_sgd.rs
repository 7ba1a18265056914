//! The figure of a regression by full batch, mini-batches and single samples.

use super::gradient_descent::rate_decades;
use super::playback::{Playback, seed, whole};
use super::sweep::{Plan, Sweep};
use super::{Decades, Grid, Span, Verdict};
use crate::Error;
use crate::batch::{Batch, Sampling};
use crate::dataset::{Dataset, MAX_SAMPLES, MIN_SAMPLES};
use crate::minibatch::{self, Run};
use crate::optimizer::LearningRate;
use crate::pairwise::as_f64;
use crate::regression::{Gradient, Parameters, gradient_at};
use crate::spectrum::RegressionSpectrum;
use crate::trajectory::MAX_STEPS;
use crate::view::{Comparison, LossPlane, MAX_MARKED, MapAxis, Path, Planes, RateCurve, Tone};

/// The settings of a figure, as an author or a reader writes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate η of all methods.
    pub learning_rate: f64,
    /// The batch size B of the mini-batch method.
    pub batch_size: u32,
    /// The number of samples N.
    pub samples: u32,
    /// The standard deviation of the samples' noise.
    pub noise: f64,
    /// What `np.random.seed` is given before the samples are drawn.
    pub data_seed: u32,
    /// What `np.random.seed` is given before each method's batches are drawn.
    pub seed: u32,
    /// How batches are drawn.
    pub order: Order,
    /// The number of updates of each method.
    pub steps: u16,
}

/// The settings at first.
pub const DEFAULT: Settings = Settings {
    learning_rate: 0.1,
    batch_size: 8,
    samples: 100,
    noise: 0.3,
    data_seed: 0,
    seed: 1,
    order: Order::Replacement,
    steps: 50,
};

/// Settings that each make a claim plain: all three methods converge; single samples blow up where the full batch
/// converges; single samples keep jumping about the minimum where mini-batches stay near; all three diverge.
pub const PRESETS: [Settings; 4] = [
    DEFAULT,
    Settings { learning_rate: 1.6, steps: 100, ..DEFAULT },
    Settings { learning_rate: 0.3, batch_size: 32, steps: 200, ..DEFAULT },
    Settings { learning_rate: 2.2, ..DEFAULT },
];

/// How mini-batches are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Each sample of a batch from all samples, so that one may come twice.
    Replacement,
    /// Each sample once per epoch, in a new order each time.
    Epoch,
}

impl Order {
    /// Returns the name used in attributes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Replacement => "replacement",
            Self::Epoch => "epoch",
        }
    }

    /// Returns the order of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Replacement, Self::Epoch].into_iter().find(|order| order.name() == name)
    }

    fn sampling(self, batch_size: usize) -> Sampling {
        match self {
            Self::Replacement => Sampling::WithReplacement { batch_size },
            Self::Epoch => Sampling::OncePerEpoch { batch_size },
        }
    }
}

/// What the loss is drawn against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Updates.
    Updates,
    /// Epochs: sample gradients over the number of samples.
    Epochs,
    /// Sample gradients.
    Gradients,
}

impl Axis {
    /// Returns the name used in attributes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Updates => "updates",
            Self::Epochs => "epochs",
            Self::Gradients => "gradients",
        }
    }

    /// Returns the axis of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Updates, Self::Epochs, Self::Gradients].into_iter().find(|axis| axis.name() == name)
    }

    fn cost(self, run: &Run, step: usize) -> f64 {
        match self {
            Self::Updates => as_f64(step),
            Self::Epochs => run.epochs(step),
            Self::Gradients => as_f64(run.sample_gradients(step)),
        }
    }
}

/// The methods, in the order of the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// All samples at every step, B = N.
    Full = 0,
    /// The chosen batch size.
    Mini = 1,
    /// Single samples, B = 1.
    Sgd = 2,
}

impl Method {
    /// All methods.
    pub const ALL: [Self; 3] = [Self::Full, Self::Mini, Self::Sgd];
}

/// How many sample gradients one call computes of each method, a few milliseconds' worth; what is left is for the calls
/// that follow.
pub const BUDGET: usize = 100_000;

/// How many sample gradients one question for a whole run may cost: some tens of milliseconds' worth.
const ANSWER_BUDGET: usize = 20_000_000;

/// The end of the slider of η, of the curve and of the map.
pub const MOST_RATE: f64 = 2.5;

/// The largest batch size of the map: larger batches take long and show little else.
pub const MAP_BATCH: i32 = 1024;

/// The sample gradients that one frame spends on the learning rates and on the map, a few milliseconds' worth each.
const SWEEP_BUDGET: usize = 4_000_000;

/// The largest parameter that the contours' plane follows: its square, times a curvature, is still finite.
const MAX_REACH: f64 = 1e150;

/// The state of one `<minibatch-sgd>` figure.
///
/// The runs are computed as far as [`BUDGET`] goes by each call that changes them and are carried on by
/// [`MinibatchSgdFigure::compute`]. A method that is switched off is not computed; the mini-batch method always is,
/// for the figure's words and numbers are about it.
///
/// ```
/// use gradient_figures::figure::MinibatchSgdFigure;
///
/// let mut figure = MinibatchSgdFigure::new();
/// assert_eq!(figure.status().name(), "converging");
/// figure.set_learning_rate(2.2)?;
/// assert!(figure.limit() < 2.2);
/// assert_eq!(figure.status().name(), "diverging");
/// # Ok::<(), gradient_figures::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct MinibatchSgdFigure {
    learning_rate: LearningRate,
    batch_size: usize,
    noise: f64,
    data_seed: u32,
    seed: u32,
    order: Order,
    steps: usize,
    axis: Axis,
    shown: [bool; 3],
    dataset: Dataset,
    /// The number of samples drawn, before any came or went.
    drawn: usize,
    /// How often the samples have changed.
    revision: u32,
    is_edited: bool,
    /// The step at which samples were last added or removed: earlier batches are not of the present samples.
    edited_at: usize,
    /// The least and the largest x, the least and the largest t.
    reach: [f64; 4],
    runs: [Run; 3],
    costs: [Vec<f64>; 3],
    marked: Vec<u32>,
    batch_gradient: Option<Gradient>,
    playback: Playback,
    planes: Planes,
    held: bool,
    /// The final loss of every learning rate.
    rates: Sweep,
    /// The final loss over η and B.
    map: Sweep,
    /// What `rates` and `map` are of.
    swept: [Option<Swept>; 2],
    /// How often they have changed.
    revisions: [u32; 2],
    /// The powers of ten on the axis of the final losses.
    rate_decades: Decades,
}

/// All that the outcome of a learning rate depends on: revision of the samples, batch size, seed, order, steps.
type Swept = (u32, usize, u32, Order, usize);

impl Default for MinibatchSgdFigure {
    fn default() -> Self {
        Self::new()
    }
}

impl MinibatchSgdFigure {
    /// Returns the figure with the [`DEFAULT`] settings, all steps and all methods shown.
    #[must_use]
    pub fn new() -> Self {
        let Ok(figure) = Self::with(&DEFAULT) else { unreachable!("the default settings are accepted ones") };
        figure
    }

    /// Returns the figure with the given settings, all steps and all methods shown.
    ///
    /// # Errors
    ///
    /// As the methods that set each of the settings.
    pub fn with(settings: &Settings) -> Result<Self, Error> {
        let learning_rate = LearningRate::new(settings.learning_rate)?;
        let dataset = Dataset::new(settings.samples as usize, settings.noise, settings.data_seed)?;
        let (batch_size, seed, order) = (settings.batch_size as usize, settings.seed, settings.order);
        let steps = settings.steps.into();
        let run = |sampling| {
            let start = Parameters::default();
            Run::new(&dataset, minibatch::Settings { learning_rate, start, sampling, seed, steps })
        };
        let runs = [run(Sampling::Full)?, run(order.sampling(batch_size))?, run(order.sampling(1))?];
        let mut figure = Self {
            learning_rate,
            batch_size,
            noise: settings.noise,
            data_seed: settings.data_seed,
            seed,
            order,
            steps,
            axis: Axis::Updates,
            shown: [true; 3],
            reach: reach(&dataset),
            drawn: dataset.len(),
            dataset,
            revision: 0,
            is_edited: false,
            edited_at: 0,
            runs,
            costs: [const { Vec::new() }; 3],
            marked: Vec::new(),
            batch_gradient: None,
            playback: Playback::new(),
            planes: Planes {
                data: (Span::REST, Span::REST),
                contours: (Span::REST, Span::REST),
                loss: LossPlane { end: 1.0, is_whole: true, decades: Decades::REST },
            },
            held: false,
            rates: Sweep::new(512, 1),
            map: Sweep::new(256, 160),
            swept: [None; 2],
            revisions: [0; 2],
            rate_decades: Decades::REST,
        };
        figure.compute();
        figure.settle();
        Ok(figure)
    }

    /// Sets the learning rate η of all methods and runs them anew.
    ///
    /// # Errors
    ///
    /// [`Error::LearningRate`]; nothing is changed then.
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), Error> {
        self.learning_rate = LearningRate::new(value)?;
        for run in &mut self.runs {
            run.set_learning_rate(&self.dataset, self.learning_rate);
        }
        self.edited_at = 0;
        self.costs = Default::default();
        self.compute();
        Ok(())
    }

    /// Sets the batch size B, a whole number from 1 to N, and runs the mini-batch method anew.
    ///
    /// # Errors
    ///
    /// [`Error::BatchSize`]; nothing is changed then.
    pub fn set_batch_size(&mut self, value: f64) -> Result<(), Error> {
        let samples = self.dataset.len();
        let size = whole(value).filter(|size| (1..=samples).contains(size));
        self.batch_size = size.ok_or(Error::BatchSize { given: value, max: samples })?;
        self.run_anew(&[Method::Mini]);
        Ok(())
    }

    /// Sets the number of samples N, a whole number from 2 to 1 000 000, draws all samples anew and runs all methods.
    ///
    /// A batch size above N becomes N: there is no larger batch of so few samples. It does not come back when N grows.
    ///
    /// # Errors
    ///
    /// [`Error::Samples`]; nothing is changed then.
    pub fn set_samples(&mut self, value: f64) -> Result<(), Error> {
        let refused = Error::Samples { given: value, min: MIN_SAMPLES, max: MAX_SAMPLES };
        let samples = whole(value).filter(|samples| (MIN_SAMPLES..=MAX_SAMPLES).contains(samples));
        self.draw_samples(samples.ok_or(refused)?, self.noise, self.data_seed)
    }

    /// Sets the standard deviation of the noise, from 0 to 10⁹, draws all samples anew and runs all methods.
    ///
    /// # Errors
    ///
    /// [`Error::Noise`]; nothing is changed then.
    pub fn set_noise(&mut self, value: f64) -> Result<(), Error> {
        self.draw_samples(self.drawn, value, self.data_seed)
    }

    /// Sets the seed of the samples, a whole number below 2³², draws all samples anew and runs all methods.
    ///
    /// # Errors
    ///
    /// [`Error::Seed`]; nothing is changed then.
    pub fn set_data_seed(&mut self, value: f64) -> Result<(), Error> {
        self.draw_samples(self.drawn, self.noise, seed(value)?)
    }

    /// Draws samples anew, which forgets what was added and removed.
    fn draw_samples(&mut self, samples: usize, noise: f64, data_seed: u32) -> Result<(), Error> {
        self.dataset = Dataset::new(samples, noise, data_seed)?;
        (self.drawn, self.noise, self.data_seed, self.is_edited) = (samples, noise, data_seed, false);
        self.batch_size = self.batch_size.min(samples);
        self.samples_changed();
        self.run_anew(&Method::ALL);
        Ok(())
    }

    fn samples_changed(&mut self) {
        self.reach = reach(&self.dataset);
        self.revision = self.revision.wrapping_add(1);
    }

    /// Sets the seed of the batches, a whole number below 2³², and runs the methods that draw them anew.
    ///
    /// # Errors
    ///
    /// [`Error::Seed`]; nothing is changed then.
    pub fn set_seed(&mut self, value: f64) -> Result<(), Error> {
        self.seed = seed(value)?;
        self.run_anew(&[Method::Mini, Method::Sgd]);
        Ok(())
    }

    /// Sets how batches are drawn and runs the methods that draw them anew.
    pub fn set_order(&mut self, order: Order) {
        self.order = order;
        self.run_anew(&[Method::Mini, Method::Sgd]);
    }

    /// Sets the number of updates, a whole number from 1 to [`MAX_STEPS`]; the runs are cut or go on. Cut at a step at which
    /// samples were added or removed, or before, they begin anew.
    ///
    /// # Errors
    ///
    /// [`Error::Steps`]; nothing is changed then.
    pub fn set_steps(&mut self, value: f64) -> Result<(), Error> {
        let steps = whole(value).unwrap_or(0);
        for run in &mut self.runs {
            // All accept or refuse alike.
            run.set_steps(steps).map_err(|_| Error::Steps { given: value, max: MAX_STEPS })?;
        }
        self.steps = steps;
        if steps <= self.edited_at {
            // What is left of the runs is on samples that are no more.
            self.run_anew(&Method::ALL);
        }
        self.compute();
        Ok(())
    }

    /// Sets what the loss is drawn against.
    pub fn set_axis(&mut self, axis: Axis) {
        self.axis = axis;
        self.costs = Default::default();
        self.compute();
    }

    /// Switches a method on or off.
    pub fn set_shown(&mut self, method: Method, is_shown: bool) {
        self.shown[method as usize] = is_shown;
        self.compute();
    }

    /// Puts methods back to their first step. When samples were edited during the runs, all of them go back, so that
    /// they all stay on the same samples.
    fn run_anew(&mut self, methods: &[Method]) {
        let methods = if self.edited_at > 0 { &Method::ALL } else { methods };
        for &method in methods {
            let (start, learning_rate, seed, steps) =
                (Parameters::default(), self.learning_rate, self.seed, self.steps);
            let sampling = match method {
                Method::Full => Sampling::Full,
                Method::Mini => self.order.sampling(self.batch_size),
                Method::Sgd => self.order.sampling(1),
            };
            let settings = minibatch::Settings { learning_rate, start, sampling, seed, steps };
            let run = Run::new(&self.dataset, settings);
            if let Ok(run) = run {
                self.runs[method as usize] = run;
            } else {
                debug_assert!(false, "batch size and steps were checked when they were set");
            }
        }
        self.edited_at = 0;
        self.costs = Default::default();
        self.compute();
    }

    /// Adds a sample, which gets the last index.
    ///
    /// Online learning: w and b of the steps up to the one shown stay as they are, the runs go on from there over the
    /// samples as they are now. Losses are of the samples as they are now at every step. At the last step there is nothing to go on with, at the first nothing to keep, and the runs begin
    /// anew.
    ///
    /// # Errors
    ///
    /// [`Error::Sample`], [`Error::Samples`]; nothing is changed then.
    pub fn add_sample(&mut self, x: f64, t: f64) -> Result<(), Error> {
        self.catch_up();
        self.dataset.add_sample(x, t)?;
        self.go_on();
        Ok(())
    }

    /// Removes the sample of that index; those after it move down by one. The runs go on as from
    /// [`MinibatchSgdFigure::add_sample`], unless a batch size above N has to become N: then they begin anew.
    ///
    /// # Errors
    ///
    /// [`Error::SampleIndex`], [`Error::Samples`]; nothing is changed then.
    pub fn remove_sample(&mut self, index: usize) -> Result<(), Error> {
        self.catch_up();
        self.dataset.remove_sample(index)?;
        self.go_on();
        Ok(())
    }

    /// Brings the methods that are switched off to where the others are, while the samples are still the same.
    fn catch_up(&mut self) {
        for method in [Method::Full, Method::Sgd] {
            self.runs[method as usize].advance(&self.dataset, usize::MAX);
        }
        // Whether the sample is accepted shows later.
        self.computed();
    }

    fn go_on(&mut self) {
        self.is_edited = true;
        self.samples_changed();
        let step = self.run_step();
        let is_too_large = self.batch_size > self.dataset.len();
        self.batch_size = self.batch_size.min(self.dataset.len());
        if step == 0 || step == self.steps || is_too_large {
            return self.run_anew(&Method::ALL);
        }
        for run in &mut self.runs {
            run.dataset_changed_at(step, &self.dataset);
        }
        self.edited_at = step;
        self.costs = Default::default();
        self.compute();
    }

    /// Sets the step shown, a whole number of at least 0; one beyond the runs stands for their last step.
    ///
    /// # Errors
    ///
    /// [`Error::Step`]; nothing is changed then.
    pub fn set_step(&mut self, value: f64) -> Result<(), Error> {
        self.playback.set_step(value)?;
        self.look();
        Ok(())
    }

    /// Shows the last step, also when the number of steps changes later.
    pub fn show_last(&mut self) {
        self.playback.show(None);
        self.look();
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
        self.playback.play(self.steps);
        self.look();
    }

    /// Stops playing at the step shown.
    pub fn pause(&mut self) {
        self.playback.pause();
    }

    /// Returns whether the runs are being played.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.playback.is_playing()
    }

    /// Advances the playing to the time `now_ms` in milliseconds; it ends at the last step.
    pub fn advance(&mut self, now_ms: f64) {
        if self.playback.advance(now_ms, self.steps) {
            self.look();
        }
    }

    /// Computes up to [`BUDGET`] sample gradients of what is still to be computed of each method.
    pub fn compute(&mut self) {
        for method in Method::ALL {
            if self.is_wanted(method) {
                self.runs[method as usize].advance(&self.dataset, BUDGET);
            }
        }
        self.computed();
    }

    /// Takes what the runs have come to into view.
    fn computed(&mut self) {
        for (costs, run) in self.costs.iter_mut().zip(&self.runs) {
            let recorded = run.losses().len();
            costs.truncate(recorded);
            costs.extend((costs.len()..recorded).map(|step| self.axis.cost(run, step)));
        }
        self.look();
    }

    fn is_wanted(&self, method: Method) -> bool {
        method == Method::Mini || self.is_shown(method)
    }

    /// Returns whether all that is wanted is computed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        Method::ALL.into_iter().all(|method| !self.is_wanted(method) || self.run(method).is_complete())
    }

    /// Takes the step shown into view: its batch and the ranges of the planes.
    fn look(&mut self) {
        let step = self.run_step();
        self.marked.clear();
        self.batch_gradient = None;
        if self.is_shown(Method::Mini) && step >= self.edited_at {
            let run = &mut self.runs[Method::Mini as usize];
            let parameters = run.parameters(step);
            let batch = run.batch(step);
            self.batch_gradient = Some(match batch {
                Batch::All(_) => self.dataset.quadratic().gradient(parameters),
                Batch::Drawn(indices) => gradient_at(&self.dataset, indices, parameters),
            });
            if let Batch::Drawn(indices) = batch {
                self.marked.extend(indices.iter().take(MAX_MARKED));
            }
        }
        if self.held {
            self.planes.loss = self.loss_plane();
        } else {
            self.planes = self.planes_for(false);
        }
    }

    /// Keeps the ranges of the planes as they are until [`MinibatchSgdFigure::settle`], so that what is dragged stays
    /// under the pointer.
    pub fn hold(&mut self) {
        self.held = true;
    }

    /// Fits the ranges of the planes to what is shown.
    pub fn settle(&mut self) {
        self.held = false;
        self.planes = self.planes_for(true);
    }

    /// The loss plane with the cost axis for the settings, which does not wait for the ranges to be settled.
    fn loss_plane(&self) -> LossPlane {
        LossPlane { end: self.cost_end(), is_whole: self.axis != Axis::Epochs, ..self.planes.loss }
    }

    /// Returns ranges that hold what is shown: the present ones as long as they do, or the tightest.
    fn planes_for(&self, is_tight: bool) -> Planes {
        let Planes { data, contours, .. } = self.planes;
        let loss = self.loss_plane();
        let span = |old: Span, lo, hi| if is_tight { Span::containing(lo, hi) } else { old.follow(lo, hi) };
        let [x_lo, x_hi, t_lo, t_hi] = self.reach;
        let [w_lo, w_hi, b_lo, b_hi] = self.path_reach();
        let (loss_lo, loss_hi) = self.loss_range();
        let decades = if is_tight {
            Decades::containing(loss_lo, loss_hi)
        } else {
            loss.decades.follow(loss_lo, loss_hi)
        };
        Planes {
            // At rest −1 to 1 and −2 to 4, where samples of little noise lie.
            data: (span(data.0, x_lo.min(-1.0), x_hi.max(1.0)), span(data.1, t_lo.min(-2.0), t_hi.max(4.0))),
            contours: (span(contours.0, w_lo, w_hi), span(contours.1, b_lo, b_hi)),
            loss: LossPlane { decades, ..loss },
        }
    }

    /// The end of the cost axis: where the last of the methods that draw batches ends. The full batch, which would
    /// make theirs a small part of the axis, goes out of it, unless it is alone.
    fn cost_end(&self) -> f64 {
        let cost = |method| self.axis.cost(self.run(method), self.steps);
        let is_drawing = |method: &Method| *method != Method::Full && self.is_shown(*method);
        let end = Method::ALL.into_iter().filter(is_drawing).map(cost).fold(0.0, f64::max);
        if end > 0.0 { end } else { cost(Method::Full) }
    }

    /// The runs on show.
    fn on_show(&self) -> impl Iterator<Item = &Run> {
        Method::ALL.into_iter().filter(|&method| self.is_shown(method)).map(|method| self.run(method))
    }

    /// What the contours' plane has to hold: start, minimum with some room, paths as far as their losses are finite.
    fn path_reach(&self) -> [f64; 4] {
        let mut reach = [0.0_f64; 4];
        let mut include = |w: f64, b: f64, room: f64| {
            if w.abs() <= MAX_REACH && b.abs() <= MAX_REACH {
                let [w_lo, w_hi, b_lo, b_hi] = reach;
                reach = [w_lo.min(w - room), w_hi.max(w + room), b_lo.min(b - room), b_hi.max(b + room)];
            }
        };
        let minimum = self.minimum();
        let Parameters { w, b } = minimum.unwrap_or_default();
        include(w, b, 0.5);
        for run in self.on_show() {
            let steps = run.w().iter().zip(run.b()).zip(run.losses()).take(self.step() + 1);
            for ((&w, &b), _) in steps.filter(|(_, loss)| loss.is_finite()) {
                include(w, b, 0.0);
            }
        }
        let [w_lo, w_hi, b_lo, b_hi] = reach;
        // A little room, so that no path runs along the frame.
        let (w_room, b_room) = (0.04 * (w_hi - w_lo), 0.04 * (b_hi - b_lo));
        [w_lo - w_room, w_hi + w_room, b_lo - b_room, b_hi + b_room]
    }

    /// The decimal logarithms of the smallest and largest finite loss of the runs on show, zero losses left aside: of all
    /// steps computed, whichever is shown, so that the axis keeps still while the runs play.
    fn loss_range(&self) -> (f64, f64) {
        let losses = self.on_show().flat_map(Run::losses).filter(|loss| loss.is_finite() && **loss > 0.0);
        let (lo, hi) = losses.fold((f64::INFINITY, 0.0_f64), |(lo, hi), &loss| (lo.min(loss), hi.max(loss)));
        (lo.log10(), hi.log10())
    }

    /// Returns the learning rate η.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate.value()
    }

    /// Returns the batch size B.
    #[must_use]
    pub fn batch_size(&self) -> usize {
        self.batch_size
    }

    /// Returns the samples, those added included.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Returns how often the samples have changed.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Returns the number of samples drawn from the seed, before any was added or removed.
    #[must_use]
    pub fn drawn_samples(&self) -> usize {
        self.drawn
    }

    /// Returns the step at which samples were last added or removed and the runs went on; 0 when the runs, from their
    /// start on, are those of the samples as they are now.
    #[must_use]
    pub fn edited_at(&self) -> usize {
        self.edited_at
    }

    /// Returns whether samples were added or removed since they were drawn.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.is_edited
    }

    /// Returns the standard deviation of the noise.
    #[must_use]
    pub fn noise(&self) -> f64 {
        self.noise
    }

    /// Returns the seed of the samples.
    #[must_use]
    pub fn data_seed(&self) -> u32 {
        self.data_seed
    }

    /// Returns the seed of the batches.
    #[must_use]
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// Returns how batches are drawn.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// Returns what the loss is drawn against.
    #[must_use]
    pub fn axis(&self) -> Axis {
        self.axis
    }

    /// Returns whether a method is switched on.
    #[must_use]
    pub fn is_shown(&self, method: Method) -> bool {
        self.shown[method as usize]
    }

    /// Returns the number of updates.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Returns the step shown.
    #[must_use]
    pub fn step(&self) -> usize {
        self.playback.step(self.steps)
    }

    /// The step shown, as far as the mini-batch method is computed.
    fn run_step(&self) -> usize {
        self.step().min(self.run(Method::Mini).last_step())
    }

    /// Returns the run of a method, as far as it is computed.
    #[must_use]
    pub fn run(&self, method: Method) -> &Run {
        &self.runs[method as usize]
    }

    /// Returns the run of a method, switched off or not, as far as 2 × 10⁷ sample gradients more bring it.
    pub fn completed(&mut self, method: Method) -> &Run {
        self.runs[method as usize].advance(&self.dataset, ANSWER_BUDGET);
        self.computed();
        self.run(method)
    }

    /// Returns the mini-batch that leads from the step shown to the next, also at the last step, where it would go on;
    /// empty for a step before one at which samples were added or removed, whose indices are not the present ones.
    pub fn batch(&mut self) -> &[u32] {
        let step = self.run_step();
        if step < self.edited_at {
            return &[];
        }
        match self.runs[Method::Mini as usize].batch(step) {
            Batch::Drawn(indices) => indices,
            Batch::All(_) => &[],
        }
    }

    /// Returns the parameters of the mini-batch method at the step shown.
    #[must_use]
    pub fn parameters(&self) -> Parameters {
        self.run(Method::Mini).parameters(self.run_step())
    }

    /// Returns the loss of the mini-batch method at the step shown over all samples as they are now.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.run(Method::Mini).losses().get(self.run_step()).copied().unwrap_or(f64::NAN)
    }

    /// Returns the epochs that the mini-batch method took to the step shown.
    #[must_use]
    pub fn epochs(&self) -> f64 {
        self.run(Method::Mini).epochs(self.run_step())
    }

    /// Returns the sample gradients that the mini-batch method took to the step shown.
    #[must_use]
    pub fn sample_gradients(&self) -> usize {
        self.run(Method::Mini).sample_gradients(self.run_step())
    }

    /// Returns the parameters of least squares; `None` when all x are equal, for then there are many.
    #[must_use]
    pub fn minimum(&self) -> Option<Parameters> {
        self.dataset.quadratic().minimum()
    }

    /// Returns the limit 2 / λ_max of the learning rate: the full batch converges below it.
    #[must_use]
    pub fn limit(&self) -> f64 {
        self.dataset.quadratic().learning_rate_limit()
    }

    /// Returns the limit that the single sample farthest from x = 0 sets, 2 / maxₙ (xₙ² + 1): below it no update of any
    /// batch can blow up.
    #[must_use]
    pub fn sgd_limit(&self) -> f64 {
        self.dataset.quadratic().sample_learning_rate_limit()
    }

    /// Returns the verdict on a method; on one that is switched off by its learning rate alone.
    #[must_use]
    pub fn verdict(&self, method: Method) -> Verdict {
        let safe_limit = if method == Method::Full { self.limit() } else { self.sgd_limit() };
        Verdict::of(self.learning_rate(), safe_limit, self.limit(), self.run(method).losses())
    }

    /// Returns the verdict on the mini-batch method.
    #[must_use]
    pub fn status(&self) -> Verdict {
        self.verdict(Method::Mini)
    }

    /// Goes on with the final losses of every learning rate and, with `has_map`, with the map over η and B, so far as a
    /// frame allows. Returns whether something is left for further calls.
    pub fn sweep(&mut self, has_map: bool) -> bool {
        let of = |batch_size| (self.revision, batch_size, self.seed, self.order, self.steps);
        let (rates_of, map_of) = (of(self.batch_size), of(0));
        let axis = self.map_axis();
        let plan = |sampling| Plan {
            dataset: &self.dataset,
            most_rate: MOST_RATE,
            seed: self.seed,
            steps: self.steps,
            sampling,
        };
        if self.swept[0] != Some(rates_of) {
            self.swept[0] = Some(rates_of);
            let cost = as_f64(self.steps) * as_f64(self.batch_size) * 512.0;
            self.rates.restart(first_cell(&[1, 4, 16, 64], &|cell| cost / cell));
        }
        let sampling = |_| self.order.sampling(self.batch_size);
        if self.rates.advance(&plan(&sampling), SWEEP_BUDGET) {
            self.revisions[0] = self.revisions[0].wrapping_add(1);
            self.rate_decades = rate_decades(self.rate_decades, self.rates.grid.losses());
        }
        if has_map {
            if self.swept[1] != Some(map_of) {
                self.swept[1] = Some(map_of);
                // The batch sizes are spread evenly over their logarithms.
                let mean_size = axis.value(1.0) / (2.3 * axis.value(1.0).log10()).max(1.0);
                let cost = as_f64(self.steps) * mean_size * 256.0 * 160.0;
                self.map.restart(first_cell(&[4, 16], &|cell| cost / (cell * cell)));
            }
            let sampling = |up| self.order.sampling(to_count(axis.value(up)));
            if self.map.advance(&plan(&sampling), SWEEP_BUDGET) {
                self.revisions[1] = self.revisions[1].wrapping_add(1);
            }
        }
        !self.rates.grid.is_complete() || has_map && !self.map.grid.is_complete()
    }

    /// Returns the final losses of every learning rate from 0 to [`MOST_RATE`], over the samples as they are now.
    #[must_use]
    pub fn rates(&self) -> &Grid {
        &self.rates.grid
    }

    /// Returns the final losses over η from 0 to [`MOST_RATE`] and B over [`Self::map_axis`].
    #[must_use]
    pub fn map(&self) -> &Grid {
        &self.map.grid
    }

    /// Returns the batch sizes that the map holds: 1 to N, at most to [`MAP_BATCH`].
    #[must_use]
    pub fn map_axis(&self) -> MapAxis {
        MapAxis::UpTo(i32::try_from(self.dataset.len()).unwrap_or(MAP_BATCH).min(MAP_BATCH))
    }

    /// Returns how often [`Self::rates`] and [`Self::map`] have changed.
    #[must_use]
    pub fn revisions(&self) -> [u32; 2] {
        self.revisions
    }

    /// Returns the verdict on a run of mini-batches at a learning rate that ended with a loss.
    #[must_use]
    pub fn verdict_at(&self, learning_rate: f64, loss: f64) -> Verdict {
        let first = self.dataset.quadratic().loss(Parameters::default());
        Verdict::of(learning_rate, self.sgd_limit(), self.limit(), &[first, loss])
    }

    /// Returns the tone of such a run at the share `across` of [`MOST_RATE`], and by how much its loss is above the least.
    #[must_use]
    pub fn tone_at(&self, across: f64, loss: f64) -> (Tone, f64) {
        self.tones()(across, loss)
    }

    /// Returns [`Self::tone_at`] for many runs: what it takes of the samples is computed once.
    pub fn tones(&self) -> impl Fn(f64, f64) -> (Tone, f64) + use<> {
        let quadratic = self.dataset.quadratic();
        let (first, least) = (quadratic.loss(Parameters::default()), quadratic.minimum_loss());
        let (sgd_limit, limit) = (self.sgd_limit(), self.limit());
        move |across, loss| {
            (Verdict::of(MOST_RATE * across, sgd_limit, limit, &[first, loss]).into(), loss - least)
        }
    }

    /// Returns the loss that a run at a learning rate and a batch size of the map comes to; of a run that takes longer than
    /// pointing can wait, what the map holds of its neighbourhood.
    ///
    /// # Errors
    ///
    /// [`Error::LearningRate`].
    pub fn outcome(&self, learning_rate: f64, batch_size: usize) -> Result<f64, Error> {
        let rates = [LearningRate::new(learning_rate)?];
        if as_f64(self.steps) * as_f64(batch_size) > as_f64(SWEEP_BUDGET) {
            let share = (learning_rate / MOST_RATE, self.map_axis().share(as_f64(batch_size)));
            return Ok(self.map.grid.at(share.0, share.1));
        }
        let sampling = self.order.sampling(batch_size.clamp(1, self.dataset.len()));
        let mut run = RegressionSpectrum::new(&self.dataset, &rates, sampling, self.seed, self.steps);
        run.advance(&self.dataset, usize::MAX);
        Ok(run.losses(&self.dataset)[0])
    }

    /// Returns what `view` draws of the final losses.
    #[must_use]
    pub fn rate_curve(&self) -> RateCurve<'_> {
        let loss = self.run(Method::Mini).losses().last().copied().unwrap_or(f64::NAN);
        RateCurve {
            losses: self.rates.grid.losses(),
            most: MOST_RATE,
            now: self.learning_rate(),
            loss,
            decades: self.rate_decades,
        }
    }

    /// Returns what `view` draws.
    #[must_use]
    pub fn scene(&self) -> Comparison<'_> {
        let path = |method: Method| {
            let (run, costs) = (self.run(method), self.costs[method as usize].as_slice());
            self.is_shown(method).then_some(Path { w: run.w(), b: run.b(), losses: run.losses(), costs })
        };
        Comparison {
            dataset: &self.dataset,
            paths: Method::ALL.map(path),
            step: self.step(),
            phase: self.playback.phase(),
            batch: &self.marked,
            batch_gradient: self.batch_gradient,
            planes: self.planes,
        }
    }
}

/// The least and the largest x, the least and the largest t.
fn reach(dataset: &Dataset) -> [f64; 4] {
    let ends = |values: &[f64]| {
        let widen = |(lo, hi): (f64, f64), &value: &f64| (lo.min(value), hi.max(value));
        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), widen)
    };
    let ((x_lo, x_hi), (t_lo, t_hi)) = (ends(dataset.x()), ends(dataset.t()));
    [x_lo, x_hi, t_lo, t_hi]
}

/// Returns the first size of cell with which a pass of so many sample gradients fits a frame, or the last.
fn first_cell(cells: &[u8], cost: &dyn Fn(f64) -> f64) -> usize {
    let fits = |cell: &&u8| cost(f64::from(**cell)) <= as_f64(SWEEP_BUDGET);
    usize::from(*cells.iter().find(fits).or(cells.last()).unwrap_or(&1))
}

/// Returns a whole number from 1 on that is written as a float64.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to a million")]
fn to_count(value: f64) -> usize {
    value.max(1.0) as usize
}
