//! Many rarely seen weights at once, from sighting to sighting.
//!
//! Between sightings the sign of the momentum stands, and a weight moves by a closed form; so a million
//! steps cost as much as there are sightings.

use super::{
    choices::Gradient,
    rule::{Rule, sign},
};
use crate::numerics::{
    fast::double,
    random::{Rng, strand, uniform},
};

impl Gradient {
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

/// What all weights of a run share, worked out once: Tiger with constant step, a word of a certain
/// probability, and the gradients it brings.
#[derive(Clone, Debug)]
pub struct Walk {
    rate: f64,
    decay: f64,
    beta: f64,
    gradient: Gradient,
    /// ln(1 − ηλ): what a step keeps of the distance to rest.
    keep: f64,
    /// 1 / ln(1 − p).
    gap: f64,
    /// βⁿ as long as it matters beside a new gradient.
    fading: Vec<f64>,
}

impl Walk {
    /// From a rule of which η, λ and β count, and the probability of a sighting, in (0, 1].
    pub fn new(rule: &Rule, probability: f64, gradient: Gradient) -> Self {
        let mut fading = vec![1.0];
        let mut power = rule.beta1;
        // 2⁻⁶⁰ of the old momentum is beyond the last bit of the new one.
        while power > 1e-18 {
            fading.push(power);
            power *= rule.beta1;
        }
        Self {
            rate: rule.lr,
            decay: rule.decay,
            beta: rule.beta1,
            gradient,
            keep: libm::log1p(-rule.lr * rule.decay),
            gap: 1.0 / libm::log1p(-probability),
            fading,
        }
    }

    /// Steps to the next sighting, at least one: geometric.
    fn wait(&self, rng: &mut Rng) -> u64 {
        (double::ln(1.0 - uniform(rng)) * self.gap) as u64 + 1
    }

    /// βⁿ, or 0 where it no longer matters.
    fn faded(&self, n: u64) -> f64 {
        usize::try_from(n).ok().and_then(|n| self.fading.get(n)).copied().unwrap_or(0.0)
    }

    /// θ after `n` steps with a momentum of constant sign `s`.
    fn coasted(&self, s: f64, theta: f64, n: u64) -> f64 {
        if self.decay == 0.0 {
            return theta - self.rate * s * n as f64;
        }
        let rest = -s / self.decay;
        rest + (theta - rest) * double::exp(n as f64 * self.keep)
    }
}

/// One weight.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Its value.
    pub theta: f64,
    /// The momentum after the last sighting.
    m: f64,
    /// Steps without one since.
    absent: u64,
    /// Steps until the next.
    wait: u64,
    rng: Rng,
}

impl Chain {
    /// A weight at zero whose token is seen in the first step. So it has a momentum from the beginning,
    /// and only θ has to come to its stationary law, which takes some 1/(ηλ) steps, however rare the token.
    pub fn new(seed: u64, index: u64) -> Self {
        Self { theta: 0.0, m: 0.0, absent: 0, wait: 1, rng: strand(seed, index) }
    }

    /// Goes `steps` steps; returns how many sightings there were.
    pub fn run(&mut self, walk: &Walk, mut steps: u64) -> u64 {
        let mut seen = 0;
        while self.wait <= steps {
            // Absent until the step before the sighting, then the sighting itself.
            self.coast(walk, self.wait - 1);
            steps -= self.wait;
            let faded = walk.faded(self.absent) * self.m;
            let g = walk.gradient.draw(self.theta, &mut self.rng);
            self.m = walk.beta * faded + (1.0 - walk.beta) * g;
            self.absent = 0;
            self.theta -= walk.rate * (sign(self.m) + walk.decay * self.theta);
            self.wait = walk.wait(&mut self.rng);
            seen += 1;
        }
        self.wait -= steps;
        self.coast(walk, steps);
        seen
    }

    /// `n` steps without a sighting: θ_n = −s/λ + (θ₀ + s/λ)(1−ηλ)ⁿ. The sign is taken to live, as it
    /// does under IEEE arithmetic.
    fn coast(&mut self, walk: &Walk, n: u64) {
        if n > 0 {
            self.theta = walk.coasted(sign(self.m), self.theta, n);
            self.absent += n;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::embedding_drift::rule::{Kind, State};

    #[test]
    fn a_walk_is_the_recursion_step_by_step() {
        // The same gradients in the same steps, taken from the same strand.
        let rule = Rule::usual(Kind::Tiger, 0.01, 0.02);
        for p in [0.003, 0.4] {
            let walk = Walk::new(&rule, p, Gradient::Random);
            let mut chain = Chain::new(1, 1);
            let (mut theta, mut state, mut rng) = ([0.0], State::new(1), strand(1, 1));
            let mut wait = 1;
            for _ in 0..40 {
                chain.run(&walk, 100);
                for _ in 0..100 {
                    wait -= 1;
                    let mut g = 0.0;
                    if wait == 0 {
                        g = if uniform(&mut rng) < 0.5 { 1.0 } else { -1.0 };
                        wait = (libm::log(1.0 - uniform(&mut rng)) / libm::log1p(-p)) as u64 + 1;
                    }
                    state.step(&rule, &mut theta, &[g], 1, |_| false);
                }
                assert!((chain.theta - theta[0]).abs() < 1e-9, "{} {}", chain.theta, theta[0]);
            }
        }
    }

    #[test]
    fn it_does_not_matter_how_often_one_looks() {
        let rule = Rule::usual(Kind::Tiger, 0.001, 0.01);
        let walk = Walk::new(&rule, 5e-5, Gradient::Random);
        let (mut once, mut often) = (Chain::new(7, 3), Chain::new(7, 3));
        once.run(&walk, 1_000_000);
        for _ in 0..100 {
            often.run(&walk, 10_000);
        }
        assert!((once.theta - often.theta).abs() < 1e-9, "{} {}", once.theta, often.theta);
    }

    #[test]
    fn sightings_come_as_often_as_they_should() {
        let rule = Rule::usual(Kind::Tiger, 0.05, 0.1);
        // Biased gradients every step push to the full −1/λ of their majority.
        let walk = Walk::new(&rule, 1.0, Gradient::Biased);
        let mut chain = Chain::new(3, 0);
        assert_eq!(chain.run(&walk, 4_000), 4_000);
        assert!(chain.theta < -8.0, "{}", chain.theta);
        let walk = Walk::new(&rule, 0.01, Gradient::Random);
        let seen = Chain::new(3, 1).run(&walk, 1_000_000) as f64;
        // Five standard errors of a binomial.
        assert!((seen - 1e4).abs() < 5.0 * 1e4f64.sqrt(), "{seen}");
    }

    #[test]
    fn rare_weights_are_in_their_law_after_a_few_relaxation_times() {
        // p = 1e-7 is far rarer than ηλ = 1e-5: RMS (1/λ)/√(1 + p/(ηλ)) after 10 relaxation times, though
        // most have not been seen a second time.
        let rule = Rule::usual(Kind::Tiger, 0.001, 0.01);
        let walk = Walk::new(&rule, 1e-7, Gradient::Random);
        let mean = (0..2_000)
            .map(|i| {
                let mut chain = Chain::new(5, i);
                chain.run(&walk, 1_000_000);
                chain.theta * chain.theta / 2_000.0
            })
            .sum::<f64>();
        assert!((mean.sqrt() / 100.0 - (1.0f64 / 1.01).sqrt()).abs() < 0.01, "{mean}");
    }
}
