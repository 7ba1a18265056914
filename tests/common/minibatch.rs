//! Runs on the regression, as NumPy and as the core compute them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests")]

use gradient_figures::batch::{Batch, Sampling};
use gradient_figures::dataset::Dataset;
use gradient_figures::minibatch::{Run, Settings};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::{self, Parameters};
use serde_json::Value;

use super::hex_array;

/// The relative difference allowed between NumPy's number and ours.
pub const TOLERANCE: f64 = 1e-12;

/// Returns the samples that `data` describes.
pub fn dataset(data: &Value) -> Dataset {
    let samples = count(&data["samples"]);
    let seed = data["data_seed"].as_u64().unwrap().try_into().unwrap();
    Dataset::new(samples, data["noise"].as_f64().unwrap(), seed).unwrap()
}

/// Returns what the core is to do for the `run` of a reference.
pub fn settings(run: &Value) -> Settings {
    let batch_size = count(&run["batch_size"]);
    Settings {
        learning_rate: LearningRate::new(run["learning_rate"].as_f64().unwrap()).unwrap(),
        start: Parameters::default(),
        sampling: match run["sampling"].as_str().unwrap() {
            "full" => Sampling::Full,
            "with replacement" => Sampling::WithReplacement { batch_size },
            "once per epoch" => Sampling::OncePerEpoch { batch_size },
            other => panic!("unknown sampling {other}"),
        },
        seed: run["seed"].as_u64().unwrap_or(0).try_into().unwrap(),
        steps: count(&run["steps"]),
    }
}

/// Compares every run of `tests/reference/minibatch.json` with the core; returns how many values agreed.
pub fn reference_equals_numpy() -> usize {
    let reference: Value = serde_json::from_str(include_str!("../reference/minibatch.json")).unwrap();
    let compared = data_equals_numpy(&reference);
    compared
        + reference["runs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| run_equals_numpy(&reference, run))
            .sum::<usize>()
}

/// Compares samples, curvatures and minimum: x exactly, the rest to [`TOLERANCE`].
pub fn data_equals_numpy(data: &Value) -> usize {
    let dataset = dataset(data);
    let x = hex_array(data, "x");
    assert_eq!(x.len(), dataset.len());
    for (n, (ours, numpys)) in dataset.x().iter().zip(&x).enumerate() {
        assert_eq!(ours.to_bits(), numpys.to_bits(), "x of sample {n}");
    }
    // Where a sample's noise all but cancels 2x + 1, the last place of the noise is what counts.
    let floor = last_place(&dataset);
    for (n, (&ours, numpys)) in dataset.t().iter().zip(hex_array(data, "t")).enumerate() {
        assert_near(ours, numpys, floor, &format!("t of sample {n}"));
    }
    let quadratic = dataset.quadratic();
    for (ours, numpys) in quadratic.curvatures().into_iter().zip(hex_array(data, "curvatures")) {
        // LAPACK's small eigenvalue is right to the last place of the large one.
        assert_near(ours, numpys, 4.0 * f64::EPSILON, "curvature");
    }
    if quadratic.curvatures()[0] > 1e-3 {
        let Parameters { w, b } = quadratic.minimum().unwrap();
        let numpys = hex_array(data, "minimum");
        assert_near(w, numpys[0], 0.0, "w of the minimum");
        assert_near(b, numpys[1], 0.0, "b of the minimum");
    }
    2 * x.len() + 4
}

/// Compares a run: batches exactly, parameters and losses to [`TOLERANCE`]. Returns how many values were compared.
pub fn run_equals_numpy(data: &Value, expected: &Value) -> usize {
    let mut dataset = dataset(data);
    let mut run = Run::new(&dataset, settings(expected)).unwrap();
    while !run.is_complete() {
        run.advance(&dataset, 1000);
    }
    let losses_before = run.losses().len();
    for change in expected["changes"].as_array().into_iter().flatten() {
        match change[1].as_str().unwrap() {
            "add" => dataset.add_sample(change[2].as_f64().unwrap(), change[3].as_f64().unwrap()).unwrap(),
            _ => drop(dataset.remove_sample(count(&change[2])).unwrap()),
        }
        run.dataset_changed_at(count(&change[0]), &dataset);
        while run.advance(&dataset, 7) == 0 {}
    }
    assert!(run.is_complete() && run.losses().len() == losses_before);

    let settings = *run.settings();
    let (w, b, losses) = (hex_array(expected, "w"), hex_array(expected, "b"), hex_array(expected, "losses"));
    let rounding = last_place(&dataset);
    for step in 0..settings.steps {
        let about = || format!("after step {} of {settings:?} on {} samples", step + 1, dataset.len());
        if let Batch::Drawn(indices) = run.batch(step) {
            let numpys: Vec<u32> = serde_json::from_value(expected["batches"][step].clone()).unwrap();
            assert_eq!(indices, numpys, "the batch {}", about());
        }
        let parameters = run.parameters(step + 1);
        assert_near(parameters.w, w[step], 0.0, &format!("w {}", about()));
        assert_near(parameters.b, b[step], 0.0, &format!("b {}", about()));
        // A direct sum, NumPy's as ours, rounds each error w x + b - t: what that makes of a small loss.
        let floor = rounding * (rounding + losses[step].sqrt());
        assert_near(run.losses()[step + 1], losses[step], floor, &format!("loss {}", about()));
    }
    4 * settings.steps
}

/// Returns the size of a rounding error in t, and in w x + b − t near the minimum.
fn last_place(dataset: &Dataset) -> f64 {
    2.0 * f64::EPSILON * dataset.t().iter().fold(0.0, |most: f64, t| most.max(t.abs()))
}

/// Returns the gradient over all samples by a pass over them.
pub fn full_gradient(dataset: &Dataset, parameters: Parameters) -> regression::Gradient {
    regression::gradient(dataset, Batch::All(dataset.len()), parameters)
}

/// Asserts that our number is NumPy's to [`TOLERANCE`] or to `floor`, or that neither is finite.
pub fn assert_near(ours: f64, numpys: f64, floor: f64, about: &str) {
    if numpys.is_finite() {
        let difference = (ours - numpys).abs();
        assert!(
            difference <= TOLERANCE * numpys.abs() + floor,
            "{about}: {ours:e}, NumPy {numpys:e}, {difference:e} off"
        );
    } else {
        assert!(!ours.is_finite(), "{about}: {ours:e}, NumPy {numpys:e}");
    }
}

/// Returns a count of the JSON.
pub fn count(value: &Value) -> usize {
    value.as_u64().unwrap().try_into().unwrap()
}
