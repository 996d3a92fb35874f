//! How a text is laid out, guessed from its first lines.

use super::{cells::Layout, half_width};

/// Lines that are looked at.
const LINES: usize = 10;

/// One line, as far as its separators matter.
#[derive(Clone, Copy, Default)]
struct Seen {
    tab: bool,
    comma: bool,
    semicolon: bool,
    /// A semicolon with something behind it.
    inner: bool,
    /// Full-width separators, and no letters: numbers from a Chinese input method.
    full_width: bool,
}

impl Seen {
    fn of(line: &str) -> Self {
        let mut seen = Self::default();
        let (mut quoted, mut letters) = (false, false);
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\t' => seen.tab = true,
                ',' => seen.comma = true,
                ';' => seen.semicolon = true,
                '，' | '；' | '、' => seen.full_width = true,
                'e' | 'E' | 'ｅ' | 'Ｅ' => {}
                _ => letters |= c.is_alphabetic(),
            }
            seen.inner |= seen.semicolon && c != ';' && !c.is_whitespace();
        }
        seen.full_width &= !letters;
        seen
    }
}

fn first_lines(text: &str) -> Vec<Seen> {
    text.split(['\n', '\r'])
        .map(str::trim_start)
        .filter(|line| !line.trim_end().is_empty() && !line.starts_with('#'))
        .take(LINES)
        .map(Seen::of)
        .collect()
}

/// Without a byte order mark and odd white space; full-width separators between numbers become
/// ASCII. Line breaks stay where they are. Copies only what it changes.
pub(super) fn normalised(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains(['\u{3000}', '\u{a0}']) {
        text = text.replace(['\u{3000}', '\u{a0}'], " ");
    }
    let lines = first_lines(&text);
    if lines.iter().filter(|l| l.full_width).count() * 2 > lines.len() {
        text = half_width(&text);
    }
    text
}

/// The part of a text that is a printed array: all of `[[1, 2]]`, and the brackets of
/// `array([[1., 2.]], dtype=float32)`.
pub(super) fn array(text: &str) -> Option<std::ops::Range<usize>> {
    let open = text.find('[')?;
    let before = text[..open].trim();
    let called = before.strip_suffix('(').is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._".contains(&b))
    });
    match (before.is_empty(), called) {
        (true, _) => Some(open..text.len()),
        (_, true) => Some(open..text.rfind(']')? + 1),
        _ => None,
    }
}

/// The separators of lines: tabs where most of the first lines have them, else semicolons or commas
/// where half of them have, else white space. Semicolons that only end lines, or that divide a single line with commas,
/// divide rows.
pub(super) fn lines(text: &str) -> Layout {
    let lines = first_lines(text);
    let most = |test: fn(&Seen) -> bool| {
        let count = lines.iter().filter(|l| test(l)).count();
        count > 0 && 2 * count >= lines.len()
    };
    let (semicolon, comma) = (most(|l| l.semicolon), most(|l| l.comma));
    let inner = lines.iter().any(|l| l.inner);
    if 2 * lines.iter().filter(|l| l.tab).count() > lines.len() {
        Layout::Delimited(b'\t')
    } else if semicolon && comma && (lines.len() == 1 || !inner) {
        Layout::Groups
    } else if semicolon && (inner || lines.len() == 1) {
        Layout::Delimited(b';')
    } else if comma {
        Layout::Delimited(b',')
    } else {
        Layout::Blank
    }
}
