//! The kernels as JavaScript sees them.

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use crate::Kernels;

/// The kernels on one dataset.
#[wasm_bindgen(js_name = Kernels)]
pub struct KernelsHandle(Kernels);

#[wasm_bindgen(js_class = Kernels)]
impl KernelsHandle {
    /// Makes the dataset; throws when there cannot be so many samples.
    #[wasm_bindgen(constructor)]
    pub fn new(samples: usize) -> Result<Self, JsError> {
        Kernels::new(samples).map(Self).map_err(|_| JsError::new("there cannot be so many samples"))
    }

    /// Returns x of each sample.
    #[wasm_bindgen(getter)]
    pub fn x(&self) -> Float64Array {
        self.0.dataset().x().into()
    }

    /// Returns t of each sample.
    #[wasm_bindgen(getter)]
    pub fn t(&self) -> Float64Array {
        self.0.dataset().t().into()
    }

    /// See [`Kernels::run`].
    pub fn run(&self, kernel: &str, size: usize, steps: usize, repeat: usize) -> Vec<f64> {
        self.0.run(kernel, size, steps, repeat)
    }
}
