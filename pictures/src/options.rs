//! What is to be drawn, as it is given on the command line.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::animation::MOST_FRAMES;
use crate::figures::{self, Figure, Outcome};
use crate::number;
use crate::page::{Look, WIDTHS};
use crate::words::Language;

/// What the command prints when asked.
pub(crate) fn help() -> String {
    let (least, most) = WIDTHS;
    format!(
        "\
cargo xtask figure --figure NAME --out FILE [SETTING …] [--theme light|dark] [--lang en|ja] [--width N]

Draws a run as a picture: FILE ends with .svg, .png (2 pixels for 1 of the width) or .gif (1 pixel, the run step by step).

  --figure gradient-descent   --learning-rate --start --steps --step
  --figure minibatch-sgd      --learning-rate --batch-size --samples --noise --data-seed --seed --sampling --steps
                              --axis --step
  --figure noise-escape       --learning-rate --batch-size --steps --seed --runs --step
                              settings are those of the element of that name, with the same defaults
  --theme                     light (default) or dark
  --lang                      en (default) or ja
  --width                     {least} to {most}, default {DEFAULT_WIDTH}; where it is narrow the planes stand below each other

A GIF begins at the start and ends with the step shown, which stays for two seconds; then it begins anew. A run of more
than {MOST_FRAMES} steps has a frame for every second, third, … step, so that there are at most {} frames.

  cargo xtask figure --figure gradient-descent --learning-rate 1.1 --out run.gif
  cargo xtask figure --figure noise-escape --learning-rate 0.4 --theme dark --lang ja --out card.png",
        MOST_FRAMES + 1
    )
}

/// The width that a picture has if nothing is said.
const DEFAULT_WIDTH: u32 = 960;

/// The options that every figure has.
const COMMON: [&str; 5] = ["figure", "out", "theme", "lang", "width"];

/// The kind of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Lines and letters.
    Svg,
    /// Pixels.
    Png,
    /// Pixels that move.
    Gif,
}

/// What is to be drawn.
pub(crate) struct Request {
    /// The run, all computed.
    pub(crate) figure: Box<dyn Figure>,
    /// The file to write.
    pub(crate) out: PathBuf,
    /// What it is to hold.
    pub(crate) format: Format,
    /// The colours.
    pub(crate) look: Look,
    /// The language of the words.
    pub(crate) language: Language,
    /// The width in CSS pixels.
    pub(crate) width: u32,
}

impl Request {
    /// Reads the arguments; says what is accepted where one is not.
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut given = pairs(arguments)?;
        let name = given.remove("figure");
        let name = name.ok_or_else(|| format!("--figure is needed: {}", figures::NAMES.join(", ")))?;
        let mut figure = figures::named(&name)?;
        let known = |option: &&String| {
            !COMMON.contains(&option.as_str()) && !figure.options().contains(&option.as_str())
        };
        if let Some(unknown) = given.keys().find(known) {
            let options: Vec<_> =
                figure.options().iter().chain(&COMMON).map(|option| format!("--{option}")).collect();
            return Err(format!("{name} has no `--{unknown}`; it has {}", options.join(", ")));
        }
        let out = given.remove("out").ok_or("--out is needed: a file that ends with .svg, .png or .gif")?;
        let out = PathBuf::from(out);
        let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let format = match ending.as_deref() {
            Some("svg") => Format::Svg,
            Some("png") => Format::Png,
            Some("gif") => Format::Gif,
            _ => {
                return Err(format!(
                    "--out takes a file that ends with .svg, .png or .gif, got `{}`",
                    out.display()
                ));
            }
        };
        let look = match given.remove("theme").as_deref() {
            None | Some("light") => Look::LIGHT,
            Some("dark") => Look::DARK,
            Some(other) => return Err(format!("--theme takes light or dark, got `{other}`")),
        };
        let language = match given.remove("lang") {
            None => Language::En,
            Some(name) => Language::ALL
                .into_iter()
                .find(|language| language.name() == name)
                .ok_or_else(|| format!("--lang takes en or ja, got `{name}`"))?,
        };
        let width = given.remove("width").map_or(Ok(DEFAULT_WIDTH), |text| width(&text))?;
        for &option in figure.options() {
            if let Some(text) = given.remove(option) {
                figure.set(option, &text).map_err(|error| format!("--{option}: {error}"))?;
            }
        }
        figure.finish();
        Ok(Self { figure, out, format, look, language, width })
    }
}

fn width(text: &str) -> Outcome<u32> {
    let (least, most) = WIDTHS;
    let value = number::parse(text);
    let accepted = (least..=most).find(|&width| f64::from(width).to_bits() == value.to_bits());
    accepted.ok_or_else(|| format!("--width takes a whole number from {least} to {most}, got `{text}`"))
}

/// Returns `--name value` and `--name=value` as pairs; of one that is given twice the last counts.
fn pairs(arguments: &[String]) -> Outcome<BTreeMap<String, String>> {
    let mut pairs = BTreeMap::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let Some(option) = argument.strip_prefix("--") else {
            return Err(format!("`{argument}` is not understood here; options begin with --, see --help"));
        };
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, value.to_owned()),
            None => {
                let value = rest.next().filter(|value| !value.starts_with("--"));
                (option, value.cloned().ok_or_else(|| format!("`{argument}` needs a value"))?)
            }
        };
        pairs.insert(name.to_owned(), value);
    }
    Ok(pairs)
}
