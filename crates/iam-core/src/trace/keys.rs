//! The condition keys of a request: given, derived, and those that policies test and the request lacks.

use super::Scene;
use crate::context::{Entry, Found, Value};
use crate::decide::Part;
use crate::letter_case::lower;
use crate::report::{KeyReading, Note, Origin};

/// Every key, tested ones first, then by name.
pub(super) fn keys(scene: &Scene<'_>) -> Vec<KeyReading> {
    let context = &scene.plan.query.context;
    let tested = tested_keys(scene);
    let mut keys: Vec<KeyReading> = context
        .entries()
        .iter()
        .filter(|entry| entry.value != Value::Absent || tested.has(&entry.lower) || is_given(entry))
        .map(|entry| {
            reading(
                entry,
                tested.has(&entry.lower),
                context.look_up(&entry.lower),
            )
        })
        .collect();
    for (key, shown) in &tested.0 {
        if context.entry(key).is_none() {
            keys.push(KeyReading {
                name: (*shown).to_owned(),
                values: Vec::new(),
                multivalued: false,
                origin: if context.look_up(key) == Found::Open {
                    Origin::Open
                } else {
                    Origin::Missing
                },
                tested: true,
                note: None,
            });
        }
    }
    crate::order::sort_by(&mut keys, |a, b| {
        b.tested
            .cmp(&a.tested)
            .then_with(|| lower(&a.name).cmp(&lower(&b.name)))
    });
    keys
}

/// The scenario itself says that the key is absent, by an empty list.
fn is_given(entry: &Entry) -> bool {
    entry.note.is_none()
}

fn reading(entry: &Entry, tested: bool, found: Found<'_>) -> KeyReading {
    let (values, multivalued) = match (&entry.value, found) {
        (_, Found::Open) | (Value::Absent, _) => (Vec::new(), false),
        (Value::Single(value), _) => (vec![value.to_string()], false),
        (Value::List(values), _) => (values.iter().map(ToString::to_string).collect(), true),
    };
    KeyReading {
        name: entry.shown.to_string(),
        values,
        multivalued,
        origin: if found == Found::Open {
            Origin::Open
        } else {
            entry.origin
        },
        tested,
        note: entry.note.as_ref().map(|(rule, why)| Note {
            rule: *rule,
            sentence: why.clone(),
        }),
    }
}

/// Keys that policies test: in lower case, and as first written. Sorted, each once.
pub(crate) struct TestedKeys<'a>(pub(super) Vec<(&'a str, &'a str)>);

impl TestedKeys<'_> {
    /// Whether the key, in lower case, is tested.
    pub(crate) fn has(&self, lower: &str) -> bool {
        self.0
            .binary_search_by(|(key, _)| (*key).cmp(lower))
            .is_ok()
    }
}

/// The keys that statements of the policies that take part test or use as variables: lower case to the spelling first seen.
pub(crate) fn tested_keys<'a>(scene: &Scene<'a>) -> TestedKeys<'a> {
    let mut tested: Vec<(&'a str, &'a str)> = Vec::new();
    for index in scene.plan.parts().into_iter().flat_map(Part::members) {
        let Some(policy) = scene.policy(*index) else {
            continue;
        };
        for statement in &policy.statements {
            for condition in &statement.conditions {
                tested.push((&condition.key_lower, &condition.key));
            }
            for variable in super::statement::variables(statement) {
                if !variable.key.is_empty() {
                    tested.push((&variable.key, &variable.shown));
                }
            }
        }
    }
    crate::order::sort_by(&mut tested, |a, b| a.0.cmp(b.0));
    tested.dedup_by(|later, first| later.0 == first.0);
    TestedKeys(tested)
}
