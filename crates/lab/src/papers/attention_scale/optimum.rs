//! The best scale as a function of n, and formulas fitted to it.

use super::{law::Law, params::Grid};
use crate::{
    Values,
    numerics::quantile::{linspace, logspace},
};

/// The shape of the formula: √ln n for scores on the whole line, ln n for cosines, as in post 9812.
pub fn shape(law: Law, n: f64) -> f64 {
    match law {
        Law::Cosine { .. } => libm::log(n),
        _ => libm::sqrt(libm::log(n)),
    }
}

/// A formula c·shape(n) fitted to the exact optimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// c, by least squares.
    pub coefficient: f64,
    /// Largest relative error on the grid.
    pub worst: f64,
    /// Mean relative error (absolute values).
    pub mean: f64,
}

/// The grid of the post: 40, 80, …, 20,000.
pub fn post_grid() -> Vec<f64> {
    (1..=500).map(|i| f64::from(i) * 40.0).collect()
}

/// Fits c·shape(n) by least squares on a grid.
pub fn fit(law: Law, grid: &[f64], shape: impl Fn(f64) -> f64) -> Fit {
    let points: Vec<(f64, f64)> = grid.iter().map(|&n| (law.optimum(n), shape(n))).collect();
    let sum = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>();
    let coefficient = sum(|(star, b)| star * b) / sum(|(_, b)| b * b);
    let errors = points.iter().map(|(star, b)| (coefficient * b / star - 1.0).abs());
    Fit {
        coefficient,
        worst: errors.clone().fold(0.0, f64::max),
        mean: errors.sum::<f64>() / points.len() as f64,
    }
}

/// The reader's range as a grid of 60 numbers of keys.
pub fn own_grid(values: &Values) -> Vec<f64> {
    let (a, b) = (values.count("fit_from") as f64, values.count("fit_to") as f64);
    let (low, high) = (a.min(b).max(2.0), a.max(b).max(3.0));
    match values.pick("fit_grid") {
        Grid::Log => logspace(low, high, 60),
        Grid::Linear => linspace(low, high, 60),
    }
}

/// The reader's own fit.
pub fn own_fit(law: Law, values: &Values) -> Fit {
    fit(law, &own_grid(values), |n| shape(law, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn least_squares_leaves_a_residue_orthogonal_to_the_shape() {
        let grid = post_grid();
        let f = fit(Law::Normal, &grid, |n| shape(Law::Normal, n));
        let dot: f64 = grid
            .iter()
            .map(|&n| {
                let b = shape(Law::Normal, n);
                (Law::Normal.optimum(n) - f.coefficient * b) * b
            })
            .sum();
        assert!(dot.abs() < 1e-9, "{dot}");
        assert_eq!((grid[0], grid[499]), (40.0, 20_000.0));
        // .84 is what the post found on this grid.
        assert!((f.coefficient - 0.84).abs() < 0.02, "{}", f.coefficient);
    }
}
