//! Softmax, p_i = e^{αs_i} / Σ_j e^{αs_j}, and what is said of a distribution: entropies, collisions,
//! Jacobian. Logarithms are natural: entropies in nats.

use super::{
    fast,
    real::{Real, greatest, squares, sum},
};

/// p = softmax(αs): the greatest score is subtracted first, so nothing overflows. Scores below the
/// greatest by more than 708/α get exactly 0.
pub fn softmax(alpha: f64, scores: &[f64]) -> Vec<f64> {
    let top = greatest(scores);
    let mut p: Vec<f64> = scores.iter().map(|s| alpha * (s - top)).collect();
    fast::exp(&mut p);
    let over = sum(&p);
    for x in &mut p {
        *x /= over;
    }
    p
}

/// s ← e^(s − greatest) in place; returns the greatest score and the sum of what is left. Scores more than
/// `reach` below the greatest count as that far below, so that nothing is 0 or slow to compute with: 64
/// for single precision changes no probability by more than e⁻⁶⁴.
#[inline(always)]
pub fn exponentials<T: Real>(scores: &mut [T], reach: f64) -> (T, T) {
    let top = greatest(scores);
    let least = T::of(-reach);
    for s in &mut *scores {
        // Written so that NaN stays.
        let from_top = *s - top;
        *s = if from_top < least { least } else { from_top }.fast_exp();
    }
    (top, sum(scores))
}

/// Turns scores into softmax(s) in place and returns ln Σeˢ; −∞ if empty. `reach` as in
/// [`exponentials`].
#[inline(always)]
pub fn softmax_in_place<T: Real>(scores: &mut [T], reach: f64) -> T {
    let (top, sum) = exponentials(scores, reach);
    let over = T::ONE / sum;
    for s in scores {
        *s *= over;
    }
    top + sum.fast_ln()
}

/// ln Σ eˣ without overflow; −∞ if empty.
pub fn log_sum_exp(values: &[f64]) -> f64 {
    let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if greatest.is_infinite() {
        return greatest;
    }
    greatest + libm::log(values.iter().map(|v| libm::exp(v - greatest)).sum())
}

/// Σp²: the probability that two draws from p agree. Its inverse is the effective number of classes, its
/// negative logarithm Rényi's entropy of order 2.
pub fn collision(p: &[f64]) -> f64 {
    squares(p)
}

/// Shannon's entropy −Σ p ln p in nats; 0 ln 0 = 0.
pub fn entropy(p: &[f64]) -> f64 {
    -p.iter().filter(|&&x| x > 0.0).map(|&x| x * libm::log(x)).sum::<f64>()
}

/// ∂p_i/∂s_j = α p_i (δ_ij − p_j), row after row.
pub fn jacobian(alpha: f64, p: &[f64]) -> Vec<f64> {
    p.iter()
        .enumerate()
        .flat_map(|(i, &pi)| {
            p.iter()
                .enumerate()
                .map(move |(j, &pj)| alpha * pi * (f64::from(u8::from(i == j)) - pj))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A number with its derivative: the chain rule by machine, nothing of softmax's own formula.
    #[derive(Clone, Copy)]
    struct Dual(f64, f64);

    fn dual_softmax(alpha: f64, scores: &[f64], along: usize) -> Vec<Dual> {
        let e: Vec<Dual> = scores
            .iter()
            .enumerate()
            .map(|(i, &s)| {
                let value = (alpha * s).exp();
                Dual(value, if i == along { alpha * value } else { 0.0 })
            })
            .collect();
        let sum = e.iter().fold(Dual(0.0, 0.0), |a, b| Dual(a.0 + b.0, a.1 + b.1));
        e.iter().map(|x| Dual(x.0 / sum.0, (x.1 * sum.0 - x.0 * sum.1) / (sum.0 * sum.0))).collect()
    }

    proptest! {
        #[test]
        fn the_jacobian_is_the_derivative(scores in prop::collection::vec(-4.0..4.0f64, 2..9), alpha in 0.1..6.0f64) {
            let p = softmax(alpha, &scores);
            let j = jacobian(alpha, &p);
            for along in 0..scores.len() {
                for (i, d) in dual_softmax(alpha, &scores, along).iter().enumerate() {
                    prop_assert!((d.0 - p[i]).abs() < 1e-14);
                    prop_assert!((d.1 - j[i * scores.len() + along]).abs() < 1e-12);
                }
            }
        }

        #[test]
        fn in_place_it_is_the_same_and_tells_the_normaliser(scores in prop::collection::vec(-20.0..20.0f64, 1..40)) {
            let (mut wide, mut narrow) = (scores.clone(), scores.iter().map(|&s| s as f32).collect::<Vec<_>>());
            let (a, b) = (softmax_in_place(&mut wide, 700.0), softmax_in_place(&mut narrow, 64.0));
            prop_assert!((a - log_sum_exp(&scores)).abs() < 1e-12);
            prop_assert!((f64::from(b) - a).abs() < 1e-5);
            for ((p, q), r) in softmax(1.0, &scores).into_iter().zip(wide).zip(narrow) {
                prop_assert!((p - q).abs() < 1e-14 && (p - f64::from(r)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn extreme_scores_neither_overflow_nor_vanish() {
        let p = softmax(200.0, &[1e6, 0.0, -1e6]);
        assert_eq!(p, [1.0, 0.0, 0.0]);
        assert_eq!(entropy(&p), 0.0);
        assert_eq!(collision(&softmax(0.0, &[3.0, -7.0])), 0.5);
        let mut far = [0.0f32, -1e9];
        softmax_in_place(&mut far, 64.0);
        assert!(far[1] > 0.0 && far[1] < 1e-27);
    }

    #[test]
    fn log_sum_exp_does_not_overflow() {
        assert!((log_sum_exp(&[1000.0, 1000.0]) - 1000.0 - 2f64.ln()).abs() < 1e-12);
        assert_eq!(log_sum_exp(&[]), f64::NEG_INFINITY);
    }
}
