//! What a paper's page fetches besides its code: the files its values need, and frames made when the site is
//! built, which the page shows at once.

use std::io;

use lab::{Lang, Paper, Values};

use crate::{assets::hash, snapshot::Snapshots};

/// Files of the site, as (path within it, content).
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// A file of the binary: its name and what is in it.
pub type Named = (&'static str, &'static [u8]);

/// What was made, or why it could not be.
pub type Bytes = Result<Vec<u8>, String>;

/// How such things are made, by who knows what page and worker say to each other.
#[derive(Clone, Copy)]
pub struct Maker {
    /// Names and contents of the files that a paper's values may need.
    pub files: fn(&'static Paper) -> Vec<Named>,
    /// Puts those files among the values.
    pub bring: fn(&'static Paper, Values) -> Values,
    /// The finished state under these values, as the page reads it; `None`: the page computes it itself.
    pub frame: fn(&'static Paper, &Values, Lang) -> Option<Bytes>,
}

impl Maker {
    /// Nothing is made: the page computes all it shows.
    pub const NOTHING: Self =
        Self { files: |_| Vec::new(), bring: |_, values| values, frame: |_, _, _| None };
}

/// Where one page finds what was made for it: pairs `name=path`, paths within the site.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    /// The files, by their names.
    pub assets: Vec<(String, String)>,
    /// The frames, by the names of their settings (a preset's, or `view:…`); first the state the page opens with, without a name.
    pub frames: Vec<(String, String)>,
}

impl Made {
    /// The files of all papers, for the ledger: its claims need them, and the papers' pages have added them.
    pub(crate) fn files_of_all(maker: &Maker, papers: lab::Registry) -> Self {
        let mut made = Self::default();
        for (name, bytes) in papers.iter().flat_map(|paper| (maker.files)(paper)) {
            if made.assets.iter().all(|(known, _)| known != name) {
                made.assets.push((name.to_owned(), hashed("assets", name, bytes)));
            }
        }
        made
    }

    /// Makes them for one page and adds their files.
    pub(crate) fn of(
        maker: &Maker,
        paper: &'static Paper,
        snapshots: &Snapshots,
        lang: Lang,
        out: &mut Files,
    ) -> io::Result<Self> {
        let mut made = Self::default();
        for (name, bytes) in (maker.files)(paper) {
            // Several params may need one.
            if made.assets.iter().any(|(known, _)| known == name) {
                continue;
            }
            let path = hashed("assets", name, bytes);
            made.assets.push((name.to_owned(), path.clone()));
            add(out, path, bytes.to_vec());
        }
        for (setting, values) in snapshots.states() {
            let Some(frame) = (maker.frame)(paper, values, lang) else { continue };
            let name =
                if setting.is_empty() { "default".to_owned() } else { setting.replace(':', "-") };
            let file = format!("{}.{name}.{}.bin", paper.id, lang.code());
            let bytes = frame.map_err(|e| io::Error::other(format!("{file}: {e}")))?;
            let path = hashed("frames", &file, &bytes);
            made.frames.push((setting.clone(), path.clone()));
            add(out, path, bytes);
        }
        Ok(made)
    }
}

/// Pairs as an attribute of the page.
pub(crate) fn attribute(pairs: &[(String, String)]) -> Option<String> {
    let pairs: Vec<String> = pairs.iter().map(|(name, path)| format!("{name}={path}")).collect();
    (!pairs.is_empty()).then(|| pairs.join(" "))
}

/// `words.en.txt` in `assets` → `assets/words.en-0123456789abcdef.txt`.
fn hashed(folder: &str, name: &str, bytes: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("{folder}/{stem}-{:016x}.{extension}", hash(bytes))
}

/// Several pages share a file.
fn add(out: &mut Files, path: String, bytes: Vec<u8>) {
    if !out.iter().any(|(known, _)| *known == path) {
        out.push((path, bytes));
    }
}
