//! Canvas layers: two stacked canvases make a plane.

use std::fmt::Display;

use plotters::coord::Shift;
use plotters::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::backend::{FineBackend, clear, prepare};
use crate::view::{Drawn, Palette, Theme, margins};

/// The least size of the plotting area in CSS pixels; nothing is drawn on less.
const LEAST_PLOT: f64 = 16.0;

/// The most pixels that a canvas is wide or high: browsers refuse larger ones.
const MOST_PIXELS: f64 = 10_000.0;

/// One canvas that is cleared and drawn as a whole.
struct Layer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    is_dirty: bool,
    /// Whether nothing was drawn since the canvas took its size, which emptied it.
    is_blank: bool,
}

impl Layer {
    fn new(canvas: HtmlCanvasElement) -> Result<Self, JsError> {
        let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
        let context = context.ok_or_else(|| JsError::new("the canvas gives no 2d context"))?;
        Ok(Self { canvas, context, is_dirty: true, is_blank: false })
    }

    fn draw(&mut self, content: Content<'_>, theme: &Theme) -> Result<(), JsError> {
        self.is_dirty = false;
        prepare(&self.context).map_err(|_| JsError::new("the canvas takes no transform"))?;
        // Chromium prints a canvas by doing its calls once more, and to clear one would then clear the one below it.
        if !self.is_blank {
            clear(&self.context, &self.canvas);
        }
        self.is_blank = false;
        let backend = FineBackend::new(self.canvas.clone());
        let backend = backend.ok_or_else(|| JsError::new("the canvas gives no 2d context"))?;
        content(&backend.into_drawing_area(), theme).map_err(js_error)
    }
}

/// The drawing area of a canvas.
pub(super) type Area = DrawingArea<FineBackend, Shift>;

/// What is drawn on a layer. Not generic, so that all layers share one code.
type Content<'a> = &'a dyn Fn(&Area, &Theme) -> Drawn<FineBackend>;

fn js_error(error: impl Display) -> JsError {
    JsError::new(&format!("drawing failed: {error}"))
}

/// A plane: while it is on a page, a canvas for what stays below one for what moves.
pub(super) struct PlaneLayers {
    /// Held only while the plane is attached: what Rust holds, the browser cannot free.
    layers: Option<(Layer, Layer)>,
    /// CSS pixels.
    size: (f64, f64),
    /// Pixels of the canvas per CSS pixel.
    scale: f64,
    theme: Theme,
}

impl PlaneLayers {
    /// Returns a plane without canvases, on which nothing is drawn yet.
    fn new() -> Self {
        Self { layers: None, size: (0.0, 0.0), scale: 1.0, theme: Theme::on_screen(Palette::LIGHT, 1.0) }
    }

    /// Takes two canvases that lie on each other, the moving one above.
    #[inline(never)]
    pub(super) fn attach(
        &mut self,
        still: HtmlCanvasElement,
        moving: HtmlCanvasElement,
    ) -> Result<(), JsError> {
        self.layers = Some((Layer::new(still)?, Layer::new(moving)?));
        self.resize(self.size.0, self.size.1, self.scale);
        Ok(())
    }

    /// Gives the canvases back.
    fn detach(&mut self) {
        self.layers = None;
    }

    /// Sets the size in CSS pixels and the canvas's pixels per CSS pixel.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 1 and 10 000")]
    pub(super) fn resize(&mut self, width: f64, height: f64, scale: f64) {
        self.size = (width, height);
        self.scale = scale;
        self.theme = Theme::on_screen(self.theme.palette, scale);
        let pixels = |css: f64| (css * scale).round().clamp(1.0, MOST_PIXELS) as u32;
        let (columns, rows) = (pixels(width), pixels(height));
        if let Some((still, moving)) = &mut self.layers {
            for layer in [still, moving] {
                // To set a canvas's size empties it: one that comes back to the page shows what it did until it is drawn.
                if (layer.canvas.width(), layer.canvas.height()) != (columns, rows) {
                    layer.canvas.set_width(columns);
                    layer.canvas.set_height(rows);
                    layer.is_blank = true;
                }
                layer.is_dirty = true;
            }
        }
    }

    #[inline(never)]
    fn set_palette(&mut self, palette: Palette) {
        self.theme.palette = palette;
        self.mark_all();
    }

    /// Notes that what stays has changed, and so what moves on it.
    pub(super) fn mark_all(&mut self) {
        if let Some((still, moving)) = &mut self.layers {
            still.is_dirty = true;
            moving.is_dirty = true;
        }
    }

    /// Notes that what moves has changed.
    pub(super) fn mark_moving(&mut self) {
        if let Some((_, moving)) = &mut self.layers {
            moving.is_dirty = true;
        }
    }

    /// Returns whether there is anything to draw on.
    pub(super) fn has_room(&self) -> bool {
        let (left, top, width, height) = self.plot();
        self.layers.is_some() && width >= LEAST_PLOT && height >= LEAST_PLOT && left + top >= 0.0
    }

    /// Draws the layers that changed; nothing while the plane has no room or no canvases.
    #[inline(never)]
    pub(super) fn draw(&mut self, still: Content<'_>, moving: Content<'_>) -> Result<(), JsError> {
        if !self.has_room() {
            return Ok(());
        }
        let Some(layers) = &mut self.layers else { return Ok(()) };
        if layers.0.is_dirty {
            layers.0.draw(still, &self.theme)?;
        }
        if layers.1.is_dirty {
            layers.1.draw(moving, &self.theme)?;
        }
        Ok(())
    }

    /// Returns where a place, given in CSS pixels from the left upper corner, stands in the plotting area: the share of the
    /// way from its left edge and from its lower edge, each from 0 to 1.
    pub(super) fn share(&self, right: f64, down: f64) -> (f64, f64) {
        let (left, top, width, height) = self.plot();
        let share = |way: f64, length: f64| (way / length.max(1.0)).clamp(0.0, 1.0);
        (share(right - left, width), 1.0 - share(down - top, height))
    }

    /// Returns left, top, width and height of the plotting area in CSS pixels.
    pub(super) fn plot(&self) -> (f64, f64, f64, f64) {
        let [top, right, bottom, left] = margins();
        (left, top, self.size.0 - left - right, self.size.1 - top - bottom)
    }
}

/// The planes of a figure.
pub(super) struct FigurePlanes(Vec<PlaneLayers>);

impl FigurePlanes {
    /// Returns so many planes without canvases.
    pub(super) fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(PlaneLayers::new).take(count).collect())
    }

    /// Gives all canvases back.
    pub(super) fn detach(&mut self) {
        self.0.iter_mut().for_each(PlaneLayers::detach);
    }

    /// Has what moves on all planes drawn anew.
    pub(super) fn mark_moving(&mut self) {
        self.0.iter_mut().for_each(PlaneLayers::mark_moving);
    }

    /// Sets the colours from `0xRRGGBB` each in the order of the fields of [`Palette`].
    pub(super) fn set_palette(&mut self, colors: &[u32]) -> Result<(), JsError> {
        let palette = palette(colors)?;
        self.0.iter_mut().for_each(|plane| plane.set_palette(palette));
        Ok(())
    }

    /// Returns the colours that the planes are drawn in.
    pub(super) fn palette(&self) -> Palette {
        self.0[0].theme.palette
    }
}

impl std::ops::Index<usize> for FigurePlanes {
    type Output = PlaneLayers;

    fn index(&self, plane: usize) -> &PlaneLayers {
        &self.0[plane.min(self.0.len() - 1)]
    }
}

impl std::ops::IndexMut<usize> for FigurePlanes {
    fn index_mut(&mut self, plane: usize) -> &mut PlaneLayers {
        let last = self.0.len() - 1;
        &mut self.0[plane.min(last)]
    }
}

/// Returns the palette from colours `0xRRGGBB` in the order of the fields of [`Palette`].
#[inline(never)]
fn palette(colors: &[u32]) -> Result<Palette, JsError> {
    let &[objective, iterates, gradient, diverges, muted, grid, paper, converges, swings, batch, swings_area] =
        colors
    else {
        return Err(JsError::new("a palette has eleven colours"));
    };
    Ok(Palette {
        objective,
        iterates,
        gradient,
        diverges,
        muted,
        grid,
        paper,
        converges,
        swings,
        batch,
        swings_area,
    })
}

/// Gives a handle the verbs that every figure has for its planes, by their numbers.
macro_rules! plane_verbs {
    ($class:ident, $handle:ident) => {
        #[wasm_bindgen(js_class = $class)]
        impl $handle {
            /// Takes the canvases of a plane, for what stays and for what moves.
            pub fn attach(
                &mut self,
                plane: usize,
                still: HtmlCanvasElement,
                moving: HtmlCanvasElement,
            ) -> Result<(), JsError> {
                self.planes[plane].attach(still, moving)
            }

            /// Gives the canvases back: a figure off the page holds nothing of it.
            pub fn detach(&mut self) {
                self.planes.detach();
            }

            /// Sets the colours, `0xRRGGBB`: objective, iterates, gradient, diverges, muted, grid, paper, converges,
            /// swings, batch, swings as an area.
            #[wasm_bindgen(js_name = setPalette)]
            pub fn set_palette(&mut self, colors: &[u32]) -> Result<(), JsError> {
                self.planes.set_palette(colors)
            }

            /// Sets the size of a plane in CSS pixels, 0 × 0 while it is not seen, and the canvas's pixels per CSS pixel.
            pub fn resize(&mut self, plane: usize, width: f64, height: f64, scale: f64) {
                self.planes[plane].resize(width, height, scale);
            }
        }
    };
}
pub(super) use plane_verbs;
