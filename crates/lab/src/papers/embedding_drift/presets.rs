//! Settings worth trying.

use crate::{Preset, t};

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "real",
        title: t("Tiger", "Tiger"),
        look_for: t(
            "The rows that run to ±100 belong to words seen a few times in the whole text; the loss learns on.",
            "跑到 ±100 的行，都是整篇文字里只出现几次的词；损失照样在学。",
        ),
        set: &[("view", "model")],
    },
    Preset {
        id: "lazy",
        title: t("Remedy: lazy", "对策：Lazy 更新"),
        look_for: t(
            "Only rows whose word occurs are moved: no drift. The rare rows hardly learn anything either, and the loss is a little higher.",
            "只更新出现过的行：不再漂移。低频的行也几乎没学，损失略高一点。",
        ),
        set: &[("view", "model"), ("optimizer", "lazy-tiger")],
    },
    Preset {
        id: "tied",
        title: t("Remedy: tied", "对策：共享 Embedding"),
        look_for: t(
            "One matrix for input and output, its halves exchanged: every row gets a gradient in every step.",
            "输入输出共用一个矩阵（通道对半交换）：每一行每一步都有梯度。",
        ),
        set: &[("view", "model"), ("optimizer", "tied-tiger")],
    },
    Preset {
        id: "hybrid",
        title: t("Remedy: Adam there", "对策：改用 Adam"),
        look_for: t(
            "After one sighting Adam goes a finite way only: the embedding stays small, and the loss is hardly another.",
            "一次出现之后，Adam 只走有限的距离：Embedding 一直很小，损失几乎不变。",
        ),
        set: &[("view", "model"), ("optimizer", "hybrid")],
    },
    Preset {
        id: "large-batch",
        title: t("A large batch", "大批次"),
        look_for: t(
            "With 256 pairs a step even the rarest word comes back before its row has gone far.",
            "每步 256 对词，最稀的词也会很快再次出现，行走不远。",
        ),
        set: &[("view", "model"), ("batch", "256"), ("runs", "1")],
    },
    Preset {
        id: "kingdoms",
        title: t("In Chinese", "换成中文"),
        look_for: t(
            "Characters of Three Kingdoms instead of words: the same ±100, again the rare ones.",
            "换成《三国演义》的单字：同样是 ±100，同样是低频的字。",
        ),
        set: &[("view", "model"), ("book", "kingdoms")],
    },
    Preset {
        id: "row",
        title: t("One row", "只看一行"),
        look_for: t(
            "Seen once, then never again: all sixteen weights run on to +100 or −100. Drag the rule.",
            "只出现一次，此后再没有：十六个权重全都跑到 +100 或 −100。拖动竖线试试。",
        ),
        set: &[("view", "weight")],
    },
    Preset {
        id: "flush",
        title: t("Tiny becomes zero", "次正规数清零"),
        look_for: t(
            "If numbers below 2⁻¹²⁶ are flushed to zero, the sign dies after 2,358 steps, and decay brings the weights back.",
            "若小于 2⁻¹²⁶ 的数被清零，符号在 2358 步后消失，权重在衰减下慢慢回来。",
        ),
        set: &[
            ("view", "weight"),
            ("format", "f32-ftz"),
            ("step_rule", "constant"),
            ("lr", "0.01"),
            ("steps", "20000"),
            ("sightings", "2000"),
        ],
    },
    Preset {
        id: "law",
        title: t("How rare is rare?", "多低频才算低频？"),
        look_for: t(
            "Below p = 2ηλ the histogram is U-shaped: weights live at ±1/λ. Drag the point across the line.",
            "p < 2ηλ 时直方图呈 U 形：权重待在 ±1/λ。把点拖过那条线。",
        ),
        set: &[("view", "law")],
    },
    Preset {
        id: "often",
        title: t("Too often for the law", "太频繁的 Token"),
        look_for: t(
            "Seen once in ten steps, while the momentum remembers thirty: the weights spread wider than the law says.",
            "每十步出现一次，而动量记得三十步：权重散得比规律说的更开。",
        ),
        set: &[
            ("view", "law"),
            ("probability", "0.1"),
            ("lr", "0.01"),
            ("weight_decay", "0.05"),
            ("chains", "400"),
        ],
    },
];
