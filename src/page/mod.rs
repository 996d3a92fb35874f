//! What the app adds to a static page: the exhibit, live numbers in the prose, checked claims, the theme.

mod acts;
mod claims;
mod controls;
mod data;
mod exhibit;
mod location;
mod notices;
mod prose;
mod session;
mod source;
mod theme;
mod tools;
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
    // What lies below the fold comes in a task of its own: the first figure does not wait for it.
    dom::after(0, move || {
        on_page(move || {
            claims::start(lang);
            source::start();
        });
        if let Some(root) = dom::root() {
            let _ = root.set_attribute("data-alive", "");
        }
    });
}

/// Does something on behalf of the page: what it makes lives as long as the page, whoever asks.
fn on_page(f: impl FnOnce()) {
    match PAGE.with_borrow(Clone::clone) {
        Some(page) => page.with(f),
        None => f(),
    }
}

/// Mounts a view into an element for as long as the page lives, in place of what stood there.
pub fn mount<V: IntoView + 'static>(element: HtmlElement, view: impl FnOnce() -> V + 'static) {
    element.set_inner_html("");
    on_page(move || mount_to(element, view).forget());
}
