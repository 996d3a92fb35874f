//! A paper: what ties params, simulation, claims and words together.

use crate::{Claim, Param, ParamError, Readout, Simulation, Text, Values, papers};

/// All the site knows of an exhibit. Its prose (`prose.en.md`, `prose.zh.md`) and its
/// sources lie in its folder, which is named after the id (`_` for `-`).
pub struct Paper {
    /// Name in addresses, file names and on the command line: lower case with hyphens.
    pub id: &'static str,
    /// A few words.
    pub title: Text,
    /// The reader's question, one sentence.
    pub question: Text,
    /// One or two sentences for search engines and link previews.
    pub description: Text,
    /// What it is about and where to read it.
    pub citation: Citation,
    /// What the reader can set, in the order of the controls.
    pub params: &'static [Param],
    /// Settings worth trying.
    pub presets: &'static [Preset],
    /// What the simulation tells in numbers.
    pub readouts: &'static [Readout],
    /// Keys of the read-outs shown beside the stage at all times.
    pub headline: &'static [&'static str],
    /// The process in time, for the transport bar; `None`: a function of the params.
    pub process: Option<Process>,
    /// Starts a simulation, its first figures already presentable. All params have a valid
    /// value of their kind.
    pub start: fn(&Values) -> Result<Box<dyn Simulation>, ParamError>,
    /// What can be checked.
    pub claims: &'static [Claim],
}

/// Where the result comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Authors, title, year, as a reference list has it.
    pub reference: &'static str,
    /// Paper, post, code: everything the exhibit builds on.
    pub links: &'static [Link],
}

/// A named address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Name.
    pub label: Text,
    /// Address.
    pub url: &'static str,
}

/// A setting worth trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Name in links: lower case with hyphens, unique within the paper.
    pub id: &'static str,
    /// A few words.
    pub title: Text,
    /// What to look for, one sentence.
    pub look_for: Text,
    /// Params set, as in an address; all others take their defaults.
    pub set: &'static [(&'static str, &'static str)],
}

/// A process in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Process {
    /// Unit of [`crate::Progress::done`], as a plural: "steps", "generations".
    pub unit: Text,
}

impl Paper {
    /// The declaration of the param `key`.
    pub fn param(&self, key: &str) -> Option<&'static Param> {
        self.params.iter().find(|p| p.key == key)
    }

    /// The declaration of the read-out `key`.
    pub fn readout(&self, key: &str) -> Option<&'static Readout> {
        self.readouts.iter().find(|r| r.key == key)
    }

    /// All params at their defaults.
    pub fn defaults(&self) -> Values {
        Values::defaults(self.params)
    }
}

/// A list of papers. The product's is [`PAPERS`]; tests bring their own.
#[derive(Clone, Copy)]
pub struct Registry(pub &'static [&'static Paper]);

impl Registry {
    /// The paper of this id.
    pub fn get(&self, id: &str) -> Option<&'static Paper> {
        self.0.iter().copied().find(|p| p.id == id)
    }

    /// All papers in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = &'static Paper> {
        self.0.iter().copied()
    }
}

/// The papers of the product. To add one: one folder in `papers/`, one line here and one
/// `mod` line in `papers/mod.rs`.
pub static PAPERS: Registry = Registry(papers::ALL);
