//! `attention-scale`: which scale maximises the softmax's gradient. Posts 9812, 8823 of Scientific Spaces.

mod claims;
mod figures;
pub mod law;
pub mod optimum;
mod params;
mod simulation;
pub mod softmax;

use crate::{Citation, Paper, View, t};

/// The exhibit.
pub static PAPER: Paper = Paper {
    id: "attention-scale",
    title: t("Is 1/√d the right scale?", "1/√d 是对的缩放吗？"),
    question: t(
        "Is 1/√d the right scale for attention, and how much gradient does it throw away?",
        "1/√d 是注意力该用的缩放吗？它丢掉了多少梯度？",
    ),
    description: t(
        "Drag the scale of a softmax and see how much gradient gets through, for random scores, cosines, or your own queries and keys.",
        "拖动 softmax 的缩放，看有多少梯度能传过去：随机分数、余弦，或你自己的查询与键。",
    ),
    citation: Citation {
        reference: "Su Jianlin: post 9812 (2023-10-22), with posts 8823 and 9034. Y. Nakanishi: Scalable-Softmax (2025).",
        links: params::LINKS,
    },
    views: VIEWS,
    params: params::PARAMS,
    presets: params::PRESETS,
    readouts: params::READOUTS,
    claims: claims::CLAIMS,
};

const VIEWS: &[View] = &[View::new("scale", t("the scale", "缩放"), |values| {
    Ok(Box::new(simulation::Scale::start(values)?))
})
.params(&[
    "scores", "alpha", "n", "d", "rho", "gap", "own", "queries", "keys", "draws", "fit_from",
    "fit_to", "fit_grid", "seed",
])
.readouts(params::ALL)
.headline(HEADLINE)];

const HEADLINE: &[&str] = &[
    "objective_mean",
    "objective_median",
    "alpha_star",
    "alpha_star_fit",
    "fit_error",
    "plateau",
    "entropy",
    "effective_count",
];
