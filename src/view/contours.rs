//! The plane of the parameters (w, b): lines of equal loss, the minimum, the paths of the methods.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::clip::{Pieces, Point, clip, contains, within};
use super::comparison::{BACK_TO_FRONT, Comparison, MINI, Path, SGD, color_of};
use super::marks::{Edge, dot, edge_arrow, line, segment, span_ticks, to_index};
use super::plane::{Drawn, Plane, draw_mesh, plane};
use super::theme::{Theme, color};
use crate::regression::{Gradient, Parameters, Quadratic};

/// How many lines of equal loss there are at most. From one to the next the excess over the least loss doubles, so
/// the widths grow by √2.
const LEVELS: u32 = 10;

/// The least number of corners of an ellipse, 96, and the cosine of half the angle between two.
const CORNERS: usize = 96;
const HALF_TURN: f64 = 0.999_464_587_476_365_9;

/// The most corners of an ellipse: of a larger one little lies in the plane.
const MOST_CORNERS: usize = 1536;

/// How far a line between two corners may lie from the ellipse, in units of the backend, which are what plotters rounds to.
const MOST_SAG: f64 = 0.5;

/// Paths of more steps are thinned: of the steps that end in the same cell of [`THIN_CELL`] only the newest is drawn.
const MAX_WHOLE: usize = 1000;

/// The side of such a cell, in CSS pixels.
const THIN_CELL: f64 = 4.0;

/// The length of the longer gradient arrow, in CSS pixels.
const ARROW: f64 = 40.0;

/// Draws what stays of the contours' plane: grid, labels, lines of equal loss.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_contour_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (w, b) = scene.planes.contours;
    let plane = plane(area, theme, w.range(), b.range());
    draw_mesh(area, &plane, theme, &span_ticks(w), &span_ticks(b))?;
    let quadratic = scene.dataset.quadratic();
    let corners = [w.range().start, w.range().end].map(|w| [b.range().start, b.range().end].map(|b| (w, b)));
    let excess = |&(w, b): &Point| quadratic.loss(Parameters { w, b }) - quadratic.minimum_loss();
    let highest = corners.as_flattened().iter().map(excess).fold(0.0, f64::max).min(1e300);
    let stroke = color(theme.palette.objective, 0.42);
    for halvings in 0..LEVELS {
        let level = power_of_two_below(highest) / f64::from(1_u32 << halvings);
        for path in contour(quadratic, level, &plane) {
            line(&plane, path, stroke, theme.px(1.0))?;
        }
    }
    Ok(())
}

/// Returns the largest power of two that is not above `value`, 0 for 0.
fn power_of_two_below(value: f64) -> f64 {
    // Only the exponent is kept of sign, exponent and mantissa.
    f64::from_bits(value.to_bits() & 0x7ff0_0000_0000_0000)
}

/// Returns the line on which the loss is `excess` above its least, as far as it lies in the plane.
///
/// The loss is least + ½ δᵀ H δ with δ the distance from the minimum and H the Hessian, so the line is an ellipse with
/// half-axes √(2 excess / λ) along the eigenvectors of H. When all x are equal, the smaller λ is 0 and the ellipse a pair
/// of parallel lines.
fn contour<DB: DrawingBackend>(quadratic: &Quadratic, excess: f64, plane: &Plane<DB>) -> Vec<Vec<Point>> {
    let (x, y) = (plane.get_x_range(), plane.get_y_range());
    let [least, largest] = quadratic.curvatures();
    let steep = steepest(quadratic);
    let flat = (-steep.1, steep.0);
    let short = (2.0 * excess / largest).sqrt();
    let mut pieces = Pieces::default();
    if short.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) || !short.is_finite() {
        return Vec::new();
    }
    let mut draw = |from: Point, to: Point| pieces.push_some(clip(from, to, &x, &y));
    if let Some(minimum) = quadratic.minimum() {
        let long = (2.0 * excess / least).sqrt();
        // In units of the backend; so far between two corners the line lies inside the ellipse.
        let (width, height) = plane.dim_in_pixel();
        let largest = long.max(short)
            * (f64::from(width) / (x.end - x.start)).max(f64::from(height) / (y.end - y.start));
        let (mut corners, mut half_turn) = (CORNERS, HALF_TURN);
        while largest * (1.0 - half_turn) > MOST_SAG && corners < MOST_CORNERS {
            corners *= 2;
            // The cosine of half the angle.
            half_turn = (0.5 * (1.0 + half_turn)).sqrt();
        }
        let step =
            (2.0 * half_turn * half_turn - 1.0, 2.0 * half_turn * (1.0 - half_turn * half_turn).sqrt());
        let corner = |(cos, sin): Point| {
            let (along, across) = (short * cos, long * sin);
            (minimum.w + along * steep.0 + across * flat.0, minimum.b + along * steep.1 + across * flat.1)
        };
        let mut turn = (1.0, 0.0);
        for _ in 0..corners {
            let next = (turn.0 * step.0 - turn.1 * step.1, turn.0 * step.1 + turn.1 * step.0);
            draw(corner(turn), corner(next));
            turn = next;
        }
    } else {
        // A point of the valley: the one with w = 0, as high as the mean of the targets.
        let height = -quadratic.gradient(Parameters::default()).b;
        let reach = (x.end - x.start) + (y.end - y.start) + height.abs();
        for side in [-short, short] {
            let middle = (side * steep.0, height + side * steep.1);
            let end = |along: f64| (middle.0 + along * flat.0, middle.1 + along * flat.1);
            draw(end(-2.0 * reach), end(2.0 * reach));
        }
    }
    pieces.into_paths()
}

/// Returns the direction in (w, b) in which the loss curves most, of length 1.
fn steepest(quadratic: &Quadratic) -> Point {
    let [[a, m], _] = quadratic.hessian();
    let largest = quadratic.curvatures()[1];
    // (H − λ) v = 0 by its row that loses nothing to cancellation.
    let (w, b) = if a >= 1.0 { (largest - 1.0, m) } else { (m, largest - a) };
    let length = w.hypot(b);
    if length > 0.0 { (w / length, b / length) } else { (1.0, 0.0) }
}

/// Draws what moves on the contours' plane: paths, minimum, start, where each method stands, the
/// two gradients there.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_contour_run<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    let (w, b) = (scene.planes.contours.0.range(), scene.planes.contours.1.range());
    let plane = plane(area, theme, w.clone(), b.clone());
    let on = || BACK_TO_FRONT.into_iter().filter_map(|method| Some((method, scene.paths[method]?)));
    for (method, path) in on() {
        let stroke = color(color_of(method, &theme.palette), if method == SGD { 0.8 } else { 1.0 });
        let width = theme.px(if method == SGD { 1.25 } else { 1.75 });
        let last = path.last(scene.step);
        for piece in pieces(&plane, &path, last, theme) {
            line(&plane, piece, stroke, width)?;
        }
        // The part of the way to the next step that has been played.
        if scene.phase > 0.0 && scene.step == last && last + 1 < path.losses.len() {
            let (from, to) = (path.point(last), path.point(last + 1));
            let along = |from: f64, to: f64| from + scene.phase * (to - from);
            segment(&plane, (from, (along(from.0, to.0), along(from.1, to.1))), stroke, width)?;
        }
    }
    draw_minimum(&plane, scene, theme)?;
    if let Some((_, path)) = on().next().filter(|(_, path)| contains(path.point(0), &w, &b)) {
        let start = path.point(0);
        dot(&plane, start, theme.px(4.0), color(theme.palette.paper, 1.0).filled())?;
        dot(&plane, start, theme.px(4.0), color(theme.palette.objective, 1.0).stroke_width(theme.px(1.5)))?;
    }
    for (method, path) in on() {
        let fill = color(color_of(method, &theme.palette), 1.0);
        let last = path.last(scene.step);
        if !contains(path.point(last), &w, &b) {
            draw_exit(&plane, &path, last, fill, theme)?;
        } else if last > 0 {
            dot(&plane, path.point(last), theme.px(if method == MINI { 5.0 } else { 3.6 }), fill.filled())?;
        }
    }
    draw_gradients(&plane, scene, theme)
}

/// Draws the minimum as a cross with a rim, for it lies where the paths end.
fn draw_minimum<DB: DrawingBackend>(plane: &Plane<DB>, scene: &Comparison<'_>, theme: &Theme) -> Drawn<DB> {
    let Some(minimum) = scene.dataset.quadratic().minimum() else { return Ok(()) };
    let at = (minimum.w, minimum.b);
    if !contains(at, &plane.get_x_range(), &plane.get_y_range()) {
        return Ok(());
    }
    for (rgb, width) in [(theme.palette.paper, 4.0), (theme.palette.objective, 2.0)] {
        plane.draw(&Cross::new(at, theme.px(5.0), color(rgb, 1.0).stroke_width(theme.px(width))))?;
    }
    Ok(())
}

/// Returns the steps of a path that can be told apart, cut to the plane.
fn pieces<DB: DrawingBackend>(
    plane: &Plane<DB>,
    path: &Path<'_>,
    last: usize,
    theme: &Theme,
) -> Vec<Vec<Point>> {
    let (w, b) = (plane.get_x_range(), plane.get_y_range());
    let mut pieces = Pieces::default();
    if last <= MAX_WHOLE {
        (1..=last).for_each(|k| pieces.push_some(clip(path.point(k - 1), path.point(k), &w, &b)));
        return pieces.into_paths();
    }
    let (width, height) = plane.dim_in_pixel();
    let side = f64::from(theme.px(THIN_CELL));
    let cells = |length: u32| (f64::from(length) / side).ceil() + 1.0;
    let (columns, rows) = (cells(width), cells(height));
    let cell = |(at_w, at_b): Point| {
        let column = ((at_w - w.start) / (w.end - w.start) * (columns - 1.0)).floor();
        let row = ((at_b - b.start) / (b.end - b.start) * (rows - 1.0)).floor();
        to_index(row * columns + column)
    };
    let mut newest = vec![0; to_index(columns * rows)];
    // What ends outside is drawn with the step that comes back.
    let inside = || (1..=last).filter(|&k| contains(path.point(k), &w, &b));
    inside().for_each(|k| newest[cell(path.point(k))] = k);
    for k in inside().filter(|&k| newest[cell(path.point(k))] == k) {
        pieces.push_some(clip(path.point(k - 1), path.point(k), &w, &b));
    }
    pieces.into_paths()
}

/// Draws a triangle at the edge of the plane where a path has left it, in the direction of its last finite point.
fn draw_exit<DB: DrawingBackend>(
    plane: &Plane<DB>,
    path: &Path<'_>,
    last: usize,
    fill: RGBAColor,
    theme: &Theme,
) -> Drawn<DB> {
    let is_finite = |point: &Point| point.0.is_finite() && point.1.is_finite();
    let Some(point) = (0..=last).rev().map(|k| path.point(k)).find(is_finite) else { return Ok(()) };
    let (w, b) = (plane.get_x_range(), plane.get_y_range());
    let middle = (0.5 * (w.start + w.end), 0.5 * (b.start + b.end));
    let half = (middle.0 - w.start, middle.1 - b.start);
    // In halves of the plane from its middle; the larger of the two is brought to 1.
    let (u, v) = ((point.0 - middle.0) / half.0, (point.1 - middle.1) / half.1);
    let far = u.abs().max(v.abs());
    if far.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) || !far.is_finite() {
        return Ok(());
    }
    let at = within((middle.0 + u / far * half.0, middle.1 + v / far * half.1), &w, &b);
    let edge = match (u.abs() >= v.abs(), u > 0.0, v > 0.0) {
        (true, true, _) => Edge::Right,
        (true, false, _) => Edge::Left,
        (false, _, true) => Edge::Top,
        (false, _, false) => Edge::Bottom,
    };
    edge_arrow(plane, at, edge, fill, theme)
}

/// Draws two arrows where the mini-batch's run stands: the way down that this batch sees and the one that all samples
/// see. Both are as long as their gradients are to each other; the longer has always the same length on screen.
fn draw_gradients<DB: DrawingBackend>(plane: &Plane<DB>, scene: &Comparison<'_>, theme: &Theme) -> Drawn<DB> {
    let (Some(path), Some(of_batch)) = (scene.paths[MINI], scene.batch_gradient) else { return Ok(()) };
    let (w, b) = (plane.get_x_range(), plane.get_y_range());
    let at = path.point(path.last(scene.step));
    if !contains(at, &w, &b) {
        return Ok(());
    }
    let of_all = scene.dataset.quadratic().gradient(Parameters { w: at.0, b: at.1 });
    let (width, height) = plane.dim_in_pixel();
    // Down the gradient, in pixels to the right and up.
    let down = |gradient: Gradient| {
        let per_w = f64::from(width) / (w.end - w.start);
        let per_b = f64::from(height) / (b.end - b.start);
        (-gradient.w * per_w, -gradient.b * per_b)
    };
    let ways = [(down(of_all), theme.palette.gradient), (down(of_batch), theme.palette.batch)];
    let longest = ways.iter().map(|((right, up), _)| right.hypot(*up)).fold(0.0, f64::max);
    let scale = f64::from(theme.px(ARROW)) / longest;
    if longest.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) || !scale.is_finite() || scale <= 0.0 {
        return Ok(());
    }
    for ((right, up), rgb) in ways {
        draw_arrow(plane, at, (right * scale, up * scale), color(rgb, 1.0), theme)?;
    }
    Ok(())
}

/// Draws an arrow from a point, so many pixels to the right and up; without its head when that lies outside.
fn draw_arrow<DB: DrawingBackend>(
    plane: &Plane<DB>,
    at: Point,
    (right, up): (f64, f64),
    shade: RGBAColor,
    theme: &Theme,
) -> Drawn<DB> {
    let (w, b) = (plane.get_x_range(), plane.get_y_range());
    let (width, height) = plane.dim_in_pixel();
    let place = |right: f64, up: f64| {
        let (per_w, per_b) = ((w.end - w.start) / f64::from(width), (b.end - b.start) / f64::from(height));
        (at.0 + right * per_w, at.1 + up * per_b)
    };
    let length = right.hypot(up);
    if !length.is_finite() {
        return Ok(());
    }
    segment(plane, (at, place(right, up)), shade, theme.px(2.0))?;
    let head = f64::from(theme.px(7.0)).min(length);
    if head <= 1.0 {
        return Ok(());
    }
    let (back, aside) = (1.0 - head / length, 0.45 * head / length);
    let corners = [
        place(right, up),
        place(right * back - up * aside, up * back + right * aside),
        place(right * back + up * aside, up * back - right * aside),
    ];
    if corners.iter().all(|&corner| contains(corner, &w, &b)) {
        plane.draw(&Polygon::new(corners.to_vec(), shade))?;
    }
    Ok(())
}
