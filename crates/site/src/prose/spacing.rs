//! Chinese has no spaces between words: a line that is broken in the source, or a space after a bold
//! lead-in, must not make one.

use comrak::nodes::{AstNode, NodeValue};

/// Takes out a space that Markdown needs and Chinese does not; other nodes stay.
pub(super) fn set<'a>(node: &'a AstNode<'a>) {
    let before = node.previous_sibling().and_then(last);
    let value = node.data().value.clone();
    match value {
        NodeValue::SoftBreak => {
            let after = node.next_sibling().and_then(first);
            if before.is_some_and(is_cjk) && after.is_some_and(is_cjk) {
                node.detach();
            }
        }
        NodeValue::Text(text) if text.starts_with(' ') => {
            let after = text.trim_start().chars().next();
            // Full-width punctuation brings its own space, whatever follows.
            if before.is_some_and(|c| is_wide_mark(c) || is_cjk(c) && after.is_some_and(is_cjk)) {
                node.data_mut().value = NodeValue::Text(text.trim_start().to_owned().into());
            }
        }
        _ => {}
    }
}

fn first<'a>(node: &'a AstNode<'a>) -> Option<char> {
    match &node.data().value {
        NodeValue::Text(text) => text.chars().next(),
        NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) => {
            node.first_child().and_then(first)
        }
        _ => None,
    }
}

fn last<'a>(node: &'a AstNode<'a>) -> Option<char> {
    match &node.data().value {
        NodeValue::Text(text) => text.chars().next_back(),
        NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) => {
            node.last_child().and_then(last)
        }
        _ => None,
    }
}

/// Ideographs, kana, their punctuation and full-width forms; not the quotes and dashes that Latin shares.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_wide_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '：' | '；' | '？' | '！' | '（' | '）' | '《' | '》')
}
