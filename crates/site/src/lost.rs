//! The page for addresses that lead nowhere.
//!
//! A host serves this one file at every depth and tells it nothing, so that no relative link in it can be
//! right. Where the site's root is known when it is built, all its addresses are absolute. Else a script in
//! the page (allowed by its hash) goes up from where it is, folder by folder, until it finds a file that only
//! this build has; from there it sets the links and fetches the style.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::{
    Site,
    page::{NAME, POLICY},
};

pub(crate) fn page(site: &Site) -> String {
    let script = include_str!("lost.js")
        .replace("__PROBE__", &site.assets.early)
        .replace("__STYLES__", &format!("{:?}", site.assets.styles));
    let known = site.origin.is_known();
    let policy = if known {
        POLICY.to_owned()
    } else {
        POLICY.replace("script-src 'self'", &format!("script-src 'self' '{}'", digest(&script)))
    };
    let to = |path: &str| site.origin.address("./", path);
    let page = html! {
        (DOCTYPE)
        html lang="en" data-page="lost" data-theme="light" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Nothing here · " (NAME.en) }
                @if known {
                    script src=(to(&site.assets.early)) {}
                    @for style in &site.assets.styles {
                        link rel="stylesheet" href=(to(style));
                    }
                }
            }
            body {
                main {
                    header.home-head {
                        h1 { "Nothing here · " span lang="zh-Hans" { "此处无物" } }
                        p.question {
                            "This address leads nowhere. "
                            (link(&to(""), "", "All exhibits"))
                            " · "
                            span lang="zh-Hans" { "没有这个页面。" (link(&to("zh/"), "zh/", "全部展品")) }
                        }
                    }
                }
                @if !known {
                    script { (PreEscaped(&script)) }
                }
            }
        }
    };
    page.into_string()
}

fn link(address: &str, path: &str, words: &str) -> Markup {
    html! { a href=(address) data-path=(path) { (words) } }
}

/// A script's hash, as a policy names it.
fn digest(script: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(script.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, b| bits << 8 | u32::from(*b))
            << (8 * (3 - group.len()));
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= group.len() { letter as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_hash_is_that_of_the_policy() {
        // The example of the Content Security Policy specification.
        assert_eq!(
            digest("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
