//! How much fresh data.

use figure::{Colormap, Figure, Role, significant};

use super::bare;
use crate::{
    Lang,
    numerics::quantile::logspace,
    papers::model_collapse::{
        chain::Setting,
        exhibit::HowMuch,
        map::{SIDE, size},
        params::Loop,
        theory,
    },
    say, t,
};

pub(in super::super) fn figure(all: &HowMuch, lang: Lang) -> Figure {
    let (map, s) = (&all.map, &all.here.setting);
    let edge = |i: f64| libm::pow(10.0, 1.0 + (i - 0.5) / 4.0);
    let (low, high) = (edge(0.0), edge(SIDE as f64));
    let real = logspace(low, high, 80);
    let pen = bare(lang).over(&real);
    let admissible =
        |n_real| theory::admissible(&Setting { n_real, ..map.setting }).unwrap_or(f64::NAN);
    let line = pen.curve(
        "admissible",
        t("nₑ = nᵣ: above it they harm", "nₑ = nᵣ：越过它就有害"),
        Role::Theory,
        admissible,
    );
    let heat = pen.heat(
        "ratio",
        t("log₂ nₑ/nᵣ", "log₂ nₑ/nᵣ"),
        (low, high),
        (low, high),
        SIDE,
        map.cells(),
        (-2.0, 2.0),
        Colormap::Diverging,
    );
    let panel = pen
        .titled(
            words(all, lang),
            pen.log(t("real samples nᵣ", "真实样本 nᵣ")).over(low, high),
            pen.log(t("synthetic samples nₛ", "合成样本 nₛ")).over(low, high),
        )
        .with(heat)
        .with(line)
        .handle(pen.drag(
            t("sample sizes", "样本数"),
            (s.n_real, s.n_synthetic),
            ("n_real", "n_synthetic"),
        ));
    let (done, of) = (map.progress().done, SIDE * SIDE);
    let data = match map.setting.kind {
        Loop::Augmentation => t("one fixed real set", "固定的真实数据"),
        Loop::Fresh | Loop::Synthetic | Loop::Accumulate => t("fresh real data", "新鲜的真实数据"),
    }
    .get(lang);
    let title = if done == of as u64 {
        say!(
            pen,
            "Worth of the loop with {data}: log₂ nₑ/nᵣ, simulated",
            "循环（{data}）值多少：log₂ nₑ/nᵣ（模拟）"
        )
    } else {
        say!(
            pen,
            "Worth of the loop with {data}: log₂ nₑ/nᵣ ({done} of {of} cells simulated, the others by formula)",
            "循环（{data}）值多少：log₂ nₑ/nᵣ（{of} 格中 {done} 格为模拟，其余为公式）"
        )
    };
    let ratio = theory::effective_ratio(s).map_or_else(String::new, |r| significant(r, 3));
    pen.figure("map", title, [panel]).aspect(0.5).summary(say!(
        pen,
        "How many real samples the loop's limit is worth, per real sample a generation, over the numbers of real and synthetic samples, from {} to {}. Where you stand it is {ratio} by formula.",
        "循环的极限相当于多少真实样本（除以每代真实样本数），横纵轴为真实与合成样本数，从 {} 到 {}。你所在之处按公式为 {ratio}。",
        size(0),
        size(SIDE - 1)
    ))
}

/// What the reader's loop is worth.
fn words(all: &HowMuch, lang: Lang) -> String {
    let ratio = all.here.limit_ratio();
    let worth = significant(ratio, 2);
    if ratio >= 1.0 {
        say!(
            lang,
            "At the ring the loop is worth {worth} times its real samples",
            "圆圈处的循环值其真实样本的 {worth} 倍"
        )
    } else {
        say!(
            lang,
            "At the ring the loop is worth only {worth} of its real samples",
            "圆圈处的循环只值其真实样本的 {worth} 倍"
        )
    }
}
