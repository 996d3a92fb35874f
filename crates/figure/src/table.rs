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

/// Most rows of a table; longer series are thinned evenly, first and last kept.
const ROWS: usize = 25;

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
                (
                    format!("{x_name} ≥"),
                    edges.iter().take(y.len()).copied().collect(),
                ),
                (
                    format!("{x_name} <"),
                    edges.iter().skip(1).copied().collect(),
                ),
                (y_name.clone(), y.clone()),
            ],
            Shape::RuleX { x } => vec![(x_name.clone(), vec![*x])],
            Shape::RuleY { y } => vec![(y_name.clone(), vec![*y])],
            _ => continue,
        };
        let n = columns.iter().map(|c| c.1.len()).min().unwrap_or(0);
        if n == 0 {
            continue;
        }
        let kept = thin(n);
        let title = [panel.title.as_str(), mark.name.as_str()]
            .into_iter()
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
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

fn thin(n: usize) -> Vec<usize> {
    if n <= ROWS {
        return (0..n).collect();
    }
    (0..ROWS).map(|i| i * (n - 1) / (ROWS - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_series_keep_both_ends() {
        let kept = thin(1000);
        assert_eq!((kept.len(), kept[0], kept[ROWS - 1]), (ROWS, 0, 999));
        assert_eq!(thin(3), [0, 1, 2]);
    }
}
