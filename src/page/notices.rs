//! What could not be taken as it stood: said once, dismissed by the reader.

use lab::t;
use leptos::prelude::*;

use super::session::Session;

/// The notices at the top of the page.
#[component]
pub fn Notices(session: Session) -> impl IntoView {
    let lang = session.lang;
    let dismiss = move |key: String| session.notices.update(|all| all.retain(|n| n.key != key));
    view! {
        <div class="notices" role="status" aria-live="polite">
            <For each=move || session.notices.get() key=|n| (n.key.clone(), n.message.en.clone()) let:notice>
                {
                    let key = notice.key.clone();
                    view! {
                        <p class="notice">
                            <span>{notice.message.get(lang).to_owned()}</span>
                            <button type="button" class="quiet" on:click=move |_| dismiss(key.clone()) aria-label=t("Dismiss", "知道了").get(lang)>"×"</button>
                        </p>
                    }
                }
            </For>
        </div>
    }
}
