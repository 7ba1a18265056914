//! The one error type: a value was not accepted.

use std::fmt;

/// Why a value was not accepted. Nothing is changed by a call that returns it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Error {
    /// The learning rate η is negative, infinite or not a number.
    LearningRate(f64),
    /// The start x₀ is infinite or not a number.
    Start(f64),
    /// The number of steps is not a whole number in the accepted range.
    Steps {
        /// The value that was given.
        given: f64,
        /// The largest number of steps accepted.
        max: usize,
    },
    /// The step to show is not a whole number of at least 0.
    Step(f64),
    /// The playing speed is not a finite number above 0, in steps per second.
    Speed(f64),
    /// A seed is not a whole number from 0 to 2³² − 1.
    Seed(f64),
    /// The number of samples is not a whole number in the accepted range.
    Samples {
        /// The value that was given.
        given: f64,
        /// The smallest number of samples accepted.
        min: usize,
        /// The largest number of samples accepted.
        max: usize,
    },
    /// The noise of the samples is not a number from 0 to 10⁹.
    Noise(f64),
    /// A coordinate of a sample is not a number from −10⁹ to 10⁹.
    Sample {
        /// The input that was given.
        x: f64,
        /// The target that was given.
        t: f64,
    },
    /// There is no sample of this index.
    SampleIndex {
        /// The value that was given.
        given: f64,
        /// The number of samples there are.
        samples: usize,
    },
    /// The batch size is not a whole number in the accepted range.
    BatchSize {
        /// The value that was given.
        given: f64,
        /// The largest batch size accepted: the number of samples.
        max: usize,
    },
    /// The number of runs is not a whole number in the accepted range.
    Runs {
        /// The value that was given.
        given: f64,
        /// The largest number of runs accepted.
        max: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LearningRate(given) => {
                write!(f, "learning rate must be a finite number of at least 0, got {given}")
            }
            Self::Start(given) => write!(f, "start must be a finite number, got {given}"),
            Self::Steps { given, max } => {
                write!(f, "steps must be a whole number from 1 to {max}, got {given}")
            }
            Self::Step(given) => write!(f, "step must be a whole number of at least 0, got {given}"),
            Self::Speed(given) => {
                write!(f, "speed must be a finite number above 0 in steps per second, got {given}")
            }
            Self::Seed(given) => write!(f, "seed must be a whole number from 0 to {}, got {given}", u32::MAX),
            Self::Samples { given, min, max } => {
                write!(f, "number of samples must be a whole number from {min} to {max}, got {given}")
            }
            Self::Noise(given) => write!(f, "noise must be a number from 0 to 1e9, got {given}"),
            Self::Sample { x, t } => {
                write!(f, "coordinates of a sample must be numbers from -1e9 to 1e9, got x = {x}, t = {t}")
            }
            Self::SampleIndex { given, samples } => {
                write!(
                    f,
                    "sample must be a whole number from 0 to {}, got {given}",
                    samples.saturating_sub(1)
                )
            }
            Self::BatchSize { given, max } => {
                write!(f, "batch size must be a whole number from 1 to {max}, got {given}")
            }
            Self::Runs { given, max } => {
                write!(f, "runs must be a whole number from 1 to {max}, got {given}")
            }
        }
    }
}

impl std::error::Error for Error {}
