//! What every paper owes the house: looped over the registry, so that what is listed is tested.

use std::{collections::BTreeSet, path::PathBuf};

use lab::{PAPERS, Values, decode};

#[test]
fn names_are_unique_and_fit_for_an_address() {
    let fit = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
    };
    let mut ids = BTreeSet::new();
    for paper in PAPERS.iter() {
        assert!(fit(paper.id) && ids.insert(paper.id), "{}", paper.id);
        let mut keys = BTreeSet::new();
        for param in paper.params {
            assert!(fit(param.key) && keys.insert(param.key), "{}: {}", paper.id, param.key);
            assert!(
                !["at", "vs", lab::VIEW].contains(&param.key),
                "{}: {} is reserved",
                paper.id,
                param.key
            );
        }
        let mut readouts = BTreeSet::new();
        assert!(paper.readouts.iter().all(|r| readouts.insert(r.key)), "{}", paper.id);
        let mut views = BTreeSet::new();
        assert!(!paper.views.is_empty(), "{} has no view", paper.id);
        for view in paper.views {
            let name = format!("{}/{}", paper.id, view.id);
            assert!(fit(view.id) && views.insert(view.id), "{name}");
            assert!(view.params.iter().all(|key| keys.contains(key)), "{name}: params");
            assert!(view.readouts.iter().all(|key| readouts.contains(key)), "{name}: read-outs");
            assert!(
                view.headline.iter().all(|key| view.readouts.contains(key)),
                "{name}: headline"
            );
        }
        let shown = |key| paper.views.iter().any(|v| v.knows(key));
        assert!(keys.iter().all(|key| shown(key)), "{}: a param that no view knows", paper.id);
        let mut claims = BTreeSet::new();
        assert!(paper.claims.iter().all(|c| fit(c.id) && claims.insert(c.id)), "{}", paper.id);
    }
}

#[test]
fn every_preset_is_a_valid_state() {
    for paper in PAPERS.iter() {
        let mut ids = BTreeSet::new();
        for preset in paper.presets {
            assert!(ids.insert(preset.id), "{}/{}", paper.id, preset.id);
            let words: Vec<String> = preset.set.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let (_, notices) = decode(paper, &words.join("&"), &[]);
            assert!(notices.is_empty(), "{}/{}: {notices:?}", paper.id, preset.id);
        }
    }
}

#[test]
fn every_paper_starts_tells_its_readouts_and_repeats_itself() {
    for paper in PAPERS.iter() {
        let run = |values: &Values| {
            let mut simulation = (paper.view(values).start)(values)
                .unwrap_or_else(|e| panic!("{}: {e:?}", paper.id));
            for _ in 0..6 {
                let _ = simulation.advance();
            }
            (
                simulation.readouts(),
                simulation.figures(lab::Lang::En),
                simulation.figures(lab::Lang::Zh),
            )
        };
        for view in paper.views {
            let name = format!("{}/{}", paper.id, view.id);
            let values = paper.defaults().with(lab::VIEW, lab::Value::Choice(view.id.to_owned()));
            let (readouts, en, zh) = run(&values);
            let told: BTreeSet<&str> = readouts.iter().map(|r| r.0).collect();
            let declared: BTreeSet<&str> = view.readouts.iter().copied().collect();
            assert_eq!(told, declared, "{name}");
            assert!(!en.is_empty() && en.len() == zh.len(), "{name}");
            for figure in en.iter().chain(&zh) {
                assert!(
                    !figure.title.is_empty() && !figure.summary.is_empty(),
                    "{name}: {} has no words",
                    figure.id
                );
            }
            let (again, figures, _) = run(&values);
            // NaN is not equal to itself: compare what is printed.
            assert_eq!(format!("{readouts:?}"), format!("{again:?}"), "{name}");
            assert_eq!(format!("{en:?}"), format!("{figures:?}"), "{name}");
        }
    }
}

#[test]
fn every_paper_has_prose_in_both_languages() {
    for paper in PAPERS.iter() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("src/papers")
            .join(paper.id.replace('-', "_"));
        for lang in ["en", "zh"] {
            let prose = std::fs::read_to_string(folder.join(format!("prose.{lang}.md")))
                .unwrap_or_default();
            assert!(prose.len() > 1_000, "{}: prose.{lang}.md", paper.id);
        }
    }
}
