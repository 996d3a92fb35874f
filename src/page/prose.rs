//! The prose comes alive: numbers follow the run, params can be scrubbed in the sentence, and a word that
//! names a series or a control points at it.

use figure::significant;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use super::session::{How, Session};
use crate::{
    dom,
    number::{shown, snapped},
    slider::Track,
};

/// Enhances the article of this page.
pub fn start(session: Session) {
    for element in dom::find_all(".live[data-readout]") {
        live(session, element);
    }
    for element in dom::find_all(".scrub[data-param]") {
        scrub(session, element);
    }
    for element in dom::find_all("[data-series]") {
        series(session, element);
    }
    for element in dom::find_all("[data-param-ref]") {
        control(session, element);
    }
    for element in dom::find_all(".prose a[href^='#']") {
        state_link(session, element);
    }
}

fn live(session: Session, element: Element) {
    let key = element.get_attribute("data-readout").unwrap_or_default();
    let Some(readout) = session.paper.readout(&key) else {
        return;
    };
    let value = Memo::new(move |_| {
        session.host.frame.with(|f| f.as_ref().and_then(|f| f.readouts.get(readout.key)))
    });
    Effect::new(move || {
        // Until there is a number, the one of the static page (the default state's) stands.
        if let Some(value) = value.get() {
            element.set_text_content(Some(&significant(value, readout.digits)));
        }
    });
}

/// A number in a sentence that is dragged sideways or moved by arrow keys.
fn scrub(session: Session, element: Element) {
    let key = element.get_attribute("data-param").unwrap_or_default();
    let Some((param, track)) = session.paper.param(&key).and_then(|p| Some((p, Track::of(p)?)))
    else {
        return;
    };
    for (name, value) in
        [("role", "slider"), ("tabindex", "0"), ("aria-label", param.label.get(session.lang))]
    {
        let _ = element.set_attribute(name, value);
    }
    let present = move || session.values.with_untracked(|v| number(v.get(param.key)));
    let target = element.clone();
    let value = Memo::new(move |_| session.values.with(|v| v.get(param.key).cloned()));
    Effect::new(move || {
        let value = value.get();
        let words = value.as_ref().map(shown).unwrap_or_default();
        target.set_text_content(Some(&words));
        let _ = target.set_attribute("aria-valuetext", &words);
        if let Some(x) = number(value.as_ref()) {
            let _ = target.set_attribute("aria-valuenow", &x.to_string());
        }
    });
    let begun = StoredValue::new(None::<(f64, f64)>);
    let target = element.clone();
    dom::listen(&element, "pointerdown", move |event| {
        let (Some(event), Some(x)) = (event.dyn_ref::<PointerEvent>(), present()) else {
            return;
        };
        begun.set_value(Some((f64::from(event.client_x()), track.position(x) as f64)));
        let _ = target.set_pointer_capture(event.pointer_id());
        event.prevent_default();
        if let Some(html) = target.dyn_ref::<HtmlElement>() {
            let _ = html.focus();
        }
    });
    let moved = move |event: &web_sys::Event, how: How| {
        let (Some(event), Some((x, position))) =
            (event.dyn_ref::<PointerEvent>(), begun.get_value())
        else {
            return;
        };
        // 300 pixels cross the whole range.
        let to = position + (f64::from(event.client_x()) - x) * track.last as f64 / 300.0;
        if let Some(value) = snapped(param, track.value(to)) {
            session.set(param.key, value, how);
        }
    };
    dom::listen(&element, "pointermove", move |event| moved(&event, How::Passing));
    dom::listen(&element, "pointerup", move |event| {
        moved(&event, How::Settled);
        begun.set_value(None);
    });
    dom::listen(&element, "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let by = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -1,
            "ArrowRight" | "ArrowUp" => 1,
            "PageDown" => -10,
            "PageUp" => 10,
            _ => return,
        };
        event.prevent_default();
        if let Some(value) = present().and_then(|x| track.nudge(param, x, by)) {
            session.set(param.key, value, How::Settled);
        }
    });
}

fn number(value: Option<&lab::Value>) -> Option<f64> {
    match value {
        Some(lab::Value::Number(x)) => Some(*x),
        Some(lab::Value::Integer(x)) => Some(*x as f64),
        _ => None,
    }
}

/// Pointing at the word brings the series out.
fn series(session: Session, element: Element) {
    let id = element.get_attribute("data-series").unwrap_or_default();
    for (kind, on) in
        [("pointerenter", true), ("focus", true), ("pointerleave", false), ("blur", false)]
    {
        let id = id.clone();
        dom::listen(&element, kind, move |_| session.highlight.set(on.then(|| id.clone())));
    }
    dom::listen(&element, "click", |event| {
        event.prevent_default();
        if let Some(stage) = dom::find(".stage") {
            stage.scroll_into_view();
        }
    });
}

/// Pointing at the word marks its control; following it goes there.
fn control(session: Session, element: Element) {
    let key = element.get_attribute("data-param-ref").unwrap_or_default();
    for (kind, on) in
        [("pointerenter", true), ("focus", true), ("pointerleave", false), ("blur", false)]
    {
        let key = key.clone();
        dom::listen(&element, kind, move |_| session.pointed.set(on.then(|| key.clone())));
    }
    let target = key.clone();
    dom::listen(&element, "click", move |event| {
        event.prevent_default();
        if let Some(input) = dom::find(&format!("#param-{target}")) {
            // It may lie in a closed drawer.
            if let Ok(Some(drawer)) = input.closest("details") {
                let _ = drawer.set_attribute("open", "");
            }
            let _ = input.focus();
        }
    });
    // And the other way round: whoever uses the control sees where the prose speaks of it.
    Effect::new(move || {
        let on = session.pointed.with(|p| p.as_deref() == Some(key.as_str()));
        let _ = if on {
            element.class_list().add_1("pointed")
        } else {
            element.class_list().remove_1("pointed")
        };
    });
}

/// A link that sets the state.
fn state_link(session: Session, element: Element) {
    let href = element.get_attribute("href").unwrap_or_default();
    let words = href.trim_start_matches('#').to_owned();
    let is_state = words.starts_with("preset:") || words.contains('=');
    if !is_state {
        return;
    }
    dom::listen(&element, "click", move |event| {
        event.prevent_default();
        session.set_words(&words);
    });
}
