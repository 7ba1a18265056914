//! Many more runs than the stored ones, compared with NumPy itself.
//!
//! Set `GRADIENT_FIGURES_PYTHON` to a Python that has NumPy; without it the test says that it was skipped.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::minibatch::{data_equals_numpy, run_equals_numpy};
use serde_json::{Value, json};

fn requests() -> Vec<Value> {
    let mut requests = Vec::new();
    let sizes = [(2, 1), (3, 2), (17, 5), (100, 8), (129, 129), (1000, 200), (4097, 300), (20_000, 1)];
    let noises = [0.3, 0.0, 1.0];
    let rates = [0.003, 0.1, 0.7, 1.3, 2.5];
    for (case, (samples, batch_size)) in sizes.into_iter().cycle().take(40).enumerate() {
        for sampling in ["with replacement", "once per epoch", "full"] {
            requests.push(json!({
                "samples": samples, "noise": noises[case % 3], "data_seed": 1000 + 7919 * case,
                "sampling": sampling, "batch_size": batch_size, "learning_rate": rates[case % rates.len()],
                "seed": u32::MAX - 104_729 * u32::try_from(case).unwrap(), "steps": 20 + 3 * case,
            }));
        }
    }
    // Samples that come and go while it learns: in the middle of an epoch, at its end, at the first step.
    for changes in [
        json!([[10, "add", 0.5, 3.0]]),
        json!([[0, "add", -0.25, -1.0], [7, "remove", 3], [7, "remove", 0]]),
        json!([[12, "remove", 30], [13, "add", 1.0, 0.0], [29, "add", -1.0, 5.5]]),
    ] {
        for (sampling, batch_size) in
            [("with replacement", 1), ("with replacement", 6), ("once per epoch", 9), ("full", 31)]
        {
            requests.push(json!({
                "samples": 31, "noise": 0.3, "data_seed": 5, "sampling": sampling, "batch_size": batch_size,
                "learning_rate": 0.4, "seed": 12, "steps": 30, "changes": changes,
            }));
        }
    }
    // Far enough to pass the largest float64.
    for sampling in ["with replacement", "once per epoch", "full"] {
        requests.push(json!({
            "samples": 50, "noise": 0.3, "data_seed": 8, "sampling": sampling, "batch_size": 10,
            "learning_rate": 6.0, "seed": 2, "steps": 700,
        }));
    }
    requests
}

#[test]
fn equals_numpy_itself() {
    let Ok(python) = std::env::var("GRADIENT_FIGURES_PYTHON") else {
        println!("skipped: GRADIENT_FIGURES_PYTHON names no Python with NumPy");
        return;
    };
    let requests = requests();
    let mut numpy = Command::new(python)
        .args([concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/make_minibatch.py"), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let input = serde_json::to_vec(&requests).unwrap();
    numpy.stdin.take().unwrap().write_all(&input).unwrap();
    let output = numpy.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", output.status);
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), requests.len());
    let compared: usize =
        answers.iter().map(|answer| data_equals_numpy(answer) + run_equals_numpy(answer, answer)).sum();
    println!("{} runs, {compared} values agree with NumPy", answers.len());
}
