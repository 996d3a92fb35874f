//! What a reader gave, as it was read: columns of numbers and of words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    DataError, Table,
    cells::{Cell, Cells, Layout},
    clip,
    head::Head,
    layout,
    number::{finite, number},
};
use crate::DataSpec;

/// A parsed text: rows of equal length whose columns hold numbers or words. It keeps the text and
/// reads the numbers of those columns that are asked for: only they must be numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    text: String,
    layout: Layout,
    /// Rows before the first of the data.
    skip: usize,
    /// All fields are one column.
    list: bool,
    columns: Vec<Column>,
    rows: usize,
}

/// A column of a [`Sheet`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Name; empty where there is no header.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a [`Column`] holds; where not only numbers, the first fault.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ColumnKind {
    /// Finite numbers only.
    Numbers,
    /// No numbers at all.
    Words(DataError),
    /// Numbers, and something else.
    Mixed(DataError),
}

impl Column {
    /// Why its numbers cannot be used.
    pub fn fault(&self) -> Option<&DataError> {
        match &self.kind {
            ColumnKind::Numbers => None,
            ColumnKind::Words(error) | ColumnKind::Mixed(error) => Some(error),
        }
    }

    /// Whether there are numbers in it.
    pub fn has_numbers(&self) -> bool {
        !matches!(self.kind, ColumnKind::Words(_))
    }
}

impl Sheet {
    /// The most columns that are read.
    pub const MAX_COLUMNS: usize = 10_000;

    /// Reads a text of at most [`DataError::MAX_BYTES`], in time and memory proportional to it.
    ///
    /// Fields stand between tabs, semicolons, commas or white space (the strongest that most of
    /// the first lines have), rows on lines of their own (LF, CRLF or CR). Fields may be quoted as
    /// in RFC 4180: `"a ""b"", c"`, line breaks included. Between semicolons or tabs a comma is a
    /// decimal comma; thousands are not grouped. A first row without any number is the header.
    /// Blank lines and lines that start with `#` are passed over.
    ///
    /// What stands on one line is a list, one column: `1, 2, 3`; unless it begins with a word
    /// (`cat 1 2`) or semicolons divide what commas divide (`1,2;3,4`). Arrays as Python and NumPy
    /// print them, `[[1, 2], [3, 4]]`, are read by their brackets. `400000 50` above word vectors
    /// (word2vec's first line) is passed over.
    ///
    /// # Errors
    /// [`DataError::Empty`], [`DataError::HeaderOnly`], [`DataError::Quote`],
    /// [`DataError::Ragged`], [`DataError::Columns`]. Fields that are no numbers are no error
    /// until their column is asked for.
    pub fn parse(text: impl Into<String>) -> Result<Self, DataError> {
        let mut text = layout::normalised(text.into());
        let layout = match layout::array(&text) {
            Some(range) => {
                text.truncate(range.end);
                // What stands before the bracket goes; line breaks stay, for the lines to be right.
                let before: String = text.drain(..range.start).filter(|&c| c == '\n').collect();
                text.insert_str(0, &before);
                Layout::Array
            }
            None => layout::lines(&text),
        };
        let head = Head::read(&text, layout)?;
        let mut sheet =
            Self { text, layout, skip: head.skip, list: head.list, columns: Vec::new(), rows: 0 };
        sheet.survey(head)?;
        Ok(sheet)
    }

    /// Number of rows of data.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns in their order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The columns that a param takes from `first` on, for a reader who chooses where to begin:
    /// as many of those that hold numbers as it takes, the last ones if too few follow.
    pub fn suited(&self, spec: &DataSpec, first: usize) -> Vec<usize> {
        let all = self.numeric(spec.labels);
        let begin = all.iter().position(|&c| c >= first).unwrap_or(all.len());
        let end = all.len().min(begin.saturating_add(spec.max_columns));
        all[begin.min(end.saturating_sub(spec.min_columns))..end].to_vec()
    }

    /// What a param takes, without choosing among columns: all that hold numbers and, where it
    /// asks for words, the first as labels. A sheet without any such column is taken as it
    /// stands, so that the error names its first field.
    ///
    /// # Errors
    /// [`DataError`] naming the first condition that is not met.
    pub fn take(&self, spec: &DataSpec) -> Result<Table, DataError> {
        let chosen = self.numeric(spec.labels);
        if spec.labels { self.labelled(&chosen, spec) } else { self.numbers(&chosen, spec) }
    }

    fn numeric(&self, labels: bool) -> Vec<usize> {
        let all = usize::from(labels)..self.columns.len();
        let some: Vec<usize> = all.clone().filter(|&c| self.columns[c].has_numbers()).collect();
        if some.is_empty() { all.collect() } else { some }
    }

    /// The numbers of the chosen columns, in that order, held against what a param takes.
    ///
    /// # Errors
    /// [`DataError`] naming the first condition that is not met; of faulty fields, the one on the
    /// first line.
    pub fn numbers(&self, chosen: &[usize], spec: &DataSpec) -> Result<Table, DataError> {
        self.check_fields(chosen)?;
        spec.check_size(self.rows, chosen.len())?;
        spec.accept(self.table(chosen)?)
    }

    /// As [`Sheet::numbers`], with the fields of the first column as labels: a word, then its
    /// numbers. Words are trimmed, white space within them becomes one space.
    ///
    /// # Errors
    /// As [`Sheet::numbers`]; [`DataError::NoWord`], [`DataError::Duplicate`].
    pub fn labelled(&self, chosen: &[usize], spec: &DataSpec) -> Result<Table, DataError> {
        spec.check_size(self.rows, chosen.len())?;
        let words = self.labels()?;
        Ok(self.numbers(chosen, spec)?.labelled(words))
    }

    /// The numbers of the chosen columns, in that order.
    ///
    /// # Errors
    /// [`DataError::NoColumn`], and the fault of the first line that has one.
    pub fn table(&self, chosen: &[usize]) -> Result<Table, DataError> {
        self.check_fields(chosen)?;
        let mut wanted = vec![false; self.columns.len()];
        chosen.iter().for_each(|&c| wanted[c] = true);
        let mut values = Vec::with_capacity(self.rows * chosen.len());
        let mut row = vec![f64::NAN; self.columns.len()];
        for cell in self.cells() {
            let (column, cell) = cell?;
            if wanted[column] {
                row[column] = number(&cell.text(), self.layout).unwrap_or(f64::NAN);
            }
            if column + 1 == row.len() {
                values.extend(chosen.iter().map(|&c| row[c]));
            }
        }
        let names: Vec<String> = chosen.iter().map(|&c| self.columns[c].name.clone()).collect();
        let names = if names.iter().all(String::is_empty) { Vec::new() } else { names };
        Ok(Table::named(chosen.len(), names, values))
    }

    fn check_fields(&self, chosen: &[usize]) -> Result<(), DataError> {
        let found = self.columns.len();
        if let Some(&c) = chosen.iter().find(|&&c| c >= found) {
            return Err(DataError::NoColumn { column: c + 1, found });
        }
        let faults = chosen.iter().filter_map(|&c| self.columns[c].fault());
        faults.min_by_key(|error| error.line()).map_or(Ok(()), |error| Err(error.clone()))
    }

    fn labels(&self) -> Result<Vec<String>, DataError> {
        let mut seen = BTreeMap::new();
        let mut words = Vec::with_capacity(self.rows);
        let numbers = matches!(self.columns[0].kind, ColumnKind::Numbers);
        for cell in self.cells() {
            let (column, cell) = cell?;
            if column > 0 {
                continue;
            }
            let line = cell.line;
            let word = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
            if word.is_empty() || numbers {
                return Err(DataError::NoWord { line });
            }
            if let Some(first) = seen.insert(word.clone(), line) {
                return Err(DataError::Duplicate { line, first, word: clip(&word) });
            }
            words.push(word);
        }
        Ok(words)
    }

    /// The fields of the data with their columns; a separator at the end of a row adds none.
    fn cells(&self) -> impl Iterator<Item = Result<(usize, Cell<'_>), DataError>> {
        let mut rows = 0;
        let width = if self.list { usize::MAX } else { self.columns.len() };
        Cells::new(&self.text, self.layout).filter_map(move |cell| {
            let cell = match cell {
                Ok(cell) => cell,
                Err(error) => return Some(Err(error)),
            };
            let skipped = rows < self.skip;
            rows += usize::from(cell.last);
            if skipped || (cell.is_trailing() && (self.list || cell.column == width)) {
                return None;
            }
            Some(Ok((if self.list { 0 } else { cell.column }, cell)))
        })
    }

    /// Goes once through all fields: counts rows, holds their lengths against the first's, and
    /// finds out what the columns hold.
    fn survey(&mut self, head: Head) -> Result<(), DataError> {
        let expected = head.names.len();
        let mut columns: Vec<Column> =
            head.names.into_iter().map(|name| Column { name, kind: ColumnKind::Numbers }).collect();
        let mut numbers = vec![false; expected];
        let (mut rows, mut skip, mut line) = (0, self.skip, 0);
        for cell in Cells::new(&self.text, self.layout) {
            let cell = cell?;
            if skip > 0 {
                skip -= usize::from(cell.last);
                continue;
            }
            if cell.column == 0 {
                line = cell.line;
            }
            let trailing = cell.is_trailing() && (self.list || cell.column == expected);
            if self.list {
                rows += usize::from(!trailing);
            } else if cell.last {
                rows += 1;
                let found = cell.column + usize::from(!trailing);
                if found != expected {
                    return Err(DataError::Ragged { line, found, expected });
                }
            }
            let column = if self.list { 0 } else { cell.column };
            let Some(Column { kind, .. }) = columns.get_mut(column).filter(|_| !trailing) else {
                continue;
            };
            if numbers[column] && *kind != ColumnKind::Numbers {
                continue;
            }
            match finite(&cell, self.layout) {
                Ok(_) => numbers[column] = true,
                Err(error) if *kind == ColumnKind::Numbers => *kind = ColumnKind::Words(error),
                Err(_) => {}
            }
        }
        for (column, numbers) in columns.iter_mut().zip(numbers) {
            if let (true, ColumnKind::Words(error)) = (numbers, &column.kind) {
                column.kind = ColumnKind::Mixed(error.clone());
            }
        }
        (self.columns, self.rows) = (columns, rows);
        Ok(())
    }
}
