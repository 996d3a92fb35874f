//! The marks that carry words, sizes and weights, recorded in both languages and themes; a stage on a wide
//! page, and a phone.

use std::{fs, path::PathBuf};

use figure::{
    Anchor, Axis, Bubbles, Cells, Colormap, Figure, Label, Labels, Links, Look, Mark, Panel, Role,
    Shape, Theme, Tint, WidthTable, draw, svg,
};

fn bare(label: &str, from: f64, to: f64) -> Axis {
    Axis::linear(label).over(from, to).without_ticks()
}

/// Numbers in 0..1 that scatter: multiples of the golden ratio.
fn scatter(i: usize, by: f64) -> f64 {
    (i as f64 * by).fract()
}

/// 396 words about twelve centres, the more frequent first.
fn words(zh: bool) -> Figure {
    let stems = ["sun", "river", "happiness", "of", "machine", "winter"];
    let 词 = ["太阳", "河流", "幸福", "的", "机器", "冬天"];
    let text: Vec<String> = (0..396)
        .map(|i| format!("{}{}", if zh { 词[i % 6] } else { stems[i % 6] }, i / 6))
        .collect();
    let at = |i: usize, by: f64| scatter(i % 12, by) * 8.0 + scatter(i, 0.754_877_67) * 2.0;
    let labels = Labels {
        x: (0..396).map(|i| at(i, 0.618_034)).collect(),
        y: (0..396).map(|i| at(i, 0.569_840_3) + scatter(i, 0.324_717_96)).collect(),
        text,
        size: 3.0,
        ..Labels::default()
    };
    let panel = Panel::new(bare("", -0.5, 10.5), bare("", -0.5, 11.5)).with(Mark::new(
        "words",
        if zh { "词" } else { "words" },
        Role::Model,
        Shape::Labels(labels),
    ));
    Figure::single("words", if zh { "词的地图" } else { "A map of words" }, panel)
}

fn bubbles(zh: bool) -> Figure {
    let n = 40;
    let x: Vec<f64> = (0..n).map(|i| 10f64.powf(4.0 * scatter(i, 0.618_034))).collect();
    let y: Vec<f64> = (0..n).map(|i| scatter(i, 0.754_877_67) * 2.0 - 1.0).collect();
    let size: Vec<f32> = (0..n).map(|i| 4.0 + 18.0 * scatter(i, 0.569_840_3) as f32).collect();
    let by_value = Bubbles {
        x: x.clone(),
        y: y.clone(),
        size: size.clone(),
        tint: Tint::Values {
            values: y.iter().map(|&v| v as f32).collect(),
            range: (-1.0, 1.0),
            colormap: Colormap::Diverging,
        },
        text: Vec::new(),
    };
    let by_code =
        Bubbles { x, y, size, tint: Tint::codes((0..n as u32).map(|i| i % 14)), text: vec![] };
    let axes = || {
        (
            Axis::log(if zh { "出现次数" } else { "sightings" }).over(1.0, 1e4),
            Axis::linear(if zh { "权重" } else { "weight" }).over(-1.2, 1.2),
        )
    };
    let panel = |title: &str, bubbles| {
        let (x, y) = axes();
        let mark = Mark::new("rows", "", Role::Model, Shape::Bubbles(bubbles)).label(Label::Hidden);
        Panel::new(x, y).title(title).with(mark)
    };
    let (a, b) = if zh { ("按数值着色", "按编码着色") } else { ("by value", "by code") };
    Figure::new(
        "bubbles",
        if zh { "大小与颜色" } else { "Sizes and colours" },
        vec![panel(a, by_value), panel(b, by_code)],
    )
    .columns(2)
    .aspect(0.8)
}

fn links(zh: bool) -> Figure {
    let en = ["wonderful", "happy", "sad", "truck"];
    let cn = ["精彩", "快乐", "悲伤", "卡车"];
    let name = |i: usize| if zh { cn[i] } else { en[i] }.to_owned();
    let rows = |column: f64| (0..4).map(move |i| (column, 3.0 - i as f64));
    let mut plan = Links { bent: true, ..Links::default() };
    for (i, from) in rows(0.0).enumerate() {
        for (j, to) in rows(1.0).enumerate() {
            plan.from.push(from);
            plan.to.push(to);
            plan.weight.push(
                [
                    [0.3, 0.1, 0.0, 0.0],
                    [0.0, 0.2, 0.05, 0.0],
                    [0.0, 0.0, 0.2, 0.0],
                    [0.0, 0.02, 0.03, 0.1],
                ][i][j],
            );
            plan.text.push(format!("{} → {}", name(i), name(j)));
        }
    }
    let column = |x: f64, side| Labels {
        x: vec![x; 4],
        y: rows(x).map(|p| p.1).collect(),
        text: (0..4).map(name).collect(),
        size: 6.0,
        side,
    };
    let panel = Panel::new(bare("", -0.25, 1.25), bare("", -0.5, 3.5))
        .with(Mark::new(
            "plan",
            if zh { "最优传输" } else { "optimal plan" },
            Role::Model,
            Shape::Links(plan),
        ))
        .with(Mark::new("from", "", Role::Data, Shape::Labels(column(0.0, Anchor::End))))
        .with(Mark::new("to", "", Role::Baseline(0), Shape::Labels(column(1.0, Anchor::Start))));
    Figure::single("links", if zh { "传输方案" } else { "A transport plan" }, panel)
}

fn cells(zh: bool) -> Figure {
    let en = "the cat sat on the mat and looked at the moon until the morning came again";
    let cn = "床 前 明月 光 疑 是 地上 霜 举 头 望 明月 低 头 思 故乡 静 夜 思 李白";
    let tokens: Vec<String> =
        (if zh { cn } else { en }).split(' ').map(ToOwned::to_owned).collect();
    let roles = (0..tokens.len()).map(|i| {
        if i == 5 {
            Role::Handle
        } else if i < 5 {
            Role::Model
        } else {
            Role::Data
        }
    });
    let strip = Cells { tint: Tint::Roles(roles.collect()), text: tokens, columns: None };
    let registers = Cells {
        text: (0..12).map(|i| ["0.71", "−1.30", "2.00", "0"][i % 4].to_owned()).collect(),
        tint: Tint::Values {
            values: (0..12).map(|i| i as f32 - 5.5).collect(),
            range: (-6.0, 6.0),
            colormap: Colormap::Diverging,
        },
        columns: Some(4),
    };
    let heads = |names: &[&str]| -> Vec<(f64, String)> {
        names.iter().enumerate().map(|(i, n)| (i as f64 + 0.5, (*n).to_owned())).collect()
    };
    let layer = if zh { ["层 1", "层 2", "层 3"] } else { ["layer 1", "layer 2", "layer 3"] };
    let strip = Panel::new(bare("", 0.0, 1.0), bare("", 0.0, 1.0))
        .title(if zh { "纸带" } else { "Tape" })
        .with(Mark::new("tape", "", Role::Data, Shape::Cells(strip)));
    let file = Panel::new(
        Axis::linear("").over(0.0, 4.0).ticks_at(heads(&["q", "m", "z", "y"])),
        Axis::linear("").over(3.0, 0.0).ticks_at(heads(&layer)),
    )
    .title(if zh { "寄存器" } else { "Registers" })
    .with(Mark::new("file", "", Role::Data, Shape::Cells(registers)).opacity(0.8));
    Figure::new("cells", if zh { "翻页" } else { "Page-flip" }, vec![strip, file]).columns(2)
}

fn codes(zh: bool) -> Figure {
    let values: Vec<f32> = (0..16 * 24).map(|i| ((i / 24 / 4) * 6 + (i % 24) / 4) as f32).collect();
    let map = Shape::Heat {
        x: (0.0, 24.0),
        y: (0.0, 16.0),
        columns: 24,
        values,
        range: (0.0, 23.0),
        colormap: Colormap::Categorical,
    };
    let cells = Panel::new(
        Axis::linear(if zh { "位置" } else { "position" }),
        Axis::linear(if zh { "头" } else { "head" }),
    )
    .title(if zh { "码字" } else { "Codes" })
    .with(Mark::new("codes", if zh { "码字" } else { "code" }, Role::Model, map));
    let x: Vec<f64> = (0..40).map(|i| 10f64.powf(f64::from(i) / 10.0)).collect();
    let y: Vec<f64> = x.iter().map(|v| v.sqrt().floor()).collect();
    let steps = Panel::new(
        Axis::log(if zh { "词元数" } else { "tokens" }),
        Axis::log(if zh { "翻页次数" } else { "turns" }),
    )
    .title(if zh { "对数轴" } else { "Log axes" })
    .with(Mark::new(
        "turns",
        if zh { "翻页" } else { "turns" },
        Role::Model,
        Shape::Steps { x, y },
    ));
    Figure::new("codes", if zh { "编码与对数轴" } else { "Codes and log axes" }, vec![cells, steps])
        .columns(2)
}

#[test]
fn marks_with_words_sizes_and_weights_stay_as_they_were_looked_at() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut changed = Vec::new();
    for make in [words, bubbles, links, cells, codes] {
        for (zh, theme, (width, height)) in
            [(false, Theme::Light, (820, 600)), (true, Theme::Dark, (390, 250))]
        {
            let figure = make(zh);
            let look = Look { height: Some(height), ..Look::new(width, theme, &WidthTable) };
            let drawing = draw(&figure, &look);
            assert_eq!((drawing.width, drawing.height), (width, height));
            let text = svg(&figure, &drawing, theme, true);
            let lang = if zh { "zh" } else { "en" };
            let path = dir.join(format!("{}-{lang}-{width}.svg", figure.id));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::write(&path, &text).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != text {
                changed.push(path);
            }
        }
    }
    assert!(changed.is_empty(), "drawn differently: {changed:?}");
}
