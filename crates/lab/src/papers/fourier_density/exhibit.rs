//! The fit as an exhibit: what is shown of it, and its numbers.

use figure::Figure;

use super::{
    baseline::{Baseline, Compare},
    fit::{Fit, GRID, judge},
    models::Chart,
    source::Dataset,
    targets::modes,
};
use crate::{Halt, Lang, ParamError, Pen, Progress, Readouts, Revision, Simulation, Values};

/// Params that only concern what is shown.
const SHOWN: &[&str] = &["baseline", "quantile"];

/// A running fit with what is drawn of it.
pub(super) struct Exhibit {
    /// The run.
    pub(super) fit: Fit,
    /// Present values, for the figures.
    pub(super) shown: Shown,
    values: Values,
    draw: Draw,
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

/// The figures of a view.
pub(super) type Draw = fn(&Fit, &Shown, Pen) -> Vec<Figure>;

impl Exhibit {
    /// Starts the fit for the view that these figures make.
    pub(super) fn start(values: &Values, draw: Draw) -> Result<Box<dyn Simulation>, ParamError> {
        let (fit, shown) = (Fit::start(values)?, Shown::new(values));
        Ok(Box::new(Self { fit, shown, values: values.clone(), draw }))
    }
}

impl Simulation for Exhibit {
    fn advance(&mut self) -> Result<Progress, Halt> {
        self.fit.advance()
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        (self.draw)(&self.fit, &self.shown, Pen::new(lang, &self.fit.grid))
    }

    fn readouts(&self) -> Readouts {
        let fit = &self.fit;
        let fourier = fit.density();
        let density: Vec<f64> = fit.grid.iter().map(|&y| fourier.density(y)).collect();
        let h = fit.grid[1] - fit.grid[0];
        // The trapezoidal rule; on the real line the tails beyond the figure come from the CDF.
        let inner: f64 =
            density.iter().sum::<f64>() * h - (density[0] + density[GRID - 1]) * h / 2.0;
        let outside = match fit.chart {
            Chart::Periodic { .. } => 0.0,
            Chart::RealLine { .. } => {
                fourier.cdf(fit.grid[0]) + 1.0 - fourier.cdf(fit.grid[GRID - 1])
            }
        };
        let heldout = &fit.source.heldout;
        let mut out = Readouts::new()
            .with("nll_heldout", judge(heldout, |y| fourier.density(y)))
            .with("nll_train", judge(&fit.source.train, |y| fourier.density(y)))
            .with("kl", fit.divergence(|y| fourier.density(y)))
            .with("modes_found", modes(&density).len() as f64)
            .with("modes_truth", fit.modes_of_the_truth())
            .with("max_density", density.iter().copied().fold(0.0, f64::max))
            .with("mass", inner + outside)
            .with("min_density", density.iter().copied().fold(f64::INFINITY, f64::min))
            .with("parameters", fit.present().fourier.parameters() as f64);
        for which in Baseline::ALL {
            out.set(&format!("nll_heldout_{}", which.key()), judge(heldout, fit.baseline(which)));
        }
        for which in Baseline::ALL {
            out.set(&format!("kl_{}", which.key()), fit.divergence(fit.baseline(which)));
        }
        for which in Baseline::ALL {
            let baseline = fit.baseline(which);
            let density: Vec<f64> = fit.grid.iter().map(|&y| baseline(y)).collect();
            out.set(&format!("modes_found_{}", which.key()), modes(&density).len() as f64);
        }
        out
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
