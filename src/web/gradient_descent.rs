//! The figure of gradient descent on y = x², as JavaScript sees it.

use js_sys::{Float64Array, Uint8ClampedArray};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{PlaneLayers, palette};
use crate::Error;
use crate::figure::{Decades, Extent, GOAL_LIMIT, GradientDescentFigure, PRESETS};
use crate::optimizer::LearningRate;
use crate::pairwise::as_f64;
use crate::spectrum::final_losses;
use crate::stability::{Goal, Regime};
use crate::view::{Tone, curve_place, draw_curve_axes, draw_curve_run, draw_loss_axes, draw_loss_run};

/// One `<gradient-descent>` on the page: its state, and while it is on the page its four canvases.
#[wasm_bindgen(js_name = GradientDescentFigure)]
pub struct GradientDescentHandle {
    figure: GradientDescentFigure,
    curve: PlaneLayers,
    loss: PlaneLayers,
    /// What the layers that stay were drawn for.
    drawn: (Extent, Decades, usize),
}

#[wasm_bindgen(js_class = GradientDescentFigure)]
impl GradientDescentHandle {
    /// Makes a figure with the default settings; it answers at once and draws once it has canvases.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        Self {
            figure: GradientDescentFigure::new(),
            curve: PlaneLayers::new(),
            loss: PlaneLayers::new(),
            drawn: (Extent::REST, Decades::REST, 0),
        }
    }

    /// Returns the colours of a track of η from 0 to `most` in `count` pixels, red, green, blue and opacity each: what the
    /// run from this start comes to at the rate in the middle of each pixel. The hue tells the regime, the opacity how
    /// much the loss changes.
    pub fn track(&self, count: usize, most: f64) -> Result<Uint8ClampedArray, JsError> {
        let refused = |_| JsError::new("a track goes from 0 to a finite number above 0");
        let rate = |pixel: usize| LearningRate::new(most * (as_f64(pixel) + 0.5) / as_f64(count));
        let rates = (0..count).map(rate).collect::<Result<Vec<_>, _>>().map_err(refused)?;
        let (start, palette) = (self.figure.start(), self.curve.palette());
        let losses = final_losses(&rates, start, self.figure.steps());
        let pixels = rates
            .iter()
            .zip(losses)
            .flat_map(|(&rate, loss)| Tone::from(Regime::of_run(rate, start)).pixel(loss, &palette));
        Ok(Uint8ClampedArray::from(pixels.collect::<Vec<_>>().as_slice()))
    }

    /// Takes the canvases of plane 0 (curve) or 1 (loss), for what stays and for what moves.
    pub fn attach(
        &mut self,
        plane: usize,
        still: HtmlCanvasElement,
        moving: HtmlCanvasElement,
    ) -> Result<(), JsError> {
        let plane = if plane == 0 { &mut self.curve } else { &mut self.loss };
        plane.attach(still, moving)
    }

    /// Gives the canvases back: a figure off the page holds nothing of it.
    pub fn detach(&mut self) {
        self.curve.detach();
        self.loss.detach();
    }

    /// Sets the colours, `0xRRGGBB`: objective, iterates, gradient, diverges, muted, grid, paper, converges, swings,
    /// batch.
    #[wasm_bindgen(js_name = setPalette)]
    pub fn set_palette(&mut self, colors: &[u32]) -> Result<(), JsError> {
        let palette = palette(colors)?;
        self.curve.set_palette(palette);
        self.loss.set_palette(palette);
        Ok(())
    }

    /// Sets the size of plane 0 (curve) or 1 (loss) in CSS pixels, and the backing pixels per CSS pixel.
    pub fn resize(&mut self, plane: usize, width: f64, height: f64, scale: f64) {
        let plane = if plane == 0 { &mut self.curve } else { &mut self.loss };
        plane.resize(width, height, scale);
    }

    /// Sets η; throws and changes nothing when it is not a finite number of at least 0.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_learning_rate(value);
        self.done(outcome)
    }

    /// Sets x₀; throws and changes nothing when it is not finite.
    #[wasm_bindgen(js_name = setStart)]
    pub fn set_start(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_start(value);
        self.done(outcome)
    }

    /// Sets the number of steps; throws and changes nothing when it is not a whole number from 1 to 10 000.
    #[wasm_bindgen(js_name = setSteps)]
    pub fn set_steps(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_steps(value);
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
    pub fn show_last(&mut self) -> Result<(), JsError> {
        self.figure.show_last();
        self.done(Ok(()))
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

    /// Keeps the planes' ranges until they are settled.
    pub fn hold(&mut self) {
        self.figure.hold();
    }

    /// Fits the planes' ranges to what is shown.
    pub fn settle(&mut self) {
        self.figure.settle();
        self.mark_moving();
    }

    /// Has what moves drawn anew and turns an error into JavaScript's, which has words of its own for what was refused:
    /// those of [`Error`] would bring the printing of floats into the module, 10 kB gzipped.
    #[inline(never)]
    fn done(&mut self, outcome: Result<(), Error>) -> Result<(), JsError> {
        self.mark_moving();
        outcome.map_err(|_| JsError::new("the value was not accepted"))
    }

    fn mark_moving(&mut self) {
        self.curve.mark_moving();
        self.loss.mark_moving();
    }

    /// Advances the playing to `now_ms` and draws what changed. With `is_smooth` the way to the next step is drawn too.
    /// Returns whether another frame is wanted.
    pub fn frame(&mut self, now_ms: f64, is_smooth: bool) -> Result<bool, JsError> {
        if self.figure.is_playing() {
            self.figure.advance(now_ms);
            self.mark_moving();
        }
        let mut scene = self.figure.scene();
        if !is_smooth {
            scene.phase = 0.0;
        }
        let now = (scene.extent, scene.decades, self.figure.steps());
        if now.0 != self.drawn.0 {
            self.curve.mark_all();
        }
        if (now.1, now.2) != (self.drawn.1, self.drawn.2) {
            self.loss.mark_all();
        }
        self.drawn = now;
        self.curve.draw(&|area, theme| draw_curve_axes(area, now.0, theme), &|area, theme| {
            draw_curve_run(area, &scene, theme)
        })?;
        self.loss.draw(&|area, theme| draw_loss_axes(area, now.2, now.1, theme), &|area, theme| {
            draw_loss_run(area, &scene, theme)
        })?;
        Ok(self.figure.is_playing())
    }

    /// η.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.figure.learning_rate()
    }

    /// x₀.
    #[wasm_bindgen(getter)]
    pub fn start(&self) -> f64 {
        self.figure.start()
    }

    /// The number of steps.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> usize {
        self.figure.steps()
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

    /// The regime's name.
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> String {
        self.figure.regime().name().to_owned()
    }

    /// 1 − 2η.
    #[wasm_bindgen(getter)]
    pub fn factor(&self) -> f64 {
        self.figure.factor()
    }

    /// What the run is counted towards: "arrive", "double" or nothing.
    #[wasm_bindgen(getter)]
    pub fn goal(&self) -> Option<String> {
        let name = |goal| match goal {
            Goal::Arrive => "arrive",
            Goal::Double => "double",
        };
        self.figure.goal().map(|goal| name(goal).to_owned())
    }

    /// The steps to the goal by the closed form; infinite without one.
    #[wasm_bindgen(getter, js_name = predictedSteps)]
    pub fn predicted_steps(&self) -> f64 {
        self.figure.predicted_steps()
    }

    /// The steps to the goal that the run takes, if it does within [`Self::goal_limit`].
    #[wasm_bindgen(getter, js_name = actualSteps)]
    pub fn actual_steps(&self) -> Option<usize> {
        self.figure.actual_steps()
    }

    /// How many steps are tried for the goal.
    #[wasm_bindgen(getter, js_name = goalLimit)]
    pub fn goal_limit(&self) -> usize {
        GOAL_LIMIT
    }

    /// The first step whose y is not finite.
    #[wasm_bindgen(getter, js_name = overflowStep)]
    pub fn overflow_step(&self) -> Option<usize> {
        self.figure.trajectory().overflow_step()
    }

    /// The first step whose x is not finite.
    #[wasm_bindgen(getter, js_name = xOverflowStep)]
    pub fn x_overflow_step(&self) -> Option<usize> {
        self.figure.trajectory().x_overflow_step()
    }

    /// How many times wider than at rest the curve's plane is.
    #[wasm_bindgen(getter)]
    pub fn zoom(&self) -> f64 {
        self.figure.extent().value() / Extent::REST.value()
    }

    /// x after `step` steps.
    pub fn x(&self, step: usize) -> f64 {
        self.figure.trajectory().x(step)
    }

    /// x, y and gradient of every step, one after the other.
    pub fn trajectory(&self) -> Float64Array {
        let run = self.figure.trajectory();
        let rows = (0..=run.steps()).flat_map(|k| [run.x(k), run.y(k), run.gradient(k)]);
        Float64Array::from(rows.collect::<Vec<_>>().as_slice())
    }

    /// Where the start stands on the curve's plane, in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = startPlace)]
    pub fn start_place(&self) -> Float64Array {
        let (left, top, width, height) = self.curve.plot();
        let (right, down) = curve_place(self.figure.start(), self.figure.extent());
        let place = [left + right * width, top + down * height];
        Float64Array::from(place.as_slice())
    }

    /// The x that is `place` CSS pixels from the left of the curve's plane.
    #[wasm_bindgen(js_name = xAt)]
    pub fn x_at(&self, place: f64) -> f64 {
        let (left, _, width, _) = self.curve.plot();
        ((place - left) / width.max(1.0) * 2.0 - 1.0) * self.figure.extent().value()
    }

    /// The article's runs: η, x₀ and steps, one after the other.
    pub fn presets() -> Float64Array {
        let rows = PRESETS.iter().flat_map(|run| [run.learning_rate, run.start, f64::from(run.steps)]);
        Float64Array::from(rows.collect::<Vec<_>>().as_slice())
    }
}
