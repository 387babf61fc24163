//! The core of the decision: how identity, resource, boundary and session policies combine.
//!
//! Source: *How AWS enforcement code logic evaluates requests*; *Cross-account policy evaluation logic*
//! (R-FML-1, R-FML-2, R-SAME-1 … R-SAME-9, R-XACC-1 … R-XACC-7, R-TRUST-2, R-KMS-1 … R-KMS-5).

use super::logic::Logic;
use super::sets::Sets;
use super::{Part, Plan, is_cross_account, is_granted_by_resource_alone};
use crate::matching::FormSet;
use crate::report::{Answer, GrantForm, PrincipalKind};
use crate::rule::{self, Rule};

/// The inputs of the core and what it comes to.
#[derive(Clone, Debug)]
pub(crate) struct Core<L> {
    /// Whether the core allows.
    pub(crate) allow: L,
    /// Whether identity policies allow, or are not needed.
    pub(crate) identity: L,
    /// Whether the boundary is absent or allows.
    pub(crate) boundary: L,
    /// Whether session policies are absent or allow.
    pub(crate) session: L,
    /// Whether the resource's Allow is enough alone.
    pub(crate) direct: L,
    /// Whether the resource's Allow stands in for identity policies.
    pub(crate) adds: L,
    /// Whether the resource's side allows at all.
    pub(crate) resource: L,
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
        Anonymous, FederatedUser, OriginAccessIdentity, RoleSession, Root, Saml, Service,
        SlrSession, User, WebIdentity,
    };
    match (kind, form) {
        (_, GrantForm::Any)
        | (User, GrantForm::User)
        | (RoleSession | SlrSession | FederatedUser, GrantForm::Session)
        | (Root | Service | Anonymous | WebIdentity | Saml | OriginAccessIdentity, _) => {
            FormClass::Direct
        }
        (RoleSession | SlrSession, GrantForm::Role) | (FederatedUser, GrantForm::User) => {
            FormClass::Adds
        }
        (User | RoleSession | SlrSession | FederatedUser, _) => FormClass::Delegates,
    }
}

/// Every form by which a principal can be named.
pub(crate) const FORMS: [GrantForm; 7] = [
    GrantForm::Session,
    GrantForm::User,
    GrantForm::Role,
    GrantForm::Service,
    GrantForm::Federated,
    GrantForm::Account,
    GrantForm::Any,
];

/// Whether some form is of a class; a statement counts by its best form (R-SAME-3).
pub(crate) fn has_class(kind: PrincipalKind, forms: FormSet, class: FormClass) -> bool {
    FORMS
        .into_iter()
        .any(|form| forms.has(form) && class_of(kind, form) == class)
}

/// Combines what the sets say: the table of R-FML-1.
pub(crate) fn weigh_core<L: Logic>(plan: &Plan, sets: &Sets<L>) -> Core<L> {
    let kind = plan.query.requester.kind;
    let own_everything = kind == Some(PrincipalKind::Root) || plan.issued_by_root;
    let identity = if own_everything {
        L::YES
    } else {
        sets.identity.allow.clone()
    };
    let bound = |part: &Part, allow: &L| match part {
        Part::Present(_) => allow.clone(),
        Part::Absent(_) | Part::NotApplicable(_) => L::YES,
    };
    let boundary = bound(&plan.boundary, &sets.boundary.allow);
    let session = match (&plan.session, kind) {
        // R-FML-2, R-FED-2: without a session policy a federated user session has nothing of its own.
        (Part::Absent(_), Some(PrincipalKind::FederatedUser)) => L::NO,
        (part, _) => bound(part, &sets.session.allow),
    };
    let mut core = Core {
        allow: L::NO,
        identity,
        boundary,
        session,
        direct: sets.resource.direct.clone(),
        adds: sets.resource.adds.clone(),
        resource: sets.resource.allow.clone(),
    };
    core.allow = match kind {
        _ if plan.kms_grant_is_enough => L::YES,
        Some(kind) => combine(plan, kind, &core),
        None => L::NO,
    };
    core
}

fn combine<L: Logic>(plan: &Plan, kind: PrincipalKind, core: &Core<L>) -> L {
    let bounds = core.boundary.clone().and(core.session.clone());
    let own = core.identity.clone().and(bounds.clone());
    if is_granted_by_resource_alone(kind) {
        return core.resource.clone();
    }
    if plan.object_of_other_account || is_cross_account(plan) {
        return core.resource.clone().and(own);
    }
    if kind == PrincipalKind::Root {
        let by_policy = if plan.mandatory {
            core.resource.clone()
        } else {
            L::YES
        };
        return by_policy.and(core.session.clone());
    }
    if plan.mandatory {
        // A form that is neither direct nor additional is the account's: it opens the door to identity policies.
        let delegated = core.resource.clone().and(own);
        return core
            .direct
            .clone()
            .or(core.adds.clone().and(bounds))
            .or(delegated);
    }
    core.direct
        .clone()
        .or(core.identity.clone().or(core.adds.clone()).and(bounds))
}

/// The rule that tells most about what the core comes to.
pub(crate) fn rule_of_core(plan: &Plan, core: &Core<Answer>) -> Rule {
    let Some(kind) = plan.query.requester.kind else {
        return rule::DEFAULT_IS_DENY;
    };
    if plan.kms_grant_is_enough {
        return rule::GRANT_COUNTS_AS_ALLOW;
    }
    match kind {
        PrincipalKind::WebIdentity | PrincipalKind::Saml => {
            return rule::FEDERATION_IS_BY_TRUST_ALONE;
        }
        PrincipalKind::Service => return rule::SERVICE_PRINCIPAL_NEEDS_NAMING,
        PrincipalKind::Anonymous | PrincipalKind::OriginAccessIdentity => {
            return rule::REQUESTER_WITHOUT_ACCOUNT;
        }
        PrincipalKind::User
        | PrincipalKind::RoleSession
        | PrincipalKind::SlrSession
        | PrincipalKind::FederatedUser
        | PrincipalKind::Root => {}
    }
    if plan.takes_root && core.allow == Answer::Yes {
        return rule::ASSUME_ROOT_HAS_TASK_POLICY;
    }
    let root = kind == PrincipalKind::Root;
    if plan.object_of_other_account {
        rule::FOREIGN_OBJECT_NEEDS_ACL
    } else if is_cross_account(plan) {
        if root {
            rule::CROSS_ACCOUNT_ROOT_USER
        } else {
            rule::BOTH_ACCOUNTS_MUST_ALLOW
        }
    } else if root {
        if plan.mandatory {
            rule::ROOT_USER_NEEDS_KEY_POLICY
        } else {
            rule::ROOT_USER_NEEDS_NO_POLICY
        }
    } else if plan.mandatory {
        mandatory_rule(plan, core)
    } else {
        same_account_rule(plan, core)
    }
}

fn mandatory_rule(plan: &Plan, core: &Core<Answer>) -> Rule {
    let key = plan.query.target.is_kms_key();
    let by_itself = core.direct == Answer::Yes || core.adds == Answer::Yes;
    match (core.resource, key) {
        (Answer::No, true) => rule::KEY_POLICY_IS_MANDATORY,
        (Answer::No, false) => rule::TRUST_POLICY_IS_MANDATORY,
        (_, true) if by_itself => rule::KEY_POLICY_GRANTS_BY_ITSELF,
        (_, true) => rule::KEY_POLICY_ENABLES_IAM,
        (_, false) => rule::TRUST_IN_SAME_ACCOUNT,
    }
}

fn same_account_rule(plan: &Plan, core: &Core<Answer>) -> Rule {
    let own = [core.identity, core.boundary, core.session];
    if core.allow == Answer::Yes {
        return if own.iter().all(|part| *part == Answer::Yes) {
            rule::IDENTITY_ALLOW_IS_ENOUGH
        } else {
            rule::SAME_ACCOUNT_GRANT_CLASSES
        };
    }
    if core.identity.or(core.adds) == Answer::No {
        return if core.resource == Answer::Yes {
            rule::OWN_ACCOUNT_IS_DELEGATION
        } else {
            rule::DEFAULT_IS_DENY
        };
    }
    if core.boundary == Answer::No {
        return rule::BOUNDARY_INTERSECTS_IDENTITY;
    }
    match (core.session, &plan.session) {
        (Answer::No, Part::Absent(_)) => rule::FEDERATED_USER_NEEDS_SESSION_POLICY,
        (Answer::No, Part::Present(_) | Part::NotApplicable(_)) => {
            rule::SESSION_INTERSECTS_IDENTITY
        }
        (Answer::Yes | Answer::Unknown, _) => rule::DEFAULT_IS_DENY,
    }
}
