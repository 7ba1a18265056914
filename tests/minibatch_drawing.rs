//! The drawing contract of the regression's planes: whatever the runs hold, the backend gets few calls, all finite and
//! all inside.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::recorder::{Recorded, SIZE, record_on, record_one};
use gradient_figures::dataset::Dataset;
use gradient_figures::figure::minibatch_sgd::{Axis, DEFAULT, Method, PRESETS, Settings};
use gradient_figures::figure::{Decades, MinibatchSgdFigure, Span};
use gradient_figures::regression::Gradient;
use gradient_figures::view::{
    Comparison, LossPlane, MAX_MARKED, Palette, Path, Planes, Theme, draw_contour_axes, draw_contour_run,
    draw_cost_axes, draw_cost_run, draw_data_axes, draw_data_run,
};
use proptest::prelude::*;

const THEME: Theme = Theme { palette: Palette::LIGHT, scale: 2.0, text_scale: 1.0, grain: 1 };

/// Draws the three planes, the part that stays and the part that moves.
fn record(scene: &Comparison<'_>) -> [Recorded; 6] {
    [0, 1, 2, 3, 4, 5].map(|part| {
        record_one(|area| match part {
            0 => draw_data_axes(area, scene, &THEME),
            1 => draw_data_run(area, scene, &THEME),
            2 => draw_contour_axes(area, scene, &THEME),
            3 => draw_contour_run(area, scene, &THEME),
            4 => draw_cost_axes(area, &scene.planes.loss, &THEME),
            _ => draw_cost_run(area, scene, &THEME),
        })
    })
}

fn assert_contract(scene: &Comparison<'_>) {
    let (width, height) = (i32::try_from(SIZE.0).unwrap(), i32::try_from(SIZE.1).unwrap());
    for (part, recorded) in record(scene).iter().enumerate() {
        for &(x, y) in &recorded.points {
            assert!((0..=width).contains(&x) && (0..=height).contains(&y), "part {part}: ({x}, {y})");
        }
        // Dots or cells; batch and residuals; levels; paths in pieces; mesh; losses in pieces.
        let budget = [12_000, 2 * MAX_MARKED + 10, 100, 6000, 60, 150][part];
        assert!(recorded.calls <= budget, "part {part}: {} calls", recorded.calls);
        assert!(recorded.points.len() <= 30_000, "part {part}: {} points", recorded.points.len());
    }
}

const PLANES: Planes = Planes {
    data: (Span::REST, Span::REST),
    contours: (Span::REST, Span::REST),
    loss: LossPlane { end: 10.0, is_whole: true, decades: Decades::REST },
};

fn scene<'a>(dataset: &'a Dataset, path: Path<'a>, step: usize) -> Comparison<'a> {
    Comparison {
        dataset,
        paths: [Some(path); 3],
        step,
        phase: 0.5,
        batch: &[0, 1, 1, 900],
        batch_gradient: Some(Gradient { w: 1.0, b: -1.0 }),
        planes: PLANES,
    }
}

#[test]
fn hostile_values_are_never_handed_over() {
    let hostile = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 1e12, 0.0, 5e-324, f64::MAX];
    let dataset = Dataset::new(20, 0.3, 0).unwrap();
    let costs = [0.0, 1.0, 2.0];
    for a in hostile {
        for b in hostile {
            let (w, bias, losses) = ([0.0, a, b], [0.5, b, a], [1.0, a.abs(), b]);
            let path = Path { w: &w, b: &bias, losses: &losses, costs: &costs };
            for step in 0..4 {
                assert_contract(&scene(&dataset, path, step));
            }
            let mut other = scene(&dataset, path, 1);
            other.batch_gradient = Some(Gradient { w: a, b });
            assert_contract(&other);
        }
        let (many, costs) = (vec![a; 10_001], (0_u32..10_001).map(f64::from).collect::<Vec<_>>());
        let path = Path { w: &many, b: &many, losses: &many, costs: &costs };
        assert_contract(&scene(&dataset, path, 10_000));
        let far = Path { costs: &many, ..path };
        if a >= 0.0 {
            assert_contract(&scene(&dataset, far, 10_000));
        }
    }
    let extreme = Dataset::from_samples(&[(1e9, -1e9), (-1e9, 1e9), (1e-9, 1e9)]).unwrap();
    let path = Path { w: &[0.0], b: &[0.0], losses: &[1.0], costs: &[0.0] };
    assert_contract(&scene(&extreme, path, 0));
}

#[test]
fn a_line_that_is_off_the_plane_is_cut_not_bent() {
    let dataset = Dataset::new(20, 0.3, 0).unwrap();
    // y = 4x crosses the plane of −1 to 1 from (−¼, −1) to (¼, 1).
    let path = Path { w: &[4.0], b: &[0.0], losses: &[1.0], costs: &[0.0] };
    let mut scene = scene(&dataset, path, 0);
    scene.batch = &[];
    let [_, line, ..] = record(&scene);
    let plot = (i32::try_from(SIZE.0).unwrap() - 144, 116);
    let expected = [plot.1 + plot.0 * 3 / 8, plot.1 + plot.0 * 5 / 8];
    for pair in line.points.chunks(2) {
        for (point, expected) in pair.iter().zip(expected) {
            assert!((point.0 - expected).abs() <= 2, "{point:?}, expected {expected}");
        }
    }
    assert_eq!(line.calls, 3, "one line for each method");
}

fn with(settings: Settings) -> MinibatchSgdFigure {
    let mut figure = MinibatchSgdFigure::with(&settings).unwrap();
    while !figure.is_complete() {
        figure.compute();
    }
    figure.settle();
    figure
}

#[test]
fn presets_and_their_likes_keep_the_contract() {
    for preset in PRESETS {
        for steps in [1, 200, 10_000] {
            for axis in [Axis::Updates, Axis::Epochs, Axis::Gradients] {
                let mut figure = with(Settings { steps, ..preset });
                figure.set_axis(axis);
                assert_contract(&figure.scene());
                figure.set_step(f64::from(steps / 2)).unwrap();
                figure.settle();
                assert_contract(&figure.scene());
            }
        }
    }
}

#[test]
fn labels_keep_apart_however_far_the_runs_go() {
    let mut most = 0;
    for learning_rate in [1.6, 2.0, 2.2, 2.5, 3.0] {
        let mut figure = with(Settings { learning_rate, steps: 800, ..DEFAULT });
        for step in [5.0, 8.0, 12.0, 18.0, 28.0, 40.0, 80.0, 150.0, 300.0] {
            figure.set_step(step).unwrap();
            figure.settle();
            let scene = figure.scene();
            for size in [(2 * 296, 2 * 320), (2 * 320, 2 * 200), SIZE] {
                let Recorded { spans, texts, .. } =
                    record_on(size, |area| draw_contour_axes(area, &scene, &THEME));
                let below = spans.iter().map(|span| span.2).max().unwrap();
                let row: Vec<_> = spans.iter().zip(&texts).filter(|(span, _)| span.2 == below).collect();
                assert!(row.len() >= 2, "η = {learning_rate}, step {step}, {size:?}: {row:?}");
                for pair in row.windows(2) {
                    let gap = pair[1].0.0 - pair[0].0.1;
                    // Two pixels for one: a third of an em at least but for rounding.
                    assert!(gap >= 5.5, "η = {learning_rate}, step {step}, {size:?}: {gap} in {pair:?}");
                }
                most = most.max(row.iter().map(|(_, text)| text.chars().count()).max().unwrap());
            }
        }
    }
    assert!(most >= 6, "powers of ten stand there too: {most} letters");
}

#[test]
fn each_method_leaves_by_its_switch() {
    let mut figure = with(DEFAULT);
    let all = record(&figure.scene()).map(|recorded| recorded.calls);
    figure.set_shown(Method::Mini, false);
    let others = record(&figure.scene()).map(|recorded| recorded.calls);
    // Its line, batch and residuals; its path, point and arrows; its loss.
    assert_eq!(others[1], 2);
    assert!(others[3] < all[3] && others[5] < all[5]);
    figure.set_shown(Method::Full, false);
    figure.set_shown(Method::Sgd, false);
    let [_, data, _, contours, _, loss] = record(&figure.scene()).map(|recorded| recorded.calls);
    // The minimum stays, with its rim.
    assert_eq!((data, contours, loss), (0, 4, 0));
}

#[test]
fn many_samples_are_drawn_as_their_density() {
    let dots = record(&with(Settings { samples: 2000, ..DEFAULT }).scene());
    assert!(dots[0].calls >= 2000 && dots[0].calls < 2050);
    let cells = record(&with(Settings { samples: 1_000_000, ..DEFAULT }).scene());
    assert!(cells[0].calls < 9000, "{}", cells[0].calls);
    // A sample far from all others is still seen.
    let mut figure = with(Settings { samples: 100_000, noise: 0.01, ..DEFAULT });
    figure.set_step(10.0).unwrap();
    let before = record(&figure.scene())[0].points.clone();
    figure.add_sample(-0.9, 3.5).unwrap();
    let after = &record(&figure.scene())[0].points;
    assert!(after.iter().any(|point| !before.contains(point)));
}

#[test]
fn a_run_that_overflows_is_drawn_up_to_there_and_points_on() {
    let figure = with(Settings { learning_rate: 3.0, steps: 2000, ..DEFAULT });
    let scene = figure.scene();
    assert!(Method::ALL.into_iter().all(|method| figure.run(method).overflow_step().is_some()));
    assert_contract(&scene);
    let [.., contours, _, loss] = record(&scene);
    assert!(contours.calls > 5 && loss.calls > 5);
    let top = loss.points.iter().map(|point| point.1).min().unwrap();
    assert!(top <= 22, "an arrow on the upper edge, at {top}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_paths_keep_the_contract(
        rows in prop::collection::vec((any::<f64>(), any::<f64>(), any::<f64>()), 1..50),
        step in 0_usize..60,
        (lo, hi) in (any::<f64>(), any::<f64>()),
        gradient in (any::<f64>(), any::<f64>()),
        end in 1e-6..1e12_f64,
    ) {
        let dataset = Dataset::new(30, 0.3, 0).unwrap();
        let (w, b, losses) = (
            rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            rows.iter().map(|row| row.1).collect::<Vec<_>>(),
            rows.iter().map(|row| row.2).collect::<Vec<_>>(),
        );
        let costs = (0_u32..).take(rows.len()).map(f64::from).collect::<Vec<_>>();
        let path = Path { w: &w, b: &b, losses: &losses, costs: &costs };
        let mut scene = scene(&dataset, path, step);
        let span = Span::containing(lo, hi);
        scene.planes.contours = (span, Span::REST);
        scene.planes.data = (Span::REST, span);
        scene.planes.loss = LossPlane { end, is_whole: false, decades: Decades::containing(lo.abs().log10(), hi.abs().log10()) };
        scene.batch_gradient = Some(Gradient { w: gradient.0, b: gradient.1 });
        assert_contract(&scene);
    }

    #[test]
    fn any_settings_keep_the_contract(
        learning_rate in prop_oneof![0.0..3.0_f64, 0.0..1e300_f64],
        batch_size in 1_u32..50, samples in 50_u32..300, noise in prop_oneof![0.0..2.0_f64, 0.0..1e9_f64],
        steps in 1_u16..400, share in 0.0..1.0_f64, drag in 0.0..3.0_f64,
    ) {
        let mut figure = with(Settings { learning_rate, batch_size, samples, noise, steps, ..DEFAULT });
        figure.set_step((share * f64::from(steps)).floor()).unwrap();
        assert_contract(&figure.scene());
        figure.hold();
        figure.set_learning_rate(drag).unwrap();
        assert_contract(&figure.scene());
        figure.settle();
        assert_contract(&figure.scene());
    }
}
