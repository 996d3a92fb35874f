//! The page of one exhibit.

use lab::{Lang, Paper, t};
use maud::{Markup, PreEscaped, html};

use crate::{
    Site, claim,
    made::Made,
    page::{Page, others},
    snapshot::{Snapshot, picture},
};

/// `prose`: the article, rendered in this language.
pub(crate) fn page(
    site: &Site,
    paper: &Paper,
    snapshot: &Snapshot,
    prose: &str,
    made: Made,
    lang: Lang,
) -> String {
    let main = html! {
        header.exhibit-head {
            h1 { (paper.title.get(lang)) }
            p.question { (paper.question.get(lang)) }
        }
        div data-slot="exhibit" { (stage(snapshot, lang)) }
        article.prose { (PreEscaped(prose)) }
        section.claims data-slot="claims" aria-labelledby="claims" {
            h2 id="claims" { (t("Claims, checked here", "说法，就地检验").get(lang)) }
            p {
                (t(
                    "Each is measured by the code of the exhibit above, on your machine, when you ask.",
                    "每一条都由上面这个展品的代码在你的机器上当场测量。"
                ).get(lang))
            }
            div data-slot="claims-bar" {}
            (claim::list(paper, lang))
        }
        (about(paper, lang))
        (others(site.papers, paper.id, lang))
    };
    let page = Page {
        kind: "exhibit",
        paper: paper.id,
        lang,
        path: &format!("{}/", paper.id),
        title: paper.title.get(lang),
        description: paper.description.get(lang),
        made,
        main,
    };
    page.html(site.assets, site.origin)
}

/// The default state as pictures, until the app puts the live stage in their place.
fn stage(snapshot: &Snapshot, lang: Lang) -> Markup {
    html! {
        div.exhibit.static-exhibit {
            p.loading role="status" { (t("Getting ready to compute…", "正在准备计算……").get(lang)) }
            noscript {
                p.loading {
                    (t(
                        "Without JavaScript this page shows its text and a picture of the default state.",
                        "没有 JavaScript 时，本页只显示文字和默认状态的图。"
                    ).get(lang))
                }
            }
            div.stage-and-controls {
                div.stage {
                    @for figure in snapshot.figures(lang) {
                        figure.figure.static {
                            figcaption { span.figure-title { (figure.title) } }
                            (PreEscaped(picture(figure, 760)))
                        }
                    }
                }
            }
        }
    }
}

fn about(paper: &Paper, lang: Lang) -> Markup {
    let source = t("The source of this exhibit's model", "本展品模型的源代码").get(lang);
    html! {
        section.about aria-labelledby="about" {
            h2 id="about" { (t("Where it comes from", "出处").get(lang)) }
            p { (paper.citation.reference) }
            ul {
                @for link in paper.citation.links {
                    li { a rel="noopener" href=(link.url) { (link.label.get(lang)) } }
                }
            }
            details data-slot="source" data-src="source.html" {
                summary { (source) }
                p { a href="source.html" { (t("Open it on a page of its own", "单独打开").get(lang)) } }
                div data-source tabindex="0" role="region" aria-label=(source) {}
            }
        }
    }
}
