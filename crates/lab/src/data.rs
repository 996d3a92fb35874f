//! Numbers and text that readers bring: pasted, dropped as a file, from an address.

mod cells;
mod error;
mod head;
mod layout;
mod number;
mod sheet;
mod table;

pub use error::DataError;
pub use sheet::{Column, ColumnKind, Sheet};
pub use table::Table;

use crate::DataSpec;

/// ASCII forms of full-width digits, signs and punctuation, as Chinese input methods write them.
pub(crate) fn half_width(raw: &str) -> String {
    raw.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '、' => ',',
            '−' => '-',
            _ => c,
        })
        .collect()
}

/// The first characters of what the reader gave, on one line, for a message.
pub(crate) fn clip(raw: &str) -> String {
    const MOST: usize = 40;
    let mut rest = raw.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = rest.by_ref().take(MOST).collect();
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Decodes a file.
///
/// # Errors
/// [`DataError::TooManyBytes`], [`DataError::NotText`].
pub fn parse_text(bytes: &[u8]) -> Result<&str, DataError> {
    let found = bytes.len() as u64;
    if found > DataError::MAX_BYTES {
        return Err(DataError::TooManyBytes { found, most: DataError::MAX_BYTES });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| DataError::NotText)?;
    if text.contains('\0') {
        return Err(DataError::NotText);
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads a text in which all columns hold numbers, as [`Sheet::parse`] does.
///
/// # Errors
/// [`DataError`] with the line of the first fault.
pub fn parse_table(text: &str) -> Result<Table, DataError> {
    let sheet = Sheet::parse(text)?;
    sheet.table(&(0..sheet.columns().len()).collect::<Vec<_>>())
}

impl DataSpec {
    /// Holds a table against what the param takes.
    ///
    /// # Errors
    /// [`DataError`] naming the first condition that is not met.
    pub fn accept(&self, table: Table) -> Result<Table, DataError> {
        self.check_size(table.rows(), table.columns())?;
        let (least, greatest) = self.range;
        if let Some(&value) = table.values().iter().find(|x| !(least..=greatest).contains(*x)) {
            return Err(DataError::OutOfRange { value, least, greatest });
        }
        if let (false, Some(&value)) = (self.constant, table.values().first())
            && table.values().iter().all(|&x| x == value)
        {
            return Err(DataError::Constant { value });
        }
        Ok(table)
    }

    fn check_size(&self, rows: usize, columns: usize) -> Result<(), DataError> {
        if !(self.min_columns..=self.max_columns).contains(&columns) {
            return Err(DataError::Columns {
                found: columns,
                least: self.min_columns,
                most: self.max_columns,
            });
        }
        if rows < self.min_rows {
            return Err(DataError::TooFewRows { found: rows, least: self.min_rows });
        }
        if rows > self.max_rows {
            return Err(DataError::TooManyRows { found: rows, most: self.max_rows });
        }
        Ok(())
    }
}
