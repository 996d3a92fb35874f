//! Linear regression that learns from its own labels (arXiv 2404.01413): d features from N(0, I), labels with
//! noise of variance 1, ordinary least squares.

use nalgebra::{DMatrix, DVector};

use crate::numerics::random::{normal, strand};

/// Squared error ‖w_t − w‖² of generations 1..=t, the truth being w = 0: what the test error is above the
/// noise. Each generation draws `n` new inputs and labels them with the model before; it learns from them
/// alone, or from all inputs and labels so far.
pub(super) fn errors(d: usize, n: usize, t: usize, keeps: bool, seed: u64, run: u64) -> Vec<f64> {
    let mut rng = strand(seed, 3_000_000 + run);
    let mut w = DVector::zeros(d);
    let (mut gram, mut moment) = (DMatrix::zeros(d, d), DVector::zeros(d));
    let mut found = Vec::with_capacity(t);
    for _ in 0..t {
        if !keeps {
            gram.fill(0.0);
            moment.fill(0.0);
        }
        for _ in 0..n {
            let x = DVector::from_fn(d, |_, _| normal(&mut rng));
            let y = x.dot(&w) + normal(&mut rng);
            gram.ger(1.0, &x, &x, 1.0);
            moment.axpy(y, &x, 1.0);
        }
        // More inputs than features: positive definite but for chance of measure 0.
        if let Some(factor) = gram.clone().cholesky() {
            w = factor.solve(&moment);
        }
        found.push(w.norm_squared());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::quantile::mean_and_error;

    #[test]
    fn the_first_generation_errs_as_ordinary_least_squares_does() {
        // E tr (XᵀX)⁻¹ = d/(n − d − 1) for normal inputs.
        let all: Vec<f64> = (0..4_000).map(|run| errors(5, 20, 1, true, 1, run)[0]).collect();
        let (mean, error) = mean_and_error(&all);
        assert!((mean - 5.0 / 14.0).abs() < 4.0 * error, "{mean} {error}");
    }
}
