//! The static pages: what a reader gets before, or without, any computation. Each exhibit in each language
//! is a real HTML page with its prose, formulas as MathML, and a picture of the default state.

pub mod assets;
mod card;
mod exhibit;
mod home;
mod ledger;
mod page;
mod prose;
mod snapshot;
mod source;

use std::{io, path::Path};

use lab::{Lang, Registry};

use assets::Assets;
pub use prose::{Outline, outline, render};
use snapshot::Snapshot;

/// All files of all pages, as (path within the site, content). `sources` is the folder with one folder a
/// paper.
///
/// # Errors
/// A missing prose or source file, a formula or a key in the prose that does not exist, or a paper that
/// does not start.
pub fn build(
    papers: Registry,
    sources: &Path,
    assets: &Assets,
) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    let mut snapshots = Vec::new();
    for paper in papers.iter() {
        snapshots.push((
            paper,
            Snapshot::of(paper).map_err(|e| io::Error::other(format!("{}: {e}", paper.id)))?,
        ));
    }
    for lang in Lang::ALL {
        let prefix = if lang == Lang::En { "" } else { "zh/" };
        files.push((
            format!("{prefix}index.html"),
            home::page(&snapshots, lang, assets).into_bytes(),
        ));
        files.push((
            format!("{prefix}claims/index.html"),
            ledger::page(papers, lang, assets).into_bytes(),
        ));
        for (paper, snapshot) in &snapshots {
            let folder = sources.join(paper.id.replace('-', "_"));
            let base = format!("{prefix}{}/", paper.id);
            let page = exhibit::page(papers, paper, snapshot, &folder, lang, assets)?;
            files.push((format!("{base}index.html"), page.into_bytes()));
            files.push((
                format!("{base}source.html"),
                source::page(paper, &folder, lang)?.into_bytes(),
            ));
        }
    }
    for (paper, snapshot) in &snapshots {
        if let Some(png) = card::png(paper, snapshot) {
            files.push((format!("social/{}.png", paper.id), png));
        }
    }
    files.push(("404.html".to_owned(), home::not_found(assets).into_bytes()));
    files.push(("site.webmanifest".to_owned(), home::MANIFEST.as_bytes().to_vec()));
    Ok(files)
}
