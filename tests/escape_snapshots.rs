//! Named scenes of the two wells as SVG files. `UPDATE_SNAPSHOTS=1 cargo test --test escape_snapshots` rewrites them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use common::snapshot::assert_snapshot;
use gradient_figures::figure::NoiseEscapeFigure;
use gradient_figures::figure::noise_escape::{DEFAULT, Settings};
use gradient_figures::view::{
    Palette, Theme, draw_ends_axes, draw_ends_bars, draw_wells_axes, draw_wells_run,
};
use plotters::prelude::*;

/// Draws both planes beside each other.
fn svg(figure: &NoiseEscapeFigure, palette: Palette, scale: u32) -> String {
    let theme = Theme { palette, scale: scale.into(), text_scale: 1.24 };
    let [_, red, green, blue] = palette.paper.to_be_bytes();
    let mut text = String::new();
    {
        let root = SVGBackend::with_string(&mut text, (960 * scale, 340 * scale)).into_drawing_area();
        root.fill(&RGBColor(red, green, blue)).unwrap();
        let (wells, ends) = root.split_horizontally(500 * scale);
        let scene = figure.scene();
        draw_wells_axes(&wells, &theme).unwrap();
        draw_wells_run(&wells, &scene, &theme).unwrap();
        draw_ends_axes(&ends, scene.top, &theme).unwrap();
        draw_ends_bars(&ends, &scene, &theme).unwrap();
        root.present().unwrap();
    }
    text
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
