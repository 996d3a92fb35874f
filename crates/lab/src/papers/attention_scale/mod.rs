//! `attention-scale`: which scale maximises the softmax's gradient. Posts 9812, 8823 of Scientific Spaces.

mod claims;
mod draws;
mod exhibit;
mod figures;
pub mod law;
pub mod optimum;
mod params;
pub mod softmax;

use params::Scores;

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

const VIEWS: &[View] = &[
    View::new("scale", t("the scale", "缩放"), exhibit::Scale::of_law)
        .params(&["alpha", "n", "scores", "d", "rho", "gap", "draws", "seed"])
        .readouts(&[
            "objective_mean",
            "objective_mean_se",
            "objective_median",
            "alpha_star",
            "objective_star",
            "alpha_star_fit",
            "fit_error",
            "objective",
            "plateau",
            "entropy",
            "effective_count",
        ])
        .headline(&["objective_mean", "objective_median", "effective_count"])
        .fits(|v| v.pick::<Scores>("scores") != Scores::Own),
    View::new("optimum", t("the best scale", "最优缩放"), exhibit::Best::start)
        .params(&["n", "scores", "d", "rho", "gap", "fit_from", "fit_to", "fit_grid"])
        .readouts(&["alpha_star", "alpha_star_fit", "fit_error", "fit_coefficient", "fit_worst"])
        .headline(&["alpha_star", "fit_error", "fit_coefficient"])
        .fits(|v| v.pick::<Scores>("scores") != Scores::Own),
    View::new("own", t("your own", "你自己的"), exhibit::Scale::of_own)
        .params(&["alpha", "queries", "keys", "own", "scores"])
        .readouts(&[
            "own_star",
            "own_objective",
            "objective_mean",
            "objective_mean_se",
            "objective_median",
            "objective",
            "entropy",
            "effective_count",
        ])
        .headline(&["own_star", "objective_mean", "effective_count"]),
];
