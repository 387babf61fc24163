//! Reading `Condition`.
//!
//! Source: *IAM JSON policy elements: Condition*, *… Condition operators* (R-COND-1, R-ELM-5, R-OP-1, R-JSON-6).

use std::borrow::Cow;
use std::sync::Arc;

use super::element::report_problems;
use super::lower::{Lowering, wrong_type};
use super::operator::{self, Comparison, NotAnOperator, Operator};
use super::{Condition, ConditionValue, Operand};
use crate::boolean::parse_bool;
use crate::date::parse_date;
use crate::diagnostic::{Diagnostic, Edit};
use crate::ip::IpRange;
use crate::json::{Member, Node, Text, Value};
use crate::letter_case;
use crate::number::Decimal;
use crate::pattern::{ArnPattern, Pattern, PatternProblem, Variables, Wildcards};
use crate::text::Span;

/// Reads `Condition` into a flat list: every operator and key of it must hold (R-COND-2, R-COND-3).
pub(super) fn lower_conditions(node: &Node<'_>, lowering: &mut Lowering) -> Vec<Condition> {
    let Value::Object(blocks) = &node.value else {
        wrong_type("Condition", "an object of operators", node, lowering);
        return Vec::new();
    };
    if blocks.is_empty() {
        lowering.report(|| {
            Diagnostic::info(
                "policy/empty-condition",
                node.span,
                "`Condition` is empty: it sets no condition",
            )
        });
    }
    let mut conditions = Vec::new();
    for block in blocks {
        let operator = lower_operator(&block.key, lowering);
        let Value::Object(keys) = &block.value.value else {
            wrong_type(
                block.key.as_str(),
                "an object of condition keys",
                &block.value,
                lowering,
            );
            continue;
        };
        report_keys_by_case(keys, lowering);
        let operator_text: Arc<str> = block.key.as_str().into();
        for key in keys {
            let values = lower_values(key, operator, lowering);
            let (Some(operator), Some(values)) = (operator, values) else {
                continue;
            };
            let name = key.key.as_str();
            report_key_form(name, key.key.span, lowering);
            conditions.push(Condition {
                operator,
                operator_text: Arc::clone(&operator_text),
                operator_span: block.key.span,
                key: name.into(),
                key_lower: letter_case::lower(name).into(),
                key_span: key.key.span,
                span: key.key.span.cover(key.value.span),
                values,
            });
        }
    }
    conditions
}

fn lower_operator(text: &Text<'_>, lowering: &mut Lowering) -> Option<Operator> {
    let written = text.as_str();
    match Operator::parse(written) {
        Ok(read) => {
            if !read.exact {
                let spelling = read.operator.spelling();
                lowering.report(|| {
                    Diagnostic::warning(
                        "policy/operator-case",
                        text.span,
                        format!("`{written}` is documented as `{spelling}`"),
                    )
                    .fix(
                        format!("Write `{spelling}`"),
                        vec![Edit {
                            span: text.span,
                            text: format!("\"{spelling}\""),
                        }],
                    )
                });
            }
            Some(read.operator)
        }
        Err(why) => {
            let diagnostic =
                |message: String| Diagnostic::error("policy/unknown-operator", text.span, message);
            lowering.invalid(|| match why {
                NotAnOperator::NullIfExists => diagnostic("`Null` takes no `IfExists`".to_owned())
                    .help("`Null` itself tests whether the key is there"),
                NotAnOperator::UnknownQualifier => diagnostic(format!("`{written}` begins with an unknown set qualifier"))
                    .help("the two set qualifiers are `ForAllValues:` and `ForAnyValue:`"),
                NotAnOperator::UnknownName => {
                    let plain = diagnostic(format!("unknown operator `{written}`"));
                    match operator::nearest(written) {
                        Some(near) => plain.help(format!("did you mean `{near}`?")),
                        None => plain.help("operators are `StringEquals`, `ArnLike`, `Bool`, `IpAddress`, `Null` and their kin"),
                    }
                }
            });
            None
        }
    }
}

/// R-JSON-4: within one operator, keys that differ in case alone are the same key twice.
fn report_keys_by_case(keys: &[Member<'_>], lowering: &mut Lowering) {
    let mut seen: Vec<(String, &Text<'_>)> = keys
        .iter()
        .map(|m| (letter_case::lower(m.key.as_str()), &m.key))
        .collect();
    crate::order::sort_by(&mut seen, |a, b| {
        a.0.cmp(&b.0).then(a.1.span.cmp(&b.1.span))
    });
    for pair in seen.windows(2) {
        let [(first, a), (second, b)] = pair else {
            continue;
        };
        // The same spelling twice is the JSON parser's to report.
        if first == second && a.as_str() != b.as_str() {
            lowering.invalid(|| {
                Diagnostic::error(
                    "policy/duplicate-key-by-case",
                    b.span,
                    format!("`{}` and `{}` are the same key", a.as_str(), b.as_str()),
                )
                .help("names of condition keys ignore case; list all values under one of them")
                .related(a.span, "first given here")
            });
        }
    }
}

fn report_key_form(name: &str, span: Span, lowering: &mut Lowering) {
    if !name.contains(':') {
        lowering.report(|| {
            Diagnostic::error(
                "policy/key-form",
                span,
                format!("`{name}` is not the name of a condition key"),
            )
            .help("a key is `service:Name` or `aws:Name`; a request never carries this one")
        });
    }
}

fn lower_values(
    member: &Member<'_>,
    operator: Option<Operator>,
    lowering: &mut Lowering,
) -> Option<Vec<ConditionValue>> {
    match &member.value.value {
        Value::Array(items) => {
            if items.is_empty() {
                lowering.report(|| Diagnostic::info("policy/empty-values", member.value.span, format!("`{}` lists no value", member.key.as_str()))
                        .help("no request value can match an empty list; use `Null` to ask for a missing key"),
                );
            }
            items
                .iter()
                .map(|item| lower_value(item, &member.key, operator, lowering))
                .collect()
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Object(_)
        | Value::Invalid => Some(vec![lower_value(
            &member.value,
            &member.key,
            operator,
            lowering,
        )?]),
    }
}

fn lower_value(
    node: &Node<'_>,
    key: &Text<'_>,
    operator: Option<Operator>,
    lowering: &mut Lowering,
) -> Option<ConditionValue> {
    let (text, source): (Cow<'_, str>, Option<&Text<'_>>) = match &node.value {
        Value::String(text) => (Cow::Borrowed(text.as_str()), Some(text)),
        Value::Number(number) => (Cow::Borrowed(*number), None),
        Value::Bool(value) => (Cow::Borrowed(if *value { "true" } else { "false" }), None),
        Value::Null | Value::Array(_) | Value::Object(_) | Value::Invalid => {
            wrong_type(
                key.as_str(),
                "a text, a number, true or false, or a list of them",
                node,
                lowering,
            );
            return None;
        }
    };
    let operator = operator?;
    let reading = Reading {
        text: &text,
        span: node.span,
        source,
    };
    let operand = reading.operand(operator, lowering);
    Some(ConditionValue {
        text: text.into(),
        span: node.span,
        operand,
    })
}

/// One value while it is read for its operator.
struct Reading<'a, 't> {
    text: &'a str,
    span: Span,
    source: Option<&'a Text<'t>>,
}

impl Reading<'_, '_> {
    fn operand(&self, operator: Operator, lowering: &mut Lowering) -> Operand {
        let name = operator.base.name;
        let variables = if operator.takes_variables() && lowering.has_variables() {
            Variables::Yes
        } else {
            Variables::No
        };
        match operator.base.comparison {
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase => {
                Operand::Text(self.pattern(Wildcards::No, variables, lowering))
            }
            Comparison::StringLike => {
                Operand::Text(self.pattern(Wildcards::Yes, variables, lowering))
            }
            Comparison::Arn => {
                let (pattern, problems) = ArnPattern::parse(self.text, variables);
                self.report(&problems, lowering);
                Operand::Arn(pattern)
            }
            Comparison::Numeric(_) => {
                let readable = Decimal::parse(self.text).is_some();
                self.expect(readable, name, "a number", lowering);
                Operand::Number(readable)
            }
            Comparison::Date(_) => {
                let date = parse_date(self.text);
                self.expect(
                    date.is_some(),
                    name,
                    "a date such as `2026-01-31T00:00:00Z`",
                    lowering,
                );
                Operand::Date(date)
            }
            Comparison::Bool if variables == Variables::Yes && self.text.contains("${") => {
                lowering.report(|| {
                    Diagnostic::warning(
                        "policy/variable-in-bool",
                        self.span,
                        "AWS's pages disagree on variables in `Bool` values",
                    )
                    .help("it is replaced here; to be safe, write `true` or `false`")
                });
                Operand::BoolText(self.pattern(Wildcards::No, variables, lowering))
            }
            Comparison::Bool | Comparison::Null => {
                let value = parse_bool(self.text);
                self.expect(value.is_some(), name, "`true` or `false`", lowering);
                Operand::Bool(value)
            }
            Comparison::Binary => {
                let readable = crate::base64::is_base64(self.text);
                self.expect(readable, name, "base64", lowering);
                Operand::Binary(readable)
            }
            Comparison::Ip => {
                let range = IpRange::parse(self.text);
                self.expect(
                    range.is_some(),
                    name,
                    "an address or a range such as `203.0.113.0/24`",
                    lowering,
                );
                Operand::Ip(range)
            }
        }
    }

    fn pattern(
        &self,
        wildcards: Wildcards,
        variables: Variables,
        lowering: &mut Lowering,
    ) -> Pattern {
        let (pattern, problems) = Pattern::parse(self.text, wildcards, variables);
        self.report(&problems, lowering);
        pattern
    }

    fn report(&self, problems: &[PatternProblem], lowering: &mut Lowering) {
        if let Some(source) = self.source {
            report_problems(source, problems, lowering);
        }
    }

    /// R-OP-5: said, and evaluated all the same.
    fn expect(&self, readable: bool, operator: &str, expected: &str, lowering: &mut Lowering) {
        if readable {
            return;
        }
        lowering.report(|| {
            Diagnostic::warning(
                "policy/unreadable-value",
                self.span,
                format!("`{operator}` needs {expected}, not `{}`", self.text),
            )
            .help("this value never matches; under a `Not…` operator the condition is then false")
        });
    }
}
