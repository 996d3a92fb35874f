//! What the post says, measured.

mod law;
mod model;
mod remedies;
mod row;

use super::choices::Method;
use crate::{Claim, Message, Part, Value, Values};

const POST: &str = "https://spaces.ac.cn/archives/9736";
const TIGER: &str = "https://github.com/bojone/tiger";
const LAZY: &str = "https://spaces.ac.cn/archives/6869";

pub(super) const CLAIMS: &[Claim] = &[
    model::BOTH_ENDS,
    model::ON_THE_WAY,
    model::LOW_FREQUENCY,
    model::ONLY_EMBEDDING,
    remedies::LOSS,
    model::LEARNS,
    model::LION,
    model::ADAM,
    model::SAME_DIRECTION,
    remedies::REMEDIES,
    remedies::TIED,
    remedies::OFTEN,
    row::FIXED_POINT,
    row::TIMES,
    row::LOGISTIC,
    row::ROUNDED,
    row::FLUSHED,
    row::ADAM_STOPS,
    row::LAZY_ROW,
    row::NEVER_SEEN,
    law::BETA,
    law::TAILS,
    law::OFTEN,
];

/// The same values with another optimiser.
fn with(values: &Values, method: Method) -> Values {
    values.clone().with("optimizer", Value::Choice(method.key().to_owned()))
}

/// Another half of a sentence, named in both languages.
fn half(en: impl Into<String>, zh: impl Into<String>, value: f64) -> Part {
    Part { condition: Message::new(en, zh), value }
}
