//! Who takes part: the policies of each set for one request.
//!
//! Source: *Policy evaluation logic*; *SCP evaluation*; *RCP evaluation*; *Permissions boundaries for IAM entities*
//! (R-DEC-2, R-SCP-1, R-SCP-6, R-RCP-1, R-RCP-5, R-BND-2, R-VPCE-1, R-VPCE-4, R-PASS-4).

use super::{grants, public_access};
use crate::context::Found;
use crate::derive::{Facts, derive_context};
use crate::matching::Query;
use crate::organization::Place;
use crate::policy::Policy;
use crate::report::{AccountRelation, GrantForm, PrincipalKind};
use crate::request::{Action, Requester, Target, is_service_linked_role, relation};
use crate::rule::{self, Rule};
use crate::scenario::{PolicyType, Request, Scenario, ScenarioPolicy};
use crate::services::is_rcp_service;

/// A set of policies in one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// These policies take part, as indexes into the scenario's.
    Present(Vec<u32>),
    /// There is no such policy, or none is attached here.
    Absent(Rule),
    /// Such policies take no part in this request.
    NotApplicable(Rule),
}

impl Part {
    fn of(members: Vec<u32>, absent: Rule) -> Self {
        if members.is_empty() {
            Self::Absent(absent)
        } else {
            Self::Present(members)
        }
    }

    /// The policies that take part.
    pub(crate) fn members(&self) -> &[u32] {
        match self {
            Self::Present(members) => members,
            Self::Absent(_) | Self::NotApplicable(_) => &[],
        }
    }

    fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }
}

/// One level of an organization on the path to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LevelPlan {
    pub(crate) id: String,
    pub(crate) policies: Vec<u32>,
    /// Whether the managed policy that allows everything stands here.
    pub(crate) default_policy: bool,
}

/// Everything about a request that does not depend on statements.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the request by itself"
)]
pub(crate) struct Plan {
    pub(crate) query: Query,
    pub(crate) identity: Part,
    pub(crate) boundary: Part,
    pub(crate) session: Part,
    pub(crate) endpoint: Part,
    pub(crate) resource: Part,
    pub(crate) scp: Part,
    pub(crate) rcp: Part,
    pub(crate) scp_levels: Vec<LevelPlan>,
    pub(crate) rcp_levels: Vec<LevelPlan>,
    /// Whether the resource's policy must allow even within the account: role trust policies and key policies.
    pub(crate) mandatory: bool,
    /// R-FED-4.
    pub(crate) issued_by_root: bool,
    /// R-ROOT-3.
    pub(crate) denies_of_resource_are_ignored: bool,
    /// R-S3-5: the object belongs to another account than the bucket.
    pub(crate) object_of_other_account: bool,
    /// Forms of ACL grants and KMS grants that reach the requester.
    pub(crate) granted_forms: Vec<GrantForm>,
    /// R-S3-7: an ACL would grant to everyone, and `IgnorePublicAcls` takes that away.
    pub(crate) ignores_public_acl: bool,
    /// R-GRANT-3: a grant across accounts needs no identity policy.
    pub(crate) kms_grant_is_enough: bool,
    /// R-ARN-5.
    pub(crate) crosses_partitions: bool,
    /// Allowed whatever the policies say.
    pub(crate) always_allowed: Option<Rule>,
    /// Allowed unless something denies.
    pub(crate) allowed_by_service: Option<Rule>,
    /// Refused by the service whatever allows.
    pub(crate) refused_by_service: Option<Rule>,
    /// Policies that take part and cannot be evaluated.
    pub(crate) invalid: Vec<u32>,
}

impl Plan {
    /// Prepares a request.
    pub(crate) fn new(scenario: &Scenario, request: &Request, policies: &[&Policy]) -> Self {
        let requester = Requester::read(&request.principal, &request.action);
        let action = Action::read(&request.action);
        let target = Target::read(&request.resource, &requester);
        let organization = scenario.organization.as_ref();
        let facts = Facts {
            request,
            requester: &requester,
            action: &action,
            target: &target,
            organization,
        };
        let context = derive_context(&facts, scenario.unknown_keys);
        let relation = relation(&requester, &target);
        let query = Query {
            requester,
            action,
            target,
            context,
            relation,
            bounded: false,
        };
        let draft = Draft {
            scenario,
            request,
            policies,
            query,
        };
        draft.finish()
    }

    /// Every set that policies can take part in.
    pub(crate) fn parts(&self) -> [&Part; 7] {
        [
            &self.identity,
            &self.boundary,
            &self.session,
            &self.endpoint,
            &self.resource,
            &self.scp,
            &self.rcp,
        ]
    }

    /// Whether the principal, the action or the resource could not be read.
    pub(crate) fn has_problem(&self) -> bool {
        self.query.requester.problem.is_some()
            || self.query.action.problem.is_some()
            || self.query.target.problem.is_some()
    }
}

/// A plan in the making.
struct Draft<'s> {
    scenario: &'s Scenario,
    request: &'s Request,
    policies: &'s [&'s Policy],
    query: Query,
}

impl Draft<'_> {
    fn finish(self) -> Plan {
        let boundary = self.boundary();
        let bounded = boundary.is_present();
        let (scp, scp_levels) = self.scps();
        let (rcp, rcp_levels) = self.rcps();
        let mut plan = Plan {
            identity: self.identity(),
            session: self.session(),
            endpoint: self.endpoint(),
            resource: self.resource(),
            scp,
            rcp,
            scp_levels,
            rcp_levels,
            mandatory: self.is_mandatory(),
            issued_by_root: self.is_issued_by_root(),
            denies_of_resource_are_ignored: self.recovers_bucket_policy(),
            object_of_other_account: grants::is_foreign_object(&self.query, self.request),
            granted_forms: Vec::new(),
            ignores_public_acl: false,
            kms_grant_is_enough: false,
            crosses_partitions: self.crosses_partitions(),
            always_allowed: self.always_allowed(),
            allowed_by_service: self.allowed_by_service(),
            refused_by_service: self.refused_by_service(),
            invalid: Vec::new(),
            boundary,
            query: Query {
                bounded,
                ..self.query
            },
        };
        grants::grant_by_acl(&mut plan, self.request);
        grants::grant_by_kms(&mut plan, self.request);
        plan.refused_by_service = plan
            .refused_by_service
            .or_else(|| public_access::refuses(&plan, self.request, self.policies));
        plan.invalid = invalid(&plan, self.policies);
        plan
    }

    fn kind(&self) -> Option<PrincipalKind> {
        self.query.requester.kind
    }

    /// The policies of a type that are attached where `attached` says; those with no list are attached everywhere.
    fn members(&self, kind: PolicyType, attached: impl Fn(&str) -> bool) -> Vec<u32> {
        let takes_part = |policy: &ScenarioPolicy| {
            policy.kind == kind
                && policy
                    .attached_to
                    .as_ref()
                    .is_none_or(|list| list.iter().any(|carrier| attached(carrier)))
        };
        indexes(&self.scenario.policies, takes_part)
    }

    fn of_principal(&self, kind: PolicyType, absent: Rule) -> Part {
        let requester = &self.query.requester;
        Part::of(
            self.members(kind, |carrier| requester.is_or_belongs_to(carrier)),
            absent,
        )
    }

    fn identity(&self) -> Part {
        match self.kind() {
            Some(PrincipalKind::Root) => Part::NotApplicable(rule::ROOT_USER_NEEDS_NO_POLICY),
            Some(PrincipalKind::WebIdentity | PrincipalKind::Saml) => {
                Part::NotApplicable(rule::FEDERATION_IS_BY_TRUST_ALONE)
            }
            Some(PrincipalKind::Service | PrincipalKind::Anonymous) | None => {
                Part::NotApplicable(rule::REQUESTER_WITHOUT_ACCOUNT)
            }
            Some(_) => self.of_principal(PolicyType::Identity, rule::DEFAULT_IS_DENY),
        }
    }

    fn boundary(&self) -> Part {
        match self.kind() {
            Some(
                PrincipalKind::User | PrincipalKind::RoleSession | PrincipalKind::FederatedUser,
            ) => self.of_principal(
                PolicyType::PermissionsBoundary,
                rule::WHERE_BOUNDARY_TAKES_PART,
            ),
            Some(PrincipalKind::SlrSession) => {
                Part::NotApplicable(rule::SERVICE_LINKED_ROLES_HAVE_NO_BOUNDARY)
            }
            _ => Part::NotApplicable(rule::WHO_CAN_HAVE_BOUNDARY_OR_SESSION),
        }
    }

    fn session(&self) -> Part {
        match self.kind() {
            Some(PrincipalKind::RoleSession | PrincipalKind::FederatedUser) => {
                self.of_principal(PolicyType::Session, rule::WHO_CAN_HAVE_BOUNDARY_OR_SESSION)
            }
            Some(PrincipalKind::Root)
                if self.query.context.single("aws:assumedroot") == Some("true") =>
            {
                self.of_principal(PolicyType::Session, rule::ASSUME_ROOT_HAS_TASK_POLICY)
            }
            Some(PrincipalKind::SlrSession) => {
                Part::NotApplicable(rule::SERVICE_LINKED_ROLES_ARE_EXEMPT)
            }
            _ => Part::NotApplicable(rule::WHO_CAN_HAVE_BOUNDARY_OR_SESSION),
        }
    }

    fn endpoint(&self) -> Part {
        if !self.request.principal.called_via.is_empty() {
            return Part::NotApplicable(rule::ENDPOINT_NOT_ON_FORWARDED_CALLS);
        }
        let members = self.members(PolicyType::VpcEndpoint, |endpoint| {
            matches!(self.query.context.look_up("aws:sourcevpce"), Found::Single(own) if own == endpoint)
        });
        Part::of(members, rule::WHERE_ENDPOINT_POLICY_TAKES_PART)
    }

    fn resource(&self) -> Part {
        let query = &self.query;
        if query.action.is("iam", "passrole") {
            return Part::NotApplicable(rule::PASS_ROLE_BY_IDENTITY_ONLY);
        }
        if query.target.is_star {
            return Part::NotApplicable(rule::STAR_RESOURCE_IS_OWN_ACCOUNT);
        }
        if query.target.is_role() && query.action.service != "sts" {
            return Part::NotApplicable(rule::TRUST_POLICY_HOLDS_STS_ACTIONS);
        }
        let members = self.members(PolicyType::Resource, |carrier| {
            query.target.is_or_belongs_to(carrier)
        });
        Part::of(members, rule::IDENTITY_ALLOW_IS_ENOUGH)
    }

    fn scps(&self) -> (Part, Vec<LevelPlan>) {
        let exempt = |rule: Rule| (Part::NotApplicable(rule), Vec::new());
        match self.kind() {
            Some(
                PrincipalKind::User
                | PrincipalKind::RoleSession
                | PrincipalKind::FederatedUser
                | PrincipalKind::Root,
            ) => {}
            _ => return exempt(rule::EXEMPT_FROM_SCPS),
        }
        let account = self.query.requester.account.as_deref().unwrap_or_default();
        match Place::of(account, self.scenario.organization.as_ref()) {
            Some(place) if place.is_management => exempt(rule::EXEMPT_FROM_SCPS),
            Some(place) => self.levels(PolicyType::ServiceControl, place, account),
            None => exempt(rule::WHERE_SCPS_TAKE_PART),
        }
    }

    fn rcps(&self) -> (Part, Vec<LevelPlan>) {
        let exempt = |rule: Rule| (Part::NotApplicable(rule), Vec::new());
        let query = &self.query;
        if !is_rcp_service(&query.action.service) {
            return exempt(rule::RCP_SERVICES);
        }
        let linked = query.target.is_role() && is_service_linked_role(&query.target.arn);
        if query.requester.kind == Some(PrincipalKind::SlrSession)
            || linked
            || query.action.is("kms", "retiregrant")
        {
            return exempt(rule::EXEMPT_FROM_RCPS);
        }
        let account = query.target.account.as_deref().unwrap_or_default();
        match Place::of(account, self.scenario.organization.as_ref()) {
            Some(place) if place.is_management => exempt(rule::EXEMPT_FROM_RCPS),
            Some(place) => self.levels(PolicyType::ResourceControl, place, account),
            None => exempt(rule::WHERE_RCPS_TAKE_PART),
        }
    }

    /// R-SCP-2, R-RCP-3: root, units and account, each with what is attached there.
    fn levels(&self, kind: PolicyType, place: Place<'_>, account: &str) -> (Part, Vec<LevelPlan>) {
        let mut levels = Vec::new();
        let mut all = Vec::new();
        let mut ids: Vec<&str> = place.units().collect();
        ids.push(account);
        for (depth, id) in ids.into_iter().enumerate() {
            let policies = indexes(&self.scenario.policies, |policy| {
                policy.kind == kind
                    && policy
                        .attached_to
                        .as_ref()
                        .map_or(depth == 0, |list| list.iter().any(|unit| unit == id))
            });
            all.extend_from_slice(&policies);
            // `RCPFullAWSAccess` cannot be detached; `FullAWSAccess` gives way to what is listed.
            let default_policy = kind == PolicyType::ResourceControl || policies.is_empty();
            levels.push(LevelPlan {
                id: id.to_owned(),
                policies,
                default_policy,
            });
        }
        crate::order::sort_by(&mut all, Ord::cmp);
        all.dedup();
        let absent = if kind == PolicyType::ServiceControl {
            rule::SCP_LEVELS
        } else {
            rule::RCPS_ALWAYS_ALLOW
        };
        (Part::of(all, absent), levels)
    }

    fn is_mandatory(&self) -> bool {
        let query = &self.query;
        (query.target.is_role() && query.action.service == "sts") || query.target.is_kms_key()
    }

    /// R-FED-4.
    fn is_issued_by_root(&self) -> bool {
        self.kind() == Some(PrincipalKind::FederatedUser)
            && self
                .query
                .requester
                .issuer
                .as_deref()
                .is_some_and(|issuer| issuer.ends_with(":root"))
    }

    /// R-ROOT-3.
    fn recovers_bucket_policy(&self) -> bool {
        let action = &self.query.action;
        self.kind() == Some(PrincipalKind::Root)
            && self.query.relation == AccountRelation::SameAccount
            && action.service == "s3"
            && matches!(
                action.name.as_str(),
                "getbucketpolicy" | "putbucketpolicy" | "deletebucketpolicy"
            )
    }

    fn crosses_partitions(&self) -> bool {
        match (
            &self.query.requester.partition,
            &self.query.target.partition,
        ) {
            (Some(own), Some(other)) => own != other,
            _ => false,
        }
    }

    /// R-TRUST-11.
    fn always_allowed(&self) -> Option<Rule> {
        let signed = self.query.requester.has_identity()
            || matches!(
                self.kind(),
                Some(PrincipalKind::Root | PrincipalKind::Service)
            );
        (signed && self.query.action.is("sts", "getcalleridentity"))
            .then_some(rule::CALLER_IDENTITY_IS_ALWAYS_ALLOWED)
    }

    fn allowed_by_service(&self) -> Option<Rule> {
        let own = matches!(self.kind(), Some(PrincipalKind::User | PrincipalKind::Root));
        (own && self.query.action.is("sts", "getsessiontoken"))
            .then_some(rule::CALLER_IDENTITY_IS_ALWAYS_ALLOWED)
    }

    /// R-ROOT-5, R-FED-3, R-PASS-1.
    fn refused_by_service(&self) -> Option<Rule> {
        let action = &self.query.action;
        match self.kind() {
            Some(PrincipalKind::Root) if action.is("sts", "assumerole") => {
                Some(rule::ROOT_USER_CANNOT_ASSUME_ROLES)
            }
            Some(PrincipalKind::FederatedUser) if action.service == "sts" => {
                Some(rule::FEDERATED_USER_CANNOT_CALL_STS)
            }
            _ if action.is("iam", "passrole")
                && self.query.relation == AccountRelation::CrossAccount =>
            {
                Some(rule::PASS_ROLE_WITHIN_ACCOUNT)
            }
            _ => None,
        }
    }
}

/// The policies that take part and are invalid, in the scenario's order.
fn invalid(plan: &Plan, policies: &[&Policy]) -> Vec<u32> {
    let mut invalid: Vec<u32> = plan
        .parts()
        .into_iter()
        .flat_map(|part| part.members().iter().copied())
        .filter(|index| {
            policies
                .get(*index as usize)
                .is_none_or(|policy| !policy.valid)
        })
        .collect();
    crate::order::sort_by(&mut invalid, Ord::cmp);
    invalid
}

fn indexes(policies: &[ScenarioPolicy], takes_part: impl Fn(&ScenarioPolicy) -> bool) -> Vec<u32> {
    policies
        .iter()
        .zip(0u32..)
        .filter_map(|(policy, index)| takes_part(policy).then_some(index))
        .collect()
}
