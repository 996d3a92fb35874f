//! What the generations believe, one behind the other.

use figure::{Figure, Label, Mark, Role};

use super::{bare, milestones, now};
use crate::{
    Lang,
    numerics::{quantile::linspace, special::normal_pdf},
    papers::model_collapse::universes::Universes,
    say, t,
};

/// Rows of the fence besides the generation shown.
const ROWS: usize = 8;
/// Universes in a row.
const UNIVERSES: usize = 8;
/// Height that a needle comes to in the end, in rows; the truth's peak stands at half of it.
const MOST: f64 = 2.4;

/// Densities of eight universes at several generations, the first at the top: a fence of ridges.
pub(super) fn figure(all: &Universes, lang: Lang) -> Figure {
    let pen = bare(lang);
    let states = all.tape.states();
    let mut rows = milestones(states.len(), ROWS);
    let now = now(&all.tape) as usize;
    if !rows.contains(&now) {
        rows.push(now);
        rows.sort_unstable();
    }
    let count = rows.len();
    let ticks =
        rows.iter().enumerate().map(|(k, g)| ((count - 1 - k) as f64, g.to_string())).collect();
    let mut panel = pen.panel(
        pen.linear(t("x, first coordinate", "x，第一个坐标")).over(-4.0, 4.0),
        pen.linear(t("generation", "代")).over(-0.15, count as f64 + 0.6).ticks_at(ticks),
    );
    let peak = normal_pdf(0.0);
    // Saturating: a needle a hundred times as high still has a tip.
    let height = |density: f64| MOST * density / (density + peak);
    for (k, &generation) in rows.iter().enumerate() {
        let base = (count - 1 - k) as f64;
        let role = if generation == now { Role::Handle } else { Role::Model };
        // All as one line with gaps: a needle between two points of a common grid would be missed.
        let (mut x, mut y) = (Vec::new(), Vec::new());
        for &(mean, variance) in states[generation - 1].threads.iter().take(UNIVERSES) {
            let sigma = libm::sqrt(variance.max(1e-9));
            let (from, to) = ((mean - 6.0 * sigma).max(-4.0), (mean + 6.0 * sigma).min(4.0));
            if from >= to {
                continue;
            }
            for v in linspace(from, to, 61) {
                x.push(v);
                y.push(base + height(normal_pdf((v - mean) / sigma) / sigma));
            }
            x.push(f64::NAN);
            y.push(f64::NAN);
        }
        let name = say!(pen, "generation {generation}", "第 {generation} 代");
        panel = panel.with(
            Mark::line(&format!("ridge-{generation}"), name, role, x, y)
                .width(1.0)
                .opacity(0.7)
                .label(Label::Hidden)
                .hover(false),
        );
    }
    let grid = linspace(-4.0, 4.0, 121);
    let top = (count - 1) as f64;
    let truth = pen
        .over(&grid)
        .curve("truth", t("the truth", "真实"), Role::Theory, |x| top + height(normal_pdf(x)));
    pen.figure(
        "beliefs",
        t("What the generations believe: eight universes", "各代相信什么：八个宇宙"),
        [panel.with(truth)],
    )
    .aspect(0.45)
    .summary(say!(
        pen,
        "The densities of eight universes at {count} generations, one row each, over the true one in the first row. At generation {now} {}",
        "八个宇宙在 {count} 个时刻的密度，一代一行，第一行画有真实密度。第 {now} 代时{}",
        narrow(all, lang)
    ))
}

/// How far they have shrunk.
fn narrow(all: &Universes, lang: Lang) -> String {
    let Some((_, kept)) = all.tape.current() else { return String::new() };
    let threads = || kept.threads.iter().take(UNIVERSES);
    let needles = threads().filter(|(_, v)| *v < 0.01).count();
    let of = threads().count();
    say!(
        lang,
        "{needles} of {of} are needles, narrower than a tenth of the truth.",
        "有 {needles}/{of} 个成了比真实窄十倍以上的针。"
    )
}
