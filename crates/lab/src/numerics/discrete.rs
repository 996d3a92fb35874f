//! Distributions over a finite list: Zipf's law, drawing by number, counting.

use super::random::{Rng, below, uniform};

/// Probabilities ∝ r^−s for r = 1..=n (Zipf): exponent s ≥ 0, of sum 1.
pub fn zipf(n: usize, exponent: f64) -> Vec<f64> {
    let weights: Vec<f64> = (1..=n).map(|r| libm::pow(r as f64, -exponent)).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|w| w / sum).collect()
}

/// Draws by the cumulative sums: O(log n) a draw and one uniform number, so that neighbouring
/// distributions give neighbouring draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Cumulative {
    sums: Vec<f64>,
}

impl Cumulative {
    /// From weights that are not negative and not all zero; their sum need not be 1.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let sums = weights.into_iter().map(|w| {
            sum += w;
            sum
        });
        Self { sums: sums.collect() }
    }

    /// A place in the list; 0 if the list is empty.
    pub fn sample(&self, rng: &mut Rng) -> usize {
        let u = uniform(rng) * self.sums.last().copied().unwrap_or(0.0);
        self.sums.partition_point(|&c| c <= u).min(self.sums.len().saturating_sub(1))
    }
}

/// Draws by Walker's alias table as Vose (1991) builds it: O(n) once, then O(1) a draw. [`Cumulative`] is
/// the slow reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Chance of a column to give itself, and what it gives otherwise.
    columns: Vec<(f64, u32)>,
}

impl Alias {
    /// From weights that are not negative and not all zero; their sum need not be 1.
    pub fn new(weights: &[f64]) -> Self {
        let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
        let mut columns: Vec<(f64, u32)> =
            weights.iter().zip(0..).map(|(w, i)| (w / mean, i)).collect();
        let of = |few: bool| {
            let columns = columns.iter().zip(0usize..);
            columns.filter(move |(c, _)| (c.0 < 1.0) == few).map(|(_, i)| i).collect::<Vec<_>>()
        };
        let (mut small, mut large) = (of(true), of(false));
        while let (Some(&s), Some(&l)) = (small.last(), large.last()) {
            small.pop();
            columns[s].1 = l as u32;
            columns[l].0 -= 1.0 - columns[s].0;
            if columns[l].0 < 1.0 {
                large.pop();
                small.push(l);
            }
        }
        // What rounding leaves over gives itself.
        for i in small.into_iter().chain(large) {
            columns[i].0 = 1.0;
        }
        Self { columns }
    }

    /// A place in the list; 0 if the list is empty.
    pub fn sample(&self, rng: &mut Rng) -> usize {
        let i = below(rng, self.columns.len());
        match self.columns.get(i) {
            Some(&(own, other)) if uniform(rng) >= own => other as usize,
            _ => i,
        }
    }
}

/// How often each of the numbers 0..n occurs; those beyond are left out.
pub fn counts(n: usize, draws: impl IntoIterator<Item = usize>) -> Vec<u64> {
    let mut all = vec![0; n];
    for i in draws {
        if let Some(count) = all.get_mut(i) {
            *count += 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn zipf_s_ratios_are_powers_of_the_rank() {
        let p = zipf(50, 1.5);
        assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-14);
        assert!((p[0] / p[3] - 8.0).abs() < 1e-12);
    }

    #[test]
    fn both_samplers_draw_by_the_weights() {
        let weights = [0.5, 0.0, 3.0, 1.0, 0.25, 0.25];
        let n = 60_000usize;
        let (cumulative, alias) = (Cumulative::new(weights), Alias::new(&weights));
        let (mut a, mut b) = (strand(1, 0), strand(1, 1));
        for found in [
            counts(6, (0..n).map(|_| cumulative.sample(&mut a))),
            counts(6, (0..n).map(|_| alias.sample(&mut b))),
        ] {
            assert_eq!((found[1], found.iter().sum::<u64>()), (0, n as u64));
            let chi: f64 = (found.iter().zip(weights).filter(|(_, w)| *w > 0.0))
                .map(|(&c, w)| {
                    let expected = w / 5.0 * n as f64;
                    (c as f64 - expected).powi(2) / expected
                })
                .sum();
            // 99.9 % quantile of χ² with 4 degrees of freedom.
            assert!(chi < 18.47, "{chi}");
        }
    }

    #[test]
    fn an_alias_table_holds_its_weights_exactly() {
        let weights = zipf(37, 1.1);
        let table = Alias::new(&weights);
        let mut mass = vec![0.0; 37];
        for (i, &(own, other)) in table.columns.iter().enumerate() {
            mass[i] += own / 37.0;
            mass[other as usize] += (1.0 - own) / 37.0;
        }
        for (m, w) in mass.iter().zip(&weights) {
            assert!((m - w).abs() < 1e-15, "{m} {w}");
        }
    }
}
