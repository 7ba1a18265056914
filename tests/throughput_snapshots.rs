//! Made-up measurements as SVG files. `UPDATE_SNAPSHOTS=1 cargo test --test throughput_snapshots` rewrites them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::path::Path;

use common::snapshot::{self, assert_snapshot};
use gradient_figures::view::{Mark, Palette, Throughput, draw_throughput_axes, draw_throughput_run};

const SIZES: [u32; 5] = [1, 4, 16, 64, 100];

/// Draws two planes beside each other.
fn svg(planes: [&[Mark]; 2], palette: Palette) -> String {
    snapshot::svg((800, 280), palette, 1, |root, theme| {
        for (area, marks) in root.split_evenly((1, 2)).iter().zip(planes) {
            let scene = Throughput { sizes: &SIZES, marks };
            draw_throughput_axes(area, &scene, theme)?;
            draw_throughput_run(area, &scene, theme)?;
        }
        Ok(())
    })
}

/// Made-up times: the k-th batch size takes 100 · 2⁻ᵏ, three measurements a tenth apart; drawing alone takes a fourth.
fn made_up() -> [Vec<Mark>; 2] {
    let mut planes = [Vec::new(), Vec::new()];
    for is_part in [true, false] {
        for (size, power) in SIZES.into_iter().zip(0_i32..) {
            let time = 100.0 * 0.5_f64.powi(power) * if is_part { 0.25 } else { 1.0 };
            for (factor, is_median) in [(0.9, false), (1.0, false), (1.1, false), (1.0, true)] {
                let mark = |value| Mark { size: f64::from(size), value, is_median, is_part };
                planes[1].push(mark(time * factor));
                if !is_part {
                    planes[0].push(mark(1e8 / (time * factor)));
                }
            }
        }
    }
    planes
}

#[test]
fn scenes_look_as_they_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let [rate, time] = made_up();
    for (name, planes) in [("empty", [[].as_slice(), &[]]), ("made-up", [&rate, &time])] {
        for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
            assert_snapshot(&folder.join(format!("throughput-{name}-{theme}.svg")), &svg(planes, palette));
        }
    }
}
