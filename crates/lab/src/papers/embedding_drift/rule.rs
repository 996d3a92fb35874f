//! Update rules: how a gradient becomes a step.

use super::choices::{Method, Precision, StepRule};
use crate::{
    Values,
    numerics::{
        float::Format,
        optimizer::{Adam, AdamConfig, Bottom, Lion, Optimizer, Sgd, Tiger},
        real::squares,
    },
};

/// The optimisers of post 9736. m is the momentum, η the rate, λ the decay; the step is
/// θ ← θ − η(u + λθ), decoupled from the gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// m ← βm + (1−β)g, u = sign m (post 9512).
    Tiger,
    /// u = sign(β₁m + (1−β₁)g), m ← β₂m + (1−β₂)g (arXiv 2302.06675).
    Lion,
    /// Tiger without decay.
    Signum,
    /// Adam with decoupled decay.
    AdamW,
    /// m ← βm + g, u = m.
    Sgdm,
}

/// A rule with its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Which.
    pub kind: Kind,
    /// η; with RMS-scaled steps the factor α of the row's root mean square.
    pub lr: f64,
    /// λ.
    pub decay: f64,
    /// β or β₁.
    pub beta1: f64,
    /// β₂.
    pub beta2: f64,
    /// Whether a sign step is multiplied by the root mean square of its row, as the released Tiger does.
    pub rms: bool,
    /// What becomes of a momentum too small for the number format.
    pub floor: Floor,
}

/// The bottom of the number format. Training frameworks keep m in single precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// IEEE 754 with subnormal numbers: rounding to nearest freezes m a few units above zero.
    Subnormal,
    /// Numbers below 2⁻¹²⁶ become zero.
    Flush,
    /// Every momentum is rounded to this format.
    Rounded(Format),
}

/// Least normal number of single precision.
const LEAST: f64 = 1.175_494_350_822_287_5e-38;
/// Where momentum freezes: 14 × 2⁻¹⁴⁹ for β = .965.
const FROZEN: f64 = 2e-44;

/// −1, 0 or 1; the sign of zero is zero (f64::signum has it 1).
pub fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

impl Rule {
    /// The rule that the values name, with the optimiser's usual β where none is given. Lazy and tied Tiger
    /// are Tiger; the hybrid is Tiger too, outside the embedding.
    pub fn new(values: &Values) -> Self {
        let kind = match values.pick::<Method>("optimizer") {
            Method::Lion => Kind::Lion,
            Method::Signum => Kind::Signum,
            Method::AdamW => Kind::AdamW,
            Method::Sgdm => Kind::Sgdm,
            Method::Tiger | Method::LazyTiger | Method::TiedTiger | Method::Hybrid => Kind::Tiger,
        };
        let mut rule = Self::usual(kind, values.number("lr"), values.number("weight_decay"));
        if let Some(beta) = values.number_or_word("beta1") {
            rule.beta1 = beta;
        }
        if let Some(beta) = values.number_or_word("beta2") {
            rule.beta2 = beta;
        }
        rule.rms = values.pick::<StepRule>("step_rule") == StepRule::Rms && rule.is_sign();
        if values.pick::<Precision>("format") == Precision::Flushed {
            rule.floor = Floor::Flush;
        }
        rule
    }

    /// An optimiser with its usual β.
    pub fn usual(kind: Kind, lr: f64, decay: f64) -> Self {
        let (beta1, beta2) = match kind {
            Kind::Tiger | Kind::Signum => (0.965, 0.999),
            Kind::Lion => (0.9, 0.99),
            Kind::AdamW | Kind::Sgdm => (0.9, 0.999),
        };
        Self {
            kind,
            lr,
            decay: if kind == Kind::Signum { 0.0 } else { decay },
            beta1,
            beta2,
            rms: false,
            floor: Floor::Subnormal,
        }
    }

    /// 1/λ where steps have a sign's length; NaN for other rules.
    pub fn fixed_point(&self) -> f64 {
        if self.is_sign() { 1.0 / self.decay } else { f64::NAN }
    }

    /// Whether a step has the same length whatever the gradient's.
    pub fn is_sign(&self) -> bool {
        matches!(self.kind, Kind::Tiger | Kind::Lion | Kind::Signum)
    }

    /// Takes a gradient into the moments and returns u. `correct` are Adam's 1/(1−β₁ᵗ) and 1/(1−β₂ᵗ).
    pub fn update(&self, m: &mut f64, v: &mut f64, g: f64, correct: (f64, f64)) -> f64 {
        match self.kind {
            Kind::Tiger | Kind::Signum => {
                *m = self.settle(self.beta1 * *m + (1.0 - self.beta1) * g);
                sign(*m)
            }
            Kind::Lion => {
                let u = sign(self.beta1 * *m + (1.0 - self.beta1) * g);
                *m = self.settle(self.beta2 * *m + (1.0 - self.beta2) * g);
                u
            }
            Kind::Sgdm => {
                *m = self.settle(self.beta1 * *m + g);
                *m
            }
            Kind::AdamW => {
                *m = self.settle(self.beta1 * *m + (1.0 - self.beta1) * g);
                *v = (self.beta2 * *v + (1.0 - self.beta2) * g * g).max(LEAST * LEAST);
                *m * correct.0 / (libm::sqrt(*v * correct.1) + 1e-8)
            }
        }
    }

    /// The same rule for `n` weights at once, in the precision that models are trained in; the rate, which
    /// may differ from row to row, is [`rate`](Self::rate)'s.
    pub fn optimizer(&self, n: usize) -> Box<dyn Optimizer<f32>> {
        let bottom = match self.floor {
            Floor::Flush => Bottom::Flushed,
            Floor::Subnormal | Floor::Rounded(_) => Bottom::Frozen,
        };
        let (beta1, beta2) = (self.beta1, self.beta2);
        match self.kind {
            Kind::Tiger | Kind::Signum => Box::new(Tiger::new(n, beta1, self.decay, bottom)),
            Kind::Lion => Box::new(Lion::new(n, (beta1, beta2), self.decay, bottom)),
            Kind::Sgdm => Box::new(Sgd::new(n, beta1, self.decay, bottom)),
            Kind::AdamW => {
                let weight_decay = self.decay;
                let config = AdamConfig { beta1, beta2, epsilon: 1e-8, weight_decay, bottom };
                Box::new(Adam::new(n, config))
            }
        }
    }

    /// η of a row with these values.
    #[inline]
    pub fn rate(&self, row: &[f32]) -> f32 {
        if self.rms {
            self.lr as f32 * (squares(row) / row.len() as f32).sqrt()
        } else {
            self.lr as f32
        }
    }

    /// The momentum as the number format keeps it.
    pub fn settle(&self, m: f64) -> f64 {
        match self.floor {
            Floor::Rounded(format) => format.round(m),
            Floor::Subnormal if m.abs() < FROZEN => sign(m) * FROZEN,
            Floor::Flush if m.abs() < LEAST => 0.0,
            _ => m,
        }
    }
}

/// Momentum and second moment of a matrix of parameters, a weight at a time in double precision and in
/// every number format: the slow reference of [`Rule::optimizer`].
#[derive(Clone, Debug)]
pub struct State {
    m: Vec<f64>,
    v: Vec<f64>,
    t: f64,
}

impl State {
    /// Zeros.
    pub fn new(size: usize) -> Self {
        Self { m: vec![0.0; size], v: vec![0.0; size], t: 0.0 }
    }

    /// The momentum.
    pub fn momentum(&self) -> &[f64] {
        &self.m
    }

    /// One step of a matrix with rows of `d`. Rows that `skip` names are left alone, momentum and all
    /// (the lazy optimiser, post 6869).
    pub fn step(
        &mut self,
        rule: &Rule,
        theta: &mut [f64],
        gradient: &[f64],
        d: usize,
        skip: impl Fn(usize) -> bool,
    ) {
        self.t += 1.0;
        let correct = |beta: f64| 1.0 / (1.0 - libm::pow(beta, self.t));
        let (first, second) = (correct(rule.beta1), correct(rule.beta2));
        let rows = theta.chunks_exact_mut(d).zip(gradient.chunks_exact(d));
        let moments = self.m.chunks_exact_mut(d).zip(self.v.chunks_exact_mut(d));
        for (row, ((theta, gradient), (m, v))) in rows.zip(moments).enumerate() {
            if skip(row) {
                continue;
            }
            let rate = if rule.rms {
                let squares: f64 = theta.iter().map(|x| x * x).sum();
                rule.lr * libm::sqrt(squares / d as f64)
            } else {
                rule.lr
            };
            for (((theta, &g), m), v) in theta.iter_mut().zip(gradient).zip(m).zip(v) {
                let u = rule.update(m, v, g, (first, second));
                *theta -= rate * (u + rule.decay * *theta);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_zero_is_zero_and_moves_nothing() {
        assert_eq!((sign(0.0), sign(-0.0), sign(3.0), sign(-1e-300)), (0.0, 0.0, 1.0, -1.0));
        let rule = Rule::usual(Kind::Tiger, 0.1, 0.0);
        let mut theta = [0.5];
        State::new(1).step(&rule, &mut theta, &[0.0], 1, |_| false);
        assert_eq!(theta, [0.5]);
    }

    #[test]
    fn a_step_by_hand() {
        // Adam's first step has length η whatever the gradient.
        let mut theta = [1.0];
        State::new(1).step(&Rule::usual(Kind::AdamW, 0.1, 0.01), &mut theta, &[7.0], 1, |_| false);
        assert!((theta[0] - (1.0 - 0.1 * (1.0 + 0.01))).abs() < 1e-8);
        let mut theta = [1.0];
        State::new(1).step(&Rule::usual(Kind::Tiger, 0.1, 0.01), &mut theta, &[-7.0], 1, |_| false);
        assert!((theta[0] - (1.0 + 0.1 * (1.0 - 0.01))).abs() < 1e-15);
        let mut theta = [3.0, 4.0];
        let rms = Rule { rms: true, ..Rule::usual(Kind::Tiger, 0.1, 0.0) };
        State::new(2).step(&rms, &mut theta, &[1.0, 1.0], 2, |_| false);
        assert!((theta[0] - (3.0 - 0.1 * 12.5f64.sqrt())).abs() < 1e-15);
    }

    #[test]
    fn the_fast_optimisers_take_the_steps_of_the_slow_ones() {
        for kind in [Kind::Tiger, Kind::Lion, Kind::Signum, Kind::AdamW, Kind::Sgdm] {
            for floor in [Floor::Subnormal, Floor::Flush] {
                let rule = Rule { floor, ..Rule::usual(kind, 0.01, 0.02) };
                let (mut state, mut fast) = (State::new(9), rule.optimizer(9));
                let mut slow: Vec<f64> = (0..9).map(|i| f64::from(i) * 0.1).collect();
                let mut quick: Vec<f32> = slow.iter().map(|&x| x as f32).collect();
                for step in 0..4_000 {
                    // Seen now and then, and not at all after a quarter of the time: moments reach the bottom.
                    let seen = step % 50 == 0 && step < 1_000;
                    let g: Vec<f64> =
                        (0..9)
                            .map(|i| {
                                if seen { f64::from(step / 50 % 3 - 1) * f64::from(i) } else { 0.0 }
                            })
                            .collect();
                    state.step(&rule, &mut slow, &g, 9, |_| false);
                    let g: Vec<f32> = g.iter().map(|&g| g as f32).collect();
                    let rate = rule.rate(&quick);
                    fast.step(&mut quick, &g, rate);
                }
                for (a, b) in slow.iter().zip(&quick) {
                    assert!((a - f64::from(*b)).abs() < 2e-4 * (1.0 + a.abs()), "{kind:?} {a} {b}");
                }
            }
        }
    }

    #[test]
    fn skipped_rows_stay_with_their_momentum() {
        let rule = Rule::usual(Kind::Tiger, 0.1, 0.01);
        let mut state = State::new(4);
        let mut theta = [1.0; 4];
        state.step(&rule, &mut theta, &[1.0; 4], 2, |row| row == 1);
        assert_eq!((theta[2], theta[3]), (1.0, 1.0));
        assert_eq!(state.momentum()[2], 0.0);
    }
}
