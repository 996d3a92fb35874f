//! Numbers and text that readers bring: pasted, dropped as a file, from an address.

use serde::{Deserialize, Serialize};

use crate::{DataSpec, Message};

/// A table of finite numbers, row-major.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    columns: usize,
    names: Vec<String>,
    values: Vec<f64>,
}

impl Table {
    /// A table without column names; an incomplete last row is dropped.
    pub fn new(columns: usize, mut values: Vec<f64>) -> Self {
        let columns = columns.max(1);
        values.truncate(values.len() / columns * columns);
        Self { columns, names: Vec::new(), values }
    }

    /// With column names.
    pub fn named(columns: usize, names: Vec<String>, values: Vec<f64>) -> Self {
        Self { names, ..Self::new(columns, values) }
    }

    /// Number of columns, at least 1.
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

    /// All numbers, row after row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// No rows: none given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
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
        Self::named(kept.len(), names, values)
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

/// Why data cannot be used. Lines count from 1.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are the values that the variant's sentence names")]
pub enum DataError {
    /// Nothing but white space.
    Empty,
    /// A field that is no number, with its line.
    NotANumber { line: usize, field: String },
    /// NaN or an infinity, with its line.
    NotFinite { line: usize, field: String },
    /// A row with another number of fields than the first, with its line.
    Ragged { line: usize, found: usize, expected: usize },
    /// Fewer rows than needed.
    TooFewRows { found: usize, least: usize },
    /// More rows than can be handled.
    TooManyRows { found: usize, most: usize },
    /// Another number of columns than needed.
    Columns { found: usize, least: usize, most: usize },
    /// A number out of range.
    OutOfRange { value: f64, least: f64, greatest: f64 },
    /// All numbers equal.
    Constant { value: f64 },
    /// More bytes than can be handled.
    TooManyBytes { found: u64, most: u64 },
    /// Bytes that are no text.
    NotText,
}

impl DataError {
    /// The most bytes a file may have.
    pub const MAX_BYTES: u64 = 20_000_000;

    /// What is wrong and what would be right, without a full stop at the end.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "there are no numbers in it; put at least one number on a line",
                "里面没有数；请每行至少给一个数",
            ),
            Self::NotANumber { line, field } => Message::new(
                format!("line {line}: “{field}” is not a number"),
                format!("第 {line} 行：“{field}”不是数"),
            ),
            Self::NotFinite { line, field } => Message::new(
                format!("line {line}: “{field}” is not finite; leave such rows out"),
                format!("第 {line} 行：“{field}”不是有限的数；请去掉这样的行"),
            ),
            Self::Ragged { line, found, expected } => Message::new(
                format!("line {line} has {found} fields where the first row has {expected}"),
                format!("第 {line} 行有 {found} 个字段，而首行有 {expected} 个"),
            ),
            Self::TooFewRows { found, least } => Message::new(
                format!("{found} rows are too few; at least {least} are needed"),
                format!("只有 {found} 行，太少；至少需要 {least} 行"),
            ),
            Self::TooManyRows { found, most } => Message::new(
                format!("{found} rows are too many; at most {most} can be taken"),
                format!("共 {found} 行，太多；最多 {most} 行"),
            ),
            Self::Columns { found, least, most } => {
                let (en, zh) = if least == most {
                    (format!("{least}"), format!("{least}"))
                } else {
                    (format!("{least} to {most}"), format!("{least} 至 {most}"))
                };
                Message::new(
                    format!("it has {found} columns where {en} are needed"),
                    format!("它有 {found} 列，需要 {zh} 列"),
                )
            }
            Self::OutOfRange { value, least, greatest } => Message::new(
                format!("{value} is outside {least} to {greatest}"),
                format!("{value} 超出范围 {least} 至 {greatest}"),
            ),
            Self::Constant { value } => Message::new(
                format!("all numbers are {value}; at least two different ones are needed"),
                format!("所有的数都是 {value}；至少需要两个不同的数"),
            ),
            Self::TooManyBytes { found, most } => Message::new(
                format!(
                    "{:.1} MB are too many; at most {} MB can be taken",
                    *found as f64 / 1e6,
                    most / 1_000_000
                ),
                format!(
                    "文件有 {:.1} MB，太大；上限是 {} MB",
                    *found as f64 / 1e6,
                    most / 1_000_000
                ),
            ),
            Self::NotText => Message::new(
                "it is not text; save the numbers as UTF-8 text or CSV",
                "这不是文本；请把数存成 UTF-8 文本或 CSV",
            ),
        }
    }
}

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

/// Reads a table: fields separated by commas, semicolons, tabs or spaces; rows by line
/// breaks (LF, CRLF or CR). A first row with a field that is no number is the header. Where
/// all stands on one line, or semicolons separate groups with commas on one line, it is a list:
/// `1, 2, 3` is one column of three, `1,2;3,4` two columns of two. Arrays as Python prints them,
/// `[[1, 2], [3, 4]]`, are read by their brackets. Blank lines and lines that start with `#` are
/// passed over.
///
/// # Errors
/// [`DataError`] with the line of the first fault.
pub fn parse_table(raw: &str) -> Result<Table, DataError> {
    let text = half_width(raw.strip_prefix('\u{feff}').unwrap_or(raw));
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = if text.trim_start().starts_with('[') { unbracketed(&text) } else { text };
    let mut lines: Vec<(usize, &str)> = text
        .split('\n')
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut on_one_line = false;
    if let [(line, only)] = lines[..] {
        on_one_line = true;
        if only.contains(';') && only.contains(',') {
            lines = only
                .split(';')
                .map(str::trim)
                .filter(|row| !row.is_empty())
                .map(|row| (line, row))
                .collect();
            on_one_line = false;
        }
    }
    let Some(&(_, first)) = lines.first() else {
        return Err(DataError::Empty);
    };
    if on_one_line {
        return Ok(Table::new(1, numbers(&fields(first), lines[0].0)?));
    }
    let head = fields(first);
    let has_header = lines.len() > 1 && head.iter().any(|f| f.parse::<f64>().is_err());
    let names = if has_header {
        head.iter().map(|f| f.trim_matches('"').to_owned()).collect()
    } else {
        Vec::new()
    };
    let rows = &lines[usize::from(has_header)..];
    let columns = fields(rows[0].1).len();
    let mut values = Vec::with_capacity(rows.len() * columns);
    for &(line, row) in rows {
        let fields = fields(row);
        if fields.len() != columns {
            return Err(DataError::Ragged { line, found: fields.len(), expected: columns });
        }
        values.extend(numbers(&fields, line)?);
    }
    let names = if names.len() == columns { names } else { Vec::new() };
    Ok(Table::named(columns, names, values))
}

/// Rows of a printed array, one a line. numpy breaks long rows over several lines: within a row, line
/// breaks are spaces.
fn unbracketed(text: &str) -> String {
    let nested = text.matches('[').count() > 1;
    let mut out = String::with_capacity(text.len());
    for row in text.split(']') {
        let fields: Vec<&str> = row
            .split(|c: char| c == ',' || c == '[' || c.is_whitespace())
            .filter(|f| !f.is_empty())
            .collect();
        if !fields.is_empty() {
            out.push_str(&fields.join(","));
            out.push('\n');
        }
    }
    if nested && out.lines().count() == 1 {
        // One row of several columns, not a list: say so with a second, empty group.
        out = format!("{};", out.trim());
    }
    out
}

/// Splits at the strongest separator present: tab, semicolon, comma, white space.
fn fields(row: &str) -> Vec<&str> {
    for separator in ['\t', ';', ','] {
        if row.contains(separator) {
            let mut all: Vec<&str> = row.split(separator).map(str::trim).collect();
            if all.last() == Some(&"") {
                all.pop();
            }
            return all;
        }
    }
    row.split_whitespace().collect()
}

fn numbers(fields: &[&str], line: usize) -> Result<Vec<f64>, DataError> {
    fields
        .iter()
        .map(|field| {
            let shown = || field.chars().take(40).collect::<String>();
            match field.trim_matches('"').parse::<f64>() {
                Ok(x) if x.is_finite() => Ok(x),
                Ok(_) => Err(DataError::NotFinite { line, field: shown() }),
                Err(_) => Err(DataError::NotANumber { line, field: shown() }),
            }
        })
        .collect()
}

/// Holds a table against what a param takes.
///
/// # Errors
/// [`DataError`] naming the first condition that is not met.
pub(crate) fn check(table: Table, spec: &DataSpec) -> Result<Table, DataError> {
    let (rows, columns) = (table.rows(), table.columns());
    if !(spec.min_columns..=spec.max_columns).contains(&columns) {
        return Err(DataError::Columns {
            found: columns,
            least: spec.min_columns,
            most: spec.max_columns,
        });
    }
    if rows < spec.min_rows {
        return Err(DataError::TooFewRows { found: rows, least: spec.min_rows });
    }
    if rows > spec.max_rows {
        return Err(DataError::TooManyRows { found: rows, most: spec.max_rows });
    }
    let (least, greatest) = spec.range;
    if let Some(&value) = table.values().iter().find(|x| !(least..=greatest).contains(*x)) {
        return Err(DataError::OutOfRange { value, least, greatest });
    }
    if let (false, Some(&value)) = (spec.constant, table.values().first())
        && table.values().iter().all(|&x| x == value)
    {
        return Err(DataError::Constant { value });
    }
    Ok(table)
}

impl DataSpec {
    /// Reads and checks what a reader gave.
    ///
    /// # Errors
    /// [`DataError`] with what is wrong.
    pub fn accept(&self, table: Table) -> Result<Table, DataError> {
        check(table, self)
    }
}
