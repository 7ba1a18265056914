//! What every learning rate comes to: the final loss against η, and the frame of the map over η and a second setting.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::contains;
use super::label::decimal;
use super::marks::{
    Edge, decade_range, decade_ticks, dot, edge_arrow, line, loss_line, segment, ticks_up_to,
};
use super::outcome::Tone;
use super::plane::{Drawn, Tick, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::figure::{Decades, Stride};
use crate::pairwise::as_f64;

/// The final losses of learning rates from 0 to `most`, to draw.
#[derive(Clone, Copy, Debug)]
pub struct RateCurve<'a> {
    /// The final loss at the middle of each of so many equal parts of the axis, any float64.
    pub losses: &'a [f64],
    /// The end of the axis of η.
    pub most: f64,
    /// The learning rate of the run in focus.
    pub now: f64,
    /// Its final loss.
    pub loss: f64,
    /// The powers of ten on the loss axis.
    pub decades: Decades,
}

/// Draws what stays of the plane of final losses: grid and labels of η and of powers of ten.
///
/// # Errors
///
/// What the backend reports.
#[inline(never)]
pub fn draw_rate_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    most: f64,
    decades: Decades,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, 0.0..most, decade_range(decades));
    draw_mesh(area, &plane, theme, &rate_ticks(most), &decade_ticks(decades))
}

fn rate_ticks(most: f64) -> Vec<Tick> {
    ticks_up_to(most, Stride::SHORTEST)
}

/// Draws what moves on the plane of final losses: the curve in the colours of its tones, and the run in focus.
///
/// # Errors
///
/// What the backend reports.
#[inline(never)]
pub fn draw_rate_curve<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    curve: &RateCurve<'_>,
    tone: &dyn Fn(usize) -> Tone,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, y) = (0.0..curve.most, decade_range(curve.decades));
    let plane = plane(area, theme, x.clone(), y.clone());
    let columns = curve.losses.len();
    let rate = |column: usize| (as_f64(column) + 0.5) / as_f64(columns) * curve.most;
    segment(
        &plane,
        ((curve.now, y.start), (curve.now, y.end)),
        color(theme.palette.muted, 1.0),
        theme.px(1.0),
    )?;
    let mut from = 0;
    while from < columns {
        let hue = tone(from);
        let end = (from..columns).find(|&column| tone(column) != hue).unwrap_or(columns);
        // Up to the first of the next tone, so that no gap is left.
        let last = end.min(columns - 1) - from;
        let (place, loss) = (|k: usize| rate(from + k), |k: usize| curve.losses[from + k]);
        let shade = color(hue.color(&theme.palette), 1.0);
        for path in loss_line(last, &place, &loss, (&x, &y), columns).paths {
            line(&plane, path, shade, theme.px(2.0))?;
        }
        from = end;
    }
    let iterates = color(theme.palette.iterates, 1.0);
    let now = (curve.now, curve.loss.log10());
    if contains(now, &x, &y) {
        dot(&plane, now, theme.px(4.5), iterates.filled())?;
    } else if x.contains(&curve.now) {
        // Above the axis, or an overflow; below it, or 0.
        let is_low = curve.loss < 1.0;
        let end = (curve.now, if is_low { y.start } else { y.end });
        edge_arrow(&plane, end, if is_low { Edge::Bottom } else { Edge::Top }, iterates, theme)?;
    }
    Ok(())
}

/// The axis upwards of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MapAxis {
    /// From −`0` to `0`, an even number.
    Around(i32),
    /// Whole numbers from 1 to `0`, at their logarithms.
    UpTo(i32),
}

impl MapAxis {
    fn range(self) -> Range<f64> {
        match self {
            Self::Around(reach) => f64::from(-reach)..f64::from(reach),
            Self::UpTo(most) => 0.0..f64::from(most).log10(),
        }
    }

    fn ticks(self) -> Vec<Tick> {
        let values = match self {
            Self::Around(reach) => [-reach, -reach / 2, 0, reach / 2, reach],
            Self::UpTo(most) => [1, 10, 100, 1000, most],
        };
        // A power of ten next to the end would run into it.
        let fits = |(at, value): &(usize, i32)| *at == 4 || 2 * value <= values[4];
        let tick = |(_, value): (usize, i32)| (self.place(value.into()), decimal(value, 0));
        values.into_iter().enumerate().filter(fits).map(tick).collect()
    }

    /// Returns where a value stands on the axis.
    fn place(self, value: f64) -> f64 {
        match self {
            Self::Around(_) => value,
            Self::UpTo(_) => value.log10(),
        }
    }

    /// Returns where a value stands on the axis, from 0 at its lower end to 1.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        let Range { start, end } = self.range();
        (self.place(value) - start) / (end - start)
    }

    /// Returns the value at a height of the axis, from 0 at its lower end to 1.
    #[must_use]
    pub fn value(self, up: f64) -> f64 {
        match self {
            Self::Around(reach) => f64::from(reach) * (2.0 * up - 1.0),
            // The whole number whose logarithm is the nearest.
            Self::UpTo(most) => {
                let middle = |size: i32| (f64::from(size) + 0.5).log10();
                let height = f64::from(most).log10() * up;
                let (mut least, mut last) = (1, most);
                while least < last {
                    let size = (least + last) / 2;
                    if middle(size) < height {
                        least = size + 1;
                    } else {
                        last = size;
                    }
                }
                f64::from(least)
            }
        }
    }
}

/// Draws what stays of the map: grid and labels; the picture itself lies below.
///
/// # Errors
///
/// What the backend reports.
#[inline(never)]
pub fn draw_map_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    most: f64,
    axis: MapAxis,
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, 0.0..most, axis.range());
    draw_mesh(area, &plane, theme, &rate_ticks(most), &axis.ticks())
}

/// Draws what moves on the map: where the run in focus stands.
///
/// # Errors
///
/// What the backend reports.
#[inline(never)]
pub fn draw_map_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    most: f64,
    axis: MapAxis,
    (learning_rate, value): (f64, f64),
    theme: &Theme,
) -> Drawn<DB> {
    let plane = plane(area, theme, 0.0..most, axis.range());
    let now = (learning_rate, axis.place(value));
    if contains(now, &plane.get_x_range(), &plane.get_y_range()) {
        dot(&plane, now, theme.px(6.0), color(theme.palette.paper, 1.0).filled())?;
        dot(&plane, now, theme.px(4.0), color(theme.palette.iterates, 1.0).filled())?;
    }
    Ok(())
}
