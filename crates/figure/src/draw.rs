//! From a figure to a display list, through plotters.

use plotters::{
    chart::LabelAreaPosition,
    prelude::{ChartBuilder, IntoDrawingArea},
};

use crate::{
    Anchor, Dash, Drawing, FINE, Figure, Level, Measure, Panel, Rgba, Role, Theme,
    head::KeyEntry,
    ink::{Area, Brush, Plot, colour, picture, rule, write},
    layout::{PanelLayout, SMALL, TITLE, layout},
    mesh::mesh,
    record::Recorder,
    scale::Fraction,
    shapes::Swatch,
    significant,
    theme::heat_colour,
    write::{Writing, fit},
};

/// How a figure is to look.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels, which the figure fills exactly; `None`: as high as its aspect asks.
    pub height: Option<u32>,
    /// The only panel to draw; `None`: all of them.
    pub panel: Option<usize>,
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

impl<'a> Look<'a> {
    /// The whole figure at its own height, without its title, a ghost or a highlight; set what is to differ:
    /// `Look { title: true, ..Look::new(900, theme, &measure) }`.
    pub fn new(width: u32, theme: Theme, measure: &'a dyn Measure) -> Self {
        Self {
            width,
            height: None,
            panel: None,
            theme,
            measure,
            title: false,
            ghost: None,
            highlight: None,
        }
    }
}

/// Lays a figure out and records it.
pub fn draw(figure: &Figure, look: &Look) -> Drawing {
    let (places, height) = layout(figure, look);
    let (width, height) = (look.width.max(1), height as u32);
    let panels = places.iter().map(PanelLayout::geometry).collect();
    let mut cmds = Vec::new();
    let size = (width * FINE as u32, height * FINE as u32);
    let root = Recorder { size, cmds: &mut cmds }.into_drawing_area();
    if look.title {
        let title = fit(&figure.title, f64::from(width), TITLE + 4.0, look.measure);
        let style = (TITLE + 2.0, look.theme.ink(), true);
        line(&root, &title, (0.0, 4.0), (Anchor::Start, Level::Top), style);
    }
    for place in &places {
        let ghost = look.ghost.and_then(|g| g.panels.get(place.index));
        if let Some(panel) = figure.panels.get(place.index) {
            draw_panel(&root, (panel, ghost), place, look);
        }
    }
    drop(root);
    Drawing { width, height, cmds, panels }
}

fn line(
    root: &Area,
    text: &str,
    at: (f64, f64),
    align: (Anchor, Level),
    (size, ink, bold): (f64, Rgba, bool),
) {
    write(root, Writing { text: text.to_owned(), at, align, size, ink, bold, halo: None });
}

fn draw_panel(
    root: &Area,
    (panel, ghost): (&Panel, Option<&Panel>),
    place: &PanelLayout,
    look: &Look,
) {
    let Some(plot) = plot(root, place) else { return };
    around(root, place, look);
    let paint = |mark, fade, dash| {
        let brush = Brush::dip(mark, (fade, dash), place, look, &plot, root);
        mark.shape.with(|shape| shape.paint(&brush));
    };
    // Backgrounds lie beneath the grid.
    for (i, mark) in panel.marks.iter().enumerate() {
        if mark.shape.with(|s| s.beneath()) {
            paint(mark, 1.0, None);
        }
        if place.colour_bar.as_ref().is_some_and(|bar| bar.mark == i) {
            colour_bar(root, place, look);
        }
    }
    mesh(root, &plot, place, look);
    for mark in ghost.map_or(&[][..], |g| &g.marks) {
        let known = mark.role != Role::Data && mark.role != Role::Theory;
        if known && mark.shape.with(|s| s.ghosted()) {
            paint(mark, 0.4, Some(Dash::Dotted));
        }
    }
    for mark in &panel.marks {
        let fade = match look.highlight {
            Some(id) if id != mark.id => 0.25,
            _ => 1.0,
        };
        if !mark.shape.with(|s| s.beneath()) {
            paint(mark, fade, None);
        }
    }
    place.keys.iter().for_each(|entry| key(root, panel, entry, look));
    place.names.lines.iter().for_each(|name| write(root, name.clone()));
}

/// plotters' chart over the panel's plot, its coordinates the fractions of the axes. plotters lays out margins
/// itself; here they are settled, so it gets exactly the plot and the label areas around it.
fn plot<'a>(root: &Area<'a>, place: &PanelLayout) -> Option<Plot<'a>> {
    let (left, right) = (place.x.start, place.x.end);
    let (top, bottom) = (place.y.end, place.y.start);
    let gutter = (left - (place.corner.0 * f64::from(FINE)) as i32).max(0);
    let (width, height) = root.dim_in_pixel();
    let area = root.clone().shrink(
        (left - gutter, top),
        (
            (right - left + gutter + 1).min(width as i32),
            (bottom - top + 20 * FINE).min(height as i32 - top),
        ),
    );
    let beneath = (area.dim_in_pixel().1 as i32 - (bottom - top)).max(0);
    let chart = ChartBuilder::on(&area)
        .set_label_area_size(LabelAreaPosition::Left, gutter)
        .set_label_area_size(LabelAreaPosition::Bottom, beneath)
        .build_cartesian_2d(Fraction, Fraction);
    Some(chart.ok()?.plotting_area().clone())
}

/// Title and names of the axes.
fn around(root: &Area, place: &PanelLayout, look: &Look) {
    let (left, top) = place.corner;
    let (ink, muted) = (look.theme.ink(), look.theme.role(Role::Note));
    for (i, text) in place.title.iter().enumerate() {
        let at = (left, top + 20.0 * i as f64);
        line(root, text, at, (Anchor::Start, Level::Top), (TITLE, ink, true));
    }
    for (i, text) in place.y_name.iter().enumerate() {
        let at = (left, place.label_y + 18.0 * i as f64);
        line(root, text, at, (Anchor::Start, Level::Top), (SMALL, muted, false));
    }
    let below = place.bottom + if place.x.ticks.is_empty() { 4.0 } else { 20.0 };
    let middle = f64::from(place.x.start + place.x.end) / 2.0 / f64::from(FINE);
    for (i, text) in place.x_name.iter().enumerate() {
        let half = look.measure.width(text, SMALL, false) / 2.0;
        let most = (left + place.cell - half).max(left + half);
        let at = (middle.clamp(left + half, most), below + 18.0 * i as f64);
        line(root, text, at, (Anchor::Middle, Level::Top), (SMALL, muted, false));
    }
}

fn colour_bar(root: &Area, place: &PanelLayout, look: &Look) {
    let Some(bar) = &place.colour_bar else { return };
    let shade = |i: u8| heat_colour(f32::from(i) / 63.0, bar.colormap, look.theme);
    let rgba = (0..64).rev().flat_map(shade).collect();
    let left = place.x.end + 8 * FINE;
    let (top, bottom) = (place.y.end, place.y.start);
    picture(root, (left, top), (left + 8 * FINE, bottom), 1, rgba);
    let x = f64::from(left + 12 * FINE) / f64::from(FINE);
    let muted = look.theme.role(Role::Note);
    let (low, high) = bar.range;
    for (value, y, v) in [(high, place.top, Level::Top), (low, place.bottom, Level::Bottom)] {
        let words = significant(f64::from(value), 2);
        line(root, &words, (x, y), (Anchor::Start, v), (SMALL, muted, false));
    }
}

/// One entry of the key: a swatch and a name.
fn key(root: &Area, panel: &Panel, entry: &KeyEntry, look: &Look) {
    let Some(mark) = panel.marks.get(entry.mark) else { return };
    let opacity = f64::from(mark.opacity);
    let stroke = mark.stroke(look, opacity, None);
    let middle = ((entry.y + 8.0) * f64::from(FINE)) as i32;
    let x = |dx: f64| ((entry.x + dx) * f64::from(FINE)) as i32;
    match mark.shape.with(|shape| shape.swatch()) {
        Swatch::Dot => {
            let fill = colour(stroke.colour);
            let dot = plotters::element::Circle::new((x(8.0), middle), 4 * FINE, filled(fill));
            let _ = root.draw(&dot);
        }
        Swatch::Patch => {
            let corners = [(x(0.0), middle - 5 * FINE), (x(16.0), middle + 5 * FINE)];
            let fill = filled(colour(stroke.colour));
            let _ = root.draw(&plotters::element::Rectangle::new(corners, fill));
        }
        Swatch::Line => {
            // Weighted links would fill their row.
            let width = stroke.width.min(4 * FINE as u32);
            let stroke = crate::Stroke { width, ..stroke };
            rule(root, [(x(0.0), middle), (x(16.0), middle)], stroke);
        }
    }
    let at = (entry.x + 22.0, entry.y + 8.0);
    let style = (SMALL, look.theme.ink(), false);
    line(root, &entry.name, at, (Anchor::Start, Level::Middle), style);
}

fn filled(ink: plotters::style::RGBAColor) -> plotters::style::ShapeStyle {
    plotters::style::Color::filled(&ink)
}
