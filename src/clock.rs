//! Elapsed milliseconds turned into whole steps.

use crate::Error;

/// The most steps that one frame may advance, so that a tab that was asleep does not race through a run.
const MAX_STEPS_PER_FRAME: f64 = 100.0;

/// A clock that ticks off steps at a speed while a run is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    steps_per_second: f64,
    last_ms: Option<f64>,
    /// The part of the next step that has already passed, in [0, 1).
    phase: f64,
}

impl Clock {
    /// Returns a stopped clock of the given speed.
    ///
    /// # Errors
    ///
    /// [`Error::Speed`] when the speed is not a finite number above 0.
    pub fn new(steps_per_second: f64) -> Result<Self, Error> {
        if steps_per_second.is_finite() && steps_per_second > 0.0 {
            Ok(Self { steps_per_second, last_ms: None, phase: 0.0 })
        } else {
            Err(Error::Speed(steps_per_second))
        }
    }

    /// Returns the speed in steps per second.
    #[must_use]
    pub fn steps_per_second(self) -> f64 {
        self.steps_per_second
    }

    /// Returns the part of the next step that has passed, in [0, 1).
    #[must_use]
    pub fn phase(self) -> f64 {
        self.phase
    }

    /// Starts anew: the next call of [`Clock::advance`] counts from its own time.
    pub fn restart(&mut self) {
        self.last_ms = None;
        self.phase = 0.0;
    }

    /// Returns how many whole steps are due at `now_ms`, at most 100, and keeps the rest for the next call.
    ///
    /// A time that is not finite or runs backwards counts as no time.
    pub fn advance(&mut self, now_ms: f64) -> usize {
        let elapsed = self.last_ms.map_or(0.0, |last| now_ms - last);
        self.last_ms = Some(now_ms);
        let due = self.phase + elapsed.max(0.0) * self.steps_per_second / 1000.0;
        if !due.is_finite() {
            return 0;
        }
        self.phase = due.fract();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 100")]
        {
            due.floor().min(MAX_STEPS_PER_FRAME) as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_whole_steps_and_keeps_the_rest() {
        let mut clock = Clock::new(4.0).unwrap();
        assert_eq!(clock.advance(1000.0), 0, "the first call only sets the time");
        assert_eq!(clock.advance(1200.0), 0);
        assert_eq!(clock.advance(1300.0), 1);
        assert!((clock.phase() - 0.2).abs() < 1e-12);
        assert_eq!(clock.advance(2300.0), 4);
    }

    #[test]
    fn a_long_sleep_a_backward_or_a_missing_time_do_no_harm() {
        let mut clock = Clock::new(100.0).unwrap();
        clock.advance(0.0);
        assert_eq!(clock.advance(1e12), 100);
        assert_eq!(clock.advance(0.0), 0);
        assert_eq!(clock.advance(f64::NAN), 0);
        assert_eq!(clock.advance(f64::INFINITY), 0);
        assert!(
            Clock::new(0.0).is_err() && Clock::new(f64::NAN).is_err() && Clock::new(f64::INFINITY).is_err()
        );
    }
}
