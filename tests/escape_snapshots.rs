//! Named scenes of the two wells as SVG files. `UPDATE_SNAPSHOTS=1 cargo test --test escape_snapshots` rewrites them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use common::snapshot::{self, assert_snapshot};
use gradient_figures::figure::NoiseEscapeFigure;
use gradient_figures::figure::noise_escape::{DEFAULT, Settings};
use gradient_figures::view::{Palette, draw_escape};

/// Draws both planes beside each other.
fn svg(figure: &NoiseEscapeFigure, palette: Palette, scale: u32) -> String {
    snapshot::svg((960, 340), palette, scale, |root, theme| {
        let (wells, ends) = root.split_horizontally(500 * scale);
        draw_escape([&wells, &ends], &figure.scene(), theme)
    })
}

fn figure(settings: Settings) -> NoiseEscapeFigure {
    let mut figure = NoiseEscapeFigure::with(&settings).unwrap();
    while !figure.is_complete() {
        figure.compute();
    }
    figure.settle();
    figure
}

#[test]
fn scenes_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let scenes = [
        ("default", figure(DEFAULT)),
        ("diverging", figure(Settings { learning_rate: 0.35, batch_size: 2, ..DEFAULT })),
    ];
    for (name, figure) in &scenes {
        for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
            assert_snapshot(&folder.join(format!("escape-{name}-{theme}.svg")), &svg(figure, palette, 1));
        }
    }
}

/// Pixels of a picture for one of the page: coordinates are whole numbers, and curves show it.
const FINE: u32 = 3;

/// The pictures that stand in where the figure cannot start are drawn by the same code.
#[test]
fn the_static_pictures_are_what_the_figure_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/pictures");
    for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
        assert_snapshot(
            &folder.join(format!("noise-escape-{theme}.svg")),
            &svg(&figure(DEFAULT), palette, FINE),
        );
    }
}
