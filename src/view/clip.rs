//! Lines cut to a plane, in data space.

use std::ops::Range;

/// A point in data coordinates.
pub(super) type Point = (f64, f64);

/// Returns the part of the segment from `a` to `b` that lies in the rectangle `x` × `y`, or `None`.
///
/// A segment with an end that is not finite has no drawable part.
/// Source: Y.-D. Liang and B. A. Barsky, "A new concept and method for line clipping" (1984).
#[inline(never)]
pub(super) fn clip(a: Point, b: Point, x: &Range<f64>, y: &Range<f64>) -> Option<(Point, Point)> {
    if ![a.0, a.1, b.0, b.1].into_iter().all(f64::is_finite) {
        return None;
    }
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    let edges = [(-dx, a.0 - x.start), (dx, x.end - a.0), (-dy, a.1 - y.start), (dy, y.end - a.1)];
    for (speed, distance) in edges {
        if speed < 0.0 {
            enter = enter.max(distance / speed);
        } else if speed > 0.0 {
            leave = leave.min(distance / speed);
        } else if distance < 0.0 {
            return None;
        }
    }
    let inside = |t: f64| within((a.0 + t * dx, a.1 + t * dy), x, y);
    (enter <= leave).then(|| {
        // An end just outside may come out as 0 or 1: it is moved as well.
        let first = if enter > 0.0 { inside(enter) } else { within(a, x, y) };
        let second = if leave < 1.0 { inside(leave) } else { within(b, x, y) };
        (first, second)
    })
}

/// Returns the point, moved onto the rectangle `x` × `y` where rounding has left it outside.
pub(super) fn within(point: Point, x: &Range<f64>, y: &Range<f64>) -> Point {
    // Not by `clamp`, which panics where a range is not a number.
    (point.0.max(x.start).min(x.end), point.1.max(y.start).min(y.end))
}

/// Returns whether a point is finite and lies in the rectangle `x` × `y`, edges included.
#[inline(never)]
pub(super) fn contains(point: Point, x: &Range<f64>, y: &Range<f64>) -> bool {
    (x.start..=x.end).contains(&point.0) && (y.start..=y.end).contains(&point.1)
}

/// Joins the segments of a polyline after clipping: pieces that touch become one path.
#[derive(Default)]
pub(super) struct Pieces {
    paths: Vec<Vec<Point>>,
}

impl Pieces {
    /// Adds a clipped segment.
    #[inline(never)]
    pub(super) fn push(&mut self, (from, to): (Point, Point)) {
        match self.paths.last_mut() {
            Some(path) if path.last() == Some(&from) => path.push(to),
            _ => self.paths.push(vec![from, to]),
        }
    }

    /// Adds what is left of a segment after clipping, if anything is.
    pub(super) fn push_some(&mut self, segment: Option<(Point, Point)>) {
        if let Some(segment) = segment {
            self.push(segment);
        }
    }

    /// Returns the paths, each of at least two points.
    pub(super) fn into_paths(self) -> Vec<Vec<Point>> {
        self.paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: Range<f64> = -1.0..1.0;
    const Y: Range<f64> = 0.0..1.0;

    #[test]
    fn cuts_keeps_and_drops() {
        assert_eq!(clip((-0.5, 0.5), (0.5, 0.5), &X, &Y), Some(((-0.5, 0.5), (0.5, 0.5))));
        assert_eq!(clip((-2.0, 0.5), (2.0, 0.5), &X, &Y), Some(((-1.0, 0.5), (1.0, 0.5))));
        assert_eq!(clip((-2.0, 2.0), (2.0, 2.0), &X, &Y), None);
        assert_eq!(clip((f64::NAN, 0.0), (0.5, 0.5), &X, &Y), None);
        assert_eq!(clip((0.0, 0.0), (f64::INFINITY, 0.5), &X, &Y), None);
    }

    #[test]
    fn the_slope_is_kept() {
        let ((x0, y0), (x1, y1)) = clip((0.0, 0.0), (4.0, 2.0), &X, &Y).unwrap();
        assert!(((y1 - y0) / (x1 - x0) - 0.5).abs() < 1e-15);
    }
}
