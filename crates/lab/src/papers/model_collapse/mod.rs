//! `model-collapse`: models fed on their own output. Alemohammad et al., arXiv 2307.01850; post 9687.

pub mod chain;
mod claims;
mod figures;
pub mod generator;
mod lexicon;
mod map;
mod params;
pub mod plane;
pub mod theory;
mod timeline;
mod universes;
pub mod words;
mod worlds;

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
        "Hundreds of universes in which a model learns from its own samples: Gaussians with the theory beside them, islands, words, or your own points.",
        "数百个宇宙，其中的模型学自己的样本：高斯（理论画在旁边）、小岛、词，或你自己的点。",
    ),
    citation: Citation {
        reference: "S. Alemohammad et al.: Self-Consuming Generative Models Go MAD (2023). M. Gerstgrasser et al.: Is Model Collapse Inevitable? (2024). Su Jianlin, post 9687 (2023-07-14).",
        links: params::LINKS,
    },
    views: VIEWS,
    params: params::PARAMS,
    presets: params::PRESETS,
    readouts: params::READOUTS,
    claims: claims::CLAIMS,
};

const VIEWS: &[View] = &[
    View::new("universes", t("many universes", "许多宇宙"), |values| {
        Ok(Box::new(universes::Universes::start(values)?))
    })
    .params(&[
        "loop",
        "world",
        "lambda",
        "n_synthetic",
        "n_real",
        "n_initial",
        "own",
        "generator",
        "dim",
        "generations",
        "runs",
        "seed",
    ])
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("generations", "代"))
    .fits(|v| v.choice("world") == "gaussian"),
    View::new("plane", t("a 2-D world", "二维世界"), |values| {
        Ok(Box::new(worlds::Worlds::start(values)?))
    })
    .params(&[
        "loop",
        "world",
        "lambda",
        "n_synthetic",
        "n_real",
        "n_initial",
        "own",
        "generator",
        "dim",
        "generations",
        "runs",
        "seed",
    ])
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("generations", "代"))
    .fits(|v| !matches!(v.choice("world"), "gaussian" | "zipf")),
    View::new("words", t("words", "词"), |values| Ok(Box::new(lexicon::Lexicon::start(values)?)))
        .params(&[
            "loop",
            "world",
            "lambda",
            "n_synthetic",
            "n_real",
            "n_initial",
            "own",
            "generator",
            "dim",
            "generations",
            "runs",
            "seed",
        ])
        .readouts(params::ALL)
        .headline(HEADLINE)
        .process(t("generations", "代"))
        .fits(|v| v.choice("world") == "zipf"),
];

const HEADLINE: &[&str] = &[
    "variance_median",
    "variance_mean",
    "drift_variance",
    "w2_mean",
    "effective_ratio",
    "modes_alive",
    "precision",
    "recall",
    "diversity",
    "words_alive",
];
