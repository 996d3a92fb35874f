//! Writes the static pages into Trunk's staging folder: run as its `post_build` hook.

use std::{env, fs, io, path::Path, process::ExitCode};

use lab::PAPERS;
use site::{assets::Assets, build};

fn main() -> ExitCode {
    let Some(staging) = env::var_os("TRUNK_STAGING_DIR") else {
        eprintln!("site: TRUNK_STAGING_DIR is not set; it is run by `trunk build`");
        return ExitCode::FAILURE;
    };
    match run(Path::new(&staging)) {
        Ok(pages) => {
            println!("site: {pages} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("site: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(staging: &Path) -> io::Result<usize> {
    let assets = Assets::stage(staging)?;
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lab/src/papers");
    let pages = build(PAPERS, &sources, &assets)?;
    for (path, content) in &pages {
        let path = staging.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, content)?;
    }
    assets.write_service_worker(staging)?;
    Ok(pages.iter().filter(|(path, _)| path.ends_with("index.html")).count())
}
