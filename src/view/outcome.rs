//! What a run comes to, as a colour: the hue tells how it behaves, the strength how small or large its loss became.

use super::theme::Palette;
use crate::escape::Outcome;
use crate::figure::Verdict;
use crate::stability::Regime;

/// How a run behaves, as far as its colour tells: of the badge, the track, the map and the curve of all learning rates.
///
/// What stands here is the one table from a status to its colour; its words are the texts named by the same status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing moves.
    Still,
    /// Converges, or cannot diverge.
    Converges,
    /// Oscillates or is unsteady; stays in the shallow valley.
    Swings,
    /// Diverges.
    Diverges,
}

impl From<Regime> for Tone {
    fn from(regime: Regime) -> Self {
        match regime {
            Regime::Still => Self::Still,
            Regime::OneSided | Regime::OneStep => Self::Converges,
            Regime::Alternating | Regime::Cycle => Self::Swings,
            Regime::Diverging => Self::Diverges,
        }
    }
}

impl From<Verdict> for Tone {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Still => Self::Still,
            Verdict::Converging => Self::Converges,
            Verdict::Unsteady => Self::Swings,
            Verdict::Diverging => Self::Diverges,
        }
    }
}

impl From<Outcome> for Tone {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Stays => Self::Swings,
            Outcome::Leaves => Self::Converges,
            Outcome::Diverges => Self::Diverges,
        }
    }
}

impl Tone {
    /// Returns the name by which the page's style sheet knows the colour.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Still => "neutral",
            Self::Converges => "converges",
            Self::Swings => "swings",
            Self::Diverges => "diverges",
        }
    }

    /// Returns how strong the colour of a final loss is, from 0 to 1.
    ///
    /// What comes nearer grows stronger from a loss of 100 down to 10⁻⁴, what goes away from 1 up to 10⁶, both by the
    /// logarithm; an overflow is the strongest.
    #[must_use]
    pub fn strength(self, loss: f64) -> f64 {
        let decades = loss.log10();
        let strength = match self {
            Self::Still => return 0.0,
            Self::Diverges if decades.is_nan() => 1.0,
            Self::Diverges => decades / 6.0,
            Self::Converges | Self::Swings => (2.0 - decades) / 6.0,
        };
        strength.clamp(0.0, 1.0)
    }

    /// Returns the colour of a line of this tone, `0xRRGGBB`.
    pub(super) fn color(self, palette: &Palette) -> u32 {
        match self {
            Self::Still => palette.muted,
            Self::Converges => palette.converges,
            Self::Swings => palette.swings,
            Self::Diverges => palette.diverges,
        }
    }

    /// Returns red, green, blue and opacity of a final loss.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 46 to 255")]
    pub fn pixel(self, loss: f64, palette: &Palette) -> [u8; 4] {
        let color = if self == Self::Swings { palette.swings_area } else { self.color(palette) };
        let [_, red, green, blue] = color.to_be_bytes();
        // Even the weakest is seen as a tint of its hue.
        [red, green, blue, (46.0 + 209.0 * self.strength(loss)) as u8]
    }
}
