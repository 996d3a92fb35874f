//! The reader's own data and words: pasted, typed, or a file.

use std::sync::Arc;

use figure::Sketch;
use lab::{DataError, DataSpec, Kind, Param, Table, TextSpec, Value, parse_table, parse_text, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};

use super::{
    controls::label,
    session::{How, Session},
};

/// Most characters shown in the field; a larger set is told by its size.
const SHOWN: usize = 20_000;

/// A data param: field, file, columns to choose from.
#[component]
pub fn DataControl(session: Session, param: &'static Param, spec: DataSpec) -> impl IntoView {
    let lang = session.lang;
    let table = Memo::new(move |_| session.values.with(|v| Arc::clone(v.data(param.key))));
    // A table with more columns than the param takes stays at hand for the reader's choice.
    let wide = move || session.wide.get().filter(|w| w.key == param.key);
    let text = move || {
        let words = table.with(|t| {
            if t.values().len() > SHOWN / 4 {
                String::new()
            } else {
                param.write(&Value::Data(Arc::clone(t)))
            }
        });
        words.replace(';', "\n").replace(',', if spec.max_columns > 1 { ", " } else { " " })
    };
    let take = move |raw: &str| accept(session, param, spec, parse_table(raw));
    let typed = move |event: web_sys::Event| {
        let raw = event_target_value(&event);
        if raw.trim().is_empty() {
            session.set(
                param.key,
                Value::Data(Arc::new(Table::new(spec.min_columns, Vec::new()))),
                How::Settled,
            );
        } else {
            take(&raw);
        }
    };
    let picked = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(file) = input.files().and_then(|f| f.get(0)) {
            read_file(session, param, file);
        }
        input.set_value("");
    };
    let size = move || {
        table.with(|t_| {
            let (rows, columns) = (t_.rows(), t_.columns());
            match (rows, lang) {
                (0, lab::Lang::En) => "none yet".to_owned(),
                (0, lab::Lang::Zh) => "还没有".to_owned(),
                (_, lab::Lang::En) if columns > 1 => format!("{rows} rows of {columns}"),
                (_, lab::Lang::Zh) if columns > 1 => format!("{rows} 行 {columns} 列"),
                (_, lab::Lang::En) => format!("{rows} numbers"),
                (_, lab::Lang::Zh) => format!("{rows} 个数"),
            }
        })
    };
    let columns = move || {
        wide().map(|wide| {
            (0..wide.table.columns())
                .map(|i| {
                    let name = wide
                        .table
                        .names()
                        .get(i)
                        .cloned()
                        .unwrap_or_else(|| match lang {
                            lab::Lang::En => format!("column {}", i + 1),
                            lab::Lang::Zh => format!("第 {} 列", i + 1),
                        });
                    let pressed = (i == wide.first).to_string();
                    let table = Arc::clone(&wide.table);
                    let choose = move |_| take_columns(session, param, spec, Arc::clone(&table), i);
                    view! { <button type="button" aria-pressed=pressed on:click=choose>{name}</button> }
                })
                .collect_view()
        })
    };
    let id = format!("param-{}", param.key);
    view! {
        <div class="control-head"><label for=id.clone()>{label(param, lang)}</label><span class="value">{size}</span></div>
        <textarea id=id rows="3" spellcheck="false" placeholder=spec.example prop:value=text on:change=typed></textarea>
        <div class="file-row">
            <label class="file">
                <input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,.dat,text/*" on:change=picked data-file=param.key />
                <span>{t("Choose a file", "选择文件").get(lang)}</span>
            </label>
            <span class="hint">{t("or drop it on the figures", "或拖到图上").get(lang)}</span>
        </div>
        <Show when=move || wide().is_some()>
            <div class="columns" role="group" aria-label=t("Which column?", "用哪一列？").get(lang)>
                <span>{t("Which column?", "用哪一列？").get(lang)}</span>
                {columns}
            </div>
        </Show>
    }
}

/// A table with more columns than its param takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Wide {
    /// The param.
    pub key: &'static str,
    /// All of it.
    pub table: Arc<Table>,
    /// The first column in use.
    pub first: usize,
}

/// Takes a table, or says what is wrong with it and leaves everything as it was.
fn accept(
    session: Session,
    param: &'static Param,
    spec: DataSpec,
    parsed: Result<Table, DataError>,
) {
    match parsed {
        Ok(table) if table.columns() > spec.max_columns => {
            take_columns(session, param, spec, Arc::new(table), 0);
        }
        parsed => match parsed.and_then(|table| spec.accept(table)) {
            Ok(table) => {
                session.wide.set(None);
                take(session, param, table);
            }
            Err(error) => session.bad_data(param.key, param.label, &error),
        },
    }
}

/// Takes as many columns of a wide table as the param wants, and offers the others.
fn take_columns(
    session: Session,
    param: &'static Param,
    spec: DataSpec,
    table: Arc<Table>,
    first: usize,
) {
    let last = table.columns().min(first + spec.max_columns);
    let first = first.min(last.saturating_sub(spec.min_columns));
    let chosen: Vec<usize> = (first..last).collect();
    match spec.accept(table.select(&chosen)) {
        Ok(narrow) => take(session, param, narrow),
        Err(error) => session.bad_data(param.key, param.label, &error),
    }
    // Offered even if this one will not do: another may.
    session.wide.set(Some(Wide { key: param.key, table, first }));
}

fn take(session: Session, param: &'static Param, table: Table) {
    session.notices.update(|all| all.retain(|n| n.key != param.key));
    session.set(param.key, Value::Data(Arc::new(table)), How::Settled);
    bring_into_play(session, param);
}

/// Whoever brings data wants to see them: where the param does not count yet, the choice that makes it
/// count is taken.
fn bring_into_play(session: Session, param: &'static Param) {
    let values = session.values.get_untracked();
    if (param.shown)(&values) {
        return;
    }
    for choice in session.paper.params {
        let Kind::Choice { options, .. } = choice.kind else {
            continue;
        };
        for option in options {
            let value = Value::Choice(option.key.to_owned());
            let mut tried = values.clone();
            tried.set(choice.key, value.clone());
            if (param.shown)(&tried) {
                return session.set(choice.key, value, How::Settled);
            }
        }
    }
}

fn read_file(session: Session, param: &'static Param, file: File) {
    // By its size, before a byte of it is read.
    let found = file.size() as u64;
    if found > DataError::MAX_BYTES {
        return session.bad_data(
            param.key,
            param.label,
            &DataError::TooManyBytes { found, most: DataError::MAX_BYTES },
        );
    }
    spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return session.bad_data(param.key, param.label, &DataError::NotText);
        };
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        let text = parse_text(&bytes).map(str::to_owned);
        match (param.kind, text) {
            (_, Err(error)) => session.bad_data(param.key, param.label, &error),
            (Kind::Text(_), Ok(text)) => take_text(session, param, &text),
            (Kind::Data(spec), Ok(text)) => accept(session, param, spec, parse_table(&text)),
            _ => {}
        }
    });
}

/// A file dropped anywhere on the exhibit goes to the param that takes files: the one that is shown,
/// else the first. What is drawn by hand in a figure takes none.
pub fn dropped(session: Session, file: File) {
    let drawn = |key: &str| {
        session.host.frame.with_untracked(|frame| {
            let mut panels = frame.iter().flat_map(|f| &f.figures).flat_map(|f| &f.panels);
            panels.any(|p| matches!(&p.sketch, Some(Sketch::Curve { param, .. }) if param == key))
        })
    };
    let own: Vec<_> = session.paper.params.iter().filter(|p| p.is_own() && !drawn(p.key)).collect();
    let shown = own.iter().find(|p| session.values.with_untracked(|v| (p.shown)(v)));
    if let Some(param) = shown.or_else(|| own.first()) {
        read_file(session, param, file);
    }
}

fn take_text(session: Session, param: &'static Param, raw: &str) {
    match param.parse(raw) {
        Ok(value) => session.set(param.key, value, How::Settled),
        Err(rejected) => {
            session.set(param.key, rejected.nearest, How::Settled);
            session.notify(param.key, rejected.message);
        }
    }
    bring_into_play(session, param);
}

/// A text param.
#[component]
pub fn TextControl(session: Session, param: &'static Param, spec: TextSpec) -> impl IntoView {
    let lang = session.lang;
    let text = Memo::new(move |_| session.values.with(|v| Arc::clone(v.text(param.key))));
    let id = format!("param-{}", param.key);
    let typed = move |event: web_sys::Event| take_text(session, param, &event_target_value(&event));
    let rows = if spec.multiline { "4" } else { "1" };
    view! {
        <div class="control-head"><label for=id.clone()>{label(param, lang)}</label></div>
        <textarea id=id rows=rows spellcheck="false" prop:value=move || text.get().to_string() on:change=typed></textarea>
    }
}
