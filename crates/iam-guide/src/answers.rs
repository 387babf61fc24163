//! What the sources say of a row: AWS's overview table, the service's own guide where it is recorded, and the service
//! authorization reference.

use iam_catalog::{Answer, Column, Feature, Support};

use crate::guide::Source;
use crate::subject::Subject;

/// The user guide of IAM.
const USER_GUIDE: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
/// The overview table.
pub(crate) const TABLE: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html";
/// The reference's list of services.
pub(crate) const REFERENCE: &str = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";

/// AWS's page on a row's matter, whatever the service.
pub(crate) fn page(feature: Feature) -> String {
    let name = match feature {
        Feature::IdentityBasedPolicies => "access_policies_identity-vs-resource.html",
        Feature::ResourceBasedPolicies => "access_policies-cross-account-resource-access.html",
        Feature::PolicyActions => "reference_policies_elements_action.html",
        Feature::PolicyResources => "reference_policies_elements_resource.html",
        Feature::PolicyConditionKeys => "reference_policies_elements_condition.html",
        Feature::Acls => "access_policies.html",
        Feature::Abac => "introduction_attribute-based-access-control.html",
        Feature::TemporaryCredentials => "id_credentials_temp.html",
        Feature::PrincipalPermissions => "access_forward_access_sessions.html",
        Feature::ServiceRoles => "id_roles_use_passrole.html",
        Feature::ServiceLinkedRoles => "id_roles_create-service-linked-role.html",
    };
    format!("{USER_GUIDE}{name}")
}

/// What each source says of a row.
pub(crate) fn sources(subject: Subject<'_>, feature: Feature) -> Vec<Source> {
    let mut sources = Vec::new();
    match feature.column() {
        Some(column) => from_table(&subject.service.support, column, &mut sources),
        None if feature == Feature::IdentityBasedPolicies
            && !subject.service.support.is_empty() =>
        {
            sources.push(source(
                "AWS services that work with IAM",
                TABLE,
                Answer::Yes,
            ));
        }
        None => {}
    }
    for row in &subject.service.support {
        let Some(guide) = &row.guide else { continue };
        sources.push(Source {
            title: guide.source.to_string(),
            page: own_guide(subject.prefix()),
            answer: guide.feature(feature),
            note: None,
        });
    }
    sources.extend(from_reference(subject, feature));
    sources
}

/// What is shown of a row. What the service sends counts more than what is said of it, and the table, which is kept for
/// all services at once, more than a yes or no of the service's own guide.
pub(crate) fn answer(feature: Feature, sources: &[Source]) -> Option<Answer> {
    let of = |wanted: fn(&str) -> bool| {
        let mut answers = sources.iter().filter(move |source| wanted(&source.page));
        let first = answers.next()?.answer;
        let agreed = answers.all(|source| source.answer == first);
        Some(if agreed { first } else { Answer::Partial })
    };
    let table = of(|page| page == TABLE);
    let reference = of(|page| page == REFERENCE);
    let guide = of(|page| page != TABLE && page != REFERENCE);
    let said = match (table, guide) {
        (Some(_), Some(Answer::Partial)) => guide,
        (Some(table), _) => Some(table),
        (None, guide) => guide,
    };
    let sent = matches!(
        feature,
        Feature::PolicyResources | Feature::PolicyConditionKeys | Feature::Abac
    );
    match (said, reference) {
        // Some types only, says the table; the reference says that there are some.
        (Some(Answer::Partial), Some(Answer::Yes)) => said,
        (_, Some(reference)) if sent => Some(reference),
        (said, reference) => said.or(reference),
    }
}

/// One source for each answer that the rows of the table give.
fn from_table(rows: &[Support], column: Column, sources: &mut Vec<Source>) {
    for answer in [Answer::Yes, Answer::Partial, Answer::No] {
        let saying: Vec<&Support> = rows
            .iter()
            .filter(|row| row.column(column) == answer)
            .collect();
        if saying.is_empty() {
            continue;
        }
        let mut notes: Vec<&str> = saying.iter().filter_map(|row| row.note(column)).collect();
        if saying.len() < rows.len() {
            notes.extend(saying.iter().map(|row| &*row.service));
        }
        sources.push(Source {
            note: (!notes.is_empty()).then(|| said(&notes)),
            ..source("AWS services that work with IAM", TABLE, answer)
        });
    }
}

/// Notes in one line: the table's end with a full stop.
fn said(notes: &[&str]) -> String {
    let bare: Vec<&str> = notes
        .iter()
        .map(|note| note.trim_end_matches('.'))
        .collect();
    bare.join("; ")
}

fn from_reference(subject: Subject<'_>, feature: Feature) -> Option<Source> {
    let reference = |title: &str, answer| Some(source(title, REFERENCE, answer));
    let own = "Service Authorization Reference";
    match feature {
        Feature::IdentityBasedPolicies => subject
            .service
            .support
            .is_empty()
            .then(|| source(own, REFERENCE, Answer::Yes)),
        Feature::PolicyResources | Feature::PolicyConditionKeys | Feature::Abac => {
            reference(own, subject.service.follows(feature)?)
        }
        Feature::PolicyActions => {
            let answer = subject.service.follows(feature)?;
            subject
                .service
                .support
                .is_empty()
                .then(|| source(own, REFERENCE, answer))
        }
        Feature::Acls => {
            let answer = if subject.prefix() == "s3" {
                Answer::Yes
            } else {
                Answer::No
            };
            let title = "Policies and permissions in AWS Identity and Access Management";
            Some(source(title, &page(Feature::Acls), answer))
        }
        Feature::PrincipalPermissions => {
            subject.forwards()?;
            reference(
                "Service Authorization Reference, dependent actions",
                Answer::Yes,
            )
        }
        Feature::ServiceRoles => {
            subject.passes_role()?;
            reference(
                "Service Authorization Reference, dependent actions",
                Answer::Yes,
            )
        }
        Feature::ResourceBasedPolicies
        | Feature::TemporaryCredentials
        | Feature::ServiceLinkedRoles => None,
    }
}

fn source(title: &str, page: &str, answer: Answer) -> Source {
    Source {
        title: title.to_owned(),
        page: page.to_owned(),
        answer,
        note: None,
    }
}

/// The page of a service's own guide, by the usual rule.
fn own_guide(prefix: &str) -> String {
    format!(
        "https://docs.aws.amazon.com/{prefix}/latest/userguide/security_iam_service-with-iam.html"
    )
}
