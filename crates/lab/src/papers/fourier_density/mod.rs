//! `fourier-density`: a density from a non-negative Fourier series. Post 10007; De la Fuente, Singh and
//! Ballé, "Fourier basis density model", arXiv 2402.15345.

mod baseline;
mod claims;
mod contest;
pub mod dfp;
mod em;
mod estimate;
mod exhibit;
mod figures;
mod fit;
pub mod models;
pub mod observations;
mod params;
mod presets;
mod race;
mod readouts;
pub mod series;
pub mod source;
mod splits;
pub mod targets;
mod training;
mod views;

use crate::{Citation, Paper, t};

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
        links: presets::LINKS,
    },
    views: views::VIEWS,
    params: params::PARAMS,
    presets: presets::PRESETS,
    readouts: readouts::READOUTS,
    claims: claims::CLAIMS,
};
