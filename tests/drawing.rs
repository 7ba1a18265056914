//! The drawing contract: whatever a run holds, the backend gets few calls, all finite and all inside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod common;

use common::recorder::{Recorded, SIZE, record_on, record_one};
use gradient_figures::figure::{Decades, Extent, GradientDescentFigure};
use gradient_figures::view::{
    Descent, GRAIN, Palette, Theme, draw_curve_axes, draw_curve_run, draw_loss_axes, draw_loss_run, margins,
};
use proptest::prelude::*;

/// Markers and line ends may stand over the edge of the plane, never over the edge of the canvas.
const THEME: Theme = Theme { palette: Palette::LIGHT, scale: 2.0, text_scale: 1.0, grain: 1 };

/// Draws both planes, the part that stays and the part that moves, and returns what each of the four was made of.
fn record(run: &Descent<'_>) -> [Recorded; 4] {
    let steps = run.xs.len() - 1;
    let draw = |part: usize| {
        record_one(|area| match part {
            0 => draw_curve_axes(area, run.extent, &THEME),
            1 => draw_curve_run(area, run, &THEME),
            2 => draw_loss_axes(area, steps, run.decades, &THEME),
            _ => draw_loss_run(area, run, &THEME),
        })
    };
    [0, 1, 2, 3].map(draw)
}

fn assert_contract(run: &Descent<'_>) {
    let (width, height) = (i32::try_from(SIZE.0).unwrap(), i32::try_from(SIZE.1).unwrap());
    for (part, recorded) in record(run).iter().enumerate() {
        for &(x, y) in &recorded.points {
            assert!(
                (0..=width).contains(&x) && (0..=height).contains(&y),
                "part {part}: ({x}, {y}) of {run:?}"
            );
        }
        // Markers that can be told apart, on a plane of 1 072 pixels: 357, each with its piece of a line.
        let budget = [60, 2 * 360 + 10, 60, 420][part];
        assert!(recorded.calls <= budget, "part {part}: {} calls", recorded.calls);
        assert!(recorded.points.len() <= 6000, "part {part}: {} points", recorded.points.len());
    }
}

/// Draws the curve's plane of 600 × 320 CSS pixels on a screen, and returns how far the farthest point of the parabola and of
/// the iterates is from where it belongs, in pixels of the screen.
fn largest_error(pixels_per_css: f64, figure: &GradientDescentFigure) -> f64 {
    let theme = Theme::on_screen(Palette::LIGHT, pixels_per_css);
    let unit = f64::from(GRAIN);
    let [width, height] = [600.0, 320.0].map(|css| css * pixels_per_css);
    let size = (theme.px(600.0), theme.px(320.0));
    let run = figure.scene();
    let [top, right, bottom, left] = margins().map(|css| css * pixels_per_css);
    let exact = |u: f64, v: f64| {
        let up = (v + 0.04) / 1.04;
        (left + (u + 1.0) / 2.0 * (width - left - right), height - bottom - up * (height - top - bottom))
    };
    let error = |&(x, y): &(i32, i32), (right, down): (f64, f64)| {
        (f64::from(x) / unit - right).hypot(f64::from(y) / unit - down)
    };
    let curve = record_on(size, |area| draw_curve_axes(area, run.extent, &theme)).points;
    let parabola = &curve[curve.len() - 161..];
    let of_curve = parabola.iter().zip(-80..=80).map(|(drawn, i)| {
        let u = f64::from(i) / 80.0;
        error(drawn, exact(u, u * u))
    });
    // Each iterate is the centre of a dot: some point that was drawn is where it belongs.
    let drawn = record_on(size, |area| draw_curve_run(area, &run, &theme)).points;
    let of_iterates = run
        .xs
        .iter()
        .map(|x| x / run.extent.value())
        .map(|u| drawn.iter().map(|point| error(point, exact(u, u * u))).fold(f64::INFINITY, f64::min));
    of_curve.chain(of_iterates).fold(0.0, f64::max)
}

#[test]
fn no_point_is_off_by_more_than_an_eighth_of_a_pixel() {
    let figure = figure(0.1, -3.0, 10.0);
    for pixels_per_css in [1.0, 1.25, 1.5, 2.0, 3.0] {
        let error = largest_error(pixels_per_css, &figure);
        assert!(error <= 0.125, "{error} at {pixels_per_css} pixels per CSS pixel");
    }
}

#[test]
fn grid_lines_cover_whole_pixels() {
    for pixels_per_css in [1.0, 1.25, 1.5, 2.0, 3.0] {
        let theme = Theme::on_screen(Palette::LIGHT, pixels_per_css);
        let size = (theme.px(600.0), theme.px(320.0));
        let recorded = record_on(size, |area| draw_loss_axes(area, 10, Decades::REST, &theme));
        let grain = GRAIN.cast_signed();
        for (line, width) in recorded.strokes.iter().map(|stroke| (&stroke.path, stroke.width.cast_signed()))
        {
            let edge = if line[0].0 == line[1].0 { line[0].0 } else { line[0].1 } - width / 2;
            assert!(width % grain == 0 && edge % grain == 0, "{line:?}, {width} wide at {pixels_per_css}");
        }
        assert!(recorded.strokes.len() >= 6);
    }
}

fn scene(xs: &[f64], step: usize) -> Descent<'_> {
    Descent { xs, step, phase: 0.0, extent: Extent::REST, decades: Decades::REST }
}

#[test]
fn hostile_values_are_never_handed_over() {
    let hostile =
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 1e12, -1e12, 0.0, 5e-324, f64::MAX];
    for a in hostile {
        for b in hostile {
            for phase in [0.0, 0.5, 0.999] {
                assert_contract(&Descent { phase, ..scene(&[a, b, a], 1) });
            }
            assert_contract(&scene(&[-3.0, a, b, 1.0], 3));
        }
        assert_contract(&scene(&[a], 0));
        assert_contract(&scene(&[a; 10_001], 10_000));
    }
    assert_contract(&scene(&[1.0, 2.0], usize::MAX));
}

fn figure(learning_rate: f64, start: f64, steps: f64) -> GradientDescentFigure {
    let mut figure = GradientDescentFigure::new();
    figure.set_learning_rate(learning_rate).unwrap();
    figure.set_start(start).unwrap();
    figure.set_steps(steps).unwrap();
    figure.settle();
    figure
}

#[test]
fn everything_finite_is_drawn_after_an_overflow() {
    let figure = figure(1.1, 2.0, 5000.0);
    let [_, curve, _, loss] = record(&figure.scene());
    assert_contract(&figure.scene());
    let right = curve.points.iter().map(|point| point.0).max().unwrap();
    let left = curve.points.iter().map(|point| point.0).min().unwrap();
    assert!(right - left > 500, "the last finite iterates reach across the plane: {left} to {right}");
    // The run fills the loss plane up to the overflow: 1 942 of 5 000 steps, and no farther.
    let end = loss.points.iter().map(|point| point.0).max().unwrap();
    let axis = i32::try_from(SIZE.0).unwrap() - 28 - 116;
    let expected = 116 + axis * (1942 + 150) / 5300;
    assert!((end - expected).abs() <= 20, "{end}, expected about {expected}");
}

#[test]
fn markers_of_a_diverging_run_are_all_there() {
    let figure = figure(1.1, -3.0, 10.0);
    let [_, curve, ..] = record(&figure.scene());
    // Joining line, tangent, nine iterates, the newest, the start twice.
    assert_eq!(curve.calls, 1 + 1 + 9 + 1 + 2);
}

#[test]
fn a_dragged_run_leaves_the_held_plane_without_piling_up_on_its_edge() {
    let mut figure = figure(1.1, -3.0, 10.0);
    figure.hold();
    figure.set_learning_rate(1.4).unwrap();
    let [_, curve, ..] = record(&figure.scene());
    assert_contract(&figure.scene());
    assert!(curve.calls < 12, "iterates outside the plane are dropped");
}

#[test]
fn tick_labels_are_whole_and_apart_at_every_extent_and_on_a_phone() {
    let mut extents: Vec<Extent> =
        (0..=1540).map(|i| Extent::containing(10.0_f64.powf(f64::from(i) / 10.0))).collect();
    extents.push(Extent::containing(1.34e154));
    extents.dedup();
    assert!(extents.len() > 450, "{}", extents.len());
    for size in [SIZE, (624, 460)] {
        for &extent in &extents {
            let Recorded { spans, texts, .. } = record_on(size, |area| draw_curve_axes(area, extent, &THEME));
            for (text, &(left, right, _)) in texts.iter().zip(&spans) {
                assert!(
                    left >= 0.0 && right <= f64::from(size.0),
                    "{text} from {left} to {right} of {size:?}"
                );
            }
            for (a, first) in spans.iter().enumerate() {
                for (b, second) in spans.iter().enumerate().filter(|(_, second)| second.2 == first.2) {
                    let apart = first.1 + 2.0 <= second.0 || second.1 + 2.0 <= first.0;
                    assert!(a == b || apart, "{} runs into {} on {size:?}", texts[a], texts[b]);
                }
            }
        }
    }
}

#[test]
fn tick_labels_stay_readable_up_to_the_overflow() {
    let labels = |learning_rate, steps| {
        let figure = figure(learning_rate, -3.0, steps);
        let [curve, _, loss, _] = record(&figure.scene());
        (curve.texts, loss.texts)
    };
    let (curve, loss) = labels(0.1, 10.0);
    for text in ["−10", "−5", "0", "5", "10", "25", "50", "75", "100"] {
        assert!(curve.iter().any(|label| label == text), "{text} in {curve:?}");
    }
    assert!(loss.iter().any(|label| label == "10⁻¹"), "{loss:?}");
    let (curve, _) = labels(1.1, 5000.0);
    assert!(curve.iter().all(|label| label.chars().count() <= 11), "{curve:?}");
}

#[test]
fn labels_beside_a_low_plane_do_not_run_into_each_other() {
    for learning_rate in [0.1, 1.1, 1000.0] {
        let figure = figure(learning_rate, -3.0, 200.0);
        let run = figure.scene();
        for height in (70..=680).step_by(5) {
            let curve = record_on((640, height), |area| draw_curve_axes(area, run.extent, &THEME));
            let loss = record_on((640, height), |area| draw_loss_axes(area, 200, run.decades, &THEME));
            for Recorded { spans, .. } in [curve, loss] {
                // Those of the upright axis come last, and end at one line.
                let end = spans.last().unwrap().1;
                let heights: Vec<i32> =
                    spans.iter().filter(|span| (span.1 - end).abs() < 0.5).map(|span| span.2).collect();
                assert!(heights.windows(2).all(|pair| pair[0] - pair[1] >= 24), "{height}: {heights:?}");
                assert!(height < 140 || heights.len() >= 2, "{height}: {heights:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_run_keeps_the_contract(
        xs in prop::collection::vec(any::<f64>(), 1..60),
        step in 0_usize..70,
        phase in 0.0..1.0_f64,
        (a, b) in (any::<f64>(), any::<f64>()),
    ) {
        let (extent, decades) = (Extent::containing(a.abs()), Decades::containing(a.abs().log10(), b.abs().log10()));
        assert_contract(&Descent { xs: &xs, step, phase, extent, decades });
    }

    #[test]
    fn any_settings_keep_the_contract(
        learning_rate in prop_oneof![0.0..2.0_f64, 0.0..1e308_f64],
        start in prop_oneof![-10.0..10.0_f64, any::<f64>().prop_filter("finite", |x| x.is_finite())],
        steps in 1_u32..=10_000,
        step in 0_u32..=10_000,
    ) {
        let mut figure = figure(learning_rate, start, f64::from(steps));
        figure.set_step(f64::from(step)).unwrap();
        assert_contract(&figure.scene());
        figure.settle();
        assert_contract(&figure.scene());
    }
}
