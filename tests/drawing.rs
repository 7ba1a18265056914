//! The drawing contract: whatever a run holds, the backend gets few calls, all finite and all inside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod common;

use common::recorder::{Recorded, SIZE, record_on, record_one};
use gradient_figures::figure::{Decades, Extent, GradientDescentFigure};
use gradient_figures::view::{
    Descent, Palette, Theme, draw_curve_axes, draw_curve_run, draw_loss_axes, draw_loss_run,
};
use proptest::prelude::*;

/// Markers and line ends may stand over the edge of the plane, never over the edge of the canvas.
const THEME: Theme = Theme { palette: Palette::LIGHT, scale: 2.0, text_scale: 1.0 };

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
