//! An estimated density, judged: what the figures draw and the read-outs tell.

use super::{series::FLOOR, source::Source, targets::modes};
use crate::numerics::quantile::linspace;

/// Points of the grid on which densities are drawn and integrated.
pub(super) const GRID: usize = 801;
/// Most samples a likelihood is judged on.
const JUDGED: usize = 2_000;

/// A curve over the source's grid, judged.
#[derive(Clone, Debug)]
pub(super) struct Estimate {
    /// Density at the grid's points.
    pub(super) curve: Vec<f64>,
    /// Least and greatest of them.
    pub(super) range: (f64, f64),
    /// Mean negative log-likelihood of held-out data in nats; `None` for what is no density, because it goes
    /// negative.
    pub(super) heldout: Option<f64>,
    /// KL(truth ‖ estimate) in nats; `None` where the truth is not known, or for what is no density.
    pub(super) kl: Option<f64>,
    /// Number of modes.
    pub(super) modes: usize,
}

impl Estimate {
    /// Draws and judges a density.
    pub(super) fn new(source: &Source, density: impl Fn(f64) -> f64) -> Self {
        let curve: Vec<f64> = source.grid().into_iter().map(&density).collect();
        let range = curve
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &v| (l.min(v), h.max(v)));
        // Rounding may take a zero a little below zero; a likelihood of less than that means nothing.
        let proper = range.0 >= -1e-9 * range.1;
        let truth = source.truth.as_ref().filter(|_| proper);
        Self {
            heldout: proper.then(|| judge(&source.heldout, &density)),
            kl: truth.map(|truth| divergence(source, |y| truth.density(y), &curve)),
            modes: modes(&curve).len(),
            range,
            curve,
        }
    }
}

impl Source {
    /// Where densities are drawn and integrated: [`GRID`] points over the range.
    pub(super) fn grid(&self) -> Vec<f64> {
        linspace(self.range.0, self.range.1, GRID)
    }
}

/// Mean negative log-likelihood, of the first 2,000 data; NaN without data.
pub(super) fn judge(data: &[f64], density: impl Fn(f64) -> f64) -> f64 {
    let n = data.len().min(JUDGED);
    -data[..n].iter().map(|&y| libm::log(density(y).max(FLOOR))).sum::<f64>() / n as f64
}

/// KL(p ‖ q) on the source's grid, p renormalised on it.
fn divergence(source: &Source, p: impl Fn(f64) -> f64, q: &[f64]) -> f64 {
    let grid = source.grid();
    let h = grid[1] - grid[0];
    let p: Vec<f64> = grid.into_iter().map(p).collect();
    let mass: f64 = p.iter().sum::<f64>() * h;
    p.iter()
        .zip(q)
        .filter(|(p, _)| **p > 0.0)
        .map(|(&p, q)| p / mass * libm::log(p / mass / q.max(FLOOR)) * h)
        .sum()
}
