//! A paper's own source, to read on its page.

use std::{fs, io, path::Path};

use lab::{Lang, Paper};

use crate::page::escape;

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
    let mut out = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{}</title>\n",
        lang.tag(),
        escape(paper.title.get(lang))
    );
    for file in files {
        let text = fs::read_to_string(&file)?;
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let name = file.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        out.push_str(&format!(
            "<h3>{}</h3>\n<pre class=\"code\"><code>{}</code></pre>\n",
            escape(name),
            highlight(code)
        ));
    }
    Ok(out)
}

/// Comments set apart from code: what a reader looks for first.
fn highlight(code: &str) -> String {
    code.lines()
        .map(|line| match line.find("//") {
            Some(at) if !line[..at].contains('"') => {
                format!("{}<i>{}</i>\n", escape(&line[..at]), escape(&line[at..]))
            }
            _ => format!("{}\n", escape(line)),
        })
        .collect()
}
