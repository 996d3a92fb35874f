//! What shapes are painted with: a brush in the mark's colour, over the unit square of its panel.

use plotters::{
    coord::{Shift, cartesian::Cartesian2d},
    element::{Circle, Polygon, Rectangle},
    prelude::DrawingArea,
    style::{Color, RGBAColor, ShapeStyle},
};

use crate::{
    Cmd, Dash, FINE, Look, Mark, Measure, PanelGeometry, Rgba, Role, Stroke, Theme, Tint, clip,
    layout::PanelLayout,
    record::{Raw, Recorder, Stroked, Written},
    scale::Fraction,
    write::Writing,
};

/// plotters' drawing area of the whole picture, in fine units.
pub(crate) type Area<'a> = DrawingArea<Recorder<'a>, Shift>;
/// plotters' drawing area of a panel's plot, in fractions of its axes.
pub(crate) type Plot<'a> = DrawingArea<Recorder<'a>, Cartesian2d<Fraction, Fraction>>;

/// A colour as plotters knows it.
pub(crate) fn colour(Rgba(r, g, b, a): Rgba) -> RGBAColor {
    RGBAColor(r, g, b, a)
}

/// Writes a line of text.
pub(crate) fn write(area: &Area, writing: Writing) {
    // The recorder cannot fail: its error is `Infallible`.
    let _ = area.draw(&Written::new(writing));
}

/// Draws a straight piece in fine units.
pub(crate) fn rule(area: &Area, ends: [(i32, i32); 2], stroke: Stroke) {
    let _ = area.draw(&Stroked { points: ends.to_vec(), stroke });
}

/// Paints one mark.
pub(crate) struct Brush<'a, 'b> {
    pub(crate) mark: &'a Mark,
    pub(crate) place: &'a PanelLayout,
    pub(crate) theme: Theme,
    pub(crate) measure: &'a dyn Measure,
    plot: &'a Plot<'b>,
    root: &'a Area<'b>,
    /// Opacity of the mark as it is seen now.
    opacity: f64,
    stroke: Stroke,
}

impl<'a, 'b> Brush<'a, 'b> {
    /// Dips into a mark's colour, faded, dashed as the mark asks or as a ghost is.
    pub(crate) fn dip(
        mark: &'a Mark,
        (fade, dash): (f64, Option<Dash>),
        place: &'a PanelLayout,
        look: &'a Look,
        plot: &'a Plot<'b>,
        root: &'a Area<'b>,
    ) -> Self {
        let opacity = f64::from(mark.opacity) * fade;
        let stroke = mark.stroke(look, opacity, dash);
        let (theme, measure) = (look.theme, look.measure);
        Self { mark, place, theme, measure, plot, root, opacity, stroke }
    }

    fn fill(&self) -> ShapeStyle {
        colour(self.stroke.colour).filled()
    }

    /// Fractions of the axes at which a value lies.
    pub(crate) fn unit(&self, x: f64, y: f64) -> (f64, f64) {
        (self.place.x.fraction(x), self.place.y.fraction(y))
    }

    /// Whether a value lies on the plot.
    pub(crate) fn shows(&self, x: f64, y: f64) -> bool {
        self.place.x.contains(x) && self.place.y.contains(y)
    }

    /// A point of the unit square in fine units.
    pub(crate) fn fine(&self, (fx, fy): (f64, f64)) -> (i32, i32) {
        (self.place.x.fine(fx), self.place.y.fine(fy))
    }

    /// A value in fine units.
    pub(crate) fn at(&self, x: f64, y: f64) -> (i32, i32) {
        self.fine(self.unit(x, y))
    }

    /// The panel's axes, as hover knows them.
    pub(crate) fn geometry(&self) -> PanelGeometry {
        self.place.geometry()
    }

    /// The colour of datum `i`, as opaque as the mark.
    pub(crate) fn tint(&self, tint: &Tint, i: usize) -> Option<Rgba> {
        tint.colour(i, self.mark.role, self.opacity, self.theme)
    }

    /// A polyline through values: broken at gaps, clipped, thinned to what the screen can show.
    pub(crate) fn line(&self, values: impl Iterator<Item = (f64, f64)>) {
        self.clipped(values.map(|(x, y)| self.unit(x, y)), 1.0);
    }

    /// A polyline through fractions, clipped, at a share of the mark's width.
    pub(crate) fn clipped(&self, points: impl Iterator<Item = (f64, f64)>, share: f64) {
        let width = ((f64::from(self.stroke.width) * share).round() as u32).max(1);
        let stroke = Stroke { width, ..self.stroke };
        for piece in clip::polyline(points) {
            self.stroked(self.thinned(piece), stroke);
        }
    }

    /// A polyline with no more points than its columns of pixels can show.
    pub(crate) fn thinned(&self, piece: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
        clip::thin(piece, self.place.x.length())
    }

    /// A polyline through fractions within the unit square.
    pub(crate) fn path(&self, points: Vec<(f64, f64)>) {
        self.stroked(points, self.stroke);
    }

    fn stroked(&self, points: Vec<(f64, f64)>, stroke: Stroke) {
        let _ = self.plot.draw(&Stroked { points, stroke });
    }

    /// A polyline in fine units.
    pub(crate) fn path_fine(&self, points: Vec<(i32, i32)>) {
        let _ = self.root.draw(&Stroked { points, stroke: self.stroke });
    }

    /// A polygon with its corners in fractions.
    pub(crate) fn polygon(&self, corners: Vec<(f64, f64)>) {
        let _ = self.plot.draw(&Polygon::new(corners, self.fill()));
    }

    /// A rectangle between two corners in fractions.
    pub(crate) fn rect(&self, a: (f64, f64), b: (f64, f64)) {
        let _ = self.plot.draw(&Rectangle::new([a, b], self.fill()));
    }

    /// A rectangle in CSS pixels, in its own colour.
    pub(crate) fn patch(&self, a: (f64, f64), b: (f64, f64), fill: Rgba) {
        let fine = |v: f64| (v * f64::from(FINE)).round() as i32;
        let corners = [(fine(a.0), fine(a.1)), (fine(b.0), fine(b.1))];
        let _ = self.root.draw(&Rectangle::new(corners, colour(fill).filled()));
    }

    /// Dots of one diameter in CSS pixels.
    pub(crate) fn dots(&self, at: impl Iterator<Item = (f64, f64)>, size: f32) {
        at.for_each(|at| self.dot(at, size, self.stroke.colour));
    }

    /// One dot in its own colour.
    pub(crate) fn dot(&self, at: (f64, f64), size: f32, ink: Rgba) {
        let radius = (size / 2.0 * FINE as f32).round().max(1.0) as i32;
        let dot = Circle::new(at, radius, colour(ink).filled());
        let _ = self.plot.draw(&dot);
    }

    /// A grid of colours between two corners in fine units.
    pub(crate) fn picture(&self, from: (i32, i32), to: (i32, i32), columns: u32, rgba: Vec<u8>) {
        picture(self.root, from, to, columns, rgba);
    }

    /// A line of text.
    pub(crate) fn write(&self, writing: Writing) {
        write(self.root, writing);
    }
}

/// A grid of colours: past plotters, whose blit knows neither scaling nor opacity.
pub(crate) fn picture(root: &Area, from: (i32, i32), to: (i32, i32), columns: u32, rgba: Vec<u8>) {
    let _ = root.draw(&Raw::new(Cmd::Image { from, to, columns, rgba }));
}

impl Mark {
    /// Its stroke as it is seen now.
    pub(crate) fn stroke(&self, look: &Look, opacity: f64, dash: Option<Dash>) -> Stroke {
        let Rgba(r, g, b, _) = look.theme.role(self.role);
        let dash = dash.unwrap_or(match (self.dash, self.role) {
            (Dash::Role, Role::Theory) => Dash::Dashed,
            (Dash::Role, _) => Dash::Solid,
            (other, _) => other,
        });
        let wider = if look.highlight == Some(self.id.as_str()) { 1.4 } else { 1.0 };
        let width = (f64::from(self.width) * wider * f64::from(FINE)).round() as u32;
        Stroke { colour: Rgba(r, g, b, opacity), width, dash }
    }
}
