//! How often a token must be seen: the distribution of its weights.

use figure::Figure;

use super::{
    PAPER,
    chains::{Chain, Gradient, Walk},
    figures,
    format::restoring_square,
    rule::{Kind, Rule},
};
use crate::{Halt, Lang, Message, ParamError, Progress, Readouts, Simulation, Values, t};

/// Bins of the histogram of λθ.
pub(super) const BINS: usize = 40;
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
pub(super) struct Law {
    pub(super) rule: Rule,
    pub(super) probability: f64,
    pub(super) gradient: Gradient,
    pub(super) histogram: Vec<f64>,
    pub(super) samples: f64,
    /// Weights and looks, which may be fewer than were asked for.
    pub(super) layout: Layout,
    asked: usize,
    walk: Walk,
    chains: Vec<Chain>,
    cursor: usize,
    /// Steps of the weight at the cursor until it is looked at.
    left: u64,
    looks: u64,
    squares: f64,
    saturated: f64,
    most: f64,
}

impl Law {
    /// All weights at zero.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
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
        let gradient = Gradient::named(values.choice("gradient"));
        Ok(Self {
            walk: Walk::new(&rule, probability, gradient),
            rule,
            probability,
            gradient,
            histogram: vec![0.0; BINS],
            samples: 0.0,
            chains: (0..layout.chains).map(|i| Chain::new(seed, 100 + i)).collect(),
            layout,
            asked: values.count("chains"),
            cursor: 0,
            left: layout.stride,
            looks: 0,
            squares: 0.0,
            saturated: 0.0,
            most: 0.0,
        })
    }

    /// b = p/(ηλ): sightings in one relaxation time.
    pub(super) fn b(&self) -> f64 {
        self.probability / (self.rule.lr * self.rule.decay)
    }

    /// What must be said beside the figure: that sightings come too close for the law, or that fewer
    /// weights were followed than were asked for.
    pub(super) fn caveat(&self, lang: Lang) -> Option<&'static str> {
        // The law takes the sign of the momentum for that of the last gradient: 1/p ≫ 1/(1−β).
        let crowding = self.probability / (1.0 - self.rule.beta1);
        let text = if crowding > 0.5 {
            t(
                "Sightings come so close that the momentum still remembers the one before: the law does not hold here.",
                "出现得太密，动量还记着上一次：这里规律不成立。",
            )
        } else if (self.layout.chains as usize) < self.asked {
            t(
                "Fewer weights were followed than asked for: each is seen very often before it forgets its start.",
                "实际模拟的权重少于设定：每个都要出现很多次才会忘掉起点。",
            )
        } else {
            return None;
        };
        Some(text.get(lang))
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

    fn total(&self) -> u64 {
        BURN as u64 + self.layout.looks
    }
}

impl Simulation for Law {
    fn advance(&mut self) -> Result<Progress, Halt> {
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
        Ok(Progress {
            more: self.looks < total,
            done: self.looks * self.layout.stride,
            total: Some(total * self.layout.stride),
        })
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::law(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = Readouts::unknown(PAPER.readouts);
        let lambda = self.rule.decay;
        let rms = libm::sqrt(self.squares / self.samples) / lambda;
        let theory = match self.gradient {
            Gradient::Random => 1.0 / libm::sqrt(1.0 + self.b()),
            Gradient::Restoring => libm::sqrt(restoring_square(self.b())),
            Gradient::Biased => f64::NAN,
        };
        r.set("fixed_point", 1.0 / lambda);
        r.set("rms", rms);
        r.set("rms_theory", theory / lambda);
        r.set("fraction_saturated", self.saturated / self.samples);
        r.set("max_abs", self.most);
        r
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
