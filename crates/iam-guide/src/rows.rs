//! The rows: for each an explanation and a scenario.

mod abac;
mod acls;
mod actions;
mod forward;
mod identity;
mod keys;
mod linked;
mod resource_based;
mod resources;
mod service_roles;
mod temporary;

use iam_catalog::{Answer, Feature};
use iam_core::scenario::Scenario;

use crate::answers;
use crate::draft::Draft;
use crate::guide::title;
use crate::subject::Subject;

/// The explanation and the scenario of a row.
pub(crate) fn row(
    feature: Feature,
    subject: Subject<'_>,
    answer: Option<Answer>,
) -> (String, Scenario) {
    let (explanation, draft) = match feature {
        Feature::IdentityBasedPolicies => identity::row(subject),
        Feature::ResourceBasedPolicies => resource_based::row(subject, answer),
        Feature::PolicyActions => actions::row(subject),
        Feature::PolicyResources => resources::row(subject),
        Feature::PolicyConditionKeys => keys::row(subject),
        Feature::Acls => acls::row(subject),
        Feature::Abac => abac::row(subject),
        Feature::TemporaryCredentials => temporary::row(subject, answer),
        Feature::PrincipalPermissions => forward::row(subject, answer),
        Feature::ServiceRoles => service_roles::row(subject, answer),
        Feature::ServiceLinkedRoles => linked::row(subject, answer),
    };
    (explanation, draft.finish())
}

/// A draft of a row's scenario.
fn draft(feature: Feature, subject: Subject<'_>, description: String) -> Draft {
    let name = format!("{}: {}", subject.name(), title(feature));
    Draft::new(name, description, &answers::page(feature))
}
