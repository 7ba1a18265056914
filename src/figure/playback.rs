//! The step of a run that is shown, and its playing.

use crate::Error;
use crate::clock::Clock;

/// The speed at first, in steps per second.
const DEFAULT_SPEED: f64 = 4.0;

/// Which step is shown of a run whose number of steps its figure knows.
#[derive(Clone, Debug)]
pub(super) struct Playback {
    /// The step shown; `None` is the last one, whichever that is.
    step: Option<usize>,
    clock: Clock,
    is_playing: bool,
}

impl Playback {
    /// Returns what shows the last step and does not play.
    pub(super) fn new() -> Self {
        let Ok(clock) = Clock::new(DEFAULT_SPEED) else { unreachable!("4 is finite and positive") };
        Self { step: None, clock, is_playing: false }
    }

    /// Returns the step shown of a run of `steps` steps.
    pub(super) fn step(&self, steps: usize) -> usize {
        self.step.map_or(steps, |step| step.min(steps))
    }

    /// Sets the step to show, a whole number of at least 0. While it lies beyond the run the last step is shown; it is
    /// not forgotten when the run grows.
    pub(super) fn set_step(&mut self, value: f64) -> Result<(), Error> {
        self.show(Some(whole(value).ok_or(Error::Step(value))?));
        Ok(())
    }

    /// Shows a step, or the last one, whichever that will be.
    pub(super) fn show(&mut self, step: Option<usize>) {
        self.step = step;
        self.clock.restart();
    }

    /// Sets the speed in steps per second.
    pub(super) fn set_speed(&mut self, steps_per_second: f64) -> Result<(), Error> {
        self.clock = Clock::new(steps_per_second)?;
        Ok(())
    }

    /// Returns the speed in steps per second.
    pub(super) fn speed(&self) -> f64 {
        self.clock.steps_per_second()
    }

    /// Starts to play from the step shown, from the start when that is the last.
    pub(super) fn play(&mut self, steps: usize) {
        if self.step(steps) == steps {
            self.show(Some(0));
        }
        self.clock.restart();
        self.is_playing = true;
    }

    /// Stops at the step shown.
    pub(super) fn pause(&mut self) {
        self.clock.restart();
        self.is_playing = false;
    }

    /// Returns whether the run is being played.
    pub(super) fn is_playing(&self) -> bool {
        self.is_playing
    }

    /// Advances the playing to `now_ms`, which ends at the last step. Returns whether another step is shown.
    #[inline(never)]
    pub(super) fn advance(&mut self, now_ms: f64, steps: usize) -> bool {
        if !self.is_playing {
            return false;
        }
        let due = self.clock.advance(now_ms);
        let step = self.step(steps) + due;
        if step >= steps {
            self.pause();
            self.step = None;
        } else {
            self.step = Some(step);
        }
        due > 0
    }

    /// Returns the part of the way to the next step that has been played, in [0, 1).
    pub(super) fn phase(&self) -> f64 {
        if self.is_playing { self.clock.phase() } else { 0.0 }
    }
}

/// Returns `value` as a whole number, `None` when it is negative, fractional or not a number.
///
/// Very large numbers come out as the largest `usize`, infinity included is refused.
pub(super) fn whole(value: f64) -> Option<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and not negative, saturating"
    )]
    (value.is_finite() && value >= 0.0 && value.fract() == 0.0).then_some(value as usize)
}

/// Returns `value` as a seed, a whole number below 2³².
///
/// # Errors
///
/// [`Error::Seed`].
pub(super) fn seed(value: f64) -> Result<u32, Error> {
    let accepted = Some(value).filter(|&value| value <= u32::MAX.into());
    accepted.and_then(whole).and_then(|seed| u32::try_from(seed).ok()).ok_or(Error::Seed(value))
}
