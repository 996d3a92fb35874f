//! Light, dark, or as the system has it.

use lab::{Lang, t};
use leptos::prelude::*;

use super::mount;
use crate::dom;

const KEY: &str = "playable-papers-theme";

fn stored() -> Option<String> {
    // A browser may forbid storage; then the choice lasts as long as the page.
    dom::window()?.local_storage().ok()??.get_item(KEY).ok()?
}

fn apply(choice: &str) {
    let dark = match choice {
        "dark" => true,
        "light" => false,
        _ => dom::media("(prefers-color-scheme: dark)"),
    };
    if let Some(root) = dom::root() {
        let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    }
}

/// Mounts the switch; returns a signal that changes whenever the theme does.
pub fn start(lang: Lang) -> RwSignal<u32> {
    let painted = RwSignal::new(0);
    let choice = RwSignal::new(stored().unwrap_or_else(|| "auto".to_owned()));
    let set = move |next: &str| {
        choice.set(next.to_owned());
        if let Some(Ok(Some(storage))) = dom::window().map(|w| w.local_storage()) {
            let _ = storage.set_item(KEY, next);
        }
        apply(next);
        painted.update(|n| *n += 1);
    };
    if let Some(query) =
        dom::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten())
    {
        dom::listen(&query, "change", move |_| {
            apply(&choice.get_untracked());
            painted.update(|n| *n += 1);
        });
    }
    if let Some(slot) = dom::find("[data-slot=theme]") {
        mount(slot, move || {
            let name = move || match choice.get().as_str() {
                "light" => t("light", "浅色").get(lang),
                "dark" => t("dark", "深色").get(lang),
                _ => t("auto", "自动").get(lang),
            };
            let next = move |_| {
                let next = match choice.get_untracked().as_str() {
                    "auto" => "light",
                    "light" => "dark",
                    _ => "auto",
                };
                set(next);
            };
            view! {
                <button type="button" class="quiet theme" on:click=next>
                    <span class="theme-mark" aria-hidden="true">"◐ "</span>
                    <span class="visually-hidden">{t("Theme: ", "主题：").get(lang)}</span>
                    {name}
                </button>
            }
        });
    }
    painted
}
