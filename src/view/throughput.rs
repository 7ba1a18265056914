//! Measured speed against batch size: sample gradients per second, and time per epoch.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::label::decimal;
use super::marks::{dot, line, segment};
use super::plane::{Drawn, Plane, Tick, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::throughput::{gradients_per_second, median};

/// Measurements to draw: lists of one length, at least 1.
#[derive(Clone, Copy, Debug)]
pub struct Throughput<'a> {
    /// The number of samples N.
    pub samples: usize,
    /// The batch sizes, at least 1, ascending.
    pub sizes: &'a [usize],
    /// The milliseconds that an epoch took, for each batch size any number of measurements, of any float64 values.
    pub epochs: &'a [Vec<f64>],
    /// The same of drawing the batches alone.
    pub draws: &'a [Vec<f64>],
}

/// What is drawn against the batch size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Sample gradients per second.
    Rate,
    /// Milliseconds an epoch; with those for drawing alone.
    Time,
}

/// 1, 2 and 5 on a log axis.
const MANTISSAS: [(i32, f64); 3] = [(1, 0.0), (2, std::f64::consts::LOG10_2), (5, 0.698_970_004_336_018_8)];

/// Returns the place on a log axis of the `mark`-th of … 1, 2, 5, 10, 20 …, where 1 is the 0th, and its label.
fn mark_at(mark: i32) -> Tick {
    let exponent = mark.div_euclid(3);
    let index = usize::try_from(mark.rem_euclid(3)).unwrap_or(0);
    let (mantissa, offset) = MANTISSAS[index];
    (f64::from(exponent) + offset, decimal(mantissa, exponent))
}

/// Marks from the last at or below to the first at or above.
fn marks_around(lo: f64, hi: f64) -> (i32, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "logarithms of float64 lie within ±324")]
    let at_or_below = |value: f64| {
        let exponent = value.floor();
        let passed = MANTISSAS.iter().filter(|(_, offset)| exponent + offset <= value).count();
        3 * exponent as i32 + i32::try_from(passed).unwrap_or(1) - 1
    };
    let (first, last) = (at_or_below(lo), at_or_below(hi));
    (first, if last == first || mark_at(last).0 < hi { last + 1 } else { last })
}

impl Throughput<'_> {
    /// The logarithm of a measurement as it is drawn; `None` for what has no place on a log axis.
    fn place(&self, quantity: Quantity, epoch_ms: f64) -> Option<f64> {
        let value = match quantity {
            Quantity::Rate => gradients_per_second(self.samples, epoch_ms),
            Quantity::Time => epoch_ms,
        };
        Some(value.log10()).filter(|log| log.is_finite())
    }

    /// The lists that are drawn, the one at the back first.
    fn lists(&self, quantity: Quantity) -> impl Iterator<Item = (bool, &[Vec<f64>])> {
        let draws = (quantity == Quantity::Time).then_some((false, self.draws));
        draws.into_iter().chain([(true, self.epochs)])
    }

    /// The marks that the measurements lie between; `None` while there are none.
    fn marks(&self, quantity: Quantity) -> Option<(i32, i32)> {
        let lists = self.lists(quantity).flat_map(|(_, lists)| lists);
        let places = lists.flatten().filter_map(|&epoch_ms| self.place(quantity, epoch_ms));
        let (lo, hi) =
            places.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), place| (place.min(lo), place.max(hi)));
        (lo <= hi).then(|| marks_around(lo, hi))
    }
}

fn log_of(size: usize) -> f64 {
    crate::pairwise::as_f64(size).log10()
}

/// Lays the plane out and returns it with the ticks of its upright axis: none while there are no measurements.
fn lay_out<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Throughput<'_>,
    quantity: Quantity,
    theme: &Theme,
) -> (Plane<DB>, Vec<Tick>) {
    let with_room =
        |lo: f64, hi: f64, room: f64| -> Range<f64> { lo - room * (hi - lo)..hi + room * (hi - lo) };
    let last = scene.sizes.last().map_or(1.0, |&size| log_of(size)).max(0.1);
    let x = with_room(0.0, last, 0.06);
    let Some((first, last)) = scene.marks(quantity) else {
        return (plane(area, theme, x, 0.0..1.0), Vec::new());
    };
    // Powers of ten alone where they are enough.
    let stride = if last - first > 7 { 3 * (1 + (last - first) / 24) } else { 1 };
    let ticks = (first..=last).filter(|mark| mark.rem_euclid(stride) == 0).map(mark_at).collect();
    (plane(area, theme, x, with_room(mark_at(first).0, mark_at(last).0, 0.05)), ticks)
}

/// Draws what stays of a plane while nothing new is measured: grid and labels of batch sizes and of the quantity.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_throughput_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Throughput<'_>,
    quantity: Quantity,
    theme: &Theme,
) -> Drawn<DB> {
    let (plane, ticks) = lay_out(area, scene, quantity, theme);
    let label = |&size: &usize| (log_of(size), decimal(i32::try_from(size).unwrap_or(i32::MAX), 0));
    let sizes: Vec<Tick> = scene.sizes.iter().map(label).collect();
    draw_mesh(area, &plane, theme, &sizes, &ticks)
}

/// Draws the measurements: each as a small dot on a line from the least to the largest, their median as a large one, and
/// a line from median to median. In the plane of times, drawing alone stands back behind the whole.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_throughput_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Throughput<'_>,
    quantity: Quantity,
    theme: &Theme,
) -> Drawn<DB> {
    let (plane, _) = lay_out(area, scene, quantity, theme);
    for (is_whole, lists) in scene.lists(quantity) {
        let rgb = if is_whole { theme.palette.iterates } else { theme.palette.batch };
        let mut before = None;
        for (&size, list) in scene.sizes.iter().zip(lists) {
            let x = log_of(size);
            let (mut lo, mut hi) = (f64::INFINITY, f64::NEG_INFINITY);
            for place in list.iter().filter_map(|&epoch_ms| scene.place(quantity, epoch_ms)) {
                (lo, hi) = (lo.min(place), hi.max(place));
                dot(&plane, (x, place), theme.px(2.0), color(rgb, 0.45).filled())?;
            }
            segment(&plane, ((x, lo), (x, hi)), color(rgb, 0.6), theme.px(1.25))?;
            let Some(middle) = median(list).and_then(|epoch_ms| scene.place(quantity, epoch_ms)) else {
                before = None;
                continue;
            };
            let now = (x, middle);
            if let Some(before) = before {
                line(&plane, vec![before, now], color(rgb, 0.8), theme.px(1.5))?;
            }
            before = Some(now);
            dot(&plane, now, theme.px(if is_whole { 4.5 } else { 3.6 }), color(rgb, 1.0).filled())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_one_two_five_and_surround_what_they_must() {
        let cases = [
            ((1.0, 1.0), (3, 4)),
            ((0.3, 0.5), (0, 2)),
            ((7.1, 7.8), (21, 24)),
            ((-0.4, 0.2), (-2, 1)),
            ((-0.5, -0.31), (-3, -1)),
            ((6.0, 7.0), (18, 21)),
        ];
        for ((lo, hi), expected) in cases {
            assert_eq!(marks_around(lo, hi), expected, "{lo} to {hi}");
            let (first, last) = (mark_at(expected.0).0, mark_at(expected.1).0);
            assert!(first <= lo && hi <= last && first < last);
        }
        let labels: Vec<String> = (-2..=4).map(|mark| mark_at(mark).1).collect();
        assert_eq!(labels, ["0.2", "0.5", "1", "2", "5", "10", "20"]);
    }
}
