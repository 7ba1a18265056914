//! The figures' state: settings, verbs, what is shown. No drawing, no DOM.

mod extent;
mod gradient_descent;
mod grid;
pub mod minibatch_sgd;
pub mod noise_escape;
mod playback;
mod sweep;
mod verdict;

pub use extent::{Decades, Extent, Span, Stride};
pub use gradient_descent::{
    DEFAULT, GOAL_LIMIT, GradientDescentFigure, MAP_AXIS, MOST_RATE, PRESETS, Settings,
};
pub use grid::Grid;
pub use minibatch_sgd::MinibatchSgdFigure;
pub use noise_escape::NoiseEscapeFigure;
pub use verdict::Verdict;
