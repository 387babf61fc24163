//! The policy simulator of IAM: its input, as for `--cli-input-json`, and its output.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;
use iam_core::json::Node;
use iam_core::scenario::{
    ContextValue, Decision, OrganizationAccount, PolicyType, Principal, Request, Resource, Scalar,
    ScalarForm,
};

use crate::evidence::{list_at, span_of, text_at, texts};
use crate::import::{Basis, Choice, Format, FoundRequest, Part, Stated};
use crate::missing;
use crate::policies::{self, Known};
use crate::reader::Reader;
use crate::table::Paste;

pub(crate) const INPUT: Format = Format {
    id: "iam-simulate-input",
    name: "input of the policy simulator",
};

pub(crate) const OUTPUT: Format = Format {
    id: "iam-simulate-output",
    name: "output of the policy simulator",
};

/// The most requests that pairs of actions and resources make.
const MAX_PAIRS: usize = 500;

pub(crate) fn test_input(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    (root.get("ActionNames").is_some()
        && (root.get("PolicyInputList").is_some() || root.get("PolicySourceArn").is_some()))
    .then(|| "`ActionNames` with `PolicyInputList` or `PolicySourceArn`".to_owned())
}

pub(crate) fn read_input(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    let owner = text_at(root, &["ResourceOwner"]).and_then(|owner| match Arn::parse(owner) {
        Some(arn) => arn.account_id().map(str::to_owned),
        None => is_account_id(owner).then(|| owner.to_owned()),
    });
    let stated = text_at(root, &["CallerArn"]).or_else(|| text_at(root, &["PolicySourceArn"]));
    let caller = if let Some(arn) = stated {
        arn.to_owned()
    } else {
        let account = owner.as_deref().unwrap_or("111122223333");
        reader.note(
            "context-assumed",
            format!("no caller is given: a user of the account {account} is made up"),
            span,
        );
        format!("arn:aws:iam::{account}:user/simulated")
    };
    read_policies(paste, root, &caller, reader);
    if let Some(source) = text_at(root, &["PolicySourceArn"]) {
        reader.add_missing(missing::identity_policies(source, span));
    }
    if root.get("PolicyExclusionList").is_some() {
        reader.note(
            "unsupported-part",
            "policies are excluded from the simulation: leave them out here as well",
            span,
        );
    }
    read_requests(paste, root, &caller, owner.as_deref(), reader);
}

fn read_policies(paste: &Paste<'_>, root: &Node<'_>, caller: &str, reader: &mut Reader<'_>) {
    let mut add = |document: &Node<'_>,
                   name: String,
                   kind: PolicyType,
                   attached_to: Vec<String>,
                   list: &str| {
        policies::add(
            paste.layer,
            document,
            Known {
                name,
                kind,
                reason: format!("in `{list}`"),
                attached_to,
                id: None,
            },
            reader,
        );
    };
    for (idx, document) in list_at(root, &["PolicyInputList"]).iter().enumerate() {
        let name = format!("PolicyInputList.{}", idx + 1);
        add(
            document,
            name,
            PolicyType::Identity,
            vec![caller.to_owned()],
            "PolicyInputList",
        );
    }
    for document in list_at(root, &["PermissionsBoundaryPolicyInputList"]) {
        add(
            document,
            "Boundary".to_owned(),
            PolicyType::PermissionsBoundary,
            vec![caller.to_owned()],
            "PermissionsBoundaryPolicyInputList",
        );
    }
    if let Some(document) = root.get("ResourcePolicy") {
        add(
            document,
            "Resource policy".to_owned(),
            PolicyType::Resource,
            Vec::new(),
            "ResourcePolicy",
        );
    }
    let levels = list_at(root, &["OrderedOrganizationPolicyInputList"]);
    let account = Arn::parse(caller)
        .map(|arn| arn.account.to_owned())
        .unwrap_or_default();
    let ids = level_ids(levels.len(), &account);
    for (level, id) in levels.iter().zip(&ids) {
        for document in list_at(level, &["ServiceControlPolicyInputList"]) {
            add(
                document,
                format!("SCP at {id}"),
                PolicyType::ServiceControl,
                vec![id.clone()],
                "OrderedOrganizationPolicyInputList",
            );
        }
    }
    if let (Some((_, above)), true) = (ids.split_last(), is_account_id(&account)) {
        let span = span_of(paste.layer, root);
        let organization = reader.organization(span);
        organization
            .id
            .get_or_insert_with(|| "o-simulated00".to_owned());
        organization.accounts.push(OrganizationAccount {
            id: account,
            path: format!("o-simulated00/{}/", above.join("/")),
            unknown: Vec::new(),
        });
        reader.note(
            "context-assumed",
            "the ids of the organization and its levels are made up: the input does not name them",
            span,
        );
    }
}

/// Made-up ids of the levels: the first is the root, the last the account, between them units. One level alone is the root.
fn level_ids(count: usize, account: &str) -> Vec<String> {
    (0..count)
        .map(|idx| match idx {
            0 => "r-sim0".to_owned(),
            last if last + 1 == count => account.to_owned(),
            unit => format!("ou-sim0-{unit:08}"),
        })
        .chain((count == 1).then(|| account.to_owned()))
        .collect()
}

fn read_requests(
    paste: &Paste<'_>,
    root: &Node<'_>,
    caller: &str,
    owner: Option<&str>,
    reader: &mut Reader<'_>,
) {
    let layer = paste.layer;
    let context = context(root);
    let actions = list_at(root, &["ActionNames"]);
    let resources = list_at(root, &["ResourceArns"]);
    let span = span_of(layer, root);
    let mut pairs = 0;
    for action in actions {
        let everything = Vec::from(["*".to_owned()]);
        let listed: Vec<String> = resources.iter().flat_map(texts).collect();
        for resource in if listed.is_empty() {
            everything
        } else {
            listed
        } {
            pairs += 1;
            if pairs > MAX_PAIRS {
                reader.note(
                    "truncated",
                    format!("more than {MAX_PAIRS} pairs: the rest was left out"),
                    span,
                );
                return;
            }
            let name = action.as_str().unwrap_or_default();
            let part = |field: &str, value: &str, span| Part {
                field: field.to_owned(),
                value: value.to_owned(),
                span,
                basis: Basis::Stated,
            };
            reader.add_request(FoundRequest {
                request: Request {
                    principal: Principal {
                        arn: caller.to_owned(),
                        ..Principal::default()
                    },
                    action: name.to_owned(),
                    resource: Resource {
                        arn: resource.clone(),
                        account: owner.map(str::to_owned),
                        ..Resource::default()
                    },
                    context: context.clone(),
                    ..Request::default()
                },
                stated: None,
                parts: vec![
                    part("principal", caller, span),
                    part("action", name, span_of(layer, action)),
                    part("resource", &resource, span),
                ],
            });
        }
    }
}

/// Context entries, in the forms that their types ask for.
fn context(root: &Node<'_>) -> Vec<(String, ContextValue)> {
    list_at(root, &["ContextEntries"])
        .iter()
        .filter_map(|entry| {
            let name = text_at(entry, &["ContextKeyName"])?;
            let kind = text_at(entry, &["ContextKeyType"]).unwrap_or("string");
            let form = if kind.starts_with("numeric") {
                ScalarForm::Number
            } else if kind.starts_with("boolean") {
                ScalarForm::Boolean
            } else {
                ScalarForm::Text
            };
            let mut values = list_at(entry, &["ContextKeyValues"])
                .iter()
                .flat_map(texts)
                .map(|text| scalar(text, form))
                .collect::<Vec<_>>();
            let value = if kind.ends_with("List") || values.len() != 1 {
                ContextValue::List(values)
            } else {
                ContextValue::Single(values.pop()?)
            };
            Some((name.to_owned(), value))
        })
        .collect()
}

/// A scalar in a form, if the text has it.
fn scalar(text: String, form: ScalarForm) -> Scalar {
    let parsed = iam_core::json::parse(&text);
    let fits = parsed.diagnostics.is_empty()
        && matches!(
            (form, parsed.root.as_ref().map(|root| &root.value)),
            (ScalarForm::Number, Some(iam_core::json::Value::Number(_)))
                | (ScalarForm::Boolean, Some(iam_core::json::Value::Bool(_)))
        );
    let form = if fits { form } else { ScalarForm::Text };
    Scalar { text, form }
}

pub(crate) fn test_output(paste: &Paste<'_>) -> Option<String> {
    paste
        .root?
        .get("EvaluationResults")
        .map(|_| "`EvaluationResults`".to_owned())
}

pub(crate) fn read_output(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let Some(root) = paste.root else {
        return;
    };
    let span = span_of(paste.layer, root);
    reader.mark_used(span);
    for result in list_at(root, &["EvaluationResults"]) {
        let action = text_at(result, &["EvalActionName"]).unwrap_or_default();
        let inner = list_at(result, &["ResourceSpecificResults"]);
        if inner.is_empty() {
            let decision = text_at(result, &["EvalDecision"]);
            read_result(paste, result, (action, decision), reader);
        }
        for specific in inner {
            let decision = text_at(specific, &["EvalResourceDecision"]);
            read_result(paste, specific, (action, decision), reader);
        }
    }
    reader.note(
        "principal-partial",
        "the output does not say who asked, nor with which policies: paste the input as well",
        span,
    );
}

fn read_result(
    paste: &Paste<'_>,
    result: &Node<'_>,
    (action, decision): (&str, Option<&str>),
    reader: &mut Reader<'_>,
) {
    let span = span_of(paste.layer, result);
    let decision = match decision {
        Some("allowed") => Some(Decision::Allow),
        Some("explicitDeny") => Some(Decision::ExplicitDeny),
        Some("implicitDeny") => Some(Decision::ImplicitDeny),
        _ => None,
    };
    // Newer results name the form of the resource's ARN, which is none.
    let resource = text_at(result, &["EvalResourceName"])
        .filter(|name| !name.contains("${"))
        .unwrap_or("*");
    let lacking: Vec<String> = list_at(result, &["MissingContextValues"])
        .iter()
        .flat_map(texts)
        .collect();
    if !lacking.is_empty() {
        reader.note(
            "context-unknown",
            format!("the simulator had no value for {}", lacking.join(", ")),
            span,
        );
    }
    // The input may have been pasted before: its request gets the decision.
    let known = reader.out.requests.iter_mut().find(|found| {
        found.request.action.eq_ignore_ascii_case(action)
            && found.request.resource.arn == resource
            && found.request.expect.is_none()
    });
    let stated = Stated {
        decision,
        policy_type: None,
        policy: None,
        words: decision.map_or("", Decision::name).to_owned(),
        span,
    };
    if let Some(found) = known {
        found.request.expect = decision;
        found.stated = Some(stated);
        return;
    }
    let principal = reader.options.principal.clone().unwrap_or_default();
    reader.add_choice(Choice::Principal(0));
    let part = |field: &str, value: &str| Part {
        field: field.to_owned(),
        value: value.to_owned(),
        span,
        basis: Basis::Stated,
    };
    let mut parts = vec![part("action", action), part("resource", resource)];
    if !principal.is_empty() {
        parts.insert(
            0,
            Part {
                basis: Basis::Chosen,
                ..part("principal", &principal)
            },
        );
    }
    reader.add_request(FoundRequest {
        request: Request {
            principal: Principal {
                arn: principal,
                ..Principal::default()
            },
            action: action.to_owned(),
            resource: Resource {
                arn: resource.to_owned(),
                ..Resource::default()
            },
            expect: decision,
            ..Request::default()
        },
        stated: Some(stated),
        parts,
    });
}
