//! Many rarely seen weights at once, from sighting to sighting.
//!
//! Between sightings the sign of the momentum stands, and a weight moves by a closed form; so a million
//! steps cost as much as there are sightings.

use super::rule::{Rule, sign};
use crate::numerics::random::{Rng, geometric, strand, uniform};

/// What gradient a sighting brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gradient {
    /// +1 or −1 at random.
    Random,
    /// Towards zero: the sign of θ.
    Restoring,
    /// +1 three times out of four.
    Biased,
}

impl Gradient {
    /// By its key in the params.
    pub fn named(key: &str) -> Self {
        match key {
            "restoring" => Self::Restoring,
            "biased" => Self::Biased,
            _ => Self::Random,
        }
    }

    /// The gradient for a weight at θ.
    pub fn draw(self, theta: f64, rng: &mut Rng) -> f64 {
        let u = uniform(rng);
        match self {
            Self::Restoring if theta != 0.0 => sign(theta),
            Self::Biased => {
                if u < 0.75 {
                    1.0
                } else {
                    -1.0
                }
            }
            _ => {
                if u < 0.5 {
                    1.0
                } else {
                    -1.0
                }
            }
        }
    }
}

/// One weight under Tiger with constant step.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Its value.
    pub theta: f64,
    m: f64,
    /// Steps until the next sighting.
    wait: u64,
    rng: Rng,
}

impl Chain {
    /// A weight at zero, with the first sighting drawn.
    pub fn new(probability: f64, seed: u64, index: u64) -> Self {
        let mut rng = strand(seed, index);
        let wait = gap(&mut rng, probability);
        Self { theta: 0.0, m: 0.0, wait, rng }
    }

    /// Goes `steps` steps.
    pub fn run(&mut self, rule: &Rule, probability: f64, gradient: Gradient, mut steps: u64) {
        while steps > 0 {
            if self.wait > steps {
                self.wait -= steps;
                return self.coast(rule, steps);
            }
            // Absent until the step before the sighting, then the sighting itself.
            self.coast(rule, self.wait - 1);
            steps -= self.wait;
            let g = gradient.draw(self.theta, &mut self.rng);
            self.m = rule.settle(rule.beta1 * self.m + (1.0 - rule.beta1) * g);
            self.theta -= rule.lr * (sign(self.m) + rule.decay * self.theta);
            self.wait = gap(&mut self.rng, probability);
        }
    }

    /// `n` steps without a sighting: θ_n = −s/λ + (θ₀ + s/λ)(1−ηλ)ⁿ. The sign is taken to live, as it
    /// does under IEEE arithmetic.
    fn coast(&mut self, rule: &Rule, n: u64) {
        if n == 0 {
            return;
        }
        let s = sign(self.m);
        self.theta = coasted(rule, s, self.theta, n as f64);
        // The power underflows long before the momentum would freeze.
        self.m = rule.faded(self.m, n as f64);
    }
}

/// Steps to the next sighting, at least one.
fn gap(rng: &mut Rng, probability: f64) -> u64 {
    geometric(rng, probability) as u64 + 1
}

/// θ after `n` steps of constant sign `s`.
pub fn coasted(rule: &Rule, s: f64, theta: f64, n: f64) -> f64 {
    if rule.decay == 0.0 {
        return theta - rule.lr * s * n;
    }
    let rest = -s / rule.decay;
    rest + (theta - rest) * libm::exp(n * libm::log1p(-rule.lr * rule.decay))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::embedding_drift::rule::{Kind, State};

    #[test]
    fn coasting_is_step_by_step() {
        let rule = Rule::usual(Kind::Tiger, 0.01, 0.01);
        let mut chain = Chain { theta: 0.3, m: 0.02, wait: u64::MAX, rng: strand(1, 1) };
        let (mut theta, mut state) = ([0.3], State::new(1));
        // Bring the slow momentum to the same sign first.
        state.step(&rule, &mut theta, &[1.0], 1, |_| false);
        chain.theta = theta[0];
        for _ in 0..5_000 {
            state.step(&rule, &mut theta, &[0.0], 1, |_| false);
        }
        chain.run(&rule, 0.5, Gradient::Random, 5_000);
        assert!((chain.theta - theta[0]).abs() < 1e-9, "{} {}", chain.theta, theta[0]);
    }

    #[test]
    fn it_does_not_matter_how_often_one_looks() {
        let rule = Rule::usual(Kind::Tiger, 0.001, 0.01);
        let (mut once, mut often) = (Chain::new(5e-5, 7, 3), Chain::new(5e-5, 7, 3));
        once.run(&rule, 5e-5, Gradient::Random, 1_000_000);
        for _ in 0..100 {
            often.run(&rule, 5e-5, Gradient::Random, 10_000);
        }
        assert!((once.theta - often.theta).abs() < 1e-9, "{} {}", once.theta, often.theta);
    }

    #[test]
    fn sightings_come_as_often_as_they_should() {
        // Biased gradients every step push to the full −1/λ of their majority.
        let rule = Rule::usual(Kind::Tiger, 0.05, 0.1);
        let mut chain = Chain::new(1.0, 3, 0);
        chain.run(&rule, 1.0, Gradient::Biased, 4_000);
        assert!(chain.theta < -8.0, "{}", chain.theta);
    }
}
