//! What the figure that times mini-batches needs of Rust: the work to be timed, and the drawing of what was measured.
//!
//! When to work, for how long, and what of it counts is the page's, which has the clock.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{FigurePlanes, plane_verbs};
use crate::dataset::Dataset;
use crate::throughput::Updates;
use crate::view::{Mark, Throughput, draw_throughput_axes, draw_throughput_run};

/// The standard deviation of the samples' noise.
const NOISE: f64 = 0.3;

/// One `<batch-throughput>` on the page: the samples and the updates on them, and while it is on the page its four canvases.
///
/// Planes are 0 for sample gradients per second and 1 for the time of an epoch.
#[wasm_bindgen(js_name = BatchThroughputFigure)]
pub struct BatchThroughputHandle {
    dataset: Option<Dataset>,
    updates: Option<Updates>,
    planes: FigurePlanes,
    marks: [Vec<Mark>; 2],
    sizes: Vec<u32>,
}

#[wasm_bindgen(js_class = BatchThroughputFigure)]
impl BatchThroughputHandle {
    /// Makes a figure without samples that shows nothing.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        Self {
            dataset: None,
            updates: None,
            planes: FigurePlanes::new(2),
            marks: [Vec::new(), Vec::new()],
            sizes: Vec::new(),
        }
    }

    /// Draws `samples` samples by a seed of NumPy's; with 0 samples gives those that there are back.
    pub fn prepare(&mut self, samples: usize, data_seed: u32) {
        self.dataset = Dataset::new(samples, NOISE, data_seed).ok();
        self.updates = None;
    }

    /// Goes back to the first update, by batches of a size from 1 on and a seed of NumPy's.
    pub fn begin(&mut self, batch_size: usize, seed: u32) {
        self.updates = self.dataset.as_ref().map(|dataset| Updates::new(dataset.len(), batch_size, seed));
    }

    /// Makes the next updates, or with `is_part` draws their batches alone; nothing else, for this is what is timed.
    pub fn work(&mut self, updates: usize, is_part: bool) {
        let (Some(dataset), Some(run)) = (&self.dataset, &mut self.updates) else { return };
        if is_part {
            run.draw(updates);
        } else {
            run.run(dataset, updates);
        }
    }

    /// Sets what plane 0 (gradients per second) or 1 (time) shows: batch size, value, whether it is a median, whether it
    /// is of a part alone, and so on; and the batch sizes that stand on its axis.
    pub fn show(&mut self, plane: usize, sizes: Vec<u32>, values: &[f64]) {
        let mark = |&[size, value, median, part]: &[f64; 4]| Mark {
            size,
            value,
            is_median: median > 0.0,
            is_part: part > 0.0,
        };
        self.marks[plane] = values.as_chunks().0.iter().map(mark).collect();
        self.sizes = sizes;
        self.planes[plane].mark_all();
    }

    /// Draws what changed; no further frame is wanted for it.
    pub fn frame(&mut self) -> Result<(), JsError> {
        for (plane, marks) in self.marks.iter().enumerate() {
            let scene = Throughput { sizes: &self.sizes, marks };
            self.planes[plane]
                .draw(&|area, theme| draw_throughput_axes(area, &scene, theme), &|area, theme| {
                    draw_throughput_run(area, &scene, theme)
                })?;
        }
        Ok(())
    }
}

plane_verbs!(BatchThroughputFigure, BatchThroughputHandle);
