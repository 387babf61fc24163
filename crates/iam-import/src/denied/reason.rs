//! What AWS says about why: which decision, which type of policy, which policy.

use std::ops::Range;

use iam_core::scenario::{Decision, PolicyType};

use super::value::Value;
use crate::phrase;

/// How AWS's messages name each type of policy. The longest of those that begin alike stands first.
const TYPES: [(&str, PolicyType); 11] = [
    (
        "VPC endpoint policy transitively through a service control policy",
        PolicyType::ServiceControl,
    ),
    ("VPC endpoint policy", PolicyType::VpcEndpoint),
    ("identity-based policy", PolicyType::Identity),
    ("resource-based policy", PolicyType::Resource),
    ("role trust policy", PolicyType::Resource),
    ("session policy", PolicyType::Session),
    ("sessions policy", PolicyType::Session),
    ("permissions boundary", PolicyType::PermissionsBoundary),
    ("permission boundary", PolicyType::PermissionsBoundary),
    ("service control policy", PolicyType::ServiceControl),
    ("resource control policy", PolicyType::ResourceControl),
];

/// Reasons that are no decision of a policy.
const NO_POLICY: [&str; 4] = [
    "public ACLs are prevented by",
    "public policies are prevented by",
    "this bucket has blocked upload requests",
    "public access is blocked",
];

/// What KMS says when it does not want to say more.
const KMS_HIDES: &str =
    "the resource does not exist in this Region, no resource-based policies allow access";

/// What ends a reason.
const ENDS: [&str; 8] = [
    "Go to http",
    "Encoded authorization failure message",
    "(Service:",
    "(RequestToken:",
    "(SDK Attempt",
    "status code:",
    "\"",
    "<",
];

/// A reason. The default is that none is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) decision: Option<Decision>,
    pub(super) policy_type: Option<PolicyType>,
    /// The ARN of the policy.
    pub(super) policy: Option<Value>,
    /// Whether something else than a policy is to blame.
    pub(super) is_no_policy: bool,
    /// Where it stands.
    pub(super) range: Option<Range<usize>>,
}

/// Reads the reason at `at`, and says where reading goes on.
pub(super) fn read_reason(text: &str, at: usize) -> (Reason, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let signs = rest.len() - rest.trim_start_matches([',', '`', '"', '\\', '\'']).len();
    let start = phrase::skip_blank(text, at + signs);
    let read = if let Some(after) = phrase::after(text, start, "because ") {
        because(text, start, after)
    } else if let Some(after) = phrase::after(text, start, "with an explicit deny") {
        explicit(text, start, after)
    } else {
        return (Reason::default(), at);
    };
    let end = read.range.as_ref().map_or(at, |range| range.end);
    (read, end)
}

/// The type named in a text, its phrase and what follows: for the console's panel.
pub(super) fn type_after(text: &str, at: usize) -> Option<(PolicyType, usize)> {
    TYPES
        .iter()
        .find_map(|(name, kind)| phrase::after(text, at, name).map(|end| (*kind, end)))
}

fn because(text: &str, start: usize, after: usize) -> Reason {
    if let Some((kind, end)) = phrase::after(text, after, "no ").and_then(|at| type_after(text, at))
    {
        let mut reason = Reason {
            decision: Some(Decision::ImplicitDeny),
            policy_type: Some(kind),
            ..Reason::default()
        };
        finish(text, start, allows_the_action(text, end), &mut reason);
        return reason;
    }
    if let Some(end) = phrase::after(text, after, KMS_HIDES) {
        return Reason {
            policy_type: Some(PolicyType::Resource),
            range: Some(start..words_end(text, end)),
            ..Reason::default()
        };
    }
    Reason {
        is_no_policy: NO_POLICY
            .iter()
            .any(|words| phrase::after(text, after, words).is_some()),
        range: Some(start..words_end(text, after)),
        ..Reason::default()
    }
}

fn explicit(text: &str, start: usize, after: usize) -> Reason {
    let mut reason = Reason {
        decision: Some(Decision::ExplicitDeny),
        ..Reason::default()
    };
    let named = [" in an ", " in a ", " in the ", " in "]
        .iter()
        .find_map(|words| phrase::after(text, after, words))
        .and_then(|at| type_after(text, at));
    let end = match named {
        Some((kind, end)) => {
            reason.policy_type = Some(kind);
            end
        }
        None => after,
    };
    finish(text, start, end, &mut reason);
    reason
}

/// After a type: ` allows the ACTION action`.
fn allows_the_action(text: &str, at: usize) -> usize {
    let Some(after) = phrase::after(text, at, " allows the ") else {
        return phrase::after(text, at, " allows ").map_or(at, |end| phrase::token_end(text, end));
    };
    let end = phrase::token_end(text, after);
    phrase::after(text, end, " action").unwrap_or(end)
}

/// The policy's ARN after the words, and the range of it all.
fn finish(text: &str, start: usize, end: usize, reason: &mut Reason) {
    let mut end = end;
    if text.get(end..).is_some_and(|rest| rest.starts_with(':')) {
        let from = phrase::skip_blank(text, end + 1);
        let token = from..phrase::token_end(text, from);
        let token = phrase::trim_end(
            text,
            token,
            &['.', ',', ';', '`', '\'', '"', '\\', ')', '<'],
        );
        let token = token.start
            ..token.start
                + text
                    .get(token.clone())
                    .unwrap_or_default()
                    .find(['"', '<', '\\'])
                    .unwrap_or(token.len());
        if text
            .get(from..)
            .is_some_and(|rest| rest.starts_with("arn:"))
        {
            end = token.end;
            reason.policy = Some(Value::plain(text, token));
        }
    }
    reason.range = Some(start..end);
}

/// Where other words end: at what is known to follow, or at the end of the line.
fn words_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = at + rest.find('\n').unwrap_or(rest.len());
    let end = phrase::find_any(text, at, &ENDS).map_or(line, |(_, range)| range.start.min(line));
    phrase::trim_end(text, at..end, &['.', ';', ',']).end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_has_its_decision_and_type() {
        use Decision::{ExplicitDeny, ImplicitDeny};
        let rows = [
            (
                "because no identity-based policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::Identity),
            ),
            (
                "because no resource-based policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::Resource),
            ),
            (
                "because no role trust policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::Resource),
            ),
            (
                "because no session policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::Session),
            ),
            (
                "because no permissions boundary allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::PermissionsBoundary),
            ),
            (
                "because no service control policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::ServiceControl),
            ),
            (
                "because no resource control policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::ResourceControl),
            ),
            (
                "because no VPC endpoint policy allows the a:B action",
                Some(ImplicitDeny),
                Some(PolicyType::VpcEndpoint),
            ),
            (
                "with an explicit deny in an identity-based policy",
                Some(ExplicitDeny),
                Some(PolicyType::Identity),
            ),
            (
                "with an explicit deny in a resource-based policy",
                Some(ExplicitDeny),
                Some(PolicyType::Resource),
            ),
            (
                "with an explicit deny in the role trust policy",
                Some(ExplicitDeny),
                Some(PolicyType::Resource),
            ),
            (
                "with an explicit deny in a sessions policy",
                Some(ExplicitDeny),
                Some(PolicyType::Session),
            ),
            (
                "with an explicit deny in a permissions boundary",
                Some(ExplicitDeny),
                Some(PolicyType::PermissionsBoundary),
            ),
            (
                "with an explicit deny in a service control policy",
                Some(ExplicitDeny),
                Some(PolicyType::ServiceControl),
            ),
            (
                "with an explicit deny in a resource control policy",
                Some(ExplicitDeny),
                Some(PolicyType::ResourceControl),
            ),
            (
                "with an explicit deny in a VPC endpoint policy",
                Some(ExplicitDeny),
                Some(PolicyType::VpcEndpoint),
            ),
            (
                "with an explicit deny in a VPC endpoint policy transitively through a service control policy",
                Some(ExplicitDeny),
                Some(PolicyType::ServiceControl),
            ),
            ("with an explicit deny", Some(ExplicitDeny), None),
            (
                "because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access",
                None,
                Some(PolicyType::Resource),
            ),
            ("because the moon is full", None, None),
        ];
        for (text, decision, kind) in rows {
            let (reason, end) = read_reason(text, 0);
            assert_eq!(
                (reason.decision, reason.policy_type),
                (decision, kind),
                "{text}"
            );
            assert_eq!(end, text.len(), "{text}");
        }
        assert_eq!(read_reason(". Nothing", 0), (Reason::default(), 0));
        assert!(
            read_reason(
                "because public ACLs are prevented by the BlockPublicAcls setting",
                0
            )
            .0
            .is_no_policy
        );
    }
}
