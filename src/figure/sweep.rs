//! The runs of a regression at every learning rate of a grid, piece by piece.

use super::Grid;
use crate::batch::Sampling;
use crate::dataset::Dataset;
use crate::spectrum::{RegressionSpectrum, learning_rates};

/// A grid of regressions and the row of runs that is being computed.
#[derive(Clone, Debug)]
pub(super) struct Sweep {
    pub(super) grid: Grid,
    runs: Option<RegressionSpectrum>,
}

/// What is the same for all runs of a sweep.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) most_rate: f64,
    pub(super) seed: u32,
    pub(super) steps: usize,
    /// How batches are drawn at a height of the grid from 0 to 1.
    pub(super) sampling: &'a dyn Fn(f64) -> Sampling,
}

impl Sweep {
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        Self { grid: Grid::new(columns, rows), runs: None }
    }

    /// Begins anew with cells of so many pixels along an edge.
    pub(super) fn restart(&mut self, cell: usize) {
        self.grid.restart(cell);
        self.runs = None;
    }

    /// Spends about `budget` sample gradients on what is left, and returns whether a row of cells was filled.
    pub(super) fn advance(&mut self, plan: &Plan<'_>, budget: usize) -> bool {
        let (mut left, mut has_filled) = (budget, false);
        while left > 0 && !self.grid.is_complete() {
            let runs = self.runs.get_or_insert_with(|| {
                let rates = learning_rates(plan.most_rate, self.grid.across());
                let sampling = (plan.sampling)(self.grid.up());
                RegressionSpectrum::new(plan.dataset, &rates, sampling, plan.seed, plan.steps)
            });
            left = runs.advance(plan.dataset, left);
            if runs.is_complete() {
                self.grid.fill(&runs.losses(plan.dataset));
                self.runs = None;
                has_filled = true;
            }
        }
        has_filled
    }
}
