//! The regression figure: its claims, its settings, what it does with bad values and edited samples.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

use gradient_figures::Error;
use gradient_figures::batch::{Batch, Sampling};
use gradient_figures::figure::minibatch_sgd::{Axis, DEFAULT, Method, Order, PRESETS, Settings};
use gradient_figures::figure::{MinibatchSgdFigure, Verdict};
use gradient_figures::minibatch::{self, Run};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::{Parameters, gradient};
use gradient_figures::view::{nearest_sample, sample_at, sample_place};
use proptest::prelude::*;

fn with(settings: Settings) -> MinibatchSgdFigure {
    let mut figure = MinibatchSgdFigure::with(&settings).unwrap();
    complete(&mut figure);
    figure
}

fn complete(figure: &mut MinibatchSgdFigure) {
    let mut calls = 0;
    while !figure.is_complete() {
        figure.compute();
        calls += 1;
        assert!(calls < 100_000, "it never ends");
    }
}

/// The last loss as a multiple of the first.
fn growth(figure: &MinibatchSgdFigure, method: Method) -> f64 {
    let losses = figure.run(method).losses();
    losses[losses.len() - 1] / losses[0]
}

#[test]
fn preset_one_all_three_converge() {
    let figure = with(PRESETS[0]);
    assert_eq!(PRESETS[0], DEFAULT);
    for method in Method::ALL {
        assert_eq!(figure.verdict(method), Verdict::Converging);
        assert!(growth(&figure, method) < 0.1, "{method:?}: {}", growth(&figure, method));
    }
}

#[test]
fn preset_two_single_samples_blow_up_where_the_full_batch_converges() {
    let figure = with(PRESETS[1]);
    let rate = figure.learning_rate();
    assert!(figure.sgd_limit() < rate && rate < figure.limit());
    assert_eq!(figure.verdict(Method::Full), Verdict::Converging);
    assert_eq!(figure.verdict(Method::Mini), Verdict::Unsteady);
    assert_eq!(figure.verdict(Method::Sgd), Verdict::Diverging);
    assert!(growth(&figure, Method::Full) < 0.05 && growth(&figure, Method::Mini) < 0.1);
    assert!(growth(&figure, Method::Sgd) > 1e3, "{}", growth(&figure, Method::Sgd));
}

#[test]
fn preset_three_single_samples_keep_jumping_where_mini_batches_stay_near() {
    let figure = with(PRESETS[2]);
    assert_eq!((figure.batch_size(), figure.steps()), (32, 200));
    let excess = |method| {
        let losses = &figure.run(method).losses()[101..];
        losses.iter().map(|loss| loss - figure.dataset().quadratic().minimum_loss()).sum::<f64>() / 100.0
    };
    let (mini, sgd) = (excess(Method::Mini), excess(Method::Sgd));
    assert!(sgd >= 5.0 * mini, "{sgd} and {mini}");
    assert!(excess(Method::Full) < 1e-6 * mini);
    // They jump about the minimum: the slope lies on either side of it.
    let minimum = figure.minimum().unwrap();
    let above = figure.run(Method::Sgd).w()[101..].iter().filter(|&&w| w > minimum.w).count();
    assert!((20..=80).contains(&above), "{above}");
}

#[test]
fn preset_four_all_three_diverge() {
    let figure = with(PRESETS[3]);
    assert!(figure.learning_rate() > figure.limit() && figure.limit() > figure.sgd_limit());
    for method in Method::ALL {
        assert_eq!(figure.verdict(method), Verdict::Diverging);
        assert!(growth(&figure, method) > 1e3, "{method:?}: {}", growth(&figure, method));
    }
}

#[test]
fn verdicts_meet_at_their_limits() {
    let (fallen, risen, lost) = ([1.0, 0.5], [1.0, 2.0], [1.0, f64::NAN]);
    let of = |rate: f64, losses: &[f64]| Verdict::of(rate, 1.0, 2.0, losses);
    for losses in [&fallen, &risen, &lost] {
        assert_eq!(of(0.0, losses), Verdict::Still);
        assert_eq!(of(1.0_f64.next_down(), losses), Verdict::Converging);
        assert_eq!(of(2.0, losses), Verdict::Diverging);
    }
    assert_eq!(of(1.0, &fallen), Verdict::Unsteady);
    assert_eq!(of(2.0_f64.next_down(), &fallen), Verdict::Unsteady);
    assert_eq!(of(1.0, &risen), Verdict::Diverging);
    assert_eq!(of(1.0, &lost), Verdict::Diverging);
    let names =
        [Verdict::Still, Verdict::Converging, Verdict::Unsteady, Verdict::Diverging].map(Verdict::name);
    assert_eq!(names, ["still", "converging", "unsteady", "diverging"]);
}

#[test]
fn below_the_limit_of_single_samples_no_batch_brings_the_loss_far_up() {
    // Every update shortens the distance to its batch's minima, so a run stays where the samples' lines are.
    for seed in 0..20 {
        let mut figure = with(Settings { seed, steps: 2000, batch_size: 2, ..DEFAULT });
        figure.set_learning_rate(0.99 * figure.sgd_limit()).unwrap();
        complete(&mut figure);
        for method in [Method::Mini, Method::Sgd] {
            let highest = figure.run(method).losses().iter().copied().fold(0.0, f64::max);
            assert!(highest < 10.0 * figure.run(method).losses()[0], "{highest}");
        }
    }
}

#[test]
fn an_overflow_is_told_and_survived() {
    let mut figure = with(Settings { learning_rate: 1e10, steps: 100, ..DEFAULT });
    for method in Method::ALL {
        let step = figure.run(method).overflow_step().unwrap();
        assert!(step > 5 && step < 40, "{step}");
    }
    assert_eq!(figure.status(), Verdict::Diverging);
    figure.settle();
    figure.set_learning_rate(0.1).unwrap();
    assert_eq!(figure.run(Method::Sgd).overflow_step(), None);
    assert_eq!(figure.status(), Verdict::Converging);
}

#[test]
fn methods_start_alike_and_run_as_the_core_does() {
    let figure = with(DEFAULT);
    let alone = |sampling| {
        let learning_rate = LearningRate::new(DEFAULT.learning_rate).unwrap();
        let settings = minibatch::Settings {
            learning_rate,
            start: Parameters::default(),
            sampling,
            seed: DEFAULT.seed,
            steps: DEFAULT.steps.into(),
        };
        let mut run = Run::new(figure.dataset(), settings).unwrap();
        run.advance(figure.dataset(), usize::MAX);
        run
    };
    let batches = |batch_size| Sampling::WithReplacement { batch_size };
    for (method, sampling) in Method::ALL.into_iter().zip([Sampling::Full, batches(8), batches(1)]) {
        assert_eq!(figure.run(method).losses(), alone(sampling).losses());
        assert_eq!(figure.run(method).parameters(0), Parameters::default());
    }
}

#[test]
fn a_batch_of_one_is_the_method_of_single_samples() {
    for order in [Order::Replacement, Order::Epoch] {
        let figure = with(Settings { batch_size: 1, order, ..DEFAULT });
        assert_eq!(figure.run(Method::Mini).losses(), figure.run(Method::Sgd).losses());
    }
}

#[test]
fn a_whole_epoch_in_one_batch_is_the_full_batch() {
    let figure = with(Settings { batch_size: 100, order: Order::Epoch, ..DEFAULT });
    for (mini, full) in figure.run(Method::Mini).losses().iter().zip(figure.run(Method::Full).losses()) {
        assert!((mini - full).abs() <= 1e-12 * full);
    }
    assert!((figure.epochs() - 50.0).abs() <= 0.0);
    assert_eq!(figure.sample_gradients(), 5000);
}

#[test]
fn the_batch_leads_from_the_step_shown_to_the_next() {
    let mut figure = with(DEFAULT);
    for (step, next_step) in [(0.0, 1), (7.0, 8), (49.0, 50)] {
        figure.set_step(step).unwrap();
        let batch = figure.batch().to_vec();
        assert_eq!(batch.len(), 8);
        let at = figure.parameters();
        let next = at.step(0.1, gradient(figure.dataset(), Batch::Drawn(&batch), at));
        assert_eq!(figure.run(Method::Mini).parameters(next_step), next);
    }
    figure.show_last();
    assert_eq!(figure.batch().len(), 8, "where it would go on");
}

#[test]
fn bad_values_leave_the_figure_as_it_was() {
    let mut figure = with(Settings { learning_rate: 0.3, ..DEFAULT });
    figure.set_step(20.0).unwrap();
    let before = format!("{figure:?}");
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.5, 1e300] {
        // 0.5 and 1e300 are fine for a learning rate, 0.5 for noise and speed.
        if bad.is_nan() || bad.is_infinite() || bad < 0.0 {
            assert!(figure.set_learning_rate(bad).is_err());
            assert!(figure.set_noise(bad).is_err() && figure.set_speed(bad).is_err());
        }
        assert!(figure.set_batch_size(bad).is_err());
        assert!(figure.set_samples(bad).is_err());
        assert!(figure.set_data_seed(bad).is_err());
        assert!(figure.set_seed(bad).is_err());
        assert!(figure.set_steps(bad).is_err());
        assert!(figure.set_step(if bad > 1e299 { -2.0 } else { bad }).is_err());
    }
    for refused in [
        figure.set_batch_size(0.0),
        figure.set_batch_size(101.0),
        figure.set_samples(1.0),
        figure.set_samples(1_000_001.0),
        figure.set_noise(1.1e9),
        figure.set_seed(4_294_967_296.0),
        figure.set_steps(0.0),
        figure.set_steps(10_001.0),
        figure.add_sample(f64::NAN, 0.0),
        figure.add_sample(0.0, 2e9),
        figure.remove_sample(100),
    ] {
        assert!(refused.is_err());
    }
    assert_eq!(figure.set_batch_size(101.0), Err(Error::BatchSize { given: 101.0, max: 100 }));
    assert_eq!(figure.set_seed(-1.0), Err(Error::Seed(-1.0)));
    assert_eq!(format!("{figure:?}"), before);
    assert!(figure.set_seed(4_294_967_295.0).is_ok());
    assert!(MinibatchSgdFigure::with(&Settings { batch_size: 101, ..DEFAULT }).is_err());
    assert!(MinibatchSgdFigure::with(&Settings { steps: 0, ..DEFAULT }).is_err());
}

#[test]
fn fewer_samples_than_the_batch_make_the_batch_smaller() {
    let mut figure = with(Settings { batch_size: 64, ..DEFAULT });
    figure.set_samples(50.0).unwrap();
    assert_eq!((figure.dataset().len(), figure.batch_size()), (50, 50));
    figure.set_samples(100.0).unwrap();
    assert_eq!(figure.batch_size(), 50, "it does not come back");
    let mut figure = with(Settings { batch_size: 100, ..DEFAULT });
    figure.set_step(20.0).unwrap();
    figure.remove_sample(3).unwrap();
    assert_eq!((figure.dataset().len(), figure.batch_size()), (99, 99));
}

#[test]
fn samples_added_while_it_learns_leave_the_past_as_it_was() {
    let mut figure = with(DEFAULT);
    let before = with(DEFAULT);
    figure.set_step(20.0).unwrap();
    figure.add_sample(0.9, -3.0).unwrap();
    assert!(figure.is_edited() && figure.step() == 20 && figure.dataset().len() == 101);
    for method in Method::ALL {
        let (now, then) = (figure.run(method), before.run(method));
        assert!(now.is_complete());
        assert_eq!((&now.w()[..=20], &now.b()[..=20]), (&then.w()[..=20], &then.b()[..=20]));
        assert_ne!(now.losses(), then.losses());
    }
    assert_ne!(figure.run(Method::Full).w()[21..], before.run(Method::Full).w()[21..]);
    assert_ne!(figure.minimum(), before.minimum());
    // Batches from here on are of the samples as they are; those before were of others, and are not shown.
    assert_eq!(figure.batch().len(), 8);
    figure.set_step(19.0).unwrap();
    assert!(figure.batch().is_empty() && figure.scene().batch.is_empty());
    // Another setting runs all methods anew, on the same samples.
    figure.set_seed(5.0).unwrap();
    assert_ne!(figure.run(Method::Full).losses()[..20], before.run(Method::Full).losses()[..20]);
    assert_eq!(figure.batch().len(), 8);
    // Drawing samples anew forgets the edit.
    figure.set_samples(100.0).unwrap();
    figure.set_seed(1.0).unwrap();
    assert!(!figure.is_edited());
    assert_eq!(figure.run(Method::Mini).losses(), before.run(Method::Mini).losses());
}

/// Whatever comes and goes, a loss and the least there is are of the same samples: of those that there are now.
#[test]
fn losses_are_of_the_samples_that_there_are_now() {
    let mut figure = with(DEFAULT);
    let mut edits = 0;
    for step in [40.0, 20.0, 30.0] {
        figure.set_step(step).unwrap();
        figure.add_sample(0.9, -3.0 - step).unwrap();
        figure.remove_sample(7).unwrap();
        edits += 2;
        complete(&mut figure);
        let quadratic = *figure.dataset().quadratic();
        for method in Method::ALL {
            let run = figure.run(method);
            for (at, &loss) in run.losses().iter().enumerate() {
                assert_eq!(
                    loss.to_bits(),
                    quadratic.loss(run.parameters(at)).to_bits(),
                    "{method:?}, step {at}"
                );
                assert!(loss >= quadratic.minimum_loss(), "{method:?}, step {at}: {loss}");
            }
        }
        for shown in 0..=50_u8 {
            figure.set_step(shown.into()).unwrap();
            assert!(figure.loss() >= quadratic.minimum_loss(), "step {shown}");
        }
    }
    assert_eq!((edits, figure.dataset().len()), (6, 100));
    // A run that ended higher than it began on the samples of then is judged by those of now, as the track is.
    figure.set_learning_rate(1.2).unwrap();
    complete(&mut figure);
    let last = figure.run(Method::Mini).losses()[50];
    assert_eq!(figure.status(), figure.verdict_at(1.2, last));
}

#[test]
fn at_the_last_step_an_edit_begins_the_runs_anew() {
    let mut figure = with(DEFAULT);
    figure.add_sample(0.9, -3.0).unwrap();
    figure.remove_sample(0).unwrap();
    let mut other = with(DEFAULT);
    other.set_step(0.0).unwrap();
    other.add_sample(0.9, -3.0).unwrap();
    other.remove_sample(0).unwrap();
    assert_eq!(figure.run(Method::Sgd).losses(), other.run(Method::Sgd).losses());
}

#[test]
fn runs_cut_before_an_edit_begin_anew() {
    let mut figure = with(DEFAULT);
    figure.set_step(30.0).unwrap();
    figure.remove_sample(4).unwrap();
    figure.set_steps(10.0).unwrap();
    figure.set_steps(60.0).unwrap();
    complete(&mut figure);
    assert!(Method::ALL.into_iter().all(|method| figure.run(method).losses().len() == 61));
    figure.set_step(5.0).unwrap();
    assert_eq!(figure.batch().len(), 8);
}

#[test]
fn a_method_switched_off_is_not_computed_and_catches_up() {
    let mut figure = MinibatchSgdFigure::new();
    figure.set_shown(Method::Sgd, false);
    figure.set_learning_rate(0.2).unwrap();
    assert_eq!(figure.run(Method::Sgd).losses().len(), 1);
    assert!(figure.is_complete() && figure.scene().paths[2].is_none());
    // On samples that changed meanwhile it has the same past as the others.
    figure.set_step(10.0).unwrap();
    figure.add_sample(0.0, 5.0).unwrap();
    figure.set_shown(Method::Sgd, true);
    let mut always = with(Settings { learning_rate: 0.2, ..DEFAULT });
    always.set_step(10.0).unwrap();
    always.add_sample(0.0, 5.0).unwrap();
    assert_eq!(figure.run(Method::Sgd).losses(), always.run(Method::Sgd).losses());
}

#[test]
fn samples_of_one_x_have_no_single_minimum() {
    let mut figure = with(Settings { samples: 2, batch_size: 1, ..DEFAULT });
    figure.add_sample(0.5, 1.0).unwrap();
    figure.add_sample(0.5, 2.0).unwrap();
    figure.remove_sample(0).unwrap();
    figure.remove_sample(0).unwrap();
    assert_eq!(figure.minimum(), None);
    assert!((figure.dataset().quadratic().minimum_loss() - 0.125).abs() < 1e-15);
    assert_eq!(figure.verdict(Method::Full), Verdict::Converging);
    let losses = figure.run(Method::Full).losses();
    assert!((losses[50] - 0.125).abs() < 0.01);
}

#[test]
fn a_large_batch_is_computed_over_several_calls() {
    let settings = Settings { samples: 20_000, batch_size: 20_000, ..DEFAULT };
    let mut figure = MinibatchSgdFigure::with(&settings).unwrap();
    assert!(!figure.is_complete() && figure.run(Method::Full).is_complete());
    assert!(figure.run(Method::Sgd).is_complete());
    let computed = figure.run(Method::Mini).last_step();
    assert!((5..20).contains(&computed), "{computed}");
    assert!(figure.loss().is_finite() && figure.sample_gradients() == computed * 20_000);
    complete(&mut figure);
    assert_eq!(figure.sample_gradients(), 50 * 20_000);
}

#[test]
fn the_cost_axis_ends_where_mini_batches_do() {
    let mut figure = with(DEFAULT);
    let end = |figure: &mut MinibatchSgdFigure, axis| {
        figure.set_axis(axis);
        figure.scene().planes.loss.end
    };
    assert!((end(&mut figure, Axis::Updates) - 50.0).abs() <= 0.0);
    assert!((end(&mut figure, Axis::Gradients) - 400.0).abs() <= 0.0);
    assert!((end(&mut figure, Axis::Epochs) - 4.0).abs() <= 0.0);
    figure.set_shown(Method::Mini, false);
    assert!((end(&mut figure, Axis::Gradients) - 50.0).abs() <= 0.0);
    figure.set_shown(Method::Sgd, false);
    assert!((end(&mut figure, Axis::Gradients) - 5000.0).abs() <= 0.0);
    figure.set_shown(Method::Full, false);
    assert!(end(&mut figure, Axis::Epochs) > 0.0);
    for axis in [Axis::Updates, Axis::Epochs, Axis::Gradients] {
        assert_eq!(Axis::named(axis.name()), Some(axis));
    }
    assert_eq!((Axis::named(""), Order::named("epoch")), (None, Some(Order::Epoch)));
}

#[test]
fn ranges_hold_still_while_held_and_do_not_jitter() {
    let mut figure = with(DEFAULT);
    let rest = figure.scene().planes;
    figure.hold();
    figure.set_learning_rate(2.5).unwrap();
    assert_eq!(figure.scene().planes, rest);
    figure.settle();
    assert_ne!(figure.scene().planes.contours, rest.contours);
    figure.set_learning_rate(0.1).unwrap();
    figure.settle();
    assert_eq!(figure.scene().planes, rest);
    // Over the whole slider the range changes a few times, not at each value.
    let mut changes = 0;
    let mut before = figure.scene().planes.contours;
    for n in 0..400 {
        figure.set_learning_rate(f64::from(n) / 200.0).unwrap();
        changes += u32::from(figure.scene().planes.contours != before);
        before = figure.scene().planes.contours;
    }
    assert!(changes < 80, "{changes}");
}

/// While a run plays, the marks move and the axes of the loss do not.
#[test]
fn the_axes_of_the_loss_keep_still_while_it_plays() {
    for settings in [DEFAULT, Settings { learning_rate: 2.2, ..DEFAULT }, Settings { steps: 200, ..DEFAULT }]
    {
        let mut figure = with(settings);
        figure.settle();
        let before = figure.scene().planes.loss;
        figure.set_speed(10.0).unwrap();
        figure.play();
        let mut now = 0.0;
        while figure.is_playing() {
            assert_eq!(figure.scene().planes.loss, before, "step {}", figure.step());
            figure.advance(now);
            now += 90.0;
        }
        assert_eq!(figure.scene().planes.loss, before);
    }
}

#[test]
fn plays_to_the_end() {
    let mut figure = with(DEFAULT);
    figure.set_speed(10.0).unwrap();
    figure.play();
    assert_eq!(figure.step(), 0);
    let mut now = 0.0;
    while figure.is_playing() {
        figure.advance(now);
        now += 40.0;
        assert!(now < 100_000.0, "it never ended");
    }
    assert_eq!(figure.step(), 50);
}

#[test]
fn the_nearest_sample_is_found_where_it_is_drawn() {
    let figure = with(DEFAULT);
    let (x, t) = figure.scene().planes.data;
    let sample = (figure.dataset().x()[17], figure.dataset().t()[17]);
    let place = sample_place(sample, x, t);
    let back = sample_at(place, x, t);
    assert!((back.0 - sample.0).abs() < 1e-12 && (back.1 - sample.1).abs() < 1e-12);
    let beside = (place.0 + 1.0 / 300.0, place.1);
    let (index, distance) = nearest_sample(figure.dataset(), beside, (300.0, 280.0), x, t).unwrap();
    assert_eq!(index, 17);
    assert!((distance - 1.0).abs() < 1e-9);
}

/// 0, 1 or 2 for a share from 0 to 1.
fn third(share: f64) -> usize {
    usize::from(share > 1.0 / 3.0) + usize::from(share > 2.0 / 3.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn any_sequence_of_verbs_leaves_a_working_figure(
        verbs in prop::collection::vec((0..20_u8, 0.0..1.0_f64, any::<f64>()), 1..40),
    ) {
        let mut figure = MinibatchSgdFigure::new();
        for (verb, share, wild) in verbs {
            match verb {
                0 => { let _ = figure.set_learning_rate(if share < 0.8 { 3.0 * share } else { wild }); }
                1 => { let _ = figure.set_batch_size((share * 120.0).floor()); }
                2 => { let _ = figure.set_samples((share * 200.0).floor()); }
                3 => { let _ = figure.set_noise(if share < 0.8 { share } else { wild }); }
                4 => { let _ = figure.set_seed((share * 10.0).floor()); }
                5 => { let _ = figure.set_data_seed((share * 10.0).floor()); }
                6 => figure.set_order(if share < 0.5 { Order::Replacement } else { Order::Epoch }),
                7 => { let _ = figure.set_steps((share * 120.0).floor()); }
                8 => { let _ = figure.set_step((share * 120.0).floor()); }
                9 => figure.show_last(),
                10 => figure.set_axis([Axis::Updates, Axis::Epochs, Axis::Gradients][third(share)]),
                11 => figure.set_shown(Method::ALL[third(share)], wild > 0.0),
                12 => figure.play(),
                13 => figure.advance(wild),
                14 => figure.pause(),
                15 => figure.hold(),
                16 => figure.settle(),
                17 => { let _ = figure.add_sample(4.0 * share - 2.0, if share < 0.9 { share } else { wild }); }
                18 => { let _ = figure.remove_sample(150 * third(share) / 3); }
                _ => figure.compute(),
            }
            let samples = figure.dataset().len();
            prop_assert!((1..=samples).contains(&figure.batch_size()));
            prop_assert!(figure.step() <= figure.steps());
            prop_assert!(figure.batch().iter().all(|&index| (index as usize) < samples));
            let scene = figure.scene();
            for path in scene.paths.iter().flatten() {
                prop_assert_eq!(path.costs.len(), path.losses.len());
                prop_assert_eq!(path.w.len(), path.losses.len());
                prop_assert!(path.costs.is_sorted());
            }
            prop_assert!(scene.planes.loss.end > 0.0);
            for span in [scene.planes.data.0, scene.planes.data.1, scene.planes.contours.0, scene.planes.contours.1] {
                let range = span.range();
                prop_assert!(range.start < range.end && range.start <= 0.0 && range.end >= 0.0);
                prop_assert!((range.end - range.start).is_finite());
            }
            let _ = figure.status();
        }
    }
}

#[test]
fn what_the_map_tells_of_a_place_is_what_the_run_there_comes_to() {
    let mut figure = MinibatchSgdFigure::new();
    for (learning_rate, batch_size) in [(0.05, 1), (0.7, 8), (1.9, 100), (2.4, 30)] {
        let told = figure.outcome(learning_rate, batch_size).unwrap();
        figure.set_learning_rate(learning_rate).unwrap();
        figure.set_batch_size(f64::from(u32::try_from(batch_size).unwrap())).unwrap();
        assert_eq!(
            told.to_bits(),
            figure.rate_curve().loss.to_bits(),
            "η = {learning_rate}, B = {batch_size}"
        );
    }
    // A run of ten million sample gradients is not waited for: the map's own value stands for it.
    figure.set_samples(2000.0).unwrap();
    figure.set_steps(10_000.0).unwrap();
    figure.sweep(true);
    let told = figure.outcome(0.3, 1000).unwrap();
    let share = figure.map_axis().share(1000.0);
    assert_eq!(told.to_bits(), figure.map().at(0.3 / 2.5, share).to_bits());
}

#[test]
fn a_run_that_an_answer_has_completed_is_drawn_to_its_end() {
    let mut figure = MinibatchSgdFigure::new();
    figure.set_batch_size(68.0).unwrap();
    figure.set_steps(8202.0).unwrap();
    assert!(!figure.is_complete());
    let recorded = figure.completed(Method::Mini).losses().len();
    let path = figure.scene().paths[Method::Mini as usize].unwrap();
    assert_eq!((path.losses.len(), path.costs.len()), (recorded, recorded));
}
