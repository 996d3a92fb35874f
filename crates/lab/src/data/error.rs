//! What can be wrong with data, in one sentence each.

use serde::{Deserialize, Serialize};

use crate::Message;

/// Why data cannot be used. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the values that the variant's sentence names")]
pub enum DataError {
    /// Nothing but white space.
    Empty,
    /// One line of words and nothing below it.
    HeaderOnly { words: String },
    /// A field that is no number, with its line.
    NotANumber { line: usize, field: String },
    /// `1,234`: a thousand or a fraction, with its line.
    Ambiguous { line: usize, field: String },
    /// NaN or an infinity, with its line.
    NotFinite { line: usize, field: String },
    /// A field without anything in it, with its line.
    Missing { line: usize },
    /// A quotation mark without its partner, with the line on which it stands.
    Quote { line: usize },
    /// A row with another number of fields than the first, with its line.
    Ragged { line: usize, found: usize, expected: usize },
    /// A row that should begin with a word, with its line.
    NoWord { line: usize },
    /// A word that an earlier line has too.
    Duplicate { line: usize, first: usize, word: String },
    /// Fewer rows than needed.
    TooFewRows { found: usize, least: usize },
    /// More rows than can be handled.
    TooManyRows { found: usize, most: usize },
    /// Another number of columns of numbers than needed.
    Columns { found: usize, least: usize, most: usize },
    /// A column (from 1) that is not there.
    NoColumn { column: usize, found: usize },
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

    /// The line that is at fault, where it is one.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotANumber { line, .. }
            | Self::Ambiguous { line, .. }
            | Self::NotFinite { line, .. }
            | Self::Missing { line }
            | Self::Quote { line }
            | Self::Ragged { line, .. }
            | Self::NoWord { line }
            | Self::Duplicate { line, .. } => Some(*line),
            _ => None,
        }
    }

    /// What is wrong and what would be right, without a full stop at the end.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "there are no numbers in it; put at least one number on a line",
                "里面没有数；请每行至少给一个数",
            ),
            Self::HeaderOnly { words } => Message::new(
                format!("“{words}” is not a number, and no rows follow; put the numbers below it"),
                format!("“{words}”不是数，下面也没有数据；请把数写在它下面"),
            ),
            Self::NotANumber { line, field } => Message::new(
                format!("line {line}: “{field}” is not a number"),
                format!("第 {line} 行：“{field}”不是数"),
            ),
            Self::Ambiguous { line, field } => Message::new(
                format!(
                    "line {line}: “{field}” may be thousands or a fraction; \
                     write thousands without a comma, fractions with a point"
                ),
                format!("第 {line} 行：“{field}”既像千位分隔又像小数；千位不要加逗号，小数请用点"),
            ),
            Self::NotFinite { line, field } => Message::new(
                format!("line {line}: “{field}” is not finite; leave such rows out"),
                format!("第 {line} 行：“{field}”不是有限的数；请去掉这样的行"),
            ),
            Self::Missing { line } => Message::new(
                format!("line {line}: a number is missing; leave such rows out"),
                format!("第 {line} 行：缺一个数；请去掉这样的行"),
            ),
            Self::Quote { line } => Message::new(
                format!(
                    "line {line}: a quotation mark opens a field and none closes it; \
                     inside a quoted field, double it"
                ),
                format!("第 {line} 行：引号开了头却没有收尾；引号内的引号要写两遍"),
            ),
            Self::Ragged { line, found, expected } => Message::new(
                format!("line {line} has {} where the first row has {expected}", fields(*found)),
                format!("第 {line} 行有 {found} 个字段，而首行有 {expected} 个"),
            ),
            Self::NoWord { line } => Message::new(
                format!("line {line} does not begin with a word; write a word, then its numbers"),
                format!("第 {line} 行不是以词开头；请先写词，再写它的数"),
            ),
            Self::Duplicate { line, first, word } => Message::new(
                format!("line {line}: “{word}” stands on line {first} already"),
                format!("第 {line} 行：“{word}”在第 {first} 行已经出现过"),
            ),
            Self::TooFewRows { found, least } => Message::new(
                format!("it has {}; at least {least} are needed", rows(*found)),
                format!("只有 {found} 行，太少；至少需要 {least} 行"),
            ),
            Self::TooManyRows { found, most } => Message::new(
                format!("it has {}; at most {most} can be taken", rows(*found)),
                format!("共 {found} 行，太多；最多 {most} 行"),
            ),
            Self::Columns { found, least, most } => {
                let (needed, zh) = match (least, most) {
                    (1, 1) => ("1 is".to_owned(), "1".to_owned()),
                    _ if least == most => (format!("{least} are"), format!("{least}")),
                    _ => (format!("{least} to {most} are"), format!("{least} 至 {most}")),
                };
                let columns = if *found == 1 { "column" } else { "columns" };
                Message::new(
                    format!("it has {found} {columns} of numbers where {needed} needed"),
                    format!("它有 {found} 列数，需要 {zh} 列"),
                )
            }
            Self::NoColumn { column, found } => Message::new(
                format!("there is no column {column} among the {found}"),
                format!("没有第 {column} 列；一共 {found} 列"),
            ),
            Self::OutOfRange { value, least, greatest } => Message::new(
                format!("{value} is out of range; numbers from {least} to {greatest} can be taken"),
                format!("{value} 超出范围；只能取 {least} 到 {greatest} 的数"),
            ),
            Self::Constant { value } => Message::new(
                format!("all numbers are {value}; at least two different ones are needed"),
                format!("所有的数都是 {value}；至少需要两个不同的数"),
            ),
            Self::TooManyBytes { found, most } => {
                let (found, most) = (*found as f64 / 1e6, most / 1_000_000);
                Message::new(
                    format!("{found:.1} MB are too many; at most {most} MB can be taken"),
                    format!("文件有 {found:.1} MB，太大；上限是 {most} MB"),
                )
            }
            Self::NotText => Message::new(
                "it is not text; save the numbers as UTF-8 text or CSV",
                "这不是文本；请把数存成 UTF-8 文本或 CSV",
            ),
        }
    }
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

fn fields(count: usize) -> String {
    if count == 1 { "1 field".to_owned() } else { format!("{count} fields") }
}
