//! From JSON to the policy model: the document and its statements.
//!
//! Source: *Grammar of the IAM JSON policy language* (R-ELM-1 … R-ELM-9, R-VER-1, R-VER-2, R-JSON-8).

use super::{
    Block, Policy, PolicySubject, Statement, Version, by_type, condition, element, principal,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{self, Member, Node, Value};
use crate::report::{Effect, StatementOutline};
use crate::spelling;
use crate::text::Span;

const DOCUMENT_ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];
const STATEMENT_ELEMENTS: [&str; 9] = [
    "Sid",
    "Principal",
    "NotPrincipal",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// What lowering collects: diagnostics, and whether the document can still be evaluated.
pub(super) struct Lowering {
    pub(super) subject: PolicySubject,
    pub(super) version: Version,
    pub(super) valid: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Lowering {
    /// AWS would refuse the document for this (R-INV-1): it cannot be evaluated.
    #[cold]
    #[inline(never)]
    pub(super) fn invalid(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.valid = false;
        self.push(make());
    }

    /// Worth saying, and evaluated all the same (R-INV-2). The diagnostic is made in a function of its own, so that the way of a document
    /// without faults is short, also to download.
    #[cold]
    #[inline(never)]
    pub(super) fn report(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.push(make());
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        const MOST: usize = 500;
        if self.diagnostics.len() < MOST {
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn has_variables(&self) -> bool {
        self.version == Version::V2012
    }
}

/// Reads a document.
pub(super) fn lower_document(text: &str, subject: PolicySubject) -> Policy {
    let parsed = json::parse(text);
    let valid = !parsed
        .diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error);
    let mut lowering = Lowering {
        subject,
        version: Version::V2008,
        valid,
        diagnostics: parsed.diagnostics,
    };
    let mut outline = Vec::new();
    let mut statements = Vec::new();
    match parsed.root.as_ref() {
        Some(Node {
            value: Value::Object(members),
            span,
        }) => {
            lower_members(members, *span, &mut lowering, &mut outline, &mut statements);
        }
        Some(Node {
            value: Value::Invalid,
            ..
        })
        | None => lowering.valid = false,
        Some(node) => lowering.invalid(|| {
            Diagnostic::error(
                "policy/not-an-object",
                node.span,
                format!(
                    "a policy is a JSON object, but this is {}",
                    node.kind_name()
                ),
            )
        }),
    }
    check_characters(text, &mut lowering);
    let mut diagnostics = lowering.diagnostics;
    crate::order::sort_by_key(&mut diagnostics, |d| (d.span, d.code));
    Policy {
        subject,
        version: lowering.version,
        outline,
        statements,
        diagnostics,
        valid: lowering.valid,
    }
}

/// R-JSON-3: reported, and evaluated all the same.
fn check_characters(text: &str, lowering: &mut Lowering) {
    let outside = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}');
    if let Some((at, c)) = text.char_indices().find(|(_, c)| outside(*c)) {
        lowering.report(|| Diagnostic::warning(
                "policy/unusual-character",
                Span::new(at, at + c.len_utf8()),
                format!("`{}` is outside the characters that IAM accepts in a policy", c.escape_debug()),
            )
            .help("IAM takes tab, line ends and the characters from U+0020 to U+00FF; other services may take more"),
        );
    }
}

fn lower_members(
    members: &[Member<'_>],
    span: Span,
    lowering: &mut Lowering,
    outline: &mut Vec<StatementOutline>,
    statements: &mut Vec<Statement>,
) {
    report_unknown_elements(
        members,
        &DOCUMENT_ELEMENTS,
        "at the top of a policy",
        lowering,
    );
    let find = |name: &str| members.iter().find(|m| m.key.as_str() == name);
    lower_version(find("Version"), span, lowering);
    lower_id(find("Id"), lowering);
    match find("Statement") {
        None => lowering.invalid(|| {
            Diagnostic::error(
                "policy/missing-statement",
                opening(span),
                "the policy has no `Statement`",
            )
            .help("add `\"Statement\": [ … ]`")
        }),
        Some(member) => match &member.value.value {
            Value::Array(nodes) => {
                if nodes.is_empty() {
                    lowering.report(|| {
                        Diagnostic::error(
                            "policy/empty-statement-list",
                            member.value.span,
                            "`Statement` lists no statement",
                        )
                        .help("the policy matches nothing; AWS refuses to save it")
                    });
                }
                for (index, node) in nodes.iter().enumerate() {
                    lower_statement(index, node, lowering, outline, statements);
                }
            }
            Value::Object(_) => lower_statement(0, &member.value, lowering, outline, statements),
            Value::Invalid => lowering.valid = false,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                wrong_type(
                    "Statement",
                    "an object or a list of objects",
                    &member.value,
                    lowering,
                );
            }
        },
    }
    by_type::check_sids(outline, members, lowering);
}

fn lower_version(member: Option<&Member<'_>>, span: Span, lowering: &mut Lowering) {
    let Some(member) = member else {
        by_type::check_missing_version(opening(span), lowering);
        return;
    };
    match member.value.as_str() {
        Some("2012-10-17") => lowering.version = Version::V2012,
        Some("2008-10-17") => by_type::check_old_version(member.value.span, lowering),
        Some(other) => lowering.invalid(|| {
            Diagnostic::error(
                "policy/invalid-version",
                member.value.span,
                format!("`{other}` is not a version of the policy language"),
            )
            .help("use `2012-10-17`; the only other one is `2008-10-17`")
        }),
        None => wrong_type("Version", "a text", &member.value, lowering),
    }
}

fn lower_id(member: Option<&Member<'_>>, lowering: &mut Lowering) {
    let Some(member) = member else { return };
    if member.value.as_str().is_none() {
        wrong_type("Id", "a text", &member.value, lowering);
    }
    by_type::check_id(member, lowering);
}

fn lower_statement(
    index: usize,
    node: &Node<'_>,
    lowering: &mut Lowering,
    outline: &mut Vec<StatementOutline>,
    statements: &mut Vec<Statement>,
) {
    let Value::Object(members) = &node.value else {
        match node.value {
            Value::Invalid => lowering.valid = false,
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => {
                wrong_type("Statement", "an object", node, lowering);
            }
        }
        outline.push(StatementOutline {
            sid: None,
            effect: None,
            span: node.span,
        });
        return;
    };
    report_unknown_elements(members, &STATEMENT_ELEMENTS, "in a statement", lowering);
    let mut fields = Fields {
        members,
        span: node.span,
        lowering,
    };
    let sid = fields.sid();
    let effect = fields.effect();
    let principal = fields.pair("Principal", "NotPrincipal", principal::lower_principals);
    let action = fields.pair("Action", "NotAction", element::lower_actions);
    let resource = fields.pair("Resource", "NotResource", element::lower_resources);
    let (conditions, condition_span) = fields.conditions();
    if action.is_none() && !fields.has("Action") && !fields.has("NotAction") {
        lowering.invalid(|| {
            Diagnostic::error(
                "policy/missing-action",
                opening(node.span),
                "the statement has neither `Action` nor `NotAction`",
            )
            .help("add one of the two")
        });
    }
    outline.push(StatementOutline {
        sid: sid.as_deref().map(str::to_owned),
        effect,
        span: node.span,
    });
    let has_resource = members
        .iter()
        .any(|m| matches!(m.key.as_str(), "Resource" | "NotResource"));
    let has_principal = members
        .iter()
        .any(|m| matches!(m.key.as_str(), "Principal" | "NotPrincipal"));
    by_type::check_presence(
        members,
        opening(node.span),
        has_principal,
        has_resource,
        lowering,
    );
    let (Some(effect), Some(action)) = (effect, action) else {
        return;
    };
    let statement = Statement {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        sid: sid.map(String::into_boxed_str),
        effect,
        span: node.span,
        principal,
        action,
        resource,
        conditions,
        condition_span,
    };
    by_type::check_statement(&statement, members, lowering);
    statements.push(statement);
}

/// The members of one statement while it is read.
struct Fields<'a, 't> {
    members: &'a [Member<'t>],
    span: Span,
    lowering: &'a mut Lowering,
}

impl<'a, 't> Fields<'a, 't> {
    fn find(&self, name: &str) -> Option<&'a Member<'t>> {
        self.members.iter().find(|m| m.key.as_str() == name)
    }

    fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn sid(&mut self) -> Option<String> {
        let member = self.find("Sid")?;
        let text = member.value.as_str().map(str::to_owned);
        if text.is_none() {
            wrong_type("Sid", "a text", &member.value, self.lowering);
        }
        text
    }

    /// R-ELM-4.
    fn effect(&mut self) -> Option<Effect> {
        let Some(member) = self.find("Effect") else {
            self.lowering.invalid(|| {
                Diagnostic::error(
                    "policy/missing-effect",
                    opening(self.span),
                    "the statement has no `Effect`",
                )
                .help("add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`")
            });
            return None;
        };
        match member.value.as_str() {
            Some("Allow") => Some(Effect::Allow),
            Some("Deny") => Some(Effect::Deny),
            Some(other) => {
                self.lowering.invalid(|| {
                    Diagnostic::error(
                        "policy/invalid-effect",
                        member.value.span,
                        format!("`{other}` is not an effect"),
                    )
                    .help("write `Allow` or `Deny`, exactly so")
                });
                None
            }
            None => {
                wrong_type("Effect", "a text", &member.value, self.lowering);
                None
            }
        }
    }

    /// An element and its `Not…` form, of which one at most may stand (R-ELM-2, R-ELM-3).
    fn pair<E>(
        &mut self,
        plain: &'static str,
        not: &'static str,
        lower: fn(&Node<'t>, &'static str, &mut Lowering) -> Option<Vec<E>>,
    ) -> Option<Block<E>> {
        let (first, second) = (self.find(plain), self.find(not));
        if let (Some(first), Some(second)) = (first, second) {
            let (earlier, later) = if first.key.span <= second.key.span {
                (first, second)
            } else {
                (second, first)
            };
            self.lowering.invalid(|| {
                Diagnostic::error(
                    "policy/exclusive-elements",
                    later.key.span,
                    format!("`{plain}` and `{not}` stand in the same statement"),
                )
                .help("remove one of the two")
                .related(
                    earlier.key.span,
                    format!("`{}` stands here", earlier.key.as_str()),
                )
            });
        }
        let (member, negated) = first.map(|m| (m, false)).or(second.map(|m| (m, true)))?;
        let name = if negated { not } else { plain };
        let entries = lower(&member.value, name, self.lowering)?;
        Some(Block {
            negated,
            span: member.key.span.cover(member.value.span),
            entries,
        })
    }

    fn conditions(&mut self) -> (Vec<super::Condition>, Option<Span>) {
        let Some(member) = self.find("Condition") else {
            return (Vec::new(), None);
        };
        let conditions = condition::lower_conditions(&member.value, self.lowering);
        (conditions, Some(member.key.span.cover(member.value.span)))
    }
}

fn report_unknown_elements(
    members: &[Member<'_>],
    known: &[&str],
    place: &str,
    lowering: &mut Lowering,
) {
    for member in members {
        let name = member.key.as_str();
        if known.contains(&name) {
            continue;
        }
        let mut diagnostic = Diagnostic::error(
            "policy/unknown-element",
            member.key.span,
            format!("`{name}` is not an element {place}"),
        );
        if let Some(near) = spelling::nearest(name, known.iter().copied()) {
            diagnostic = diagnostic.help(if near.eq_ignore_ascii_case(name) {
                format!("write `{near}`: names of elements are case-sensitive")
            } else {
                format!("did you mean `{near}`?")
            });
            diagnostic = diagnostic.fix(
                format!("Write `{near}`"),
                vec![crate::diagnostic::Edit {
                    span: member.key.span,
                    text: format!("\"{near}\""),
                }],
            );
        }
        lowering.invalid(|| diagnostic);
    }
}

/// The first character of an object: where something missing in it is reported.
pub(super) fn opening(span: Span) -> Span {
    Span {
        start: span.start,
        end: span.end.min(span.start + 1),
    }
}

/// R-INV-1: an element of the wrong JSON type. Unreadable values have their own diagnostic already.
pub(super) fn wrong_type(name: &str, expected: &str, node: &Node<'_>, lowering: &mut Lowering) {
    lowering.valid = false;
    if matches!(node.value, Value::Invalid) {
        return;
    }
    lowering.invalid(|| {
        Diagnostic::error(
            "policy/wrong-type",
            node.span,
            format!(
                "`{name}` is {}, but it should be {expected}",
                node.kind_name()
            ),
        )
    });
}

/// The texts of an element that takes one text or a list of them (R-JSON-7).
pub(super) fn texts<'a, 't>(
    node: &'a Node<'t>,
    name: &str,
    lowering: &mut Lowering,
) -> Option<Vec<&'a json::Text<'t>>> {
    match &node.value {
        Value::String(text) => Some(vec![text]),
        Value::Array(items) => {
            let mut texts = Vec::with_capacity(items.len());
            for item in items {
                if let Value::String(text) = &item.value {
                    texts.push(text);
                } else {
                    wrong_type(name, "a text or a list of texts", item, lowering);
                }
            }
            Some(texts)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Invalid => {
            wrong_type(name, "a text or a list of texts", node, lowering);
            None
        }
    }
}
