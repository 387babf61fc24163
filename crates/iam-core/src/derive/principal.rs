//! Keys that follow from who asks (R-KEY-2 … R-KEY-4, R-CRED-1).

use super::{Draft, Facts, derive_place, given};
use crate::arn::Arn;
use crate::report::PrincipalKind;
use crate::rule;
use crate::scenario::Credentials;

pub(super) fn derive_principal(facts: &Facts<'_>, draft: &mut Draft) {
    let Some(kind) = facts.requester.kind else {
        return;
    };
    derive_names(facts, kind, draft);
    match kind {
        PrincipalKind::User
        | PrincipalKind::RoleSession
        | PrincipalKind::SlrSession
        | PrincipalKind::FederatedUser => {
            derive_place(
                draft,
                "aws:Principal",
                facts.requester.account.as_deref(),
                facts,
            );
            draft.tags(
                "aws:PrincipalTag",
                &facts.request.principal.tags,
                "a tag of the principal",
            );
            derive_credentials(facts, kind, draft);
        }
        PrincipalKind::Root => {
            derive_place(
                draft,
                "aws:Principal",
                facts.requester.account.as_deref(),
                facts,
            );
            derive_credentials(facts, kind, draft);
        }
        PrincipalKind::Service
        | PrincipalKind::Anonymous
        | PrincipalKind::WebIdentity
        | PrincipalKind::Saml
        | PrincipalKind::OriginAccessIdentity => {
            for key in [
                "aws:PrincipalOrgID",
                "aws:PrincipalOrgPaths",
                "aws:MultiFactorAuthPresent",
                "aws:MultiFactorAuthAge",
                "aws:TokenIssueTime",
                "aws:SourceIdentity",
            ] {
                draft.absent(
                    key,
                    rule::KEYS_BY_CREDENTIALS,
                    "the requester has no credentials of an account",
                );
            }
        }
    }
}

fn derive_names(facts: &Facts<'_>, kind: PrincipalKind, draft: &mut Draft) {
    let requester = facts.requester;
    let by_kind = rule::PRINCIPAL_KEYS_BY_REQUESTER;
    let account = requester.account.as_deref().unwrap_or_default();
    let name = requester.name.as_deref().unwrap_or_default();
    let type_name = match kind {
        PrincipalKind::User => "User",
        PrincipalKind::RoleSession | PrincipalKind::SlrSession => "AssumedRole",
        PrincipalKind::FederatedUser => "FederatedUser",
        PrincipalKind::Root => "Account",
        PrincipalKind::Anonymous => return derive_anonymous(facts, draft),
        PrincipalKind::Service => return derive_service(name, draft),
        PrincipalKind::WebIdentity | PrincipalKind::Saml => {
            return derive_nobody("the caller has no session yet", draft);
        }
        PrincipalKind::OriginAccessIdentity => {
            let why = "an origin access identity is of no account";
            draft.single(
                "aws:PrincipalIsAWSService",
                "false",
                rule::DERIVED_KEYS,
                why,
            );
            return derive_nobody(why, draft);
        }
    };
    let arn = match kind {
        PrincipalKind::FederatedUser => requester.session_arn.as_deref(),
        PrincipalKind::User
        | PrincipalKind::RoleSession
        | PrincipalKind::SlrSession
        | PrincipalKind::Root
        | PrincipalKind::Service
        | PrincipalKind::WebIdentity
        | PrincipalKind::Saml
        | PrincipalKind::OriginAccessIdentity
        | PrincipalKind::Anonymous => requester.entity_arn.as_deref(),
    };
    if let Some(arn) = arn {
        let (rule, why) = if requester.path_assumed {
            (
                rule::PRINCIPAL_ARN_IS_ROLE_ARN,
                "the role's ARN; its path is taken to be `/`, since `roleArn` is not given",
            )
        } else if matches!(kind, PrincipalKind::RoleSession | PrincipalKind::SlrSession) {
            (
                rule::PRINCIPAL_ARN_IS_ROLE_ARN,
                "the ARN of the session's role",
            )
        } else {
            (by_kind, "the principal's ARN")
        };
        draft.single("aws:PrincipalArn", arn, rule, why);
    }
    draft.single(
        "aws:PrincipalAccount",
        account,
        by_kind,
        "the principal's account",
    );
    draft.single(
        "aws:PrincipalType",
        type_name,
        by_kind,
        "the kind of the principal",
    );
    draft.single(
        "aws:PrincipalIsAWSService",
        "false",
        rule::DERIVED_KEYS,
        "the principal is not a service",
    );
    for key in ["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"] {
        draft.absent(key, rule::DERIVED_KEYS, "only service principals carry it");
    }
    if kind == PrincipalKind::User {
        draft.single(
            "aws:username",
            name,
            rule::USERNAME_ONLY_FOR_USERS,
            "the user's name",
        );
    } else {
        draft.absent(
            "aws:username",
            rule::USERNAME_ONLY_FOR_USERS,
            "only IAM users carry it",
        );
    }
    derive_user_id(facts, kind, draft);
}

fn derive_user_id(facts: &Facts<'_>, kind: PrincipalKind, draft: &mut Draft) {
    let requester = facts.requester;
    let given_id = facts.request.principal.user_id.as_deref();
    let account = requester.account.as_deref().unwrap_or_default();
    let id = match kind {
        PrincipalKind::User => given_id.map(str::to_owned),
        PrincipalKind::RoleSession | PrincipalKind::SlrSession => {
            match (given_id, &requester.session) {
                (Some(whole), _) if whole.contains(':') => Some(whole.to_owned()),
                (Some(role), Some(session)) => Some(format!("{role}:{session}")),
                _ => None,
            }
        }
        PrincipalKind::FederatedUser => Some(format!(
            "{account}:{}",
            requester.name.as_deref().unwrap_or_default()
        )),
        PrincipalKind::Root => Some(account.to_owned()),
        PrincipalKind::Service
        | PrincipalKind::WebIdentity
        | PrincipalKind::Saml
        | PrincipalKind::OriginAccessIdentity
        | PrincipalKind::Anonymous => None,
    };
    if let Some(id) = id {
        draft.single(
            "aws:userid",
            &id,
            rule::PRINCIPAL_KEYS_BY_REQUESTER,
            "the unique id of the principal",
        );
    }
}

fn derive_anonymous(facts: &Facts<'_>, draft: &mut Draft) {
    let rule = rule::PRINCIPAL_KEYS_BY_REQUESTER;
    let why = "an unsigned request";
    draft.single("aws:PrincipalAccount", "anonymous", rule, why);
    draft.single("aws:PrincipalType", "Anonymous", rule, why);
    if facts.action.names_anonymous {
        draft.single("aws:userid", "anonymous", rule, why);
    }
    for key in [
        "aws:PrincipalArn",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalServiceName",
        "aws:ViaAWSService",
        "aws:username",
    ] {
        draft.absent(key, rule, why);
    }
}

fn derive_service(name: &str, draft: &mut Draft) {
    let why = "the requester is a service principal";
    draft.single("aws:PrincipalIsAWSService", "true", rule::DERIVED_KEYS, why);
    draft.single("aws:PrincipalServiceName", name, rule::DERIVED_KEYS, why);
    draft.list(
        "aws:PrincipalServiceNamesList",
        &[name.to_owned()],
        rule::DERIVED_KEYS,
        why,
    );
    for key in [
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalType",
        "aws:userid",
        "aws:username",
    ] {
        draft.absent(key, rule::PRINCIPAL_KEYS_BY_REQUESTER, why);
    }
}

/// A caller without a name in an account.
fn derive_nobody(why: &str, draft: &mut Draft) {
    for key in [
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalType",
        "aws:userid",
        "aws:username",
    ] {
        draft.absent(key, rule::PRINCIPAL_KEYS_BY_REQUESTER, why);
    }
}

/// The table of R-CRED-1.
fn derive_credentials(facts: &Facts<'_>, kind: PrincipalKind, draft: &mut Draft) {
    let principal = &facts.request.principal;
    let by_credentials = rule::KEYS_BY_CREDENTIALS;
    let age = given(facts.request, "aws:MultiFactorAuthAge");
    // Its age is known of an authentication that took place.
    let mfa = principal.mfa.or(age.map(|_| true));
    let long_term = matches!(kind, PrincipalKind::User | PrincipalKind::Root)
        && match principal.credentials {
            Some(Credentials::AccessKey) => true,
            Some(Credentials::Console | Credentials::SessionToken) => false,
            None => mfa.is_none() && principal.token_issue_time.is_none(),
        };
    if long_term {
        let why = "a long-term access key carries no such key";
        for key in [
            "aws:MultiFactorAuthPresent",
            "aws:MultiFactorAuthAge",
            "aws:TokenIssueTime",
        ] {
            draft.absent(key, by_credentials, why);
        }
    } else {
        if let Some(time) = &principal.token_issue_time {
            draft.single(
                "aws:TokenIssueTime",
                time,
                by_credentials,
                "when the temporary credentials were issued",
            );
        }
        if let Some(provider) = federated_provider(facts, kind) {
            derive_provider(provider, draft);
        }
        match (mfa, kind) {
            _ if federated_provider(facts, kind).is_some() => draft.absent(
                "aws:MultiFactorAuthPresent",
                by_credentials,
                "a session through an identity provider carries no such key",
            ),
            (Some(mfa), _) => draft.single(
                "aws:MultiFactorAuthPresent",
                if mfa { "true" } else { "false" },
                by_credentials,
                "whether the temporary credentials were obtained with MFA",
            ),
            (None, PrincipalKind::FederatedUser) => {
                draft.absent("aws:MultiFactorAuthPresent", by_credentials, "a federated user session carries no such key");
            }
            (None, _) => draft.assumed(
                "aws:MultiFactorAuthPresent",
                "false",
                by_credentials,
                "temporary credentials without MFA; set `mfa`, or `federatedProvider` for a session from SAML or OIDC",
            ),
        }
        let with_mfa = mfa == Some(true) && federated_provider(facts, kind).is_none();
        if age.is_none() && !with_mfa {
            draft.absent(
                "aws:MultiFactorAuthAge",
                by_credentials,
                "the credentials were obtained without MFA",
            );
        }
    }
    match &principal.source_identity {
        Some(identity) => draft.single(
            "aws:SourceIdentity",
            identity,
            by_credentials,
            "the session's source identity",
        ),
        None if !is_role_session(kind) => {
            draft.absent(
                "aws:SourceIdentity",
                by_credentials,
                "only role sessions have a source identity",
            );
        }
        None => {}
    }
}

const fn is_role_session(kind: PrincipalKind) -> bool {
    matches!(kind, PrincipalKind::RoleSession | PrincipalKind::SlrSession)
}

/// The provider through which a role session was made, by `AssumeRoleWithSAML` or `AssumeRoleWithWebIdentity`.
fn federated_provider<'s>(facts: &Facts<'s>, kind: PrincipalKind) -> Option<&'s str> {
    let given = facts.request.principal.federated_provider.as_deref();
    given.filter(|_| is_role_session(kind))
}

/// `aws:FederatedProvider`, which sessions from SAML lack (R-KEY-8).
fn derive_provider(provider: &str, draft: &mut Draft) {
    const KEY: &str = "aws:FederatedProvider";
    let saml = Arn::parse(provider).is_some_and(|arn| arn.resource.starts_with("saml-provider/"));
    if saml {
        let why = "only sessions by a web identity carry it";
        draft.absent(KEY, rule::DERIVED_KEYS, why);
    } else {
        let why = "the provider of the session's web identity";
        draft.single(KEY, provider, rule::DERIVED_KEYS, why);
    }
}
