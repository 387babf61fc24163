//! Condition keys that follow from the principal, the resource, the organization and the request.
//!
//! Nothing is invented: a key that the kind of request lacks stays missing, and a value that the scenario gives wins
//! over the derived one.
//!
//! Source: *IAM policy elements: Variables and tags*; *AWS global condition context keys* (R-KEY-2 … R-KEY-7).

mod call;
mod principal;
mod resource;

use crate::action_facts::ActionFacts;
use crate::context::{Context, Entry, Open, Value};
use crate::date::parse_date;
use crate::letter_case;
use crate::organization::Place;
use crate::report::Origin;
use crate::request::{Requester, Target};
use crate::rule::{self, Rule};
use crate::scenario::{ContextValue, Organization, Request, UnknownKeys};

/// The instant that `aws:CurrentTime` is assumed to be when the scenario does not say: evaluation reads no clock.
pub const ASSUMED_TIME: &str = "2026-01-01T00:00:00Z";
const ASSUMED_EPOCH: &str = "1767225600";

/// What derivation looks at.
pub(crate) struct Facts<'s> {
    pub(crate) request: &'s Request,
    pub(crate) requester: &'s Requester,
    pub(crate) action: ActionFacts,
    pub(crate) target: &'s Target,
    pub(crate) organization: Option<&'s Organization>,
}

/// Makes the context of a request.
pub(crate) fn derive_context(facts: &Facts<'_>, unknown_keys: UnknownKeys) -> Context {
    let mut draft = Draft {
        entries: Vec::new(),
    };
    principal::derive_principal(facts, &mut draft);
    resource::derive_resource(facts, &mut draft);
    call::derive_call(facts, &mut draft);
    let derived = draft.entries;
    let given = given_entries(facts, &derived);
    let mut entries = derived;
    entries.extend(given);
    let mut listed: Vec<Box<str>> = facts
        .request
        .open_keys
        .iter()
        .map(|key| letter_case::lower(key).into())
        .collect();
    open_clock(facts.request, &mut listed);
    open_tag_keys(facts.request, &mut listed);
    let open = Open {
        every: unknown_keys == UnknownKeys::Open,
        listed,
    };
    Context::new(entries, open)
}

/// One instant has two names: with one of them open, the other one is open too, unless it is given.
fn open_clock(request: &Request, listed: &mut Vec<Box<str>>) {
    const NAMES: [&str; 2] = ["aws:currenttime", "aws:epochtime"];
    let is_given = |name: &str| {
        request
            .context
            .iter()
            .any(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    if listed.iter().any(|key| NAMES.contains(&&**key)) {
        listed.extend(
            NAMES
                .into_iter()
                .filter(|name| !is_given(name))
                .map(Box::from),
        );
    }
}

/// The names of the tags that a request sets follow from them: with one of the tags open they are open too, unless given.
fn open_tag_keys(request: &Request, listed: &mut Vec<Box<str>>) {
    const NAME: &str = "aws:tagkeys";
    let is_given = request
        .context
        .iter()
        .any(|(key, _)| key.eq_ignore_ascii_case(NAME));
    if !is_given && listed.iter().any(|key| key.starts_with("aws:requesttag/")) {
        listed.push(NAME.into());
    }
}

/// The derived entries while they are collected.
pub(crate) struct Draft {
    entries: Vec<Entry>,
}

impl Draft {
    fn push(&mut self, name: &str, value: Value, origin: Origin, rule: Rule, why: &str) {
        self.entries.push(Entry {
            lower: letter_case::lower(name).into(),
            shown: name.into(),
            value,
            origin,
            note: Some((rule, why.to_owned())),
        });
    }

    pub(crate) fn single(&mut self, name: &str, value: &str, rule: Rule, why: &str) {
        self.push(
            name,
            Value::Single(value.into()),
            Origin::Derived,
            rule,
            why,
        );
    }

    pub(crate) fn assumed(&mut self, name: &str, value: &str, rule: Rule, why: &str) {
        self.push(
            name,
            Value::Single(value.into()),
            Origin::Assumed,
            rule,
            why,
        );
    }

    pub(crate) fn list(&mut self, name: &str, values: &[String], rule: Rule, why: &str) {
        let values = values.iter().map(|value| value.as_str().into()).collect();
        self.push(name, Value::List(values), Origin::Derived, rule, why);
    }

    /// This kind of request never carries the key.
    pub(crate) fn absent(&mut self, name: &str, rule: Rule, why: &str) {
        self.push(name, Value::Absent, Origin::Missing, rule, why);
    }

    /// Tags; of two that differ in the case of their keys alone the first counts (R-ABAC-3).
    pub(crate) fn tags(&mut self, prefix: &str, tags: &[(String, String)], why: &str) {
        for (key, value) in tags {
            let name = format!("{prefix}/{key}");
            let lower = letter_case::lower(&name);
            match self.entries.iter_mut().find(|entry| *entry.lower == *lower) {
                Some(first) => {
                    first.note = Some((
                        rule::TAGS_DIFFERING_BY_CASE,
                        format!(
                            "another tag differs from `{key}` in case alone; AWS does not say which one counts, here it is the first"
                        ),
                    ));
                }
                None => self.single(&name, value, rule::DERIVED_KEYS, why),
            }
        }
    }
}

/// What the scenario gives, marked where it takes the place of something derived.
fn given_entries(facts: &Facts<'_>, derived: &[Entry]) -> Vec<Entry> {
    let mut given = Vec::with_capacity(facts.request.context.len());
    for (name, value) in &facts.request.context {
        let lower = letter_case::lower(name);
        let value = match value {
            ContextValue::Single(scalar) => Value::Single(scalar.text.as_str().into()),
            ContextValue::List(values) if values.is_empty() => Value::Absent,
            ContextValue::List(values) => Value::List(
                values
                    .iter()
                    .map(|scalar| scalar.text.as_str().into())
                    .collect(),
            ),
        };
        let before = derived.iter().rev().find(|entry| *entry.lower == *lower);
        let overrides =
            before.filter(|entry| entry.value != value && entry.origin != Origin::Assumed);
        let note = overrides.map(|entry| {
            (
                rule::PRINCIPAL_KEYS_BY_REQUESTER,
                format!("given in place of {}", describe(&entry.value)),
            )
        });
        given.push(Entry {
            lower: lower.into(),
            shown: name.as_str().into(),
            origin: match (&value, overrides.is_some()) {
                (Value::Absent, _) => Origin::Missing,
                (_, true) => Origin::Overridden,
                (_, false) => Origin::Given,
            },
            value,
            note,
        });
    }
    given
}

fn describe(value: &Value) -> String {
    match value {
        Value::Single(value) => format!("the derived `{value}`"),
        Value::List(values) => format!("the derived `{}`", values.join("`, `")),
        Value::Absent => "a key that this kind of request lacks".to_owned(),
    }
}

/// The value that the scenario itself gives to a single-valued key.
pub(crate) fn given<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request
        .context
        .iter()
        .rev()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .and_then(|(_, value)| match value {
            ContextValue::Single(scalar) => Some(scalar.text.as_str()),
            ContextValue::List(_) => None,
        })
}

/// The organization keys of one account.
pub(crate) fn derive_place(
    draft: &mut Draft,
    prefix: &str,
    account: Option<&str>,
    facts: &Facts<'_>,
) {
    let id = format!("{prefix}OrgID");
    let paths = format!("{prefix}OrgPaths");
    let place = account.and_then(|account| Place::of(account, facts.organization));
    match place {
        Some(place) => {
            if let Some(organization) = place.organization {
                draft.single(
                    &id,
                    organization,
                    rule::DERIVED_KEYS,
                    "the account's organization",
                );
            }
            match place.path {
                Some(path) => draft.list(
                    &paths,
                    &[path.to_owned()],
                    rule::ORGANIZATION_PATH_FORM,
                    "the account's place in the organization",
                ),
                None => draft.absent(
                    &paths,
                    rule::DERIVED_KEYS,
                    "the account's place is not given",
                ),
            }
        }
        None => {
            for key in [&id, &paths] {
                draft.absent(key, rule::DERIVED_KEYS, "the account is in no organization");
            }
        }
    }
}

/// The clock: given in either form, or assumed (R-KEY-5, R-DATE-6).
pub(crate) fn derive_time(facts: &Facts<'_>, draft: &mut Draft) {
    let now = given(facts.request, "aws:CurrentTime").and_then(parse_date);
    let epoch = given(facts.request, "aws:EpochTime").and_then(parse_date);
    match (now.as_ref(), epoch.as_ref()) {
        (None, None) => {
            let why = "evaluation reads no clock; give `aws:CurrentTime` to test another time";
            draft.assumed("aws:CurrentTime", ASSUMED_TIME, rule::DERIVED_KEYS, why);
            draft.assumed("aws:EpochTime", ASSUMED_EPOCH, rule::DERIVED_KEYS, why);
        }
        (Some(now), None) => {
            draft.single(
                "aws:EpochTime",
                &now.seconds().to_string(),
                rule::DERIVED_KEYS,
                "the same instant as `aws:CurrentTime`",
            );
        }
        (None, Some(epoch)) => {
            draft.single(
                "aws:CurrentTime",
                &epoch.to_string(),
                rule::DERIVED_KEYS,
                "the same instant as `aws:EpochTime`",
            );
        }
        (Some(_), Some(_)) => {}
    }
}
