//! Output of AWS Organizations: control policies, what they are attached to, and the tree of accounts.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::{OrganizationAccount, PolicyType};
use iam_core::text::Span;

use crate::evidence::{list_at, span_of, text_at};
use crate::import::Format;
use crate::missing::{self, Missing, MissingKind};
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "organizations-cli",
    name: "output of AWS Organizations",
};

/// The most levels of an organization, with some to spare: AWS has a root and five levels of units.
const MAX_LEVELS: usize = 16;

/// What is gathered over several outputs, and put together when all is read.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Children and their parents.
    parents: Vec<(String, String)>,
    /// Ids of policies and where they are in the import.
    policies: Vec<(String, usize)>,
    /// Ids of policies and what they are attached to.
    targets: Vec<(String, Vec<String>)>,
}

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let any = |list: &str, key: &str| {
        list_at(root, &[list])
            .iter()
            .any(|item| item.get(key).is_some())
    };
    let starts = |list: &str, key: &str, mark: &str| {
        list_at(root, &[list])
            .iter()
            .any(|item| text_at(item, &[key]).is_some_and(|id| id.starts_with(mark)))
    };
    let known_by = if root
        .get("Policy")
        .is_some_and(|policy| policy.get("PolicySummary").is_some())
    {
        "`Policy.PolicySummary`"
    } else if starts("Policies", "Id", "p-") {
        "`Policies` with ids that begin with `p-`"
    } else if any("Targets", "TargetId") {
        "`Targets` with `TargetId`"
    } else if any("Parents", "Id") {
        "`Parents`"
    } else if text_at(root, &["Organization", "Id"]).is_some() {
        "`Organization`"
    } else if starts("Roots", "Id", "r-") {
        "`Roots`"
    } else if starts("OrganizationalUnits", "Id", "ou-") {
        "`OrganizationalUnits`"
    } else if starts("Accounts", "Arn", "arn:") {
        "`Accounts`"
    } else {
        return None;
    };
    Some(known_by.to_owned())
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    if let Some(policy) = root.get("Policy") {
        read_policy(paste, policy, reader);
    }
    read_list(paste, root, reader);
    read_targets(paste, root, reader);
    if let Some(child) = paste.command.and_then(|command| command.option("child-id")) {
        for parent in list_at(root, &["Parents"]) {
            if let Some(id) = text_at(parent, &["Id"]) {
                reader.tree.parents.push((child.to_owned(), id.to_owned()));
            }
        }
        // A level up is named: it has control policies, and a parent, of its own.
    } else if !list_at(root, &["Parents"]).is_empty() {
        reader.note(
            "command-needed",
            "whose parents these are is not said: paste the command with its output",
            span,
        );
    }
    if let Some(parent) = paste
        .command
        .and_then(|command| command.option("parent-id"))
    {
        for list in ["OrganizationalUnits", "Accounts"] {
            for child in list_at(root, &[list]) {
                if let Some(id) = text_at(child, &["Id"]) {
                    reader.tree.parents.push((id.to_owned(), parent.to_owned()));
                }
            }
        }
    }
    if let Some(id) = text_at(root, &["Organization", "Id"]) {
        name(
            reader,
            id,
            text_at(root, &["Organization", "MasterAccountId"]),
            span,
        );
    }
    for list in ["Roots", "OrganizationalUnits", "Accounts"] {
        for item in list_at(root, &[list]) {
            if let Some(arn) = text_at(item, &["Arn"]) {
                read_arn(arn, span, reader);
            }
        }
    }
    for account in list_at(root, &["Accounts"]) {
        read_paths(account, span, reader);
    }
}

/// `Paths`: `o-…/r-…/ou-…/ACCOUNT/`.
fn read_paths(account: &Node<'_>, span: Span, reader: &mut Reader<'_>) {
    let (Some(id), [path]) = (text_at(account, &["Id"]), list_at(account, &["Paths"])) else {
        return;
    };
    if let Some(path) = path
        .as_str()
        .and_then(|path| path.strip_suffix(&format!("{id}/")))
    {
        place(reader, id, path, span);
    }
}

/// Organization and management account from the ARN of anything in it.
pub(crate) fn read_arn(arn: &str, span: Span, reader: &mut Reader<'_>) {
    let Some(arn) = Arn::parse(arn).filter(|arn| arn.service == "organizations") else {
        return;
    };
    let id = arn
        .resource
        .split('/')
        .nth(1)
        .filter(|id| id.starts_with("o-"));
    if let Some(id) = id {
        let management = is_account_id(arn.account).then_some(arn.account);
        name(reader, id, management, span);
    }
}

fn name(reader: &mut Reader<'_>, id: &str, management: Option<&str>, span: Span) {
    let found = reader.organization(span);
    found.id.get_or_insert_with(|| id.to_owned());
    if let Some(account) = management.filter(|account| is_account_id(account)) {
        found
            .management_account
            .get_or_insert_with(|| account.to_owned());
    }
}

/// The type of policies that take part in decisions; others do not.
fn kind_of(name: &str) -> Option<PolicyType> {
    match name {
        "SERVICE_CONTROL_POLICY" => Some(PolicyType::ServiceControl),
        "RESOURCE_CONTROL_POLICY" => Some(PolicyType::ResourceControl),
        _ => None,
    }
}

/// AWS's own policies, which every level has unless something else is listed.
pub(crate) fn is_default(id: &str) -> bool {
    id == "p-FullAWSAccess" || id == "p-RCPFullAWSAccess"
}

fn read_policy(paste: &Paste<'_>, policy: &Node<'_>, reader: &mut Reader<'_>) {
    let Some(summary) = policy.get("PolicySummary") else {
        return;
    };
    let span = span_of(paste.layer, policy);
    let id = text_at(summary, &["Id"]).unwrap_or_default();
    let type_name = text_at(summary, &["Type"]).unwrap_or_default();
    if let Some(arn) = text_at(summary, &["Arn"]) {
        read_arn(arn, span, reader);
    }
    let Some(kind) = kind_of(type_name) else {
        reader.note(
            "unsupported-part",
            format!("a policy of type `{type_name}` takes no part in whether a request is allowed"),
            span,
        );
        reader.refuse(
            format!("this policy is of type `{type_name}`, which takes no part in whether a request is allowed"),
            "Paste a service control policy or a resource control policy",
            span,
        );
        return;
    };
    let item = reader
        .open_item(MissingKind::Policy(kind), id)
        .map(|item| item.attached_to)
        .unwrap_or_default();
    reader.not_missing(MissingKind::Policy(kind), id);
    let Some(content) = policy.get("Content") else {
        return;
    };
    let index = reader.out.policies.len();
    let known = Known {
        name: text_at(summary, &["Name"]).unwrap_or(id).to_owned(),
        kind,
        reason: format!("its type is `{type_name}`"),
        attached_to: item,
        id: Some(id.to_owned()),
    };
    if policies::add(paste.layer, content, known, reader) && reader.out.policies.len() > index {
        reader.tree.policies.push((id.to_owned(), index));
    }
}

/// `list-policies-for-target`: which policies there are; their texts are to be fetched.
fn read_list(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let target = paste
        .command
        .and_then(|command| command.option("target-id"))
        .map(str::to_owned);
    for policy in list_at(root, &["Policies"]) {
        let (Some(id), Some(kind)) = (
            text_at(policy, &["Id"]),
            text_at(policy, &["Type"]).and_then(kind_of),
        ) else {
            continue;
        };
        let span = span_of(paste.layer, policy);
        if let Some(arn) = text_at(policy, &["Arn"]) {
            read_arn(arn, span, reader);
        }
        if let Some(target) = &target {
            reader.not_missing(MissingKind::Policy(kind), target);
        }
        if is_default(id) {
            continue;
        }
        reader.add_missing(Missing {
            attached_to: target.clone().into_iter().collect(),
            ..missing::organization_policy(kind, id, span)
        });
    }
}

fn read_targets(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let targets: Vec<String> = list_at(root, &["Targets"])
        .iter()
        .filter_map(|target| text_at(target, &["TargetId"]).map(str::to_owned))
        .collect();
    if targets.is_empty() {
        return;
    }
    let span = span_of(paste.layer, root);
    for target in list_at(root, &["Targets"]) {
        if let Some(arn) = text_at(target, &["Arn"]) {
            read_arn(arn, span, reader);
        }
    }
    let stated = paste
        .command
        .and_then(|command| command.option("policy-id"))
        .map(str::to_owned);
    let only = match reader.tree.policies.as_slice() {
        [(id, _)] => Some(id.clone()),
        _ => None,
    };
    match stated.or(only) {
        Some(id) => reader.tree.targets.push((id, targets)),
        None => reader.note(
            "command-needed",
            "what is attached to these targets is not said: paste the command with its output",
            span,
        ),
    }
}

/// Puts together what several outputs said.
pub(crate) fn finish(reader: &mut Reader<'_>) {
    let tree = std::mem::take(&mut reader.tree);
    for (id, targets) in &tree.targets {
        let index = tree.policies.iter().find(|(known, _)| known == id);
        let found = index.and_then(|(_, index)| reader.out.policies.get_mut(*index));
        match found {
            Some(found) => found.policy.attached_to = Some(targets.clone()),
            None => {
                if let Some(item) = reader.out.missing.iter_mut().find(|item| item.id == *id) {
                    item.attached_to.clone_from(targets);
                }
            }
        }
    }
    for (id, index) in &tree.policies {
        let Some(found) = reader.out.policies.get(*index) else {
            continue;
        };
        if found.policy.attached_to.is_none() {
            let span = found.span;
            reader.note(
                "targets-unknown",
                format!("what {id} is attached to is not said: it is taken to be the root"),
                span,
            );
        }
    }
    build_paths(&tree, reader);
}

/// The path of every account whose chain of parents reaches a root.
fn build_paths(tree: &Tree, reader: &mut Reader<'_>) {
    let Some(found) = &reader.out.organization else {
        if !tree.parents.is_empty() {
            reader.note(
                "organization-unknown",
                "the organization's id is not said: paste what `aws organizations describe-organization` prints",
                None,
            );
        }
        return;
    };
    let span = found.span;
    let Some(id) = found.organization.id.clone() else {
        return;
    };
    let accounts: Vec<&String> = tree
        .parents
        .iter()
        .map(|(child, _)| child)
        .filter(|child| is_account_id(child))
        .collect();
    for account in accounts {
        let mut units = Vec::new();
        let mut at: &str = account;
        for _ in 0..MAX_LEVELS {
            let Some((_, parent)) = tree.parents.iter().find(|(child, _)| child == at) else {
                break;
            };
            units.push(parent.as_str());
            at = parent;
        }
        let is_whole = units.last().is_some_and(|top| top.starts_with("r-"));
        if !is_whole {
            reader.note(
                "organization-unknown",
                format!("the levels above {at} are not said: `aws organizations list-parents --child-id {at}` prints the next"),
                span,
            );
            continue;
        }
        units.reverse();
        let path = format!("{id}/{}/", units.join("/"));
        place(reader, account, &path, span);
    }
}

/// Puts an account at its place.
fn place(reader: &mut Reader<'_>, account: &str, path: &str, span: Span) {
    let accounts = &mut reader.organization(span).accounts;
    match accounts.iter_mut().find(|known| known.id == account) {
        Some(known) => path.clone_into(&mut known.path),
        None => accounts.push(OrganizationAccount {
            id: account.to_owned(),
            path: path.to_owned(),
            unknown: Vec::new(),
        }),
    }
}
