//! The two planes of gradient descent on y = x²: the curve with the iterates, and the loss at each step.
//!
//! The curve's plane is drawn in units of its half-width R: u = x / R and v = u² = y / R², so a run that has grown to
//! 10¹⁵⁴ is drawn with the same small numbers as one within 10, and the parabola itself never changes.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::{Pieces, Point, clip, contains};
use super::label::decimal;
use super::marks::{
    Edge, decade_range, decade_ticks, distinct, dot, edge_arrow, line, loss_line, range_up_to, ticks_up_to,
};
use super::plane::{Drawn, Plane, Tick, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::figure::{Decades, Extent, Stride};
use crate::objective::Parabola;

/// A run to draw.
#[derive(Clone, Copy, Debug)]
pub struct Descent<'a> {
    /// The parameters x₀, x₁, …, at least one; any float64 values.
    pub xs: &'a [f64],
    /// The step shown: entries up to and including it are drawn.
    pub step: usize,
    /// The part of the way to the next step that is drawn, in [0, 1).
    pub phase: f64,
    /// The half-width of the curve's plane.
    pub extent: Extent,
    /// The powers of ten on the loss axis.
    pub decades: Decades,
}

impl<'a> Descent<'a> {
    fn step(&self) -> usize {
        self.step.min(self.xs.len() - 1)
    }

    fn shown(&self) -> &'a [f64] {
        &self.xs[..=self.step()]
    }

    /// The point of the curve at step `k` in units of the half-width; not finite when y is not.
    fn on_curve(&self, x: f64) -> Point {
        if Parabola.value(x).is_finite() {
            let u = x / self.extent.value();
            (u, u * u)
        } else {
            (f64::NAN, f64::NAN)
        }
    }
}

const U: Range<f64> = -1.0..1.0;
/// A little below 0, so that the minimum does not sit on the frame.
const V: Range<f64> = -0.04..1.0;

/// Returns where `x` stands on the curve's plane, as fractions of the plotting area from its left and from its top.
#[must_use]
pub fn curve_place(x: f64, extent: Extent) -> (f64, f64) {
    let u = x / extent.value();
    ((u - U.start) / (U.end - U.start), (V.end - u * u) / (V.end - V.start))
}

/// Opacities of iterates from the oldest to the newest: a few steps, not one for each point.
pub(super) const FADE: [f64; 5] = [0.3, 0.42, 0.56, 0.72, 0.9];

/// The least distance between the centres of two markers, in CSS pixels; nearer ones cannot be told apart.
const MARKER_GRID: f64 = 1.5;

/// Draws the two planes of a run, curve and loss, each on an area of its own.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_descent<DB: DrawingBackend>(
    [curve, loss]: [&DrawingArea<DB, Shift>; 2],
    run: &Descent<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    draw_curve_axes(curve, run.extent, theme)?;
    draw_curve_run(curve, run, theme)?;
    draw_loss_axes(loss, run.xs.len() - 1, run.decades, theme)?;
    draw_loss_run(loss, run, theme)
}

/// Draws what stays of the curve's plane: grid, labels, parabola.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_curve_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    extent: Extent,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, U, V);
    draw_mesh(area, &plane, theme, &x_ticks(extent), &y_ticks(extent))?;
    let curve = (-80..=80).map(|i| f64::from(i) / 80.0).map(|u| (u, u * u)).collect();
    line(&plane, curve, color(theme.palette.objective, 1.0), theme.px(1.75))
}

pub(super) fn x_ticks(extent: Extent) -> Vec<Tick> {
    let tick = |i: i32| (f64::from(i) / 2.0, decimal(extent.mantissa() * 5 * i, extent.exponent() - 1));
    (-2..=2).map(tick).collect()
}

fn y_ticks(extent: Extent) -> Vec<Tick> {
    let square = extent.mantissa() * extent.mantissa();
    // 1 and 4 read well in quarters, 25 in fifths.
    let parts = if square == 25 { 5 } else { 4 };
    let tick = |i: i32| {
        (f64::from(i) / f64::from(parts), decimal(square * 100 / parts * i, 2 * extent.exponent() - 2))
    };
    (0..=parts).map(tick).collect()
}

/// Draws what moves on the curve's plane: joining lines, tangent, iterates, start, current point.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_curve_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    run: &Descent<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, U, V);
    let points: Vec<Point> = run.shown().iter().map(|&x| run.on_curve(x)).collect();
    let columns = f64::from(plane.dim_in_pixel().0) / f64::from(theme.px(MARKER_GRID));
    let kept = distinct(&points, (&U, &V), columns);

    let mut joints = Pieces::default();
    for &k in kept.iter().filter(|&&k| k > 0) {
        if let Some(segment) = clip(points[k - 1], points[k], &U, &V) {
            joints.push(segment);
        }
    }
    let iterates = theme.palette.iterates;
    for path in joints.into_paths() {
        line(&plane, path, color(iterates, 0.45), theme.px(1.0))?;
    }
    draw_way_to_next(&plane, run, theme)?;

    let current = points[run.step()];
    if contains(current, &U, &V) {
        draw_tangent(&plane, current, theme)?;
    }
    for &k in kept.iter().filter(|&&k| k > 0 && k < run.step()) {
        let shade = color(iterates, FADE[k * FADE.len() / points.len()]);
        dot(&plane, points[k], theme.px(3.6), shade.filled())?;
    }
    if run.step() > 0 && contains(current, &U, &V) {
        dot(&plane, current, theme.px(5.5), color(iterates, 1.0).filled())?;
    }
    if contains(points[0], &U, &V) {
        dot(&plane, points[0], theme.px(5.0), color(theme.palette.paper, 1.0).filled())?;
        dot(&plane, points[0], theme.px(5.0), color(iterates, 1.0).stroke_width(theme.px(1.75)))?;
    }
    Ok(())
}

/// Draws the part of the way to the next iterate that has been played.
fn draw_way_to_next<DB: DrawingBackend>(plane: &Plane<DB>, run: &Descent<'_>, theme: &Theme) -> Drawn<DB> {
    let Some(&next) = run.xs.get(run.step() + 1).filter(|_| run.phase > 0.0) else { return Ok(()) };
    let (from, to) = (run.on_curve(run.xs[run.step()]), run.on_curve(next));
    let along = |a: f64, b: f64| a + run.phase * (b - a);
    if let Some((from, to)) = clip(from, (along(from.0, to.0), along(from.1, to.1)), &U, &V) {
        line(plane, vec![from, to], color(theme.palette.iterates, 1.0), theme.px(1.75))?;
    }
    Ok(())
}

/// Draws the tangent at a point of the curve, always the same length on screen.
fn draw_tangent<DB: DrawingBackend>(plane: &Plane<DB>, (u, v): Point, theme: &Theme) -> Drawn<DB> {
    let (width, height) = plane.dim_in_pixel();
    let per_u = f64::from(width) / (U.end - U.start);
    let per_v = f64::from(height) / (V.end - V.start);
    let slope = 2.0 * u;
    let reach = f64::from(theme.px(64.0)) / per_u.hypot(slope * per_v);
    let ends = ((u - reach, v - slope * reach), (u + reach, v + slope * reach));
    if let Some((from, to)) = clip(ends.0, ends.1, &U, &V) {
        line(plane, vec![from, to], color(theme.palette.gradient, 1.0), theme.px(2.0))?;
    }
    Ok(())
}

/// Draws what stays of the loss plane: grid and labels of the run's steps and of powers of ten.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_loss_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    steps: usize,
    decades: Decades,
    theme: &Theme,
) -> Drawn<DB> {
    let end = as_place(steps.max(1));
    let plane = plane(area, theme, range_up_to(end), decade_range(decades));
    draw_mesh(area, &plane, theme, &ticks_up_to(end, Stride::ONE), &decade_ticks(decades))
}

#[expect(clippy::cast_precision_loss, reason = "at most 10 000 steps")]
fn as_place(step: usize) -> f64 {
    step as f64
}

/// Draws what moves on the loss plane: the loss at each step shown, where it became 0 and where it overflowed.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_loss_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    run: &Descent<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, y) = (range_up_to(as_place((run.xs.len() - 1).max(1))), decade_range(run.decades));
    let plane = plane(area, theme, x.clone(), y.clone());
    let loss = |k: usize| Parabola.value(run.xs[k]);
    let point = |k: usize| (as_place(k), loss(k).log10());
    let iterates = theme.palette.iterates;
    let (width, _) = plane.dim_in_pixel();

    let drawn = loss_line(run.step(), &as_place, &loss, (&x, &y), theme.pixels(width) as usize);
    for path in drawn.paths {
        line(&plane, path, color(iterates, 0.75), theme.px(1.25))?;
    }
    // Dots only while they stand apart.
    if run.xs.len() * theme.px(7.0) as usize <= width as usize {
        for k in (0..run.step()).filter(|&k| contains(point(k), &x, &y)) {
            let shade = color(iterates, FADE[k * FADE.len() / (run.step() + 1)]);
            dot(&plane, point(k), theme.px(3.2), shade.filled())?;
        }
    }
    if contains(point(run.step()), &x, &y) {
        dot(&plane, point(run.step()), theme.px(4.5), color(iterates, 1.0).filled())?;
    }
    if let Some(floor) = drawn.floor {
        edge_arrow(&plane, floor, Edge::Bottom, color(iterates, 1.0), theme)?;
    }
    if let Some(ceiling) = drawn.ceiling {
        edge_arrow(&plane, ceiling, Edge::Top, color(theme.palette.diverges, 1.0), theme)?;
    }
    Ok(())
}
