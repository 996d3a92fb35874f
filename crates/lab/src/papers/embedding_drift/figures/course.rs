//! The course of a training: the greatest weight, and the loss beside it.

use figure::{Dash, Figure, Panel, Role, significant};

use super::steps_axis;
use crate::{
    Lang, Pen,
    papers::embedding_drift::{
        choices::Method,
        closed_form::pushed,
        training::{Run, Training},
        weight::START,
    },
    say, t,
};

pub(super) fn course(all: &Training, lang: Lang) -> Figure {
    let pen = Pen::new(lang, &all.at);
    let (own, adam) = all.pair();
    let at = all.shown();
    let get = |curve: &[f64]| significant(curve.get(at).copied().unwrap_or(f64::NAN), 3);
    let (most, other) = (get(&own.most), get(&adam.most));
    let (loss, loss_other, unigram) =
        (get(&own.loss), get(&adam.loss), significant(all.unigram, 3));
    let scrubbed = all.tape.shown().and_then(|i| all.at.get(i).copied());
    let now = |panel: Panel| {
        panel.with_all(scrubbed.map(|x| pen.rule_x("shown", t("shown", "所示"), Role::Note, x)))
    };
    let title = t("The embedding runs off, the loss does not", "Embedding 在漂移，损失没有异常");
    pen.figure("course", title, [now(drift(all, pen)), now(losses(all, pen))])
        .columns(2)
        .aspect(0.62)
        .summary(say!(
            pen,
            "The greatest weight of the embedding and the held-out loss against the step. The greatest weight is {most} (AdamW: {other}) and the loss {loss} nats (AdamW: {loss_other}; by word frequencies alone: {unigram}).",
            "Embedding 的最大权重与留出集损失随步数的变化。最大权重为 {most}（AdamW：{other}），损失为 {loss} nat（AdamW：{loss_other}；只看词频：{unigram}）。"
        ))
}

/// Least and greatest of a curve over the runs of the reader's optimiser, point by point.
fn range(runs: &[Run], curve: fn(&Run) -> &[f64]) -> (Vec<f64>, Vec<f64>) {
    let points = curve(&runs[0]).len();
    (0..points)
        .map(|i| {
            runs.iter()
                .map(|run| curve(run)[i])
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), y| (a.min(y), b.max(y)))
        })
        .unzip()
}

fn drift(all: &Training, pen: Pen) -> Panel {
    let (own, adam) = all.pair();
    let lambda = all.rule.decay;
    let top = own.most.iter().chain(&adam.most).copied().fold(1.0, f64::max);
    let ceiling = if lambda > 0.0 { (1.0 / lambda).max(top) } else { top };
    let mut panel = pen.titled(
        t("The greatest weight of the embedding", "Embedding 的最大权重"),
        steps_axis(pen, all.steps as f64),
        pen.log(t("greatest |θ|", "最大 |θ|")).over(START, 3.0 * ceiling),
    );
    if lambda > 0.0 {
        let limit = significant(1.0 / lambda, 4);
        panel =
            panel.with(pen.rule_y("limit", format!("1/λ = {limit}"), Role::Theory, 1.0 / lambda));
    }
    let method = all.values.pick::<Method>("optimizer");
    if method.is_sign() && lambda > 0.0 {
        let y: Vec<f64> = pen.x().iter().map(|&step| unseen(all, step)).collect();
        let words = t("a row never seen again", "再不出现的一行");
        panel = panel.with(pen.line("closed-form", words, Role::Theory, y).width(1.4));
    }
    let mine = &all.runs[..all.runs.len() - 1];
    let several = mine.len() > 1;
    let band = several.then(|| {
        let (low, high) = range(mine, |run| &run.most);
        pen.band("most-range", t("all runs", "各次"), Role::Model, low, high).opacity(0.18)
    });
    panel
        .with_all(band)
        .with(pen.line("adamw-most", "AdamW", Role::Baseline(0), &adam.most[..]).width(1.6))
        .with(pen.line("most", method.label(), Role::Model, &own.most[..]))
}

/// A row that is touched in the first step and never again, its signs mixed: the closed form.
fn unseen(all: &Training, step: f64) -> f64 {
    let (lambda, sum) = (all.rule.decay, all.rule.lr * all.shares(step));
    if all.rule.rms {
        // r₀ = k, c = 0: u = r₀ sinh, r = √(r₀² + u²)/(1 + λu).
        let u = START * libm::sinh(sum.min(300.0));
        libm::sqrt(START * START + u * u) / (1.0 + lambda * u)
    } else {
        pushed(START, -1.0, lambda, sum)
    }
}

fn losses(all: &Training, pen: Pen) -> Panel {
    let (own, adam) = all.pair();
    let mine = &all.runs[..all.runs.len() - 1];
    let curves = [&own.loss, &adam.loss, &own.batches, &adam.batches];
    let every = curves.iter().flat_map(|c| c.iter().copied());
    let least = every.filter(|y| y.is_finite()).fold(all.unigram, f64::min);
    let first = own.loss.first().copied().unwrap_or(all.unigram);
    let method = all.values.pick::<Method>("optimizer").label();
    let mut panel = pen
        .titled(
            t("The loss", "损失"),
            steps_axis(pen, all.steps as f64),
            pen.linear(t("loss", "损失"))
                .unit(pen.say(t("nats", "nat")))
                .over(least - 0.1, first.min(all.unigram + 1.2)),
        )
        .with(pen.rule_y("unigram", t("frequencies alone", "只看词频"), Role::Note, all.unigram));
    if mine.len() > 1 {
        let (low, high) = range(mine, |run| &run.loss);
        let name = t("all runs", "各次");
        panel = panel.with(pen.band("loss-range", name, Role::Model, low, high).opacity(0.18));
    }
    let training = pen.say(method) + pen.say(t(", training", "，训练集")).as_str();
    panel
        .with(
            pen.line("training", training, Role::Model, &own.batches[..])
                .width(1.0)
                .dash(Dash::Dotted),
        )
        .with(
            pen.line(
                "adamw-loss",
                t("AdamW, held out", "AdamW，留出集"),
                Role::Baseline(0),
                &adam.loss[..],
            )
            .width(1.6),
        )
        .with(pen.line(
            "loss",
            pen.say(method) + pen.say(t(", held out", "，留出集")).as_str(),
            Role::Model,
            &own.loss[..],
        ))
}
