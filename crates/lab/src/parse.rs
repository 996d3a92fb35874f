//! From words to values: what an address, a command line or a field of the page holds.

use std::sync::Arc;

use crate::{
    DataSpec, Kind, Message, Param, Sheet, Table, TextSpec, Value,
    data::{clip, half_width},
};

/// Words that are no valid value of a param.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The nearest valid value: the bound that was passed, or the default.
    pub nearest: Value,
    /// What is wrong and what is allowed, without a full stop at the end: for whoever takes nothing.
    pub reason: Message,
    /// Sentences for whoever takes the nearest value: name, reason, and what is used instead.
    pub message: Message,
}

impl Param {
    /// Reads a value. Full-width digits and signs count as their ASCII forms.
    ///
    /// # Errors
    /// [`Rejected`] where `raw` is not of the param's kind or out of its range, with the
    /// nearest valid value.
    pub fn parse(&self, raw: &str) -> Result<Value, Rejected> {
        if let Some(word) = self.word
            && raw.trim() == word.key
        {
            return Ok(Value::Word);
        }
        match self.kind {
            Kind::Number { min, max, .. } => self.parse_number(raw, min, max),
            Kind::Integer { min, max, .. } => self.parse_integer(raw, min, max),
            Kind::Choice { options, .. } => {
                let key = raw.trim();
                if options.iter().any(|o| o.key == key) {
                    return Ok(Value::Choice(key.to_owned()));
                }
                Err(self.unknown(raw))
            }
            Kind::Toggle { .. } => match raw.trim() {
                "on" | "true" | "1" => Ok(Value::Toggle(true)),
                "off" | "false" | "0" => Ok(Value::Toggle(false)),
                _ => Err(self.unknown(raw)),
            },
            Kind::Seed { .. } => {
                half_width(raw).trim().parse().map(Value::Seed).map_err(|_| self.unknown(raw))
            }
            Kind::Data(spec) => self.parse_data(raw, &spec),
            Kind::Text(spec) => self.parse_text(raw, &spec),
        }
    }

    fn parse_number(&self, raw: &str, min: f64, max: f64) -> Result<Value, Rejected> {
        match half_width(raw).trim().parse::<f64>() {
            Ok(x) if (min..=max).contains(&x) => Ok(Value::Number(x)),
            Ok(x) if x.is_finite() => Err(self.out_of_range(raw, Value::Number(x.clamp(min, max)))),
            Ok(_) => Err(self.not_finite(raw)),
            Err(_) => Err(self.not_a_number(raw)),
        }
    }

    fn parse_integer(&self, raw: &str, min: i64, max: i64) -> Result<Value, Rejected> {
        let raw = &half_width(raw);
        if let Ok(x) = raw.trim().parse::<i64>()
            && (min..=max).contains(&x)
        {
            return Ok(Value::Integer(x));
        }
        match raw.trim().parse::<f64>() {
            Ok(x) if x.is_finite() => {
                let (low, high) = (min as f64, max as f64);
                let nearest = Value::Integer(x.round().clamp(low, high) as i64);
                if !(low..=high).contains(&x) {
                    Err(self.out_of_range(raw, nearest))
                } else if x.round() == x {
                    Ok(nearest)
                } else {
                    let (en, zh) = (
                        format!("{} is not a whole number", clip(raw)),
                        format!("{} 不是整数", clip(raw)),
                    );
                    Err(self.rejected(nearest, self.allowing(en, zh)))
                }
            }
            Ok(_) => Err(self.not_finite(raw)),
            Err(_) => Err(self.not_a_number(raw)),
        }
    }

    fn parse_data(&self, raw: &str, spec: &DataSpec) -> Result<Value, Rejected> {
        if raw.trim().is_empty() {
            return Ok(Value::Data(Arc::new(Table::new(spec.min_columns, Vec::new()))));
        }
        Sheet::parse(raw)
            .and_then(|sheet| sheet.take(spec))
            .map(|table| Value::Data(Arc::new(table)))
            .map_err(|error| self.rejected(self.default_value(), error.message()))
    }

    fn parse_text(&self, raw: &str, spec: &TextSpec) -> Result<Value, Rejected> {
        let count = raw.chars().count();
        if count <= spec.max_chars {
            return Ok(Value::Text(Arc::from(raw)));
        }
        let kept: String = raw.chars().take(spec.max_chars).collect();
        let (en, zh) = (format!("{count} characters are too many"), format!("{count} 个字符太多"));
        Err(self.rejected(Value::Text(Arc::from(kept)), self.allowing(en, zh)))
    }

    fn not_a_number(&self, raw: &str) -> Rejected {
        let raw = clip(raw);
        let reason = self.allowing(format!("“{raw}” is not a number"), format!("“{raw}”不是数"));
        self.rejected(self.default_value(), reason)
    }

    fn not_finite(&self, raw: &str) -> Rejected {
        let raw = clip(raw);
        let reason =
            self.allowing(format!("“{raw}” is not finite"), format!("“{raw}”不是有限的数"));
        self.rejected(self.default_value(), reason)
    }

    fn out_of_range(&self, raw: &str, nearest: Value) -> Rejected {
        let raw = clip(&half_width(raw));
        let reason = self.allowing(format!("{raw} is out of range"), format!("{raw} 超出范围"));
        self.rejected(nearest, reason)
    }

    fn unknown(&self, raw: &str) -> Rejected {
        let raw = clip(raw);
        let reason =
            self.allowing(format!("“{raw}” is none of its values"), format!("“{raw}”不在取值之中"));
        self.rejected(self.default_value(), reason)
    }

    /// A fault, and what the param takes.
    fn allowing(&self, en: String, zh: String) -> Message {
        let takes = self.takes();
        let name = |label: &'static str| if self.symbol.is_empty() { label } else { self.symbol };
        Message::new(
            format!("{en}; {} takes {}", name(self.label.en), takes.en),
            format!("{zh}；{} 可取{}", name(self.label.zh), takes.zh),
        )
    }

    /// What values it takes, as the end of a sentence: "whole numbers from 1 to 100".
    pub fn takes(&self) -> Message {
        let (mut en, mut zh) = match self.kind {
            Kind::Number { min, max, .. } => {
                (format!("numbers from {min} to {max}"), format!(" {min} 到 {max} 的数"))
            }
            Kind::Integer { min, max, .. } => {
                (format!("whole numbers from {min} to {max}"), format!(" {min} 到 {max} 的整数"))
            }
            Kind::Seed { .. } => (
                format!("whole numbers from 0 to {}", u64::MAX),
                format!(" 0 到 {} 的整数", u64::MAX),
            ),
            Kind::Choice { options, .. } => {
                let all: Vec<_> = options.iter().map(|o| o.key).collect();
                (listed(&all), format!(" {}", all.join("、")))
            }
            Kind::Toggle { .. } => ("on or off".to_owned(), " on 或 off".to_owned()),
            Kind::Data(spec) => {
                let (least, most) = (spec.min_rows, spec.max_rows);
                let (en, zh) = if spec.labels { ("a word and ", "一个词和") } else { ("", "") };
                (
                    format!("{least} to {most} rows of {en}numbers"),
                    format!(" {least} 到 {most} 行，每行{zh}若干个数"),
                )
            }
            Kind::Text(spec) => (
                format!("at most {} characters", spec.max_chars),
                format!("至多 {} 个字符", spec.max_chars),
            ),
        };
        if let Some(word) = self.word {
            en = format!("{en}, or “{}”", word.key);
            zh = format!("{zh}，或“{}”", word.key);
        }
        Message::new(en, zh)
    }

    fn rejected(&self, nearest: Value, reason: Message) -> Rejected {
        let (en, zh) = match (&nearest, self.kind) {
            (Value::Data(table), _) if table.is_empty() => {
                ("No data are used.".to_owned(), "未采用这些数据。".to_owned())
            }
            (Value::Data(_), _) => ("The default is used.".to_owned(), "改用默认值。".to_owned()),
            (Value::Text(_), Kind::Text(spec)) => (
                format!("The first {} are used.", spec.max_chars),
                format!("只取前 {} 个。", spec.max_chars),
            ),
            _ => {
                let used = self.write(&nearest);
                (format!("{used} is used."), format!("改用 {used}。"))
            }
        };
        let message = Message::new(
            format!("{} ({}): {}. {en}", self.label.en, self.key, reason.en),
            format!("{}（{}）：{}。{zh}", self.label.zh, self.key, reason.zh),
        );
        Rejected { nearest, reason, message }
    }
}

/// `a, b or c`.
fn listed(all: &[&str]) -> String {
    match all {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
