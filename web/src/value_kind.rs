//! What the values of a condition key are, as the service reference has it, and what is wrong with one that is something else.

use iam_core::arn::Arn;
use iam_core::boolean::parse_bool;
use iam_core::date::parse_date;
use iam_core::ip::{IpRange, parse_address};
use iam_core::number::Decimal;
use iam_questions::builder::Key;

/// What one value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any text; also where nothing is known of the key.
    #[default]
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A date.
    Date,
    /// An IP address.
    Ip,
    /// An ARN.
    Arn,
    /// Bytes, in base64.
    Bytes,
}

impl Kind {
    /// The kind that the service reference calls so.
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "Bool" => Self::Bool,
            "Numeric" => Self::Number,
            "Date" => Self::Date,
            "IPAddress" => Self::Ip,
            "ARN" => Self::Arn,
            "Binary" => Self::Bytes,
            _ => Self::Text,
        }
    }

    /// The kind of a key among those of an action; of a template, what it begins with decides.
    pub(crate) fn of(keys: &[Key], name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let fits = |key: &&Key| {
            let known = key.name.to_ascii_lowercase();
            let open = known.find("${").or_else(|| known.find('<'));
            match open.and_then(|at| known.get(..at)) {
                Some(start) => lower.starts_with(start) && lower.len() > start.len(),
                None => known == lower,
            }
        };
        let found = keys.iter().find(fits);
        found.map_or(Self::Text, |key| Self::from_name(&key.kind))
    }

    /// What stands in a field that is empty.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Bool => "true",
            Self::Number => "0",
            Self::Date => "2026-01-01T00:00:00Z",
            Self::Ip => "203.0.113.7",
            Self::Arn => "arn:aws:…",
            Self::Bytes => "base64",
        }
    }

    /// The keys that a phone shows for it.
    pub(crate) const fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Number => Some("decimal"),
            Self::Text | Self::Bool | Self::Date | Self::Ip | Self::Arn | Self::Bytes => None,
        }
    }

    /// What is wrong with a value, if something is; a field that is still empty says what goes there.
    pub(crate) fn problem(self, text: &str) -> Option<&'static str> {
        if text.is_empty() {
            return None;
        }
        let (fits, problem) = match self {
            Self::Text => return None,
            Self::Bool => (parse_bool(text).is_some(), "neither true nor false"),
            Self::Number => (Decimal::parse(text).is_some(), "not a number"),
            Self::Date => (
                parse_date(text).is_some(),
                "not a date: write 2026-01-31T12:00:00Z, or seconds since 1970",
            ),
            Self::Ip if IpRange::parse(text).is_some() => (
                parse_address(text).is_some(),
                "a block of addresses, but a request comes from one",
            ),
            Self::Ip => (
                false,
                "not an IP address such as 203.0.113.7 or 2001:db8::1",
            ),
            Self::Arn => (
                Arn::parse(text).is_some(),
                "not an ARN: arn:partition:service:region:account:resource",
            ),
            Self::Bytes => (iam_core::base64::is_base64(text), "not base64"),
        };
        (!fits).then_some(problem)
    }

    /// A value to begin with that a policy asks for: of a block of addresses one that lies in it.
    pub(crate) fn value_from(self, asked: String) -> String {
        match (self, IpRange::parse(&asked)) {
            (Self::Ip, Some(block)) => block.address().to_string(),
            _ => asked,
        }
    }
}

/// A date as the browser's picker has it, in UTC; none for what is no date of the years 0 to 9999.
pub(crate) fn picked_from(text: &str) -> Option<String> {
    let whole = parse_date(text)?.to_string();
    let whole = whole.strip_suffix('Z')?;
    Some(whole.split('.').next().unwrap_or(whole).to_owned())
}

/// What was picked, as it is written: in seconds where it was in seconds before.
pub(crate) fn text_of_picked(picked: &str, before: &str) -> Option<String> {
    // Without seconds it lacks them.
    let full = if picked.matches(':').count() == 1 {
        [picked, ":00Z"].concat()
    } else {
        [picked, "Z"].concat()
    };
    let date = parse_date(&full)?;
    let in_seconds = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
    Some(if in_seconds && before.len() > 4 {
        date.seconds().to_string()
    } else {
        date.to_string()
    })
}

#[cfg(test)]
mod tests {
    use iam_questions::builder::Key;

    use super::{Kind, picked_from, text_of_picked};

    #[test]
    fn a_value_that_is_not_of_its_kind_is_told() {
        for (kind, good, bad) in [
            ("Bool", &["true", "false", ""][..], &["yes", "1"][..]),
            ("Numeric", &["0", "-1.5"], &["ten", "1,5"]),
            (
                "Date",
                &["2026-01-01T00:00:00Z", "2026-01-01", "1767225600"],
                &["tomorrow", "2026-13-01"],
            ),
            (
                "IPAddress",
                &["203.0.113.7", "2001:db8::1"],
                &["203.0.113.0/24", "localhost", "1.2.3"],
            ),
            ("ARN", &["arn:aws:s3:::b"], &["b", "arn:aws"]),
            ("Binary", &["QmFy"], &["?"]),
            ("String", &["anything"], &[]),
        ] {
            let kind = Kind::from_name(kind);
            assert!(
                good.iter().all(|text| kind.problem(text).is_none()),
                "{kind:?}"
            );
            assert!(
                bad.iter().all(|text| kind.problem(text).is_some()),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn the_kind_of_a_key_is_found() {
        let key = |name: &str, kind: &str| Key {
            name: name.to_owned(),
            kind: kind.to_owned(),
            multivalued: false,
            about: String::new(),
        };
        let keys = [
            key("aws:SourceIp", "IPAddress"),
            key("x:Age/${Name}", "Numeric"),
        ];
        for (name, kind) in [
            ("AWS:sourceip", Kind::Ip),
            ("x:age/a", Kind::Number),
            ("x:age/", Kind::Text),
            ("aws:SourceArn", Kind::Text),
        ] {
            assert_eq!(Kind::of(&keys, name), kind, "{name}");
        }
        assert_eq!(Kind::Ip.value_from("10.0.0.0/8".to_owned()), "10.0.0.0");
        assert_eq!(Kind::Text.value_from("10.0.0.0/8".to_owned()), "10.0.0.0/8");
    }

    #[test]
    fn dates_go_to_the_picker_and_back() {
        for (text, picked, again) in [
            (
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00Z",
            ),
            (
                "2026-01-31T14:00:00+02:00",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00Z",
            ),
            ("1767225600", "2026-01-01T00:00:00", "1767225600"),
        ] {
            assert_eq!(picked_from(text).as_deref(), Some(picked), "{text}");
            assert_eq!(
                text_of_picked(picked, text).as_deref(),
                Some(again),
                "{text}"
            );
        }
        assert_eq!(
            text_of_picked("2026-01-31T12:30", "").as_deref(),
            Some("2026-01-31T12:30:00Z")
        );
        assert_eq!(picked_from("soon"), None);
        assert_eq!(text_of_picked("", "x"), None);
    }
}
