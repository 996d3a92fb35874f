//! The service worker: after the first visit everything works offline.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::assets::hash_on;

/// Folders whose files are fetched when a view asks for them and kept from then on.
const ON_DEMAND: [&str; 2] = ["assets/", "frames/"];

/// Writes the service worker with the list of all files: the last step.
///
/// # Errors
/// Input and output.
pub fn service_worker(staging: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    list(staging, staging, &mut files)?;
    files.sort();
    // Social pictures are for other sites.
    files.retain(|f| !f.starts_with("social/") && f != "sw.js" && f != "404.html");
    let mut version = 0;
    for file in &files {
        version = hash_on(version, file.as_bytes());
        version = hash_on(version, &fs::read(staging.join(file))?);
    }
    let names: Vec<String> = files
        .iter()
        .filter(|f| !ON_DEMAND.iter().any(|folder| f.starts_with(folder)))
        .map(|f| match f.strip_suffix("index.html") {
            Some("") => "\"./\"".to_owned(),
            Some(folder) => format!("\"{folder}\""),
            None => format!("\"{f}\""),
        })
        .collect();
    let text = include_str!("sw.js")
        .replace("__VERSION__", &format!("{version:016x}"))
        .replace("__FILES__", &format!("[{}]", names.join(", ")))
        .replace("__ON_DEMAND__", &format!("{ON_DEMAND:?}"));
    fs::write(staging.join("sw.js"), text)
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
