//! From a figure to a display list, through plotters.

use std::{cell::Cell, convert::Infallible, rc::Rc};

use plotters::{
    coord::Shift,
    prelude::{ChartBuilder, DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    style::{Color, FontFamily, FontStyle, RGBAColor, TextStyle},
};
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use crate::{
    Dash, Drawing, FINE, Figure, Measure, Panel, PanelGeometry, Rgba, Theme,
    layout::{PanelLayout, SMALL, TITLE, axis_name, layout},
    paint::{Painter, paint},
    record::Recorder,
};

/// How a figure is to look.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Width in CSS pixels.
    pub width: u32,
    /// Light or dark.
    pub theme: Theme,
    /// How wide text is.
    pub measure: &'a dyn Measure,
    /// Whether the figure's title is part of the picture (exports: yes; page: no, it is text).
    pub title: bool,
    /// An earlier run of the same figure, drawn faintly behind.
    pub ghost: Option<&'a Figure>,
    /// The id of the series to bring out; the others step back.
    pub highlight: Option<&'a str>,
}

pub(crate) type Area<'a> = DrawingArea<Recorder<'a>, Shift>;
pub(crate) type Failure = DrawingAreaErrorKind<Infallible>;

/// Lays a figure out and records it.
pub fn draw(figure: &Figure, look: &Look) -> Drawing {
    let (places, height) = layout(figure, look);
    let (width, height) = (look.width.max(1), height as u32);
    let panels = places.iter().map(|p| PanelGeometry { x: p.x.clone(), y: p.y.clone() }).collect();
    let mut cmds = Vec::new();
    let dash = Rc::new(Cell::new(Dash::Solid));
    let size = (width * FINE as u32, height * FINE as u32);
    let recorder =
        Recorder { size, cmds: &mut cmds, dash: Rc::clone(&dash), measure: look.measure };
    let root = recorder.into_drawing_area();
    // The recorder cannot fail (its error is Infallible) and shares no area twice.
    let _ = draw_on(&root, figure, look, &places, &dash);
    drop(root);
    Drawing { width, height, cmds, panels }
}

fn draw_on(
    root: &Area,
    figure: &Figure,
    look: &Look,
    places: &[PanelLayout],
    dash: &Rc<Cell<Dash>>,
) -> Result<(), Failure> {
    if look.title {
        text(
            root,
            &figure.title,
            (0.0, 4.0),
            TITLE + 2.0,
            look.theme.ink(),
            (HPos::Left, VPos::Top),
            true,
        )?;
    }
    for (i, (panel, place)) in figure.panels.iter().zip(places).enumerate() {
        let ghost = look.ghost.and_then(|g| g.panels.get(i));
        draw_panel(root, panel, ghost, place, look, dash)?;
    }
    Ok(())
}

pub(crate) fn colour(Rgba(r, g, b, a): Rgba) -> RGBAColor {
    RGBAColor(r, g, b, a)
}

/// Text at a position in CSS pixels.
pub(crate) fn text(
    area: &Area,
    words: &str,
    at: (f64, f64),
    size: f64,
    ink: Rgba,
    (h, v): (HPos, VPos),
    bold: bool,
) -> Result<(), Failure> {
    let style = text_style(size, ink, bold).pos(Pos::new(h, v));
    let fine = |x: f64| (x * f64::from(FINE)).round() as i32;
    area.draw_text(words, &style, (fine(at.0), fine(at.1)))
}

fn text_style(size: f64, ink: Rgba, bold: bool) -> TextStyle<'static> {
    let style = if bold { FontStyle::Bold } else { FontStyle::Normal };
    let font = (FontFamily::SansSerif, size * f64::from(FINE), style);
    let ink = colour(ink);
    let mut style = TextStyle::from(font);
    style.color = ink.to_backend_color();
    style
}

fn draw_panel(
    root: &Area,
    panel: &Panel,
    ghost: Option<&Panel>,
    place: &PanelLayout,
    look: &Look,
    dash: &Rc<Cell<Dash>>,
) -> Result<(), Failure> {
    let theme = look.theme;
    let muted = theme.role(crate::Role::Note);
    if !panel.title.is_empty() {
        text(
            root,
            &panel.title,
            (place.left, place.title_y),
            TITLE,
            theme.ink(),
            (HPos::Left, VPos::Top),
            true,
        )?;
    }
    let y_name = axis_name(&panel.y);
    text(root, &y_name, (place.left, place.label_y), SMALL, muted, (HPos::Left, VPos::Top), false)?;
    let x_name = axis_name(&panel.x);
    let below = place.bottom + if place.x.ticks.is_empty() { 4.0 } else { 20.0 };
    let middle = (place.x.start + place.x.end) as f64 / 2.0 / f64::from(FINE);
    text(root, &x_name, (middle, below), SMALL, muted, (HPos::Center, VPos::Top), false)?;

    // plotters lays out margins itself; here they are settled, so the chart gets exactly its
    // plot and the label areas around it.
    let (left, right) = (place.x.start, place.x.end);
    let (top, bottom) = (place.y.end, place.y.start);
    let gutter = left - (place.left * f64::from(FINE)) as i32;
    let (width, height) = root.dim_in_pixel();
    let area = root.clone().shrink(
        (left - gutter.max(0), top),
        (
            (right - left + gutter.max(0) + 1).min(width as i32),
            (bottom - top + 20 * FINE).min(height as i32 - top),
        ),
    );
    let beneath = (area.dim_in_pixel().1 as i32 - (bottom - top)).max(0);
    let mut chart = ChartBuilder::on(&area)
        .set_label_area_size(plotters::prelude::LabelAreaPosition::Left, gutter.max(0))
        .set_label_area_size(plotters::prelude::LabelAreaPosition::Bottom, beneath)
        .build_cartesian_2d(place.x.clone(), place.y.clone())?;
    dash.set(Dash::Solid);
    let hairline = colour(theme.line()).stroke_width(FINE as u32);
    let labels = text_style(SMALL, muted, false);
    let painter = Painter { panel, ghost, place, look, dash, root };
    // Backgrounds lie beneath the grid.
    painter.backgrounds()?;
    chart
        .configure_mesh()
        .x_labels(64)
        .y_labels(64)
        .disable_x_mesh()
        .bold_line_style(hairline)
        .light_line_style(RGBAColor(0, 0, 0, 0.0))
        .axis_style(hairline)
        .set_all_tick_mark_size(2 * FINE)
        .x_label_style(labels.clone())
        .y_label_style(labels)
        .x_label_formatter(&|v| plotters::coord::ranged1d::ValueFormatter::format_ext(&place.x, v))
        .y_label_formatter(&|v| plotters::coord::ranged1d::ValueFormatter::format_ext(&place.y, v))
        .draw()?;
    paint(&mut chart, &painter)?;
    painter.names()
}
