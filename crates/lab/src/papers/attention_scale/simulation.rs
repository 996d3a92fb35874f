//! The exhibit: one draw in full, many draws as bands, mean field beside them.

use figure::Figure;

use super::{
    PAPER, figures,
    law::Law,
    optimum::{Fit, own_fit},
    softmax::{Sums, collision, curve, entropy, objective, softmax, sweep},
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Revision, Simulation, Values,
    numerics::{
        quantile::{Band, linspace, logspace, mean_and_error, of_sorted, sorted, variance},
        random::strand,
        roots::maximum,
    },
};

/// Points of the curves.
const POINTS: usize = 201;
/// Scores drawn in one slice, about 2 ms of work.
const SLICE: usize = 24_000;
/// Params that concern what is shown, not what is drawn.
const VIEW: &[&str] = &["alpha", "fit_from", "fit_to", "fit_grid"];

/// Where the scores come from.
pub(super) enum Origin {
    /// A law, n, and how many sets are drawn.
    Law(Law),
    /// The reader's scores, one set a query.
    Own(Vec<Vec<f64>>),
}

/// Everything the figures describe.
pub(super) struct Scale {
    pub(super) values: Values,
    pub(super) origin: Origin,
    /// Scores of the draw that is shown in full.
    pub(super) first: Vec<f64>,
    /// Spacing of the grid of α, which begins at 0.
    pub(super) delta: f64,
    /// F on the grid, one curve a draw.
    pub(super) curves: Vec<Vec<f64>>,
    /// All of the first draw's sums.
    pub(super) sums: Vec<Sums>,
    /// The best α over [`keys`] for this law, and for half and twice its dimension.
    pub(super) optima: Vec<(Law, Vec<f64>)>,
    /// The reader's own fit to it.
    pub(super) own: Option<Fit>,
    draws: usize,
    scratch: Vec<f64>,
}

impl Scale {
    /// Starts with one draw.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let (origin, draws) = match law(values) {
            Some(law) => (Origin::Law(law), values.count("draws")),
            None => {
                let rows = own(values)?;
                let draws = rows.len();
                (Origin::Own(rows), draws)
            }
        };
        let reach = match &origin {
            Origin::Law(law) => law.reach(),
            // Ten standard deviations, as for normal scores.
            Origin::Own(rows) => 10.0 / libm::sqrt(variance(&rows[0])).max(1e-9),
        };
        let mut scale = Self {
            values: values.clone(),
            origin,
            first: Vec::new(),
            delta: reach / (POINTS - 1) as f64,
            curves: Vec::new(),
            sums: Vec::new(),
            optima: Vec::new(),
            own: None,
            draws,
            scratch: Vec::new(),
        };
        scale.draw();
        scale.first.clone_from(&scale.scratch);
        scale.sums = sweep(&scale.first, scale.delta, POINTS);
        if let Some(law) = scale.law() {
            scale.own = Some(own_fit(law, values));
            let keys = keys();
            let laws = match law {
                Law::Cosine { d } => {
                    vec![law, Law::Cosine { d: (d / 2.0).max(3.0) }, Law::Cosine { d: 2.0 * d }]
                }
                _ => vec![law],
            };
            scale.optima = laws
                .into_iter()
                .map(|law| (law, keys.iter().map(|&n| law.optimum(n)).collect()))
                .collect();
        }
        Ok(scale)
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
    fn at_alpha(&self) -> Vec<f64> {
        let place = self.alpha() / self.delta;
        if place > (POINTS - 1) as f64 {
            return Vec::new();
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

    /// The law, where there is one.
    pub(super) fn law(&self) -> Option<Law> {
        match self.origin {
            Origin::Law(law) => Some(law),
            Origin::Own(_) => None,
        }
    }
}

/// Numbers of keys at which the best α is drawn: 2 to a million.
pub(super) fn keys() -> Vec<f64> {
    logspace(2.0, 1e6, 49)
}

/// The law that the values name; none for the reader's own scores.
pub(super) fn law(values: &Values) -> Option<Law> {
    match values.choice("scores") {
        "cosine" => Some(Law::Cosine { d: values.count("d") as f64 }),
        "correlated" => Some(Law::Correlated { rho: values.number("rho") }),
        "planted" => Some(Law::Planted { gap: values.number("gap") }),
        "own" => None,
        _ => Some(Law::Normal),
    }
}

/// The reader's scores: q kᵀ/√d where both are given, else the one row.
fn own(values: &Values) -> Result<Vec<Vec<f64>>, ParamError> {
    let (q, k) = (values.data("queries"), values.data("keys"));
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

impl Simulation for Scale {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let mut budget = SLICE;
        while self.curves.len() < self.draws {
            self.draw();
            let Some(rest) = budget.checked_sub(self.scratch.len()) else {
                break;
            };
            budget = rest;
        }
        Ok(Progress::of(self.curves.len() as u64, self.draws as u64))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::all(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let alpha = self.alpha();
        let p = softmax(alpha, &self.first);
        let mut r = Readouts::unknown(PAPER.readouts);
        let star = self.optimum();
        let (best, fit, plateau) = match self.law() {
            Some(law) => (law.objective(star, self.n()), law.fit(self.n()), law.plateau(self.n())),
            None => (objective(star, &self.first), f64::NAN, f64::NAN),
        };
        let sampled = self.at_alpha();
        let (mean, error) =
            if sampled.is_empty() { (f64::NAN, f64::NAN) } else { mean_and_error(&sampled) };
        r.set("alpha_star", star);
        r.set("objective_star", best);
        r.set("alpha_star_fit", fit);
        r.set("fit_error", 100.0 * (fit / star - 1.0));
        r.set("objective", alpha * (1.0 - collision(&p)));
        r.set("objective_mean", mean);
        r.set("objective_mean_se", error);
        r.set("objective_median", of_sorted(&sorted(&sampled), 0.5));
        r.set("plateau", plateau);
        r.set("entropy", entropy(&p));
        r.set("effective_count", 1.0 / collision(&p));
        let own = self.own;
        r.set("fit_coefficient", own.map_or(f64::NAN, |f| f.coefficient));
        r.set("fit_worst", own.map_or(f64::NAN, |f| 100.0 * f.worst));
        r
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        if !values.same_except(&self.values, VIEW) {
            return Ok(Revision::Restart);
        }
        if !values.same_except(&self.values, &["alpha"]) {
            self.own = self.law().map(|law| own_fit(law, values));
        }
        self.values = values.clone();
        Ok(Revision::Applied)
    }
}
