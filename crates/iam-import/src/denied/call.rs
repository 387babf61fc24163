//! The API call around a sentence: `when calling the OP operation`, `operation error SERVICE: OP`.

use std::ops::Range;

use super::value::Value;
use crate::phrase;

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// From its first word to where the message begins.
    pub(super) range: Range<usize>,
    pub(super) operation: Value,
    /// As the wrapper names it: `S3`, `Secrets Manager`.
    pub(super) service: Option<String>,
    /// `AccessDenied`, `UnauthorizedOperation`, `403` …
    pub(super) code: Option<String>,
}

/// The most calls that are read from one text.
const MAX_CALLS: usize = 500;

/// Every call of the text, in order.
pub(super) fn find_calls(text: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut from = 0;
    while calls.len() < MAX_CALLS
        && let Some((which, range)) =
            phrase::find_any(text, from, &["when calling the ", "operation error "])
    {
        from = range.end;
        let call = if which == 0 {
            boto(text, range)
        } else {
            go(text, range)
        };
        if let Some(call) = call {
            from = call.range.end;
            calls.push(call);
        }
    }
    calls
}

/// `An error occurred (CODE) when calling the OP operation: `, perhaps with `(reached max retries: 4)` before the colon.
fn boto(text: &str, words: Range<usize>) -> Option<Call> {
    let operation = name(text, words.end)?;
    let end = phrase::after(text, operation.range.end, " operation")?;
    let rest = text.get(end..)?;
    let colon = rest
        .get(..rest.floor_char_boundary(60))?
        .find("): ")
        .map(|at| at + 1);
    let colon = if rest.starts_with(':') {
        Some(0)
    } else {
        colon
    };
    let message = end + colon.map_or(0, |colon| colon + 1);
    let before = text.get(..words.start)?.trim_end();
    let code = before.strip_suffix(')').and_then(|before| {
        let (_, code) = before.rsplit_once('(')?;
        (!code.is_empty() && code.len() < 100).then(|| code.to_owned())
    });
    Some(Call {
        range: words.start..phrase::skip_blank(text, message),
        operation,
        service: None,
        code,
    })
}

/// `operation error S3: HeadObject, https response error StatusCode: 403, …, api error CODE: `.
fn go(text: &str, words: Range<usize>) -> Option<Call> {
    let rest = text.get(words.end..)?;
    let colon = rest.get(..rest.floor_char_boundary(60))?.find(": ")?;
    let service = rest.get(..colon)?;
    let operation = name(text, words.end + colon + 2)?;
    let line = text.get(operation.range.end..)?;
    let line = line.get(..line.floor_char_boundary(2_000)).unwrap_or(line);
    let api = phrase::find(line, 0, "api error ");
    let (code, end) = match api {
        Some(api) => {
            let code = line.get(api.end..)?;
            let len = code.find([':', '\n', ' ']).unwrap_or(code.len());
            let code = code.get(..len)?;
            let end = operation.range.end + api.end + len;
            let colon = text.get(end..).is_some_and(|rest| rest.starts_with(':'));
            (Some(code.to_owned()), end + usize::from(colon))
        }
        None => (None, operation.range.end),
    };
    Some(Call {
        range: words.start..phrase::skip_blank(text, end),
        operation,
        service: Some(service.to_owned()),
        code,
    })
}

fn name(text: &str, at: usize) -> Option<Value> {
    let rest = text.get(at..)?;
    let len = rest
        .find(|ch: char| !ch.is_ascii_alphanumeric() && ch != '_')
        .unwrap_or(rest.len());
    (len > 0).then(|| Value::plain(text, at..at + len))
}

/// The service that stands behind a message: `(Service: AmazonS3; …`, `(Service: Iam, …`.
pub(super) fn service_behind(text: &str, at: usize) -> Option<String> {
    let start = phrase::skip_blank(text, at);
    let after = phrase::after(text, start, "(Service: ")
        .or_else(|| phrase::after(text, start + 1, "(Service: "))?;
    let rest = text.get(after..)?;
    let len = rest.find([',', ';', ')'])?;
    Some(rest.get(..len)?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers() {
        for (text, operation, service, code, message) in [
            (
                "An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
                "PutObject",
                None,
                Some("AccessDenied"),
                "Access Denied",
            ),
            (
                "An error occurred (403) when calling the HeadObject operation (reached max retries: 4): Forbidden",
                "HeadObject",
                None,
                Some("403"),
                "Forbidden",
            ),
            (
                "operation error S3: HeadObject, https response error StatusCode: 403, RequestID: X, api error Forbidden: Forbidden",
                "HeadObject",
                Some("S3"),
                Some("Forbidden"),
                "Forbidden",
            ),
        ] {
            let calls = find_calls(text);
            let [call] = calls.as_slice() else {
                panic!("{text}: {calls:?}");
            };
            assert_eq!(call.operation.text, operation);
            assert_eq!(call.service.as_deref(), service);
            assert_eq!(call.code.as_deref(), code);
            assert_eq!(text.get(call.range.end..), Some(message));
        }
        assert_eq!(
            service_behind("x (Service: Iam, Status Code: 403)", 1).as_deref(),
            Some("Iam")
        );
    }
}
