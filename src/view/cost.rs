//! The loss of each method against what it cost: updates, epochs or sample gradients.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::contains;
use super::comparison::{BACK_TO_FRONT, Comparison, LossPlane, MINI, SGD, color_of};
use super::marks::{
    Edge, decade_range, decade_ticks, dot, edge_arrow, line, loss_line, range_up_to, ticks_up_to, to_index,
};
use super::plane::{Drawn, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::figure::Stride;

/// Draws what stays of the loss plane: grid and labels of the cost and of powers of ten.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_cost_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    axes: &LossPlane,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, range_up_to(axes.end), decade_range(axes.decades));
    let least = if axes.is_whole { Stride::ONE } else { Stride::SHORTEST };
    draw_mesh(area, &plane, theme, &ticks_up_to(axes.end, least), &decade_ticks(axes.decades))
}

/// Draws what moves on the loss plane: the loss of each method up to the step shown. A run that costs more than the
/// axis holds goes out of it to the right.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_cost_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, y) = (range_up_to(scene.planes.loss.end), decade_range(scene.planes.loss.decades));
    let plane = plane(area, theme, x.clone(), y.clone());
    let (width, _) = plane.dim_in_pixel();
    for method in BACK_TO_FRONT {
        let Some(path) = scene.paths[method] else { continue };
        let last = path.last(scene.step);
        // What lies beyond the axis is not looked at, but for the first step there.
        let seen = path.costs.iter().take(last).position(|&cost| cost > x.end).unwrap_or(last);
        let columns =
            f64::from(theme.pixels(width)) * (path.costs[seen] / scene.planes.loss.end).clamp(0.0, 1.0);
        let drawn = loss_line(seen, &|k| path.costs[k], &|k| path.losses[k], (&x, &y), 1 + to_index(columns));
        let rgb = color_of(method, &theme.palette);
        for piece in drawn.paths {
            let width = theme.px(if method == SGD { 1.25 } else { 1.75 });
            line(&plane, piece, color(rgb, if method == SGD { 0.85 } else { 1.0 }), width)?;
        }
        let now = (path.costs[last], path.losses[last].log10());
        if contains(now, &x, &y) {
            dot(&plane, now, theme.px(if method == MINI { 4.5 } else { 3.6 }), color(rgb, 1.0).filled())?;
        }
        if let Some(floor) = drawn.floor {
            edge_arrow(&plane, floor, Edge::Bottom, color(rgb, 1.0), theme)?;
        }
        if let Some(ceiling) = drawn.ceiling {
            edge_arrow(&plane, ceiling, Edge::Top, color(theme.palette.diverges, 1.0), theme)?;
        }
    }
    Ok(())
}
