//! Claims, measured in front of the reader: in a worker of their own, one at a time, to be stopped at once.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use figure::significant;
use lab::{Lang, PAPERS, Verdict, t};
use leptos::prelude::*;
use run::{
    Measured,
    protocol::{Reply, Request},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::mount;
use crate::{dom, files, link::Link};

/// Where one claim stands.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Untried,
    Waiting,
    Running,
    Done(Box<Measured>),
    Failed,
}

#[derive(Clone, Copy)]
struct Row {
    paper: &'static str,
    claim: &'static lab::Claim,
    state: RwSignal<State>,
}

#[derive(Clone, Copy)]
struct Runner {
    lang: Lang,
    rows: StoredValue<Vec<Row>>,
    queue: StoredValue<VecDeque<usize>>,
    current: RwSignal<Option<usize>>,
    done: RwSignal<usize>,
    total: RwSignal<usize>,
    link: StoredValue<Rc<RefCell<Option<Link>>>, LocalStorage>,
    ready: StoredValue<bool>,
    /// Files that the present worker has.
    sent: StoredValue<Vec<&'static str>>,
}

/// Brings the claims of this page to life, if it has any.
pub fn start(lang: Lang) {
    let mut rows = Vec::new();
    let mut places = Vec::new();
    for element in dom::find_all("[data-claim]") {
        let name = element.get_attribute("data-claim").unwrap_or_default();
        let Some((paper, id)) = name.split_once('/') else {
            continue;
        };
        let Some(paper) = PAPERS.get(paper) else {
            continue;
        };
        let Some(claim) = paper.claims.iter().find(|c| c.id == id) else {
            continue;
        };
        let Some(slot) = element.query_selector("[data-slot=verdict]").ok().flatten() else {
            continue;
        };
        let Ok(slot) = slot.dyn_into() else { continue };
        rows.push(Row { paper: paper.id, claim, state: RwSignal::new(State::Untried) });
        places.push(slot);
    }
    if rows.is_empty() {
        return;
    }
    let runner = Runner {
        lang,
        rows: StoredValue::new(rows.clone()),
        queue: StoredValue::new(VecDeque::new()),
        current: RwSignal::new(None),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        link: StoredValue::new_local(Rc::default()),
        ready: StoredValue::new(false),
        sent: StoredValue::new(Vec::new()),
    };
    for (index, (row, slot)) in rows.into_iter().zip(places).enumerate() {
        mount(slot, move || view! { <OneClaim runner=runner row=row index=index /> });
    }
    if let Some(slot) = dom::find("[data-slot=claims-bar]") {
        mount(slot, move || view! { <Bar runner=runner /> });
    }
}

impl Runner {
    fn ask(self, indices: impl Iterator<Item = usize>) {
        let idle = self.current.with_untracked(Option::is_none);
        if idle {
            self.done.set(0);
            self.total.set(0);
        }
        for index in indices {
            let row = self.rows.with_value(|r| r[index]);
            if matches!(row.state.get_untracked(), State::Waiting | State::Running) {
                continue;
            }
            row.state.set(State::Waiting);
            self.queue.update_value(|q| q.push_back(index));
            self.total.update(|n| *n += 1);
        }
        if idle {
            self.next();
        }
    }

    fn next(self) {
        let Some(index) = self.queue.try_update_value(VecDeque::pop_front).flatten() else {
            self.current.set(None);
            return;
        };
        self.current.set(Some(index));
        let row = self.rows.with_value(|r| r[index]);
        row.state.set(State::Running);
        let link = self.link.get_value();
        if link.borrow().is_none() {
            self.ready.set_value(false);
            *link.borrow_mut() = Link::open(move |reply| self.hear(reply));
            if link.borrow().is_none() {
                row.state.set(State::Failed);
                self.stop();
            }
        } else if self.ready.get_value() {
            self.send(index);
        }
    }

    fn send(self, index: usize) {
        let row = self.rows.with_value(|r| r[index]);
        let measure =
            Request::Measure { paper: row.paper.to_owned(), claim: row.claim.id.to_owned() };
        // The worker has no files of its own: those of the paper go before its first claim.
        let mut names: Vec<&str> = PAPERS
            .get(row.paper)
            .map_or_else(Vec::new, |paper| paper.assets().map(|asset| asset.name).collect());
        names.retain(|name| self.sent.with_value(|sent| !sent.contains(name)));
        names.dedup();
        if names.is_empty() {
            return self.post(&measure, None);
        }
        spawn_local(async move {
            for name in names {
                let Some(path) = files::asset(name) else { continue };
                let file = files::fetch(&path).await;
                // Stopped, or another claim's turn, while it was under way.
                if self.current.try_get_untracked().flatten() != Some(index) {
                    return;
                }
                if let Some(file) = file {
                    self.sent.update_value(|sent| sent.push(name));
                    self.post(&Request::Asset(name.to_owned()), Some(&file));
                }
            }
            self.post(&measure, None);
        });
    }

    fn post(self, request: &Request, attached: Option<&js_sys::ArrayBuffer>) {
        if let Some(link) = &*self.link.get_value().borrow() {
            link.send(request, attached);
        }
    }

    fn hear(self, reply: Reply) {
        let current = self.current.get_untracked();
        match (reply, current) {
            (Reply::Ready, Some(index)) => {
                self.ready.set_value(true);
                self.send(index);
            }
            (Reply::Ready, None) => self.ready.set_value(true),
            (Reply::Measured(measured), Some(index)) => {
                self.rows.with_value(|r| r[index]).state.set(State::Done(measured));
                self.done.update(|n| *n += 1);
                self.next();
            }
            (Reply::Measuring { .. } | Reply::Kept, _) => {}
            (_, Some(index)) => {
                // The worker fell over this claim; the others get a new one.
                self.rows.with_value(|r| r[index]).state.set(State::Failed);
                self.done.update(|n| *n += 1);
                self.drop_worker();
                self.next();
            }
            (_, None) => {}
        }
    }

    fn drop_worker(self) {
        if let Some(link) = self.link.get_value().borrow_mut().take() {
            link.end();
        }
        self.ready.set_value(false);
        self.sent.set_value(Vec::new());
    }

    /// Ends the measurement that runs and forgets those that wait.
    fn stop(self) {
        self.drop_worker();
        self.queue.update_value(VecDeque::clear);
        self.current.set(None);
        self.rows.with_value(|rows| {
            for row in rows {
                if matches!(row.state.get_untracked(), State::Waiting | State::Running) {
                    row.state.set(State::Untried);
                }
            }
        });
    }
}

/// Run all, progress, stop, and the tally.
#[component]
fn Bar(runner: Runner) -> impl IntoView {
    let lang = runner.lang;
    let count = runner.rows.with_value(Vec::len);
    let running = move || runner.current.with(Option::is_some);
    let press = move |_| {
        if running() {
            runner.stop();
        } else {
            runner.ask(0..count);
        }
    };
    let tally = move || {
        let (mut holds, mut part, mut fails) = (0, 0, 0);
        runner.rows.with_value(|rows| {
            for row in rows {
                match row.state.get() {
                    State::Done(m) => match m.verdict() {
                        Verdict::Holds => holds += 1,
                        Verdict::HoldsInPart => part += 1,
                        Verdict::Fails => fails += 1,
                    },
                    State::Failed => fails += 1,
                    _ => {}
                }
            }
        });
        if holds + part + fails == 0 {
            return String::new();
        }
        match lang {
            Lang::En => format!("{holds} hold, {part} hold in part, {fails} fail"),
            Lang::Zh => format!("{holds} 条成立，{part} 条部分成立，{fails} 条不成立"),
        }
    };
    view! {
        <div class="claims-bar" data-running=move || running().to_string()>
            <button type="button" data-act="check-all" on:click=press>
                {move || if running() { t("Stop", "停止").get(lang) } else { t("Check them all now", "现在全部检验").get(lang) }}
            </button>
            <Show when=running>
                <progress max=move || runner.total.get().to_string() prop:value=move || runner.done.get().to_string() aria-label=t("Claims checked", "已检验").get(lang)></progress>
                <span>{move || format!("{} / {}", runner.done.get(), runner.total.get())}</span>
            </Show>
            <span class="tally" role="status">{tally}</span>
        </div>
    }
}

/// Verdict and figures of one claim.
#[component]
fn OneClaim(runner: Runner, row: Row, index: usize) -> impl IntoView {
    let lang = runner.lang;
    let body = move || {
        match row.state.get() {
        State::Untried => view! {
            <button type="button" class="quiet" on:click=move |_| runner.ask([index].into_iter())>{t("Check", "检验").get(lang)}</button>
        }
        .into_any(),
        State::Waiting => view! { <span class="waiting">{t("waiting", "排队中").get(lang)}</span> }.into_any(),
        State::Running => view! { <span class="waiting running">{t("measuring…", "测量中……").get(lang)}</span> }.into_any(),
        State::Failed => view! { <span class="verdict fails">{t("the measurement fell over", "测量意外中断").get(lang)}</span> }.into_any(),
        State::Done(m) => outcome(&m, lang).into_any(),
    }
    };
    let name = move || match row.state.get() {
        State::Done(m) => verdict_class(m.verdict()),
        State::Failed => "fails",
        _ => "",
    };
    view! { <div class="outcome" data-verdict=name>{body}</div> }
}

fn verdict_class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsInPart => "part",
        Verdict::Fails => "fails",
    }
}

fn outcome(m: &Measured, lang: Lang) -> impl IntoView + use<> {
    let verdict = m.verdict();
    let word = match verdict {
        Verdict::Holds => t("✓ holds", "✓ 成立"),
        Verdict::HoldsInPart => t("◐ holds in part", "◐ 部分成立"),
        Verdict::Fails => t("✗ fails", "✗ 不成立"),
    };
    let error =
        m.standard_error.filter(|e| e.is_finite()).map(|e| format!(" ± {}", significant(e, 2)));
    let measured = format!(
        "{} {}{}",
        t("measured", "测得").get(lang),
        significant(m.value, 4),
        error.unwrap_or_default()
    );
    let seconds = format!("{} s", significant(m.seconds, 2));
    let parts = (!m.parts.is_empty()).then(|| {
        let items = m
            .parts
            .iter()
            .map(|(condition, value, held)| {
                let class = if *held { "holds" } else { "fails" };
                let mark = if *held { "✓" } else { "✗" };
                view! { <li><span class=class>{mark}</span> " " {condition.get(lang).to_owned()} ": " {significant(*value, 4)}</li> }
            })
            .collect_view();
        view! { <ul class="parts">{items}</ul> }
    });
    view! {
        <span class=format!("verdict {}", verdict_class(verdict))>{word.get(lang)}</span>
        <span class="measured">{measured}</span>
        <span class="seconds">{seconds}</span>
        {parts}
        <p class="claim-note">{m.note.get(lang).to_owned()}</p>
    }
}
