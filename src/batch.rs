//! Which samples a step looks at: all of them, some drawn with replacement, or each once per epoch.

use crate::pairwise::as_f64;
use crate::rng::NumpyRng;

/// How the batch of each step is chosen. Batch sizes are at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampling {
    /// All samples, every step: full batch.
    Full,
    /// `np.random.choice(samples, batch_size)`: each place of the batch drawn from all samples, so that one may come
    /// twice.
    WithReplacement {
        /// Samples in a batch, B.
        batch_size: usize,
    },
    /// `np.random.permutation(samples)` at the start of each epoch, then B of it after another. The last batch of an
    /// epoch is what is left, so that an epoch sees each sample exactly once; its gradient is the mean over its own,
    /// smaller size.
    OncePerEpoch {
        /// Samples in a batch but for the last of an epoch, B.
        batch_size: usize,
    },
}

impl Sampling {
    /// Returns the batch size B, for the full batch the number of samples.
    #[must_use]
    #[inline]
    pub fn batch_size(self, samples: usize) -> usize {
        match self {
            Self::Full => samples,
            Self::WithReplacement { batch_size } | Self::OncePerEpoch { batch_size } => batch_size,
        }
    }

    /// Returns how many sample gradients the first `steps` steps take.
    fn sample_gradients(self, samples: usize, steps: usize) -> usize {
        match self {
            Self::Full => samples * steps,
            Self::WithReplacement { batch_size } => batch_size * steps,
            Self::OncePerEpoch { batch_size } => {
                let per_epoch = samples.div_ceil(batch_size);
                steps / per_epoch * samples + (steps % per_epoch * batch_size).min(samples)
            }
        }
    }
}

/// The samples of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch<'a> {
    /// All samples, of which there are so many.
    All(usize),
    /// The samples at these indices, one of which may come twice.
    Drawn(&'a [u32]),
}

impl Batch<'_> {
    /// Returns the number of samples in the batch, counting one that comes twice twice.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a batch is never empty")]
    pub fn len(&self) -> usize {
        match self {
            Self::All(samples) => *samples,
            Self::Drawn(indices) => indices.len(),
        }
    }
}

/// Indices drawn between two marks to replay from: 2.5 kB each, and less than a millisecond to the next.
const MARK_SPACING: usize = 1 << 16;

/// The batches of a run, in order and, replayed from the seed, at any step again.
///
/// Batches are not stored: B indices a step would be gigabytes for a large B. At most one batch or one permutation is
/// held for drawing on and one for replaying (4 MB each for a million samples), and a copy of the generator about
/// every 65 536 indices.
#[derive(Clone, Debug)]
pub struct Batches {
    sampling: Sampling,
    /// Draws on.
    drawing: Sampler,
    /// Looks back.
    replay: Option<Sampler>,
    /// Where to look back from: the first step, each change of the number of samples, and some in between.
    marks: Vec<Sampler>,
    /// Indices drawn since the last mark.
    unmarked: usize,
    spans: Vec<Span>,
}

/// Steps between two changes of the number of samples.
#[derive(Clone, Copy, Debug)]
struct Span {
    first_step: usize,
    samples: usize,
    sample_gradients: usize,
    epochs: f64,
}

impl Batches {
    /// Returns the batches that follow `np.random.seed(seed)`. `samples` and the batch size are at least 1.
    #[must_use]
    pub fn new(sampling: Sampling, samples: usize, seed: u32) -> Self {
        debug_assert!(samples > 0 && sampling.batch_size(samples) > 0, "no batch can be empty");
        let drawing =
            Sampler { rng: NumpyRng::new(seed), samples, next_step: 0, epoch_step: 0, indices: Vec::new() };
        let marks = vec![drawing.mark()];
        let spans = vec![Span { first_step: 0, samples, sample_gradients: 0, epochs: 0.0 }];
        Self { sampling, drawing, replay: None, marks, unmarked: 0, spans }
    }

    /// Returns how the batches are chosen.
    #[must_use]
    pub fn sampling(&self) -> Sampling {
        self.sampling
    }

    /// Returns the number of samples that the next batch is chosen from.
    #[must_use]
    pub fn samples(&self) -> usize {
        self.drawing.samples
    }

    /// Returns the next batch.
    #[inline]
    pub fn draw(&mut self) -> Batch<'_> {
        if self.sampling != Sampling::Full && self.drawing.is_at_start(self.sampling) {
            if self.unmarked >= MARK_SPACING {
                self.marks.push(self.drawing.mark());
                self.unmarked = 0;
            }
            self.unmarked += self.next_cost();
        }
        self.drawing.draw(self.sampling)
    }

    /// Returns how many indices the next [`Batches::draw`] has to draw; 0 for the full batch.
    #[must_use]
    #[inline]
    pub fn next_cost(&self) -> usize {
        let samples = self.drawing.samples;
        match self.sampling {
            Sampling::Full => 0,
            Sampling::WithReplacement { batch_size } => batch_size,
            Sampling::OncePerEpoch { .. } if self.drawing.is_at_start(self.sampling) => samples,
            Sampling::OncePerEpoch { .. } => 0,
        }
    }

    /// Returns the batch that leads from `step` to `step` + 1, the same as [`Batches::draw`] gave; the next batch to
    /// be drawn can be asked for as well, and a later one counts as that.
    ///
    /// The indices are those of the dataset as it was at that step. The batch drawn last and the same step again, and in
    /// once-per-epoch sampling the same epochs again, cost nothing; going on costs what is drawn; going back up to 65 536 indices,
    /// or the epochs that hold them.
    pub fn at(&mut self, step: usize) -> Batch<'_> {
        let step = step.min(self.drawing.next_step);
        if self.sampling == Sampling::Full {
            return Batch::All(self.span(step).samples);
        }
        // Shuffling a million samples anew takes longer than an animation frame: what is still at hand is used.
        if self.drawing.holds(self.sampling, step) {
            return Batch::Drawn(self.drawing.held(self.sampling, step));
        }
        let mark = &self.marks[last_from(&self.marks, step, |mark| mark.next_step)];
        let usable = |replay: &Sampler| replay.epoch_step >= mark.next_step && replay.epoch_step <= step;
        let mut replay = self.replay.take().filter(usable).unwrap_or_else(|| mark.clone());
        replay.seek(self.sampling, step);
        self.replay.insert(replay).draw(self.sampling)
    }

    /// Goes back to the first step; from there on there are `samples` samples.
    pub fn rewind(&mut self, samples: usize) {
        self.truncate(0);
        if samples != self.samples() {
            self.change_samples(samples);
        }
    }

    /// Goes back to `step`, so that the next batch is again the one from `step` to `step` + 1. Does nothing when that
    /// batch was not drawn yet.
    pub fn truncate(&mut self, step: usize) {
        if step >= self.drawing.next_step {
            return;
        }
        self.marks.truncate(last_from(&self.marks, step, |mark| mark.next_step) + 1);
        self.spans.truncate(last_from(&self.spans, step, |span| span.first_step) + 1);
        // An order of this epoch stays: shuffling a million samples takes longer than an animation frame.
        if self.drawing.epoch_step > step {
            self.drawing = self.last_mark();
        }
        self.drawing.seek(self.sampling, step);
        let marked = self.marks.last().map_or(0, |mark| self.sample_gradients(mark.next_step));
        self.unmarked = self.sample_gradients(step) - marked;
        self.replay = None;
    }

    /// Has the next batch chosen from `samples` samples, at least 1. The random numbers go on from where they are; in
    /// once-per-epoch sampling a new epoch begins.
    pub fn change_samples(&mut self, samples: usize) {
        debug_assert!(samples > 0, "no batch can be empty");
        let first_step = self.drawing.next_step;
        let (sample_gradients, epochs) = (self.sample_gradients(first_step), self.epochs(first_step));
        self.spans.retain(|span| span.first_step < first_step);
        self.spans.push(Span { first_step, samples, sample_gradients, epochs });
        if !self.drawing.indices.is_empty() && self.drawing.epoch_step == first_step {
            // Indices drawn ahead, before a truncation, do not count.
            self.drawing = self.last_mark();
            self.drawing.seek(self.sampling, first_step);
        }
        self.drawing.samples = samples;
        self.drawing = self.drawing.mark();
        self.marks.retain(|mark| mark.next_step < first_step);
        self.marks.push(self.drawing.mark());
        self.unmarked = 0;
        self.replay = None;
    }

    /// Returns how many sample gradients the first `step` steps took: `step` · B, less what the last batches of epochs
    /// are short of.
    #[must_use]
    pub fn sample_gradients(&self, step: usize) -> usize {
        let span = self.span(step);
        span.sample_gradients + self.sampling.sample_gradients(span.samples, step - span.first_step)
    }

    /// Returns how many epochs the first `step` steps took: sample gradients over the number of samples.
    #[must_use]
    pub fn epochs(&self, step: usize) -> f64 {
        let span = self.span(step);
        let sample_gradients = self.sampling.sample_gradients(span.samples, step - span.first_step);
        span.epochs + as_f64(sample_gradients) / as_f64(span.samples)
    }

    /// Returns the number of samples that the batch from `step` to `step` + 1 is chosen from.
    #[must_use]
    pub fn samples_at(&self, step: usize) -> usize {
        self.span(step).samples
    }

    fn last_mark(&self) -> Sampler {
        self.marks[self.marks.len() - 1].clone()
    }

    fn span(&self, step: usize) -> &Span {
        &self.spans[last_from(&self.spans, step, |span| span.first_step)]
    }
}

/// The index of the last of `items` that begins at or before `step`; the first one begins at 0.
fn last_from<T>(items: &[T], step: usize, begins: impl Fn(&T) -> usize) -> usize {
    items.partition_point(|item| begins(item) <= step).saturating_sub(1)
}

/// A generator and what it drew last.
#[derive(Clone, Debug)]
struct Sampler {
    rng: NumpyRng,
    samples: usize,
    /// The next batch is the one from this step on.
    next_step: usize,
    /// The step that `indices` begins with.
    epoch_step: usize,
    /// The batch drawn last or, once per epoch, the order of this epoch.
    indices: Vec<u32>,
}

impl Sampler {
    /// Returns a copy without the indices, which draws on as if an epoch had just ended.
    fn mark(&self) -> Self {
        Self {
            rng: self.rng.clone(),
            samples: self.samples,
            next_step: self.next_step,
            epoch_step: self.next_step,
            indices: Vec::new(),
        }
    }

    /// How many batches `indices` holds.
    #[inline]
    fn batches(&self, sampling: Sampling) -> usize {
        self.indices.len().div_ceil(sampling.batch_size(self.samples))
    }

    /// Whether the next batch takes new random numbers.
    #[inline]
    fn is_at_start(&self, sampling: Sampling) -> bool {
        self.next_step >= self.epoch_step + self.batches(sampling)
    }

    #[inline]
    fn draw(&mut self, sampling: Sampling) -> Batch<'_> {
        if sampling == Sampling::Full {
            self.next_step += 1;
            return Batch::All(self.samples);
        }
        if self.is_at_start(sampling) {
            self.refill(sampling);
        }
        self.next_step += 1;
        Batch::Drawn(self.held(sampling, self.next_step - 1))
    }

    /// Whether the batch from `step` on is among the indices drawn last.
    fn holds(&self, sampling: Sampling, step: usize) -> bool {
        (self.epoch_step..self.epoch_step + self.batches(sampling)).contains(&step)
    }

    /// Returns the batch from `step` on, which is among the indices drawn last.
    #[inline]
    fn held(&self, sampling: Sampling, step: usize) -> &[u32] {
        let batch_size = sampling.batch_size(self.samples);
        let first = (step - self.epoch_step) * batch_size;
        &self.indices[first..self.indices.len().min(first + batch_size)]
    }

    /// Draws the batch or the epoch that begins with the next step.
    fn refill(&mut self, sampling: Sampling) {
        let samples = u32::try_from(self.samples).unwrap_or(u32::MAX);
        self.epoch_step = self.next_step;
        match sampling {
            Sampling::Full => {}
            Sampling::WithReplacement { batch_size } => {
                self.indices.resize(batch_size, 0);
                self.rng.choice(samples, &mut self.indices);
            }
            Sampling::OncePerEpoch { .. } => self.rng.permutation(samples, &mut self.indices),
        }
    }

    /// Makes the batch from `step` on the next; `step` is not before the one that `indices` begins with.
    fn seek(&mut self, sampling: Sampling, step: usize) {
        if sampling == Sampling::Full {
            self.next_step = step;
            return;
        }
        while step > self.epoch_step + self.batches(sampling) {
            self.next_step = self.epoch_step + self.batches(sampling);
            self.refill(sampling);
        }
        self.next_step = step;
    }
}
