//! The figures that can be drawn: each a state of the library's, its options, and the words of its element.

mod descent;
mod escape;
mod regression;

use gradient_figures::Error;

use crate::number;
use crate::page::Run;

/// What a part of the command returns: an error is the text that the user reads.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// A run whose settings can be given, by the names of the element's attributes.
pub(crate) trait Figure: Run {
    /// Returns the options in the order in which they are to be set: what limits another comes before it.
    fn options(&self) -> &'static [&'static str];

    /// Sets one of them.
    fn set(&mut self, option: &str, text: &str) -> Outcome;

    /// Computes all that is to be drawn, and fits the planes to it.
    fn finish(&mut self);
}

/// The names of the figures.
pub(crate) const NAMES: [&str; 3] = ["gradient-descent", "minibatch-sgd", "noise-escape"];

/// Returns the figure of a name with its settings at first.
pub(crate) fn named(name: &str) -> Outcome<Box<dyn Figure>> {
    match name {
        "gradient-descent" => Ok(Box::<descent::Figure>::default()),
        "minibatch-sgd" => Ok(Box::<regression::Figure>::default()),
        "noise-escape" => Ok(Box::<escape::Figure>::default()),
        "batch-throughput" => Err(
            "batch-throughput measures the machine that it is looked at on, so there is no picture of it; \
                                   take a screenshot of what it measured on yours"
                .to_owned(),
        ),
        other => Err(format!("there is no figure `{other}`; there are {}", NAMES.join(", "))),
    }
}

/// Sets a number as it was typed: an error of the library tells what is accepted, and here what was typed.
fn set(text: &str, verb: impl FnOnce(f64) -> Result<(), Error>) -> Outcome {
    verb(number::parse(text)).map_err(|error| {
        let message = error.to_string();
        let accepted = message.split(", got ").next().unwrap_or(&message);
        format!("{accepted}, got `{text}`")
    })
}

/// Shows a step that a run has.
fn show(step: usize, verb: impl FnOnce(f64) -> Result<(), Error>) {
    let is_shown = verb(f64::from(u32::try_from(step).unwrap_or(u32::MAX))).is_ok();
    debug_assert!(is_shown, "a run has at most 10 000 steps");
}
