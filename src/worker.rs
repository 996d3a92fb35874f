//! The worker's side: one simulation, passive; every request gets one reply.

use std::{cell::RefCell, rc::Rc};

use js_sys::Uint8Array;
use lab::{PAPERS, Paper, Revision, Simulation, Values, Verdict};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::protocol::{Budget, Frame, Measured, Reply, Request, read, write};

#[derive(Default)]
struct Lab {
    running: Option<Running>,
    values: Values,
}

struct Running {
    paper: &'static Paper,
    lang: lab::Lang,
    simulation: Box<dyn Simulation>,
    tick: u64,
    progress: lab::Progress,
    shown: Option<u32>,
    halted: Option<lab::Message>,
    /// Milliseconds that the last figures took: they belong to the budget.
    describing: f64,
}

/// Listens until the page ends the worker.
pub fn start(scope: DedicatedWorkerGlobalScope) {
    let panicked = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        post(&panicked, &Reply::Died(info.to_string()));
        console_error_panic_hook::hook(info);
    }));
    let lab = Rc::new(RefCell::new(Lab::default()));
    let answering = scope.clone();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let Some(request) = read::<Request>(&bytes) else {
            return post(&answering, &Reply::Died("unreadable request".into()));
        };
        let begun = now(&answering);
        let clock = || now(&answering) - begun;
        post(&answering, &lab.borrow_mut().answer(request, clock));
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    post(&scope, &Reply::Ready);
}

fn now(scope: &DedicatedWorkerGlobalScope) -> f64 {
    scope.performance().map_or(0.0, |p| p.now())
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let bytes = Uint8Array::from(write(reply).as_slice());
    let transfer = js_sys::Array::of1(&bytes.buffer());
    // A page that is gone takes no answers.
    let _ = scope.post_message_with_transfer(&bytes, &transfer);
}

impl Lab {
    fn answer(&mut self, request: Request, clock: impl Fn() -> f64) -> Reply {
        match request {
            Request::Set { paper, lang, mut values, kept, restart, budget } => {
                for key in kept {
                    if let Some(value) = self.values.get(&key) {
                        values.set(&key, value.clone());
                    }
                }
                self.values = values;
                if let Err(reply) = self.set(&paper, lang, restart, budget, &clock) {
                    return reply;
                }
            }
            Request::Advance(budget) => {
                if let Some(running) = &mut self.running {
                    running.advance(budget, &clock);
                }
            }
            Request::Show(kept) => {
                if let Some(running) = &mut self.running {
                    running.shown = kept;
                    running.simulation.show(kept.map(|k| k as usize));
                }
            }
            Request::Measure { paper, claim } => return measure(&paper, &claim, clock),
        }
        match &mut self.running {
            Some(running) => Reply::Frame(Box::new(running.frame(&clock))),
            None => Reply::Died("nothing is running".into()),
        }
    }

    fn set(
        &mut self,
        paper: &str,
        lang: lab::Lang,
        restart: bool,
        budget: Budget,
        clock: &impl Fn() -> f64,
    ) -> Result<(), Reply> {
        let refused = |error: lab::ParamError| Reply::Refused {
            key: error.key.to_owned(),
            message: error.message,
        };
        if let Some(running) = self.running.as_mut().filter(|r| !restart && r.paper.id == paper) {
            match running.simulation.revise(&self.values).map_err(refused)? {
                Revision::Applied => return Ok(()),
                Revision::Restart => {}
            }
        }
        let Some(paper) = PAPERS.get(paper) else {
            return Err(Reply::Died(format!("no paper {paper}")));
        };
        let simulation = (paper.view(&self.values).start)(&self.values).map_err(refused)?;
        let progress = lab::Progress { more: true, done: 0, total: None };
        let mut running = Running {
            paper,
            lang,
            simulation,
            tick: 0,
            progress,
            shown: None,
            halted: None,
            describing: 0.0,
        };
        running.advance(budget, clock);
        self.running = Some(running);
        Ok(())
    }
}

impl Running {
    fn advance(&mut self, budget: Budget, clock: &impl Fn() -> f64) {
        let mut slices = 0;
        while self.progress.more && self.halted.is_none() {
            let enough = match budget {
                Budget::Millis(ms) => slices > 0 && clock() + self.describing >= ms,
                Budget::Slices(n) => slices >= n,
            };
            if enough {
                break;
            }
            match self.simulation.advance() {
                Ok(progress) => self.progress = progress,
                Err(halt) => self.halted = Some(halt.message),
            }
            self.tick += 1;
            slices += 1;
        }
    }

    fn frame(&mut self, clock: &impl Fn() -> f64) -> Frame {
        let begun = clock();
        let figures = self.simulation.figures(self.lang);
        let busy_ms = clock();
        self.describing = busy_ms - begun;
        Frame {
            tick: self.tick,
            done: self.progress.done,
            total: self.progress.total,
            more: self.progress.more && self.halted.is_none(),
            history: self.simulation.history().to_vec(),
            shown: self.shown,
            figures,
            readouts: self.simulation.readouts(),
            halted: self.halted.clone(),
            busy_ms,
        }
    }
}

fn measure(paper: &str, claim: &str, clock: impl Fn() -> f64) -> Reply {
    let Some((paper, claim)) =
        PAPERS.get(paper).and_then(|p| p.claims.iter().find(|c| c.id == claim).map(|c| (p, c)))
    else {
        return Reply::Died(format!("no claim {paper}/{claim}"));
    };
    let outcome = claim.measure(paper);
    let (verdict, fault) = match claim.judge(&outcome) {
        Ok(Verdict::Holds) => (0, None),
        Ok(Verdict::HoldsInPart) => (1, None),
        Ok(Verdict::Fails) => (2, None),
        Err(fault) => (2, Some(fault.message)),
    };
    let parts = outcome
        .rows(paper)
        .into_iter()
        .map(|p| {
            let held = claim.expected.admits(p.value);
            (p.condition, p.value, held)
        })
        .collect();
    let own = outcome.own();
    Reply::Measured(Box::new(Measured {
        verdict,
        value: own.map_or(f64::NAN, |m| m.value),
        standard_error: own.and_then(|m| m.standard_error),
        parts,
        note: fault.or_else(|| own.map(|m| m.note.clone())).unwrap_or_default(),
        seconds: clock() / 1000.0,
    }))
}
