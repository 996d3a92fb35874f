//! What is drawn.

use figure::{
    Anchor, Axis, Bound, Colormap, Dash, Figure, Handle, Label, Mark, Panel, Role, Shape,
    significant,
};

use super::{
    chains::Gradient,
    format::restoring_mass,
    language::WIDTH,
    law::{BINS, Law},
    model::Training,
    weight::{START, Weight},
};
use crate::{Lang, Text, numerics::quantile::linspace, t};

fn steps_axis(lang: Lang, last: f64) -> Axis {
    Axis::linear(t("step", "步").get(lang)).over(0.0, last)
}

fn rule_y(id: &str, name: impl Into<String>, role: Role, y: f64) -> Mark {
    Mark::new(id, name, role, Shape::RuleY { y })
}

/// One weight and its momentum.
pub(super) fn weight(all: &Weight, lang: Lang) -> Vec<Figure> {
    let last = all.steps as f64;
    let limit = 1.0 / all.rule.decay;
    let most = all.theta.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
    let wide = if all.rule.is_sign() && limit.is_finite() && most > 0.02 * limit {
        1.15 * limit
    } else {
        1.3 * most
    };
    let mut theta = Panel::new(
        steps_axis(lang, last),
        Axis::linear(t("weight θ", "权重 θ").get(lang)).over(-wide, wide),
    );
    if limit.is_finite() {
        theta = theta
            .with(rule_y("above", "1/λ", Role::Theory, limit).dash(Dash::Dotted))
            .with(rule_y("below", "−1/λ", Role::Theory, -limit).dash(Dash::Dotted));
    }
    if let Some(y) = all.analytic() {
        let name = t("closed form, if the sign stays", "闭式（若符号不变）").get(lang);
        theta =
            theta.with(Mark::line("closed-form", name, Role::Theory, all.at.clone(), y).width(1.4));
    }
    theta = theta.with(Mark::line(
        "theta",
        t("the weight", "权重").get(lang),
        Role::Model,
        all.at.clone(),
        all.theta.clone(),
    ));
    let handles = |panel: Panel| {
        all.sightings.iter().enumerate().fold(panel, |panel, (i, &s)| {
            let name = match lang {
                Lang::En => format!("sighting {}", i + 1),
                Lang::Zh => format!("第 {} 次出现", i + 1),
            };
            panel.handle(Handle::rule_x(name, s, Bound::element("sightings", i as u32)))
        })
    };
    let log = |keep: fn(f64) -> bool| -> Vec<f64> {
        all.momentum.iter().map(|&m| if keep(m) { m.abs() } else { f64::NAN }).collect()
    };
    let smallest = all.format.smallest();
    let momentum = Panel::new(
        steps_axis(lang, last),
        Axis::log(t("momentum |m|", "动量 |m|").get(lang)).over((smallest / 30.0).min(1e-7), 1.0),
    )
    .with(
        rule_y(
            "smallest",
            t("least number of the format", "该格式的最小数").get(lang),
            Role::Note,
            smallest,
        )
        .dash(Dash::Dotted),
    )
    .with(Mark::line(
        "m-positive",
        t("m > 0", "m > 0").get(lang),
        Role::Model,
        all.at.clone(),
        log(|m| m > 0.0),
    ))
    .with(Mark::line(
        "m-negative",
        t("m < 0", "m < 0").get(lang),
        Role::Baseline(0),
        all.at.clone(),
        log(|m| m < 0.0),
    ));
    let end = significant(all.theta.last().copied().unwrap_or(f64::NAN), 4);
    let summary = match lang {
        Lang::En => format!(
            "A weight over {} steps, its token seen {} times. It ends at {end}; the fixed points are ±{}.",
            all.steps,
            all.sightings.len(),
            significant(limit, 3)
        ),
        Lang::Zh => format!(
            "一个权重走过 {} 步，其间词出现 {} 次。最终为 {end}；不动点是 ±{}。",
            all.steps,
            all.sightings.len(),
            significant(limit, 3)
        ),
    };
    let short = match lang {
        Lang::En => format!(
            "The size of its momentum on a logarithmic axis, and the least number of the format, {}.",
            significant(smallest, 3)
        ),
        Lang::Zh => {
            format!("动量的大小（对数轴），以及该格式的最小数 {}。", significant(smallest, 3))
        }
    };
    vec![
        Figure::single(
            "weight",
            t("A token is seen, and then not", "一个词出现过，然后不再出现").get(lang),
            handles(theta),
        )
        .aspect(0.42)
        .summary(summary),
        Figure::single(
            "momentum",
            t("Its momentum fades, its sign does not", "动量渐弱，符号不弱").get(lang),
            momentum,
        )
        .aspect(0.28)
        .summary(short),
    ]
}

/// A model in training.
pub(super) fn model(all: &Training, lang: Lang) -> Vec<Figure> {
    vec![course(all, lang), embedding(all, lang)]
}

fn name_of(optimizer: &str) -> Text {
    match optimizer {
        "lion" => t("Lion", "Lion"),
        "signum" => t("Signum", "Signum"),
        "adamw" => t("AdamW, your rate", "AdamW，你的学习率"),
        "sgdm" => t("SGD with momentum", "带动量的 SGD"),
        "lazy-tiger" => t("lazy Tiger", "懒更新 Tiger"),
        "tied-tiger" => t("tied Tiger", "共享 Tiger"),
        "hybrid" => t("hybrid", "混用"),
        _ => t("Tiger", "Tiger"),
    }
}

fn course(all: &Training, lang: Lang) -> Figure {
    let x = &all.at;
    let last = x.last().copied().unwrap_or(0.0).max(1.0);
    let name = name_of(all.values.choice("optimizer")).get(lang);
    let limit = 1.0 / all.values.number("weight_decay");
    let top = all.own.most.iter().chain(&all.reference.most).copied().fold(1.0, f64::max);
    let ceiling = if limit.is_finite() { limit.max(top) } else { top };
    let mut drift = Panel::new(
        steps_axis(lang, last),
        Axis::log(t("greatest |θ| of the embedding", "Embedding 的最大 |θ|").get(lang))
            .over(START, 2.0 * ceiling),
    )
    .title(t("The embedding", "Embedding").get(lang));
    if limit.is_finite() {
        drift = drift.with(rule_y("limit", "1/λ", Role::Theory, limit).dash(Dash::Dotted));
    }
    if all.rule.is_sign() && limit.is_finite() {
        let (eta, lambda) = (all.rule.lr, 1.0 / limit);
        // The largest of many rows begins a few deviations out.
        let start = all.own.most[0];
        let y: Vec<f64> = x
            .iter()
            .map(|&t| {
                if all.rule.rms {
                    1.0 / (lambda + (1.0 / START - lambda) * libm::exp(-eta * t))
                } else {
                    limit + (start - limit) * libm::exp(t * libm::log1p(-eta * lambda))
                }
            })
            .collect();
        let words = t("closed form of a row never seen again", "再不出现的一行的闭式").get(lang);
        drift = drift.with(Mark::line("closed-form", words, Role::Theory, x.clone(), y).width(1.4));
    }
    let band = |id: &str, (low, high): (Vec<f64>, Vec<f64>)| {
        let words = t("range of the runs", "各次的范围").get(lang);
        Mark::band(id, words, Role::Model, &x[..], low, high).opacity(0.18)
    };
    let several = !all.siblings.is_empty();
    let drift = drift
        .with_all(several.then(|| band("most-range", all.range(|run| &run.most))))
        .with(
            Mark::line(
                "adamw-most",
                "AdamW",
                Role::Baseline(0),
                x.clone(),
                all.reference.most.clone(),
            )
            .width(1.6),
        )
        .with(Mark::line("most", name, Role::Model, x.clone(), all.own.most.clone()));
    let unigram = all.corpus.unigram_loss();
    let first = all.own.loss[0];
    let least = all
        .own
        .loss
        .iter()
        .chain(&all.reference.loss)
        .chain(&all.own.training)
        .chain(&all.reference.training)
        .copied()
        .fold(first, f64::min);
    let training = |id: &str, optimizer: &str, role, y: &[f64]| {
        let name = match lang {
            Lang::En => format!("{optimizer}, training"),
            Lang::Zh => format!("{optimizer}，训练集"),
        };
        Mark::line(id, name, role, &x[..], y).width(1.2).dash(Dash::Dotted)
    };
    let loss = Panel::new(
        steps_axis(lang, last),
        Axis::linear(t("loss", "损失").get(lang))
            .unit(t("nats", "nat").get(lang))
            .over(least - 0.2, first + 0.5),
    )
    .title(t("The loss", "损失").get(lang))
    .with(
        rule_y("unigram", t("frequencies only", "只看词频").get(lang), Role::Note, unigram)
            .dash(Dash::Dotted),
    )
    .with(training("adamw-training", "AdamW", Role::Baseline(0), &all.reference.training))
    .with(training("training", name, Role::Model, &all.own.training))
    .with(
        Mark::line(
            "adamw-loss",
            t("AdamW, held out", "AdamW，留出集").get(lang),
            Role::Baseline(0),
            x.clone(),
            all.reference.loss.clone(),
        )
        .width(1.6),
    )
    .with(Mark::line(
        "loss",
        match lang {
            Lang::En => format!("{name}, held out"),
            Lang::Zh => format!("{name}，留出集"),
        },
        Role::Model,
        x.clone(),
        all.own.loss.clone(),
    ));
    let get = |v: &[f64]| significant(v.last().copied().unwrap_or(f64::NAN), 3);
    let (most, other, loss_now, loss_other) = (
        get(&all.own.most),
        get(&all.reference.most),
        get(&all.own.loss),
        get(&all.reference.loss),
    );
    let summary = match lang {
        Lang::En => format!(
            "The greatest weight of the embedding and the held-out loss against the step. Now the greatest weight is {most} (AdamW: {other}) and the loss {loss_now} (AdamW: {loss_other})."
        ),
        Lang::Zh => format!(
            "Embedding 的最大权重与留出集损失随步数的变化。此刻最大权重 {most}（AdamW：{other}），损失 {loss_now}（AdamW：{loss_other}）。"
        ),
    };
    Figure::new("course", t("The loss looks normal", "损失看着正常").get(lang), vec![drift, loss])
        .columns(2)
        .aspect(0.66)
        .summary(summary)
}

fn embedding(all: &Training, lang: Lang) -> Figure {
    let count = all.corpus.words.len();
    let lambda = all.values.number("weight_decay");
    // Without decay there is no 1/λ: the largest weight is the unit.
    let most = f64::from(all.own.model.embedding.iter().fold(0.0, |m: f32, x| m.max(x.abs())));
    let unit = if lambda > 0.0 { lambda } else { 1.0 / most.max(1e-300) };
    let values = all.own.model.embedding.iter().map(|&x| (unit * f64::from(x)) as f32).collect();
    let heat = Shape::Heat {
        x: (0.5, WIDTH as f64 + 0.5),
        y: (0.5, count as f64 + 0.5),
        columns: WIDTH as u32,
        values,
        range: (-1.0, 1.0),
        colormap: Colormap::Diverging,
    };
    let matrix = Panel::new(
        Axis::linear(t("coordinate", "坐标").get(lang)).over(0.5, WIDTH as f64 + 0.5),
        Axis::linear(t("word, by frequency", "词，按频率").get(lang)).over(count as f64 + 0.5, 0.5),
    )
    .title(if lambda > 0.0 { "λθ" } else { "θ / max |θ|" })
    .with(Mark::new("embedding", "λθ", Role::Model, heat));
    let rows = all.rows();
    let seen: Vec<f64> = all.corpus.counts.iter().map(|c| c.max(0.5)).collect();
    let top = rows.iter().copied().fold(0.1, f64::max);
    let ceiling = if lambda > 0.0 { top.max(1.0 / lambda) } else { top };
    let mut scatter = Panel::new(
        Axis::log(t("sightings in the text", "在文中出现的次数").get(lang)),
        Axis::log(t("size of the row (RMS)", "行的大小（RMS）").get(lang))
            .over(START / 4.0, 2.5 * ceiling),
    )
    .title(t("Rare words drift", "罕见的词在漂").get(lang));
    if lambda > 0.0 {
        scatter =
            scatter.with(rule_y("limit", "1/λ", Role::Theory, 1.0 / lambda).dash(Dash::Dotted));
    }
    scatter = scatter.with(
        Mark::points(
            "rows",
            t("one word", "一个词").get(lang),
            Role::Model,
            seen.clone(),
            rows.clone(),
        )
        .opacity(0.5)
        .label(Label::Hidden),
    );
    // Names for the most frequent words and the largest row.
    let largest = (0..count).max_by(|&a, &b| rows[a].total_cmp(&rows[b])).unwrap_or(0);
    for i in [0, 40.min(count - 1), largest] {
        scatter = scatter.with(Mark::new(
            "word",
            "",
            Role::Note,
            Shape::Text {
                x: seen[i],
                y: rows[i] * 1.35,
                text: all.corpus.words[i].clone(),
                anchor: if seen[i] > 40.0 { Anchor::End } else { Anchor::Start },
            },
        ));
    }
    let far = rows.iter().filter(|r| **r * lambda > 0.9).count();
    let word = &all.corpus.words[largest];
    let summary = match lang {
        Lang::En => format!(
            "The embedding matrix, one row a word by frequency, in units of the fixed point; and the size of each row against how often its word occurs. {far} of {count} rows are beyond .9/λ; the largest is that of “{word}”."
        ),
        Lang::Zh => format!(
            "Embedding 矩阵（一行一词，按频率排，以不动点为单位），以及各行大小与词频的关系。{count} 行中有 {far} 行超过 .9/λ；最大的一行是“{word}”。"
        ),
    };
    Figure::new("embedding", t("Which words", "是哪些词").get(lang), vec![matrix, scatter])
        .columns(2)
        .aspect(0.85)
        .summary(summary)
}

/// The stationary law.
pub(super) fn law(all: &Law, lang: Lang) -> Vec<Figure> {
    vec![histogram(all, lang), phases(all, lang)]
}

/// Density of λθ in the theory.
fn density(all: &Law, x: f64) -> f64 {
    let b = all.b();
    match all.gradient {
        // (1−x²)^{b/2−1} / B(½, b/2)
        Gradient::Random => libm::exp(
            (b / 2.0 - 1.0) * libm::log(1.0 - x * x) - libm::lgamma(0.5) - libm::lgamma(b / 2.0)
                + libm::lgamma(0.5 + b / 2.0),
        ),
        Gradient::Restoring => {
            libm::pow(1.0 - x.abs(), b - 1.0) / (1.0 + x.abs()) / restoring_mass(b)
        }
        Gradient::Biased => f64::NAN,
    }
}

fn histogram(all: &Law, lang: Lang) -> Figure {
    let edges = linspace(-1.0, 1.0, BINS + 1);
    let width = 2.0 / BINS as f64;
    let heights: Vec<f64> = all
        .histogram
        .iter()
        .map(|c| if all.samples > 0.0 { c / all.samples / width } else { 0.0 })
        .collect();
    let x: Vec<f64> = linspace(-0.9975, 0.9975, 400);
    let curve: Vec<f64> = x.iter().map(|&x| density(all, x)).collect();
    let top = curve
        .iter()
        .copied()
        .filter(|y| y.is_finite())
        .chain(heights.iter().copied())
        .fold(0.5, f64::max)
        .min(6.0);
    let mut panel = Panel::new(
        Axis::linear(t("weight λθ", "权重 λθ").get(lang)).over(-1.0, 1.0),
        Axis::linear(t("density", "密度").get(lang)).over(0.0, 1.08 * top),
    )
    .with(Mark::bars(
        "weights",
        t("simulated weights", "模拟的权重").get(lang),
        Role::Model,
        edges,
        heights,
    ));
    if all.gradient != Gradient::Biased {
        panel =
            panel.with(Mark::line("law", t("the law", "规律").get(lang), Role::Theory, x, curve));
    }
    let b = significant(all.b(), 3);
    let summary = match lang {
        Lang::En => format!(
            "Histogram of the weights in units of 1/λ, {} of them, with the stationary law over it. b = p/(ηλ) is {b}; below 2 the law is U-shaped.",
            all.samples
        ),
        Lang::Zh => format!(
            "以 1/λ 为单位的权重直方图（{} 个），上面是平稳分布。b = p/(ηλ) 为 {b}；小于 2 时呈 U 形。",
            all.samples
        ),
    };
    let summary = match all.caveat(lang) {
        Some(caveat) => format!("{summary} {caveat}"),
        None => summary,
    };
    Figure::single("law", t("Where rare weights live", "罕见的权重住在哪里").get(lang), panel)
        .aspect(0.42)
        .summary(summary)
}

fn phases(all: &Law, lang: Lang) -> Figure {
    let lambda = all.rule.decay;
    let p = crate::numerics::quantile::logspace(1e-7, 0.1, 60);
    let line: Vec<f64> = p.iter().map(|p| p / (2.0 * lambda)).collect();
    let floor = vec![1e-5; p.len()];
    let panel = Panel::new(
        Axis::log(t("probability of a sighting p", "每步出现的概率 p").get(lang)).over(1e-7, 0.1),
        Axis::log(t("learning rate η", "学习率 η").get(lang)).over(1e-5, 1.0),
    )
    .with(
        Mark::band(
            "bell",
            t("often enough: a bell", "够常见：钟形").get(lang),
            Role::Baseline(1),
            p.clone(),
            floor,
            line.clone(),
        )
        .opacity(0.14),
    )
    .with(Mark::line("boundary", "p = 2ηλ", Role::Theory, p, line))
    .with(Mark::new(
        "saturated",
        "",
        Role::Note,
        Shape::Text {
            x: 3e-7,
            y: 0.2,
            text: t("too rare: weights at ±1/λ", "太稀：权重在 ±1/λ").get(lang).to_owned(),
            anchor: Anchor::Start,
        },
    ))
    .handle(Handle::point(
        t("probability and learning rate", "概率与学习率").get(lang),
        (all.probability, all.rule.lr),
        Some(Bound::to("probability")),
        Some(Bound::to("lr")),
    ));
    let (p, border) = (significant(all.probability, 2), significant(2.0 * all.rule.lr * lambda, 2));
    let summary = match lang {
        Lang::En => format!(
            "Two phases over the probability of a sighting and the learning rate. Here p is {p}; the border lies at {border}."
        ),
        Lang::Zh => format!("以出现概率与学习率为轴的两相图。此处 p 为 {p}，边界在 {border}。"),
    };
    Figure::single("phases", t("How rare is rare", "多稀才算稀").get(lang), panel)
        .aspect(0.42)
        .summary(summary)
}
