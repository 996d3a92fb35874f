//! The one exhibit page, generic over papers.

use std::sync::Arc;

use figure::{Figure, significant};
use lab::{Lang, Paper, Value, t};
use leptos::prelude::*;
use run::{Status, protocol::Frame};

use super::{
    controls::Controls,
    data::dropped,
    mount,
    notices::Notices,
    prose,
    session::{How, Session},
    tools::Tools,
    transport::Transport,
};
use crate::{canvas::FigureView, dom};

/// Brings the exhibit of a page to life.
pub fn start(paper: &'static Paper, lang: Lang, theme: RwSignal<u32>) {
    let session = Session::open(paper, lang);
    if let Some(slot) = dom::find("[data-slot=notices]") {
        mount(slot, move || view! { <Notices session=session /> });
    }
    prose::start(session);
    let Some(slot) = dom::find("[data-slot=exhibit]") else {
        return;
    };
    // What stands there (a picture of the default state) stays until there is something to put in its place,
    // so that nothing jumps.
    let mounted = StoredValue::new(false);
    Effect::new(move || {
        let ready =
            session.host.frame.with(Option::is_some) || session.host.status.with(Status::is_stuck);
        if ready && !mounted.get_value() {
            mounted.set_value(true);
            let slot = slot.clone();
            mount(slot, move || view! { <Exhibit session=session theme=theme /> });
        }
    });
}

/// Stage, controls, transport, presets, read-outs.
#[component]
fn Exhibit(session: Session, theme: RwSignal<u32>) -> impl IntoView {
    let (paper, lang, host) = (session.paper, session.lang, session.host);
    let process = Memo::new(move |_| session.values.with(|v| paper.view(v).process));
    let ids = Memo::new(move |_| {
        host.frame.with(|f| {
            f.as_ref().map_or_else(Vec::new, |f| {
                f.figures.iter().map(|f| f.id.clone()).collect::<Vec<_>>()
            })
        })
    });
    let figure = move |frame: RwSignal<Option<Arc<Frame>>>, id: String| {
        let find = move |_: Option<&Option<Arc<Figure>>>| {
            frame.with(|f| f.as_ref().and_then(|f| f.figures.iter().find(|f| f.id == id).cloned()))
        };
        // A figure that did not change is the same object: nothing is compared, nothing is drawn again.
        Memo::new_with_compare(find, |a, b| match (a, b) {
            (Some(Some(a)), Some(Some(b))) => !Arc::ptr_eq(a, b),
            (a, b) => a.is_some_and(Option::is_some) != b.is_some_and(Option::is_some),
        })
    };
    let actions = session.actions();
    let over = RwSignal::new(false);
    let drag_over = move |event: web_sys::DragEvent| {
        if paper.params.iter().any(|p| p.is_own()) {
            event.prevent_default();
            over.set(true);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|d| d.files()).and_then(|f| f.get(0)) {
            dropped(session, file);
        }
    };
    view! {
        <section
            class="exhibit"
            class:dropping=over
            aria-label=t("Exhibit", "展品").get(lang)
            data-state=move || host.status.with(Status::name)
            data-tick=move || host.frame.with(|f| f.as_ref().map_or(0, |f| f.tick))
            data-built=move || host.built.get().then_some("")
            data-busy=move || host.frame.with(|f| f.as_ref().map_or_else(String::new, |f| format!("{:.2}", f.busy_ms)))
            on:dragover=drag_over
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <Presets session=session />
            <Views session=session />
            <div class="stage-and-controls">
                <div class="stage">
                    <Faults session=session />
                    <For each=move || ids.get() key=Clone::clone let:id>
                        <FigureView
                            id=id.clone()
                            figure=figure(host.frame, id.clone())
                            ghost=figure(host.ghost, id)
                            highlight=session.highlight
                            theme=theme
                            lang=lang
                            actions=actions
                        />
                    </For>
                </div>
                <div class="panel">
                    <Headline session=session />
                    <Controls session=session />
                    <Tools session=session />
                </div>
            </div>
            {move || process.get().map(|process| view! { <Transport session=session process=process /> })}
            <p class="visually-hidden" role="status" aria-live="polite">{move || state_words(&host.status.get(), lang)}</p>
        </section>
    }
}

fn state_words(status: &Status, lang: Lang) -> String {
    match status {
        Status::Starting => String::new(),
        Status::Running => t("Running.", "运行中。").get(lang).to_owned(),
        Status::Paused => t("Paused.", "已暂停。").get(lang).to_owned(),
        Status::Finished => t("Finished.", "已完成。").get(lang).to_owned(),
        Status::Halted(message) | Status::Refused { message, .. } => message.get(lang).to_owned(),
        Status::Lacking(_) | Status::Dead(_) => {
            t("The computation has stopped.", "计算已停止。").get(lang).to_owned()
        }
    }
}

/// What stopped a run, in a sentence, with a way on.
#[component]
fn Faults(session: Session) -> impl IntoView {
    let (lang, host) = (session.lang, session.host);
    let words = move || {
        match host.status.get() {
        Status::Halted(message) => Some((message.get(lang).to_owned(), false)),
        Status::Dead(_) => Some((
            t(
                "The computation fell over. Your settings are safe; a restart tries them again.",
                "计算意外中断。你的设置都还在，重启会再试一次。",
            )
            .get(lang)
            .to_owned(),
            true,
        )),
        Status::Lacking(_) => Some((
            t(
                "A file that this computation needs could not be loaded. Check the connection; a restart tries again.",
                "这项计算所需的文件未能加载。请检查网络，重启会再试一次。",
            )
            .get(lang)
            .to_owned(),
            true,
        )),
        Status::Refused { key, message } => {
            // Beside its control too, where that is in sight.
            let shown = session.paper.param(&key).is_some_and(|p| {
                session.values.with(|v| session.paper.view(v).knows(p.key) && (p.shown)(v))
            });
            (!shown).then(|| (message.get(lang).to_owned(), false))
        }
        _ => None,
    }
    };
    view! {
        <Show when=move || words().is_some()>
            <div class="fault" role="alert">
                <p>{move || words().map(|w| w.0)}</p>
                <Show when=move || words().is_some_and(|w| w.1)>
                    <button type="button" data-act="revive" on:click=move |_| host.revive(session.values.get_untracked())>{t("Restart", "重启").get(lang)}</button>
                </Show>
            </div>
        </Show>
    }
}

/// The ways of looking at the paper.
#[component]
fn Views(session: Session) -> impl IntoView {
    let (paper, lang) = (session.paper, session.lang);
    let active = Memo::new(move |_| session.values.with(|v| paper.view(v).id));
    let choose =
        move |id: &'static str| session.set(lab::VIEW, Value::Choice(id.to_owned()), How::Settled);
    let tabs = paper
        .views
        .iter()
        .map(|view| {
            view! {
                <button type="button" class="chip" data-view=view.id aria-pressed=move || (active.get() == view.id).to_string() on:click=move |_| choose(view.id)>
                    {view.title.get(lang)}
                </button>
            }
        })
        .collect_view();
    (paper.views.len() > 1).then(|| {
        view! { <div class="views" role="group" aria-label=t("View", "视图").get(lang)>{tabs}</div> }
    })
}

/// Settings worth trying, and what to look for.
#[component]
fn Presets(session: Session) -> impl IntoView {
    let lang = session.lang;
    let active = Memo::new(move |_| session.preset().map(|p| p.id));
    let chips = session
        .paper
        .presets
        .iter()
        .map(|preset| {
            view! {
                <button type="button" class="chip" data-preset=preset.id aria-pressed=move || (active.get() == Some(preset.id)).to_string() on:click=move |_| session.apply(preset)>
                    {preset.title.get(lang)}
                </button>
            }
        })
        .collect_view();
    let look_for = move || {
        active
            .get()
            .and_then(|id| session.paper.presets.iter().find(|p| p.id == id))
            .map(|p| p.look_for.get(lang))
    };
    view! {
        <div class="presets" role="group" aria-label=t("Try", "试试").get(lang)>
            <span class="presets-name">{t("Try", "试试").get(lang)}</span>
            {chips}
            <p class="look-for" aria-live="polite">{look_for}</p>
        </div>
    }
}

/// The read-outs that matter.
#[component]
fn Headline(session: Session) -> impl IntoView {
    let lang = session.lang;
    let view = Memo::new(move |_| session.values.with(|v| session.paper.view(v).id));
    let rows = move |first: bool| {
        let id = view.get();
        let view = session.paper.views.iter().find(|v| v.id == id);
        let (all, headline) = view.map_or((&[][..], &[][..]), |v| (v.readouts, v.headline));
        // Those beside the stage at all times, or all the others.
        all
        .iter()
        .filter(|key| headline.contains(key) == first)
        .filter_map(|key| session.paper.readout(key))
        .map(|readout| {
            let value = Memo::new(move |_| session.host.frame.with(|f| f.as_ref().and_then(|f| f.readouts.get(readout.key))).unwrap_or(f64::NAN));
            let before = move || session.host.ghost.with(|f| f.as_ref().and_then(|f| f.readouts.get(readout.key)));
            let class = readout.role.map_or_else(String::new, |r| format!("role-{}", r.name()));
            let unit = readout.unit.get(lang);
            view! {
                <div class="readout" hidden=move || value.get().is_nan()>
                    <dt class=class>{readout.label.get(lang)}</dt>
                    <dd>
                        <output data-readout=readout.key>{move || significant(value.get(), readout.digits)}</output>
                        <span class="unit">{unit}</span>
                        <span class="before">{move || before().map(|x| format!("({})", significant(x, readout.digits)))}</span>
                    </dd>
                </div>
            }
        })
        .collect_view()
    };
    view! {
        <dl class="headline">{move || rows(true)}</dl>
        <details class="more numbers">
            <summary>{t("All numbers", "全部读数").get(lang)}</summary>
            <dl class="headline">{move || rows(false)}</dl>
        </details>
    }
}
