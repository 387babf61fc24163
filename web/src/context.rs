//! How the values of condition keys change: their text, the form they are written in, and whether they are there at all.

use iam_core::scenario::{ContextValue, Request, Scalar, ScalarForm};

/// Sets the text of a single value, in its form if the text has it.
pub(crate) fn set_text(request: &mut Request, at: usize, text: String) {
    if let Some((_, ContextValue::Single(value))) = request.context.get_mut(at) {
        *value = scalar(text, value.form);
    }
}

/// A scalar in the form wished for, or in quotes where the text does not have that form.
pub(crate) fn scalar(text: String, form: ScalarForm) -> Scalar {
    let fits = match form {
        ScalarForm::Text => true,
        ScalarForm::Boolean => text == "true" || text == "false",
        ScalarForm::Number => is_number(&text),
    };
    let form = if fits { form } else { ScalarForm::Text };
    Scalar { text, form }
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero =
        digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let plain = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !digits.ends_with('.');
    digits.starts_with(|c: char| c.is_ascii_digit())
        && plain
        && !leading_zero
        && digits.matches('.').count() < 2
}

/// The number of the form of a value: text, number, Boolean, list.
pub(crate) const fn form_of(value: &ContextValue) -> usize {
    match value {
        ContextValue::List(_) => 3,
        ContextValue::Single(value) => match value.form {
            ScalarForm::Text => 0,
            ScalarForm::Number => 1,
            ScalarForm::Boolean => 2,
        },
    }
}

/// The number that stands for a key that the request lacks.
pub(crate) const ABSENT: usize = 4;

/// The number that stands for a key of which it is not known whether the request has it.
pub(crate) const UNKNOWN: usize = 5;

/// Whether a key of the request is open, by its name.
pub(crate) fn is_open(request: &Request, name: &str) -> bool {
    let mut open = request.open_keys.iter();
    open.any(|key| key.eq_ignore_ascii_case(name))
}

/// Writes a value in another form, keeping as much of it as the form can hold; or makes its key absent, or unknown.
pub(crate) fn reform(request: &mut Request, at: usize, form: usize) {
    let Some((name, value)) = request.context.get_mut(at) else {
        return;
    };
    request
        .open_keys
        .retain(|key| !key.eq_ignore_ascii_case(name));
    if form == UNKNOWN {
        // The value stays, for when the key is present again.
        request.open_keys.push(name.clone());
        return;
    }
    if form == ABSENT {
        request.context.remove(at);
        return;
    }
    let first = match &*value {
        ContextValue::Single(value) => Some(value.text.clone()),
        ContextValue::List(values) => values.first().map(|value| value.text.clone()),
    };
    let text = first.unwrap_or_default();
    *value = match form {
        1 => ContextValue::Single(if is_number(&text) {
            scalar(text, ScalarForm::Number)
        } else {
            scalar("0".to_owned(), ScalarForm::Number)
        }),
        2 => ContextValue::Single(scalar((text == "true").to_string(), ScalarForm::Boolean)),
        3 => match &*value {
            ContextValue::List(_) => return,
            ContextValue::Single(value) if value.text.is_empty() => ContextValue::List(Vec::new()),
            ContextValue::Single(value) => ContextValue::List(vec![value.clone()]),
        },
        _ => ContextValue::Single(Scalar::text(text)),
    };
}

/// Keys that many requests carry, to offer when one is added.
pub(crate) const COMMON: [&str; 22] = [
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
    "aws:RequestedRegion",
    "aws:SecureTransport",
    "aws:CurrentTime",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:RequestTag/team",
    "aws:TagKeys",
    "aws:ResourceTag/team",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:CalledVia",
    "aws:ViaAWSService",
    "aws:UserAgent",
    "aws:referer",
    "sts:ExternalId",
    "s3:prefix",
    "kms:ViaService",
];

/// What the keys of the tags in a request begin with.
const REQUEST_TAG: &str = "aws:RequestTag/";

/// The name of the tag, or its placeholder, in the key of a tag in the request.
fn tag_of_request(name: &str) -> Option<&str> {
    let (start, tag) = name.split_at_checked(REQUEST_TAG.len())?;
    start.eq_ignore_ascii_case(REQUEST_TAG).then_some(tag)
}

/// Whether a key, or the template of one, is that of a tag in the request.
pub(crate) fn is_tag_of_request(name: &str) -> bool {
    tag_of_request(name).is_some()
}

/// The tag that a key of the request stands for, if it is one with a single text.
pub(crate) fn request_tag<'c>(
    name: &'c str,
    value: &'c ContextValue,
) -> Option<(&'c str, &'c str)> {
    let tag = tag_of_request(name).filter(|tag| !tag.is_empty())?;
    match value {
        ContextValue::Single(value) => Some((tag, &value.text)),
        ContextValue::List(_) => None,
    }
}

/// The tags in a request.
pub(crate) fn request_tags(request: &Request) -> Vec<(String, String)> {
    let context = request.context.iter();
    let open = |name: &str| is_open(request, name);
    let tags = context.filter(|(name, _)| !open(name));
    let tags = tags.filter_map(|(name, value)| request_tag(name, value));
    tags.map(|(tag, value)| (tag.to_owned(), value.to_owned()))
        .collect()
}

/// Sets the tags in a request; the other keys stay where they are, the tags where the first of them was.
pub(crate) fn set_request_tags(request: &mut Request, tags: Vec<(String, String)>) {
    let open = request.open_keys.clone();
    let is_tag = |(name, value): &(String, ContextValue)| {
        request_tag(name, value).is_some() && !open.iter().any(|key| key.eq_ignore_ascii_case(name))
    };
    let first = request.context.iter().position(is_tag);
    request.context.retain(|entry| !is_tag(entry));
    let at = first.unwrap_or(request.context.len());
    let tags = tags.into_iter().map(|(tag, value)| {
        let name = [REQUEST_TAG, &tag].concat();
        (name, ContextValue::Single(Scalar::text(value)))
    });
    request.context.splice(at..at, tags);
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It has a value.
    Present,
    /// The request lacks it.
    Absent,
    /// It may be either.
    Open,
}

/// Makes a key present with a value, absent or open.
pub(crate) fn treat(request: &mut Request, name: String, presence: Presence, value: String) {
    request
        .open_keys
        .retain(|key| !key.eq_ignore_ascii_case(&name));
    match presence {
        Presence::Absent => {}
        Presence::Open => request.open_keys.push(name),
        Presence::Present => {
            let mut given = request.context.iter();
            if !given.any(|(key, _)| key.eq_ignore_ascii_case(&name)) {
                let form = match value.as_str() {
                    "true" | "false" => ScalarForm::Boolean,
                    _ => ScalarForm::Text,
                };
                let value = ContextValue::Single(scalar(value, form));
                request.context.push((name, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{ContextValue, Request, Scalar, ScalarForm};

    use super::{
        ABSENT, Presence, UNKNOWN, is_number, is_open, reform, request_tags, scalar,
        set_request_tags, set_text, treat,
    };

    #[test]
    fn numbers_are_those_of_json() {
        for text in ["0", "12", "-3", "1.5", "0.25"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", "01", "1.", ".5", "1.2.3", "ten", "1e"] {
            assert!(!is_number(text), "{text}");
        }
        assert_eq!(
            scalar("ten".to_owned(), ScalarForm::Number).form,
            ScalarForm::Text
        );
    }

    #[test]
    fn a_value_changes_form_and_back() {
        let mut request = Request::default();
        treat(
            &mut request,
            "k".to_owned(),
            Presence::Present,
            "true".to_owned(),
        );
        let value = |request: &Request| request.context[0].1.clone();
        reform(&mut request, 0, 2);
        assert_eq!(
            value(&request),
            ContextValue::Single(scalar("true".to_owned(), ScalarForm::Boolean))
        );
        reform(&mut request, 0, 3);
        reform(&mut request, 0, 0);
        assert_eq!(value(&request), ContextValue::Single(Scalar::text("true")));
        set_text(&mut request, 0, "x".to_owned());
        reform(&mut request, 0, 1);
        assert_eq!(
            value(&request),
            ContextValue::Single(scalar("0".to_owned(), ScalarForm::Number))
        );
        reform(&mut request, 7, 1);
        reform(&mut request, 0, UNKNOWN);
        assert!(is_open(&request, "K") && request.context.len() == 1);
        reform(&mut request, 0, 0);
        assert!(!is_open(&request, "k"));
        reform(&mut request, 0, ABSENT);
        assert!(request.context.is_empty());
    }

    #[test]
    fn the_tags_in_a_request_are_a_list() {
        let key = |name: &str| (name.to_owned(), ContextValue::Single(Scalar::text("x")));
        let mut request = Request {
            context: [
                "a",
                "aws:requesttag/one",
                "b",
                "aws:RequestTag/two",
                "aws:RequestTag/",
            ]
            .map(key)
            .into(),
            open_keys: vec!["aws:RequestTag/TWO".to_owned()],
            ..Request::default()
        };
        let tag = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(request_tags(&request), [tag("one", "x")]);
        set_request_tags(&mut request, vec![tag("one", "y"), tag("three", "z")]);
        let names: Vec<&str> = request
            .context
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "a",
                "aws:RequestTag/one",
                "aws:RequestTag/three",
                "b",
                "aws:RequestTag/two",
                "aws:RequestTag/"
            ]
        );
        set_request_tags(&mut request, Vec::new());
        assert_eq!(request.context.len(), 4);
    }

    #[test]
    fn an_open_key_is_open_once() {
        let mut request = Request::default();
        treat(
            &mut request,
            "aws:SourceIp".to_owned(),
            Presence::Open,
            String::new(),
        );
        treat(
            &mut request,
            "AWS:sourceip".to_owned(),
            Presence::Open,
            String::new(),
        );
        assert_eq!(request.open_keys.len(), 1);
        treat(
            &mut request,
            "aws:sourceip".to_owned(),
            Presence::Absent,
            String::new(),
        );
        assert!(request.open_keys.is_empty());
    }
}
