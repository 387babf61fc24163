//! `Condition`: operators, keys and values.

use iam_catalog::{KeyLookup, ValueKind, ValueType};
use iam_core::policy::Operator;
use iam_core::policy::operator::{BASES, Base, Comparison, Qualifier};

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::facts::{around, names_beside};
use crate::insert::Insert;
use crate::known;
use crate::texts;

/// Behind what fits the types.
const UNFIT: u32 = 350;

/// Behind what fits the types directly.
const HALF_FIT: u32 = 60;

/// The value of `Condition`: operators, in braces of their own.
pub(super) fn operators_in_braces(asked: &Asked<'_>, offer: &mut Offer) {
    if asked.place.in_list() {
        return;
    }
    each_operator(asked, &[], offer, &|name, rank, said, offer| {
        let template = format!("{{\n\t\"{name}\": {{\n\t\t«»\n\t}}\n}}");
        offer.add(rank, said, || {
            asked.around.value(Insert::template(&template))
        });
    });
}

/// Operators, as names in `Condition`.
pub(super) fn operators(asked: &Asked<'_>, offer: &mut Offer) {
    let present = names_beside(asked.place);
    let types = types_of_keys(asked);
    each_operator(asked, &types, offer, &|name, rank, said, offer| {
        if !present.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            offer.add(rank, said, || {
                asked.around.name(name, Insert::template("{\n\t«»\n}"))
            });
        }
    });
}

type Add<'a> = dyn Fn(&str, u32, &Said<'_>, &mut Offer) + 'a;

/// Calls `add` with every operator, also those with set qualifiers and `IfExists` once something is typed.
fn each_operator(asked: &Asked<'_>, types: &[ValueType], offer: &mut Offer, add: &Add<'_>) {
    let again = asked.around.wants_value();
    let one = |operator: Operator, rank: u32, offer: &mut Offer| {
        let name = operator.spelling();
        let about = [texts::comparison(operator), texts::missing_key(operator)].join(" ");
        let said = Said {
            label: &name,
            kind: ItemKind::Operator,
            detail: family(operator.base),
            about: &about,
            again,
        };
        add(&name, rank, &said, offer);
    };
    let qualifiers = [
        Qualifier::One,
        Qualifier::ForAnyValue,
        Qualifier::ForAllValues,
    ];
    let multivalued = types.iter().any(|value| value.multivalued);
    for qualifier in qualifiers {
        for (if_exists, base) in [false, true]
            .into_iter()
            .flat_map(|if_exists| BASES.iter().map(move |base| (if_exists, base)))
        {
            let plain = qualifier == Qualifier::One && !if_exists;
            let null = base.comparison == Comparison::Null;
            let suits_set = multivalued && qualifier != Qualifier::One && !if_exists;
            if (!plain && null) || (!plain && !suits_set && offer.typed.is_empty()) {
                continue;
            }
            let operator = Operator {
                qualifier,
                base,
                if_exists,
            };
            let fit = types
                .iter()
                .map(|value| fit(operator, *value))
                .max()
                .unwrap_or(0);
            let rank = fit + if plain || suits_set { 0 } else { 40 };
            one(operator, rank, offer);
        }
    }
}

/// What an operator compares, in a word.
const fn family(base: &Base) -> &'static str {
    match base.comparison {
        Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike => {
            "text"
        }
        Comparison::Numeric(_) => "number",
        Comparison::Date(_) => "date",
        Comparison::Bool => "true or false",
        Comparison::Binary => "bytes",
        Comparison::Ip => "IP address",
        Comparison::Arn => "ARN",
        Comparison::Null => "missing or not",
    }
}

/// How far an operator is from suiting a type; 0 if it is the one.
fn fit(operator: Operator, value: ValueType) -> u32 {
    let set = operator.qualifier != Qualifier::One;
    let number = if set == value.multivalued {
        0
    } else {
        HALF_FIT
    };
    let kind = match (operator.base.comparison, value.kind) {
        (Comparison::Null, _)
        | (
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike,
            ValueKind::String,
        )
        | (Comparison::Numeric(_), ValueKind::Numeric)
        | (Comparison::Date(_), ValueKind::Date)
        | (Comparison::Bool, ValueKind::Bool)
        | (Comparison::Binary, ValueKind::Binary)
        | (Comparison::Ip, ValueKind::IpAddress)
        | (Comparison::Arn, ValueKind::Arn) => 0,
        // ARNs are text as well, and `aws:EpochTime` is a number.
        (Comparison::StringEquals | Comparison::StringLike, ValueKind::Arn)
        | (Comparison::Numeric(_), ValueKind::Date) => HALF_FIT,
        _ => UNFIT,
    };
    kind + if operator.base.comparison == Comparison::Null {
        5
    } else {
        number
    }
}

/// The types of the keys that the operator at the caret has already.
fn types_of_keys(asked: &Asked<'_>) -> Vec<ValueType> {
    let Some((root, Some(own))) = around(asked.place) else {
        return Vec::new();
    };
    let members = root.as_object().unwrap_or(&[]);
    let member = members.iter().find(|member| member.key.span.start == own);
    let keys = member
        .and_then(|member| member.value.as_object())
        .unwrap_or(&[]);
    let types = keys
        .iter()
        .take(10)
        .filter_map(|key| type_of(asked, key.key.as_str()));
    types.collect()
}

/// The type of a key's values, if it is known.
fn type_of(asked: &Asked<'_>, key: &str) -> Option<ValueType> {
    match asked.catalog.key(key) {
        KeyLookup::Global(key) => Some(key.value),
        KeyLookup::Service(_, key) => Some(key.value),
        KeyLookup::Unknown | KeyLookup::NotLoaded(_) => None,
    }
}

/// The value of an operator: keys, in braces of their own.
pub(super) fn keys_in_braces(asked: &Asked<'_>, operator: &str, offer: &mut Offer) {
    if asked.place.in_list() {
        return;
    }
    let braces = |name: Insert, value: Insert| {
        let mut insert = Insert::default();
        insert.push("{\n\t");
        insert.append(name);
        insert.push(": ");
        insert.append(value);
        insert.push("\n}");
        asked.around.value(insert)
    };
    each_key(asked, operator, &[], offer, &braces);
}

/// Keys, as names.
pub(super) fn keys(asked: &Asked<'_>, operator: &str, offer: &mut Offer) {
    let present = names_beside(asked.place);
    let name = |name: Insert, value: Insert| {
        let mut insert = Insert::default();
        insert.push(asked.around.before());
        insert.append(name);
        asked.around.value_of(&mut insert, value);
        insert
    };
    each_key(asked, operator, &present, offer, &name);
}

/// Global keys that most conditions are about.
const USUAL: [&str; 12] = [
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalTag/${TagKey}",
    "aws:MultiFactorAuthPresent",
    "aws:SourceIp",
    "aws:SourceVpce",
    "aws:ResourceTag/${TagKey}",
    "aws:RequestedRegion",
    "aws:RequestTag/${TagKey}",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
];

fn each_key(
    asked: &Asked<'_>,
    operator: &str,
    present: &[String],
    offer: &mut Offer,
    put: &dyn Fn(Insert, Insert) -> Insert,
) {
    let operator = Operator::parse(operator).ok().map(|read| read.operator);
    let sent = asked.facts.keys();
    let add = |name: &str, value: ValueType, about: &str, rank: u32, offer: &mut Offer| {
        if present.iter().any(|one| one.eq_ignore_ascii_case(name)) {
            return;
        }
        let fit = operator.map_or(0, |operator| fit(operator, value));
        if fit >= UNFIT && offer.typed.is_empty() {
            return;
        }
        let said = Said {
            label: name,
            kind: ItemKind::Key,
            detail: &value.to_string(),
            about,
            again: asked.around.wants_value(),
        };
        offer.add(rank + fit, &said, || {
            let mut quoted = Insert::default();
            quoted.push("\"");
            quoted.append(key_with_fields(name));
            quoted.push("\"");
            put(quoted, Insert::template("\"«»\""))
        });
    };
    for one in &sent {
        // A key that all of them send comes before one of a few.
        let rank = if one.by == asked.facts.actions.len() {
            0
        } else {
            10
        };
        add(
            &one.key.name,
            one.key.value,
            &one.key.description,
            rank,
            offer,
        );
    }
    for key in &asked.catalog.index().global_keys {
        let sent_already = sent
            .iter()
            .any(|one| one.key.name.eq_ignore_ascii_case(&key.name));
        let unsupported = key.needs_support() && !asked.facts.actions.is_empty();
        if sent_already || unsupported {
            continue;
        }
        let rank = match () {
            () if USUAL.contains(&&*key.name) => 10,
            () if key.cross_service => 40,
            () => 20,
        };
        let about = ["Present: ", &key.presence].concat();
        add(&key.name, key.value, &about, rank, offer);
    }
}

/// A key's name with fields for the holes of its template.
pub(super) fn key_with_fields(name: &str) -> Insert {
    let mut insert = Insert::default();
    let mut rest = name;
    while let Some(at) = rest.find(['$', '<']) {
        let (before, hole) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let close = if hole.starts_with('<') { '>' } else { '}' };
        let Some((inside, after)) = hole.split_once(close) else {
            break;
        };
        insert.push(before);
        insert.field(inside.trim_start_matches(['$', '{', '<']));
        rest = after;
    }
    insert.push(rest);
    insert
}

/// Values of a key.
pub(super) fn values(asked: &mut Asked<'_>, operator: &str, key: &str, offer: &mut Offer) {
    let operator = Operator::parse(operator).ok().map(|read| read.operator);
    let comparison = operator.map(|operator| operator.base.comparison);
    let catalog = asked.catalog;
    let value = match catalog.key(key) {
        KeyLookup::Global(key) => Some(key.value.kind),
        KeyLookup::Service(_, key) => Some(key.value.kind),
        KeyLookup::NotLoaded(entries) => {
            for entry in entries {
                asked.missing.service(&entry.prefix);
            }
            None
        }
        KeyLookup::Unknown => None,
    };
    match (comparison, value) {
        (Some(Comparison::Null), _) => {
            add(asked, "true", "The key must be missing.", "true", offer);
            add(asked, "false", "The key must be there.", "false", offer);
            return;
        }
        (Some(Comparison::Bool), _) | (None, Some(ValueKind::Bool)) => {
            add(asked, "true", "", "true", offer);
            add(asked, "false", "", "false", offer);
        }
        _ => {}
    }
    for (label, about, template) in known::values(key) {
        add(asked, label, about, template, offer);
    }
    if let Some((_, tag)) = key.split_once("Tag/")
        && operator.is_some_and(Operator::takes_variables)
        && !tag.is_empty()
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/=+@".contains(&byte))
    {
        let variable = format!("${{aws:PrincipalTag/{tag}}}");
        add(
            asked,
            &variable,
            "The principal’s tag of the same name.",
            &variable,
            offer,
        );
    }
    for (label, about, template) in known::of_kind(value, comparison) {
        add(asked, label, about, template, offer);
    }
}

fn add(asked: &Asked<'_>, label: &str, about: &str, template: &str, offer: &mut Offer) {
    let said = Said {
        label,
        kind: ItemKind::Value,
        detail: "",
        about,
        again: false,
    };
    let insert = Insert::template(&format!("\"{template}\""));
    offer.add(0, &said, || asked.around.value(insert));
}
