//! Condition operators and keys.

use iam_catalog::{Catalog, KeyLookup};
use iam_core::policy::Operator;

use super::Hover;
use crate::texts;

/// An operator.
pub(super) fn operator(word: &str, hover: &mut Hover) -> bool {
    let Ok(read) = Operator::parse(word) else {
        return false;
    };
    let operator = read.operator;
    hover.title = operator.spelling();
    hover.detail = String::from("condition operator");
    hover.text.push(texts::comparison(operator).to_owned());
    hover
        .text
        .extend(texts::qualifier(operator.qualifier).map(str::to_owned));
    hover.text.push(texts::missing_key(operator).to_owned());
    true
}

/// A key.
pub(super) fn key(word: &str, catalog: &Catalog, hover: &mut Hover) -> bool {
    match catalog.key(word) {
        KeyLookup::Global(key) => {
            hover.title = key.name.to_string();
            hover.detail = match key.also {
                Some(also) => format!("{} or {also}", key.value),
                None => key.value.to_string(),
            };
            hover.text.push(format!(
                "A global condition key: a property of the {}.",
                key.group.name()
            ));
            hover
                .text
                .push(format!("In the request: {}.", key.presence));
            if key.no_wildcards {
                hover
                    .text
                    .push("Wildcards in its values are never right.".to_owned());
            }
            several(key.value.multivalued, hover);
        }
        KeyLookup::Service(service, key) => {
            hover.title = key.name.to_string();
            hover.detail = key.value.to_string();
            if !key.description.is_empty() {
                hover
                    .text
                    .push(format!("{}.", key.description.trim_end_matches('.')));
            }
            several(key.value.multivalued, hover);
            let sends = |action: &&iam_catalog::Action| {
                let action = iam_catalog::ActionRef { service, action };
                action
                    .keys()
                    .iter()
                    .any(|(sent, _)| std::ptr::eq(*sent, key))
            };
            let senders = service.actions.iter().filter(sends);
            let senders = senders.map(|action| format!("{}:{}", service.prefix, action.name));
            hover.fact("Sent by", senders.collect(), 8);
        }
        KeyLookup::NotLoaded(entries) => {
            hover.title = String::from(word);
            for entry in entries {
                hover.missing.service(&entry.prefix);
            }
        }
        KeyLookup::Unknown => return false,
    }
    true
}

fn several(multivalued: bool, hover: &mut Hover) {
    if multivalued {
        hover
            .text
            .push("It has several values: use it with ForAnyValue or ForAllValues.".to_owned());
    }
}
