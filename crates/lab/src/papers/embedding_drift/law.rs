//! How often a token must be seen: the distribution of its weights.

use figure::Figure;

use super::{
    PAPER,
    chains::{Chain, Gradient},
    figures,
    format::restoring_square,
    rule::{Kind, Rule},
};
use crate::{Halt, Lang, ParamError, Progress, Readouts, Simulation, Values, t};

/// Bins of the histogram of λθ.
pub(super) const BINS: usize = 40;
/// Events in one slice.
const SLICE: f64 = 60_000.0;

/// Everything the figures describe.
pub(super) struct Law {
    pub(super) rule: Rule,
    pub(super) probability: f64,
    pub(super) gradient: Gradient,
    pub(super) histogram: Vec<f64>,
    pub(super) samples: f64,
    chains: Vec<Chain>,
    cursor: usize,
    /// Steps between two looks at the weights: half of their relaxation time.
    stride: u64,
    looks: u64,
    burn: u64,
    total: u64,
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
        let seed = values.seed("seed");
        let chains = (0..values.count("chains") as u64)
            .map(|i| Chain::new(probability, seed, 100 + i))
            .collect();
        let stride = (0.5 / (lr * decay)).ceil() as u64;
        // Fourteen half relaxation times forget the start to one in a thousand; then as many looks.
        Ok(Self {
            rule,
            probability,
            gradient: Gradient::named(values.choice("gradient")),
            histogram: vec![0.0; BINS],
            samples: 0.0,
            chains,
            cursor: 0,
            stride,
            looks: 0,
            burn: 14,
            total: 14 + 60,
            squares: 0.0,
            saturated: 0.0,
            most: 0.0,
        })
    }

    /// b = p/(ηλ): sightings in one relaxation time.
    pub(super) fn b(&self) -> f64 {
        self.probability / (self.rule.lr * self.rule.decay)
    }

    fn look(&mut self, index: usize) {
        let x = self.rule.decay * self.chains[index].theta;
        self.most = self.most.max(self.chains[index].theta.abs());
        if self.looks < self.burn {
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
}

impl Simulation for Law {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let mut budget = SLICE;
        let cost = 1.0 + self.probability * self.stride as f64;
        while budget > 0.0 && self.looks < self.total {
            self.chains[self.cursor].run(&self.rule, self.probability, self.gradient, self.stride);
            self.look(self.cursor);
            budget -= cost;
            self.cursor += 1;
            if self.cursor == self.chains.len() {
                self.cursor = 0;
                self.looks += 1;
            }
        }
        Ok(Progress {
            more: self.looks < self.total,
            done: self.looks * self.stride,
            total: Some(self.total * self.stride),
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
