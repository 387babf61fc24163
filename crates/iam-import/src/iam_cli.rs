//! Output of single calls to IAM: `get-role`, `get-role-policy`, `get-policy-version`, `list-attached-role-policies` …

use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::PolicyType;

use crate::bare_policy;
use crate::command::Command;
use crate::entities::{self, Entity};
use crate::evidence::{list_at, span_of, text_at};
use crate::import::{Basis, Choice, Format, FoundPolicy};
use crate::missing::{self, Missing, MissingKind};
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::shell;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "iam-cli",
    name: "output of a call to IAM",
};

/// The kinds of entities, and the member that names one.
const ENTITIES: [(&str, &str, &str); 3] = [
    ("role", "RoleName", "role-name"),
    ("user", "UserName", "user-name"),
    ("group", "GroupName", "group-name"),
];

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let has = |key: &str| root.get(key).is_some();
    let is_object = |key: &str| root.get(key).is_some_and(|node| node.as_object().is_some());
    let is_list = |key: &str| root.get(key).is_some_and(|node| node.as_array().is_some());
    let known_by = if is_object("Role") {
        "`Role`"
    } else if is_object("User") && text_at(root, &["User", "Arn"]).is_some() {
        "`User`"
    } else if is_object("PolicyVersion") {
        "`PolicyVersion`"
    } else if is_object("Policy") && text_at(root, &["Policy", "DefaultVersionId"]).is_some() {
        "`Policy` with `DefaultVersionId`"
    } else if has("PolicyDocument") && ENTITIES.iter().any(|(_, name, _)| has(name)) {
        "`PolicyDocument` with the name of its carrier"
    } else if is_list("AttachedPolicies") {
        "`AttachedPolicies`"
    } else if is_list("PolicyNames") {
        "`PolicyNames`"
    } else if list_at(root, &["Groups"])
        .iter()
        .any(|group| group.get("GroupName").is_some())
    {
        "`Groups` with `GroupName`"
    } else if list_at(root, &["Roles"])
        .iter()
        .any(|role| role.get("RoleName").is_some())
    {
        "`Roles` with `RoleName`"
    } else if text_at(root, &["InlinePolicy"]).is_some_and(|text| text.contains("Statement")) {
        "`InlinePolicy`"
    } else {
        return None;
    };
    Some(known_by.to_owned())
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    if let Some(role) = root.get("Role") {
        read_entity(paste, role, "role", reader);
    } else if let Some(user) = root.get("User") {
        read_entity(paste, user, "user", reader);
    } else if let Some(version) = root.get("PolicyVersion") {
        read_version(paste, version, reader);
    } else if let Some(policy) = root.get("Policy") {
        need_version(paste, policy, reader);
    } else if let Some(document) = root.get("PolicyDocument") {
        read_inline(paste, root, document, reader);
    } else if root.get("AttachedPolicies").is_some() {
        read_attached(paste, root, reader);
    } else if root.get("PolicyNames").is_some() {
        read_names(paste, root, reader);
    } else if root.get("Groups").is_some() {
        read_groups(paste, root, reader);
    } else if root.get("Roles").is_some() {
        read_roles(paste, root, reader);
    } else if let Some(document) = root.get("InlinePolicy") {
        policies::add(
            paste.layer,
            document,
            Known {
                name: "Permission set".to_owned(),
                kind: PolicyType::Identity,
                reason: "the inline policy of a permission set".to_owned(),
                attached_to: Vec::new(),
                id: None,
            },
            reader,
        );
    }
}

/// A role or a user: trust policy, boundary, tags. What it may do is not in this output.
fn read_entity(paste: &Paste<'_>, node: &Node<'_>, kind: &str, reader: &mut Reader<'_>) {
    let Some(arn) = text_at(node, &["Arn"]) else {
        return;
    };
    let span = span_of(paste.layer, node);
    entities::add(
        reader,
        Entity {
            arn: arn.to_owned(),
            tags: tags(node),
            groups: Vec::new(),
        },
    );
    if let Some(trust) = node.get("AssumeRolePolicyDocument") {
        policies::add(paste.layer, trust, trust_policy(arn), reader);
    }
    let boundary = text_at(node, &["PermissionsBoundary", "PermissionsBoundaryArn"]);
    let pathless = entities::without_path(arn);
    reader.not_missing(MissingKind::Policy(PolicyType::PermissionsBoundary), arn);
    reader.not_missing(
        MissingKind::Policy(PolicyType::PermissionsBoundary),
        &pathless,
    );
    if let Some(boundary) = boundary {
        reader.add_missing(missing::managed_policy(
            PolicyType::PermissionsBoundary,
            boundary,
            vec![arn.to_owned()],
            span,
        ));
    }
    reader.not_missing(MissingKind::Policy(PolicyType::Identity), &pathless);
    if !has_identity_policies(reader, arn) {
        reader.add_missing(missing::identity_policies(arn, span));
    }
    if kind == "user" && boundary.is_none() {
        reader.note("no-boundary", "the user has no permissions boundary", span);
    }
}

/// What is known of a trust policy.
pub(crate) fn trust_policy(role: &str) -> Known {
    let name = role.rsplit('/').next().unwrap_or(role);
    Known {
        name: format!("Trust policy of {name}"),
        kind: PolicyType::Resource,
        reason: "a role's trust policy".to_owned(),
        attached_to: vec![role.to_owned()],
        id: None,
    }
}

fn has_identity_policies(reader: &Reader<'_>, carrier: &str) -> bool {
    reader.out.policies.iter().any(|found| {
        found.policy.kind == PolicyType::Identity
            && found
                .policy
                .attached_to
                .as_ref()
                .is_some_and(|list| list.iter().any(|one| one == carrier))
    })
}

/// Tags as `Key` and `Value`.
pub(crate) fn tags(node: &Node<'_>) -> Vec<(String, String)> {
    list_at(node, &["Tags"])
        .iter()
        .filter_map(|tag| {
            let key = text_at(tag, &["Key"])?;
            let value = text_at(tag, &["Value"])?;
            Some((key.to_owned(), value.to_owned()))
        })
        .collect()
}

/// A version of a managed policy. Which policy it is, only the command line says.
fn read_version(paste: &Paste<'_>, version: &Node<'_>, reader: &mut Reader<'_>) {
    let Some(document) = version.get("Document") else {
        return;
    };
    let stated = paste
        .command
        .and_then(|command| command.option("policy-arn"));
    let open: Vec<Missing> = reader.open_managed();
    let item = match stated {
        Some(arn) => open.iter().find(|item| item.id == arn).cloned(),
        None => match open.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        },
    };
    let arn = stated
        .map(str::to_owned)
        .or(item.as_ref().map(|item| item.id.clone()));
    let Some(arn) = arn else {
        bare_policy::add(paste, document, reader);
        return;
    };
    let kind = match item.as_ref().map(|item| item.kind) {
        Some(MissingKind::Policy(kind)) => kind,
        _ => PolicyType::Identity,
    };
    let attached_to = item.map(|item| item.attached_to).unwrap_or_default();
    let name = arn.rsplit('/').next().unwrap_or(&arn).to_owned();
    let reason = if stated.is_some() {
        format!("the command names {arn}")
    } else {
        format!("taken for {arn}, which is missing")
    };
    let Some((text, span)) = crate::evidence::document(paste.layer, document) else {
        return;
    };
    reader.not_missing(MissingKind::Policy(kind), &arn);
    for carrier in &attached_to {
        reader.not_missing(MissingKind::Policy(kind), carrier);
    }
    let guess = bare_policy::guess(document);
    let is_told = stated.is_some() && !attached_to.is_empty();
    if !is_told {
        let idx = reader.out.policies.len();
        let mut offered = vec![kind];
        offered.extend(&guess.may_also_be);
        offered.retain(|one| *one != PolicyType::Session);
        reader.add_choice(Choice::PolicyType(idx, offered));
    }
    reader.add_policy(FoundPolicy {
        policy: iam_core::scenario::ScenarioPolicy {
            name: Some(name),
            kind: if is_told {
                kind
            } else {
                reader.options.policy_type.unwrap_or(kind)
            },
            document: text.into(),
            attached_to: (!attached_to.is_empty()).then_some(attached_to),
            unknown: Vec::new(),
        },
        span,
        type_basis: if is_told {
            Basis::Stated
        } else {
            Basis::Guessed
        },
        type_reason: reason,
        may_also_be: Vec::new(),
        id: Some(arn),
    });
}

/// A managed policy without its text: the version is known now.
fn need_version(paste: &Paste<'_>, policy: &Node<'_>, reader: &mut Reader<'_>) {
    let (Some(arn), Some(version)) = (
        text_at(policy, &["Arn"]),
        text_at(policy, &["DefaultVersionId"]),
    ) else {
        return;
    };
    let item = reader
        .open_managed()
        .into_iter()
        .find(|item| item.id == arn);
    let (kind, attached_to) = match item {
        Some(Missing {
            kind: MissingKind::Policy(kind),
            attached_to,
            ..
        }) => (kind, attached_to),
        _ => (PolicyType::Identity, Vec::new()),
    };
    reader.not_missing(MissingKind::Policy(kind), arn);
    reader.add_missing(Missing {
        kind: MissingKind::Policy(kind),
        id: arn.to_owned(),
        attached_to,
        sentence: format!("The text of the policy {arn}"),
        commands: vec![shell::command(
            "aws iam get-policy-version --policy-arn {} --version-id {}",
            &[arn, version],
        )],
        span: span_of(paste.layer, policy),
    });
}

/// An inline policy with the name of its carrier.
fn read_inline(paste: &Paste<'_>, root: &Node<'_>, document: &Node<'_>, reader: &mut Reader<'_>) {
    let carrier = ENTITIES
        .iter()
        .find_map(|(kind, member, _)| Some((*kind, text_at(root, &[member])?)));
    let Some((kind, name)) = carrier else {
        return;
    };
    let arn = entities::resolve(reader, kind, name);
    let policy = text_at(root, &["PolicyName"]).unwrap_or("Inline policy");
    if arn.is_none() {
        reader.note(
            "account-unknown",
            format!("the account of the {kind} `{name}` is not said: the policy is attached to nobody in particular"),
            span_of(paste.layer, root),
        );
    }
    policies::add(
        paste.layer,
        document,
        Known {
            name: policy.to_owned(),
            kind: PolicyType::Identity,
            reason: format!("an inline policy of the {kind} {name}"),
            attached_to: arn.into_iter().collect(),
            id: None,
        },
        reader,
    );
}

/// The entity that a command line asks about.
fn entity_of(
    command: Option<&Command>,
    reader: &Reader<'_>,
) -> Option<(&'static str, String, Option<String>)> {
    ENTITIES.iter().find_map(|(kind, _, option)| {
        let name = command?.option(option)?;
        Some((
            *kind,
            name.to_owned(),
            entities::resolve(reader, kind, name),
        ))
    })
}

fn read_attached(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let entity = entity_of(paste.command, reader);
    let carrier = entity.and_then(|(_, _, arn)| arn);
    for policy in list_at(root, &["AttachedPolicies"]) {
        if let Some(arn) = text_at(policy, &["PolicyArn"]) {
            reader.add_missing(missing::managed_policy(
                PolicyType::Identity,
                arn,
                carrier.clone().into_iter().collect(),
                span_of(paste.layer, policy),
            ));
        }
    }
    if let Some(carrier) = &carrier {
        drop_general(reader, carrier);
    }
    note_pages(paste, root, reader);
}

/// What is listed one by one need not be listed as a whole.
fn drop_general(reader: &mut Reader<'_>, carrier: &str) {
    let kind = MissingKind::Policy(PolicyType::Identity);
    reader.not_missing(kind, carrier);
    reader.not_missing(kind, &entities::without_path(carrier));
}

fn read_names(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let span = span_of(paste.layer, root);
    let names: Vec<&str> = list_at(root, &["PolicyNames"])
        .iter()
        .filter_map(Node::as_str)
        .collect();
    let Some((kind, name, arn)) = entity_of(paste.command, reader) else {
        if !names.is_empty() {
            reader.note(
                "command-needed",
                "whose policies these are is not said: paste the command with its output",
                span,
            );
        }
        return;
    };
    let carrier = arn.unwrap_or_default();
    if !carrier.is_empty() {
        drop_general(reader, &carrier);
    }
    note_pages(paste, root, reader);
    if names.is_empty() {
        return;
    }
    let commands = names
        .iter()
        .map(|policy| {
            shell::command(
                &format!("aws iam get-{kind}-policy --{kind}-name {{}} --policy-name {{}}"),
                &[&name, policy],
            )
        })
        .collect();
    reader.add_missing(Missing {
        kind: MissingKind::Policy(PolicyType::Identity),
        id: carrier.clone(),
        attached_to: vec![carrier],
        sentence: format!("The inline policies of the {kind} {name}"),
        commands,
        span,
    });
}

fn read_groups(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let user = entity_of(paste.command, reader).and_then(|(_, _, arn)| arn);
    let mut groups = Vec::new();
    for group in list_at(root, &["Groups"]) {
        if let Some(arn) = text_at(group, &["Arn"]) {
            groups.push(arn.to_owned());
            reader.add_missing(missing::identity_policies(arn, span_of(paste.layer, group)));
        }
    }
    if let Some(arn) = user {
        entities::add(
            reader,
            Entity {
                arn,
                tags: Vec::new(),
                groups,
            },
        );
    }
}

fn read_roles(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let roles = list_at(root, &["Roles"]);
    let arns: Vec<String> = roles
        .iter()
        .filter_map(|role| text_at(role, &["Arn"]).map(str::to_owned))
        .collect();
    let wanted = entities::wanted(reader, &arns);
    let chosen = wanted.or((arns.len() == 1).then_some(0));
    if arns.len() > 1 {
        reader.add_choice(Choice::OnePrincipal(arns.clone(), chosen));
    }
    let Some(arn) = chosen.and_then(|idx| arns.get(idx)) else {
        return;
    };
    for role in roles {
        if text_at(role, &["Arn"]) == Some(arn) {
            read_entity(paste, role, "role", reader);
        }
    }
}

fn note_pages(paste: &Paste<'_>, root: &Node<'_>, reader: &mut Reader<'_>) {
    let goes_on = ["Marker", "NextToken"]
        .iter()
        .any(|key| text_at(root, &[key]).is_some());
    if goes_on {
        reader.note(
            "paginated",
            "the output goes on: there are more than these",
            span_of(paste.layer, root),
        );
    }
}

/// `sts get-caller-identity`: who asks.
pub(crate) const CALLER: Format = Format {
    id: "caller-identity",
    name: "the identity of the caller",
};

pub(crate) fn test_caller(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let members = root.as_object()?;
    (members.len() <= 4
        && ["UserId", "Account", "Arn"]
            .iter()
            .all(|key| text_at(root, &[key]).is_some())
        && Arn::parse(text_at(root, &["Arn"])?).is_some())
    .then(|| "`UserId`, `Account` and `Arn`".to_owned())
}

pub(crate) fn read_caller(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    reader.mark_used(span_of(paste.layer, root));
    if let Some(arn) = text_at(root, &["Arn"]) {
        let user_id = text_at(root, &["UserId"]).map(str::to_owned);
        reader.caller = Some((arn.to_owned(), user_id, span_of(paste.layer, root)));
    }
}
