//! Values of params.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{Assets, Kind, Param, Pick, Table};

/// The value of one param. Its variant follows from the param's [`Kind`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// [`Kind::Number`].
    Number(f64),
    /// [`Kind::Integer`].
    Integer(i64),
    /// [`Kind::Choice`]: key of the option.
    Choice(String),
    /// [`Kind::Toggle`].
    Toggle(bool),
    /// [`Kind::Seed`].
    Seed(u64),
    /// [`Kind::Data`].
    Data(Arc<Table>),
    /// [`Kind::Text`].
    Text(Arc<str>),
    /// The word that stands in place of a number ([`crate::Word`]).
    Word,
}

/// A value for every param of a paper. Only code that knows the declarations makes one,
/// so each is of its param's kind and within its range.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Values(BTreeMap<String, Value>, #[serde(skip)] Assets);

/// The getters are called with keys and kinds from the paper's own declarations; a test
/// starts every paper, so a wrong one cannot reach a reader.
impl Values {
    /// All params at their defaults.
    pub fn defaults(params: &[Param]) -> Self {
        let values = params.iter().map(|p| (p.key.to_owned(), p.default_value())).collect();
        Self(values, Assets::default())
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Puts a value under `key`, which must be of the param's kind and in its range
    /// ([`Param::parse`] and [`Param::nearest`] give such values).
    pub fn set(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    /// Takes the value under `key` away: for a copy that travels without it.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key)
    }

    /// With another value under `key`.
    pub fn with(mut self, key: &str, value: Value) -> Self {
        self.set(key, value);
        self
    }

    /// With the files at hand.
    pub fn with_assets(mut self, assets: Assets) -> Self {
        self.1 = assets;
        self
    }

    /// The file of this name, where it was declared ([`Param::assets`]) and the values need it.
    pub fn asset(&self, name: &str) -> Option<Arc<[u8]>> {
        self.1.get(name).cloned()
    }

    /// Whether the two agree on all keys but these.
    pub fn same_except(&self, other: &Self, keys: &[&str]) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().all(|(k, v)| keys.contains(&k.as_str()) || other.0.get(k) == Some(v))
    }

    /// A [`Kind::Number`].
    pub fn number(&self, key: &str) -> f64 {
        match self.get(key) {
            Some(Value::Number(x)) => *x,
            other => mismatch(key, "a number", other),
        }
    }

    /// A [`Kind::Integer`].
    pub fn integer(&self, key: &str) -> i64 {
        match self.get(key) {
            Some(Value::Integer(x)) => *x,
            other => mismatch(key, "an integer", other),
        }
    }

    /// A [`Kind::Integer`] whose range does not go below 0, as a count.
    pub fn count(&self, key: &str) -> usize {
        usize::try_from(self.integer(key)).unwrap_or(0)
    }

    /// A [`Kind::Number`] with a [`crate::Word`]: `None` if the word stands there.
    pub fn number_or_word(&self, key: &str) -> Option<f64> {
        match self.get(key) {
            Some(Value::Word) => None,
            _ => Some(self.number(key)),
        }
    }

    /// A [`Kind::Integer`] with a [`crate::Word`]: `None` if the word stands there.
    pub fn integer_or_word(&self, key: &str) -> Option<i64> {
        match self.get(key) {
            Some(Value::Word) => None,
            _ => Some(self.integer(key)),
        }
    }

    /// A [`Kind::Choice`]: key of the option.
    pub fn choice(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Value::Choice(x)) => x,
            other => mismatch(key, "a choice", other),
        }
    }

    /// A [`Kind::Choice`] declared with [`crate::choices!`]: the variant.
    pub fn pick<C: Pick>(&self, key: &str) -> C {
        match C::of(self.choice(key)) {
            Some(variant) => variant,
            None => mismatch(key, "this choice", self.get(key)),
        }
    }

    /// A [`Kind::Toggle`].
    pub fn toggle(&self, key: &str) -> bool {
        match self.get(key) {
            Some(Value::Toggle(x)) => *x,
            other => mismatch(key, "a toggle", other),
        }
    }

    /// A [`Kind::Seed`].
    pub fn seed(&self, key: &str) -> u64 {
        match self.get(key) {
            Some(Value::Seed(x)) => *x,
            other => mismatch(key, "a seed", other),
        }
    }

    /// A [`Kind::Data`].
    pub fn data(&self, key: &str) -> &Arc<Table> {
        match self.get(key) {
            Some(Value::Data(x)) => x,
            other => mismatch(key, "data", other),
        }
    }

    /// A [`Kind::Text`].
    pub fn text(&self, key: &str) -> &Arc<str> {
        match self.get(key) {
            Some(Value::Text(x)) => x,
            other => mismatch(key, "text", other),
        }
    }
}

#[cold]
fn mismatch(key: &str, wanted: &str, found: Option<&Value>) -> ! {
    unreachable!("param {key} is not declared as {wanted}: {found:?}")
}

impl Param {
    /// The value it has when the reader has set nothing.
    pub fn default_value(&self) -> Value {
        if self.word.is_some_and(|w| w.default) {
            return Value::Word;
        }
        match self.kind {
            Kind::Number { default, .. } => Value::Number(default),
            Kind::Integer { default, .. } => Value::Integer(default),
            Kind::Choice { default, .. } => Value::Choice(default.to_owned()),
            Kind::Toggle { default } => Value::Toggle(default),
            Kind::Seed { default } => Value::Seed(default),
            Kind::Data(spec) => Value::Data(Arc::new(spec.default_table())),
            Kind::Text(spec) => Value::Text(Arc::from(spec.default)),
        }
    }
}
