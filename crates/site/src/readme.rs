//! The README's table of exhibits, out of the registry.

use lab::Registry;

const BEGIN: &str = "<!-- exhibits: written by `cargo run -p site -- --readme` -->\n";
const END: &str = "<!-- /exhibits -->\n";

/// The README with its table as the registry has it; `None` where the marks of the table are missing.
pub fn with_table(readme: &str, papers: Registry) -> Option<String> {
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}{}{END}{after}", table(papers)))
}

fn table(papers: Registry) -> String {
    let rows: String =
        papers.iter().map(|p| format!("| `{}` | {} |\n", p.id, p.question.en)).collect();
    format!("| exhibit | the question |\n|---|---|\n{rows}")
}
