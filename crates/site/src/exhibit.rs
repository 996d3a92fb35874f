//! The page of one exhibit.

use std::{fs, io, path::Path};

use lab::{Claim, Expected, Lang, Paper, Registry, t};

use crate::{
    assets::Assets,
    page::{Page, escape, others},
    prose,
    snapshot::{Snapshot, picture},
};

pub(crate) fn page(
    papers: Registry,
    paper: &Paper,
    snapshot: &Snapshot,
    folder: &Path,
    lang: Lang,
    assets: &Assets,
) -> io::Result<String> {
    let name = folder.join(format!("prose.{}.md", lang.code()));
    let markdown = fs::read_to_string(&name)
        .map_err(|e| io::Error::other(format!("{}: {e}", name.display())))?;
    let figures = snapshot.figures(lang);
    let series: Vec<String> = figures
        .iter()
        .flat_map(|f| &f.panels)
        .flat_map(|p| &p.marks)
        .map(|m| m.id.clone())
        .collect();
    let prose = prose::render(&markdown, paper, &snapshot.readouts, &series, lang)
        .map_err(|e| io::Error::other(format!("{}: {e}", name.display())))?;
    let stage: String = figures
        .iter()
        .map(|f| format!("<figure class=\"figure static\"><figcaption><span class=\"figure-title\">{}</span></figcaption>{}</figure>", escape(&f.title), picture(f, 760)))
        .collect();
    let links: String = paper
        .citation
        .links
        .iter()
        .map(|l| {
            format!(
                "<li><a rel=\"noopener\" href=\"{}\">{}</a></li>",
                l.url,
                escape(l.label.get(lang))
            )
        })
        .collect();
    let claims: String = paper.claims.iter().map(|c| claim(paper, c, lang)).collect();
    let main = format!(
        "<header class=\"exhibit-head\"><h1>{title}</h1><p class=\"question\">{question}</p></header>\n<div data-slot=\"exhibit\"><div class=\"exhibit static-exhibit\"><p class=\"loading\" role=\"status\">{loading}</p><noscript><p class=\"loading\">{noscript}</p></noscript><div class=\"stage-and-controls\"><div class=\"stage\">{stage}</div></div></div></div>\n<article class=\"prose\">\n{prose}</article>\n<section class=\"claims\" data-slot=\"claims\" aria-labelledby=\"claims\"><h2 id=\"claims\">{claims_title}</h2><p>{claims_intro}</p><div data-slot=\"claims-bar\"></div><ol class=\"claim-list\">{claims}</ol></section>\n<section class=\"about\" aria-labelledby=\"about\"><h2 id=\"about\">{about}</h2><p>{reference}</p><ul>{links}</ul>\n<details data-slot=\"source\" data-src=\"source.html\"><summary>{source}</summary><p><a href=\"source.html\">{source_link}</a></p><div data-source tabindex=\"0\" role=\"region\" aria-label=\"{source}\"></div></details></section>\n{others}",
        title = escape(paper.title.get(lang)),
        question = escape(paper.question.get(lang)),
        loading = t("Getting ready to compute…", "正在准备计算……").get(lang),
        noscript = t(
            "Without JavaScript this page shows its text and a picture of the default state.",
            "没有 JavaScript 时，本页只显示文字和默认状态的图。"
        )
        .get(lang),
        claims_title = t("Claims, checked here", "说法，就地检验").get(lang),
        claims_intro = t(
            "Each is measured by the code of the exhibit above, on your machine, when you ask.",
            "每一条都由上面这个展品的代码在你的机器上当场测量。"
        )
        .get(lang),
        about = t("Where it comes from", "出处").get(lang),
        reference = escape(paper.citation.reference),
        source = t("The source of this exhibit's model", "本展品模型的源代码").get(lang),
        source_link = t("Open it on a page of its own", "单独打开").get(lang),
        others = others(papers, paper.id, lang),
    );
    let page = Page {
        kind: "exhibit",
        paper: paper.id,
        lang,
        path: &format!("{}/", paper.id),
        title: paper.title.get(lang),
        description: paper.description.get(lang),
        main,
    };
    Ok(page.html(assets))
}

/// One claim as a list item, with a place for its verdict.
pub(crate) fn claim(paper: &Paper, claim: &Claim, lang: Lang) -> String {
    let place = escape(claim.source.place.get(lang));
    let source = if claim.source.url.is_empty() {
        place
    } else {
        format!("<a rel=\"noopener\" href=\"{}\">{place}</a>", claim.source.url)
    };
    format!(
        "<li class=\"claim\" data-claim=\"{}/{}\"><p class=\"sentence\">{}</p><p class=\"claim-meta\"><span class=\"source\">{source}</span> <span class=\"expected\">{} {}</span></p><div data-slot=\"verdict\"></div></li>",
        paper.id,
        claim.id,
        escape(claim.sentence.get(lang)),
        t("expected", "预期").get(lang),
        expected(claim.expected),
    )
}

fn expected(expected: Expected) -> String {
    let n = |x: f64| figure::significant(x, 4);
    match expected {
        Expected::Near { value, tolerance: 0.0 } => n(value),
        Expected::Near { value, tolerance } => {
            format!("{} ± {}", n(value), figure::significant(tolerance, 2))
        }
        Expected::AtMost(bound) => format!("≤ {}", n(bound)),
        Expected::AtLeast(bound) => format!("≥ {}", n(bound)),
        Expected::Between(low, high) => format!("{} … {}", n(low), n(high)),
    }
}
