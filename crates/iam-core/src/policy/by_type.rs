//! What each policy type demands and forbids.
//!
//! Source: *Policies and permissions in AWS Identity and Access Management*; *SCP syntax*; *RCP syntax* (R-TYP-1 … R-TYP-7).

use super::lower::{Lowering, opening};
use super::{
    ActionEntry, ActionPattern, Block, PrincipalEntry, PrincipalValue, ResourceEntry, ResourceForm,
    Statement,
};
use crate::diagnostic::{Diagnostic, Edit};
use crate::json::Member;
use crate::report::{Effect, StatementOutline};
use crate::scenario::PolicyType;
use crate::services::is_rcp_service;
use crate::text::Span;

/// Whether a type's policies name a principal.
fn names_principals(kind: PolicyType) -> bool {
    match kind {
        PolicyType::Resource | PolicyType::ResourceControl | PolicyType::VpcEndpoint => true,
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl => false,
    }
}

fn is_organization_type(kind: PolicyType) -> bool {
    matches!(
        kind,
        PolicyType::ServiceControl | PolicyType::ResourceControl
    )
}

fn noun(lowering: &Lowering) -> &'static str {
    match lowering.subject.kind {
        PolicyType::Identity => "an identity-based policy",
        PolicyType::Resource if lowering.subject.trust => "a role trust policy",
        PolicyType::Resource => "a resource-based policy",
        PolicyType::PermissionsBoundary => "a permissions boundary",
        PolicyType::Session => "a session policy",
        PolicyType::ServiceControl => "a service control policy",
        PolicyType::ResourceControl => "a resource control policy",
        PolicyType::VpcEndpoint => "a VPC endpoint policy",
    }
}

/// R-VER-2, R-VER-5.
pub(super) fn check_missing_version(at: Span, lowering: &mut Lowering) {
    let fix = vec![Edit {
        span: Span {
            start: at.end,
            end: at.end,
        },
        text: "\n  \"Version\": \"2012-10-17\",".to_owned(),
    }];
    if is_organization_type(lowering.subject.kind) {
        let message = format!("{} needs `Version`", noun(lowering));
        lowering.invalid(|| {
            Diagnostic::error("policy/missing-version", at, message)
                .help("add `\"Version\": \"2012-10-17\"`")
                .fix("Add `Version`", fix)
        });
    } else {
        lowering.report(|| {
            Diagnostic::warning(
                "policy/missing-version",
                at,
                "without `Version` the policy is read as `2008-10-17`",
            )
            .help("policy variables do not work there; add `\"Version\": \"2012-10-17\"`")
            .fix("Add `Version`", fix)
        });
    }
}

/// R-VER-5.
pub(super) fn check_old_version(span: Span, lowering: &mut Lowering) {
    if is_organization_type(lowering.subject.kind) {
        let message = format!("{} must have the version `2012-10-17`", noun(lowering));
        lowering.invalid(|| {
            Diagnostic::error("policy/invalid-version", span, message).fix(
                "Write `2012-10-17`",
                vec![Edit {
                    span,
                    text: "\"2012-10-17\"".to_owned(),
                }],
            )
        });
    }
}

/// R-SID-1.
pub(super) fn check_id(member: &Member<'_>, lowering: &mut Lowering) {
    if !matches!(
        lowering.subject.kind,
        PolicyType::Resource | PolicyType::VpcEndpoint
    ) {
        let message = format!("`Id` does not belong in {}", noun(lowering));
        lowering.report(|| {
            Diagnostic::error("policy/unexpected-id", member.key.span, message)
                .help("remove it; it never decides anything")
        });
    }
}

/// R-SID-2, R-SID-3: a finding only.
pub(super) fn check_sids(
    outline: &[StatementOutline],
    members: &[Member<'_>],
    lowering: &mut Lowering,
) {
    let kind = lowering.subject.kind;
    let strict =
        lowering.subject.trust || !matches!(kind, PolicyType::Resource | PolicyType::VpcEndpoint);
    let span_of = |statement: &StatementOutline| {
        sid_span(members, statement.span).unwrap_or(opening(statement.span))
    };
    let mut sids: Vec<(&str, &StatementOutline)> = outline
        .iter()
        .filter_map(|s| Some((s.sid.as_deref()?, s)))
        .collect();
    for (sid, statement) in &sids {
        if sid.is_empty() {
            lowering.report(|| {
                Diagnostic::info("policy/empty-sid", span_of(statement), "`Sid` is empty")
            });
        } else if strict && !sid.bytes().all(|b| b.is_ascii_alphanumeric()) {
            lowering.report(|| {
                Diagnostic::error(
                    "policy/sid-characters",
                    span_of(statement),
                    format!("`Sid` is `{sid}`, but here it may hold letters and digits only"),
                )
                .help("AWS refuses to save it; it never decides anything")
            });
        }
    }
    crate::order::sort_by(&mut sids, |a, b| a.0.cmp(b.0).then(a.1.span.cmp(&b.1.span)));
    for pair in sids.windows(2) {
        let [(first, a), (second, b)] = pair else {
            continue;
        };
        if first == second && !first.is_empty() {
            let message = format!("two statements have the `Sid` `{first}`");
            let diagnostic = if strict {
                Diagnostic::error("policy/duplicate-sid", span_of(b), message)
            } else {
                Diagnostic::warning("policy/duplicate-sid", span_of(b), message)
            };
            lowering.report(|| {
                diagnostic
                    .help("give each statement its own")
                    .related(span_of(a), "first given here")
            });
        }
    }
}

/// Where a statement's `Sid` stands.
fn sid_span(members: &[Member<'_>], statement: Span) -> Option<Span> {
    let list = &members
        .iter()
        .find(|m| m.key.as_str() == "Statement")?
        .value;
    let node = if list.span == statement {
        list
    } else {
        list.as_array()?
            .iter()
            .find(|node| node.span == statement)?
    };
    node.get("Sid").map(|node| node.span)
}

/// Elements that the type demands or forbids (R-TYP-1, R-TYP-4).
pub(super) fn check_presence(
    members: &[Member<'_>],
    at: Span,
    has_principal: bool,
    has_resource: bool,
    lowering: &mut Lowering,
) {
    let kind = lowering.subject.kind;
    let find = |names: [&str; 2]| members.iter().find(|m| names.contains(&m.key.as_str()));
    if let Some(member) = find(["Principal", "NotPrincipal"]).filter(|_| !names_principals(kind)) {
        let message = format!(
            "`{}` does not belong in {}",
            member.key.as_str(),
            noun(lowering)
        );
        lowering.invalid(|| Diagnostic::error("policy/unexpected-principal", member.key.span, message)
                .help("such a policy covers whoever it is attached to; remove the element, or change the policy's type"),
        );
    }
    if names_principals(kind) && !has_principal {
        let message = format!("{} needs `Principal`", noun(lowering));
        lowering.invalid(|| Diagnostic::error("policy/missing-principal", at, message)
                .help("say who the statement is about, such as `\"Principal\": \"*\"`; or change the policy's type"),
        );
    }
    if lowering.subject.trust {
        if let Some(member) = find(["Resource", "NotResource"]) {
            lowering.invalid(|| {
                Diagnostic::error(
                    "policy/resource-in-trust-policy",
                    member.key.span,
                    format!(
                        "`{}` does not belong in a role trust policy",
                        member.key.as_str()
                    ),
                )
                .help("its resource is always the role it belongs to; remove the element")
            });
        }
    } else if !has_resource {
        if kind == PolicyType::Resource {
            lowering.report(|| Diagnostic::warning("policy/missing-resource", at, "the statement has no `Resource`")
                    .help("it is read as the resource that carries the policy; many services demand the element"),
            );
        } else {
            lowering.invalid(|| {
                Diagnostic::error(
                    "policy/missing-resource",
                    at,
                    "the statement has neither `Resource` nor `NotResource`",
                )
                .help("add one of the two, such as `\"Resource\": \"*\"`")
            });
        }
    }
}

/// What a whole statement must keep to.
pub(super) fn check_statement(
    statement: &Statement,
    members: &[Member<'_>],
    lowering: &mut Lowering,
) {
    if let Some(block) = statement.principal.as_ref().filter(|b| b.negated) {
        check_not_principal(statement, block, members, lowering);
    }
    match lowering.subject.kind {
        PolicyType::ResourceControl => check_rcp(statement, members, lowering),
        PolicyType::Resource if lowering.subject.trust => {
            check_trust_actions(&statement.action, lowering);
        }
        PolicyType::Identity
        | PolicyType::Resource
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl
        | PolicyType::VpcEndpoint => {}
    }
}

/// R-NPR-1.
fn check_not_principal(
    statement: &Statement,
    block: &Block<PrincipalEntry>,
    members: &[Member<'_>],
    lowering: &mut Lowering,
) {
    let at = members
        .iter()
        .find(|m| m.key.as_str() == "NotPrincipal")
        .map_or(block.span, |m| m.key.span);
    if lowering.subject.trust {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/not-principal",
                at,
                "`NotPrincipal` does not belong in a role trust policy",
            )
            .help("use `Principal`")
        });
    } else if statement.effect == Effect::Allow {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/not-principal",
                at,
                "`NotPrincipal` works with `Deny` only",
            )
            .help(
                "use `Principal`, with a condition on `aws:PrincipalArn` where you need exceptions",
            )
        });
    }
}

/// R-TYP-5.
fn check_rcp(statement: &Statement, members: &[Member<'_>], lowering: &mut Lowering) {
    let span_of = |name: &str| {
        members
            .iter()
            .find(|m| m.key.as_str() == name)
            .map_or(opening(statement.span), |m| m.value.span)
    };
    let star = |block: &Block<PrincipalEntry>| {
        !block.negated
            && matches!(block.entries.as_slice(), [one] if one.value == PrincipalValue::Any)
            && members
                .iter()
                .any(|m| m.key.as_str() == "Principal" && m.value.as_str() == Some("*"))
    };
    if statement
        .principal
        .as_ref()
        .is_some_and(|block| !star(block))
    {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/rcp-principal",
                statement
                    .principal
                    .as_ref()
                    .map_or(statement.span, |b| b.span),
                "the principal of a resource control policy can only be `\"*\"`",
            )
            .help("make exceptions by a condition, for example on `aws:PrincipalArn`")
        });
    }
    if statement.effect == Effect::Allow {
        let full_access = is_action_star(&statement.action)
            && statement.resource.as_ref().is_some_and(is_resource_star)
            && statement.conditions.is_empty();
        if !full_access {
            lowering.invalid(|| {
                Diagnostic::error(
                    "policy/rcp-allow",
                    span_of("Effect"),
                    "a resource control policy only denies",
                )
                .help(
                    "`RCPFullAWSAccess` allows everything at every level; write `Deny` statements",
                )
            });
        }
        return;
    }
    if statement.action.negated {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/rcp-not-action",
                statement.action.span,
                "a resource control policy takes no `NotAction`",
            )
            .help("list the actions")
        });
        return;
    }
    // The list of services grows, so an unknown one is said and evaluated: RCPs never count for its actions (R-RCP-2).
    for entry in &statement.action.entries {
        match &entry.pattern {
            ActionPattern::Any => lowering.invalid(|| {
                Diagnostic::error(
                    "policy/rcp-action",
                    entry.span,
                    "a resource control policy must name the service of its actions",
                )
                .help("write `s3:*`, `sts:*` and so on")
            }),
            ActionPattern::Name { service, .. } if !is_rcp_service(service) => {
                lowering.report(|| {
                    Diagnostic::error(
                        "policy/rcp-action",
                        entry.span,
                        format!("resource control policies do not cover `{service}`"),
                    )
                    .help("AWS Organizations lists the services that support them")
                });
            }
            ActionPattern::Name { .. } | ActionPattern::Nothing => {}
        }
    }
}

fn is_action_star(block: &Block<ActionEntry>) -> bool {
    !block.negated
        && matches!(block.entries.as_slice(), [one] if matches!(one.pattern, ActionPattern::Any))
}

fn is_resource_star(block: &Block<ResourceEntry>) -> bool {
    !block.negated
        && matches!(block.entries.as_slice(), [one] if matches!(one.pattern, ResourceForm::Any))
}

/// R-TYP-6: a finding only.
fn check_trust_actions(block: &Block<ActionEntry>, lowering: &mut Lowering) {
    for entry in &block.entries {
        if let ActionPattern::Name { service, .. } = &entry.pattern
            && &**service != "sts"
        {
            lowering.report(|| {
                Diagnostic::warning(
                    "policy/trust-action",
                    entry.span,
                    format!("`{}` is not an action on a role's trust policy", entry.text),
                )
                .help("a trust policy holds `sts:AssumeRole` and its kin")
            });
        }
    }
}
