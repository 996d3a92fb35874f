//! The fit as an exhibit: what is shown of it, and its numbers.

use figure::Figure;

use super::{
    baseline::{Baseline, Compare},
    estimate::GRID,
    figures,
    fit::{Cast, Fit},
    models::Chart,
    series::least_eigenvalue,
    source::Dataset,
};
use crate::{Halt, Lang, ParamError, Pen, Progress, Readouts, Revision, Simulation, Values};

/// Params that only concern what is shown.
const SHOWN: &[&str] = &["baseline", "quantile"];

/// A running fit with what is drawn of it.
pub(super) struct Exhibit {
    fit: Fit,
    shown: Shown,
    values: Values,
    view: Kind,
}

/// What is looked at.
#[derive(Clone, Copy)]
struct Kind {
    cast: Cast,
    draw: fn(&Fit, &Shown, Pen) -> Vec<Figure>,
    tell: fn(&Fit) -> Readouts,
}

/// What of the params only the figures need.
pub(super) struct Shown {
    pub(super) data: Dataset,
    pub(super) compare: &'static [Baseline],
    pub(super) quantile: f64,
    pub(super) drawn: Vec<f64>,
}

impl Shown {
    fn new(values: &Values) -> Self {
        Self {
            data: values.pick("data"),
            compare: values.pick::<Compare>("baseline").baselines(),
            quantile: values.number("quantile"),
            drawn: values.data("drawn").values().to_vec(),
        }
    }
}

/// The series beside its rivals.
pub(super) fn fit(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    start(values, Kind { cast: Cast::All, draw: figures::fit, tell: all_readouts })
}

/// The series alone, from inside.
pub(super) fn inside(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    start(values, Kind { cast: Cast::Alone, draw: figures::inside, tell: inner_readouts })
}

fn start(values: &Values, view: Kind) -> Result<Box<dyn Simulation>, ParamError> {
    let (fit, shown) = (Fit::start(values, view.cast)?, Shown::new(values));
    Ok(Box::new(Exhibit { fit, shown, values: values.clone(), view }))
}

impl Simulation for Exhibit {
    fn advance(&mut self) -> Result<Progress, Halt> {
        self.fit.advance()
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        (self.view.draw)(&self.fit, &self.shown, Pen::new(lang, &self.fit.grid))
    }

    fn readouts(&self) -> Readouts {
        (self.view.tell)(&self.fit)
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        if !self.values.same_except(values, SHOWN) {
            return Ok(Revision::Restart);
        }
        (self.values, self.shown) = (values.clone(), Shown::new(values));
        Ok(Revision::Applied)
    }

    fn history(&self) -> &[u64] {
        self.fit.tape.times()
    }

    fn show(&mut self, kept: Option<usize>) {
        self.fit.tape.show(kept);
    }
}

/// A number, or that there is none.
pub(super) fn tell(out: &mut Readouts, key: &str, value: Option<f64>) {
    match value {
        Some(value) => out.set(key, value),
        None => out.na(key),
    }
}

/// What both views tell of the series.
fn own_readouts(fit: &Fit) -> Readouts {
    let (present, density) = (fit.present(), fit.density());
    let curve = &present.series.curve;
    let h = fit.grid[1] - fit.grid[0];
    // The trapezoidal rule; on the real line the tails beyond the figure come from the CDF.
    let inner = curve.iter().sum::<f64>() * h - (curve[0] + curve[GRID - 1]) * h / 2.0;
    let outside = match fit.chart {
        Chart::Periodic { .. } => 0.0,
        Chart::RealLine { .. } => density.cdf(fit.grid[0]) + 1.0 - density.cdf(fit.grid[GRID - 1]),
    };
    let mut out = Readouts::new();
    tell(&mut out, "nll_heldout", present.series.heldout);
    tell(&mut out, "nll_train", present.train);
    tell(&mut out, "kl", present.series.kl);
    out.set("modes_found", present.series.modes as f64);
    tell(&mut out, "modes_truth", fit.truth.as_ref().map(|truth| truth.modes as f64));
    out.set("mass", inner + outside);
    out.set("min_density", present.series.range.0);
    out.set("max_density", present.series.range.1);
    out.set("parameters", present.fourier.parameters() as f64);
    out
}

fn all_readouts(fit: &Fit) -> Readouts {
    let mut out = own_readouts(fit);
    let plain = fit.estimate(Baseline::Plain);
    out.set("min_density_plain", plain.map_or(f64::NAN, |e| e.range.0));
    for which in Baseline::ALL {
        let key = which.key();
        match fit.estimate(which) {
            Some(estimate) => {
                tell(&mut out, &format!("nll_heldout_{key}"), estimate.heldout);
                tell(&mut out, &format!("kl_{key}"), estimate.kl);
                out.set(&format!("modes_found_{key}"), estimate.modes as f64);
            }
            None => {
                for measure in ["nll_heldout", "kl", "modes_found"] {
                    out.set(&format!("{measure}_{key}"), f64::NAN);
                }
            }
        }
    }
    out
}

fn inner_readouts(fit: &Fit) -> Readouts {
    let c = fit.present().fourier.coefficients();
    own_readouts(fit).with("least_eigenvalue", least_eigenvalue(&c, figures::matrix_size(&c)))
}
