//! The two languages of the product.

use serde::{Deserialize, Serialize};

/// A language the reader can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 中文 (simplified).
    Zh,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The tag for `lang` attributes.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// The name in file names and paths: `en`, `zh`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// Words in both languages. Both are required, so a missing translation does not compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// 中文.
    pub zh: &'static str,
}

impl Text {
    /// The words in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

/// Words in both languages.
pub const fn t(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}
