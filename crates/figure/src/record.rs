//! A plotters backend that records what is drawn.

use std::{cell::Cell, convert::Infallible};

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};

use crate::{Cmd, Dash, FINE, Rgba, Stroke, write::Writing};

/// Records into a list that outlives it.
pub(crate) struct Recorder<'a> {
    pub(crate) size: (u32, u32),
    pub(crate) cmds: &'a mut Vec<Cmd>,
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

fn rgba(colour: BackendColor) -> Rgba {
    let (r, g, b) = colour.rgb;
    Rgba(r, g, b, colour.alpha)
}

impl Recorder<'_> {
    fn stroke(&mut self, path: impl Iterator<Item = BackendCoord>, stroke: Stroke) {
        if stroke.colour.3 > 0.0 && stroke.width > 0 {
            let mut points: Vec<_> = path.collect();
            points.dedup();
            self.cmds.push(Cmd::Path { points, stroke });
        }
    }
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
        let (colour, width) = (rgba(style.color()), style.stroke_width());
        self.stroke(path.into_iter(), Stroke { colour, width, dash: Dash::Solid });
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
}

/// A polyline as a plotters element, with the dashes that plotters' own knows nothing of.
pub(crate) struct Stroked<C> {
    pub(crate) points: Vec<C>,
    pub(crate) stroke: Stroke,
}

impl<'a, C> PointCollection<'a, C> for &'a Stroked<C> {
    type Point = &'a C;
    type IntoIter = &'a [C];

    fn point_iter(self) -> &'a [C] {
        &self.points
    }
}

impl<C> Drawable<Recorder<'_>> for Stroked<C> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut Recorder<'_>,
        _: (u32, u32),
    ) -> Outcome {
        backend.stroke(points, self.stroke);
        Ok(())
    }
}

/// A recorded step as a plotters element, drawn once.
pub(crate) struct Raw(Cell<Option<Cmd>>);

impl Raw {
    pub(crate) fn new(cmd: Cmd) -> Self {
        Self(Cell::new(Some(cmd)))
    }
}

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
        backend.cmds.extend(self.0.take());
        Ok(())
    }
}

/// A line of text as a plotters element, drawn once.
pub(crate) struct Written {
    at: [BackendCoord; 1],
    line: Cell<Option<Writing>>,
}

impl Written {
    pub(crate) fn new(writing: Writing) -> Self {
        Self { at: [writing.fine()], line: Cell::new(Some(writing)) }
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Written {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];

    fn point_iter(self) -> Self::IntoIter {
        &self.at
    }
}

impl Drawable<Recorder<'_>> for Written {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        at: I,
        backend: &mut Recorder<'_>,
        _: (u32, u32),
    ) -> Outcome {
        for (at, writing) in at.zip(self.line.take()) {
            let align = writing.align();
            let Writing { text, size, ink: colour, bold, halo, .. } = writing;
            if !text.is_empty() {
                let size = size * f64::from(FINE);
                backend.cmds.push(Cmd::Text { at, text, size, align, bold, colour, halo });
            }
        }
        Ok(())
    }
}
