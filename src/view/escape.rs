//! The two planes of a curve with two wells: the run on it, and where many runs ended.
//!
//! Both have the same axis of x, so that a bar stands below its place on the curve.

use std::ops::{Range, RangeInclusive};

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::{Pieces, Point, clip, contains};
use super::label::decimal;
use super::marks::{Edge, distinct, dot, edge_arrow, line, range_up_to, segment, ticks_up_to};
use super::plane::{Drawn, Plane, Tick, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::escape::{BINS, Ensemble, NEAR, bin_start};
use crate::figure::Stride;
use crate::objective::DoubleWell;

/// A run on the curve with two wells, and what it is counted among, to draw.
#[derive(Clone, Copy, Debug)]
pub struct Escape<'a> {
    /// The parameters x₀, x₁, …, at least one; any float64 values.
    pub xs: &'a [f64],
    /// The mean tilt of the batch that leads on from each of them.
    pub tilts: &'a [f64],
    /// The step shown: entries up to and including it are drawn.
    pub step: usize,
    /// The part of the way to the next step that is drawn, in [0, 1).
    pub phase: f64,
    /// Where the runs done ended.
    pub ensemble: &'a Ensemble,
    /// The end of the axis of shares, in percent.
    pub top: Stride,
}

const X: Range<f64> = NEAR;
const Y: Range<f64> = -3.5..5.0;

/// Opacities of places on the curve from the one left longest ago to the newest.
const FADE: [f64; 4] = [0.4, 0.52, 0.66, 0.85];

/// Steps before the one shown that are joined by lines.
const JOINED: usize = 12;

/// The least distance between the centres of two markers, in CSS pixels.
const MARKER_GRID: f64 = 2.0;

/// Bars beside each other: one for each bin.
const COLUMNS: u32 = 70;

/// Returns the ticks of whole numbers.
fn ticks(values: RangeInclusive<i32>) -> Vec<Tick> {
    values.map(|value| (value.into(), decimal(value, 0))).collect()
}

/// Draws a line over the curve f(x) + `tilt` · x, as far as it lies on the plane.
fn draw_tilted<DB: DrawingBackend>(
    plane: &Plane<DB>,
    tilt: f64,
    stroke: RGBAColor,
    width_px: u32,
) -> Drawn<DB> {
    let point = |i: i32| {
        let x = X.start + (X.end - X.start) * f64::from(i) / 420.0;
        (x, DoubleWell.value(x) + tilt * x)
    };
    let mut pieces = Pieces::default();
    for i in 0..420 {
        pieces.push_some(clip(point(i), point(i + 1), &X, &Y));
    }
    for path in pieces.into_paths() {
        line(plane, path, stroke, width_px)?;
    }
    Ok(())
}

/// Draws the two planes of a run, wells and ends, each on an area of its own.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_escape<DB: DrawingBackend>(
    [wells, ends]: [&DrawingArea<DB, Shift>; 2],
    run: &Escape<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    draw_wells_axes(wells, theme)?;
    draw_wells_run(wells, run, theme)?;
    draw_ends_axes(ends, run.top, theme)?;
    draw_ends_bars(ends, run, theme)
}

/// Draws what stays of the curve's plane: grid, labels, ridge, the mean of all samples' curves.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_wells_axes<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, theme: &Theme) -> Drawn<DB> {
    let plane = plane(area, theme, X, Y);
    draw_mesh(area, &plane, theme, &ticks(-3..=4), &ticks(-3..=4))?;
    draw_ridge(&plane, Y, theme)?;
    draw_tilted(&plane, 0.0, color(theme.palette.objective, 1.0), theme.px(1.75))
}

fn draw_ridge<DB: DrawingBackend>(plane: &Plane<DB>, y: Range<f64>, theme: &Theme) -> Drawn<DB> {
    let ends = ((DoubleWell::RIDGE, y.start), (DoubleWell::RIDGE, y.end));
    segment(plane, ends, color(theme.palette.muted, 0.7), theme.px(1.0))
}

/// Draws what moves on the curve's plane: the curve that this step's batch sees, the places where the run was, its last
/// steps, start and current point.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_wells_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    run: &Escape<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, X, Y);
    let iterates = theme.palette.iterates;
    let points: Vec<Point> =
        run.xs.iter().take(run.step.saturating_add(1)).map(|&x| (x, DoubleWell.value(x))).collect();
    let step = points.len() - 1;
    let current = points[step];
    let is_near = contains(current, &X, &Y);
    if let Some(&tilt) = run.tilts.get(step).filter(|_| is_near) {
        let batch = color(theme.palette.batch, 1.0);
        draw_tilted(&plane, tilt, batch, theme.px(1.5))?;
        // Its slope here is what the next step follows.
        spot(&plane, (current.0, current.1 + tilt * current.0), theme.px(3.6), batch.filled())?;
    }
    let columns = f64::from(plane.dim_in_pixel().0) / f64::from(theme.px(MARKER_GRID));
    for k in distinct(&points, (&X, &Y), columns) {
        if k > 0 && k < step {
            let shade = color(iterates, FADE[k * FADE.len() / step]);
            spot(&plane, points[k], theme.px(3.6), shade.filled())?;
        }
    }
    for joint in points[step.saturating_sub(JOINED)..].windows(2) {
        segment(&plane, (joint[0], joint[1]), color(iterates, 0.45), theme.px(1.0))?;
    }
    if let Some(&next) = run.xs.get(step + 1).filter(|_| run.phase > 0.0) {
        let along = |a: f64, b: f64| a + run.phase * (b - a);
        let way = (along(current.0, next), along(current.1, DoubleWell.value(next)));
        segment(&plane, (current, way), color(iterates, 1.0), theme.px(1.75))?;
    }
    spot(&plane, points[0], theme.px(5.0), color(theme.palette.paper, 1.0).filled())?;
    spot(&plane, points[0], theme.px(5.0), color(iterates, 1.0).stroke_width(theme.px(1.75)))?;
    if step > 0 {
        spot(&plane, current, theme.px(5.5), color(iterates, 1.0).filled())?;
    }
    match way_out(&points) {
        Some((at, edge)) => edge_arrow(&plane, at, edge, color(theme.palette.diverges, 1.0), theme),
        None => Ok(()),
    }
}

/// Draws a circle at a point of the curve's plane, if it is one.
#[inline(never)]
fn spot<DB: DrawingBackend>(plane: &Plane<DB>, at: Point, radius_px: u32, style: ShapeStyle) -> Drawn<DB> {
    if contains(at, &X, &Y) { dot(plane, at, radius_px, style) } else { Ok(()) }
}

/// Returns where the points left the plane for the last time, and by which edge, if the last of them is not on it.
fn way_out(points: &[Point]) -> Option<(Point, Edge)> {
    let last = points.iter().rposition(|&point| contains(point, &X, &Y))?;
    let (from, &next) = (points[last], points.get(last + 1)?);
    // Where the next place has no finite value, it lies above all.
    let (_, at) = clip(from, next, &X, &Y).unwrap_or((from, (from.0, Y.end)));
    let edge = if at.0 >= X.end {
        Edge::Right
    } else if at.0 <= X.start {
        Edge::Left
    } else {
        Edge::Top
    };
    Some((at, edge))
}

/// Draws what stays of the plane of ends: grid, labels in x and in percent of the runs, ridge.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_ends_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    top: Stride,
    theme: &Theme,
) -> Drawn<DB> {
    let y = range_up_to(top.value());
    let plane = plane(area, theme, X, y.clone());
    draw_mesh(area, &plane, theme, &ticks(-3..=4), &ticks_up_to(top.value(), Stride::ONE))?;
    draw_ridge(&plane, y, theme)
}

/// Draws what moves on the plane of ends: a bar for each tenth of x that runs ended in, as high as their share, an
/// arrow at the right edge where some diverged, and the end of the run shown.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_ends_bars<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Escape<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let y = range_up_to(scene.top.value());
    let plane = plane(area, theme, X, y.clone());
    let palette = &theme.palette;
    let percent = 100.0 / f64::from(scene.ensemble.done().max(1));
    // A bar is a thick line, with a gap to the next.
    let width = (plane.dim_in_pixel().0 / COLUMNS).saturating_sub(theme.px(0.5)).max(1);
    let bins = (0..BINS).zip(scene.ensemble.bins());
    for (bin, &count) in bins.filter(|&(_, &count)| count > 0) {
        let middle = (bin_start(bin) + bin_start(bin + 1)) / 2.0;
        let fill = if middle < DoubleWell::RIDGE { palette.swings } else { palette.converges };
        let bar = ((middle, 0.0), (middle, f64::from(count) * percent));
        segment(&plane, bar, color(fill, 1.0), width)?;
    }
    if let Some(&end) = scene.xs.last().filter(|end| X.contains(end)) {
        dot(&plane, (end, 0.0), theme.px(4.0), color(palette.paper, 1.0).filled())?;
        dot(&plane, (end, 0.0), theme.px(3.0), color(palette.iterates, 1.0).filled())?;
    }
    if scene.ensemble.diverged() > 0 {
        let at = (X.end, 0.9 * scene.top.value());
        edge_arrow(&plane, at, Edge::Right, color(palette.diverges, 1.0), theme)?;
    }
    Ok(())
}
