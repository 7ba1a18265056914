//! The numbers of the one-dimensional figure: NumPy's, the closed form's, the theory's.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod common;

use gradient_figures::figure::{DEFAULT, GradientDescentFigure, PRESETS};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::stability::{Goal, Regime, factor};
use gradient_figures::trajectory::{MAX_STEPS, Trajectory};
use proptest::prelude::*;

fn rate(value: f64) -> LearningRate {
    LearningRate::new(value).unwrap()
}

fn run(learning_rate: f64, start: f64, steps: usize) -> Trajectory {
    Trajectory::run(rate(learning_rate), start, steps).unwrap()
}

#[test]
fn equals_numpy_bit_for_bit() {
    assert_eq!(common::descent_equals_numpy(), 2 * (10 + 10 + 100 + 10 + 5 + 20 + 20 + 30));
}

#[test]
fn overflows_where_float64_does() {
    let diverging = run(1.1, 2.0, 5000);
    assert_eq!(diverging.overflow_step(), Some(1943));
    assert_eq!(diverging.x_overflow_step(), Some(3886));
    assert!(diverging.y(1942).is_finite() && diverging.y(1943).is_infinite());
    assert!(diverging.x(3885).is_finite() && diverging.x(3886).is_infinite());
    assert!(diverging.x(3887).is_nan(), "∞ − ∞ is recorded as it is");
    assert_eq!(diverging.xs().len(), 5001);
}

#[test]
fn a_cycle_stays_on_two_points_for_ten_thousand_steps() {
    for start in [-3.0, 0.1, 1.0 / 3.0, 1e300] {
        let cycle = run(1.0, start, MAX_STEPS);
        for (k, &x) in cycle.xs().iter().enumerate() {
            assert_eq!(
                x.to_bits(),
                if k % 2 == 0 { start } else { -start }.to_bits(),
                "step {k} from {start}"
            );
        }
    }
}

#[test]
fn one_half_lands_in_one_step() {
    for start in [-3.0, 7.25, 1e-300, 1e300] {
        assert!(run(0.5, start, 1).x(1).abs() <= 0.0);
    }
}

#[test]
fn the_regimes_meet_exactly_at_one_half_and_one() {
    let regimes = [
        (0.0, Regime::Still),
        (f64::MIN_POSITIVE, Regime::OneSided),
        (0.5_f64.next_down(), Regime::OneSided),
        (0.5, Regime::OneStep),
        (0.5_f64.next_up(), Regime::Alternating),
        (1.0_f64.next_down(), Regime::Alternating),
        (1.0, Regime::Cycle),
        (1.0_f64.next_up(), Regime::Diverging),
        (f64::MAX, Regime::Diverging),
    ];
    for (learning_rate, regime) in regimes {
        assert_eq!(Regime::of(rate(learning_rate)), regime, "{learning_rate}");
        assert_eq!(Regime::of_run(rate(learning_rate), 0.0), Regime::Still);
    }
}

#[test]
fn runs_do_what_their_regime_says() {
    let last = |learning_rate, k| run(learning_rate, -3.0, 60).x(k);
    for k in 1..60 {
        assert!(last(0.3, k) < 0.0 && last(0.3, k) > last(0.3, k - 1), "one side, nearer each step");
        assert!(last(0.75, k) * last(0.75, k - 1) < 0.0 && last(0.75, k).abs() < last(0.75, k - 1).abs());
        assert!(last(1.1, k) * last(1.1, k - 1) < 0.0 && last(1.1, k).abs() > last(1.1, k - 1).abs());
    }
}

#[test]
fn the_articles_runs_are_the_presets() {
    let expected = [(0.1, 10), (0.01, 10), (0.01, 100), (1.1, 10)];
    assert_eq!(PRESETS.map(|preset| (preset.learning_rate, preset.steps)), expected);
    assert!(PRESETS.iter().all(|preset| (preset.start + 3.0).abs() <= 0.0));
    assert_eq!(PRESETS[0], DEFAULT);
}

#[test]
fn counts_steps_to_the_goal_as_predicted() {
    let steps = |learning_rate: f64, start: f64| {
        let mut figure = GradientDescentFigure::new();
        figure.set_learning_rate(learning_rate).unwrap();
        figure.set_start(start).unwrap();
        (figure.predicted_steps(), figure.actual_steps())
    };
    assert_eq!(steps(0.1, -3.0), (36.0, Some(36)));
    assert_eq!(steps(0.5, -3.0), (1.0, Some(1)));
    assert_eq!(steps(1.1, -3.0), (4.0, Some(4)));
    assert_eq!(steps(1000.0, -3.0), (1.0, Some(1)));
    assert_eq!(steps(f64::MAX, -3.0), (1.0, Some(1)));
    assert_eq!(steps(0.1, 0.0005), (0.0, Some(0)), "already there");
    assert_eq!(steps(1.0, -3.0), (f64::INFINITY, None));
    assert_eq!(steps(0.0, -3.0), (f64::INFINITY, None));
    assert_eq!(steps(1.1, 0.0), (f64::INFINITY, None), "a start on the minimum stays there");
    let (predicted, actual) = steps(1e-9, -3.0);
    assert!(predicted > 4e9 && predicted < 4.1e9 && actual.is_none(), "{predicted}");
}

#[test]
fn bad_values_leave_the_figure_as_it_was() {
    let mut figure = GradientDescentFigure::new();
    figure.set_learning_rate(0.3).unwrap();
    let before = format!("{figure:?}");
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(figure.set_learning_rate(bad).is_err());
        assert!(figure.set_start(bad).is_err());
        assert!(figure.set_steps(bad).is_err());
        assert!(figure.set_step(bad).is_err());
        assert!(figure.set_speed(bad).is_err());
    }
    for bad in [-1.0, 0.0, 0.5, 10_000.5, 10_001.0, 1e300] {
        assert!(figure.set_steps(bad).is_err(), "{bad}");
    }
    assert!(
        figure.set_learning_rate(-0.1).is_err()
            && figure.set_step(-1.0).is_err()
            && figure.set_step(0.5).is_err()
    );
    assert_eq!(format!("{figure:?}"), before);
}

#[test]
fn the_step_shown_follows_the_last_until_it_is_set() {
    let mut figure = GradientDescentFigure::new();
    figure.set_steps(50.0).unwrap();
    assert_eq!(figure.step(), 50);
    figure.set_step(20.0).unwrap();
    figure.set_steps(100.0).unwrap();
    assert_eq!(figure.step(), 20);
    figure.set_steps(5.0).unwrap();
    assert_eq!(figure.step(), 5);
    figure.set_steps(10.0).unwrap();
    assert_eq!(figure.step(), 10, "the step asked for is not forgotten while the run is too short for it");
    figure.set_steps(40.0).unwrap();
    assert_eq!(figure.step(), 20);
    figure.set_step(1e9).unwrap();
    assert_eq!(figure.step(), 40);
    figure.show_last();
    figure.set_steps(50.0).unwrap();
    assert_eq!(figure.step(), 50);
}

#[test]
fn plays_from_the_start_to_the_end_and_stops() {
    let mut figure = GradientDescentFigure::new();
    figure.set_speed(10.0).unwrap();
    figure.play();
    assert_eq!(figure.step(), 0);
    let mut now = 0.0;
    let mut seen = Vec::new();
    while figure.is_playing() {
        figure.advance(now);
        seen.push(figure.step());
        now += 50.0;
        assert!(now < 10_000.0, "it never ended");
    }
    assert!(seen.windows(2).all(|pair| pair[1] - pair[0] <= 1));
    assert_eq!(seen.last(), Some(&10));
}

#[test]
fn the_plane_follows_a_growing_run_and_holds_still_while_held() {
    let mut figure = GradientDescentFigure::new();
    figure.set_learning_rate(1.1).unwrap();
    assert!((figure.extent().value() - 20.0).abs() < 1e-9);
    figure.hold();
    figure.set_learning_rate(1.4).unwrap();
    assert!((figure.extent().value() - 20.0).abs() < 1e-9);
    figure.settle();
    assert!((figure.extent().value() - 2000.0).abs() < 1e-6);
    figure.set_step(0.0).unwrap();
    assert!((figure.extent().value() - 10.0).abs() < 1e-9);
}

/// While a run plays, the marks move and the axis of the loss does not.
#[test]
fn the_axis_of_the_loss_keeps_still_while_it_plays() {
    for learning_rate in [0.1, 0.45, 1.1] {
        let mut figure = GradientDescentFigure::new();
        figure.set_learning_rate(learning_rate).unwrap();
        figure.settle();
        let before = figure.scene().decades;
        figure.play();
        for frame in 0..200 {
            figure.advance(f64::from(frame) * 100.0);
            assert_eq!(figure.scene().decades, before, "η = {learning_rate}, step {}", figure.step());
        }
        assert!(!figure.is_playing());
    }
}

/// Badge, track and map have one colour for one status: also where a cycle neither converges nor diverges.
#[test]
fn a_status_has_one_tone() {
    use gradient_figures::view::Tone;
    let mut figure = GradientDescentFigure::new();
    for (learning_rate, tone) in
        [(0.3, Tone::Converges), (0.8, Tone::Swings), (1.0, Tone::Swings), (1.2, Tone::Diverges)]
    {
        figure.set_learning_rate(learning_rate).unwrap();
        assert_eq!(Tone::from(figure.regime()), tone);
        assert_eq!(figure.tone_at(learning_rate / 1.5), tone);
        assert_eq!(figure.map_tone(learning_rate / 1.5, 0.25), tone);
    }
    assert_eq!(Tone::from(Regime::Still).name(), "neutral");
}

proptest! {
    #[test]
    fn follows_the_closed_form(learning_rate in 0.0..1.5_f64, start in -10.0..10.0_f64, steps in 1_usize..200) {
        let trajectory = run(learning_rate, start, steps);
        let mut expected = start;
        for (k, &x) in trajectory.xs().iter().enumerate() {
            // The rounding of one step is relative to x and to η · 2x, both of the size of the terms subtracted.
            let unit = f64::EPSILON * (1.0 + 2.0 * learning_rate) / factor(rate(learning_rate)).abs().max(1e-300);
            #[allow(clippy::cast_precision_loss)]
            let tolerance = expected.abs() * unit * 2.0 * (k + 1) as f64 + 1e-300;
            prop_assert!((x - expected).abs() <= tolerance, "step {}: {} and {}", k, x, expected);
            expected *= factor(rate(learning_rate));
        }
    }

    #[test]
    fn predicted_and_actual_steps_agree(learning_rate in 0.005..3.0_f64, start in -10.0..10.0_f64) {
        let goal = Goal::of(Regime::of_run(rate(learning_rate), start));
        prop_assume!(goal.is_some());
        let mut figure = GradientDescentFigure::new();
        figure.set_learning_rate(learning_rate).unwrap();
        figure.set_start(start).unwrap();
        if let Some(actual) = figure.actual_steps() {
            #[allow(clippy::cast_precision_loss)]
            let difference = (figure.predicted_steps() - actual as f64).abs();
            // One step of play where the exact answer is within a rounding of a whole number.
            prop_assert!(difference <= 1.0, "{} and {}", figure.predicted_steps(), actual);
        }
    }

    #[test]
    fn any_sequence_of_verbs_leaves_a_working_figure(verbs in prop::collection::vec((0..9_u8, any::<f64>()), 1..40)) {
        let mut figure = GradientDescentFigure::new();
        for (verb, value) in verbs {
            match verb {
                0 => { let _ = figure.set_learning_rate(value); }
                1 => { let _ = figure.set_start(value); }
                2 => { let _ = figure.set_steps(value); }
                3 => { let _ = figure.set_step(value.abs().floor() % 200.0); }
                4 => figure.play(),
                5 => figure.advance(value),
                6 => figure.pause(),
                7 => figure.hold(),
                _ => figure.settle(),
            }
            prop_assert!(figure.learning_rate().is_finite() && figure.learning_rate() >= 0.0);
            prop_assert!(figure.start().is_finite());
            prop_assert!((1..=MAX_STEPS).contains(&figure.steps()) && figure.step() <= figure.steps());
            prop_assert_eq!(figure.trajectory().xs().len(), figure.steps() + 1);
            prop_assert!(figure.extent().value() >= 10.0);
        }
    }
}

proptest! {
    #[test]
    fn each_run_of_a_spectrum_is_the_plain_run(
        rates in proptest::collection::vec(0.0_f64..3.0, 1..40),
        start in -10.0_f64..10.0,
        steps in 1_usize..1200,
    ) {
        let rates: Vec<_> = rates.into_iter().map(|rate| LearningRate::new(rate).unwrap()).collect();
        let losses = gradient_figures::spectrum::final_losses(&rates, start, steps);
        prop_assert_eq!(losses.len(), rates.len());
        for (&rate, loss) in rates.iter().zip(losses) {
            let run = Trajectory::run(rate, start, steps).unwrap();
            let last = run.y(steps);
            prop_assert!(loss.to_bits() == last.to_bits() || (loss.is_nan() && last.is_nan()), "{} and {}", loss, last);
        }
    }
}

#[test]
fn the_strength_of_a_colour_is_in_decades_of_the_loss() {
    use gradient_figures::view::Tone;
    let cases = [
        (Tone::Converges, 100.0, 0.0),
        (Tone::Converges, 1e5, 0.0),
        (Tone::Swings, 0.1, 0.5),
        (Tone::Converges, 1e-4, 1.0),
        (Tone::Converges, 0.0, 1.0),
        (Tone::Diverges, 1.0, 0.0),
        (Tone::Diverges, 1e-3, 0.0),
        (Tone::Diverges, 1e3, 0.5),
        (Tone::Diverges, 1e6, 1.0),
        (Tone::Diverges, f64::INFINITY, 1.0),
        (Tone::Diverges, f64::NAN, 1.0),
        (Tone::Still, 9.0, 0.0),
    ];
    for (tone, loss, expected) in cases {
        let strength = tone.strength(loss);
        assert!((strength - expected).abs() < 1e-12, "{tone:?}, {loss}: {strength}");
    }
}
