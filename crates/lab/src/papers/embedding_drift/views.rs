//! The ways of looking at it.

use super::{
    choices::{Method, StepRule},
    exhibit,
};
use crate::{View, t};

pub(super) const VIEWS: &[View] = &[
    View::new("model", t("A real model", "真实模型"), exhibit::model)
        .params(&[
            "optimizer",
            "weight_decay",
            "lr",
            "batch",
            "vocab",
            "book",
            "text",
            "step_rule",
            "steps",
            "schedule",
            "runs",
            "zipf",
            "beta1",
            "beta2",
            "seed",
        ])
        .readouts(&[
            "max_abs",
            "fixed_point",
            "loss",
            "loss_unigram",
            "loss_adamw",
            "max_abs_adamw",
            "highest",
            "lowest",
            "max_abs_output",
            "fraction_saturated",
            "rms",
            "steps_to_half",
            "steps_to_90",
            "steps_to_99",
        ])
        .headline(&["max_abs", "fixed_point", "loss", "loss_unigram"])
        .process(t("steps", "步"))
        // With constant steps Tiger and its kin take longer than a browser has patience: then one row is meant.
        .fits(|values| {
            values.pick::<StepRule>("step_rule") == StepRule::Rms
                || !values.pick::<Method>("optimizer").is_sign()
        }),
    View::new("weight", t("One row", "一行"), exhibit::weight)
        .params(&[
            "sightings",
            "weight_decay",
            "optimizer",
            "step_rule",
            "lr",
            "format",
            "gradient",
            "steps",
            "beta1",
            "beta2",
            "seed",
        ])
        .readouts(&[
            "theta",
            "fixed_point",
            "steps_to_half",
            "steps_to_90",
            "steps_to_99",
            "sign_lifetime",
            "max_abs",
        ])
        .headline(&["theta", "fixed_point", "steps_to_99", "sign_lifetime"])
        .process(t("steps", "步")),
    View::new("law", t("The law", "规律"), exhibit::law)
        .params(&["probability", "lr", "weight_decay", "gradient", "chains", "beta1", "seed"])
        .readouts(&[
            "rms",
            "rms_theory",
            "fixed_point",
            "fraction_saturated",
            "crowding",
            "max_abs",
        ])
        .headline(&["rms", "rms_theory", "fixed_point", "fraction_saturated"])
        .process(t("steps", "步")),
];
