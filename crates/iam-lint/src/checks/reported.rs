//! What parsing and lowering reported, under the codes of this crate.

use iam_core::diagnostic::{Diagnostic, Fix, Severity};
use iam_core::policy::Operator;
use iam_core::policy::operator::{Comparison, NotAnOperator, Qualifier};
use iam_core::text::Span;

use crate::code::{Code, Types};
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::tree::Holder;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for diagnostic in &document.policy.diagnostics {
        let Some(code) = code(document, diagnostic) else {
            debug_assert!(false, "no code for {}", diagnostic.code);
            continue;
        };
        report.add(Finding {
            code,
            policy: 0,
            span: diagnostic.span,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            related: diagnostic.related.clone(),
            fix: fix(document, diagnostic),
        });
    }
}

fn code(document: &Document<'_>, diagnostic: &Diagnostic) -> Option<Code> {
    let written = diagnostic.span.slice(document.text);
    Some(match diagnostic.code {
        code if code.starts_with("json/") => Code::JsonSyntaxError,
        "policy/wrong-type" if is_principal(document, diagnostic.span) => {
            Code::InvalidPrincipalFormat
        }
        "policy/wrong-type" | "policy/not-an-object" => Code::DataTypeMismatch,
        "policy/unknown-element" | "policy/unexpected-id" => Code::InvalidPolicyElement,
        "policy/missing-statement" | "policy/empty-statement-list" => Code::MissingStatement,
        "policy/missing-effect" => Code::MissingEffect,
        "policy/invalid-effect" => Code::InvalidEffect,
        "policy/missing-action" => Code::MissingAction,
        "policy/missing-resource" if diagnostic.severity == Severity::Error => {
            Code::MissingResource
        }
        "policy/missing-resource" => Code::XMissingResource,
        "policy/missing-principal" => Code::MissingPrincipal,
        "policy/exclusive-elements" => Code::UnsupportedElementCombination,
        "policy/unexpected-principal" if document.on == Types::SCP => Code::ScpSyntaxErrorPrincipal,
        "policy/unexpected-principal" => Code::UnsupportedPrincipal,
        "policy/invalid-version" => Code::InvalidVersion,
        "policy/missing-version" => Code::MissingVersion,
        "policy/invalid-principal" => Code::InvalidPrincipalFormat,
        "policy/invalid-principal-key" => Code::InvalidPrincipalKey,
        "policy/wildcard-in-principal" => Code::UnsupportedWildcardInPrincipal,
        "policy/federated-outside-trust" => Code::FederatedPrincipalNotSupported,
        "policy/unique-id" if written.starts_with("\"AROA") => Code::InvalidRoleReference,
        "policy/unique-id" => Code::InvalidUserReference,
        "policy/unknown-principal" | "policy/sid-characters" if written.contains("${") => {
            Code::VariableUnsupportedInElement
        }
        "policy/unknown-principal" => Code::XUnknownPrincipal,
        "policy/sid-characters" => Code::UnsupportedSid,
        "policy/duplicate-sid" if diagnostic.severity == Severity::Error => {
            Code::UniqueSidsRequired
        }
        "policy/duplicate-sid" => Code::UniqueSidsRecommended,
        "policy/empty-sid" => Code::EmptySidValue,
        "policy/invalid-action" => Code::InvalidAction,
        "policy/star-star-action" => Code::XStarService,
        "policy/variable-in-action" => Code::VariableUnsupportedInElement,
        "policy/trust-action" => Code::UnsupportedActionInPolicy,
        "policy/invalid-resource" => Code::InvalidArnPrefix,
        "policy/short-arn" => Code::MissingArnField,
        "policy/variable-as-resource" | "policy/variable-before-resource-part" => {
            Code::XResourceNeverMatches
        }
        "policy/resource-in-trust-policy" => Code::RoleTrustPolicySyntaxErrorResource,
        "policy/not-principal" if document.on == Types::TRUST => {
            Code::RoleTrustPolicySyntaxErrorNotprincipal
        }
        "policy/not-principal" => Code::AllowWithNotPrincipal,
        "policy/rcp-principal" => Code::RcpSyntaxErrorPrincipal,
        "policy/rcp-allow" => Code::RcpSyntaxErrorAllow,
        "policy/rcp-not-action" => Code::RcpSyntaxErrorNotaction,
        "policy/rcp-action" => Code::RcpSyntaxErrorAction,
        "policy/unusual-character" => Code::XUnusualCharacter,
        "policy/missing-brace" => Code::MissingBraceInVariable,
        "policy/missing-quote" => Code::MissingQuoteInVariable,
        "policy/empty-variable" => Code::EmptyVariable,
        "policy/space-in-variable" => Code::UnsupportedSpaceInVariable,
        "policy/variable-in-bool" => Code::InvalidVariableForOperator,
        "policy/operator-case" => Code::XOperatorCase,
        "policy/duplicate-key-by-case" => Code::DuplicateKeysWithDifferentCase,
        "policy/key-form" => Code::InvalidConditionKeyFormat,
        "policy/empty-condition" => Code::EmptyObjectCondition,
        "policy/empty-principal" => Code::EmptyObjectPrincipal,
        "policy/empty-list" => match element(document, diagnostic.span) {
            Some("Action" | "NotAction") => Code::EmptyArrayAction,
            _ => Code::EmptyArrayResource,
        },
        "policy/unknown-operator" => match Operator::parse(written.trim_matches('"')) {
            Err(NotAnOperator::NullIfExists) => Code::NullWithIfExists,
            _ => Code::InvalidConditionOperator,
        },
        "policy/empty-values" => empty_values(operator(document, diagnostic.span)),
        "policy/unreadable-value" => unreadable(operator(document, diagnostic.span), written),
        _ => return None,
    })
}

/// The name of the statement's element that a place lies in.
fn element<'d>(document: &'d Document<'_>, span: Span) -> Option<&'d str> {
    named(document, span, 1)
}

/// The operator of the condition that a place lies in.
fn operator(document: &Document<'_>, span: Span) -> Option<Operator> {
    let name = named(document, span, 2)?;
    Operator::parse(name).ok().map(|spelled| spelled.operator)
}

/// The name of the object's member that a place lies in, counted from the outside: `Statement` is 0.
fn named<'d>(document: &'d Document<'_>, span: Span, depth: usize) -> Option<&'d str> {
    let names = document.tree.way(span).into_iter().filter_map(Holder::name);
    names.into_iter().nth(depth)
}

/// Whether the place is the value of `Principal` or `NotPrincipal` itself.
fn is_principal(document: &Document<'_>, span: Span) -> bool {
    document
        .tree
        .holder(span)
        .and_then(Holder::name)
        .is_some_and(|name| matches!(name, "Principal" | "NotPrincipal"))
}

fn empty_values(operator: Option<Operator>) -> Code {
    match operator {
        Some(operator) if operator.if_exists => Code::EmptyArrayConditionIfexists,
        Some(operator) if operator.qualifier == Qualifier::ForAllValues => {
            Code::EmptyArrayConditionForallvalues
        }
        Some(operator) if operator.qualifier == Qualifier::ForAnyValue => {
            Code::EmptyArrayConditionForanyvalue
        }
        _ => Code::EmptyArrayCondition,
    }
}

fn unreadable(operator: Option<Operator>, written: &str) -> Code {
    if written.contains("${") {
        return Code::InvalidVariableForOperator;
    }
    match operator.map(|operator| operator.base.comparison) {
        Some(Comparison::Bool | Comparison::Null) => Code::TypeMismatchBoolean,
        Some(Comparison::Date(_)) => Code::TypeMismatchDate,
        Some(Comparison::Numeric(_)) => Code::TypeMismatchNumber,
        Some(Comparison::Binary) => Code::TypeMismatchString,
        Some(Comparison::Ip) => Code::TypeMismatchIpRange,
        _ => Code::TypeMismatch,
    }
}

/// The reporter's own fix, or one where the place alone says what to do.
fn fix(document: &Document<'_>, diagnostic: &Diagnostic) -> Option<Fix> {
    let span = diagnostic.span;
    let written = span.slice(document.text);
    let (title, edits) = match diagnostic.code {
        // Text behind what is there is not enough to make the whole readable.
        code if code.starts_with("json/") => return None,
        "policy/star-star-action" => ("Write `*`".to_owned(), edit::replace(span, "\"*\"")),
        "policy/empty-sid" => ("Remove `Sid`".to_owned(), edit::remove(document, span)?),
        "policy/empty-condition" => (
            "Remove `Condition`".to_owned(),
            edit::remove(document, span)?,
        ),
        "policy/invalid-effect" => {
            let effect = ["Allow", "Deny"]
                .into_iter()
                .find(|effect| effect.eq_ignore_ascii_case(written.trim_matches('"')))?;
            (
                format!("Write `{effect}`"),
                edit::replace(span, iam_core::json::quote(effect)),
            )
        }
        "policy/unexpected-principal"
        | "policy/resource-in-trust-policy"
        | "policy/unexpected-id" => (
            "Remove the element".to_owned(),
            edit::remove(document, span)?,
        ),
        "policy/sid-characters" => {
            let kept: String = written
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            let quoted = iam_core::json::quote(&kept);
            if kept.is_empty() || document.text.contains(&quoted) {
                return None;
            }
            (format!("Write `{kept}`"), edit::replace(span, quoted))
        }
        "policy/space-in-variable" => {
            let name = written.split(',').next().unwrap_or(written);
            let default = written.get(name.len()..).unwrap_or("");
            let squeezed: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            (
                "Remove the space".to_owned(),
                edit::replace(span, squeezed + default),
            )
        }
        "policy/unknown-element" | "policy/operator-case" => {
            return diagnostic
                .fix
                .clone()
                .filter(|fix| !is_taken(document, span, fix));
        }
        _ => return diagnostic.fix.clone(),
    };
    Some(Fix { title, edits })
}

/// Whether the name that a fix writes stands beside the wrong one already.
fn is_taken(document: &Document<'_>, span: Span, fix: &Fix) -> bool {
    let Some(Holder::Object(members, at)) = document.tree.holder(span) else {
        return false;
    };
    members.iter().enumerate().any(|(index, member)| {
        let name = iam_core::json::quote(member.key.as_str());
        index != at && fix.edits.iter().any(|edit| edit.text == name)
    })
}
