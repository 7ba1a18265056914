//! Live figures that teach gradient descent.
//!
//! The library is the part of the project that owns numbers, state and pixels; the page around it owns the document.
//!
//! - numbers: [`objective`], [`optimizer`], [`trajectory`], [`stability`], [`spectrum`] of the parabola; [`dataset`], [`regression`],
//!   [`batch`], [`minibatch`], [`throughput`] of the line fitted to samples; [`escape`] of the sum with two wells
//! - state: [`figure`], one file a figure, with [`clock`] for playing
//! - pixels: [`view`], generic over the drawing backend of plotters
//! - `web`, on wasm32 only: what JavaScript sees
//!
//! ```
//! use gradient_figures::optimizer::LearningRate;
//! use gradient_figures::stability::Regime;
//! use gradient_figures::trajectory::Trajectory;
//!
//! let learning_rate = LearningRate::new(1.1)?;
//! let run = Trajectory::run(learning_rate, 2.0, 4000)?;
//! assert_eq!(Regime::of(learning_rate), Regime::Diverging);
//! assert_eq!(run.overflow_step(), Some(1943)); // y = x² passes the largest float64
//! assert_eq!(run.x_overflow_step(), Some(3886));
//! # Ok::<(), gradient_figures::Error>(())
//! ```
//!
//! A figure draws itself on any backend of plotters, here as SVG (plotters' feature `svg_backend`); `cargo xtask figure` makes
//! pictures for articles in this way.
//!
//! ```
//! use gradient_figures::figure::GradientDescentFigure;
//! use gradient_figures::view::{Palette, Theme, draw_descent};
//! use plotters::prelude::*;
//!
//! let mut figure = GradientDescentFigure::new(); // x₀ = −3, 10 steps
//! figure.set_learning_rate(1.1)?;
//! figure.settle();
//!
//! // Four units a CSS pixel, for plotters draws at whole ones; it writes SVG text smaller by 1.24.
//! let theme = Theme { palette: Palette::LIGHT, scale: 4.0, text_scale: 1.24, grain: 1 };
//! let mut svg = String::new();
//! {
//!     let root = SVGBackend::with_string(&mut svg, (4 * 960, 4 * 340)).into_drawing_area();
//!     root.fill(&WHITE)?;
//!     let (curve, loss) = root.split_horizontally(4 * 600);
//!     draw_descent([&curve, &loss], &figure.scene(), &theme)?;
//!     root.present()?;
//! }
//! assert!(svg.starts_with("<svg"));
//! assert_eq!(svg.lines().filter(|&line| line == "400").count(), 1); // the plane has grown to y = 400
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod batch;
pub mod clock;
pub mod dataset;
pub mod error;
pub mod escape;
pub mod figure;
pub mod minibatch;
pub mod objective;
pub mod optimizer;
mod pairwise;
pub mod regression;
pub mod rng;
pub mod spectrum;
pub mod stability;
pub mod throughput;
pub mod trajectory;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use error::Error;
