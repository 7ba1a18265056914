//! The cobweb of the map x → (1 − 2η) x: up or down to the line, across to the diagonal, and again.
//!
//! Drawn in units of the curve's half-width, as the curve is. Source: S. H. Strogatz, *Nonlinear Dynamics and Chaos*
//! (2nd ed., 2015), section 10.1.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::{Pieces, clip, contains};
use super::descent::{Descent, FADE, x_ticks};
use super::marks::{dot, line, segment};
use super::plane::{Drawn, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::figure::Extent;

const U: std::ops::Range<f64> = -1.0..1.0;

/// Draws what stays of the cobweb: grid, labels, and the diagonal, where x stays what it is.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_cobweb_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    extent: Extent,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, U, U);
    let ticks = x_ticks(extent);
    draw_mesh(area, &plane, theme, &ticks, &ticks)?;
    line(&plane, vec![(-1.0, -1.0), (1.0, 1.0)], color(theme.palette.muted, 1.0), theme.px(1.0))
}

/// Draws what moves: the line y = `factor` · x, and the steps shown as a path between it and the diagonal.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_cobweb_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    run: &Descent<'_>,
    factor: f64,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, U, U);
    segment(&plane, ((-1.0, -factor), (1.0, factor)), color(theme.palette.objective, 1.0), theme.px(1.75))?;
    let shown = &run.xs[..=run.step.min(run.xs.len() - 1)];
    let place = |x: f64| x / run.extent.value();
    let iterates = theme.palette.iterates;
    // What happened long ago lies below a pixel or beyond the plane.
    let first = shown.len().saturating_sub(MOST_LEGS);
    let mut legs = Pieces::default();
    for pair in shown[first..].windows(2) {
        let (from, to) = (place(pair[0]), place(pair[1]));
        legs.push_some(clip((from, from), (from, to), &U, &U));
        legs.push_some(clip((from, to), (to, to), &U, &U));
    }
    for path in legs.into_paths() {
        line(&plane, path, color(iterates, 0.75), theme.px(1.25))?;
    }
    for (k, pair) in shown[first..].windows(2).enumerate() {
        let on_line = (place(pair[0]), place(pair[1]));
        if contains(on_line, &U, &U) {
            let shade = color(iterates, FADE[k * FADE.len() / shown.len()]);
            dot(&plane, on_line, theme.px(2.8), shade.filled())?;
        }
    }
    let (start, now) = (place(shown[0]), place(shown[shown.len() - 1]));
    if contains((now, now), &U, &U) {
        dot(&plane, (now, now), theme.px(4.5), color(iterates, 1.0).filled())?;
    }
    if contains((start, start), &U, &U) {
        dot(&plane, (start, start), theme.px(4.5), color(theme.palette.paper, 1.0).filled())?;
        dot(&plane, (start, start), theme.px(4.5), color(iterates, 1.0).stroke_width(theme.px(1.75)))?;
    }
    Ok(())
}

/// The steps that are drawn at most, the latest.
const MOST_LEGS: usize = 200;
