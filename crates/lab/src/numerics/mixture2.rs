//! Two-dimensional Gaussian mixtures with full covariances, by the EM algorithm.

use super::{
    random::{Rng, below, normal, uniform},
    special::log_sum_exp,
};

/// A point.
type Point = (f64, f64);

/// One component.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// Weight.
    pub weight: f64,
    /// Mean.
    pub mean: Point,
    /// Covariance: xx, xy, yy.
    pub cov: [f64; 3],
}

/// Σ w_k N(μ_k, Σ_k).
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture2 {
    /// Its components; weights sum to 1.
    pub components: Vec<Component>,
}

impl Mixture2 {
    /// One draw; each component's deviation is multiplied by `shrink`.
    pub fn sample(&self, shrink: f64, rng: &mut Rng) -> Point {
        let mut u = uniform(rng);
        let mut chosen = self.components[0];
        for c in &self.components {
            chosen = *c;
            u -= c.weight;
            if u < 0.0 {
                break;
            }
        }
        let [xx, xy, yy] = chosen.cov;
        let a = libm::sqrt(xx);
        let b = if a > 0.0 { xy / a } else { 0.0 };
        let c = libm::sqrt((yy - b * b).max(0.0));
        let (z, w) = (shrink * normal(rng), shrink * normal(rng));
        (chosen.mean.0 + a * z, chosen.mean.1 + b * z + c * w)
    }

    /// One iteration of EM; returns the mean log-likelihood before it. Variances stay above `least`.
    pub fn em_step(&mut self, data: &[Point], least: f64) -> f64 {
        struct Sums {
            n: f64,
            x: f64,
            y: f64,
            xx: f64,
            xy: f64,
            yy: f64,
        }
        // ln of each component's density is constant − ½ (A dx² + 2B dx dy + C dy²).
        let forms: Vec<[f64; 4]> = self
            .components
            .iter()
            .map(|c| {
                let [xx, xy, yy] = c.cov;
                let det = (xx * yy - xy * xy).max(1e-300);
                let constant = libm::log(c.weight.max(1e-300))
                    - libm::log(2.0 * std::f64::consts::PI)
                    - 0.5 * libm::log(det);
                [constant, yy / det, -xy / det, xx / det]
            })
            .collect();
        let mut sums: Vec<Sums> = (0..self.components.len())
            .map(|_| Sums { n: 0.0, x: 0.0, y: 0.0, xx: 0.0, xy: 0.0, yy: 0.0 })
            .collect();
        let mut logs = vec![0.0; self.components.len()];
        let mut total = 0.0;
        for p in data {
            for (log, (c, f)) in logs.iter_mut().zip(self.components.iter().zip(&forms)) {
                let (dx, dy) = (p.0 - c.mean.0, p.1 - c.mean.1);
                *log = f[0] - 0.5 * (f[1] * dx * dx + 2.0 * f[2] * dx * dy + f[3] * dy * dy);
            }
            let density = log_sum_exp(&logs);
            total += density;
            for ((log, s), c) in logs.iter().zip(&mut sums).zip(&self.components) {
                // e^{−36} is beyond the last bit of any sum here.
                if log - density < -36.0 {
                    continue;
                }
                let r = libm::exp(log - density);
                let (dx, dy) = (p.0 - c.mean.0, p.1 - c.mean.1);
                s.n += r;
                s.x += r * dx;
                s.y += r * dy;
                s.xx += r * dx * dx;
                s.xy += r * dx * dy;
                s.yy += r * dy * dy;
            }
        }
        for (c, s) in self.components.iter_mut().zip(&sums) {
            if s.n > 1e-9 {
                let (mx, my) = (s.x / s.n, s.y / s.n);
                c.mean = (c.mean.0 + mx, c.mean.1 + my);
                let xx = (s.xx / s.n - mx * mx).max(least);
                let yy = (s.yy / s.n - my * my).max(least);
                // A correlation of one would make the next determinant zero.
                let most = 0.999 * libm::sqrt(xx * yy);
                c.cov = [xx, (s.xy / s.n - mx * my).clamp(-most, most), yy];
            }
            c.weight = s.n / data.len() as f64;
        }
        total / data.len() as f64
    }

    /// Fits by EM from a k-means++ start until the mean log-likelihood gains less than 1e-5 a step, or 40
    /// steps. `data` not empty.
    pub fn fit(data: &[Point], components: usize, rng: &mut Rng) -> Self {
        let n = data.len() as f64;
        let centre = data.iter().fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
        let squared = |a: Point, b: Point| (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1);
        let spread = data.iter().map(|p| squared(*p, centre)).sum::<f64>() / n / 2.0;
        let spread = spread.max(1e-12);
        let mut means: Vec<Point> = vec![data[below(rng, data.len())]];
        let mut nearest: Vec<f64> = data.iter().map(|p| squared(*p, means[0])).collect();
        while means.len() < components {
            let mut u = uniform(rng) * nearest.iter().sum::<f64>();
            let next = nearest
                .iter()
                .position(|d| {
                    u -= d;
                    u < 0.0
                })
                .unwrap_or(0);
            means.push(data[next]);
            for (d, p) in nearest.iter_mut().zip(data) {
                *d = d.min(squared(*p, data[next]));
            }
        }
        let first = nearest.iter().sum::<f64>() / n / 2.0;
        let width = first.max(spread * 1e-4);
        let mut mixture = Self {
            components: means
                .into_iter()
                .map(|mean| Component {
                    weight: 1.0 / components as f64,
                    mean,
                    cov: [width, 0.0, width],
                })
                .collect(),
        };
        let mut last = f64::NEG_INFINITY;
        for _ in 0..40 {
            let now = mixture.em_step(data, spread * 1e-5);
            if now - last < 1e-5 {
                break;
            }
            last = now;
        }
        mixture
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    fn truth() -> Mixture2 {
        Mixture2 {
            components: vec![
                Component { weight: 0.4, mean: (-2.0, 0.0), cov: [0.3, 0.2, 0.4] },
                Component { weight: 0.6, mean: (1.5, 1.0), cov: [0.5, -0.1, 0.2] },
            ],
        }
    }

    #[test]
    fn em_gains_likelihood_and_finds_both_components() {
        let mut rng = strand(4, 0);
        let data: Vec<Point> = (0..5_000).map(|_| truth().sample(1.0, &mut rng)).collect();
        let mut fit = Mixture2::fit(&data, 2, &mut rng);
        let mut last = f64::NEG_INFINITY;
        for _ in 0..30 {
            let now = fit.em_step(&data, 1e-6);
            assert!(now >= last - 1e-12);
            last = now;
        }
        fit.components.sort_by(|a, b| a.mean.0.total_cmp(&b.mean.0));
        for (found, known) in fit.components.iter().zip(&truth().components) {
            // Four standard errors of mean and covariance with ~2,000 points each.
            assert!((found.mean.0 - known.mean.0).abs() < 0.07);
            for k in 0..3 {
                assert!((found.cov[k] - known.cov[k]).abs() < 0.08, "{found:?}");
            }
            assert!((found.weight - known.weight).abs() < 0.03);
        }
    }

    #[test]
    fn shrinking_scales_every_component() {
        let mut rng = strand(9, 0);
        let one = Mixture2 { components: vec![truth().components[0]] };
        let points: Vec<Point> = (0..20_000).map(|_| one.sample(0.5, &mut rng)).collect();
        let n = points.len() as f64;
        let mx = points.iter().map(|p| p.0).sum::<f64>() / n;
        let vx = points.iter().map(|p| (p.0 - mx).powi(2)).sum::<f64>() / n;
        assert!((vx / (0.25 * 0.3) - 1.0).abs() < 0.05, "{vx}");
    }
}
