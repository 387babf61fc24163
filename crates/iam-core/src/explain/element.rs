//! The shortest true reason why an element matched or failed.

use super::requester as name_of;
use crate::matching::Query;
use crate::matching::principal::Exemption;
use crate::pattern::{ResourcePattern, Variable};
use crate::policy::{Block, PrincipalEntry, PrincipalValue};
use crate::report::{Answer, EntryFinding, GrantForm, PrincipalKind};
use crate::rule::{self, Rule};

/// `Principal` or `NotPrincipal`.
pub(crate) fn principal(
    query: &Query,
    block: &Block<PrincipalEntry>,
    forms: &[Option<GrantForm>],
    exemption: Option<Exemption>,
) -> (Rule, String) {
    if let Some(exemption) = exemption {
        return not_principal(query, exemption);
    }
    let who = name_of(&query.requester);
    let matched = block
        .entries
        .iter()
        .zip(forms)
        .find_map(|(entry, form)| Some((entry, (*form)?)));
    if let Some((entry, form)) = matched {
        return (
            rule_of_form(entry, form),
            because_of_form(query, entry, form, &who),
        );
    }
    let sentence = match block.entries.as_slice() {
        [] => "nobody is named".to_owned(),
        [entry] => near_miss(query, entry, &who),
        entries => format!("none of the {} principals is {who}", entries.len()),
    };
    (rule::PRINCIPAL_VALUE_FORMS, sentence)
}

fn rule_of_form(entry: &PrincipalEntry, form: GrantForm) -> Rule {
    match form {
        GrantForm::Any => rule::STAR_PRINCIPAL_IS_EVERYONE,
        GrantForm::Account if entry.value == PrincipalValue::CanonicalUser => {
            rule::PRINCIPAL_VALUE_FORMS
        }
        GrantForm::Account => rule::ACCOUNT_ID_EQUALS_ROOT_ARN,
        GrantForm::Service => rule::SERVICE_PRINCIPALS_COMPARED_WHOLE,
        GrantForm::Federated => rule::FEDERATED_PROVIDER_VALUES,
        GrantForm::Role | GrantForm::User | GrantForm::Session => match entry.value {
            PrincipalValue::UserId | PrincipalValue::RoleId => rule::DELETED_PRINCIPAL_STAYS_BY_ID,
            PrincipalValue::Any
            | PrincipalValue::Account { .. }
            | PrincipalValue::User
            | PrincipalValue::Role
            | PrincipalValue::RoleSession
            | PrincipalValue::FederatedUser
            | PrincipalValue::Service
            | PrincipalValue::Federated
            | PrincipalValue::CanonicalUser
            | PrincipalValue::Nothing => rule::PRINCIPAL_VALUE_FORMS,
        },
    }
}

fn because_of_form(query: &Query, entry: &PrincipalEntry, form: GrantForm, who: &str) -> String {
    match form {
        GrantForm::Any => "`*` is everyone".to_owned(),
        GrantForm::Account if entry.value == PrincipalValue::CanonicalUser => {
            match &query.requester.account {
                Some(own) => format!("it is the canonical id of the caller's account {own}"),
                None => format!("it is the canonical id of {who}"),
            }
        }
        GrantForm::Account => format!(
            "account {} is the caller's account",
            query.requester.account.as_deref().unwrap_or_default()
        ),
        GrantForm::Role => format!(
            "`{}` is the session's role",
            super::short_resource(&entry.text)
        ),
        GrantForm::User if query.requester.kind == Some(PrincipalKind::FederatedUser) => {
            format!(
                "`{}` issued the federated user session",
                super::short_resource(&entry.text)
            )
        }
        GrantForm::User | GrantForm::Session | GrantForm::Service | GrantForm::Federated => {
            format!("`{}` is {who}", super::short_resource(&entry.text))
        }
    }
}

fn near_miss(query: &Query, entry: &PrincipalEntry, who: &str) -> String {
    let text = &*entry.text;
    match &entry.value {
        PrincipalValue::Nothing if text.contains(['*', '?']) => {
            format!("`{text}` never matches: a principal takes no wildcard")
        }
        PrincipalValue::Nothing => format!("`{text}` is the name of no principal"),
        PrincipalValue::CanonicalUser if query.requester.canonical_id.is_none() => {
            format!("`{text}` is a canonical id, and the scenario gives none for {who}")
        }
        PrincipalValue::CanonicalUser => format!("`{text}` is not the canonical id of {who}"),
        PrincipalValue::Account { account, .. } => match &query.requester.account {
            Some(own) => format!("account {account} is not the caller's account {own}"),
            None => format!("account {account} is not {who}"),
        },
        PrincipalValue::UserId | PrincipalValue::RoleId if query.requester.entity_id.is_none() => {
            format!("`{text}` is a unique id, and the scenario gives none for {who}")
        }
        PrincipalValue::Role if query.requester.path_assumed && same_role_name(query, text) => {
            format!(
                "`{}` has a path; the session's role is taken to have none",
                super::short_resource(text)
            )
        }
        PrincipalValue::Any
        | PrincipalValue::User
        | PrincipalValue::Role
        | PrincipalValue::RoleSession
        | PrincipalValue::FederatedUser
        | PrincipalValue::UserId
        | PrincipalValue::RoleId
        | PrincipalValue::Service
        | PrincipalValue::Federated => format!("`{}` is not {who}", shown(query, text)),
    }
}

/// The short form of an ARN, unless that is what the requester's ARN reads too.
fn shown<'t>(query: &Query, text: &'t str) -> &'t str {
    let short = super::short_resource(text);
    let own = query
        .requester
        .entity_arn
        .as_deref()
        .unwrap_or(&query.requester.arn);
    if short == super::short_resource(own) {
        text
    } else {
        short
    }
}

fn same_role_name(query: &Query, text: &str) -> bool {
    let own = query.requester.name.as_deref();
    own.is_some() && text.rsplit('/').next() == own
}

fn not_principal(query: &Query, exemption: Exemption) -> (Rule, String) {
    let who = name_of(&query.requester);
    match exemption {
        Exemption::Exempt => (
            rule::NOT_PRINCIPAL_EXEMPTS_WHOLE_CHAIN,
            format!("{who} is exempt"),
        ),
        Exemption::Bounded => (
            rule::BOUNDED_PRINCIPAL_IS_NEVER_EXEMPT,
            format!("{who} has a permissions boundary, so `NotPrincipal` never exempts it"),
        ),
        Exemption::MissingAccount => (
            rule::NOT_PRINCIPAL_IS_READ_STRICTLY,
            format!(
                "{who} is listed, but its account {} is not",
                query.requester.account.as_deref().unwrap_or_default()
            ),
        ),
        Exemption::MissingRole => (
            rule::NOT_PRINCIPAL_IS_READ_STRICTLY,
            format!("{who} is listed, but its role is not"),
        ),
        Exemption::MissingSelf => (
            rule::NOT_PRINCIPAL_EXEMPTS_WHOLE_CHAIN,
            format!("{who} is not listed"),
        ),
    }
}

/// `Action` or `NotAction`.
pub(crate) fn action(query: &Query, negated: bool, entries: &[EntryFinding]) -> (Rule, String) {
    let action = &query.action.text;
    let rule = if negated {
        rule::NOT_ACTION_COVERS_EVERYTHING_ELSE
    } else {
        rule::ACTION_MATCHES_ANY_ENTRY
    };
    let matched = entries.iter().find(|entry| entry.answer == Answer::Yes);
    let sentence = match (matched, negated, entries) {
        (Some(entry), false, _) if entry.text.eq_ignore_ascii_case(action) => {
            format!("`{action}` is the action")
        }
        (Some(entry), false, _) => format!("`{}` covers {action}", entry.text),
        (Some(entry), true, _) => format!("`{}` excludes {action}", entry.text),
        (None, _, []) => "no action is listed".to_owned(),
        (None, false, [entry]) => format!("`{}` does not cover {action}", entry.text),
        (None, false, entries) => format!("none of {} entries covers {action}", entries.len()),
        (None, true, [entry]) => format!("`{}` does not exclude {action}", entry.text),
        (None, true, entries) => format!("none of {} entries excludes {action}", entries.len()),
    };
    (rule, sentence)
}

/// `Resource` or `NotResource`.
pub(crate) fn resource(
    query: &Query,
    negated: bool,
    met: Answer,
    entries: &[EntryFinding],
) -> (Rule, String) {
    let target = &query.target;
    let what = if target.is_star {
        "a request without a resource"
    } else {
        super::short_resource(&target.arn)
    };
    let matched = entries.iter().find(|entry| entry.answer == Answer::Yes);
    if met == Answer::Unknown {
        return (
            rule::RESOURCE_VARIABLES_AFTER_FIFTH_COLON,
            "it depends on a variable whose key is open".to_owned(),
        );
    }
    if let Some(entry) = matched {
        let rule = entry.rule.unwrap_or(rule::RESOURCE_MATCHES_ANY_ENTRY);
        let verb = if negated { "excludes" } else { "covers" };
        let shown = pattern_shown(entry, &target.arn);
        return if !negated && shown == what {
            (rule, format!("`{shown}` is the resource"))
        } else {
            (rule, format!("`{shown}` {verb} {what}"))
        };
    }
    if target.is_star {
        let sentence = if negated {
            "no ARN excludes a request without a resource"
        } else {
            "only `*` covers a request without a resource"
        };
        return (rule::STAR_RESOURCE_NEEDS_STAR, sentence.to_owned());
    }
    let verb = if negated { "exclude" } else { "cover" };
    let sentence = match entries {
        [] => "no resource is listed".to_owned(),
        [entry] => match &entry.sentence {
            Some(sentence) if entry.rule != Some(rule::NO_VARIABLES_UNDER_2008) => sentence.clone(),
            also => {
                let shown = pattern_shown(entry, &target.arn);
                let mut text = format!("`{shown}` does not {verb} {what}");
                if let Some(also) = also {
                    text.push_str("; ");
                    text.push_str(also);
                }
                text
            }
        },
        entries => format!("none of {} entries {verb}s {what}", entries.len()),
    };
    let rule = match entries {
        [entry] => entry.rule.unwrap_or(rule::RESOURCE_PATTERN_MATCHING),
        _ => rule::RESOURCE_MATCHES_ANY_ENTRY,
    };
    (rule, sentence)
}

/// An entry as one would read it beside the resource: its last part, unless the difference lies before that.
fn pattern_shown<'e>(entry: &'e EntryFinding, target: &str) -> &'e str {
    let text = entry.resolved.as_deref().unwrap_or(&entry.text);
    let head = |arn: &str| arn.len() - super::short_resource(arn).len();
    let same_head = text.get(..head(text)) == target.get(..head(target));
    if same_head {
        super::short_resource(text)
    } else {
        text
    }
}

/// What is worth saying about one entry of `Resource`.
pub(crate) fn resource_entry(
    query: &Query,
    pattern: &ResourcePattern,
    missing: Option<&Variable>,
    crosses: bool,
) -> Option<(Rule, String)> {
    if query.target.is_star {
        return None;
    }
    if pattern.variable_before_sixth() {
        return Some((
            rule::RESOURCE_VARIABLES_AFTER_FIFTH_COLON,
            "a variable is replaced only after the fifth colon of an ARN".to_owned(),
        ));
    }
    if let Some(variable) = missing {
        return Some((
            rule::VARIABLE_WITHOUT_VALUE,
            super::condition::variable_without_value(query, variable),
        ));
    }
    crosses.then(|| {
        (
            rule::WILDCARD_SPANNED_COLON,
            "the wildcard reaches past a colon of the ARN".to_owned(),
        )
    })
}

/// A statement without `Resource`.
pub(crate) fn implied_resource(query: &Query) -> String {
    format!(
        "no `Resource`: the statement is about {}, which carries the policy",
        super::short_resource(&query.target.arn)
    )
}
