//! A straight line fitted to samples: its loss, its gradient, and the exact quadratic that the loss is.
//!
//! Model y = w x + b. Loss of sample n: Eₙ = ½ (w xₙ + b − tₙ)². Loss of a batch: the mean of the Eₙ in it.

use crate::batch::Batch;
use crate::dataset::Dataset;
use crate::pairwise::{as_f64, sums, sums_at};

/// The parameters of the line y = w x + b.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Slope.
    pub w: f64,
    /// Value at x = 0.
    pub b: f64,
}

impl Parameters {
    /// Returns the line's value w x + b.
    #[must_use]
    #[inline]
    pub fn predict(self, x: f64) -> f64 {
        self.w * x + self.b
    }

    /// Returns the parameters after one step against `gradient`: w − η ∂E/∂w, b − η ∂E/∂b.
    #[must_use]
    #[inline]
    pub fn step(self, learning_rate: f64, gradient: Gradient) -> Self {
        Self { w: self.w - learning_rate * gradient.w, b: self.b - learning_rate * gradient.b }
    }

    /// Returns whether both parameters are finite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.w.is_finite() && self.b.is_finite()
    }
}

/// The derivatives of a loss by the parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gradient {
    /// ∂E/∂w, the mean of (w x + b − t) x.
    pub w: f64,
    /// ∂E/∂b, the mean of w x + b − t.
    pub b: f64,
}

impl Gradient {
    /// Returns whether both derivatives are finite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.w.is_finite() && self.b.is_finite()
    }
}

/// Returns the loss of one sample, ½ (w x + b − t)².
#[must_use]
pub fn sample_loss(parameters: Parameters, x: f64, t: f64) -> f64 {
    let error = parameters.predict(x) - t;
    0.5 * (error * error)
}

/// Returns the loss of a batch, the mean of its samples' losses, by a pass over the batch.
///
/// The sum is taken in NumPy's order, so that it equals `np.mean(0.5 * (w * x + b - t) ** 2)` bit for bit.
///
/// # Panics
///
/// When an index of the batch is not one of the dataset.
#[must_use]
pub fn loss(dataset: &Dataset, batch: Batch<'_>, parameters: Parameters) -> f64 {
    let term = |x: f64, t: f64| [sample_loss(parameters, x, t)];
    let [total] = match batch {
        Batch::All(_) => sums(dataset.x(), dataset.t(), term),
        Batch::Drawn(indices) => sums_at(dataset.x(), dataset.t(), indices, term),
    };
    total / as_f64(batch.len())
}

/// Returns the gradient of a batch's loss, by a pass over the batch.
///
/// With e = w x + b − t it is (mean of e x, mean of e), each summed in NumPy's order, so that it equals
/// `np.mean(error * x[batch])`, `np.mean(error)` bit for bit.
///
/// # Panics
///
/// When an index of the batch is not one of the dataset.
#[must_use]
pub fn gradient(dataset: &Dataset, batch: Batch<'_>, parameters: Parameters) -> Gradient {
    match batch {
        Batch::All(_) => mean(sums(dataset.x(), dataset.t(), gradient_terms(parameters)), dataset.len()),
        Batch::Drawn(indices) => gradient_at(dataset, indices, parameters),
    }
}

/// Returns [`gradient`] of the samples at `indices`: what a run needs of it, without the pass over all samples.
#[inline]
pub(crate) fn gradient_at(dataset: &Dataset, indices: &[u32], parameters: Parameters) -> Gradient {
    mean(sums_at(dataset.x(), dataset.t(), indices, gradient_terms(parameters)), indices.len())
}

fn gradient_terms(parameters: Parameters) -> impl Fn(f64, f64) -> [f64; 2] {
    move |x, t| {
        let error = parameters.predict(x) - t;
        [error * x, error]
    }
}

#[inline]
fn mean([w, b]: [f64; 2], size: usize) -> Gradient {
    let size = as_f64(size);
    Gradient { w: w / size, b: b / size }
}

/// The loss over a whole dataset as a function of the parameters, at the cost of a few multiplications.
///
/// Over centred samples the loss is a sum of squares, with nothing to cancel:
///
/// E(w, b) = ½ [ (w − w*)² Var x + (w x̄ + b − t̄)² + R ],
///
/// where w* = Cov(x, t) / Var x is the slope of least squares and R the mean square that even the best line leaves.
/// Means and w* carry a second float64 for what rounding would drop, so that the loss stays right next to the
/// minimum of samples without noise. Means and variances are taken in several passes (T. F. Chan, G. H. Golub and
/// R. J. LeVeque, *Algorithms for computing the sample variance*, The American Statistician 37(3), 1983).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quadratic {
    samples: f64,
    x_mean: Sum,
    t_mean: Sum,
    x_variance: f64,
    x_farthest: f64,
    slope: Sum,
    remainder: f64,
}

/// A number as the unevaluated sum of a float64 and its rounding error.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sum {
    high: f64,
    low: f64,
}

impl Quadratic {
    /// Returns the quadratic of samples (xₙ, tₙ); both slices have the same length of at least 1.
    pub(crate) fn new(x: &[f64], t: &[f64]) -> Self {
        let samples = as_f64(x.len());
        // All by one instance of the sums: each of its own would be half a kilobyte of the module.
        let means_of = |term: &dyn Fn(f64, f64) -> [f64; 4]| sums(x, t, term).map(|sum| sum / samples);
        let means = means_of(&|x, t| [x, t, 0.0, 0.0]);
        let [x_low, t_low, x_square, product] = means_of(&|x, t| {
            let (x, t) = (x - means[0], t - means[1]);
            [x, t, x * x, x * t]
        });

        let (least, largest) = extremes(x);
        // Equal x may differ from their rounded mean: only the extremes tell that there is no slope.
        let x_variance = if least < largest { (x_square - x_low * x_low).max(0.0) } else { 0.0 };
        let covariance = product - x_low * t_low;
        let slope = if x_variance > 0.0 { covariance / x_variance } else { 0.0 };

        let [left, left_product, left_square, _] = means_of(&|x, t| {
            let x = x - means[0];
            let left = (t - means[1]) - slope * x;
            [left, left * x, left * left, 0.0]
        });
        let slope_low = if x_variance > 0.0 { (left_product - left * x_low) / x_variance } else { 0.0 };
        let remainder = left_square - left * left - slope_low * slope_low * x_variance;

        Self {
            samples,
            x_mean: Sum { high: means[0], low: x_low },
            t_mean: Sum { high: means[1], low: t_low },
            x_variance,
            x_farthest: least.abs().max(largest.abs()),
            slope: Sum { high: slope, low: slope_low },
            remainder: remainder.max(0.0),
        }
    }

    /// Returns the distances from the minimum in which the loss is a sum of squares: w − w* and w x̄ + b − t̄.
    fn distances(&self, parameters: Parameters) -> (f64, f64) {
        let Parameters { w, b } = parameters;
        let slope = (w - self.slope.high) - self.slope.low;
        let height = (w * self.x_mean.high + b - self.t_mean.high) + (w * self.x_mean.low - self.t_mean.low);
        (slope, height)
    }

    /// Returns the mean loss over all samples.
    ///
    /// It and the gradient overflow where the sums over the samples do, as `np.mean` does, not only where their means
    /// would.
    #[must_use]
    pub fn loss(&self, parameters: Parameters) -> f64 {
        let (slope, height) = self.distances(parameters);
        let mean_square = slope * slope * self.x_variance + height * height + self.remainder;
        self.mean_of_sum(0.5 * mean_square)
    }

    /// Returns the gradient of the mean loss over all samples: (Var x (w − w*) + x̄ h, h) with h = w x̄ + b − t̄.
    #[must_use]
    pub fn gradient(&self, parameters: Parameters) -> Gradient {
        let (slope, height) = self.distances(parameters);
        let w = slope * self.x_variance + self.x_mean.high * height;
        Gradient { w: self.mean_of_sum(w), b: self.mean_of_sum(height) }
    }

    fn mean_of_sum(&self, mean: f64) -> f64 {
        mean * self.samples / self.samples
    }

    /// Returns the parameters of least squares, or `None` when all x are equal: then every line through the mean of
    /// the samples is as good.
    #[must_use]
    pub fn minimum(&self) -> Option<Parameters> {
        let w = self.slope.high;
        let b = (self.t_mean.high - w * self.x_mean.high) + (self.t_mean.low - w * self.x_mean.low);
        (self.x_variance > 0.0).then_some(Parameters { w, b })
    }

    /// Returns the least loss that any line reaches.
    #[must_use]
    pub fn minimum_loss(&self) -> f64 {
        0.5 * self.remainder
    }

    /// Returns the matrix of second derivatives, [[mean x², mean x], [mean x, 1]].
    #[must_use]
    pub fn hessian(&self) -> [[f64; 2]; 2] {
        let x_mean = self.x_mean.high;
        [[self.x_variance + x_mean * x_mean, x_mean], [x_mean, 1.0]]
    }

    /// Returns the eigenvalues of the Hessian, the smaller first; the smaller is 0 when all x are equal.
    #[must_use]
    pub fn curvatures(&self) -> [f64; 2] {
        let [[a, m], _] = self.hessian();
        let largest = 0.5 * ((a + 1.0) + ((a - 1.0) * (a - 1.0) + 4.0 * m * m).sqrt());
        // Their product is the determinant, mean x² − (mean x)² = Var x: no difference of near equals.
        [self.x_variance / largest, largest]
    }

    /// Returns 2 / λ_max: full-batch descent converges for learning rates above 0 and below this.
    #[must_use]
    pub fn learning_rate_limit(&self) -> f64 {
        2.0 / self.curvatures()[1]
    }

    /// Returns 2 / maxₙ (xₙ² + 1): above this, a step on the farthest sample alone overshoots that sample's own
    /// minimum by more than it was off.
    ///
    /// The loss of sample n has the one curvature xₙ² + 1 other than 0, along (xₙ, 1).
    #[must_use]
    pub fn sample_learning_rate_limit(&self) -> f64 {
        2.0 / (self.x_farthest * self.x_farthest + 1.0)
    }
}

/// The smallest and the largest of `values`, which are finite.
fn extremes(values: &[f64]) -> (f64, f64) {
    let pick = |(least, largest): (f64, f64), value: f64| {
        (if value < least { value } else { least }, if value > largest { value } else { largest })
    };
    let (lanes, rest) = values.as_chunks::<8>();
    let mut found = [(f64::INFINITY, f64::NEG_INFINITY); 8];
    for lane in lanes {
        for (found, &value) in found.iter_mut().zip(lane) {
            *found = pick(*found, value);
        }
    }
    let ends = found.iter().flat_map(|&(least, largest)| [least, largest]).filter(|end| end.is_finite());
    ends.chain(rest.iter().copied()).fold((f64::INFINITY, f64::NEG_INFINITY), pick)
}
