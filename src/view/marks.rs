//! What several planes draw: lines, dots, arrows, ticks, and a loss on a log axis.

use std::ops::Range;

use plotters::prelude::*;

use super::clip::{Pieces, Point, clip, contains};
use super::label::{decimal, power_of_ten};
use super::plane::{Drawn, Plane, Tick};
use super::theme::Theme;
use crate::figure::{Decades, Span, Stride};

/// Draws a polyline.
#[inline(never)]
pub(super) fn line<DB: DrawingBackend>(
    plane: &Plane<DB>,
    path: Vec<Point>,
    stroke: RGBAColor,
    width_px: u32,
) -> Drawn<DB> {
    plane.draw(&PathElement::new(path, stroke.stroke_width(width_px)))
}

/// Draws a circle.
#[inline(never)]
pub(super) fn dot<DB: DrawingBackend>(
    plane: &Plane<DB>,
    at: Point,
    radius_px: u32,
    style: ShapeStyle,
) -> Drawn<DB> {
    plane.draw(&Circle::new(at, radius_px, style))
}

/// Draws the part of the segment that lies in the plane.
#[inline(never)]
pub(super) fn segment<DB: DrawingBackend>(
    plane: &Plane<DB>,
    (from, to): (Point, Point),
    stroke: RGBAColor,
    width_px: u32,
) -> Drawn<DB> {
    match clip(from, to, &plane.get_x_range(), &plane.get_y_range()) {
        Some((from, to)) => line(plane, vec![from, to], stroke, width_px),
        None => Ok(()),
    }
}

/// An edge of a plane.
#[derive(Clone, Copy)]
pub(super) enum Edge {
    Left,
    Right,
    Top,
    Bottom,
}

/// Draws a small triangle at a point of an edge of the plane that points out of it: the values go on beyond.
#[inline(never)]
pub(super) fn edge_arrow<DB: DrawingBackend>(
    plane: &Plane<DB>,
    at: Point,
    edge: Edge,
    fill: RGBAColor,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, y) = plane.map_coordinate(&at);
    let (left, top) = plane.get_base_pixel();
    let (x, y) = (x - left, y - top);
    let (half, depth) = (theme.length(4.5), theme.length(8.0));
    let (base, across) = match edge {
        Edge::Left => ((x + depth, y), (0, half)),
        Edge::Right => ((x - depth, y), (0, half)),
        Edge::Top => ((x, y + depth), (half, 0)),
        Edge::Bottom => ((x, y - depth), (half, 0)),
    };
    let corners =
        vec![(x, y), (base.0 - across.0, base.1 - across.1), (base.0 + across.0, base.1 + across.1)];
    plane.strip_coord_spec().draw(&Polygon::new(corners, fill))
}

/// Returns the ticks of a span.
#[inline(never)]
pub(super) fn span_ticks(span: Span) -> Vec<Tick> {
    span.ticks().map(|i| tick(i, span.stride())).collect()
}

/// Returns ticks from 0 to at most `end`, five intervals at most, none shorter than `least`.
#[inline(never)]
pub(super) fn ticks_up_to(end: f64, least: Stride) -> Vec<Tick> {
    let stride = Stride::dividing(end, 5.0, least);
    (0..=5).map(|i| tick(i, stride)).take_while(|(at, _)| *at <= end).collect()
}

/// Returns the tick at `i` strides from 0.
fn tick(i: i32, stride: Stride) -> Tick {
    (f64::from(i) * stride.value(), decimal(i * stride.mantissa(), stride.exponent()))
}

/// Returns the ticks of powers of ten, at their logarithms.
#[inline(never)]
pub(super) fn decade_ticks(decades: Decades) -> Vec<Tick> {
    let powers = (decades.lo..=decades.hi).step_by(usize::try_from(decades.stride).unwrap_or(1));
    powers.map(|power| (f64::from(power), power_of_ten(power))).collect()
}

/// Returns the range of an axis from 0 to `end`, with room at both ends, so that first and last marker stand inside.
pub(super) fn range_up_to(end: f64) -> Range<f64> {
    -0.03 * end..1.03 * end
}

/// Returns the range of a log axis, with room at both ends.
#[inline(never)]
pub(super) fn decade_range(decades: Decades) -> Range<f64> {
    let room = 0.04 * f64::from(decades.hi - decades.lo);
    f64::from(decades.lo) - room..f64::from(decades.hi) + room
}

/// A loss on a log axis, cut to its plane.
pub(super) struct LossLine {
    /// The line in pieces.
    pub(super) paths: Vec<Vec<Point>>,
    /// Where on the lower edge the loss became 0.
    pub(super) floor: Option<Point>,
    /// Where on the upper edge the loss overflowed.
    pub(super) ceiling: Option<Point>,
}

/// Returns the line of the losses 0 … `last`, reduced to at most two points for each of `columns` columns.
pub(super) fn loss_line(
    last: usize,
    place: &dyn Fn(usize) -> f64,
    loss: &dyn Fn(usize) -> f64,
    (x, y): (&Range<f64>, &Range<f64>),
    columns: usize,
) -> LossLine {
    let point = |k: usize| (place(k), loss(k).log10());
    let mut joints = Pieces::default();
    let mut before = None;
    for k in extremes_by_column(last, loss, columns) {
        let now = point(k);
        joints.push_some(before.and_then(|before| clip(before, now, x, y)));
        before = Some(now);
    }
    let zero = (0..=last).find(|&k| loss(k) <= 0.0);
    let overflow = (0..=last).find(|&k| !loss(k).is_finite());
    // The line goes on to where the loss leaves the axis.
    let mut leave = |k: Option<usize>, edge: f64| {
        let end = (place(k?), edge);
        joints.push_some(k.filter(|&k| k > 0).and_then(|k| clip(point(k - 1), end, x, y)));
        contains(end, x, y).then_some(end)
    };
    let (floor, ceiling) = (leave(zero, y.start), leave(overflow, y.end));
    LossLine { paths: joints.into_paths(), floor, ceiling }
}

/// Returns the indices 0 … `last` reduced to at most two a column, the lowest and the highest, in order.
fn extremes_by_column(last: usize, value: &dyn Fn(usize) -> f64, columns: usize) -> Vec<usize> {
    let per_column = (last / columns.max(1)).max(1);
    if per_column == 1 {
        return (0..=last).collect();
    }
    let mut kept = Vec::with_capacity(2 * columns + 2);
    for start in (0..=last).step_by(per_column) {
        let column = start..=(start + per_column - 1).min(last);
        let lowest = column.clone().min_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap_or(start);
        let highest = column.max_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap_or(start);
        kept.extend([lowest.min(highest), lowest.max(highest)]);
    }
    kept.dedup();
    kept
}

/// Returns the indices of the points on the plane that can be told apart, oldest first: of those in one of `columns`
/// columns the newest. On a curve the column decides the place.
#[inline(never)]
pub(super) fn distinct(points: &[Point], (x, y): (&Range<f64>, &Range<f64>), columns: f64) -> Vec<usize> {
    let column = |point: Point| to_index((point.0 - x.start) / (x.end - x.start) * columns);
    let mut newest = vec![0; 1 + to_index(columns)];
    let inside = || points.iter().copied().enumerate().filter(|&(_, point)| contains(point, x, y));
    inside().for_each(|(k, point)| newest[column(point)] = k);
    inside().filter(|&(k, point)| newest[column(point)] == k).map(|(k, _)| k).collect()
}

/// Returns a place in pixels or cells, 0 or more, as an index.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "called with what is 0 or more")]
pub(super) fn to_index(value: f64) -> usize {
    value as usize
}
