//! LaTeX to MathML.

use comrak::nodes::{AstNode, NodeValue};
use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::{Fault, replace};

/// The converter: one serves a whole build.
pub(super) fn converter() -> Result<LatexToMathML, Fault> {
    let config = MathCoreConfig { annotation: true, ..MathCoreConfig::default() };
    LatexToMathML::new(config)
        .map_err(|_| Fault { line: 0, what: "math-core does not start".to_owned() })
}

/// Sets a formula; other nodes stay.
pub(super) fn set<'a>(node: &'a AstNode<'a>, math: &LatexToMathML) -> Result<(), Fault> {
    let (literal, display) = match &node.data().value {
        NodeValue::Math(formula) => (formula.literal.clone(), formula.display_math),
        _ => return Ok(()),
    };
    let style = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let set = math
        .convert_with_local_state(literal.trim(), style)
        .map_err(|e| Fault::at(node, format!("formula “{literal}”: {e:?}")))?;
    if set.mathml.contains(" style=") {
        // As `\!` does it: the page's policy forbids styles in attributes.
        return Err(Fault::at(node, format!("formula “{literal}” needs an inline style")));
    }
    let html = if display {
        format!("<span class=\"eq\" tabindex=\"0\">{}</span>", set.mathml)
    } else {
        set.mathml
    };
    replace(node, html);
    Ok(())
}
