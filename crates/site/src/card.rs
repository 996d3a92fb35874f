//! The picture that other sites show beside a link: the title over the first figure.

use lab::{Lang, Paper};
use maud::{PreEscaped, html};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use crate::snapshot::{Snapshot, picture};

/// 1200 × 630 pixels as PNG; `None` if the figure cannot be drawn.
pub(crate) fn png(paper: &Paper, snapshot: &Snapshot) -> Option<Vec<u8>> {
    // In English on both languages' pages: the fonts that ship with the build have no Chinese.
    let figure = picture(snapshot.figures(Lang::En).first()?, 1080);
    let inner = figure.split_once('>')?.1.rsplit_once("</svg>")?.0;
    let view = figure.split("viewBox=\"").nth(1)?.split('"').next()?;
    let text = html! {
        svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="DejaVu Sans" {
            rect width="1200" height="630" fill="#fdfdfb" {}
            text x="60" y="84" font-size="44" font-weight="bold" fill="#1d1f21" { (paper.title.en) }
            text x="60" y="600" font-size="22" fill="#5b6168" { "Playable Papers: settle it yourself" }
            svg x="60" y="116" width="1080" height="440" viewBox=(view) preserveAspectRatio="xMidYMid meet" {
                (PreEscaped(inner))
            }
        }
    };
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    let options = Options {
        fontdb: std::sync::Arc::new(fonts),
        font_family: "DejaVu Sans".into(),
        ..Options::default()
    };
    let tree = Tree::from_str(&text.into_string(), &options).ok()?;
    let mut pixels = Pixmap::new(1200, 630)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
