//! What was measured for each batch size, on two log axes.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::label::decimal;
use super::marks::{decade_range, dot, line, to_index};
use super::plane::{Drawn, Plane, Tick, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::figure::Decades;

/// Measurements to draw against the batch size.
#[derive(Clone, Copy, Debug)]
pub struct Throughput<'a> {
    /// The batch sizes to stand on the axis, at least 1, ascending.
    pub sizes: &'a [u32],
    /// What to draw; what has no place on a log axis is left out. The medians of a kind ascend by batch size.
    pub marks: &'a [Mark],
}

/// A value at a batch size, both any float64.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The batch size.
    pub size: f64,
    /// The value measured.
    pub value: f64,
    /// Whether it is a median, large and joined to the one before, or a single measurement.
    pub is_median: bool,
    /// Whether it is of a part alone, which stands back behind the whole.
    pub is_part: bool,
}

impl Throughput<'_> {
    /// The points to draw, on the axes' logarithms.
    fn points(&self) -> impl Iterator<Item = ((f64, f64), &Mark)> {
        let points = self.marks.iter().map(|mark| ((mark.size.log10(), mark.value.log10()), mark));
        points.filter(|((x, y), _)| x.is_finite() && y.is_finite())
    }

    /// Lays the plane out and returns it with the ticks of its upright axis, none while there is nothing to draw.
    #[inline(never)]
    fn lay_out<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> (Plane<DB>, Vec<Tick>) {
        // Room for the dots at both ends; what is beyond the last batch size has none.
        let end = self.sizes.last().map_or(1.0, |&size| f64::from(size).log10());
        let x = -0.06 * end..1.06 * end;
        let (mut lo, mut hi) = (f64::INFINITY, f64::NEG_INFINITY);
        for ((_, y), _) in self.points() {
            (lo, hi) = (lo.min(y), hi.max(y));
        }
        let mut ticks = Vec::new();
        if lo > hi {
            return (plane(area, theme, x, 0.0..1.0), ticks);
        }
        let decades = Decades::containing(lo, hi);
        // Over few powers of ten 2 and 5 help to read.
        let digits = if decades.hi - decades.lo < 3 { [1, 2, 5].as_slice() } else { &[1] };
        for power in (decades.lo..=decades.hi).step_by(usize::try_from(decades.stride).unwrap_or(1)) {
            for &digit in digits.iter().filter(|&&digit| digit == 1 || power < decades.hi) {
                ticks.push((f64::from(power) + f64::from(digit).log10(), decimal(digit, power)));
            }
        }
        (plane(area, theme, x, decade_range(decades)), ticks)
    }
}

/// Draws what stays of a plane while nothing new is measured: grid and labels.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_throughput_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Throughput<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (plane, ticks) = scene.lay_out(area, theme);
    // Where labels would run into each other some are left out, but the last always stands.
    let (width, _) = plane.dim_in_pixel();
    let count = scene.sizes.len();
    let stride = (count * 50).div_ceil(to_index(f64::from(width) / theme.scale).max(1)).max(1);
    let last = scene.sizes.last().copied().unwrap_or(1);
    let label = |(index, &size): (usize, &u32)| {
        let is_chosen = index == 0 || (count - 1 - index).is_multiple_of(stride);
        let is_labelled = is_chosen && (size == last || size <= last / 4);
        let digits = i32::try_from(size).unwrap_or(i32::MAX);
        (f64::from(size).log10(), if is_labelled { decimal(digits, 0) } else { String::new() })
    };
    let sizes: Vec<Tick> = scene.sizes.iter().enumerate().map(label).collect();
    draw_mesh(area, &plane, theme, &sizes, &ticks)
}

/// Draws the measurements as small dots, their medians as large ones with a line from each to the next.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_throughput_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Throughput<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (plane, _) = scene.lay_out(area, theme);
    let mut before = [None; 2];
    for (point, &Mark { is_median, is_part, .. }) in scene.points() {
        let rgb = if is_part { theme.palette.batch } else { theme.palette.iterates };
        if is_median && let Some(before) = before[usize::from(is_part)].replace(point) {
            line(&plane, vec![before, point], color(rgb, 0.8), theme.px(1.5))?;
        }
        let (radius, opacity) = if is_median { (4.5, 1.0) } else { (2.0, 0.5) };
        dot(&plane, point, theme.px(radius), color(rgb, opacity).filled())?;
    }
    Ok(())
}
