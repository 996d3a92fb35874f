//! The ways of looking at it.

use super::{exhibit, race::Race, readouts, splits::Splits};
use crate::{View, t};

pub(super) const VIEWS: &[View] = &[
    View::new("fit", t("the fit", "拟合"), exhibit::fit)
        .params(&[
            "terms",
            "gamma",
            "data",
            "baseline",
            "numbers",
            "drawn",
            "modes",
            "components",
            "sigma0",
            "sample",
            "support",
            "steps",
            "batch",
            "lr",
            "schedule",
            "dfp_scale",
            "seed",
        ])
        .readouts(readouts::FIT)
        .headline(&["min_density", "min_density_plain", "nll_heldout", "modes_found"])
        .process(t("steps", "步")),
    View::new("inside", t("inside it", "内部"), exhibit::inside)
        .params(&[
            "nonnegative",
            "quantile",
            "terms",
            "gamma",
            "data",
            "numbers",
            "drawn",
            "modes",
            "sample",
            "support",
            "steps",
            "batch",
            "lr",
            "schedule",
            "seed",
        ])
        .readouts(readouts::INSIDE)
        .headline(&["least_eigenvalue", "min_density", "mass"])
        .process(t("steps", "步")),
    View::new("splits", t("how many terms", "用几项"), Splits::start)
        .params(&[
            "terms",
            "gamma",
            "data",
            "components",
            "numbers",
            "drawn",
            "modes",
            "sample",
            "support",
            "seed",
        ])
        .readouts(readouts::SPLITS)
        .headline(&["best_terms", "wins_gmm_em", "lead_gmm_em"])
        .process(t("fits", "次拟合")),
    View::new("who-wins", t("who wins", "谁更好"), Race::start)
        .params(&[
            "data",
            "sigma0",
            "modes",
            "gamma",
            "dfp_scale",
            "numbers",
            "drawn",
            "sample",
            "support",
            "steps",
            "batch",
            "lr",
            "schedule",
            "seed",
        ])
        .readouts(readouts::RACE)
        .headline(&["modes_found", "modes_found_gmm_adam", "modes_found_gmm_em"])
        .process(t("models", "个模型")),
];
