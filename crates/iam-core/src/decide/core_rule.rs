//! The core of the decision: how identity, resource, boundary and session policies combine.
//!
//! Source: *How AWS enforcement code logic evaluates requests*; *Cross-account policy evaluation logic*
//! (R-FML-1, R-FML-2, R-SAME-1 … R-SAME-9, R-XACC-1 … R-XACC-7, R-TRUST-2, R-KMS-1 … R-KMS-5).

use super::{Judgement, Part, Plan, is_cross_account, is_granted_by_resource_alone};
use crate::matching::{FormSet, and, or};
use crate::report::{Answer, GrantForm, PrincipalKind};
use crate::rule::{self, Rule};

/// Whether the core allows, and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Core {
    pub(crate) allow: Answer,
    pub(crate) rule: Rule,
    /// Whether identity policies allow, or are not needed.
    pub(crate) identity: Answer,
    /// Whether the boundary is absent or allows.
    pub(crate) boundary: Answer,
    /// Whether session policies are absent or allow.
    pub(crate) session: Answer,
    /// Whether the resource policy's Allow is enough alone.
    pub(crate) direct: Answer,
    /// Whether the resource policy's Allow stands in for identity policies.
    pub(crate) adds: Answer,
    /// Whether the resource's side allows at all.
    pub(crate) resource: Answer,
}

impl Core {
    pub(crate) const CLOSED: Self = Self {
        allow: Answer::No,
        rule: rule::DEFAULT_IS_DENY,
        identity: Answer::No,
        boundary: Answer::No,
        session: Answer::No,
        direct: Answer::No,
        adds: Answer::No,
        resource: Answer::No,
    };
}

/// What a resource-based Allow of a form does in the same account (R-SAME-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormClass {
    /// The Allow is enough alone.
    Direct,
    /// It stands in for identity policies; boundary and session policies still bound it.
    Adds,
    /// It delegates to the account: identity policies must allow.
    Delegates,
}

/// The table of R-SAME-2.
pub(crate) fn class_of(kind: PrincipalKind, form: GrantForm) -> FormClass {
    use PrincipalKind::{
        Anonymous, FederatedUser, RoleSession, Root, Saml, Service, SlrSession, User, WebIdentity,
    };
    match (kind, form) {
        (_, GrantForm::Any)
        | (User, GrantForm::User)
        | (RoleSession | SlrSession | FederatedUser, GrantForm::Session)
        | (Root | Service | Anonymous | WebIdentity | Saml, _) => FormClass::Direct,
        (RoleSession | SlrSession, GrantForm::Role) | (FederatedUser, GrantForm::User) => {
            FormClass::Adds
        }
        (User | RoleSession | SlrSession | FederatedUser, _) => FormClass::Delegates,
    }
}

const FORMS: [GrantForm; 7] = [
    GrantForm::Account,
    GrantForm::Role,
    GrantForm::User,
    GrantForm::Session,
    GrantForm::Service,
    GrantForm::Federated,
    GrantForm::Any,
];

/// Combines what the sets say.
pub(crate) fn weigh_core(plan: &Plan, judgement: &Judgement) -> Core {
    let Some(kind) = plan.query.requester.kind else {
        return Core::CLOSED;
    };
    let resource = &judgement.resource;
    let has = |class: FormClass| {
        let of = |forms: FormSet| {
            FORMS
                .into_iter()
                .any(|form| forms.has(form) && class_of(kind, form) == class)
        };
        if of(resource.forms) {
            Answer::Yes
        } else if of(resource.open_forms) {
            Answer::Unknown
        } else {
            Answer::No
        }
    };
    let identity = if kind == PrincipalKind::Root || plan.issued_by_root {
        Answer::Yes
    } else {
        judgement.identity.allow
    };
    let bound = |part: &Part, allow: Answer| match part {
        Part::Present(_) => allow,
        Part::Absent(_) | Part::NotApplicable(_) => Answer::Yes,
    };
    let boundary = bound(&plan.boundary, judgement.boundary.allow);
    let session = match (&plan.session, kind) {
        // R-FML-2, R-FED-2: without a session policy a federated user session has nothing of its own.
        (Part::Absent(_), PrincipalKind::FederatedUser) => Answer::No,
        (part, _) => bound(part, judgement.session.allow),
    };
    let parts = Core {
        allow: Answer::No,
        rule: rule::DEFAULT_IS_DENY,
        identity,
        boundary,
        session,
        direct: has(FormClass::Direct),
        adds: has(FormClass::Adds),
        resource: resource.allow,
    };
    let (allow, rule) = combine(plan, kind, &parts);
    let (allow, rule) = if plan.kms_grant_is_enough {
        (Answer::Yes, rule::GRANT_COUNTS_AS_ALLOW)
    } else {
        (allow, rule)
    };
    Core {
        allow,
        rule,
        ..parts
    }
}

/// The table of R-FML-1.
fn combine(plan: &Plan, kind: PrincipalKind, parts: &Core) -> (Answer, Rule) {
    let bounds = and(parts.boundary, parts.session);
    let own = and(parts.identity, bounds);
    if is_granted_by_resource_alone(kind) {
        let rule = match kind {
            PrincipalKind::WebIdentity | PrincipalKind::Saml => rule::FEDERATION_IS_BY_TRUST_ALONE,
            _ if parts.resource == Answer::No => rule::REQUESTER_WITHOUT_ACCOUNT,
            PrincipalKind::Service => rule::SERVICE_PRINCIPAL_NEEDS_NAMING,
            PrincipalKind::User
            | PrincipalKind::RoleSession
            | PrincipalKind::SlrSession
            | PrincipalKind::FederatedUser
            | PrincipalKind::Root
            | PrincipalKind::Anonymous => rule::REQUESTER_WITHOUT_ACCOUNT,
        };
        return (parts.resource, rule);
    }
    if plan.object_of_other_account {
        return (and(parts.resource, own), rule::FOREIGN_OBJECT_NEEDS_ACL);
    }
    if is_cross_account(plan) {
        let rule = if kind == PrincipalKind::Root {
            rule::CROSS_ACCOUNT_ROOT_USER
        } else {
            rule::BOTH_ACCOUNTS_MUST_ALLOW
        };
        return (and(parts.resource, own), rule);
    }
    if kind == PrincipalKind::Root {
        return if plan.mandatory {
            (
                and(parts.resource, parts.session),
                rule::ROOT_USER_NEEDS_KEY_POLICY,
            )
        } else {
            (parts.session, rule::ROOT_USER_NEEDS_NO_POLICY)
        };
    }
    if plan.mandatory {
        // A form that is neither direct nor additional is the account's: it opens the door to identity policies.
        let delegated = and(parts.resource, own);
        let allow = or(parts.direct, or(and(parts.adds, bounds), delegated));
        return (allow, mandatory_rule(plan, parts));
    }
    let allow = or(parts.direct, and(or(parts.identity, parts.adds), bounds));
    (allow, same_account_rule(plan, parts, allow))
}

fn mandatory_rule(plan: &Plan, parts: &Core) -> Rule {
    let key = plan.query.target.is_kms_key();
    if parts.resource == Answer::No {
        return if key {
            rule::KEY_POLICY_IS_MANDATORY
        } else {
            rule::TRUST_POLICY_IS_MANDATORY
        };
    }
    if parts.direct == Answer::Yes || parts.adds == Answer::Yes {
        return if key {
            rule::KEY_POLICY_GRANTS_BY_ITSELF
        } else {
            rule::TRUST_IN_SAME_ACCOUNT
        };
    }
    if key {
        rule::KEY_POLICY_ENABLES_IAM
    } else {
        rule::TRUST_IN_SAME_ACCOUNT
    }
}

/// The rule that tells most about a same-account outcome.
fn same_account_rule(plan: &Plan, parts: &Core, allow: Answer) -> Rule {
    if allow == Answer::Yes {
        return if parts.identity == Answer::Yes
            && parts.boundary == Answer::Yes
            && parts.session == Answer::Yes
        {
            rule::IDENTITY_ALLOW_IS_ENOUGH
        } else {
            rule::SAME_ACCOUNT_GRANT_CLASSES
        };
    }
    let granted = or(parts.identity, parts.adds);
    if granted == Answer::No {
        return if parts.resource == Answer::Yes {
            rule::OWN_ACCOUNT_IS_DELEGATION
        } else {
            rule::DEFAULT_IS_DENY
        };
    }
    if parts.boundary == Answer::No {
        return rule::BOUNDARY_INTERSECTS_IDENTITY;
    }
    if parts.session == Answer::No {
        return match plan.session {
            Part::Absent(_) => rule::FEDERATED_USER_NEEDS_SESSION_POLICY,
            Part::Present(_) | Part::NotApplicable(_) => rule::SESSION_INTERSECTS_IDENTITY,
        };
    }
    rule::DEFAULT_IS_DENY
}
