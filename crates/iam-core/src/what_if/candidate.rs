//! Changes that might clear an obstacle. They are guesses; the search tries each.

use super::edit::{self, Field};
use super::value::{TriedValue, can_be_set, tried_values};
use super::{Change, Obstacle};
use crate::diagnostic::Edit;
use crate::explain::what_if as words;
use crate::json::quote;
use crate::report::{
    Answer, ConditionFinding, Effect, Element, PrincipalKind, RequestReport, Stage, StageId,
    StatementFinding,
};
use crate::scenario::{PolicyType, Request, Scenario};

/// A change that might help.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) sentence: String,
    pub(super) changes: Vec<Change>,
    pub(super) widens: bool,
}

impl Candidate {
    fn edit(policy: u32, edits: Option<Vec<Edit>>, sentence: String, widens: bool) -> Option<Self> {
        Some(Self {
            sentence,
            changes: vec![Change::EditPolicy {
                policy,
                edits: edits?,
            }],
            widens,
        })
    }
}

/// What might clear an obstacle, the gentlest first.
pub(super) fn candidates(
    scenario: &Scenario,
    request: Option<&Request>,
    report: &RequestReport,
    obstacle: &Obstacle,
) -> Vec<Candidate> {
    let Some(request) = request else {
        return Vec::new();
    };
    let scene = Scene {
        scenario,
        request,
        report,
    };
    match obstacle {
        Obstacle::Deny { policy, statement } => scene.against_deny(*policy, *statement),
        Obstacle::NoAllow { stage } => {
            match report.stages.iter().find(|found| found.id == *stage) {
                Some(stage) => scene.for_allow(stage, &stage.policies, None),
                None => Vec::new(),
            }
        }
        Obstacle::NoAllowAtLevel { level } => {
            let stage = report
                .stages
                .iter()
                .find(|found| found.id == StageId::ServiceControl);
            let Some(stage) = stage else {
                return Vec::new();
            };
            let found = stage
                .levels
                .iter()
                .zip(0u32..)
                .find(|(found, _)| found.id == *level);
            found.map_or_else(Vec::new, |(level, depth)| {
                scene.for_allow(stage, &level.policies, Some(depth))
            })
        }
    }
}

/// Removes a statement.
pub(super) fn removal(
    scenario: &Scenario,
    report: &RequestReport,
    policy: u32,
    statement: u32,
) -> Option<Candidate> {
    let text = &scenario.policies.get(policy as usize)?.document;
    let (stage, finding) = find(report, policy, statement)?;
    let name = words::statement(scenario, stage, finding);
    Candidate::edit(
        policy,
        edit::remove_statement(text, statement),
        words::remove(&name),
        true,
    )
}

fn find(
    report: &RequestReport,
    policy: u32,
    statement: u32,
) -> Option<(&Stage, &StatementFinding)> {
    report.stages.iter().find_map(|stage| {
        let finding = stage
            .statements
            .iter()
            .find(|f| f.policy == policy && f.statement == statement)?;
        Some((stage, finding))
    })
}

struct Scene<'a> {
    scenario: &'a Scenario,
    request: &'a Request,
    report: &'a RequestReport,
}

impl Scene<'_> {
    fn text(&self, policy: u32) -> &str {
        self.scenario
            .policies
            .get(policy as usize)
            .map_or("", |policy| &policy.document)
    }

    /// Another value for a key of the deny's condition, or without the statement.
    fn against_deny(&self, policy: u32, statement: u32) -> Vec<Candidate> {
        let Some((_, finding)) = find(self.report, policy, statement) else {
            return Vec::new();
        };
        let mut found: Vec<Candidate> = conditions(finding)
            .filter(|condition| condition.answer == Answer::Yes)
            .flat_map(set_key)
            .collect();
        found.extend(removal(self.scenario, self.report, policy, statement));
        found
    }

    /// An Allow for a set of policies: by the nearest statements, by a new one, or by a new policy.
    fn for_allow(&self, stage: &Stage, policies: &[u32], level: Option<u32>) -> Vec<Candidate> {
        let mut near: Vec<&StatementFinding> = stage
            .statements
            .iter()
            .filter(|finding| finding.effect == Effect::Allow && finding.failed_count == 1)
            .filter(|finding| level.is_none() || finding.level == level)
            .collect();
        crate::order::sort_by_key(&mut near, |finding| {
            finding.failed != Some(Element::Condition)
        });
        let mut found: Vec<Candidate> = near
            .iter()
            .flat_map(|finding| by_context(finding))
            .collect();
        found.extend(
            near.iter()
                .filter_map(|finding| self.by_entry(stage, finding)),
        );
        found.extend(self.by_statement(stage, policies, level));
        found.extend(
            near.iter()
                .filter_map(|finding| self.without_conditions(stage, finding)),
        );
        found
    }

    /// The missing action, resource or principal in the nearest statement.
    fn by_entry(&self, stage: &Stage, finding: &StatementFinding) -> Option<Candidate> {
        let failed = finding.failed?;
        if finding
            .elements
            .iter()
            .any(|element| element.element == failed && element.negated)
        {
            return None;
        }
        let text = self.text(finding.policy);
        let name = words::statement(self.scenario, stage, finding);
        let (edits, sentence) = match failed {
            Element::Action => (
                edit::add_entry(text, finding.statement, "Action", &self.request.action),
                words::add("Action", &self.request.action, &name),
            ),
            Element::Resource => (
                edit::add_entry(
                    text,
                    finding.statement,
                    "Resource",
                    &self.request.resource.arn,
                ),
                words::add("Resource", &self.request.resource.arn, &name),
            ),
            Element::Principal => {
                let (key, value) = self.principal()?;
                (
                    edit::add_principal(text, finding.statement, key, &value),
                    words::add("Principal", &value, &name),
                )
            }
            Element::Condition => return None,
        };
        // A statement that lists several actions and resources then covers more than this request.
        let widens = failed != Element::Principal && stage.id != StageId::Resource;
        Candidate::edit(finding.policy, edits, sentence, widens)
    }

    /// The same statement without the conditions that fail.
    fn without_conditions(&self, stage: &Stage, finding: &StatementFinding) -> Option<Candidate> {
        let failing: Vec<&ConditionFinding> = conditions(finding)
            .filter(|condition| condition.answer == Answer::No)
            .collect();
        let [one] = failing.as_slice() else {
            return None;
        };
        let name = words::statement(self.scenario, stage, finding);
        let edits =
            edit::remove_condition(self.text(finding.policy), finding.statement, one.key_span);
        Candidate::edit(
            finding.policy,
            edits,
            words::remove_condition(&one.key, &name),
            true,
        )
    }

    /// A new statement in a policy of the set, or a new policy where there is none.
    fn by_statement(
        &self,
        stage: &Stage,
        policies: &[u32],
        level: Option<u32>,
    ) -> Option<Candidate> {
        let fields = self.statement_fields(stage)?;
        if let Some(policy) = policies.last() {
            let name = words::policy(self.scenario, *policy);
            let edits = edit::add_statement(self.text(*policy), &fields);
            let sentence =
                words::add_statement(&self.request.action, &self.request.resource.arn, &name);
            return Candidate::edit(*policy, edits, sentence, false);
        }
        let (policy_type, attached_to) = self.attachment(stage, level)?;
        let trust = self.is_role_trust(stage);
        Some(Candidate {
            sentence: words::add_policy(
                stage,
                trust,
                &self.request.action,
                &self.request.resource.arn,
                &attached_to,
            ),
            changes: vec![Change::AddPolicy {
                name: words::new_policy_name(stage, trust).to_owned(),
                policy_type,
                document: edit::document(&fields),
                attached_to,
            }],
            widens: false,
        })
    }

    fn statement_fields(&self, stage: &Stage) -> Option<Vec<Field>> {
        let trust = self
            .report
            .stages
            .iter()
            .any(|found| found.id == StageId::Resource)
            && self.is_role_trust(stage);
        let mut fields = vec![Field {
            name: "Effect",
            value: quote("Allow"),
        }];
        if matches!(stage.id, StageId::Resource | StageId::VpcEndpoint) {
            let (key, value) = self.principal()?;
            let value = if value == "*" {
                quote("*")
            } else {
                format!("{{ \"{key}\": {} }}", quote(&value))
            };
            fields.push(Field {
                name: "Principal",
                value,
            });
        }
        fields.push(Field {
            name: "Action",
            value: quote(&self.request.action),
        });
        if !trust {
            fields.push(Field {
                name: "Resource",
                value: quote(&self.request.resource.arn),
            });
        }
        Some(fields)
    }

    fn is_role_trust(&self, stage: &Stage) -> bool {
        stage.id == StageId::Resource
            && crate::request::has_trust_policy(&self.request.resource.arn)
    }

    /// How a resource's policy names the requester: the key of `Principal`, and the value.
    fn principal(&self) -> Option<(&'static str, String)> {
        let reading = &self.report.principal;
        let arn = reading.arn.clone();
        Some(match reading.kind? {
            PrincipalKind::User
            | PrincipalKind::FederatedUser
            | PrincipalKind::Root
            | PrincipalKind::OriginAccessIdentity => ("AWS", arn),
            PrincipalKind::RoleSession | PrincipalKind::SlrSession => {
                let role = self
                    .report
                    .keys
                    .iter()
                    .find(|key| key.name == "aws:PrincipalArn");
                (
                    "AWS",
                    role.and_then(|key| key.values.first().cloned())
                        .unwrap_or(arn),
                )
            }
            PrincipalKind::Service => ("Service", arn),
            PrincipalKind::WebIdentity | PrincipalKind::Saml => ("Federated", arn),
            PrincipalKind::Anonymous => ("AWS", "*".to_owned()),
        })
    }

    fn attachment(&self, stage: &Stage, level: Option<u32>) -> Option<(PolicyType, Vec<String>)> {
        let resource = self.request.resource.arn.clone();
        let carrier = match crate::arn::Arn::parse(&resource) {
            Some(arn) if arn.service == "s3" && arn.region.is_empty() => {
                let bucket = arn.resource.split('/').next().unwrap_or(arn.resource);
                format!("arn:{}:s3:::{bucket}", arn.partition)
            }
            _ => resource,
        };
        Some(match stage.id {
            StageId::Identity => (PolicyType::Identity, vec![self.principal()?.1]),
            StageId::Resource => (PolicyType::Resource, vec![carrier]),
            StageId::Session => (PolicyType::Session, vec![self.report.principal.arn.clone()]),
            StageId::ServiceControl => (
                PolicyType::ServiceControl,
                vec![stage.levels.get(level? as usize)?.id.clone()],
            ),
            StageId::ExplicitDeny
            | StageId::ResourceControl
            | StageId::VpcEndpoint
            | StageId::PermissionsBoundary => return None,
        })
    }
}

/// Values for the keys of a statement whose condition alone fails: every failing key must be met.
fn by_context(finding: &StatementFinding) -> Vec<Candidate> {
    if finding.failed != Some(Element::Condition) {
        return Vec::new();
    }
    let failing: Vec<&ConditionFinding> = conditions(finding)
        .filter(|condition| condition.answer == Answer::No)
        .collect();
    match failing.as_slice() {
        [] => Vec::new(),
        [one] => set_key(one),
        // The first value of each is the likeliest; other combinations are left to the person.
        many => {
            let firsts: Option<Vec<Candidate>> = many
                .iter()
                .map(|one| set_key(one).into_iter().next())
                .collect();
            firsts.map_or_else(Vec::new, |firsts| {
                vec![Candidate {
                    sentence: words::together(firsts.iter().map(|first| first.sentence.as_str())),
                    changes: firsts
                        .iter()
                        .flat_map(|first| first.changes.iter().cloned())
                        .collect(),
                    widens: false,
                }]
            })
        }
    }
}

fn conditions(finding: &StatementFinding) -> impl Iterator<Item = &ConditionFinding> {
    finding
        .elements
        .iter()
        .flat_map(|element| &element.conditions)
}

/// Other values for the key of a condition.
fn set_key(condition: &ConditionFinding) -> Vec<Candidate> {
    if !can_be_set(&condition.key, condition.origin) {
        return Vec::new();
    }
    tried_values(condition)
        .into_iter()
        .filter(|tried| {
            tried.values != condition.request
                || tried.values.is_empty() && !condition.request.is_empty()
        })
        .map(
            |TriedValue {
                 values,
                 multivalued,
                 other: _,
             }| Candidate {
                sentence: words::set_key(&condition.key, &values),
                changes: vec![Change::SetKey {
                    key: condition.key.clone(),
                    values,
                    multivalued,
                }],
                widens: false,
            },
        )
        .collect()
}
