//! What the product's own pages must keep to.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{fs, path::PathBuf};

use site::{Maker, Origin, Site, assets::Assets, readme};

fn here(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn pages_obey_their_own_policy() {
    let site = Site {
        papers: lab::PAPERS,
        sources: &here("../lab/src/papers"),
        assets: &Assets::fake(),
        origin: &Origin::default(),
        maker: Maker::NOTHING,
    };
    for (path, content) in site.build().unwrap() {
        if !path.ends_with("index.html") {
            continue;
        }
        let page = String::from_utf8(content).unwrap();
        assert!(
            !page.contains(" style=\"") && !page.contains("<style") && !page.contains(" onclick"),
            "{path}"
        );
        for script in page.split("<script").skip(1) {
            assert!(script.split('>').next().unwrap().contains(" src=\""), "{path}: inline script");
        }
        // No request to another origin: only links a reader may follow.
        for part in ["src=\"http", "<img", "@import"] {
            assert!(!page.contains(part), "{path}: {part}");
        }
        // All sections are closed, and no mark of the prose's own notation is left.
        assert_eq!(page.matches("<section").count(), page.matches("</section>").count(), "{path}");
        for part in ["[[", "]]", "series:", "param:"] {
            let prose = page.split("<article").nth(1).unwrap_or_default();
            assert!(!prose.split("</article>").next().unwrap().contains(part), "{path}: {part}");
        }
    }
}

#[test]
fn the_readme_lists_the_papers_that_are_registered() {
    let text = fs::read_to_string(here("../../README.md")).unwrap();
    let fresh = readme::with_table(&text, lab::PAPERS).unwrap();
    assert!(text == fresh, "README.md is out of date: cargo run -p site -- --readme");
}
