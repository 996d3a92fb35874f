//! The front page, and the page for addresses that lead nowhere.

use lab::{Lang, Paper, t};

use crate::{
    assets::Assets,
    page::{NAME, Page, escape},
    snapshot::{Snapshot, lead, picture},
};

pub(crate) const MANIFEST: &str = "{\"name\":\"Playable Papers\",\"short_name\":\"Playable\",\"start_url\":\"./\",\"display\":\"minimal-ui\",\"background_color\":\"#fdfdfb\",\"theme_color\":\"#0072b2\",\"icons\":[{\"src\":\"icon.svg\",\"sizes\":\"any\",\"type\":\"image/svg+xml\"}]}\n";

pub(crate) fn page(papers: &[(&'static Paper, Snapshot)], lang: Lang, assets: &Assets) -> String {
    let cards: String = papers
        .iter()
        .map(|(paper, snapshot)| {
            let picture = snapshot.figures(lang).first().map(|f| picture(&lead(f), 420)).unwrap_or_default();
            format!(
                "<li class=\"card\"><a href=\"{id}/\"><div class=\"thumb\" aria-hidden=\"true\">{picture}</div><h2>{title}</h2><p>{question}</p></a></li>",
                id = paper.id,
                title = escape(paper.title.get(lang)),
                question = escape(paper.question.get(lang)),
            )
        })
        .collect();
    let main = format!(
        "<header class=\"home-head\"><h1>{name}</h1><p class=\"question\">{lead}</p></header>\n<ul class=\"cards\">{cards}</ul>\n<section class=\"prose\"><h2>{how}</h2>{what}</section>",
        name = NAME.get(lang),
        lead = t(
            "Machine-learning papers to settle for yourself. Move a slider, draw a curve, paste your own data: everything is recomputed in front of you.",
            "机器学习论文，自己动手弄明白。拖动滑块，画一条曲线，贴上自己的数据：一切当面重算。",
        ).get(lang),
        how = t("What is different here", "这里有什么不同").get(lang),
        what = t(
            "<p><strong>Claims are checked, not told.</strong> Every number that a paper states and a browser can check is a claim with a source, an expected value and code that measures it. <a href=\"claims/\">The ledger</a> runs them all on your machine and shows what held, what held in part, and what did not.</p><p><strong>Your own data.</strong> Where an exhibit takes data it takes yours: pasted, dropped as a file, drawn by hand. They stay in your browser.</p><p><strong>A link is the experiment.</strong> The address holds all that you set; whoever opens it sees what you saw.</p>",
            "<p><strong>说法要检验，不是听信。</strong>论文里凡是浏览器能验的数，都写成一条有出处、有预期、有测量代码的说法。<a href=\"claims/\">总账</a>在你的机器上把它们全部跑一遍：哪些成立，哪些部分成立，哪些不成立。</p><p><strong>用你自己的数据。</strong>凡是吃数据的展品都吃你的：粘贴、拖文件、手绘。数据不出浏览器。</p><p><strong>链接就是实验。</strong>网址里装着你的全部设置，谁打开都看到你所看到的。</p>",
        ).get(lang),
    );
    let description = t(
        "Interactive exhibits of machine-learning papers, recomputed live in Rust in your browser, with every claim checked.",
        "机器学习论文的互动展品，由 Rust 在浏览器里实时重算，逐条检验论文的说法。",
    );
    Page {
        kind: "home",
        paper: "",
        lang,
        path: "",
        title: NAME.get(lang),
        description: description.get(lang),
        main,
    }
    .html(assets)
}

pub(crate) fn not_found(assets: &Assets) -> String {
    let main = "<header class=\"home-head\"><h1>Nothing here · 此处无物</h1><p class=\"question\">This address leads nowhere. <a href=\"./\">All exhibits</a> · 没有这个页面。<a href=\"zh/\">全部展品</a></p></header>".to_owned();
    Page {
        kind: "home",
        paper: "",
        lang: Lang::En,
        path: "",
        title: "Nothing here",
        description: "Nothing here",
        main,
    }
    .html(assets)
}
