//! The frame all pages share.

use lab::{Lang, Registry, Text, t};
use maud::{DOCTYPE, Markup, html};

use crate::{
    assets::Assets,
    made::{Made, attribute},
    origin::Origin,
};

/// What differs from page to page.
pub(crate) struct Page<'a> {
    /// `home`, `exhibit`, `ledger`.
    pub kind: &'a str,
    /// Id of the paper, or empty.
    pub paper: &'a str,
    /// Language.
    pub lang: Lang,
    /// Path within the language: `fourier-density/`, `claims/`, or empty.
    pub path: &'a str,
    /// Title.
    pub title: &'a str,
    /// For search engines and previews.
    pub description: &'a str,
    /// Where it finds what was made for it.
    pub made: Made,
    /// Content of `<main>`.
    pub main: Markup,
}

/// Name of the product.
pub(crate) const NAME: Text = t("Playable Papers", "可以玩的论文");

/// A strict policy the pages themselves meet; `wasm-unsafe-eval` compiles wasm, nothing else.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// Path of a page within the site.
fn path_in(lang: Lang, path: &str) -> String {
    match lang {
        Lang::En => path.to_owned(),
        Lang::Zh => format!("zh/{path}"),
    }
}

impl Page<'_> {
    /// From this page up to the root of the site.
    fn up(&self) -> String {
        let depth = self.path.matches('/').count() + usize::from(self.lang == Lang::Zh);
        if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
    }

    /// The page as HTML.
    pub(crate) fn html(&self, assets: &Assets, origin: &Origin) -> String {
        let (up, lang) = (self.up(), self.lang);
        let page = html! {
            (DOCTYPE)
            html lang=(lang.tag()) data-page=(self.kind) data-paper=(self.paper) data-lang=(lang.code())
                data-root=(up) data-worker=(assets.worker) data-assets=[attribute(&self.made.assets)]
                data-frames=[attribute(&self.made.frames)] data-theme="light" {
                head { (self.head(&up, assets, origin)) }
                body { (self.body(&up)) }
            }
        };
        page.into_string()
    }

    fn head(&self, up: &str, assets: &Assets, origin: &Origin) -> Markup {
        let name = NAME.get(self.lang);
        let title =
            if self.title == name { name.to_owned() } else { format!("{} · {name}", self.title) };
        // Readers of these three take absolute addresses only; where the host is not known when the site is
        // built, `early.js` makes those of the languages absolute.
        let to = |lang| origin.address(up, &path_in(lang, self.path));
        html! {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            meta name="description" content=(self.description);
            meta property="og:title" content=(title);
            meta property="og:description" content=(self.description);
            meta property="og:type" content="article";
            @if !self.paper.is_empty() {
                meta property="og:image" content=(origin.address(up, &format!("social/{}.png", self.paper)));
                meta name="twitter:card" content="summary_large_image";
            }
            @if origin.is_known() {
                link rel="canonical" href=(to(self.lang));
            }
            @for lang in Lang::ALL {
                link rel="alternate" hreflang=(lang.tag()) href=(to(lang));
            }
            link rel="alternate" hreflang="x-default" href=(to(Lang::En));
            link rel="icon" href={ (up) "icon.svg" } type="image/svg+xml";
            link rel="manifest" href={ (up) "site.webmanifest" };
            script src={ (up) (assets.early) } {}
            @for style in &assets.styles {
                link rel="stylesheet" href={ (up) (style) };
            }
            // What the first figure waits for, in the order in which it is needed. The frame that the page opens with is
            // fetched by `boot.js`: only there is it known whether the address asks for another state.
            link rel="modulepreload" href={ (up) (assets.app) };
            link rel="preload" as="fetch" crossorigin type="application/wasm" href={ (up) (assets.wasm) };
            script type="module" async src={ (up) (assets.boot) } {}
        }
    }

    fn body(&self, up: &str) -> Markup {
        let lang = self.lang;
        let home = format!("{up}{}", path_in(lang, ""));
        let (other, other_name) = match lang {
            Lang::En => (Lang::Zh, "中文"),
            Lang::Zh => (Lang::En, "English"),
        };
        html! {
            a.skip href="#main" { (t("To the content", "跳到正文").get(lang)) }
            header.site {
                a.brand href=(home) { (NAME.get(lang)) }
                nav aria-label=(t("Site", "站点").get(lang)) {
                    a href={ (home) "claims/" } { (t("All claims, checked", "全部说法的检验").get(lang)) } " "
                    a href={ (up) (path_in(other, self.path)) } data-language-link hreflang=(other.tag()) lang=(other.tag()) { (other_name) } " "
                    // As wide as the switch that the app puts here, so that nothing moves when it does.
                    span data-slot="theme" { button.quiet.theme type="button" disabled { "◐ " (t("auto", "自动").get(lang)) } }
                }
            }
            main id="main" tabindex="-1" {
                div data-slot="update" {}
                div data-slot="notices" {}
                (self.main)
            }
            footer.site {
                p {
                    (t(
                        "Everything here is computed in your browser, in Rust. Nothing you type, draw or drop leaves it.",
                        "这里的一切都由 Rust 在你的浏览器里计算。你输入、绘制、拖入的东西不会离开它。",
                    ).get(lang))
                }
            }
        }
    }
}

/// Links to the other exhibits, at the end of each.
pub(crate) fn others(papers: Registry, this: &str, lang: Lang) -> Markup {
    let others: Vec<_> = papers.iter().filter(|p| p.id != this).collect();
    html! {
        @if !others.is_empty() {
            nav.others aria-labelledby="others" {
                h2 id="others" { (t("Other papers to play with", "还可以玩").get(lang)) }
                ul {
                    @for paper in others {
                        li {
                            a href={ "../" (paper.id) "/" } { (paper.title.get(lang)) } " "
                            span { (paper.question.get(lang)) }
                        }
                    }
                }
            }
        }
    }
}
