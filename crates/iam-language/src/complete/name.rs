//! Names of elements: those that are missing, and that the policy's type allows.
//!
//! Source: R-TYP-1 … R-TYP-7, R-NPR-1, R-SID-1.

use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::facts::names_beside;
use crate::insert::Insert;
use crate::texts::{Element, OF_DOCUMENT, OF_STATEMENT};

/// Elements that are offered last: a policy rarely wants them.
const RARE: u32 = 50;

pub(super) fn of_document(asked: &Asked<'_>, offer: &mut Offer) {
    let present = names_beside(asked.place);
    for element in &OF_DOCUMENT {
        let rank = if element.name == "Id" {
            if !matches!(
                asked.subject.kind,
                PolicyType::Resource | PolicyType::VpcEndpoint
            ) {
                continue;
            }
            RARE
        } else {
            0
        };
        if !present.iter().any(|name| name == element.name) {
            let template = match element.name {
                "Statement" => statements(asked.subject),
                _ => element.template.to_owned(),
            };
            add(asked, element, &template, rank, offer);
        }
    }
}

pub(super) fn of_statement(asked: &Asked<'_>, offer: &mut Offer) {
    let present = names_beside(asked.place);
    let has = |name: &str| present.iter().any(|one| one == name);
    // What decides comes first, then what few statements have.
    let ranked = [
        "Effect",
        "Principal",
        "Action",
        "Resource",
        "Condition",
        "Sid",
        "NotAction",
        "NotResource",
        "NotPrincipal",
    ];
    for (at, name) in ranked.into_iter().enumerate() {
        let positive = name.strip_prefix("Not").unwrap_or(name);
        let pair = !matches!(name, "Effect" | "Condition" | "Sid");
        let taken = has(name) || (pair && (has(positive) || has(&format!("Not{positive}"))));
        if taken || !allowed(name, asked) {
            continue;
        }
        let element = OF_STATEMENT.iter().find(|element| element.name == name);
        let Some(element) = element else { continue };
        let template = match name {
            "Principal" if asked.subject.kind == PolicyType::ResourceControl => "\"*\"",
            _ => element.template,
        };
        let rank = if at > 5 { RARE } else { 0 };
        add(asked, element, template, rank, offer);
    }
}

fn allowed(name: &str, asked: &Asked<'_>) -> bool {
    let PolicySubject { kind, trust } = asked.subject;
    match name {
        "Principal" => names_principals(kind),
        "NotPrincipal" => {
            let allow = asked.facts.effect.as_deref() == Some("Allow");
            names_principals(kind) && !trust && kind != PolicyType::ResourceControl && !allow
        }
        "Resource" | "NotResource" => !trust,
        "NotAction" => kind != PolicyType::ResourceControl,
        _ => true,
    }
}

/// Whether policies of a type say whom they are about.
pub(crate) const fn names_principals(kind: PolicyType) -> bool {
    matches!(
        kind,
        PolicyType::Resource | PolicyType::ResourceControl | PolicyType::VpcEndpoint
    )
}

fn add(asked: &Asked<'_>, element: &Element, template: &str, rank: u32, offer: &mut Offer) {
    let said = Said {
        label: element.name,
        kind: ItemKind::Element,
        detail: "",
        about: element.about,
        again: asked.around.wants_value() && !matches!(element.name, "Sid" | "Id" | "Version"),
    };
    offer.add(rank, &said, || {
        asked.around.name(element.name, Insert::template(template))
    });
}

/// A statement to begin with, one level deeper than what is around it. Fields stand between `«` and `»`.
pub(super) fn statement(subject: PolicySubject) -> String {
    let organization = matches!(
        subject.kind,
        PolicyType::ResourceControl | PolicyType::ServiceControl
    );
    let principal = if subject.kind == PolicyType::ResourceControl {
        "\t\"Principal\": \"*\",\n"
    } else if names_principals(subject.kind) {
        "\t\"Principal\": { \"«AWS»\": \"«»\" },\n"
    } else {
        ""
    };
    let effect = if organization { "Deny" } else { "Allow" };
    let action = if subject.trust {
        "«sts:AssumeRole»"
    } else {
        "«»"
    };
    let resource = if subject.trust {
        ""
    } else {
        ",\n\t\"Resource\": \"«*»\""
    };
    format!(
        "{{\n\t\"Effect\": \"«{effect}»\",\n{principal}\t\"Action\": \"{action}\"{resource}\n}}"
    )
}

/// A list of one statement.
pub(super) fn statements(subject: PolicySubject) -> String {
    let deeper = statement(subject).replace('\n', "\n\t");
    format!("[\n\t{deeper}\n]")
}
