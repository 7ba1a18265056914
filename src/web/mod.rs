//! What JavaScript sees, on wasm32 only: one class per figure with verbs and plain values.

mod backend;
mod batch_throughput;
mod canvas;
mod gradient_descent;
mod minibatch_sgd;
mod noise_escape;
mod outcome;

pub use batch_throughput::BatchThroughputHandle;
pub use gradient_descent::GradientDescentHandle;
pub use minibatch_sgd::MinibatchSgdHandle;
pub use noise_escape::NoiseEscapeHandle;

use wasm_bindgen::prelude::*;

/// Makes a panic readable in the console. Called once, when the module starts.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

// Constant time, and 3 kB gzipped less of the module than the allocator that comes with Rust.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
