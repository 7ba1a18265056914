//! The drawing contract of the planes with two wells: few calls, all finite and all inside, whatever a run holds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::recorder::{Recorded, SIZE, record_on, record_one};
use gradient_figures::escape::{BINS, Ensemble, Settings as RunSettings};
use gradient_figures::figure::noise_escape::{DEFAULT, PRESETS, Settings};
use gradient_figures::figure::{NoiseEscapeFigure, Stride};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::view::{
    Escape, Palette, Theme, draw_ends_axes, draw_ends_bars, draw_wells_axes, draw_wells_run,
};
use proptest::prelude::*;

const THEME: Theme = Theme { palette: Palette::LIGHT, scale: 2.0, text_scale: 1.0, grain: 1 };

fn record(scene: &Escape<'_>) -> [Recorded; 4] {
    [0, 1, 2, 3].map(|part| {
        record_one(|area| match part {
            0 => draw_wells_axes(area, &THEME),
            1 => draw_wells_run(area, scene, &THEME),
            2 => draw_ends_axes(area, scene.top, &THEME),
            _ => draw_ends_bars(area, scene, &THEME),
        })
    })
}

fn assert_contract(scene: &Escape<'_>) -> [Recorded; 4] {
    let (width, height) = (i32::try_from(SIZE.0).unwrap(), i32::try_from(SIZE.1).unwrap());
    let recorded = record(scene);
    for (part, recorded) in recorded.iter().enumerate() {
        for &(x, y) in &recorded.points {
            assert!(
                (0..=width).contains(&x) && (0..=height).contains(&y),
                "part {part}: ({x}, {y}) of {scene:?}"
            );
        }
        // Places that can be told apart on a plane of 1 072 pixels: 268; twelve steps; a bar for each tenth of x.
        let budget = [40, 268 + 12 + 10, 40, BINS + 4][part];
        assert!(recorded.calls <= budget, "part {part}: {} calls", recorded.calls);
        assert!(recorded.points.len() <= 3000, "part {part}: {} points", recorded.points.len());
    }
    recorded
}

fn ensemble(ends: &[f64]) -> Ensemble {
    let learning_rate = LearningRate::new(0.1).unwrap();
    let mut ensemble = Ensemble::new(RunSettings { learning_rate, batch_size: 1, steps: 1, seed: 0 });
    ends.iter().for_each(|&end| ensemble.add(end));
    ensemble
}

fn counted(settings: Settings) -> NoiseEscapeFigure {
    let mut figure = NoiseEscapeFigure::with(&settings).unwrap();
    while !figure.is_complete() {
        figure.compute();
    }
    figure.settle();
    figure
}

const HOSTILE: [f64; 12] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    1e300,
    -1e300,
    1e77,
    -1e12,
    4.0,
    -3.0,
    0.0,
    5e-324,
    f64::MAX,
];

#[test]
fn hostile_values_are_never_handed_over() {
    let ensemble = ensemble(&HOSTILE);
    let scene = |xs: &[f64], tilts: &[f64], step, phase| {
        let scene = Escape { xs, tilts, step, phase, ensemble: &ensemble, top: Stride::ONE };
        assert_contract(&scene);
    };
    for a in HOSTILE {
        for b in HOSTILE {
            for phase in [0.0, 0.5, 0.999] {
                scene(&[a, b, a], &[b, a, b], 1, phase);
            }
            scene(&[-1.5, a, b, 1.0], &[a; 4], 3, 0.0);
        }
        scene(&[a], &[a], 0, 0.0);
        scene(&[a], &[], 0, 0.5);
        scene(&[a; 10_001], &[a; 10_001], 10_000, 0.0);
    }
    scene(&[1.0, 2.0], &[0.0], usize::MAX, 0.3);
}

#[test]
fn an_ensemble_without_runs_draws_no_bar() {
    let nothing = ensemble(&[]);
    let xs = [f64::NAN];
    let scene = Escape { xs: &xs, tilts: &[], step: 0, phase: 0.0, ensemble: &nothing, top: Stride::ONE };
    assert_eq!(assert_contract(&scene)[3].calls, 0);
}

/// A bar for each bin that runs ended in, none taller than its share, and an arrow for those that diverged.
#[test]
fn bars_are_as_high_as_their_shares_and_what_diverged_has_none() {
    let figure = counted(PRESETS[0]);
    let [_, _, axes, bars] = record(&figure.scene());
    let full = figure.ensemble().bins().iter().filter(|&&count| count > 0).count();
    assert!(full > 10);
    assert_eq!(bars.calls, full + 2, "bars, and the end of the run shown");
    let (top, bottom) = (20, i32::try_from(SIZE.1).unwrap() - 48 - 1);
    let end = figure.top().value();
    let place = |percent: f64| f64::from(bottom) - (percent / end + 0.03) / 1.06 * f64::from(bottom - top);
    let highest = *figure.ensemble().bins().iter().max().unwrap();
    let drawn = bars.points.iter().map(|&(_, y)| y).min().unwrap();
    assert!((f64::from(drawn) - place(f64::from(highest) / 10.0)).abs() <= 2.0, "{drawn}");
    assert!(axes.texts.contains(&"0".to_owned()));

    let blown = counted(PRESETS[3]);
    let full = blown.ensemble().bins().iter().filter(|&&count| count > 0).count();
    assert!(blown.ensemble().diverged() > 990 && full < 10);
    assert_eq!(record(&blown.scene())[3].calls, full + 1, "an arrow; the run shown has no end on the plane");
}

/// A run that blew up is not drawn at an edge as if it had stopped there: an arrow says by which edge it went.
#[test]
fn a_run_that_left_the_plane_has_no_point_on_it() {
    // Two places on the plane, then one beyond it to the right, then none.
    let xs = [-1.5, 2.0, 90.0, f64::NAN];
    let ensemble = ensemble(&[f64::NAN]);
    let scene =
        |step| Escape { xs: &xs, tilts: &[0.0; 4], step, phase: 0.0, ensemble: &ensemble, top: Stride::ONE };
    let calls = |step| record(&scene(step))[1].calls;
    assert_eq!(
        calls(1),
        2 + 1 + 2 + 1,
        "the batch's curve with its point, a step, the start twice, the point"
    );
    assert_eq!(calls(2), 1 + 2 + 2 + 1, "a place, two steps, the start, an arrow");
    assert_eq!(calls(3), calls(2), "what is no number adds nothing");
    let gone = &record(&scene(3))[1].points;
    assert_eq!(gone.iter().map(|point| point.1).min(), Some(20), "the arrow stands at the upper edge");
}

#[test]
fn labels_keep_apart_on_a_narrow_plane() {
    let figure = counted(DEFAULT);
    let size = (2 * 250, 2 * 170);
    for recorded in [
        record_on(size, |area| draw_wells_axes(area, &THEME)),
        record_on(size, |area| draw_ends_axes(area, figure.top(), &THEME)),
    ] {
        let below = recorded.spans.iter().map(|span| span.2).max().unwrap();
        let row: Vec<_> = recorded.spans.iter().filter(|span| span.2 == below).collect();
        assert!(row.len() > 3 && row.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{row:?}");
    }
}

proptest! {
    #[test]
    fn any_settings_keep_the_contract(
        learning_rate in prop_oneof![0.0..0.5_f64, 0.0..1e300_f64],
        batch_size in 1_u32..=64, steps in 1_u16..400, seed in any::<u32>(), runs in 1_u16..60, share in 0.0..1.0_f64,
    ) {
        let mut figure = counted(Settings { learning_rate, batch_size, steps, seed, runs });
        assert_contract(&figure.scene());
        figure.set_step((share * f64::from(steps)).floor()).unwrap();
        figure.set_learning_rate(0.1).unwrap();
        assert_contract(&figure.scene());
    }
}
