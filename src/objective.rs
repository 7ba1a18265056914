//! Functions to minimise: their value, their gradient, where the minimum is.

/// The parabola y = x², the objective of the one-dimensional figure.
///
/// Its gradient is 2x, its curvature 2 everywhere, its only minimum y = 0 at x = 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parabola;

impl Parabola {
    /// Where the minimum is.
    pub const MINIMUM: f64 = 0.0;

    /// Returns y = x · x, infinite once |x| passes about 1.34 × 10¹⁵⁴.
    ///
    /// It is written as a product because that is what NumPy computes for the square of an array; a general
    /// power function may differ in the last bit.
    #[must_use]
    pub fn value(self, x: f64) -> f64 {
        x * x
    }

    /// Returns dy/dx = 2 · x.
    #[must_use]
    pub fn gradient(self, x: f64) -> f64 {
        2.0 * x
    }
}

/// The curve E(x) = x⁴/4 − x³/3 − x² with two wells, the mean of the finite sum in [`crate::escape`].
///
/// Its gradient is (x + 1) x (x − 2): a shallow well E = −5/12 at x = −1, a ridge E = 0 at x = 0, a deep well
/// E = −8/3 at x = 2. The curvatures there are 3, −2 and 6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoubleWell;

impl DoubleWell {
    /// Where the shallow well is.
    pub const SHALLOW: f64 = -1.0;

    /// Where the ridge between the wells is.
    pub const RIDGE: f64 = 0.0;

    /// Where the deep well is.
    pub const DEEP: f64 = 2.0;

    /// Returns E = x · x · (x · x / 4 − x / 3 − 1), in this order of operations; infinite once |x| passes about 10⁷⁷.
    #[must_use]
    pub fn value(self, x: f64) -> f64 {
        x * x * (x * x / 4.0 - x / 3.0 - 1.0)
    }

    /// Returns dE/dx = (x + 1) · x · (x − 2), multiplied from the left: exactly 0 in both wells and on the ridge.
    #[must_use]
    pub fn gradient(self, x: f64) -> f64 {
        (x + 1.0) * x * (x - 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradient_agrees_with_the_central_difference() {
        for x in [-1e6_f64, -3.0, -0.1, 0.0, 1e-3, 2.0, 12345.678] {
            let h = 1e-5 * f64::max(1.0, x.abs());
            let difference = (Parabola.value(x + h) - Parabola.value(x - h)) / (2.0 * h);
            let error = (difference - Parabola.gradient(x)).abs();
            assert!(error <= 1e-8 * f64::max(1.0, x.abs()), "x = {x}: {difference}");
        }
    }

    #[test]
    fn the_minimum_is_where_it_is_said_to_be() {
        let at = Parabola::MINIMUM;
        assert!(Parabola.gradient(at).abs() <= 0.0);
        assert!(Parabola.value(at) < Parabola.value(at + 1e-9));
        assert!(Parabola.value(at) < Parabola.value(at - 1e-9));
    }

    #[test]
    fn the_gradient_of_two_wells_agrees_with_the_central_difference() {
        for x in [-3.0_f64, -1.5, -1.0, -0.1, 0.0, 0.5, 2.0, 4.0] {
            let h = 1e-5;
            let difference = (DoubleWell.value(x + h) - DoubleWell.value(x - h)) / (2.0 * h);
            assert!((difference - DoubleWell.gradient(x)).abs() <= 1e-8, "x = {x}: {difference}");
        }
    }

    #[test]
    fn wells_and_ridge_are_where_they_are_said_to_be() {
        let at = [DoubleWell::SHALLOW, DoubleWell::RIDGE, DoubleWell::DEEP];
        for (x, value) in at.into_iter().zip([-5.0 / 12.0, 0.0, -8.0 / 3.0]) {
            assert!(DoubleWell.gradient(x).abs() <= 0.0);
            assert!((DoubleWell.value(x) - value).abs() <= 1e-15);
        }
        let is_lower =
            |x: f64| DoubleWell.value(x) < DoubleWell.value(x - 1e-3).min(DoubleWell.value(x + 1e-3));
        assert_eq!(at.map(is_lower), [true, false, true]);
    }
}
