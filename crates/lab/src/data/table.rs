//! What a simulation gets: a rectangle of finite numbers.

use serde::{Deserialize, Serialize};

/// A table of finite numbers, row-major; each row may have a label (a word and its vector).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    columns: usize,
    names: Vec<String>,
    labels: Vec<String>,
    values: Vec<f64>,
}

impl Table {
    /// A table without column names; an incomplete last row is dropped.
    pub fn new(columns: usize, mut values: Vec<f64>) -> Self {
        let columns = columns.max(1);
        values.truncate(values.len() / columns * columns);
        Self { columns, names: Vec::new(), labels: Vec::new(), values }
    }

    /// With column names.
    pub fn named(columns: usize, names: Vec<String>, values: Vec<f64>) -> Self {
        Self { names, ..Self::new(columns, values) }
    }

    /// With a label for each row; missing ones are empty.
    pub fn labelled(mut self, mut labels: Vec<String>) -> Self {
        labels.resize(self.rows(), String::new());
        self.labels = labels;
        self
    }

    /// Number of columns, at least 1; labels are not counted.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// Column names; empty where the data had no header.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Labels of the rows, one each; empty where the data have none.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// All numbers, row after row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// No rows: none given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The numbers of one row; empty where there is no such row.
    pub fn row(&self, index: usize) -> &[f64] {
        self.values.chunks_exact(self.columns).nth(index).unwrap_or_default()
    }

    /// The numbers of one column.
    pub fn column(&self, index: usize) -> Vec<f64> {
        self.values.iter().skip(index).step_by(self.columns).copied().collect()
    }

    /// Only these columns, in this order; those that do not exist are left out.
    pub fn select(&self, columns: &[usize]) -> Self {
        let kept: Vec<usize> = columns.iter().copied().filter(|&c| c < self.columns).collect();
        let values = self
            .values
            .chunks_exact(self.columns)
            .flat_map(|row| kept.iter().map(|&c| row[c]))
            .collect();
        let names = kept.iter().filter_map(|&c| self.names.get(c).cloned()).collect();
        let table = Self::named(kept.len(), names, values);
        if self.labels.is_empty() { table } else { table.labelled(self.labels.clone()) }
    }

    /// With one number (row-major) replaced; unchanged where there is no such number.
    pub fn with_value(&self, index: usize, value: f64) -> Self {
        let mut table = self.clone();
        if let Some(x) = table.values.get_mut(index) {
            *x = value;
        }
        table
    }
}
