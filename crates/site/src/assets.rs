//! What Trunk built, and the small scripts that start it.

use std::{fs, io, path::Path};

/// Names of the hashed files, relative to the root of the site.
pub struct Assets {
    /// Style sheets, in order.
    pub styles: Vec<String>,
    /// The app's JavaScript module.
    pub app: String,
    /// The app's wasm.
    pub wasm: String,
    /// Starts the app.
    pub boot: String,
    /// Runs before the first paint.
    pub early: String,
    /// The lab's worker.
    pub worker: String,
}

impl Assets {
    /// Finds what Trunk wrote into `staging` and adds the scripts, named after their content.
    ///
    /// # Errors
    /// Input and output, or a file that Trunk should have written and did not.
    pub fn stage(staging: &Path) -> io::Result<Self> {
        let index = fs::read_to_string(staging.join("index.html"))?;
        // Trunk keeps the order of the style sheets in its index.
        let styles = index
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|href| href.trim_start_matches("./").to_owned())
            .filter(|href| href.ends_with(".css"))
            .collect();
        let find = |suffix: &str| -> io::Result<String> {
            let mut names: Vec<String> = fs::read_dir(staging)?
                .filter_map(|e| e.ok()?.file_name().into_string().ok())
                .collect();
            names.sort();
            names
                .into_iter()
                .find(|n| n.starts_with("playable-papers") && n.ends_with(suffix))
                .ok_or_else(|| io::Error::other(format!("no *{suffix} in the build")))
        };
        let (app, wasm) = (find(".js")?, find("_bg.wasm")?);
        let boot =
            include_str!("boot.js").replace("__APP_JS__", &app).replace("__APP_WASM__", &wasm);
        let write = |stem: &str, text: &str| -> io::Result<String> {
            let name = format!("{stem}-{:016x}.js", hash(text.as_bytes()));
            fs::write(staging.join(&name), text)?;
            Ok(name)
        };
        Ok(Self {
            styles,
            app,
            wasm,
            boot: write("boot", &boot)?,
            early: write("early", include_str!("early.js"))?,
            worker: write("worker", include_str!("worker.js"))?,
        })
    }

    /// For tests: names without files.
    pub fn fake() -> Self {
        let name = str::to_owned;
        Self {
            styles: vec![name("a.css")],
            app: name("a.js"),
            wasm: name("a.wasm"),
            boot: name("b.js"),
            early: name("e.js"),
            worker: name("w.js"),
        }
    }
}

/// FNV-1a: names change when contents do; nothing here needs to resist an attacker.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_on(0, bytes)
}

pub(crate) fn hash_on(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state ^ 0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}
