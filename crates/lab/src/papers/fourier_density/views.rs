//! The ways of looking at it.

use super::{exhibit::Exhibit, figures, race::Race, readouts};
use crate::{View, t};

pub(super) const VIEWS: &[View] = &[
    View::new("fit", t("the fit", "拟合"), |values| Exhibit::start(values, figures::fit))
        .params(&[
            "data",
            "terms",
            "gamma",
            "nonnegative",
            "components",
            "baseline",
            "numbers",
            "drawn",
            "modes",
            "sigma0",
            "support",
            "sample",
            "steps",
            "batch",
            "lr",
            "schedule",
            "dfp_scale",
            "seed",
        ])
        .readouts(readouts::FIT)
        .headline(&["nll_heldout", "nll_heldout_gmm_em", "modes_found", "min_density"])
        .process(t("steps", "步")),
    View::new("inside", t("inside it", "内部"), |values| Exhibit::start(values, figures::inside))
        .params(&[
            "quantile",
            "terms",
            "nonnegative",
            "data",
            "gamma",
            "numbers",
            "drawn",
            "modes",
            "support",
            "sample",
            "steps",
            "batch",
            "lr",
            "schedule",
            "seed",
        ])
        .readouts(readouts::FIT)
        .headline(&["min_density", "mass", "parameters"])
        .process(t("steps", "步")),
    View::new("who-wins", t("who wins", "谁更好"), Race::start)
        .params(&[
            "data",
            "gamma",
            "sigma0",
            "modes",
            "sample",
            "numbers",
            "drawn",
            "support",
            "steps",
            "batch",
            "lr",
            "schedule",
            "dfp_scale",
            "seed",
        ])
        .readouts(readouts::RACE)
        .headline(&["kl", "kl_gmm_em", "nll_heldout", "nll_heldout_gmm_em"])
        .process(t("models", "个模型")),
];
