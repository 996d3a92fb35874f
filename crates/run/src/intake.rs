//! The reader's own data and words, read in the worker: a million rows must not hold up the page.

use std::sync::Arc;

use lab::{DataError, DataSpec, Kind, Message, Param, Sheet, Table, Text, Value, parse_text};
use serde::{Deserialize, Serialize};

/// A table with more columns of numbers than its param takes: the others are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wide {
    /// The param.
    pub key: String,
    /// The columns that hold numbers: where they stand in the table, and their names, empty without a header.
    pub offered: Vec<(u32, String)>,
    /// The first one in use.
    pub first: u32,
}

/// What came of the reader's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parsed {
    /// The param.
    pub key: String,
    /// The value to set, if there is one.
    pub value: Option<Value>,
    /// What is wrong with what was given, or was changed in it.
    pub message: Option<Message>,
    /// Columns to choose from, even if the first choice will not do: another may.
    pub wide: Option<Wide>,
}

/// What the worker keeps of the last wide table.
pub(crate) struct Intake {
    key: String,
    sheet: Sheet,
}

/// Reads what the reader gave for a param.
pub(crate) fn parse(param: &Param, bytes: &[u8], first: u32) -> (Parsed, Option<Intake>) {
    let text = match parse_text(bytes) {
        Ok(text) => text,
        Err(error) => return (fault(param, &error), None),
    };
    match param.kind {
        Kind::Data(spec) if text.trim().is_empty() => {
            let none = Table::new(spec.min_columns, Vec::new());
            (taken(param, Value::Data(Arc::new(none))), None)
        }
        Kind::Data(spec) => match Sheet::parse(text) {
            Ok(sheet) => {
                let intake = Intake { key: param.key.to_owned(), sheet };
                if intake.offered(&spec).len() > spec.max_columns {
                    (intake.columns(param, &spec, first), Some(intake))
                } else {
                    (accepted(param, intake.sheet.take(&spec)), None)
                }
            }
            Err(error) => (fault(param, &error), None),
        },
        _ => match param.parse(text) {
            Ok(value) => (taken(param, value), None),
            Err(rejected) => {
                let message = Some(rejected.message);
                (Parsed { message, ..taken(param, rejected.nearest) }, None)
            }
        },
    }
}

impl Intake {
    /// Whether the kept table is this param's.
    pub(crate) fn is_for(&self, key: &str) -> bool {
        self.key == key
    }

    /// As many columns as the param wants, from `first` on.
    pub(crate) fn columns(&self, param: &Param, spec: &DataSpec, first: u32) -> Parsed {
        let chosen = self.sheet.suited(spec, first as usize);
        let wide = Wide {
            key: self.key.clone(),
            offered: self.offered(spec),
            first: chosen.first().map_or(first, |&c| c as u32),
        };
        let table = if spec.labels {
            self.sheet.labelled(&chosen, spec)
        } else {
            self.sheet.numbers(&chosen, spec)
        };
        Parsed { wide: Some(wide), ..accepted(param, table) }
    }

    fn offered(&self, spec: &DataSpec) -> Vec<(u32, String)> {
        let all = self.sheet.columns().iter().enumerate().skip(usize::from(spec.labels));
        all.filter(|(_, c)| c.has_numbers()).map(|(i, c)| (i as u32, c.name.clone())).collect()
    }
}

fn accepted(param: &Param, table: Result<Table, DataError>) -> Parsed {
    match table {
        Ok(table) => taken(param, Value::Data(Arc::new(table))),
        Err(error) => fault(param, &error),
    }
}

fn taken(param: &Param, value: Value) -> Parsed {
    Parsed { key: param.key.to_owned(), value: Some(value), message: None, wide: None }
}

fn fault(param: &Param, error: &DataError) -> Parsed {
    let message = Some(unusable(param.label, error));
    Parsed { key: param.key.to_owned(), value: None, message, wide: None }
}

/// What is said when a file or a paste cannot be used.
pub fn unusable(label: Text, error: &DataError) -> Message {
    let m = error.message();
    Message::new(
        format!("{}: {}. Nothing was changed.", label.en, m.en),
        format!("{}：{}。原有内容未变。", label.zh, m.zh),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::t;

    const NUMBERS: Param = Param::data("numbers", t("Numbers", "数"), DataSpec::numbers(2, 100));

    #[test]
    fn a_list_is_taken_and_nothing_means_none() {
        let (parsed, wide) = parse(&NUMBERS, b"1 2 3", 0);
        assert_eq!(parsed.value, Some(Value::Data(Arc::new(Table::new(1, vec![1.0, 2.0, 3.0])))));
        assert!(parsed.message.is_none() && wide.is_none());
        let (parsed, _) = parse(&NUMBERS, b" \n", 0);
        assert_eq!(parsed.value, Some(Value::Data(Arc::new(Table::new(1, vec![])))));
    }

    #[test]
    fn what_is_wrong_is_said_and_changes_nothing() {
        for (bytes, sentence) in
            [(&b"1\ntwo\n3"[..], "line 2"), (b"1", "at least 2"), (&[0xff, 0xfe, 0x00], "not text")]
        {
            let (parsed, _) = parse(&NUMBERS, bytes, 0);
            let said = parsed.message.unwrap().en;
            assert!(said.contains(sentence) && said.ends_with("Nothing was changed."), "{said}");
            assert_eq!(parsed.value, None);
        }
    }

    #[test]
    fn of_a_wide_table_one_column_is_taken_and_the_others_are_offered() {
        let (parsed, kept) = parse(&NUMBERS, b"a,b,c\n1,5,9\n2,5,8", 0);
        let wide = parsed.wide.unwrap();
        let name = |(i, name): &(u32, String)| format!("{i}{name}");
        let names: Vec<String> = wide.offered.iter().map(name).collect();
        assert_eq!((names.join(" "), wide.first), ("0a 1b 2c".into(), 0));
        let Kind::Data(spec) = NUMBERS.kind else { unreachable!() };
        // The second will not do, all its numbers are equal; the third still can be chosen.
        let kept = kept.unwrap();
        let second = kept.columns(&NUMBERS, &spec, 1);
        assert!(second.value.is_none() && second.wide.unwrap().first == 1);
        let third = kept.columns(&NUMBERS, &spec, 2);
        let numbers = Table::named(1, vec!["c".into()], vec![9.0, 8.0]);
        assert_eq!(third.value, Some(Value::Data(Arc::new(numbers))));
    }
}
