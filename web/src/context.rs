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
                let value = ContextValue::Single(Scalar::text(value));
                request.context.push((name, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{ContextValue, Request, Scalar, ScalarForm};

    use super::{ABSENT, Presence, UNKNOWN, is_number, is_open, reform, scalar, set_text, treat};

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
