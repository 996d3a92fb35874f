//! The ledger: all claims of all papers.

use lab::{Lang, Registry, t};

use crate::{
    assets::Assets,
    exhibit::claim,
    page::{Page, escape},
};

pub(crate) fn page(papers: Registry, lang: Lang, assets: &Assets) -> String {
    let sections: String = papers
        .iter()
        .filter(|p| !p.claims.is_empty())
        .map(|paper| {
            let items: String = paper.claims.iter().map(|c| claim(paper, c, lang)).collect();
            format!(
                "<section class=\"claims\" aria-labelledby=\"{id}\"><h2 id=\"{id}\"><a href=\"../{id}/\">{}</a></h2><ol class=\"claim-list\">{items}</ol></section>",
                escape(paper.title.get(lang)),
                id = paper.id,
            )
        })
        .collect();
    let title = t("All claims, checked", "全部说法的检验");
    let lead = t(
        "What the papers and posts say in numbers, and what your machine measures. Nothing here is stored: press the button.",
        "论文与博文用数字说了什么，你的机器又测得什么。这里没有任何预存的结果：请按按钮。",
    );
    let main = format!(
        "<header class=\"exhibit-head\"><h1>{}</h1><p class=\"question\">{}</p></header>\n<div class=\"ledger\"><div data-slot=\"claims-bar\"></div>{sections}</div>",
        title.get(lang),
        lead.get(lang),
    );
    Page {
        kind: "ledger",
        paper: "",
        lang,
        path: "claims/",
        title: title.get(lang),
        description: lead.get(lang),
        main,
    }
    .html(assets)
}
