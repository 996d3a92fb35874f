//! `embedding-drift`: why Tiger and Lion push rare embeddings to ±1/λ. Post 9736 of Scientific Spaces.

pub mod chains;
pub mod choices;
mod claims;
pub mod closed_form;
pub mod corpus;
mod exhibit;
mod figures;
pub mod language;
pub mod law;
pub mod model;
mod params;
mod presets;
mod readouts;
pub mod rule;
pub mod slow;
pub mod training;
mod views;
pub mod weight;

use crate::{Citation, Paper, t};

/// The exhibit.
pub static PAPER: Paper = Paper {
    id: "embedding-drift",
    title: t("Embeddings of exactly ±100", "恰好 ±100 的 Embedding"),
    question: t(
        "A model trained with Tiger had embeddings of exactly ±100. Why 100, which tokens, and how does one stop it?",
        "用 Tiger 训练的模型，Embedding 里出现了恰好 ±100。为什么是 100？是哪些 Token？怎样避免？",
    ),
    description: t(
        "Train a small language model live with Tiger, Lion, AdamW or SGD and watch the embeddings of rare words drift to ±1/λ while the loss looks normal.",
        "用 Tiger、Lion、AdamW 或 SGD 实时训练一个小语言模型，看低频词的 Embedding 漂到 ±1/λ，而损失看上去一切正常。",
    ),
    citation: Citation {
        reference: "Su Jianlin: posts 9736 (2023-08-28), 9512 and 6869. X. Chen et al.: Symbolic Discovery of Optimization Algorithms (2023).",
        links: params::LINKS,
    },
    views: views::VIEWS,
    params: params::PARAMS,
    presets: presets::PRESETS,
    readouts: readouts::READOUTS,
    claims: claims::CLAIMS,
};
