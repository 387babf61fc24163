//! Who takes part: the policies of each set for one request.
//!
//! Source: *Policy evaluation logic*; *SCP evaluation*; *RCP evaluation*; *Permissions boundaries for IAM entities*
//! (R-DEC-2, R-SCP-1, R-SCP-6, R-RCP-1, R-RCP-5, R-BND-2, R-VPCE-1, R-VPCE-4, R-PASS-4).

use super::{grants, public_access};
use crate::action_facts::ActionFacts;
use crate::context::Found;
use crate::derive::{Facts, derive_context};
use crate::matching::Query;
use crate::organization::Place;
use crate::policy::Policy;
use crate::report::{AccountRelation, GrantForm, PrincipalKind};
use crate::request::{Action, Requester, Target, is_service_linked_role, relation};
use crate::rule::{self, Rule};
use crate::scenario::{KeyManager, PolicyType, Request, Scenario, ScenarioPolicy};
use crate::services::{is_rcp_service, refused_across_accounts};

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
    /// R-ROOT-6: the management account acts as the root user of a member account, which needs no policy of that account.
    pub(crate) takes_root: bool,
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
        let sources = Sources {
            scenario,
            request,
            policies,
        };
        Self::for_action(Action::read(&request.action), sources)
    }

    /// Prepares a request for an action in place of its own.
    pub(crate) fn for_action(action: Action, sources: Sources<'_>) -> Self {
        let query = sources.query(action);
        let draft = Draft {
            sources,
            query: &query,
        };
        let boundary = draft.boundary();
        let bounded = boundary.is_present();
        let (scp, scp_levels) = draft.scps();
        let none = || Part::NotApplicable(rule::REQUESTER_WITHOUT_ACCOUNT);
        let mut plan = Self {
            identity: draft.identity(),
            boundary,
            session: draft.session(),
            endpoint: draft.endpoint(),
            scp,
            scp_levels,
            issued_by_root: draft.is_issued_by_root(),
            crosses_partitions: draft.crosses_partitions(),
            // What follows depends on the action, too.
            resource: none(),
            rcp: none(),
            rcp_levels: Vec::new(),
            mandatory: false,
            denies_of_resource_are_ignored: false,
            object_of_other_account: false,
            takes_root: false,
            granted_forms: Vec::new(),
            ignores_public_acl: false,
            kms_grant_is_enough: false,
            always_allowed: None,
            allowed_by_service: None,
            refused_by_service: None,
            invalid: Vec::new(),
            query: Query { bounded, ..query },
        };
        plan.follow_action(sources);
        plan
    }

    /// Turns to another action with the same [`ActionFacts`]: then requester, resource and keys stay as they are.
    pub(crate) fn turn_to(&mut self, action: &Action, sources: Sources<'_>) {
        debug_assert!(ActionFacts::of(action) == ActionFacts::of(&self.query.action));
        self.query.action.clone_from(action);
        self.follow_action(sources);
    }

    /// Fills in what depends on the action beside the keys that follow from it.
    fn follow_action(&mut self, sources: Sources<'_>) {
        let draft = Draft {
            sources,
            query: &self.query,
        };
        let (rcp, rcp_levels) = draft.rcps();
        let resource = draft.resource();
        let mandatory = draft.is_mandatory();
        let denies_of_resource_are_ignored = draft.recovers_bucket_policy();
        let takes_root = draft.takes_root();
        let always_allowed = draft.always_allowed();
        let allowed_by_service = draft.allowed_by_service();
        let refused_by_service = draft.refused_by_service();
        let object_of_other_account = grants::is_foreign_object(&self.query, sources.request);
        self.rcp = rcp;
        self.rcp_levels = rcp_levels;
        self.resource = resource;
        self.mandatory = mandatory;
        self.denies_of_resource_are_ignored = denies_of_resource_are_ignored;
        self.takes_root = takes_root;
        self.object_of_other_account = object_of_other_account;
        self.always_allowed = always_allowed;
        self.allowed_by_service = allowed_by_service;
        self.granted_forms.clear();
        self.ignores_public_acl = false;
        self.kms_grant_is_enough = false;
        grants::grant_by_acl(self, sources.request);
        grants::grant_by_kms(self, sources.request);
        self.refused_by_service = refused_by_service
            .or_else(|| public_access::refuses(self, sources.request, sources.policies));
        self.invalid = invalid(self, sources.policies);
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

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'s> {
    pub(crate) scenario: &'s Scenario,
    pub(crate) request: &'s Request,
    pub(crate) policies: &'s [&'s Policy],
}

impl Sources<'_> {
    /// The request, read, with the keys that follow.
    fn query(&self, action: Action) -> Query {
        let facts = ActionFacts::of(&action);
        let requester = Requester::read(&self.request.principal, facts);
        let target = Target::read(&self.request.resource, &requester);
        let facts = Facts {
            request: self.request,
            requester: &requester,
            action: facts,
            target: &target,
            organization: self.scenario.organization.as_ref(),
        };
        let context = derive_context(&facts, self.scenario.unknown_keys);
        let relation = relation(&requester, &target);
        Query {
            requester,
            action,
            target,
            context,
            relation,
            bounded: false,
        }
    }
}

/// A plan in the making.
struct Draft<'s> {
    sources: Sources<'s>,
    query: &'s Query,
}

impl Draft<'_> {
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
        indexes(&self.sources.scenario.policies, takes_part)
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
            Some(
                PrincipalKind::Service
                | PrincipalKind::Anonymous
                | PrincipalKind::OriginAccessIdentity,
            )
            | None => Part::NotApplicable(rule::REQUESTER_WITHOUT_ACCOUNT),
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
        if !self.sources.request.principal.called_via.is_empty() {
            return Part::NotApplicable(rule::ENDPOINT_NOT_ON_FORWARDED_CALLS);
        }
        let members = self.members(PolicyType::VpcEndpoint, |endpoint| {
            matches!(self.query.context.look_up("aws:sourcevpce"), Found::Single(own) if own == endpoint)
        });
        Part::of(members, rule::WHERE_ENDPOINT_POLICY_TAKES_PART)
    }

    fn resource(&self) -> Part {
        let query = self.query;
        if query.action.is("iam", "passrole") {
            return Part::NotApplicable(rule::PASS_ROLE_BY_IDENTITY_ONLY);
        }
        if query.target.is_star {
            return Part::NotApplicable(rule::STAR_RESOURCE_IS_OWN_ACCOUNT);
        }
        if query.action.is("sts", "assumeroot") {
            return Part::NotApplicable(rule::ASSUME_ROOT_HAS_TASK_POLICY);
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
        match Place::of(account, self.sources.scenario.organization.as_ref()) {
            Some(place) if place.is_management => exempt(rule::EXEMPT_FROM_SCPS),
            Some(place) => self.levels(PolicyType::ServiceControl, place, account),
            None => exempt(rule::WHERE_SCPS_TAKE_PART),
        }
    }

    fn rcps(&self) -> (Part, Vec<LevelPlan>) {
        let exempt = |rule: Rule| (Part::NotApplicable(rule), Vec::new());
        let query = self.query;
        if !is_rcp_service(&query.action.service) {
            return exempt(rule::RCP_SERVICES);
        }
        let linked = query.target.is_role() && is_service_linked_role(&query.target.arn);
        let key_of_aws = query.target.is_kms_key()
            && self.sources.request.resource.key_manager == Some(KeyManager::Aws);
        if query.requester.kind == Some(PrincipalKind::SlrSession)
            || linked
            || key_of_aws
            || query.action.is("kms", "retiregrant")
        {
            return exempt(rule::EXEMPT_FROM_RCPS);
        }
        let account = query.target.account.as_deref().unwrap_or_default();
        match Place::of(account, self.sources.scenario.organization.as_ref()) {
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
            let policies = indexes(&self.sources.scenario.policies, |policy| {
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
        let query = self.query;
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

    /// R-ROOT-6: a delegated administrator cannot be told from other members, so that only the management account can.
    fn takes_root(&self) -> bool {
        let query = self.query;
        let place = |account: &Option<String>| {
            let organization = self.sources.scenario.organization.as_ref();
            Place::of(account.as_deref()?, organization)
        };
        query.action.is("sts", "assumeroot")
            && query.requester.has_identity()
            && query.target.service == "iam"
            && query.target.id == "root"
            && place(&query.requester.account).is_some_and(|place| place.is_management)
            && place(&query.target.account).is_some_and(|place| !place.is_management)
    }

    /// R-ROOT-5, R-ROOT-6, R-FED-3, R-PASS-1, R-KMS-5, R-XACC-10.
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
            _ if action.is("sts", "assumeroot") && !self.takes_root() => {
                Some(rule::ASSUME_ROOT_HAS_TASK_POLICY)
            }
            _ if self.query.relation == AccountRelation::CrossAccount => {
                refused_across_accounts(&action.service, &action.name)
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
