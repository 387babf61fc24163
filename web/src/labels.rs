//! What the page calls things: the words and letters for the kinds that the scenario and the report know.

use iam_core::report::{Effect, Element, Origin, Outcome, PrincipalKind, StageId};
use iam_core::scenario::{Decision, PolicyType, ScenarioPolicy};

use crate::view::icon::Glyph;

/// The class that carries a policy type's colour, its letter.
pub(crate) const fn letter(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "I",
        PolicyType::Resource => "R",
        PolicyType::PermissionsBoundary => "B",
        PolicyType::Session => "T",
        PolicyType::ServiceControl => "S",
        PolicyType::ResourceControl => "C",
        PolicyType::VpcEndpoint => "E",
    }
}

/// A policy type in words.
pub(crate) const fn type_name(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "Identity policy",
        PolicyType::Resource => "Resource policy",
        PolicyType::PermissionsBoundary => "Permissions boundary",
        PolicyType::Session => "Session policy",
        PolicyType::ServiceControl => "Service control policy",
        PolicyType::ResourceControl => "Resource control policy",
        PolicyType::VpcEndpoint => "VPC endpoint policy",
    }
}

/// A policy type in a word or two.
pub(crate) const fn short_type(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "Identity",
        PolicyType::Resource => "Resource",
        PolicyType::PermissionsBoundary => "Boundary",
        PolicyType::Session => "Session",
        PolicyType::ServiceControl => "Service control",
        PolicyType::ResourceControl => "Resource control",
        PolicyType::VpcEndpoint => "VPC endpoint",
    }
}

/// One line of help for a policy type.
pub(crate) const fn type_help(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "What a user, group or role may do",
        PolicyType::Resource => "Who may use a bucket, queue, key or role (trust policy)",
        PolicyType::PermissionsBoundary => "The most that a user or role can be granted",
        PolicyType::Session => "Narrows one session, passed when it was made",
        PolicyType::ServiceControl => "The most that principals of an account can do (SCP)",
        PolicyType::ResourceControl => "The most that can be done to an account’s resources (RCP)",
        PolicyType::VpcEndpoint => "What may pass through a VPC endpoint",
    }
}

/// What stands in the empty field for a place that a policy of the type is attached to.
pub(crate) const fn attached_help(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity => "ARN of a user, group or role",
        PolicyType::PermissionsBoundary => "ARN of a user or role",
        PolicyType::Session => "ARN of a session or role",
        PolicyType::Resource => "ARN of a resource",
        PolicyType::ServiceControl | PolicyType::ResourceControl => {
            "Root (r-…), OU (ou-…) or account"
        }
        PolicyType::VpcEndpoint => "Endpoint id (vpce-…)",
    }
}

/// The text that a new policy of a type begins with.
pub(crate) const fn first_text(kind: PolicyType) -> &'static str {
    match kind {
        PolicyType::Identity
        | PolicyType::PermissionsBoundary
        | PolicyType::Session
        | PolicyType::ServiceControl => {
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": \"*\",\n    \"Resource\": \"*\"\n  }]\n}\n"
        }
        PolicyType::Resource | PolicyType::VpcEndpoint => {
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Principal\": \"*\",\n    \"Action\": \"*\",\n    \"Resource\": \"*\"\n  }]\n}\n"
        }
        PolicyType::ResourceControl => {
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Deny\",\n    \"Principal\": \"*\",\n    \"Action\": \"s3:*\",\n    \"Resource\": \"*\",\n    \"Condition\": { \"Bool\": { \"aws:SecureTransport\": \"false\" } }\n  }]\n}\n"
        }
    }
}

/// A policy's name, or its type's where it has none.
pub(crate) fn policy_name(policy: &ScenarioPolicy) -> String {
    match &policy.name {
        Some(name) => name.clone(),
        None => type_name(policy.kind).to_owned(),
    }
}

/// The class that carries a decision's colour.
pub(crate) const fn decision_class(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "v-allow",
        Decision::ExplicitDeny => "v-deny",
        Decision::ImplicitDeny => "v-none",
        Decision::Undetermined => "v-open",
        Decision::Error => "v-error",
    }
}

/// A decision's icon.
pub(crate) const fn decision_glyph(decision: Decision) -> Glyph {
    match decision {
        Decision::Allow => Glyph::Ok,
        Decision::ExplicitDeny => Glyph::Stop,
        Decision::ImplicitDeny => Glyph::Ring,
        Decision::Undetermined => Glyph::Question,
        Decision::Error => Glyph::Alert,
    }
}

/// A decision in words.
pub(crate) const fn decision_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "Allowed",
        Decision::ExplicitDeny => "Denied (explicit)",
        Decision::ImplicitDeny => "Denied (no allow)",
        Decision::Undetermined => "Undetermined",
        Decision::Error => "Cannot be decided",
    }
}

/// What a test expects, in words.
pub(crate) const fn expect_name(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "allow",
        Decision::ExplicitDeny => "explicit deny",
        Decision::ImplicitDeny => "no allow",
        Decision::Undetermined => "undetermined",
        Decision::Error => "error",
    }
}

/// The class that carries an outcome's colour.
pub(crate) const fn outcome_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "v-allow",
        Outcome::ExplicitDeny => "v-deny",
        Outcome::NoMatch => "v-none",
        Outcome::Unknown => "v-open",
        Outcome::Error => "v-error",
        Outcome::Absent | Outcome::NotApplicable => "d",
    }
}

/// An outcome's icon, if it has one.
pub(crate) const fn outcome_glyph(outcome: Outcome) -> Option<Glyph> {
    match outcome {
        Outcome::Allow => Some(Glyph::Ok),
        Outcome::ExplicitDeny => Some(Glyph::Stop),
        Outcome::NoMatch => Some(Glyph::Ring),
        Outcome::Unknown => Some(Glyph::Question),
        Outcome::Error => Some(Glyph::Alert),
        Outcome::Absent | Outcome::NotApplicable => None,
    }
}

/// An outcome in a word or two.
pub(crate) const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allows",
        Outcome::ExplicitDeny => "denies",
        Outcome::NoMatch => "no allow",
        Outcome::Unknown => "depends",
        Outcome::Error => "invalid",
        Outcome::Absent => "none given",
        Outcome::NotApplicable => "no part",
    }
}

/// The kind of policies that a stage looks at; the explicit deny check looks at all.
pub(crate) const fn stage_type(stage: StageId) -> Option<PolicyType> {
    match stage {
        StageId::ExplicitDeny => None,
        StageId::ResourceControl => Some(PolicyType::ResourceControl),
        StageId::ServiceControl => Some(PolicyType::ServiceControl),
        StageId::VpcEndpoint => Some(PolicyType::VpcEndpoint),
        StageId::Resource => Some(PolicyType::Resource),
        StageId::Identity => Some(PolicyType::Identity),
        StageId::PermissionsBoundary => Some(PolicyType::PermissionsBoundary),
        StageId::Session => Some(PolicyType::Session),
    }
}

/// A stage in words.
pub(crate) const fn stage_name(stage: StageId) -> &'static str {
    match stage {
        StageId::ExplicitDeny => "Explicit deny",
        StageId::ResourceControl => "Resource control",
        StageId::ServiceControl => "Service control",
        StageId::VpcEndpoint => "VPC endpoint",
        StageId::Resource => "Resource policy",
        StageId::Identity => "Identity policies",
        StageId::PermissionsBoundary => "Boundary",
        StageId::Session => "Session policy",
    }
}

/// An effect as written.
pub(crate) const fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    }
}

/// An element as written.
pub(crate) const fn element_name(element: Element, negated: bool) -> &'static str {
    match (element, negated) {
        (Element::Principal, false) => "Principal",
        (Element::Principal, true) => "NotPrincipal",
        (Element::Action, false) => "Action",
        (Element::Action, true) => "NotAction",
        (Element::Resource, false) => "Resource",
        (Element::Resource, true) => "NotResource",
        (Element::Condition, _) => "Condition",
    }
}

/// Where a value comes from, in a word.
pub(crate) const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Given => "typed",
        Origin::Overridden => "overrides",
        Origin::Derived => "derived",
        Origin::Assumed => "assumed",
        Origin::Missing => "missing",
        Origin::Open => "unknown",
    }
}

/// The badge class for where a value comes from.
pub(crate) const fn origin_class(origin: Origin) -> &'static str {
    match origin {
        Origin::Given | Origin::Overridden => "badge",
        Origin::Derived | Origin::Assumed => "badge der",
        Origin::Missing => "badge miss",
        Origin::Open => "badge open",
    }
}

/// A kind of requester in words.
pub(crate) const fn principal_name(kind: PrincipalKind) -> &'static str {
    match kind {
        PrincipalKind::User => "IAM user",
        PrincipalKind::RoleSession => "Role session",
        PrincipalKind::SlrSession => "Service-linked role",
        PrincipalKind::FederatedUser => "Federated user",
        PrincipalKind::Root => "Root user",
        PrincipalKind::Service => "AWS service",
        PrincipalKind::WebIdentity => "Web identity (OIDC)",
        PrincipalKind::Saml => "SAML identity",
        PrincipalKind::OriginAccessIdentity => "Origin access identity",
        PrincipalKind::Anonymous => "Anonymous",
    }
}
