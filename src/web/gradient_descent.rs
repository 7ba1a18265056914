//! The figure of gradient descent on y = x², as JavaScript sees it.

use js_sys::{Float64Array, Object, Uint8ClampedArray};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{FigurePlanes, plane_verbs};
use super::outcome::{area, floats, map_state, outcome, pixels, tones};
use crate::Error;
use crate::figure::{Decades, Extent, GOAL_LIMIT, GradientDescentFigure, MAP_AXIS, MOST_RATE, PRESETS};
use crate::optimizer::LearningRate;
use crate::pairwise::as_f64;
use crate::stability::{Goal, Regime};
use crate::trajectory::Trajectory;
use crate::view::{
    curve_place, draw_cobweb_axes, draw_cobweb_run, draw_curve_axes, draw_curve_run, draw_loss_axes,
    draw_loss_run, draw_map_axes, draw_map_run, draw_rate_axes, draw_rate_curve,
};

/// One `<gradient-descent>` on the page: its state, and while it is on the page its canvases.
#[wasm_bindgen(js_name = GradientDescentFigure)]
pub struct GradientDescentHandle {
    figure: GradientDescentFigure,
    planes: FigurePlanes,
    /// What the layers that stay were drawn for.
    drawn: (Extent, Decades, usize),
    /// And those of the plane of final losses.
    drawn_rates: Decades,
}

/// The planes, by their numbers.
const CURVE: usize = 0;
const LOSS: usize = 1;
const RATES: usize = 2;
const MAP: usize = 3;
const COBWEB: usize = 4;

#[wasm_bindgen(js_class = GradientDescentFigure)]
impl GradientDescentHandle {
    /// Makes a figure with the default settings; it answers at once and draws once it has canvases.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        Self {
            figure: GradientDescentFigure::new(),
            planes: FigurePlanes::new(5),
            drawn: (Extent::REST, Decades::REST, 0),
            drawn_rates: Decades::REST,
        }
    }

    /// Returns the colours of the track of η, 512 pixels of red, green, blue and opacity: what the run from this start comes
    /// to at each rate. The hue tells the regime, the opacity the final loss.
    pub fn track(&self) -> Uint8ClampedArray {
        let tone = |across, _, loss| (self.figure.tone_at(across), loss);
        pixels(self.figure.rates(), &self.planes.palette(), &tone)
    }

    /// Returns the colours of the map over η and x₀, 256 × 160 pixels, the upper row first.
    pub fn map(&self) -> Uint8ClampedArray {
        let tone = |across, up, loss| (self.figure.map_tone(across, up), loss);
        pixels(self.figure.map(), &self.planes.palette(), &tone)
    }

    /// How often the track and the map have changed; whether each has been through once for the present settings, if
    /// coarse (1, else 0); the plotting area of the map in CSS pixels: left, top, width, height; and the final loss of the run
    /// in focus.
    #[wasm_bindgen(getter, js_name = mapState)]
    pub fn map_state(&self) -> Float64Array {
        let (rates, map) = (self.figure.rates(), self.figure.map());
        map_state(
            self.figure.revisions(),
            [rates.is_current(), map.is_current()],
            self.planes[MAP].plot(),
            self.figure.rate_curve().loss,
        )
    }

    /// η and x₀ at a place of the map, given in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = mapAt)]
    pub fn map_at(&self, right: f64, down: f64) -> Float64Array {
        let (across, up) = self.planes[MAP].share(right, down);
        floats(&[MOST_RATE * across, MAP_AXIS.value(up)])
    }

    /// What a run would come to at another η and x₀; nothing when η or x₀ is not accepted.
    #[wasm_bindgen(
        unchecked_return_type = "{ loss: number, status: string, overflowStep?: number } | undefined"
    )]
    pub fn outcome(&self, learning_rate: f64, start: f64) -> Option<Object> {
        let rate = LearningRate::new(learning_rate).ok()?;
        let run = Trajectory::run(rate, start, self.figure.steps()).ok()?;
        Some(outcome(run.y(run.steps()), Regime::of_run(rate, start).name(), run.overflow_step()))
    }

    /// The name of the tone of each status: the colour of badge, track, map and curve.
    #[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
    pub fn tones() -> Object {
        tones(Regime::ALL.map(|regime| (regime.name(), regime.into())))
    }

    /// The plotting area of the curve of all learning rates in CSS pixels: left, top, width, height.
    #[wasm_bindgen(js_name = ratesPlot)]
    pub fn rates_plot(&self) -> Float64Array {
        area(self.planes[RATES].plot())
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

    /// Has what moves drawn anew and turns an error into JavaScript's, which has words of its own for what was refused.
    #[inline(never)]
    fn done(&mut self, outcome: Result<(), Error>) -> Result<(), JsError> {
        self.mark_moving();
        outcome.map_err(|_| JsError::new("the value was not accepted"))
    }

    fn mark_moving(&mut self) {
        self.planes.mark_moving();
    }

    /// Advances the playing to `now_ms` and draws what changed. With `is_smooth` the way to the next step is drawn too.
    /// Returns whether another frame is wanted.
    pub fn frame(&mut self, now_ms: f64, is_smooth: bool) -> Result<bool, JsError> {
        if self.figure.is_playing() {
            self.figure.advance(now_ms);
            self.mark_moving();
        }
        let before = self.figure.revisions();
        let is_left = self.figure.sweep(self.planes[MAP].has_room());
        if self.figure.revisions() != before {
            self.planes[RATES].mark_moving();
        }
        let mut scene = self.figure.scene();
        if !is_smooth {
            scene.phase = 0.0;
        }
        let now = (scene.extent, scene.decades, self.figure.steps());
        if now.0 != self.drawn.0 {
            self.planes[CURVE].mark_all();
            self.planes[COBWEB].mark_all();
        }
        if (now.1, now.2) != (self.drawn.1, self.drawn.2) {
            self.planes[LOSS].mark_all();
        }
        self.drawn = now;
        let curve = self.figure.rate_curve();
        if curve.decades != self.drawn_rates {
            self.planes[RATES].mark_all();
        }
        self.drawn_rates = curve.decades;
        self.planes[CURVE].draw(&|area, theme| draw_curve_axes(area, now.0, theme), &|area, theme| {
            draw_curve_run(area, &scene, theme)
        })?;
        self.planes[LOSS]
            .draw(&|area, theme| draw_loss_axes(area, now.2, now.1, theme), &|area, theme| {
                draw_loss_run(area, &scene, theme)
            })?;
        let columns = as_f64(curve.losses.len());
        let tone = |column| self.figure.tone_at((as_f64(column) + 0.5) / columns);
        self.planes[RATES]
            .draw(&|area, theme| draw_rate_axes(area, MOST_RATE, curve.decades, theme), &|area, theme| {
                draw_rate_curve(area, &curve, &tone, theme)
            })?;
        let place = (self.figure.learning_rate(), self.figure.start());
        self.planes[MAP]
            .draw(&|area, theme| draw_map_axes(area, MOST_RATE, MAP_AXIS, theme), &|area, theme| {
                draw_map_run(area, MOST_RATE, MAP_AXIS, place, theme)
            })?;
        self.planes[COBWEB].draw(&|area, theme| draw_cobweb_axes(area, now.0, theme), &|area, theme| {
            draw_cobweb_run(area, &scene, self.figure.factor(), theme)
        })?;
        Ok(self.figure.is_playing() || is_left)
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
        floats(&rows.collect::<Vec<_>>())
    }

    /// Where the start stands on the curve's plane, in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = startPlace)]
    pub fn start_place(&self) -> Float64Array {
        let (left, top, width, height) = self.planes[CURVE].plot();
        let (right, down) = curve_place(self.figure.start(), self.figure.extent());
        let place = [left + right * width, top + down * height];
        floats(&place)
    }

    /// The x that is `place` CSS pixels from the left of the curve's plane.
    #[wasm_bindgen(js_name = xAt)]
    pub fn x_at(&self, place: f64) -> f64 {
        let (left, _, width, _) = self.planes[CURVE].plot();
        ((place - left) / width.max(1.0) * 2.0 - 1.0) * self.figure.extent().value()
    }

    /// The end of the slider of η.
    #[wasm_bindgen(js_name = mostRate)]
    pub fn most_rate() -> f64 {
        MOST_RATE
    }

    /// The article's runs: η, x₀ and steps, one after the other.
    pub fn presets() -> Float64Array {
        let rows = PRESETS.iter().flat_map(|run| [run.learning_rate, run.start, f64::from(run.steps)]);
        floats(&rows.collect::<Vec<_>>())
    }
}

plane_verbs!(GradientDescentFigure, GradientDescentHandle);
