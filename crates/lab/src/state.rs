//! The state of an exhibit as an address: `terms=30&data=galaxies`, defaults left out.

use std::fmt::Write;

use crate::{Kind, Message, Paper, Param, Table, VIEW, Value, Values};

/// Something in an address that could not be taken as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Key in the address.
    pub key: String,
    /// What was wrong and what is used instead.
    pub message: Message,
}

/// Writes values as `key=value&…`, in declared order, without those at their defaults; the view is named where the
/// other keys do not tell it.
pub fn encode(paper: &Paper, values: &Values) -> String {
    let mut out = String::new();
    let set = || {
        paper.params.iter().filter_map(|param| {
            let value = values.get(param.key)?;
            (*value != param.default_value()).then_some((param, value))
        })
    };
    let view = paper.view(values);
    if !std::ptr::eq(paper.view_for(values, set().map(|(param, _)| param.key)), view) {
        let _ = write!(out, "{VIEW}={}", view.id);
    }
    for (param, value) in set() {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(param.key);
        out.push('=');
        escape(&param.write(value), &mut out);
    }
    out
}

/// Reads `key=value&…`: what is missing is at its default, what is wrong at the nearest valid
/// value, with a notice. Without `view=` it is the first view that knows every key that is set.
/// Keys that start with one of `foreign` are somebody else's.
pub fn decode(paper: &Paper, state: &str, foreign: &[&str]) -> (Values, Vec<Notice>) {
    let mut values = paper.defaults();
    let mut notices = Vec::new();
    let mut view = None;
    let mut set: Vec<&'static str> = Vec::new();
    for pair in state.split('&').filter(|pair| !pair.is_empty()) {
        let (key, raw) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, raw) = (unescape(key), unescape(raw));
        if foreign.iter().any(|f| key == *f || (f.ends_with('.') && key.starts_with(f))) {
            continue;
        }
        if key == VIEW {
            match paper.views.iter().find(|v| v.id == raw) {
                Some(found) => view = Some(found),
                None => notices.push(Notice { key, message: no_view(paper, &raw) }),
            }
            continue;
        }
        match paper.param(&key) {
            Some(param) => {
                let value = match param.parse(&raw) {
                    Ok(value) => value,
                    Err(rejected) => {
                        notices.push(Notice { key, message: rejected.message });
                        rejected.nearest
                    }
                };
                set.push(param.key);
                values.set(param.key, value);
            }
            None => {
                let shown: String = key.chars().take(40).collect();
                notices.push(Notice {
                    message: Message::new(
                        format!("There is nothing called “{shown}” here; it is ignored."),
                        format!("这里没有名为“{shown}”的参数，已忽略。"),
                    ),
                    key,
                });
            }
        }
    }
    let view = view.unwrap_or_else(|| paper.view_for(&values, set.iter().copied()));
    values.set(VIEW, Value::Choice(view.id.to_owned()));
    (values, notices)
}

/// Which views there are.
pub fn no_view(paper: &Paper, raw: &str) -> Message {
    let shown: String = raw.chars().take(40).collect();
    let ids: Vec<&str> = paper.views.iter().map(|v| v.id).collect();
    Message::new(
        format!("There is no view “{shown}”; there are: {}.", ids.join(", ")),
        format!("没有名为“{shown}”的视图；有：{}。", ids.join("、")),
    )
}

impl Param {
    /// A value in the words that [`Param::parse`] reads.
    pub fn write(&self, value: &Value) -> String {
        match value {
            Value::Number(x) => format!("{x}"),
            Value::Integer(x) => format!("{x}"),
            Value::Choice(x) => x.clone(),
            Value::Toggle(x) => if *x { "on" } else { "off" }.to_owned(),
            Value::Seed(x) => format!("{x}"),
            Value::Text(x) => x.to_string(),
            Value::Word => self.word.map_or("", |w| w.key).to_owned(),
            Value::Data(table) => write_table(table),
        }
    }

    /// Whether the param holds what only the reader has: data or text, not yet "none given".
    pub fn is_own(&self) -> bool {
        matches!(self.kind, Kind::Data(_) | Kind::Text(_))
    }
}

/// One column as a list; several, or rows with labels, as rows that each end with a `;`, so that a
/// single row is not taken for a list.
fn write_table(table: &Table) -> String {
    let mut out = String::new();
    let list = table.columns() == 1 && table.labels().is_empty();
    for (i, row) in table.values().chunks(table.columns()).enumerate() {
        let label = table.labels().get(i);
        if let Some(label) = label {
            quote(label, &mut out);
        }
        for (j, x) in row.iter().enumerate() {
            if label.is_some() || j > 0 || (list && i > 0) {
                out.push(',');
            }
            let _ = write!(out, "{x}");
        }
        if !list {
            out.push(';');
        }
    }
    out
}

/// Writes a label; in quotation marks where it would not be read as it stands.
fn quote(label: &str, out: &mut String) {
    if label.contains([',', ';', '"', '[', '，', '；', '、'])
        || label.starts_with(['#', '\u{feff}'])
    {
        out.push('"');
        out.push_str(&label.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(label);
    }
}

/// Percent-encodes what has a meaning in an address; commas, semicolons and letters stay.
fn escape(raw: &str, out: &mut String) {
    for byte in raw.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' | b';' => {
                out.push(byte as char);
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

/// Undoes percent-encoding; a broken escape stays as it is, bytes that are no UTF-8 become `�`.
fn unescape(raw: &str) -> String {
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
        match bytes[i] {
            b'%' => match (
                bytes.get(i + 1).copied().and_then(hex),
                bytes.get(i + 2).copied().and_then(hex),
            ) {
                (Some(high), Some(low)) => {
                    out.push(high * 16 + low);
                    i += 2;
                }
                _ => out.push(b'%'),
            },
            b'+' => out.push(b' '),
            byte => out.push(byte),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}
