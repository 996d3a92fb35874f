//! Mathematics in a plain sentence, as claims are written: `2⁻¹²⁶`, `e^{iπnx}`, `1/√d`.
//!
//! In plain text the raised digits and the root come from whatever fonts have them, each with its own height
//! and width. Here scripts become real ones, and a root gets its bar. What is no such notation stays text.

use maud::{Markup, html};

/// What stands around a notation.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// A sentence: HTML.
    Sentence,
    /// A root: MathML, in which browsers lay out no HTML.
    Root,
}

/// A sentence with its scripts and roots set.
pub(crate) fn typeset(sentence: &str) -> Markup {
    set(sentence, Around::Sentence)
}

fn set(text: &str, around: Around) -> Markup {
    let mut rest = text;
    let mut pieces = Vec::new();
    while let Some((at, piece, after)) = next(rest, around) {
        pieces.push(plain(&rest[..at], around));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(plain(rest, around));
    html! { @for piece in &pieces { (piece) } }
}

fn plain(words: &str, around: Around) -> Markup {
    match around {
        Around::Root if !words.is_empty() => html! { mtext { (words) } },
        _ => html! { (words) },
    }
}

/// A script, beside what stands before it.
fn script(raised: bool, words: &str, around: Around) -> Markup {
    let inside = set(words, around);
    match (around, raised) {
        (Around::Sentence, true) => html! { sup { (inside) } },
        (Around::Sentence, false) => html! { sub { (inside) } },
        (Around::Root, true) => html! { msup { mrow {} mrow { (inside) } } },
        (Around::Root, false) => html! { msub { mrow {} mrow { (inside) } } },
    }
}

/// The first notation in a text: where it begins, how it is set, what comes after.
fn next(text: &str, around: Around) -> Option<(usize, Markup, &str)> {
    text.char_indices().find_map(|(at, c)| {
        let tail = &text[at..];
        let (set, after) = match c {
            '√' => root(tail, around)?,
            '^' | '_' => braced(tail, around)?,
            _ => run_of(tail, around)?,
        };
        Some((at, set, after))
    })
}

/// `√d`, `√(ln n/2)`.
fn root(tail: &str, around: Around) -> Option<(Markup, &str)> {
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
        let end = if let Some(rest) = words.strip_prefix("ln ") {
            "ln ".len() + rest.chars().next()?.len_utf8()
        } else if words.starts_with(|c: char| c.is_ascii_digit()) {
            words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len())
        } else {
            let letter = words.chars().next().filter(|c| c.is_alphabetic())?.len_utf8();
            letter + words[letter..].find(|c| down(c).is_none()).unwrap_or(words.len() - letter)
        };
        words.split_at(end)
    };
    let root = html! { msqrt { (set(radicand, Around::Root)) } };
    let root = if around == Around::Root {
        root
    } else {
        html! { math { (root) } }
    };
    Some((root, after))
}

/// `e^{iπnx}`, `x_{ab}`.
fn braced(tail: &str, around: Around) -> Option<(Markup, &str)> {
    let (inside, after) = tail[1..].strip_prefix('{')?.split_once('}')?;
    Some((script(tail.starts_with('^'), inside, around), after))
}

/// A run of raised or lowered characters.
fn run_of(tail: &str, around: Around) -> Option<(Markup, &str)> {
    let run = |map: fn(char) -> Option<char>| {
        let plain: String = tail.chars().map_while(map).collect();
        let length = tail.chars().take(plain.chars().count()).map(char::len_utf8).sum::<usize>();
        (!plain.is_empty()).then(|| (plain, &tail[length..]))
    };
    run(up)
        .map(|(words, after)| (script(true, &words, around), after))
        .or_else(|| run(down).map(|(words, after)| (script(false, &words, around), after)))
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
            (
                "√β₂)",
                "<math><msqrt><mtext>β</mtext><msub><mrow></mrow><mrow><mtext>2</mtext></mrow></msub></msqrt></math>)",
            ),
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
