//! A run as a GIF: one frame a step, each with only what has changed.

use std::collections::HashMap;

use gif::{DisposalMethod, Encoder, Frame, Repeat};
use resvg::tiny_skia::Pixmap;

use crate::figures::Outcome;

/// The most frames beside the first: of a longer run every second, third, … step is shown, and the last.
pub(crate) const MOST_FRAMES: usize = 60;

/// How long the last frame stays, in hundredths of a second.
pub(crate) const LAST_DELAY: u16 = 200;

/// How long the frames take together, and at least and at most each of them.
const ALL_DELAYS: u16 = 600;
const DELAYS: (u16, u16) = (10, 40);

/// Frames that the colours are taken from.
const SAMPLED: usize = 12;

/// One index is for what has not changed.
const MOST_COLORS: usize = 255;

/// Returns the steps shown of a run up to step `last`.
pub(crate) fn steps(last: usize) -> Vec<usize> {
    let stride = last.div_ceil(MOST_FRAMES).max(1);
    let mut steps: Vec<_> = (0..last).step_by(stride).collect();
    steps.push(last);
    steps
}

/// Returns the GIF of pictures, which are asked for by their numbers, some of them twice.
pub(crate) fn gif(frames: usize, mut picture: impl FnMut(usize) -> Outcome<Pixmap>) -> Outcome<Vec<u8>> {
    let failed = |error: gif::EncodingError| format!("the GIF was not made: {error}");
    let mut counts = HashMap::new();
    let sampled = frames.min(SAMPLED);
    for at in 0..sampled {
        count_colors(&picture(at * (frames - 1) / (sampled - 1).max(1))?, &mut counts);
    }
    let mut colors = Colors::of(&counts);

    let first = picture(0)?;
    let side =
        |length: u32| u16::try_from(length).map_err(|_| "a GIF is at most 65535 pixels wide".to_owned());
    let (width, height) = (side(first.width())?, side(first.height())?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height, &colors.palette()).map_err(failed)?;
    encoder.set_repeat(Repeat::Infinite).map_err(failed)?;
    let delay = ALL_DELAYS / u16::try_from(frames).unwrap_or(u16::MAX);
    let mut before = Vec::new();
    for at in 0..frames {
        let now = colors.indices(&picture(at)?);
        let mut frame = changed(&before, &now, width.into(), colors.unchanged());
        frame.delay = if at + 1 == frames { LAST_DELAY } else { delay.clamp(DELAYS.0, DELAYS.1) };
        encoder.write_frame(&frame).map_err(failed)?;
        before = now;
    }
    drop(encoder);
    Ok(bytes)
}

/// Returns a frame of what differs, as small as possible.
fn changed(before: &[u8], now: &[u8], width: usize, unchanged: u8) -> Frame<'static> {
    let is_changed = |at: usize| before.get(at) != now.get(at);
    let places = (0..now.len()).filter(|&at| is_changed(at));
    let ends = places.fold(None, |ends: Option<[usize; 4]>, at| {
        let (x, y) = (at % width, at / width);
        let [left, top, right, bottom] = ends.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    // A frame has at least one pixel.
    let [left, top, right, bottom] = ends.unwrap_or_default();
    let index = |(x, y): (usize, usize)| {
        let at = y * width + x;
        if is_changed(at) { now[at] } else { unchanged }
    };
    let buffer =
        (top..=bottom).flat_map(|y| (left..=right).map(move |x| (x, y))).map(index).collect::<Vec<_>>();
    let small = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    Frame {
        left: small(left),
        top: small(top),
        width: small(right - left + 1),
        height: small(bottom - top + 1),
        transparent: Some(unchanged),
        dispose: DisposalMethod::Keep,
        buffer: buffer.into(),
        ..Frame::default()
    }
}

type Color = [u8; 3];

fn colors_of(picture: &Pixmap) -> impl Iterator<Item = Color> + '_ {
    // The paper covers everything, so that no pixel shines through.
    picture.data().chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

fn count_colors(picture: &Pixmap, counts: &mut HashMap<Color, usize>) {
    let mut last = (Color::default(), 0);
    for color in colors_of(picture) {
        if color == last.0 {
            last.1 += 1;
        } else {
            *counts.entry(last.0).or_default() += last.1;
            last = (color, 1);
        }
    }
    *counts.entry(last.0).or_default() += last.1;
}

/// The colours of a GIF, and which of them stands for one that is not among them.
struct Colors {
    chosen: Vec<Color>,
    nearest: HashMap<Color, u8>,
}

impl Colors {
    /// Chooses colours, those seen most often first, each apart from those before by as little as makes them few enough:
    /// paper, lines and areas keep their very colours, and the edges of letters what lies between.
    fn of(counts: &HashMap<Color, usize>) -> Self {
        let mut seen: Vec<_> = counts.iter().filter(|(_, count)| **count > 0).collect();
        seen.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let choose = |least: u32| {
            let mut chosen: Vec<Color> = Vec::new();
            for &(&color, _) in &seen {
                if chosen.len() > MOST_COLORS {
                    break;
                }
                if chosen.iter().all(|&other| distance(color, other) >= least) {
                    chosen.push(color);
                }
            }
            chosen
        };
        let (mut least, mut chosen) = (1, choose(1));
        while chosen.len() > MOST_COLORS {
            least += 1 + least / 4;
            chosen = choose(least);
        }
        Self { chosen, nearest: HashMap::new() }
    }

    fn palette(&self) -> Vec<u8> {
        // The one for what has not changed is never seen.
        [self.chosen.as_slice(), &[Color::default()]].concat().concat()
    }

    /// Returns the index of what has not changed.
    fn unchanged(&self) -> u8 {
        u8::try_from(self.chosen.len()).unwrap_or(u8::MAX)
    }

    fn indices(&mut self, picture: &Pixmap) -> Vec<u8> {
        let mut last = None;
        let index = |color| match last {
            Some((before, index)) if before == color => index,
            _ => {
                let index = *self.nearest.entry(color).or_insert_with(|| nearest(&self.chosen, color));
                last = Some((color, index));
                index
            }
        };
        colors_of(picture).map(index).collect()
    }
}

fn nearest(chosen: &[Color], color: Color) -> u8 {
    let places = (0..=u8::MAX).zip(chosen);
    places.min_by_key(|&(_, &other)| distance(color, other)).map_or(0, |(index, _)| index)
}

fn distance(a: Color, b: Color) -> u32 {
    a.iter().zip(b).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
