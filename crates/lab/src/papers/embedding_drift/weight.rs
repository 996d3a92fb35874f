//! One weight of a token that is seen now and then.

use figure::Figure;

use super::{
    PAPER,
    chains::Gradient,
    figures,
    format::{Format, rms_steps_to, steps_to},
    rule::{Floor, Kind, Rule, sign},
};
use crate::{
    Halt, Lang, ParamError, Progress, Readouts, Simulation, Values,
    numerics::random::{strand, uniform},
};

/// Where every weight begins.
pub const START: f64 = 0.02;
/// Points of the curves.
const POINTS: u64 = 500;
/// Size of the gradient that a tied embedding gets from the softmax in every step.
const TAIL: f64 = 1e-3;

/// Everything the figures describe.
pub(super) struct Weight {
    pub(super) rule: Rule,
    pub(super) steps: u64,
    /// When the token is seen, as the reader set it.
    pub(super) sightings: Vec<f64>,
    pub(super) at: Vec<f64>,
    pub(super) theta: Vec<f64>,
    pub(super) momentum: Vec<f64>,
    /// Sign of the momentum after the first sighting.
    pub(super) first_sign: f64,
    pub(super) format: Format,
    lifetime: f64,
}

impl Weight {
    /// Runs all of it: a scalar recursion.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let mut rule = Rule::new(values);
        let format = Format::named(values.choice("format"));
        rule.floor = Floor::Rounded(format);
        let optimizer = values.choice("optimizer");
        if optimizer == "hybrid" {
            // The embedding's share of the hybrid is Adam.
            rule = Rule { floor: rule.floor, ..Rule::usual(Kind::AdamW, rule.lr, rule.decay) };
        }
        let steps = values.count("steps") as u64;
        let sightings = values.data("sightings").values().to_vec();
        let mut order: Vec<u64> =
            sightings.iter().map(|&s| (s.max(0.0) as u64).min(steps)).collect();
        order.sort_unstable();
        let gradient = Gradient::named(values.choice("gradient"));
        let mut rng = strand(values.seed("seed"), 1);
        let (lazy, tied) = (optimizer == "lazy-tiger", optimizer == "tied-tiger");
        let (mut theta, mut m, mut v) = (START, 0.0, 0.0);
        let (mut bias1, mut bias2) = (1.0, 1.0);
        let mut first_sign = 0.0;
        let mut all = Self {
            rule,
            steps,
            sightings,
            at: Vec::new(),
            theta: Vec::new(),
            momentum: Vec::new(),
            first_sign: 0.0,
            format,
            lifetime: f64::NAN,
        };
        let mut next = order.iter().peekable();
        let every = (steps / POINTS).max(1);
        let mut until_point = 0;
        // A momentum that its format no longer changes stays as it is until the next gradient.
        let (mut still, mut u) = (false, 0.0);
        for step in 0..=steps {
            if until_point == 0 || step == steps {
                until_point = every;
                all.at.push(step as f64);
                all.theta.push(theta);
                all.momentum.push(m);
            }
            until_point -= 1;
            let mut g = 0.0;
            let mut seen = false;
            while next.next_if(|&&s| s == step).is_some() {
                g += gradient.draw(theta, &mut rng);
                seen = true;
            }
            if tied {
                g += if uniform(&mut rng) < 0.5 { TAIL } else { -TAIL };
            }
            // Powers below the last bit of 1 are left alone before they become subnormal, and slow.
            if bias1 > 1e-30 {
                bias1 *= rule.beta1;
            }
            if bias2 > 1e-30 {
                bias2 *= rule.beta2;
            }
            if lazy && !seen {
                continue;
            }
            if !still || g != 0.0 {
                let before = m;
                let correct = (1.0 / (1.0 - bias1), 1.0 / (1.0 - bias2));
                u = rule.update(&mut m, &mut v, g, correct);
                still = rule.is_sign() && g == 0.0 && m == before;
            }
            let rate = if rule.rms { rule.lr * theta.abs() } else { rule.lr };
            theta -= rate * (u + rule.decay * theta);
            if seen && first_sign == 0.0 {
                first_sign = sign(m);
            }
        }
        all.first_sign = first_sign;
        if rule.is_sign() {
            let (m, beta) = match rule.kind {
                Kind::Lion => (1.0 - rule.beta2, rule.beta2),
                _ => (1.0 - rule.beta1, rule.beta1),
            };
            let (_, end) = format.decay(format.round(m), beta, 10_000_000);
            // Under IEEE arithmetic it never ends.
            all.lifetime = end.map_or(f64::INFINITY, |s| s as f64);
        }
        Ok(all)
    }

    /// The closed form for constant sign since the first sighting, where there is one.
    pub(super) fn analytic(&self) -> Option<Vec<f64>> {
        if !self.rule.is_sign() || self.rule.decay == 0.0 || self.first_sign == 0.0 {
            return None;
        }
        let first = self.sightings.iter().copied().fold(f64::INFINITY, f64::min).max(0.0);
        let (eta, lambda) = (self.rule.lr, self.rule.decay);
        let rest = -self.first_sign / lambda;
        Some(
            self.at
                .iter()
                .map(|&t| {
                    let t = t - first;
                    if t < 0.0 {
                        f64::NAN
                    } else if self.rule.rms {
                        // Aligned from the start; a weight of the other sign first shrinks.
                        sign(rest) / (lambda + (1.0 / START - lambda) * libm::exp(-eta * t))
                    } else {
                        rest + (START - rest) * libm::exp(t * libm::log1p(-eta * lambda))
                    }
                })
                .collect(),
        )
    }
}

impl Simulation for Weight {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(Progress { more: false, done: self.steps, total: Some(self.steps) })
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::weight(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = Readouts::unknown(PAPER.readouts);
        let (lr, lambda) = (self.rule.lr, self.rule.decay);
        let last = self.theta.last().copied().unwrap_or(f64::NAN);
        let most = self.theta.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
        r.set("theta", last);
        r.set("max_abs", most);
        r.set("fixed_point", if self.rule.is_sign() { 1.0 / lambda } else { f64::NAN });
        let time = |f: f64| match (self.rule.is_sign() && lambda > 0.0, self.rule.rms) {
            (false, _) => f64::NAN,
            (true, true) => rms_steps_to(f, lr, lambda, START),
            (true, false) => steps_to(f, lr * lambda),
        };
        r.set("steps_to_half", time(0.5));
        r.set("steps_to_90", time(0.9));
        r.set("steps_to_99", time(0.99));
        r.set("sign_lifetime", self.lifetime);
        r
    }
}
