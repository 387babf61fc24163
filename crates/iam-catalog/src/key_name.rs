//! Names of condition keys, which may be templates: `aws:RequestTag/${TagKey}`, `s3:ExistingObjectTag/<key>`.

/// Whether a key of a policy or request is the one that a name of the reference stands for. Names are compared without
/// regard to ASCII case; `${…}` and `<…>` in the name stand for one or more characters.
pub(crate) fn matches(name: &str, key: &str) -> bool {
    let Some((before, mut rest)) = split(name) else {
        return name.eq_ignore_ascii_case(key);
    };
    let Some(mut text) = strip_prefix(key, before) else {
        return false;
    };
    // Each hole takes at least one character; between holes, the earliest place of the literal leaves the most.
    while let Some((literal, after)) = split(rest) {
        let Some(found) = after_literal(text, literal) else {
            return false;
        };
        text = found;
        rest = after;
    }
    text.len() > rest.len() && ends_with(text, rest)
}

/// Whether a name is a template.
pub(crate) fn is_template(name: &str) -> bool {
    split(name).is_some()
}

/// The literal before the first hole of a name; the whole name if there is none.
pub(crate) fn literal_start(name: &str) -> &str {
    split(name).map_or(name, |(before, _)| before)
}

/// What stands before and after the first hole.
fn split(name: &str) -> Option<(&str, &str)> {
    let dollar = name.find("${").map(|at| (at, '}'));
    let angle = name.find('<').map(|at| (at, '>'));
    let (at, close) = match (dollar, angle) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    let end = at + name.get(at..)?.find(close)? + 1;
    Some((name.get(..at)?, name.get(end..)?))
}

fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn ends_with(text: &str, suffix: &str) -> bool {
    text.len()
        .checked_sub(suffix.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

/// What follows the first place of a literal, at least one character into the text.
fn after_literal<'t>(text: &'t str, literal: &str) -> Option<&'t str> {
    let places = text.char_indices().skip(1).map(|(at, _)| at);
    places
        .filter_map(|at| text.get(at..))
        .find_map(|rest| strip_prefix(rest, literal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_keys() {
        for (name, key, expected) in [
            ("aws:SourceIp", "aws:sourceip", true),
            ("aws:SourceIp", "aws:SourceIpX", false),
            ("aws:RequestTag/${TagKey}", "aws:requesttag/Team", true),
            ("aws:RequestTag/${TagKey}", "aws:RequestTag/", false),
            ("aws:RequestTag/${TagKey}", "aws:RequestTag", false),
            (
                "s3:ExistingObjectTag/<key>",
                "s3:ExistingObjectTag/a/b",
                true,
            ),
            (
                "kms:EncryptionContext:${EncryptionContextKey}",
                "kms:EncryptionContext:AppName",
                true,
            ),
            (
                "agent.${Domain}.buildkite.dev:sub",
                "agent.x.y.buildkite.dev:sub",
                true,
            ),
            (
                "agent.${Domain}.buildkite.dev:sub",
                "agent..buildkite.dev:sub",
                false,
            ),
            (
                "events:Metadata/${MetadataKey}/Matcher",
                "events:Metadata/a/Matcher",
                true,
            ),
            (
                "events:Metadata/${MetadataKey}/Matcher",
                "events:Metadata//Matcher",
                false,
            ),
            ("a/${x}b${y}c", "a/xxbyyc", true),
            ("a/${x}b${y}c", "a/bbc", false),
            ("a/${x}b${y}c", "a/xbbc", true),
            ("aws:RequestTag/${TagKey}", "aws:RequestTag/ü", true),
        ] {
            assert_eq!(matches(name, key), expected, "{name} {key}");
        }
        assert!(is_template("s3:ExistingObjectTag/<key>") && !is_template("s3:prefix"));
        assert_eq!(literal_start("aws:RequestTag/${TagKey}"), "aws:RequestTag/");
    }
}
