//! A paper's prose in both languages: Markdown with formulas, live numbers, references and scenes.
//!
//! What a prose can say, besides Markdown:
//!
//! | | |
//! |---|---|
//! | `$x^2$`, `$$x^2$$` | a formula |
//! | `[[key]]` | a read-out: in the setting of its scene, then live |
//! | `[[key=]]` | a param to scrub in the sentence |
//! | `[words](#key=value)`, `[words](#preset:id)` | sets a state |
//! | `[words](series:id "role")`, `[words](param:key)` | points at a series or a control |
//! | `## Heading {view=fit figure=density preset=too-many}` | a scene: what it speaks of |
//!
//! All of it is checked when the site is built, with file and line: what is named must exist, and both
//! languages must have the same scenes with the same attributes, formulas, numbers and links.

mod article;
mod formula;
mod links;
mod numbers;
mod scene;
mod spacing;

use std::fmt;

use comrak::{
    Arena, Options,
    nodes::{AstNode, NodeValue},
    parse_document,
};

pub use article::{Article, Told};
pub use scene::Scene;

/// What is wrong with a prose, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl Fault {
    fn at(node: &AstNode, what: impl Into<String>) -> Self {
        Self { line: node.data().sourcepos.start.line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.math_dollars = true;
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    // `[[key]]` becomes a node of its own.
    options.extension.wikilinks_title_after_pipe = true;
    options.render.r#unsafe = true;
    options
}

fn parse<'a>(arena: &'a Arena<'a>, markdown: &str) -> &'a AstNode<'a> {
    parse_document(arena, markdown, &options())
}

/// Replaces a node with what it holds by HTML.
fn replace<'a>(node: &'a AstNode<'a>, html: String) {
    while let Some(child) = node.first_child() {
        child.detach();
    }
    node.data_mut().value = NodeValue::HtmlInline(html);
}
