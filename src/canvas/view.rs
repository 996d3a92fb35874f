//! One figure: canvas, handles, read-out under the pointer, exports, table.

use std::{rc::Rc, sync::Arc};

use figure::{Bound, Drawing, Figure, Hit, Look, Measure, Theme, WidthTable, draw, hover};
use lab::{Lang, t};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{HtmlCanvasElement, PointerEvent, ResizeObserver};

use super::{
    export::{Kind, export},
    grip::{Grip, Placed, pointer_in},
    measure::CanvasMeasure,
    replay::replay,
    sketch::{Drawn, Knots, stroke},
    table::DataTable,
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

/// What a canvas shows.
struct Seen {
    figure: Arc<Figure>,
    ghost: Option<Arc<Figure>>,
    highlight: Option<String>,
    size: (u32, Option<u32>),
    panel: Option<usize>,
    theme: Theme,
    ratio: f64,
}

impl Seen {
    /// The same objects in the same look: figures are compared by where they are, not by what they hold.
    fn same(&self, other: &Self) -> bool {
        let ghost = match (&self.ghost, &other.ghost) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        ghost
            && Arc::ptr_eq(&self.figure, &other.figure)
            && self.highlight == other.highlight
            && (self.size, self.panel, self.theme) == (other.size, other.panel, other.theme)
            && self.ratio == other.ratio
    }
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
    /// Its height in CSS pixels, where the page has one for it; else as high as it asks.
    #[prop(optional, into)]
    height: Signal<Option<u32>>,
    /// The only panel to show; else all.
    #[prop(optional, into)]
    panel: Signal<Option<usize>>,
    lang: Lang,
    actions: Actions,
) -> impl IntoView {
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let stage = NodeRef::<leptos::html::Div>::new();
    let drawing = RwSignal::new(None::<Arc<Drawing>>);
    // Far from the window nothing is drawn; the observer says when that ends.
    let near = StoredValue::new(true);
    // What stands on the canvas: it is not drawn again.
    let shown = StoredValue::new_local(None::<Seen>);
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
            let seen = Seen {
                figure,
                ghost: ghost.get_untracked(),
                highlight: highlight.get_untracked(),
                size: (width, height.get_untracked()),
                panel: panel.get_untracked(),
                theme: dom::theme(),
                ratio: dom::window().map_or(1.0, |w| w.device_pixel_ratio()),
            };
            if shown.with_value(|old| old.as_ref().is_some_and(|old| old.same(&seen))) {
                return;
            }
            let look = Look {
                height: seen.size.1,
                panel: seen.panel,
                ghost: seen.ghost.as_deref(),
                highlight: seen.highlight.as_deref(),
                ..Look::new(width, seen.theme, &*measure)
            };
            let drawn = draw(&seen.figure, &look);
            let ratio = seen.ratio;
            let canvas: &HtmlCanvasElement = &canvas;
            if replay(&drawn, canvas, ratio, &fonts).is_ok() {
                let style = web_sys::HtmlElement::style(canvas);
                let _ = style.set_property("width", &format!("{}px", drawn.width));
                let _ = style.set_property("height", &format!("{}px", drawn.height));
            }
            shown.set_value(Some(seen));
            drawing.set(Some(Arc::new(drawn)));
        })
    };
    let repaint = StoredValue::new_local(paint.clone());
    Effect::new(move || {
        figure.track();
        ghost.track();
        highlight.track();
        theme.track();
        height.track();
        panel.track();
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
    // While the reader draws: the knot drawn last.
    let sketching = StoredValue::new_local(None::<Option<(usize, f64)>>);
    let draw_to = move |event: &PointerEvent, phase: Phase, begin: bool| {
        let (Some(stage), Some(figure)) = (stage.get_untracked(), figure.get_untracked()) else {
            return;
        };
        let (px, py) = pointer_in(&stage, event);
        let Some(drawing) = drawing.get_untracked() else {
            return;
        };
        let mut last = sketching.get_value().flatten();
        match stroke(&figure, &drawing, (px, py), begin, &mut last) {
            Some(Drawn::Curve(param, knots)) => {
                actions.curve.run((param, knots, phase));
                event.prevent_default();
            }
            Some(Drawn::Point(param, x, y)) => actions.point.run((param, x, y)),
            None => {}
        }
        sketching.set_value(Some(last));
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
        sketching.set_value(Some(None));
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
        drawing
            .panels
            .iter()
            .flat_map(|place| {
                let handles = figure.panels.get(place.index).map_or(&[][..], |p| &p.handles);
                handles.iter().map(|h| Placed { handle: h.clone(), place: place.clone() })
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
