//! Values and pixels for JavaScript.

use js_sys::{Float64Array, Object, Reflect, Uint8ClampedArray};
use wasm_bindgen::JsValue;

use crate::figure::Grid;
use crate::pairwise::as_f64;
use crate::view::{Palette, Tone};

/// Returns a copy of the values.
pub(super) fn floats(values: &[f64]) -> Float64Array {
    Float64Array::from(values)
}

/// Returns an object that has the values by their names.
pub(super) fn object<const N: usize>(entries: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        let is_set = Reflect::set(&object, &name.into(), &value);
        debug_assert!(is_set.is_ok(), "a plain object takes any value");
    }
    object
}

/// Returns an object that has the name of each status's tone by the status's name.
pub(super) fn tones<const N: usize>(table: [(&str, Tone); N]) -> Object {
    object(table.map(|(status, tone)| (status, tone.name().into())))
}

/// Returns an object that tells what a run comes to: its final loss, its status, the first step that overflows if one does.
pub(super) fn outcome(loss: f64, status: &str, overflow_step: Option<usize>) -> Object {
    object([("loss", loss.into()), ("status", status.into()), ("overflowStep", overflow_step.into())])
}

/// Returns left, top, width and height of a plotting area.
pub(super) fn area((left, top, width, height): (f64, f64, f64, f64)) -> Float64Array {
    floats(&[left, top, width, height])
}

/// Returns what JavaScript is told of track and map: revisions, whether each is current, the map's plotting area, the final
/// loss of the run in focus.
#[inline(never)]
pub(super) fn map_state(
    [track, map]: [u32; 2],
    is_current: [bool; 2],
    (left, top, width, height): (f64, f64, f64, f64),
    loss: f64,
) -> Float64Array {
    let [is_track_current, is_map_current] = is_current.map(|is_current| f64::from(u8::from(is_current)));
    floats(&[track.into(), map.into(), is_track_current, is_map_current, left, top, width, height, loss])
}

/// Returns red, green, blue and opacity of each pixel, from the upper row down, each from left to right. `tone` tells, by
/// the share across, the share up and the final loss there, how the run behaves and which loss its colour is to tell.
#[inline(never)]
pub(super) fn pixels(
    grid: &Grid,
    palette: &Palette,
    tone: &dyn Fn(f64, f64, f64) -> (Tone, f64),
) -> Uint8ClampedArray {
    let (columns, rows) = grid.size();
    let mut pixels = Vec::with_capacity(4 * columns * rows);
    for row in (0..rows).rev() {
        let up = (as_f64(row) + 0.5) / as_f64(rows);
        for (column, &loss) in grid.losses()[row * columns..][..columns].iter().enumerate() {
            let (tone, told) = tone((as_f64(column) + 0.5) / as_f64(columns), up, loss);
            pixels.extend(tone.pixel(told, palette));
        }
    }
    Uint8ClampedArray::from(pixels.as_slice())
}
