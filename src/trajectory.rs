//! The recorded steps of a run, and how it ended.

use crate::Error;
use crate::objective::Parabola;
use crate::optimizer::{GradientDescent, LearningRate};

/// The largest number of steps a trajectory records.
pub const MAX_STEPS: usize = 10_000;

/// Every parameter x₀, x₁, … of one run of gradient descent on the parabola.
///
/// Entry 0 is the start, entry k the parameter after k steps, exactly as float64 has it: nothing is clamped, and
/// once a value overflows the infinities and the not-a-numbers that follow are recorded like any other value.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    xs: Vec<f64>,
}

impl Trajectory {
    /// Returns the run of `steps` updates from `start`.
    ///
    /// # Errors
    ///
    /// [`Error::Start`] when `start` is not finite, [`Error::Steps`] when `steps` exceeds [`MAX_STEPS`].
    pub fn run(learning_rate: LearningRate, start: f64, steps: usize) -> Result<Self, Error> {
        let mut trajectory = Self { xs: Vec::new() };
        trajectory.rerun(learning_rate, start, steps)?;
        Ok(trajectory)
    }

    /// Records another run in place, in the memory of the one before.
    ///
    /// # Errors
    ///
    /// As [`Trajectory::run`]; the run before is then kept.
    pub fn rerun(&mut self, learning_rate: LearningRate, start: f64, steps: usize) -> Result<(), Error> {
        if !start.is_finite() {
            return Err(Error::Start(start));
        }
        if steps > MAX_STEPS {
            #[expect(clippy::cast_precision_loss, reason = "only shown in a message")]
            return Err(Error::Steps { given: steps as f64, max: MAX_STEPS });
        }
        self.xs.clear();
        self.xs.extend(iterates(learning_rate, start).take(steps + 1));
        Ok(())
    }

    /// Returns the parameters x₀ … x_steps.
    #[must_use]
    pub fn xs(&self) -> &[f64] {
        &self.xs
    }

    /// Returns the number of steps recorded, one less than the entries.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.xs.len() - 1
    }

    /// Returns the parameter after `step` steps, the last one when `step` lies beyond the end.
    #[must_use]
    pub fn x(&self, step: usize) -> f64 {
        self.xs[step.min(self.steps())]
    }

    /// Returns the loss y = x² after `step` steps.
    #[must_use]
    pub fn y(&self, step: usize) -> f64 {
        Parabola.value(self.x(step))
    }

    /// Returns the gradient 2x after `step` steps.
    #[must_use]
    pub fn gradient(&self, step: usize) -> f64 {
        Parabola.gradient(self.x(step))
    }

    /// Returns the first step whose y is not finite, if the run reaches one.
    #[must_use]
    pub fn overflow_step(&self) -> Option<usize> {
        self.xs.iter().position(|&x| !Parabola.value(x).is_finite())
    }

    /// Returns the first step whose x is not finite, if the run reaches one.
    #[must_use]
    pub fn x_overflow_step(&self) -> Option<usize> {
        self.xs.iter().position(|x| !x.is_finite())
    }
}

/// Returns after how many steps a run first meets `reached`, counted by running it, at most `limit` steps.
pub fn steps_until(
    learning_rate: LearningRate,
    start: f64,
    limit: usize,
    reached: impl Fn(f64) -> bool,
) -> Option<usize> {
    iterates(learning_rate, start).take(limit + 1).position(reached)
}

/// Returns x₀, x₁, … without an end.
fn iterates(learning_rate: LearningRate, start: f64) -> impl Iterator<Item = f64> {
    let descent = GradientDescent { learning_rate };
    std::iter::successors(Some(start), move |&x| Some(descent.step(x)))
}
