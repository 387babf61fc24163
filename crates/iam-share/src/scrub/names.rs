//! Which words of a document are names, and which must stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::packed::DICTIONARY;

/// Words that mean something where they stand and are not in the dictionary of links.
const LANGUAGE: &str = "north south northeast southeast east west central gov accesspoint console access key token read write acp full \
    control error undetermined absent global allusers authenticatedusers groups http https acs user users group group role roles root \
    saml oidc provider server mfa account accounts s3 iam sts reserved sso service linked instance profile federated assumed \
    organizations enforced preferred writer enabled true false null";

/// A name in the dictionary that may be a person's.
const NOT_LANGUAGE: &[&str] = &["alice"];

/// What ends an ARN in running text.
const ENDS: &[char] = &[
    '"', '\\', ' ', ',', '\'', '<', '>', '(', ')', '[', ']', '`', ';',
];

/// The words of a document that are names, and what they name.
#[derive(Debug)]
pub(super) struct Names {
    kinds: BTreeMap<String, &'static str>,
    kept: BTreeSet<String>,
}

impl Names {
    /// Finds the names of a document.
    pub(super) fn of(document: &str) -> Self {
        let mut kinds = BTreeMap::new();
        for (at, _) in document.match_indices("arn:") {
            let arn = document.get(at..).unwrap_or_default();
            let arn = arn.split(ENDS).next().unwrap_or_default();
            of_arn(arn, &mut kinds);
        }
        of_fields(document, &mut kinds);
        let language = language(document);
        kinds.retain(|word, _| !language.contains(word) && is_worth_it(word));
        of_ids(document, &mut kinds);
        let cut = patterns(document);
        let kept = kinds
            .keys()
            .filter(|word| cut.iter().any(|part| part.cuts(word)))
            .cloned()
            .collect();
        Self { kinds, kept }
    }

    /// What a word names, if it is to be replaced.
    pub(super) fn kind(&self, word: &str) -> Option<&'static str> {
        let small = word.to_ascii_lowercase();
        let kind = self.kinds.get(&small).copied();
        kind.filter(|_| !self.kept.contains(&small))
    }

    /// The words that patterns cut through.
    pub(super) fn kept(&self) -> Vec<String> {
        self.kept.iter().cloned().collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn name(kinds: &mut BTreeMap<String, &'static str>, kind: &'static str, text: &str) {
    if text.contains('@') {
        return;
    }
    // What stands in a variable is a key.
    let outside = text
        .split("${")
        .enumerate()
        .map(|(index, part)| match part.split_once('}') {
            Some((_, after)) if index > 0 => after,
            _ => part,
        });
    for word in outside.flat_map(words) {
        kinds.entry(word.to_ascii_lowercase()).or_insert(kind);
    }
}

fn of_arn(arn: &str, kinds: &mut BTreeMap<String, &'static str>) {
    let mut parts = arn.splitn(6, ':').skip(2);
    let (Some(service), _, Some(account), Some(resource)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return;
    };
    // The words of an origin access identity are CloudFront's, but for its id.
    if account == "cloudfront" {
        return;
    }
    let segments: Vec<_> = resource.split('/').collect();
    let last = segments.last().copied().unwrap_or_default();
    match (service, segments.as_slice()) {
        ("iam", ["user", _, ..]) => name(kinds, "user", last),
        ("iam", ["group", _, ..]) => name(kinds, "group", last),
        // A service knows its roles by their names.
        ("iam", ["role", "aws-service-role", ..]) => {}
        ("iam", ["role" | "instance-profile", _, ..]) => name(kinds, "role", last),
        ("sts", ["assumed-role", role, session]) => {
            name(kinds, "role", role);
            // Instances and functions call their sessions by what they are.
            if !session.starts_with("i-") {
                name(kinds, "session", session);
            }
        }
        ("sts", ["federated-user", user]) => name(kinds, "user", user),
        ("s3", ["accesspoint", point, ..]) => name(kinds, "bucket", point),
        ("s3", [bucket, ..]) => name(kinds, "bucket", bucket),
        _ => {}
    }
}

/// Names that stand in fields of their own.
fn of_fields(document: &str, kinds: &mut BTreeMap<String, &'static str>) {
    for (field, kind) in [
        ("\"sessionName\":\"", "session"),
        ("\"sourceIdentity\":\"", "user"),
        ("\"aws:username\":\"", "user"),
        ("\"sts:RoleSessionName\":\"", "session"),
    ] {
        for (at, _) in document.match_indices(field) {
            let value = document.get(at + field.len()..).unwrap_or_default();
            let value = value.split('"').next().unwrap_or_default();
            if !value.starts_with("i-") {
                name(kinds, kind, value);
            }
        }
    }
}

/// Ids are known by their form, wherever they stand.
fn of_ids(document: &str, kinds: &mut BTreeMap<String, &'static str>) {
    let mut before = ["", "", ""];
    let pieces = document.split_inclusive(|character: char| !character.is_ascii_alphanumeric());
    for piece in pieces {
        let word = piece.trim_end_matches(|character: char| !character.is_ascii_alphanumeric());
        let digits = word.bytes().all(|byte| byte.is_ascii_digit());
        let small = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        let kind = match (before, word.len()) {
            (_, 12) if digits => Some("account"),
            ([_, _, "o-"], 10..=32) if small => Some("organization"),
            ([_, _, "r-" | "ou-"], 4..=32) if small => Some("root"),
            ([_, _, "Identity "], 10..=20) if is_in_capitals(word) => {
                Some("origin access identity")
            }
            ([_, "ou-", _], 8..=32) if small => Some("organizational unit"),
            (_, 16..=32) if is_unique_id(word) => Some("unique id"),
            (_, 64) if word.bytes().all(|byte| byte.is_ascii_hexdigit()) => Some("canonical id"),
            _ => None,
        };
        if let Some(kind) = kind {
            kinds.insert(word.to_ascii_lowercase(), kind);
        }
        let [_, second, third] = before;
        before = [second, third, piece];
    }
}

fn is_unique_id(word: &str) -> bool {
    let prefixes = ["AIDA", "AROA", "AGPA", "AKIA", "ASIA", "AIPA", "ANPA"];
    prefixes.iter().any(|prefix| word.starts_with(prefix)) && is_in_capitals(word)
}

fn is_in_capitals(word: &str) -> bool {
    word.bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Short words and numbers tell nobody.
fn is_worth_it(word: &str) -> bool {
    word.len() > 2 && !word.bytes().all(|byte| byte.is_ascii_digit()) && !word.starts_with("aws")
}

/// The words that mean something to IAM in this document, in small letters.
fn language(document: &str) -> BTreeSet<String> {
    let mut language: BTreeSet<String> = words(DICTIONARY)
        .chain(words(LANGUAGE))
        .map(str::to_ascii_lowercase)
        .filter(|word| !NOT_LANGUAGE.contains(&word.as_str()))
        .collect();
    let mut strings = document.split(['"', '\\']).peekable();
    while let Some(string) = strings.next() {
        let is_key = strings
            .peek()
            .is_some_and(|next| next.trim_start().starts_with(':'));
        let is_action = !string.contains(' ')
            && string.split_once(':').is_some_and(|(prefix, after)| {
                prefix != "arn"
                    && !prefix.is_empty()
                    && !after.contains(':')
                    && prefix
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                    && !prefix.bytes().any(|byte| byte.is_ascii_uppercase())
            });
        if is_key || is_action || string.contains(".amazonaws.com") {
            let parts = words(string).filter(|word| !string.starts_with("arn:") || word.len() < 3);
            language.extend(parts.map(str::to_ascii_lowercase));
        }
        if let Some(arn) = string.strip_prefix("arn:") {
            let parts = arn.splitn(5, ':').take(3).flat_map(words);
            language.extend(parts.map(str::to_ascii_lowercase));
        }
    }
    language
}

/// A part of a word with a wildcard at one side or both.
struct Part {
    text: String,
    open_left: bool,
    open_right: bool,
}

impl Part {
    fn cuts(&self, word: &str) -> bool {
        match (self.open_left, self.open_right) {
            (false, false) => false,
            (false, true) => word.starts_with(&self.text),
            (true, false) => word.ends_with(&self.text),
            (true, true) => word.contains(&self.text),
        }
    }
}

fn patterns(document: &str) -> Vec<Part> {
    let is_wild = |character: Option<char>| matches!(character, Some('*' | '?' | '}' | '$'));
    let mut parts = Vec::new();
    let mut before = None;
    let mut rest = document;
    while let Some(first) = rest.chars().next() {
        let length = rest
            .bytes()
            .take_while(u8::is_ascii_alphanumeric)
            .count()
            .max(first.len_utf8());
        let Some((piece, after)) = rest.split_at_checked(length) else {
            break;
        };
        // A brace before or behind ends a variable where no quote does.
        let (open_left, open_right) = (is_wild(before), is_wild(after.chars().next()));
        if first.is_ascii_alphanumeric() && (open_left || open_right) {
            parts.push(Part {
                text: piece.to_ascii_lowercase(),
                open_left,
                open_right: open_right && !after.starts_with('}'),
            });
        }
        before = piece.chars().next_back();
        rest = after;
    }
    parts
}
