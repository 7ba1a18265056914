//! The data plane: samples, the lines fitted to them, this step's mini-batch with its residuals.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::contains;
use super::comparison::{BACK_TO_FRONT, Comparison, FULL, MINI, SGD, color_of};
use super::marks::{dot, segment, span_ticks, to_index};
use super::plane::{Drawn, Plane, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::dataset::Dataset;
use crate::figure::Span;
use crate::regression::Parameters;

/// Up to so many samples are drawn as dots, more as their density.
pub const MAX_DOTS: usize = 2000;

/// At most so many samples of a mini-batch are marked.
pub const MAX_MARKED: usize = 300;

/// The side of a cell of the density, in CSS pixels.
const CELL: f64 = 3.0;

/// Opacities of cells from the emptiest to the fullest.
const DENSITY: [f64; 5] = [0.22, 0.36, 0.52, 0.7, 0.9];

/// Returns where a sample stands on the data plane, as fractions of the plotting area from its left and from its top.
#[must_use]
pub fn sample_place(sample: (f64, f64), x: Span, t: Span) -> (f64, f64) {
    let (x, t) = (x.range(), t.range());
    ((sample.0 - x.start) / (x.end - x.start), (t.end - sample.1) / (t.end - t.start))
}

/// Returns the sample that stands at a place of the data plane: [`sample_place`] the other way round.
#[must_use]
pub fn sample_at(place: (f64, f64), x: Span, t: Span) -> (f64, f64) {
    let (x, t) = (x.range(), t.range());
    (x.start + place.0 * (x.end - x.start), t.end - place.1 * (t.end - t.start))
}

/// Returns the index of the sample nearest to a place of the data plane, and how far away it stands, when the plotting
/// area is `size` wide and high, in the unit of `size`. `None` when no sample stands on the plane.
#[must_use]
pub fn nearest_sample(
    dataset: &Dataset,
    place: (f64, f64),
    size: (f64, f64),
    x: Span,
    t: Span,
) -> Option<(usize, f64)> {
    let mut nearest = None;
    for (index, sample) in dataset.x().iter().copied().zip(dataset.t().iter().copied()).enumerate() {
        let at = sample_place(sample, x, t);
        let (right, down) = ((at.0 - place.0) * size.0, (at.1 - place.1) * size.1);
        let distance = (right * right + down * down).sqrt();
        // Of samples on each other the one added last, which lies on top.
        if contains(sample, &x.range(), &t.range()) && nearest.is_none_or(|(_, least)| distance <= least) {
            nearest = Some((index, distance));
        }
    }
    nearest
}

/// Draws what stays of the data plane: grid, labels, samples.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_data_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, t) = scene.planes.data;
    let plane = plane(area, theme, x.range(), t.range());
    draw_mesh(area, &plane, theme, &span_ticks(x), &span_ticks(t))?;
    let samples = || scene.dataset.x().iter().copied().zip(scene.dataset.t().iter().copied());
    let inside = samples().filter(|&sample| contains(sample, &x.range(), &t.range()));
    if scene.dataset.len() > MAX_DOTS {
        return draw_density(&plane, inside, (x, t), theme);
    }
    let shade = color(theme.palette.objective, 0.55).filled();
    for sample in inside {
        dot(&plane, sample, theme.px(2.2), shade)?;
    }
    Ok(())
}

/// Counts the samples cell by cell and shades each cell by the square root of its count.
fn draw_density<DB: DrawingBackend>(
    plane: &Plane<DB>,
    samples: impl Iterator<Item = (f64, f64)>,
    (x, t): (Span, Span),
    theme: &Theme,
) -> Drawn<DB> {
    let (width, height) = plane.dim_in_pixel();
    let cell = theme.pixels(theme.px(CELL)) * theme.grain;
    let (columns, rows) = ((width.div_ceil(cell)) as usize, (height.div_ceil(cell)) as usize);
    let mut counts = vec![0_u32; columns * rows];
    let (across, down) = (f64::from(width) / f64::from(cell), f64::from(height) / f64::from(cell));
    for sample in samples {
        let place = sample_place(sample, x, t);
        let column = to_index(place.0 * across).min(columns - 1);
        let row = to_index(place.1 * down).min(rows - 1);
        if let Some(count) = counts.get_mut(row * columns + column) {
            *count += 1;
        }
    }
    let most = f64::from(counts.iter().fold(1, |most, &count| count.max(most)));
    let shade = |count: u32| match count {
        0 => None,
        // From just above 0 to just below 5: a single sample is seen as well.
        _ => Some(to_index((f64::from(count) / most).sqrt() * 4.999)),
    };
    let area = plane.strip_coord_spec();
    let (base, limits) = (area.get_base_pixel(), (to_length(width), to_length(height)));
    // Corners lie between two pixels: neighbours that shared one would show a seam.
    let edge =
        |cells: i32, base: i32, most: i32| theme.whole(base + (cells * to_length(cell)).min(most)) - base;
    for (row, counts) in (0..).zip(counts.chunks_exact(columns)) {
        let mut column = 0;
        // Neighbours of the same shade are one rectangle.
        for same in counts.chunk_by(|&a, &b| shade(a) == shade(b)) {
            let left = column;
            column += i32::try_from(same.len()).unwrap_or(0);
            let Some(shade) = same.first().and_then(|&count| shade(count)) else { continue };
            let fill = color(theme.palette.objective, DENSITY[shade.min(DENSITY.len() - 1)]).filled();
            let corner =
                |column: i32, row: i32| (edge(column, base.0, limits.0), edge(row, base.1, limits.1));
            let corners = [corner(left, row), corner(column, row + 1)];
            area.draw(&Rectangle::new(corners, fill))?;
        }
    }
    Ok(())
}

/// Returns a length in units of the backend as a coordinate.
fn to_length(units: u32) -> i32 {
    i32::try_from(units).unwrap_or(i32::MAX)
}

/// Draws what moves on the data plane: the line of each method, the mini-batch and its residuals.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_data_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (x, t) = (scene.planes.data.0.range(), scene.planes.data.1.range());
    let plane = plane(area, theme, x.clone(), t.clone());
    let fitted = |method: usize| {
        let path = scene.paths[method]?;
        let (w, b) = path.point(path.last(scene.step));
        Some(Parameters { w, b })
    };
    let ends = |fit: Parameters| ((x.start, fit.predict(x.start)), (x.end, fit.predict(x.end)));
    for method in BACK_TO_FRONT {
        if let Some(fit) = fitted(method).filter(|_| method == FULL || method == SGD) {
            segment(&plane, ends(fit), color(color_of(method, &theme.palette), 0.55), theme.px(1.25))?;
        }
    }
    let Some(fit) = fitted(MINI) else { return Ok(()) };
    let samples = scene.batch.iter().filter_map(|&index| {
        let index = index as usize;
        Some((*scene.dataset.x().get(index)?, *scene.dataset.t().get(index)?))
    });
    let samples: Vec<_> = samples.take(MAX_MARKED).collect();
    let batch = theme.palette.batch;
    for &(x, t) in &samples {
        segment(&plane, ((x, t), (x, fit.predict(x))), color(batch, 0.85), theme.px(1.25))?;
    }
    segment(&plane, ends(fit), color(theme.palette.iterates, 1.0), theme.px(2.0))?;
    let radius = if samples.len() > 64 { 2.8 } else { 4.2 };
    for &sample in samples.iter().filter(|&&sample| contains(sample, &x, &t)) {
        dot(&plane, sample, theme.px(radius), color(batch, 1.0).filled())?;
    }
    Ok(())
}
