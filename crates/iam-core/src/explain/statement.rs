//! Why a statement applies or not.

use crate::report::{Answer, Effect, Element, ElementFinding};

/// One sentence for a statement.
pub(crate) fn sentence(effect: Effect, applies: Answer, elements: &[ElementFinding]) -> String {
    let verb = match effect {
        Effect::Allow => "allows",
        Effect::Deny => "denies",
    };
    match applies {
        Answer::Yes => format!("{verb}: every element matches"),
        Answer::Unknown => {
            let open = elements
                .iter()
                .find(|element| element.answer == Answer::Unknown);
            format!(
                "{verb} or not: {}",
                open.map_or("a key is left open", |element| &element.sentence)
            )
        }
        Answer::No => {
            let failed: Vec<&ElementFinding> = elements
                .iter()
                .filter(|element| element.answer == Answer::No)
                .collect();
            match failed.as_slice() {
                [] => "does not apply".to_owned(),
                [one] => format!("does not apply: {}", one.sentence),
                [first, rest @ ..] => {
                    let names: Vec<&str> =
                        rest.iter().map(|element| element_name(element)).collect();
                    format!("does not apply: {}; {} too", first.sentence, also(&names))
                }
            }
        }
    }
}

fn also(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("{one} fails"),
        [head @ .., last] => format!("{} and {last} fail", head.join(", ")),
    }
}

/// An element's name as it stands in the policy.
pub(crate) fn element_name(finding: &ElementFinding) -> &'static str {
    match (finding.element, finding.negated) {
        (Element::Principal, false) => "`Principal`",
        (Element::Principal, true) => "`NotPrincipal`",
        (Element::Action, false) => "`Action`",
        (Element::Action, true) => "`NotAction`",
        (Element::Resource, false) => "`Resource`",
        (Element::Resource, true) => "`NotResource`",
        (Element::Condition, _) => "`Condition`",
    }
}
