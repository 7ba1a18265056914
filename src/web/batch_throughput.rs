//! The figure that times mini-batches, as JavaScript sees it.

use js_sys::{Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{PlaneLayers, palette};
use crate::Error;
use crate::figure::BatchThroughputFigure;
use crate::figure::batch_throughput::Part;
use crate::throughput::median;
use crate::view::{Quantity, draw_throughput_axes, draw_throughput_run};

/// One `<batch-throughput>` on the page: its state, and while it is on the page its four canvases.
///
/// Planes are 0 for sample gradients per second and 1 for the time of an epoch. JavaScript has the clock: it calls `work`, takes
/// the time, and tells it by `spend`.
#[wasm_bindgen(js_name = BatchThroughputFigure)]
pub struct BatchThroughputHandle {
    figure: BatchThroughputFigure,
    planes: [PlaneLayers; 2],
}

#[wasm_bindgen(js_class = BatchThroughputFigure)]
impl BatchThroughputHandle {
    /// Makes a figure with the default settings that has measured nothing.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        Self { figure: BatchThroughputFigure::new(), planes: [PlaneLayers::new(), PlaneLayers::new()] }
    }

    /// Takes the canvases of plane 0 (gradients per second) or 1 (time), for what stays and for what moves.
    pub fn attach(
        &mut self,
        plane: usize,
        still: HtmlCanvasElement,
        moving: HtmlCanvasElement,
    ) -> Result<(), JsError> {
        self.planes[plane.min(1)].attach(still, moving)
    }

    /// Gives the canvases back: a figure off the page holds nothing of it.
    pub fn detach(&mut self) {
        for plane in &mut self.planes {
            plane.detach();
        }
    }

    /// Sets the colours, `0xRRGGBB`: objective, iterates, gradient, diverges, muted, grid, paper, converges, swings,
    /// batch.
    #[wasm_bindgen(js_name = setPalette)]
    pub fn set_palette(&mut self, colors: &[u32]) -> Result<(), JsError> {
        let palette = palette(colors)?;
        for plane in &mut self.planes {
            plane.set_palette(palette);
        }
        Ok(())
    }

    /// Sets the size of plane 0 (gradients per second) or 1 (time) in CSS pixels, and the backing pixels per CSS pixel.
    pub fn resize(&mut self, plane: usize, width: f64, height: f64, scale: f64) {
        self.planes[plane.min(1)].resize(width, height, scale);
    }

    /// Sets N and forgets what was measured; throws and changes nothing when it is not a whole number from 2 to 262 144.
    #[wasm_bindgen(js_name = setSamples)]
    pub fn set_samples(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_samples(value);
        self.done(outcome)
    }

    /// Sets how often each batch size is measured and forgets what was measured; throws and changes nothing when it is
    /// not a whole number from 1 to 50.
    #[wasm_bindgen(js_name = setRepeats)]
    pub fn set_repeats(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_repeats(value);
        self.done(outcome)
    }

    /// Sets the seed of the samples and forgets what was measured; throws and changes nothing when it is not a whole
    /// number below 2³².
    #[wasm_bindgen(js_name = setDataSeed)]
    pub fn set_data_seed(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_data_seed(value);
        self.done(outcome)
    }

    /// Sets the seed of the batches and forgets what was measured; throws and changes nothing when it is not a whole
    /// number below 2³².
    #[wasm_bindgen(js_name = setSeed)]
    pub fn set_seed(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_seed(value);
        self.done(outcome)
    }

    /// Begins to measure anew by a clock of such steps, in milliseconds; throws and changes nothing when they are above
    /// 2.
    pub fn start(&mut self, clock_ms: f64) -> Result<(), JsError> {
        let outcome = self.figure.start(clock_ms);
        self.done(outcome)
    }

    /// Stops; whole measurements stay.
    pub fn stop(&mut self) {
        self.figure.stop();
    }

    /// Does the next piece, which is to be timed.
    pub fn work(&mut self) {
        self.figure.work();
    }

    /// Tells how long the last piece took, in milliseconds.
    pub fn spend(&mut self, elapsed_ms: f64) {
        if self.figure.spend(elapsed_ms) {
            self.mark();
        }
    }

    /// Every figure is told when its ranges may follow; this one's always do.
    pub fn settle(&self) {}

    /// Draws what changed; no further frame is wanted by itself.
    pub fn frame(&mut self, _now_ms: f64, _is_smooth: bool) -> Result<bool, JsError> {
        let scene = self.figure.scene();
        for (plane, quantity) in self.planes.iter_mut().zip([Quantity::Rate, Quantity::Time]) {
            plane.draw(
                &|area, theme| draw_throughput_axes(area, &scene, quantity, theme),
                &|area, theme| draw_throughput_run(area, &scene, quantity, theme),
            )?;
        }
        Ok(false)
    }

    /// Turns an error into JavaScript's, which has words of its own for what was refused.
    #[inline(never)]
    fn done(&mut self, outcome: Result<(), Error>) -> Result<(), JsError> {
        self.mark();
        outcome.map_err(|_| JsError::new("the value was not accepted"))
    }

    fn mark(&mut self) {
        for plane in &mut self.planes {
            plane.mark_all();
        }
    }

    /// Whether there is more to measure.
    #[wasm_bindgen(getter, js_name = isMeasuring)]
    pub fn is_measuring(&self) -> bool {
        self.figure.is_measuring()
    }

    /// The part of the measurements that is done, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.figure.progress()
    }

    /// N.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> usize {
        self.figure.samples()
    }

    /// How often each batch size is measured.
    #[wasm_bindgen(getter)]
    pub fn repeats(&self) -> usize {
        self.figure.repeats()
    }

    /// The seed of the samples.
    #[wasm_bindgen(getter, js_name = dataSeed)]
    pub fn data_seed(&self) -> u32 {
        self.figure.data_seed()
    }

    /// The seed of the batches.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> u32 {
        self.figure.seed()
    }

    /// The longest time that a piece has taken, in milliseconds.
    #[wasm_bindgen(getter, js_name = longestPieceMs)]
    pub fn longest_piece_ms(&self) -> f64 {
        self.figure.longest_piece_ms()
    }

    /// The batch sizes.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Uint32Array {
        let sizes = self.figure.sizes();
        let sizes: Vec<u32> = sizes.iter().map(|&size| u32::try_from(size).unwrap_or(u32::MAX)).collect();
        Uint32Array::from(sizes.as_slice())
    }

    /// The milliseconds that an epoch took with the batch size at `index`, one a measurement; with `is_draws` those of
    /// drawing the batches alone.
    #[wasm_bindgen(js_name = epochMs)]
    pub fn epoch_ms(&self, index: usize, is_draws: bool) -> Float64Array {
        Float64Array::from(self.figure.epoch_ms(index, part(is_draws)))
    }

    /// The median of `epochMs`; NaN where nothing was measured.
    #[wasm_bindgen(js_name = medianMs)]
    pub fn median_ms(&self, index: usize, is_draws: bool) -> f64 {
        median(self.figure.epoch_ms(index, part(is_draws))).unwrap_or(f64::NAN)
    }
}

fn part(is_draws: bool) -> Part {
    if is_draws { Part::Draws } else { Part::Whole }
}
