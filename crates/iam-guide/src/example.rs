//! The cast of the examples, and example ARNs from the patterns of the reference.

/// The account of most callers and resources.
pub(crate) const OURS: &str = "111122223333";
/// Another account of the organization.
pub(crate) const THEIRS: &str = "444455556666";
/// An account outside of it.
pub(crate) const STRANGER: &str = "777777777777";

/// Which of two examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The first.
    Owl,
    /// The second.
    Cat,
}

/// A user of ours.
pub(crate) fn user(name: &str) -> String {
    format!("arn:aws:iam::{OURS}:user/{name}")
}

/// A role of ours.
pub(crate) fn role(name: &str) -> String {
    format!("arn:aws:iam::{OURS}:role/{name}")
}

/// A session of a role of ours.
pub(crate) fn session(role: &str, name: &str) -> String {
    format!("arn:aws:sts::{OURS}:assumed-role/{role}/{name}")
}

/// An account as a principal.
pub(crate) fn account(id: &str) -> String {
    format!("arn:aws:iam::{id}:root")
}

/// A user of the other account.
pub(crate) fn partner(name: &str) -> String {
    format!("arn:aws:iam::{THEIRS}:user/{name}")
}

/// An example of a pattern: what is to fill becomes `main`, its last part one of two names.
pub(crate) fn arn(pattern: &str, prefix: &str, which: Which) -> String {
    let mut parts: Vec<String> = pattern.splitn(6, ':').map(str::to_owned).collect();
    let fixed = ["arn", "aws", prefix, "eu-west-1", OURS];
    for (part, example) in parts.iter_mut().zip(fixed) {
        if part.contains("${") || part == "*" {
            example.clone_into(part);
        }
    }
    if let Some(last) = parts.get_mut(5) {
        *last = fill(last, which);
    }
    parts.join(":")
}

/// Fills `${…}` and `*` in the last part of an ARN.
fn fill(pattern: &str, which: Which) -> String {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['$', '*']) {
        let (before, found) = rest.split_at(at);
        let end = if found.starts_with('*') {
            Some(1)
        } else {
            found.find('}').map(|end| end + 1)
        };
        let Some(end) = end else { break };
        pieces.push(before);
        rest = found.get(end..).unwrap_or_default();
    }
    let own = match which {
        Which::Owl => "owl",
        Which::Cat => "cat",
    };
    let last = pieces.len().saturating_sub(1);
    let mut filled = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        filled.push_str(piece);
        filled.push_str(if index == last { own } else { "main" });
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Which, arn};

    #[test]
    fn patterns_become_arns() {
        let rows = [
            (
                "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
                "arn:aws:sqs:eu-west-1:111122223333:cat",
            ),
            (
                "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
                "arn:aws:s3:::main/cat",
            ),
            (
                "arn:${Partition}:dms:${Region}:${Account}:cert:*",
                "arn:aws:dms:eu-west-1:111122223333:cert:cat",
            ),
            (
                "arn:${Partition}:braket:*:*:device/${A}/${B}",
                "arn:aws:braket:eu-west-1:111122223333:device/main/cat",
            ),
            (
                "arn:${Partition}:account::${Account}:account",
                "arn:aws:account::111122223333:account",
            ),
            (
                "arn:${Partition}:${Vendor}:${Region}:*:${T}:${Id}",
                "arn:aws:x:eu-west-1:111122223333:main:cat",
            ),
        ];
        for (pattern, expected) in rows {
            assert_eq!(arn(pattern, "x", Which::Cat), expected);
        }
    }
}
