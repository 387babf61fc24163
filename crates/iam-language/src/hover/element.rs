//! Elements, their fixed values, and principals.

use super::Hover;
use crate::known::SERVICE_PRINCIPALS;
use crate::texts::{self, PRINCIPAL_KINDS};

/// A name in a policy or statement.
pub(super) fn name(word: &str, hover: &mut Hover) -> bool {
    let Some(element) = texts::element_of(word) else {
        return false;
    };
    say(element.name, "element", element.about, hover)
}

/// A name in `Principal`.
pub(super) fn principal_kind(word: &str, hover: &mut Hover) -> bool {
    let kind = PRINCIPAL_KINDS.iter().find(|kind| kind.name == word);
    kind.is_some_and(|kind| say(kind.name, "kind of principal", kind.about, hover))
}

/// A value of `Effect` or `Version`.
pub(super) fn value(word: &str, hover: &mut Hover) -> bool {
    let about = match word {
        "Allow" => "Allows what the statement matches, unless something denies it.",
        "Deny" => "Denies what the statement matches, whatever allows it.",
        "2012-10-17" => "The current version of the policy language.",
        "2008-10-17" => "The older version of the policy language: ${…} in it is plain text.",
        _ => return false,
    };
    say(word, "", about, hover)
}

/// Who is named.
pub(super) fn principal(kind: &str, word: &str, hover: &mut Hover) -> bool {
    let about = match kind {
        "Service" => {
            let known = SERVICE_PRINCIPALS.iter().find(|(name, _)| *name == word);
            let Some((_, about)) = known else {
                return false;
            };
            return say(word, about, "The service, when it acts by itself.", hover);
        }
        "AWS" => aws(word),
        _ => None,
    };
    about.is_some_and(|about| say(word, "principal", about, hover))
}

fn aws(word: &str) -> Option<&'static str> {
    let resource = word.split(':').nth(5).unwrap_or("");
    match () {
        () if word == "*" => Some("Everyone, anonymous requests too."),
        () if resource == "root" => Some(
            "The account: everyone in it whom its own policies allow. It does not name the root user alone.",
        ),
        () if word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some("The account: everyone in it whom its own policies allow.")
        }
        () if resource.starts_with("user/") => Some("A user."),
        () if resource.starts_with("role/") => Some("A role, with all of its sessions."),
        () if resource.starts_with("assumed-role/") => Some("One session of a role."),
        () if resource.starts_with("federated-user/") => Some("A federated user session."),
        () if word.starts_with("AIDA") => Some("The unique id of a user that was deleted."),
        () if word.starts_with("AROA") => Some("The unique id of a role that was deleted."),
        () => None,
    }
}

/// The variables for characters that would mean something else.
pub(super) fn escape(variable: &str) -> Option<&'static str> {
    match variable {
        "*" => Some("The character * itself."),
        "?" => Some("The character ? itself."),
        "$" => Some("The character $ itself."),
        _ => None,
    }
}

fn say(title: &str, detail: &str, about: &str, hover: &mut Hover) -> bool {
    hover.title = String::from(title);
    hover.detail = String::from(detail);
    hover.text.push(about.to_owned());
    true
}
