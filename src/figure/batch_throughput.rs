//! The figure that times mini-batches on the reader's machine.

use super::minibatch_sgd::seed;
use super::playback::whole;
use crate::Error;
use crate::dataset::{Dataset, MIN_SAMPLES};
use crate::pairwise::as_f64;
use crate::throughput::Updates;
use crate::view::Throughput;

/// The most samples: one update over all of them has to stay far below [`LONGEST_PIECE_MS`].
pub const MAX_SAMPLES: usize = 1 << 18;
/// The most times that each batch size is measured.
pub const MAX_REPEATS: usize = 50;
/// How long a piece of work is to take, in milliseconds; about an animation frame.
pub const PIECE_MS: f64 = 16.0;
/// How long the page is held at most, in milliseconds, unless the machine itself does other things.
pub const LONGEST_PIECE_MS: f64 = 50.0;
/// The least time of a measurement, in steps of the clock: by as much as one step of it a piece may be off.
const LEAST_CLOCK_STEPS: f64 = 40.0;
/// The coarsest clock to measure with, in milliseconds a step.
pub const COARSEST_CLOCK_MS: f64 = 2.0;
/// The standard deviation of the samples' noise.
const NOISE: f64 = 0.3;

/// What is timed of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: batch, gradient, new parameters.
    Whole,
    /// The drawing of the batch alone.
    Draws,
}

/// The state of a figure that measures: settings, what is measured, and how far the measuring has come.
///
/// The figure has no clock. Who has one calls [`BatchThroughputFigure::work`], takes the time, and tells it by
/// [`BatchThroughputFigure::spend`], until [`BatchThroughputFigure::is_measuring`] is false.
#[derive(Clone, Debug)]
pub struct BatchThroughputFigure {
    samples: usize,
    repeats: usize,
    data_seed: u32,
    seed: u32,
    sizes: Vec<usize>,
    /// Milliseconds an epoch, by batch size.
    epochs: Vec<Vec<f64>>,
    /// The same of drawing alone.
    draws: Vec<Vec<f64>>,
    measuring: Option<Measuring>,
    longest_piece_ms: f64,
}

/// How far the measuring has come.
#[derive(Clone, Debug)]
struct Measuring {
    dataset: Dataset,
    /// The least time of a measurement.
    least_ms: f64,
    /// Measurements done, those of the round that does not count included.
    turn: usize,
    /// Updates that fit into a piece, by batch size and part.
    budgets: Vec<[usize; 2]>,
    updates: Updates,
    /// Updates of this measurement that are done and timed.
    done: usize,
    /// Updates of the piece that is being timed.
    piece: usize,
    spent_ms: f64,
}

impl BatchThroughputFigure {
    /// Returns a figure of 16 384 samples and seven rounds that has measured nothing.
    #[must_use]
    pub fn new() -> Self {
        let mut figure = Self {
            samples: 1 << 14,
            repeats: 7,
            data_seed: 0,
            seed: 1,
            sizes: Vec::new(),
            epochs: Vec::new(),
            draws: Vec::new(),
            measuring: None,
            longest_piece_ms: 0.0,
        };
        figure.forget();
        figure
    }

    /// Forgets what was measured, and measures no longer.
    fn forget(&mut self) {
        self.measuring = None;
        self.longest_piece_ms = 0.0;
        self.sizes.clear();
        let mut size = 1;
        while size < self.samples {
            self.sizes.push(size);
            size *= 4;
        }
        self.sizes.push(self.samples);
        self.epochs = vec![Vec::new(); self.sizes.len()];
        self.draws = self.epochs.clone();
    }

    /// Sets the number of samples N, a whole number from 2 to [`MAX_SAMPLES`], and forgets what was measured.
    ///
    /// # Errors
    ///
    /// [`Error::Samples`]; nothing is changed then.
    pub fn set_samples(&mut self, value: f64) -> Result<(), Error> {
        let refused = Error::Samples { given: value, min: MIN_SAMPLES, max: MAX_SAMPLES };
        let samples = whole(value).filter(|samples| (MIN_SAMPLES..=MAX_SAMPLES).contains(samples));
        self.samples = samples.ok_or(refused)?;
        self.forget();
        Ok(())
    }

    /// Sets how often each batch size is measured, a whole number from 1 to [`MAX_REPEATS`], and forgets what was
    /// measured.
    ///
    /// # Errors
    ///
    /// [`Error::Repeats`]; nothing is changed then.
    pub fn set_repeats(&mut self, value: f64) -> Result<(), Error> {
        let repeats = whole(value).filter(|repeats| (1..=MAX_REPEATS).contains(repeats));
        self.repeats = repeats.ok_or(Error::Repeats { given: value, max: MAX_REPEATS })?;
        self.forget();
        Ok(())
    }

    /// Sets the seed of the samples, a whole number below 2³², and forgets what was measured.
    ///
    /// # Errors
    ///
    /// [`Error::Seed`]; nothing is changed then.
    pub fn set_data_seed(&mut self, value: f64) -> Result<(), Error> {
        self.data_seed = seed(value)?;
        self.forget();
        Ok(())
    }

    /// Sets the seed of the batches, a whole number below 2³², and forgets what was measured.
    ///
    /// # Errors
    ///
    /// [`Error::Seed`]; nothing is changed then.
    pub fn set_seed(&mut self, value: f64) -> Result<(), Error> {
        self.seed = seed(value)?;
        self.forget();
        Ok(())
    }

    /// Begins to measure anew, by a clock that goes in steps of `clock_ms` milliseconds.
    ///
    /// # Errors
    ///
    /// [`Error::Clock`] when the steps are not from 0 to [`COARSEST_CLOCK_MS`]; nothing is changed then.
    pub fn start(&mut self, clock_ms: f64) -> Result<(), Error> {
        if !(0.0..=COARSEST_CLOCK_MS).contains(&clock_ms) {
            return Err(Error::Clock(clock_ms));
        }
        let dataset = Dataset::new(self.samples, NOISE, self.data_seed)?;
        self.forget();
        self.measuring = Some(Measuring {
            dataset,
            least_ms: PIECE_MS.max(LEAST_CLOCK_STEPS * clock_ms),
            turn: 0,
            budgets: vec![[1; 2]; self.sizes.len()],
            updates: Updates::new(self.samples, self.sizes[0], self.seed),
            done: 0,
            piece: 0,
            spent_ms: 0.0,
        });
        Ok(())
    }

    /// Stops; whole measurements stay, the one that was going on is dropped.
    pub fn stop(&mut self) {
        self.measuring = None;
    }

    /// Returns what a turn measures: the place of its batch size, and the part.
    ///
    /// A round measures every size once; the next goes the other way, so that a machine that grows slower or faster meanwhile
    /// does not favour one end.
    fn task(&self, turn: usize) -> (usize, Part) {
        let (round, place) = (turn / 2 / self.sizes.len(), turn / 2 % self.sizes.len());
        let index = if round % 2 == 0 { place } else { self.sizes.len() - 1 - place };
        (index, if turn % 2 == 0 { Part::Whole } else { Part::Draws })
    }

    /// Does the next piece of the measurement: the work to be timed, and next to nothing else.
    pub fn work(&mut self) {
        let turn = self.measuring.as_ref().map_or(0, |measuring| measuring.turn);
        let (index, part) = self.task(turn);
        let per_epoch = self.samples.div_ceil(self.sizes[index]);
        let Some(measuring) = &mut self.measuring else { return };
        let budget = measuring.budgets[index][part as usize];
        let left = per_epoch - measuring.done % per_epoch;
        measuring.piece = if budget < left {
            // Pieces of one length, so that none at the end of an epoch is too short for the clock.
            left.div_ceil(left.div_ceil(budget))
        } else {
            left + (budget - left) / per_epoch * per_epoch
        };
        match part {
            Part::Whole => measuring.updates.run(&measuring.dataset, measuring.piece),
            Part::Draws => measuring.updates.draw(measuring.piece),
        }
    }

    /// Tells how long the last [`BatchThroughputFigure::work`] took. A time that is negative or not a number counts as
    /// none. Returns whether a measurement is complete with it.
    ///
    /// A measurement is complete after a whole number of epochs that took long enough for the clock. The first round is there for
    /// what a browser does to code that it sees for the first time, and is not recorded.
    pub fn spend(&mut self, elapsed_ms: f64) -> bool {
        let turn = self.measuring.as_ref().map_or(0, |measuring| measuring.turn);
        let ((index, part), (next, _)) = (self.task(turn), self.task(turn + 1));
        let (size, sizes) = (self.sizes[index], self.sizes.len());
        let Some(measuring) = &mut self.measuring else { return false };
        let elapsed_ms = elapsed_ms.max(0.0);
        self.longest_piece_ms = self.longest_piece_ms.max(elapsed_ms);
        measuring.spent_ms += elapsed_ms;
        measuring.done += measuring.piece;
        // A clock that has not moved tells nothing but that there is room.
        let room = if PIECE_MS < 4.0 * elapsed_ms { PIECE_MS / elapsed_ms } else { 4.0 };
        let budget = to_count(as_f64(measuring.piece) * room);
        measuring.budgets[index][part as usize] = budget;
        let is_whole = measuring.done % self.samples.div_ceil(size) == 0;
        if !is_whole || measuring.spent_ms < measuring.least_ms {
            return false;
        }
        if turn < 2 * sizes {
            // Draws alone, and larger batches, take less time a sample: never more than fits.
            if part == Part::Whole {
                measuring.budgets[index][Part::Draws as usize] = budget;
                if let (Some(budgets), Some(&larger)) =
                    (measuring.budgets.get_mut(index + 1), self.sizes.get(index + 1))
                {
                    budgets[Part::Whole as usize] = (budget.saturating_mul(size) / larger).max(1);
                }
            }
        } else {
            let gradients = as_f64(measuring.done) * as_f64(size);
            let epoch_ms = measuring.spent_ms * (as_f64(self.samples) / gradients);
            match part {
                Part::Whole => self.epochs[index].push(epoch_ms),
                Part::Draws => self.draws[index].push(epoch_ms),
            }
        }
        measuring.turn += 1;
        measuring.done = 0;
        measuring.spent_ms = 0.0;
        measuring.updates = Updates::new(self.samples, self.sizes[next], self.seed);
        if measuring.turn == 2 * sizes * (self.repeats + 1) {
            self.measuring = None;
        }
        true
    }

    /// Returns whether there is more to measure.
    #[must_use]
    pub fn is_measuring(&self) -> bool {
        self.measuring.is_some()
    }

    /// Returns the part of the measurements that is done, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let counted = |lists: &[Vec<f64>]| lists.iter().map(Vec::len).sum::<usize>();
        let done = match &self.measuring {
            Some(measuring) => measuring.turn,
            None if counted(&self.epochs) == 0 => 0,
            None => counted(&self.epochs) + counted(&self.draws) + 2 * self.sizes.len(),
        };
        as_f64(done) / as_f64(2 * self.sizes.len() * (self.repeats + 1))
    }

    /// Returns the number of samples N.
    #[must_use]
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Returns how often each batch size is to be measured.
    #[must_use]
    pub fn repeats(&self) -> usize {
        self.repeats
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

    /// Returns the batch sizes: powers of four below N, and N.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Returns the milliseconds that an epoch took with the batch size at `index`, one a measurement; of all of it or of
    /// drawing alone.
    #[must_use]
    pub fn epoch_ms(&self, index: usize, part: Part) -> &[f64] {
        let lists = if part == Part::Whole { &self.epochs } else { &self.draws };
        lists.get(index).map_or(&[], Vec::as_slice)
    }

    /// Returns the longest time that a piece has taken, in milliseconds, since the measuring began.
    #[must_use]
    pub fn longest_piece_ms(&self) -> f64 {
        self.longest_piece_ms
    }

    /// Returns what there is to draw.
    #[must_use]
    pub fn scene(&self) -> Throughput<'_> {
        Throughput { samples: self.samples, sizes: &self.sizes, epochs: &self.epochs, draws: &self.draws }
    }
}

impl Default for BatchThroughputFigure {
    fn default() -> Self {
        Self::new()
    }
}

/// A count of updates, at least 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative; saturating")]
fn to_count(value: f64) -> usize {
    (value as usize).max(1)
}
