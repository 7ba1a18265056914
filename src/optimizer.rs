//! Gradient descent: the learning rate and one step.

use crate::Error;
use crate::objective::Parabola;

/// A learning rate η: finite and at least 0, checked once, here; 0 by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct LearningRate(f64);

impl LearningRate {
    /// Returns the learning rate η = `value`.
    ///
    /// # Errors
    ///
    /// [`Error::LearningRate`] when `value` is negative, infinite or not a number.
    pub fn new(value: f64) -> Result<Self, Error> {
        // The sum turns −0 into 0, so that no sign of zero is ever shown.
        if value.is_finite() && value >= 0.0 {
            Ok(Self(value + 0.0))
        } else {
            Err(Error::LearningRate(value))
        }
    }

    /// Returns η.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

/// Plain gradient descent on the parabola: x ← x − η · 2x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientDescent {
    /// The learning rate η.
    pub learning_rate: LearningRate,
}

impl GradientDescent {
    /// Returns the parameter after one update.
    ///
    /// Formula, in this order of operations: gradient = 2 · x; x − η · gradient. Each operation is rounded once
    /// to float64, so the result equals NumPy's bit for bit. What overflows becomes infinite, and what has no value
    /// (∞ − ∞) not a number, as float64 has it: divergence is data here, not an error.
    ///
    /// Source: A.-L. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847).
    #[must_use]
    pub fn step(self, x: f64) -> f64 {
        let gradient = Parabola.gradient(x);
        x - self.learning_rate.value() * gradient
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_is_finite_and_not_negative() {
        for value in [0.0, 5e-324, 0.1, 1.0, 1e300, f64::MAX] {
            assert_eq!(LearningRate::new(value).map(LearningRate::value), Ok(value));
        }
        for value in [-5e-324, -1.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
            assert!(LearningRate::new(value).is_err(), "{value}");
        }
        assert!(LearningRate::new(-0.0).unwrap().value().is_sign_positive());
    }

    #[test]
    fn the_error_says_what_which_value_and_what_is_accepted() {
        let text = LearningRate::new(f64::NAN).unwrap_err().to_string();
        assert_eq!(text, "learning rate must be a finite number of at least 0, got NaN");
    }
}
