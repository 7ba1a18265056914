//! The figure of a shallow well that mini-batches leave, as JavaScript sees it.

use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{FigurePlanes, plane_verbs};
use super::outcome::{floats, tones};
use crate::Error;
use crate::escape::{Outcome, SAMPLES};
use crate::figure::noise_escape::PRESETS;
use crate::figure::{NoiseEscapeFigure, Stride};
use crate::objective::DoubleWell;
use crate::view::{draw_ends_axes, draw_ends_bars, draw_wells_axes, draw_wells_run};

/// One `<noise-escape>` on the page: its state, and while it is on the page its four canvases.
#[wasm_bindgen(js_name = NoiseEscapeFigure)]
pub struct NoiseEscapeHandle {
    figure: NoiseEscapeFigure,
    planes: FigurePlanes,
    /// The axis of shares that the layer that stays was drawn for.
    drawn: Stride,
}

/// The planes, by their numbers.
const WELLS: usize = 0;
const ENDS: usize = 1;

#[wasm_bindgen(js_class = NoiseEscapeFigure)]
impl NoiseEscapeHandle {
    /// Makes a figure with the default settings; it answers at once and draws once it has canvases.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        let figure = NoiseEscapeFigure::new();
        let drawn = figure.top();
        Self { figure, planes: FigurePlanes::new(2), drawn }
    }

    /// Sets η; throws and changes nothing when it is not a finite number of at least 0.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_learning_rate(value);
        self.done(outcome)
    }

    /// Sets B; throws and changes nothing when it is not a whole number from 1 to N.
    #[wasm_bindgen(js_name = setBatchSize)]
    pub fn set_batch_size(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_batch_size(value);
        self.done(outcome)
    }

    /// Sets the number of steps; throws and changes nothing when it is not a whole number from 1 to 10 000.
    #[wasm_bindgen(js_name = setSteps)]
    pub fn set_steps(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_steps(value);
        self.done(outcome)
    }

    /// Sets the seed of the run shown; throws and changes nothing when it is not a whole number below 2³².
    #[wasm_bindgen(js_name = setSeed)]
    pub fn set_seed(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_seed(value);
        self.done(outcome)
    }

    /// Sets the number of runs; throws and changes nothing when it is not a whole number from 1 to 10 000.
    #[wasm_bindgen(js_name = setRuns)]
    pub fn set_runs(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_runs(value);
        self.done(outcome)
    }

    /// Sets the step shown; throws and changes nothing when it is not a whole number of at least 0.
    #[wasm_bindgen(js_name = setStep)]
    pub fn set_step(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_step(value);
        self.done(outcome)
    }

    /// Shows the last step, whichever that will be.
    #[wasm_bindgen(js_name = showLast)]
    pub fn show_last(&mut self) {
        self.figure.show_last();
        self.mark_moving();
    }

    /// Sets the playing speed in steps per second; throws when it is not a finite number above 0.
    #[wasm_bindgen(js_name = setSpeed)]
    pub fn set_speed(&mut self, steps_per_second: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_speed(steps_per_second);
        self.done(outcome)
    }

    /// Starts to play; from the start when the last step is shown.
    pub fn play(&mut self) {
        self.figure.play();
        self.mark_moving();
    }

    /// Stops playing.
    pub fn pause(&mut self) {
        self.figure.pause();
        self.mark_moving();
    }

    /// Fits the axis of shares to the bars.
    pub fn settle(&mut self) {
        self.figure.settle();
        self.mark_moving();
    }

    /// Has what moves drawn anew and turns an error into JavaScript's, which has words of its own for what was refused.
    #[inline(never)]
    fn done(&mut self, outcome: Result<(), Error>) -> Result<(), JsError> {
        self.mark_moving();
        outcome.map_err(|_| JsError::new("the value was not accepted"))
    }

    fn mark_moving(&mut self) {
        self.planes.mark_moving();
    }

    /// Does the runs that are still to be counted, as far as a frame allows, advances the playing to `now_ms` and draws
    /// what changed. With `is_smooth` the way to the next step is drawn too. Returns whether another frame is wanted.
    pub fn frame(&mut self, now_ms: f64, is_smooth: bool) -> Result<bool, JsError> {
        if !self.figure.is_complete() {
            self.figure.compute();
            self.planes[ENDS].mark_moving();
        }
        if self.figure.is_playing() {
            self.figure.advance(now_ms);
            self.planes[WELLS].mark_moving();
        }
        let mut scene = self.figure.scene();
        if !is_smooth {
            scene.phase = 0.0;
        }
        if scene.top != self.drawn {
            self.drawn = scene.top;
            self.planes[ENDS].mark_all();
        }
        self.planes[WELLS].draw(&|area, theme| draw_wells_axes(area, theme), &|area, theme| {
            draw_wells_run(area, &scene, theme)
        })?;
        self.planes[ENDS].draw(&|area, theme| draw_ends_axes(area, scene.top, theme), &|area, theme| {
            draw_ends_bars(area, &scene, theme)
        })?;
        Ok(self.figure.is_playing() || !self.figure.is_complete())
    }

    /// η.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.figure.learning_rate()
    }

    /// B.
    #[wasm_bindgen(getter, js_name = batchSize)]
    pub fn batch_size(&self) -> u32 {
        self.figure.batch_size()
    }

    /// N.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> u32 {
        SAMPLES
    }

    /// The number of steps.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> usize {
        self.figure.steps()
    }

    /// The seed of the run shown.
    #[wasm_bindgen(getter)]
    pub fn seed(&self) -> u32 {
        self.figure.seed()
    }

    /// The number of runs to be counted.
    #[wasm_bindgen(getter)]
    pub fn runs(&self) -> u32 {
        self.figure.runs()
    }

    /// The number of runs counted so far, the run shown among them; the share of them that ended in the deep well, its
    /// standard error; the number of them that diverged.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> Float64Array {
        let ensemble = self.figure.ensemble();
        let (share, error) = ensemble.share();
        floats(&[ensemble.done().into(), share, error, ensemble.diverged().into()])
    }

    /// The step shown.
    #[wasm_bindgen(getter)]
    pub fn step(&self) -> usize {
        self.figure.step()
    }

    /// The playing speed in steps per second.
    #[wasm_bindgen(getter)]
    pub fn speed(&self) -> f64 {
        self.figure.speed()
    }

    /// Whether the run is being played.
    #[wasm_bindgen(getter, js_name = isPlaying)]
    pub fn is_playing(&self) -> bool {
        self.figure.is_playing()
    }

    /// How the run shown ends: "stays", "leaves" or "diverges".
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> String {
        self.figure.status().name().to_owned()
    }

    /// The first step of the run shown whose value is not finite.
    #[wasm_bindgen(getter, js_name = overflowStep)]
    pub fn overflow_step(&self) -> Option<usize> {
        self.figure.run().overflow_step()
    }

    /// x, y and the mean tilt of the batch that leads on, of every step of the run shown from `first` to `last`, one after
    /// the other.
    pub fn rows(&self, first: usize, last: usize) -> Float64Array {
        let run = self.figure.run();
        let mut rows = Vec::new();
        for step in first..=last {
            if let (Some(&x), Some(&tilt)) = (run.xs().get(step), run.tilts().get(step)) {
                rows.extend_from_slice(&[x, DoubleWell.value(x), tilt]);
            }
        }
        floats(&rows)
    }

    /// The name of the tone of each status: the colour of the badge and of the bars.
    #[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
    pub fn tones() -> Object {
        tones(Outcome::ALL.map(|outcome| (outcome.name(), outcome.into())))
    }

    /// η, B and steps of each preset, one after the other.
    pub fn presets() -> Float64Array {
        let rows = PRESETS
            .iter()
            .flat_map(|preset| [preset.learning_rate, f64::from(preset.batch_size), f64::from(preset.steps)]);
        floats(&rows.collect::<Vec<_>>())
    }
}

plane_verbs!(NoiseEscapeFigure, NoiseEscapeHandle);
