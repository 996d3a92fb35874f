//! A worker with its handshake: requests wait until it listens.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use run::protocol::{Reply, Request, read_reply, write_request};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::dom;

#[wasm_bindgen]
extern "C" {
    /// Address of the app's own module: the worker imports it again.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE_URL: String;
}

/// A worker that runs the lab.
#[derive(Clone)]
pub struct Link {
    worker: Worker,
}

impl Link {
    /// Starts a worker, or takes the one that the page started while it loaded; `heard` gets every reply, and
    /// [`Reply::Died`] when it falls over.
    pub fn open(heard: impl Fn(Reply) + 'static) -> Option<Self> {
        let heard = Rc::new(heard);
        let on_message = {
            let heard = Rc::clone(&heard);
            move |event: &MessageEvent| {
                let bytes = Uint8Array::new(&event.data()).to_vec();
                heard(read_reply(&bytes).unwrap_or_else(|| Reply::Died("unreadable reply".into())));
            }
        };
        let on_error = move |event: &JsValue| {
            let words = event
                .dyn_ref::<web_sys::ErrorEvent>()
                .map_or_else(String::new, web_sys::ErrorEvent::message);
            heard(Reply::Died(words));
        };
        let (worker, early) = match early() {
            Some(started) => started,
            None => (start()?, Array::new()),
        };
        let message = {
            let on_message = on_message.clone();
            Closure::<dyn Fn(MessageEvent)>::new(move |event| on_message(&event))
        };
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        message.forget();
        let error = {
            let on_error = on_error.clone();
            Closure::<dyn Fn(JsValue)>::new(move |event| on_error(&event))
        };
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        error.forget();
        // What it said before anybody listened, once whoever opens it has it in hand.
        spawn_local(async move {
            for event in early.iter() {
                match event.dyn_ref::<MessageEvent>() {
                    Some(event) => on_message(event),
                    None => on_error(&event),
                }
            }
        });
        Some(Self { worker })
    }

    /// Sends a request, and the bytes that go with it, which are gone from here then.
    pub fn send(&self, request: &Request, attached: Option<&ArrayBuffer>) {
        let bytes = Uint8Array::from(write_request(request).as_slice());
        let (message, transfer) = (Array::of1(&bytes), Array::of1(&bytes.buffer()));
        if let Some(attached) = attached {
            message.push(attached);
            transfer.push(attached);
        }
        let _ = self.worker.post_message_with_transfer(&message, &transfer);
    }

    /// Ends the worker at once.
    pub fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn start() -> Option<Worker> {
    let script = format!("{}{}", dom::page_data("root"), dom::page_data("worker"));
    let base = dom::document()?.base_uri().ok()??;
    let url = web_sys::Url::new_with_base(&script, &base).ok()?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&url.href(), &options).ok()?;
    // The compiled module travels: no second download, no second compilation.
    let app = JsValue::from(MODULE_URL.with(Clone::clone));
    worker.post_message(&Array::of2(&app, &wasm_bindgen::module())).ok()?;
    Some(worker)
}

/// The worker that `boot.js` started, with the events that it has heard from it; once.
fn early() -> Option<(Worker, Array)> {
    Some((dom::started("worker")?.dyn_into().ok()?, dom::started("heard")?.dyn_into().ok()?))
}
