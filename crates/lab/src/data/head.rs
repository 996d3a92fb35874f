//! What the first two rows tell: header or not, list or rows, how many columns.

use super::{
    DataError, Sheet,
    cells::{Cell, Cells, Layout},
    clip,
    number::number,
};

/// What is known before the data are gone through.
pub(super) struct Head {
    /// Rows before the first of the data.
    pub(super) skip: usize,
    /// All fields are one column.
    pub(super) list: bool,
    /// Names of the columns, as many as there are; empty ones without a header.
    pub(super) names: Vec<String>,
}

/// A row; of its fields the first [`Sheet::MAX_COLUMNS`].
struct Row<'a> {
    cells: Vec<Cell<'a>>,
    /// How many fields, without the empty one that a separator at the end makes.
    found: usize,
    /// Whether there is such a separator.
    trailing: bool,
    line: usize,
}

impl<'a> Row<'a> {
    fn read(all: &mut Cells<'a>) -> Result<Option<Self>, DataError> {
        let mut row = Self { cells: Vec::new(), found: 0, trailing: false, line: 0 };
        for cell in all {
            let cell = cell?;
            if row.found == 0 {
                row.line = cell.line;
            }
            row.trailing = cell.is_trailing();
            if !row.trailing {
                row.found += 1;
                if row.cells.len() < Sheet::MAX_COLUMNS {
                    row.cells.push(cell);
                }
            }
            if cell.last {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// How many fields, if a row beside it has so many.
    fn beside(&self, other: usize) -> usize {
        self.found + usize::from(self.trailing && self.found + 1 == other)
    }

    fn is_number(&self, column: usize, layout: Layout) -> bool {
        self.cells.get(column).is_some_and(|c| number(&c.text(), layout).is_some())
    }

    fn has_number(&self, layout: Layout) -> bool {
        (0..self.cells.len()).any(|c| self.is_number(c, layout))
    }

    fn whole(&self, column: usize) -> Option<usize> {
        self.cells.get(column).and_then(|c| c.text().parse().ok())
    }

    fn names(&self) -> Vec<String> {
        self.cells.iter().map(|c| c.text().trim().to_owned()).collect()
    }
}

impl Head {
    pub(super) fn read(text: &str, layout: Layout) -> Result<Self, DataError> {
        let mut cells = Cells::new(text, layout);
        let first = Row::read(&mut cells)?.ok_or(DataError::Empty)?;
        let head = match Row::read(&mut cells)? {
            None => Self::of_one(text, layout, &first)?,
            Some(second) => Self::of_two(layout, &first, &second)?,
        };
        match head.names.len() {
            1..=Sheet::MAX_COLUMNS => Ok(head),
            _ => {
                let found = first.found;
                Err(DataError::Columns { found, least: 1, most: Sheet::MAX_COLUMNS })
            }
        }
    }

    fn of_one(text: &str, layout: Layout, row: &Row) -> Result<Self, DataError> {
        let numbers = row.has_number(layout);
        if !numbers && row.cells.iter().any(|c| !c.is_empty()) {
            let words = row.names().join(" ");
            return Err(DataError::HeaderOnly { words: clip(&words) });
        }
        let nested = layout == Layout::Array
            && (text.matches('[').take(2).count() > 1 || text.contains(';'));
        let word =
            !row.cells[0].is_empty() && !row.is_number(0, layout) && row.is_number(1, layout);
        let list = !(nested || word || layout == Layout::Groups);
        Ok(Self { skip: 0, list, names: blank(if list { 1 } else { row.found }) })
    }

    fn of_two(layout: Layout, first: &Row, second: &Row) -> Result<Self, DataError> {
        let (line, found, expected) =
            (second.line, second.beside(first.found), first.beside(second.found));
        let words_first = second.cells[0].quoted || !second.is_number(0, layout);
        if first.has_number(layout) {
            // word2vec: how many words of how many numbers.
            let counts = expected == 2
                && words_first
                && first.whole(0).is_some()
                && first.whole(1).is_some_and(|n| n.checked_add(1) == Some(found));
            return Ok(match counts {
                true => Self { skip: 1, list: false, names: blank(found) },
                false => Self { skip: 0, list: false, names: blank(expected) },
            });
        }
        let names = if found == expected {
            first.names().into_iter().chain([String::new()]).take(found).collect()
        } else if found == expected + 1 && words_first {
            // R leaves the column of row names without one.
            [String::new()].into_iter().chain(first.names()).collect()
        } else if expected == 1 || layout == Layout::Blank {
            // A title, not a header.
            blank(found)
        } else {
            return Err(DataError::Ragged { line, found, expected });
        };
        Ok(Self { skip: 1, list: false, names })
    }
}

/// Columns without names; none where they are too many.
fn blank(columns: usize) -> Vec<String> {
    if columns > Sheet::MAX_COLUMNS { Vec::new() } else { vec![String::new(); columns] }
}
