//! Values that are one of a few: whole policies and statements, versions, effects.

use iam_core::scenario::PolicyType;

use super::name::{statement as statement_template, statements};
use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::insert::Insert;

fn add(asked: &Asked<'_>, label: &str, detail: &str, about: &str, offer: &mut Offer) {
    let said = Said {
        label,
        kind: ItemKind::Value,
        detail,
        about,
        again: false,
    };
    offer.add(0, &said, || asked.around.value(Insert::quoted(label)));
}

/// An empty text: a whole policy.
pub(super) fn document(asked: &Asked<'_>, offer: &mut Offer) {
    let said = Said {
        label: "{ Version, Statement }",
        kind: ItemKind::Template,
        detail: "policy",
        about: "A policy with one statement.",
        again: false,
    };
    let list = statements(asked.subject).replace('\n', "\n\t");
    let template = format!("{{\n\t\"Version\": \"2012-10-17\",\n\t\"Statement\": {list}\n}}");
    offer.add(0, &said, || asked.around.value(Insert::template(&template)));
}

pub(super) fn version(asked: &Asked<'_>, offer: &mut Offer) {
    add(
        asked,
        "2012-10-17",
        "current",
        "The current version: with policy variables.",
        offer,
    );
    let demanded = matches!(
        asked.subject.kind,
        PolicyType::ServiceControl | PolicyType::ResourceControl
    );
    if !demanded {
        add(
            asked,
            "2008-10-17",
            "older",
            "The older version: without policy variables.",
            offer,
        );
    }
}

pub(super) fn effect(asked: &Asked<'_>, offer: &mut Offer) {
    let mut values = [
        (
            "Allow",
            "Allows what the statement matches, unless something denies it.",
        ),
        (
            "Deny",
            "Denies what the statement matches, whatever allows it.",
        ),
    ];
    // RCPs only deny (R-TYP-5).
    if asked.subject.kind == PolicyType::ResourceControl {
        values.reverse();
    }
    for (label, about) in values {
        add(asked, label, "", about, offer);
    }
}

pub(super) fn statement(asked: &Asked<'_>, offer: &mut Offer) {
    let template = if asked.place.in_list() {
        statement_template(asked.subject)
    } else {
        statements(asked.subject)
    };
    let said = Said {
        label: "{ Effect, Action, … }",
        kind: ItemKind::Template,
        detail: "statement",
        about: "A statement.",
        again: false,
    };
    offer.add(0, &said, || asked.around.value(Insert::template(&template)));
}
