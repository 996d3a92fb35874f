//! The ledger: all claims of all papers.

use lab::{Lang, t};
use maud::html;

use crate::{Site, claim, made::Made, page::Page};

pub(crate) fn page(site: &Site, lang: Lang) -> String {
    let title = t("All claims, checked", "全部说法的检验");
    let lead = t(
        "What the papers and posts say in numbers, and what your machine measures. Nothing here is stored: press the button.",
        "论文与博文用数字说了什么，你的机器又测得什么。这里没有任何预存的结果：请按按钮。",
    );
    let main = html! {
        header.exhibit-head {
            h1 { (title.get(lang)) }
            p.question { (lead.get(lang)) }
        }
        div.ledger {
            div data-slot="claims-bar" {}
            @for paper in site.papers.iter().filter(|p| !p.claims.is_empty()) {
                section.claims aria-labelledby=(paper.id) {
                    h2 id=(paper.id) { a href={ "../" (paper.id) "/" } { (paper.title.get(lang)) } }
                    (claim::list(paper, lang))
                }
            }
        }
    };
    let page = Page {
        kind: "ledger",
        paper: "",
        lang,
        path: "claims/",
        title: title.get(lang),
        description: lead.get(lang),
        made: Made::files_of_all(&site.maker, site.papers),
        main,
    };
    page.html(site.assets, site.origin)
}
