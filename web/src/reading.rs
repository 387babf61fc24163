//! Which field of the form a problem is about. What is wrong the report says; where it was typed only the form knows.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::report::RequestReport;
use iam_core::scenario::{Principal, Request};

/// What the problem of a request's resource reading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// Nothing is wrong.
    Nothing,
    /// The resource's ARN.
    Resource,
    /// The account that owns it.
    ResourceAccount,
    /// The action.
    Action,
}

/// Which field is wrong, if one is.
pub(crate) fn about(read: &RequestReport, request: &Request) -> About {
    let what = &request.resource;
    let long = what.arn.len() > 4096;
    let well_formed = what.arn == "*" || Arn::parse(&what.arn).is_some();
    let account = what.account.as_deref();
    if read.resource.problem.is_none() {
        About::Nothing
    } else if long || !well_formed {
        About::Resource
    } else if account.is_some_and(|account| !is_account_id(account)) {
        About::ResourceAccount
    } else {
        About::Action
    }
}

/// What the problem of a principal's reading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AboutPrincipal {
    /// Its ARN.
    Arn,
    /// Its account.
    Account,
    /// The user that asked for the session.
    Issuer,
    /// The role of the session.
    Role,
}

/// Which field would be wrong.
pub(crate) fn about_principal(who: &Principal) -> AboutPrincipal {
    let is_role = |text: &str| {
        Arn::parse(text).is_some_and(|arn| {
            arn.service == "iam"
                && is_account_id(arn.account)
                && arn.resource.starts_with("role/")
                && !arn.resource.ends_with('/')
        })
    };
    if who.arn.is_empty() {
        AboutPrincipal::Arn
    } else if who
        .account
        .as_deref()
        .is_some_and(|account| !is_account_id(account))
    {
        AboutPrincipal::Account
    } else if who
        .issuer
        .as_deref()
        .is_some_and(|issuer| Arn::parse(issuer).is_none())
    {
        AboutPrincipal::Issuer
    } else if who.role_arn.as_deref().is_some_and(|role| !is_role(role)) {
        AboutPrincipal::Role
    } else {
        AboutPrincipal::Arn
    }
}
