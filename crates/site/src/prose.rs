//! Markdown with formulas, live numbers and references, to HTML.

use comrak::{
    Arena, Options, format_html,
    nodes::{AstNode, NodeValue},
    parse_document,
};
use figure::significant;
use lab::{Lang, Paper, Readouts, Value};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use crate::page::escape;

/// What a prose refers to, in order: equal in both languages of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Levels of the headings.
    pub headings: Vec<u8>,
    /// Formulas as written.
    pub formulas: Vec<String>,
    /// Keys of live read-outs and scrubbable params, as in `[[…]]`, sorted.
    pub live: Vec<String>,
    /// Targets of links, sorted.
    pub links: Vec<String>,
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.math_dollars = true;
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    options.render.r#unsafe = true;
    options
}

/// What a prose refers to.
pub fn outline(markdown: &str) -> Outline {
    let arena = Arena::new();
    let mut outline = Outline::default();
    for node in parse_document(&arena, markdown, &options()).descendants() {
        match &node.data().value {
            NodeValue::Heading(h) => outline.headings.push(h.level),
            NodeValue::Math(m) => outline.formulas.push(m.literal.trim().to_owned()),
            NodeValue::Link(l) => outline.links.push(l.url.clone()),
            _ => {}
        }
    }
    outline.live = markdown
        .split("[[")
        .skip(1)
        .filter_map(|r| r.split_once("]]"))
        .map(|(key, _)| key.to_owned())
        .collect();
    outline.links.sort();
    outline.live.sort();
    outline
}

/// Prose as HTML, with the default state's numbers filled in.
///
/// # Errors
/// A sentence naming the formula that cannot be set, or the key or link that does not exist.
pub fn render(
    markdown: &str,
    paper: &Paper,
    readouts: &Readouts,
    series: &[String],
    lang: Lang,
) -> Result<String, String> {
    let config = MathCoreConfig { annotation: true, ..MathCoreConfig::default() };
    let math = LatexToMathML::new(config).map_err(|_| "math-core does not start".to_owned())?;
    let text = live(markdown, paper, readouts, lang)?;
    let arena = Arena::new();
    let root = parse_document(&arena, &text, &options());
    for node in root.descendants() {
        formula(node, &math)?;
        if let NodeValue::Link(link) = &node.data().value {
            check_link(&link.url, paper, series)?;
        }
    }
    let mut html = String::new();
    format_html(root, &options(), &mut html).map_err(|e| e.to_string())?;
    Ok(references(&html))
}

fn formula<'a>(node: &'a AstNode<'a>, math: &LatexToMathML) -> Result<(), String> {
    let mut data = node.data_mut();
    let NodeValue::Math(m) = &data.value else {
        return Ok(());
    };
    let display = if m.display_math { MathDisplay::Block } else { MathDisplay::Inline };
    let set = math
        .convert_with_local_state(m.literal.trim(), display)
        .map_err(|e| format!("formula “{}”: {e:?}", m.literal))?;
    if set.mathml.contains(" style=") {
        // As `\!` does it: the page's policy forbids styles in attributes.
        return Err(format!("formula “{}” needs an inline style", m.literal));
    }
    let html = if m.display_math {
        format!("<span class=\"eq\" tabindex=\"0\">{}</span>", set.mathml)
    } else {
        set.mathml
    };
    data.value = NodeValue::HtmlInline(html);
    Ok(())
}

/// Replaces `[[key]]` by a live read-out and `[[key=]]` by a scrubbable param.
fn live(markdown: &str, paper: &Paper, readouts: &Readouts, lang: Lang) -> Result<String, String> {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("[[") {
        let (key, tail) = after.split_once("]]").ok_or("“[[” without “]]”")?;
        out.push_str(before);
        if let Some(key) = key.strip_suffix('=') {
            let param = paper.param(key).ok_or_else(|| format!("no param “{key}”"))?;
            let value = match param.default_value() {
                Value::Number(x) => significant(x, 4),
                other => param.write(&other),
            };
            out.push_str(&format!(
                "<span class=\"scrub\" data-param=\"{key}\">{}</span>",
                escape(&value)
            ));
        } else {
            let readout = paper.readout(key).ok_or_else(|| format!("no read-out “{key}”"))?;
            let value = readouts
                .get(key)
                .map_or_else(|| "–".to_owned(), |x| significant(x, readout.digits));
            let class = readout.role.map_or_else(String::new, |r| format!(" role-{}", r.name()));
            out.push_str(&format!("<output class=\"live{class}\" data-readout=\"{key}\" title=\"{}\">{value}</output>", escape(readout.label.get(lang))));
        }
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

fn check_link(url: &str, paper: &Paper, series: &[String]) -> Result<(), String> {
    if let Some(key) = url.strip_prefix("param:") {
        return paper.param(key).map(|_| ()).ok_or_else(|| format!("no param “{key}”"));
    }
    if let Some(id) = url.strip_prefix("#preset:") {
        return paper
            .presets
            .iter()
            .any(|p| p.id == id)
            .then_some(())
            .ok_or_else(|| format!("no preset “{id}”"));
    }
    if let Some(id) = url.strip_prefix("series:") {
        // Series of other views do not occur in the default state: they must at least look like a name.
        let known = series.iter().any(|s| s == id)
            || id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        return known.then_some(()).ok_or_else(|| format!("no series “{id}”"));
    }
    if let Some(state) = url.strip_prefix('#') {
        let (_, notices) = lab::decode(paper, state, &["at", "vs", "vs."]);
        return notices.first().map_or(Ok(()), |n| Err(format!("link “{url}”: {}", n.message.en)));
    }
    if url.starts_with("https://") {
        Ok(())
    } else {
        Err(format!("link “{url}” leads nowhere"))
    }
}

/// Links to series and params become references that the app brings to life.
fn references(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<a href=\"") {
        out.push_str(before);
        let Some((tag, tail)) = after.split_once('>') else {
            out.push_str("<a href=\"");
            rest = after;
            continue;
        };
        let url = tag.split('"').next().unwrap_or_default();
        let role =
            tag.split("title=\"").nth(1).and_then(|t| t.split('"').next()).unwrap_or_default();
        if let Some(id) = url.strip_prefix("series:") {
            out.push_str(&format!(
                "<a href=\"#main\" class=\"ref role-{role}\" data-series=\"{id}\">"
            ));
        } else if let Some(key) = url.strip_prefix("param:") {
            out.push_str(&format!("<a href=\"#main\" class=\"ref\" data-param-ref=\"{key}\">"));
        } else if url.starts_with('#') {
            out.push_str(&format!("<a class=\"set\" href=\"{tag}>"));
        } else {
            out.push_str(&format!("<a rel=\"noopener\" href=\"{tag}>"));
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> &'static Paper {
        lab::PAPERS.get("fourier-density").unwrap()
    }

    #[test]
    fn formulas_numbers_and_references_are_set() {
        let readouts = Readouts::new().with("kl", 0.012_34);
        let html = render("**重要：**带宽 $N^2$ is [[kl]] at [[terms=]]; [fit](series:fit \"model\") [more](#terms=60)", paper(), &readouts, &[], Lang::En).unwrap();
        for part in [
            "<strong>重要：</strong>",
            "<math",
            "<msup>",
            "data-readout=\"kl\"",
            ">0.0123<",
            "data-param=\"terms\">14<",
            "class=\"ref role-model\" data-series=\"fit\"",
            "class=\"set\" href=\"#terms=60\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("style="));
    }

    #[test]
    fn what_does_not_exist_is_an_error() {
        for wrong in [
            "[[nothing]]",
            "[[nothing=]]",
            "$\\frobnicate$",
            "[a](param:nothing)",
            "[a](#terms=9999)",
            "[a](#preset:none)",
            "[a](elsewhere)",
        ] {
            assert!(render(wrong, paper(), &Readouts::new(), &[], Lang::En).is_err(), "{wrong}");
        }
    }
}
