//! `[[key]]`, a read-out, and `[[key=]]`, a param to scrub.

use comrak::nodes::{AstNode, NodeValue};
use figure::significant;
use lab::{Lang, Paper, Readouts, Value};
use maud::{Markup, html};

use super::{Fault, replace};

/// The key between the brackets, if the node is such a number.
pub(super) fn key(node: &AstNode) -> Option<String> {
    match &node.data().value {
        NodeValue::WikiLink(link) => Some(link.url.clone()),
        _ => None,
    }
}

/// Writes a number as the scene's setting has it; other nodes stay.
pub(super) fn set<'a>(
    node: &'a AstNode<'a>,
    paper: &Paper,
    readouts: &Readouts,
    lang: Lang,
) -> Result<(), Fault> {
    if let NodeValue::Text(text) = &node.data().value
        && text.contains("[[")
    {
        return Err(Fault::at(node, "“[[” without “]]”"));
    }
    let Some(key) = key(node) else { return Ok(()) };
    let html = match key.strip_suffix('=') {
        Some(key) => scrub(paper, key),
        None => live(paper, readouts, &key, lang),
    };
    replace(node, html.map_err(|what| Fault::at(node, what))?.into_string());
    Ok(())
}

fn scrub(paper: &Paper, key: &str) -> Result<Markup, String> {
    let param = paper.param(key).ok_or_else(|| format!("there is no param “{key}”"))?;
    let value = match param.default_value() {
        Value::Number(x) => significant(x, 4),
        other => param.write(&other),
    };
    Ok(html! { span.scrub data-param=(key) { (value) } })
}

fn live(paper: &Paper, readouts: &Readouts, key: &str, lang: Lang) -> Result<Markup, String> {
    let readout = paper.readout(key).ok_or_else(|| format!("there is no read-out “{key}”"))?;
    let value =
        readouts.get(key).map_or_else(|| "–".to_owned(), |x| significant(x, readout.digits));
    let class =
        readout.role.map_or_else(|| "live".to_owned(), |r| format!("live role-{}", r.name()));
    Ok(html! {
        output class=(class) data-readout=(key) title=(readout.label.get(lang)) { (value) }
    })
}
