//! The EM algorithm, over data eight at a time.

use std::f64::consts::PI;

use super::{Component, Gaussians, cholesky};
use crate::numerics::{fast::double, random::Rng, real::sum};

/// Data worked on side by side.
const LANES: usize = 8;

/// How to fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Starts; of several, each runs for `trial` steps and the likeliest is taken to the end
    /// (Biernacki, Celeux and Govaert 2003). EM finds a local maximum: more starts, a better one.
    pub starts: usize,
    /// Steps of a trial.
    pub trial: usize,
    /// Most steps of the one that is taken to the end.
    pub steps: usize,
    /// It ends where the mean log-likelihood, in nats, gains less in a step.
    pub gain: f64,
}

impl Default for Plan {
    /// One start; 40 steps, or less than 1e-5 gained.
    fn default() -> Self {
        Self { starts: 1, trial: 30, steps: 40, gain: 1e-5 }
    }
}

/// ln of a component's density is `constant` − ½|M(x − μ)|², M the inverse Cholesky factor.
struct Form<const D: usize> {
    constant: f64,
    inverse: [[f64; D]; D],
}

impl<const D: usize> Form<D> {
    fn new(c: &Component<D>) -> Self {
        let l = cholesky(&c.covariance);
        let mut inverse = [[0.0; D]; D];
        let mut constant = libm::log(c.weight.max(1e-300)) - 0.5 * D as f64 * libm::log(2.0 * PI);
        for i in 0..D {
            let pivot = l[i][i].max(1e-150);
            constant -= libm::log(pivot);
            for j in 0..=i {
                let dot: f64 = (j..i).map(|k| l[i][k] * inverse[k][j]).sum();
                inverse[i][j] = (f64::from(u8::from(i == j)) - dot) / pivot;
            }
        }
        Self { constant, inverse }
    }
}

/// Responsibilities and what they weigh, lane by lane, around the old mean: no cancellation far from 0.
#[derive(Clone)]
struct Sums<const D: usize> {
    n: [f64; LANES],
    first: [[f64; LANES]; D],
    second: [[[f64; LANES]; D]; D],
}

impl<const D: usize> Gaussians<D> {
    /// One iteration over `data` (not empty); returns the mean log-likelihood *before* the update, in nats.
    /// Variances stay above `least`, or a component collapses onto one datum.
    pub fn em_step(&mut self, data: &[[f64; D]], least: f64) -> f64 {
        let forms: Vec<Form<D>> = self.components.iter().map(Form::new).collect();
        let zero =
            Sums { n: [0.0; LANES], first: [[0.0; LANES]; D], second: [[[0.0; LANES]; D]; D] };
        let mut sums = vec![zero; forms.len()];
        let mut logs = vec![[0.0; LANES]; forms.len()];
        let mut total = 0.0;
        for chunk in data.chunks(LANES) {
            // Empty lanes repeat the first datum with weight 0.
            let lane = |l: usize| chunk.get(l).unwrap_or(&chunk[0]);
            let x: [[f64; LANES]; D] = std::array::from_fn(|d| std::array::from_fn(|l| lane(l)[d]));
            let weight: [f64; LANES] =
                std::array::from_fn(|l| if l < chunk.len() { 1.0 } else { 0.0 });
            total += self.responsibilities(&forms, &x, &weight, &mut logs);
            for ((c, s), r) in self.components.iter().zip(&mut sums).zip(&logs) {
                for l in 0..LANES {
                    s.n[l] += r[l];
                }
                for i in 0..D {
                    for l in 0..LANES {
                        s.first[i][l] += r[l] * (x[i][l] - c.mean[i]);
                    }
                    for j in 0..=i {
                        for l in 0..LANES {
                            let (a, b) = (x[i][l] - c.mean[i], x[j][l] - c.mean[j]);
                            s.second[i][j][l] += r[l] * a * b;
                        }
                    }
                }
            }
        }
        for (c, s) in self.components.iter_mut().zip(&sums) {
            c.refit(s, data.len() as f64, least);
        }
        total / data.len() as f64
    }

    /// Responsibilities times weights in `logs`; returns the weighted sum of ln density.
    #[inline(always)]
    fn responsibilities(
        &self,
        forms: &[Form<D>],
        x: &[[f64; LANES]; D],
        weight: &[f64; LANES],
        logs: &mut [[f64; LANES]],
    ) -> f64 {
        let mut top = [f64::NEG_INFINITY; LANES];
        for ((log, c), form) in logs.iter_mut().zip(&self.components).zip(forms) {
            let mut square = [0.0; LANES];
            for i in 0..D {
                let mut z = [0.0; LANES];
                for j in 0..=i {
                    for l in 0..LANES {
                        z[l] += form.inverse[i][j] * (x[j][l] - c.mean[j]);
                    }
                }
                for l in 0..LANES {
                    square[l] += z[l] * z[l];
                }
            }
            for l in 0..LANES {
                log[l] = form.constant - 0.5 * square[l];
                top[l] = if log[l] > top[l] { log[l] } else { top[l] };
            }
        }
        let mut density = [0.0; LANES];
        for log in &mut *logs {
            for l in 0..LANES {
                log[l] = double::exp(log[l] - top[l]);
                density[l] += log[l];
            }
        }
        let over: [f64; LANES] = std::array::from_fn(|l| weight[l] / density[l]);
        for log in logs {
            for l in 0..LANES {
                log[l] *= over[l];
            }
        }
        (0..LANES).map(|l| weight[l] * (top[l] + double::ln(density[l]))).sum()
    }

    /// The likeliest of a plan's starts, taken to the end.
    pub(super) fn best(
        data: &[[f64; D]],
        plan: Plan,
        least: f64,
        start: impl Fn(&mut Rng) -> Self,
        rng: &mut Rng,
    ) -> Self {
        let mut best = start(rng);
        if plan.starts > 1 {
            let mut greatest = f64::NEG_INFINITY;
            let first = std::iter::once(best.clone());
            let others: Vec<Self> = (1..plan.starts).map(|_| start(rng)).collect();
            for mut candidate in first.chain(others) {
                let mut likelihood = f64::NEG_INFINITY;
                for _ in 0..plan.trial.max(1) {
                    likelihood = candidate.em_step(data, least);
                }
                if likelihood > greatest {
                    (best, greatest) = (candidate, likelihood);
                }
            }
        }
        let mut last = f64::NEG_INFINITY;
        for _ in 0..plan.steps {
            let now = best.em_step(data, least);
            if now - last < plan.gain {
                break;
            }
            last = now;
        }
        best
    }
}

impl<const D: usize> Component<D> {
    fn refit(&mut self, s: &Sums<D>, data: f64, least: f64) {
        let n = sum(&s.n);
        self.weight = n / data;
        if n <= 1e-12 {
            return;
        }
        let shift: [f64; D] = std::array::from_fn(|i| sum(&s.first[i]) / n);
        let c = &mut self.covariance;
        for i in 0..D {
            self.mean[i] += shift[i];
            for j in 0..=i {
                c[i][j] = sum(&s.second[i][j]) / n - shift[i] * shift[j];
                c[j][i] = c[i][j];
            }
            c[i][i] = c[i][i].max(least);
        }
        // A correlation of one would make the next determinant zero.
        for i in 0..D {
            for j in 0..i {
                let most = 0.999 * libm::sqrt(c[i][i] * c[j][j]);
                c[i][j] = c[i][j].clamp(-most, most);
                c[j][i] = c[i][j];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{strand, uniform_in};

    /// The textbook's sums, a datum at a time, for two dimensions.
    fn slow_step(all: &Gaussians<2>, data: &[[f64; 2]]) -> (Vec<[f64; 6]>, f64) {
        let density = |c: &Component<2>, p: &[f64; 2]| {
            let [[a, b], [_, d]] = c.covariance;
            let det = a * d - b * b;
            let (x, y) = (p[0] - c.mean[0], p[1] - c.mean[1]);
            let q = (d * x * x - 2.0 * b * x * y + a * y * y) / det;
            c.weight * (-q / 2.0).exp() / (2.0 * PI * det.sqrt())
        };
        let mut rows = vec![[0.0; 6]; all.components.len()];
        let mut likelihood = 0.0;
        for p in data {
            let parts: Vec<f64> = all.components.iter().map(|c| density(c, p)).collect();
            let whole: f64 = parts.iter().sum();
            likelihood += whole.ln() / data.len() as f64;
            for (row, part) in rows.iter_mut().zip(parts) {
                let r = part / whole;
                let moments = [1.0, p[0], p[1], p[0] * p[0], p[0] * p[1], p[1] * p[1]];
                row.iter_mut().zip(moments).for_each(|(s, m)| *s += r * m);
            }
        }
        for row in &mut rows {
            let n = row[0];
            row.iter_mut().skip(1).for_each(|s| *s /= n);
            row[0] /= data.len() as f64;
            row[3] -= row[1] * row[1];
            row[4] -= row[1] * row[2];
            row[5] -= row[2] * row[2];
        }
        (rows, likelihood)
    }

    #[test]
    fn a_step_is_the_textbook_s() {
        let mut rng = strand(2, 0);
        let mut point = || [uniform_in(&mut rng, -1.0, 1.0), uniform_in(&mut rng, 2.0, 4.0)];
        let data: Vec<[f64; 2]> = (0..61).map(|_| point()).collect();
        let mut fit = Gaussians::seeded(&data, 3, 0.4, &mut strand(2, 1));
        for _ in 0..4 {
            let (rows, likelihood) = slow_step(&fit, &data);
            assert!((fit.em_step(&data, 1e-9) - likelihood).abs() < 1e-12);
            for (c, row) in fit.components.iter().zip(&rows) {
                let [[a, b], [_, d]] = c.covariance;
                for (found, exact) in [c.weight, c.mean[0], c.mean[1], a, b, d].iter().zip(row) {
                    assert!((found - exact).abs() < 1e-11, "{found} {exact}");
                }
            }
        }
    }

    #[test]
    fn of_several_starts_the_likeliest_is_taken_to_the_end() {
        // Two bumps. Two components in one place stay together for ever; apart they find one each.
        let mut rng = strand(3, 0);
        let data: Vec<[f64; 1]> =
            (0..400).map(|i| [f64::from(i % 2) + uniform_in(&mut rng, -0.05, 0.05)]).collect();
        let fit = |starts: usize| {
            let made = std::cell::Cell::new(0);
            let start = |_: &mut Rng| {
                made.set(made.get() + 1);
                let apart = if made.get() == 2 { 0.3 } else { 0.0 };
                Gaussians::around(vec![[0.2], [0.2 + apart]], 0.1)
            };
            let plan = Plan { starts, trial: 5, steps: 200, gain: 1e-9 };
            Gaussians::best(&data, plan, 1e-9, start, &mut strand(4, 0))
        };
        let (stuck, found) = (fit(1).components, fit(3).components);
        assert!(stuck.iter().all(|c| (c.mean[0] - 0.5).abs() < 0.01), "{stuck:?}");
        assert!(
            found[0].mean[0].abs() < 0.01 && (found[1].mean[0] - 1.0).abs() < 0.01,
            "{found:?}"
        );
    }
}
