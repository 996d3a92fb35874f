//! The worker's thread: the lab, its clock, its messages.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Uint8Array};
use lab::PAPERS;
use run::{
    Lab,
    protocol::{Reply, read_request, write_reply},
};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens until the page ends the worker.
pub fn start(scope: DedicatedWorkerGlobalScope) {
    let panicked = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        post(&panicked, &Reply::Died(info.to_string()));
        console_error_panic_hook::hook(info);
    }));
    let lab = Rc::new(RefCell::new(Lab::new(PAPERS)));
    let answering = scope.clone();
    let performance = scope.performance();
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let message = Array::from(&event.data());
        let Some(request) = read_request(&Uint8Array::new(&message.get(0)).to_vec()) else {
            return post(&answering, &Reply::Died("unreadable request".into()));
        };
        let attached = (message.length() > 1).then(|| Uint8Array::new(&message.get(1)).to_vec());
        let now = || performance.as_ref().map_or(0.0, web_sys::Performance::now);
        let begun = now();
        let clock = || now() - begun;
        let mut tell = |reply: Reply| post(&answering, &reply);
        let reply = lab.borrow_mut().answer(request, attached, &clock, &mut tell);
        post(&answering, &reply);
    });
    scope.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    post(&scope, &Reply::Ready);
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let bytes = Uint8Array::from(write_reply(reply).as_slice());
    let transfer = Array::of1(&bytes.buffer());
    // A page that is gone takes no answers.
    let _ = scope.post_message_with_transfer(&bytes, &transfer);
}
