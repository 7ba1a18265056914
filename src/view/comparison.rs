//! What the three planes of a regression draw: several methods on the same samples.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::contours::{draw_contour_axes, draw_contour_run};
use super::cost::{draw_cost_axes, draw_cost_run};
use super::data::{draw_data_axes, draw_data_run};
use super::plane::Drawn;
use super::theme::{Palette, Theme};
use crate::dataset::Dataset;
use crate::figure::{Decades, Span};
use crate::regression::Gradient;

/// The methods of a [`Comparison`], by their places in it.
pub(super) const FULL: usize = 0;
pub(super) const MINI: usize = 1;
pub(super) const SGD: usize = 2;

/// The methods from the one drawn first, at the back, to the one drawn last.
pub(super) const BACK_TO_FRONT: [usize; 3] = [SGD, FULL, MINI];

/// Returns the colour of a method.
pub(super) fn color_of(method: usize, palette: &Palette) -> u32 {
    match method {
        FULL => palette.converges,
        SGD => palette.swings,
        _ => palette.iterates,
    }
}

/// Draws the three planes of a comparison, data, contours and loss, each on an area of its own.
///
/// # Errors
///
/// What the backend reports.
pub fn draw_comparison<DB: DrawingBackend>(
    [data, contours, loss]: [&DrawingArea<DB, Shift>; 3],
    scene: &Comparison<'_>,
    theme: &Theme,
) -> Drawn<DB> {
    draw_data_axes(data, scene, theme)?;
    draw_data_run(data, scene, theme)?;
    draw_contour_axes(contours, scene, theme)?;
    draw_contour_run(contours, scene, theme)?;
    draw_cost_axes(loss, &scene.planes.loss, theme)?;
    draw_cost_run(loss, scene, theme)
}

/// Several methods on one regression, to draw.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The samples.
    pub dataset: &'a Dataset,
    /// The runs of full batch, mini-batch and single samples, where they are switched on.
    pub paths: [Option<Path<'a>>; 3],
    /// The step shown: entries up to and including it are drawn.
    pub step: usize,
    /// The part of the way to the next step that is drawn, in [0, 1).
    pub phase: f64,
    /// Indices of samples of the mini-batch to mark.
    pub batch: &'a [u32],
    /// The gradient of the mini-batch at the parameters shown.
    pub batch_gradient: Option<Gradient>,
    /// The ranges of the three planes.
    pub planes: Planes,
}

/// A run to draw: four lists of one length, at least 1, of any float64 values.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    /// w at each step.
    pub w: &'a [f64],
    /// b at each step.
    pub b: &'a [f64],
    /// The loss over all samples at each step.
    pub losses: &'a [f64],
    /// The place of each step on the loss plane, ascending.
    pub costs: &'a [f64],
}

impl Path<'_> {
    /// The step shown, or the last one there is.
    pub(super) fn last(&self, step: usize) -> usize {
        step.min(self.losses.len() - 1)
    }

    /// The point (w, b) of a step.
    pub(super) fn point(&self, step: usize) -> (f64, f64) {
        (self.w[step], self.b[step])
    }
}

/// The ranges of the three planes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Planes {
    /// The data plane: inputs across, targets upwards.
    pub data: (Span, Span),
    /// The contours: w across, b upwards.
    pub contours: (Span, Span),
    /// The loss plane.
    pub loss: LossPlane,
}

/// The ranges of the loss plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LossPlane {
    /// The end of the cost axis, above 0.
    pub end: f64,
    /// Whether only whole numbers stand on that axis.
    pub is_whole: bool,
    /// The powers of ten on the loss axis.
    pub decades: Decades,
}
