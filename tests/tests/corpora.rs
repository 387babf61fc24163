//! Reads every policy that others wrote: valid ones without an error, the others with one at the right place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use iam_core::diagnostic::{Diagnostic, Severity};
use iam_core::policy::{Policy, PolicySubject};
use iam_core::scenario::PolicyType;
use iam_core::text::LineIndex;
use iam_tests::corpora::{self, Document};
use iam_tests::snapshot;

fn errors(policy: &Policy) -> impl Iterator<Item = &Diagnostic> {
    policy
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
}

fn place(found: &Diagnostic, text: &str) -> (u32, u32) {
    let (line, column) = LineIndex::new(text).line_col(found.span.start);
    (line + 1, column + 1)
}

#[test]
fn managed_policies_have_no_error() {
    let documents = corpora::documents("managed-policies");
    assert_eq!(documents.len(), 1052);
    for document in documents {
        let policy = Policy::parse(&document.text, document.subject);
        let found: Vec<_> = errors(&policy).collect();
        assert!(
            policy.valid && found.is_empty(),
            "{}: {found:?}",
            document.id
        );
    }
}

#[test]
fn counts_and_exceptions_are_those_of_the_snapshot() {
    let mut sets: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut exceptions = String::new();
    for document in corpora::FILES.into_iter().flat_map(corpora::documents) {
        let policy = Policy::parse(&document.text, document.subject);
        let key = (document.set.clone(), document.kind.clone());
        sets.entry(key).or_default().add(&policy);
        for found in errors(&policy) {
            let (line, column) = place(found, &document.text);
            let Document { id, kind, .. } = &document;
            let _ = writeln!(
                exceptions,
                "{id} ({kind}) {line}:{column} {}: {}",
                found.code, found.message
            );
        }
    }
    let mut text = "Policies that others wrote, by set and kind: how many there are, how many can be evaluated, and how many findings of each kind they have.\n\n".to_owned();
    let mut total = Tally::default();
    for ((set, kind), tally) in &sets {
        tally.write(&format!("{set}, {kind}"), &mut text);
        total.merge(tally);
    }
    total.write("all", &mut text);
    let _ = write!(text, "\nEvery error:\n\n{exceptions}");
    println!(
        "{} policies, {} of them valid",
        total.documents, total.valid
    );
    snapshot::check("corpora.txt", &text);
}

/// Documents with an error, and why it is right to report it.
const EXCEPTIONS: [(&str, &[&str]); 8] = [
    (
        "a placeholder stands for the ARN or the action",
        &[
            "data-perimeter/126824af39d4",
            "docs-s3/23f160229eb5",
            "docs-s3/ce3c7e1a1977",
            "docs-s3/facfab93ffa7",
            "docs-s3/2a2099254b6a",
        ],
    ),
    (
        "the resource is ` *`, with a blank: a slip of the guide",
        &["docs-iam/40b15f783985", "docs-organizations/252b8b14644e"],
    ),
    (
        "a principal's ARN with a wildcard in it (R-MPRN-2)",
        &[
            "cloudsplaining-tests/b6d5ea4b78c6",
            "cloudsplaining-tests/d6506e1113fc",
        ],
    ),
    (
        "`Principal` is an ARN without its map (R-INV-1)",
        &[
            "iamspy-tests/11ff7d1d8e46",
            "iamspy-tests/8ec75049b662",
            "iamspy-tests/16d9c7d68f69",
            "iamspy-tests/5d2ca7ca8e17",
        ],
    ),
    (
        "`Principal` or `NotPrincipal` is a list (R-INV-1)",
        &["quacky/bb9678d80425", "quacky/35d5ddece395"],
    ),
    (
        "wrong on purpose: a linter's tests of elements, keys and operators",
        &[
            "parliament-tests/bd4f23bf4b70",
            "parliament-tests/0a229c9f756c",
            "parliament-tests/c465229494ce",
            "parliament-tests/42099684b10c",
        ],
    ),
    (
        "wrong on purpose: `Sid`s with blanks, or twice (R-SID-2, R-SID-3)",
        &[
            "parliament-tests/f0e40b42e8be",
            "parliament-tests/8e0f50eb2efd",
        ],
    ),
    (
        "`Id` in an identity policy (R-SID-1)",
        &[
            "parliament-tests/b8064b8eb678",
            "parliament-tests/f9388b35596d",
        ],
    ),
];

#[test]
fn only_argued_documents_have_an_error() {
    let mut expected: BTreeSet<_> = EXCEPTIONS
        .iter()
        .flat_map(|(_, ids)| ids.iter().map(|id| (*id).to_owned()))
        .collect();
    for document in corpora::FILES.into_iter().flat_map(corpora::documents) {
        let policy = Policy::parse(&document.text, document.subject);
        let found: Vec<_> = errors(&policy).collect();
        let argued = expected.remove(&document.id);
        assert_eq!(argued, !found.is_empty(), "{}: {found:?}", document.id);
        assert!(policy.valid || argued, "{}", document.id);
    }
    assert!(expected.is_empty(), "no such documents: {expected:?}");
}

/// What was found in a set.
#[derive(Default)]
struct Tally {
    documents: usize,
    valid: usize,
    codes: BTreeMap<(Severity, &'static str), usize>,
}

impl Tally {
    fn add(&mut self, policy: &Policy) {
        self.documents += 1;
        self.valid += usize::from(policy.valid);
        for found in &policy.diagnostics {
            *self.codes.entry((found.severity, found.code)).or_default() += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.valid += other.valid;
        for (code, count) in &other.codes {
            *self.codes.entry(*code).or_default() += count;
        }
    }

    fn write(&self, title: &str, text: &mut String) {
        let _ = writeln!(
            text,
            "{title}: {} documents, {} valid",
            self.documents, self.valid
        );
        for ((severity, code), count) in &self.codes {
            let severity = format!("{severity:?}").to_lowercase();
            let _ = writeln!(text, "  {count} × {severity} {code}");
        }
    }
}

/// Texts whose first error lies elsewhere than where Python's reader gives up, with its place and the reason.
const ELSEWHERE: [(&str, (u32, u32), &str); 1] = [(
    "docs-kms/1eae5f41377b",
    (8, 17),
    "in `\"Bool\": \"kms:MultiRegion\": true` the second text is taken for a key, so it is the first that lacks its value",
)];

/// Python's reader names the character at which it gives up; ours marks the whole number, text or run of spaces that is
/// wrong. So the published place has to lie in, or right behind, the first error's span.
#[test]
fn texts_that_are_not_json_have_their_first_error_in_its_place() {
    let subject = PolicySubject {
        kind: PolicyType::Identity,
        trust: false,
    };
    let mut wrong = Vec::new();
    let texts = corpora::not_json();
    assert_eq!(texts.len(), 17);
    for published in &texts {
        let policy = Policy::parse(&published.text, subject);
        let first = errors(&policy)
            .filter(|found| found.code.starts_with("json/"))
            .min_by_key(|found| found.span.start);
        let argued = ELSEWHERE.iter().find(|(id, _, _)| *id == published.id);
        let at = argued.map_or(published.first_error, |(_, place, _)| *place);
        let published_at = offset(at, &published.text);
        if policy.valid || !first.is_some_and(|first| first.span.touches(published_at)) {
            let found =
                first.map(|first| (first.code, place(first, &published.text), &first.message));
            wrong.push(format!(
                "{}: expected {:?}, found {found:?}, valid: {}",
                published.id, at, policy.valid
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The offset of a line and column in characters, both from 1.
fn offset((line, column): (u32, u32), text: &str) -> u32 {
    let before: usize = text
        .split_inclusive('\n')
        .take(line as usize - 1)
        .map(str::len)
        .sum();
    let within = text[before..]
        .chars()
        .take(column as usize - 1)
        .map(char::len_utf8)
        .sum::<usize>();
    u32::try_from(before + within).unwrap()
}
