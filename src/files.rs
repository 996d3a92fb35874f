//! Files of the site that the page asks for: what a simulation needs, frames made when the site was built.
//!
//! The page says where they are: `data-assets` and `data-frames` of `<html>` hold `name=path` pairs, separated by
//! spaces, with paths from the root of the site.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use run::protocol::{Frame, read_frame};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::dom;

/// Where the file of this name is.
pub fn asset(name: &str) -> Option<String> {
    listed("assets", name)
}

/// Where the frame of this preset is; the empty name is the state that the page opens with.
pub fn built(preset: &str) -> Option<String> {
    listed("frames", preset)
}

fn listed(list: &str, name: &str) -> Option<String> {
    let all = dom::page_data(list);
    let path = all.split(' ').find_map(|pair| pair.split_once('=').filter(|(n, _)| *n == name))?.1;
    Some(format!("{}{path}", dom::page_data("root")))
}

/// The bytes of a file; `None` if it cannot be had.
pub async fn fetch(path: &str) -> Option<ArrayBuffer> {
    received(dom::window()?.fetch_with_str(path)).await
}

async fn received(response: Promise) -> Option<ArrayBuffer> {
    let response: Response = JsFuture::from(response).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.array_buffer().ok()?).await.ok()?.dyn_into().ok()
}

/// The frame that the page opens with, made when the site was built: the one that `boot.js` asked for, where it did.
pub async fn opening_frame(path: &str) -> Option<Frame> {
    let asked = dom::started("frame").and_then(|asked| asked.dyn_into().ok());
    let bytes = match asked {
        Some(asked) => received(asked).await,
        None => fetch(path).await,
    }?;
    read_frame(&Uint8Array::new(&bytes).to_vec())
}
