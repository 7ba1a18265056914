//! Named scenes of the regression as SVG files. `UPDATE_SNAPSHOTS=1 cargo test --test minibatch_snapshots` rewrites
//! them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use common::snapshot::{self, assert_snapshot};
use gradient_figures::figure::MinibatchSgdFigure;
use gradient_figures::figure::minibatch_sgd::{Axis, DEFAULT, PRESETS, Settings};
use gradient_figures::view::{Palette, draw_comparison};

/// Draws the three planes beside each other.
fn svg(figure: &MinibatchSgdFigure, palette: Palette, scale: u32) -> String {
    snapshot::svg((1020, 320), palette, scale, |root, theme| {
        let planes = root.split_evenly((1, 3));
        draw_comparison([&planes[0], &planes[1], &planes[2]], &figure.scene(), theme)
    })
}

fn figure(settings: Settings, change: impl FnOnce(&mut MinibatchSgdFigure)) -> MinibatchSgdFigure {
    let mut figure = MinibatchSgdFigure::with(&settings).unwrap();
    change(&mut figure);
    while !figure.is_complete() {
        figure.compute();
    }
    figure.settle();
    figure
}

#[test]
fn scenes_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let edit = |figure: &mut MinibatchSgdFigure| {
        figure.set_step(20.0).unwrap();
        for n in 0..10 {
            figure.add_sample(f64::from(n) / 40.0 + 0.5, -1.5).unwrap();
        }
        figure.remove_sample(0).unwrap();
        figure.show_last();
    };
    let share_x = |figure: &mut MinibatchSgdFigure| {
        figure.add_sample(0.5, 1.0).unwrap();
        figure.add_sample(0.5, 2.0).unwrap();
        figure.remove_sample(0).unwrap();
        figure.remove_sample(0).unwrap();
    };
    let scenes = [
        ("default", figure(DEFAULT, |_| ())),
        ("between-limits", figure(PRESETS[1], |_| ())),
        ("noisy-floor", figure(PRESETS[2], |figure| figure.set_axis(Axis::Epochs))),
        ("density", figure(Settings { samples: 5000, batch_size: 32, ..DEFAULT }, |_| ())),
        (
            "gradients",
            figure(Settings { learning_rate: 0.3, ..DEFAULT }, |figure| figure.set_axis(Axis::Gradients)),
        ),
        ("edited", figure(DEFAULT, edit)),
        ("shared-x", figure(Settings { samples: 2, batch_size: 1, ..DEFAULT }, share_x)),
    ];
    for (name, figure) in &scenes {
        for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
            assert_snapshot(&folder.join(format!("minibatch-{name}-{theme}.svg")), &svg(figure, palette, 1));
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
        let picture = svg(&figure(DEFAULT, |_| ()), palette, FINE);
        assert_snapshot(&folder.join(format!("minibatch-sgd-{theme}.svg")), &picture);
    }
}
