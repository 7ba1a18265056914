//! The numbers of the regression, compared with the stored ones of NumPy.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::minibatch::{full_gradient, settings};
use gradient_figures::batch::Batch;
use gradient_figures::dataset::Dataset;
use gradient_figures::minibatch::Run;
use gradient_figures::regression;
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/minibatch.json")).unwrap()
}

/// NumPy's samples themselves: the last place of a t of our own depends on the logarithm of NumPy's C library.
fn numpys_dataset(reference: &Value) -> Dataset {
    let (x, t) = (common::hex_array(reference, "x"), common::hex_array(reference, "t"));
    Dataset::from_samples(&x.into_iter().zip(t).collect::<Vec<_>>()).unwrap()
}

#[test]
fn equals_numpy() {
    assert_eq!(common::minibatch::reference_equals_numpy(), 2 * 100 + 4 + 4 * (50 + 50 + 50 + 30 + 20));
}

/// Sums are taken in NumPy's order, so mini-batch runs are equal to the last bit, and so is a pass over all samples.
#[test]
fn equals_numpy_bit_for_bit_where_it_passes_over_samples() {
    let reference = reference();
    let dataset = numpys_dataset(&reference);
    for expected in reference["runs"].as_array().unwrap() {
        if expected["sampling"] == "full" {
            continue;
        }
        let mut run = Run::new(&dataset, settings(expected)).unwrap();
        run.advance(&dataset, usize::MAX);
        let (w, b) = (common::hex_array(expected, "w"), common::hex_array(expected, "b"));
        for (step, loss) in common::hex_array(expected, "losses").into_iter().enumerate() {
            let parameters = run.parameters(step + 1);
            assert_eq!(parameters.w.to_bits(), w[step].to_bits(), "w after step {step} of {expected}");
            assert_eq!(parameters.b.to_bits(), b[step].to_bits(), "b after step {step} of {expected}");
            let direct = regression::loss(&dataset, Batch::All(dataset.len()), parameters);
            assert_eq!(direct.to_bits(), loss.to_bits(), "loss after step {step} of {expected}");
        }
    }
}

#[test]
fn a_full_batch_by_passes_over_the_samples_equals_numpy_bit_for_bit() {
    let reference = reference();
    let dataset = numpys_dataset(&reference);
    let expected =
        reference["runs"].as_array().unwrap().iter().find(|run| run["sampling"] == "full").unwrap();
    let settings = settings(expected);
    let mut parameters = settings.start;
    let (w, b) = (common::hex_array(expected, "w"), common::hex_array(expected, "b"));
    for step in 0..settings.steps {
        parameters = parameters.step(settings.learning_rate.value(), full_gradient(&dataset, parameters));
        assert_eq!(parameters.w.to_bits(), w[step].to_bits(), "w after step {step}");
        assert_eq!(parameters.b.to_bits(), b[step].to_bits(), "b after step {step}");
    }
}
