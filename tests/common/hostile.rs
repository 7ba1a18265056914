//! What nobody gives on purpose: numbers from the edges of float64, planes of odd sizes, any order of verbs.
#![allow(clippy::unwrap_used, reason = "for tests")]

use std::time::Instant;

use gradient_figures::view::{Drawn, Palette, Theme, margins};
use plotters::coord::Shift;
use plotters::prelude::*;

use super::recorder::{Recorder, record_on};

/// Numbers by a seed: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom number generators*,
/// 2014).
pub struct Dice(u64);

/// The edges of what is accepted, and of float64.
const EDGES: [f64; 40] = [
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    0.0,
    -0.0,
    5e-324,
    -5e-324,
    2.2e-308,
    1e-300,
    1e-17,
    1e-9,
    0.5,
    1.0,
    1.000_000_000_000_000_2,
    -1.0,
    1.5,
    2.0,
    2.5,
    3.0,
    63.0,
    64.0,
    65.0,
    100.0,
    255.0,
    300.0,
    1e9,
    1.000_000_1e9,
    -1e9,
    4_294_967_295.0,
    4_294_967_296.0,
    -4_294_967_295.0,
    9_007_199_254_740_991.0,
    9_007_199_254_740_992.0,
    1.8e19,
    1.3e154,
    1.4e154,
    1e300,
    1e308,
    f64::MAX,
    f64::MIN,
];

impl Dice {
    /// Returns the numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Returns a whole number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(((self.bits() >> 32) * u64::from(end)) >> 32).unwrap()
    }

    /// Returns true once in `count` times.
    pub fn once_in(&mut self, count: u32) -> bool {
        self.below(count) == 0
    }

    /// Returns one of the choices.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(u32::try_from(choices.len()).unwrap()) as usize]
    }

    /// Returns a number from `lo` to below `hi`.
    pub fn within(&mut self, lo: f64, hi: f64) -> f64 {
        lo + (hi - lo) * f64::from(self.below(u32::MAX)) / f64::from(u32::MAX)
    }

    /// Returns a number that nobody expects.
    pub fn number(&mut self) -> f64 {
        match self.below(8) {
            0 => f64::from_bits(self.bits()),
            1 => 10_f64.powf(self.within(-320.0, 308.0)) * self.one_of(&[-1.0, 1.0]),
            2 => self.within(-10.0, 10.0),
            3 => f64::from(self.below(300)),
            _ => self.one_of(&EDGES),
        }
    }

    /// Returns a number from `lo` to `hi`, or one that nobody expects.
    pub fn setting(&mut self, lo: f64, hi: f64) -> f64 {
        if self.once_in(3) { self.number() } else { self.within(lo, hi) }
    }

    /// Returns a whole number from `lo` to `hi`, or one that nobody expects.
    pub fn count(&mut self, lo: f64, hi: f64) -> f64 {
        if self.once_in(3) { self.number() } else { self.within(lo, hi).round() }
    }
}

/// The verbs of a sequence with what they were given, told when the sequence fails.
pub struct Trace {
    seed: u64,
    verbs: Vec<(&'static str, f64, f64)>,
}

impl Trace {
    /// Notes the next verb.
    pub fn note(&mut self, verb: &'static str, first: f64, second: f64) {
        self.verbs.push((verb, first, second));
    }
}

impl Drop for Trace {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("HOSTILE_SEED={} HOSTILE_SEQUENCES=1 comes to it, by these verbs:", self.seed);
            for (verb, first, second) in &self.verbs {
                println!("  {verb} {first:e} {second:e}");
            }
        }
    }
}

/// Plays as many sequences as the environment variable `HOSTILE_SEQUENCES` says, from the seed `HOSTILE_SEED` on.
pub fn sequences(name: &str, play: impl Fn(&mut Dice, &mut Trace)) {
    let variable = |name: &str, usual: u64| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
    let (seed, count) = (variable("HOSTILE_SEED", 1), variable("HOSTILE_SEQUENCES", 40));
    let begin = Instant::now();
    let mut verbs = 0;
    for seed in seed..seed + count {
        let mut trace = Trace { seed, verbs: Vec::new() };
        play(&mut Dice::new(seed), &mut trace);
        verbs += trace.verbs.len();
    }
    println!("{name}: {count} sequences from seed {seed} on, {verbs} verbs, {:.1?}", begin.elapsed());
}

/// A plane of any size, in CSS pixels, on a screen of any scale.
pub struct Canvas {
    size: (f64, f64),
    theme: Theme,
}

/// The least size of the plotting area in CSS pixels, as on the page.
const LEAST_PLOT: f64 = 16.0;

impl Canvas {
    /// Returns a plane, now and then a tiny or a huge one.
    pub fn any(dice: &mut Dice) -> Self {
        let [top, right, bottom, left] = margins();
        let mut length = |margin: f64| {
            margin
                + match dice.below(4) {
                    0 => dice.within(LEAST_PLOT, LEAST_PLOT + 3.0),
                    1 => dice.within(LEAST_PLOT, 60.0),
                    2 => dice.within(200.0, 700.0),
                    _ => dice.within(LEAST_PLOT, 3000.0),
                }
        };
        let size = (length(left + right), length(top + bottom));
        let scale = dice.one_of(&[1.0, 1.5, 2.0, 2.0, 2.625, 3.0, 4.0]);
        let palette = dice.one_of(&[Palette::LIGHT, Palette::DARK]);
        Self { size, theme: Theme { palette, scale, text_scale: 1.0, grain: 1 } }
    }

    /// Draws, and holds what was drawn to the contract: few calls, no point outside.
    pub fn hold(
        &self,
        most_calls: usize,
        draw: impl FnOnce(&DrawingArea<Recorder, Shift>, &Theme) -> Drawn<Recorder>,
    ) {
        let size = (self.theme.px(self.size.0), self.theme.px(self.size.1));
        let recorded = record_on(size, |area| draw(area, &self.theme));
        let (width, height) = (i32::try_from(size.0).unwrap(), i32::try_from(size.1).unwrap());
        for &(x, y) in &recorded.points {
            assert!((0..=width).contains(&x) && (0..=height).contains(&y), "({x}, {y}) on {size:?}");
        }
        assert!(recorded.calls <= most_calls, "{} calls on {size:?}", recorded.calls);
        // A density on a large plane is many rectangles of two points each.
        let most_points = (2 * most_calls).max(30_000);
        assert!(recorded.points.len() <= most_points, "{} points on {size:?}", recorded.points.len());
        for text in &recorded.texts {
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
}

/// Returns a number for all of the values, another one for other bits.
pub fn hash<'a>(values: impl IntoIterator<Item = &'a f64>) -> u64 {
    values.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, value| {
        (hash ^ value.to_bits()).wrapping_mul(0x0100_0000_01b3).rotate_left(29)
    })
}
