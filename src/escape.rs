//! A finite sum with two wells, and how many mini-batch runs leave the shallow one.
//!
//! E(x) = (1/N) Σ Eₙ(x) with Eₙ(x) = f(x) + sₙ x and f the [`DoubleWell`]. The tilts sₙ add up to exactly 0, in whatever
//! order float64 adds them, so all samples together give f itself: a full batch stops at the bottom of the well that it
//! starts in. A batch of B samples drawn at random follows f tilted by the mean of its own sₙ, and that may carry it
//! over the ridge. How often depends on B and η; it is counted here over seeded runs, not derived.
//!
//! Gradient noise as what takes SGD out of sharp or shallow minima: N. S. Keskar et al., *On large-batch training for
//! deep learning: generalization gap and sharp minima*, ICLR 2017; its scale η/B: S. Jastrzębski et al., *Three factors
//! influencing minima in SGD*, 2017.

use std::ops::Range;

use crate::objective::DoubleWell;
use crate::optimizer::LearningRate;
use crate::pairwise::as_f64;
use crate::rng::NumpyRng;

/// The number of samples N.
pub const SAMPLES: u32 = 64;

/// Where every run starts, on the outer side of the shallow well.
pub const START: f64 = -1.5;

/// The largest number of runs.
pub const MAX_RUNS: u32 = 10_000;

/// What counts as near the wells: a run that ended outside has diverged.
///
/// At learning rates with noise enough to come so far, the next updates throw it farther out.
pub const NEAR: Range<f64> = -3.0..4.0;

/// Bins of the histogram, all of one width, over [`NEAR`].
pub const BINS: usize = 70;

/// Bins to the unit.
const BINS_PER_UNIT: f64 = 10.0;

/// The bin that begins at the ridge.
const RIDGE_BIN: usize = 30;

/// Returns the tilt sₙ = (n − 31.5) / 8 of a sample: from −3.9375 to 3.9375, a multiple of 1/16.
#[must_use]
pub fn tilt(sample: u32) -> f64 {
    mean_tilt(sample, 1)
}

/// Returns the mean tilt of a batch from the sum of its indices: the sum of the sₙ is exact, the division by B rounds
/// once, as `np.mean` does.
fn mean_tilt(sum_of_indices: u32, batch_size: u32) -> f64 {
    let size = f64::from(batch_size);
    (f64::from(sum_of_indices) - 31.5 * size) / 8.0 / size
}

/// How a run goes; the start is always [`START`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The learning rate η.
    pub learning_rate: LearningRate,
    /// Samples in a batch, B, from 1 to [`SAMPLES`]. The largest is the full batch: all samples once, nothing drawn.
    pub batch_size: u32,
    /// The number of updates, from 1 to [`MAX_STEPS`](crate::trajectory::MAX_STEPS).
    pub steps: usize,
    /// What `np.random.seed` is given before the first batch.
    pub seed: u32,
}

impl Settings {
    /// Returns the settings of another run, with the seed that follows by `index`, wrapping below 2³².
    #[must_use]
    pub fn of_run(self, index: u32) -> Self {
        Self { seed: self.seed.wrapping_add(index), ..self }
    }

    /// Returns the parameter after one update: x − η · (f′(x) + s̄), with s̄ the batch's mean tilt.
    ///
    /// Each operation is rounded once to float64, in the order written, so the result equals NumPy's bit for bit; what
    /// overflows stays what float64 makes of it.
    #[inline]
    fn step(self, x: f64, tilt: f64) -> f64 {
        let gradient = DoubleWell.gradient(x) + tilt;
        x - self.learning_rate.value() * gradient
    }
}

/// Where a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// In the shallow well, x ≤ 0.
    Stays,
    /// In the deep well, x > 0.
    Leaves,
    /// Outside [`NEAR`], or no number any more.
    Diverges,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 3] = [Self::Stays, Self::Leaves, Self::Diverges];

    /// Returns the outcome of a run that ended at `x`.
    #[must_use]
    pub fn of(x: f64) -> Self {
        if !NEAR.contains(&x) {
            Self::Diverges
        } else if x > DoubleWell::RIDGE {
            Self::Leaves
        } else {
            Self::Stays
        }
    }

    /// Returns the name used in events and the `status` property.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Stays => "stays",
            Self::Leaves => "leaves",
            Self::Diverges => "diverges",
        }
    }
}

/// One run with everything that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    xs: Vec<f64>,
    tilts: Vec<f64>,
}

/// Indices drawn at once: as many whole batches as there is room for.
const DRAWN: usize = 256;

impl Run {
    /// Returns the run of these settings.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut run = Self { xs: Vec::new(), tilts: Vec::new() };
        run.rerun(settings);
        run
    }

    /// Records another run in place, in the memory of the one before.
    ///
    /// One run after another: four side by side, so that none waits for another, save a fifth of the time at 200 steps, where
    /// seeding the generator is most of it, and cost more of the module than that is worth.
    #[inline(never)]
    pub fn rerun(&mut self, settings: &Settings) {
        let size = settings.batch_size.clamp(1, SAMPLES) as usize;
        let is_full = size == SAMPLES as usize;
        let mut rng = NumpyRng::new(settings.seed);
        let mut indices = [0; DRAWN];
        let batches = DRAWN / size;
        self.xs.clear();
        self.tilts.clear();
        let mut x = START;
        // One batch more than there are steps: where the run would go on.
        for step in 0..=settings.steps {
            let at = step % batches;
            if at == 0 && !is_full {
                // Batch after batch: the numbers that a call for each of them gives.
                rng.choice(SAMPLES, &mut indices[..batches * size]);
            }
            let batch = indices[at * size..].iter().take(size);
            let tilt = if is_full { 0.0 } else { mean_tilt(batch.sum(), settings.batch_size) };
            self.xs.push(x);
            self.tilts.push(tilt);
            x = settings.step(x, tilt);
        }
    }

    /// Returns the parameters x₀ … x_steps, exactly as float64 has them.
    #[must_use]
    pub fn xs(&self) -> &[f64] {
        &self.xs
    }

    /// Returns the mean tilt s̄ of the batch that leads from each step to the next, also from the last one.
    #[must_use]
    pub fn tilts(&self) -> &[f64] {
        &self.tilts
    }

    /// Returns the parameter after the last step.
    #[must_use]
    pub fn end(&self) -> f64 {
        self.xs[self.xs.len() - 1]
    }

    /// Returns the first step whose value E is not finite, if the run reaches one.
    #[must_use]
    pub fn overflow_step(&self) -> Option<usize> {
        self.xs.iter().position(|&x| !DoubleWell.value(x).is_finite())
    }
}

/// Where many runs ended that differ in their seeds alone: run r has `seed` + r.
#[derive(Clone, Debug)]
pub struct Ensemble {
    settings: Settings,
    /// Memory for a run.
    run: Run,
    done: u32,
    escaped: u32,
    diverged: u32,
    bins: [u32; BINS],
}

impl Ensemble {
    /// Returns the ensemble without a run yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let run = Run { xs: Vec::new(), tilts: Vec::new() };
        Self { settings, run, done: 0, escaped: 0, diverged: 0, bins: [0; BINS] }
    }

    /// Forgets the runs done; those that follow are of these settings.
    pub fn restart(&mut self, settings: Settings) {
        self.settings = settings;
        (self.done, self.escaped, self.diverged) = (0, 0, 0);
        self.bins.fill(0);
    }

    /// Does runs up to the number `runs`, as many as `budget` allows but at least one where any is left. One unit of
    /// the budget is about a nanosecond.
    pub fn advance(&mut self, runs: u32, budget: usize) {
        let mut left = budget;
        while self.done < runs {
            self.run.rerun(&self.settings.of_run(self.done));
            self.add(self.run.end());
            match left.checked_sub(self.cost()) {
                Some(rest) => left = rest,
                None => break,
            }
        }
    }

    /// Counts the next run, which ended at `x`.
    pub fn add(&mut self, x: f64) {
        self.done += 1;
        match Outcome::of(x) {
            Outcome::Diverges => self.diverged += 1,
            Outcome::Leaves => {
                self.escaped += 1;
                self.bins[(RIDGE_BIN + place(x)).min(BINS - 1)] += 1;
            }
            // From the ridge outwards, so that no rounding puts a run on its other side.
            Outcome::Stays => self.bins[RIDGE_BIN - 1 - place(-x).min(RIDGE_BIN - 1)] += 1,
        }
    }

    /// What a run costs: a generator is seeded, each step draws B numbers unless it takes all samples.
    fn cost(&self) -> usize {
        1200 + self.settings.steps * (6 + (self.settings.batch_size % SAMPLES) as usize)
    }

    /// Returns the settings of the runs, those of run 0.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns how many runs are done.
    #[must_use]
    pub fn done(&self) -> u32 {
        self.done
    }

    /// Returns how many of them ended in the deep well.
    #[must_use]
    pub fn escaped(&self) -> u32 {
        self.escaped
    }

    /// Returns how many of them diverged; they are in no bin.
    #[must_use]
    pub fn diverged(&self) -> u32 {
        self.diverged
    }

    /// Returns how many of them ended in each tenth from x = −3 to x = 4.
    #[must_use]
    pub fn bins(&self) -> &[u32; BINS] {
        &self.bins
    }

    /// Returns the share p of the runs done that ended in the deep well, and its standard error √(p (1 − p) / n); not
    /// numbers before the first run.
    #[must_use]
    pub fn share(&self) -> (f64, f64) {
        let n = f64::from(self.done);
        let p = f64::from(self.escaped) / n;
        (p, (p * (1.0 - p) / n).sqrt())
    }
}

/// Returns the number of whole bins in a distance from 0 to 4.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 40")]
fn place(distance: f64) -> usize {
    (distance * BINS_PER_UNIT) as usize
}

/// Returns where bin `index` begins.
#[must_use]
pub fn bin_start(index: usize) -> f64 {
    as_f64(index) / BINS_PER_UNIT + NEAR.start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tilts_add_up_to_nothing_in_any_order() {
        let forward: f64 = (0..SAMPLES).map(tilt).sum();
        let backward: f64 = (0..SAMPLES).rev().map(tilt).sum();
        let strided: f64 = (0..SAMPLES).map(|n| tilt(n * 37 % SAMPLES)).sum();
        for sum in [forward, backward, strided, mean_tilt((0..64).sum(), 64)] {
            assert_eq!(sum.to_bits(), 0.0_f64.to_bits());
        }
        assert_eq!([tilt(0), tilt(63)].map(f64::to_bits), [-3.9375_f64, 3.9375].map(f64::to_bits));
    }

    #[test]
    fn every_end_is_counted_once_on_its_side() {
        let mut ensemble = Ensemble::new(Settings {
            learning_rate: LearningRate::new(0.1).unwrap(),
            batch_size: 1,
            steps: 1,
            seed: 0,
        });
        let edges = [-3.0, -1.0, -1e-300, -0.0, 0.0, 1e-300, 2.0, 3.999_999_999_999_999_6];
        let far = [-3.000_001, 4.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for x in edges.into_iter().chain(far) {
            ensemble.add(x);
        }
        assert_eq!((ensemble.done(), ensemble.escaped(), ensemble.diverged()), (13, 3, 5));
        let (shallow, deep) = ensemble.bins().split_at(RIDGE_BIN);
        assert_eq!((shallow.iter().sum::<u32>(), deep.iter().sum::<u32>()), (5, 3));
        let full: Vec<_> = (0..BINS).filter(|&bin| ensemble.bins()[bin] > 0).collect();
        assert_eq!(full, [0, 19, 29, 30, 50, 69]);
    }
}
