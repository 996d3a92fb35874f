//! Both languages of one prose, held against each other.

use std::{fs, io, path::Path};

use comrak::{
    Arena, format_html,
    nodes::{AstNode, NodeHtmlBlock, NodeValue},
};
use lab::{Lang, Paper, Readouts};

use super::{Fault, Scene, formula, links, numbers, options, parse, spacing};

/// A prose in both languages.
#[derive(Clone, Debug)]
pub struct Article {
    texts: [String; 2],
    scenes: Vec<Scene>,
}

/// What the figures and read-outs of a setting tell.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its numbers.
    pub readouts: Readouts,
    /// Ids of its figures.
    pub figures: Vec<String>,
    /// Ids of its series.
    pub series: Vec<String>,
}

/// A scene with all it refers to; the first part of an article may stand before any heading.
#[derive(Debug, Default, PartialEq, Eq)]
struct Part {
    scene: Option<Scene>,
    formulas: Vec<String>,
    live: Vec<String>,
    links: Vec<String>,
}

impl Article {
    /// Reads `prose.en.md` and `prose.zh.md` of a paper's folder.
    ///
    /// # Errors
    /// A file that cannot be read; a heading whose attributes cannot; scenes, formulas, live numbers or links
    /// that are not the same in both.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let files = Lang::ALL.map(|lang| folder.join(format!("prose.{}.md", lang.code())));
        let read = |file: &Path| {
            fs::read_to_string(file)
                .map_err(|e| io::Error::other(format!("{}: {e}", file.display())))
        };
        let texts = [read(&files[0])?, read(&files[1])?];
        Self::new(texts).map_err(|(lang, fault)| {
            io::Error::other(format!("{}:{fault}", files[lang as usize].display()))
        })
    }

    /// From the texts in the order of [`Lang::ALL`].
    ///
    /// # Errors
    /// As [`Article::read`], with the language of the text at fault.
    pub fn new(texts: [String; 2]) -> Result<Self, (Lang, Fault)> {
        let en = parts(&texts[0]).map_err(|fault| (Lang::En, fault))?;
        let zh = parts(&texts[1]).map_err(|fault| (Lang::Zh, fault))?;
        compare(&en, &zh).map_err(|fault| (Lang::Zh, fault))?;
        let scenes: Vec<Scene> = en.into_iter().filter_map(|p| p.scene).collect();
        for (i, scene) in scenes.iter().enumerate() {
            let what = if scene.id.is_empty() {
                "a heading needs words".to_owned()
            } else if scenes[..i].iter().any(|s| s.id == scene.id) {
                format!("two scenes would be called “{}”", scene.id)
            } else {
                continue;
            };
            return Err((Lang::En, Fault { line: scene.line, what }));
        }
        Ok(Self { texts, scenes })
    }

    /// Its scenes in order.
    pub fn scenes(&self) -> &[Scene] {
        &self.scenes
    }

    /// As HTML. `told` tells of the setting of a scene; what stands before the first speaks of the defaults.
    ///
    /// # Errors
    /// A formula that is none; a read-out, param, preset, figure, view or link that does not exist.
    pub fn html<'t>(
        &self,
        paper: &Paper,
        told: impl Fn(&Scene) -> &'t Told,
        lang: Lang,
    ) -> Result<String, Fault> {
        let math = formula::converter()?;
        let arena = Arena::new();
        let root = parse(&arena, &self.texts[lang as usize]);
        let mut scenes = self.scenes.iter();
        let mut state = told(&Scene::default());
        let mut open = false;
        // The tree changes underneath: the list of its blocks is taken first.
        let blocks: Vec<_> = root.children().collect();
        for block in blocks {
            let ends = matches!(block.data().value, NodeValue::FootnoteDefinition(_));
            if (begins(block) || ends) && std::mem::take(&mut open) {
                block.insert_before(arena.alloc(block_of("</section>").into()));
            }
            if begins(block)
                && let Some(scene) = scenes.next()
            {
                let line = Scene::read(block)?.line;
                state = told(scene);
                scene.check(paper, &state.figures).map_err(|f| Fault { line, ..f })?;
                block.insert_before(arena.alloc(block_of(&scene.tag()).into()));
                open = true;
            }
            let nodes: Vec<_> = block.descendants().collect();
            if lang == Lang::Zh {
                // While the neighbours are still words.
                nodes.iter().for_each(|node| spacing::set(node));
            }
            for node in nodes {
                formula::set(node, &math)?;
                numbers::set(node, paper, &state.readouts, lang)?;
                links::set(&arena, node, paper, &state.series)?;
            }
        }
        if open {
            root.append(arena.alloc(block_of("</section>").into()));
        }
        let mut html = String::new();
        format_html(root, &options(), &mut html)
            .map_err(|e| Fault { line: 0, what: e.to_string() })?;
        Ok(html)
    }
}

fn block_of(html: &str) -> NodeValue {
    NodeValue::HtmlBlock(NodeHtmlBlock { block_type: 6, literal: html.to_owned() })
}

/// Whether a block is the heading of a scene.
fn begins<'a>(block: &'a AstNode<'a>) -> bool {
    matches!(block.data().value, NodeValue::Heading(h) if h.level == 2)
}

fn parts(markdown: &str) -> Result<Vec<Part>, Fault> {
    let arena = Arena::new();
    let mut parts = vec![Part::default()];
    for block in parse(&arena, markdown).children() {
        if begins(block) {
            parts.push(Part { scene: Some(Scene::read(block)?), ..Part::default() });
        }
        let Some(part) = parts.last_mut() else { continue };
        for node in block.descendants() {
            match &node.data().value {
                NodeValue::Math(m) => part.formulas.push(m.literal.trim().to_owned()),
                NodeValue::Link(l) => part.links.push(l.url.clone()),
                NodeValue::WikiLink(l) => part.live.push(l.url.clone()),
                _ => {}
            }
        }
        // A sentence may name them in another order in another language.
        part.links.sort();
        part.live.sort();
    }
    Ok(parts)
}

fn compare(en: &[Part], zh: &[Part]) -> Result<(), Fault> {
    let line = |part: Option<&Part>| part.and_then(|p| p.scene.as_ref()).map_or(1, |s| s.line);
    if en.len() != zh.len() {
        let what = format!("{} scenes here, {} in English", zh.len() - 1, en.len() - 1);
        return Err(Fault { line: line(zh.last()), what });
    }
    for (en, zh) in en.iter().zip(zh) {
        let fault = |what: String| Err(Fault { line: line(Some(zh)), what });
        let said = |part: &Part| {
            part.scene.as_ref().map(|s| (s.view.clone(), s.figures.clone(), s.preset.clone()))
        };
        if said(en) != said(zh) {
            return fault(format!(
                "the attributes are not those of line {} in English",
                line(Some(en))
            ));
        }
        for (what, en, zh) in [
            ("formula", &en.formulas, &zh.formulas),
            ("live number", &en.live, &zh.live),
            ("link", &en.links, &zh.links),
        ] {
            // Each language puts them in its own order, and may name one once more.
            let only = |a: &[String], b: &[String]| a.iter().find(|x| !b.contains(x)).cloned();
            if let Some(missing) = only(en, zh) {
                return fault(format!("the {what} “{missing}” is in English only"));
            }
            if let Some(extra) = only(zh, en) {
                return fault(format!("the {what} “{extra}” is not in English"));
            }
        }
    }
    Ok(())
}
