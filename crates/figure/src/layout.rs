//! Where panels, titles, keys and axes lie, before anything is drawn. In CSS pixels.

use crate::{
    AxisScale, Colormap, Figure, Look, Panel, PanelGeometry, Role, Ticks,
    head::{Head, KeyEntry, Thrift, head, name_lines},
    names::{Names, names},
    scale::extent,
    shapes::Along,
    significant,
};

/// Font size of tick labels and keys: no letter is smaller.
pub(crate) const SMALL: f64 = 12.0;
/// Font size of panel titles.
pub(crate) const TITLE: f64 = 13.0;
/// Between panels of a row, and between rows.
const GAP: (f64, f64) = (18.0, 10.0);
/// Height under which a plot is too low to have names of axes above and beneath it.
const LOW: f64 = 72.0;

/// One panel's places.
pub(crate) struct PanelLayout {
    /// Which of the figure's panels it is.
    pub(crate) index: usize,
    /// Upper left corner of all that belongs to the panel, and its width.
    pub(crate) corner: (f64, f64),
    pub(crate) cell: f64,
    pub(crate) title: Vec<String>,
    pub(crate) y_name: Vec<String>,
    pub(crate) label_y: f64,
    pub(crate) x_name: Vec<String>,
    pub(crate) keys: Vec<KeyEntry>,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    pub(crate) x: AxisScale,
    pub(crate) y: AxisScale,
    /// Whether direct labels stand at the right end.
    pub(crate) end_labels: bool,
    pub(crate) colour_bar: Option<ColourBar>,
    /// What is written on the plot and beside it.
    pub(crate) names: Names,
}

/// The bar beside a plot that explains its colours.
pub(crate) struct ColourBar {
    /// The mark whose colours they are.
    pub(crate) mark: usize,
    pub(crate) range: (f32, f32),
    pub(crate) colormap: Colormap,
}

impl PanelLayout {
    pub(crate) fn geometry(&self) -> PanelGeometry {
        PanelGeometry { index: self.index, x: self.x.clone(), y: self.y.clone() }
    }
}

/// Lays out all panels, or the one asked for; returns them with the picture's height.
pub(crate) fn layout(figure: &Figure, look: &Look) -> (Vec<PanelLayout>, f64) {
    let size = (f64::from(look.width.max(1)), look.height.map(f64::from));
    let shown: Vec<(usize, &Panel)> = figure
        .panels
        .iter()
        .enumerate()
        .filter(|(i, _)| look.panel.is_none_or(|wanted| wanted == *i))
        .collect();
    // Names that find no place on the plot go to the key, which takes height: what remains of the plot may
    // crowd out others, so this is done again, and at the third time they stay away.
    let mut crowded: Vec<Vec<usize>> = vec![Vec::new(); shown.len()];
    for round in 0.. {
        let (mut panels, height) = arrange(figure, &shown, &crowded, size, look);
        let mut more = false;
        for ((place, (_, panel)), crowded) in panels.iter_mut().zip(&shown).zip(&mut crowded) {
            let (names, failed) = names(panel, place, crowded, look);
            place.names = names;
            more |= !failed.is_empty();
            crowded.extend(failed);
        }
        if !more || round == 2 {
            return (panels, height);
        }
    }
    (Vec::new(), 40.0)
}

/// Panels in rows; `columns` of them in each.
struct Grid {
    columns: usize,
    cell: f64,
    thrift: Thrift,
    /// Height of each plot where the figure's is given.
    plot: Option<f64>,
}

type Shown<'a> = [(usize, &'a Panel)];

fn cell_of(width: f64, columns: usize) -> f64 {
    (width - GAP.0 * (columns as f64 - 1.0)) / columns as f64
}

/// As many columns as the figure asks for and the width allows, or, where the height is given too, as give
/// the largest plots of the shape that the figure asks for.
fn grid(
    figure: &Figure,
    shown: &Shown,
    crowded: &[Vec<usize>],
    (width, height): (f64, Option<f64>),
    look: &Look,
) -> Grid {
    let wanted = (figure.columns.max(1) as usize).min(shown.len().max(1));
    let Some(height) = height else {
        let wanted = figure.columns.max(1) as usize;
        let least = if wanted > 3 { 130.0 } else { 250.0 };
        let columns = wanted.min(((width + GAP.0) / (least + GAP.0)).floor().max(1.0) as usize);
        let columns = if look.panel.is_some() { 1 } else { columns };
        return Grid { columns, cell: cell_of(width, columns), thrift: Thrift::None, plot: None };
    };
    let mut best: Option<(f64, Grid)> = None;
    for columns in 1..=shown.len().max(1) {
        let cell = cell_of(width, columns);
        if columns > wanted && cell < 110.0 {
            continue;
        }
        for thrift in Thrift::ALL {
            let rows = shown.len().div_ceil(columns).max(1) as f64;
            let mut free = height - title_height(look) - GAP.1 * (rows - 1.0);
            for (row, crowded) in shown.chunks(columns).zip(crowded.chunks(columns)) {
                let ends = row.iter().zip(crowded).map(|((_, panel), crowded)| {
                    (
                        head(panel, cell, crowded, thrift, look).height,
                        foot(panel, &name_lines(&panel.x, cell, thrift, look)),
                    )
                });
                let (head, foot) =
                    ends.fold((0.0, 0.0), |a: (f64, f64), b| (a.0.max(b.0), a.1.max(b.1)));
                free -= head + foot;
            }
            let plot = (free / rows).max(8.0);
            if plot < LOW && thrift != Thrift::Keys {
                continue;
            }
            // The largest plot of the wanted shape that fits in; a little more for the wanted columns.
            let aspect = f64::from(figure.aspect).clamp(0.2, 2.0);
            let side = (cell - 40.0).max(8.0).min(plot / aspect);
            let score = side * if columns == wanted { 1.15 } else { 1.0 };
            if best.as_ref().is_none_or(|found| score > found.0) {
                best = Some((score, Grid { columns, cell, thrift, plot: Some(plot) }));
            }
            break;
        }
    }
    best.map_or(Grid { columns: 1, cell: width, thrift: Thrift::Keys, plot: Some(8.0) }, |found| {
        found.1
    })
}

fn title_height(look: &Look) -> f64 {
    if look.title { 30.0 } else { 0.0 }
}

fn arrange(
    figure: &Figure,
    shown: &Shown,
    crowded: &[Vec<usize>],
    size: (f64, Option<f64>),
    look: &Look,
) -> (Vec<PanelLayout>, f64) {
    let grid = grid(figure, shown, crowded, size, look);
    let mut panels = Vec::new();
    let mut top = title_height(look);
    for (row, crowded) in shown.chunks(grid.columns).zip(crowded.chunks(grid.columns)) {
        let mut bottom = top;
        // Plots of a row start at one height, whatever stands above them.
        let heads: Vec<Head> = row
            .iter()
            .zip(crowded)
            .map(|((_, panel), crowded)| head(panel, grid.cell, crowded, grid.thrift, look))
            .collect();
        let highest = heads.iter().map(|h| h.height).fold(0.0, f64::max);
        for (i, (shown, head)) in row.iter().zip(heads).enumerate() {
            let left = i as f64 * (grid.cell + GAP.0);
            let place = place(figure, *shown, head, (left, top), highest, &grid, look);
            bottom = bottom.max(place.bottom + foot(shown.1, &place.x_name));
            panels.push(place);
        }
        top = bottom + GAP.1;
    }
    let height = (top - GAP.1).max(40.0).ceil();
    let Some(given) = size.1 else {
        return (panels, height);
    };
    // What equal units leave free lies half above, half beneath.
    let spare = ((given - (top - GAP.1)) / 2.0).floor();
    if spare > 0.0 {
        panels.iter_mut().for_each(|panel| panel.shift(spare));
    }
    (panels, given)
}

impl PanelLayout {
    fn shift(&mut self, by: f64) {
        self.corner.1 += by;
        self.label_y += by;
        self.top += by;
        self.bottom += by;
        self.keys.iter_mut().for_each(|key| key.y += by);
        let fine = fine(by);
        self.y.start += fine;
        self.y.end += fine;
    }
}

fn fine(v: f64) -> i32 {
    (v * f64::from(crate::FINE)).round() as i32
}

/// Space beneath the plot.
fn foot(panel: &Panel, name: &[String]) -> f64 {
    let ticks = if matches!(panel.x.ticks, Ticks::None) { 4.0 } else { 20.0 };
    ticks + 18.0 * name.len() as f64
}

fn colour_bar(panel: &Panel, cell: f64) -> Option<ColourBar> {
    let mut bars = panel.marks.iter().enumerate().filter(|(_, m)| m.role != Role::Note);
    bars.find_map(|(mark, m)| {
        let (range, colormap) = m.shape.with(|shape| shape.colours())?;
        Some(ColourBar { mark, range, colormap })
    })
    .filter(|_| cell > 200.0)
}

fn place(
    figure: &Figure,
    (index, panel): (usize, &Panel),
    head: Head,
    (left, top): (f64, f64),
    highest: f64,
    grid: &Grid,
    look: &Look,
) -> PanelLayout {
    let cell = grid.cell;
    let width_of = |text: &str| look.measure.width(text, SMALL, false);
    let extents = (
        extent(&panel.marks, Along::X, panel.x.scale),
        extent(&panel.marks, Along::Y, panel.y.scale),
    );
    let y_count = grid.plot.map_or(5, |plot| ((plot / 45.0).round() as usize).clamp(2, 8));
    let mut y = AxisScale::settle(&panel.y, extents.1, Along::Y, y_count);
    let widest = y.ticks.iter().map(|t| width_of(&t.1)).fold(0.0, f64::max);
    let gutter = if widest > 0.0 { widest + 10.0 } else { 2.0 };
    let colour_bar = colour_bar(panel, cell);
    // The label of a tick at the right end reaches beyond it.
    let last = AxisScale::settle(&panel.x, extents.0, Along::X, 5);
    let beyond = last
        .ticks
        .iter()
        .filter(|t| last.fraction(t.0) > 0.97)
        .map(|t| width_of(&t.1) / 2.0 + 2.0)
        .fold(14.0, f64::max);
    let margin = match &colour_bar {
        Some(bar) => {
            let ends = [bar.range.0, bar.range.1].map(|v| width_of(&significant(f64::from(v), 2)));
            58f64.max(22.0 + ends[0].max(ends[1]))
        }
        None => head.end_labels.max(beyond),
    };
    let plot = (cell - gutter - margin).max(40.0);
    let x_count = ((plot / 80.0).round() as usize).clamp(3, 8);
    let mut x = AxisScale::settle(&panel.x, extents.0, Along::X, x_count);
    let most = if grid.plot.is_some() { f64::INFINITY } else { 620.0 };
    let mut height = grid.plot.unwrap_or_else(|| {
        (cell * f64::from(figure.aspect)).clamp(if cell < 200.0 { 60.0 } else { 150.0 }, most)
    });
    let mut plot_width = plot;
    if panel.equal {
        // One unit is as long on both axes: the plot takes the largest size that fits.
        let ratio = ((y.to - y.from) / (x.to - x.from)).abs();
        if ratio.is_finite() && ratio > 0.0 {
            height = (plot * ratio).min(grid.plot.unwrap_or(most));
            plot_width = height / ratio;
        }
    }
    let plot_top = top + highest;
    let x0 = left + gutter + (plot - plot_width) / 2.0;
    let (x1, y0, y1) = (x0 + plot_width, plot_top + height, plot_top);
    (x.start, x.end) = (fine(x0), fine(x1));
    (y.start, y.end) = (fine(y0), fine(y1));
    let label_y = top + head.name_y();
    let mut keys = head.keys;
    for key in &mut keys {
        key.x += left;
        key.y += top;
    }
    PanelLayout {
        index,
        corner: (left, top),
        cell,
        title: head.title,
        y_name: head.y_name,
        label_y,
        x_name: name_lines(&panel.x, cell, grid.thrift, look),
        keys,
        top: y1,
        right: x1,
        bottom: y0,
        x,
        y,
        end_labels: head.end_labels > 0.0,
        colour_bar,
        names: Names::default(),
    }
}
