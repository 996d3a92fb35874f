//! Which words drift: rows of the embedding against how often their word occurs, and the twelve largest.

use figure::{Anchor, Colormap, Figure, Label, Mark, Panel, Role, Shape, significant};

use crate::{
    Lang, Pen,
    papers::embedding_drift::{
        choices::Method, language::WIDTH, training::Training, weight::START,
    },
    say, t,
};

/// Rows that are listed by name.
const LISTED: usize = 12;

/// Words whose rows are largest, largest first, with the root mean squares of all rows. The last word stands
/// for all the rest of the text and is no word.
fn worst(all: &Training) -> (Vec<usize>, Vec<f64>) {
    let rows = all.rows();
    let mut order: Vec<usize> = (0..rows.len() - 1).collect();
    order.sort_by(|&a, &b| rows[b].total_cmp(&rows[a]).then(a.cmp(&b)));
    order.truncate(LISTED);
    (order, rows)
}

/// λ, or what brings the largest weight to 1 where there is no decay: the colour map's unit.
fn unit(all: &Training) -> f64 {
    let lambda = all.values.number("weight_decay");
    let most = f64::from(crate::papers::embedding_drift::model::greatest_size(all.embedding()));
    if lambda > 0.0 { lambda } else { 1.0 / most.max(1e-300) }
}

pub(super) fn words(all: &Training, lang: Lang) -> Figure {
    let pen = Pen::new(lang, &all.corpus.counts);
    let lambda = all.values.number("weight_decay");
    let (worst, rows) = worst(all);
    let beyond = rows.iter().filter(|r| **r * lambda > 0.9).count();
    let title = t("Rare words drift", "低频词在漂移");
    let panels = [scatter(all, pen, &rows), list(all, pen, &worst)];
    let named: Vec<String> = worst
        .iter()
        .map(|&i| {
            let (word, count, row) =
                (&all.corpus.words[i], all.corpus.counts[i], significant(rows[i], 3));
            say!(pen, "“{word}” ({count} times: {row})", "“{word}”（{count} 次：{row}）")
        })
        .collect();
    let (named, total) = (named.join(say!(pen, ", ", "、").as_str()), rows.len());
    pen.figure("words", title, panels).columns(2).aspect(0.62).summary(say!(
        pen,
        "Size of every row of the embedding against how often its word occurs in the text: {beyond} of {total} rows are beyond .9/λ. The largest: {named}.",
        "Embedding 每一行的大小与该词在文中出现的次数：{total} 行中有 {beyond} 行超过 0.9/λ。最大的几行：{named}。"
    ))
}

fn scatter(all: &Training, pen: Pen, rows: &[f64]) -> Panel {
    let lambda = all.values.number("weight_decay");
    let seen: Vec<f64> = pen.x().iter().map(|c| c.max(0.5)).collect();
    let most_seen = seen.iter().copied().fold(10.0, f64::max);
    let top = rows.iter().copied().fold(0.1, f64::max);
    let ceiling = if lambda > 0.0 { top.max(1.0 / lambda) } else { top };
    let pen = pen.over(&seen);
    let mut panel = pen.titled(
        t("every word", "所有的词"),
        pen.log(t("times the word occurs", "出现次数"))
            .over(0.8 * seen.iter().copied().fold(most_seen, f64::min), 1.3 * most_seen),
        pen.log(t("size of its row (RMS)", "行的大小（RMS）")).over(START / 4.0, 4.0 * ceiling),
    );
    if lambda > 0.0 {
        let limit = significant(1.0 / lambda, 4);
        panel =
            panel.with(pen.rule_y("limit", format!("1/λ = {limit}"), Role::Theory, 1.0 / lambda));
    }
    if all.rule.rms {
        // Once in 1/α steps: count · batch / words of the text = α.
        let batch = all.values.count("batch") as f64;
        let often = all.rule.lr * all.corpus.train.len() as f64 / batch;
        let words = t("once in 1/α steps", "每 1/α 步一次");
        panel = panel
            .with_all((often < most_seen).then(|| pen.rule_x("often", words, Role::Note, often)));
    }
    let method = all.values.pick::<Method>("optimizer");
    let drifts =
        matches!(method, Method::Tiger | Method::Lion) && lambda > 0.0 && top * lambda > 0.5;
    if drifts {
        let frequent = t("frequent words stay small", "高频词一直很小");
        panel = panel.with(note(pen.say(frequent), (most_seen, 0.03)));
        let rare = t("rare words run to 1/λ", "低频词跑到 1/λ");
        panel = panel.with(note(pen.say(rare), (most_seen, 0.45 / lambda)));
    }
    let dots = pen.points("rows", t("one word", "一个词"), Role::Model, rows);
    panel.with(dots.size(4.0).opacity(0.45).label(Label::Hidden))
}

/// The largest rows, one a line with its word and how often it occurs, blue and orange at ∓1/λ.
fn list(all: &Training, pen: Pen, worst: &[usize]) -> Panel {
    let unit = unit(all);
    let e = all.embedding();
    let count = worst.len();
    let values = worst
        .iter()
        .flat_map(|&i| e[i * WIDTH..(i + 1) * WIDTH].iter().map(move |&x| unit * f64::from(x)));
    let ticks = worst
        .iter()
        .zip(1..)
        .map(|(&i, place)| {
            let name = format!("{} · {}×", all.corpus.words[i], all.corpus.counts[i]);
            (f64::from(place), name)
        })
        .collect();
    let (x, y) = ((0.5, WIDTH as f64 + 0.5), (0.5, count as f64 + 0.5));
    let heat = pen.heat("worst", "λθ", x, y, WIDTH, values, (-1.0, 1.0), Colormap::Diverging);
    pen.titled(
        t("the twelve that drift most, and how often they occur", "漂得最远的十二个，及其出现次数"),
        pen.linear(t("coordinate", "坐标")).over(x.0, x.1),
        pen.linear("").over(y.1, y.0).ticks_at(ticks),
    )
    .with(heat)
}

/// The whole matrix by frequency.
pub(super) fn embedding(all: &Training, lang: Lang) -> Figure {
    let pen = Pen::new(lang, &[]);
    let count = all.corpus.words.len();
    let lambda = all.values.number("weight_decay");
    let unit = unit(all);
    let values = all.embedding().iter().map(|&x| unit * f64::from(x));
    let (x, y) = ((0.5, WIDTH as f64 + 0.5), (0.5, count as f64 + 0.5));
    let title = if lambda > 0.0 { "λθ" } else { "θ / max |θ|" };
    let panel = pen
        .titled(
            title,
            pen.linear(t("coordinate", "坐标")).over(x.0, x.1),
            pen.linear(t("word, by frequency", "词，按频率")).over(y.1, y.0),
        )
        .with(pen.heat("embedding", "λθ", x, y, WIDTH, values, (-1.0, 1.0), Colormap::Diverging))
        .with(note(pen.say(t("frequent", "高频")), (WIDTH as f64, 0.03 * count as f64)))
        .with(note(pen.say(t("rare", "低频")), (WIDTH as f64, 0.97 * count as f64)));
    pen.figure("embedding", t("The whole embedding", "整个 Embedding"), [panel]).aspect(0.85).summary(
        say!(
            pen,
            "The embedding matrix, one row a word, the most frequent on top, in units of the fixed point: {count} rows of {WIDTH} weights.",
            "Embedding 矩阵，一行一词，最常见的在上，以不动点为单位：{count} 行，每行 {WIDTH} 个权重。"
        ),
    )
}

fn note(text: String, (x, y): (f64, f64)) -> Mark {
    Mark::new("end", "", Role::Note, Shape::Text { x, y, text, anchor: Anchor::End })
}
