//! A Gaussian mixture trained by gradient descent.

use crate::numerics::{
    mixture::Mixture,
    optimizer::{Adam, AdamConfig, Optimizer},
    softmax::log_sum_exp,
};

/// A Gaussian mixture trained by Adam: logits, means, ln σ.
#[derive(Clone, Debug)]
pub struct MixtureTrainer {
    numbers: Vec<f64>,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl MixtureTrainer {
    /// Starts from a mixture.
    pub fn new(start: &Mixture) -> Self {
        let numbers: Vec<f64> = (start.weights.iter().map(|w| libm::log(*w)))
            .chain(start.means.iter().copied())
            .chain(start.sigmas.iter().map(|s| libm::log(*s)))
            .collect();
        let n = numbers.len();
        Self { numbers, adam: Adam::new(n, AdamConfig::default()), gradient: vec![0.0; n] }
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
        let log_norms: Vec<f64> =
            mixture.parts().map(|(w, _, s)| libm::log(w.max(1e-300) / s)).collect();
        self.gradient.fill(0.0);
        let mut logs = vec![0.0; k];
        for &x in samples {
            for (j, log) in logs.iter_mut().enumerate() {
                let z = (x - mixture.means[j]) / mixture.sigmas[j];
                *log = log_norms[j] - 0.5 * z * z;
            }
            let norm = log_sum_exp(&logs);
            for j in 0..k {
                let r = libm::exp(logs[j] - norm);
                let z = (x - mixture.means[j]) / mixture.sigmas[j];
                self.gradient[j] -= r - mixture.weights[j];
                self.gradient[k + j] -= r * z / mixture.sigmas[j];
                self.gradient[2 * k + j] -= r * (z * z - 1.0);
            }
        }
        let scale = 1.0 / samples.len().max(1) as f64;
        self.gradient.iter_mut().for_each(|g| *g *= scale);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_of_adam_gains_likelihood() {
        let x = [-0.4, 0.1, 0.35];
        // A mixture's first Adam step goes along the sign of the gradient of the likelihood.
        let start =
            Mixture { weights: vec![0.4, 0.6], means: vec![-0.3, 0.3], sigmas: vec![0.2, 0.4] };
        let mut trainer = MixtureTrainer::new(&start);
        let likelihood = |m: &Mixture| x.iter().map(|&x| m.density(x).ln()).sum::<f64>();
        let before = likelihood(&trainer.mixture());
        trainer.step(&x, 1e-4, 1.0);
        assert!(likelihood(&trainer.mixture()) > before);
    }
}
