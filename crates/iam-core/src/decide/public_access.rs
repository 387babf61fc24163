//! S3 Block Public Access: a bucket with a public policy is reachable only from its own account and by AWS services.
//!
//! Source: *Amazon S3 User Guide — Blocking public access to your Amazon S3 storage* (R-S3-7).

use super::{Part, Plan};
use crate::ip::IpRange;
use crate::policy::operator::{Comparison, Qualifier};
use crate::policy::{Condition, Operand, Policy, PrincipalValue, Statement};
use crate::report::{AccountRelation, Effect, PrincipalKind};
use crate::rule::{self, Rule};
use crate::scenario::Request;

/// Whether `RestrictPublicBuckets` refuses the request.
pub(super) fn refuses(plan: &Plan, request: &Request, policies: &[&Policy]) -> Option<Rule> {
    let block = request.resource.s3.as_ref()?.block_public_access.as_ref()?;
    let outside = plan.query.relation != AccountRelation::SameAccount
        && plan.query.requester.kind != Some(PrincipalKind::Service);
    if !block.restrict_public_buckets || plan.query.target.service != "s3" || !outside {
        return None;
    }
    let Part::Present(members) = &plan.resource else {
        return None;
    };
    let public = members
        .iter()
        .filter_map(|index| policies.get(*index as usize))
        .flat_map(|policy| &policy.statements)
        .any(is_public);
    public.then_some(rule::BLOCK_PUBLIC_ACCESS)
}

/// Whether an Allow is open to the public: to everyone, and not limited to fixed values of a key that names who or whence.
fn is_public(statement: &Statement) -> bool {
    let everyone = statement.principal.as_ref().is_some_and(|block| {
        block
            .entries
            .iter()
            .any(|entry| entry.value == PrincipalValue::Any)
    });
    statement.effect == Effect::Allow
        && everyone
        && !statement.conditions.iter().any(limits_to_fixed_values)
}

fn limits_to_fixed_values(condition: &Condition) -> bool {
    const KEYS: [&str; 16] = [
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:principalservicename",
        "aws:sourceip",
        "aws:sourcearn",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:sourceowner",
        "aws:sourceaccount",
        "aws:sourceorgid",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
        "aws:userid",
        "s3:dataaccesspointarn",
        "s3:dataaccesspointaccount",
    ];
    let operator = condition.operator;
    let key = &*condition.key_lower;
    // As `IfExists`, `ForAllValues` lets a request through that lacks the key.
    let positive = !operator.base.negated
        && operator.qualifier != Qualifier::ForAllValues
        && !operator.if_exists
        && operator.base.comparison != Comparison::Null;
    positive
        && KEYS.contains(&key)
        && !condition.values.is_empty()
        && condition.values.iter().all(|value| match &value.operand {
            Operand::Ip(Some(range)) => is_narrow(range),
            _ if key == "aws:userid" => {
                value
                    .text
                    .split_once(':')
                    .is_none_or(|(_, name)| name != "*")
                    && !value.text.starts_with('*')
            }
            _ if key == "s3:dataaccesspointarn" => value
                .text
                .split(':')
                .take(5)
                .all(|part| !part.contains(['*', '?', '$'])),
            Operand::Text(_)
            | Operand::Arn(_)
            | Operand::Number(_)
            | Operand::Date(_)
            | Operand::Bool(_)
            | Operand::BoolText(_)
            | Operand::Binary(_)
            | Operand::Ip(_) => !value.text.contains(['*', '?']) && !value.text.contains("${"),
        })
}

/// Not broader than /8 for IPv4 and /32 for IPv6.
fn is_narrow(range: &IpRange) -> bool {
    let least = if range.address().is_ipv4() { 8 } else { 32 };
    range.prefix() >= least
}
