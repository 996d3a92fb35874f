//! The static pages: what a reader gets before, or without, any computation. Each exhibit in each language
//! is a real HTML page with its prose, formulas as MathML, and a picture of the default state.

pub mod assets;
mod card;
mod claim;
mod exhibit;
mod home;
mod inline;
mod ledger;
mod lost;
mod made;
mod offline;
mod origin;
mod page;
pub mod prose;
pub mod readme;
mod snapshot;
mod source;

use std::{io, path::Path};

use lab::{Lang, Registry};

use assets::Assets;
pub use made::Maker;
use made::{Files, Made};
pub use offline::service_worker;
pub use origin::Origin;
use prose::Article;
use snapshot::Snapshots;

/// What a build is given.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The papers.
    pub papers: Registry,
    /// The folder with one folder a paper.
    pub sources: &'a Path,
    /// What Trunk built.
    pub assets: &'a Assets,
    /// Where it will stand.
    pub origin: &'a Origin,
    /// Makes what its pages fetch besides.
    pub maker: Maker,
}

impl Site<'_> {
    /// All files of all pages, as (path within the site, content).
    ///
    /// # Errors
    /// A missing prose or source file; a prose that names what does not exist, or says other things in one
    /// language than in the other; a paper that does not start.
    pub fn build(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut files = Files::new();
        let mut firsts = Vec::new();
        for paper in self.papers.iter() {
            let folder = self.sources.join(paper.id.replace('-', "_"));
            let article = Article::read(&folder)?;
            let snapshots = Snapshots::of(paper, &article, self.maker.bring)
                .map_err(|e| io::Error::other(format!("{}: {e}", paper.id)))?;
            for lang in Lang::ALL {
                let base = format!("{}{}/", prefix(lang), paper.id);
                let prose = article
                    .html(paper, |scene| snapshots.told(scene), lang)
                    .map_err(|fault| prose_fault(&folder, lang, &fault))?;
                let made = Made::of(&self.maker, paper, &snapshots, lang, &mut files)?;
                let page = exhibit::page(self, paper, snapshots.first(), &prose, made, lang);
                files.push((format!("{base}index.html"), page.into_bytes()));
                let source = source::page(paper, &folder, lang)?;
                files.push((format!("{base}source.html"), source.into_bytes()));
            }
            if let Some(png) = card::png(paper, snapshots.first()) {
                files.push((format!("social/{}.png", paper.id), png));
            }
            firsts.push((paper, snapshots.into_first()));
        }
        for lang in Lang::ALL {
            let prefix = prefix(lang);
            let home = home::page(self, &firsts, lang);
            files.push((format!("{prefix}index.html"), home.into_bytes()));
            let ledger = ledger::page(self, lang);
            files.push((format!("{prefix}claims/index.html"), ledger.into_bytes()));
        }
        files.push(("404.html".to_owned(), lost::page(self).into_bytes()));
        files.push(("site.webmanifest".to_owned(), home::MANIFEST.as_bytes().to_vec()));
        Ok(files)
    }
}

/// Folder of a language within the site.
fn prefix(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "",
        Lang::Zh => "zh/",
    }
}

fn prose_fault(folder: &Path, lang: Lang, fault: &prose::Fault) -> io::Error {
    let file = folder.join(format!("prose.{}.md", lang.code()));
    io::Error::other(format!("{}:{fault}", file.display()))
}
