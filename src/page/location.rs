//! The browser's address bar and history.

use wasm_bindgen::JsValue;

use crate::dom;

/// Query and fragment.
pub fn location() -> (String, String) {
    let location = dom::window().map(|w| w.location());
    let get = |f: fn(&web_sys::Location) -> Result<String, JsValue>| {
        location.as_ref().and_then(|l| f(l).ok()).unwrap_or_default()
    };
    (get(web_sys::Location::search), ours(&get(web_sys::Location::hash)))
}

/// A fragment that names a place on the page is not ours.
fn ours(fragment: &str) -> String {
    let id = fragment.trim_start_matches('#');
    let place = !id.is_empty()
        && !id.contains('=')
        && dom::document().is_some_and(|d| d.get_element_by_id(id).is_some());
    if place { String::new() } else { fragment.to_owned() }
}

/// The page's address with these words, as a path.
fn url(words: &str) -> Option<String> {
    let location = dom::window()?.location();
    let (path, search) = (location.pathname().ok()?, location.search().ok()?);
    // Params of the query have been folded into the fragment; `embed` and strangers stay.
    let kept: Vec<&str> = search
        .trim_start_matches('?')
        .split('&')
        .filter(|p| matches!(p.split('=').next(), Some("embed" | "nosw")))
        .collect();
    let search = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{path}{search}{}", fragment(words)))
}

fn fragment(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("#{words}") }
}

/// A link to this page with these words, for somebody else.
pub fn link(words: &str) -> Option<String> {
    let location = dom::window()?.location();
    let (origin, path) = (location.origin().ok()?, location.pathname().ok()?);
    Some(format!("{origin}{path}{}", fragment(words)))
}

/// Puts the words in the place of those that stand in the address.
pub fn replace(words: &str) {
    if let Some((history, url)) = dom::window().and_then(|w| w.history().ok()).zip(url(words)) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    link_languages(words);
}

/// Adds a step that "back" undoes.
pub fn push(words: &str) {
    if let Some((history, url)) = dom::window().and_then(|w| w.history().ok()).zip(url(words)) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    link_languages(words);
}

/// The link to the page in the other language carries the state along.
fn link_languages(words: &str) {
    for link in dom::find_all("a[data-language-link]") {
        let href = link.get_attribute("href").unwrap_or_default();
        let bare = href.split('#').next().unwrap_or_default();
        let _ = link.set_attribute("href", &format!("{bare}{}", fragment(words)));
    }
}
