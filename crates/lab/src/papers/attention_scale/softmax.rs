//! Softmax of scaled scores and what a gradient can get through it.

pub use crate::numerics::softmax::{collision, entropy, jacobian, softmax};
use crate::numerics::{fast, real::greatest};

/// F(α) = ½‖∂p/∂s‖₁ = α(1 − Σp²) (post 9812).
pub fn objective(alpha: f64, scores: &[f64]) -> f64 {
    alpha * (1.0 - collision(&softmax(alpha, scores)))
}

/// Sums over the scores at one α, each score counted from the greatest one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sums {
    /// The scale α.
    pub alpha: f64,
    /// Σ e^{αs}.
    pub sum: f64,
    /// Σ e^{2αs}.
    pub squares: f64,
    /// Σ s e^{αs}.
    pub moment: f64,
}

impl Sums {
    /// F(α) = α(1 − Σp²).
    pub fn objective(self) -> f64 {
        self.alpha * (1.0 - self.collision())
    }

    /// Σp².
    pub fn collision(self) -> f64 {
        self.squares / (self.sum * self.sum)
    }

    /// Shannon's entropy: ln Σe^{αs} − α E_p s.
    pub fn entropy(self) -> f64 {
        libm::log(self.sum) - self.alpha * self.moment / self.sum
    }
}

/// Scores worked on together: they stay in the nearest cache while α runs along the grid.
const BLOCK: usize = 256;
/// Lanes summed apart, so that the compiler can use vectors without reordering anything.
const LANES: usize = 4;
/// Powers below this have no part in any sum, and would soon be subnormal, and slow.
const NOTHING: f64 = 1e-290;

/// The sums on the grid 0, δ, 2δ, …: from one point to the next each e^{αs} is multiplied by e^{δs}, so
/// that a score costs one exponential for the whole curve. The product's relative error grows by half a
/// unit in the last place a point.
pub fn sweep(scores: &[f64], delta: f64, points: usize) -> Vec<Sums> {
    let zero = Sums { alpha: 0.0, sum: 0.0, squares: 0.0, moment: 0.0 };
    let mut all = vec![zero; points];
    for (k, sums) in all.iter_mut().enumerate() {
        sums.alpha = delta * k as f64;
    }
    blocks(scores, delta, |from_top, factors, powers| {
        for at in &mut all {
            let (mut sums, mut squares, mut moments) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
            let rows = powers.as_chunks_mut::<LANES>().0.iter_mut();
            let others = factors.as_chunks::<LANES>().0.iter().zip(from_top.as_chunks::<LANES>().0);
            for (p, (f, s)) in rows.zip(others) {
                for l in 0..LANES {
                    sums[l] += p[l];
                    squares[l] += p[l] * p[l];
                    moments[l] += p[l] * s[l];
                    let next = p[l] * f[l];
                    p[l] = if next < NOTHING { 0.0 } else { next };
                }
            }
            at.sum += add(sums);
            at.squares += add(squares);
            at.moment += add(moments);
        }
    });
    all
}

/// F on the same grid, for which half as much suffices: Σe^{2αs} is Σe^{αs} at the point twice as far.
pub fn curve(scores: &[f64], delta: f64, points: usize) -> Vec<f64> {
    // Every point up to the last, every second one from there to twice as far.
    let mut near = vec![0.0; points.next_multiple_of(STRETCH)];
    let last = (points - 1).next_multiple_of(2);
    let mut far = vec![0.0; (points - last / 2).next_multiple_of(STRETCH)];
    let mut doubled = Vec::with_capacity(BLOCK);
    blocks(scores, delta, |_, factors, powers| {
        doubled.clear();
        doubled.extend(factors.iter().map(|f| f * f));
        // The place from which `far` goes on, an even one, is reached within `near`.
        let (before, after) = near.split_at_mut(last / STRETCH * STRETCH);
        run(powers, factors, before);
        let mut branch = powers.to_vec();
        for _ in 0..last % STRETCH {
            branch.iter_mut().zip(factors).for_each(|(p, f)| *p *= f);
        }
        run(powers, factors, after);
        run(&mut branch, &doubled, &mut far);
    });
    let twice = |k: usize| if 2 * k < last { near[2 * k] } else { far[k - last / 2] };
    let objective = |k: usize| {
        let sum = near[k];
        delta * k as f64 * (1.0 - twice(k) / (sum * sum))
    };
    (0..points).map(objective).collect()
}

/// Points of one passage over a block.
const STRETCH: usize = 4;

/// Adds Σp to each of `sums`, multiplying the powers by their factors between one and the next. The number
/// of sums is a multiple of [`STRETCH`].
fn run(powers: &mut [f64], factors: &[f64], sums: &mut [f64]) {
    for sums in sums.as_chunks_mut::<STRETCH>().0 {
        let mut lanes = [[0.0; LANES]; STRETCH];
        let rows = powers.as_chunks_mut::<LANES>().0.iter_mut();
        for (p, f) in rows.zip(factors.as_chunks::<LANES>().0) {
            let mut power = *p;
            for lanes in &mut lanes {
                for l in 0..LANES {
                    lanes[l] += power[l];
                    power[l] *= f[l];
                }
            }
            for l in 0..LANES {
                p[l] = if power[l] < NOTHING { 0.0 } else { power[l] };
            }
        }
        for (sum, lanes) in sums.iter_mut().zip(lanes) {
            *sum += add(lanes);
        }
    }
}

fn add(lanes: [f64; LANES]) -> f64 {
    (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
}

/// Gives `work` the scores block by block, from the greatest one, with their factors e^{δs} and powers 1;
/// padded by scores of no weight, so that there is no tail to treat apart.
fn blocks(scores: &[f64], delta: f64, mut work: impl FnMut(&[f64], &[f64], &mut [f64])) {
    let top = greatest(scores);
    let (mut from_top, mut factors, mut powers) = (Vec::new(), Vec::new(), Vec::new());
    for block in scores.chunks(BLOCK) {
        let padded = block.len().next_multiple_of(LANES);
        from_top.clear();
        from_top.extend(block.iter().map(|s| s - top));
        factors.clear();
        factors.extend(from_top.iter().map(|s| delta * s));
        fast::exp(&mut factors);
        powers.clear();
        powers.resize(block.len(), 1.0);
        for all in [&mut from_top, &mut factors, &mut powers] {
            all.resize(padded, 0.0);
        }
        work(&from_top, &factors, &mut powers);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_objective_is_half_of_the_jacobian(scores in prop::collection::vec(-4.0..4.0f64, 2..9), alpha in 0.1..6.0f64) {
            let j = jacobian(alpha, &softmax(alpha, &scores));
            let half: f64 = j.iter().map(|x| x.abs()).sum::<f64>() / 2.0;
            prop_assert!((half - objective(alpha, &scores)).abs() < 1e-12);
        }

        #[test]
        fn the_curve_is_the_objective_point_by_point(scores in prop::collection::vec(-9.0..9.0f64, 2..600), points in 2usize..205) {
            for (k, f) in curve(&scores, 0.05, points).into_iter().enumerate() {
                prop_assert!((f - objective(0.05 * k as f64, &scores)).abs() < 1e-11, "{} {}", k, points);
            }
        }

        #[test]
        fn the_sweep_is_softmax_point_by_point(scores in prop::collection::vec(-5.0..5.0f64, 2..40)) {
            for (k, sums) in sweep(&scores, 0.05, 201).into_iter().enumerate() {
                let alpha = 0.05 * k as f64;
                prop_assert!((sums.objective() - objective(alpha, &scores)).abs() < 1e-11);
                prop_assert!((sums.entropy() - entropy(&softmax(alpha, &scores))).abs() < 1e-10);
            }
        }
    }
}
