//! The two planes of a curve with two wells: the run on it, and where many runs ended.
//!
//! Both have the same axis of x, so that a bar stands below its place on the curve.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::clip::{Pieces, Point, clip, contains};
use super::label::decimal;
use super::marks::{Edge, dot, edge_arrow, line, range_up_to, segment, ticks_up_to, to_index};
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

impl Escape<'_> {
    fn step(&self) -> usize {
        self.step.min(self.xs.len() - 1)
    }

    /// The point of the curve at step `k`.
    fn point(&self, k: usize) -> Point {
        (self.xs[k], DoubleWell.value(self.xs[k]))
    }
}

const X: Range<f64> = NEAR;
const Y: Range<f64> = -3.5..5.0;

/// Opacities of places on the curve from the one left longest ago to the newest.
const FADE: [f64; 4] = [0.4, 0.52, 0.66, 0.85];

/// Steps before the one shown that are joined by lines.
const JOINED: usize = 12;

/// The least distance between the centres of two markers, in CSS pixels.
const MARKER_GRID: f64 = 2.0;

fn ticks(values: impl Iterator<Item = i32>) -> Vec<Tick> {
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
        let x = X.start + (X.end - X.start) * f64::from(i) / 140.0;
        (x, DoubleWell.value(x) + tilt * x)
    };
    let mut pieces = Pieces::default();
    for i in 0..140 {
        pieces.push_some(clip(point(i), point(i + 1), &X, &Y));
    }
    for path in pieces.into_paths() {
        line(plane, path, stroke, width_px)?;
    }
    Ok(())
}

/// Draws what stays of the curve's plane: grid, labels, ridge, the mean of all samples' curves.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_wells_axes<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, theme: &Theme) -> Drawn<DB> {
    let plane = plane(area, theme, X, Y);
    draw_mesh(area, &plane, theme, &ticks(-3..=4), &ticks((-2..=4).step_by(2)))?;
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
    let step = run.step();
    let current = run.point(step);
    let is_near = contains(current, &X, &Y);
    if let Some(&tilt) = run.tilts.get(step).filter(|_| is_near) {
        let batch = color(theme.palette.batch, 1.0);
        draw_tilted(&plane, tilt, batch, theme.px(1.5))?;
        // Its slope here is what the next step follows.
        let seen = (current.0, current.1 + tilt * current.0);
        if contains(seen, &X, &Y) {
            dot(&plane, seen, theme.px(3.6), batch.filled())?;
        }
    }
    for k in distinct(run, plane.dim_in_pixel().0, theme) {
        if k > 0 && k < step {
            let shade = color(iterates, FADE[k * FADE.len() / step]);
            dot(&plane, run.point(k), theme.px(3.6), shade.filled())?;
        }
    }
    for k in step.saturating_sub(JOINED)..step {
        segment(&plane, (run.point(k), run.point(k + 1)), color(iterates, 0.45), theme.px(1.0))?;
    }
    if run.phase > 0.0 && step + 1 < run.xs.len() {
        let next = run.point(step + 1);
        let along = |a: f64, b: f64| a + run.phase * (b - a);
        let way = (current, (along(current.0, next.0), along(current.1, next.1)));
        segment(&plane, way, color(iterates, 1.0), theme.px(1.75))?;
    }
    if contains(run.point(0), &X, &Y) {
        dot(&plane, run.point(0), theme.px(5.0), color(theme.palette.paper, 1.0).filled())?;
        dot(&plane, run.point(0), theme.px(5.0), color(iterates, 1.0).stroke_width(theme.px(1.75)))?;
    }
    if is_near && step > 0 {
        return dot(&plane, current, theme.px(5.5), color(iterates, 1.0).filled());
    }
    match way_out(run) {
        Some((at, edge)) if !is_near => {
            edge_arrow(&plane, at, edge, color(theme.palette.diverges, 1.0), theme)
        }
        _ => Ok(()),
    }
}

/// Returns the indices of places that can be told apart: of those in one column of the marker grid the newest.
fn distinct(run: &Escape<'_>, width_px: u32, theme: &Theme) -> Vec<usize> {
    let columns = f64::from(width_px) / f64::from(theme.px(MARKER_GRID));
    let column = |k: usize| to_index((run.xs[k] - X.start) / (X.end - X.start) * columns);
    let mut newest = vec![0; 1 + to_index(columns)];
    let inside = || (0..=run.step()).filter(|&k| contains(run.point(k), &X, &Y));
    inside().for_each(|k| newest[column(k)] = k);
    inside().filter(|&k| newest[column(k)] == k).collect()
}

/// Returns where the run left the plane last, and by which edge.
fn way_out(run: &Escape<'_>) -> Option<(Point, Edge)> {
    let last = (0..run.step()).rev().find(|&k| contains(run.point(k), &X, &Y))?;
    let from = run.point(last);
    // Where the next place has no finite value, it lies above all.
    let (_, at) = clip(from, run.point(last + 1), &X, &Y).unwrap_or((from, (from.0, Y.end)));
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

/// Draws what moves on the plane of ends: a bar for each tenth of x that runs ended in, as high as their share, the
/// number of those that diverged at the right edge, and the end of the run shown.
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
    let (base, pixels) = (plane.get_base_pixel(), plane.strip_coord_spec());
    let pixel = |x: f64, y: f64| {
        let (right, down) = plane.map_coordinate(&(x, y));
        (right - base.0, down - base.1)
    };
    let bins = (0..BINS).zip(scene.ensemble.bins());
    for (bin, &count) in bins.filter(|&(_, &count)| count > 0) {
        let (from, to) = (bin_start(bin), bin_start(bin + 1).min(X.end));
        let fill = if from < DoubleWell::RIDGE { palette.swings } else { palette.converges };
        let corner = pixel(to, 0.0);
        let corners = [pixel(from, (f64::from(count) * percent).min(y.end)), (corner.0 - 1, corner.1)];
        pixels.draw(&Rectangle::new(corners, color(fill, 1.0).filled()))?;
    }
    if let Some(&end) = scene.xs.last().filter(|end| X.contains(end)) {
        dot(&plane, (end, 0.0), theme.px(4.0), color(palette.paper, 1.0).filled())?;
        dot(&plane, (end, 0.0), theme.px(3.0), color(palette.iterates, 1.0).filled())?;
    }
    let diverged = scene.ensemble.diverged();
    if diverged > 0 {
        let at = (X.end, 0.9 * scene.top.value());
        let red = color(palette.diverges, 1.0);
        edge_arrow(&plane, at, Edge::Right, red, theme)?;
        let style = theme.font(13.0).color(&red).pos(Pos::new(HPos::Right, VPos::Center));
        let (right, down) = pixel(at.0, at.1);
        let text = decimal(i32::try_from(diverged).unwrap_or(i32::MAX), 0);
        pixels.draw_text(&text, &style, (right - theme.length(12.0), down))?;
    }
    Ok(())
}
