//! Generators of points, trained from scratch each generation.

use super::{
    params::Family,
    plane::{Point, moments},
};
use crate::{
    numerics::{
        mixture::{Gaussians, Plan},
        quantile::sorted,
        random::{Rng, below, normal, uniform},
    },
    papers::fourier_density::models::{Chart, FourierDensity},
};

/// Components of the mixture: as many as the grid has modes.
const COMPONENTS: usize = 25;

/// A trained generator.
pub enum Generator {
    /// One Gaussian: mean and Cholesky factor (xx, yx, yy).
    Gaussian(Point, [f64; 3]),
    /// A mixture of Gaussians by EM.
    Mixture(Gaussians<2>),
    /// A kernel at each datum, with the deviation along each coordinate.
    Kernel(Vec<Point>, Point),
    /// A Fourier density for each coordinate, as if they were independent.
    Fourier(Box<[FourierDensity; 2]>, Point),
}

impl Generator {
    /// Trains a generator of a kind on at least three points.
    pub fn train(kind: Family, data: &[Point], rng: &mut Rng) -> Self {
        match kind {
            Family::Mixture => {
                let points: Vec<[f64; 2]> = data.iter().map(|&(x, y)| [x, y]).collect();
                let components = COMPONENTS.min(data.len() / 3).max(1);
                Self::Mixture(Gaussians::fit(&points, components, Plan::default(), rng))
            }
            Family::Kernel => {
                let (_, cov) = moments(data);
                // Scott's rule in two dimensions, with half the deviation: the worlds have many modes.
                let h = 0.25 * libm::pow(data.len() as f64, -1.0 / 6.0);
                let width = (h * libm::sqrt(cov[0]), h * libm::sqrt(cov[2]));
                Self::Kernel(data.to_vec(), width)
            }
            Family::Fourier => {
                let (mean, _) = moments(data);
                let mut along = |pick: fn(&Point) -> f64| {
                    let x: Vec<f64> = data.iter().map(pick).collect();
                    let ordered = sorted(&x);
                    let (low, high) = (ordered[0], ordered[ordered.len() - 1]);
                    let chart = Chart::Periodic {
                        mid: 0.5 * (low + high),
                        half: (0.6 * (high - low)).max(1e-6),
                    };
                    FourierDensity::fit(&x, chart, 16, 1e-4, 200, rng)
                };
                let both = [along(|p| p.0), along(|p| p.1)];
                Self::Fourier(Box::new(both), mean)
            }
            Family::Gaussian => {
                let (mean, [a, b, c]) = moments(data);
                let l = libm::sqrt(a.max(0.0));
                let m = if l > 0.0 { b / l } else { 0.0 };
                Self::Gaussian(mean, [l, m, libm::sqrt((c - m * m).max(0.0))])
            }
        }
    }

    /// One point, with λ times the variance: of the Gaussian, of each component, of each kernel; for the
    /// Fourier density, which has no parts, by shrinking towards the mean.
    pub fn sample(&self, lambda: f64, rng: &mut Rng) -> Point {
        let shrink = libm::sqrt(lambda);
        match self {
            Self::Gaussian(mean, [a, b, c]) => {
                let (x, y) = (shrink * normal(rng), shrink * normal(rng));
                (mean.0 + a * x, mean.1 + b * x + c * y)
            }
            Self::Mixture(mixture) => mixture.sample(shrink, rng).into(),
            Self::Kernel(data, width) => {
                let centre = data[below(rng, data.len())];
                (
                    centre.0 + shrink * width.0 * normal(rng),
                    centre.1 + shrink * width.1 * normal(rng),
                )
            }
            Self::Fourier(both, mean) => {
                let x = both[0].quantile(uniform(rng));
                let y = both[1].quantile(uniform(rng));
                (mean.0 + shrink * (x - mean.0), mean.1 + shrink * (y - mean.1))
            }
        }
    }
}
