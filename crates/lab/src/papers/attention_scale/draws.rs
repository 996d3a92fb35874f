//! Draws of scores: one in full, many as curves of F over α.

use super::{
    law::Law,
    softmax::{Sums, curve, objective, sweep},
};
use crate::{
    Message, ParamError, Progress, Values,
    numerics::{
        quantile::{Band, linspace, variance},
        random::{normal, strand},
        roots::maximum,
    },
};

/// Points of the curves.
const POINTS: usize = 201;
/// Scores drawn in one slice, about 2 ms of work.
const SLICE: usize = 24_000;

/// Where the scores come from.
pub(super) enum Origin {
    /// A law, n, and how many sets are drawn.
    Law(Law),
    /// The reader's scores, one set a query.
    Own(Vec<Vec<f64>>),
}

/// Everything that the figures of a scale describe.
pub(super) struct Draws {
    pub(super) values: Values,
    pub(super) origin: Origin,
    /// Scores of the draw that is shown in full.
    pub(super) first: Vec<f64>,
    /// Spacing of the grid of α, which begins at 0.
    pub(super) delta: f64,
    /// Of each draw the scores that still count beyond the grid: e^{−30} of the greatest there, or more.
    tails: Vec<Vec<f64>>,
    /// F on the grid, one curve a draw.
    pub(super) curves: Vec<Vec<f64>>,
    /// All of the first draw's sums.
    pub(super) sums: Vec<Sums>,
    draws: usize,
    scratch: Vec<f64>,
}

impl Draws {
    /// Draws of the law that the values name; none beyond the first yet.
    pub(super) fn of_law(values: &Values) -> Self {
        Self::new(values, Origin::Law(Law::named(values)), values.count("draws"))
    }

    /// The reader's own scores, one draw a query.
    ///
    /// # Errors
    /// Queries and keys of different dimension; scores that are all equal.
    pub(super) fn of_own(values: &Values) -> Result<Self, ParamError> {
        let rows = own(values)?;
        let draws = rows.len();
        Ok(Self::new(values, Origin::Own(rows), draws))
    }

    fn new(values: &Values, origin: Origin, draws: usize) -> Self {
        let reach = match &origin {
            Origin::Law(law) => law.reach(),
            // Ten standard deviations, as for normal scores.
            Origin::Own(rows) => 10.0 / libm::sqrt(width(rows)).max(1e-9),
        };
        let mut all = Self {
            values: values.clone(),
            origin,
            first: Vec::new(),
            delta: reach / (POINTS - 1) as f64,
            curves: Vec::new(),
            tails: Vec::new(),
            sums: Vec::new(),
            draws,
            scratch: Vec::new(),
        };
        all.draw();
        all.first.clone_from(&all.scratch);
        all.sums = sweep(&all.first, all.delta, POINTS);
        all
    }

    /// Does one slice of drawing.
    pub(super) fn advance(&mut self) -> Progress {
        let mut budget = SLICE;
        while self.curves.len() < self.draws {
            self.draw();
            let Some(rest) = budget.checked_sub(self.scratch.len()) else {
                break;
            };
            budget = rest;
        }
        Progress::of(self.curves.len() as u64, self.draws as u64)
    }

    /// Adds the next draw. Each has its own strand, so that the order of work does not matter.
    fn draw(&mut self) {
        let i = self.curves.len();
        match &self.origin {
            Origin::Law(law) => {
                let mut rng = strand(self.values.seed("seed"), 1 + i as u64);
                law.draw(self.values.count("n"), &mut rng, &mut self.scratch);
            }
            Origin::Own(rows) => self.scratch.clone_from(&rows[i]),
        }
        let top = self.scratch.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let least = top - 30.0 / self.reach();
        self.tails.push(self.scratch.iter().copied().filter(|s| *s >= least).collect());
        self.curves.push(curve(&self.scratch, self.delta, POINTS));
    }

    /// Number of scores.
    pub(super) fn n(&self) -> f64 {
        self.first.len() as f64
    }

    /// The scale set by the reader.
    pub(super) fn alpha(&self) -> f64 {
        self.values.number("alpha")
    }

    /// The greatest scale of the sweep.
    pub(super) fn reach(&self) -> f64 {
        self.delta * (POINTS - 1) as f64
    }

    /// The grid of α.
    pub(super) fn grid(&self) -> Vec<f64> {
        linspace(0.0, self.delta * (POINTS - 1) as f64, POINTS)
    }

    /// F at each point of the grid over all draws.
    pub(super) fn band(&self) -> Band {
        let mut band = Band::default();
        let mut column = Vec::with_capacity(self.curves.len());
        for k in 0..POINTS {
            column.clear();
            column.extend(self.curves.iter().map(|c| c[k]));
            band.push(&mut column);
        }
        band
    }

    /// F of each draw at the reader's α, between grid points by the cubic through four of them.
    pub(super) fn at_alpha(&self) -> Vec<f64> {
        let place = self.alpha() / self.delta;
        if place > (POINTS - 1) as f64 {
            return self.tails.iter().map(|tail| objective(self.alpha(), tail)).collect();
        }
        self.curves.iter().map(|c| between(c, place)).collect()
    }

    /// The scale at which the mean of all curves is greatest, and that mean. `None` where it rises as far as it is
    /// drawn: a largest score that is shared has no best scale.
    pub(super) fn best(&self) -> Option<(f64, f64)> {
        let share = 1.0 / self.curves.len() as f64;
        let mut mean = vec![0.0; POINTS];
        for curve in &self.curves {
            mean.iter_mut().zip(curve).for_each(|(m, f)| *m += share * f);
        }
        let top = (0..POINTS).max_by(|a, b| mean[*a].total_cmp(&mean[*b]))?;
        if top == POINTS - 1 {
            return None;
        }
        let place = maximum(top as f64 - 1.0, top as f64 + 1.0, |x| between(&mean, x));
        Some((place * self.delta, between(&mean, place)))
    }
}

/// A curve between its points, by the cubic through four of them; `place` counts points.
fn between(curve: &[f64], place: f64) -> f64 {
    let k = (place as usize).clamp(1, POINTS - 3);
    let t = place - k as f64;
    let weights = [
        -t * (t - 1.0) * (t - 2.0) / 6.0,
        (t + 1.0) * (t - 1.0) * (t - 2.0) / 2.0,
        -(t + 1.0) * t * (t - 2.0) / 2.0,
        (t + 1.0) * t * (t - 1.0) / 6.0,
    ];
    weights.iter().zip(&curve[k - 1..]).map(|(w, f)| w * f).sum()
}

/// Variance within a row, averaged over the rows.
fn width(rows: &[Vec<f64>]) -> f64 {
    rows.iter().map(|row| variance(row)).sum::<f64>() / rows.len() as f64
}

/// The reader's scores: q kᵀ/√d where both are given, else the one row.
fn own(values: &Values) -> Result<Vec<Vec<f64>>, ParamError> {
    let (q, k) = (values.data("queries"), values.data("keys"));
    if q.is_empty() && k.is_empty() && values.data("own").is_empty() {
        return Ok(example());
    }
    let pairs = !q.is_empty() && !k.is_empty();
    let mut scores: Vec<Vec<f64>> = if pairs {
        if q.columns() != k.columns() {
            return Err(ParamError::new(
                "keys",
                Message::new(
                    format!(
                        "Queries have {} columns and keys {}: both need the same dimension d.",
                        q.columns(),
                        k.columns()
                    ),
                    format!(
                        "查询有 {} 列而键有 {} 列：两者的维数 d 必须相同。",
                        q.columns(),
                        k.columns()
                    ),
                ),
            ));
        }
        let root = libm::sqrt(q.columns() as f64);
        // 256 queries fill the band; 4,096 × 4,096 scores would not fit in memory.
        q.values()
            .chunks_exact(q.columns())
            .take(256)
            .map(|q| {
                k.values()
                    .chunks_exact(k.columns())
                    .map(|k| q.iter().zip(k).map(|(a, b)| a * b).sum::<f64>() / root)
                    .collect()
            })
            .collect()
    } else {
        vec![values.data("own").values().to_vec()]
    };
    // A query that tells no key from another, such as padding, has no scale to choose.
    scores.retain(|s| s.iter().any(|x| *x != s[0]));
    if scores.is_empty() {
        return Err(ParamError::new(
            if pairs { "keys" } else { "own" },
            Message::new(
                "Paste at least two different scores, or queries and at least two keys.",
                "请贴入至少两个不同的分数，或者查询与至少两个键。",
            ),
        ));
    }
    Ok(scores)
}

/// What stands there until the reader brings something: random queries and keys of 64 numbers, 64 of each.
fn example() -> Vec<Vec<f64>> {
    const SIZE: usize = 64;
    let mut rng = strand(1, 0);
    let mut drawn = || -> Vec<f64> { (0..SIZE * SIZE).map(|_| normal(&mut rng)).collect() };
    let (q, k) = (drawn(), drawn());
    q.chunks_exact(SIZE)
        .map(|q| {
            let scores = k
                .chunks_exact(SIZE)
                .map(|k| q.iter().zip(k).map(|(a, b)| a * b).sum::<f64>() / 8.0);
            scores.collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{numerics::roots::bisect, papers::attention_scale::PAPER, state::decode};

    fn drawn(setting: &str) -> Result<Draws, ParamError> {
        let (values, notices) = decode(&PAPER, setting, &[]);
        assert!(notices.is_empty(), "{notices:?}");
        Draws::of_own(&values).map(|mut draws| {
            while draws.advance().more {}
            draws
        })
    }

    #[test]
    fn the_best_scale_of_two_scores_solves_x_tanh_x_is_a_half() {
        // p = 1/(1 + e^{−α}): F = α/(2 cosh²(α/2)), F′ = 0 where (α/2) tanh(α/2) = ½.
        let x = bisect(0.1, 2.0, |x| x * x.tanh() - 0.5).unwrap();
        let (scale, gradient) = drawn("view=own&own=0,1").unwrap().best().unwrap();
        assert!((scale - 2.0 * x).abs() < 1e-3, "{scale}");
        assert!((gradient - x / x.cosh().powi(2)).abs() < 1e-6, "{gradient}");
    }

    #[test]
    fn a_largest_score_that_is_shared_has_no_best_scale() {
        assert_eq!(drawn("view=own&own=1,1,0").unwrap().best(), None);
    }

    #[test]
    fn a_query_of_zeros_is_left_out_and_alone_refused() {
        // What is left has two scores √½ apart: as for 0 and 1, with a scale √2 as large.
        let both = drawn("view=own&queries=[[0,0],[1,1]]&keys=[[1,0],[0,2]]").unwrap();
        assert_eq!(both.curves.len(), 1);
        let one = drawn("view=own&own=0,1").unwrap();
        let ratio = both.best().unwrap().0 / one.best().unwrap().0;
        assert!((ratio - std::f64::consts::SQRT_2).abs() < 1e-5, "{ratio}");
        let alone = drawn("view=own&queries=[[0,0]]&keys=[[1,0],[0,2]]");
        assert_eq!(alone.err().map(|e| e.key), Some("keys"));
    }
}
