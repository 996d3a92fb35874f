//! The Fourier density and what trains it.

use super::Chart;
use crate::{
    numerics::{
        optimizer::{Adam, AdamConfig, Optimizer},
        random::Rng,
    },
    papers::fourier_density::series::{
        Coefficients, FLOOR, Series, cdf_of, density_of, quantile_of, rotations,
    },
};

/// Samples worked on side by side: the loops over them become SIMD.
const LANES: usize = 8;

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

    /// Whether it is a density still: all numbers finite, the mass not lost.
    pub fn is_finite(&self) -> bool {
        let mass = match self {
            Self::NonNegative(series) => series.c0(),
            Self::Raw(_) => 1.0,
        };
        mass > 0.0 && self.numbers().iter().all(|v| v.is_finite())
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
    for chunk in rotations.chunks(LANES) {
        // Empty lanes repeat the first sample with weight 0.
        let lane = |l: usize| *chunk.get(l).unwrap_or(&chunk[0]);
        let cosine: [f64; LANES] = std::array::from_fn(|l| lane(l).0);
        let sine: [f64; LANES] = std::array::from_fn(|l| lane(l).1);
        let (mut er, mut ei, mut p) = (cosine, sine, [0.5; LANES]);
        for (&r, &i) in re.iter().zip(im) {
            for l in 0..LANES {
                p[l] += r * er[l] - i * ei[l];
                (er[l], ei[l]) =
                    (er[l] * cosine[l] - ei[l] * sine[l], er[l] * sine[l] + ei[l] * cosine[l]);
            }
        }
        let over: [f64; LANES] =
            std::array::from_fn(|l| if l < chunk.len() && p[l] > FLOOR { 1.0 / p[l] } else { 0.0 });
        for l in 0..LANES {
            (er[l], ei[l]) = (cosine[l] * over[l], sine[l] * over[l]);
        }
        for k in 0..n {
            gradient[k] += er.iter().sum::<f64>();
            gradient[n + k] -= ei.iter().sum::<f64>();
            for l in 0..LANES {
                (er[l], ei[l]) =
                    (er[l] * cosine[l] - ei[l] * sine[l], er[l] * sine[l] + ei[l] * cosine[l]);
            }
        }
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
    fn the_gradient_of_the_plain_series_agrees_with_finite_differences() {
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
    }
}
