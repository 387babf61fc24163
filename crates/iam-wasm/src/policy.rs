//! One policy as it is read: its statements with every place, and what is wrong with it.

use iam_core::diagnostic::Diagnostic;
use iam_core::policy::{Block, Condition, Policy, Statement, Version};
use iam_core::report::Effect;
use iam_core::scenario::PolicyType;
use iam_core::text::{LineIndex, Span};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::entry::to_object;
use crate::{options, positions};

/// Reads one policy document. It never fails: what is wrong is in `diagnostics`.
///
/// # Errors
///
/// An unknown option, as an `Error` with a `code`.
#[wasm_bindgen(js_name = parsePolicy, skip_typescript)]
pub fn parse_policy(document: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let wants_utf16 = options::wants_utf16(options)?;
    let policy = Policy::parse(document, options::subject(options)?);
    let index = wants_utf16.then(|| positions::index(document)).flatten();
    to_object(&parsed(policy, &Places(index)))
}

/// Turns places into what the caller counts by.
struct Places(Option<LineIndex>);

impl Places {
    fn of(&self, span: Span) -> Span {
        let index = self.0.as_ref();
        index.map_or(span, |index| index.span_to_utf16(span))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ParsedPolicy {
    #[serde(rename = "type")]
    kind: PolicyType,
    trust: bool,
    version: &'static str,
    valid: bool,
    statements: Vec<ParsedStatement>,
    diagnostics: Vec<Diagnostic>,
}

/// A statement, as much of it as could be read.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ParsedStatement {
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<Effect>,
    span: Span,
    #[serde(skip_serializing_if = "Option::is_none")]
    elements: Option<Elements>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Elements {
    #[serde(skip_serializing_if = "Option::is_none")]
    principal: Option<Element>,
    action: Element,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<Element>,
    conditions: Vec<Test>,
}

#[derive(Serialize)]
struct Element {
    negated: bool,
    span: Span,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    text: String,
    span: Span,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    operator: String,
    operator_span: Span,
    key: String,
    key_span: Span,
    span: Span,
    values: Vec<Entry>,
}

fn parsed(mut policy: Policy, places: &Places) -> ParsedPolicy {
    if let Some(index) = &places.0 {
        for diagnostic in &mut policy.diagnostics {
            positions::turn_diagnostic(diagnostic, index);
        }
    }
    let read = |at: u32| policy.statements.iter().find(|read| read.index == at);
    let statements = (0..)
        .zip(&policy.outline)
        .map(|(at, outline)| ParsedStatement {
            sid: outline.sid.clone(),
            effect: outline.effect,
            span: places.of(outline.span),
            elements: read(at).map(|statement| elements(statement, places)),
        });
    ParsedPolicy {
        kind: policy.subject.kind,
        trust: policy.subject.trust,
        version: match policy.version {
            Version::V2008 => "2008-10-17",
            Version::V2012 => "2012-10-17",
        },
        valid: policy.valid,
        statements: statements.collect(),
        diagnostics: policy.diagnostics,
    }
}

fn elements(statement: &Statement, places: &Places) -> Elements {
    Elements {
        principal: statement
            .principal
            .as_ref()
            .map(|block| element(block, places, |own| (&own.text, own.span))),
        action: element(&statement.action, places, |own| (&own.text, own.span)),
        resource: statement
            .resource
            .as_ref()
            .map(|block| element(block, places, |own| (&own.text, own.span))),
        conditions: statement
            .conditions
            .iter()
            .map(|condition| test(condition, places))
            .collect(),
    }
}

fn element<E>(block: &Block<E>, places: &Places, read: impl Fn(&E) -> (&str, Span)) -> Element {
    let entries = block.entries.iter().map(|own| {
        let (text, span) = read(own);
        entry(text, span, places)
    });
    Element {
        negated: block.negated,
        span: places.of(block.span),
        entries: entries.collect(),
    }
}

fn entry(text: &str, span: Span, places: &Places) -> Entry {
    Entry {
        text: text.to_owned(),
        span: places.of(span),
    }
}

fn test(condition: &Condition, places: &Places) -> Test {
    let values = condition.values.iter();
    Test {
        operator: condition.operator_text.to_string(),
        operator_span: places.of(condition.operator_span),
        key: condition.key.to_string(),
        key_span: places.of(condition.key_span),
        span: places.of(condition.span),
        values: values
            .map(|value| entry(&value.text, value.span, places))
            .collect(),
    }
}
