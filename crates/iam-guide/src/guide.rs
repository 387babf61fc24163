//! The guide of a service and its rows.

use iam_catalog::{Answer, Feature, Service};
use iam_core::scenario::Scenario;

use crate::answers;
use crate::rows;
use crate::subject::Subject;

/// How a service works with IAM.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// The prefix of its actions: `sqs`.
    pub prefix: String,
    /// Its name: `Amazon SQS`.
    pub name: String,
    /// AWS's eleven rows in AWS's order.
    pub rows: Vec<Row>,
}

/// A row of the guide.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which of AWS's rows it is.
    pub feature: Feature,
    /// Yes, partial or no; `None` where no source says anything of it.
    pub answer: Option<Answer>,
    /// What each source says. They need not agree.
    pub sources: Vec<Source>,
    /// What it means for this service, in a few sentences.
    pub explanation: String,
    /// A scenario that shows it, with `expect` on every request. A row with the answer no shows what happens when one tries.
    pub scenario: Scenario,
}

/// What a source says of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The page's title, or what it follows from.
    pub title: String,
    /// The page.
    pub page: String,
    /// What it says.
    pub answer: Answer,
    /// Which parts of the service it says that of, where it says more.
    pub note: Option<String>,
}

impl Row {
    /// Whether the sources give different answers.
    pub fn is_disputed(&self) -> bool {
        let mut answers = self.sources.iter().map(|source| source.answer);
        let first = answers.next();
        answers.any(|answer| Some(answer) != first)
    }
}

/// The guide of a service, made from its reference and its rows in AWS's table.
pub fn guide(service: &Service) -> Guide {
    let subject = Subject { service };
    let rows = Feature::ALL.into_iter().map(|feature| {
        let sources = answers::sources(subject, feature);
        let answer = answers::answer(feature, &sources);
        let (explanation, scenario) = rows::row(feature, subject, answer);
        Row {
            feature,
            answer,
            sources,
            explanation,
            scenario,
        }
    });
    Guide {
        prefix: service.prefix.to_string(),
        name: service.name.to_string(),
        rows: rows.collect(),
    }
}

/// A row's name in addresses and files: `service-roles`.
pub const fn id(feature: Feature) -> &'static str {
    match feature {
        Feature::IdentityBasedPolicies => "identity-based-policies",
        Feature::ResourceBasedPolicies => "resource-based-policies",
        Feature::PolicyActions => "policy-actions",
        Feature::PolicyResources => "policy-resources",
        Feature::PolicyConditionKeys => "policy-condition-keys",
        Feature::Acls => "acls",
        Feature::Abac => "abac",
        Feature::TemporaryCredentials => "temporary-credentials",
        Feature::PrincipalPermissions => "forward-access-sessions",
        Feature::ServiceRoles => "service-roles",
        Feature::ServiceLinkedRoles => "service-linked-roles",
    }
}

/// What AWS calls a row.
pub const fn title(feature: Feature) -> &'static str {
    match feature {
        Feature::IdentityBasedPolicies => "Identity-based policies",
        Feature::ResourceBasedPolicies => "Resource-based policies",
        Feature::PolicyActions => "Policy actions",
        Feature::PolicyResources => "Policy resources",
        Feature::PolicyConditionKeys => "Policy condition keys",
        Feature::Acls => "Access control lists (ACLs)",
        Feature::Abac => "ABAC (tags in policies)",
        Feature::TemporaryCredentials => "Temporary credentials",
        Feature::PrincipalPermissions => {
            "Cross-service principal permissions (forward access sessions)"
        }
        Feature::ServiceRoles => "Service roles",
        Feature::ServiceLinkedRoles => "Service-linked roles",
    }
}
