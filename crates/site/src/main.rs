//! Writes the static pages into Trunk's staging folder: run as its `post_build` hook. With `--readme` it
//! writes the README's table of exhibits instead.

use std::{env, fs, io, path::Path, process::ExitCode};

use lab::PAPERS;
use site::{Maker, Origin, Site, assets::Assets, readme, service_worker};

/// Slices after which a long run is good enough to be shown at once.
const MOST_SLICES: u64 = 3_000;

/// Files and frames as the app reads them: `docs/assets.md`. Of frames only the state that a page opens with.
const MAKER: Maker = Maker {
    files: |paper| paper.assets().map(|asset| (asset.name, asset.bytes)).collect(),
    bring: |paper, values| values.with_assets(lab::Assets::at_hand(paper)),
    frame: |paper, values, lang| {
        (*values == paper.defaults()).then(|| {
            run::still(paper, values, lang, MOST_SLICES)
                .map(|frame| run::protocol::write_frame(&frame))
                .map_err(|message| message.en)
        })
    },
};

fn main() -> ExitCode {
    let done = if env::args().nth(1).as_deref() == Some("--readme") {
        write_readme()
    } else {
        write_pages()
    };
    match done {
        Ok(said) => {
            println!("site: {said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("site: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_readme() -> io::Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = readme::with_table(&fs::read_to_string(&path)?, PAPERS)
        .ok_or_else(|| io::Error::other("the README has no marks for the table of exhibits"))?;
    fs::write(path, text)?;
    Ok("README.md".to_owned())
}

fn write_pages() -> io::Result<String> {
    let staging = env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| {
        io::Error::other("TRUNK_STAGING_DIR is not set; it is run by `trunk build`")
    })?;
    let staging = Path::new(&staging);
    let origin =
        Origin::parse(&env::var("PUBLIC_SITE").unwrap_or_default()).map_err(io::Error::other)?;
    let assets = Assets::stage(staging)?;
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lab/src/papers");
    let site =
        Site { papers: PAPERS, sources: &sources, assets: &assets, origin: &origin, maker: MAKER };
    let files = site.build()?;
    for (path, content) in &files {
        let path = staging.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, content)?;
    }
    service_worker(staging)?;
    let pages = files.iter().filter(|(path, _)| path.ends_with("index.html")).count();
    Ok(format!("{pages} pages"))
}
