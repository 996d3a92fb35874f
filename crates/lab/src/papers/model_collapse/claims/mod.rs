//! What the post, the papers and this page say, measured.

mod after;
mod found;
mod islands;
mod mad;
mod post;
mod regression;

use super::chain::{Chain, Setting};
use crate::{
    Claim, Values, count_claims, join_claims,
    numerics::quantile::{mean_and_error, sorted},
};

const POST: &str = "https://spaces.ac.cn/archives/9687";
const MAD: &str = "https://arxiv.org/abs/2307.01850";
/// Nobody said it before, that we know of.
const HERE: &str = "";

const GROUPS: [&[Claim]; 5] =
    [post::CLAIMS, mad::CLAIMS, after::CLAIMS, islands::CLAIMS, found::CLAIMS];

/// All claims: the post's first, then the papers', then what this page found.
pub(super) const CLAIMS: &[Claim] = &join_claims::<{ count_claims(&GROUPS) }>(&GROUPS);

/// Chains of a setting at its last generation. The exhibit itself runs at most a thousand.
fn chains(values: &Values, runs: u64) -> Vec<Chain> {
    Setting::of(values).chains(values.count("generations"), values.seed("seed"), 0, runs)
}

fn variances(chains: &[Chain]) -> Vec<f64> {
    chains.iter().map(Chain::variance).collect()
}

fn drifts(chains: &[Chain]) -> Vec<f64> {
    chains.iter().map(|c| c.mean[0]).collect()
}

/// Mean square of some drifts around the truth, 0, with its standard error.
fn mean_square(values: &[f64]) -> (f64, f64) {
    mean_and_error(&values.iter().map(|v| v * v).collect::<Vec<_>>())
}

/// Median with its standard error: half the distance of the order statistics √n/2 places to either side
/// (68 % of the binomial law).
fn median_and_error(values: &[f64]) -> (f64, f64) {
    let ordered = sorted(values);
    let n = ordered.len();
    let aside = (0.5 * libm::sqrt(n as f64)) as usize;
    let (low, high) = (n / 2 - aside.min(n / 2), (n / 2 + aside).min(n - 1));
    (ordered[n / 2], 0.5 * (ordered[high] - ordered[low]))
}

/// Ratio of two independent means with its standard error.
fn ratio((a, error_a): (f64, f64), (b, error_b): (f64, f64)) -> (f64, f64) {
    let r = a / b;
    (r, r.abs() * libm::hypot(error_a / a, error_b / b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::{
        quantile::{mean_and_error, variance},
        random::{normal, strand},
    };

    #[test]
    fn errors_of_medians_and_ratios_are_what_repetition_gives() {
        let (mut medians, mut told) = (Vec::new(), [0.0; 2]);
        let mut ratios = Vec::new();
        for i in 0..400 {
            let mut rng = strand(5, i);
            let a: Vec<f64> = (0..500).map(|_| 2.0 + normal(&mut rng)).collect();
            let b: Vec<f64> = (0..500).map(|_| 4.0 + normal(&mut rng)).collect();
            let (m, e) = median_and_error(&a);
            medians.push(m);
            told[0] += e / 400.0;
            let (r, e) = ratio(mean_and_error(&a), mean_and_error(&b));
            ratios.push(r);
            told[1] += e / 400.0;
        }
        for (found, told) in [medians, ratios].iter().zip(told) {
            // A deviation from 400 values is good to 1/√800 = 3.5 %; four of them.
            assert!((libm::sqrt(variance(found)) / told - 1.0).abs() < 0.15);
        }
    }
}
