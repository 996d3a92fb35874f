//! How much fresh data: n_e/n_r over the plane of real and synthetic sample sizes.

use super::{
    chain::{Chain, Scratch, Setting},
    theory,
};

/// Sample sizes along each axis, four to the decade from 10 to 10⁴.
pub const SIDE: usize = 13;
/// Chains in a cell.
const CHAINS: u64 = 48;

/// The map: simulated cell by cell, and the leading-order formula where it has not come yet.
pub struct Map {
    setting: Setting,
    seed: u64,
    /// log₂ n_e/n_r, row after row from few synthetic samples to many.
    pub cells: Vec<f64>,
    /// Cells simulated.
    pub done: usize,
}

/// The sample size of a row or column.
pub fn size(i: usize) -> f64 {
    libm::round(libm::pow(10.0, 1.0 + i as f64 / 4.0))
}

impl Map {
    /// All cells by formula.
    pub fn new(setting: Setting, seed: u64) -> Self {
        let mut map = Self { setting, seed, cells: Vec::new(), done: 0 };
        map.cells = (0..SIDE * SIDE)
            .map(|i| theory::effective_ratio(&map.cell(i)).map_or(f64::NAN, libm::log2))
            .collect();
        map
    }

    fn cell(&self, i: usize) -> Setting {
        let n_real = size(i % SIDE);
        Setting { n_real, n_synthetic: size(i / SIDE), n_initial: n_real, ..self.setting }
    }

    /// Whether cells are left.
    pub fn more(&self) -> bool {
        self.done < self.cells.len()
    }

    /// Simulates the next cell.
    pub fn advance(&mut self) {
        if !self.more() {
            return;
        }
        let ratio = simulated_ratio(&self.cell(self.done), self.seed, CHAINS);
        self.cells[self.done] = libm::log2(ratio);
        self.done += 1;
    }
}

/// n_e/n_r by simulation: E W₂² over chains, and over the second half of enough generations to forget the
/// beginning.
pub fn simulated_ratio(setting: &Setting, seed: u64, chains: u64) -> f64 {
    let q = setting.n_synthetic / (setting.n_synthetic + setting.n_real);
    let generations = (10.0 + 6.0 / (1.0 - q * q)).min(300.0) as usize;
    let (mut sum, mut count) = (0.0, 0.0);
    let mut scratch = Scratch::new(setting.d);
    for run in 0..chains {
        let mut chain = Chain::start(*setting, seed, 10_000 + run, &mut scratch);
        for t in 0..2 * generations {
            chain.step(&mut scratch);
            if t >= generations {
                sum += chain.distance();
                count += 1.0;
            }
        }
    }
    theory::single_fit(setting.d as f64, 1.0) / (sum / count) / setting.n_real
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::model_collapse::chain::Loop;

    #[test]
    fn the_leading_order_formula_is_the_simulation_s() {
        // With a few hundred samples what the formula leaves out is a few per cent; so is the noise of
        // 400 chains.
        for (kind, lambda, n_real, n_synthetic, d) in [
            (Loop::Fresh, 1.0, 300.0, 300.0, 1),
            (Loop::Fresh, 0.9, 300.0, 100.0, 1),
            (Loop::Fresh, 0.7, 400.0, 400.0, 3),
            (Loop::Augmentation, 1.0, 300.0, 600.0, 1),
            (Loop::Augmentation, 0.9, 300.0, 100.0, 2),
        ] {
            let setting = Setting { kind, lambda, n_real, n_synthetic, n_initial: n_real, d };
            let formula = theory::effective_ratio(&setting).unwrap();
            let found = simulated_ratio(&setting, 3, 400);
            assert!((found / formula - 1.0).abs() < 0.12, "{setting:?} {found} {formula}");
        }
    }
}
