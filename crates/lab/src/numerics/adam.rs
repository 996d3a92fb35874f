//! Adam (Kingma and Ba, arXiv 1412.6980), with decoupled weight decay on request (Loshchilov and
//! Hutter, arXiv 1711.05101).

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
}

impl Default for AdamConfig {
    fn default() -> Self {
        Self { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0 }
    }
}

/// Moments of one vector of parameters.
#[derive(Clone, Debug)]
pub struct Adam {
    config: AdamConfig,
    m: Vec<f64>,
    v: Vec<f64>,
    power1: f64,
    power2: f64,
}

impl Adam {
    /// Zero moments for `n` parameters.
    pub fn new(n: usize, config: AdamConfig) -> Self {
        Self { config, m: vec![0.0; n], v: vec![0.0; n], power1: 1.0, power2: 1.0 }
    }

    /// One descent step with bias-corrected moments; the slices have the length given to `new`.
    pub fn step(&mut self, parameters: &mut [f64], gradient: &[f64], lr: f64) {
        let AdamConfig { beta1, beta2, epsilon, weight_decay } = self.config;
        self.power1 *= beta1;
        self.power2 *= beta2;
        let (c1, c2) = (1.0 / (1.0 - self.power1), 1.0 / (1.0 - self.power2));
        for (((p, &g), m), v) in
            parameters.iter_mut().zip(gradient).zip(&mut self.m).zip(&mut self.v)
        {
            *m = beta1 * *m + (1.0 - beta1) * g;
            *v = beta2 * *v + (1.0 - beta2) * g * g;
            *p -= lr * (*m * c1 / ((*v * c2).sqrt() + epsilon) + weight_decay * *p);
        }
    }
}

/// Cosine decay from 1 at the first step to 0 at `total`.
pub fn cosine(step: u64, total: u64) -> f64 {
    let done = step as f64 / total.max(1) as f64;
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * done.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_has_the_size_of_the_learning_rate() {
        let mut adam = Adam::new(2, AdamConfig::default());
        let mut p = [1.0, -1.0];
        adam.step(&mut p, &[1e-3, -50.0], 0.1);
        assert!((p[0] - 0.9).abs() < 1e-5 && (p[1] + 0.9).abs() < 1e-5, "{p:?}");
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
}
