//! From text to fields, one after another: nothing is kept, whatever the length of a line.
//!
//! The quoting is RFC 4180's; what is beyond it (runs of white space, rows in one line, printed
//! arrays, comments, a quotation mark that is never closed) is why this is not the `csv` crate,
//! which the tests hold it against.

use std::borrow::Cow;

use super::DataError;

/// How fields and rows are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Fields by this byte, rows by line breaks.
    Delimited(u8),
    /// Fields by white space, rows by line breaks.
    Blank,
    /// Fields by commas, rows by semicolons: `1,2;3,4`.
    Groups,
    /// Fields by commas or white space, rows by brackets, as Python prints arrays. Within a row
    /// line breaks are white space: NumPy breaks long rows.
    Array,
}

impl Layout {
    fn divides(self, byte: u8) -> bool {
        match self {
            Self::Delimited(separator) => byte == separator,
            Self::Groups => byte == b',',
            Self::Blank => matches!(byte, b' ' | b'\t'),
            Self::Array => matches!(byte, b',' | b'[' | b' ' | b'\t' | b'\n' | b'\r'),
        }
    }

    fn ends(self, byte: u8) -> bool {
        match self {
            Self::Delimited(_) | Self::Blank => is_break(byte),
            Self::Groups => byte == b';' || is_break(byte),
            Self::Array => matches!(byte, b']' | b';'),
        }
    }

    /// Whether several separators are one.
    fn runs(self) -> bool {
        matches!(self, Self::Blank | Self::Array)
    }

    /// Whether `1,5` is one number.
    pub(super) fn decimal_comma(self) -> bool {
        matches!(self, Self::Delimited(b';' | b'\t'))
    }
}

/// A field, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// Without surrounding white space and quotation marks; inner ones still doubled.
    raw: &'a str,
    pub(super) quoted: bool,
    /// Line on which it begins, from 1.
    pub(super) line: usize,
    /// From 0.
    pub(super) column: usize,
    /// Whether its row ends with it.
    pub(super) last: bool,
}

impl<'a> Cell<'a> {
    pub(super) fn text(&self) -> Cow<'a, str> {
        if self.quoted && self.raw.contains('"') {
            Cow::Owned(self.raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(self.raw)
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// Whether it is only what a separator at the end of a row makes of nothing.
    pub(super) fn is_trailing(&self) -> bool {
        self.last && self.column > 0 && self.raw.is_empty() && !self.quoted
    }
}

/// All fields of a text. Rows without any content and lines that start with `#` are passed over.
pub(super) struct Cells<'a> {
    text: &'a str,
    layout: Layout,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Cells<'a> {
    pub(super) fn new(text: &'a str, layout: Layout) -> Self {
        Self { text, layout, at: 0, line: 1, column: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes one byte, counting lines: LF, CRLF and CR each end one.
    fn pass(&mut self, byte: u8) {
        self.at += 1;
        if byte == b'\n' || (byte == b'\r' && self.peek() != Some(b'\n')) {
            self.line += 1;
        }
    }

    fn pass_while(&mut self, test: impl Fn(u8) -> bool) {
        while let Some(byte) = self.peek().filter(|&b| test(b)) {
            self.pass(byte);
        }
    }

    /// Goes to the first field of the next row that has any content.
    fn seek_row(&mut self) {
        let layout = self.layout;
        loop {
            let start = self.at;
            let fresh =
                start == 0 || self.text.as_bytes().get(start - 1).is_some_and(|&b| is_break(b));
            self.pass_while(is_space);
            if fresh && self.peek() == Some(b'#') && layout != Layout::Array {
                self.pass_while(|b| !is_break(b));
                continue;
            }
            self.pass_while(|b| is_space(b) || layout.divides(b));
            match self.peek() {
                None => return,
                Some(byte) if layout.ends(byte) || is_break(byte) => self.pass(byte),
                Some(_) => {
                    if !layout.runs() {
                        // The separators passed stand for empty fields.
                        self.at = start;
                    }
                    return;
                }
            }
        }
    }

    /// A quoted field from here; `Ok(None)` where there is none.
    fn quoted(&mut self) -> Result<Option<&'a str>, DataError> {
        let (layout, at, line) = (self.layout, self.at, self.line);
        self.pass_while(|b| is_space(b) && !layout.divides(b));
        if self.peek() != Some(b'"') {
            self.at = at;
            return Ok(None);
        }
        self.pass(b'"');
        let start = self.at;
        let lines = matches!(layout, Layout::Delimited(_));
        loop {
            self.pass_while(|b| b != b'"' && (lines || !is_break(b)));
            if self.peek() != Some(b'"') {
                break;
            }
            self.pass(b'"');
            if self.peek() == Some(b'"') {
                self.pass(b'"');
                continue;
            }
            let inner = &self.text[start..self.at - 1];
            self.pass_while(|b| is_space(b) && !layout.divides(b));
            let whole = self.peek().is_none_or(|b| layout.divides(b) || layout.ends(b));
            if whole && !(inner.is_empty() && layout.runs()) {
                return Ok(Some(inner));
            }
            break;
        }
        if layout.runs() {
            // `"` and `""` are words of many word lists.
            (self.at, self.line) = (at, line);
            Ok(None)
        } else {
            Err(DataError::Quote { line })
        }
    }

    fn bare(&mut self) -> &'a str {
        let (layout, start) = (self.layout, self.at);
        self.pass_while(|b| !layout.divides(b) && !layout.ends(b));
        self.text[start..self.at].trim()
    }

    /// Passes what follows a field; whether the row ends with it.
    fn close(&mut self) -> bool {
        let layout = self.layout;
        if layout.runs() {
            self.pass_while(|b| layout.divides(b));
        }
        match self.peek() {
            None => true,
            Some(byte) if layout.ends(byte) => {
                self.pass(byte);
                true
            }
            Some(byte) => {
                if !layout.runs() {
                    self.pass(byte);
                }
                false
            }
        }
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = Result<Cell<'a>, DataError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.column == 0 {
            self.seek_row();
            self.peek()?;
        }
        let (line, column) = (self.line, self.column);
        let (raw, quoted) = match self.quoted() {
            Ok(Some(inner)) => (inner, true),
            Ok(None) => (self.bare(), false),
            Err(error) => {
                (self.at, self.column) = (self.text.len(), 0);
                return Some(Err(error));
            }
        };
        let last = self.close();
        self.column = if last { 0 } else { column + 1 };
        Some(Ok(Cell { raw, quoted, line, column, last }))
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str, layout: Layout) -> Vec<Vec<String>> {
        let mut rows = vec![Vec::new()];
        for cell in Cells::new(text, layout) {
            let cell = cell.unwrap_or_else(|e| panic!("{text:?}: {e:?}"));
            if let Some(row) = rows.last_mut() {
                row.push(cell.text().trim().to_owned());
            }
            if cell.last {
                rows.push(Vec::new());
            }
        }
        rows.pop();
        rows
    }

    proptest! {
        #[test]
        fn fields_are_those_that_the_csv_crate_reads(
            fields in prop::collection::vec("[ab ,;\t\"\n\r#é，]{0,5}", 1..30),
            width in 1..5usize,
            separator in prop::sample::select(vec![b',', b';', b'\t']),
            always in any::<bool>(),
            crlf in any::<bool>(),
        ) {
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new()
                .delimiter(separator)
                .quote_style(style)
                .terminator(end)
                .from_writer(Vec::new());
            for row in fields.chunks_exact(width) {
                // Comments and rows without content are passed over by us alone.
                let row = row.iter().enumerate().map(|(i, f)| if i == 0 { format!("x{f}") } else { f.clone() });
                writer.write_record(row).map_err(|e| TestCaseError::fail(e.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|e| TestCaseError::fail(e.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separator)
                .has_headers(false)
                .trim(csv::Trim::All)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|r| r.map(|r| r.iter().map(str::to_owned).collect()))
                .collect::<Result<_, _>>()
                .map_err(|e| TestCaseError::fail(e.to_string()))?;
            let found = rows(&text, Layout::Delimited(separator));
            prop_assert_eq!(&found[..expected.len()], &expected[..]);
            prop_assert_eq!(found.len(), expected.len());
        }
    }
}
