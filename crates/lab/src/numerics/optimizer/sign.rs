//! Optimisers whose steps have one length: Tiger and Lion.

use super::{Bottom, Optimizer, settle};
use crate::numerics::real::Real;

/// Tiger (Su, post 9512 of Scientific Spaces); without decay it is Signum (Bernstein et al.,
/// arXiv 1802.04434).
#[derive(Clone, Debug)]
pub struct Tiger<T> {
    beta: T,
    decay: T,
    bottom: Bottom,
    m: Vec<T>,
}

impl<T: Real> Tiger<T> {
    /// For `n` parameters; β in [0, 1), λ ≥ 0.
    pub fn new(n: usize, beta: f64, decay: f64, bottom: Bottom) -> Self {
        Self { beta: T::of(beta), decay: T::of(decay), bottom, m: vec![T::ZERO; n] }
    }
}

impl<T: Real> Optimizer<T> for Tiger<T> {
    fn begin(&mut self) {}

    fn update(&mut self, from: usize, parameters: &mut [T], gradient: &[T], rate: T) {
        let (beta, decay, bounds) = (self.beta, self.decay, self.bottom.bounds());
        let rest = T::ONE - beta;
        let state = &mut self.m[from..from + parameters.len()];
        for ((p, &g), m) in parameters.iter_mut().zip(gradient).zip(state) {
            *m = settle(beta * *m + rest * g, bounds);
            *p -= rate * (m.sign() + decay * *p);
        }
    }
}

/// Lion (Chen et al., arXiv 2302.06675).
#[derive(Clone, Debug)]
pub struct Lion<T> {
    beta1: T,
    beta2: T,
    decay: T,
    bottom: Bottom,
    m: Vec<T>,
}

impl<T: Real> Lion<T> {
    /// For `n` parameters; β₁, β₂ in [0, 1), λ ≥ 0.
    pub fn new(n: usize, (beta1, beta2): (f64, f64), decay: f64, bottom: Bottom) -> Self {
        let (beta1, beta2) = (T::of(beta1), T::of(beta2));
        Self { beta1, beta2, decay: T::of(decay), bottom, m: vec![T::ZERO; n] }
    }
}

impl<T: Real> Optimizer<T> for Lion<T> {
    fn begin(&mut self) {}

    fn update(&mut self, from: usize, parameters: &mut [T], gradient: &[T], rate: T) {
        let (beta1, beta2, decay) = (self.beta1, self.beta2, self.decay);
        let (rest1, rest2, bounds) = (T::ONE - beta1, T::ONE - beta2, self.bottom.bounds());
        let state = &mut self.m[from..from + parameters.len()];
        for ((p, &g), m) in parameters.iter_mut().zip(gradient).zip(state) {
            let u = (beta1 * *m + rest1 * g).sign();
            *m = settle(beta2 * *m + rest2 * g, bounds);
            *p -= rate * (u + decay * *p);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiger_steps_by_the_sign_of_its_momentum() {
        let mut tiger = Tiger::new(3, 0.9, 0.01, Bottom::Open);
        let mut p = [1.0, 1.0, 1.0];
        tiger.step(&mut p, &[7.0, -1e-9, 0.0], 0.1);
        // No gradient, no sign: decay alone.
        for (p, u) in p.iter().zip([1.0, -1.0, 0.0]) {
            assert!((p - (1.0f64 - 0.1 * (u + 0.01))).abs() < 1e-15);
        }
        // m = .63 − .1: the sign of what is remembered, not of the gradient.
        let before = p[0];
        tiger.step(&mut p, &[-1.0, 0.0, 0.0], 0.1);
        assert!(p[0] < before);
    }

    #[test]
    fn lion_looks_ahead_with_another_weight_than_it_remembers() {
        let mut lion = Lion::new(1, (0.5, 0.9), 0.0, Bottom::Open);
        let mut p = [0.0];
        lion.step(&mut p, &[1.0], 1.0); // u = s(.5) = 1, m = .1
        lion.step(&mut p, &[-0.2], 1.0); // u = s(.05 − .1) = −1, m = .07
        lion.step(&mut p, &[0.0], 1.0); // u = s(.035) = 1
        assert_eq!(p, [-1.0]);
    }
}
