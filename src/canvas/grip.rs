//! Handles: taken by mouse, touch or keys.

use figure::{Bound, Handle, HandleShape, PanelGeometry, grip, significant};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::view::{Actions, Phase};

/// A handle with where it lies, as of the newest drawing.
#[derive(Clone, PartialEq)]
pub struct Placed {
    /// The handle.
    pub handle: Handle,
    /// Its panel's axes.
    pub place: PanelGeometry,
}

/// One handle over the canvas.
#[component]
pub fn Grip(placed: Memo<Option<Placed>>, actions: Actions) -> impl IntoView {
    let element = NodeRef::<leptos::html::Div>::new();
    let at = move || placed.with(|p| p.as_ref().and_then(|p| grip(&p.handle, &p.place)));
    let shape = move || placed.with(|p| p.as_ref().map(|p| p.handle.shape));
    let class = move || match shape() {
        Some(HandleShape::RuleX) => "grip grip-x",
        Some(HandleShape::RuleY) => "grip grip-y",
        _ => "grip grip-point",
    };
    let value =
        move || {
            placed.with(|p| {
                p.as_ref().map_or(0.0, |p| {
                    if p.handle.x.is_some() { p.handle.at.0 } else { p.handle.at.1 }
                })
            })
        };
    let words = move || {
        placed.with(|p| {
            p.as_ref().map_or_else(String::new, |p| {
                let h = &p.handle;
                [
                    h.x.as_ref().map(|_| significant(h.at.0, 4)),
                    h.y.as_ref().map(|_| significant(h.at.1, 4)),
                ]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
            })
        })
    };
    // Where the pointer took hold, relative to the grip: the grip must not jump under it.
    let hold = StoredValue::new_local(None::<(f64, f64)>);
    let drag = move |event: &PointerEvent, phase: Phase| {
        let (Some((dx, dy)), Some(placed), Some(figure)) = (
            hold.get_value(),
            placed.get_untracked(),
            element.get_untracked().and_then(|e| e.closest(".figure-stage").ok().flatten()),
        ) else {
            return;
        };
        let (x, y) = pointer_in(&figure, event);
        send(&placed, actions, (x - dx, y - dy), phase);
    };
    let down = move |event: PointerEvent| {
        let Some((gx, gy)) = at() else { return };
        let Some(own) = element.get_untracked() else {
            return;
        };
        let Some(figure) = own.closest(".figure-stage").ok().flatten() else {
            return;
        };
        let (x, y) = pointer_in(&figure, &event);
        hold.set_value(Some((x - gx, y - gy)));
        let _ = own.set_pointer_capture(event.pointer_id());
        let _ = own.focus();
        event.prevent_default();
    };
    let up = move |event: PointerEvent| {
        drag(&event, Phase::End);
        hold.set_value(None);
    };
    let key = move |event: ev::KeyboardEvent| {
        let step = if event.shift_key() { 10 } else { 1 };
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0),
            "ArrowRight" => (step, 0),
            "ArrowDown" => (0, -step),
            "ArrowUp" => (0, step),
            "PageDown" => (-10, -10),
            "PageUp" => (10, 10),
            _ => return,
        };
        let Some(placed) = placed.get_untracked() else {
            return;
        };
        event.prevent_default();
        // A handle that moves one way obeys both pairs of arrows.
        let one_way = placed.handle.x.is_some() != placed.handle.y.is_some();
        if let Some(bound) = &placed.handle.x {
            let by = if x == 0 && one_way { y } else { x };
            if by != 0 {
                actions.nudge.run((bound.clone(), by, placed.handle.at.0));
            }
        }
        if let Some(bound) = &placed.handle.y {
            let by = if y == 0 && one_way { x } else { y };
            if by != 0 {
                actions.nudge.run((bound.clone(), by, placed.handle.at.1));
            }
        }
    };
    let geometry = move || placed.with(|p| p.as_ref().map(|p| p.place.plot()));
    let line_left = move || match (shape(), at(), geometry()) {
        (Some(HandleShape::RuleX), Some((x, _)), Some(_)) => format!("{x}px"),
        (Some(HandleShape::RuleY), _, Some((left, ..))) => format!("{left}px"),
        _ => String::new(),
    };
    let line_top = move || match (shape(), at(), geometry()) {
        (Some(HandleShape::RuleX), _, Some((_, top, ..))) => format!("{top}px"),
        (Some(HandleShape::RuleY), Some((_, y)), _) => format!("{y}px"),
        _ => String::new(),
    };
    let line_width = move || match (shape(), geometry()) {
        (Some(HandleShape::RuleY), Some((left, _, right, _))) => format!("{}px", right - left),
        _ => String::new(),
    };
    let line_height = move || match (shape(), geometry()) {
        (Some(HandleShape::RuleX), Some((_, top, _, bottom))) => format!("{}px", bottom - top),
        _ => String::new(),
    };
    view! {
        <div
            class=move || match shape() {
                Some(HandleShape::RuleX) => "grip-line grip-line-x",
                Some(HandleShape::RuleY) => "grip-line grip-line-y",
                _ => "grip-line grip-line-none",
            }
            style:left=line_left style:top=line_top style:width=line_width style:height=line_height
        ></div>
        <div
            node_ref=element
            class=class
            role="slider"
            tabindex="0"
            aria-label=move || placed.with(|p| p.as_ref().map(|p| p.handle.name.clone()))
            aria-valuenow=value
            aria-valuetext=words
            aria-orientation=move || if matches!(shape(), Some(HandleShape::RuleY)) { "vertical" } else { "horizontal" }
            style:left=move || at().map(|a| format!("{}px", a.0))
            style:top=move || at().map(|a| format!("{}px", a.1))
            style:display=move || if at().is_some() { "" } else { "none" }
            on:pointerdown=down
            on:pointermove=move |e| drag(&e, Phase::Move)
            on:pointerup=up
            on:pointercancel=up
            on:keydown=key
        ></div>
    }
}

/// Position of the pointer within an element, in CSS pixels.
pub fn pointer_in(element: &Element, event: &PointerEvent) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    let event: &web_sys::MouseEvent = event.unchecked_ref();
    (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top())
}

fn send(placed: &Placed, actions: Actions, (x, y): (f64, f64), phase: Phase) {
    let within = |v: f64, a: f64, b: f64| v.clamp(a.min(b), a.max(b));
    let axis = |bound: &Option<Bound>, scale: &figure::AxisScale, px: f64| {
        if let Some(bound) = bound {
            let value = within(scale.at_px(px), scale.from, scale.to);
            actions.drag.run((bound.clone(), value, phase));
        }
    };
    // The grip of a rule lies inside the plot's edge; only its own coordinate counts.
    axis(&placed.handle.x, &placed.place.x, x);
    axis(&placed.handle.y, &placed.place.y, y);
}
