//! Softmax of scaled scores and what a gradient can get through it.

/// p = softmax(αs): the greatest score is subtracted first, so nothing overflows.
pub fn softmax(alpha: f64, scores: &[f64]) -> Vec<f64> {
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut p: Vec<f64> = scores.iter().map(|s| libm::exp(alpha * (s - top))).collect();
    let sum: f64 = p.iter().sum();
    for x in &mut p {
        *x /= sum;
    }
    p
}

/// Σp²: the probability that two draws from p agree. Its inverse is the effective number of keys, its
/// negative logarithm Rényi's entropy of order 2.
pub fn collision(p: &[f64]) -> f64 {
    p.iter().map(|x| x * x).sum()
}

/// F(α) = ½‖∂p/∂s‖₁ = α(1 − Σp²) (post 9812).
pub fn objective(alpha: f64, scores: &[f64]) -> f64 {
    alpha * (1.0 - collision(&softmax(alpha, scores)))
}

/// Shannon's entropy −Σ p ln p in nats.
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

/// Sums over the scores at one α, each score counted from the greatest one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sums {
    /// The scale α.
    pub alpha: f64,
    /// Σ e^{αs}.
    pub sum: f64,
    /// Σ e^{2αs}.
    pub squares: f64,
    /// Σ s e^{αs}.
    pub moment: f64,
}

impl Sums {
    /// F(α) = α(1 − Σp²).
    pub fn objective(self) -> f64 {
        self.alpha * (1.0 - self.collision())
    }

    /// Σp².
    pub fn collision(self) -> f64 {
        self.squares / (self.sum * self.sum)
    }

    /// Shannon's entropy: ln Σe^{αs} − α E_p s.
    pub fn entropy(self) -> f64 {
        libm::log(self.sum) - self.alpha * self.moment / self.sum
    }
}

/// The sums on the grid 0, δ, 2δ, …: from one point to the next each e^{αs} is multiplied by e^{δs}, so
/// that a score costs one exponential for the whole curve. The product's relative error grows by half a
/// unit in the last place a point.
pub fn sweep(scores: &[f64], delta: f64, points: usize) -> Vec<Sums> {
    /// Lanes summed apart, so that the compiler can use vectors without reordering anything.
    const LANES: usize = 4;
    let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Padded by scores of no weight, so that there is no tail to treat apart.
    let padded = scores.len().next_multiple_of(LANES);
    let mut from_top: Vec<f64> = scores.iter().map(|s| s - top).collect();
    let mut factors: Vec<f64> = from_top.iter().map(|s| libm::exp(delta * s)).collect();
    let mut powers = vec![1.0; scores.len()];
    from_top.resize(padded, 0.0);
    factors.resize(padded, 0.0);
    powers.resize(padded, 0.0);
    let mut all = Vec::with_capacity(points);
    for k in 0..points {
        let (mut sums, mut squares, mut moments) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
        let rows = powers.chunks_exact_mut(LANES);
        let rows = rows.zip(factors.chunks_exact(LANES).zip(from_top.chunks_exact(LANES)));
        for (p, (f, s)) in rows {
            for lane in 0..LANES {
                sums[lane] += p[lane];
                squares[lane] += p[lane] * p[lane];
                moments[lane] += p[lane] * s[lane];
                p[lane] *= f[lane];
            }
        }
        all.push(Sums {
            alpha: delta * k as f64,
            sum: sums.iter().sum(),
            squares: squares.iter().sum(),
            moment: moments.iter().sum(),
        });
    }
    all
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
                    prop_assert!((d.1 - j[i * scores.len() + along]).abs() < 1e-12);
                }
            }
            let half: f64 = j.iter().map(|x| x.abs()).sum::<f64>() / 2.0;
            prop_assert!((half - objective(alpha, &scores)).abs() < 1e-12);
        }

        #[test]
        fn the_sweep_is_softmax_point_by_point(scores in prop::collection::vec(-5.0..5.0f64, 2..40)) {
            for (k, sums) in sweep(&scores, 0.05, 201).into_iter().enumerate() {
                let alpha = 0.05 * k as f64;
                prop_assert!((sums.objective() - objective(alpha, &scores)).abs() < 1e-11);
                prop_assert!((sums.entropy() - entropy(&softmax(alpha, &scores))).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn extreme_scores_neither_overflow_nor_vanish() {
        let p = softmax(200.0, &[1e6, 0.0, -1e6]);
        assert_eq!(p, [1.0, 0.0, 0.0]);
        assert_eq!(entropy(&p), 0.0);
        assert_eq!(collision(&softmax(0.0, &[3.0, -7.0])), 0.5);
    }
}
