//! What can be said of a method on a regression.

/// How a method does at its learning rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// η = 0: nothing moves.
    Still,
    /// No update can blow up: every one of them brings its own batch's minimum nearer. The full batch arrives at the
    /// minimum, mini-batches at its neighbourhood.
    Converging,
    /// Single updates can blow up, their mean cannot; this run ended no higher than it began.
    Unsteady,
    /// The parameters grow without bound in the mean, or this run ended higher than it began.
    Diverging,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Still, Self::Converging, Self::Unsteady, Self::Diverging];

    /// Returns the verdict on a run by its learning rate and its recorded losses.
    ///
    /// `limit` is 2 / λ_max of all samples, from which on the mean of the updates moves away: E[θ′ − θ*] =
    /// (1 − ηH)(θ − θ*). `safe_limit` is the same for the worst batch that a method can meet, for single samples
    /// 2 / maxₙ (xₙ² + 1), which holds for any mean of samples too; for the full batch it is `limit`. Between the two
    /// theory does not decide, and the run itself is asked. Source: L. Bottou, F. E. Curtis and J. Nocedal,
    /// *Optimization methods for large-scale machine learning*, SIAM Review 60(2), 2018, section 4.
    #[must_use]
    pub fn of(learning_rate: f64, safe_limit: f64, limit: f64, losses: &[f64]) -> Self {
        // Not so when either is not a number.
        let has_fallen =
            matches!((losses.first(), losses.last()), (Some(first), Some(last)) if last <= first);
        match learning_rate {
            0.0 => Self::Still,
            eta if eta < safe_limit => Self::Converging,
            eta if eta < limit && has_fallen => Self::Unsteady,
            _ => Self::Diverging,
        }
    }

    /// Returns the name used in attributes, events and the `status` property.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Still => "still",
            Self::Converging => "converging",
            Self::Unsteady => "unsteady",
            Self::Diverging => "diverging",
        }
    }
}
