//! One row of an embedding whose token is seen now and then.

use super::{
    choices::{Gradient, Method, Precision},
    closed_form::{Row, pushed, rms_steps_to, steps_to},
    rule::{Floor, Kind, Rule, sign},
};
use crate::{
    ParamError, Values,
    numerics::{
        float::Format,
        random::{Rng, normal, strand, uniform},
    },
};

/// The deviation with which every weight begins, as is usual.
pub const START: f64 = 0.02;
/// Weights of the row.
pub const WIDTH: usize = 16;
/// Points of the curves.
const POINTS: u64 = 240;
/// Steps of one slice: at most about 5 ms.
const SLICE: u64 = 8_000;
/// Size of the gradient that a tied embedding gets from the softmax in every step.
const TAIL: f64 = 1e-3;

/// A row in the course of a run.
pub struct Weight {
    /// The rule of the embedding.
    pub rule: Rule,
    /// All of it.
    pub steps: u64,
    /// When the token is seen, as the reader set it.
    pub sightings: Vec<f64>,
    /// How the momentum is kept.
    pub format: Format,
    /// Steps of the points of the curves.
    pub at: Vec<f64>,
    /// The row at these points.
    pub rows: Vec<[f64; WIDTH]>,
    /// Steps since the first sighting at which the momentum of the first weight was kept: even on a log axis.
    pub since: Vec<f64>,
    /// That momentum.
    pub momentum: Vec<f64>,
    /// The step of the first sighting, the row before it and the signs of its momenta after it.
    pub first: Option<(u64, [f64; WIDTH], [f64; WIDTH])>,
    /// Steps after one sighting until the momentum is zero; infinite where it never is; NaN for rules whose
    /// steps shrink with the momentum.
    pub lifetime: f64,
    gradient: Gradient,
    lazy: bool,
    tied: bool,
    order: Vec<u64>,
    next: usize,
    step: u64,
    theta: [f64; WIDTH],
    m: [f64; WIDTH],
    v: [f64; WIDTH],
    /// The steps' directions, kept while the format no longer changes a momentum.
    u: [f64; WIDTH],
    still: bool,
    bias: (f64, f64),
    rng: Rng,
}

impl Weight {
    /// The row as it begins.
    ///
    /// # Errors
    /// None: all values can be run.
    pub fn start(values: &Values) -> Result<Self, ParamError> {
        let method = values.pick::<Method>("optimizer");
        let format = Format::named(values.pick::<Precision>("format").key());
        let mut rule = Rule { floor: Floor::Rounded(format), ..Rule::new(values) };
        if method == Method::Hybrid {
            // The embedding's share of the hybrid is Adam.
            rule = Rule { floor: rule.floor, ..Rule::usual(Kind::AdamW, rule.lr, rule.decay) };
        }
        let steps = values.count("steps") as u64;
        let sightings = values.data("sightings").values().to_vec();
        let mut order: Vec<u64> =
            sightings.iter().map(|&s| (s.max(0.0) as u64).min(steps)).collect();
        order.sort_unstable();
        let mut rng = strand(values.seed("seed"), 1);
        let theta = std::array::from_fn(|_| START * normal(&mut rng));
        let lifetime = lifetime(&rule, format);
        Ok(Self {
            rule,
            steps,
            sightings,
            format,
            at: Vec::new(),
            rows: Vec::new(),
            since: Vec::new(),
            momentum: Vec::new(),
            first: None,
            lifetime,
            gradient: values.pick::<Gradient>("gradient"),
            lazy: method == Method::LazyTiger,
            tied: method == Method::TiedTiger,
            order,
            next: 0,
            step: 0,
            theta,
            m: [0.0; WIDTH],
            v: [0.0; WIDTH],
            u: [0.0; WIDTH],
            still: false,
            bias: (1.0, 1.0),
            rng,
        })
    }

    /// Goes one slice on; returns how many steps are done.
    pub fn run(&mut self) -> u64 {
        let every = (self.steps / POINTS).max(1);
        let end = self.steps.min(self.step + SLICE);
        while self.step < end {
            if self.step.is_multiple_of(every) {
                self.keep();
            }
            self.advance_once();
        }
        if self.step == self.steps && self.at.last() != Some(&(self.steps as f64)) {
            self.keep();
        }
        self.step
    }

    fn keep(&mut self) {
        self.at.push(self.step as f64);
        self.rows.push(self.theta);
    }

    fn advance_once(&mut self) {
        let rule = self.rule;
        let mut g = [0.0; WIDTH];
        let mut seen = false;
        while self.order.get(self.next) == Some(&self.step) {
            self.next += 1;
            for (g, &theta) in g.iter_mut().zip(&self.theta) {
                *g += self.gradient.draw(theta, &mut self.rng);
            }
            seen = true;
        }
        if self.tied {
            for g in &mut g {
                *g += if uniform(&mut self.rng) < 0.5 { TAIL } else { -TAIL };
            }
        }
        self.step += 1;
        // Powers below the last bit of 1 are left alone before they become subnormal, and slow.
        if self.bias.0 > 1e-30 {
            self.bias.0 *= rule.beta1;
        }
        if self.bias.1 > 1e-30 {
            self.bias.1 *= rule.beta2;
        }
        if seen || !self.lazy {
            let before = self.theta;
            self.move_row(&g, seen || self.tied);
            if seen && self.first.is_none() {
                self.first = Some((self.step - 1, before, self.m.map(sign)));
            }
        }
        self.keep_momentum();
    }

    fn move_row(&mut self, g: &[f64; WIDTH], fed: bool) {
        let rule = self.rule;
        if fed || !self.still {
            let correct = (1.0 / (1.0 - self.bias.0), 1.0 / (1.0 - self.bias.1));
            let before = self.m;
            for i in 0..WIDTH {
                self.u[i] = rule.update(&mut self.m[i], &mut self.v[i], g[i], correct);
            }
            self.still = rule.is_sign() && !fed && self.m == before;
        }
        let rate = if rule.rms {
            let squares: f64 = self.theta.iter().map(|x| x * x).sum();
            rule.lr * (squares / WIDTH as f64).sqrt()
        } else {
            rule.lr
        };
        for (theta, u) in self.theta.iter_mut().zip(&self.u) {
            *theta -= rate * (u + rule.decay * *theta);
        }
    }

    /// Keeps the momentum at 1, 2, 3, … 10, 11, … 100, 105, … steps since the first sighting.
    fn keep_momentum(&mut self) {
        if let Some((first, ..)) = self.first {
            let since = self.step - first;
            let last = self.since.last().copied().unwrap_or(0.0);
            if since as f64 >= (last * 1.04).max(last + 1.0) {
                self.since.push(since as f64);
                self.momentum.push(self.m[0]);
            }
        }
    }

    /// The first weight at the points of the curves.
    pub fn theta(&self) -> Vec<f64> {
        self.rows.iter().map(|row| row[0]).collect()
    }

    /// The closed form of the first weight for constant signs since the first sighting, where there is one:
    /// at the points of the curves, NaN before.
    pub fn analytic(&self) -> Option<Vec<f64>> {
        let (first, start, signs) = self.first?;
        if !self.rule.is_sign() {
            return None;
        }
        let (rate, lambda) = (self.rule.lr, self.rule.decay);
        let row = Row::new(&start, &signs, lambda);
        let form = |at: f64| match (at - first as f64, self.rule.rms) {
            (t, _) if t < 0.0 => f64::NAN,
            (t, true) => row.weight(0, rate * t),
            // Exact for the recursion: a step keeps 1 − ηλ of the distance.
            (t, false) if lambda > 0.0 => {
                pushed(start[0], signs[0], lambda, -t * libm::log1p(-rate * lambda) / lambda)
            }
            (t, false) => pushed(start[0], signs[0], lambda, rate * t),
        };
        Some(self.at.iter().copied().map(form).collect())
    }

    /// Steps from rest until the fraction `f` of 1/λ, by the closed forms: with RMS steps for a row whose signs
    /// all agree, from a root mean square of .02. NaN where there is no fixed point.
    pub fn time(&self, f: f64) -> f64 {
        time(&self.rule, f)
    }
}

/// [`Weight::time`] of a rule.
pub fn time(rule: &Rule, f: f64) -> f64 {
    match (rule.is_sign() && rule.decay > 0.0, rule.rms) {
        (false, _) => f64::NAN,
        (true, true) => rms_steps_to(f, rule.lr, rule.decay, START),
        (true, false) => steps_to(f, rule.lr * rule.decay),
    }
}

/// Steps after one sighting of gradient 1 until the momentum is zero in this format.
fn lifetime(rule: &Rule, format: Format) -> f64 {
    if !rule.is_sign() {
        return f64::NAN;
    }
    let (m, beta) = match rule.kind {
        Kind::Lion => (1.0 - rule.beta2, rule.beta2),
        _ => (1.0 - rule.beta1, rule.beta1),
    };
    let (_, end) = format.decay(format.round(m), beta, 10_000_000);
    // Under IEEE arithmetic it never ends.
    end.map_or(f64::INFINITY, |s| s as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::embedding_drift::PAPER;

    fn run(set: &str) -> Weight {
        let (values, notices) = crate::decode(&PAPER, set, &[]);
        assert!(notices.is_empty(), "{notices:?}");
        let mut weight = Weight::start(&values).unwrap();
        while weight.run() < weight.steps {}
        weight
    }

    #[test]
    fn a_row_with_mixed_signs_lives_through_its_turn_and_ends_at_both_ends() {
        // A single weight that is its own RMS dies when it is pushed through zero; a row does not.
        for seed in 1..=20 {
            let w = run(&format!(
                "view=weight&lr=0.002&step_rule=rms&steps=12000&sightings=500&seed={seed}"
            ));
            let last = w.rows.last().unwrap();
            assert!(last.iter().all(|x| (x.abs() - 100.0).abs() < 0.1), "{seed} {last:?}");
            assert!(last.iter().any(|x| *x > 0.0) && last.iter().any(|x| *x < 0.0));
        }
    }

    #[test]
    fn the_curve_beside_it_begins_where_the_weight_does_and_runs_along_it() {
        for (set, tolerance) in [
            ("lr=0.0005&step_rule=rms&steps=40000", 0.02),
            ("lr=0.001&step_rule=constant&steps=300000", 1e-9),
        ] {
            let w = run(&format!("view=weight&sightings=500&{set}"));
            let form = w.analytic().unwrap();
            for ((at, x), y) in w.at.iter().zip(w.theta()).zip(form) {
                let scale = x.abs().max(0.02);
                assert!(
                    y.is_nan() == (*at < 500.0) && !((x - y).abs() > tolerance * scale),
                    "{at} {x} {y}"
                );
            }
        }
    }

    #[test]
    fn a_flushed_sign_dies_after_2358_steps_and_the_weight_comes_back() {
        // Single precision on this machine: m ← βm in f32, flushed by hand below 2⁻¹²⁶.
        let (mut m, beta, mut steps) = (1.0 - 0.965f64, 0.965f64, 0);
        while m != 0.0 {
            let next = (beta * f64::from(m as f32)) as f32;
            m = if next < f32::MIN_POSITIVE { 0.0 } else { f64::from(next) };
            steps += 1;
        }
        assert_eq!(steps, 2_358);
        let w =
            run("view=weight&format=f32-ftz&step_rule=constant&lr=0.01&steps=20000&sightings=2000");
        assert_eq!(w.lifetime, 2_358.0);
        let most = w.theta().iter().fold(0.0, |m: f64, x| m.max(x.abs()));
        let last = w.theta().last().unwrap().abs();
        // 1 − .9999^2358 of 100 at most, and then .9999^(20000−4358) of that.
        assert!((most - 21.0).abs() < 0.3 && (last / most - 0.2094).abs() < 0.01, "{most} {last}");
    }
}
