//! A ninth paper, made only here: one folder and one line of a registry, nothing else.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use figure::{Axis, Figure, Mark, Panel, Role};
use lab::{
    Citation, Claim, Halt, Lang, Measurement, Message, Paper, Param, Preset, Progress, Readout,
    Readouts, Registry, Simulation, View, decode, encode, t,
};
use site::{Maker, Origin, Site, assets::Assets};

/// Counts down from n.
struct Countdown {
    from: u64,
    left: u64,
}

impl Simulation for Countdown {
    fn advance(&mut self) -> Result<Progress, Halt> {
        self.left = self.left.saturating_sub(1);
        Ok(Progress::of(self.from - self.left, self.from))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        let line = Mark::line(
            "left",
            t("left", "剩余").get(lang),
            Role::Model,
            [0.0, 1.0],
            [self.from as f64, self.left as f64],
        );
        let panel = Panel::new(Axis::linear("t"), Axis::linear("n")).with(line);
        vec![
            Figure::single("countdown", t("Countdown", "倒数").get(lang), panel)
                .summary("counting"),
        ]
    }

    fn readouts(&self) -> Readouts {
        Readouts::new().with("left", self.left as f64)
    }
}

static NINTH: Paper = Paper {
    id: "ninth-paper",
    title: t("A ninth paper", "第九篇"),
    question: t("Does it end?", "会结束吗？"),
    description: t("It counts down.", "倒数。"),
    citation: Citation { reference: "Nobody (1999).", links: &[] },
    views: &[View::new("count", t("Count", "数"), |values| {
        Ok(Box::new(Countdown { from: values.count("n") as u64, left: values.count("n") as u64 }))
    })
    .params(&["n", "seed"])
    .readouts(&["left"])
    .headline(&["left"])
    .process(t("steps", "步"))],
    params: &[Param::integer("n", t("from", "从"), (1, 100), 10), Param::seed(3)],
    presets: &[Preset {
        id: "long",
        title: t("Long", "长"),
        look_for: t("It takes longer.", "更久。"),
        set: &[("n", "50")],
    }],
    readouts: &[Readout::new("left", t("left", "剩余"))],
    claims: &[Claim::new("ends", t("It ends at zero.", "终于零。"))
        .says("", t("p. 1", "第 1 页"))
        .near(0.0, 0.0, t("counted", "数出来的"))
        .over(&[("n", &["1", "10"])])
        .by(|values| {
            let from = values.count("n") as u64;
            let mut simulation = Countdown { from, left: from };
            while simulation.advance()?.more {}
            Ok(Measurement::exact(simulation.left as f64, Message::new("", "")))
        })],
};

static LIST: [&Paper; 1] = [&NINTH];

/// The paper's folder, one for each test: they run side by side.
fn sources(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let paper = folder.join("ninth_paper");
    fs::create_dir_all(&paper).unwrap();
    fs::write(paper.join("mod.rs"), "//! Counts.\nfn main() {}\n#[cfg(test)]\nmod tests {}\n")
        .unwrap();
    fs::write(
        paper.join("prose.en.md"),
        "## Why\n\nIt has [[left]] left of [[n=]]: $n^2$. [long](#preset:long)\n\n## Longer {figure=countdown preset=long}\n\nAlso [[left]].",
    )
    .unwrap();
    fs::write(
        paper.join("prose.zh.md"),
        "## 为什么\n\n从 [[n=]] 起剩 [[left]]：$n^2$。[长](#preset:long)\n\n## 更久 {figure=countdown preset=long}\n\n也是 [[left]]。",
    )
    .unwrap();
    folder
}

#[test]
fn a_ninth_paper_gets_its_pages_and_its_state() {
    let files = build(Registry(&LIST), &sources("papers-1"), "");
    let text = |path: &str| {
        String::from_utf8(
            files.iter().find(|f| f.0 == path).unwrap_or_else(|| panic!("{path}")).1.clone(),
        )
        .unwrap()
    };
    let page = text("zh/ninth-paper/index.html");
    // Its default state was run to its end and its words, claim, source and picture are there.
    for part in [
        "第九篇",
        "会结束吗？",
        "data-readout=\"left\"",
        ">0</output>",
        "data-param=\"n\">10<",
        "data-claim=\"ninth-paper/ends\"",
        "<svg",
        "<math",
        "source.html",
        "lang=\"zh-Hans\"",
        "href=\"../../ninth-paper/\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(text("index.html").contains("href=\"ninth-paper/\""));
    assert!(text("claims/index.html").contains("It ends at zero."));
    assert!(
        text("ninth-paper/source.html").contains("fn main")
            && !text("ninth-paper/source.html").contains("mod tests")
    );
    let values = NINTH.defaults().with("n", lab::Value::Integer(4));
    assert_eq!(encode(&NINTH, &values), "n=4");
    assert_eq!(decode(&NINTH, "n=4", &[]).0, values);
    let claim = &NINTH.claims[0];
    assert_eq!(claim.judge(&claim.measure(&NINTH)), Ok(lab::Verdict::Holds));
}

#[test]
fn a_page_knows_where_its_files_and_its_frames_are() {
    let files = build(Registry(&LIST), &sources("papers-2"), "");
    let content = |path: &str| &files.iter().find(|f| f.0 == path).unwrap().1;
    let page = String::from_utf8(content("zh/ninth-paper/index.html").clone()).unwrap();
    let attribute = |name: &str| {
        let rest = page.split(&format!(" {name}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let pairs = |name: &str| -> Vec<(String, Vec<u8>)> {
        let pairs = attribute(name);
        let pairs = pairs.split(' ').map(|pair| pair.split_once('=').unwrap());
        pairs.map(|(name, path)| (name.to_owned(), content(path).clone())).collect()
    };
    assert_eq!(pairs("data-assets"), [("numbers.txt".to_owned(), b"1 2 3".to_vec())]);
    let wanted = [(String::new(), b"zh ".to_vec()), ("long".to_owned(), b"zh n=50".to_vec())];
    assert_eq!(pairs("data-frames"), wanted);
    // Whether it is wanted is known where the address is: `boot.js` fetches it.
    assert!(!page.contains("href=\"../../frames/"));
}

fn build(papers: Registry, sources: &Path, origin: &str) -> Vec<(String, Vec<u8>)> {
    let origin = Origin::parse(origin).unwrap();
    let maker = Maker {
        files: |_| vec![("numbers.txt", b"1 2 3"), ("numbers.txt", b"1 2 3")],
        bring: |_, values| values,
        frame: |paper, values, lang| {
            Some(Ok(format!("{} {}", lang.code(), encode(paper, values)).into_bytes()))
        },
    };
    Site { papers, sources, assets: &Assets::fake(), origin: &origin, maker }.build().unwrap()
}

#[test]
fn where_the_host_is_known_addresses_for_machines_are_whole() {
    let files = build(Registry(&LIST), &sources("papers-3"), "https://example.org/papers");
    let page = |path: &str| {
        String::from_utf8(files.iter().find(|f| f.0 == path).unwrap().1.clone()).unwrap()
    };
    for part in [
        "rel=\"canonical\" href=\"https://example.org/papers/zh/ninth-paper/\"",
        "hreflang=\"en\" href=\"https://example.org/papers/ninth-paper/\"",
        "hreflang=\"zh-Hans\" href=\"https://example.org/papers/zh/ninth-paper/\"",
        "content=\"https://example.org/papers/social/ninth-paper.png\"",
    ] {
        assert!(page("zh/ninth-paper/index.html").contains(part), "{part}");
    }
    // At any depth, and without a script.
    assert!(page("404.html").contains("href=\"https://example.org/papers/zh/\""));
    assert!(!page("404.html").contains("<script>"));
}
