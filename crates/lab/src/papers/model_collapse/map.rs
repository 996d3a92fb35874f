//! How much fresh data: n_e/n_r over the plane of real and synthetic sample sizes.

use super::{
    chain::{Chain, Setting},
    params::Loop,
    theory,
    wishart::Scratch,
    worth::worth,
};
use crate::{Progress, Study, Work};

/// Sample sizes along each axis, four to the decade from 10 to 10⁴.
pub const SIDE: usize = 13;
/// A cell is simulated until the standard error of its distance is this share of it: ±.04 of log₂ n_e/n_r.
const ENOUGH: f64 = 0.03;
/// Steps of chains in one slice.
const SLICE: usize = 16_000;

/// The map: simulated cell by cell, and the leading-order formula where it has not come yet.
pub struct Map {
    /// Loop and bias; sample sizes are those of the cells.
    pub setting: Setting,
    seed: u64,
    study: Study<Setting, Sample, f64>,
    formula: Vec<f64>,
}

/// The sample size of a row or column.
pub fn size(i: usize) -> f64 {
    libm::round(libm::pow(10.0, 1.0 + i as f64 / 4.0))
}

impl Map {
    /// All cells by formula. Loops that see no real data after the first have no limit: fresh data then.
    pub fn new(setting: Setting, seed: u64) -> Self {
        let kind = match setting.kind {
            Loop::Augmentation => Loop::Augmentation,
            Loop::Fresh | Loop::Synthetic | Loop::Accumulate => Loop::Fresh,
        };
        let setting = Setting { kind, d: 1, ..setting };
        let cell = |i: usize| {
            let n_real = size(i % SIDE);
            Setting { n_real, n_synthetic: size(i / SIDE), n_initial: n_real, ..setting }
        };
        let cells: Vec<Setting> = (0..SIDE * SIDE).map(cell).collect();
        let formula = cells
            .iter()
            .map(|cell| theory::effective_ratio(cell).map_or(f64::NAN, libm::log2))
            .collect();
        Self { setting, seed, study: Study::new(cells), formula }
    }

    /// log₂ n_e/n_r, row after row from few synthetic samples to many.
    pub fn cells(&self) -> Vec<f64> {
        let mut cells = self.formula.clone();
        for (cell, (_, ratio)) in cells.iter_mut().zip(self.study.done()) {
            *cell = libm::log2(*ratio);
        }
        cells
    }

    /// Cells simulated.
    pub fn progress(&self) -> Progress {
        self.study.progress()
    }

    /// Simulates some of the next cell.
    pub fn advance(&mut self) -> Progress {
        let (seed, strand) = (self.seed, 1_000_000 * (1 + self.progress().done));
        self.study.advance(|cell, sample| {
            let mut sample = sample.unwrap_or_else(|| Sample::new(*cell, seed, strand));
            let mut steps = 0;
            while steps < SLICE {
                steps += sample.add();
                if sample.is_enough() {
                    return Work::Done(sample.ratio());
                }
            }
            Work::Going(sample)
        })
    }
}

/// Distances of a loop's limit, chain by chain.
pub struct Sample {
    setting: Setting,
    seed: u64,
    strand: u64,
    scratch: Scratch,
    /// Generations until the beginning is forgotten, and as many again that count.
    generations: usize,
    count: f64,
    sum: f64,
    squares: f64,
}

impl Sample {
    /// No chain yet; they take their chance from the strands of the seed from `strand` on.
    pub fn new(setting: Setting, seed: u64, strand: u64) -> Self {
        let q = setting.n_synthetic / (setting.n_synthetic + setting.n_real);
        let generations = (10.0 + 6.0 / (1.0 - q * q)).min(300.0) as usize;
        let scratch = Scratch::new(setting.d);
        Self { setting, seed, strand, scratch, generations, count: 0.0, sum: 0.0, squares: 0.0 }
    }

    /// Runs another chain; returns its steps.
    pub fn add(&mut self) -> usize {
        let mut chain = Chain::start(
            self.setting,
            self.seed,
            self.strand + self.count as u64,
            &mut self.scratch,
        );
        let mut sum = 0.0;
        for t in 0..2 * self.generations {
            chain.step(&mut self.scratch);
            if t >= self.generations {
                sum += chain.distance();
            }
        }
        // A chain's mean over its second half: chains are independent, its generations are not.
        let mean = sum / self.generations as f64;
        self.count += 1.0;
        self.sum += mean;
        self.squares += mean * mean;
        2 * self.generations
    }

    /// Mean distance.
    pub fn distance(&self) -> f64 {
        self.sum / self.count
    }

    /// Its relative standard error; NaN for fewer than two chains.
    pub fn error(&self) -> f64 {
        let mean = self.distance();
        let variance = (self.squares / self.count - mean * mean).max(0.0);
        libm::sqrt(variance / (self.count - 1.0)) / mean
    }

    fn is_enough(&self) -> bool {
        (self.count >= 24.0 && self.error() < ENOUGH) || self.count >= 3_000.0
    }

    /// n_e/n_r.
    pub fn ratio(&self) -> f64 {
        worth(self.setting.d, self.distance()) / self.setting.n_real
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sampled(setting: Setting, chains: usize) -> Sample {
        let mut sample = Sample::new(setting, 3, 10_000);
        for _ in 0..chains {
            sample.add();
        }
        sample
    }

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
            let found = sampled(setting, 400).ratio();
            assert!((found / formula - 1.0).abs() < 0.12, "{setting:?} {found} {formula}");
        }
    }

    #[test]
    fn above_the_line_the_map_says_that_synthetic_data_harm() {
        // NumPy, 400,000 chains: log₂ n_e/n_r = −.0796 at (5623, 316) and λ = .8; the map once said +.05.
        let mut map = Map::new(
            Setting {
                kind: Loop::Fresh,
                lambda: 0.8,
                n_real: 1.0,
                n_synthetic: 1.0,
                n_initial: 1.0,
                d: 1,
            },
            1,
        );
        let at = (0..SIDE * SIDE)
            .find(|i| size(i % SIDE) == 5_623.0 && size(i / SIDE) == 316.0)
            .unwrap();
        while map.progress().done <= at as u64 {
            map.advance();
        }
        // 3 % is .04; two of it.
        assert!((map.cells()[at] + 0.0796).abs() < 0.09, "{}", map.cells()[at]);
    }

    #[test]
    fn the_error_of_a_cell_is_what_repetition_gives() {
        let setting = Setting {
            kind: Loop::Fresh,
            lambda: 0.8,
            n_real: 100.0,
            n_synthetic: 100.0,
            n_initial: 100.0,
            d: 1,
        };
        let mut found = Vec::new();
        let mut told = 0.0;
        for i in 0..200 {
            let mut sample = Sample::new(setting, 4, 1_000 * i);
            (0..60).for_each(|_| _ = sample.add());
            found.push(sample.distance());
            told += sample.error() / 200.0;
        }
        let (mean, error) = crate::numerics::quantile::mean_and_error(&found);
        // A deviation from 200 values is good to 1/√400 = 5 %; four of them.
        let scatter = error * 200.0f64.sqrt() / mean;
        assert!((scatter / told - 1.0).abs() < 0.2, "{scatter} {told}");
    }
}
