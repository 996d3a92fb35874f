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
            Origin::Own(rows) => 10.0 / libm::sqrt(variance(&rows[0])).max(1e-9),
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
        let k = (place as usize).clamp(1, POINTS - 3);
        let t = place - k as f64;
        let weights = [
            -t * (t - 1.0) * (t - 2.0) / 6.0,
            (t + 1.0) * (t - 1.0) * (t - 2.0) / 2.0,
            -(t + 1.0) * t * (t - 2.0) / 2.0,
            (t + 1.0) * t * (t - 1.0) / 6.0,
        ];
        self.curves.iter().map(|c| (0..4).map(|i| weights[i] * c[k - 1 + i]).sum()).collect()
    }

    /// The best α: mean field's, or for the reader's own scores that of their mean curve.
    pub(super) fn optimum(&self) -> f64 {
        match &self.origin {
            Origin::Law(law) => law.optimum(self.n()),
            Origin::Own(rows) => {
                let few = &rows[..rows.len().min(64)];
                let mean = |a: f64| few.iter().map(|s| objective(a, s)).sum::<f64>();
                let best = (1..POINTS)
                    .map(|k| k as f64 * self.delta)
                    .max_by(|a, b| mean(*a).total_cmp(&mean(*b)))
                    .unwrap_or(1.0);
                maximum(best - self.delta, best + self.delta, mean)
            }
        }
    }
}

/// The reader's scores: q kᵀ/√d where both are given, else the one row.
fn own(values: &Values) -> Result<Vec<Vec<f64>>, ParamError> {
    let (q, k) = (values.data("queries"), values.data("keys"));
    if q.is_empty() && k.is_empty() && values.data("own").is_empty() {
        return Ok(example());
    }
    let scores = if !q.is_empty() && !k.is_empty() {
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
    let flat = |s: &Vec<f64>| s.len() < 2 || s.iter().all(|x| *x == s[0]);
    if scores.iter().any(flat) {
        return Err(ParamError::new(
            "own",
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
