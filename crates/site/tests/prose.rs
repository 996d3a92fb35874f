//! What a prose can say, and what is said of its mistakes.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use lab::{Lang, Paper, Readouts};
use site::prose::{Article, Fault, Scene, Told};

fn paper() -> &'static Paper {
    lab::PAPERS.get("fourier-density").unwrap()
}

fn told() -> Told {
    Told {
        readouts: Readouts::new().with("kl", 0.012_34),
        figures: vec!["density".to_owned(), "loss".to_owned()],
        series: vec!["fit".to_owned()],
    }
}

/// The same text in both languages, rendered in one.
fn render(text: &str, lang: Lang) -> Result<String, Fault> {
    let article = Article::new([text.to_owned(), text.to_owned()]).map_err(|(_, fault)| fault)?;
    let told = told();
    article.html(paper(), |_| &told, lang)
}

fn html(text: &str) -> String {
    render(text, Lang::En).unwrap()
}

#[test]
fn formulas_numbers_and_references_are_set() {
    let html = html(
        "**重要：**带宽 $N^2$ is [[kl]] at [[terms=]]; [the *fit*](series:fit \"model\") [more](#terms=60&gamma=0) [t](param:terms) [out](https://example.org)",
    );
    for part in [
        "<strong>重要：</strong>",
        "<math",
        "<msup>",
        "data-readout=\"kl\"",
        ">0.0123</output>",
        "data-param=\"terms\">14</span>",
        "class=\"ref role-model\" data-series=\"fit\">the <em>fit</em></a>",
        "<a class=\"set\" href=\"#terms=60&amp;gamma=0\">more</a>",
        "data-param-ref=\"terms\">t</a>",
        "<a rel=\"noopener\" href=\"https://example.org\">out</a>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="));
}

#[test]
fn what_does_not_exist_is_an_error_in_its_line() {
    for wrong in [
        "[[nothing]]",
        "[[nothing=]]",
        "[[kl]",
        "$\\frobnicate$",
        "[a](param:nothing)",
        "[a](series:fit \"colour\")",
        "[a](#terms=9999)",
        "[a](#preset:none)",
        "[a](elsewhere)",
        "## A {preset=none}",
        "## A {view=none}",
        "## A {view=inside preset=sharp}",
        "## A {figure=none}",
        "## A {figure=density,loss,density}",
        "## A {figure=density figure=loss}",
        "## A {colour=red}",
        "## A {view}",
        "## A {view=Fit}",
        "## A {view=fit",
        "## A {view=fit} again",
        "## …",
    ] {
        let fault = render(&format!("One.\n\n{wrong}\n"), Lang::En).expect_err(wrong);
        assert_eq!(fault.line, 3, "{wrong}: {fault}");
    }
    let fault = render("## What's this?\n\n## Whats this\n", Lang::En).unwrap_err();
    assert_eq!((fault.line, fault.what.as_str()), (3, "two scenes would be called “whats-this”"));
}

#[test]
fn a_heading_begins_a_scene_and_takes_its_attributes_along() {
    let html = html(
        "Before.\n\n## What you see, $n$\n\nOne.\n\n### Closer\n\n## Smoothing {figure=density,loss preset=no-smoothing}\n\nTwo.",
    );
    for part in [
        "<p>Before.</p>\n<section class=\"scene\" id=\"scene-what-you-see\" data-scene=\"what-you-see\">\n<h2>What you see, <math",
        "<h3>Closer</h3>\n</section>\n<section class=\"scene\" id=\"scene-smoothing\" data-scene=\"smoothing\" data-figure=\"density loss\" data-preset=\"no-smoothing\">\n<h2>Smoothing</h2>",
        "<p>Two.</p>\n</section>\n",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_scene_has_the_numbers_of_its_setting() {
    let (default, preset) = (told(), Told { readouts: Readouts::new().with("kl", 7.0), ..told() });
    let text = "## A\n\n[[kl]]\n\n## B {preset=sharp}\n\n[[kl]]\n\n## C\n\n[[kl]]".to_owned();
    let article = Article::new([text.clone(), text]).unwrap();
    let told = |scene: &Scene| if scene.setting() == "sharp" { &preset } else { &default };
    let html = article.html(paper(), told, Lang::En).unwrap();
    let numbers: Vec<_> =
        html.split("</output>").filter_map(|s| Some(s.rsplit_once('>')?.1)).take(3).collect();
    assert_eq!(numbers, ["0.0123", "7", "0.0123"]);
}

#[test]
fn footnotes_stay_outside_the_scenes() {
    let html = html("## A\n\nOne.[^1]\n\n[^1]: Note.\n");
    assert!(html.find("</section>").unwrap() < html.find("Note.").unwrap(), "{html}");
}

#[test]
fn both_languages_must_say_the_same() {
    let en = "## A {figure=density}\n\n$x$ [[kl]] [a](#terms=2)\n\n## B\n\n$y$ $z$";
    let same = "## 甲 {figure=density}\n\n[一](#terms=2) [[kl]] $x$\n\n## 乙\n\n$y$ $z$";
    assert!(Article::new([en.to_owned(), same.to_owned()]).is_ok());
    // In an order of its own, and one named once more.
    let turned = same.replace("$y$ $z$", "$z$ $y$ $z$");
    assert!(Article::new([en.to_owned(), turned]).is_ok());
    for (from, to, line, what) in [
        ("density", "loss", 1, "attributes"),
        ("$x$", "$w$", 1, "formula “x” is in English only"),
        ("[[kl]]", "[[kl]] [[nll]]", 1, "live number “nll” is not in English"),
        ("terms=2", "terms=3", 1, "link “#terms=2” is in English only"),
        ("$y$ $z$", "$y$", 5, "formula “z” is in English only"),
        ("## 乙\n\n", "", 1, "1 scenes here, 2 in English"),
    ] {
        let zh = same.replace(from, to);
        let (lang, fault) = Article::new([en.to_owned(), zh]).unwrap_err();
        assert_eq!((lang, fault.line), (Lang::Zh, line), "{fault}");
        assert!(fault.what.contains(what), "{fault}");
    }
}

#[test]
fn chinese_has_no_spaces_that_only_markdown_needs() {
    for (text, wanted) in [
        ("均值游荡\n每次都差", "<p>均值游荡每次都差</p>"),
        ("**均值游荡。** 每次都差", "<p><strong>均值游荡。</strong>每次都差</p>"),
        ("**均值。** $t$ 代", "<p><strong>均值。</strong><math"),
        ("见 [图](https://example.org)\n上", "图</a>上</p>"),
        // Latin words keep theirs.
        ("用 Tiger\nadapts 每次", "<p>用 Tiger\nadapts 每次</p>"),
        ("**Adam** 每次", "<p><strong>Adam</strong> 每次</p>"),
    ] {
        let html = render(text, Lang::Zh).unwrap();
        assert!(html.contains(wanted), "{text}: {html}");
    }
    // English keeps them all.
    assert!(html("one\ntwo **a.** b").contains("one\ntwo <strong>a.</strong> b"));
}
