//! Links: to a state, to a series or a control on the stage, or out of the site.

use comrak::{
    Arena,
    nodes::{AstNode, NodeValue},
};
use lab::Paper;
use maud::html;

use super::{Fault, replace};

/// Classes that words may have: the roles of series.
const ROLES: [&str; 10] = [
    "data",
    "model",
    "baseline-0",
    "baseline-1",
    "baseline-2",
    "baseline-3",
    "baseline-4",
    "theory",
    "handle",
    "note",
];

/// Where a link leads.
enum Target<'a> {
    Series(&'a str),
    Param(&'a str),
    State,
    Elsewhere,
}

/// Turns a link into what the app brings to life; other nodes stay. `series` are those the figures show.
pub(super) fn set<'a>(
    arena: &'a Arena<'a>,
    node: &'a AstNode<'a>,
    paper: &Paper,
    series: &[String],
) -> Result<(), Fault> {
    let (url, title) = match &node.data().value {
        NodeValue::Link(link) => (link.url.clone(), link.title.clone()),
        _ => return Ok(()),
    };
    let tag = match target(&url, paper, series).map_err(|what| Fault::at(node, what))? {
        Target::Series(id) => {
            if !ROLES.contains(&title.as_str()) {
                return Err(Fault::at(node, format!("there is no role “{title}” for a series")));
            }
            html! { a href="#main" class={ "ref role-" (title) } data-series=(id) {} }
        }
        Target::Param(key) => html! { a.ref href="#main" data-param-ref=(key) {} },
        Target::State => html! { a.set href=(url) {} },
        Target::Elsewhere => {
            html! { a rel="noopener" href=(url) title=[(!title.is_empty()).then_some(&title)] {} }
        }
    };
    let tag = tag.into_string();
    let open = tag.strip_suffix("</a>").unwrap_or(&tag).to_owned();
    // The words stay nodes of the tree, between an opening and a closing tag.
    node.insert_before(arena.alloc(NodeValue::HtmlInline(open).into()));
    while let Some(word) = node.first_child() {
        node.insert_before(word);
    }
    replace(node, "</a>".to_owned());
    Ok(())
}

fn target<'a>(url: &'a str, paper: &Paper, series: &[String]) -> Result<Target<'a>, String> {
    if let Some(key) = url.strip_prefix("param:") {
        return match paper.param(key) {
            Some(_) => Ok(Target::Param(key)),
            None => Err(format!("there is no param “{key}”")),
        };
    }
    if let Some(id) = url.strip_prefix("series:") {
        // Series of other settings do not occur in this one: they must at least look like a name.
        let known = series.iter().any(|s| s == id) || is_name(id);
        return if known {
            Ok(Target::Series(id))
        } else {
            Err(format!("there is no series “{id}”"))
        };
    }
    if let Some(id) = url.strip_prefix("#preset:") {
        return match paper.presets.iter().any(|p| p.id == id) {
            true => Ok(Target::State),
            false => Err(format!("there is no preset “{id}”")),
        };
    }
    if let Some(state) = url.strip_prefix('#') {
        let (_, notices) = lab::decode(paper, state, &["at", "vs", "vs."]);
        return match notices.first() {
            None => Ok(Target::State),
            Some(notice) => Err(format!("link “{url}”: {}", notice.message.en)),
        };
    }
    if url.starts_with("https://") {
        Ok(Target::Elsewhere)
    } else {
        Err(format!("link “{url}” leads nowhere"))
    }
}

fn is_name(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
