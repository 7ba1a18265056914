//! Walks on the curve with two wells, as NumPy and as the core compute them.
#![allow(clippy::unwrap_used, reason = "for tests")]

use gradient_figures::escape::{Run, Settings};
use gradient_figures::objective::DoubleWell;
use gradient_figures::optimizer::LearningRate;
use serde_json::Value;

use super::hex_array;
use super::minibatch::count;

/// Compares every run of `tests/reference/escape.json` with the core, bit for bit; returns how many values agreed.
pub fn reference_equals_numpy() -> usize {
    let runs: Value = serde_json::from_str(include_str!("../reference/escape.json")).unwrap();
    runs.as_array().unwrap().iter().map(run_equals_numpy).sum()
}

/// Compares a run: tilts, parameters and values, bit for bit, one that is no number with any such. Returns how many
/// values were compared.
pub fn run_equals_numpy(expected: &Value) -> usize {
    let run = Run::new(&Settings {
        learning_rate: LearningRate::new(expected["learning_rate"].as_f64().unwrap()).unwrap(),
        batch_size: count(&expected["batch_size"]).try_into().unwrap(),
        steps: count(&expected["steps"]),
        seed: expected["seed"].as_u64().unwrap().try_into().unwrap(),
    });
    let (tilts, xs, ys) = (hex_array(expected, "tilts"), hex_array(expected, "x"), hex_array(expected, "y"));
    assert_eq!(run.xs().len(), xs.len() + 1);
    let is_same =
        |ours: f64, numpys: f64| ours.to_bits() == numpys.to_bits() || (ours.is_nan() && numpys.is_nan());
    for (step, ((tilt, x), y)) in tilts.iter().zip(&xs).zip(&ys).enumerate() {
        assert!(is_same(run.tilts()[step], *tilt), "tilt from step {step} of {expected}");
        assert!(is_same(run.xs()[step + 1], *x), "x after step {step} of {expected}");
        assert!(is_same(DoubleWell.value(run.xs()[step + 1]), *y), "y after step {step} of {expected}");
    }
    3 * xs.len()
}
