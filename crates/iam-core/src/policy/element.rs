//! Reading `Action` and `Resource` with their `Not…` forms.
//!
//! Source: *IAM JSON policy elements: Action*, *… Resource* (R-MACT-1, R-MACT-3, R-MRES-1, R-MRES-6, R-MRES-8).

use super::lower::{Lowering, texts};
use super::{ActionEntry, ActionPattern, ResourceEntry, ResourceForm};
use crate::diagnostic::Diagnostic;
use crate::json::{Node, Text};
use crate::pattern::{
    Completion, Pattern, PatternProblem, ProblemKind, ResourcePattern, Variables, Wildcards,
};
use crate::scenario::PolicyType;

/// Reads `Action` or `NotAction`.
pub(super) fn lower_actions(
    node: &Node<'_>,
    name: &'static str,
    lowering: &mut Lowering,
) -> Option<Vec<ActionEntry>> {
    lower_list(node, name, lowering, lower_action)
}

/// Reads a text or a list of texts, each by itself.
fn lower_list<E>(
    node: &Node<'_>,
    name: &'static str,
    lowering: &mut Lowering,
    lower: fn(&Text<'_>, &mut Lowering) -> E,
) -> Option<Vec<E>> {
    let texts = texts(node, name, lowering)?;
    if texts.is_empty() {
        lowering.report(|| empty_list(name, node));
    }
    Some(
        texts
            .into_iter()
            .map(|text| lower(text, lowering))
            .collect(),
    )
}

fn empty_list(name: &str, node: &Node<'_>) -> Diagnostic {
    let effect = if name.starts_with("Not") {
        "the statement covers everything"
    } else {
        "the statement has no effect"
    };
    Diagnostic::info(
        "policy/empty-list",
        node.span,
        format!("`{name}` is empty: {effect}"),
    )
}

fn lower_action(text: &Text<'_>, lowering: &mut Lowering) -> ActionEntry {
    let written = text.as_str();
    ActionEntry {
        text: written.into(),
        span: text.span,
        pattern: action_pattern(text, written, lowering),
    }
}

fn action_pattern(text: &Text<'_>, written: &str, lowering: &mut Lowering) -> ActionPattern {
    if written == "*" {
        return ActionPattern::Any;
    }
    if written == "*:*" {
        lowering.report(|| {
            Diagnostic::warning("policy/star-star-action", text.span, "`*:*` is read as `*`")
                .help("write `*`; most policy types refuse `*:*`")
        });
        return ActionPattern::Any;
    }
    let bad = |message: String| {
        Diagnostic::error("policy/invalid-action", text.span, message)
            .help("write `service:Action`, such as `s3:GetObject`, or `*` for every action")
    };
    // A variable is ordinary text here (R-MACT-6); its colon is not the one between service and name.
    let plain = written.split("${").next().unwrap_or(written);
    if plain.len() < written.len() {
        lowering.report(|| Diagnostic::warning("policy/variable-in-action", text.span, format!("the variable in `{written}` is not replaced"))
                .help("policy variables work in `Resource` and `Condition` only; this entry matches no action"),
        );
        return ActionPattern::Nothing;
    }
    let Some((service, name)) = written.split_once(':') else {
        lowering.invalid(|| bad(format!("`{written}` names no service")));
        return ActionPattern::Nothing;
    };
    if name.contains(':') {
        lowering.invalid(|| bad(format!("`{written}` has more than one colon")));
        return ActionPattern::Nothing;
    }
    if service.is_empty() || name.is_empty() {
        lowering.invalid(|| bad(format!("`{written}` is not of the form `service:Action`")));
        return ActionPattern::Nothing;
    }
    if service.contains(['*', '?']) {
        lowering.invalid(|| bad(format!("the service in `{written}` has a wildcard")));
        return ActionPattern::Nothing;
    }
    let (name, _) = Pattern::parse(&name.to_ascii_lowercase(), Wildcards::Yes, Variables::No);
    ActionPattern::Name {
        service: service.to_ascii_lowercase().into(),
        name,
    }
}

/// Reads `Resource` or `NotResource`.
pub(super) fn lower_resources(
    node: &Node<'_>,
    name: &'static str,
    lowering: &mut Lowering,
) -> Option<Vec<ResourceEntry>> {
    lower_list(node, name, lowering, lower_resource)
}

fn lower_resource(text: &Text<'_>, lowering: &mut Lowering) -> ResourceEntry {
    let written = text.as_str();
    ResourceEntry {
        text: written.into(),
        span: text.span,
        pattern: resource_form(text, written, lowering),
    }
}

fn resource_form(text: &Text<'_>, written: &str, lowering: &mut Lowering) -> ResourceForm {
    if written == "*" {
        return ResourceForm::Any;
    }
    let variables = if lowering.has_variables() {
        Variables::Yes
    } else {
        Variables::No
    };
    if written.starts_with("${") && lowering.has_variables() {
        let (_, problems) = Pattern::parse(written, Wildcards::Yes, variables);
        report_problems(text, &problems, lowering);
        lowering.report(|| {
            Diagnostic::warning(
                "policy/variable-as-resource",
                text.span,
                format!("`{written}` matches no resource"),
            )
            .help("a variable is replaced only in the last part of an ARN, after the fifth colon")
        });
        return ResourceForm::Nothing;
    }
    if !written.starts_with("arn:") {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/invalid-resource",
                text.span,
                format!("`{written}` is neither `*` nor an ARN"),
            )
            .help("an ARN begins with `arn:`, such as `arn:aws:s3:::bucket/*`")
        });
        return ResourceForm::Nothing;
    }
    let components = written.splitn(6, ':').count();
    let completion = if matches!(
        lowering.subject.kind,
        PolicyType::Identity | PolicyType::PermissionsBoundary
    ) {
        Completion::Fill
    } else {
        Completion::None
    };
    if components < 6 {
        report_short_arn(text, written, lowering);
    }
    let (pattern, problems) = ResourcePattern::parse(written, variables, completion);
    report_problems(text, &problems, lowering);
    if pattern.variable_before_sixth() {
        lowering.report(|| {
            Diagnostic::warning(
                "policy/variable-before-resource-part",
                text.span,
                format!("`{written}` matches no resource"),
            )
            .help("a variable is replaced only in the last part of an ARN, after the fifth colon")
        });
    }
    ResourceForm::Arn(pattern)
}

/// The table of R-MRES-6.
fn report_short_arn(text: &Text<'_>, written: &str, lowering: &mut Lowering) {
    let short = |severity_error: bool, message: String| {
        if severity_error {
            Diagnostic::error("policy/short-arn", text.span, message)
        } else {
            Diagnostic::warning("policy/short-arn", text.span, message)
        }
        .help("an ARN has six parts: `arn:partition:service:region:account:resource`")
    };
    match lowering.subject.kind {
        PolicyType::Identity | PolicyType::PermissionsBoundary => lowering.report(|| {
            short(
                false,
                format!("`{written}` has fewer than six parts; the missing ones are read as `*`"),
            )
        }),
        PolicyType::Resource | PolicyType::VpcEndpoint => lowering.report(|| {
            short(
                false,
                format!("`{written}` has fewer than six parts and is compared as it stands"),
            )
        }),
        PolicyType::ServiceControl if written.ends_with('*') => lowering.report(|| {
            short(
                false,
                format!("`{written}` has fewer than six parts and is compared as it stands"),
            )
        }),
        PolicyType::ServiceControl | PolicyType::ResourceControl | PolicyType::Session => lowering
            .invalid(|| {
                short(
                    true,
                    format!(
                        "`{written}` has fewer than six parts, which this policy type does not take"
                    ),
                )
            }),
    }
}

/// What is wrong with variables in a text; a missing brace or quote makes the document invalid (R-VAR-10).
pub(super) fn report_problems(
    text: &Text<'_>,
    problems: &[PatternProblem],
    lowering: &mut Lowering,
) {
    for problem in problems {
        let span = text.span_of(problem.range.clone());
        match problem.kind {
            ProblemKind::MissingBrace => lowering.invalid(|| {
                Diagnostic::error(
                    "policy/missing-brace",
                    span,
                    "the variable has no closing brace",
                )
                .help("write `${key}`, or `${$}` for a literal dollar sign")
            }),
            ProblemKind::MissingQuote => lowering.invalid(|| {
                Diagnostic::error(
                    "policy/missing-quote",
                    span,
                    "the variable's default stands in no pair of single quotes",
                )
                .help("write `${key, 'default'}`")
            }),
            ProblemKind::EmptyVariable => lowering.report(|| {
                Diagnostic::error("policy/empty-variable", span, "the variable names no key")
                    .help("a variable without a name never has a value")
            }),
            ProblemKind::SpaceInVariable => lowering.report(|| {
                Diagnostic::error(
                    "policy/space-in-variable",
                    span,
                    "the variable's name holds a space",
                )
                .help("no key has this name, so the variable never has a value")
            }),
        }
    }
}
