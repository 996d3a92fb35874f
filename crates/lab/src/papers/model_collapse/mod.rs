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

use crate::{Citation, Paper, Process, t};

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
    params: params::PARAMS,
    presets: params::PRESETS,
    readouts: params::READOUTS,
    headline: &[
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
    ],
    process: Some(Process { unit: t("generations", "代") }),
    start: |values| {
        Ok(match values.choice("world") {
            "gaussian" => Box::new(universes::Universes::start(values)?),
            "zipf" => Box::new(lexicon::Lexicon::start(values)?),
            _ => Box::new(worlds::Worlds::start(values)?),
        })
    },
    claims: claims::CLAIMS,
};
