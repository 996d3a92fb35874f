//! Files that come with the site and not with the program: texts, word vectors, weights.
//!
//! A param declares which of them its values need ([`crate::Param::assets`]). On the page they are fetched when
//! they are needed and handed to the worker; natively they are in the binary (feature `embed`). A simulation finds
//! them among its values ([`crate::Values::asset`]) and knows no difference.

use std::{collections::BTreeMap, sync::Arc};

use crate::{Paper, Values};

/// A file in `crates/lab/assets`: made by [`crate::asset!`].
#[derive(Clone, Copy)]
pub struct Asset {
    /// Its name: lower case, digits, hyphens and dots.
    pub name: &'static str,
    /// Whether it is needed under these values.
    pub when: fn(&Values) -> bool,
    /// What is in it.
    #[cfg(feature = "embed")]
    pub bytes: &'static [u8],
}

/// Declares a file of `crates/lab/assets` by its name: `asset!("alice.txt")`.
#[macro_export]
macro_rules! asset {
    ($name:literal) => {{
        let asset = $crate::Asset::new($name);
        #[cfg(feature = "embed")]
        let asset = $crate::Asset {
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/", $name)),
            ..asset
        };
        asset
    }};
}

impl Asset {
    /// A file of this name with nothing in it: [`crate::asset!`] adds what is in it.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            when: |_| true,
            #[cfg(feature = "embed")]
            bytes: &[],
        }
    }

    /// Needed only under some values.
    pub const fn when(mut self, when: fn(&Values) -> bool) -> Self {
        self.when = when;
        self
    }
}

/// Files at hand, by name. They are no setting: two sets of values that differ only in them are equal.
#[derive(Clone, Debug, Default)]
pub struct Assets(Arc<BTreeMap<String, Arc<[u8]>>>);

impl Assets {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) {
        Arc::make_mut(&mut self.0).insert(name.to_owned(), bytes.into());
    }

    /// The file of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<[u8]>> {
        self.0.get(name)
    }

    /// The files of a paper that are in the binary: all of them natively (feature `embed`), none in the wasm.
    pub fn at_hand(paper: &Paper) -> Self {
        #[cfg(feature = "embed")]
        {
            let all = paper.assets().map(|asset| (asset.name.to_owned(), Arc::from(asset.bytes)));
            Self(Arc::new(all.collect()))
        }
        #[cfg(not(feature = "embed"))]
        {
            let _ = paper;
            Self::default()
        }
    }
}

impl PartialEq for Assets {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Paper {
    /// All files that its params may need.
    pub fn assets(&self) -> impl Iterator<Item = &'static Asset> {
        self.params.iter().flat_map(|param| param.assets)
    }

    /// Names of the files that these values need.
    pub fn needs(&self, values: &Values) -> Vec<&'static str> {
        let mut names: Vec<_> =
            self.assets().filter(|asset| (asset.when)(values)).map(|asset| asset.name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Param, t};

    #[test]
    fn files_are_found_by_name_and_are_no_setting() {
        let param = Param::integer("n", t("n", "n"), (1, 9), 3);
        let mut assets = Assets::default();
        assets.insert("a.txt", *b"abc");
        let plain = Values::defaults(&[param]);
        let full = plain.clone().with_assets(assets);
        assert_eq!(full.asset("a.txt").as_deref(), Some(&b"abc"[..]));
        assert_eq!((plain.asset("a.txt"), full.asset("b.txt")), (None, None));
        assert_eq!(plain, full);
        assert!(plain.same_except(&full, &[]));
    }

    #[test]
    fn a_file_may_be_needed_under_some_values_only() {
        let asset = Asset::new("a.txt").when(|values| values.integer("n") > 5);
        let few = Values::defaults(&[Param::integer("n", t("n", "n"), (1, 9), 3)]);
        let many = few.clone().with("n", crate::Value::Integer(6));
        assert!(!(asset.when)(&few) && (asset.when)(&many));
    }
}
