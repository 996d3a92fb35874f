//! The reader's own data and words: pasted, typed, or a file.

use std::sync::Arc;

use figure::Sketch;
use js_sys::Uint8Array;
use lab::{DataError, DataSpec, Param, TextSpec, Value, t};
use leptos::prelude::*;
use run::unusable;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};

use super::{controls::label, session::Session};

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
    let typed =
        move |event: web_sys::Event| read_words(session, param, &event_target_value(&event));
    let picked = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(file) = input.files().and_then(|f| f.get(0)) {
            read_file(session, param, &file);
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
            let name = |i: u32, name: String| match (name.is_empty(), lang) {
                (false, _) => name,
                (true, lab::Lang::En) => format!("column {}", i + 1),
                (true, lab::Lang::Zh) => format!("第 {} 列", i + 1),
            };
            wide.offered
                .into_iter()
                .map(|(i, named)| {
                    let name = name(i, named);
                    let pressed = (i == wide.first).to_string();
                    let choose = move |_| session.host.take_columns(param.key, i);
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

fn read_file(session: Session, param: &'static Param, file: &File) {
    // By its size, before a byte of it is read.
    let found = file.size() as u64;
    if found > DataError::MAX_BYTES {
        let error = DataError::TooManyBytes { found, most: DataError::MAX_BYTES };
        return session.notify(param.key, unusable(param.label, &error));
    }
    let bytes = JsFuture::from(file.array_buffer());
    spawn_local(async move {
        match bytes.await.and_then(JsCast::dyn_into) {
            Ok(bytes) => session.host.read(param.key, bytes),
            Err(_) => session.notify(param.key, unusable(param.label, &DataError::NotText)),
        }
    });
}

/// Has words from a field read, in the worker like a file: they may be as many.
fn read_words(session: Session, param: &'static Param, words: &str) {
    session.host.read(param.key, Uint8Array::from(words.as_bytes()).buffer());
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
        read_file(session, param, &file);
    }
}

/// A text param.
#[component]
pub fn TextControl(session: Session, param: &'static Param, spec: TextSpec) -> impl IntoView {
    let lang = session.lang;
    let text = Memo::new(move |_| session.values.with(|v| Arc::clone(v.text(param.key))));
    let id = format!("param-{}", param.key);
    let typed =
        move |event: web_sys::Event| read_words(session, param, &event_target_value(&event));
    let rows = if spec.multiline { "4" } else { "1" };
    view! {
        <div class="control-head"><label for=id.clone()>{label(param, lang)}</label></div>
        <textarea id=id rows=rows spellcheck="false" prop:value=move || text.get().to_string() on:change=typed></textarea>
    }
}
