//! From words to values: what an address, a command line or a field of the page holds.

use std::sync::Arc;

use crate::{
    DataSpec, Kind, Message, Param, Table, TextSpec, Value, data::check, data::half_width,
    parse_table,
};

/// Words that are no valid value of a param.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The nearest valid value: the bound that was passed, or the default.
    pub nearest: Value,
    /// What is wrong, and what is used instead.
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
                let all: Vec<_> = options.iter().map(|o| o.key).collect();
                Err(self.instead(
                    format!("“{}” is not one of {}", clip(raw), all.join(", ")),
                    format!("“{}”不在 {} 之中", clip(raw), all.join("、")),
                ))
            }
            Kind::Toggle { .. } => match raw.trim() {
                "on" | "true" | "1" => Ok(Value::Toggle(true)),
                "off" | "false" | "0" => Ok(Value::Toggle(false)),
                _ => Err(self.instead(
                    format!("“{}” is neither on nor off", clip(raw)),
                    format!("“{}”既不是 on 也不是 off", clip(raw)),
                )),
            },
            Kind::Seed { .. } => half_width(raw).trim().parse().map(Value::Seed).map_err(|_| {
                self.instead(
                    format!("“{}” is not a whole number from 0 to {}", clip(raw), u64::MAX),
                    format!("“{}”不是 0 到 {} 之间的整数", clip(raw), u64::MAX),
                )
            }),
            Kind::Data(spec) => self.parse_data(raw, &spec),
            Kind::Text(spec) => self.parse_text(raw, &spec),
        }
    }

    fn parse_number(&self, raw: &str, min: f64, max: f64) -> Result<Value, Rejected> {
        match half_width(raw).trim().parse::<f64>() {
            Ok(x) if x.is_finite() => {
                let nearest = x.clamp(min, max);
                if nearest == x {
                    Ok(Value::Number(x))
                } else {
                    Err(self.clamped(x, min, max, nearest, Value::Number(nearest)))
                }
            }
            _ => Err(self.not_a_number(raw)),
        }
    }

    fn parse_integer(&self, raw: &str, min: i64, max: i64) -> Result<Value, Rejected> {
        match half_width(raw).trim().parse::<f64>() {
            Ok(x) if x.is_finite() => {
                let (low, high) = (min as f64, max as f64);
                let nearest = x.round().clamp(low, high);
                let value = Value::Integer(nearest as i64);
                if nearest == x {
                    Ok(value)
                } else if (low..=high).contains(&x) {
                    Err(Rejected {
                        nearest: value,
                        message: self.about(
                            format!("{x} is not a whole number; {nearest} is used"),
                            format!("{x} 不是整数；改用 {nearest}"),
                        ),
                    })
                } else {
                    Err(self.clamped(x, low, high, nearest, value))
                }
            }
            _ => Err(self.not_a_number(raw)),
        }
    }

    fn parse_data(&self, raw: &str, spec: &DataSpec) -> Result<Value, Rejected> {
        if raw.trim().is_empty() {
            return Ok(Value::Data(Arc::new(Table::new(spec.min_columns, Vec::new()))));
        }
        parse_table(raw)
            .and_then(|table| check(table, spec))
            .map(|table| Value::Data(Arc::new(table)))
            .map_err(|error| {
                let m = error.message();
                self.instead(m.en, m.zh)
            })
    }

    fn parse_text(&self, raw: &str, spec: &TextSpec) -> Result<Value, Rejected> {
        let count = raw.chars().count();
        if count <= spec.max_chars {
            return Ok(Value::Text(Arc::from(raw)));
        }
        let kept: String = raw.chars().take(spec.max_chars).collect();
        Err(Rejected {
            nearest: Value::Text(Arc::from(kept)),
            message: self.about(
                format!(
                    "{count} characters are more than {}; the first {0} are used",
                    spec.max_chars
                ),
                format!("共 {count} 个字符，超过上限 {}；只取前 {0} 个", spec.max_chars),
            ),
        })
    }

    fn not_a_number(&self, raw: &str) -> Rejected {
        self.instead(
            format!("“{}” is not a finite number", clip(raw)),
            format!("“{}”不是有限的数", clip(raw)),
        )
    }

    fn clamped(&self, x: f64, min: f64, max: f64, nearest: f64, value: Value) -> Rejected {
        Rejected {
            nearest: value,
            message: self.about(
                format!("{x} is outside {min} to {max}; {nearest} is used"),
                format!("{x} 超出范围 {min} 至 {max}；改用 {nearest}"),
            ),
        }
    }

    fn instead(&self, en: String, zh: String) -> Rejected {
        Rejected {
            nearest: self.default_value(),
            message: self.about(format!("{en}; the default is used"), format!("{zh}；改用默认值")),
        }
    }

    fn about(&self, en: String, zh: String) -> Message {
        Message::new(
            format!("{} ({}): {en}.", self.label.en, self.key),
            format!("{}（{}）：{zh}。", self.label.zh, self.key),
        )
    }
}

/// The first characters of what the reader gave, for a message.
fn clip(raw: &str) -> String {
    let mut shown: String = raw.trim().chars().take(40).collect();
    if raw.trim().chars().count() > 40 {
        shown.push('…');
    }
    shown
}
