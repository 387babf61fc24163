//! `Principal` and `NotPrincipal`: kinds, and who they name.
//!
//! Source: *AWS JSON policy elements: Principal* (R-MPRN-1 … R-MPRN-11).

use iam_core::scenario::PolicyType;

use super::offer::{Offer, Said};
use super::{Asked, ItemKind};
use crate::facts::names_beside;
use crate::insert::Insert;
use crate::known::SERVICE_PRINCIPALS;
use crate::texts::{Element, PRINCIPAL_KINDS};

/// A label, what it names, and its template without quotes.
type Form = (&'static str, &'static str, &'static str);

const AWS: [Form; 7] = [
    (
        "arn:aws:iam::ACCOUNT:root",
        "An account: everyone in it whom its own policies allow.",
        "arn:aws:iam::«111122223333»:root",
    ),
    (
        "arn:aws:iam::ACCOUNT:role/NAME",
        "A role, with all of its sessions.",
        "arn:aws:iam::«111122223333»:role/«NAME»",
    ),
    (
        "arn:aws:iam::ACCOUNT:user/NAME",
        "A user.",
        "arn:aws:iam::«111122223333»:user/«NAME»",
    ),
    (
        "arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION",
        "One session of a role.",
        "arn:aws:sts::«111122223333»:assumed-role/«ROLE»/«SESSION»",
    ),
    (
        "arn:aws:sts::ACCOUNT:federated-user/NAME",
        "A federated user session.",
        "arn:aws:sts::«111122223333»:federated-user/«NAME»",
    ),
    (
        "ACCOUNT",
        "An account by its 12 digits: as its root ARN.",
        "«111122223333»",
    ),
    ("*", "Everyone, anonymous requests too.", "*"),
];

const FEDERATED: [Form; 6] = [
    (
        "arn:aws:iam::ACCOUNT:saml-provider/NAME",
        "A SAML provider.",
        "arn:aws:iam::«111122223333»:saml-provider/«NAME»",
    ),
    (
        "arn:aws:iam::ACCOUNT:oidc-provider/HOST",
        "An OpenID Connect provider.",
        "arn:aws:iam::«111122223333»:oidc-provider/«token.actions.githubusercontent.com»",
    ),
    (
        "cognito-identity.amazonaws.com",
        "Amazon Cognito.",
        "cognito-identity.amazonaws.com",
    ),
    ("accounts.google.com", "Google.", "accounts.google.com"),
    ("graph.facebook.com", "Facebook.", "graph.facebook.com"),
    ("www.amazon.com", "Login with Amazon.", "www.amazon.com"),
];

/// The kinds, as names in the object.
pub(super) fn kinds(asked: &Asked<'_>, offer: &mut Offer) {
    let present = names_beside(asked.place);
    for kind in allowed(asked) {
        if !present.iter().any(|name| name == kind.name) {
            let value = Insert::template(kind.template);
            add_kind(
                asked,
                kind,
                || asked.around.name(kind.name, value),
                asked.around.wants_value(),
                offer,
            );
        }
    }
}

/// The whole element: `*`, or an object with a kind.
pub(super) fn whole(asked: &Asked<'_>, offer: &mut Offer) {
    let said = Said {
        label: "*",
        kind: ItemKind::Principal,
        detail: "everyone",
        about: "Everyone, anonymous requests too.",
        again: false,
    };
    offer.add(0, &said, || asked.around.value(Insert::quoted("*")));
    // The principal of an RCP can only be `*` (R-TYP-5).
    if asked.subject.kind == PolicyType::ResourceControl || asked.place.in_list() {
        return;
    }
    for kind in allowed(asked) {
        let template = format!("{{ \"{}\": {} }}", kind.name, kind.template);
        add_kind(
            asked,
            kind,
            || asked.around.value(Insert::template(&template)),
            true,
            offer,
        );
    }
}

fn allowed(asked: &Asked<'_>) -> impl Iterator<Item = &'static Element> {
    let trust = asked.subject.trust;
    // An identity provider is a principal of trust policies alone.
    PRINCIPAL_KINDS
        .iter()
        .filter(move |kind| trust || kind.name != "Federated")
}

fn add_kind(
    asked: &Asked<'_>,
    kind: &Element,
    insert: impl FnOnce() -> Insert,
    again: bool,
    offer: &mut Offer,
) {
    let detail = if asked.place.in_list() {
        ""
    } else {
        "kind of principal"
    };
    let said = Said {
        label: kind.name,
        kind: ItemKind::Principal,
        detail,
        about: kind.about,
        again,
    };
    offer.add(0, &said, insert);
}

/// Who is named.
pub(super) fn values(asked: &Asked<'_>, kind: &str, offer: &mut Offer) {
    match kind {
        "AWS" => forms(asked, &AWS, offer),
        "Federated" => forms(asked, &FEDERATED, offer),
        "Service" => {
            for (name, about) in SERVICE_PRINCIPALS {
                let said = said(name, about);
                offer.add(0, &said, || asked.around.value(Insert::quoted(name)));
            }
        }
        _ => {}
    }
}

fn forms(asked: &Asked<'_>, forms: &[Form], offer: &mut Offer) {
    for (label, about, template) in forms {
        let insert = Insert::template(&format!("\"{template}\""));
        offer.add(0, &said(label, about), || asked.around.value(insert));
    }
}

fn said<'s>(label: &'s str, about: &'s str) -> Said<'s> {
    Said {
        label,
        kind: ItemKind::Principal,
        detail: "",
        about,
        again: false,
    }
}
