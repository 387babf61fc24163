//! A policy's text, written as people write policies: short lists stay on one line.

use iam_core::json::write_string;

/// Columns up to which a list stays on one line.
const WIDTH: usize = 72;

/// A statement of a policy.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    effect: &'static str,
    sid: &'static str,
    principal: Option<(&'static str, String)>,
    actions: Vec<String>,
    resources: Vec<String>,
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug)]
struct Condition {
    operator: &'static str,
    key: String,
    values: Vec<String>,
}

/// A statement that allows. No resource: the policy of a role, which has none.
pub(crate) fn allow(sid: &'static str, actions: &[&str], resources: &[&str]) -> Statement {
    Statement::new("Allow", sid, actions, resources)
}

/// A statement that denies.
pub(crate) fn deny(sid: &'static str, actions: &[&str], resources: &[&str]) -> Statement {
    Statement::new("Deny", sid, actions, resources)
}

impl Statement {
    fn new(effect: &'static str, sid: &'static str, actions: &[&str], resources: &[&str]) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Self {
            effect,
            sid,
            principal: None,
            actions: owned(actions),
            resources: owned(resources),
            conditions: Vec::new(),
        }
    }

    /// For a principal, of the kind `AWS` or `Service`.
    pub(crate) fn to(mut self, kind: &'static str, who: String) -> Self {
        self.principal = Some((kind, who));
        self
    }

    /// Under a condition; several of them must all hold.
    pub(crate) fn when(mut self, operator: &'static str, key: &str, values: &[&str]) -> Self {
        self.conditions.push(Condition {
            operator,
            key: key.to_owned(),
            values: values.iter().map(|&value| value.to_owned()).collect(),
        });
        self
    }

    fn write(&self, out: &mut String) {
        out.push_str("    {\n");
        let mut fields = vec![
            format!("      \"Sid\": {}", quoted(self.sid)),
            format!("      \"Effect\": {}", quoted(self.effect)),
        ];
        if let Some((kind, who)) = &self.principal {
            fields.push(format!(
                "      \"Principal\": {{ \"{kind}\": {} }}",
                quoted(who)
            ));
        }
        fields.push(format!("      \"Action\": {}", list(&self.actions, 6)));
        if !self.resources.is_empty() {
            fields.push(format!("      \"Resource\": {}", list(&self.resources, 6)));
        }
        if !self.conditions.is_empty() {
            fields.push(self.condition());
        }
        out.push_str(&fields.join(",\n"));
        out.push_str("\n    }");
    }

    fn condition(&self) -> String {
        let operators: Vec<String> = self
            .conditions
            .iter()
            .map(|condition| {
                let values = list(&condition.values, 8);
                let key = quoted(&condition.key);
                format!("        \"{}\": {{ {key}: {values} }}", condition.operator)
            })
            .collect();
        format!(
            "      \"Condition\": {{\n{}\n      }}",
            operators.join(",\n")
        )
    }
}

/// The text of a policy with these statements.
pub(crate) fn policy(statements: &[Statement]) -> String {
    let mut out = String::from("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n");
    for (index, statement) in statements.iter().enumerate() {
        if index > 0 {
            out.push_str(",\n");
        }
        statement.write(&mut out);
    }
    out.push_str("\n  ]\n}");
    out
}

/// One text by itself, several as a list.
fn list(texts: &[String], indent: usize) -> String {
    if let [only] = texts {
        return quoted(only);
    }
    let written: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    let line = format!("[{}]", written.join(", "));
    if indent + line.len() <= WIDTH {
        return line;
    }
    let inner = " ".repeat(indent + 2);
    let rows: Vec<String> = written
        .iter()
        .map(|text| format!("{inner}{text}"))
        .collect();
    format!("[\n{}\n{}]", rows.join(",\n"), " ".repeat(indent))
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    write_string(&mut out, text);
    out
}
