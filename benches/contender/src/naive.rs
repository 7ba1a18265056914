//! The naive redraw that the page's frames are held against: in every frame everything anew, through plotters-canvas
//! with the chart builder, as plotters' own examples have it (caption, default mesh), into one canvas.

use std::ops::Range;

use gradient_figures::batch::Sampling;
use gradient_figures::dataset::Dataset;
use gradient_figures::minibatch::{Run, Settings};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::Parameters;
use gradient_figures::trajectory::Trajectory;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

type Area = DrawingArea<CanvasBackend, Shift>;
type Point = (f64, f64);

/// Both figures, drawn as plotters' own examples draw.
#[wasm_bindgen(js_name = NaiveFigures)]
pub struct NaiveFigures {
    canvas: HtmlCanvasElement,
    dataset: Dataset,
}

#[wasm_bindgen(js_class = NaiveFigures)]
impl NaiveFigures {
    /// Takes the canvas that all is drawn into.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, JsError> {
        let dataset = Dataset::new(100, 0.3, 0).map_err(|_| failed())?;
        Ok(Self { canvas, dataset })
    }

    /// Draws the curve with the iterates, and the loss at each step.
    #[wasm_bindgen(js_name = drawDescent)]
    pub fn draw_descent(&self, learning_rate: f64, steps: usize) -> Result<(), JsError> {
        let rate = LearningRate::new(learning_rate).map_err(|_| failed())?;
        let run = Trajectory::run(rate, -3.0, steps).map_err(|_| failed())?;
        let on_curve: Vec<Point> = run.xs().iter().map(|x| (*x, x * x)).filter(finite).collect();
        let half = on_curve.iter().map(|point| point.0.abs()).fold(1.0, f64::max);
        let parabola = (-80..=80).map(|i| half * f64::from(i) / 80.0).map(|x| (x, x * x)).collect();
        let parts = self.area()?.split_evenly((1, 2));
        let lines = vec![(parabola, &BLACK), (on_curve.clone(), &BLUE)];
        chart(&parts[0], "y = x²", (-half..half, 0.0..half * half), lines, &on_curve)?;
        let losses = line(run.xs().iter().map(|x| x * x));
        chart(&parts[1], "loss", bounds(&losses), vec![(losses.clone(), &BLUE)], &losses)
    }

    /// Draws samples with three lines, three paths of the parameters, three losses.
    #[wasm_bindgen(js_name = drawRegression)]
    pub fn draw_regression(&self, learning_rate: f64, steps: usize) -> Result<(), JsError> {
        let learning_rate = LearningRate::new(learning_rate).map_err(|_| failed())?;
        let mut runs = Vec::new();
        for sampling in [
            Sampling::Full,
            Sampling::WithReplacement { batch_size: 8 },
            Sampling::WithReplacement { batch_size: 1 },
        ] {
            let settings = Settings { learning_rate, start: Parameters::default(), sampling, seed: 1, steps };
            let mut run = Run::new(&self.dataset, settings).map_err(|_| failed())?;
            run.advance(&self.dataset, usize::MAX);
            runs.push(run);
        }
        let colors = [&BLUE, &RED, &GREEN];
        let colored = |lines: Vec<Vec<Point>>| lines.into_iter().zip(colors).collect::<Vec<_>>();
        let parts = self.area()?.split_evenly((1, 3));

        let samples: Vec<Point> =
            self.dataset.x().iter().copied().zip(self.dataset.t().iter().copied()).collect();
        let fit = |run: &Run| {
            let parameters = run.parameters(steps);
            [-1.0, 1.0].map(|x| (x, parameters.predict(x))).into_iter().filter(finite).collect()
        };
        let fits = colored(runs.iter().map(fit).collect());
        chart(&parts[0], "data", (-1.0..1.0, -2.0..4.0), fits, &samples)?;

        let path = |run: &Run| {
            run.w().iter().copied().zip(run.b().iter().copied()).filter(finite).collect::<Vec<_>>()
        };
        let paths: Vec<_> = runs.iter().map(path).collect();
        let all = paths.concat();
        let w = all.iter().map(|point| point.0.abs()).fold(3.0, f64::max);
        let b = all.iter().map(|point| point.1.abs()).fold(3.0, f64::max);
        chart(&parts[1], "parameters", (-w..w, -b..b), colored(paths), &all)?;

        let losses: Vec<_> = runs.iter().map(|run| line(run.losses().iter().copied())).collect();
        chart(&parts[2], "loss", bounds(&losses.concat()), colored(losses), &[])
    }

    fn area(&self) -> Result<Area, JsError> {
        let backend = CanvasBackend::with_canvas_object(self.canvas.clone()).ok_or_else(failed)?;
        let area = backend.into_drawing_area();
        area.fill(&WHITE).map_err(|_| failed())?;
        Ok(area)
    }
}

fn failed() -> JsError {
    JsError::new("the naive figure could not be drawn")
}

fn finite(point: &Point) -> bool {
    point.0.is_finite() && point.1.is_finite()
}

/// The base-10 logarithm of each loss over its step.
fn line(losses: impl Iterator<Item = f64>) -> Vec<Point> {
    (0..).map(f64::from).zip(losses.map(|loss: f64| loss.log10())).filter(finite).collect()
}

fn bounds(points: &[Point]) -> (Range<f64>, Range<f64>) {
    let last = points.iter().map(|point| point.0).fold(1.0, f64::max);
    let (low, high) =
        points.iter().fold((-1.0_f64, 1.0_f64), |(low, high), point| (low.min(point.1), high.max(point.1)));
    (0.0..last, low..high)
}

fn chart(
    area: &Area,
    caption: &str,
    (x, y): (Range<f64>, Range<f64>),
    lines: Vec<(Vec<Point>, &RGBColor)>,
    dots: &[Point],
) -> Result<(), JsError> {
    let mut chart = ChartBuilder::on(area)
        .caption(caption, ("sans-serif", 28))
        .margin(20)
        .x_label_area_size(48)
        .y_label_area_size(110)
        .build_cartesian_2d(x, y)
        .map_err(|_| failed())?;
    chart.configure_mesh().label_style(("sans-serif", 24)).draw().map_err(|_| failed())?;
    for (points, color) in lines {
        chart.draw_series(LineSeries::new(points, color.stroke_width(3))).map_err(|_| failed())?;
    }
    let circles = dots.iter().map(|&point| Circle::new(point, 7, BLUE.mix(0.6).filled()));
    chart.draw_series(circles).map_err(|_| failed())?;
    Ok(())
}
