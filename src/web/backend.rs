//! plotters' drawing calls on a 2d context.
//!
//! It draws what plotters-canvas 0.3.1 draws, and takes its place because of what that brings along: it prints the
//! opacity of every colour and the size of every font as decimals of a float64, and the printing of floats is 10 kB of
//! the gzipped module. Here a colour is `#rrggbbaa` and a font's size a whole number of pixels. The feature
//! `plotters-canvas` builds the module with that crate instead; a test draws with both and compares the pixels.

use std::convert::Infallible;

use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Draws on a canvas, in its own pixels.
pub struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl CanvasBackend {
    /// Returns a backend that draws on the canvas, unless the browser gives no 2d context for it.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "as plotters-canvas has it")]
    pub fn with_canvas_object(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { context, size: (canvas.width(), canvas.height()) })
    }

    #[inline(never)]
    fn begin_path(&self, path: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // The first of them moves only: without a point before it, a line begins where it ends.
        for (x, y) in path {
            self.context.line_to(x.into(), y.into());
        }
    }

    /// Fills or strokes the path that was begun.
    #[inline(never)]
    fn end_path(&self, color: BackendColor, stroke_width: Option<u32>) {
        let color = css(color);
        if let Some(width) = stroke_width {
            self.context.set_stroke_style_str(&color);
            self.context.set_line_width(width.into());
            self.context.stroke();
        } else {
            self.context.set_fill_style_str(&color);
            self.context.fill();
        }
    }
}

/// Returns a colour as CSS writes it, `#rrggbbaa`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an opacity is from 0 to 1")]
fn css(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    let digits =
        |byte: u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0'));
    let bytes = [red, green, blue, (color.alpha * 255.0).round() as u8];
    std::iter::once('#').chain(bytes.into_iter().flat_map(digits)).collect()
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.context.set_fill_style_str(&css(color));
        self.context.fill_rect(x.into(), y.into(), 1.0, 1.0);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        self.context.rect(left.into(), top.into(), (right - left).into(), (bottom - top).into());
        self.end_path(style.color(), (!fill).then(|| style.stroke_width()));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin_path(path);
        self.end_path(style.color(), Some(style.stroke_width()));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.begin_path(corners);
        self.end_path(style.color(), None);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.context.begin_path();
        // Refused for a radius below 0 only.
        let _ = self.context.arc(x.into(), y.into(), radius.into(), 0.0, std::f64::consts::TAU);
        self.end_path(style.color(), (!fill).then(|| style.stroke_width()));
        Ok(())
    }

    /// Horizontal text: plotters' turned text is used nowhere here.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a font's size")]
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let anchor = style.anchor();
        self.context.set_text_baseline(match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context.set_text_align(match anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        });
        self.context.set_fill_style_str(&css(style.color()));
        self.context.set_font(&format!("{}px {}", style.size().round() as u32, style.family().as_str()));
        let _ = self.context.fill_text(text, x.into(), y.into());
        Ok(())
    }
}
