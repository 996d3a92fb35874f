//! A plotters backend that records what is drawn.

use std::{cell::Cell, convert::Infallible, rc::Rc};

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
    text_anchor::{HPos, Pos, VPos},
};

use crate::{Align, Anchor, Cmd, Dash, FINE, Level, Measure, Rgba, Stroke};

/// Records into a list that outlives it.
pub(crate) struct Recorder<'a> {
    pub(crate) size: (u32, u32),
    pub(crate) cmds: &'a mut Vec<Cmd>,
    /// plotters has no notion of dashes on a path: the painter sets this before it draws.
    pub(crate) dash: Rc<Cell<Dash>>,
    pub(crate) measure: &'a dyn Measure,
}

fn align_of(anchor: Pos) -> Align {
    Align {
        h: match anchor.h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        },
        v: match anchor.v_pos {
            VPos::Top => Level::Top,
            VPos::Center => Level::Middle,
            VPos::Bottom => Level::Bottom,
        },
    }
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

fn rgba(colour: BackendColor) -> Rgba {
    let (r, g, b) = colour.rgb;
    Rgba(r, g, b, colour.alpha)
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, colour: BackendColor) -> Outcome {
        self.cmds.push(Cmd::Rect { from: at, to: (at.0 + FINE, at.1 + FINE), fill: rgba(colour) });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        if fill {
            let fill = rgba(style.color());
            self.cmds.push(Cmd::Rect { from, to, fill });
            Ok(())
        } else {
            self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style)
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let colour = rgba(style.color());
        if colour.3 > 0.0 && style.stroke_width() > 0 {
            let mut points: Vec<_> = path.into_iter().collect();
            points.dedup();
            let stroke = Stroke { colour, width: style.stroke_width(), dash: self.dash.get() };
            self.cmds.push(Cmd::Path { points, stroke });
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Outcome {
        let colour = rgba(style.color());
        match self.cmds.last_mut() {
            Some(Cmd::Dots { at, radius: r, fill }) if *r == radius && *fill == colour => {
                at.push(centre)
            }
            _ => self.cmds.push(Cmd::Dots { at: vec![centre], radius, fill: colour }),
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        let (points, fill) = (corners.into_iter().collect(), rgba(style.color()));
        self.cmds.push(Cmd::Polygon { points, fill });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        at: BackendCoord,
    ) -> Outcome {
        if !text.is_empty() {
            self.cmds.push(Cmd::Text {
                at,
                text: text.to_owned(),
                size: style.size(),
                align: align_of(style.anchor()),
                bold: matches!(style.style(), FontStyle::Bold),
                colour: rgba(style.color()),
            });
        }
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = self.measure.width(text, style.size(), false);
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// A recorded step as a plotters element: how pictures reach the recorder, since plotters' blit
/// knows neither scaling nor opacity.
pub(crate) struct Raw(pub(crate) Cmd);

impl<'a> PointCollection<'a, BackendCoord> for &'a Raw {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        [].iter()
    }
}

impl Drawable<Recorder<'_>> for Raw {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        backend: &mut Recorder<'_>,
        _: (u32, u32),
    ) -> Outcome {
        backend.cmds.push(self.0.clone());
        Ok(())
    }
}
