//! Two-dimensional worlds, and how well samples cover them.

use crate::numerics::random::{Rng, below, normal};

/// A point.
pub type Point = (f64, f64);

/// Where real data come from.
#[derive(Clone, Debug, PartialEq)]
pub enum World {
    /// Gaussians of deviation [`SIGMA`] at these centres, equally often.
    Modes(Vec<Point>),
    /// The reader's points, resampled.
    Own(Vec<Point>),
}

/// Deviation of each mode.
pub const SIGMA: f64 = 0.12;

impl World {
    /// 5 × 5 modes at distance 1.
    pub fn grid25() -> Self {
        Self::Modes((0..25).map(|i| (f64::from(i % 5) - 2.0, f64::from(i / 5) - 2.0)).collect())
    }

    /// Eight modes on a circle of radius 2.
    pub fn ring() -> Self {
        Self::Modes(
            (0..8)
                .map(|i| {
                    let angle = f64::from(i) * std::f64::consts::FRAC_PI_4;
                    (2.0 * libm::cos(angle), 2.0 * libm::sin(angle))
                })
                .collect(),
        )
    }

    /// One real point.
    pub fn sample(&self, rng: &mut Rng) -> Point {
        match self {
            Self::Modes(centres) => {
                let (x, y) = centres[below(rng, centres.len())];
                (x + SIGMA * normal(rng), y + SIGMA * normal(rng))
            }
            Self::Own(points) => points[below(rng, points.len())],
        }
    }

    /// How many of the modes still get at least a fifth of their share of the samples, within four
    /// deviations; NaN where there are no modes to count.
    pub fn modes_alive(&self, samples: &[Point]) -> f64 {
        let Self::Modes(centres) = self else {
            return f64::NAN;
        };
        let share = samples.len() as f64 / centres.len() as f64 / 5.0;
        let near = |c: &Point| {
            samples.iter().filter(|s| squared(**s, *c) < 16.0 * SIGMA * SIGMA).count() as f64
        };
        centres.iter().filter(|c| near(c) >= share.max(1.0)).count() as f64
    }
}

fn squared(a: Point, b: Point) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// Squared distance of each point to its k-th nearest other point.
fn radii(points: &[Point], k: usize) -> Vec<f64> {
    points
        .iter()
        .enumerate()
        .map(|(i, &p)| {
            let mut nearest = vec![f64::INFINITY; k];
            for (j, &q) in points.iter().enumerate() {
                let d = squared(p, q);
                if i != j && d < nearest[k - 1] {
                    let at = nearest.partition_point(|&x| x <= d);
                    nearest.insert(at, d);
                    nearest.pop();
                }
            }
            nearest[k - 1]
        })
        .collect()
}

/// Share of `points` that lie within the ball around some point of `manifold` that reaches to its 5th
/// neighbour (Kynkäänniemi et al. 2019): precision for synthetic points on real ones, recall the other
/// way round.
pub fn covered(points: &[Point], manifold: &[Point]) -> f64 {
    const K: usize = 5;
    if manifold.len() <= K || points.is_empty() {
        return f64::NAN;
    }
    let radii = radii(manifold, K);
    let inside =
        points.iter().filter(|p| manifold.iter().zip(&radii).any(|(m, r)| squared(**p, *m) <= *r));
    inside.count() as f64 / points.len() as f64
}

/// Mean and covariance (xx, xy, yy) with n − 1.
pub fn moments(points: &[Point]) -> (Point, [f64; 3]) {
    let n = points.len() as f64;
    let mean = points.iter().fold((0.0, 0.0), |m, p| (m.0 + p.0 / n, m.1 + p.1 / n));
    let mut cov = [0.0; 3];
    for p in points {
        let (x, y) = (p.0 - mean.0, p.1 - mean.1);
        cov[0] += x * x;
        cov[1] += x * y;
        cov[2] += y * y;
    }
    (mean, cov.map(|c| c / (n - 1.0)))
}

/// W₂² between the Gaussians of two sets' moments: ‖Δμ‖² + tr Σ₁ + tr Σ₂ − 2 tr(Σ₁^{1/2}Σ₂Σ₁^{1/2})^{1/2}.
/// For 2 × 2 matrices tr M^{1/2} = √(tr M + 2√det M).
pub fn gaussian_distance(a: &[Point], b: &[Point]) -> f64 {
    let ((m1, s1), (m2, s2)) = (moments(a), moments(b));
    // tr(Σ₁Σ₂) and det(Σ₁Σ₂) are those of the symmetric product.
    let trace = s1[0] * s2[0] + 2.0 * s1[1] * s2[1] + s1[2] * s2[2];
    let det = (s1[0] * s1[2] - s1[1] * s1[1]) * (s2[0] * s2[2] - s2[1] * s2[1]);
    let cross = libm::sqrt((trace + 2.0 * libm::sqrt(det.max(0.0))).max(0.0));
    squared(m1, m2) + s1[0] + s1[2] + s2[0] + s2[2] - 2.0 * cross
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn a_set_covers_itself_and_nothing_far_away() {
        let world = World::grid25();
        let mut rng = strand(1, 1);
        let a: Vec<Point> = (0..600).map(|_| world.sample(&mut rng)).collect();
        let b: Vec<Point> = (0..600).map(|_| world.sample(&mut rng)).collect();
        assert_eq!(covered(&a, &a), 1.0);
        assert!(covered(&b, &a) > 0.85 && covered(&a, &b) > 0.85);
        let far: Vec<Point> = a.iter().map(|p| (p.0 + 50.0, p.1)).collect();
        assert_eq!(covered(&far, &a), 0.0);
        assert_eq!(world.modes_alive(&a), 25.0);
        assert_eq!(world.modes_alive(&far), 0.0);
    }

    #[test]
    fn distance_of_scaled_and_shifted_sets() {
        // Scaling by c scales Σ^{1/2}: W₂² = (c−1)² tr Σ; a shift adds its square.
        let mut rng = strand(2, 1);
        let a: Vec<Point> = (0..500).map(|_| (normal(&mut rng), 2.0 * normal(&mut rng))).collect();
        let (_, cov) = moments(&a);
        let (m, _) = moments(&a);
        let b: Vec<Point> =
            a.iter().map(|p| (m.0 + 3.0 + 1.5 * (p.0 - m.0), m.1 + 1.5 * (p.1 - m.1))).collect();
        let expected = 9.0 + 0.25 * (cov[0] + cov[2]);
        assert!((gaussian_distance(&a, &b) - expected).abs() < 1e-9);
    }
}
