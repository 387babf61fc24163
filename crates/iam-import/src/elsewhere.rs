//! Things that are recognized and not read: a sentence says why, and what to paste instead.

use iam_core::json::Node;

use crate::evidence::{list_at, text_at};
use crate::import::Format;
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "not-importable",
    name: "something that no scenario can be made of",
};

/// A kind of JSON: its test, what it is, why it is not read, and what to paste instead.
type Kind = (
    fn(&Node<'_>) -> bool,
    &'static str,
    &'static str,
    &'static str,
);

const KINDS: &[Kind] = &[
    (
        is_event_payload,
        "`Records` of a service's event",
        "this is what a service sends to a function or a queue, not a record of a call and its decision",
        "Paste the CloudTrail event of the call that was denied, or its error message",
    ),
    (
        |root| {
            !list_at(root, &["Grants"]).is_empty()
                && list_at(root, &["Grants"])
                    .iter()
                    .any(|grant| grant.get("GranteePrincipal").is_some())
        },
        "`Grants` with `GranteePrincipal`",
        "grants of a KMS key are not policies; a scenario takes them under the resource's `grants`",
        "Paste the key's policy: `aws kms get-key-policy --policy-name default --key-id …`",
    ),
    (
        |root| {
            list_at(root, &["runs"])
                .iter()
                .any(|run| text_at(run, &["tool", "driver", "name"]).is_some())
        },
        "`runs` with `tool.driver`",
        "this is a SARIF report of findings; it holds no policy and no request",
        "Paste the policies that the findings are about",
    ),
    (
        |root| {
            list_at(root, &["findings"])
                .iter()
                .any(|finding| finding.get("issueCode").is_some())
        },
        "`findings` with `issueCode`",
        "these are findings of Access Analyzer; they hold no policy and no request",
        "Paste the policy that they are about",
    ),
];

fn is_event_payload(root: &Node<'_>) -> bool {
    list_at(root, &["Records"]).iter().any(|record| {
        let source =
            text_at(record, &["eventSource"]).or_else(|| text_at(record, &["EventSource"]));
        source.is_some_and(|source| source.starts_with("aws:"))
    })
}

pub(crate) fn test_json(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    KINDS
        .iter()
        .find(|(test, ..)| test(root))
        .map(|(_, known_by, ..)| (*known_by).to_owned())
}

pub(crate) fn read_json(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let found = paste
        .root
        .and_then(|root| KINDS.iter().find(|(test, ..)| test(root)));
    if let Some((_, _, message, instead)) = found {
        reader.refuse(*message, *instead, paste.layer.full_span());
    }
}

/// Beginnings of lines that tell a language, and what to do about it.
const LANGUAGES: &[(&str, &str, &str)] = &[
    (
        "AWSTemplateFormatVersion:",
        "this is a CloudFormation template in YAML, which is not read yet",
        "Paste it as JSON, or the policy documents in it as JSON",
    ),
    (
        "resource \"aws_",
        "this is Terraform code, which is not read yet",
        "Paste the policy documents as JSON: `terraform show -json` prints them in full",
    ),
    (
        "data \"aws_iam_policy_document\"",
        "this is Terraform code, which is not read yet",
        "Paste the policy documents as JSON: `terraform show -json` prints them in full",
    ),
];

fn language(text: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    LANGUAGES.iter().find(|(start, ..)| {
        text.lines()
            .any(|line| line.trim_start().starts_with(start))
    })
}

pub(crate) fn test_text(paste: &Paste<'_>) -> Option<String> {
    language(paste.layer.text()).map(|(start, ..)| format!("a line that begins with `{start}`"))
}

pub(crate) fn read_text(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    if let Some((_, message, instead)) = language(paste.layer.text()) {
        reader.refuse(*message, *instead, paste.layer.full_span());
    }
}
