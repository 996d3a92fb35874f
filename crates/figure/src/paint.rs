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
        let wider = if self.look.highlight == Some(mark.id.as_str()) {
            1.4
        } else {
            1.0
        };
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
        let Shape::Heat {
            x,
            y,
            columns,
            values,
            range,
            colormap,
        } = &mark.shape
        else {
            return;
        };
        let columns = (*columns).max(1) as usize;
        let rows = values.len() / columns;
        if rows == 0 {
            return;
        }
        let mut rgba = Vec::with_capacity(rows * columns * 4);
        let (low, high) = *range;
        for row in values.chunks_exact(columns).rev() {
            for v in row {
                rgba.extend(heat_colour(
                    (v - low) / (high - low),
                    *colormap,
                    self.look.theme,
                ));
            }
        }
        let (a, b) = (self.fine(x.0, y.1), self.fine(x.1, y.0));
        self.push(Cmd::Image {
            from: a,
            to: b,
            columns: columns as u32,
            rgba,
        });
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
        for (value, y, v) in [
            (high, self.place.top, VPos::Top),
            (low, self.place.bottom, VPos::Bottom),
        ] {
            let words = crate::significant(f64::from(value), 2);
            let _ = text(
                self.root,
                &words,
                (x, y),
                SMALL - 1.0,
                muted,
                (HPos::Left, v),
                false,
            );
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
            PathElement::new(
                piece.into_iter().map(|p| self.value(p)).collect::<Vec<_>>(),
                style,
            )
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
                    let (a, b) = (
                        self.unit(pair[0] + inset, *base),
                        self.unit(pair[1] - inset, height),
                    );
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
                    self.root.draw(&PathElement::new(
                        vec![(at, bottom), (at, bottom - tick)],
                        style,
                    ))?;
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
            Shape::Text {
                x,
                y,
                text: words,
                anchor,
            } => {
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
            self.root
                .draw(&PathElement::new(vec![wing(1.0), b, wing(-1.0)], style))?;
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
        for mark in &self.panel.marks {
            self.direct(mark, &mut taken)?;
        }
        Ok(())
    }

    fn direct(&self, mark: &Mark, taken: &mut Vec<f64>) -> Result<(), Failure> {
        if mark.label == Label::Hidden || mark.name.is_empty() {
            return Ok(());
        }
        let Rgba(r, g, b, _) = self.look.theme.role(mark.role);
        let ink = Rgba(r, g, b, 1.0);
        match (&mark.shape, mark.label) {
            (Shape::RuleX { x }, _) if self.place.x.contains(*x) => {
                // Names of neighbouring rules step down so as not to overlap.
                let px = self.place.x.px(*x);
                let width = self.look.measure.width(&mark.name, SMALL, false);
                let rules = self
                    .panel
                    .marks
                    .iter()
                    .take_while(|m| !std::ptr::eq(*m, mark));
                let near = rules
                    .filter(|m| match m.shape {
                        Shape::RuleX { x: other } => {
                            m.label != Label::Hidden
                                && self.place.x.contains(other)
                                && (self.place.x.px(other) - px).abs() < width + 24.0
                        }
                        _ => false,
                    })
                    .count();
                let y = self.place.top + 8.0 + 15.0 * near as f64;
                let crossed = self.panel.marks.iter().any(|m| match m.shape {
                    Shape::RuleX { x: other } => {
                        let gap = self.place.x.px(other) - px;
                        gap > 0.5 && gap < width + 8.0
                    }
                    _ => false,
                });
                let leftwards = px + 4.0 + width > self.place.right
                    || (crossed && px - 4.0 - width > self.place.x.px(self.place.x.from));
                let (at, h) = if leftwards {
                    (px - 4.0, HPos::Right)
                } else {
                    (px + 4.0, HPos::Left)
                };
                text(
                    self.root,
                    &mark.name,
                    (at, y),
                    SMALL,
                    ink,
                    (h, VPos::Center),
                    false,
                )
            }
            (Shape::RuleY { y }, _) if self.place.y.contains(*y) => {
                let py = self.place.y.px(*y);
                let above = py > self.place.top + 16.0;
                let at = (
                    self.place.right - 4.0,
                    if above { py - 8.0 } else { py + 9.0 },
                );
                text(
                    self.root,
                    &mark.name,
                    at,
                    SMALL,
                    ink,
                    (HPos::Right, VPos::Center),
                    false,
                )
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
    pairs(x, y)
        .filter(|(x, y)| place.x.contains(*x) && place.y.contains(*y))
        .last()
}
