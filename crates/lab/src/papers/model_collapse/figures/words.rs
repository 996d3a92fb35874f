//! Vocabularies: which words die when.

use figure::{Colormap, Figure, Role, significant};

use super::{along, bare, generations, now, shown, times};
use crate::{
    Lang, Pen,
    papers::model_collapse::{
        lexicon::Lexicon,
        params::Loop,
        words::{WORDS, diversity, zipf},
    },
    say, t,
};

pub(in super::super) fn figures(all: &Lexicon, lang: Lang) -> Vec<Figure> {
    vec![fates(all, lang), left(all, lang)]
}

/// Words by rank over generations: at most 240 columns, evenly.
fn fates(all: &Lexicon, lang: Lang) -> Figure {
    let pen = bare(lang);
    let states = all.tape.states();
    let last = states.len();
    let count = last.min(240);
    let columns: Vec<usize> = (0..count).map(|k| k * (last - 1) / (count - 1).max(1)).collect();
    let log = |p: f64| if p > 0.0 { libm::log10(p) } else { f64::NAN };
    let values = (0..WORDS).flat_map(|word| columns.iter().map(move |&g| log(states[g][word])));
    let (right, bottom) = (last as f64 + 0.5, WORDS as f64 + 0.5);
    let heat = pen.heat(
        "frequency",
        t("log₁₀ frequency", "频率的 log₁₀"),
        (0.5, right),
        (0.5, bottom),
        count,
        values,
        (-3.5, 0.0),
        Colormap::Sequential,
    );
    let when = now(&all.tape);
    // Of this universe, as the picture is; the read-out tells the median of all.
    let gone = all.tape.current().map_or(0, |(_, p)| p.iter().filter(|p| **p <= 0.0).count());
    let words = say!(
        pen,
        "generation {when}: {gone} of {WORDS} words are extinct here",
        "第 {when} 代：{WORDS} 个词已灭绝 {gone} 个"
    );
    let panel = pen
        .panel(
            pen.linear(t("generation t", "代 t")).over(0.5, right),
            pen.linear(t("rank of the word in reality", "词在现实中的名次")).over(bottom, 0.5),
        )
        .with(heat)
        .with(pen.text(
            "extinct",
            words,
            Role::Theory,
            (along(0.5, right, 0.35), along(bottom, 0.5, 0.3)),
        ))
        .with_all(shown(&all.tape));
    pen.figure(
        "words",
        t(
            "Which words die when: log₁₀ frequency in one universe",
            "哪些词何时死去：一个宇宙中频率的 log₁₀",
        ),
        [panel],
    )
    .aspect(0.5)
    .summary(summary(
        all,
        pen,
        t(
            "Frequency of each word against the generation, in one run.",
            "一个宇宙里每个词的频率随代数的变化。",
        ),
    ))
}

fn left(all: &Lexicon, lang: Lang) -> Figure {
    let x = times(&all.tape);
    let pen = Pen::new(lang, &x);
    let (s, range) = (&all.setting, t("5–95 % of runs", "5–95% 的宇宙"));
    let mut diverse = pen
        .panel(
            generations(pen, x.len()),
            pen.linear(t("diversity 1 − Σp²", "多样性 1 − Σp²")).over(0.0, 1.0),
        )
        .with_all(pen.runs("diversity", range, Role::Model, &all.diversity))
        .with(
            pen.line(
                "diversity-mean",
                t("mean of runs", "各次平均"),
                Role::Baseline(0),
                &all.diversity.mean[..],
            )
            .width(1.6),
        );
    if s.kind == Loop::Synthetic && s.lambda >= 1.0 {
        let start = diversity(&zipf()) * (1.0 - 1.0 / s.n_initial);
        let law = |t| start * libm::pow(1.0 - 1.0 / s.n_synthetic, t - 1.0);
        diverse =
            diverse.with(pen.curve("wright-fisher", "Wright–Fisher", Role::Theory, law).width(1.3));
    }
    let alive = pen
        .panel(
            generations(pen, x.len()),
            pen.linear(t("words alive", "活着的词")).over(0.0, WORDS as f64),
        )
        .with_all(pen.runs("alive", range, Role::Model, &all.alive));
    let panels = [diverse.with_all(shown(&all.tape)), alive.with_all(shown(&all.tape))];
    pen.figure("diversity", t("What is left", "还剩什么"), panels).columns(2).aspect(0.6).summary(
        summary(
            all,
            pen,
            t(
                "Diversity and the number of living words against the generation.",
                "多样性与活着的词数随代数的变化。",
            ),
        ),
    )
}

/// What a figure shows, and where it stands.
fn summary(all: &Lexicon, pen: Pen, what: crate::Text) -> String {
    let (i, what) = (all.tape.index(), what.get(pen.lang()));
    let (diversity, alive) = (significant(all.diversity.mean[i], 2), all.alive.median[i]);
    let when = now(&all.tape);
    say!(
        pen,
        "{what} At generation {when} diversity is {diversity} and {alive} of {WORDS} words are alive.",
        "{what}第 {when} 代时多样性为 {diversity}，{WORDS} 个词中活着 {alive} 个。"
    )
}
