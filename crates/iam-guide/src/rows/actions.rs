//! Policy actions: single names, and wildcards over them.

use std::fmt::Write as _;

use iam_catalog::Feature;
use iam_core::scenario::Decision::{Allow, ImplicitDeny};
use iam_core::scenario::PolicyType;

use super::draft;
use crate::draft::{Draft, ask};
use crate::example::user;
use crate::statement::allow;
use crate::subject::{Call, Subject, verb};

pub(super) fn row(subject: Subject<'_>) -> (String, Draft) {
    let look = subject.look();
    let word = look
        .action
        .split_once(':')
        .map_or("", |(_, name)| verb(name));
    let pattern = format!("{}:{word}*", subject.prefix());
    let other = not_covered(subject, word);
    let description = "The policy has a pattern in place of a list. One action begins with its word, the other does not.";
    let dev = user("dev");
    let draft = draft(Feature::PolicyActions, subject, description.to_owned())
        .policy(
            PolicyType::Identity,
            "Dev may",
            &[&dev],
            &[allow("ByPattern", &[&pattern], &["*"])],
        )
        .ask(ask(
            "dev does what the pattern covers",
            &dev,
            &look.action,
            &look.owl,
            Allow,
        ))
        .ask(ask(
            "dev does what it does not",
            &dev,
            &other.action,
            &other.owl,
            ImplicitDeny,
        ));
    (explanation(subject, word, &pattern), draft)
}

fn explanation(subject: Subject<'_>, word: &str, pattern: &str) -> String {
    let actions = &subject.service.actions;
    let covered = actions
        .iter()
        .filter(|one| begins_with(&one.name, word))
        .count();
    let only = actions.iter().filter(|one| one.permission_only).count();
    let mut text = format!(
        "The actions of {} begin with `{}:`, in any case, and wildcards work in them: `{pattern}` stands for {covered} of {}.",
        subject.name(),
        subject.prefix(),
        actions.len()
    );
    match only {
        0 => {}
        1 => text.push_str(" One has no API operation of its name and is a permission only."),
        only => {
            let _ = write!(
                text,
                " {only} have no API operation of their name and are permissions only."
            );
        }
    }
    text
}

/// An action that does not begin with a word. Where all do, it is another service's.
fn not_covered(subject: Subject<'_>, word: &str) -> Call {
    let others = subject
        .plain()
        .filter(|one| !begins_with(&one.action.name, word));
    let other = others.min_by_key(|one| usize::from(one.action.resources.is_empty()));
    let elsewhere = || {
        let action = if subject.prefix() == "s3" {
            "sqs:ListQueues"
        } else {
            "s3:ListAllMyBuckets"
        };
        Call {
            action: action.to_owned(),
            owl: "*".to_owned(),
            cat: "*".to_owned(),
        }
    };
    other.map_or_else(elsewhere, |one| subject.call(one))
}

fn begins_with(name: &str, word: &str) -> bool {
    name.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}
