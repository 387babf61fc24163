//! One word by itself: an ARN, an authorization id, an encoded message.

use iam_core::arn::Arn;
use iam_core::scenario::{PolicyType, Principal, Request, Resource};

use crate::denied::is_authorization_id;
use crate::import::{Basis, Choice, Format, FoundRequest, Part};
use crate::missing;
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "word",
    name: "one word",
};

/// From this length on, a word of the right letters is taken for an encoded message.
const MIN_ENCODED: usize = 200;

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let word = word(paste)?;
    if is_authorization_id(word) {
        Some("a word in the form of an authorization id".to_owned())
    } else if is_encoded(word) {
        Some("a long word in the form of an encoded message".to_owned())
    } else if word.starts_with("arn:") && Arn::parse(word).is_some() {
        Some("an ARN".to_owned())
    } else {
        None
    }
}

fn word<'p>(paste: &Paste<'p>) -> Option<&'p str> {
    let word = paste.layer.text().trim();
    (!word.is_empty() && !word.contains(char::is_whitespace)).then_some(word)
}

fn is_encoded(word: &str) -> bool {
    word.len() >= MIN_ENCODED
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(word) = word(paste) else {
        return;
    };
    let span = paste.layer.full_span();
    reader.mark_used(span);
    if is_authorization_id(word) {
        reader.note(
            "authorization-id",
            "AWS keeps the details of this decision for 24 hours",
            span,
        );
        let region = reader.options.region.as_deref().unwrap_or_default();
        reader.add_missing(missing::authorization_details(word, region, span));
    } else if is_encoded(word) {
        reader.note(
            "encoded-message",
            "most likely an encoded authorization message; only AWS can decode it",
            span,
        );
        reader.add_missing(missing::decoded_message(word, span));
    } else {
        read_arn(word, paste, reader);
    }
}

/// An ARN is a policy to fetch, a caller, or a resource.
fn read_arn(word: &str, paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let span = paste.layer.full_span();
    let Some(arn) = Arn::parse(word) else {
        return;
    };
    match (arn.service, arn.resource_type()) {
        ("iam", Some("policy")) => {
            let found = missing::managed_policy(PolicyType::Identity, word, Vec::new(), span);
            reader.add_missing(found);
        }
        ("organizations", Some("policy")) => {
            let kind = if word.contains("/resource_control_policy/") {
                PolicyType::ResourceControl
            } else {
                PolicyType::ServiceControl
            };
            let id = arn.resource.rsplit('/').next().unwrap_or_default();
            reader.add_missing(missing::organization_policy(kind, id, span));
        }
        ("iam", Some("user" | "role")) | ("sts", Some("assumed-role" | "federated-user")) => {
            add(reader, Some(word), None, span);
            reader.add_missing(missing::identity_policies(word, span));
            reader.add_missing(missing::boundary_of(word, span));
        }
        _ => {
            add(reader, None, Some(word), span);
            reader.add_missing(missing::resource_policy(word, span));
        }
    }
}

fn add(
    reader: &mut Reader<'_>,
    principal: Option<&str>,
    resource: Option<&str>,
    span: iam_core::text::Span,
) {
    let idx = reader.out.requests.len();
    let (field, value) = match principal {
        Some(principal) => ("principal", principal),
        None => ("resource", resource.unwrap_or("*")),
    };
    let parts = vec![Part {
        field: field.to_owned(),
        value: value.to_owned(),
        span,
        basis: Basis::Guessed,
    }];
    if principal.is_none() {
        reader.note("principal-partial", "who asks is not said", span);
        reader.add_choice(Choice::Principal(idx));
    }
    reader.note(
        "action-unmapped",
        "what is asked for is not said: enter the action",
        span,
    );
    let chosen = reader.options.principal.clone().unwrap_or_default();
    reader.add_request(FoundRequest {
        request: Request {
            principal: Principal {
                arn: principal.map_or(chosen, str::to_owned),
                ..Principal::default()
            },
            resource: Resource {
                arn: resource.unwrap_or("*").to_owned(),
                ..Resource::default()
            },
            ..Request::default()
        },
        stated: None,
        parts,
    });
}
