//! What theory says of a learning rate on the parabola.
//!
//! One update multiplies the parameter by 1 − 2η, so after k steps x_k = (1 − 2η)^k · x₀: everything here follows
//! from that factor. Source: Y. Nesterov, "Introductory Lectures on Convex Optimization" (2004), section 1.2.3.

use crate::optimizer::LearningRate;

/// The learning rate that lands on the minimum in one step, 1 / curvature: η = ½.
pub const ONE_STEP: f64 = 0.5;

/// The learning rate at which descent stops converging, 2 / curvature: η = 1.
pub const LIMIT: f64 = 1.0;

/// |x| below which a run counts as having arrived.
pub const TOLERANCE: f64 = 0.001;

/// How a run behaves, by its learning rate alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// η = 0, or a start on the minimum: nothing moves.
    Still,
    /// 0 < η < ½: converges, always on the same side.
    OneSided,
    /// η = ½: lands on the minimum in one step.
    OneStep,
    /// ½ < η < 1: oscillates from side to side and converges.
    Alternating,
    /// η = 1: oscillates between two points forever.
    Cycle,
    /// η > 1: every step is farther away.
    Diverging,
}

impl Regime {
    /// All regimes.
    pub const ALL: [Self; 6] =
        [Self::Still, Self::OneSided, Self::OneStep, Self::Alternating, Self::Cycle, Self::Diverging];

    /// Returns the regime of a learning rate, for a start that is not the minimum.
    ///
    /// η itself is compared with ½ and 1, both exact in float64; the rounded factor 1 − 2η is not asked.
    #[must_use]
    pub fn of(learning_rate: LearningRate) -> Self {
        match learning_rate.value() {
            0.0 => Self::Still,
            eta if eta < ONE_STEP => Self::OneSided,
            ONE_STEP => Self::OneStep,
            eta if eta < LIMIT => Self::Alternating,
            LIMIT => Self::Cycle,
            _ => Self::Diverging,
        }
    }

    /// Returns the regime of a run: a start on the minimum stays there at any learning rate.
    #[must_use]
    pub fn of_run(learning_rate: LearningRate, start: f64) -> Self {
        if start == 0.0 { Self::Still } else { Self::of(learning_rate) }
    }

    /// Returns the name used in attributes, events and the `status` property.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Still => "still",
            Self::OneSided => "one-sided",
            Self::OneStep => "one-step",
            Self::Alternating => "alternating",
            Self::Cycle => "cycle",
            Self::Diverging => "diverging",
        }
    }
}

/// Returns the factor 1 − 2η by which one step multiplies x.
#[must_use]
pub fn factor(learning_rate: LearningRate) -> f64 {
    1.0 - 2.0 * learning_rate.value()
}

/// What a run is counted towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// |x| < [`TOLERANCE`]: the run has arrived.
    Arrive,
    /// |x| ≥ 2 |x₀|: the run has doubled its distance.
    Double,
}

impl Goal {
    /// Returns what is worth counting for a regime: arrival when it converges, doubling when it diverges, else nothing.
    #[must_use]
    pub fn of(regime: Regime) -> Option<Self> {
        match regime {
            Regime::OneSided | Regime::OneStep | Regime::Alternating => Some(Self::Arrive),
            Regime::Diverging => Some(Self::Double),
            Regime::Still | Regime::Cycle => None,
        }
    }

    /// Returns whether `x` meets the goal of a run from `start`.
    #[must_use]
    pub fn is_met(self, start: f64, x: f64) -> bool {
        match self {
            Self::Arrive => x.abs() < TOLERANCE,
            Self::Double => x.abs() >= 2.0 * start.abs(),
        }
    }

    /// Returns the number of steps that the closed form |1 − 2η|^k · |x₀| predicts; infinite when never.
    ///
    /// Arrival: the least k with |x₀| |1 − 2η|^k < [`TOLERANCE`]. Doubling: the least k with |1 − 2η|^k ≥ 2.
    /// The result is a whole number ≥ 0, in real arithmetic up to the rounding of two logarithms.
    #[must_use]
    pub fn predicted_steps(self, learning_rate: LearningRate, start: f64) -> f64 {
        if self.is_met(start, start) {
            return 0.0;
        }
        // ln|1 − 2η| by its exact small argument where the subtraction would round η away.
        let eta = learning_rate.value();
        let log_factor = log_of_one_and(-2.0 * eta);
        match self {
            Self::Arrive if log_factor == f64::NEG_INFINITY => 1.0,
            Self::Arrive => (libm::log(TOLERANCE / start.abs()) / log_factor).floor() + 1.0,
            Self::Double => (std::f64::consts::LN_2 / log_factor).ceil().max(1.0),
        }
    }
}

/// Returns ln|1 + u|, right to the last digits also where 1 + u is rounded.
///
/// Source: W. Kahan's quotient, in D. Goldberg, *What every computer scientist should know about floating-point
/// arithmetic*, ACM Computing Surveys 23(1), 1991, theorem 4.
fn log_of_one_and(u: f64) -> f64 {
    let sum = 1.0 + u;
    let log = libm::log(sum.abs());
    let kept = sum - 1.0;
    if u.abs() >= 0.5 {
        log
    } else if kept.abs() > 0.0 {
        u * (log / kept)
    } else {
        u
    }
}
