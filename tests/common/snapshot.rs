//! Pictures that are compared with stored ones.
#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests")]

use std::fs;
use std::path::Path;

use gradient_figures::view::{Drawn, Palette, Theme};
use plotters::coord::Shift;
use plotters::prelude::*;

/// Returns the SVG of what `draw` draws on paper of a size in CSS pixels, `scale` units a pixel.
pub fn svg(
    (width, height): (u32, u32),
    palette: Palette,
    scale: u32,
    draw: impl for<'a> FnOnce(&DrawingArea<SVGBackend<'a>, Shift>, &Theme) -> Drawn<SVGBackend<'a>>,
) -> String {
    let mut text = String::new();
    let theme = Theme { palette, scale: scale.into(), text_scale: 1.24, grain: 1 };
    let [_, red, green, blue] = palette.paper.to_be_bytes();
    {
        let root = SVGBackend::with_string(&mut text, (width * scale, height * scale)).into_drawing_area();
        root.fill(&RGBColor(red, green, blue)).unwrap();
        draw(&root, &theme).unwrap();
        root.present().unwrap();
    }
    text
}

/// Compares with the stored file; leaves what was drawn beside it when they differ.
pub fn assert_snapshot(path: &Path, drawn: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(path, drawn).unwrap();
        return;
    }
    let stored = fs::read_to_string(path).unwrap_or_default();
    if stored != drawn {
        let changed = path.with_extension("changed.svg");
        fs::write(&changed, drawn).unwrap();
        panic!("{} differs from {}; UPDATE_SNAPSHOTS=1 accepts it", changed.display(), path.display());
    }
}
