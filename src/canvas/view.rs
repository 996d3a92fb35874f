//! One figure: canvas, handles, read-out under the pointer, exports, table.

use std::{rc::Rc, sync::Arc};

use figure::{
    Bound, Drawing, Figure, Hit, Look, Measure, Sketch, WidthTable, draw, hover, panel_at, table,
};
use lab::{Lang, t};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlCanvasElement, HtmlDetailsElement, PointerEvent, ResizeObserver};

use super::{
    export::{Kind, export},
    grip::{Grip, Placed, pointer_in},
    replay::{CanvasMeasure, replay},
};
use crate::dom::{self, OncePerFrame};

/// Where a drag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Going on.
    Move,
    /// Over: the value counts.
    End,
}

/// Knots of a drawn curve that changed: index and new value.
pub type Knots = Vec<(usize, f64)>;

/// What a figure can ask of the page.
#[derive(Clone, Copy)]
pub struct Actions {
    /// A handle was dragged: bound, value in axis units, phase.
    pub drag: Callback<(Bound, f64, Phase)>,
    /// A handle was moved by keys: bound, steps, present value.
    pub nudge: Callback<(Bound, i64, f64)>,
    /// The reader drew: param, the knots that changed, phase.
    pub curve: Callback<(String, Knots, Phase)>,
    /// The reader added a point: param, x, y.
    pub point: Callback<(String, f64, f64)>,
}

/// One figure on the page.
#[component]
pub fn FigureView(
    /// Its id.
    id: String,
    /// What is seen now.
    figure: Memo<Option<Arc<Figure>>>,
    /// An earlier run behind it.
    ghost: Memo<Option<Arc<Figure>>>,
    /// The series to bring out.
    highlight: RwSignal<Option<String>>,
    /// Changes when the theme does.
    theme: RwSignal<u32>,
    lang: Lang,
    actions: Actions,
) -> impl IntoView {
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let stage = NodeRef::<leptos::html::Div>::new();
    let drawing = RwSignal::new(None::<Arc<Drawing>>);
    // Far from the window nothing is drawn; the observer says when that ends.
    let near = StoredValue::new(true);
    let tip = RwSignal::new(None::<Hit>);
    let pointer = StoredValue::new(None::<(f64, f64)>);
    let fonts: Rc<str> = Rc::from(font_stack());
    let measure: Rc<dyn Measure> = match CanvasMeasure::new(&fonts) {
        Some(measure) => Rc::new(measure),
        None => Rc::new(WidthTable),
    };
    let paint = {
        let (fonts, measure) = (Rc::clone(&fonts), Rc::clone(&measure));
        OncePerFrame::new(move || {
            let (Some(canvas), Some(stage)) =
                (canvas.try_get_untracked().flatten(), stage.try_get_untracked().flatten())
            else {
                return;
            };
            let Some(figure) = figure.try_get_untracked().flatten() else {
                return;
            };
            let width = stage.client_width().max(0) as u32;
            // Once in any case: what lies below must not jump when it is scrolled to.
            let skip = !near.get_value() && drawing.with_untracked(Option::is_some);
            if width < 20 || skip {
                return;
            }
            let ghost = ghost.get_untracked();
            let highlight = highlight.get_untracked();
            let look = Look {
                width,
                theme: dom::theme(),
                measure: &*measure,
                title: false,
                ghost: ghost.as_deref(),
                highlight: highlight.as_deref(),
            };
            let drawn = draw(&figure, &look);
            let ratio = dom::window().map_or(1.0, |w| w.device_pixel_ratio());
            let canvas: &HtmlCanvasElement = &canvas;
            if replay(&drawn, canvas, ratio, &fonts).is_ok() {
                let style = web_sys::HtmlElement::style(canvas);
                let _ = style.set_property("width", &format!("{}px", drawn.width));
                let _ = style.set_property("height", &format!("{}px", drawn.height));
            }
            drawing.set(Some(Arc::new(drawn)));
        })
    };
    let repaint = StoredValue::new_local(paint.clone());
    Effect::new(move || {
        figure.track();
        ghost.track();
        highlight.track();
        theme.track();
        repaint.with_value(OncePerFrame::soon);
    });
    Effect::new(move || {
        if let Some(stage) = stage.get() {
            follow_size(&stage, repaint, near);
        }
    });

    let move_over = move |event: PointerEvent| {
        let (Some(stage), Some(figure)) = (stage.get_untracked(), figure.get_untracked()) else {
            return;
        };
        let (x, y) = pointer_in(&stage, &event);
        pointer.set_value(Some((x, y)));
        let hit = drawing.with_untracked(|d| d.as_ref().and_then(|d| hover(&figure, d, x, y)));
        if tip.with_untracked(|old| *old != hit) {
            tip.set(hit);
        }
    };
    // Under a pointer that rests the figure may change: the read-out follows.
    Effect::new(move || {
        let (Some((x, y)), Some(drawing), Some(figure)) =
            (pointer.get_value(), drawing.get(), figure.get_untracked())
        else {
            return;
        };
        let hit = hover(&figure, &drawing, x, y);
        if tip.with_untracked(|old| *old != hit) {
            tip.set(hit);
        }
    });
    let sketching = StoredValue::new_local(None::<(usize, f64)>);
    let draw_to = move |event: &PointerEvent, phase: Phase, begin: bool| {
        let (Some(stage), Some(figure)) = (stage.get_untracked(), figure.get_untracked()) else {
            return;
        };
        let (px, py) = pointer_in(&stage, event);
        let Some(drawing) = drawing.get_untracked() else {
            return;
        };
        let Some(panel) = panel_at(&drawing, px, py)
            .filter(|&i| figure.panels.get(i).is_some_and(|p| p.sketch.is_some()))
            .or_else(|| {
                // A stroke that began on the panel goes on outside it.
                (!begin).then(|| figure.panels.iter().position(|p| p.sketch.is_some())).flatten()
            })
        else {
            return;
        };
        let place = &drawing.panels[panel];
        let (x, y) = (place.x.at_px(px), place.y.at_px(py));
        match &figure.panels[panel].sketch {
            Some(Sketch::Curve { param, x: ends, y: knots }) => {
                let last = knots.len().saturating_sub(1);
                let at = ((x - ends.0) / (ends.1 - ends.0) * last as f64)
                    .round()
                    .clamp(0.0, last as f64) as usize;
                let y = y.max(0.0);
                // Knots between two events lie on the line between them.
                let (from, old) =
                    if begin { (at, y) } else { sketching.get_value().unwrap_or((at, y)) };
                let span = at.abs_diff(from).max(1) as f64;
                let changed = (from.min(at)..=from.max(at))
                    .map(|k| (k, old + (y - old) * k.abs_diff(from) as f64 / span))
                    .collect();
                sketching.set_value(Some((at, y)));
                actions.curve.run((param.clone(), changed, phase));
                event.prevent_default();
            }
            Some(Sketch::Points { param }) if begin => actions.point.run((param.clone(), x, y)),
            _ => {}
        }
    };
    let has_sketch = Memo::new(move |_| {
        figure.with(|f| f.as_ref().is_some_and(|f| f.panels.iter().any(|p| p.sketch.is_some())))
    });
    let down = move |event: PointerEvent| {
        if !has_sketch.get_untracked() {
            return;
        }
        if let Some(target) = canvas.get_untracked() {
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        sketching.set_value(Some((0, 0.0)));
        draw_to(&event, Phase::Move, true);
    };
    let moved = move |event: PointerEvent| {
        if sketching.with_value(Option::is_some) {
            draw_to(&event, Phase::Move, false);
        } else {
            move_over(event);
        }
    };
    let up = move |event: PointerEvent| {
        if sketching.with_value(Option::is_some) {
            draw_to(&event, Phase::End, false);
            sketching.set_value(None);
        }
    };

    let handles = Memo::new(move |_| {
        let (Some(figure), Some(drawing)) = (figure.get(), drawing.get()) else {
            return Vec::new();
        };
        figure
            .panels
            .iter()
            .zip(&drawing.panels)
            .flat_map(|(panel, place)| {
                panel.handles.iter().map(|h| Placed { handle: h.clone(), place: place.clone() })
            })
            .collect::<Vec<_>>()
    });
    let count = Memo::new(move |_| handles.with(Vec::len));
    let offer = move |kind: Kind| {
        let (fonts, measure) = (Rc::clone(&fonts), Rc::clone(&measure));
        if let Some(figure) = figure.get_untracked() {
            export(&figure, kind, dom::theme(), &*measure, &fonts);
        }
    };
    let offer = StoredValue::new_local(offer);
    let button = move |kind: Kind, name: &'static str| {
        let label = format!("{} {name}", t("Save the figure as", "将此图存为").get(lang));
        view! { <button type="button" class="quiet" aria-label=label on:click=move |_| offer.with_value(|f| f(kind))>{name}</button> }
    };
    let title = move || figure.with(|f| f.as_ref().map(|f| f.title.clone()));
    let summary = Memo::new(move |_| figure.with(|f| f.as_ref().map(|f| f.summary.clone())));
    view! {
        <figure class="figure" data-figure=id>
            <figcaption>
                <span class="figure-title">{title}</span>
                <span class="figure-tools">{button(Kind::Svg, "SVG")}{button(Kind::Png, "PNG")}{button(Kind::Csv, "CSV")}</span>
            </figcaption>
            <div class="figure-stage" node_ref=stage class:sketch=has_sketch>
                <canvas
                    node_ref=canvas
                    role="img"
                    aria-label=summary
                    on:pointermove=moved
                    on:pointerdown=down
                    on:pointerup=up
                    on:pointercancel=up
                    on:pointerleave=move |_| {
                        pointer.set_value(None);
                        tip.set(None);
                    }
                ></canvas>
                <For each=move || 0..count.get() key=|i| *i let:i>
                    <Grip placed=Memo::new(move |_| handles.with(|h| h.get(i).cloned())) actions=actions />
                </For>
                <Show when=move || tip.with(Option::is_some)>
                    <div class="tip-dot" style:left=move || tip_px(tip, 0) style:top=move || tip_px(tip, 1)></div>
                    <div
                        class="tip"
                        class:tip-left=move || tip.with(|h| h.as_ref().is_some_and(|h| drawing.with(|d| d.as_ref().is_some_and(|d| h.at.0 > f64::from(d.width) * 0.6))))
                        style:left=move || tip_px(tip, 0)
                        style:top=move || tip_px(tip, 1)
                    >
                        {move || tip.with(|h| h.as_ref().map(|h| h.text.clone()))}
                    </div>
                </Show>
            </div>
            <DataTable figure=figure lang=lang />
        </figure>
    }
}

fn tip_px(tip: RwSignal<Option<Hit>>, axis: usize) -> Option<String> {
    tip.with(|h| h.as_ref().map(|h| format!("{}px", if axis == 0 { h.at.0 } else { h.at.1 })))
}

/// The page's sans-serif stack: text in figures is the page's own.
fn font_stack() -> String {
    let stack = dom::window().zip(dom::root()).and_then(|(w, r)| {
        w.get_computed_style(&r).ok().flatten()?.get_property_value("--sans").ok()
    });
    match stack.as_deref().map(str::trim) {
        Some(stack) if !stack.is_empty() => stack.to_owned(),
        _ => "sans-serif".to_owned(),
    }
}

/// Repaints when the element's size or the screen's density changes, and when it comes into view.
fn follow_size(
    stage: &web_sys::HtmlDivElement,
    repaint: StoredValue<OncePerFrame, LocalStorage>,
    near: StoredValue<bool>,
) {
    let ask = move || {
        repaint.try_with_value(OncePerFrame::ask);
    };
    let callback = Closure::<dyn Fn()>::new(ask);
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(stage);
        // The observer lives as long as its element.
        callback.forget();
    }
    let seen = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let last: Option<web_sys::IntersectionObserverEntry> = entries.pop().dyn_into().ok();
        if let Some(entry) = last {
            near.try_set_value(entry.is_intersecting());
            ask();
        }
    });
    let margin = web_sys::IntersectionObserverInit::new();
    margin.set_root_margin("300px");
    let observer =
        web_sys::IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &margin);
    if let Ok(observer) = observer {
        observer.observe(stage);
        seen.forget();
    }
    dom::on_density(ask);
}

/// The figure's data as tables, made when they are opened.
#[component]
fn DataTable(figure: Memo<Option<Arc<Figure>>>, lang: Lang) -> impl IntoView {
    let open = RwSignal::new(false);
    let toggled = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|t| t.dyn_into::<HtmlDetailsElement>().ok());
        open.set(details.is_some_and(|d| d.open()));
    };
    let tables = move || {
        let Some(figure) = open.get().then(|| figure.get()).flatten() else {
            return Vec::new();
        };
        table(&figure)
            .into_iter()
            .map(|(title, columns)| {
                let rows = columns.first().map_or(0, |c| c.cells.len());
                let body: Vec<_> = (0..rows).map(|r| view! { <tr>{columns.iter().map(|c| view! { <td>{c.cells[r].clone()}</td> }).collect_view()}</tr> }).collect();
                view! {
                    <table>
                        <caption>{title}</caption>
                        <thead><tr>{columns.iter().map(|c| view! { <th scope="col">{c.name.clone()}</th> }).collect_view()}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                }
            })
            .collect::<Vec<_>>()
    };
    let summary = move || figure.with(|f| f.as_ref().map(|f| f.summary.clone()));
    view! {
        <details class="figure-data" on:toggle=toggled>
            <summary>{t("In words and numbers", "文字与数据").get(lang)}</summary>
            <Show when=move || open.get()>
                <p>{summary}</p>
                <div class="tables" tabindex="0" role="region" aria-label=t("Data of the figure", "图中数据").get(lang)>{tables}</div>
            </Show>
        </details>
    }
}
