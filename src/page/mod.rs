//! What the app adds to a static page: the exhibit, live numbers in the prose, checked claims, the theme.

mod address;
mod claims;
mod controls;
mod data;
mod exhibit;
mod notices;
mod prose;
mod session;
mod source;
mod theme;
mod transport;

use std::cell::RefCell;

use lab::{Lang, PAPERS};
use leptos::{mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use crate::dom;

thread_local! {
    /// Owner of all that lives as long as the page.
    static PAGE: RefCell<Option<Owner>> = const { RefCell::new(None) };
}

/// Finds out which page this is and brings it to life.
pub fn start() {
    let owner = Owner::new();
    PAGE.with_borrow_mut(|page| *page = Some(owner.clone()));
    owner.with(begin);
}

fn begin() {
    let lang = if dom::page_data("lang") == "zh" { Lang::Zh } else { Lang::En };
    let painted = theme::start(lang);
    if let Some(paper) = PAPERS.get(&dom::page_data("paper")) {
        exhibit::start(paper, lang, painted);
    }
    claims::start(lang);
    source::start();
    if let Some(root) = dom::root() {
        let _ = root.set_attribute("data-alive", "");
    }
}

/// Mounts a view into an element for as long as the page lives, in place of what stood there.
pub fn mount<V: IntoView + 'static>(element: HtmlElement, view: impl FnOnce() -> V + 'static) {
    element.set_inner_html("");
    let mounted = move || mount_to(element, view).forget();
    // Whoever asks, be it an effect that will run again: what is mounted belongs to the page.
    match PAGE.with_borrow(Clone::clone) {
        Some(page) => page.with(mounted),
        None => mounted(),
    }
}
