//! The samples a line is fitted to.

use crate::error::Error;
use crate::pairwise::as_f64;
use crate::regression::Quadratic;
use crate::rng::NumpyRng;

/// The fewest samples a dataset may hold: two points make a line.
pub const MIN_SAMPLES: usize = 2;
/// The most samples a dataset may hold.
pub const MAX_SAMPLES: usize = 1_000_000;
/// The largest magnitude of a coordinate and of the noise; keeps sums of fourth powers far below overflow.
pub const MAX_COORDINATE: f64 = 1e9;

/// Samples (xₙ, tₙ), from [`MIN_SAMPLES`] to [`MAX_SAMPLES`] of them, and the exact quadratic of their loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    x: Vec<f64>,
    t: Vec<f64>,
    quadratic: Quadratic,
}

impl Dataset {
    /// Returns samples of t = 2x + 1 + `noise` · ε, with x uniform on [−1, 1) and ε standard normal.
    ///
    /// They are those of
    ///
    /// ```python
    /// np.random.seed(seed)
    /// x = np.random.rand(samples) * 2 - 1
    /// t = 2 * x + 1 + noise * np.random.randn(samples)
    /// ```
    ///
    /// x bit for bit, t to the last place or so of its noise (see [`NumpyRng::randn`]).
    ///
    /// # Errors
    ///
    /// [`Error::Samples`] when `samples` is not from 2 to 1 000 000, [`Error::Noise`] when `noise` is not from 0 to
    /// 10⁹.
    pub fn new(samples: usize, noise: f64, seed: u32) -> Result<Self, Error> {
        check_count(samples)?;
        if !(0.0..=MAX_COORDINATE).contains(&noise) {
            return Err(Error::Noise(noise));
        }
        let mut rng = NumpyRng::new(seed);
        let x: Vec<f64> = (0..samples).map(|_| rng.rand() * 2.0 - 1.0).collect();
        let t = x.iter().map(|x| 2.0 * x + 1.0 + noise * rng.randn()).collect();
        Ok(Self::of(x, t))
    }

    /// Returns a dataset of the given (x, t).
    ///
    /// # Errors
    ///
    /// [`Error::Samples`] when there are not from 2 to 1 000 000 of them, [`Error::Sample`] for the first that is
    /// not accepted by [`Dataset::add_sample`].
    pub fn from_samples(samples: &[(f64, f64)]) -> Result<Self, Error> {
        check_count(samples.len())?;
        samples.iter().try_for_each(|&(x, t)| check_sample(x, t))?;
        let (x, t) = samples.iter().copied().unzip();
        Ok(Self::of(x, t))
    }

    fn of(x: Vec<f64>, t: Vec<f64>) -> Self {
        let quadratic = Quadratic::new(&x, &t);
        Self { x, t, quadratic }
    }

    /// Appends a sample, which gets the last index, and takes all sums anew (a few milliseconds for a million).
    ///
    /// # Errors
    ///
    /// [`Error::Sample`] when `x` or `t` is not a number from −10⁹ to 10⁹, [`Error::Samples`] when the dataset is
    /// full.
    pub fn add_sample(&mut self, x: f64, t: f64) -> Result<(), Error> {
        check_sample(x, t)?;
        check_count(self.len() + 1)?;
        self.x.push(x);
        self.t.push(t);
        self.quadratic = Quadratic::new(&self.x, &self.t);
        Ok(())
    }

    /// Removes the sample at `index` and returns its (x, t). Later samples move down by one, as with `np.delete`.
    ///
    /// # Errors
    ///
    /// [`Error::SampleIndex`] when there is no such sample, [`Error::Samples`] when fewer than two would be left.
    pub fn remove_sample(&mut self, index: usize) -> Result<(f64, f64), Error> {
        if index >= self.len() {
            return Err(Error::SampleIndex { given: as_f64(index), samples: self.len() });
        }
        check_count(self.len() - 1)?;
        let removed = (self.x.remove(index), self.t.remove(index));
        self.quadratic = Quadratic::new(&self.x, &self.t);
        Ok(removed)
    }

    /// Returns the number of samples, N.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a dataset is never empty")]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Returns the inputs, one per sample.
    #[must_use]
    pub fn x(&self) -> &[f64] {
        &self.x
    }

    /// Returns the targets, one per sample.
    #[must_use]
    pub fn t(&self) -> &[f64] {
        &self.t
    }

    /// Returns the loss over all samples as a function of the parameters.
    #[must_use]
    pub fn quadratic(&self) -> &Quadratic {
        &self.quadratic
    }
}

fn check_count(samples: usize) -> Result<(), Error> {
    if (MIN_SAMPLES..=MAX_SAMPLES).contains(&samples) {
        Ok(())
    } else {
        Err(Error::Samples { given: as_f64(samples), min: MIN_SAMPLES, max: MAX_SAMPLES })
    }
}

fn check_sample(x: f64, t: f64) -> Result<(), Error> {
    // NaN is in no range.
    let accepted = -MAX_COORDINATE..=MAX_COORDINATE;
    if accepted.contains(&x) && accepted.contains(&t) { Ok(()) } else { Err(Error::Sample { x, t }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_changes_nothing() {
        let mut dataset = Dataset::new(2, 0.3, 0).unwrap();
        let before = dataset.clone();
        assert!(matches!(dataset.add_sample(f64::NAN, 0.0), Err(Error::Sample { .. })));
        assert!(matches!(dataset.add_sample(0.0, f64::INFINITY), Err(Error::Sample { .. })));
        assert!(matches!(dataset.remove_sample(2), Err(Error::SampleIndex { samples: 2, .. })));
        assert!(matches!(dataset.remove_sample(0), Err(Error::Samples { .. })));
        assert_eq!(dataset, before);
        assert!(matches!(Dataset::new(1, 0.3, 0), Err(Error::Samples { .. })));
        assert!(matches!(Dataset::new(MAX_SAMPLES + 1, 0.3, 0), Err(Error::Samples { .. })));
        for noise in [-0.1, f64::NAN, f64::INFINITY] {
            assert!(matches!(Dataset::new(2, noise, 0), Err(Error::Noise(_))));
        }
    }

    #[test]
    fn equal_inputs_have_no_single_minimum() {
        let mut dataset = Dataset::from_samples(&[(0.1, 1.0), (0.1, 2.0), (0.1, 4.0)]).unwrap();
        assert_eq!(dataset.quadratic().minimum(), None);
        assert_eq!(dataset.quadratic().curvatures()[0].to_bits(), 0.0_f64.to_bits());
        dataset.add_sample(0.2, 1.0).unwrap();
        assert!(dataset.quadratic().minimum().is_some());
    }
}
