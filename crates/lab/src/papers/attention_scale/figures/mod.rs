//! What is drawn.

pub(super) mod attention;
pub(super) mod best;
pub(super) mod gradient;

use figure::{Axis, Handle};

use super::draws::Draws;
use crate::{Pen, t};

/// The axis of the scale, as far as it is swept.
fn alpha_axis(draws: &Draws, pen: Pen) -> Axis {
    pen.linear(t("scale α", "缩放 α")).over(0.0, draws.reach())
}

/// The rule that sets the scale.
fn alpha_rule(draws: &Draws, pen: Pen) -> Handle {
    pen.drag_x(t("scale α", "缩放 α"), draws.alpha(), "alpha")
}
