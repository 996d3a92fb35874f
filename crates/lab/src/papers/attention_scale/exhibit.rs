//! The views: what each of them computes, shows and tells.

use figure::Figure;

use super::{
    draws::{Draws, Origin},
    figures,
    law::Law,
    optimum::{Fit, own_fit},
    softmax::{collision, entropy, softmax},
};
use crate::{
    Halt, Lang, ParamError, Progress, Readouts, Revision, Simulation, Values,
    numerics::quantile::{logspace, mean_and_error, of_sorted, sorted},
};

/// What one scale does to many draws, and to one of them in full.
pub(super) struct Scale(Draws);

impl Scale {
    /// Scores of a law.
    pub(super) fn of_law(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        Ok(Box::new(Self(Draws::of_law(values))))
    }

    /// The reader's own scores.
    pub(super) fn of_own(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        Ok(Box::new(Self(Draws::of_own(values)?)))
    }
}

impl Simulation for Scale {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(self.0.advance())
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        vec![figures::gradient::figure(&self.0, lang), figures::attention::figure(&self.0, lang)]
    }

    fn readouts(&self) -> Readouts {
        let (draws, alpha) = (&self.0, self.0.alpha());
        let p = softmax(alpha, &draws.first);
        let sampled = draws.at_alpha();
        let (mean, error) = mean_and_error(&sampled);
        let mut readouts = Readouts::new()
            .with("objective", alpha * (1.0 - collision(&p)))
            .with("objective_mean", mean)
            .with("objective_mean_se", error)
            .with("objective_median", of_sorted(&sorted(&sampled), 0.5))
            // Never −0.
            .with("entropy", entropy(&p).abs())
            .with("effective_count", 1.0 / collision(&p));
        match draws.origin {
            Origin::Law(law) => {
                let star = law.optimum(draws.n());
                told(law, draws.n(), star, readouts)
                    .with("objective_star", law.objective(star, draws.n()))
                    .with("plateau", law.plateau(draws.n()))
            }
            Origin::Own(_) => match draws.best() {
                Some((scale, gradient)) => {
                    readouts.with("own_star", scale).with("own_objective", gradient)
                }
                None => {
                    ["own_star", "own_objective"].into_iter().for_each(|key| readouts.na(key));
                    readouts
                }
            },
        }
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        // The scale concerns what is shown, not what is drawn.
        if !values.same_except(&self.0.values, &["alpha"]) {
            return Ok(Revision::Restart);
        }
        self.0.values = values.clone();
        Ok(Revision::Applied)
    }
}

/// What the post's formula says of a number of keys.
fn told(law: Law, n: f64, star: f64, readouts: Readouts) -> Readouts {
    let mut readouts = readouts.with("alpha_star", star);
    match law.fit(n) {
        Some(fit) => {
            readouts.set("alpha_star_fit", fit);
            readouts.set("fit_error", 100.0 * (fit / star - 1.0));
        }
        None => ["alpha_star_fit", "fit_error"].into_iter().for_each(|key| readouts.na(key)),
    }
    readouts
}

/// The best scale over the number of keys, and formulas fitted to it.
pub(super) struct Best {
    pub(super) values: Values,
    pub(super) law: Law,
    /// The best α over [`keys`] for this law and, for cosines, for half and twice its dimension.
    pub(super) optima: Vec<(Law, Vec<f64>)>,
    /// The reader's own fit.
    pub(super) own: Fit,
}

/// Numbers of keys at which the best α is drawn: 2 to a million.
pub(super) fn keys() -> Vec<f64> {
    logspace(2.0, 1e6, 49)
}

impl Best {
    /// All of it at once: mean field has no chance in it.
    pub(super) fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        let law = Law::named(values);
        let laws = match law {
            Law::Cosine { d } => {
                vec![law, Law::Cosine { d: (d / 2.0).max(3.0) }, Law::Cosine { d: 2.0 * d }]
            }
            _ => vec![law],
        };
        let optima = laws
            .into_iter()
            .map(|law| (law, keys().iter().map(|&n| law.optimum(n)).collect()))
            .collect();
        Ok(Box::new(Self { own: own_fit(law, values), values: values.clone(), law, optima }))
    }

    /// The number of keys set by the reader.
    pub(super) fn n(&self) -> f64 {
        self.values.count("n") as f64
    }
}

impl Simulation for Best {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(Progress::FINISHED)
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        vec![figures::best::figure(self, lang)]
    }

    fn readouts(&self) -> Readouts {
        let star = self.law.optimum(self.n());
        told(self.law, self.n(), star, Readouts::new())
            .with("fit_coefficient", self.own.coefficient)
            .with("fit_worst", 100.0 * self.own.worst)
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        if !values.same_except(&self.values, &["n", "alpha", "fit_from", "fit_to", "fit_grid"]) {
            return Ok(Revision::Restart);
        }
        self.own = own_fit(self.law, values);
        self.values = values.clone();
        Ok(Revision::Applied)
    }
}
