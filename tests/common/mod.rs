//! What several tests share.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub, reason = "each test uses a part")]

pub mod escape;
#[cfg(not(target_arch = "wasm32"))]
pub mod hostile;
pub mod minibatch;
#[cfg(not(target_arch = "wasm32"))]
pub mod recorder;
#[cfg(not(target_arch = "wasm32"))]
pub mod snapshot;

/// Parses what Python's `float.hex()` writes, such as `-0x1.8p+1`, exactly.
pub fn hex(text: &str) -> f64 {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    match text {
        "inf" => return sign * f64::INFINITY,
        "nan" => return f64::NAN,
        _ => {}
    }
    let (digits, exponent) = text.strip_prefix("0x").unwrap().split_once('p').unwrap();
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mantissa = u64::from_str_radix(&format!("{whole}{fraction}"), 16).unwrap();
    let shift = exponent.parse::<i32>().unwrap() - 4 * i32::try_from(fraction.len()).unwrap();
    #[allow(clippy::cast_precision_loss, reason = "at most 53 bits")]
    let mut value = mantissa as f64;
    // One factor of two at a time: exact, also on the way to a subnormal.
    for _ in 0..shift.abs() {
        value *= if shift < 0 { 0.5 } else { 2.0 };
    }
    sign * value
}

/// Returns the array of hexadecimal floats under `key`.
pub fn hex_array(run: &serde_json::Value, key: &str) -> Vec<f64> {
    run[key].as_array().unwrap().iter().map(|value| hex(value.as_str().unwrap())).collect()
}

/// Compares every run of `tests/reference/descent.json` with the core, bit for bit; returns how many values agreed.
pub fn descent_equals_numpy() -> usize {
    use gradient_figures::optimizer::LearningRate;
    use gradient_figures::trajectory::Trajectory;
    let runs: serde_json::Value = serde_json::from_str(include_str!("../reference/descent.json")).unwrap();
    let mut compared = 0;
    for run in runs.as_array().unwrap() {
        let learning_rate = LearningRate::new(run["learning_rate"].as_f64().unwrap()).unwrap();
        let start = run["start"].as_f64().unwrap();
        let (xs, ys) = (hex_array(run, "x"), hex_array(run, "y"));
        let trajectory = Trajectory::run(learning_rate, start, xs.len()).unwrap();
        for (k, (x, y)) in xs.iter().zip(&ys).enumerate() {
            let step = k + 1;
            assert_eq!(trajectory.x(step).to_bits(), x.to_bits(), "x at {step} of {run}");
            assert_eq!(trajectory.y(step).to_bits(), y.to_bits(), "y at {step} of {run}");
            compared += 2;
        }
    }
    compared
}
