//! `embedding-drift`: why Tiger and Lion push rare embeddings to ±1/λ. Post 9736 of Scientific Spaces.

pub mod chains;
mod claims;
pub mod corpus;
mod figures;
pub mod format;
pub mod language;
mod law;
pub mod model;
mod params;
pub mod rule;
pub mod slow;
mod weight;

use crate::{Citation, Paper, View, t};

/// The exhibit.
pub static PAPER: Paper = Paper {
    id: "embedding-drift",
    title: t("Embeddings of exactly ±100", "恰好 ±100 的 Embedding"),
    question: t(
        "A model trained with Tiger had embeddings of exactly ±100. Why 100, which tokens, and how does one stop it?",
        "用 Tiger 训练的模型，Embedding 里出现了恰好 ±100。为什么是 100？哪些词？怎样避免？",
    ),
    description: t(
        "Train a small language model live with Tiger, Lion, AdamW or SGD and watch rare embeddings drift to ±1/λ while the loss stays normal.",
        "用 Tiger、Lion、AdamW 或 SGD 实时训练一个小语言模型，看罕见词的 Embedding 漂到 ±1/λ，而损失一切正常。",
    ),
    citation: Citation {
        reference: "Su Jianlin: posts 9736 (2023-08-28), 9512 and 6869. X. Chen et al.: Symbolic Discovery of Optimization Algorithms (2023).",
        links: params::LINKS,
    },
    views: VIEWS,
    params: params::PARAMS,
    presets: params::PRESETS,
    readouts: params::READOUTS,
    claims: claims::CLAIMS,
};

const VIEWS: &[View] = &[
    View::new("weight", t("one weight", "一个权重"), |values| {
        Ok(Box::new(weight::Weight::start(values)?))
    })
    .params(&[
        "optimizer",
        "step_rule",
        "weight_decay",
        "lr",
        "sightings",
        "gradient",
        "format",
        "steps",
        "beta1",
        "beta2",
        "seed",
    ])
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("steps", "步")),
    View::new("model", t("a real model", "真实模型"), |values| {
        Ok(Box::new(model::Training::start(values)?))
    })
    .params(&[
        "optimizer",
        "step_rule",
        "weight_decay",
        "lr",
        "text",
        "runs",
        "vocab",
        "batch",
        "zipf",
        "steps",
        "beta1",
        "beta2",
        "seed",
    ])
    .readouts(params::ALL)
    .headline(HEADLINE)
    .process(t("steps", "步")),
    View::new("law", t("the law", "规律"), |values| Ok(Box::new(law::Law::start(values)?)))
        .params(&["weight_decay", "lr", "probability", "gradient", "chains", "steps", "seed"])
        .readouts(params::ALL)
        .headline(HEADLINE)
        .process(t("steps", "步")),
];

const HEADLINE: &[&str] = &[
    "theta",
    "fixed_point",
    "steps_to_half",
    "steps_to_90",
    "steps_to_99",
    "sign_lifetime",
    "max_abs",
    "max_abs_adamw",
    "rms",
    "rms_theory",
    "fraction_saturated",
    "loss",
    "loss_adamw",
];
