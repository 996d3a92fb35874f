//! The model's own source, fetched when the reader opens it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDetailsElement, Response};

use crate::dom;

/// Watches the source section, if the page has one.
pub fn start() {
    let Some(details) = dom::find("details[data-slot=source]") else {
        return;
    };
    let target = details.clone();
    dom::listen(&details, "toggle", move |_| {
        let open = target.dyn_ref::<HtmlDetailsElement>().is_some_and(HtmlDetailsElement::open);
        let Some(place) = target.query_selector("[data-source]").ok().flatten() else {
            return;
        };
        if !open || place.has_attribute("data-loaded") {
            return;
        }
        let _ = place.set_attribute("data-loaded", "");
        let src = target.get_attribute("data-src").unwrap_or_default();
        spawn_local(async move {
            if let Some(html) = fetch(&src).await {
                place.set_inner_html(&html);
            } else {
                // The plain link beside it still works; the next opening tries again.
                let _ = place.remove_attribute("data-loaded");
            }
        });
    });
}

async fn fetch(src: &str) -> Option<String> {
    let response = JsFuture::from(dom::window()?.fetch_with_str(src)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
