//! Final losses over a rectangle of settings, coarse at first and finer with every pass.

use crate::pairwise::as_f64;

/// How much finer each pass is than the one before.
const REFINEMENT: usize = 4;

/// Final losses over a rectangle, η across. A pass fills it from the lowest row up by cells of one size; then follow passes
/// with ever smaller cells, until each pixel is one.
#[derive(Clone, Debug)]
pub struct Grid {
    columns: usize,
    losses: Vec<f64>,
    /// The pixels along an edge of a cell of this pass; 0 when all is done.
    cell: usize,
    /// The lowest pixel row of the cells to be filled next, counted from below.
    row: usize,
    /// Whether a pass has been through since the settings were other ones.
    is_current: bool,
}

impl Grid {
    /// Returns a grid of `columns` × `rows` pixels with nothing in it yet.
    #[must_use]
    pub fn new(columns: usize, rows: usize) -> Self {
        Self { columns, losses: vec![0.0; columns * rows], cell: 0, row: 0, is_current: false }
    }

    /// Begins anew with cells of `cell` pixels along an edge, a power of 4. What was there stays until it is overwritten.
    pub fn restart(&mut self, cell: usize) {
        (self.cell, self.row, self.is_current) = (cell, 0, false);
    }

    /// Returns how many pixels there are: columns, rows.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.columns, self.losses.len() / self.columns)
    }

    /// Returns whether every pixel has its own value.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.cell == 0
    }

    /// Returns whether all that is there is of the present settings, if coarse.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.is_current
    }

    /// Returns the final losses: row by row from below, each from left to right.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// Returns the loss at a place: the shares of the way across and up, each from 0 to 1; beyond, at the edge.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel's number")]
    pub fn at(&self, across: f64, up: f64) -> f64 {
        let (columns, rows) = self.size();
        let pixel = |share: f64, count: usize| ((share * as_f64(count)) as usize).min(count - 1);
        self.losses[pixel(up, rows) * columns + pixel(across, columns)]
    }

    /// Returns where the middles of the cells of the row to be filled next stand across, from 0 at the left edge to 1 at
    /// the right.
    pub fn across(&self) -> impl ExactSizeIterator<Item = f64> + use<> {
        let (cell, columns) = (self.cell.max(1), self.columns);
        (0..columns / cell).map(move |at| (as_f64(at) + 0.5) * as_f64(cell) / as_f64(columns))
    }

    /// Returns where the middles of the cells to be filled next stand, from 0 at the lower edge to 1 at the upper.
    #[must_use]
    pub fn up(&self) -> f64 {
        (as_f64(self.row) + 0.5 * as_f64(self.cell.min(self.size().1))) / as_f64(self.size().1)
    }

    /// Fills the row of cells that was to be filled next, and goes on to the one after it.
    #[inline(never)]
    pub fn fill(&mut self, losses: &[f64]) {
        let (columns, rows) = self.size();
        let cell = self.cell;
        let end = rows.min(self.row + cell);
        let (_, rest) = self.losses.split_at_mut(self.row * columns);
        for row in rest.chunks_exact_mut(columns).take(end - self.row) {
            for (pixels, &loss) in row.chunks_exact_mut(cell).zip(losses) {
                pixels.fill(loss);
            }
        }
        self.row = end;
        if end == rows {
            (self.cell, self.row, self.is_current) = (cell / REFINEMENT, 0, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills a grid with its own places, as far as `rows` rows of cells.
    fn filled(grid: &mut Grid, rows: usize) {
        for _ in 0..rows {
            let up = grid.up();
            let across: Vec<_> = grid.across().map(|across| across + 10.0 * up).collect();
            grid.fill(&across);
        }
    }

    #[test]
    fn every_pixel_comes_to_its_own_value() {
        let mut grid = Grid::new(32, 16);
        grid.restart(16);
        filled(&mut grid, 1);
        assert!(grid.is_current() && !grid.is_complete());
        assert_eq!(grid.losses()[0].to_bits(), (0.25_f64 + 5.0).to_bits());
        filled(&mut grid, 4 + 16);
        assert!(grid.is_complete());
        assert_eq!(grid.at(0.99, 0.01).to_bits(), grid.losses()[31].to_bits());
        assert_eq!(grid.at(-1.0, 7.0).to_bits(), grid.losses()[15 * 32].to_bits());
        for (at, &loss) in grid.losses().iter().enumerate() {
            let (column, row) = (as_f64(at % 32), as_f64(at / 32));
            let place = (column + 0.5) / 32.0 + 10.0 * (row + 0.5) / 16.0;
            assert!((loss - place).abs() < 1e-12, "{at}: {loss}");
        }
    }

    #[test]
    fn a_line_is_a_grid_of_one_row() {
        let mut grid = Grid::new(512, 1);
        for cell in [64, 16, 4, 1] {
            grid.restart(cell);
            assert!((grid.up() - 0.5).abs() < 1e-12);
            assert_eq!(grid.across().count(), 512 / cell);
            filled(&mut grid, 1);
            assert!(grid.is_current());
        }
        assert!(grid.is_complete());
    }

    #[test]
    fn what_was_there_stays_until_it_is_overwritten() {
        let mut grid = Grid::new(16, 8);
        grid.restart(4);
        grid.fill(&[1.0; 4]);
        grid.fill(&[2.0; 4]);
        grid.restart(4);
        assert!(!grid.is_current());
        grid.fill(&[3.0; 4]);
        assert!((grid.losses()[0] - 3.0).abs() < 1e-12 && (grid.losses()[16 * 7] - 2.0).abs() < 1e-12);
    }
}
