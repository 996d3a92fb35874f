//! What is written on a plot and at its right end: names of rules and curves, words at points. All of it is
//! placed here, against one board of what is taken, so that nothing lies over anything else.

use crate::{
    Anchor, HandleShape, Label, Level, Look, Mark, Panel, Rgba,
    layout::{PanelLayout, SMALL},
    shapes::{Along, Written},
    write::Writing,
};

/// Height of a line of text, and from one line of stacked names to the next.
const LINE: f64 = 14.0;
const PITCH: f64 = 14.5;

/// What is written on and beside one plot.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) lines: Vec<Writing>,
}

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rect {
    /// Around a line of text at its anchor.
    fn around(at: (f64, f64), anchor: Anchor, width: f64) -> Self {
        let left = match anchor {
            Anchor::Start => at.0,
            Anchor::Middle => at.0 - width / 2.0,
            Anchor::End => at.0 - width,
        };
        let (top, bottom) = (at.1 - LINE / 2.0, at.1 + LINE / 2.0);
        Self { left, top, right: left + width, bottom }
    }

    fn meets(&self, other: &Self, gap: f64) -> bool {
        self.left < other.right + gap
            && other.left < self.right + gap
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// A place that a name would like to have.
type Spot = ((f64, f64), Anchor);

/// What is taken of a plot.
struct Board<'a> {
    plot: Rect,
    taken: Vec<Rect>,
    /// Rules and handles across the plot, in CSS pixels.
    uprights: Vec<f64>,
    levels: Vec<f64>,
    look: &'a Look<'a>,
    lines: Vec<Writing>,
}

impl Board<'_> {
    fn free(&self, rect: &Rect) -> bool {
        let plot = &self.plot;
        rect.left >= plot.left - 1.0
            && rect.right <= plot.right + 1.0
            && rect.top >= plot.top - 1.0
            && rect.bottom <= plot.bottom + 1.0
            && self.taken.iter().all(|taken| !taken.meets(rect, 8.0))
    }

    /// Whether a rule runs through it.
    fn struck(&self, rect: &Rect) -> bool {
        self.uprights.iter().any(|&x| x >= rect.left - 1.0 && x <= rect.right + 1.0)
            || self.levels.iter().any(|&y| y >= rect.top + 1.0 && y <= rect.bottom - 1.0)
    }

    /// Writes at the first free spot that no rule runs through, else (over a rule, with a halo) at the first
    /// free one.
    fn put(&mut self, text: &str, ink: Rgba, spots: &[Spot], over_rules: bool) -> bool {
        let width = self.look.measure.width(text, SMALL, false);
        let free = |board: &Self, clear: bool| {
            spots.iter().copied().find(|&(at, anchor)| {
                let rect = Rect::around(at, anchor, width);
                board.free(&rect) && !(clear && board.struck(&rect))
            })
        };
        let spot = free(self, true).or_else(|| over_rules.then(|| free(self, false)).flatten());
        let Some((at, anchor)) = spot else { return false };
        self.taken.push(Rect::around(at, anchor, width));
        self.line(text, ink, at, anchor, Some(self.look.theme.surface()));
        true
    }

    fn line(&mut self, text: &str, ink: Rgba, at: (f64, f64), anchor: Anchor, halo: Option<Rgba>) {
        let align = (anchor, Level::Middle);
        let text = text.to_owned();
        self.lines.push(Writing { text, at, align, size: SMALL, ink, bold: false, halo });
    }
}

/// Writes what a panel has to say on its plot; returns it with the marks whose names found no place. Those in
/// `crowded` stand in the key already.
pub(crate) fn names(
    panel: &Panel,
    place: &PanelLayout,
    crowded: &[usize],
    look: &Look,
) -> (Names, Vec<usize>) {
    let mut board = board(panel, place, look);
    let mut failed = Vec::new();
    for mark in &panel.marks {
        mark.shape.with(|shape| {
            if let Written::One { at, text, anchor } = shape.written() {
                one(&mut board, mark, place, at, text, anchor);
            }
        });
    }
    let open = |i: usize, mark: &Mark| {
        mark.label != Label::Hidden && !mark.name.is_empty() && !crowded.contains(&i)
    };
    failed.extend(ends(&mut board, panel, place, crowded));
    for (i, mark) in panel.marks.iter().enumerate().filter(|(i, mark)| open(*i, mark)) {
        let Rgba(r, g, b, _) = look.theme.role(mark.role);
        let spots = match (mark.shape.with(|s| s.rule()), mark.label) {
            (Some((Along::X, x)), _) => beside_upright(place, x),
            (Some((Along::Y, y)), _) => beside_level(place, y),
            (None, Label::At(x)) => beside_curve(mark, place, x),
            _ => continue,
        };
        if !spots.is_empty() && !board.put(&mark.name, Rgba(r, g, b, 1.0), &spots, true) {
            failed.push(i);
        }
    }
    for mark in &panel.marks {
        mark.shape.with(|shape| {
            if let Written::Many { x, y, text, gap, side } = shape.written() {
                many(&mut board, mark, place, (x, y, text), (gap, side));
            }
        });
    }
    (Names { lines: board.lines }, failed)
}

fn board<'a>(panel: &Panel, place: &PanelLayout, look: &'a Look) -> Board<'a> {
    let left = place.x.px(place.x.from);
    let plot = Rect { left, top: place.top, right: place.right, bottom: place.bottom };
    let mut board = Board {
        plot,
        taken: Vec::new(),
        uprights: Vec::new(),
        levels: Vec::new(),
        look,
        lines: Vec::new(),
    };
    let mut rule = |along: Along, v: f64| match along {
        Along::X if place.x.contains(v) => board.uprights.push(place.x.px(v)),
        Along::Y if place.y.contains(v) => board.levels.push(place.y.px(v)),
        _ => {}
    };
    for mark in &panel.marks {
        if let Some((along, v)) = mark.shape.with(|s| s.rule()) {
            rule(along, v);
        }
    }
    for handle in &panel.handles {
        match handle.shape {
            HandleShape::RuleX => rule(Along::X, handle.at.0),
            HandleShape::RuleY => rule(Along::Y, handle.at.1),
            HandleShape::Point => {}
        }
    }
    board
}

/// Words where their author wants them, else a line or two above or beneath, else not at all.
fn one(
    board: &mut Board,
    mark: &Mark,
    place: &PanelLayout,
    (x, y): (f64, f64),
    text: &str,
    anchor: Anchor,
) {
    if !place.x.contains(x) || !place.y.contains(y) || text.is_empty() {
        return;
    }
    let width = board.look.measure.width(text, SMALL, false);
    let (px, py) = (place.x.px(x), place.y.px(y));
    // What would reach beyond the plot is moved onto it.
    let rect = Rect::around((px, py), anchor, width);
    let right = (rect.right - board.plot.right).max(0.0);
    let left = (board.plot.left - (rect.left - right)).max(0.0);
    let px = px - right + left;
    let py = py.clamp(
        board.plot.top + LINE / 2.0,
        (board.plot.bottom - LINE / 2.0).max(board.plot.top + LINE / 2.0),
    );
    let spots = [0.0, -15.0, 15.0, -30.0, 30.0].map(|dy| ((px, py + dy), anchor));
    let fade = match board.look.highlight {
        Some(id) if id != mark.id => 0.25,
        _ => 1.0,
    };
    let Rgba(r, g, b, _) = board.look.theme.role(mark.role);
    // The author knows of the rules: the wanted place first, whatever runs through it.
    let ink = Rgba(r, g, b, f64::from(mark.opacity) * fade);
    let _ = board.put(text, ink, &spots[..1], true) || board.put(text, ink, &spots, true);
}

/// Names at the right end, each as near to where its curve ends as the others let it.
fn ends(board: &mut Board, panel: &Panel, place: &PanelLayout, crowded: &[usize]) -> Vec<usize> {
    if !place.end_labels {
        return Vec::new();
    }
    let mut all: Vec<(f64, usize)> = Vec::new();
    for (i, mark) in panel.marks.iter().enumerate() {
        let named = mark.label == Label::End && !mark.name.is_empty() && !crowded.contains(&i);
        if named && let Some((_, y)) = last_within(mark, place) {
            all.push((place.y.px(y), i));
        }
    }
    let (top, bottom) = (place.top + LINE / 2.0, place.bottom - 4.0);
    let room = ((bottom - top) / PITCH).floor().max(0.0) as usize + 1;
    let failed = all.split_off(room.min(all.len())).into_iter().map(|e| e.1).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let wanted: Vec<f64> = all.iter().map(|e| e.0).collect();
    for (y, (_, i)) in spread(&wanted, PITCH, (top, bottom)).into_iter().zip(all) {
        let mark = &panel.marks[i];
        let Rgba(r, g, b, _) = board.look.theme.role(mark.role);
        board.line(&mark.name, Rgba(r, g, b, 1.0), (place.right + 6.0, y), Anchor::Start, None);
    }
    failed
}

/// Moves ascending positions as little as possible (least squares) so that they are `gap` apart and within a
/// range that has room for them: isotonic regression by pooling neighbours that are too near.
fn spread(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    // Less i·gap each, the condition is that they ascend.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, y) in wanted.iter().enumerate() {
        let mut pool = (y - i as f64 * gap, 1);
        while let Some(&(mean, n)) = pools.last()
            && mean > pool.0
        {
            pools.pop();
            pool = ((mean * n as f64 + pool.0 * pool.1 as f64) / (n + pool.1) as f64, n + pool.1);
        }
        pools.push(pool);
    }
    let last = high - gap * wanted.len().saturating_sub(1) as f64;
    let each = pools.into_iter().flat_map(|(mean, n)| std::iter::repeat_n(mean, n));
    each.enumerate().map(|(i, z)| z.min(last).max(low) + i as f64 * gap).collect()
}

/// The last datum of a curve on the plot.
fn last_within(mark: &Mark, place: &PanelLayout) -> Option<(f64, f64)> {
    mark.shape.with(|shape| {
        let (x, y) = shape.curve()?;
        let data = x.iter().copied().zip(y.iter().copied());
        data.rev().find(|(x, y)| place.x.contains(*x) && place.y.contains(*y))
    })
}

/// Beside an upright rule, right or left of it, from the top row down.
fn beside_upright(place: &PanelLayout, x: f64) -> Vec<Spot> {
    if !place.x.contains(x) {
        return Vec::new();
    }
    let px = place.x.px(x);
    let rows = (((place.bottom - place.top) / 15.0) as usize).clamp(1, 8);
    (0..rows)
        .flat_map(|row| {
            let y = place.top + 8.0 + 15.0 * row as f64;
            [((px + 4.0, y), Anchor::Start), ((px - 4.0, y), Anchor::End)]
        })
        .collect()
}

/// Above or beneath a level rule, at its right end, its left end or its middle.
fn beside_level(place: &PanelLayout, y: f64) -> Vec<Spot> {
    if !place.y.contains(y) {
        return Vec::new();
    }
    let (py, left) = (place.y.px(y), place.x.px(place.x.from));
    let along = [
        (place.right - 4.0, Anchor::End),
        (left + 4.0, Anchor::Start),
        ((left + place.right) / 2.0, Anchor::Middle),
    ];
    along.iter().flat_map(|&(x, anchor)| [py - 8.0, py + 9.0].map(|y| ((x, y), anchor))).collect()
}

/// Beside the datum whose x is nearest to the one wanted.
fn beside_curve(mark: &Mark, place: &PanelLayout, wanted: f64) -> Vec<Spot> {
    let nearest = mark.shape.with(|shape| {
        let (x, y) = shape.curve()?;
        let data = x.iter().copied().zip(y.iter().copied());
        data.filter(|(x, y)| place.x.contains(*x) && place.y.contains(*y))
            .min_by(|a, b| (a.0 - wanted).abs().total_cmp(&(b.0 - wanted).abs()))
    });
    let Some((x, y)) = nearest else { return Vec::new() };
    let (px, py) = (place.x.px(x), place.y.px(y));
    let above = (py - 9.0).max(place.top + 7.0);
    [above, py + 9.0, above - 15.0, py + 24.0]
        .into_iter()
        .flat_map(|y| [((px + 6.0, y), Anchor::Start), ((px - 6.0, y), Anchor::End)])
        .collect()
}

/// Words at points: right, left, above, beneath, or not at all.
fn many(
    board: &mut Board,
    mark: &Mark,
    place: &PanelLayout,
    (x, y, text): (&[f64], &[f64], &[String]),
    (gap, first): (f64, Anchor),
) {
    let Rgba(r, g, b, _) = board.look.theme.role(mark.role);
    let ink = Rgba(r, g, b, 1.0);
    for ((&x, &y), text) in x.iter().zip(y).zip(text) {
        if !place.x.contains(x) || !place.y.contains(y) || text.is_empty() {
            continue;
        }
        let (px, py) = (place.x.px(x), place.y.px(y));
        let (side, up) = (gap + 3.0, gap + 8.0);
        let mut around = [
            ((px + side, py), Anchor::Start),
            ((px - side, py), Anchor::End),
            ((px, py - up), Anchor::Middle),
            ((px, py + up), Anchor::Middle),
        ];
        around.sort_by_key(|spot| spot.1 != first);
        let centred = [((px, py), Anchor::Middle)];
        let spots: &[Spot] = if gap > 0.0 { &around } else { &centred };
        board.put(text, ink, spots, false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_meet_move_apart_about_their_middle() {
        assert_eq!(spread(&[10.0, 10.0], 14.0, (0.0, 100.0)), [3.0, 17.0]);
        assert_eq!(spread(&[10.0, 50.0], 14.0, (0.0, 100.0)), [10.0, 50.0]);
        // At the edge they move away from it together.
        assert_eq!(spread(&[99.0, 99.0], 14.0, (0.0, 100.0)), [86.0, 100.0]);
    }

    proptest! {
        #[test]
        fn spread_names_are_apart_in_order_and_within(mut wanted in prop::collection::vec(0.0..200.0f64, 1..10)) {
            wanted.sort_by(f64::total_cmp);
            let all = spread(&wanted, 14.0, (0.0, 200.0));
            prop_assert!(all.windows(2).all(|w| w[1] - w[0] >= 14.0 - 1e-9));
            prop_assert!(all.iter().all(|y| (-1e-9..=200.0 + 1e-9).contains(y)));
        }
    }
}
