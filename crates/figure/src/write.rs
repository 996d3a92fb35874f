//! Lines of text: as they are placed, wrapped and cut.

use crate::{Align, Anchor, FINE, Level, Measure, Rgba};

/// One line of text where it is to stand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Writing {
    pub(crate) text: String,
    /// In CSS pixels.
    pub(crate) at: (f64, f64),
    /// Which point of the text stands there.
    pub(crate) align: (Anchor, Level),
    /// Font size in CSS pixels.
    pub(crate) size: f64,
    pub(crate) ink: Rgba,
    pub(crate) bold: bool,
    /// The page's colour, for what is written over curves.
    pub(crate) halo: Option<Rgba>,
}

impl Writing {
    pub(crate) fn align(&self) -> Align {
        Align { h: self.align.0, v: self.align.1 }
    }

    /// Its anchor in fine units.
    pub(crate) fn fine(&self) -> (i32, i32) {
        let fine = |v: f64| (v * f64::from(FINE)).round() as i32;
        (fine(self.at.0), fine(self.at.1))
    }
}

/// Whether a line may be broken before a character: ideographs stand each for itself.
fn ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// What must not begin a line.
fn closing(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '！' | '？' | ',' | '.' | ')' | '%')
}

/// Breaks a line into lines no wider than `width`: at spaces and between ideographs, and in the midst of a
/// word only where it is too long by itself.
pub(crate) fn wrap(
    text: &str,
    width: f64,
    size: f64,
    bold: bool,
    measure: &dyn Measure,
) -> Vec<String> {
    if measure.width(text, size, bold) <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    // Where the present line may be broken, in bytes.
    let mut chance = None;
    let mut before = ' ';
    for c in text.chars() {
        let between = (ideographic(c) || ideographic(before)) && !closing(c);
        before = c;
        if !line.is_empty() && (c == ' ' || between) {
            chance = Some(line.len());
        }
        line.push(c);
        while measure.width(&line, size, bold) > width && line.chars().count() > 1 {
            let at = chance.take().unwrap_or(line.len() - c.len_utf8());
            let rest = line.split_off(at);
            lines.push(line.trim_end().to_owned());
            line = rest.trim_start().to_owned();
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The text, or as much of it as is no wider than `width` with an ellipsis after it.
pub(crate) fn fit(text: &str, width: f64, size: f64, measure: &dyn Measure) -> String {
    if measure.width(text, size, false) <= width {
        return text.to_owned();
    }
    let mut cut: String = text.to_owned();
    while cut.pop().is_some() {
        let short = format!("{}…", cut.trim_end());
        if measure.width(&short, size, false) <= width {
            return short;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::WidthTable;

    #[test]
    fn lines_break_at_spaces_and_between_ideographs() {
        // Two ideographs of 12 px and no more.
        assert_eq!(wrap("平均场失效", 25.0, 12.0, false, &WidthTable), ["平均", "场失", "效"]);
        // A comma does not begin a line.
        assert_eq!(wrap("平均，场", 25.0, 12.0, false, &WidthTable)[0], "平");
        let lines = wrap("limit of the mean", 60.0, 12.0, false, &WidthTable);
        assert_eq!(lines.join(" "), "limit of the mean");
        assert!(lines.len() > 1);
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_keep_every_letter(text in "[a-z 均场，]{0,40}", width in 20.0..120.0f64) {
            let lines = wrap(&text, width, 12.0, false, &WidthTable);
            for line in &lines {
                prop_assert!(WidthTable.width(line, 12.0, false) <= width);
            }
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn what_is_cut_fits(text in "[a-z 均]{0,30}", width in 0.0..90.0f64) {
            prop_assert!(WidthTable.width(&fit(&text, width, 12.0, &WidthTable), 12.0, false) <= width);
        }
    }
}
