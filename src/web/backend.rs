//! plotters-canvas on a grid that is finer than the screen's pixels.
//!
//! plotters draws at whole units of its backend. If those are the canvas's own pixels, a curve shows stairs and a slow
//! point jumps. So the canvas is told to plotters as [`GRAIN`] times larger than it is, and the context is scaled down
//! by as much: lengths, line widths and fonts grow along, and a point is off by at most one unit.

use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::view::GRAIN;

/// A backend that draws on a canvas in units of 1 / [`GRAIN`] of its pixels.
pub(super) struct FineBackend(CanvasBackend);

/// Scales a context so that a length of [`GRAIN`] is a pixel.
pub(super) fn prepare(context: &CanvasRenderingContext2d) -> Result<(), JsValue> {
    let unit = 1.0 / f64::from(GRAIN);
    // Set and not multiplied: a canvas whose size was not set since keeps the scale of the last time.
    context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0)
}

/// Clears a canvas whose context is scaled.
pub(super) fn clear(context: &CanvasRenderingContext2d, canvas: &HtmlCanvasElement) {
    let [width, height] = [canvas.width(), canvas.height()].map(|pixels| f64::from(GRAIN * pixels));
    context.clear_rect(0.0, 0.0, width, height);
}

impl FineBackend {
    /// Returns a backend for a canvas whose context is scaled ([`prepare`]), unless the browser gives it no 2d context.
    pub(super) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        CanvasBackend::with_canvas_object(canvas).map(Self)
    }
}

type Failure = <CanvasBackend as DrawingBackend>::ErrorType;
type Drawn = Result<(), DrawingErrorKind<Failure>>;

impl DrawingBackend for FineBackend {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.0.get_size();
        (GRAIN * width, GRAIN * height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        self.0.ensure_prepared()
    }

    fn present(&mut self) -> Drawn {
        self.0.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        self.0.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.0.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_rect(upper_left, lower_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.0.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.0.fill_polygon(corners, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.0.draw_circle(center, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.0.draw_text(text, style, at)
    }
}
