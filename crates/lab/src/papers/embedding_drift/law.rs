//! How often a token must be seen: the distribution of its weights.

use super::{
    chains::{Chain, Walk},
    choices::Gradient,
    closed_form::restoring_square,
    rule::{Kind, Rule},
};
use crate::{Message, ParamError, Values, t};

/// Bins of the histogram of λθ.
pub const BINS: usize = 40;
/// Sightings in one slice, about 5 ms.
const SLICE: f64 = 150_000.0;
/// Most sightings of a run, about half a minute in a browser.
const RUN: f64 = 6e8;
/// Looks at each weight to forget the start to one in a thousand, and most looks after that.
const BURN: f64 = 14.0;
const LOOKS: f64 = 60.0;
/// Fewest weights that make a histogram.
const FEWEST: f64 = 25.0;

/// How a run is laid out: as many weights and looks as were asked for, or as many as are worth waiting for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Weights side by side.
    pub chains: u64,
    /// Steps between two looks at a weight: half the time in which θ forgets, and half the time between
    /// two sightings, so that looks are nearly independent.
    pub stride: u64,
    /// Looks at each weight after the start is forgotten.
    pub looks: u64,
}

impl Layout {
    /// For `asked` weights of this rule; `None` where a weight is seen so often before it forgets its start
    /// that even 25 of them would take minutes.
    pub fn new(rule: &Rule, probability: f64, asked: u64) -> Option<Self> {
        let half = 0.5 / (rule.lr * rule.decay) + 0.5 / probability;
        let a_look = probability * half;
        let chains = (asked as f64).min(RUN / 2.0 / (BURN * a_look));
        if !(chains >= FEWEST) {
            return None;
        }
        let looks = (RUN / 2.0 / (chains * a_look)).clamp(1.0, LOOKS);
        Some(Self { chains: chains as u64, stride: half.ceil() as u64, looks: looks as u64 })
    }
}

/// Everything the figures describe.
pub struct Law {
    /// Tiger with constant steps.
    pub rule: Rule,
    /// Of a sighting in a step.
    pub probability: f64,
    /// What a sighting brings.
    pub gradient: Gradient,
    /// Counts of λθ over [`BINS`] equal bins of (−1, 1).
    pub histogram: Vec<f64>,
    /// Looks counted.
    pub samples: f64,
    /// Weights and looks, which may be fewer than were asked for.
    pub layout: Layout,
    /// As many weights as were asked for.
    pub asked: u64,
    walk: Walk,
    chains: Vec<Chain>,
    cursor: usize,
    /// Steps of the weight at the cursor until it is looked at.
    left: u64,
    looks: u64,
    squares: f64,
    saturated: f64,
    /// Greatest |θ| ever seen.
    pub most: f64,
}

impl Law {
    /// All weights at zero.
    ///
    /// # Errors
    /// λ = 0 has no law; where sightings are too many it would take too long.
    pub fn start(values: &Values) -> Result<Self, ParamError> {
        let (lr, decay) = (values.number("lr"), values.number("weight_decay"));
        if decay == 0.0 {
            return Err(ParamError::new(
                "weight_decay",
                t(
                    "Without decay the weights have no stationary law: they walk off. Choose λ above 0.",
                    "没有权重衰减就没有平稳分布：权重会一直走远。请让 λ 大于 0。",
                )
                .into(),
            ));
        }
        // The law is that of Tiger with constant steps, whatever optimiser the other views show.
        let mut rule = Rule::usual(Kind::Tiger, lr, decay);
        if let Some(beta) = values.number_or_word("beta1") {
            rule.beta1 = beta;
        }
        let probability = values.number("probability");
        let Some(layout) = Layout::new(&rule, probability, values.count("chains") as u64) else {
            let sightings = probability / (lr * decay);
            return Err(ParamError::new(
                "probability",
                Message::new(
                    format!(
                        "A weight would be seen {sightings:.0} times before it forgets where it began: too long to wait for. Choose a smaller p, or a larger η or λ."
                    ),
                    format!(
                        "权重要出现 {sightings:.0} 次才会忘掉起点，太久了。请减小 p，或增大 η 或 λ。"
                    ),
                ),
            ));
        };
        let seed = values.seed("seed");
        let gradient = values.pick::<Gradient>("gradient");
        Ok(Self {
            walk: Walk::new(&rule, probability, gradient),
            rule,
            probability,
            gradient,
            histogram: vec![0.0; BINS],
            samples: 0.0,
            chains: (0..layout.chains).map(|i| Chain::new(seed, 100 + i)).collect(),
            layout,
            asked: values.count("chains") as u64,
            cursor: 0,
            left: layout.stride,
            looks: 0,
            squares: 0.0,
            saturated: 0.0,
            most: 0.0,
        })
    }

    /// b = p/(ηλ): sightings in one relaxation time.
    pub fn b(&self) -> f64 {
        self.probability / (self.rule.lr * self.rule.decay)
    }

    /// How far the law's condition 1/p ≫ 1/(1−β) holds: p/(1−β), the sightings while the momentum
    /// remembers. Beyond about .05 the sign of the momentum is no longer that of the last gradient, and
    /// from 1 on the law is another.
    pub fn crowding(&self) -> f64 {
        self.probability / (1.0 - self.rule.beta1)
    }

    fn look(&mut self, index: usize) {
        let x = self.rule.decay * self.chains[index].theta;
        self.most = self.most.max(self.chains[index].theta.abs());
        if self.looks < BURN as u64 {
            return;
        }
        let bin = ((x + 1.0) / 2.0 * BINS as f64) as usize;
        self.histogram[bin.min(BINS - 1)] += 1.0;
        self.samples += 1.0;
        self.squares += x * x;
        if x.abs() > 0.9 {
            self.saturated += 1.0;
        }
    }

    /// Goes one slice on; returns the looks done, of all.
    pub fn run(&mut self) -> (u64, u64) {
        let mut budget = SLICE;
        let total = self.total();
        // A stretch of one weight is at most a slice, too.
        let stretch = ((SLICE / self.probability) as u64).max(1);
        while budget > 0.0 && self.looks < total {
            let steps = self.left.min(stretch);
            let seen = self.chains[self.cursor].run(&self.walk, steps);
            budget -= 2.0 + seen as f64;
            self.left -= steps;
            if self.left > 0 {
                continue;
            }
            self.left = self.layout.stride;
            self.look(self.cursor);
            self.cursor += 1;
            if self.cursor == self.chains.len() {
                self.cursor = 0;
                self.looks += 1;
            }
        }
        (self.looks, total)
    }

    /// Root mean square of the simulated weights.
    pub fn rms(&self) -> f64 {
        libm::sqrt(self.squares / self.samples) / self.rule.decay
    }

    /// The same by the law; NaN where there is none.
    pub fn rms_theory(&self) -> f64 {
        let theory = match self.gradient {
            Gradient::Random => 1.0 / libm::sqrt(1.0 + self.b()),
            Gradient::Restoring => libm::sqrt(restoring_square(self.b())),
            Gradient::Biased => f64::NAN,
        };
        theory / self.rule.decay
    }

    /// Share of the simulated weights beyond .9/λ.
    pub fn saturated(&self) -> f64 {
        self.saturated / self.samples
    }

    /// Looks until the end.
    fn total(&self) -> u64 {
        BURN as u64 + self.layout.looks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_costs_no_more_than_a_run_and_gives_what_was_asked_where_that_is_less() {
        let usual = Rule::usual(Kind::Tiger, 0.001, 0.01);
        let layout = Layout::new(&usual, 5e-6, 2_000).unwrap();
        assert_eq!((layout.chains, layout.looks, layout.stride), (2_000, 60, 150_000));
        for (lr, p) in [(0.001, 0.1), (1e-5, 0.1), (1e-5, 1e-7), (1.0, 0.1), (0.001, 1e-3)] {
            let rule = Rule::usual(Kind::Tiger, lr, 0.01);
            let l = Layout::new(&rule, p, 20_000).unwrap();
            let sightings = (l.chains * (14 + l.looks) * l.stride) as f64 * p;
            assert!(sightings < 1.01 * RUN + l.chains as f64 * 74.0 * p, "{lr} {p} {sightings:e}");
            assert!(l.chains as f64 >= FEWEST && l.looks >= 1);
        }
        assert_eq!(Layout::new(&Rule::usual(Kind::Tiger, 1e-5, 0.001), 0.1, 100), None);
    }
}
