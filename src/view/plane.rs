//! The frame that all planes share: margins, mapping, mesh, labels.
//!
//! plotters' own chart builder and mesh would do, but they measure each text in the page, which makes the browser lay it
//! out in every frame, and cannot leave out labels that run into each other.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::theme::{Theme, color};

/// What a drawing function returns: nothing, or the backend's error.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A tick: where, and what is written there.
pub(super) type Tick = (f64, String);

/// The plotting area of a plane, in data coordinates.
pub(super) type Plane<DB> = DrawingArea<DB, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Returns the space around the plotting area in CSS pixels: top, right, bottom, left.
#[must_use]
pub fn margins() -> [f64; 4] {
    [10.0, 14.0, 24.0, 58.0]
}

/// Lays a plane out on `area`, without drawing anything: the same mapping for every layer.
#[inline(never)]
pub(super) fn plane<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
    x: Range<f64>,
    y: Range<f64>,
) -> Plane<DB> {
    let (width, height) = area.dim_in_pixel();
    let [top, right, bottom, left] = margins().map(|css| theme.px(css));
    // Where margins leave no room plotters would count below 0: then they are left out.
    let has_room = width > left + right && height > top + bottom;
    let plot = if has_room { area.margin(top, bottom, left, right) } else { area.margin(0, 0, 0, 0) };
    let (across, down) = plot.get_pixel_range();
    // Data grows upwards, pixels downwards.
    plot.apply_coord_spec(Cartesian2d::new(x, y, (across, down.end..down.start)))
}

/// Draws grid lines with their labels, below for `x`, to the left for `y`.
#[inline(never)]
pub(super) fn draw_mesh<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    plane: &Plane<DB>,
    theme: &Theme,
    x: &[Tick],
    y: &[Tick],
) -> Drawn<DB> {
    let (base_x, base_y) = area.get_base_pixel();
    let (across, down) = plane.get_pixel_range();
    let (left, right) = (across.start - base_x, across.end - base_x);
    let (top, bottom) = (down.start - base_y, down.end - base_y);
    let grid = color(theme.palette.grid, 1.0).stroke_width(theme.hairline());
    let size = |ticks: &[Tick]| {
        // Powers of ten take more room than there is at the common size.
        let is_long = ticks.iter().any(|(_, text)| text.chars().count() > 6);
        if is_long { 10.0 } else { 12.0 }
    };
    let label = |ticks: &[Tick]| theme.font(size(ticks)).color(&color(theme.palette.muted, 1.0));
    let (x_label, y_label) = (label(x), label(y));
    let em = i64::from(theme.px(size(x)));
    let (below, beside) = (Pos::new(HPos::Center, VPos::Top), Pos::new(HPos::Right, VPos::Center));
    let ending = Pos::new(HPos::Right, VPos::Top);
    let gap = theme.length(7.0);
    let corner = (plane.get_x_range().start, plane.get_y_range().start);
    let edge = area.dim_in_pixel().0;
    // Where the label before ends: one that would run into it is left out.
    let mut free_from = i64::MIN;
    for (value, text) in x {
        let at = plane.map_coordinate(&(*value, corner.1)).0 - base_x;
        let sharp = theme.sharp(at);
        area.draw(&PathElement::new(vec![(sharp, top), (sharp, bottom)], grid))?;
        let width = em * hundredths_of_em(text) / 100;
        // What would reach over the edge ends there.
        let is_wide = i64::from(at) + width / 2 > i64::from(edge);
        let (pos, at) = if is_wide { (ending, right + theme.length(margins()[1])) } else { (below, at) };
        let begin = i64::from(at) - if is_wide { width } else { width / 2 };
        if begin >= free_from && !text.is_empty() {
            area.draw_text(text, &x_label.pos(pos), (at, theme.whole(bottom + gap)))?;
            free_from = begin + width + em / 3;
        }
    }
    let place = |(value, _): &Tick| plane.map_coordinate(&(corner.0, *value)).1 - base_y;
    // On a low plane every second label, every third …, by the lowest two: no others are closer to each other.
    let pitch = if let [lowest, next, ..] = y { place(lowest) - place(next) } else { 1 };
    let stride = (theme.length(13.0) - 1) / pitch.max(1) + 1;
    for (tick, turn) in y.iter().zip((0..stride).cycle()) {
        let at = place(tick);
        let sharp = theme.sharp(at);
        area.draw(&PathElement::new(vec![(left, sharp), (right, sharp)], grid))?;
        if turn == 0 {
            area.draw_text(&tick.1, &y_label.pos(beside), (left - gap, theme.whole(at)))?;
        }
    }
    Ok(())
}

/// How wide a number is at most, in hundredths of the font's size: measuring it would put a font into the module.
/// `DejaVu Sans`, among the widest of the fonts that readers have, sets these letters as wide as this.
fn hundredths_of_em(text: &str) -> i64 {
    // All others are raised digits and their minus.
    let width = |letter| match letter {
        '.' => 32,
        '0'..='9' => 64,
        '×' | '−' => 84,
        _ => 41,
    };
    text.chars().map(width).sum()
}
