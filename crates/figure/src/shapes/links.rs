//! Lines between pairs of points, as thick as they are heavy.

use serde::{Deserialize, Serialize};

use super::geometry::{Along, Extent, Geometry, Near, Place, Row, Style, Values};
use crate::{PanelGeometry, ink::Brush, significant};

/// How near the pointer must be to a link, in CSS pixels.
const NEAR: f64 = 10.0;
/// Pieces of a bent link.
const PIECES: usize = 16;

/// Weighted links: a transport plan between two columns of words, pages turned back and forth. The heaviest
/// is as wide as the mark says, the others in proportion.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Links {
    /// Where they begin.
    pub from: Vec<(f64, f64)>,
    /// Where they end.
    pub to: Vec<(f64, f64)>,
    /// Weights; 0, negative and NaN are not drawn.
    pub weight: Vec<f64>,
    /// Leaves and arrives level, in an S, as between two columns; else straight.
    pub bent: bool,
    /// A word each, told under the pointer; may be empty.
    pub text: Vec<String>,
}

impl Links {
    fn each(&self) -> impl Iterator<Item = (usize, (f64, f64), (f64, f64), f64)> {
        let ends = self.from.iter().zip(&self.to).zip(&self.weight).enumerate();
        ends.filter(|(_, (_, w))| **w > 0.0).map(|(i, ((a, b), w))| (i, *a, *b, *w))
    }

    /// Points along a link between two positions.
    fn course(&self, a: (f64, f64), b: (f64, f64)) -> impl Iterator<Item = (f64, f64)> + use<> {
        let n = if self.bent { PIECES } else { 1 };
        (0..=n).map(move |k| {
            let t = k as f64 / n as f64;
            let rise = if n == 1 { t } else { t * t * (3.0 - 2.0 * t) };
            (a.0 + t * (b.0 - a.0), a.1 + rise * (b.1 - a.1))
        })
    }
}

impl Geometry for Links {
    fn style(&self) -> Style {
        Style::stroke(8.0, 0.45)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        for at in self.from.iter().chain(&self.to) {
            extent.one(if along == Along::X { at.0 } else { at.1 });
        }
    }

    fn paint(&self, brush: &Brush) {
        let most = self.each().map(|link| link.3).fold(0.0, f64::max);
        for (_, a, b, weight) in self.each() {
            let course = self.course(brush.unit(a.0, a.1), brush.unit(b.0, b.1));
            // A hair at least: what is there is seen.
            let share = (weight / most).max(0.5 / f64::from(brush.mark.width).max(0.5));
            brush.clipped(course, share.min(1.0));
        }
    }

    fn hover(&self, place: &PanelGeometry, pointer: (f64, f64)) -> Option<Near> {
        let px = |(x, y): (f64, f64)| (place.x.px(x), place.y.px(y));
        let mut best: Option<(usize, f64, (f64, f64))> = None;
        for (i, a, b, _) in self.each() {
            let mut last = None;
            for at in self.course(px(a), px(b)) {
                if let Some(before) = last.replace(at) {
                    let foot = foot(pointer, before, at);
                    let away = (foot.0 - pointer.0).hypot(foot.1 - pointer.1);
                    if away < NEAR && best.is_none_or(|found| away < found.1) {
                        best = Some((i, away, foot));
                    }
                }
            }
        }
        let (i, distance, at) = best?;
        let weight = self.weight[i];
        let text = match self.text.get(i) {
            Some(text) => format!("{text} · {}", significant(weight, 3)),
            None => significant(weight, 3),
        };
        Some(Near::new(distance + 4.0, at, (self.from[i].0, weight)).text(text))
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let column = |ends: &[(f64, f64)], pick: fn(&(f64, f64)) -> f64| -> Values<'_> {
            ends.iter().map(pick).collect::<Vec<f64>>().into()
        };
        let mut columns = vec![
            (place.x(), column(&self.from, |p| p.0)),
            (place.y(), column(&self.from, |p| p.1)),
            (format!("→ {}", place.names.0), column(&self.to, |p| p.0)),
            (format!("→ {}", place.names.1), column(&self.to, |p| p.1)),
            ("↔".to_owned(), self.weight[..].into()),
        ];
        if self.text.len() == self.weight.len() {
            columns.insert(0, (String::new(), Values::Words(&self.text)));
        }
        columns
    }

    /// The far end stands under `low` and `high`.
    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        let ends = self.from.iter().zip(&self.to).zip(&self.weight).enumerate();
        for (i, ((from, to), &weight)) in ends {
            row(Row {
                low: Some(to.0),
                high: Some(to.1),
                value: Some(weight),
                text: self.text.get(i).map(String::as_str),
                ..Row::at(from.0, from.1)
            });
        }
    }
}

/// The point of the segment a–b nearest to p.
fn foot(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 {
        (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (a.0 + t * dx, a.1 + t * dy)
}
