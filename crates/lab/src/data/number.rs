//! From a field to a number.

use super::{
    DataError,
    cells::{Cell, Layout},
    clip, half_width,
};

/// Reads a field as a number, NaN and infinities included; `None` where it is none.
pub(super) fn number(field: &str, layout: Layout) -> Option<f64> {
    if let Ok(x) = field.parse() {
        return Some(x);
    }
    if !field.is_ascii() {
        let half = half_width(field);
        return if half.is_ascii() { number(&half, layout) } else { None };
    }
    if !layout.decimal_comma() || (layout != Layout::Delimited(b';') && thousands(field)) {
        return None;
    }
    match field.split_once(',') {
        Some((whole, fraction)) if !whole.contains('.') && !fraction.contains(['.', ',']) => {
            format!("{whole}.{fraction}").parse().ok()
        }
        _ => None,
    }
}

/// A finite number, or what is wrong with the field.
pub(super) fn finite(cell: &Cell, layout: Layout) -> Result<f64, DataError> {
    let (field, line) = (cell.text(), cell.line);
    match number(&field, layout) {
        Some(x) if x.is_finite() => Ok(x),
        Some(_) => Err(DataError::NotFinite { line, field: clip(&field) }),
        None if cell.is_empty() => Err(DataError::Missing { line }),
        None if thousands(&field) => Err(DataError::Ambiguous { line, field: clip(&field) }),
        None => Err(DataError::NotANumber { line, field: clip(&field) }),
    }
}

/// Whether it looks like `1,234` or `-12,345,678.9`.
fn thousands(field: &str) -> bool {
    let whole = field.trim_start_matches(['-', '+']).split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let digits = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    groups.next().is_some_and(|g| g.len() <= 3 && digits(g))
        && whole.contains(',')
        && groups.all(|g| g.len() == 3 && digits(g))
}
