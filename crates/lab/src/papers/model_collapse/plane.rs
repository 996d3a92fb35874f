//! Two-dimensional worlds, and how well samples cover them.

use crate::numerics::{
    distance,
    random::{Rng, below, normal},
};

/// A point.
pub type Point = (f64, f64);

/// Where real data come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Truth {
    /// Gaussians of deviation [`SIGMA`] at these centres, equally often.
    Modes(Vec<Point>),
    /// The reader's points, resampled.
    Own(Vec<Point>),
}

/// Deviation of each mode.
pub const SIGMA: f64 = 0.12;

impl Truth {
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

    /// The modes; none of the reader's own points.
    pub fn modes(&self) -> &[Point] {
        match self {
            Self::Modes(centres) => centres,
            Self::Own(_) => &[],
        }
    }

    /// Which of the modes still get at least a fifth of their share of the samples within four deviations.
    pub fn alive(&self, samples: &[Point]) -> Vec<bool> {
        let centres = self.modes();
        let share = samples.len() as f64 / centres.len() as f64 / 5.0;
        centres.iter().map(|&c| near(samples, c).count() as f64 >= share.max(1.0)).collect()
    }

    /// Deviation of the samples within the living modes, over that of reality: 1 is as wide as it was. NaN
    /// where there is no mode with two samples.
    pub fn spread(&self, samples: &[Point]) -> f64 {
        let alive = self.alive(samples);
        let (mut squares, mut degrees) = (0.0, 0.0);
        for (&centre, _) in self.modes().iter().zip(alive).filter(|(_, alive)| *alive) {
            let own: Vec<Point> = near(samples, centre).collect();
            if own.len() > 1 {
                let (_, [xx, _, yy]) = moments(&own);
                let freedom = own.len() as f64 - 1.0;
                squares += 0.5 * (xx + yy) * freedom;
                degrees += freedom;
            }
        }
        libm::sqrt(squares / degrees) / SIGMA
    }
}

/// The samples within four deviations of a mode.
fn near(samples: &[Point], centre: Point) -> impl Iterator<Item = Point> {
    samples.iter().copied().filter(move |&s| squared(s, centre) < 16.0 * SIGMA * SIGMA)
}

fn squared(a: Point, b: Point) -> f64 {
    (a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)
}

/// Precision and recall of what is made, by balls to the 5th neighbour (Kynkäänniemi et al. 2019). Repeated
/// points count once: they would have balls of no size. NaN where there are not more than five.
pub fn precision_recall(real: &[Point], made: &[Point]) -> (f64, f64) {
    const K: usize = 5;
    let distinct = |points: &[Point]| -> Vec<f64> {
        let mut all = points.to_vec();
        all.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        all.dedup();
        all.into_iter().flat_map(|(x, y)| [x, y]).collect()
    };
    let (real, made) = (distinct(real), distinct(made));
    if real.len().min(made.len()) <= 2 * K {
        return (f64::NAN, f64::NAN);
    }
    distance::precision_recall(&real, &made, 2, K)
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

    fn drawn(truth: &Truth, n: usize, strand_of: u64) -> Vec<Point> {
        let mut rng = strand(1, strand_of);
        (0..n).map(|_| truth.sample(&mut rng)).collect()
    }

    fn count(alive: &[bool]) -> usize {
        alive.iter().filter(|a| **a).count()
    }

    #[test]
    fn a_set_covers_itself_and_nothing_far_away() {
        let truth = Truth::grid25();
        let (a, b) = (drawn(&truth, 600, 1), drawn(&truth, 600, 2));
        assert_eq!(precision_recall(&a, &a), (1.0, 1.0));
        let (precision, recall) = precision_recall(&a, &b);
        assert!(precision > 0.85 && recall > 0.85);
        let far: Vec<Point> = a.iter().map(|p| (p.0 + 50.0, p.1)).collect();
        assert_eq!(precision_recall(&a, &far), (0.0, 0.0));
        assert_eq!((count(&truth.alive(&a)), count(&truth.alive(&far))), (25, 0));
    }

    #[test]
    fn repeated_points_do_not_hide_what_lies_among_them() {
        // Fourteen points a hundred times over: what is made beside each of them is real.
        let real: Vec<Point> = (0..1_400).map(|i| (f64::from(i % 14), 0.0)).collect();
        let made: Vec<Point> = (0..14).map(|i| (f64::from(i) + 0.01, 0.0)).collect();
        assert_eq!(precision_recall(&real, &made), (1.0, 1.0));
        assert!(precision_recall(&[(0.0, 0.0); 9], &made).0.is_nan());
    }

    #[test]
    fn the_spread_is_that_of_the_living_islands() {
        // Every island at half its width: a fit of 25 means to 2,000 points is within 4 × 1/√4000 of .5.
        let truth = Truth::grid25();
        let half: Vec<Point> = drawn(&truth, 2_000, 3)
            .into_iter()
            .map(|(x, y)| {
                let shrunk = |v: f64| v.round() + 0.5 * (v - v.round());
                (shrunk(x), shrunk(y))
            })
            .collect();
        assert!((truth.spread(&half) - 0.5).abs() < 0.04);
        assert!(truth.spread(&[]).is_nan() && Truth::Own(half.clone()).spread(&half).is_nan());
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
