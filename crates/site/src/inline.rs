//! Mathematics in a plain sentence, as claims are written: `2⁻¹²⁶`, `e^{iπnx}`, `1/√d`.
//!
//! In plain text the raised digits and the root come from whatever fonts have them, each with its own height
//! and width. Here scripts become real ones, and a root gets its bar. What is no such notation stays text.

use maud::{Markup, html};

/// A sentence with its scripts and roots set.
pub(crate) fn typeset(sentence: &str) -> Markup {
    let mut rest = sentence;
    let mut pieces = Vec::new();
    while let Some((at, piece, after)) = next(rest) {
        pieces.push(text(&rest[..at]));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(text(rest));
    html! { @for piece in &pieces { (piece) } }
}

fn text(words: &str) -> Markup {
    html! { (words) }
}

/// The first notation in a text: where it begins, how it is set, what comes after.
fn next(text: &str) -> Option<(usize, Markup, &str)> {
    text.char_indices().find_map(|(at, c)| {
        let tail = &text[at..];
        let (set, after) = match c {
            '√' => root(tail)?,
            '^' | '_' => braced(tail)?,
            _ => raised(tail)?,
        };
        Some((at, set, after))
    })
}

/// `√d`, `√(ln n/2)`.
fn root(tail: &str) -> Option<(Markup, &str)> {
    let inside = tail.strip_prefix('√')?;
    let (radicand, after) = if let Some(open) = inside.strip_prefix('(') {
        let mut depth = 1;
        let end = open.char_indices().find_map(|(i, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(i)
        })?;
        (&open[..end], &open[end + 1..])
    } else {
        let words = inside.trim_start();
        // `√ln n` is the root of a logarithm, `√d` that of a letter (with its index), `√40` of a number.
        let end = if words.starts_with("ln ") {
            "ln ".len() + words["ln ".len()..].chars().next()?.len_utf8()
        } else if words.starts_with(|c: char| c.is_ascii_digit()) {
            words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len())
        } else {
            let letter = words.chars().next().filter(|c| c.is_alphabetic())?.len_utf8();
            letter + words[letter..].find(|c| down(c).is_none()).unwrap_or(words.len() - letter)
        };
        words.split_at(end)
    };
    Some((html! { math { msqrt { mtext { (typeset(radicand)) } } } }, after))
}

/// `e^{iπnx}`, `x_{ab}`.
fn braced(tail: &str) -> Option<(Markup, &str)> {
    let (inside, after) = tail[1..].strip_prefix('{')?.split_once('}')?;
    let set = if tail.starts_with('^') {
        html! { sup { (typeset(inside)) } }
    } else {
        html! { sub { (typeset(inside)) } }
    };
    Some((set, after))
}

/// A run of raised or lowered characters.
fn raised(tail: &str) -> Option<(Markup, &str)> {
    let run = |map: fn(char) -> Option<char>| {
        let plain: String = tail.chars().map_while(map).collect();
        let length = tail.chars().take(plain.chars().count()).map(char::len_utf8).sum::<usize>();
        (!plain.is_empty()).then(|| (plain, &tail[length..]))
    };
    run(up)
        .map(|(plain, after)| (html! { sup { (plain) } }, after))
        .or_else(|| run(down).map(|(plain, after)| (html! { sub { (plain) } }, after)))
}

fn up(c: char) -> Option<char> {
    const UP: &str = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁻−⁺+ⁿnⁱi";
    pair(UP, c)
}

fn down(c: char) -> Option<char> {
    const DOWN: &str = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₋−₊+ₙnᵢiₜtₖk";
    pair(DOWN, c)
}

/// What stands after `c` in a string of pairs.
fn pair(pairs: &str, c: char) -> Option<char> {
    let mut chars = pairs.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_roots_are_set_and_the_rest_is_text() {
        for (plain, set) in [
            ("a < b", "a &lt; b"),
            ("ln(2⁻¹²⁶/m₀)", "ln(2<sup>−126</sup>/m<sub>0</sub>)"),
            ("(e^{iπnx} − 1)", "(e<sup>iπnx</sup> − 1)"),
            ("1/√d。", "1/<r>d</r>。"),
            ("n√e/2", "n<r>e</r>/2"),
            ("√β₂)", "<r>β<sub>2</sub></r>)"),
            (".84 √ln n, to", ".84 <r>ln n</r>, to"),
            ("½√(ln n/2) x", "½<r>ln n/2</r> x"),
            ("√(1 + p/(ηλ)).", "<r>1 + p/(ηλ)</r>."),
            ("∫φ²Φⁿ⁻²", "∫φ<sup>2</sup>Φ<sup>n−2</sup>"),
            ("√, a^b, √(open", "√, a^b, √(open"),
        ] {
            let wanted = set
                .replace("<r>", "<math><msqrt><mtext>")
                .replace("</r>", "</mtext></msqrt></math>");
            assert_eq!(typeset(plain).into_string(), wanted);
        }
    }
}
