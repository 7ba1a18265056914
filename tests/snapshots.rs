//! Named scenes as SVG files. `UPDATE_SNAPSHOTS=1 cargo test --test snapshots` rewrites them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod common;

use std::path::Path;

use common::snapshot::{self, assert_snapshot};
use gradient_figures::figure::GradientDescentFigure;
use gradient_figures::view::{Palette, draw_descent};

/// Draws both planes beside each other.
fn svg(figure: &GradientDescentFigure, palette: Palette, scale: u32) -> String {
    snapshot::svg((960, 340), palette, scale, |root, theme| {
        let (curve, loss) = root.split_horizontally(600 * scale);
        draw_descent([&curve, &loss], &figure.scene(), theme)
    })
}

fn figure(learning_rate: f64, steps: u16) -> GradientDescentFigure {
    let mut figure = GradientDescentFigure::new();
    figure.set_learning_rate(learning_rate).unwrap();
    figure.set_steps(steps.into()).unwrap();
    figure.settle();
    figure
}

#[test]
fn scenes_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let scenes = [
        ("article-0.1x10", figure(0.1, 10)),
        ("article-0.01x10", figure(0.01, 10)),
        ("article-0.01x100", figure(0.01, 100)),
        ("article-1.1x10", figure(1.1, 10)),
        ("one-step-0.5", figure(0.5, 5)),
        ("alternating-0.75", figure(0.75, 20)),
        ("cycle-1", figure(1.0, 20)),
        ("overflowing-1.5", figure(1.5, 800)),
    ];
    for (name, figure) in &scenes {
        for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
            assert_snapshot(&folder.join(format!("{name}-{theme}.svg")), &svg(figure, palette, 1));
        }
    }
}

/// Pixels of a picture for one of the page: coordinates are whole numbers, and curves show it.
const FINE: u32 = 3;

/// The pictures that stand in where the figure cannot start are drawn by the same code.
#[test]
fn the_static_pictures_are_what_the_figure_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/pictures");
    let pictures = [("gradient-descent", 0.1, 10), ("slow", 0.01, 100), ("diverging", 1.1, 10)];
    let themes = [("light", Palette::LIGHT), ("dark", Palette::DARK)];
    for ((name, learning_rate, steps), (theme, palette)) in
        pictures.into_iter().flat_map(|picture| themes.map(|theme| (picture, theme)))
    {
        assert_snapshot(
            &folder.join(format!("{name}-{theme}.svg")),
            &svg(&figure(learning_rate, steps), palette, FINE),
        );
    }
}
