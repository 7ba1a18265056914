//! Colours and sizes.

use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor};

/// The colours of a figure by the role they play, each `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Objective and data.
    pub objective: u32,
    /// Iterates, the run in focus.
    pub iterates: u32,
    /// Gradient and tangent.
    pub gradient: u32,
    /// What diverges.
    pub diverges: u32,
    /// Text that stands back: tick labels.
    pub muted: u32,
    /// Grid lines.
    pub grid: u32,
    /// The background.
    pub paper: u32,
    /// What converges; the full batch.
    pub converges: u32,
    /// What swings as it converges; single samples. Dark enough for a line on paper.
    pub swings: u32,
    /// This step's mini-batch.
    pub batch: u32,
    /// What swings, as an area.
    pub swings_area: u32,
}

impl Palette {
    /// Dark ink on white paper.
    pub const LIGHT: Self = Self {
        objective: 0x44_54_6a,
        iterates: 0x00_72_b2,
        gradient: 0xd5_5e_00,
        diverges: 0xd5_5e_00,
        muted: 0x5d_68_75,
        grid: 0xe7_eb_ef,
        paper: 0xff_ff_ff,
        converges: 0x00_9e_73,
        swings: 0xb8_7a_00,
        batch: 0xaa_44_99,
        swings_area: 0xe6_9f_00,
    };

    /// Light ink on dark paper.
    pub const DARK: Self = Self {
        objective: 0xa9_b8_ca,
        iterates: 0x56_b4_e9,
        gradient: 0xff_8a_3d,
        diverges: 0xff_8a_3d,
        muted: 0x9a_a6_b2,
        grid: 0x25_2c_34,
        paper: 0x15_19_1e,
        converges: 0x2f_c7_9a,
        swings: 0xf0_b4_29,
        batch: 0xe5_8a_d8,
        swings_area: 0xf0_b4_29,
    };
}

/// Units of a screen's backend per pixel of the screen. plotters rounds a coordinate down to a whole unit, so what is drawn
/// is off by less than 1 / `GRAIN` of a pixel across and down, and so by less than an eighth in all. A power of two: a context that is scaled by its inverse is scaled exactly.
pub const GRAIN: u32 = 16;

/// How to draw: colours, and how many pixels of the backend one CSS pixel is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Units of the backend per CSS pixel, at least 1. plotters draws at whole units: several of them per pixel of the
    /// screen keep curves smooth.
    pub scale: f64,
    /// Factor on the size of text: 1 on a canvas; plotters writes SVG text smaller by 1.24.
    pub text_scale: f64,
    /// Units of the backend per pixel of the screen: grid lines and labels are moved onto whole pixels, which keeps
    /// them sharp. 1 where the backend knows no pixels, as SVG.
    pub grain: u32,
}

impl Theme {
    /// Returns how to draw on a screen of `scale` pixels per CSS pixel, in units of 1 / [`GRAIN`] of a pixel.
    #[must_use]
    pub fn on_screen(palette: Palette, scale: f64) -> Self {
        Self { palette, scale: scale * f64::from(GRAIN), text_scale: 1.0, grain: GRAIN }
    }

    /// Returns a length of `css` CSS pixels in whole units of the backend, at least 1.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths of a few pixels")]
    #[inline(never)]
    pub fn px(&self, css: f64) -> u32 {
        (css * self.scale).round().clamp(1.0, 1_000_000.0) as u32
    }

    /// Returns [`Theme::px`] as a coordinate.
    #[expect(clippy::cast_possible_wrap, reason = "at most a million")]
    pub(super) fn length(&self, css: f64) -> i32 {
        self.px(css) as i32
    }

    /// Returns the width of a grid line: a CSS pixel in whole pixels of the screen, rounded down as browsers round
    /// borders, at least 1.
    pub(super) fn hairline(&self) -> u32 {
        (self.px(1.0) / self.grain).max(1) * self.grain
    }

    /// Returns the coordinate nearest to `at` at which a line of [`Theme::hairline`] covers whole pixels of the screen.
    pub(super) fn sharp(&self, at: i32) -> i32 {
        let grain = self.grain.cast_signed();
        if (self.hairline() / self.grain).is_multiple_of(2) {
            self.whole(at)
        } else {
            at.div_euclid(grain) * grain + grain / 2
        }
    }

    /// Returns the coordinate of the edge between two pixels of the screen that is nearest to `at`.
    pub(super) fn whole(&self, at: i32) -> i32 {
        let grain = self.grain.cast_signed();
        (at + grain / 2).div_euclid(grain) * grain
    }

    /// Returns how many pixels of the screen a length in units of the backend is, at least 1.
    pub(super) fn pixels(&self, units: u32) -> u32 {
        (units / self.grain).max(1)
    }

    /// Returns the font of tick labels, `css` CSS pixels high.
    pub(super) fn font(&self, css: f64) -> FontDesc<'static> {
        // Not by `into_font`: it lower-cases the family, and brings Unicode's tables into the module for that.
        let family = FontFamily::Name("system-ui, sans-serif");
        FontDesc::new(family, css * self.scale * self.text_scale, FontStyle::Normal)
    }
}

/// Returns a colour of the palette with an opacity in [0, 1].
#[inline(never)]
pub(super) fn color(rgb: u32, opacity: f64) -> RGBAColor {
    let [_, red, green, blue] = rgb.to_be_bytes();
    RGBColor(red, green, blue).mix(opacity)
}
