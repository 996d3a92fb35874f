//! The browser app. The same binary runs in two places: on a page, where it enhances the static HTML
//! and draws, and in a module worker, where it runs the lab.
#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]

mod canvas;
mod dom;
mod files;
mod host;
mod link;
mod number;
mod page;
mod slider;
mod worker;

use wasm_bindgen::JsCast;

fn main() {
    // `js_sys::global()` is a window on a page and a worker scope in a worker.
    #[cfg(target_arch = "wasm32")]
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::start(scope),
        Err(_) => {
            console_error_panic_hook::set_once();
            page::start();
        }
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = web_sys::Window::instanceof;
        eprintln!("this is the browser app; the lab without a browser is the package `playable`");
    }
}
