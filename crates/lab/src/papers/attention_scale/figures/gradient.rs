//! How much gradient gets through, against the scale.

use figure::{Dash, Figure, Label, Mark, Panel, Role, significant};

use super::{alpha_axis, alpha_rule};
use crate::{
    Lang, Pen,
    numerics::quantile::{Band, mean_and_error},
    papers::attention_scale::{
        draws::{Draws, Origin},
        law::Law,
    },
    say, t,
};

pub(crate) fn figure(draws: &Draws, lang: Lang) -> Figure {
    let grid = draws.grid();
    let pen = Pen::new(lang, &grid);
    let band = draws.band();
    let law = match draws.origin {
        Origin::Law(law) => Some(law),
        Origin::Own(_) => None,
    };
    let star = law.map_or_else(|| draws.best().map(|b| b.0), |l| Some(l.optimum(draws.n())));
    let peak = law.zip(star).map_or(0.0, |(l, star)| l.objective(star, draws.n()));
    let top = 1.12 * band.high.iter().copied().fold(peak, f64::max);
    let y = pen.linear(t("gradient ½‖∂p/∂s‖₁", "梯度 ½‖∂p/∂s‖₁")).over(0.0, top);
    let mut panel = pen.panel(alpha_axis(draws, pen), y);
    if let Some(from) = law.map(|l| l.breakdown(draws.n())).filter(|a| a.is_finite()) {
        let name = t("mean field no longer valid", "平均场已失效");
        panel = panel.with(pen.span_x("invalid", name, Role::Note, from, draws.reach()));
    }
    if draws.curves.len() > 1 {
        panel = panel
            .with_all(pen.bands("draws", t("5–95 % of draws", "5–95% 的抽样"), Role::Model, &band))
            .with(pen.line("mean", t("mean", "均值"), Role::Model, &band.mean[..]))
            .with(
                pen.line("median", t("median", "中位数"), Role::Baseline(2), &band.median[..])
                    .width(1.5),
            );
    }
    panel = panel.with(
        pen.line("draw", t("one draw", "单次抽样"), Role::Data, &draws.curves[0][..]).width(1.2),
    );
    panel = match law.zip(star) {
        Some((law, star)) => with_law(panel, pen, draws, law, star),
        None => panel.with(pen.rule_x("usual", "1/√d", Role::Note, 1.0)),
    };
    panel = panel
        .with_all(star.map(|x| pen.rule_x("star", "α*", Role::Theory, x)))
        .handle(alpha_rule(draws, pen));
    pen.figure("gradient", t("How much gradient gets through", "有多少梯度能传过去"), [panel])
        .aspect(0.46)
        .summary(summary(draws, pen, &band, star, law.is_some()))
}

/// Mean field, its rules, and the limit of the mean.
fn with_law(panel: Panel, pen: Pen, draws: &Draws, law: Law, star: f64) -> Panel {
    let n = draws.n();
    let field = t("mean field", "平均场");
    let limit = t("limit of the mean", "均值的极限");
    let rules = match law {
        Law::Normal => {
            vec![("log-n", "log₅₁₂n", libm::log(n) / libm::log(512.0)), ("rounded", "2.5/√d", 2.5)]
        }
        _ => Vec::new(),
    };
    panel
        .with(pen.curve("mean-field", field, Role::Theory, |a| law.objective(a, n)).width(1.5))
        .with(pen.rule_y("plateau", limit, Role::Model, law.plateau(n)))
        .with(pen.rule_x("usual", "1/√d", Role::Note, law.usual()))
        .with_all(rules.into_iter().map(|(id, name, x)| pen.rule_x(id, name, Role::Note, x)))
        .with_all(
            law.fit(n)
                .map(|x| pen.rule_x("fit", t("post's fit", "原文公式"), Role::Baseline(0), x)),
        )
        .with_all(words(pen, draws, law, star))
}

/// What the two curves say, written on them: where theory has its peak, and that the mean of real draws does not fall.
fn words(pen: Pen, draws: &Draws, law: Law, star: f64) -> Vec<Mark> {
    let n = draws.n();
    if draws.curves.len() < 2 || matches!(law, Law::Planted { .. }) {
        return Vec::new();
    }
    let peak = law.objective(star, n);
    let far = draws.reach() * 0.62;
    let plateau = law.plateau(n);
    let mut all = vec![pen.text(
        "peak",
        t("theory peaks here", "理论的峰在这里"),
        Role::Theory,
        (star, peak * 1.03),
    )];
    // Only where the mean does stay above the theory's peak.
    if plateau > peak {
        let stays = t("the mean of real draws stays up", "真实抽样的均值停在上面");
        all.push(pen.text("stays", stays, Role::Model, (far, plateau * 1.03)));
    }
    all.into_iter().map(|m| m.label(Label::Hidden).dash(Dash::Role)).collect()
}

fn summary(draws: &Draws, pen: Pen, band: &Band, star: Option<f64>, of_law: bool) -> String {
    let now = significant(mean_and_error(&draws.at_alpha()).0, 3);
    let last = significant(band.mean.last().copied().unwrap_or(f64::NAN), 3);
    let (count, alpha) = (draws.n() as u64, significant(draws.alpha(), 3));
    let shown = say!(
        pen,
        "Gradient through the softmax against the scale, for {count} keys. At scale {alpha} its mean over draws is {now}, at the right end {last}",
        "{count} 个键时穿过 softmax 的梯度随缩放的变化。缩放为 {alpha} 时各次抽样的均值为 {now}，最右端为 {last}"
    );
    let best = match star.map(|x| significant(x, 3)) {
        Some(best) if of_law => {
            say!(pen, "; the best scale by mean field is {best}.", "；平均场的最优缩放是 {best}。")
        }
        Some(best) => {
            say!(pen, "; it is greatest at scale {best}.", "；缩放为 {best} 时均值最大。")
        }
        None => say!(pen, "; it rises as far as it is drawn.", "；在画出的范围内一直上升。"),
    };
    shown + &best
}
