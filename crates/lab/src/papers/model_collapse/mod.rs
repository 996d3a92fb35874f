//! `model-collapse`: models fed on their own output. Alemohammad et al., arXiv 2307.01850; post 9687.

pub mod chain;
mod claims;
mod exhibit;
mod figures;
pub mod generator;
mod lexicon;
mod map;
mod params;
pub mod plane;
mod presets;
pub mod theory;
mod universes;
mod wishart;
pub mod words;
mod worlds;
pub mod worth;

use params::World;
pub use params::{Family, Loop};

use crate::{Citation, Paper, View, t};

/// The exhibit.
pub static PAPER: Paper = Paper {
    id: "model-collapse",
    title: t("Models fed on themselves", "吃自己长大的模型"),
    question: t(
        "If each generation learns from the last one's output, what is lost, how fast, and how much fresh data saves it?",
        "如果每一代都学上一代的产物，会失去什么、多快、多少新鲜数据能救回来？",
    ),
    description: t(
        "Hundreds of universes in which a model learns from its own samples: islands, Gaussians with the theory beside them, words, or your own points.",
        "数百个宇宙，其中的模型学自己的样本：小岛、高斯（理论画在旁边）、词，或你自己的点。",
    ),
    citation: Citation {
        reference: "Su Jianlin: post 9687 (2023-07-14). S. Alemohammad et al.: Self-Consuming Generative Models Go MAD (2023). M. Gerstgrasser et al.: Is Model Collapse Inevitable? (2024). H. He, S. Xu, G. Cheng: Golden Ratio Weighting Prevents Model Collapse (2025).",
        links: presets::LINKS,
    },
    views: VIEWS,
    params: params::PARAMS,
    presets: presets::PRESETS,
    readouts: params::READOUTS,
    claims: claims::CLAIMS,
};

const VIEWS: &[View] = &[
    View::new("plane", t("a 2-D world", "二维世界"), exhibit::Plane::start)
        .params(&[
            "loop",
            "lambda",
            "n_synthetic",
            "world",
            "generator",
            "generations",
            "n_real",
            "n_initial",
            "own",
            "runs",
            "seed",
        ])
        .readouts(&["modes_alive", "spread", "precision", "recall", "w2_mean"])
        .headline(&["modes_alive", "spread", "precision", "recall"])
        .process(t("generations", "代"))
        .fits(|v| matches!(v.pick::<World>("world"), World::Grid25 | World::Ring | World::Own)),
    View::new("universes", t("many universes", "许多宇宙"), exhibit::Many::start)
        .params(&[
            "loop",
            "n_synthetic",
            "lambda",
            "generations",
            "n_real",
            "n_initial",
            "dim",
            "runs",
            "seed",
        ])
        .readouts(&[
            "variance_median",
            "variance_mean",
            "drift_variance",
            "drift_median_abs",
            "w2_mean",
            "effective_ratio",
        ])
        .headline(&["variance_median", "variance_mean", "drift_median_abs"])
        .process(t("generations", "代"))
        .fits(|v| v.pick::<World>("world") == World::Gaussian),
    View::new("map", t("how much fresh data", "多少新鲜数据"), exhibit::HowMuch::start)
        .params(&["n_real", "n_synthetic", "lambda", "loop", "seed"])
        .readouts(&["effective_ratio", "w2_mean", "variance_median", "variance_mean"])
        .headline(&["effective_ratio", "w2_mean"])
        .process(t("cells", "格"))
        .fits(|v| v.pick::<World>("world") == World::Gaussian),
    View::new("words", t("words", "词"), exhibit::Words::start)
        .params(&[
            "n_synthetic",
            "loop",
            "lambda",
            "generations",
            "n_real",
            "n_initial",
            "runs",
            "seed",
        ])
        .readouts(&["diversity", "words_alive"])
        .headline(&["words_alive", "diversity"])
        .process(t("generations", "代"))
        .fits(|v| v.pick::<World>("world") == World::Zipf),
];
