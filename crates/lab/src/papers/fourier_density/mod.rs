//! `fourier-density`: a density from a non-negative Fourier series. Post 10007; De la Fuente, Singh and
//! Ballé, "Fourier basis density model", arXiv 2402.15345.

mod claims;
pub mod dfp;
mod figures;
pub mod models;
pub mod observations;
mod params;
mod race;
pub mod series;
mod simulation;
pub mod source;

use crate::{Citation, Paper, View, t};

/// The exhibit.
pub static PAPER: Paper = Paper {
    id: "fourier-density",
    title: t("A density that cannot go negative", "不会变负的密度"),
    question: t(
        "Can a Fourier series be a probability density, never negative, and be fitted to my own numbers?",
        "傅里叶级数能不能当概率密度——永不为负——并且拟合我自己的数？",
    ),
    description: t(
        "Fit a non-negative Fourier series to eruptions, galaxies, or your own numbers, live, beside mixtures, kernels and histograms.",
        "把非负傅里叶级数实时拟合到喷发时长、星系速度或你自己的数上，并与混合模型、核估计、直方图同台比较。",
    ),
    citation: Citation {
        reference: "A. De la Fuente, S. Singh, J. Ballé: Fourier Basis Density Model (2024). Su Jianlin, post 10007 (2024-03-07).",
        links: params::LINKS,
    },
    views: VIEWS,
    params: params::PARAMS,
    presets: params::PRESETS,
    readouts: params::READOUTS,
    claims: claims::CLAIMS,
};

const VIEWS: &[View] = &[
    View::new("fit", t("the fit", "拟合"), |values| {
        Ok(Box::new(simulation::Fit::start(values)?))
    })
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
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("steps", "步")),
    View::new("inside", t("inside it", "内部"), |values| {
        Ok(Box::new(simulation::Fit::start(values)?))
    })
    .params(&[
        "data",
        "terms",
        "gamma",
        "nonnegative",
        "quantile",
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
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("steps", "步")),
    View::new("who-wins", t("who wins", "谁更好"), |values| {
        Ok(Box::new(race::Race::start(values)?))
    })
    .params(&[
        "data",
        "terms",
        "gamma",
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
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("models", "个模型")),
];

const HEADLINE: &[&str] =
    &["nll_heldout", "nll_heldout_gmm_em", "nll_heldout_kde", "kl", "modes_found", "min_density"];
