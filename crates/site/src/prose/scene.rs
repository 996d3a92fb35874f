//! Scenes: `## Smoothing {view=fit figure=density preset=too-many}`.

use std::collections::BTreeSet;

use comrak::nodes::{AstNode, NodeValue};
use lab::{Paper, VIEW, Value, Values};
use maud::html;

use super::Fault;

/// A section of the prose, and what it speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// Name in addresses, the same in both languages: made of the English heading.
    pub id: String,
    /// Line of the heading.
    pub line: usize,
    /// The view it speaks of.
    pub view: Option<String>,
    /// The figures it looks at, one or two.
    pub figures: Vec<String>,
    /// The setting it describes; none: the paper's defaults.
    pub preset: Option<String>,
}

impl Scene {
    /// Reads a heading and takes the attributes off its words. Its id is made of them.
    pub(super) fn read<'a>(heading: &'a AstNode<'a>) -> Result<Self, Fault> {
        let mut scene = Self { line: heading.data().sourcepos.start.line, ..Self::default() };
        let last = heading.last_child();
        let text = last.and_then(|node| match &node.data().value {
            NodeValue::Text(text) => Some(text.to_string()),
            _ => None,
        });
        if let (Some(node), Some(text)) = (last, text)
            && (text.contains('{') || text.contains('}'))
        {
            let wrong =
                || Fault::at(heading, "attributes of a heading stand at its end, as {view=fit}");
            let (words, rest) = text.split_once('{').ok_or_else(wrong)?;
            let attributes = rest.trim_end().strip_suffix('}').ok_or_else(wrong)?;
            scene.attributes(attributes).map_err(|what| Fault::at(heading, what))?;
            node.data_mut().value = NodeValue::Text(words.trim_end().to_owned().into());
        }
        scene.id = slug(&words(heading));
        Ok(scene)
    }

    fn attributes(&mut self, attributes: &str) -> Result<(), String> {
        let mut seen = BTreeSet::new();
        for attribute in attributes.split_whitespace() {
            let (key, value) = attribute
                .split_once('=')
                .ok_or_else(|| format!("“{attribute}” is not key=value"))?;
            if !seen.insert(key) {
                return Err(format!("“{key}” is given twice"));
            }
            if value.is_empty()
                || !value
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-,".contains(&b))
            {
                return Err(format!("“{attribute}”: a name is lower case with hyphens"));
            }
            match key {
                "view" => self.view = Some(value.to_owned()),
                "preset" => self.preset = Some(value.to_owned()),
                "figure" => {
                    self.figures = value.split(',').map(str::to_owned).collect();
                    if self.figures.len() > 2 {
                        return Err("a scene looks at one figure or two".to_owned());
                    }
                }
                _ => return Err(format!("a heading has no “{key}”; it has view, figure, preset")),
            }
        }
        Ok(())
    }

    /// The name of the setting it describes: of its preset, or `view:…` where it only names a view; empty for the
    /// paper's defaults.
    pub fn setting(&self) -> String {
        match (&self.preset, &self.view) {
            (Some(preset), _) => preset.clone(),
            (None, Some(view)) => format!("view:{view}"),
            (None, None) => String::new(),
        }
    }

    /// The values of that setting; the defaults for a preset or a view that does not exist.
    pub fn values(&self, paper: &Paper) -> Values {
        let preset = self.preset.as_ref().and_then(|id| paper.presets.iter().find(|p| p.id == id));
        match (preset, &self.view) {
            (Some(preset), _) => preset.values(paper),
            (None, Some(view)) => paper.defaults().with(VIEW, Value::Choice(view.clone())),
            (None, None) => paper.defaults(),
        }
    }

    /// What it names must exist and go together. `figures`: ids of those that its setting shows.
    pub(super) fn check(&self, paper: &Paper, figures: &[String]) -> Result<(), Fault> {
        let fault = |what| Err(Fault { line: self.line, what });
        if let Some(preset) = &self.preset
            && !paper.presets.iter().any(|p| p.id == preset)
        {
            return fault(format!("there is no preset “{preset}”"));
        }
        if let Some(view) = &self.view {
            if !paper.views.iter().any(|v| v.id == view) {
                return fault(format!("there is no view “{view}”"));
            }
            let shown = paper.view(&self.values(paper)).id;
            if shown != view {
                return fault(format!("its preset is one of the view “{shown}”, not of “{view}”"));
            }
        }
        match self.figures.iter().find(|f| !figures.contains(f)) {
            None => Ok(()),
            Some(figure) => fault(format!(
                "there is no figure “{figure}” in this setting; there are: {}",
                figures.join(", ")
            )),
        }
    }

    /// The opening tag of its section.
    pub(super) fn tag(&self) -> String {
        let figures = self.figures.join(" ");
        let section = html! {
            section.scene id={ "scene-" (self.id) } data-scene=(self.id) data-view=[&self.view]
                data-figure=[(!figures.is_empty()).then_some(figures)] data-preset=[&self.preset] {}
        };
        let tag = section.into_string();
        tag.strip_suffix("</section>").unwrap_or(&tag).to_owned()
    }
}

fn words<'a>(heading: &'a AstNode<'a>) -> String {
    heading
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Text(text) => Some(text.to_string()),
            NodeValue::Code(code) => Some(code.literal.clone()),
            _ => None,
        })
        .collect()
}

/// "What you see" → `what-you-see`.
fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' && c != '’' {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
