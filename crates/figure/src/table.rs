//! A figure's data as tables for a reader who does not see it.

use crate::{Figure, Panel, Shape, significant};

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
/// Most columns of a heat map's table.
const COLUMNS: usize = 8;

/// For each panel with data: its title and one table a series.
pub fn table(figure: &Figure) -> Vec<(String, Vec<Column>)> {
    figure.panels.iter().flat_map(panel_tables).collect()
}

fn panel_tables(panel: &Panel) -> Vec<(String, Vec<Column>)> {
    let x_name = crate::layout::axis_name(&panel.x);
    let y_name = crate::layout::axis_name(&panel.y);
    let mut tables = Vec::new();
    for mark in &panel.marks {
        let columns = match &mark.shape {
            Shape::Line { x, y } | Shape::Steps { x, y } | Shape::Points { x, y, .. } => {
                vec![(x_name.clone(), x.clone()), (y_name.clone(), y.clone())]
            }
            Shape::Band { x, low, high } => vec![
                (x_name.clone(), x.clone()),
                (format!("{y_name} ↓"), low.clone()),
                (format!("{y_name} ↑"), high.clone()),
            ],
            Shape::Bars { edges, y, .. } => vec![
                (format!("{x_name} ≥"), edges.iter().take(y.len()).copied().collect()),
                (format!("{x_name} <"), edges.iter().skip(1).copied().collect()),
                (y_name.clone(), y.clone()),
            ],
            Shape::Rug { x } => vec![(x_name.clone(), x.clone())],
            Shape::Arrows { x, y, dx, dy } => vec![
                (x_name.clone(), x.clone()),
                (y_name.clone(), y.clone()),
                (format!("→ {x_name}"), x.iter().zip(dx).map(|(a, b)| a + b).collect()),
                (format!("→ {y_name}"), y.iter().zip(dy).map(|(a, b)| a + b).collect()),
            ],
            Shape::Heat { .. } => heat(panel, &mark.shape, &y_name),
            Shape::RuleX { x } => vec![(x_name.clone(), vec![*x])],
            Shape::RuleY { y } => vec![(y_name.clone(), vec![*y])],
            _ => continue,
        };
        let n = columns.iter().map(|c| c.1.len()).min().unwrap_or(0);
        if n == 0 {
            continue;
        }
        let kept = thin(n, ROWS);
        let title = [panel.title.as_str(), mark.name.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        let title = if kept.len() < n { format!("{title} ({} / {n})", kept.len()) } else { title };
        let columns = columns
            .into_iter()
            .map(|(name, values)| Column {
                name,
                cells: kept.iter().map(|&i| significant(values[i], 4)).collect(),
            })
            .collect();
        tables.push((title, columns));
    }
    tables
}

/// A heat map as a table: a row for each of its rows, a few of its columns.
fn heat(panel: &Panel, shape: &Shape, y_name: &str) -> Vec<(String, Vec<f64>)> {
    let Shape::Heat { x, y, columns, values, .. } = shape else {
        return Vec::new();
    };
    let columns = (*columns).max(1) as usize;
    let rows = values.len() / columns;
    let at = panel.x.scale.middles(*x, columns);
    let first = (y_name.to_owned(), panel.y.scale.middles(*y, rows));
    let others = thin(columns, COLUMNS).into_iter().map(|c| {
        let name = format!("{} {}", panel.x.label, significant(at[c], 3));
        let cells = (0..rows).map(|r| f64::from(values[r * columns + c])).collect();
        (name.trim().to_owned(), cells)
    });
    std::iter::once(first).chain(others).collect()
}

fn thin(n: usize, most: usize) -> Vec<usize> {
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
        use crate::{Axis, Colormap, Mark, Role};
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
