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
}
