//! What stands above and below a plot: title, names of the axes, key.

use crate::{
    Axis, Label, Look, Panel,
    layout::{SMALL, TITLE},
    write::{fit, wrap},
};

/// Below this width names go to the key, not beside the lines.
const NARROW: f64 = 460.0;
const KEY_ROW: f64 = 18.0;
/// From the left of a key's entry to its words, and after them.
const SWATCH: (f64, f64) = (24.0, 16.0);

/// How much is left out where there is little height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(crate) enum Thrift {
    /// Nothing.
    None,
    /// Names of axes.
    Names,
    /// Keys too.
    Keys,
}

impl Thrift {
    pub(crate) const ALL: [Self; 3] = [Self::None, Self::Names, Self::Keys];
}

/// One entry of a key; in CSS pixels.
#[derive(Clone, Debug)]
pub(crate) struct KeyEntry {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) mark: usize,
    pub(crate) name: String,
}

/// What stands above a plot; positions from its upper left.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) height: f64,
    /// Lines of the title, and of the vertical axis's name with where they begin.
    pub(crate) title: Vec<String>,
    pub(crate) y_name: Vec<String>,
    pub(crate) keys: Vec<KeyEntry>,
    /// Width of the names at the right ends; 0: they stand in the key.
    pub(crate) end_labels: f64,
}

impl Head {
    /// Where the vertical axis's name begins.
    pub(crate) fn name_y(&self) -> f64 {
        20.0 * self.title.len() as f64
    }
}

/// Label and unit.
pub(crate) fn axis_name(axis: &Axis) -> String {
    if axis.unit.is_empty() {
        axis.label.clone()
    } else {
        format!("{} ({})", axis.label, axis.unit)
    }
}

/// Lines of an axis's name.
pub(crate) fn name_lines(axis: &Axis, width: f64, thrift: Thrift, look: &Look) -> Vec<String> {
    let name = axis_name(axis);
    if name.is_empty() || thrift >= Thrift::Names {
        return Vec::new();
    }
    wrap(&name, width, SMALL, false, look.measure)
}

/// Title, name of the vertical axis and key, above a plot `cell` wide. The marks in `crowded` have found no
/// place for their names on the plot.
pub(crate) fn head(
    panel: &Panel,
    cell: f64,
    crowded: &[usize],
    thrift: Thrift,
    look: &Look,
) -> Head {
    let is_rule = |mark: &crate::Mark| mark.shape.with(|s| s.rule().is_some());
    let at_end: f64 = panel
        .marks
        .iter()
        .filter(|m| m.label == Label::End && !m.name.is_empty() && !is_rule(m))
        .map(|m| look.measure.width(&m.name, SMALL, false))
        .fold(0.0, f64::max);
    // A bar of colours stands where the names would.
    let bar = panel.marks.iter().any(|m| m.shape.with(|s| s.colours().is_some()));
    let room = cell >= NARROW && at_end <= cell * 0.3 && !bar;
    let end_labels = if room && at_end > 0.0 { at_end + 10.0 } else { 0.0 };
    let title = if panel.title.is_empty() {
        Vec::new()
    } else {
        wrap(&panel.title, cell, TITLE, true, look.measure)
    };
    let y_name = name_lines(&panel.y, cell, thrift, look);
    let mut y = 20.0 * title.len() as f64 + KEY_ROW * y_name.len() as f64;
    let mut keys: Vec<KeyEntry> = Vec::new();
    let (mut x, mut key_y) = (0.0, y);
    for (mark, m) in panel.marks.iter().enumerate() {
        let wanted = match m.label {
            Label::Key => true,
            Label::End | Label::At(_) => (!room && !is_rule(m)) || crowded.contains(&mark),
            Label::Hidden => false,
        };
        let seen = keys.iter().any(|k| k.name == m.name);
        if !wanted || m.name.is_empty() || seen || thrift >= Thrift::Keys {
            continue;
        }
        let name = fit(&m.name, cell - SWATCH.0, SMALL, look.measure);
        let width = SWATCH.0 + look.measure.width(&name, SMALL, false) + SWATCH.1;
        if x > 0.0 && x + width > cell {
            x = 0.0;
            key_y += KEY_ROW;
        }
        keys.push(KeyEntry { x, y: key_y, mark, name });
        x += width;
    }
    if !keys.is_empty() {
        y = key_y + KEY_ROW;
    }
    Head { height: y + 6.0, title, y_name, keys, end_labels }
}
