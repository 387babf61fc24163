//! `Principal` and `NotPrincipal`.
//!
//! Source: *AWS JSON policy elements: Principal*, *… NotPrincipal* (R-MPRN-1 … R-MPRN-14, R-NPR-1 … R-NPR-5).

use super::{FormSet, Query};
use crate::policy::{Block, PrincipalEntry, PrincipalValue};
use crate::report::{GrantForm, PrincipalKind};
use crate::request::Requester;

/// The form by which an entry reaches the requester, if it does (R-MPRN-3).
pub(crate) fn matches_entry(entry: &PrincipalEntry, requester: &Requester) -> Option<GrantForm> {
    use PrincipalKind::{
        FederatedUser, OriginAccessIdentity, RoleSession, Root, Saml, Service, SlrSession, User,
        WebIdentity,
    };
    let kind = requester.kind?;
    let text = Some(&*entry.text);
    let is = |own: &Option<String>| own.as_deref() == text;
    let (matches, form) = match &entry.value {
        PrincipalValue::Any => (true, GrantForm::Any),
        PrincipalValue::Account { partition, account } => {
            let same = requester.account.as_deref() == Some(account)
                && (partition.is_none() || partition.as_deref() == requester.partition.as_deref());
            (
                same && matches!(kind, User | RoleSession | SlrSession | FederatedUser | Root),
                GrantForm::Account,
            )
        }
        PrincipalValue::User => (
            matches!(kind, User | OriginAccessIdentity) && is(&requester.entity_arn)
                || kind == FederatedUser && is(&requester.issuer),
            GrantForm::User,
        ),
        PrincipalValue::Role => (
            matches!(kind, RoleSession | SlrSession) && is(&requester.entity_arn),
            GrantForm::Role,
        ),
        PrincipalValue::RoleSession | PrincipalValue::FederatedUser => {
            (is(&requester.session_arn), GrantForm::Session)
        }
        PrincipalValue::UserId => (kind == User && is(&requester.entity_id), GrantForm::User),
        PrincipalValue::RoleId => (
            matches!(kind, RoleSession | SlrSession) && is(&requester.entity_id),
            GrantForm::Role,
        ),
        PrincipalValue::Service => (
            kind == Service && requester.arn.eq_ignore_ascii_case(&entry.text),
            GrantForm::Service,
        ),
        PrincipalValue::Federated => (
            matches!(kind, WebIdentity | Saml) && *requester.arn == *entry.text,
            GrantForm::Federated,
        ),
        PrincipalValue::CanonicalUser => {
            (requester.has_canonical_id(&entry.text), GrantForm::Account)
        }
        PrincipalValue::Nothing => (false, GrantForm::Account),
    };
    matches.then_some(form)
}

/// The forms by which a `Principal` reaches the requester, or that a `NotPrincipal` covers it; none otherwise.
pub(crate) fn matches_block(block: &Block<PrincipalEntry>, query: &Query) -> Option<FormSet> {
    if block.negated {
        return (exemption(block, query) != Exemption::Exempt)
            .then_some(FormSet::of(GrantForm::Any));
    }
    let forms = block
        .entries
        .iter()
        .filter_map(|entry| matches_entry(entry, &query.requester))
        .fold(FormSet::EMPTY, FormSet::with);
    (!forms.is_empty()).then_some(forms)
}

/// Whether `NotPrincipal` exempts the requester, and what keeps it from doing so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exemption {
    /// The whole chain is listed, or everyone is.
    Exempt,
    /// The requester has a permissions boundary (R-NPR-4).
    Bounded,
    /// A member of the chain is not listed.
    MissingAccount,
    /// A member of the chain is not listed.
    MissingRole,
    /// The requester itself is not listed.
    MissingSelf,
}

/// The table of R-NPR-2, with R-NPR-3 and R-NPR-4 before it.
pub(crate) fn exemption(block: &Block<PrincipalEntry>, query: &Query) -> Exemption {
    use PrincipalKind::{
        Anonymous, FederatedUser, OriginAccessIdentity, RoleSession, Root, Saml, Service,
        SlrSession, User, WebIdentity,
    };
    let forms = block
        .entries
        .iter()
        .filter_map(|entry| matches_entry(entry, &query.requester))
        .fold(FormSet::EMPTY, FormSet::with);
    if forms.has(GrantForm::Any) {
        return Exemption::Exempt;
    }
    if query.bounded {
        return Exemption::Bounded;
    }
    let need = |form: GrantForm, missing: Exemption| (!forms.has(form)).then_some(missing);
    let account = || need(GrantForm::Account, Exemption::MissingAccount);
    let missing = match query.requester.kind {
        Some(User) => need(GrantForm::User, Exemption::MissingSelf).or_else(account),
        Some(RoleSession | SlrSession) => need(GrantForm::Session, Exemption::MissingSelf)
            .or_else(|| need(GrantForm::Role, Exemption::MissingRole))
            .or_else(account),
        Some(FederatedUser) => need(GrantForm::Session, Exemption::MissingSelf).or_else(account),
        Some(Root) => need(GrantForm::Account, Exemption::MissingSelf),
        Some(Service) => need(GrantForm::Service, Exemption::MissingSelf),
        Some(WebIdentity | Saml) => need(GrantForm::Federated, Exemption::MissingSelf),
        Some(OriginAccessIdentity) => {
            let unnamed = need(GrantForm::User, Exemption::MissingSelf);
            unnamed.and_then(|missing| need(GrantForm::Account, missing))
        }
        Some(Anonymous) | None => Some(Exemption::MissingSelf),
    };
    missing.unwrap_or(Exemption::Exempt)
}
