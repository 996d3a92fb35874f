//! A Gaussian mixture trained by gradient descent.

use crate::numerics::{
    fast::double,
    mixture::Mixture,
    optimizer::{Adam, AdamConfig, Optimizer},
    softmax::log_sum_exp,
};

/// Samples worked on side by side: the loops over them become SIMD.
const LANES: usize = 8;

/// Which weights a mixture has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Free ones: 3K − 1 numbers in all.
    Free,
    /// All 1/K, as post 10007 writes it: 2K numbers.
    Equal,
}

/// A Gaussian mixture trained by Adam: logits, means, ln σ.
#[derive(Clone, Debug)]
pub struct MixtureTrainer {
    numbers: Vec<f64>,
    weights: Weights,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl MixtureTrainer {
    /// Starts from a mixture (for [`Weights::Equal`] one of equal weights).
    pub fn new(start: &Mixture, weights: Weights) -> Self {
        let numbers: Vec<f64> = (start.weights.iter().map(|w| libm::log(*w)))
            .chain(start.means.iter().copied())
            .chain(start.sigmas.iter().map(|s| libm::log(*s)))
            .collect();
        let n = numbers.len();
        let adam = Adam::new(n, AdamConfig::default());
        Self { numbers, weights, adam, gradient: vec![0.0; n] }
    }

    /// The present mixture.
    pub fn mixture(&self) -> Mixture {
        let k = self.numbers.len() / 3;
        let norm = log_sum_exp(&self.numbers[..k]);
        Mixture {
            weights: self.numbers[..k].iter().map(|l| libm::exp(l - norm)).collect(),
            means: self.numbers[k..2 * k].to_vec(),
            sigmas: self.numbers[2 * k..].iter().map(|l| libm::exp(*l)).collect(),
        }
    }

    /// One step on samples; positions and scales move by `lr` times `unit`, the data's half range, so
    /// that one learning rate serves all units.
    pub fn step(&mut self, samples: &[f64], lr: f64, unit: f64) {
        let k = self.numbers.len() / 3;
        let mixture = self.mixture();
        self.gradient.fill(0.0);
        mixture_gradient(&mixture, samples, &mut self.gradient);
        let scale = 1.0 / samples.len().max(1) as f64;
        self.gradient.iter_mut().for_each(|g| *g *= scale);
        if self.weights == Weights::Equal {
            self.gradient[..k].fill(0.0);
        }
        // Adam's step does not depend on the gradient's unit: means take theirs from the data's.
        for m in &mut self.numbers[k..2 * k] {
            *m /= unit;
        }
        self.adam.step(&mut self.numbers, &self.gradient, lr);
        for m in &mut self.numbers[k..2 * k] {
            *m *= unit;
        }
        // A deviation of nothing would be a density of infinity.
        let least = libm::log(unit * 1e-4);
        for l in &mut self.numbers[2 * k..] {
            *l = l.max(least);
        }
    }
}

/// Adds the gradient of −Σ ln p(x) with respect to logits, means and ln σ.
fn mixture_gradient(mixture: &Mixture, samples: &[f64], gradient: &mut [f64]) {
    let k = mixture.means.len();
    let constants: Vec<f64> =
        mixture.parts().map(|(w, _, s)| libm::log(w.max(1e-300) / s)).collect();
    let mut logs = vec![[0.0; LANES]; k];
    let mut zs = vec![[0.0; LANES]; k];
    for chunk in samples.chunks(LANES) {
        // Empty lanes repeat the first sample with weight 0.
        let x: [f64; LANES] = std::array::from_fn(|l| *chunk.get(l).unwrap_or(&chunk[0]));
        let weight: [f64; LANES] = std::array::from_fn(|l| f64::from(u8::from(l < chunk.len())));
        let mut top = [f64::NEG_INFINITY; LANES];
        for (j, (_, mean, sigma)) in mixture.parts().enumerate() {
            let over = 1.0 / sigma;
            for l in 0..LANES {
                let z = (x[l] - mean) * over;
                let log = constants[j] - 0.5 * z * z;
                (zs[j][l], logs[j][l]) = (z, log);
                top[l] = if log > top[l] { log } else { top[l] };
            }
        }
        let mut total = [0.0; LANES];
        for log in &mut logs {
            for l in 0..LANES {
                log[l] = double::exp(log[l] - top[l]);
                total[l] += log[l];
            }
        }
        let share: [f64; LANES] = std::array::from_fn(|l| weight[l] / total[l]);
        for (j, (w, _, sigma)) in mixture.parts().enumerate() {
            let (mut logit, mut mean, mut spread) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                let (r, z) = (logs[j][l] * share[l], zs[j][l]);
                logit[l] = r - w * weight[l];
                mean[l] = r * z;
                spread[l] = r * (z * z - 1.0);
            }
            gradient[j] -= logit.iter().sum::<f64>();
            gradient[k + j] -= mean.iter().sum::<f64>() / sigma;
            gradient[2 * k + j] -= spread.iter().sum::<f64>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Mixture {
        Mixture { weights: vec![0.4, 0.6], means: vec![-0.3, 0.3], sigmas: vec![0.2, 0.4] }
    }

    #[test]
    fn the_gradient_agrees_with_finite_differences() {
        let x: Vec<f64> = (0..11).map(|i| -0.9 + 0.17 * f64::from(i)).collect();
        let loss =
            |t: &MixtureTrainer| -x.iter().map(|&x| t.mixture().density(x).ln()).sum::<f64>();
        let trainer = MixtureTrainer::new(&example(), Weights::Free);
        let mut gradient = vec![0.0; 6];
        mixture_gradient(&trainer.mixture(), &x, &mut gradient);
        for k in 0..6 {
            let moved = |d: f64| {
                let mut t = trainer.clone();
                t.numbers[k] += d;
                loss(&t)
            };
            let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((gradient[k] - slope).abs() < 1e-6, "{k}: {} {slope}", gradient[k]);
        }
    }

    #[test]
    fn equal_weights_stay_equal_and_free_ones_do_not() {
        let start = Mixture { weights: vec![0.5; 2], ..example() };
        for (weights, same) in [(Weights::Equal, true), (Weights::Free, false)] {
            let mut trainer = MixtureTrainer::new(&start, weights);
            for _ in 0..20 {
                trainer.step(&[-0.4, 0.1, 0.35], 0.01, 1.0);
            }
            let w = trainer.mixture().weights;
            assert_eq!((w[0] - 0.5).abs() < 1e-12, same, "{w:?}");
        }
    }
}
