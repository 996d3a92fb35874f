//! A paper: what ties params, simulation, claims and words together.

use crate::{Assets, Claim, Param, Readout, Text, VIEW, Value, Values, View, decode, papers};

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
    /// The ways of looking at it, at least one; the first opens.
    pub views: &'static [View],
    /// What the reader can set.
    pub params: &'static [Param],
    /// Settings worth trying.
    pub presets: &'static [Preset],
    /// What its simulations tell in numbers.
    pub readouts: &'static [Readout],
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

impl Preset {
    /// The values that it sets, in the view that it means.
    pub fn values(&self, paper: &Paper) -> Values {
        let words: Vec<String> = self.set.iter().map(|(key, raw)| format!("{key}={raw}")).collect();
        decode(paper, &words.join("&"), &[]).0
    }
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

    /// All params at their defaults, in the first view, with the files at hand: natively all that the paper declares.
    pub fn defaults(&self) -> Values {
        let view = self.views.first().map_or("", |v| v.id);
        Values::defaults(self.params)
            .with(VIEW, Value::Choice(view.to_owned()))
            .with_assets(Assets::at_hand(self))
    }

    /// The view that the values name.
    ///
    /// # Panics
    /// A paper without views: a test sees to it that there is none.
    pub fn view(&self, values: &Values) -> &'static View {
        let id = match values.get(VIEW) {
            Some(Value::Choice(id)) => id.as_str(),
            _ => "",
        };
        self.views.iter().find(|v| v.id == id).unwrap_or(&self.views[0])
    }

    /// The first view that fits the values and knows every one of these params, which were set; the one that knows
    /// most of them where none knows all. The very first where nothing was set.
    pub fn view_for<'k>(
        &self,
        values: &Values,
        set: impl Iterator<Item = &'k str> + Clone,
    ) -> &'static View {
        if set.clone().next().is_none() {
            return &self.views[0];
        }
        let known = |view: &View| {
            if (view.fits)(values) {
                1 + set.clone().filter(|key| view.knows(key)).count()
            } else {
                0
            }
        };
        let most = self.views.iter().map(known).max().unwrap_or(0);
        self.views.iter().find(|v| known(v) == most).unwrap_or(&self.views[0])
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
