//! What is drawn.

use figure::{
    Axis, Bound, Colormap, Figure, Handle, Label, Mark, Panel, Role, Shape, Sketch, significant,
};

use super::{
    chain::Loop,
    lexicon::Lexicon,
    map::{Map, SIDE, size},
    plane::{Point, World},
    theory,
    timeline::Timeline,
    universes::Universes,
    words::{WORDS, diversity, zipf},
    worlds::Worlds,
};
use crate::{
    Lang,
    numerics::{
        quantile::{Band, linspace, logspace},
        special::{normal_pdf, normal_quantile},
    },
    t,
};

fn generations(lang: Lang, time: &Timeline) -> Axis {
    let last = time.history.len().max(2) as f64;
    Axis::linear(t("generation t", "代 t").get(lang)).over(1.0, last)
}

/// A rule at the generation shown, when the reader has gone back.
fn shown(time: &Timeline) -> Option<Mark> {
    time.shown.map(|_| {
        let x = time.generation() as f64;
        Mark::new("shown", "", Role::Handle, Shape::RuleX { x }).label(Label::Hidden)
    })
}

/// Both bands and the median of many runs.
fn bands(id: &str, band: &Band, x: &[f64], role: Role, lang: Lang) -> Vec<Mark> {
    let name = t("5–95 % of runs", "5–95% 的宇宙").get(lang);
    vec![
        Mark::band(&format!("{id}-range"), name, role, x, &band.low[..], &band.high[..])
            .opacity(0.14),
        Mark::band(
            &format!("{id}-middle"),
            "",
            role,
            x,
            &band.quarter[..],
            &band.three_quarters[..],
        )
        .opacity(0.2)
        .label(Label::Hidden),
        Mark::line(
            &format!("{id}-median"),
            t("median", "中位数").get(lang),
            role,
            x,
            &band.median[..],
        ),
    ]
}

/// Hundreds of Gaussians.
pub(super) fn universes(all: &Universes, lang: Lang) -> Vec<Figure> {
    let mut figures = vec![course(all, lang), curves(all, lang)];
    if let Some(map) = &all.map {
        figures.push(how_much(all, map, lang));
    }
    figures
}

fn course(all: &Universes, lang: Lang) -> Figure {
    let x = all.time.axis();
    let s = &all.setting;
    let synthetic = s.kind == Loop::Synthetic;
    let thread = |pick: fn(&(f64, f64)) -> f64| {
        let count = all.threads[0].len();
        (0..count)
            .map(|k| {
                let y: Vec<f64> = all.threads.iter().map(|row| pick(&row[k])).collect();
                Mark::line("thread", "", Role::Data, x.clone(), y)
                    .width(0.6)
                    .opacity(0.35)
                    .label(Label::Hidden)
                    .hover(false)
            })
            .collect::<Vec<_>>()
    };
    let mut mean = Panel::new(
        generations(lang, &all.time),
        Axis::linear(t("mean μ", "均值 μ").get(lang)).unit("σ₀").including(-0.5, 0.5),
    )
    .title(t("Where it wanders", "它游荡到哪里").get(lang))
    .with_all(thread(|p| p.0))
    .with_all(bands("mean", &all.mean, &x, Role::Model, lang));
    let wide = |sign: f64| -> Vec<f64> {
        let z = normal_quantile(0.95);
        x.iter().map(|&t| sign * z * libm::sqrt(theory::drift_variance(s, t))).collect()
    };
    if synthetic {
        let name = t("1.64 theoretical deviations", "1.64 个理论标准差").get(lang);
        mean = mean
            .with(Mark::line("drift-theory", name, Role::Theory, x.clone(), wide(1.0)).width(1.3))
            .with(
                Mark::line("drift-theory-below", "", Role::Theory, x.clone(), wide(-1.0))
                    .width(1.3)
                    .label(Label::Hidden),
            );
    }
    let least = all.variance.low.iter().copied().fold(1.0, f64::min);
    let floor = least.max(1e-12) / 2.0;
    let mut variance = Panel::new(
        generations(lang, &all.time),
        Axis::log(t("variance σ²", "方差 σ²").get(lang))
            .unit("σ₀²")
            .over(floor.min(0.2), all.variance.high.iter().copied().fold(2.0, f64::max) * 1.2),
    )
    .title(t("What it loses", "它失去什么").get(lang))
    .with_all(thread(|p| p.1))
    .with_all(bands("variance", &all.variance, &x, Role::Model, lang))
    .with(
        Mark::line(
            "variance-mean",
            t("mean of runs", "各次平均").get(lang),
            Role::Baseline(0),
            x.clone(),
            &all.variance.mean[..],
        )
        .width(1.6),
    );
    if synthetic {
        let theory_of = |f: fn(&super::chain::Setting, f64) -> f64| -> Vec<f64> {
            x.iter().map(|&t| f(s, t)).collect()
        };
        variance = variance.with(
            Mark::line(
                "variance-theory",
                t("theory", "理论").get(lang),
                Role::Theory,
                x.clone(),
                theory_of(theory::mean_variance),
            )
            .width(1.3),
        );
        if s.d == 1 {
            variance = variance.with(
                Mark::line(
                    "typical-theory",
                    t("theory", "理论").get(lang),
                    Role::Theory,
                    x.clone(),
                    theory_of(theory::typical_variance),
                )
                .width(1.3),
            );
        }
    } else if s.kind != Loop::Accumulate {
        let limit = theory::limit_variance(s);
        let name = t("limit", "极限").get(lang);
        variance = variance.with(Mark::new("limit", name, Role::Theory, Shape::RuleY { y: limit }));
    }
    let (mean, variance) = (mean.with_all(shown(&all.time)), variance.with_all(shown(&all.time)));
    let i = all.time.index();
    let (typical, average, when) = (
        significant(all.variance.median[i], 2),
        significant(all.variance.mean[i], 2),
        all.time.generation(),
    );
    let summary = match lang {
        Lang::En => format!(
            "Mean and variance of many Gaussians that learn from themselves, against the generation. At generation {when} the typical variance is {typical} of the first, the average over runs {average}."
        ),
        Lang::Zh => format!(
            "许多向自己学习的高斯，其均值与方差随代数的变化。第 {when} 代时，典型方差是最初的 {typical}，各次平均为 {average}。"
        ),
    };
    Figure::new("universes", t("Many universes", "许多宇宙").get(lang), vec![mean, variance])
        .columns(2)
        .aspect(0.72)
        .summary(summary)
}

fn curves(all: &Universes, lang: Lang) -> Figure {
    let x = linspace(-4.0, 4.0, 161);
    let row = &all.threads[all.time.index()];
    let truth: Vec<f64> = x.iter().map(|&v| normal_pdf(v)).collect();
    let mut panel = Panel::new(
        Axis::linear(t("x, first coordinate", "x，第一个坐标").get(lang)).over(-4.0, 4.0),
        Axis::linear(t("density", "密度").get(lang)).over(0.0, 1.6),
    );
    for (k, &(mean, variance)) in row.iter().enumerate() {
        let sigma = libm::sqrt(variance.max(1e-9));
        // A needle between two points of the grid would be missed.
        let own = linspace(mean - 5.0 * sigma, mean + 5.0 * sigma, 81);
        let y: Vec<f64> = own.iter().map(|&v| normal_pdf((v - mean) / sigma) / sigma).collect();
        panel = panel.with(
            Mark::line(
                "universe",
                t("twelve universes", "十二个宇宙").get(lang),
                Role::Model,
                own,
                y,
            )
            .width(1.1)
            .opacity(0.75)
            .label(if k == 0 { Label::Key } else { Label::Hidden }),
        );
    }
    let panel =
        panel.with(Mark::line("truth", t("the truth", "真实").get(lang), Role::Theory, x, truth));
    let when = all.time.generation();
    let title = match lang {
        Lang::En => format!("What generation {when} believes"),
        Lang::Zh => format!("第 {when} 代相信什么"),
    };
    let summary = match lang {
        Lang::En => {
            format!("The densities of twelve universes at generation {when}, over the true one.")
        }
        Lang::Zh => format!("第 {when} 代时十二个宇宙的密度，与真实密度对照。"),
    };
    Figure::single("beliefs", title, panel).aspect(0.32).summary(summary)
}

fn how_much(all: &Universes, map: &Map, lang: Lang) -> Figure {
    let s = &all.setting;
    let edge = |i: f64| libm::pow(10.0, 1.0 + (i - 0.5) / 4.0);
    let (low, high) = (edge(0.0), edge(SIDE as f64));
    let heat = Shape::Heat {
        x: (low, high),
        y: (low, high),
        columns: SIDE as u32,
        values: map.cells.iter().map(|&v| v as f32).collect(),
        range: (-2.0, 2.0),
        colormap: Colormap::Diverging,
    };
    let real = logspace(low, high, 80);
    let admissible: Vec<f64> = real
        .iter()
        .map(|&n_real| {
            theory::admissible(&super::chain::Setting { n_real, ..*s }).unwrap_or(f64::NAN)
        })
        .collect();
    let panel = Panel::new(
        Axis::log(t("real samples nᵣ", "真实样本 nᵣ").get(lang)).over(low, high),
        Axis::log(t("synthetic samples nₛ", "合成样本 nₛ").get(lang)).over(low, high),
    )
    .with(Mark::new("ratio", t("log₂ nₑ/nᵣ", "log₂ nₑ/nᵣ").get(lang), Role::Model, heat))
    .with(Mark::line(
        "admissible",
        t("nₑ = nᵣ, by formula", "nₑ = nᵣ（公式）").get(lang),
        Role::Theory,
        real,
        admissible,
    ))
    .handle(Handle::point(
        t("sample sizes", "样本数").get(lang),
        (s.n_real, s.n_synthetic),
        Some(Bound::to("n_real")),
        Some(Bound::to("n_synthetic")),
    ));
    let (done, of) = (map.done, SIDE * SIDE);
    let title = match (done == of, lang) {
        (true, Lang::En) => "How much fresh data: log₂ nₑ/nᵣ, simulated".to_owned(),
        (true, Lang::Zh) => "多少新鲜数据：log₂ nₑ/nᵣ（模拟）".to_owned(),
        (false, Lang::En) => format!(
            "How much fresh data: log₂ nₑ/nᵣ ({done} of {of} cells simulated, the others by formula)"
        ),
        (false, Lang::Zh) => {
            format!("多少新鲜数据：log₂ nₑ/nᵣ（{of} 格中 {done} 格为模拟，其余为公式）")
        }
    };
    let ratio = theory::effective_ratio(s).map_or(f64::NAN, |r| r);
    let summary = match lang {
        Lang::En => format!(
            "How many real samples the loop's limit is worth, per real sample a generation, over the numbers of real and synthetic samples, from {} to {}. Where you stand it is {} by formula.",
            size(0),
            size(SIDE - 1),
            significant(ratio, 3)
        ),
        Lang::Zh => format!(
            "循环的极限相当于多少真实样本（除以每代真实样本数），横纵轴为真实与合成样本数，从 {} 到 {}。你所在之处按公式为 {}。",
            size(0),
            size(SIDE - 1),
            significant(ratio, 3)
        ),
    };
    Figure::single("map", title, panel).aspect(0.5).summary(summary)
}

fn scatter(id: &str, name: &str, role: Role, points: &[Point], size: f32) -> Mark {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let mut mark = Mark::points(id, name, role, x, y).opacity(0.65);
    if let Shape::Points { size: s, .. } = &mut mark.shape {
        *s = size;
    }
    mark
}

/// A world of points.
pub(super) fn worlds(all: &Worlds, lang: Lang) -> Vec<Figure> {
    let (low, high) = extent(&all.real);
    let axes = || (Axis::linear("").over(low.0, high.0), Axis::linear("").over(low.1, high.1));
    let when = all.time.generation();
    let (x, y) = axes();
    let mut truth = Panel::new(x, y)
        .title(t("Reality", "真实").get(lang))
        .with(scatter("real", "", Role::Data, &all.real, 3.0).label(Label::Hidden))
        .equal();
    if let World::Own(points) = &all.world {
        truth = truth
            .with(scatter("own", "", Role::Handle, points, 5.0).label(Label::Hidden))
            .sketch(Sketch::Points { param: "own".to_owned() });
    }
    let (x, y) = axes();
    let made = &all.samples[all.time.index()];
    let title = match lang {
        Lang::En => format!("Generation {when}"),
        Lang::Zh => format!("第 {when} 代"),
    };
    let now = Panel::new(x, y)
        .title(title)
        .with(scatter("made", "", Role::Model, made, 3.0).label(Label::Hidden))
        .equal();
    let i = all.time.index();
    let (precise, recall) =
        (significant(all.precision.median[i], 2), significant(all.recall.median[i], 2));
    let summary = match lang {
        Lang::En => format!(
            "Real points beside those that generation {when} makes. Its precision is {precise}, its recall {recall}."
        ),
        Lang::Zh => {
            format!("真实的点，与第 {when} 代造出的点。精确率 {precise}，召回率 {recall}。")
        }
    };
    let world = Figure::new(
        "world",
        t("Reality and its copy", "真实与它的副本").get(lang),
        vec![truth, now],
    )
    .columns(2)
    .aspect(0.9)
    .summary(summary);
    vec![world, multiples(all, lang), quality(all, lang)]
}

fn extent(points: &[Point]) -> (Point, Point) {
    let mut low = (f64::INFINITY, f64::INFINITY);
    let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for p in points {
        low = (low.0.min(p.0), low.1.min(p.1));
        high = (high.0.max(p.0), high.1.max(p.1));
    }
    let pad = 0.12 * (high.0 - low.0).max(high.1 - low.1).max(1e-9);
    ((low.0 - pad, low.1 - pad), (high.0 + pad, high.1 + pad))
}

/// Generations side by side, about evenly in ln t.
fn multiples(all: &Worlds, lang: Lang) -> Figure {
    let last = all.samples.len();
    let mut chosen: Vec<usize> =
        (0..8).map(|k| libm::round(libm::pow(last as f64, f64::from(k) / 7.0)) as usize).collect();
    chosen.dedup();
    let (low, high) = extent(&all.real);
    let panels = chosen
        .iter()
        .map(|&g| {
            let points = &all.samples[g.clamp(1, last) - 1];
            let few = &points[..points.len().min(250)];
            Panel::new(
                Axis::linear("").over(low.0, high.0).without_ticks(),
                Axis::linear("").over(low.1, high.1).without_ticks(),
            )
            .title(format!("t = {g}"))
            .with(scatter("made", "", Role::Model, few, 2.2).label(Label::Hidden).hover(false))
            .equal()
        })
        .collect();
    let summary = match lang {
        Lang::En => {
            format!("What the first run makes at {} generations from 1 to {last}.", chosen.len())
        }
        Lang::Zh => {
            format!("第一个宇宙在第 1 代到第 {last} 代之间 {} 个时刻的产物。", chosen.len())
        }
    };
    Figure::new("generations", t("Generation by generation", "一代一代").get(lang), panels)
        .columns(4)
        .aspect(1.0)
        .summary(summary)
}

fn quality(all: &Worlds, lang: Lang) -> Figure {
    let x = all.time.axis();
    let mut panel = Panel::new(
        generations(lang, &all.time),
        Axis::linear(t("share", "比例").get(lang)).over(0.0, 1.05),
    );
    for (id, name, role, band) in [
        (
            "precision",
            t("precision: what is made is real", "精确率：造的像真的"),
            Role::Model,
            &all.precision,
        ),
        (
            "recall",
            t("recall: what is real is made", "召回率：真的造得出"),
            Role::Baseline(0),
            &all.recall,
        ),
    ] {
        panel = panel
            .with(
                Mark::band(&format!("{id}-range"), "", role, &x[..], &band.low[..], &band.high[..])
                    .opacity(0.15)
                    .label(Label::Hidden),
            )
            .with(Mark::line(id, name.get(lang), role, &x[..], &band.median[..]));
    }
    if let World::Modes(centres) = &all.world {
        let share: Vec<f64> = all.alive.median.iter().map(|a| a / centres.len() as f64).collect();
        let name = t("islands alive", "活着的小岛").get(lang);
        panel = panel.with(Mark::line("alive", name, Role::Baseline(1), &x[..], share));
    }
    let panel = panel.with_all(shown(&all.time));
    let i = all.time.index();
    let (precise, recall, when) = (
        significant(all.precision.median[i], 2),
        significant(all.recall.median[i], 2),
        all.time.generation(),
    );
    let summary = match lang {
        Lang::En => format!(
            "Precision and recall against the generation, median and range of the runs. At generation {when} they are {precise} and {recall}."
        ),
        Lang::Zh => format!(
            "精确率与召回率随代数的变化，各次的中位数与范围。第 {when} 代时分别为 {precise} 与 {recall}。"
        ),
    };
    Figure::single("quality", t("Quality and diversity", "质量与多样性").get(lang), panel)
        .aspect(0.34)
        .summary(summary)
}

/// Vocabularies.
pub(super) fn lexicon(all: &Lexicon, lang: Lang) -> Vec<Figure> {
    let x = all.time.axis();
    let n = all.setting.n_synthetic;
    let mut diverse = Panel::new(
        generations(lang, &all.time),
        Axis::linear(t("diversity 1 − Σp²", "多样性 1 − Σp²").get(lang)).over(0.0, 1.0),
    )
    .with_all(bands("diversity", &all.diversity, &x, Role::Model, lang))
    .with(
        Mark::line(
            "diversity-mean",
            t("mean of runs", "各次平均").get(lang),
            Role::Baseline(0),
            &x[..],
            &all.diversity.mean[..],
        )
        .width(1.6),
    );
    if all.setting.kind == Loop::Synthetic && all.setting.lambda >= 1.0 {
        let start = diversity(&zipf()) * (1.0 - 1.0 / all.setting.n_initial);
        let y: Vec<f64> = x.iter().map(|t| start * libm::pow(1.0 - 1.0 / n, t - 1.0)).collect();
        diverse = diverse
            .with(Mark::line("wright-fisher", "Wright–Fisher", Role::Theory, &x[..], y).width(1.3));
    }
    let alive = Panel::new(
        generations(lang, &all.time),
        Axis::linear(t("words alive", "活着的词").get(lang)).over(0.0, WORDS as f64),
    )
    .with_all(bands("alive", &all.alive, &x, Role::Model, lang));
    // Words by rank over generations: at most 240 columns, evenly.
    let last = all.first.len();
    let count = last.min(240);
    let columns: Vec<usize> = (0..count).map(|k| k * (last - 1) / (count - 1).max(1)).collect();
    let mut values = Vec::with_capacity(WORDS * count);
    for word in 0..WORDS {
        for &g in &columns {
            let p = all.first[g][word];
            values.push(if p > 0.0 { libm::log10(p) as f32 } else { f32::NAN });
        }
    }
    let heat = Shape::Heat {
        x: (0.5, last as f64 + 0.5),
        y: (0.5, WORDS as f64 + 0.5),
        columns: count as u32,
        values,
        range: (-3.5, 0.0),
        colormap: Colormap::Sequential,
    };
    let fates = Panel::new(
        Axis::linear(t("generation t", "代 t").get(lang)).over(0.5, last as f64 + 0.5),
        Axis::linear(t("rank of the word in reality", "词在现实中的名次").get(lang))
            .over(WORDS as f64 + 0.5, 0.5),
    )
    .with(Mark::new("frequency", t("log₁₀ frequency", "频率的 log₁₀").get(lang), Role::Model, heat))
    .with_all(shown(&all.time));
    let i = all.time.index();
    let (now, left) = (significant(all.diversity.mean[i], 2), all.alive.median[i]);
    let when = all.time.generation();
    let summary = |en: &str, zh: &str| match lang {
        Lang::En => format!(
            "{en} At generation {when} diversity is {now} and {left} of {WORDS} words are alive."
        ),
        Lang::Zh => format!("{zh}第 {when} 代时多样性为 {now}，{WORDS} 个词中活着 {left} 个。"),
    };
    vec![
        Figure::single(
            "words",
            t(
                "Which words die when: log₁₀ frequency in one universe",
                "哪些词何时死去：一个宇宙中频率的 log₁₀",
            )
            .get(lang),
            fates,
        )
        .aspect(0.5)
        .summary(summary(
            "Frequency of each word against the generation, in one run.",
            "一个宇宙里每个词的频率随代数的变化。",
        )),
        Figure::new(
            "diversity",
            t("What is left", "还剩什么").get(lang),
            vec![diverse.with_all(shown(&all.time)), alive.with_all(shown(&all.time))],
        )
        .columns(2)
        .aspect(0.6)
        .summary(summary(
            "Diversity and the number of living words against the generation.",
            "多样性与活着的词数随代数的变化。",
        )),
    ]
}
