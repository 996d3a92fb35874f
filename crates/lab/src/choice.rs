//! Choices as types: the words of an address, the labels of a page and an enum from one declaration.

use crate::Text;

/// An option of a [`crate::Kind::Choice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name in addresses.
    pub key: &'static str,
    /// Name on the page.
    pub label: Text,
}

impl Choice {
    /// An option.
    pub const fn new(key: &'static str, label: Text) -> Self {
        Self { key, label }
    }
}

/// An enum whose variants are the options of a choice: [`crate::Values::pick`] gives it.
pub trait Pick: Copy + Sized + 'static {
    /// The options, in declared order.
    const OPTIONS: &'static [Choice];

    /// The variant whose option has this key.
    fn of(key: &str) -> Option<Self>;
}

/// Declares an enum together with its options: `Variant = "key", "English", "中文";`.
///
/// It gets `OPTIONS` and `ALL`, a const `key`, a `label`, and implements [`Pick`], so that the param is
/// `Param::choice("loop", …, Loop::OPTIONS, Loop::Fresh.key())` and its value `values.pick::<Loop>("loop")`: no
/// word is written twice and no `match` needs a `_`.
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* $vis:vis $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal, $en:literal, $zh:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $vis enum $name { $($(#[$doc])* #[doc = $en] $variant),+ }

        #[allow(dead_code, reason = "what every choice offers; not every paper needs all of it")]
        impl $name {
            /// The options, in declared order.
            pub const OPTIONS: &'static [$crate::Choice] =
                &[$($crate::Choice::new($key, $crate::t($en, $zh))),+];
            /// The variants, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name in addresses.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// Name on the page.
            pub const fn label(self) -> $crate::Text {
                match self { $(Self::$variant => $crate::t($en, $zh)),+ }
            }
        }

        impl $crate::Pick for $name {
            const OPTIONS: &'static [$crate::Choice] = Self::OPTIONS;

            fn of(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::{Param, Values, t};

    choices! {
        /// What comes out.
        Side { Heads = "heads", "heads", "正面"; Tails = "tails", "tails", "反面"; }
    }

    #[test]
    fn a_choice_reads_back_as_its_variant() {
        let param =
            Param::choice("side", t("Side", "面"), Side::OPTIONS, const { Side::Tails.key() });
        let mut values = Values::defaults(&[param]);
        assert_eq!(values.pick::<Side>("side"), Side::Tails);
        values.set("side", param.parse("heads").unwrap());
        assert_eq!(values.pick::<Side>("side"), Side::Heads);
        assert_eq!((Side::Heads.label().zh, Side::ALL.len()), ("正面", 2));
    }
}
