//! The frame all pages share.

use lab::{Lang, Registry, Text, t};

use crate::assets::Assets;

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
    /// Content of `<main>`.
    pub main: String,
}

/// Name of the product.
pub(crate) const NAME: Text = t("Playable Papers", "可以玩的论文");

/// Escapes text for HTML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Page<'_> {
    /// From this page up to the root of the site.
    fn up(&self) -> String {
        let depth = self.path.matches('/').count() + usize::from(self.lang == Lang::Zh);
        if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
    }

    /// The page as HTML.
    pub(crate) fn html(&self, assets: &Assets) -> String {
        let up = self.up();
        let lang = self.lang;
        let home = if lang == Lang::Zh { format!("{up}zh/") } else { up.clone() };
        let (other, other_name) = match lang {
            Lang::En => (format!("{up}zh/{}", self.path), "中文"),
            Lang::Zh => (format!("{up}{}", self.path), "English"),
        };
        let styles: String = assets
            .styles
            .iter()
            .map(|s| format!("<link rel=\"stylesheet\" href=\"{up}{s}\">\n"))
            .collect();
        // A strict policy the page itself meets; `wasm-unsafe-eval` compiles wasm, nothing else.
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";
        let picture = if self.paper.is_empty() {
            String::new()
        } else {
            format!(
                "<meta property=\"og:image\" content=\"{up}social/{}.png\">\n<meta name=\"twitter:card\" content=\"summary_large_image\">\n",
                self.paper
            )
        };
        let name = NAME.get(lang);
        let full =
            if self.title == name { name.to_owned() } else { format!("{} · {name}", self.title) };
        let (title, description) = (escape(&full), escape(self.description));
        format!(
            "<!doctype html>\n<html lang=\"{tag}\" data-page=\"{kind}\" data-paper=\"{paper}\" data-lang=\"{code}\" data-root=\"{up}\" data-worker=\"{worker}\" data-theme=\"light\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n<meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:description\" content=\"{description}\">\n<meta property=\"og:type\" content=\"article\">\n{picture}<link rel=\"alternate\" hreflang=\"{other_tag}\" href=\"{other}\">\n<link rel=\"icon\" href=\"{up}icon.svg\" type=\"image/svg+xml\">\n<link rel=\"manifest\" href=\"{up}site.webmanifest\">\n<script src=\"{up}{early}\"></script>\n{styles}<link rel=\"modulepreload\" href=\"{up}{app}\">\n<script type=\"module\" src=\"{up}{boot}\"></script>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">{skip}</a>\n<header class=\"site\">\n<a class=\"brand\" href=\"{home}\">{name}</a>\n<nav aria-label=\"{nav}\"><a href=\"{home}claims/\">{claims}</a> <a href=\"{other}\" data-language-link hreflang=\"{other_tag}\" lang=\"{other_tag}\">{other_name}</a> <span data-slot=\"theme\"></span></nav>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n<div data-slot=\"update\"></div>\n<div data-slot=\"notices\"></div>\n{main}\n</main>\n<footer class=\"site\"><p>{footer}</p></footer>\n</body>\n</html>\n",
            tag = lang.tag(),
            kind = self.kind,
            paper = self.paper,
            code = lang.code(),
            worker = assets.worker,
            other_tag = if lang == Lang::En { Lang::Zh.tag() } else { Lang::En.tag() },
            early = assets.early,
            app = assets.app,
            boot = assets.boot,
            skip = t("To the content", "跳到正文").get(lang),
            nav = t("Site", "站点").get(lang),
            claims = t("All claims, checked", "全部说法的检验").get(lang),
            main = self.main,
            footer = t(
                "Everything here is computed in your browser, in Rust. Nothing you type, draw or drop leaves it.",
                "这里的一切都由 Rust 在你的浏览器里计算。你输入、绘制、拖入的东西不会离开它。",
            ).get(lang),
        )
    }
}

/// Links to the other exhibits, at the end of each.
pub(crate) fn others(papers: Registry, this: &str, lang: Lang) -> String {
    let items: String = papers
        .iter()
        .filter(|p| p.id != this)
        .map(|p| {
            format!(
                "<li><a href=\"../{}/\">{}</a> <span>{}</span></li>",
                p.id,
                escape(p.title.get(lang)),
                escape(p.question.get(lang))
            )
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    format!(
        "<nav class=\"others\" aria-labelledby=\"others\"><h2 id=\"others\">{}</h2><ul>{items}</ul></nav>",
        t("Other papers to play with", "还可以玩").get(lang)
    )
}
