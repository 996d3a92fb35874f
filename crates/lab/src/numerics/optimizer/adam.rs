//! Adam (Kingma and Ba, arXiv 1412.6980), with decoupled weight decay on request (Loshchilov and
//! Hutter, arXiv 1711.05101).

use super::{Bottom, Optimizer, settle};
use crate::numerics::real::Real;

/// Settings of one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdamConfig {
    /// Decay of the first moment, in [0, 1).
    pub beta1: f64,
    /// Decay of the second moment, in [0, 1).
    pub beta2: f64,
    /// Added to the root of the second moment.
    pub epsilon: f64,
    /// Decoupled weight decay; 0 for plain Adam.
    pub weight_decay: f64,
    /// What becomes of moments that nothing feeds.
    pub bottom: Bottom,
}

impl Default for AdamConfig {
    fn default() -> Self {
        Self { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0, bottom: Bottom::Open }
    }
}

/// Moments of one vector of parameters.
#[derive(Clone, Debug)]
pub struct Adam<T> {
    config: AdamConfig,
    m: Vec<T>,
    v: Vec<T>,
    power1: f64,
    power2: f64,
}

impl<T: Real> Adam<T> {
    /// Zero moments for `n` parameters.
    pub fn new(n: usize, config: AdamConfig) -> Self {
        Self { config, m: vec![T::ZERO; n], v: vec![T::ZERO; n], power1: 1.0, power2: 1.0 }
    }
}

impl<T: Real> Optimizer<T> for Adam<T> {
    fn begin(&mut self) {
        self.power1 *= self.config.beta1;
        self.power2 *= self.config.beta2;
    }

    fn update(&mut self, from: usize, parameters: &mut [T], gradient: &[T], rate: T) {
        let AdamConfig { beta1, beta2, epsilon, weight_decay, bottom } = self.config;
        let (c1, c2) = (T::of(1.0 / (1.0 - self.power1)), T::of(1.0 / (1.0 - self.power2)));
        let (rest1, rest2) = (T::of(1.0 - beta1), T::of(1.0 - beta2));
        let (beta1, beta2) = (T::of(beta1), T::of(beta2));
        let (epsilon, decay) = (T::of(epsilon), T::of(weight_decay));
        let (least, held) = bottom.bounds();
        let part = from..from + parameters.len();
        let (ms, vs) = (&mut self.m[part.clone()], &mut self.v[part]);
        for (((p, &g), m), v) in parameters.iter_mut().zip(gradient).zip(ms).zip(vs) {
            *m = settle(beta1 * *m + rest1 * g, (least, held));
            *v = (beta2 * *v + rest2 * g * g).or_more(held);
            *p -= rate * (*m * c1 / ((*v * c2).root() + epsilon) + decay * *p);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_has_the_size_of_the_learning_rate() {
        let mut adam = Adam::new(2, AdamConfig::default());
        let mut p = [1.0, -1.0];
        adam.step(&mut p, &[1e-3, -50.0], 0.1);
        assert!((p[0] - 0.9f64).abs() < 1e-5 && (p[1] + 0.9).abs() < 1e-5, "{p:?}");
    }

    #[test]
    fn two_steps_by_hand() {
        // g = 1 then g = 0: m = .09, v = .000999 after the second step.
        let mut adam = Adam::new(1, AdamConfig::default());
        let mut p = [0.0];
        adam.step(&mut p, &[1.0], 1.0);
        adam.step(&mut p, &[0.0], 1.0);
        let second = (0.09 / (1.0 - 0.81)) / ((0.000_999f64 / (1.0 - 0.998_001)).sqrt() + 1e-8);
        assert!((p[0] + 1.0 / (1.0 + 1e-8) + second).abs() < 1e-12);
    }

    #[test]
    fn single_precision_takes_the_same_steps() {
        let config = AdamConfig { weight_decay: 0.1, bottom: Bottom::Frozen, ..Default::default() };
        let (mut narrow, mut wide) = (Adam::new(1, config), Adam::new(1, config));
        let (mut p, mut q) = ([1.0f32], [1.0f64]);
        for i in 0..200 {
            let g = f64::from(i % 7) - 2.5;
            narrow.step(&mut p, &[g as f32], 0.01);
            wide.step(&mut q, &[g], 0.01);
        }
        assert!((f64::from(p[0]) - q[0]).abs() < 1e-5, "{p:?} {q:?}");
    }
}
