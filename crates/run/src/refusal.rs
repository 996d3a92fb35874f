//! What is said when a field holds what its param does not take, and nothing is changed.

use lab::{Kind, Message, Param};

/// The sentence: what was typed, and what is allowed.
pub fn refusal(param: &Param, raw: &str) -> Message {
    let mut shown: String = raw.trim().chars().take(40).collect();
    if raw.trim().chars().count() > 40 {
        shown.push('…');
    }
    let (en, zh) = match param.kind {
        Kind::Number { min, max, .. } => {
            (format!("a number from {min} to {max}"), format!("{min} 到 {max} 之间的数"))
        }
        Kind::Integer { min, max, .. } => {
            (format!("a whole number from {min} to {max}"), format!("{min} 到 {max} 之间的整数"))
        }
        Kind::Seed { .. } => (
            format!("a whole number from 0 to {}", u64::MAX),
            format!("0 到 {} 之间的整数", u64::MAX),
        ),
        _ => ("a value of this param".to_owned(), "这个参数的值".to_owned()),
    };
    Message::new(
        format!("{}: “{shown}” is not {en}. Nothing was changed.", param.label.en),
        format!("{}：“{shown}”不是{zh}。原有内容未变。", param.label.zh),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::t;

    #[test]
    fn nobody_is_told_that_a_default_is_used_where_the_value_stays() {
        let param = Param::integer("n", t("Terms", "项数"), (1, 9), 3);
        let said = refusal(&param, " soon ");
        assert_eq!(
            said.en,
            "Terms: “soon” is not a whole number from 1 to 9. Nothing was changed."
        );
        assert!(said.zh.contains("1 到 9 之间的整数"));
        let long = refusal(&param, &"x".repeat(99));
        assert!(long.en.contains('…') && long.en.len() < 130);
    }
}
