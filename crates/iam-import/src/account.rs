//! `aws iam get-account-authorization-details`: all of an account's IAM. It is never taken over whole: a person chooses a
//! principal, and what that principal has becomes policies.

use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;

use crate::entities::{self, Entity};
use crate::evidence::{list_at, span_of, text_at};
use crate::iam_cli::{tags, trust_policy};
use crate::import::{Choice, Format};
use crate::missing;
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const FORMAT: Format = Format {
    id: "iam-account-details",
    name: "the authorization details of an account",
};

const LISTS: [&str; 3] = ["UserDetailList", "GroupDetailList", "RoleDetailList"];

pub(crate) fn test(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    if let Some(list) = LISTS.iter().find(|list| root.get(list).is_some()) {
        return Some(format!("`{list}`"));
    }
    if list_at(root, &["Policies"])
        .iter()
        .any(|policy| policy.get("PolicyVersionList").is_some())
    {
        return Some("`Policies` with `PolicyVersionList`".to_owned());
    }
    // What a `--query` leaves: one list.
    let first = root.as_array()?.first()?;
    (first.get("Arn").is_some()
        && ["RoleName", "UserName", "GroupName", "PolicyVersionList"]
            .iter()
            .any(|key| first.get(key).is_some()))
    .then(|| "a list of objects with `Arn` and a name".to_owned())
}

/// An account's lists; a bare list is whichever of them it is.
struct Lists<'n, 't> {
    users: Vec<&'n Node<'t>>,
    groups: Vec<&'n Node<'t>>,
    roles: Vec<&'n Node<'t>>,
    policies: Vec<&'n Node<'t>>,
}

impl<'n, 't> Lists<'n, 't> {
    fn of(root: &'n Node<'t>) -> Self {
        let bare = root.as_array().unwrap_or_default();
        let list = |name: &str, key: &str| {
            list_at(root, &[name])
                .iter()
                .chain(bare.iter().filter(|node| node.get(key).is_some()))
                .collect()
        };
        Self {
            users: list("UserDetailList", "UserName"),
            groups: list("GroupDetailList", "GroupName"),
            roles: list("RoleDetailList", "RoleName"),
            policies: list("Policies", "PolicyVersionList"),
        }
    }

    fn principals(&self) -> impl Iterator<Item = &'n Node<'t>> {
        self.users.iter().chain(&self.roles).copied()
    }
}

pub(crate) fn read(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    let lists = Lists::of(root);
    let arns: Vec<String> = lists
        .principals()
        .filter_map(|node| text_at(node, &["Arn"]).map(str::to_owned))
        .collect();
    let chosen = entities::wanted(reader, &arns).or((arns.len() == 1).then_some(0));
    reader.add_choice(Choice::OnePrincipal(arns.clone(), chosen));
    if text_at(root, &["Marker"]).is_some() {
        reader.note(
            "paginated",
            "the output goes on: there is more than this",
            span,
        );
    }
    let node = chosen.and_then(|idx| arns.get(idx)).and_then(|arn| {
        lists
            .principals()
            .find(|node| text_at(node, &["Arn"]) == Some(arn))
    });
    if let Some(node) = node {
        read_principal(paste, node, &lists, reader);
    }
}

/// Everything that one principal has.
fn read_principal(
    paste: &Paste<'_>,
    node: &Node<'_>,
    lists: &Lists<'_, '_>,
    reader: &mut Reader<'_>,
) {
    let Some(arn) = text_at(node, &["Arn"]) else {
        return;
    };
    entities::add(
        reader,
        Entity {
            arn: arn.to_owned(),
            tags: tags(node),
            groups: Vec::new(),
        },
    );
    read_attached(paste, node, arn, "", lists, reader);
    for name in list_at(node, &["GroupList"])
        .iter()
        .filter_map(Node::as_str)
    {
        let group = lists
            .groups
            .iter()
            .find(|group| text_at(group, &["GroupName"]) == Some(name));
        if let Some(group) = group {
            // A scenario's user may name groups; that the policies are the user's holds in any case.
            read_attached(paste, group, arn, &format!("{name}: "), lists, reader);
        } else {
            let group = entities::resolve(reader, "group", name).unwrap_or_default();
            let span = span_of(paste.layer, node);
            reader.add_missing(missing::identity_policies(&group, span));
        }
    }
    if let Some(boundary) = text_at(node, &["PermissionsBoundary", "PermissionsBoundaryArn"]) {
        let kind = PolicyType::PermissionsBoundary;
        add_managed(
            paste,
            boundary,
            kind,
            (arn, ""),
            lists,
            span_of(paste.layer, node),
            reader,
        );
    }
    if let Some(trust) = node.get("AssumeRolePolicyDocument") {
        policies::add(paste.layer, trust, trust_policy(arn), reader);
    }
}

/// Inline and managed policies of a principal, or of one of its groups.
fn read_attached(
    paste: &Paste<'_>,
    node: &Node<'_>,
    carrier: &str,
    prefix: &str,
    lists: &Lists<'_, '_>,
    reader: &mut Reader<'_>,
) {
    for list in ["UserPolicyList", "GroupPolicyList", "RolePolicyList"] {
        for policy in list_at(node, &[list]) {
            let Some(document) = policy.get("PolicyDocument") else {
                continue;
            };
            let name = text_at(policy, &["PolicyName"]).unwrap_or("Inline policy");
            policies::add(
                paste.layer,
                document,
                Known {
                    name: format!("{prefix}{name} (inline)"),
                    kind: PolicyType::Identity,
                    reason: format!("in `{list}`"),
                    attached_to: vec![carrier.to_owned()],
                    id: None,
                },
                reader,
            );
        }
    }
    for policy in list_at(node, &["AttachedManagedPolicies"]) {
        if let Some(arn) = text_at(policy, &["PolicyArn"]) {
            let span = span_of(paste.layer, policy);
            add_managed(
                paste,
                arn,
                PolicyType::Identity,
                (carrier, prefix),
                lists,
                span,
                reader,
            );
        }
    }
}

/// A managed policy by its ARN: its default version, or a place on the list of what is missing.
fn add_managed(
    paste: &Paste<'_>,
    arn: &str,
    kind: PolicyType,
    (carrier, prefix): (&str, &str),
    lists: &Lists<'_, '_>,
    span: Span,
    reader: &mut Reader<'_>,
) {
    let policy = lists
        .policies
        .iter()
        .find(|policy| text_at(policy, &["Arn"]) == Some(arn));
    let version = policy.and_then(|policy| {
        let default = text_at(policy, &["DefaultVersionId"]);
        let versions = list_at(policy, &["PolicyVersionList"]);
        versions
            .iter()
            .find(|version| default.is_some() && text_at(version, &["VersionId"]) == default)
            .or(match versions {
                [only] => Some(only),
                _ => None,
            })
    });
    let name = Arn::parse(arn)
        .and_then(|arn| arn.resource_id().rsplit('/').next())
        .unwrap_or(arn)
        .to_owned();
    let known = Known {
        name: format!("{prefix}{name}"),
        kind,
        reason: if kind == PolicyType::Identity {
            "in `AttachedManagedPolicies`".to_owned()
        } else {
            "named by `PermissionsBoundary`".to_owned()
        },
        attached_to: vec![carrier.to_owned()],
        id: Some(arn.to_owned()),
    };
    let is_added = version
        .and_then(|version| version.get("Document"))
        .is_some_and(|document| policies::add(paste.layer, document, known, reader));
    if !is_added {
        reader.add_missing(missing::managed_policy(
            kind,
            arn,
            vec![carrier.to_owned()],
            span,
        ));
    }
}
