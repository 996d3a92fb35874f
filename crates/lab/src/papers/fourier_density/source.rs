//! Where the data come from: the reader, real observations, or a known density.

use std::sync::Arc;

use super::observations::{GALAXIES, OLD_FAITHFUL};
use crate::{
    Message, ParamError, Values,
    numerics::{
        mixture::Mixture,
        random::{Rng, normal, shuffle, strand, uniform, uniform_in},
    },
};

/// A known density.
#[derive(Clone, Debug)]
pub enum Truth {
    /// A Gaussian mixture.
    Mixture(Mixture),
    /// Linear between equally spaced knots on [−1, 1]: what the reader drew.
    Drawn(Vec<f64>),
}

impl Truth {
    /// Density at `x`.
    pub fn density(&self, x: f64) -> f64 {
        match self {
            Self::Mixture(mixture) => mixture.density(x),
            Self::Drawn(knots) => {
                if !(-1.0..=1.0).contains(&x) {
                    return 0.0;
                }
                let position = (x + 1.0) / 2.0 * (knots.len() - 1) as f64;
                let i = (position as usize).min(knots.len() - 2);
                let share = position - i as f64;
                (knots[i] * (1.0 - share) + knots[i + 1] * share) / area(knots)
            }
        }
    }

    /// One draw.
    pub fn sample(&self, rng: &mut Rng) -> f64 {
        match self {
            Self::Mixture(mixture) => mixture.sample(rng),
            Self::Drawn(knots) => {
                // Rejection from the uniform: at most twice the mean height is wasted a few times.
                let top = knots.iter().copied().fold(0.0, f64::max) / area(knots);
                loop {
                    let x = uniform_in(rng, -1.0, 1.0);
                    if uniform(rng) * top <= self.density(x) {
                        return x;
                    }
                }
            }
        }
    }
}

/// ∫ of the polygon over [−1, 1].
fn area(knots: &[f64]) -> f64 {
    let inner: f64 = knots.windows(2).map(|w| (w[0] + w[1]) / 2.0).sum();
    inner * 2.0 / (knots.len() - 1) as f64
}

/// What is fitted: observations or samples, with the range shown.
#[derive(Clone, Debug)]
pub struct Source {
    /// The density they come from, where known.
    pub truth: Option<Truth>,
    /// For fitting; empty where every step draws afresh.
    pub train: Arc<[f64]>,
    /// For judging.
    pub heldout: Arc<[f64]>,
    /// Least and greatest value of the period (and of the figures).
    pub range: (f64, f64),
}

/// Samples for judging a known density.
const HELDOUT: usize = 4_000;

impl Source {
    /// By the params `data`, `sample`, `modes`, `seed` and the reader's own.
    ///
    /// # Errors
    /// [`ParamError`] where `data` asks for the reader's own and there is none, or a drawn density has
    /// no area.
    pub fn new(values: &Values) -> Result<Self, ParamError> {
        let mut rng = strand(values.seed("seed"), 1);
        let truth = match values.choice("data") {
            "old-faithful" => return Ok(Self::observed(OLD_FAITHFUL.to_vec(), &mut rng)),
            "galaxies" => return Ok(Self::observed(GALAXIES.to_vec(), &mut rng)),
            "own" => {
                let own = values.data("numbers");
                if own.is_empty() {
                    return Err(ParamError::new(
                        "numbers",
                        Message::new(
                            "Paste, type or drop at least 8 numbers first.",
                            "请先粘贴、输入或拖入至少 8 个数。",
                        ),
                    ));
                }
                return Ok(Self::observed(own.column(0), &mut rng));
            }
            "drawn" => {
                let knots = values.data("drawn").values().to_vec();
                if knots.len() < 2 || area(&knots) <= 0.0 {
                    return Err(ParamError::new(
                        "drawn",
                        Message::new(
                            "The drawn density has no area: draw it above zero somewhere.",
                            "画出的密度面积为零：请至少在某处画到零以上。",
                        ),
                    ));
                }
                Truth::Drawn(knots)
            }
            name => Truth::Mixture(known(name, values.count("modes"), &mut rng)),
        };
        let draw = |n: usize, rng: &mut Rng| -> Arc<[f64]> {
            (0..n)
                .map(|_| {
                    loop {
                        let x = truth.sample(rng);
                        if (-1.0..=1.0).contains(&x) {
                            break x;
                        }
                    }
                })
                .collect()
        };
        let n = values.integer_or_word("sample").map_or(0, |n| n.max(0) as usize);
        let train = draw(n, &mut rng);
        let heldout = draw(HELDOUT, &mut strand(values.seed("seed"), 2));
        Ok(Self { truth: Some(truth), train, heldout, range: (-1.0, 1.0) })
    }

    /// Observations: 70 % for fitting, the rest for judging; the period is their range and a tenth more
    /// on both sides, so that the series' two ends may meet.
    fn observed(mut data: Vec<f64>, rng: &mut Rng) -> Self {
        let (low, high) =
            data.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
        let margin = (high - low) * 0.1;
        shuffle(rng, &mut data);
        let cut = (data.len() * 7 / 10).clamp(1, data.len() - 1);
        let heldout = data.split_off(cut);
        Self {
            truth: None,
            train: data.into(),
            heldout: heldout.into(),
            range: (low - margin, high + margin),
        }
    }
}

/// `jax.random.uniform(key(42), (10,), minval=-0.5, maxval=0.3)` (jax 0.4 and later, float32).
const DEMO10: [f64; 10] = [
    -0.109_032_34,
    0.043_837_745,
    -0.006_982_796,
    -0.051_187_13,
    -0.139_484_3,
    -0.031_307_31,
    -0.440_152_47,
    0.120_106_705,
    0.059_167_393,
    0.154_906_94,
];

/// The known densities.
pub fn known(name: &str, modes: usize, rng: &mut Rng) -> Mixture {
    match name {
        // google/codex, Fourier_Basis_Density_Estimation_Demo: ten Gaussians of which three modes show.
        // One random key serves means and deviations, so σ is an affine function of μ.
        "demo10" => {
            let sigmas = DEMO10.iter().map(|m| (0.25 + 0.1 * (m + 0.5) / 0.8) / 6.0).collect();
            Mixture { weights: vec![0.1; 10], means: DEMO10.to_vec(), sigmas }
        }
        "grid" => {
            let k = modes.max(1);
            let place = |i: usize| {
                if k == 1 { 0.0 } else { -0.85 + 1.7 * i as f64 / (k - 1) as f64 }
            };
            // At 25 bumps the deviation is .014, a fifth of their distance; fewer bumps keep that ratio.
            let sigma = if k == 1 { 0.1 } else { 0.014 * 24.0 / (k - 1) as f64 };
            Mixture {
                weights: vec![1.0 / k as f64; k],
                means: (0..k).map(place).collect(),
                sigmas: vec![sigma; k],
            }
        }
        "random" => {
            let k = modes.max(1);
            let raw: Vec<f64> = (0..k).map(|_| 0.3 + uniform(rng)).collect();
            let total: f64 = raw.iter().sum();
            Mixture {
                weights: raw.iter().map(|w| w / total).collect(),
                means: (0..k).map(|_| uniform_in(rng, -0.8, 0.8)).collect(),
                sigmas: (0..k).map(|_| 0.02 * libm::exp(0.6 * normal(rng).abs())).collect(),
            }
        }
        "sharp" => Mixture {
            weights: vec![1.0 / 3.0; 3],
            means: vec![-0.5, 0.0, 0.45],
            sigmas: vec![0.05, 0.01, 0.15],
        },
        // Marron and Wand (1992), table 1, density 10 ("claw"), scaled by 1/3.2 to fit the period.
        _ => {
            let scale = 1.0 / 3.2;
            let claws = (0..5).map(|l| (f64::from(l) / 2.0 - 1.0) * scale);
            Mixture {
                weights: [0.5].into_iter().chain([0.1; 5]).collect(),
                means: [0.0].into_iter().chain(claws).collect(),
                sigmas: [scale].into_iter().chain([0.1 * scale; 5]).collect(),
            }
        }
    }
}

/// Local maxima of a density given on a grid, above 5 % of the highest: ripples are no modes.
pub fn modes(density: &[f64]) -> Vec<usize> {
    let top = density.iter().copied().fold(0.0, f64::max);
    (1..density.len().saturating_sub(1))
        .filter(|&i| {
            density[i] > 0.05 * top && density[i] > density[i - 1] && density[i] >= density[i + 1]
        })
        .collect()
}
