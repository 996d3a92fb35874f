//! A figure's data as tables for whoever does not see it.

use std::sync::Arc;

use figure::{Figure, table};
use lab::{Lang, t};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDetailsElement;

/// The figure's data as tables, made when they are opened.
#[component]
pub fn DataTable(figure: Memo<Option<Arc<Figure>>>, lang: Lang) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggled = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|t| t.dyn_into::<HtmlDetailsElement>().ok());
        open.set(details.is_some_and(|d| d.open()));
    };
    let tables = move || {
        let Some(figure) = open.get().then(|| figure.get()).flatten() else {
            return Vec::new();
        };
        table(&figure)
            .into_iter()
            .map(|(title, columns)| {
                let rows = columns.first().map_or(0, |c| c.cells.len());
                let body: Vec<_> = (0..rows).map(|r| view! { <tr>{columns.iter().map(|c| view! { <td>{c.cells[r].clone()}</td> }).collect_view()}</tr> }).collect();
                view! {
                    <table>
                        <caption>{title}</caption>
                        <thead><tr>{columns.iter().map(|c| view! { <th scope="col">{c.name.clone()}</th> }).collect_view()}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                }
            })
            .collect::<Vec<_>>()
    };
    let summary = move || figure.with(|f| f.as_ref().map(|f| f.summary.clone()));
    view! {
        <details class="figure-data" on:toggle=toggled>
            <summary>{t("In words and numbers", "文字与数据").get(lang)}</summary>
            <Show when=move || open.get()>
                <p>{summary}</p>
                <div class="tables" tabindex="0" role="region" aria-label=t("Data of the figure", "图中数据").get(lang)>{tables}</div>
            </Show>
        </details>
    }
}
