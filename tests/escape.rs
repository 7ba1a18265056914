//! Runs out of the shallow well: NumPy's numbers, and what the figure's words claim, measured.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use gradient_figures::escape::{BINS, Ensemble, MAX_RUNS, NEAR, Outcome, Run, SAMPLES, Settings, bin_start};
use gradient_figures::figure::NoiseEscapeFigure;
use gradient_figures::figure::noise_escape::{self, DEFAULT, PRESETS};
use gradient_figures::optimizer::LearningRate;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Seeds far enough apart that no two ensembles of 1 000 runs share one.
const SEEDS: [u32; 6] = [1, 10_000, 123_456, 7_654_321, 2_000_000_000, u32::MAX - 400];

fn settings(learning_rate: f64, batch_size: u32, steps: usize, seed: u32) -> Settings {
    Settings { learning_rate: LearningRate::new(learning_rate).unwrap(), batch_size, steps, seed }
}

fn of_preset(preset: noise_escape::Settings, seed: u32) -> Ensemble {
    let settings = settings(preset.learning_rate, preset.batch_size, preset.steps.into(), seed);
    counted(settings, preset.runs.into())
}

fn counted(settings: Settings, runs: u32) -> Ensemble {
    let mut ensemble = Ensemble::new(settings);
    ensemble.advance(runs, usize::MAX);
    assert_eq!(ensemble.done(), runs);
    ensemble
}

#[test]
fn equals_numpy_bit_for_bit() {
    assert_eq!(common::escape::reference_equals_numpy(), 3 * (200 + 50 + 100 + 30 + 100 + 50 + 60));
}

/// Set `GRADIENT_FIGURES_PYTHON` to a Python that has NumPy; without it the test says that it was skipped.
#[test]
fn many_more_runs_equal_numpy_itself() {
    let Ok(python) = std::env::var("GRADIENT_FIGURES_PYTHON") else {
        println!("skipped: GRADIENT_FIGURES_PYTHON names no Python with NumPy");
        return;
    };
    let rates = [0.0, 0.02, 0.1, 0.2, 0.3, 0.35, 0.4, 1.0, 1e300];
    let cases = (0..200_u32).zip(rates.into_iter().cycle());
    let requests: Vec<Value> = cases
        .map(|(case, learning_rate)| {
            let (batch_size, seed) = (1 + case * 29 % SAMPLES, (u32::MAX - 50).wrapping_add(case));
            json!({ "learning_rate": learning_rate, "batch_size": batch_size, "steps": 40 + case, "seed": seed })
        })
        .collect();
    let mut numpy = Command::new(python)
        .args([concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/make_escape.py"), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    numpy.stdin.take().unwrap().write_all(&serde_json::to_vec(&requests).unwrap()).unwrap();
    let output = numpy.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), requests.len());
    let compared: usize = answers.iter().map(common::escape::run_equals_numpy).sum();
    println!("{} runs, {compared} values agree with NumPy", answers.len());
}

/// "Full batch: never leaves", and more: it stays at every learning rate of the slider, for any seed and count.
#[test]
fn the_full_batch_stays_all_along_the_slider() {
    for preset_seed in SEEDS {
        let ensemble = of_preset(PRESETS[1], preset_seed);
        assert_eq!((PRESETS[1].batch_size, ensemble.escaped(), ensemble.diverged()), (SAMPLES, 0, 0));
    }
    for thousandth in 0..=400 {
        let run = Run::new(&settings(f64::from(thousandth) / 1000.0, SAMPLES, 10_000, 0));
        assert!(run.xs().iter().all(|&x| (-1.5..0.0).contains(&x)), "η = {thousandth}/1000");
    }
}

/// "Single samples: most leave": more than half, by far more than chance, whatever the seed.
#[test]
fn most_runs_of_single_samples_leave() {
    for seed in SEEDS {
        let ensemble = of_preset(PRESETS[0], seed);
        let (share, error) = ensemble.share();
        assert_eq!((PRESETS[0].batch_size, PRESETS[0].runs), (1, 1000));
        assert!(share - 5.0 * error > 0.5, "seed {seed}: {share} ± {error}");
        assert_eq!(ensemble.diverged(), 0);
    }
}

/// "Too small η: hardly any": at most one in a hundred.
#[test]
fn hardly_any_run_leaves_at_too_small_a_learning_rate() {
    for seed in SEEDS {
        let ensemble = of_preset(PRESETS[2], seed);
        assert!(ensemble.escaped() <= 10, "seed {seed}: {} of 1000", ensemble.escaped());
        assert_eq!((PRESETS[2].batch_size, ensemble.diverged()), (1, 0));
    }
}

/// "Too large η: all blow up": at least 99 in a hundred.
#[test]
fn nearly_all_runs_diverge_at_too_large_a_learning_rate() {
    for seed in SEEDS {
        let ensemble = of_preset(PRESETS[3], seed);
        assert!(ensemble.diverged() >= 990, "seed {seed}: {} of 1000", ensemble.diverged());
    }
}

/// The lead of the page: the smaller the batch and the larger η, as long as nothing diverges, the more leave.
#[test]
fn smaller_batches_and_larger_rates_take_more_runs_out() {
    for seed in SEEDS {
        let share =
            |learning_rate, batch_size| counted(settings(learning_rate, batch_size, 200, seed), 1000).share();
        let by_batch = [1, 2, 4, 8].map(|batch_size| share(0.1, batch_size).0);
        assert!(
            by_batch.windows(2).all(|pair| pair[0] > pair[1] || pair[0] + pair[1] <= 0.0),
            "{by_batch:?}"
        );
        let by_rate = [0.02, 0.05, 0.08, 0.12].map(|rate| share(rate, 1).0);
        assert!(by_rate.windows(2).all(|pair| pair[0] < pair[1]), "{by_rate:?}");
    }
}

/// What counts as diverged does not come back: followed on, no such run is found in a well again.
#[test]
fn what_has_diverged_does_not_come_back() {
    let mut ended = 0;
    for learning_rate in [0.1, 0.2, 0.25, 0.3, 0.35, 0.4] {
        for batch_size in [1, 2, 4, 8, 16] {
            for seed in 0..400 {
                let run = Run::new(&settings(learning_rate, batch_size, 230, seed));
                if Outcome::of(run.xs()[200]) == Outcome::Diverges {
                    ended += 1;
                    let end = run.end();
                    assert!(!end.is_finite(), "η = {learning_rate}, B = {batch_size}, seed {seed}: {end}");
                }
            }
        }
    }
    assert!(ended > 400, "{ended} runs diverged");
}

/// The standard error is what it says: of shares measured anew with other seeds, about two in three lie within one.
#[test]
fn the_standard_error_is_the_spread_of_the_share() {
    let shares: Vec<(f64, f64)> =
        (0..40).map(|group| counted(settings(0.1, 1, 200, group * 1000), 1000).share()).collect();
    let mean = shares.iter().map(|(share, _)| share).sum::<f64>() / 40.0;
    let spread = (shares.iter().map(|(share, _)| (share - mean).powi(2)).sum::<f64>() / 39.0).sqrt();
    let error = (mean * (1.0 - mean) / 1000.0).sqrt();
    assert!((shares[0].1 - error).abs() < 0.1 * error);
    // A spread of 40 values is itself uncertain by 11 %.
    assert!((0.6..1.4).contains(&(spread / error)), "{spread} and {error}");
}

#[test]
fn the_run_shown_is_run_0_and_a_change_counts_anew() {
    let mut figure = NoiseEscapeFigure::new();
    assert_eq!((figure.ensemble().done(), figure.is_complete()), (1, false));
    while !figure.is_complete() {
        figure.compute();
    }
    let plain = settings(DEFAULT.learning_rate, DEFAULT.batch_size, DEFAULT.steps.into(), DEFAULT.seed);
    let told =
        |ensemble: &Ensemble| (ensemble.done(), ensemble.escaped(), ensemble.diverged(), *ensemble.bins());
    assert_eq!(told(figure.ensemble()), told(&counted(plain, 1000)));
    figure.set_learning_rate(DEFAULT.learning_rate).unwrap();
    figure.set_batch_size(DEFAULT.batch_size.into()).unwrap();
    assert_eq!(figure.ensemble().done(), 1000, "what is set already begins nothing anew");
    figure.set_runs(1200.0).unwrap();
    assert_eq!((figure.ensemble().done(), figure.is_complete()), (1000, false), "more runs: it goes on");
    figure.set_runs(10.0).unwrap();
    assert_eq!(figure.ensemble().done(), 1, "fewer: it begins anew");
    figure.compute();
    assert_eq!((figure.ensemble().done(), figure.is_complete()), (10, true));
    figure.set_seed(f64::from(u32::MAX)).unwrap();
    figure.compute();
    let expected = counted(Settings { seed: u32::MAX, ..plain }, 10);
    assert_eq!(told(figure.ensemble()), told(&expected), "run 1 has seed 0");
    assert!(figure.run() == &Run::new(&Settings { seed: u32::MAX, ..plain }));
}

#[test]
fn what_is_not_accepted_changes_nothing() {
    let mut figure = NoiseEscapeFigure::new();
    figure.compute();
    let before = format!("{figure:?}");
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, -0.5] {
        assert!(figure.set_learning_rate(bad).is_err());
    }
    for bad in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1.5, 64.5, 1e300] {
        assert!(figure.set_batch_size(bad).is_err() && figure.set_steps(bad).is_err());
        assert!(figure.set_runs(bad).is_err());
    }
    for (is_refused, what) in [
        (figure.set_batch_size(65.0).is_err(), "batch size"),
        (figure.set_steps(10_001.0).is_err(), "steps"),
        (figure.set_runs(f64::from(MAX_RUNS) + 1.0).is_err(), "runs"),
        (figure.set_seed(4_294_967_296.0).is_err(), "seed"),
        (figure.set_seed(-1.0).is_err(), "seed"),
        (figure.set_step(-1.0).is_err(), "step"),
        (figure.set_speed(0.0).is_err(), "speed"),
    ] {
        assert!(is_refused, "{what}");
    }
    assert_eq!(format!("{figure:?}"), before);
}

/// A frame's part of the work is bounded: its budget and one run.
#[test]
fn a_call_does_no_more_than_its_budget() {
    let mut figure = NoiseEscapeFigure::new();
    let mut calls = 0;
    while !figure.is_complete() {
        let before = figure.ensemble().done();
        figure.compute();
        assert!(figure.ensemble().done() > before);
        calls += 1;
    }
    assert!((2..=4).contains(&calls), "the default count takes {calls} frames");
    figure.set_steps(10_000.0).unwrap();
    figure.set_batch_size(63.0).unwrap();
    figure.compute();
    assert_eq!(figure.ensemble().done(), 1 + 3, "the longest runs go three a frame");
}

/// The axis of the shares is that of the state, by whatever way one came to it.
#[test]
fn a_state_has_one_axis() {
    let complete = |figure: &mut NoiseEscapeFigure| {
        while !figure.is_complete() {
            figure.compute();
        }
    };
    let mut alone = Vec::new();
    for percent in [2, 6, 10, 14, 20, 28, 36] {
        let rate = f64::from(percent) / 100.0;
        let mut figure = NoiseEscapeFigure::new();
        figure.set_learning_rate(rate).unwrap();
        figure.settle();
        complete(&mut figure);
        alone.push((rate, figure.top()));
    }
    let mut figure = NoiseEscapeFigure::new();
    for &(rate, top) in alone.iter().rev().chain(&alone) {
        // As a reader drags: values on the way, each counted in full, then the release.
        for way in [0.4, 0.01, rate] {
            figure.set_learning_rate(way).unwrap();
            complete(&mut figure);
        }
        figure.settle();
        assert_eq!(figure.top(), top, "dragged to η = {rate}");
        // As a link sets: settled before the runs are counted.
        figure.set_learning_rate(0.2).unwrap();
        figure.set_learning_rate(rate).unwrap();
        figure.settle();
        complete(&mut figure);
        assert_eq!(figure.top(), top, "set to η = {rate}");
    }
}

proptest! {
    /// Whatever the pieces it was counted in, the ensemble is the plain runs, each by itself.
    #[test]
    fn an_ensemble_is_its_runs_one_by_one(
        learning_rate in prop_oneof![0.0..0.5_f64, 0.0..1e300_f64],
        batch_size in 1..=SAMPLES, steps in 1_usize..120, seed in any::<u32>(), runs in 1_u32..30,
        budget in 0_usize..100_000,
    ) {
        let settings = settings(learning_rate, batch_size, steps, seed);
        let mut ensemble = Ensemble::new(settings);
        while ensemble.done() < runs {
            ensemble.advance(runs, budget);
        }
        let ends: Vec<f64> = (0..runs).map(|run| Run::new(&settings.of_run(run)).end()).collect();
        let count = |outcome| u32::try_from(ends.iter().filter(|&&x| Outcome::of(x) == outcome).count()).unwrap();
        prop_assert_eq!(ensemble.escaped(), count(Outcome::Leaves));
        prop_assert_eq!(ensemble.diverged(), count(Outcome::Diverges));
        prop_assert_eq!(ensemble.bins().iter().sum::<u32>(), runs - ensemble.diverged());
        for (bin, &found) in ensemble.bins().iter().enumerate() {
            // A bin's edges are a rounding apart from an end that lies on one.
            let (from, to) = (bin_start(bin) - 1e-12, bin_start(bin + 1) + 1e-12);
            let most = ends.iter().filter(|&&x| (from..=to).contains(&x)).count();
            prop_assert!(found as usize <= most, "bin {}: {} of {}", bin, found, most);
        }
        prop_assert!((bin_start(0) - NEAR.start).abs() < 1e-12 && (bin_start(BINS) - NEAR.end).abs() < 1e-12);
    }
}
