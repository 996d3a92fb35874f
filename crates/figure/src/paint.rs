//! Marks onto a chart.

use std::{cell::Cell, rc::Rc};

use plotters::{
    chart::ChartContext,
    coord::cartesian::Cartesian2d,
    element::{Circle, PathElement, Polygon, Rectangle},
    style::{Color, ShapeStyle},
};
use plotters_backend::text_anchor::{HPos, VPos};

use crate::{
    Anchor, AxisScale, Cmd, Dash, FINE, Label, Look, Mark, Panel, Rgba, Role, Shape, clip,
    draw::{Area, Failure, colour, text},
    heat_colour,
    layout::{PanelLayout, SMALL, is_rule},
    record::{Raw, Recorder},
};

/// What painting a panel needs.
pub(crate) struct Painter<'a, 'b> {
    pub(crate) panel: &'a Panel,
    pub(crate) ghost: Option<&'a Panel>,
    pub(crate) place: &'a PanelLayout,
    pub(crate) look: &'a Look<'a>,
    pub(crate) dash: &'a Rc<Cell<Dash>>,
    pub(crate) root: &'a Area<'b>,
}

pub(crate) type Chart<'a, 'b> = ChartContext<'a, Recorder<'b>, Cartesian2d<AxisScale, AxisScale>>;

/// Paints ghosts first, then all marks in order.
pub(crate) fn paint(chart: &mut Chart, painter: &Painter) -> Result<(), Failure> {
    if let Some(ghost) = painter.ghost {
        for mark in &ghost.marks {
            let solid = matches!(
                mark.shape,
                Shape::Line { .. } | Shape::Steps { .. } | Shape::Points { .. }
            );
            if solid && mark.role != Role::Data && mark.role != Role::Theory {
                painter.mark(chart, mark, 0.4, Some(Dash::Dotted))?;
            }
        }
    }
    for mark in &painter.panel.marks {
        let fade = match painter.look.highlight {
            Some(id) if id != mark.id => 0.25,
            _ => 1.0,
        };
        painter.mark(chart, mark, fade, None)?;
    }
    Ok(())
}

impl Painter<'_, '_> {
    fn ink(&self, mark: &Mark, fade: f64) -> Rgba {
        let Rgba(r, g, b, _) = self.look.theme.role(mark.role);
        Rgba(r, g, b, f64::from(mark.opacity) * fade)
    }

    fn stroke(&self, mark: &Mark, fade: f64, dash: Option<Dash>) -> ShapeStyle {
        self.dash.set(dash.unwrap_or(match (mark.dash, mark.role) {
            (Dash::Role, Role::Theory) => Dash::Dashed,
            (Dash::Role, _) => Dash::Solid,
            (other, _) => other,
        }));
        let wider = if self.look.highlight == Some(mark.id.as_str()) { 1.4 } else { 1.0 };
        let width = (f64::from(mark.width) * wider * f64::from(FINE)).round() as u32;
        colour(self.ink(mark, fade)).stroke_width(width)
    }

    /// Value of a point of the unit square.
    fn value(&self, (fx, fy): (f64, f64)) -> (f64, f64) {
        (self.place.x.value_at(fx), self.place.y.value_at(fy))
    }

    fn unit(&self, x: f64, y: f64) -> (f64, f64) {
        (self.place.x.fraction(x), self.place.y.fraction(y))
    }

    fn fine(&self, x: f64, y: f64) -> (i32, i32) {
        let at = |s: &AxisScale, v: f64| {
            s.start + (s.fraction(v).clamp(-0.5, 1.5) * f64::from(s.end - s.start)).round() as i32
        };
        (at(&self.place.x, x), at(&self.place.y, y))
    }

    /// Shaded spans and heat maps: beneath the grid.
    pub(crate) fn backgrounds(&self) -> Result<(), Failure> {
        for mark in &self.panel.marks {
            match &mark.shape {
                Shape::SpanX { from, to } => {
                    let (a, b) = (self.place.x.fraction(*from), self.place.x.fraction(*to));
                    let (a, b) = (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0));
                    if b > a {
                        let (a, b) = (self.value((a, 1.0)), self.value((b, 0.0)));
                        let style = colour(self.ink(mark, 1.0)).filled();
                        self.root.draw(&Rectangle::new(
                            [self.fine(a.0, a.1), self.fine(b.0, b.1)],
                            style,
                        ))?;
                    }
                }
                Shape::Heat { .. } => self.heat(mark),
                _ => {}
            }
        }
        Ok(())
    }

    fn heat(&self, mark: &Mark) {
        let Shape::Heat { x, y, columns, values, range, colormap } = &mark.shape else {
            return;
        };
        let columns = (*columns).max(1) as usize;
        let rows = values.len() / columns;
        if rows == 0 {
            return;
        }
        let mut rgba = Vec::with_capacity(rows * columns * 4);
        let (low, high) = *range;
        let (a, b) = (self.fine(x.0, y.1), self.fine(x.1, y.0));
        // Pictures begin at the upper left: on an axis that runs backwards, rows or columns turn round.
        for i in 0..rows {
            let row = if a.1 <= b.1 { rows - 1 - i } else { i };
            for j in 0..columns {
                let column = if a.0 <= b.0 { j } else { columns - 1 - j };
                let v = values[row * columns + column];
                rgba.extend(heat_colour((v - low) / (high - low), *colormap, self.look.theme));
            }
        }
        let (a, b) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        self.push(Cmd::Image { from: a, to: b, columns: columns as u32, rgba });
        if self.place.colour_bar && mark.role != Role::Note {
            self.colour_bar(*range, *colormap);
        }
    }

    fn colour_bar(&self, (low, high): (f32, f32), map: crate::Colormap) {
        let rgba = (0..64)
            .rev()
            .flat_map(|i| heat_colour(i as f32 / 63.0, map, self.look.theme))
            .collect();
        let left = self.place.x.end + 8 * FINE;
        let (top, bottom) = (self.place.y.end, self.place.y.start);
        self.push(Cmd::Image {
            from: (left, top),
            to: (left + 8 * FINE, bottom),
            columns: 1,
            rgba,
        });
        let x = f64::from(left + 12 * FINE) / f64::from(FINE);
        let muted = self.look.theme.role(Role::Note);
        for (value, y, v) in
            [(high, self.place.top, VPos::Top), (low, self.place.bottom, VPos::Bottom)]
        {
            let words = crate::significant(f64::from(value), 2);
            let _ = text(self.root, &words, (x, y), SMALL - 1.0, muted, (HPos::Left, v), false);
        }
    }

    /// Pictures bypass plotters, whose blit knows neither scaling nor opacity.
    fn push(&self, cmd: Cmd) {
        let _ = self.root.draw(&Raw(cmd));
    }

    fn lines(
        &self,
        chart: &mut Chart,
        points: impl Iterator<Item = (f64, f64)>,
        style: ShapeStyle,
    ) -> Result<(), Failure> {
        let pieces = clip::polyline(points.map(|(x, y)| self.unit(x, y)));
        chart.draw_series(pieces.into_iter().map(|piece| {
            PathElement::new(piece.into_iter().map(|p| self.value(p)).collect::<Vec<_>>(), style)
        }))?;
        Ok(())
    }

    fn mark(
        &self,
        chart: &mut Chart,
        mark: &Mark,
        fade: f64,
        dash: Option<Dash>,
    ) -> Result<(), Failure> {
        let style = self.stroke(mark, fade, dash);
        let fill = colour(self.ink(mark, fade)).filled();
        match &mark.shape {
            Shape::Line { x, y } => self.lines(chart, pairs(x, y), style)?,
            Shape::Steps { x, y } => {
                let corners = (0..x.len().min(y.len())).flat_map(|i| {
                    let before = i.checked_sub(1).map(|j| (x[i], y[j]));
                    before.into_iter().chain([(x[i], y[i])])
                });
                self.lines(chart, corners, style)?;
            }
            Shape::Band { x, low, high } => self.band(chart, (x, low, high), fill)?,
            Shape::Bars { edges, y, base } => {
                let gap = if y.len() < 80 { 0.04 } else { 0.0 };
                for (pair, &height) in edges.windows(2).zip(y) {
                    let inset = gap * (pair[1] - pair[0]);
                    let (a, b) =
                        (self.unit(pair[0] + inset, *base), self.unit(pair[1] - inset, height));
                    let pin =
                        |p: (f64, f64)| self.value((p.0.clamp(0.0, 1.0), p.1.clamp(0.0, 1.0)));
                    if b.0 > 0.0
                        && a.0 < 1.0
                        && height.is_finite()
                        && a.1.is_finite()
                        && b.1.is_finite()
                    {
                        chart.draw_series([Rectangle::new([pin(a), pin(b)], fill)])?;
                    }
                }
            }
            Shape::Points { x, y, size } => {
                let radius = (size / 2.0 * FINE as f32).round().max(1.0) as i32;
                let within = pairs(x, y)
                    .filter(|&(x, y)| self.place.x.contains(x) && self.place.y.contains(y));
                chart.draw_series(within.map(|at| Circle::new(at, radius, fill)))?;
            }
            Shape::Rug { x } => {
                let (bottom, tick) = (self.place.y.start, 7 * FINE);
                for &v in x.iter().filter(|&&v| self.place.x.contains(v)) {
                    let at = self.fine(v, self.place.y.from).0;
                    self.root
                        .draw(&PathElement::new(vec![(at, bottom), (at, bottom - tick)], style))?;
                }
            }
            Shape::RuleX { x } if self.place.x.contains(*x) => {
                let ends = vec![
                    self.value((self.place.x.fraction(*x), 0.0)),
                    self.value((self.place.x.fraction(*x), 1.0)),
                ];
                chart.draw_series([PathElement::new(ends, style)])?;
            }
            Shape::RuleY { y } if self.place.y.contains(*y) => {
                let ends = vec![
                    self.value((0.0, self.place.y.fraction(*y))),
                    self.value((1.0, self.place.y.fraction(*y))),
                ];
                chart.draw_series([PathElement::new(ends, style)])?;
            }
            Shape::Arrows { x, y, dx, dy } => self.arrows(chart, (x, y, dx, dy), style)?,
            Shape::Text { x, y, text: words, anchor } => {
                if self.place.x.contains(*x) && self.place.y.contains(*y) {
                    let h = match anchor {
                        Anchor::Start => HPos::Left,
                        Anchor::Middle => HPos::Center,
                        Anchor::End => HPos::Right,
                    };
                    let at = (self.place.x.px(*x), self.place.y.px(*y));
                    text(
                        self.root,
                        words,
                        at,
                        SMALL,
                        self.ink(mark, fade),
                        (h, VPos::Center),
                        false,
                    )?;
                }
            }
            Shape::RuleX { .. }
            | Shape::RuleY { .. }
            | Shape::SpanX { .. }
            | Shape::Heat { .. } => {}
        }
        self.dash.set(Dash::Solid);
        Ok(())
    }

    fn band(
        &self,
        chart: &mut Chart,
        (x, low, high): (&[f64], &[f64], &[f64]),
        fill: ShapeStyle,
    ) -> Result<(), Failure> {
        let n = x.len().min(low.len()).min(high.len());
        let inside = |i: usize| {
            let (fx, a) = self.unit(x[i], low[i]);
            let b = self.place.y.fraction(high[i]);
            // A lower edge without a position (0 on a log axis) lies at the floor.
            let a = if a.is_nan() { 0.0 } else { a };
            (fx.is_finite() && b.is_finite() && (-1e-9..=1.0 + 1e-9).contains(&fx))
                .then(|| (fx, a.clamp(0.0, 1.0), b.clamp(0.0, 1.0)))
        };
        let mut run: Vec<(f64, f64, f64)> = Vec::new();
        for i in 0..=n {
            if let Some(p) = (i < n).then(|| inside(i)).flatten() {
                run.push(p);
                continue;
            }
            if run.len() > 1 {
                let upper = run.iter().map(|&(fx, _, b)| self.value((fx, b)));
                let lower = run.iter().rev().map(|&(fx, a, _)| self.value((fx, a)));
                chart.draw_series([Polygon::new(upper.chain(lower).collect::<Vec<_>>(), fill)])?;
            }
            run.clear();
        }
        Ok(())
    }

    fn arrows(
        &self,
        chart: &mut Chart,
        (x, y, dx, dy): (&[f64], &[f64], &[f64], &[f64]),
        style: ShapeStyle,
    ) -> Result<(), Failure> {
        for (((&x, &y), &dx), &dy) in x.iter().zip(y).zip(dx).zip(dy) {
            self.lines(chart, [(x, y), (x + dx, y + dy)].into_iter(), style)?;
            let (a, b) = (self.fine(x, y), self.fine(x + dx, y + dy));
            let (vx, vy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
            let length = vx.hypot(vy);
            if length < 4.0 * f64::from(FINE)
                || !self.place.x.contains(x + dx)
                || !self.place.y.contains(y + dy)
            {
                continue;
            }
            let (ux, uy, size) = (vx / length, vy / length, 5.0 * f64::from(FINE));
            let wing = |side: f64| {
                (
                    (f64::from(b.0) - size * (ux + 0.5 * side * uy)).round() as i32,
                    (f64::from(b.1) - size * (uy - 0.5 * side * ux)).round() as i32,
                )
            };
            self.root.draw(&PathElement::new(vec![wing(1.0), b, wing(-1.0)], style))?;
        }
        Ok(())
    }

    /// Keys, direct labels and names of rules.
    pub(crate) fn names(&self) -> Result<(), Failure> {
        for key in &self.place.keys {
            let mark = &self.panel.marks[key.mark];
            let middle = ((key.y + 8.0) * f64::from(FINE)) as i32;
            let x = |dx: f64| ((key.x + dx) * f64::from(FINE)) as i32;
            match mark.shape {
                Shape::Points { .. } => {
                    let dot = Circle::new(
                        (x(8.0), middle),
                        4 * FINE,
                        colour(self.ink(mark, 1.0)).filled(),
                    );
                    self.root.draw(&dot)?;
                }
                Shape::Band { .. }
                | Shape::Bars { .. }
                | Shape::SpanX { .. }
                | Shape::Heat { .. } => {
                    let fill = colour(self.ink(mark, 1.0)).filled();
                    let corners = [(x(0.0), middle - 5 * FINE), (x(16.0), middle + 5 * FINE)];
                    self.root.draw(&Rectangle::new(corners, fill))?;
                }
                _ => {
                    let style = self.stroke(mark, 1.0, None);
                    self.root.draw(&PathElement::new(
                        vec![(x(0.0), middle), (x(16.0), middle)],
                        style,
                    ))?;
                    self.dash.set(Dash::Solid);
                }
            }
            let at = (key.x + 22.0, key.y + 8.0);
            text(
                self.root,
                &key.name,
                at,
                SMALL,
                self.look.theme.ink(),
                (HPos::Left, VPos::Center),
                false,
            )?;
        }
        let mut taken: Vec<f64> = Vec::new();
        let mut boxes = Vec::new();
        for mark in &self.panel.marks {
            self.direct(mark, &mut taken, &mut boxes)?;
        }
        Ok(())
    }

    /// A place for the name of an upright rule at `px`: the first row, right or left of it, where it
    /// overlaps no name already there and, if that can be had, crosses no other rule.
    fn beside_rule(
        &self,
        px: f64,
        width: f64,
        boxes: &mut Vec<(u32, f64, f64)>,
    ) -> ((f64, f64), HPos) {
        let rules: Vec<f64> = self
            .panel
            .marks
            .iter()
            .filter_map(|m| match m.shape {
                Shape::RuleX { x } => Some(self.place.x.px(x)),
                _ => None,
            })
            .collect();
        let spans = [(px + 4.0, HPos::Left), (px - 4.0 - width, HPos::Right)];
        let fits = |row: u32, from: f64, crossing: bool| {
            let to = from + width;
            from >= self.place.x.px(self.place.x.from) - 1.0
                && to <= self.place.right + 1.0
                && boxes.iter().all(|&(r, a, b)| r != row || to + 4.0 < a || from > b + 4.0)
                && (crossing || rules.iter().all(|&x| x < from - 1.0 || x > to + 1.0))
        };
        let found = [false, true].into_iter().find_map(|crossing| {
            (0..6).find_map(|row| {
                let side = spans.iter().find(|s| fits(row, s.0, crossing))?;
                Some((row, side.0, side.1))
            })
        });
        let (row, from, h) = found.unwrap_or((0, px + 4.0, HPos::Left));
        boxes.push((row, from, from + width));
        let y = self.place.top + 8.0 + 15.0 * f64::from(row);
        // Text is anchored on the side of the rule.
        let at = if matches!(h, HPos::Left) { from } else { from + width };
        ((at, y), h)
    }

    fn direct(
        &self,
        mark: &Mark,
        taken: &mut Vec<f64>,
        boxes: &mut Vec<(u32, f64, f64)>,
    ) -> Result<(), Failure> {
        if mark.label == Label::Hidden || mark.name.is_empty() {
            return Ok(());
        }
        let Rgba(r, g, b, _) = self.look.theme.role(mark.role);
        let ink = Rgba(r, g, b, 1.0);
        match (&mark.shape, mark.label) {
            (Shape::RuleX { x }, _) if self.place.x.contains(*x) => {
                let width = self.look.measure.width(&mark.name, SMALL, false);
                let (at, h) = self.beside_rule(self.place.x.px(*x), width, boxes);
                text(self.root, &mark.name, at, SMALL, ink, (h, VPos::Center), false)
            }
            (Shape::RuleY { y }, _) if self.place.y.contains(*y) => {
                let py = self.place.y.px(*y);
                let above = py > self.place.top + 16.0;
                let at = (self.place.right - 4.0, if above { py - 8.0 } else { py + 9.0 });
                text(self.root, &mark.name, at, SMALL, ink, (HPos::Right, VPos::Center), false)
            }
            (_, Label::End) if self.place.end_labels && !is_rule(mark) => {
                let Some((_, y)) = last_within(mark, self.place) else {
                    return Ok(());
                };
                let mut at = self.place.y.px(y);
                // Labels stack downwards where lines end close to each other.
                while let Some(near) = taken.iter().find(|t| (**t - at).abs() < 14.0) {
                    at = near + 14.5;
                }
                taken.push(at);
                text(
                    self.root,
                    &mark.name,
                    (self.place.right + 6.0, at),
                    SMALL,
                    ink,
                    (HPos::Left, VPos::Center),
                    false,
                )
            }
            (Shape::Line { x, y } | Shape::Points { x, y, .. }, Label::At(wanted)) => {
                let nearest = pairs(x, y)
                    .filter(|(x, y)| self.place.x.contains(*x) && self.place.y.contains(*y))
                    .min_by(|a, b| (a.0 - wanted).abs().total_cmp(&(b.0 - wanted).abs()));
                let Some((x, y)) = nearest else { return Ok(()) };
                let (px, py) = (self.place.x.px(x), self.place.y.px(y));
                let width = self.look.measure.width(&mark.name, SMALL, false);
                let h = if px + width + 6.0 > self.place.right {
                    (px - 6.0, HPos::Right)
                } else {
                    (px + 6.0, HPos::Left)
                };
                text(
                    self.root,
                    &mark.name,
                    (h.0, (py - 9.0).max(self.place.top + 7.0)),
                    SMALL,
                    ink,
                    (h.1, VPos::Center),
                    false,
                )
            }
            _ => Ok(()),
        }
    }
}

fn pairs<'a>(x: &'a [f64], y: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    x.iter().copied().zip(y.iter().copied())
}

fn last_within(mark: &Mark, place: &PanelLayout) -> Option<(f64, f64)> {
    let (x, y) = match &mark.shape {
        Shape::Line { x, y } | Shape::Steps { x, y } | Shape::Points { x, y, .. } => (x, y),
        Shape::Band { x, high, .. } => (x, high),
        _ => return None,
    };
    pairs(x, y).filter(|(x, y)| place.x.contains(*x) && place.y.contains(*y)).last()
}
