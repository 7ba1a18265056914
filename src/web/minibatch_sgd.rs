//! The figure of a regression by full batch, mini-batches and single samples, as JavaScript sees it.

use js_sys::{Float64Array, Object, Uint8ClampedArray, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::canvas::{FigurePlanes, plane_verbs};
use super::outcome::{area, floats, map_state, outcome, pixels, tones};
use crate::Error;
use crate::figure::minibatch_sgd::{Axis, MOST_RATE, Method, Order, PRESETS};
use crate::figure::{Decades, MinibatchSgdFigure, Verdict};
use crate::pairwise::as_f64;
use crate::view::{
    MapAxis, Planes, draw_contour_axes, draw_contour_run, draw_cost_axes, draw_cost_run, draw_data_axes,
    draw_data_run, draw_map_axes, draw_map_run, draw_rate_axes, draw_rate_curve, nearest_sample, sample_at,
    sample_place,
};

/// One `<minibatch-sgd>` on the page: its state, and while it is on the page its canvases.
///
/// Methods are 0 for the full batch, 1 for mini-batches of the chosen size and 2 for single samples. Planes are 0 for
/// the data, 1 for the contours, 2 for the loss, 3 for the final losses and 4 for the map.
#[wasm_bindgen(js_name = MinibatchSgdFigure)]
pub struct MinibatchSgdHandle {
    figure: MinibatchSgdFigure,
    planes: FigurePlanes,
    /// What the layers that stay were drawn for: the samples' revision and the ranges.
    drawn: Option<(u32, Planes)>,
    /// And those of the final losses and of the map.
    drawn_rates: Option<(Decades, MapAxis)>,
}

/// The planes, by their numbers.
const DATA: usize = 0;
const CONTOURS: usize = 1;
const LOSS: usize = 2;
const RATES: usize = 3;
const MAP: usize = 4;

#[wasm_bindgen(js_class = MinibatchSgdFigure)]
impl MinibatchSgdHandle {
    /// Makes a figure with the default settings; it answers at once and draws once it has canvases.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "a constructor for JavaScript")]
    pub fn new() -> Self {
        Self {
            figure: MinibatchSgdFigure::new(),
            planes: FigurePlanes::new(5),
            drawn: None,
            drawn_rates: None,
        }
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

    /// Sets N and draws the samples anew; throws and changes nothing when it is not a whole number from 2 to
    /// 1 000 000. A batch size above N becomes N.
    #[wasm_bindgen(js_name = setSamples)]
    pub fn set_samples(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_samples(value);
        self.done(outcome)
    }

    /// Sets the noise and draws the samples anew; throws and changes nothing when it is not a number from 0 to 10⁹.
    #[wasm_bindgen(js_name = setNoise)]
    pub fn set_noise(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_noise(value);
        self.done(outcome)
    }

    /// Sets the seed of the samples and draws them anew; throws and changes nothing when it is not a whole number
    /// below 2³².
    #[wasm_bindgen(js_name = setDataSeed)]
    pub fn set_data_seed(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_data_seed(value);
        self.done(outcome)
    }

    /// Sets the seed of the batches; throws and changes nothing when it is not a whole number below 2³².
    #[wasm_bindgen(js_name = setSeed)]
    pub fn set_seed(&mut self, value: f64) -> Result<(), JsError> {
        let outcome = self.figure.set_seed(value);
        self.done(outcome)
    }

    /// Sets how batches are drawn, "replacement" or "epoch"; throws and changes nothing for another word.
    #[wasm_bindgen(js_name = setSampling)]
    pub fn set_sampling(&mut self, name: &str) -> Result<(), JsError> {
        let refused = || JsError::new("sampling must be \"replacement\" or \"epoch\"");
        self.figure.set_order(Order::named(name).ok_or_else(refused)?);
        self.mark_moving();
        Ok(())
    }

    /// Sets what the loss is drawn against, "updates", "epochs" or "gradients"; throws and changes nothing for another
    /// word.
    #[wasm_bindgen(js_name = setAxis)]
    pub fn set_axis(&mut self, name: &str) -> Result<(), JsError> {
        let refused = || JsError::new("axis must be \"updates\", \"epochs\" or \"gradients\"");
        self.figure.set_axis(Axis::named(name).ok_or_else(refused)?);
        self.mark_moving();
        Ok(())
    }

    /// Switches a method on or off.
    #[wasm_bindgen(js_name = setShown)]
    pub fn set_shown(&mut self, method: usize, is_shown: bool) {
        self.figure.set_shown(method_at(method), is_shown);
        self.mark_moving();
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

    /// Adds a sample; throws and changes nothing when x or t is not a number from −10⁹ to 10⁹.
    ///
    /// The runs go on from the step shown; at the last step they begin anew.
    #[wasm_bindgen(js_name = addSample)]
    pub fn add_sample(&mut self, x: f64, t: f64) -> Result<(), JsError> {
        let outcome = self.figure.add_sample(x, t);
        self.done(outcome)
    }

    /// Removes a sample; throws and changes nothing when there is none of that index or only two are left.
    #[wasm_bindgen(js_name = removeSample)]
    pub fn remove_sample(&mut self, index: usize) -> Result<(), JsError> {
        let outcome = self.figure.remove_sample(index);
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

    /// Returns the colours of the track of η, 512 pixels of red, green, blue and opacity: what the run of mini-batches comes
    /// to at each rate. The hue tells the verdict, the opacity by how much the final loss is above the least.
    pub fn track(&self) -> Uint8ClampedArray {
        let tones = self.figure.tones();
        let tone = |across, _, loss| tones(across, loss);
        pixels(self.figure.rates(), &self.planes.palette(), &tone)
    }

    /// Returns the colours of the map over η and B, 256 × 160 pixels, the upper row first.
    pub fn map(&self) -> Uint8ClampedArray {
        let tones = self.figure.tones();
        let tone = |across, _, loss| tones(across, loss);
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

    /// η and B at a place of the map, given in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = mapAt)]
    pub fn map_at(&self, right: f64, down: f64) -> Float64Array {
        let (across, up) = self.planes[MAP].share(right, down);
        floats(&[MOST_RATE * across, self.figure.map_axis().value(up)])
    }

    /// What a run of mini-batches would come to at another η and B; nothing when η is not accepted.
    #[wasm_bindgen(
        unchecked_return_type = "{ loss: number, status: string, overflowStep?: number } | undefined"
    )]
    pub fn outcome(&self, learning_rate: f64, batch_size: usize) -> Option<Object> {
        let loss = self.figure.outcome(learning_rate, batch_size).ok()?;
        Some(outcome(loss, self.figure.verdict_at(learning_rate, loss).name(), None))
    }

    /// The name of the tone of each status: the colour of badge, legend, track, map and curve.
    #[wasm_bindgen(unchecked_return_type = "Record<string, string>")]
    pub fn tones() -> Object {
        tones(Verdict::ALL.map(|verdict| (verdict.name(), verdict.into())))
    }

    /// The plotting area of the curve of all learning rates in CSS pixels: left, top, width, height.
    #[wasm_bindgen(js_name = ratesPlot)]
    pub fn rates_plot(&self) -> Float64Array {
        area(self.planes[RATES].plot())
    }

    /// Computes what is still to be computed, as far as a frame allows, advances the playing to `now_ms` and draws what
    /// changed. With `is_smooth` the way to the next step is drawn too. Returns whether another frame is wanted.
    pub fn frame(&mut self, now_ms: f64, is_smooth: bool) -> Result<bool, JsError> {
        if !self.figure.is_complete() {
            self.figure.compute();
            self.mark_moving();
        }
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
        let now = (self.figure.revision(), scene.planes);
        let Planes { data, contours, loss } = now.1;
        let is_other = |same: &dyn Fn(&Planes) -> bool| self.drawn.is_none_or(|(_, planes)| !same(&planes));
        let is_revised = self.drawn.is_none_or(|(revision, _)| revision != now.0);
        let curve = self.figure.rate_curve();
        let rates_now = (curve.decades, self.figure.map_axis());
        let is_rescaled = self.drawn_rates != Some(rates_now);
        let stale = [
            is_revised || is_other(&|drawn| drawn.data == data),
            is_revised || is_other(&|drawn| drawn.contours == contours),
            is_other(&|drawn| drawn.loss == loss),
            is_rescaled,
            is_rescaled,
        ];
        for (plane, is_stale) in stale.into_iter().enumerate() {
            if is_stale {
                self.planes[plane].mark_all();
            }
        }
        (self.drawn, self.drawn_rates) = (Some(now), Some(rates_now));
        self.planes[DATA].draw(&|area, theme| draw_data_axes(area, &scene, theme), &|area, theme| {
            draw_data_run(area, &scene, theme)
        })?;
        self.planes[CONTOURS]
            .draw(&|area, theme| draw_contour_axes(area, &scene, theme), &|area, theme| {
                draw_contour_run(area, &scene, theme)
            })?;
        self.planes[LOSS].draw(&|area, theme| draw_cost_axes(area, &loss, theme), &|area, theme| {
            draw_cost_run(area, &scene, theme)
        })?;
        let tones = self.figure.tones();
        let columns = as_f64(curve.losses.len());
        let tone = |column: usize| tones((as_f64(column) + 0.5) / columns, curve.losses[column]).0;
        self.planes[RATES]
            .draw(&|area, theme| draw_rate_axes(area, MOST_RATE, rates_now.0, theme), &|area, theme| {
                draw_rate_curve(area, &curve, &tone, theme)
            })?;
        let place = (self.figure.learning_rate(), as_f64(self.figure.batch_size()));
        self.planes[MAP]
            .draw(&|area, theme| draw_map_axes(area, MOST_RATE, rates_now.1, theme), &|area, theme| {
                draw_map_run(area, MOST_RATE, rates_now.1, place, theme)
            })?;
        Ok(self.figure.is_playing() || !self.figure.is_complete() || is_left)
    }

    /// Whether all that is on show is computed; frames carry on until it is.
    #[wasm_bindgen(getter, js_name = isComplete)]
    pub fn is_complete(&self) -> bool {
        self.figure.is_complete()
    }

    /// η.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.figure.learning_rate()
    }

    /// B.
    #[wasm_bindgen(getter, js_name = batchSize)]
    pub fn batch_size(&self) -> usize {
        self.figure.batch_size()
    }

    /// N, samples added included.
    #[wasm_bindgen(getter)]
    pub fn samples(&self) -> usize {
        self.figure.dataset().len()
    }

    /// The standard deviation of the noise.
    #[wasm_bindgen(getter)]
    pub fn noise(&self) -> f64 {
        self.figure.noise()
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

    /// How batches are drawn: "replacement" or "epoch".
    #[wasm_bindgen(getter)]
    pub fn sampling(&self) -> String {
        self.figure.order().name().to_owned()
    }

    /// What the loss is drawn against: "updates", "epochs" or "gradients".
    #[wasm_bindgen(getter)]
    pub fn axis(&self) -> String {
        self.figure.axis().name().to_owned()
    }

    /// Whether samples were added or removed since they were drawn.
    #[wasm_bindgen(getter, js_name = isEdited)]
    pub fn is_edited(&self) -> bool {
        self.figure.is_edited()
    }

    /// The number of samples drawn, before any was added or removed.
    #[wasm_bindgen(getter, js_name = drawnSamples)]
    pub fn drawn_samples(&self) -> usize {
        self.figure.drawn_samples()
    }

    /// The step at which samples were last added or removed and the runs went on; 0 when they began anew since.
    #[wasm_bindgen(getter, js_name = editedAt)]
    pub fn edited_at(&self) -> usize {
        self.figure.edited_at()
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

    /// Whether the runs are being played.
    #[wasm_bindgen(getter, js_name = isPlaying)]
    pub fn is_playing(&self) -> bool {
        self.figure.is_playing()
    }

    /// The verdict on the mini-batch method: "still", "converging", "unsteady" or "diverging".
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> String {
        self.figure.status().name().to_owned()
    }

    /// 2 / λ_max: the full batch converges below it.
    #[wasm_bindgen(getter)]
    pub fn limit(&self) -> f64 {
        self.figure.limit()
    }

    /// 2 / maxₙ (xₙ² + 1): below it no update of a single sample can blow up.
    #[wasm_bindgen(getter, js_name = sgdLimit)]
    pub fn sgd_limit(&self) -> f64 {
        self.figure.sgd_limit()
    }

    /// The epochs that the mini-batch method took to the step shown.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> f64 {
        self.figure.epochs()
    }

    /// The sample gradients that the mini-batch method took to the step shown.
    #[wasm_bindgen(getter, js_name = sampleGradients)]
    pub fn sample_gradients(&self) -> usize {
        self.figure.sample_gradients()
    }

    /// w of the mini-batch method at the step shown.
    #[wasm_bindgen(getter)]
    pub fn w(&self) -> f64 {
        self.figure.parameters().w
    }

    /// b of the mini-batch method at the step shown.
    #[wasm_bindgen(getter)]
    pub fn b(&self) -> f64 {
        self.figure.parameters().b
    }

    /// The loss of the mini-batch method at the step shown over all samples as they are now.
    #[wasm_bindgen(getter)]
    pub fn loss(&self) -> f64 {
        self.figure.loss()
    }

    /// w and b of least squares; empty when all x are equal.
    #[wasm_bindgen(getter)]
    pub fn minimum(&self) -> Float64Array {
        self.figure.minimum().map_or_else(|| floats(&[]), |minimum| floats(&[minimum.w, minimum.b]))
    }

    /// The least loss that any line reaches.
    #[wasm_bindgen(getter, js_name = minimumLoss)]
    pub fn minimum_loss(&self) -> f64 {
        self.figure.dataset().quadratic().minimum_loss()
    }

    /// Whether one line alone is best.
    #[wasm_bindgen(getter, js_name = isUnique)]
    pub fn is_unique(&self) -> bool {
        self.figure.minimum().is_some()
    }

    /// Whether a method is switched on.
    #[wasm_bindgen(js_name = isShown)]
    pub fn is_shown(&self, method: usize) -> bool {
        self.figure.is_shown(method_at(method))
    }

    /// The last step of a method that is computed.
    #[wasm_bindgen(js_name = lastStep)]
    pub fn last_step(&self, method: usize) -> usize {
        self.figure.run(method_at(method)).last_step()
    }

    /// How often the samples have changed.
    #[wasm_bindgen(getter)]
    pub fn revision(&self) -> u32 {
        self.figure.revision()
    }

    /// w, b and loss of every step of a method, one after the other; of a long run over many samples as far as it is
    /// computed.
    pub fn trajectory(&mut self, method: usize) -> Float64Array {
        // What is computed for the answer is shown as well.
        if !self.figure.is_complete() {
            self.mark_moving();
        }
        let run = self.figure.completed(method_at(method));
        let rows = run.w().iter().zip(run.b()).zip(run.losses()).flat_map(|((&w, &b), &loss)| [w, b, loss]);
        floats(&rows.collect::<Vec<_>>())
    }

    /// The indices of the mini-batch that leads from the step shown to the next, also at the last step, where it would
    /// go on. Empty for a step before the last one at which samples were added or removed: its indices would not be
    /// those of the samples now.
    pub fn batch(&mut self) -> Uint32Array {
        Uint32Array::from(self.figure.batch())
    }

    /// The first step of a method whose loss is not finite.
    #[wasm_bindgen(js_name = overflowStep)]
    pub fn overflow_step(&self, method: usize) -> Option<usize> {
        self.figure.run(method_at(method)).overflow_step()
    }

    /// The verdict on a method.
    pub fn verdict(&self, method: usize) -> String {
        self.figure.verdict(method_at(method)).name().to_owned()
    }

    /// The index of the sample nearest to a place of the data plane, given in CSS pixels from its left upper corner, if
    /// one is within `reach` CSS pixels.
    #[wasm_bindgen(js_name = nearestSample)]
    pub fn nearest_sample(&self, right: f64, down: f64, reach: f64) -> Option<usize> {
        let (left, top, width, height) = self.planes[DATA].plot();
        let place = ((right - left) / width.max(1.0), (down - top) / height.max(1.0));
        let (x, t) = self.figure.scene().planes.data;
        let nearest = nearest_sample(self.figure.dataset(), place, (width.max(1.0), height.max(1.0)), x, t);
        nearest.filter(|&(_, distance)| distance <= reach).map(|(index, _)| index)
    }

    /// The plotting area of the data plane in CSS pixels: left, top, width, height.
    #[wasm_bindgen(js_name = dataPlot)]
    pub fn data_plot(&self) -> Float64Array {
        area(self.planes[DATA].plot())
    }

    /// x and t at a place of the data plane, given in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = dataAt)]
    pub fn data_at(&self, right: f64, down: f64) -> Float64Array {
        let (left, top, width, height) = self.planes[DATA].plot();
        let (x, t) = self.figure.scene().planes.data;
        let sample = sample_at(((right - left) / width.max(1.0), (down - top) / height.max(1.0)), x, t);
        floats(&[sample.0, sample.1])
    }

    /// Where x and t stand on the data plane, in CSS pixels from its left upper corner.
    #[wasm_bindgen(js_name = dataPlace)]
    pub fn data_place(&self, x: f64, t: f64) -> Float64Array {
        let (left, top, width, height) = self.planes[DATA].plot();
        let (across, up) = self.figure.scene().planes.data;
        let place = sample_place((x, t), across, up);
        floats(&[left + place.0 * width, top + place.1 * height])
    }

    /// x and t of a sample; empty when there is none of that index.
    #[wasm_bindgen(js_name = samplePoint)]
    pub fn sample_point(&self, index: usize) -> Float64Array {
        let dataset = self.figure.dataset();
        match (dataset.x().get(index), dataset.t().get(index)) {
            (Some(&x), Some(&t)) => floats(&[x, t]),
            _ => floats(&[]),
        }
    }

    /// The end of the slider of η.
    #[wasm_bindgen(js_name = mostRate)]
    pub fn most_rate() -> f64 {
        MOST_RATE
    }

    /// η, B, N, noise, seed of the samples, seed of the batches, sampling (0 with replacement, 1 once per epoch) and
    /// steps of each preset, one after the other.
    pub fn presets() -> Float64Array {
        let rows = PRESETS.iter().flat_map(|preset| {
            [
                preset.learning_rate,
                preset.batch_size.into(),
                preset.samples.into(),
                preset.noise,
                preset.data_seed.into(),
                preset.seed.into(),
                f64::from(u8::from(preset.order == Order::Epoch)),
                preset.steps.into(),
            ]
        });
        floats(&rows.collect::<Vec<_>>())
    }
}

fn method_at(index: usize) -> Method {
    match index {
        0 => Method::Full,
        1 => Method::Mini,
        _ => Method::Sgd,
    }
}

plane_verbs!(MinibatchSgdFigure, MinibatchSgdHandle);
