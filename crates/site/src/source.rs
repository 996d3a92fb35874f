//! A paper's own source, to read on its page.

use std::{fs, io, path::Path};

use lab::{Lang, Paper};
use maud::{DOCTYPE, Markup, html};

/// All Rust files of the paper's folder without their tests, as an HTML fragment that also stands alone.
pub(crate) fn page(paper: &Paper, folder: &Path, lang: Lang) -> io::Result<String> {
    let mut files: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "rs"))
        .collect();
    // The mathematics first: the file names after which the paper's own things are named.
    files.sort_by_key(|p| {
        (
            matches!(p.file_stem().and_then(|s| s.to_str()), Some("params" | "figures" | "mod")),
            p.clone(),
        )
    });
    let mut listings = Vec::new();
    for file in &files {
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        listings.push((name, fs::read_to_string(file)?));
    }
    let page = html! {
        (DOCTYPE)
        // A fragment for the page, a document for whoever opens it: the parser adds what is missing.
        html lang=(lang.tag()) {
            meta charset="utf-8";
            title { (paper.title.get(lang)) }
            @for (name, text) in &listings {
                h3 { (name) }
                pre.code { code { (highlight(text.split("\n#[cfg(test)]").next().unwrap_or_default())) } }
            }
        }
    };
    Ok(page.into_string())
}

/// Comments set apart from code: what a reader looks for first.
fn highlight(code: &str) -> Markup {
    html! {
        @for line in code.lines() {
            @match line.find("//") {
                Some(at) if !line[..at].contains('"') => { (line[..at]) i { (line[at..]) } "\n" }
                _ => { (line) "\n" }
            }
        }
    }
}
