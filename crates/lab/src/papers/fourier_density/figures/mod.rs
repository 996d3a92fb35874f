//! The figures, by view.

mod cumulative;
mod density;
mod losses;
pub(super) mod race;
mod spectrum;
pub(super) mod splits;
mod toeplitz;

use figure::{Axis, Figure};

pub(super) use toeplitz::matrix_size;

use super::{exhibit::Shown, fit::Fit, source::Dataset};
use crate::{Pen, t};

/// Data, truth, fit and baselines; the losses beneath.
pub(super) fn fit(fit: &Fit, shown: &Shown, pen: Pen) -> Vec<Figure> {
    vec![density::figure(fit, shown, pen), losses::figure(fit, shown, pen)]
}

/// The cumulative with its inverse, spectrum, phases, Toeplitz matrix and eigenvalues.
pub(super) fn inside(fit: &Fit, shown: &Shown, pen: Pen) -> Vec<Figure> {
    let model = &fit.present().fourier;
    vec![
        cumulative::figure(fit, shown, pen),
        spectrum::figure(model, pen),
        toeplitz::figure(model, pen),
    ]
}

/// The axis of the data, with their unit where they have one.
fn data_axis(fit: &Fit, shown: &Shown, pen: Pen) -> Axis {
    let (low, high) = fit.source.range;
    let axis = match shown.data {
        Dataset::OldFaithful => {
            pen.linear(t("length of an eruption", "喷发时长")).unit(pen.say(t("min", "分钟")))
        }
        Dataset::Galaxies => {
            pen.linear(t("velocity", "退行速度")).unit(pen.say(t("1000 km/s", "千公里/秒")))
        }
        Dataset::Demo10
        | Dataset::Grid
        | Dataset::Random
        | Dataset::Sharp
        | Dataset::Claw
        | Dataset::Drawn
        | Dataset::Own => pen.linear("x"),
    };
    axis.over(low, high)
}
