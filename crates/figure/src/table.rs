//! A figure's data as tables for a reader who does not see it.

use crate::{
    Figure, Panel,
    head::axis_name,
    shapes::{Place, Values},
    significant,
};

/// One table column: its heading and its cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Heading: axis or series name.
    pub name: String,
    /// Cells, formatted; all columns of a table have the same number.
    pub cells: Vec<String>,
}

/// Most rows of a table; longer series are thinned evenly, first and last kept, and the title says so.
const ROWS: usize = 25;

/// For each panel with data: its title and one table a series.
pub fn table(figure: &Figure) -> Vec<(String, Vec<Column>)> {
    figure.panels.iter().flat_map(panel_tables).collect()
}

fn panel_tables(panel: &Panel) -> Vec<(String, Vec<Column>)> {
    let names = (axis_name(&panel.x), axis_name(&panel.y));
    let place = place(panel, &names);
    let mut tables = Vec::new();
    for mark in &panel.marks {
        mark.shape.with(|shape| {
            let columns = shape.table(&place);
            let n = columns.iter().map(|c| c.1.len()).min().unwrap_or(0);
            if n == 0 {
                return;
            }
            let kept = thin(n, ROWS);
            let title = [panel.title.as_str(), mark.name.as_str()]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(" · ");
            let title =
                if kept.len() < n { format!("{title} ({} / {n})", kept.len()) } else { title };
            let cell = |values: &Values, i: usize| match values {
                Values::Numbers(all) => significant(all[i], 4),
                Values::Words(all) => all[i].clone(),
            };
            let columns = columns
                .into_iter()
                .map(|(name, values)| Column {
                    name,
                    cells: kept.iter().map(|&i| cell(&values, i)).collect(),
                })
                .collect();
            tables.push((title, columns));
        });
    }
    tables
}

/// How a panel's axes name and space its data.
pub(crate) fn place<'a>(panel: &'a Panel, names: &'a (String, String)) -> Place<'a> {
    Place {
        names: (&names.0, &names.1),
        label: &panel.x.label,
        scales: (panel.x.scale, panel.y.scale),
    }
}

/// `most` of `n` places, evenly, both ends among them.
pub(crate) fn thin(n: usize, most: usize) -> Vec<usize> {
    if n <= most {
        return (0..n).collect();
    }
    (0..most).map(|i| i * (n - 1) / (most - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_series_keep_both_ends() {
        let kept = thin(1000, ROWS);
        assert_eq!((kept.len(), kept[0], kept[ROWS - 1]), (ROWS, 0, 999));
        assert_eq!(thin(3, ROWS), [0, 1, 2]);
    }

    #[test]
    fn a_heat_map_has_a_table_with_its_cells_where_they_lie() {
        use crate::{Axis, Colormap, Mark, Role, Shape};
        let shape = Shape::Heat {
            x: (0.0, 2.0),
            y: (1.0, 100.0),
            columns: 2,
            values: vec![1.0, 2.0, 3.0, 4.0],
            range: (0.0, 4.0),
            colormap: Colormap::Sequential,
        };
        let panel = Panel::new(Axis::linear("x"), Axis::log("y")).with(Mark::new(
            "h",
            "heat",
            Role::Model,
            shape,
        ));
        let tables = table(&Figure::single("f", "F", panel));
        let cells: Vec<(&str, Vec<&str>)> = tables[0]
            .1
            .iter()
            .map(|c| (c.name.as_str(), c.cells.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            cells,
            [("y", vec!["3.162", "31.62"]), ("x 0.5", vec!["1", "3"]), ("x 1.5", vec!["2", "4"]),]
        );
    }
}
