//! Compare, share, reset.

use lab::{Lang, t};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{location::link, session::Session};
use crate::dom;

/// What came of copying a link.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Copied {
    /// It is in the clipboard.
    All,
    /// It is in the clipboard, but data that are too large are not in it.
    WithoutData,
    /// The clipboard would not take it: here it is.
    Refused(String),
}

/// Compare, share, reset.
#[component]
pub fn Tools(session: Session) -> impl IntoView {
    let lang = session.lang;
    let copied = RwSignal::new(None::<Copied>);
    let pinned = Memo::new(move |_| session.host.pinned.with(Option::is_some));
    let share = move |_| {
        let written = session.written();
        let Some(link) = link(&written.words) else {
            return;
        };
        spawn_local(async move {
            let outcome = match copy(&link).await {
                Ok(()) if written.whole => Copied::All,
                Ok(()) => Copied::WithoutData,
                Err(_) => Copied::Refused(link),
            };
            let stays = matches!(outcome, Copied::Refused(_));
            copied.try_set(Some(outcome));
            // A link to be copied by hand stays until the next press.
            if !stays {
                dom::after(6_000, move || {
                    copied.try_set(None);
                });
            }
        });
    };
    let by_hand = Memo::new(move |_| {
        copied.with(|c| if let Some(Copied::Refused(link)) = c { Some(link.clone()) } else { None })
    });
    view! {
        <div class="tools">
            <button type="button" data-act="pin" aria-pressed=move || pinned.get().to_string() on:click=move |_| session.toggle_pin()>
                {move || if pinned.get() { t("Unpin", "取消对照").get(lang) } else { t("Pin to compare", "钉住作对照").get(lang) }}
            </button>
            <button type="button" data-act="share" on:click=share>{t("Copy link", "复制链接").get(lang)}</button>
            <button type="button" data-act="reset-all" on:click=move |_| session.reset_all()>{t("Reset all", "全部复原").get(lang)}</button>
            <p class="said" role="status" aria-live="polite">{move || copied.with(|c| c.as_ref().map(|c| words(c, lang)))}</p>
            {move || by_hand.get().map(|link| view! { <LinkByHand link=link lang=lang /> })}
        </div>
    }
}

/// The link in a field, selected, for the reader to copy.
#[component]
fn LinkByHand(link: String, lang: Lang) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    view! {
        <input type="text" class="link-by-hand" readonly node_ref=field prop:value=link aria-label=t("Link to this state", "指向当前状态的链接").get(lang) />
    }
}

fn words(copied: &Copied, lang: Lang) -> &'static str {
    match copied {
        Copied::All => t("Link copied.", "链接已复制。"),
        Copied::WithoutData => t(
            "Link copied, without your data: they are too large for a link; send the file along with it.",
            "链接已复制，但不含你的数据：数据太大，放不进链接；请把数据文件一并发送。",
        ),
        Copied::Refused(_) => t(
            "The browser did not let the link be copied. Here it is:",
            "浏览器不允许复制链接，请自行复制：",
        ),
    }
    .get(lang)
}

/// Puts words into the clipboard; there is one only on a secure page, and it may say no.
async fn copy(words: &str) -> Result<(), JsValue> {
    let window = dom::window().ok_or(JsValue::NULL)?;
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into())?;
    let clipboard: web_sys::Clipboard = clipboard.dyn_into()?;
    JsFuture::from(clipboard.write_text(words)).await?;
    Ok(())
}
