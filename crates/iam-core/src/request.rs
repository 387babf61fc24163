//! Reading a request: who asks, for what, and from which account.
//!
//! Source: *AWS JSON policy elements: Principal*; *IAM identifiers* (R-PKIND-1, R-ARN-6, R-ACCT-1, R-ACCT-2).

use crate::account::is_account_id;
use crate::action_facts::ActionFacts;
use crate::arn::Arn;
use crate::report::{AccountRelation, AccountSource, PrincipalKind};
use crate::scenario;

/// Longest text of an ARN or an action that is matched, in bytes. IAM's own limits are below it.
pub(crate) const MAX_REQUEST_TEXT: usize = 4096;

/// Identity providers that AWS knows by host name (R-MPRN-11).
const WEB_IDENTITY_HOSTS: [&str; 4] = [
    "cognito-identity.amazonaws.com",
    "www.amazon.com",
    "graph.facebook.com",
    "accounts.google.com",
];

/// The requester, with every name by which a policy may mean it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requester {
    /// As written.
    pub(crate) arn: String,
    pub(crate) kind: Option<PrincipalKind>,
    pub(crate) partition: Option<String>,
    pub(crate) account: Option<String>,
    /// User, role or federated user name; service or provider.
    pub(crate) name: Option<String>,
    pub(crate) session: Option<String>,
    /// The ARN of the user, or of the session's role with its path.
    pub(crate) entity_arn: Option<String>,
    /// The ARN of the role session or federated user session.
    pub(crate) session_arn: Option<String>,
    /// The unique id of the user or role.
    pub(crate) entity_id: Option<String>,
    /// The canonical user id of the account, or of the origin access identity.
    pub(crate) canonical_id: Option<String>,
    pub(crate) groups: Vec<String>,
    /// The user or root that asked for a federated user session.
    pub(crate) issuer: Option<String>,
    /// Whether a role's path had to be assumed (R-KEY-3).
    pub(crate) path_assumed: bool,
    /// Why it could not be read.
    pub(crate) problem: Option<String>,
}

impl Requester {
    /// Reads the principal of a request for an action.
    pub(crate) fn read(principal: &scenario::Principal, action: ActionFacts) -> Self {
        let mut requester = Self {
            arn: principal.arn.clone(),
            ..Self::default()
        };
        if let Err(problem) = requester.fill(principal, action) {
            requester.kind = None;
            requester.problem = Some(problem);
        }
        requester
    }

    fn fill(&mut self, principal: &scenario::Principal, action: ActionFacts) -> Result<(), String> {
        let written = principal.arn.as_str();
        self.groups.clone_from(&principal.groups);
        self.canonical_id.clone_from(&principal.canonical_user_id);
        self.issuer.clone_from(&principal.issuer);
        if written.is_empty() {
            return Err("no principal is given".to_owned());
        }
        check_account(principal.account.as_deref())?;
        if let Some(issuer) = principal.issuer.as_deref()
            && Arn::parse(issuer).is_none()
        {
            return Err(malformed("the issuer", issuer, "an ARN with its six parts"));
        }
        if let Some(role) = principal.role_arn.as_deref()
            && !is_role_arn(role)
        {
            return Err(malformed(
                "`roleArn`",
                role,
                "a role's ARN: `arn:aws:iam::ACCOUNT:role/NAME`",
            ));
        }
        if written.len() > MAX_REQUEST_TEXT {
            return Err(format!(
                "the principal is longer than {MAX_REQUEST_TEXT} bytes"
            ));
        }
        if written == "*" {
            self.kind = Some(PrincipalKind::Anonymous);
            return Ok(());
        }
        if !written.starts_with("arn:") {
            return self.fill_host(written, action);
        }
        let arn = Arn::parse(written)
            .ok_or_else(|| format!("`{written}` is not an ARN: it has fewer than six parts"))?;
        if let Some(identity) = origin_access_identity(&arn) {
            self.kind = Some(PrincipalKind::OriginAccessIdentity);
            self.partition = Some(arn.partition.to_owned());
            self.name = Some(identity.to_owned());
            self.entity_arn = Some(written.to_owned());
            return Ok(());
        }
        if !is_account_id(arn.account) {
            return Err(format!("the account in `{written}` is not 12 digits"));
        }
        self.partition = Some(arn.partition.to_owned());
        self.account = Some(arn.account.to_owned());
        self.fill_arn(&arn, principal)
    }

    fn fill_host(&mut self, written: &str, action: ActionFacts) -> Result<(), String> {
        let federating = action.federates;
        let known = WEB_IDENTITY_HOSTS
            .iter()
            .any(|host| host.eq_ignore_ascii_case(written));
        let service = ends_with_ignore_case(written, ".amazonaws.com")
            || ends_with_ignore_case(written, ".amazonaws.com.cn");
        let plausible = written.contains('.') && !written.contains(['*', ' ', '"', '\\']);
        self.name = Some(written.to_owned());
        self.kind = if (known && (federating || !service)) || (federating && plausible && !service)
        {
            Some(PrincipalKind::WebIdentity)
        } else if service {
            Some(PrincipalKind::Service)
        } else if plausible && !written.contains(':') {
            Some(PrincipalKind::WebIdentity)
        } else {
            return Err(format!(
                "`{written}` is no principal: give an ARN, a service such as `ec2.amazonaws.com`, or `*` for an anonymous caller"
            ));
        };
        Ok(())
    }

    fn fill_arn(&mut self, arn: &Arn<'_>, principal: &scenario::Principal) -> Result<(), String> {
        let written = principal.arn.as_str();
        let (kind, rest) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        let last = rest.rsplit('/').next().unwrap_or("");
        match (arn.service, kind) {
            ("iam", "root") if rest.is_empty() => {
                self.kind = Some(PrincipalKind::Root);
                self.entity_arn = Some(written.to_owned());
            }
            ("iam", "user") if !last.is_empty() => {
                self.kind = Some(PrincipalKind::User);
                self.entity_arn = Some(written.to_owned());
                self.entity_id.clone_from(&principal.user_id);
                self.name = Some(last.to_owned());
            }
            ("iam", "role") if !last.is_empty() => {
                self.fill_role(written.to_owned(), last, principal);
                self.session.clone_from(&principal.session_name);
                self.session_arn = self.session.as_ref().map(|session| {
                    format!(
                        "arn:{}:sts::{}:assumed-role/{last}/{session}",
                        arn.partition, arn.account
                    )
                });
            }
            ("sts", "assumed-role") => {
                let (role, session) = rest
                    .split_once('/')
                    .filter(|(role, session)| !role.is_empty() && !session.is_empty())
                    .ok_or_else(|| {
                        format!(
                            "`{written}` lacks the session's name: `…:assumed-role/ROLE/SESSION`"
                        )
                    })?;
                self.path_assumed = principal.role_arn.is_none();
                let role_arn = principal.role_arn.clone().unwrap_or_else(|| {
                    format!("arn:{}:iam::{}:role/{role}", arn.partition, arn.account)
                });
                self.fill_role(role_arn, role, principal);
                self.session = Some(session.to_owned());
                self.session_arn = Some(written.to_owned());
            }
            ("sts", "federated-user") if !rest.is_empty() => {
                self.kind = Some(PrincipalKind::FederatedUser);
                self.name = Some(rest.to_owned());
                self.session_arn = Some(written.to_owned());
            }
            ("iam", "saml-provider") => {
                self.kind = Some(PrincipalKind::Saml);
                self.name = Some(rest.to_owned());
            }
            ("iam", "oidc-provider") => {
                self.kind = Some(PrincipalKind::WebIdentity);
                self.name = Some(rest.to_owned());
            }
            ("iam", "group") => {
                return Err("a group is never a principal; give one of its users".to_owned());
            }
            _ => return Err(format!("`{written}` is the ARN of no principal")),
        }
        Ok(())
    }

    fn fill_role(&mut self, role_arn: String, name: &str, principal: &scenario::Principal) {
        let linked = principal
            .service_linked
            .unwrap_or_else(|| is_service_linked_role(&role_arn));
        self.kind = Some(if linked {
            PrincipalKind::SlrSession
        } else {
            PrincipalKind::RoleSession
        });
        self.entity_arn = Some(role_arn);
        // `userId` of a session may be written with the session's name, as `aws:userid` has it.
        self.entity_id = principal
            .user_id
            .as_ref()
            .map(|id| id.split(':').next().unwrap_or(id).to_owned());
        self.name = Some(name.to_owned());
    }

    /// Whether a policy attached to that ARN is attached to this requester, its group, its role or its issuer.
    pub(crate) fn is_or_belongs_to(&self, arn: &str) -> bool {
        [&self.entity_arn, &self.session_arn, &self.issuer]
            .into_iter()
            .flatten()
            .any(|own| own == arn)
            || self.groups.iter().any(|group| group == arn)
    }

    /// Whether that is the canonical user id of its account, or of the origin access identity that it is (R-MPRN-3).
    pub(crate) fn has_canonical_id(&self, id: &str) -> bool {
        let known = self.has_identity()
            || matches!(
                self.kind,
                Some(PrincipalKind::Root | PrincipalKind::OriginAccessIdentity)
            );
        known && self.canonical_id.as_deref() == Some(id)
    }

    /// Whether it signs with credentials of an account, so that account policies bind it.
    pub(crate) fn has_identity(&self) -> bool {
        matches!(
            self.kind,
            Some(
                PrincipalKind::User
                    | PrincipalKind::RoleSession
                    | PrincipalKind::SlrSession
                    | PrincipalKind::FederatedUser
            )
        )
    }
}

/// The name of an origin access identity: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ID`.
///
/// Source: *Amazon `CloudFront` Developer Guide — Use an origin access identity (legacy, not recommended)*.
pub(crate) fn origin_access_identity<'a>(arn: &Arn<'a>) -> Option<&'a str> {
    let name = arn
        .resource
        .strip_prefix("user/CloudFront Origin Access Identity ")?;
    (arn.service == "iam" && arn.account == "cloudfront" && !name.is_empty()).then_some(name)
}

/// Whether a role ARN is that of a service-linked role, by its path (R-ARN-6).
pub(crate) fn is_service_linked_role(arn: &str) -> bool {
    Arn::parse(arn).is_some_and(|arn| arn.resource.starts_with("role/aws-service-role/"))
}

/// Whether an ARN is of the kind of a role, whose resource policy is its trust policy.
pub(crate) fn has_trust_policy(arn: &str) -> bool {
    Arn::parse(arn).is_some_and(|arn| arn.service == "iam" && arn.resource.starts_with("role/"))
}

fn is_role_arn(arn: &str) -> bool {
    Arn::parse(arn).is_some_and(|arn| {
        arn.service == "iam"
            && is_account_id(arn.account)
            && arn
                .resource
                .strip_prefix("role/")
                .is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
    })
}

/// Refuses an account, where one is given, that is not 12 digits.
fn check_account(given: Option<&str>) -> Result<(), String> {
    match given {
        Some(account) if !is_account_id(account) => {
            Err(malformed("the account", account, "12 digits"))
        }
        _ => Ok(()),
    }
}

fn malformed(what: &str, written: &str, expected: &str) -> String {
    format!("{what} is `{written}`, not {expected}")
}

fn ends_with_ignore_case(text: &str, suffix: &str) -> bool {
    text.len()
        .checked_sub(suffix.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
}

/// An action, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Action {
    /// As written.
    pub(crate) text: String,
    /// The service's prefix, in lower case.
    pub(crate) service: String,
    /// The name, in lower case.
    pub(crate) name: String,
    /// Why it could not be read.
    pub(crate) problem: Option<String>,
}

impl Action {
    pub(crate) fn read(text: &str) -> Self {
        let mut action = Self {
            text: text.to_owned(),
            ..Self::default()
        };
        let parts = text.split_once(':').filter(|(service, name)| {
            !service.is_empty() && !name.is_empty() && !name.contains(':')
        });
        if text.is_empty() {
            action.problem = Some("no action is given".to_owned());
        } else if text.len() > MAX_REQUEST_TEXT {
            action.problem = Some(format!(
                "the action is longer than {MAX_REQUEST_TEXT} bytes"
            ));
        } else if text.contains(['*', '?']) {
            action.problem = Some(format!(
                "`{text}` has a wildcard; a request names one action"
            ));
        } else if let Some((service, name)) = parts {
            action.service = service.to_ascii_lowercase();
            action.name = name.to_ascii_lowercase();
        } else {
            action.problem = Some(format!("`{text}` is not of the form `service:Action`"));
        }
        action
    }

    /// Whether it is that action; the name is given in lower case.
    pub(crate) fn is(&self, service: &str, name: &str) -> bool {
        self.service == service && self.name == name
    }
}

/// What is asked for, read.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// As written.
    pub(crate) arn: String,
    /// Whether the action has no resource (`*`).
    pub(crate) is_star: bool,
    pub(crate) partition: Option<String>,
    pub(crate) service: String,
    pub(crate) region: String,
    /// The last part of the ARN.
    pub(crate) id: String,
    pub(crate) account: Option<String>,
    pub(crate) account_from: AccountSource,
    pub(crate) problem: Option<String>,
}

impl Target {
    pub(crate) fn read(resource: &scenario::Resource, requester: &Requester) -> Self {
        let written = resource.arn.as_str();
        let arn = Arn::parse(written);
        let part = |select: fn(&Arn<'_>) -> String| arn.as_ref().map(select).unwrap_or_default();
        let in_arn = arn
            .as_ref()
            .map(|arn| arn.account)
            .filter(|account| is_account_id(account));
        let (account, account_from) = match (&resource.account, in_arn, &requester.account) {
            (Some(given), _, _) => (Some(given.clone()), AccountSource::Given),
            (None, Some(account), _) => (Some(account.to_owned()), AccountSource::Arn),
            (None, None, Some(own)) => (Some(own.clone()), AccountSource::Principal),
            (None, None, None) => (None, AccountSource::Unknown),
        };
        Self {
            arn: written.to_owned(),
            is_star: written == "*",
            partition: arn.as_ref().map(|arn| arn.partition.to_owned()),
            service: part(|arn| arn.service.to_owned()),
            region: part(|arn| arn.region.to_owned()),
            id: part(|arn| arn.resource.to_owned()),
            account,
            account_from,
            problem: Self::problem(written, arn.is_some())
                .or_else(|| check_account(resource.account.as_deref()).err()),
        }
    }

    fn problem(written: &str, is_arn: bool) -> Option<String> {
        if written.is_empty() {
            Some("no resource is given; write `*` for an action without one".to_owned())
        } else if written.len() > MAX_REQUEST_TEXT {
            Some(format!(
                "the resource is longer than {MAX_REQUEST_TEXT} bytes"
            ))
        } else if written == "*" || is_arn {
            None
        } else {
            Some(format!(
                "`{written}` is neither `*` nor an ARN with its six parts"
            ))
        }
    }

    /// Whether it is an IAM role.
    pub(crate) fn is_role(&self) -> bool {
        self.service == "iam" && self.id.starts_with("role/")
    }

    /// Whether it is a KMS key.
    pub(crate) fn is_kms_key(&self) -> bool {
        self.service == "kms" && self.id.starts_with("key/")
    }

    /// Whether it is an object in an S3 bucket.
    pub(crate) fn is_s3_object(&self) -> bool {
        self.service == "s3" && self.region.is_empty() && self.id.contains('/')
    }

    /// Whether a policy attached to that ARN is attached to this resource or to what holds it (R-MRES-14).
    pub(crate) fn is_or_belongs_to(&self, carrier: &str) -> bool {
        let Some(rest) = self.arn.strip_prefix(carrier) else {
            return false;
        };
        let holds = self.service == "s3" && rest.starts_with('/')
            || self.service == "dynamodb" && rest.starts_with("/index/");
        rest.is_empty() || (holds && !carrier.is_empty())
    }
}

/// How two accounts relate (R-ACCT-1, R-ACCT-4).
pub(crate) fn relation(requester: &Requester, target: &Target) -> AccountRelation {
    let accountless = matches!(
        requester.kind,
        None | Some(
            PrincipalKind::Service
                | PrincipalKind::Anonymous
                | PrincipalKind::WebIdentity
                | PrincipalKind::Saml
                | PrincipalKind::OriginAccessIdentity
        )
    );
    match (&requester.account, &target.account) {
        (Some(own), Some(other)) if !accountless => {
            if own == other {
                AccountRelation::SameAccount
            } else {
                AccountRelation::CrossAccount
            }
        }
        _ => AccountRelation::None,
    }
}
