//! Ranges that follow a run in readable steps and never jitter while a control moves.

use std::ops::Range;

/// A readable length: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stride {
    exponent: i32,
    mantissa: i32,
}

impl Stride {
    /// One unit.
    pub const ONE: Self = Self { exponent: 0, mantissa: 1 };

    /// A billionth: a shorter one tells a reader nothing.
    pub const SHORTEST: Self = Self { exponent: -9, mantissa: 1 };

    /// Returns the shortest stride, at least `least`, of which no more than `most` make up `length`; `least` when
    /// `length` is not finite.
    #[must_use]
    #[inline(never)]
    pub fn dividing(length: f64, most: f64, least: Self) -> Self {
        let mut stride = least;
        while length.is_finite() && stride.value() * most < length {
            stride = stride.next();
        }
        stride
    }

    fn next(self) -> Self {
        match self.mantissa {
            1 => Self { mantissa: 2, ..self },
            2 => Self { mantissa: 5, ..self },
            _ => Self { mantissa: 1, exponent: self.exponent + 1 },
        }
    }

    /// Returns the length; infinite where it passes float64.
    #[must_use]
    #[inline(never)]
    pub fn value(self) -> f64 {
        let digit = f64::from(self.mantissa);
        // Powers of ten are exact up to 10²², those below 1 are not.
        if self.exponent < 0 {
            digit / 10.0_f64.powi(-self.exponent)
        } else {
            digit * 10.0_f64.powi(self.exponent)
        }
    }

    /// Returns the digit in front, 1, 2 or 5.
    #[must_use]
    pub fn mantissa(self) -> i32 {
        self.mantissa
    }

    /// Returns the power of ten.
    #[must_use]
    pub fn exponent(self) -> i32 {
        self.exponent
    }
}

/// The half-width of a plane: 1, 2 or 5 times a power of ten, at least 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extent(Stride);

impl Extent {
    /// The extent of a plane at rest: −10 to 10.
    pub const REST: Self = Self(Stride { exponent: 1, mantissa: 1 });

    /// Returns the smallest readable extent that contains `needed`; [`Extent::REST`] when that is not finite.
    #[must_use]
    pub fn containing(needed: f64) -> Self {
        Self(Stride::dividing(needed, 1.0, Self::REST.0))
    }

    /// Returns the extent to use after this one: grown at once when `needed` does not fit, shrunk only when it
    /// fits into a smaller one with a quarter to spare.
    #[must_use]
    pub fn follow(self, needed: f64) -> Self {
        if needed > self.value() {
            Self::containing(needed)
        } else {
            self.min(Self::containing(needed * 1.25))
        }
    }

    /// Returns the half-width; infinite where it passes float64.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0.value()
    }

    /// Returns the digit in front, 1, 2 or 5.
    #[must_use]
    pub fn mantissa(self) -> i32 {
        self.0.mantissa
    }

    /// Returns the power of ten.
    #[must_use]
    pub fn exponent(self) -> i32 {
        self.0.exponent
    }
}

/// A range that holds 0 and begins and ends at a tick, with a tick at every stride.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: i32,
    last: i32,
    stride: Stride,
}

impl Span {
    /// The range shown when there is nothing to show: −1 to 1.
    pub const REST: Self = Self { first: -2, last: 2, stride: Stride { exponent: -1, mantissa: 5 } };

    /// The most intervals between ticks.
    const MAX_INTERVALS: i32 = 7;

    /// Returns the tightest readable range that contains `lo`, 0 and `hi`; [`Span::REST`] when the distance from `lo`
    /// to `hi` is not finite.
    #[must_use]
    pub fn containing(lo: f64, hi: f64) -> Self {
        let (lo, hi) = (lo.min(0.0), hi.max(0.0));
        if !(hi - lo).is_finite() {
            return Self::REST;
        }
        let mut stride = Stride::dividing(hi - lo, Self::MAX_INTERVALS.into(), Stride::SHORTEST);
        loop {
            // At most seven strides from 0, so they fit.
            #[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
            let (first, last) = ((lo / stride.value()).floor() as i32, (hi / stride.value()).ceil() as i32);
            if last - first <= Self::MAX_INTERVALS {
                return Self { first, last: last.max(first + 1), stride };
            }
            stride = stride.next();
        }
    }

    /// Returns the range to use after this one: kept while it holds the values and is at most twice as wide as needed.
    #[must_use]
    pub fn follow(self, lo: f64, hi: f64) -> Self {
        let fit = Self::containing(lo, hi);
        let (kept, fitted) = (self.range(), fit.range());
        let holds = kept.start <= lo && hi <= kept.end;
        if holds && kept.end - kept.start <= 2.0 * (fitted.end - fitted.start) { self } else { fit }
    }

    /// Returns the ends.
    #[must_use]
    #[inline(never)]
    pub fn range(self) -> Range<f64> {
        self.at(self.first)..self.at(self.last)
    }

    /// Returns the ticks as multiples of the stride.
    #[must_use]
    pub fn ticks(self) -> std::ops::RangeInclusive<i32> {
        self.first..=self.last
    }

    /// Returns the distance from tick to tick.
    #[must_use]
    pub fn stride(self) -> Stride {
        self.stride
    }

    fn at(self, tick: i32) -> f64 {
        f64::from(tick) * self.stride.value()
    }
}

/// A range of powers of ten for a log axis, from 10^lo to 10^hi, with a tick every `stride` decades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decades {
    /// The lowest power.
    pub lo: i32,
    /// The highest power, above `lo`.
    pub hi: i32,
    /// Powers from tick to tick; divides both ends.
    pub stride: i32,
}

impl Decades {
    /// The range shown when there is nothing to show: 10⁻² to 10².
    pub const REST: Self = Self { lo: -2, hi: 2, stride: 2 };

    /// The most intervals between ticks.
    const MAX_INTERVALS: i32 = 4;

    /// Returns the tightest readable range that contains 10^lo to 10^hi; [`Decades::REST`] when either is not finite.
    #[must_use]
    pub fn containing(lo: f64, hi: f64) -> Self {
        if !(lo.is_finite() && hi.is_finite() && lo <= hi) {
            return Self::REST;
        }
        #[expect(clippy::cast_possible_truncation, reason = "logarithms of float64 lie within ±324")]
        let ends = |stride: i32| {
            let width = f64::from(stride);
            let lo = (lo / width).floor() as i32;
            (lo, ((hi / width).ceil() as i32).max(lo + 1))
        };
        let fits = |stride: &i32| {
            let (lo, hi) = ends(*stride);
            hi - lo <= Self::MAX_INTERVALS
        };
        let stride = [1, 2, 5, 10, 20, 50, 100].into_iter().find(fits).unwrap_or(200);
        let (lo, hi) = ends(stride);
        Self { lo: lo * stride, hi: hi * stride, stride }
    }

    /// Returns the range to use after this one: kept while it holds the values and is at most twice as wide as needed.
    #[must_use]
    pub fn follow(self, lo: f64, hi: f64) -> Self {
        let fit = Self::containing(lo, hi);
        let holds = self.lo <= fit.lo && fit.hi <= self.hi;
        if holds && self.hi - self.lo <= 2 * (fit.hi - fit.lo) { self } else { fit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extents_are_readable_and_contain_what_they_must() {
        let value = |needed| Extent::containing(needed).value();
        for (needed, expected) in
            [(0.0, 10.0), (10.0, 10.0), (10.1, 20.0), (18.6, 20.0), (33.0, 50.0), (51.0, 100.0)]
        {
            assert!((value(needed) - expected).abs() < 1e-9, "{needed}");
        }
        assert!(value(1.34e154) >= 1.34e154);
        assert_eq!(Extent::containing(f64::NAN), Extent::REST);
        assert_eq!(Extent::containing(f64::INFINITY), Extent::REST);
    }

    #[test]
    fn an_extent_does_not_jitter_around_its_edge() {
        let grown = Extent::REST.follow(10.1);
        assert_eq!(grown, Extent::containing(20.0));
        assert_eq!(grown.follow(9.9), grown, "just below the edge it stays");
        assert_eq!(grown.follow(7.9), Extent::REST, "well below it shrinks");
    }

    #[test]
    fn spans_are_readable_and_contain_what_they_must() {
        let cases = [
            ((-0.99, 0.98), (-1.0, 1.0, 0.5)),
            ((-2.0, 4.0), (-2.0, 4.0, 1.0)),
            ((-0.15, 2.55), (-0.5, 3.0, 0.5)),
            ((3.0, 4.0), (0.0, 4.0, 1.0)),
            ((-1e200, 3e200), (-1e200, 3e200, 1e200)),
            ((0.0, 0.0), (0.0, 1e-9, 1e-9)),
        ];
        for ((lo, hi), (start, end, _)) in cases {
            let range = Span::containing(lo, hi).range();
            assert!(
                (range.start - start).abs() <= 1e-12 * end && (range.end - end).abs() <= 1e-12 * end,
                "{range:?}"
            );
        }
        for hostile in [f64::INFINITY, f64::MAX] {
            assert_eq!(Span::containing(-hostile, hostile), Span::REST);
        }
        assert_eq!(Span::containing(f64::NAN, f64::NAN), Span::containing(0.0, 0.0));
    }

    #[test]
    fn a_span_does_not_jitter_around_its_edge() {
        let grown = Span::containing(-0.5, 2.51);
        assert_eq!(grown.follow(-0.5, 2.49), grown);
        assert_eq!(grown.follow(-0.1, 0.4), Span::containing(-0.1, 0.4), "well below it shrinks");
    }

    #[test]
    fn decades_are_readable_and_do_not_jitter() {
        assert_eq!(Decades::containing(-0.98, 0.95), Decades { lo: -1, hi: 1, stride: 1 });
        assert_eq!(Decades::containing(0.95, 2.54), Decades { lo: 0, hi: 3, stride: 1 });
        assert_eq!(Decades::containing(-323.3, 1.0), Decades { lo: -400, hi: 200, stride: 200 });
        assert_eq!(Decades::containing(f64::INFINITY, f64::NEG_INFINITY), Decades::REST);
        let wide = Decades::containing(-3.5, 0.9);
        assert_eq!(wide.follow(-2.9, 0.9), wide);
        assert_ne!(wide.follow(0.1, 0.9), wide);
    }
}
