//! How wide text is.

/// Tells the width of a line of text.
pub trait Measure {
    /// Width in CSS pixels at a font size of `size` CSS pixels.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// Widths of a common sans-serif face (Helvetica's metrics in classes), full-width CJK: good
/// to a few per cent for any system font, and the same on every machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct WidthTable;

impl Measure for WidthTable {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let ems: f64 = text
            .chars()
            .map(|c| match c {
                'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' => 0.26,
                'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '/' | '-' => 0.32,
                'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.85,
                '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' | '₀'..='₉' => 0.38,
                'A'..='Z' => 0.68,
                '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
                _ => 0.56,
            })
            .sum();
        ems * size * if bold { 1.06 } else { 1.0 }
    }
}
