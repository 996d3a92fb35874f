//! The browser, as far as the app needs it.

use std::{cell::Cell, rc::Rc};

use figure::Theme;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Document, Element, HtmlElement, Window};

/// The window. There is one on every page; a worker never asks.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// `<html>`.
pub fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// An attribute of `<html>`: how a static page tells the app what it is.
pub fn page_data(name: &str) -> String {
    root().and_then(|r| r.get_attribute(&format!("data-{name}"))).unwrap_or_default()
}

/// What `boot.js` started under this name before the app was there; once.
pub fn started(name: &str) -> Option<JsValue> {
    let all =
        Reflect::get(&js_sys::global(), &"playable".into()).ok().filter(JsValue::is_object)?;
    let name = JsValue::from(name);
    let value = Reflect::get(&all, &name).ok().filter(|value| !value.is_undefined())?;
    let _ = Reflect::set(&all, &name, &JsValue::UNDEFINED);
    Some(value)
}

/// The first element that matches.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements that match.
pub fn find_all(selector: &str) -> Vec<Element> {
    let Some(list) = document().and_then(|d| d.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
}

/// Runs `f` before the next paint.
pub fn next_frame(f: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(f);
    if let Some(window) = window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

/// Runs `f` after `ms` milliseconds.
pub fn after(ms: i32, f: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(f);
    if let Some(window) = window() {
        let _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms);
    }
}

/// Calls `f` at every event of a kind, for as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, kind: &str, f: impl FnMut(web_sys::Event) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(f);
    let _ = target.add_event_listener_with_callback(kind, callback.as_ref().unchecked_ref());
    callback.forget();
}

/// Whether a media query matches now.
pub fn media(query: &str) -> bool {
    window().and_then(|w| w.match_media(query).ok().flatten()).is_some_and(|m| m.matches())
}

/// The reader asked for little motion.
pub fn reduced_motion() -> bool {
    media("(prefers-reduced-motion: reduce)")
}

/// The theme in force on the page.
pub fn theme() -> Theme {
    if page_data("theme") == "dark" { Theme::Dark } else { Theme::Light }
}

/// Milliseconds since the page began.
pub fn now() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Calls `f` whenever the screen's density changes: a page zoom, or a move to another monitor.
pub fn on_density(f: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    // A query matches one density only, so each change makes the next one.
    let query = format!("(resolution: {}dppx)", window.device_pixel_ratio());
    let Ok(Some(list)) = window.match_media(&query) else {
        return;
    };
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    let changed = Closure::once_into_js(move || {
        f();
        on_density(f);
    });
    let _ = list.add_event_listener_with_callback_and_add_event_listener_options(
        "change",
        changed.unchecked_ref(),
        &once,
    );
}

/// Does `f` at most once a frame, however often it is asked.
#[derive(Clone)]
pub struct OncePerFrame {
    asked: Rc<Cell<bool>>,
    done: Rc<Cell<bool>>,
    f: Rc<dyn Fn()>,
}

impl OncePerFrame {
    /// For one piece of work.
    pub fn new(f: impl Fn() + 'static) -> Self {
        Self { asked: Rc::default(), done: Rc::default(), f: Rc::new(f) }
    }

    /// Asks for it before the next paint.
    pub fn ask(&self) {
        if self.asked.replace(true) {
            return;
        }
        let this = self.clone();
        next_frame(move || {
            this.asked.set(false);
            (this.f)();
        });
    }

    /// Does it now if it was not yet done since the last paint, else before the next one: what has just come in
    /// does not wait for its turn.
    pub fn soon(&self) {
        if self.asked.get() || self.done.replace(true) {
            return self.ask();
        }
        (self.f)();
        let done = Rc::clone(&self.done);
        next_frame(move || done.set(false));
    }
}

/// Offers bytes or text as a file.
pub fn download(name: &str, kind: &str, content: &JsValue) {
    let parts = js_sys::Array::of1(content);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    if let Ok(blob) = web_sys::Blob::new_with_blob_sequence_and_options(&parts, &options) {
        download_blob(name, &blob);
    }
}

/// Offers a blob as a file.
pub fn download_blob(name: &str, blob: &web_sys::Blob) {
    let offered = (|| {
        let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
        let link: web_sys::HtmlAnchorElement =
            document()?.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        Some(url)
    })();
    if let Some(url) = offered {
        // The click has begun the download by then.
        after(10_000, move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        });
    }
}
