//! Params: what a reader can set. One declaration gives the control on the page, the
//! address, the flag of the command line and the validation.

use figure::Scale;

use crate::{Asset, Choice, Table, Text, Values, t};

/// The declaration of a param.
#[derive(Clone, Copy)]
pub struct Param {
    /// Name in addresses and on the command line: lower case with hyphens or underscores.
    pub key: &'static str,
    /// The paper's notation (`N`, `γ`); empty where there is none.
    pub symbol: &'static str,
    /// Name.
    pub label: Text,
    /// One sentence: what it does to what is seen.
    pub help: Text,
    /// What values it takes.
    pub kind: Kind,
    /// A word that may stand in place of a number.
    pub word: Option<Word>,
    /// Whether it matters under these values; the page hides it where it does not.
    pub shown: fn(&Values) -> bool,
    /// Rarely needed: lies under "more".
    pub advanced: bool,
    /// Files that its values may need.
    pub assets: &'static [Asset],
}

/// What values a param takes.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A real number.
    Number {
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Grid from `min` on a linear scale; 0: any value. The arrow keys move by it.
        step: f64,
        /// How the slider runs.
        scale: Scale,
        /// Unit; empty for pure numbers.
        unit: Text,
        /// Default.
        default: f64,
    },
    /// A whole number.
    Integer {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
        /// How the slider runs.
        scale: Scale,
        /// Unit; empty for counts.
        unit: Text,
        /// Default.
        default: i64,
    },
    /// One of a few.
    Choice {
        /// The options, in order.
        options: &'static [Choice],
        /// Key of the default.
        default: &'static str,
    },
    /// On or off; `on` and `off` in addresses.
    Toggle {
        /// Default.
        default: bool,
    },
    /// Seed of all chance in the simulation.
    Seed {
        /// Default.
        default: u64,
    },
    /// A set of numbers from the reader: pasted, a file, or drawn.
    Data(DataSpec),
    /// Words from the reader.
    Text(TextSpec),
}

/// A word in place of a number: `fresh` for a sample size, `off` for a clamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word in addresses.
    pub key: &'static str,
    /// Name on the page.
    pub label: Text,
    /// Whether it is the default.
    pub default: bool,
}

/// What data a [`Kind::Data`] param takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DataSpec {
    /// Fewest columns. A file with more is offered for choosing.
    pub min_columns: usize,
    /// Most columns.
    pub max_columns: usize,
    /// Fewest rows of a set that is not empty. An empty set means "none given".
    pub min_rows: usize,
    /// Most rows.
    pub max_rows: usize,
    /// Least and greatest number allowed.
    pub range: (f64, f64),
    /// Whether all rows may be equal.
    pub constant: bool,
    /// Whether each row begins with a word, its label, which is not counted as a column.
    pub labels: bool,
    /// Default, row-major, with `min_columns` columns.
    pub default: &'static [f64],
    /// An example of what to paste.
    pub example: &'static str,
}

/// What text a [`Kind::Text`] param takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSpec {
    /// Most characters.
    pub max_chars: usize,
    /// Default; may be empty: "none given".
    pub default: &'static str,
    /// Whether it may have several lines.
    pub multiline: bool,
}

impl DataSpec {
    /// One column of at least `min_rows` finite numbers, not all equal; none by default.
    pub const fn numbers(min_rows: usize, max_rows: usize) -> Self {
        Self {
            min_columns: 1,
            max_columns: 1,
            min_rows,
            max_rows,
            range: (-1e12, 1e12),
            constant: false,
            labels: false,
            default: &[],
            example: "1.8 3.6 2.3 4.5",
        }
    }

    /// The default as a table.
    pub fn default_table(&self) -> Table {
        Table::new(self.min_columns, self.default.to_vec())
    }
}

const fn always(_: &Values) -> bool {
    true
}

impl Param {
    const fn new(key: &'static str, label: Text, kind: Kind) -> Self {
        Self {
            key,
            symbol: "",
            label,
            help: t("", ""),
            kind,
            word: None,
            shown: always,
            advanced: false,
            assets: &[],
        }
    }

    /// A real number from `min` to `max` on a linear slider in steps of `step`.
    pub const fn number(
        key: &'static str,
        label: Text,
        (min, max, step): (f64, f64, f64),
        default: f64,
    ) -> Self {
        Self::new(
            key,
            label,
            Kind::Number { min, max, step, scale: Scale::Linear, unit: t("", ""), default },
        )
    }

    /// A whole number from `min` to `max` on a linear slider.
    pub const fn integer(
        key: &'static str,
        label: Text,
        (min, max): (i64, i64),
        default: i64,
    ) -> Self {
        Self::new(
            key,
            label,
            Kind::Integer { min, max, scale: Scale::Linear, unit: t("", ""), default },
        )
    }

    /// One of `options`.
    pub const fn choice(
        key: &'static str,
        label: Text,
        options: &'static [Choice],
        default: &'static str,
    ) -> Self {
        Self::new(key, label, Kind::Choice { options, default })
    }

    /// On or off.
    pub const fn toggle(key: &'static str, label: Text, default: bool) -> Self {
        Self::new(key, label, Kind::Toggle { default })
    }

    /// The seed, under the key `seed`.
    pub const fn seed(default: u64) -> Self {
        Self::new("seed", t("Seed", "随机种子"), Kind::Seed { default }).help(t(
            "The same seed gives the same run, here and on every machine.",
            "种子相同，结果就相同，在任何机器上都一样。",
        ))
    }

    /// A set of numbers from the reader.
    pub const fn data(key: &'static str, label: Text, spec: DataSpec) -> Self {
        Self::new(key, label, Kind::Data(spec))
    }

    /// Words from the reader.
    pub const fn text(key: &'static str, label: Text, spec: TextSpec) -> Self {
        Self::new(key, label, Kind::Text(spec))
    }

    /// Gives the paper's notation.
    pub const fn symbol(mut self, symbol: &'static str) -> Self {
        self.symbol = symbol;
        self
    }

    /// Says in one sentence what it does.
    pub const fn help(mut self, help: Text) -> Self {
        self.help = help;
        self
    }

    /// Lets the slider run logarithmically (numbers and integers with `min` > 0).
    pub const fn log(mut self) -> Self {
        match &mut self.kind {
            Kind::Number { scale, .. } | Kind::Integer { scale, .. } => *scale = Scale::Log10,
            _ => {}
        }
        self
    }

    /// Names the unit of a number or an integer.
    pub const fn unit(mut self, name: Text) -> Self {
        match &mut self.kind {
            Kind::Number { unit, .. } | Kind::Integer { unit, .. } => *unit = name,
            _ => {}
        }
        self
    }

    /// Allows a word in place of a number.
    pub const fn word(mut self, key: &'static str, label: Text, default: bool) -> Self {
        self.word = Some(Word { key, label, default });
        self
    }

    /// Shows the control only where it matters.
    pub const fn when(mut self, shown: fn(&Values) -> bool) -> Self {
        self.shown = shown;
        self
    }

    /// Declares files that its values may need ([`crate::asset!`]).
    pub const fn assets(mut self, assets: &'static [Asset]) -> Self {
        self.assets = assets;
        self
    }

    /// Puts the control under "more".
    pub const fn advanced(mut self) -> Self {
        self.advanced = true;
        self
    }
}
