//! The models that are fitted side by side, each with its own optimiser.

use super::{
    dfp::Dfp,
    series::{Coefficients, FLOOR, Series, cdf_of, density_of, quantile_of, rotations},
};
use crate::numerics::{
    mixture::Mixture,
    optimizer::{Adam, AdamConfig, Optimizer},
    random::Rng,
    softmax::{log_sum_exp, softmax_in_place},
};

/// How data units and the period [−1, 1] correspond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chart {
    /// x = (y − mid) / half.
    Periodic {
        /// Middle of the period.
        mid: f64,
        /// Half its length.
        half: f64,
    },
    /// x = tanh((y − t) / s): the whole real line.
    RealLine {
        /// Location.
        t: f64,
        /// Scale, positive.
        s: f64,
    },
}

impl Chart {
    /// Position on the period.
    pub fn to_period(self, y: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => (y - mid) / half,
            Self::RealLine { t, s } => libm::tanh((y - t) / s),
        }
    }

    /// Data value at a position on the period; infinite at the ends of the real line.
    pub fn to_data(self, x: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => mid + half * x,
            Self::RealLine { t, s } => t + s * libm::atanh(x),
        }
    }

    /// dx/dy at data value `y`: turns a density on the period into one of the data.
    pub fn slope(self, y: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => {
                if (y - mid).abs() <= half {
                    1.0 / half
                } else {
                    0.0
                }
            }
            Self::RealLine { t, s } => {
                // sech² = 1 − tanh², without its cancellation.
                let c = libm::cosh((y - t) / s);
                1.0 / (s * c * c)
            }
        }
    }
}

/// The paper's model, or what is left of it without the autocorrelation.
#[derive(Clone, Debug)]
pub enum Fourier {
    /// c is the autocorrelation of a: never negative.
    NonNegative(Series),
    /// c_1 … c_N are free (c_0 = 1): real parts, then imaginary parts.
    Raw(Vec<f64>),
}

impl Fourier {
    /// The coefficients c_0 … c_N.
    pub fn coefficients(&self) -> Coefficients {
        match self {
            Self::NonNegative(series) => series.coefficients(),
            Self::Raw(c) => {
                let (re, im) = c.split_at(c.len() / 2);
                std::iter::once((1.0, 0.0))
                    .chain(re.iter().copied().zip(im.iter().copied()))
                    .collect()
            }
        }
    }

    /// Stored reals.
    pub fn parameters(&self) -> usize {
        self.numbers().len()
    }

    fn numbers(&self) -> &[f64] {
        match self {
            Self::NonNegative(series) => &series.a,
            Self::Raw(c) => c,
        }
    }
}

/// A Fourier density in data units: what others use of this exhibit.
#[derive(Clone, Debug)]
pub struct FourierDensity {
    coefficients: Coefficients,
    chart: Chart,
}

impl FourierDensity {
    /// The density of a model on a chart.
    pub fn new(model: &Fourier, chart: Chart) -> Self {
        Self { coefficients: model.coefficients(), chart }
    }

    /// Fits N = `terms` by maximum likelihood: `steps` steps of Adam on all of `data` (at least one
    /// number, all within the chart).
    pub fn fit(
        data: &[f64],
        chart: Chart,
        terms: usize,
        gamma: f64,
        steps: u64,
        rng: &mut Rng,
    ) -> Self {
        let mut trainer =
            FourierTrainer::new(Fourier::NonNegative(Series::random(terms, rng)), gamma);
        let x: Vec<f64> = data.iter().map(|&y| chart.to_period(y)).collect();
        let rotations = rotations(&x);
        for _ in 0..steps {
            trainer.step(&rotations, 0.02);
        }
        Self::new(&trainer.model, chart)
    }

    /// Density at `y`, per unit of the data.
    pub fn density(&self, y: f64) -> f64 {
        let slope = self.chart.slope(y);
        if slope == 0.0 {
            0.0
        } else {
            density_of(&self.coefficients, self.chart.to_period(y)) * slope
        }
    }

    /// Cumulative at `y`.
    pub fn cdf(&self, y: f64) -> f64 {
        cdf_of(&self.coefficients, self.chart.to_period(y).clamp(-1.0, 1.0))
    }

    /// The y with cumulative `u` in (0, 1): sampling by inversion.
    pub fn quantile(&self, u: f64) -> f64 {
        self.chart.to_data(quantile_of(&self.coefficients, u))
    }
}

/// Adam on the Fourier model's mean negative log-likelihood plus roughness.
#[derive(Clone, Debug)]
pub struct FourierTrainer {
    /// Present parameters.
    pub model: Fourier,
    gamma: f64,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl FourierTrainer {
    /// Starts from a model; `gamma` weighs ∫|p'|².
    pub fn new(model: Fourier, gamma: f64) -> Self {
        let n = model.parameters();
        Self { model, gamma, adam: Adam::new(n, AdamConfig::default()), gradient: vec![0.0; n] }
    }

    /// One step on samples given by (cos πx, sin πx).
    pub fn step(&mut self, rotations: &[(f64, f64)], lr: f64) {
        self.gradient.fill(0.0);
        let scale = -1.0 / rotations.len().max(1) as f64;
        match &mut self.model {
            Fourier::NonNegative(series) => {
                series.log_likelihood(rotations, &mut self.gradient);
                self.gradient.iter_mut().for_each(|g| *g *= scale);
                if self.gamma > 0.0 {
                    series.roughness(self.gamma, &mut self.gradient);
                }
                self.adam.step(&mut series.a, &self.gradient, lr);
            }
            Fourier::Raw(c) => {
                raw_gradient(c, rotations, &mut self.gradient);
                let n = c.len() / 2;
                for (k, g) in self.gradient.iter_mut().enumerate() {
                    let order = (k % n + 1) as f64;
                    *g = *g * scale
                        + 2.0 * self.gamma * std::f64::consts::PI.powi(2) * order * order * c[k];
                }
                self.adam.step(c, &self.gradient, lr);
            }
        }
    }
}

/// Adds the gradient of Σ ln max(p(x), floor): where p is negative it is 0, so nothing pulls it up.
fn raw_gradient(c: &[f64], rotations: &[(f64, f64)], gradient: &mut [f64]) {
    let n = c.len() / 2;
    let (re, im) = c.split_at(n);
    for &(cosine, sine) in rotations {
        let (mut er, mut ei) = (cosine, sine);
        let mut p = 0.5;
        for k in 0..n {
            p += re[k] * er - im[k] * ei;
            (er, ei) = (er * cosine - ei * sine, er * sine + ei * cosine);
        }
        if p <= FLOOR {
            continue;
        }
        let (mut er, mut ei) = (cosine / p, sine / p);
        for k in 0..n {
            gradient[k] += er;
            gradient[n + k] -= ei;
            (er, ei) = (er * cosine - ei * sine, er * sine + ei * cosine);
        }
    }
}

/// A Gaussian mixture trained by Adam: logits, means, ln σ.
#[derive(Clone, Debug)]
pub struct MixtureTrainer {
    numbers: Vec<f64>,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl MixtureTrainer {
    /// Starts from a mixture.
    pub fn new(start: &Mixture) -> Self {
        let numbers: Vec<f64> = (start.weights.iter().map(|w| libm::log(*w)))
            .chain(start.means.iter().copied())
            .chain(start.sigmas.iter().map(|s| libm::log(*s)))
            .collect();
        let n = numbers.len();
        Self { numbers, adam: Adam::new(n, AdamConfig::default()), gradient: vec![0.0; n] }
    }

    /// The present mixture.
    pub fn mixture(&self) -> Mixture {
        let k = self.numbers.len() / 3;
        let norm = log_sum_exp(&self.numbers[..k]);
        Mixture {
            weights: self.numbers[..k].iter().map(|l| libm::exp(l - norm)).collect(),
            means: self.numbers[k..2 * k].to_vec(),
            sigmas: self.numbers[2 * k..].iter().map(|l| libm::exp(*l)).collect(),
        }
    }

    /// One step on samples; positions and scales move by `lr` times `unit`, the data's half range, so
    /// that one learning rate serves all units.
    pub fn step(&mut self, samples: &[f64], lr: f64, unit: f64) {
        let k = self.numbers.len() / 3;
        let mixture = self.mixture();
        let log_norms: Vec<f64> =
            mixture.parts().map(|(w, _, s)| libm::log(w.max(1e-300) / s)).collect();
        self.gradient.fill(0.0);
        let mut logs = vec![0.0; k];
        for &x in samples {
            for (j, log) in logs.iter_mut().enumerate() {
                let z = (x - mixture.means[j]) / mixture.sigmas[j];
                *log = log_norms[j] - 0.5 * z * z;
            }
            // Logarithms become responsibilities in place.
            softmax_in_place(&mut logs, 700.0);
            for j in 0..k {
                let r = logs[j];
                let z = (x - mixture.means[j]) / mixture.sigmas[j];
                self.gradient[j] -= r - mixture.weights[j];
                self.gradient[k + j] -= r * z / mixture.sigmas[j];
                self.gradient[2 * k + j] -= r * (z * z - 1.0);
            }
        }
        let scale = 1.0 / samples.len().max(1) as f64;
        self.gradient.iter_mut().for_each(|g| *g *= scale);
        // Adam's step does not depend on the gradient's unit: means take theirs from the data's.
        for m in &mut self.numbers[k..2 * k] {
            *m /= unit;
        }
        self.adam.step(&mut self.numbers, &self.gradient, lr);
        for m in &mut self.numbers[k..2 * k] {
            *m *= unit;
        }
        // A deviation of nothing would be a density of infinity.
        let least = libm::log(unit * 1e-4);
        for l in &mut self.numbers[2 * k..] {
            *l = l.max(least);
        }
    }
}

/// Deep factorised probability trained by Adam, on data in units of the period.
#[derive(Clone, Debug)]
pub struct DfpTrainer {
    /// Present parameters.
    pub model: Dfp,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl DfpTrainer {
    /// Starts from a model.
    pub fn new(model: Dfp) -> Self {
        let n = model.parameters.len();
        Self { model, adam: Adam::new(n, AdamConfig::default()), gradient: vec![0.0; n] }
    }

    /// One step on samples.
    pub fn step(&mut self, samples: &[f64], lr: f64) {
        let prepared = self.model.prepare();
        self.gradient.fill(0.0);
        for &x in samples {
            prepared.log_density(x, &mut self.gradient);
        }
        let scale = -1.0 / samples.len().max(1) as f64;
        self.gradient.iter_mut().for_each(|g| *g *= scale);
        self.adam.step(&mut self.model.parameters, &self.gradient, lr);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{normal, strand};

    #[test]
    fn both_charts_keep_the_mass() {
        let model = Fourier::NonNegative(Series::random(6, &mut strand(1, 2)));
        for (chart, from, to) in [
            (Chart::Periodic { mid: 3.0, half: 2.0 }, 1.0, 5.0),
            (Chart::RealLine { t: 3.0, s: 0.7 }, -12.0, 18.0),
        ] {
            let density = FourierDensity::new(&model, chart);
            let n = 60_000;
            let h = (to - from) / f64::from(n);
            let mass: f64 =
                (0..n).map(|i| density.density(from + h * (f64::from(i) + 0.5)) * h).sum();
            assert!((mass - 1.0).abs() < 1e-6, "{mass}");
            assert!((density.cdf(density.quantile(0.3)) - 0.3).abs() < 1e-9);
        }
    }

    #[test]
    fn a_fit_of_a_known_law_comes_near_it() {
        let mut rng = strand(8, 0);
        let data: Vec<f64> = (0..20_000).map(|_| 5.0 + normal(&mut rng)).collect();
        let fit = FourierDensity::fit(
            &data[..2_000],
            Chart::Periodic { mid: 5.0, half: 6.0 },
            6,
            3e-4,
            400,
            &mut rng,
        );
        for (y, p) in [(5.0, 0.3989), (6.0, 0.2420), (3.0, 0.0540)] {
            assert!((fit.density(y) - p).abs() < 0.03, "{y} {}", fit.density(y));
        }
    }

    #[test]
    fn gradients_of_raw_and_mixture_agree_with_finite_differences() {
        let x = [-0.4, 0.1, 0.35];
        let c = vec![0.1, -0.05, 0.02, 0.03];
        let r = rotations(&x);
        let raw = |c: &[f64]| {
            let coefficients = Fourier::Raw(c.to_vec()).coefficients();
            x.iter().map(|&x| density_of(&coefficients, x).ln()).sum::<f64>()
        };
        let mut g = vec![0.0; 4];
        raw_gradient(&c, &r, &mut g);
        for k in 0..4 {
            let (mut up, mut down) = (c.clone(), c.clone());
            up[k] += 1e-6;
            down[k] -= 1e-6;
            assert!((g[k] - (raw(&up) - raw(&down)) / 2e-6).abs() < 1e-6);
        }
        // A mixture's first Adam step goes along the sign of the gradient of the likelihood.
        let start =
            Mixture { weights: vec![0.4, 0.6], means: vec![-0.3, 0.3], sigmas: vec![0.2, 0.4] };
        let mut trainer = MixtureTrainer::new(&start);
        let likelihood = |m: &Mixture| x.iter().map(|&x| m.density(x).ln()).sum::<f64>();
        let before = likelihood(&trainer.mixture());
        trainer.step(&x, 1e-4, 1.0);
        assert!(likelihood(&trainer.mixture()) > before);
    }
}
