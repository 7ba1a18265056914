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
