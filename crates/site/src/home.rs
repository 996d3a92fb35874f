//! The front page.

use lab::{Lang, Paper, t};
use maud::{Markup, PreEscaped, html};

use crate::{
    Site,
    made::Made,
    page::{NAME, Page},
    snapshot::{Snapshot, lead, picture},
};

pub(crate) const MANIFEST: &str = r##"{"name":"Playable Papers","short_name":"Playable","start_url":"./","display":"minimal-ui","background_color":"#fdfdfb","theme_color":"#0072b2","icons":[{"src":"icon.svg","sizes":"any","type":"image/svg+xml"}]}
"##;

pub(crate) fn page(site: &Site, papers: &[(&'static Paper, Snapshot)], lang: Lang) -> String {
    let main = html! {
        header.home-head {
            h1 { (NAME.get(lang)) }
            p.question {
                (t(
                    "Machine-learning papers to settle for yourself. Move a slider, draw a curve, paste your own data: everything is recomputed in front of you.",
                    "机器学习论文，自己动手弄明白。拖动滑块，画一条曲线，贴上自己的数据：一切当面重算。",
                ).get(lang))
            }
        }
        ul.cards {
            @for (paper, snapshot) in papers { (card(paper, snapshot, lang)) }
        }
        section.prose {
            h2 { (t("What is different here", "这里有什么不同").get(lang)) }
            @match lang { Lang::En => (what_en()), Lang::Zh => (what_zh()) }
        }
    };
    let description = t(
        "Interactive exhibits of machine-learning papers, recomputed live in Rust in your browser, with every claim checked.",
        "机器学习论文的互动展品，由 Rust 在浏览器里实时重算，逐条检验论文的说法。",
    );
    let page = Page {
        kind: "home",
        paper: "",
        lang,
        path: "",
        title: NAME.get(lang),
        description: description.get(lang),
        made: Made::default(),
        main,
    };
    page.html(site.assets, site.origin)
}

fn card(paper: &Paper, snapshot: &Snapshot, lang: Lang) -> Markup {
    html! {
        li.card {
            a href={ (paper.id) "/" } {
                div.thumb aria-hidden="true" {
                    @if let Some(figure) = snapshot.figures(lang).first() {
                        (PreEscaped(picture(&lead(figure), 420)))
                    }
                }
                h2 { (paper.title.get(lang)) }
                p { (paper.question.get(lang)) }
            }
        }
    }
}

fn what_en() -> Markup {
    html! {
        p {
            strong { "Claims are checked, not told." }
            " Every number that a paper states and a browser can check is a claim with a source, an expected value and code that measures it. "
            a href="claims/" { "The ledger" }
            " runs them all on your machine and shows what held, what held in part, and what did not."
        }
        p {
            strong { "Your own data." }
            " Where an exhibit takes data it takes yours: pasted, dropped as a file, drawn by hand. They stay in your browser."
        }
        p {
            strong { "A link is the experiment." }
            " The address holds all that you set; whoever opens it sees what you saw."
        }
    }
}

fn what_zh() -> Markup {
    html! {
        p {
            strong { "说法要检验，不是听信。" }
            "论文里凡是浏览器能验的数，都写成一条有出处、有预期、有测量代码的说法。"
            a href="claims/" { "总账" }
            "在你的机器上把它们全部跑一遍：哪些成立，哪些部分成立，哪些不成立。"
        }
        p {
            strong { "用你自己的数据。" }
            "凡是吃数据的展品都吃你的：粘贴、拖文件、手绘。数据不出浏览器。"
        }
        p {
            strong { "链接就是实验。" }
            "网址里装着你的全部设置，谁打开都看到你所看到的。"
        }
    }
}
