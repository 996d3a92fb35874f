//! Controls, made from the declarations of the params.

use lab::{Choice, Kind, Param, Value, t};
use leptos::prelude::*;
use run::{Status, refusal};

use super::{
    data::{DataControl, TextControl},
    session::{How, Session},
};
use crate::{
    number::{shown, snapped},
    slider::Track,
};

/// All controls: what matters first, the rest under "more".
#[component]
pub fn Controls(session: Session) -> impl IntoView {
    let lang = session.lang;
    let group = move |advanced: bool| {
        session
            .paper
            .params
            .iter()
            .filter(move |p| p.advanced == advanced)
            .map(move |param| view! { <Control session=session param=param /> })
            .collect_view()
    };
    let any_more = session.paper.params.iter().any(|p| p.advanced);
    view! {
        <form class="controls" on:submit=|e| e.prevent_default() aria-label=t("Settings", "设置").get(lang)>
            {group(false)}
            <Show when=move || any_more>
                <details class="more">
                    <summary>{t("More settings", "更多设置").get(lang)}</summary>
                    {group(true)}
                </details>
            </Show>
        </form>
    }
}

/// One control, hidden where its param does not matter.
#[component]
fn Control(session: Session, param: &'static Param) -> impl IntoView {
    let lang = session.lang;
    let visible = Memo::new(move |_| {
        session.values.with(|v| session.paper.view(v).knows(param.key) && (param.shown)(v))
    });
    let body = match param.kind {
        Kind::Number { .. } | Kind::Integer { .. } => {
            view! { <Slider session=session param=param /> }.into_any()
        }
        Kind::Choice { options, .. } => {
            view! { <Options session=session param=param options=options /> }.into_any()
        }
        Kind::Toggle { .. } => view! { <Toggle session=session param=param /> }.into_any(),
        // The seed has its place in the transport bar where there is one.
        Kind::Seed { .. } if session.process().is_some() => ().into_any(),
        Kind::Seed { .. } => view! { <Seed session=session param=param /> }.into_any(),
        Kind::Data(spec) => {
            view! { <DataControl session=session param=param spec=spec /> }.into_any()
        }
        Kind::Text(spec) => {
            view! { <TextControl session=session param=param spec=spec /> }.into_any()
        }
    };
    let refusal = move || match session.host.status.get() {
        Status::Refused { key, message } if key == param.key => Some(message.get(lang).to_owned()),
        _ => None,
    };
    view! {
        <div
            class="control"
            class:pointed=move || session.pointed.with(|p| p.as_deref() == Some(param.key))
            hidden=move || !visible.get()
            data-control=param.key
            title=param.help.get(lang)
        >
            {body}
            <Show when=move || refusal().is_some()>
                <p class="refusal" role="alert">{refusal}</p>
            </Show>
        </div>
    }
}

/// Symbol and name.
pub fn label(param: &'static Param, lang: lab::Lang) -> impl IntoView {
    let symbol =
        (!param.symbol.is_empty()).then(|| view! { <i class="symbol">{param.symbol}</i> " " });
    view! { {symbol} {param.label.get(lang)} }
}

fn id(param: &Param) -> String {
    format!("param-{}", param.key)
}

/// A number or an integer: slider and field. A word may stand in its place.
#[component]
fn Slider(session: Session, param: &'static Param) -> impl IntoView {
    let lang = session.lang;
    let value = Memo::new(move |_| session.values.with(|v| v.get(param.key).cloned()));
    let track = Track::of(param);
    let number = move || match value.get() {
        Some(Value::Number(x)) => Some(x),
        Some(Value::Integer(x)) => Some(x as f64),
        _ => None,
    };
    let last = track.map_or(1, |t| t.last);
    let position = move || track.zip(number()).map_or(0, |(t, x)| t.position(x));
    let unit = match param.kind {
        Kind::Number { unit, .. } | Kind::Integer { unit, .. } => unit.get(lang),
        _ => "",
    };
    let words = move || {
        value
            .get()
            .map_or_else(String::new, |v| format!("{} {unit}", shown(&v)).trim_end().to_owned())
    };
    let slide = move |event: &web_sys::Event, how: How| {
        let position = event_target_value(event).parse::<f64>().ok();
        if let Some(value) = track.zip(position).and_then(|(t, p)| snapped(param, t.value(p))) {
            session.set(param.key, value, how);
        }
    };
    let typed = move |event: web_sys::Event| match param.parse(&event_target_value(&event)) {
        Ok(value) => session.set(param.key, value, How::Settled),
        Err(rejected) => {
            // Out of range goes to the bound; what is no number leaves the value alone.
            let number = event_target_value(&event).trim().parse::<f64>().is_ok_and(f64::is_finite);
            if number {
                session.set(param.key, rejected.nearest, How::Settled);
                session.notify(param.key, rejected.message);
            } else {
                session.notify(param.key, refusal(param, &event_target_value(&event)));
            }
            let now = value.get_untracked().map(|v| param.write(&v)).unwrap_or_default();
            if let Some(input) = field(&event) {
                input.set_value(&now);
            }
        }
    };
    let is_word = move || value.get() == Some(Value::Word);
    let word = param.word.map(|word| {
        let change = move |event: web_sys::Event| {
            let next = if event_target_checked(&event) {
                Value::Word
            } else {
                match param.kind {
                    Kind::Number { default, .. } => Value::Number(default),
                    Kind::Integer { default, .. } => Value::Integer(default),
                    _ => param.default_value(),
                }
            };
            session.set(param.key, next, How::Settled);
        };
        view! {
            <label class="word">
                <input type="checkbox" prop:checked=is_word on:change=change id=format!("param-{}-word", param.key) />
                {word.label.get(lang)}
            </label>
        }
    });
    view! {
        <div class="control-head">
            <label for=id(param)>{label(param, lang)}</label>
            <span class="value">
                <input
                    type="text" inputmode="decimal" class="number" size="7"
                    aria-label=format!("{}, {}", param.label.get(lang), t("exact value", "精确值").get(lang))
                    prop:value=move || value.get().map(|v| param.write(&v)).unwrap_or_default()
                    disabled=is_word
                    on:change=typed
                />
                <span class="unit">{unit}</span>
            </span>
        </div>
        <input
            type="range" id=id(param) min="0" max=last.to_string() step="1"
            prop:value=move || position().to_string()
            aria-valuetext=words
            disabled=is_word
            on:input=move |e| slide(&e, How::Passing)
            on:change=move |e| slide(&e, How::Settled)
        />
        {word}
    }
}

fn field(event: &web_sys::Event) -> Option<web_sys::HtmlInputElement> {
    use wasm_bindgen::JsCast;
    event.target()?.dyn_into().ok()
}

/// One of a few: buttons where they fit, else a list.
#[component]
fn Options(session: Session, param: &'static Param, options: &'static [Choice]) -> impl IntoView {
    let lang = session.lang;
    let current = Memo::new(move |_| session.values.with(|v| v.choice(param.key).to_owned()));
    let choose =
        move |key: &str| session.set(param.key, Value::Choice(key.to_owned()), How::Settled);
    if options.len() <= 4 {
        let buttons = options
            .iter()
            .map(|option| {
                view! {
                    <label class="segment" class:chosen=move || current.get() == option.key>
                        <input type="radio" name=id(param) value=option.key prop:checked=move || current.get() == option.key on:change=move |_| choose(option.key) />
                        <span>{option.label.get(lang)}</span>
                    </label>
                }
            })
            .collect_view();
        view! { <fieldset class="segments" id=id(param)><legend>{label(param, lang)}</legend><div class="segment-row">{buttons}</div></fieldset> }.into_any()
    } else {
        let list = options.iter().map(|o| view! { <option value=o.key selected=move || current.get() == o.key>{o.label.get(lang)}</option> }).collect_view();
        view! {
            <div class="control-head"><label for=id(param)>{label(param, lang)}</label></div>
            <select id=id(param) prop:value=move || current.get() on:change=move |e| choose(&event_target_value(&e))>{list}</select>
        }
        .into_any()
    }
}

#[component]
fn Toggle(session: Session, param: &'static Param) -> impl IntoView {
    let on = Memo::new(move |_| session.values.with(|v| v.toggle(param.key)));
    view! {
        <label class="toggle">
            <input type="checkbox" id=id(param) prop:checked=on on:change=move |e| session.set(param.key, Value::Toggle(event_target_checked(&e)), How::Settled) />
            {label(param, session.lang)}
        </label>
    }
}

#[component]
fn Seed(session: Session, param: &'static Param) -> impl IntoView {
    let seed = Memo::new(move |_| session.values.with(|v| v.seed(param.key)));
    let typed = move |event: web_sys::Event| {
        let raw = event_target_value(&event);
        match param.parse(&raw) {
            Ok(value) => session.set(param.key, value, How::Settled),
            Err(_) => {
                session.notify(param.key, refusal(param, &raw));
                if let Some(input) = field(&event) {
                    input.set_value(&seed.get_untracked().to_string());
                }
            }
        }
    };
    view! {
        <div class="control-head">
            <label for=id(param)>{label(param, session.lang)}</label>
            <span class="value">
                <input type="text" inputmode="numeric" class="number" size="9" id=id(param) prop:value=move || seed.get().to_string() on:change=typed />
                <button type="button" on:click=move |_| session.set(param.key, Value::Seed(seed.get_untracked().wrapping_add(1)), How::Settled)>
                    {t("next", "下一个").get(session.lang)}
                </button>
            </span>
        </div>
    }
}
