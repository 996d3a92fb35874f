//! Where panels, titles, keys and axes lie, before anything is drawn. In CSS pixels.

use crate::{AxisScale, Figure, Label, Look, Mark, Panel, Role, Shape, Ticks};

/// Font size of tick labels and keys.
pub(crate) const SMALL: f64 = 12.0;
/// Font size of panel titles.
pub(crate) const TITLE: f64 = 13.0;
const GAP: f64 = 18.0;
/// Below this width names go to the key, not beside the lines.
const NARROW: f64 = 460.0;

/// One entry of a key.
pub(crate) struct KeyEntry {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) mark: usize,
    pub(crate) name: String,
}

/// One panel's places.
pub(crate) struct PanelLayout {
    pub(crate) title_y: f64,
    pub(crate) label_y: f64,
    pub(crate) keys: Vec<KeyEntry>,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) x: AxisScale,
    pub(crate) y: AxisScale,
    /// Whether direct labels stand at the right end.
    pub(crate) end_labels: bool,
    pub(crate) colour_bar: bool,
}

/// Lays out all panels; returns them with the figure's height.
pub(crate) fn layout(figure: &Figure, look: &Look) -> (Vec<PanelLayout>, f64) {
    let width = f64::from(look.width);
    let wanted = figure.columns.max(1) as usize;
    let least = if wanted > 3 { 130.0 } else { 250.0 };
    let columns = wanted.min(((width + GAP) / (least + GAP)).floor().max(1.0) as usize);
    let cell = (width - GAP * (columns as f64 - 1.0)) / columns as f64;
    let mut panels = Vec::new();
    let mut top = if look.title { 30.0 } else { 0.0 };
    for row in figure.panels.chunks(columns) {
        let mut bottom = top;
        // Plots of a row start at one height, whatever stands above them.
        let heads: Vec<Head> = row.iter().map(|p| head(p, cell, look)).collect();
        let highest = heads.iter().map(|h| h.height).fold(0.0, f64::max);
        for (i, (panel, head)) in row.iter().zip(heads).enumerate() {
            let left = i as f64 * (cell + GAP);
            let place = place(figure, panel, head, (left, top, cell), highest, look);
            bottom = bottom.max(place.bottom + foot(panel));
            panels.push(place);
        }
        top = bottom + 10.0;
    }
    (panels, (top - 10.0).max(40.0).ceil())
}

struct Head {
    height: f64,
    keys: Vec<KeyEntry>,
    end_labels: f64,
}

/// Space beneath the plot.
fn foot(panel: &Panel) -> f64 {
    let ticks = if matches!(panel.x.ticks, Ticks::None) { 4.0 } else { 20.0 };
    ticks + if axis_name(&panel.x).is_empty() { 0.0 } else { 18.0 }
}

pub(crate) fn axis_name(axis: &crate::Axis) -> String {
    if axis.unit.is_empty() {
        axis.label.clone()
    } else {
        format!("{} ({})", axis.label, axis.unit)
    }
}

/// Title, name of the vertical axis and key, above the plot.
fn head(panel: &Panel, cell: f64, look: &Look) -> Head {
    let at_end: f64 = panel
        .marks
        .iter()
        .filter(|m| {
            m.label == Label::End && !matches!(m.shape, Shape::RuleX { .. } | Shape::RuleY { .. })
        })
        .map(|m| look.measure.width(&m.name, SMALL, false))
        .fold(0.0, f64::max);
    let room = cell >= NARROW && at_end <= cell * 0.3;
    let end_labels = if room && at_end > 0.0 { at_end + 10.0 } else { 0.0 };
    let mut y = 0.0;
    if !panel.title.is_empty() {
        y += 20.0;
    }
    if !axis_name(&panel.y).is_empty() {
        y += 18.0;
    }
    let mut keys: Vec<KeyEntry> = Vec::new();
    let (mut x, row) = (0.0, 18.0);
    let mut key_y = y;
    for (mark, m) in panel.marks.iter().enumerate() {
        let wanted = match m.label {
            Label::Key => true,
            Label::End | Label::At(_) => !room && !is_rule(m),
            Label::Hidden => false,
        };
        let seen = keys.iter().any(|k| k.name == m.name);
        if !wanted || m.name.is_empty() || seen {
            continue;
        }
        let width = 24.0 + look.measure.width(&m.name, SMALL, false) + 16.0;
        if x > 0.0 && x + width > cell {
            x = 0.0;
            key_y += row;
        }
        keys.push(KeyEntry { x, y: key_y, mark, name: m.name.clone() });
        x += width;
    }
    if !keys.is_empty() {
        y = key_y + row;
    }
    Head { height: y + 6.0, keys, end_labels }
}

pub(crate) fn is_rule(mark: &Mark) -> bool {
    matches!(mark.shape, Shape::RuleX { .. } | Shape::RuleY { .. })
}

fn place(
    figure: &Figure,
    panel: &Panel,
    head: Head,
    (left, top, cell): (f64, f64, f64),
    highest: f64,
    look: &Look,
) -> PanelLayout {
    let y_ticks = AxisScale::settle(&panel.y, &panel.marks, false, 5);
    let widest =
        y_ticks.ticks.iter().map(|t| look.measure.width(&t.1, SMALL, false)).fold(0.0, f64::max);
    let gutter = if widest > 0.0 { widest + 10.0 } else { 2.0 };
    let colour_bar =
        panel.marks.iter().any(|m| matches!(m.shape, Shape::Heat { .. }) && m.role != Role::Note)
            && cell > 200.0;
    // The label of a tick at the right end reaches beyond it.
    let last = AxisScale::settle(&panel.x, &panel.marks, true, 5);
    let beyond = last
        .ticks
        .iter()
        .filter(|t| last.fraction(t.0) > 0.97)
        .map(|t| look.measure.width(&t.1, SMALL, false) / 2.0 + 2.0)
        .fold(14.0, f64::max);
    let margin = if colour_bar { 58.0 } else { head.end_labels.max(beyond) };
    let plot = (cell - gutter - margin).max(40.0);
    let mut y = y_ticks;
    let x_count = ((plot / 80.0).round() as usize).clamp(3, 8);
    let mut x = AxisScale::settle(&panel.x, &panel.marks, true, x_count);
    let wide =
        (cell * f64::from(figure.aspect)).clamp(if cell < 200.0 { 60.0 } else { 150.0 }, 620.0);
    let mut height = wide;
    let mut plot_width = plot;
    if panel.equal {
        // One unit is as long on both axes: the plot takes the largest size that fits.
        let ratio = ((y.to - y.from) / (x.to - x.from)).abs();
        if ratio.is_finite() && ratio > 0.0 {
            height = (plot * ratio).min(620.0);
            plot_width = height / ratio;
        }
    }
    let plot_top = top + highest;
    let x0 = left + gutter + (plot - plot_width) / 2.0;
    let (x1, y0, y1) = (x0 + plot_width, plot_top + height, plot_top);
    let fine = |v: f64| (v * f64::from(crate::FINE)).round() as i32;
    (x.start, x.end) = (fine(x0), fine(x1));
    (y.start, y.end) = (fine(y0), fine(y1));
    let mut keys = head.keys;
    for key in &mut keys {
        key.x += left;
        key.y += top;
    }
    let label_y = top + if panel.title.is_empty() { 0.0 } else { 20.0 };
    PanelLayout {
        title_y: top,
        label_y,
        keys,
        left,
        top: y1,
        right: x1,
        bottom: y0,
        x,
        y,
        end_labels: head.end_labels > 0.0,
        colour_bar,
    }
}
