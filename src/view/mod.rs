//! Drawing: from a figure's state to pixels on any plotters backend. No state, no clock, no DOM.
//!
//! Each plane is drawn in two parts that share one mapping: what stays (axes, labels, curve) and what moves with the
//! run. plotters clamps points that lie outside a plane and hangs on infinite ranges, so only finite points inside a
//! finite plane are ever handed to it.

mod clip;
mod cobweb;
mod comparison;
mod contours;
mod cost;
mod data;
mod descent;
mod escape;
mod label;
mod marks;
mod outcome;
mod plane;
mod rates;
mod theme;
mod throughput;

pub use cobweb::{draw_cobweb_axes, draw_cobweb_run};
pub use comparison::{Comparison, LossPlane, Path, Planes, draw_comparison};
pub use contours::{draw_contour_axes, draw_contour_run};
pub use cost::{draw_cost_axes, draw_cost_run};
pub use data::{
    MAX_DOTS, MAX_MARKED, draw_data_axes, draw_data_run, nearest_sample, sample_at, sample_place,
};
pub use descent::{
    Descent, curve_place, draw_curve_axes, draw_curve_run, draw_descent, draw_loss_axes, draw_loss_run,
};
pub use escape::{Escape, draw_ends_axes, draw_ends_bars, draw_escape, draw_wells_axes, draw_wells_run};
pub use outcome::Tone;
pub use plane::{Drawn, margins};
pub use rates::{MapAxis, RateCurve, draw_map_axes, draw_map_run, draw_rate_axes, draw_rate_curve};
pub use theme::{GRAIN, Palette, Theme};
pub use throughput::{Mark, Throughput, draw_throughput_axes, draw_throughput_run};
