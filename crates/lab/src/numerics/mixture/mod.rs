//! Gaussian mixtures Σ w_k N(μ_k, Σ_k) in D dimensions: sampling, seeding, and the EM algorithm (Dempster,
//! Laird and Rubin 1977) with restarts. [`Mixture`] is the one-dimensional case by its own names.

mod em;
mod line;

pub use em::Plan;
pub use line::Mixture;

use super::random::{Rng, below, normal, uniform};

/// A mixture of Gaussians with full covariances.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaussians<const D: usize> {
    /// Its components; weights sum to 1.
    pub components: Vec<Component<D>>,
}

/// One component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component<const D: usize> {
    /// Weight, in [0, 1].
    pub weight: f64,
    /// Mean.
    pub mean: [f64; D],
    /// Covariance, symmetric positive definite.
    pub covariance: [[f64; D]; D],
}

impl<const D: usize> Gaussians<D> {
    /// Equal weights, means at data far from each other (k-means++, Arthur and Vassilvitskii 2007), and
    /// spheres of variance `variance`. `data` not empty.
    pub fn seeded(data: &[[f64; D]], components: usize, variance: f64, rng: &mut Rng) -> Self {
        let means = seeds(data, components, rng).0;
        Self::around(means, variance)
    }

    fn around(means: Vec<[f64; D]>, variance: f64) -> Self {
        let weight = 1.0 / means.len() as f64;
        let mut covariance = [[0.0; D]; D];
        for (i, row) in covariance.iter_mut().enumerate() {
            row[i] = variance;
        }
        let component = |mean| Component { weight, mean, covariance };
        Self { components: means.into_iter().map(component).collect() }
    }

    /// One draw; each component's deviation is multiplied by `shrink`.
    pub fn sample(&self, shrink: f64, rng: &mut Rng) -> [f64; D] {
        let mut u = uniform(rng);
        let mut chosen = self.components[0];
        for c in &self.components {
            chosen = *c;
            u -= c.weight;
            if u < 0.0 {
                break;
            }
        }
        let factor = cholesky(&chosen.covariance);
        let z: [f64; D] = std::array::from_fn(|_| shrink * normal(rng));
        std::array::from_fn(|i| chosen.mean[i] + (0..=i).map(|j| factor[i][j] * z[j]).sum::<f64>())
    }

    /// Fits from k-means++ starts with as much variance as the data have around their nearest seed, by the
    /// plan. `data` not empty.
    pub fn fit(data: &[[f64; D]], components: usize, plan: Plan, rng: &mut Rng) -> Self {
        let n = data.len() as f64;
        let centre: [f64; D] = std::array::from_fn(|i| data.iter().map(|p| p[i]).sum::<f64>() / n);
        let spread = data.iter().map(|p| squared(p, &centre)).sum::<f64>() / n / D as f64;
        let spread = spread.max(1e-12);
        let start = |rng: &mut Rng| {
            let (means, nearest) = seeds(data, components, rng);
            let width = nearest.iter().sum::<f64>() / n / D as f64;
            Self::around(means, width.max(spread * 1e-4))
        };
        Self::best(data, plan, spread * 1e-5, start, rng)
    }
}

/// Data by k-means++, and every datum's squared distance to the nearest of them.
fn seeds<const D: usize>(
    data: &[[f64; D]],
    count: usize,
    rng: &mut Rng,
) -> (Vec<[f64; D]>, Vec<f64>) {
    let mut chosen: Vec<[f64; D]> = Vec::with_capacity(count);
    let mut nearest = vec![f64::INFINITY; data.len()];
    for _ in 0..count {
        let total: f64 = nearest.iter().filter(|d| d.is_finite()).sum();
        let next = if chosen.is_empty() || total <= 0.0 {
            below(rng, data.len())
        } else {
            let mut u = uniform(rng) * total;
            let place = nearest.iter().position(|d| {
                u -= d;
                u < 0.0
            });
            place.unwrap_or(data.len() - 1)
        };
        chosen.push(data[next]);
        for (d, p) in nearest.iter_mut().zip(data) {
            *d = d.min(squared(p, &data[next]));
        }
    }
    (chosen, nearest)
}

fn squared<const D: usize>(a: &[f64; D], b: &[f64; D]) -> f64 {
    (0..D).map(|i| (a[i] - b[i]) * (a[i] - b[i])).sum()
}

/// Lower Cholesky factor; pivots that are not positive are taken as zero, with their columns.
fn cholesky<const D: usize>(a: &[[f64; D]; D]) -> [[f64; D]; D] {
    let mut l = [[0.0; D]; D];
    for j in 0..D {
        let pivot = a[j][j] - (0..j).map(|k| l[j][k] * l[j][k]).sum::<f64>();
        l[j][j] = libm::sqrt(pivot.max(0.0));
        for i in j + 1..D {
            let dot: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
            l[i][j] = if l[j][j] > 0.0 { (a[i][j] - dot) / l[j][j] } else { 0.0 };
        }
    }
    l
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    fn truth() -> Gaussians<2> {
        let component = |weight, mean, [xx, xy, yy]: [f64; 3]| Component {
            weight,
            mean,
            covariance: [[xx, xy], [xy, yy]],
        };
        Gaussians {
            components: vec![
                component(0.4, [-2.0, 0.0], [0.3, 0.2, 0.4]),
                component(0.6, [1.5, 1.0], [0.5, -0.1, 0.2]),
            ],
        }
    }

    #[test]
    fn em_finds_both_components_of_a_plane() {
        let mut rng = strand(4, 0);
        let data: Vec<[f64; 2]> = (0..5_000).map(|_| truth().sample(1.0, &mut rng)).collect();
        let mut fit = Gaussians::fit(&data, 2, Plan::default(), &mut rng);
        fit.components.sort_by(|a, b| a.mean[0].total_cmp(&b.mean[0]));
        for (found, known) in fit.components.iter().zip(&truth().components) {
            // Four standard errors of mean and covariance with ~2,000 points each.
            assert!((found.mean[0] - known.mean[0]).abs() < 0.07);
            for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let error = found.covariance[i][j] - known.covariance[i][j];
                assert!(error.abs() < 0.08, "{found:?}");
            }
            assert!((found.weight - known.weight).abs() < 0.03);
        }
    }

    #[test]
    fn shrinking_scales_every_component() {
        let mut rng = strand(9, 0);
        let one = Gaussians { components: vec![truth().components[0]] };
        let points: Vec<[f64; 2]> = (0..20_000).map(|_| one.sample(0.5, &mut rng)).collect();
        let x: Vec<f64> = points.iter().map(|p| p[0]).collect();
        let variance = crate::numerics::quantile::variance(&x);
        assert!((variance / (0.25 * 0.3) - 1.0).abs() < 0.05, "{variance}");
    }
}
