//! What the softmax does at a scale: attention, Jacobian, entropy.

use figure::{Colormap, Figure, Label, Panel, Role, significant};

use super::{alpha_axis, alpha_rule};
use crate::{
    Lang, Pen,
    papers::attention_scale::{
        draws::{Draws, Origin},
        law::Law,
        softmax::{jacobian, softmax},
    },
    say, t,
};

/// Keys shown one by one.
const SHOWN: usize = 32;

pub(crate) fn figure(draws: &Draws, lang: Lang) -> Figure {
    let mut p = softmax(draws.alpha(), &draws.first);
    p.sort_unstable_by(|a, b| b.total_cmp(a));
    let effective = significant(1.0 / p.iter().map(|x| x * x).sum::<f64>(), 3);
    p.truncate(SHOWN);
    let edges: Vec<f64> = (0..=p.len()).map(|i| i as f64 + 0.5).collect();
    let pen = Pen::new(lang, &edges);
    let (count, first) = (p.len(), significant(p[0], 3));
    let panels = [bars(pen, &p), matrix(pen, draws.alpha(), &p), entropy(pen, draws)];
    pen.figure(
        "attention",
        t("What the softmax does there", "softmax 在那里做了什么"),
        panels,
    )
    .columns(3)
    .aspect(0.85)
    .summary(say!(
        pen,
        "The {count} keys with most attention, the softmax's Jacobian among them, and the entropy against the scale. The greatest attention is {first}; {effective} keys are in effect attended to.",
        "注意力最大的 {count} 个键、它们之间 softmax 的雅可比，以及熵随缩放的变化。最大注意力为 {first}；实际被关注的键约 {effective} 个。"
    ))
}

fn bars(pen: Pen, p: &[f64]) -> Panel {
    let keys = pen.linear(t("key, by attention", "键，按注意力排序"));
    let name = t("attention p", "注意力 p");
    pen.titled(
        t("Attention", "注意力"),
        keys.over(0.5, p.len() as f64 + 0.5),
        pen.linear(name).including(0.0, p[0]),
    )
    .with(pen.bars("p", t("attention", "注意力"), Role::Data, p).label(Label::Hidden).opacity(0.7))
}

/// The Jacobian among the keys shown, by the signed root of its entries: the off-diagonal ones, products of two
/// probabilities, would otherwise not be seen beside the diagonal.
fn matrix(pen: Pen, alpha: f64, p: &[f64]) -> Panel {
    let roots: Vec<f64> =
        jacobian(alpha, p).into_iter().map(|v| libm::copysign(libm::sqrt(v.abs()), v)).collect();
    let most = roots.iter().fold(0.0, |m: f64, v| m.max(v.abs())).max(1e-150);
    let ends = (0.5, p.len() as f64 + 0.5);
    let range = (-most, most);
    pen.titled(
        t("Jacobian ∂p/∂s, signed root", "雅可比 ∂p/∂s，带符号的平方根"),
        pen.linear(t("key, by attention", "键，按注意力排序")).over(ends.0, ends.1),
        pen.linear(t("key", "键")).over(ends.1, ends.0),
    )
    .with(pen.heat(
        "jacobian",
        t("signed root of the Jacobian", "雅可比的带符号平方根"),
        ends,
        ends,
        p.len(),
        roots,
        range,
        Colormap::Diverging,
    ))
}

fn entropy(pen: Pen, draws: &Draws) -> Panel {
    let grid = draws.grid();
    let pen = pen.over(&grid);
    let all = libm::log(draws.n());
    let shannon: Vec<f64> = draws.sums.iter().map(|s| s.entropy()).collect();
    let renyi: Vec<f64> = draws.sums.iter().map(|s| -libm::log(s.collision())).collect();
    // What all keys share does not count: only the width of the rest.
    let width = match draws.origin {
        Origin::Law(Law::Normal) => Some(1.0),
        Origin::Law(Law::Correlated { rho }) => Some(1.0 - rho),
        _ => None,
    };
    let theory = |width: f64| {
        pen.curve("entropy-theory", "ln n − α²/2", Role::Theory, |a| {
            let h = all - width * a * a / 2.0;
            if h < 0.0 { f64::NAN } else { h }
        })
        .width(1.5)
    };
    let unit = pen.say(t("nats", "nat"));
    pen.titled(
        t("Entropy", "熵"),
        alpha_axis(draws, pen),
        pen.linear(t("entropy", "熵")).unit(unit).over(0.0, all * 1.05),
    )
    .with(pen.line("shannon", t("Shannon", "香农"), Role::Data, shannon))
    .with(
        pen.line("renyi", t("ln of effective count", "有效键数的对数"), Role::Model, renyi)
            .width(1.5),
    )
    .with_all(width.map(theory))
    .handle(alpha_rule(draws, pen))
}
