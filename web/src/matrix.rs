//! A table of many actions against many principals or resources: which requests its cells are, and the table as text.

use std::collections::HashSet;

use iam_core::policy::{Policy, PrincipalValue};
use iam_core::scenario::{Decision, Principal, Request, Resource, Scenario};

use crate::labels;

/// Rows that a table may have.
pub(crate) const MOST_ROWS: usize = 1_000;
/// Columns that a table may have.
pub(crate) const MOST_COLUMNS: usize = 200;

/// What the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Across {
    /// Who asks.
    Principals,
    /// What is asked for.
    Resources,
}

/// What is in a table, as a person wrote or picked it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// What the columns are.
    pub(crate) across: Across,
    /// A line each: an action, and after a space the resource if it is not that of the request in view.
    pub(crate) rows: Vec<String>,
    /// A line each: a principal or a resource.
    pub(crate) columns: Vec<String>,
}

impl Table {
    /// The cells of a row.
    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }

    /// All cells.
    pub(crate) fn cells(&self) -> usize {
        self.rows.len() * self.columns.len()
    }

    /// The table without what is too much of it, nothing twice.
    pub(crate) fn bounded(mut self) -> Self {
        for (list, most) in [
            (&mut self.rows, MOST_ROWS),
            (&mut self.columns, MOST_COLUMNS),
        ] {
            let mut seen = HashSet::new();
            list.retain(|line| seen.insert(line.clone()));
            list.truncate(most);
        }
        self
    }
}

/// The action of a row, and its resource if it has one of its own.
pub(crate) fn split(row: &str) -> (&str, Option<&str>) {
    match row.trim().split_once(char::is_whitespace) {
        Some((action, resource)) => (action, Some(resource.trim())),
        None => (row.trim(), None),
    }
}

/// The request that a cell stands for: like the one in view, but for its action and who asks or for what.
///
/// A principal or a resource that a saved request has is taken from there whole, with its tags.
pub(crate) fn request(
    scenario: &Scenario,
    base: &Request,
    (across, row, column): (Across, &str, &str),
) -> Request {
    let (action, own) = split(row);
    let mut request = self::column(scenario, base, across, column);
    action.clone_into(&mut request.action);
    if let Some(own) = own.filter(|_| across == Across::Principals) {
        request.resource = known_resource(scenario, base, own);
    }
    request
}

/// The request that a column's cells are like, but for their actions.
pub(crate) fn column(scenario: &Scenario, base: &Request, across: Across, column: &str) -> Request {
    let mut request = Request {
        name: None,
        expect: None,
        call: None,
        ..base.clone()
    };
    match across {
        Across::Principals => request.principal = known_principal(scenario, base, column),
        Across::Resources => request.resource = known_resource(scenario, base, column),
    }
    request
}

fn known_principal(scenario: &Scenario, base: &Request, arn: &str) -> Principal {
    let requests = std::iter::once(base).chain(&scenario.requests);
    let known = requests
        .map(|request| &request.principal)
        .find(|principal| principal.arn == arn);
    known.cloned().unwrap_or_else(|| Principal {
        arn: arn.to_owned(),
        ..Principal::default()
    })
}

/// A resource as a saved request has it, or with its ARN alone.
pub(crate) fn known_resource(scenario: &Scenario, base: &Request, arn: &str) -> Resource {
    let requests = std::iter::once(base).chain(&scenario.requests);
    let known = requests
        .map(|request| &request.resource)
        .find(|resource| resource.arn == arn);
    known.cloned().unwrap_or_else(|| Resource {
        arn: arn.to_owned(),
        ..Resource::default()
    })
}

/// The saved request that asks the same, if there is one.
pub(crate) fn saved(scenario: &Scenario, request: &Request) -> Option<usize> {
    scenario.requests.iter().position(|saved| {
        saved.action.eq_ignore_ascii_case(&request.action)
            && saved.principal == request.principal
            && saved.resource == request.resource
            && saved.context == request.context
            && saved.open_keys == request.open_keys
    })
}

/// A table of what the saved requests and the policies name.
pub(crate) fn offered(
    scenario: &Scenario,
    policies: &[&Policy],
    base: &Request,
    across: Across,
) -> Table {
    let actions = saved_actions(scenario, base, across)
        .into_iter()
        .chain(policy_actions(policies));
    let columns: Vec<String> = match across {
        Across::Principals => principals(scenario, policies),
        Across::Resources => resources(scenario, policies),
    };
    let rows = once_each(actions, across, base);
    Table {
        across,
        rows,
        columns,
    }
    .bounded()
}

/// The actions, without those of the policies that a saved request has with a resource of its own.
fn once_each(actions: impl Iterator<Item = String>, across: Across, base: &Request) -> Vec<String> {
    let mut seen = HashSet::new();
    actions
        .filter(|row| {
            let (action, own) = split(row);
            let known = !seen.insert(action.to_ascii_lowercase());
            !action.is_empty() && (!known || (across == Across::Principals && own.is_some()))
        })
        .map(|row| match split(&row) {
            (action, Some(own)) if own == base.resource.arn => action.to_owned(),
            _ => row,
        })
        .collect()
}

/// The actions of the saved requests.
fn saved_actions(scenario: &Scenario, base: &Request, across: Across) -> Vec<String> {
    let row = |request: &Request| {
        let own = across == Across::Principals
            && request.resource.arn != base.resource.arn
            && !request.resource.arn.is_empty();
        if own {
            [&request.action, " ", &request.resource.arn].concat()
        } else {
            request.action.clone()
        }
    };
    scenario.requests.iter().map(row).collect()
}

/// The actions that policies name without a wildcard.
fn policy_actions(policies: &[&Policy]) -> Vec<String> {
    let mut actions = action_patterns(policies);
    actions.retain(|text| text.contains(':') && !text.contains(['*', '?', '$']));
    actions
}

/// The entries of `Action` and `NotAction` in policies, each once.
pub(crate) fn action_patterns(policies: &[&Policy]) -> Vec<String> {
    let statements = policies.iter().flat_map(|policy| &policy.statements);
    let entries = statements.flat_map(|statement| &statement.action.entries);
    let mut seen = HashSet::new();
    entries
        .map(|entry| entry.text.to_string())
        .filter(|text| seen.insert(text.to_ascii_lowercase()))
        .collect()
}

fn principals(scenario: &Scenario, policies: &[&Policy]) -> Vec<String> {
    let saved = scenario
        .requests
        .iter()
        .map(|request| request.principal.arn.clone());
    let attached = scenario
        .policies
        .iter()
        .flat_map(|policy| policy.attached_to.iter().flatten())
        .filter(|arn| is_principal(arn))
        .cloned();
    let named = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .filter_map(|statement| statement.principal.as_ref())
        .flat_map(|block| &block.entries)
        .filter(|entry| !matches!(entry.value, PrincipalValue::Any))
        .map(|entry| entry.text.to_string())
        .filter(|text| is_principal(text) || text.ends_with(".amazonaws.com"));
    let all: Vec<String> = saved.chain(attached).chain(named).collect();
    all.into_iter().filter(|arn| !arn.is_empty()).collect()
}

/// Whether a text names one user, role, session or root user.
fn is_principal(text: &str) -> bool {
    let mut parts = text.split(':');
    let service = parts.nth(2).unwrap_or_default();
    let rest = parts.nth(2).unwrap_or_default();
    let kinds = ["user/", "role/", "assumed-role/", "federated-user/", "root"];
    ["iam", "sts"].contains(&service)
        && kinds.iter().any(|kind| rest.starts_with(kind))
        && !text.contains(['*', '?', '$'])
}

/// The resources of the saved requests, and those that policies name; a trailing wildcard becomes an example.
fn resources(scenario: &Scenario, policies: &[&Policy]) -> Vec<String> {
    let saved = scenario
        .requests
        .iter()
        .map(|request| request.resource.arn.clone());
    let named = policies
        .iter()
        .flat_map(|policy| &policy.statements)
        .filter_map(|statement| statement.resource.as_ref())
        .flat_map(|block| &block.entries)
        .map(|entry| entry.text.to_string())
        .map(|text| match text.strip_suffix('*') {
            Some(start) if start.ends_with('/') => start.to_owned() + "example",
            _ => text,
        })
        .filter(|text| text.starts_with("arn:") && !text.contains(['*', '?', '$']));
    let all: Vec<String> = saved.chain(named).collect();
    all.into_iter().filter(|arn| !arn.is_empty()).collect()
}

/// What a principal or a resource is called in a column's head: the end of its ARN.
pub(crate) fn short(arn: &str) -> &str {
    arn.splitn(6, ':').nth(5).unwrap_or(arn)
}

/// The table with its verdicts, values separated by commas.
pub(crate) fn csv(table: &Table, verdicts: &[Decision]) -> String {
    let field = |text: &str| {
        // A spreadsheet takes what begins so for a formula.
        let text = if text.starts_with(['=', '+', '-', '@']) {
            ["'", text].concat()
        } else {
            text.to_owned()
        };
        if text.contains([',', '"', '\n', '\r']) {
            ["\"", &text.replace('"', "\"\""), "\""].concat()
        } else {
            text
        }
    };
    let line = |cells: Vec<String>| cells.join(",") + "\r\n";
    let head = std::iter::once("Action".to_owned()).chain(table.columns.iter().map(|c| field(c)));
    let mut text = line(head.collect());
    for (row, verdicts) in table.rows.iter().zip(rows(table, verdicts)) {
        let words = verdicts.iter().map(|verdict| verdict.name().to_owned());
        text += &line(std::iter::once(field(row)).chain(words).collect());
    }
    text
}

/// The table with its verdicts in Markdown.
pub(crate) fn markdown(table: &Table, verdicts: &[Decision]) -> String {
    let code = |text: &str| ["`", &text.replace('`', "'").replace('|', "\\|"), "`"].concat();
    let line = |cells: Vec<String>| ["| ", &cells.join(" | "), " |\n"].concat();
    let head = std::iter::once("Action".to_owned()).chain(table.columns.iter().map(|c| code(c)));
    let mut text = line(head.collect());
    text += &line(vec!["---".to_owned(); table.width() + 1]);
    for (row, verdicts) in table.rows.iter().zip(rows(table, verdicts)) {
        let words = verdicts
            .iter()
            .map(|verdict| labels::decision_name(*verdict).to_owned());
        text += &line(std::iter::once(code(row)).chain(words).collect());
    }
    text
}

fn rows<'v>(table: &Table, verdicts: &'v [Decision]) -> impl Iterator<Item = &'v [Decision]> {
    verdicts.chunks(table.width().max(1))
}

#[cfg(test)]
mod tests {
    use iam_core::parse_policies;
    use iam_core::scenario::{Decision, Scenario};

    use super::{Across, Table, csv, markdown, offered, request, saved, short};

    const DOCUMENT: &str = r#"{
      "version": 1,
      "policies": [
        { "type": "identity", "attachedTo": ["arn:aws:iam::111122223333:role/Reader"], "document": {
          "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": ["s3:GetObject", "s3:Put*", "s3:listbucket"], "Resource": ["arn:aws:s3:::reports/*", "*"] }] } },
        { "type": "resource", "document": {
          "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::444455556666:user/bob", "444455556666", "*"], "Service": "logs.amazonaws.com" },
              "Action": "s3:*", "Resource": "arn:aws:s3:::reports" }] } }],
      "requests": [
        { "name": "read", "principal": { "arn": "arn:aws:iam::111122223333:user/ann", "tags": { "team": "red" } },
          "action": "s3:GetObject", "resource": "arn:aws:s3:::reports/a", "expect": "allow" },
        { "principal": "*", "action": "s3:ListBucket", "resource": "arn:aws:s3:::reports" }]
    }"#;

    fn table(across: Across) -> (Scenario, Table) {
        let scenario = Scenario::parse(DOCUMENT).unwrap();
        let policies = parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let table = offered(&scenario, &policies, &scenario.requests[0], across);
        (scenario, table)
    }

    #[test]
    fn a_table_has_what_requests_and_policies_name() {
        let (_, of) = table(Across::Principals);
        assert_eq!(
            of.rows,
            ["s3:GetObject", "s3:ListBucket arn:aws:s3:::reports"]
        );
        assert_eq!(
            of.columns,
            [
                "arn:aws:iam::111122223333:user/ann",
                "*",
                "arn:aws:iam::111122223333:role/Reader",
                "arn:aws:iam::444455556666:user/bob",
                "logs.amazonaws.com"
            ]
        );
        let (_, of) = table(Across::Resources);
        assert_eq!(of.rows, ["s3:GetObject", "s3:ListBucket"]);
        assert_eq!(
            of.columns,
            [
                "arn:aws:s3:::reports/a",
                "arn:aws:s3:::reports",
                "arn:aws:s3:::reports/example"
            ]
        );
    }

    #[test]
    fn a_cell_is_a_request_with_what_is_known_of_its_principal() {
        let (scenario, of) = table(Across::Principals);
        let base = &scenario.requests[1];
        let cell = request(
            &scenario,
            base,
            (
                of.across,
                "s3:GetObject arn:aws:s3:::reports/a",
                &of.columns[0],
            ),
        );
        assert_eq!(cell.principal.tags.len(), 1);
        assert_eq!(saved(&scenario, &cell), Some(0));
        let cell = request(
            &scenario,
            base,
            (of.across, "s3:PutObject", "arn:aws:iam::1:user/x"),
        );
        assert_eq!(
            (cell.resource.arn.as_str(), cell.name),
            ("arn:aws:s3:::reports", None)
        );
        let cell = request(
            &scenario,
            base,
            (Across::Resources, "s3:PutObject", "arn:aws:s3:::b"),
        );
        assert_eq!(
            (cell.principal.arn.as_str(), cell.resource.arn.as_str()),
            ("*", "arn:aws:s3:::b")
        );
        assert_eq!(saved(&scenario, &cell), None);
    }

    #[test]
    fn a_table_is_written_as_text() {
        let table = Table {
            across: Across::Principals,
            rows: vec!["s3:GetObject".to_owned(), "=x,\"y|".to_owned()],
            columns: vec!["*".to_owned(), "a".to_owned()],
        };
        let verdicts = [
            Decision::Allow,
            Decision::ImplicitDeny,
            Decision::ExplicitDeny,
            Decision::Error,
        ];
        assert_eq!(
            csv(&table, &verdicts),
            "Action,*,a\r\ns3:GetObject,allow,implicit-deny\r\n\"'=x,\"\"y|\",explicit-deny,error\r\n"
        );
        assert_eq!(
            markdown(&table, &verdicts),
            "| Action | `*` | `a` |\n| --- | --- | --- |\n| `s3:GetObject` | Allowed | Denied (no allow) |\n| `=x,\"y\\|` | Denied (explicit) | Cannot be decided |\n"
        );
    }

    #[test]
    fn an_arn_is_called_by_its_end() {
        for (arn, name) in [
            ("arn:aws:iam::1:user/team/ann", "user/team/ann"),
            ("arn:aws:s3:::b/a:c", "b/a:c"),
            ("*", "*"),
            ("lambda.amazonaws.com", "lambda.amazonaws.com"),
        ] {
            assert_eq!(short(arn), name);
        }
    }
}
