//! Sums in NumPy's order of addition.
//!
//! `np.sum` and `np.mean` add pairwise: up to 128 terms go into eight running sums, which are then added two by
//! two; a longer array is halved first. The rounding error grows with log n instead of n (N. J. Higham, *Accuracy and
//! Stability of Numerical Algorithms*, 2nd ed., 2002, section 4.2), the eight sums do not wait for each other, and
//! the result is NumPy's to the last bit on every platform.

use std::ops::Range;

const LANES: usize = 8;
const BLOCK: usize = 128;

/// Does the same in every lane, written out one after the other: what a compiler makes vectors of, however unwilling it is
/// to unroll loops.
macro_rules! each_lane {
    ($lane:ident in [$($at:literal)*] $body:block) => {
        $({
            #[allow(non_upper_case_globals, reason = "it stands where a loop's variable would")]
            const $lane: usize = $at;
            $body
        })*
    };
}
pub(crate) use each_lane;

/// Returns a count as a divisor; exact, for no count here reaches 2⁵³.
#[allow(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}

/// Returns the `K` sums of `term(x, t)` over all samples.
#[inline]
pub(crate) fn sums<const K: usize>(x: &[f64], t: &[f64], term: impl Fn(f64, f64) -> [f64; K]) -> [f64; K] {
    blocks(0..x.len().min(t.len()), &|range: Range<usize>| {
        let (x_lanes, x_rest) = x[range.clone()].as_chunks::<LANES>();
        let (t_lanes, t_rest) = t[range].as_chunks::<LANES>();
        block(
            x_lanes.iter().copied().zip(t_lanes.iter().copied()),
            x_rest.iter().copied().zip(t_rest.iter().copied()),
            &term,
        )
    })
}

/// Returns the `K` sums of `term(x, t)` over the samples at `indices`.
#[inline]
pub(crate) fn sums_at<const K: usize>(
    x: &[f64],
    t: &[f64],
    indices: &[u32],
    term: impl Fn(f64, f64) -> [f64; K],
) -> [f64; K] {
    let sample = |&index: &u32| (x[index as usize], t[index as usize]);
    if indices.len() < LANES {
        return one_by_one([-0.0; K], indices.iter().map(sample), &term);
    }
    blocks(0..indices.len(), &|range: Range<usize>| {
        let (lanes, rest) = indices[range].as_chunks::<LANES>();
        let gathered = lanes
            .iter()
            .map(|lane| (lane.map(|index| x[index as usize]), lane.map(|index| t[index as usize])));
        block(gathered, rest.iter().map(sample), &term)
    })
}

#[inline]
fn blocks<const K: usize>(range: Range<usize>, block: &impl Fn(Range<usize>) -> [f64; K]) -> [f64; K] {
    if range.len() <= BLOCK { block(range) } else { halve(range, block) }
}

fn halve<const K: usize>(range: Range<usize>, block: &impl Fn(Range<usize>) -> [f64; K]) -> [f64; K] {
    let half = range.len() / 2;
    let middle = range.start + half - half % LANES;
    let left = blocks(range.start..middle, block);
    let right = blocks(middle..range.end, block);
    std::array::from_fn(|k| left[k] + right[k])
}

/// At most [`BLOCK`] terms. Sums start at −0, the one number that changes no first term.
#[inline]
fn block<const K: usize>(
    lanes: impl ExactSizeIterator<Item = ([f64; LANES], [f64; LANES])>,
    rest: impl Iterator<Item = (f64, f64)>,
    term: &impl Fn(f64, f64) -> [f64; K],
) -> [f64; K] {
    if lanes.len() == 0 {
        return one_by_one([-0.0; K], rest, term);
    }
    let mut running = [[-0.0; LANES]; K];
    for (x, t) in lanes {
        each_lane!(lane in [0 1 2 3 4 5 6 7] {
            let terms = term(x[lane], t[lane]);
            for k in 0..K {
                running[k][lane] += terms[k];
            }
        });
    }
    let totals = running.map(|r| ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7])));
    one_by_one(totals, rest, term)
}

#[inline]
pub(crate) fn one_by_one<const K: usize>(
    mut totals: [f64; K],
    samples: impl Iterator<Item = (f64, f64)>,
    term: &impl Fn(f64, f64) -> [f64; K],
) -> [f64; K] {
    for (x, t) in samples {
        let terms = term(x, t);
        for k in 0..K {
            totals[k] += terms[k];
        }
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathered_in_order_gives_the_same_bits() {
        for samples in [1, 7, 8, 9, 127, 128, 129, 1000, 4097] {
            let x: Vec<f64> = (0..samples).map(|n| (as_f64(n) * 0.7).sin()).collect();
            let t: Vec<f64> = (0..samples).map(|n| (as_f64(n) * 1.3).cos()).collect();
            let indices: Vec<u32> = (0..).take(samples).collect();
            let term = |x: f64, t: f64| [x * t, x - t];
            let all = sums(&x, &t, term).map(f64::to_bits);
            assert_eq!(all, sums_at(&x, &t, &indices, term).map(f64::to_bits), "{samples} samples");
        }
    }

    #[test]
    fn whole_numbers_are_summed_exactly() {
        let x: Vec<f64> = (0..100_003).map(as_f64).collect();
        let [total] = sums(&x, &x, |x, _| [x]);
        assert_eq!(total.to_bits(), 5_000_250_003.0_f64.to_bits());
    }
}
