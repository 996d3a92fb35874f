//! What post 9812 and its neighbours say, and what this page found, measured.

mod best;
mod entropy;
mod gradient;

use super::law::Law;
use crate::{
    Claim, Values, count_claims, join_claims,
    numerics::{quantile::mean_and_error, random::strand},
};

const POST: &str = "https://spaces.ac.cn/archives/9812";
/// Found here: nobody else says so.
const HERE: &str = "";

const GROUPS: [&[Claim]; 3] = [gradient::CLAIMS, best::CLAIMS, entropy::CLAIMS];

/// All claims, in the order of the page.
pub(super) const CLAIMS: &[Claim] = &join_claims::<{ count_claims(&GROUPS) }>(&GROUPS);

/// Number of keys of a setting.
fn keys(values: &Values) -> f64 {
    values.count("n") as f64
}

/// What `of` makes of each scale and the scores of each of `draws` draws of a setting's law: one row a scale.
fn sampled(
    values: &Values,
    draws: u64,
    scales: &[f64],
    of: impl Fn(f64, &[f64]) -> f64,
) -> Vec<Vec<f64>> {
    let (law, n, seed) = (Law::named(values), values.count("n"), values.seed("seed"));
    let mut scores = Vec::new();
    let mut rows = vec![Vec::with_capacity(draws as usize); scales.len()];
    for i in 0..draws {
        law.draw(n, &mut strand(seed, 10_000 + i), &mut scores);
        for (row, &alpha) in rows.iter_mut().zip(scales) {
            row.push(of(alpha, &scores));
        }
    }
    rows
}

/// Ratio of two means with its standard error, for two quantities measured on the same draws (delta method).
fn ratio(above: &[f64], below: &[f64]) -> (f64, f64) {
    let ratio = mean_and_error(above).0 / mean_and_error(below).0;
    let scale = mean_and_error(below).0;
    let residues: Vec<f64> =
        above.iter().zip(below).map(|(a, b)| (a - ratio * b) / scale).collect();
    (ratio, mean_and_error(&residues).1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::normal;

    #[test]
    fn the_error_of_a_ratio_is_what_repetition_gives() {
        // 400 times the ratio of the means of 200 correlated pairs: its scatter is the error told.
        let mut found = Vec::new();
        let mut told = Vec::new();
        for i in 0..400 {
            let mut rng = strand(5, i);
            let below: Vec<f64> = (0..200).map(|_| 3.0 + normal(&mut rng)).collect();
            let above: Vec<f64> = below.iter().map(|b| 2.0 * b + normal(&mut rng)).collect();
            let (r, e) = ratio(&above, &below);
            found.push(r);
            told.push(e);
        }
        let scatter = libm::sqrt(crate::numerics::quantile::variance(&found));
        // A standard deviation from 400 values is good to 1/√800 = 3.5 %; four of them.
        assert!((scatter / mean_and_error(&told).0 - 1.0).abs() < 0.15);
    }
}
