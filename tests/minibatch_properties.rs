//! What must hold for the regression whatever its data and settings are.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::minibatch::full_gradient;
use gradient_figures::Error;
use gradient_figures::batch::{Batch, Batches, Sampling};
use gradient_figures::dataset::Dataset;
use gradient_figures::minibatch::{Run, Settings};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::{self, Parameters};
use gradient_figures::spectrum::RegressionSpectrum;
use proptest::prelude::*;

fn data(samples: std::ops::Range<usize>) -> impl Strategy<Value = Dataset> {
    (samples, 0.0..2.0, any::<u32>())
        .prop_map(|(samples, noise, seed)| Dataset::new(samples, noise, seed).unwrap())
}

fn parameters() -> impl Strategy<Value = Parameters> {
    (-5.0..5.0, -5.0..5.0).prop_map(|(w, b)| Parameters { w, b })
}

fn drawn() -> impl Strategy<Value = Sampling> {
    prop_oneof![
        (1_usize..40).prop_map(|batch_size| Sampling::WithReplacement { batch_size }),
        (1_usize..40).prop_map(|batch_size| Sampling::OncePerEpoch { batch_size }),
    ]
}

fn settings(learning_rate: f64, sampling: Sampling, seed: u32, steps: usize) -> Settings {
    let learning_rate = LearningRate::new(learning_rate).unwrap();
    Settings { learning_rate, start: Parameters::default(), sampling, seed, steps }
}

fn complete(dataset: &Dataset, settings: Settings) -> Run {
    let mut run = Run::new(dataset, settings).unwrap();
    run.advance(dataset, usize::MAX);
    assert!(run.is_complete());
    run
}

fn near(a: f64, b: f64, relative: f64) -> bool {
    (a - b).abs() <= relative * f64::max(1.0, f64::max(a.abs(), b.abs()))
}

fn indices(batch: Batch<'_>) -> Vec<u32> {
    match batch {
        Batch::All(samples) => (0..).take(samples).collect(),
        Batch::Drawn(indices) => indices.to_vec(),
    }
}

proptest! {
    #[test]
    fn gradients_agree_with_central_differences(
        dataset in data(2..300), at in parameters(), indices in proptest::collection::vec(0_u32..2, 1..200),
    ) {
        for batch in [Batch::All(dataset.len()), Batch::Drawn(&indices)] {
            let loss = |w, b| regression::loss(&dataset, batch, Parameters { w, b });
            let h = 1e-4;
            let gradient = regression::gradient(&dataset, batch, at);
            prop_assert!(near(gradient.w, (loss(at.w + h, at.b) - loss(at.w - h, at.b)) / (2.0 * h), 1e-9));
            prop_assert!(near(gradient.b, (loss(at.w, at.b + h) - loss(at.w, at.b - h)) / (2.0 * h), 1e-9));
        }
    }

    #[test]
    fn the_full_gradient_is_the_mean_of_the_samples_gradients(dataset in data(2..300), at in parameters()) {
        let (mut w, mut b, mut loss) = (0.0, 0.0, 0.0);
        for index in 0..u32::try_from(dataset.len()).unwrap() {
            let one = regression::gradient(&dataset, Batch::Drawn(&[index]), at);
            (w, b) = (w + one.w, b + one.b);
            loss += regression::loss(&dataset, Batch::Drawn(&[index]), at);
        }
        let samples = f64::from(u32::try_from(dataset.len()).unwrap());
        let full = full_gradient(&dataset, at);
        prop_assert!(near(full.w, w / samples, 1e-13) && near(full.b, b / samples, 1e-13));
        prop_assert!(near(regression::loss(&dataset, Batch::All(dataset.len()), at), loss / samples, 1e-13));
    }

    #[test]
    fn the_quadratic_is_the_loss(dataset in data(2..2000), at in parameters()) {
        let all = Batch::All(dataset.len());
        let quadratic = dataset.quadratic();
        let direct = regression::loss(&dataset, all, at);
        prop_assert!((quadratic.loss(at) - direct).abs() <= 1e-12 * direct, "{} {direct}", quadratic.loss(at));
        let (ours, direct) = (quadratic.gradient(at), full_gradient(&dataset, at));
        prop_assert!(near(ours.w, direct.w, 1e-14) && near(ours.b, direct.b, 1e-14));
        let minimum = quadratic.minimum().unwrap();
        prop_assert!(quadratic.loss(minimum) <= quadratic.loss(at));
        prop_assert!(near(quadratic.loss(minimum), quadratic.minimum_loss(), 1e-13));
    }

    #[test]
    fn the_quadratic_holds_for_samples_far_from_zero(
        samples in proptest::collection::vec((-1e4..1e4, -1e4..1e4), 2..50), at in parameters(),
    ) {
        let dataset = Dataset::from_samples(&samples).unwrap();
        let direct = regression::loss(&dataset, Batch::All(dataset.len()), at);
        prop_assert!((dataset.quadratic().loss(at) - direct).abs() <= 1e-12 * direct);
        let [least, largest] = dataset.quadratic().curvatures();
        let [[a, m], [_, c]] = dataset.quadratic().hessian();
        prop_assert!(near(least + largest, a + c, 1e-14) && least >= 0.0);
        prop_assert!((least * largest - (a * c - m * m)).abs() <= 1e-14 * a * c);
    }

    #[test]
    fn an_epoch_in_one_batch_is_the_full_batch(dataset in data(2..300), seed in any::<u32>(), rate in 0.0..2.5) {
        let epoch = complete(&dataset, settings(rate, Sampling::OncePerEpoch { batch_size: dataset.len() }, seed, 30));
        let full = complete(&dataset, settings(rate, Sampling::Full, seed, 30));
        for step in 0..=30 {
            prop_assert!(near(epoch.w()[step], full.w()[step], 1e-12), "step {step}");
            prop_assert!(near(epoch.b()[step], full.b()[step], 1e-12), "step {step}");
            prop_assert!((epoch.epochs(step) - full.epochs(step)).abs() <= 0.0);
        }
    }

    #[test]
    fn full_batch_descent_converges_below_the_limit_and_not_above(dataset in data(3..300), share in 0.05..2.0) {
        prop_assume!(f64::abs(share - 1.0) > 0.02);
        let quadratic = dataset.quadratic();
        let run = complete(&dataset, settings(share * quadratic.learning_rate_limit(), Sampling::Full, 0, 2000));
        let excess = |step: usize| run.losses()[step] - quadratic.minimum_loss();
        let [least, largest] = quadratic.curvatures();
        // The slower of the two directions shrinks by this factor each step.
        let factor = f64::max(f64::abs(1.0 - 2.0 * share * least / largest), f64::abs(1.0 - 2.0 * share));
        if share < 1.0 {
            prop_assert!(run.overflow_step().is_none());
            prop_assert!(excess(2000) <= excess(0) * factor.powi(3990) + 1e-13);
        } else {
            prop_assert!(run.overflow_step().is_some() || excess(2000) > 1e6 * excess(0));
        }
    }

    #[test]
    fn one_sample_overshoots_above_its_own_limit(dataset in data(2..100), at in parameters(), share in 0.1..2.0) {
        prop_assume!(f64::abs(share - 1.0) > 1e-3);
        let farthest = |&a: &usize, &b: &usize| dataset.x()[a].abs().total_cmp(&dataset.x()[b].abs());
        let index = (0..dataset.len()).max_by(farthest).unwrap();
        let (x, t) = (dataset.x()[index], dataset.t()[index]);
        prop_assume!(regression::sample_loss(at, x, t) > 1e-9);
        let rate = share * dataset.quadratic().sample_learning_rate_limit();
        let batch = [u32::try_from(index).unwrap()];
        let next = at.step(rate, regression::gradient(&dataset, Batch::Drawn(&batch), at));
        prop_assert_eq!(regression::sample_loss(next, x, t) < regression::sample_loss(at, x, t), share < 1.0);
    }

    #[test]
    fn a_batch_can_be_had_again(
        sampling in drawn(), samples in 1_usize..200, seed in any::<u32>(),
        looks in proptest::collection::vec(0_usize..400, 1..40),
    ) {
        let mut batches = Batches::new(sampling, samples, seed);
        let recorded: Vec<_> = (0..400).map(|_| indices(batches.draw())).collect();
        for step in looks {
            prop_assert_eq!(indices(batches.at(step)), recorded[step].as_slice(), "step {}", step);
        }
    }

    #[test]
    fn going_back_and_on_gives_the_same_batches(
        sampling in drawn(), samples in 1_usize..200, seed in any::<u32>(), back in 0_usize..300,
    ) {
        let mut batches = Batches::new(sampling, samples, seed);
        let recorded: Vec<_> = (0..300).map(|_| indices(batches.draw())).collect();
        batches.truncate(back);
        for (step, expected) in recorded.iter().enumerate().skip(back) {
            prop_assert_eq!(&indices(batches.draw()), expected, "step {}", step);
        }
    }

    #[test]
    fn an_epoch_holds_each_sample_once(samples in 1_usize..200, batch_size in 1_usize..60, seed in any::<u32>()) {
        let mut batches = Batches::new(Sampling::OncePerEpoch { batch_size }, samples, seed);
        let per_epoch = samples.div_ceil(batch_size);
        for epoch in 1..4 {
            let mut seen: Vec<u32> = (0..per_epoch).flat_map(|_| indices(batches.draw())).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..).take(samples).collect::<Vec<u32>>());
            prop_assert_eq!(batches.sample_gradients(epoch * per_epoch), epoch * samples);
        }
    }

    #[test]
    fn the_budget_changes_when_but_not_what(
        dataset in data(2..100), sampling in drawn(), seed in any::<u32>(), budget in 1_usize..500,
    ) {
        prop_assume!(sampling.batch_size(0) <= dataset.len());
        let settings = settings(0.3, sampling, seed, 100);
        let at_once = complete(&dataset, settings);
        let mut run = Run::new(&dataset, settings).unwrap();
        while !run.is_complete() {
            let before = run.last_step();
            run.advance(&dataset, budget);
            prop_assert!(run.last_step() > before);
            prop_assert!(run.last_step() - before <= budget);
        }
        prop_assert_eq!(run.losses(), at_once.losses());
        // Another learning rate and back: as if new.
        run.set_learning_rate(&dataset, LearningRate::new(0.9).unwrap());
        run.advance(&dataset, budget);
        run.set_learning_rate(&dataset, settings.learning_rate);
        run.advance(&dataset, usize::MAX);
        prop_assert_eq!((run.w(), run.b()), (at_once.w(), at_once.b()));
    }

    #[test]
    fn each_run_of_a_spectrum_is_the_plain_run(
        dataset in data(40..300),
        rates in proptest::collection::vec(0.0_f64..3.0, 1..20),
        sampling in prop_oneof![drawn(), Just(Sampling::Full)],
        seed in any::<u32>(),
        steps in 1_usize..200,
        budget in 1_usize..10_000,
    ) {
        let rates: Vec<_> = rates.into_iter().map(|rate| LearningRate::new(rate).unwrap()).collect();
        let mut spectrum = RegressionSpectrum::new(&dataset, &rates, sampling, seed, steps);
        while !spectrum.is_complete() {
            spectrum.advance(&dataset, budget);
        }
        let losses = spectrum.losses(&dataset);
        prop_assert_eq!(losses.len(), rates.len());
        for (at, (rate, loss)) in rates.iter().zip(losses).enumerate() {
            let parameters = spectrum.parameters(at);
            let run = complete(&dataset, settings(rate.value(), sampling, seed, steps));
            let plain = run.parameters(steps);
            prop_assert_eq!((parameters.w.to_bits(), parameters.b.to_bits()), (plain.w.to_bits(), plain.b.to_bits()));
            prop_assert_eq!(loss.to_bits(), run.losses()[steps].to_bits());
        }
    }

    #[test]
    fn removing_what_was_added_restores(dataset in data(2..300), x in -2.0..2.0, t in -5.0..5.0) {
        let mut changed = dataset.clone();
        changed.add_sample(x, t).unwrap();
        prop_assert_ne!(&changed, &dataset);
        prop_assert_eq!(changed.remove_sample(dataset.len()), Ok((x, t)));
        prop_assert_eq!(changed, dataset);
    }

    #[test]
    fn a_run_goes_on_from_where_its_dataset_changed(
        dataset in data(5..100), sampling in drawn(), seed in any::<u32>(), at in 0_usize..=60,
    ) {
        prop_assume!(sampling.batch_size(0) < dataset.len());
        let settings = settings(0.2, sampling, seed, 60);
        let untouched = complete(&dataset, settings);
        let mut run = untouched.clone();
        let mut changed = dataset.clone();
        changed.add_sample(0.0, 9.0).unwrap();
        run.dataset_changed_at(at, &changed);
        prop_assert_eq!(run.last_step(), at);
        run.advance(&changed, usize::MAX);
        prop_assert_eq!((&run.w()[..=at], &run.b()[..=at]), (&untouched.w()[..=at], &untouched.b()[..=at]));
        for (step, loss) in run.losses().iter().enumerate() {
            prop_assert_eq!(loss.to_bits(), changed.quadratic().loss(run.parameters(step)).to_bits());
        }
        prop_assert_eq!(run.overflow_step(), None);
        if at < 60 {
            let (batch, from) = (indices(run.batch(at)), run.parameters(at));
            let next = from.step(0.2, regression::gradient(&changed, Batch::Drawn(&batch), from));
            prop_assert_eq!(run.parameters(at + 1), next);
        }
        if at > 0 {
            prop_assert_eq!(indices(run.batch(at - 1)), indices(untouched.clone().batch(at - 1)));
        }
        // From the start again, it is a run on the dataset as it is now.
        run.restart(&changed);
        run.advance(&changed, usize::MAX);
        let anew = complete(&changed, settings);
        prop_assert_eq!(run.losses(), anew.losses());
        prop_assert_eq!(run.epochs(60).to_bits(), anew.epochs(60).to_bits());
    }
}

#[test]
fn batches_far_apart_are_replayed_from_marks() {
    for sampling in
        [Sampling::WithReplacement { batch_size: 3000 }, Sampling::OncePerEpoch { batch_size: 3000 }]
    {
        let mut batches = Batches::new(sampling, 10_000, 42);
        let mut recorded: Vec<_> = (0..150).map(|_| indices(batches.draw())).collect();
        batches.change_samples(9000);
        recorded.extend((0..150).map(|_| indices(batches.draw())));
        for step in (0..300).rev().chain([0, 299, 1, 149, 150, 151, 148, 20, 22, 24]) {
            assert_eq!(indices(batches.at(step)), recorded[step], "step {step} of {sampling:?}");
        }
        assert_eq!((batches.samples_at(149), batches.samples_at(150)), (10_000, 9000));
        batches.truncate(140);
        assert_eq!(indices(batches.draw()), recorded[140]);
    }
}

#[test]
fn samples_without_noise_are_fitted_to_the_last_place() {
    let dataset = Dataset::new(1000, 0.0, 0).unwrap();
    let run = complete(&dataset, settings(0.8, Sampling::Full, 0, 1000));
    assert!((run.w()[1000] - 2.0).abs() <= 1e-15 && (run.b()[1000] - 1.0).abs() <= 1e-15);
    assert!(run.losses()[1000] <= 1e-30);
    let minimum = dataset.quadratic().minimum().unwrap();
    assert!((minimum.w - 2.0).abs() <= 1e-15 && (minimum.b - 1.0).abs() <= 1e-15);
}

#[test]
fn the_first_overflowing_loss_is_told() {
    let dataset = Dataset::new(100, 0.3, 0).unwrap();
    let mut run = complete(&dataset, settings(3.0, Sampling::WithReplacement { batch_size: 10 }, 1, 5000));
    let step = run.overflow_step().unwrap();
    assert!(run.losses()[step - 1].is_finite() && !run.losses()[step].is_finite());
    run.set_steps(step - 1).unwrap();
    assert_eq!(run.overflow_step(), None);
    assert!(run.is_complete());
}

#[test]
fn settings_out_of_range_are_refused() {
    let dataset = Dataset::new(10, 0.3, 0).unwrap();
    let with = |sampling, steps| Run::new(&dataset, settings(0.1, sampling, 0, steps)).map(drop);
    assert_eq!(with(Sampling::Full, 0), Err(Error::Steps { given: 0.0, max: 10_000 }));
    assert_eq!(with(Sampling::Full, 10_001), Err(Error::Steps { given: 10_001.0, max: 10_000 }));
    assert_eq!(
        with(Sampling::OncePerEpoch { batch_size: 0 }, 1),
        Err(Error::BatchSize { given: 0.0, max: 10 })
    );
    assert_eq!(
        with(Sampling::WithReplacement { batch_size: 11 }, 1),
        Err(Error::BatchSize { given: 11.0, max: 10 })
    );
    let start = Parameters { w: 0.0, b: f64::NAN };
    let refused = Run::new(&dataset, Settings { start, ..settings(0.1, Sampling::Full, 0, 1) });
    assert!(matches!(refused.map(drop), Err(Error::Start(_))));
}
