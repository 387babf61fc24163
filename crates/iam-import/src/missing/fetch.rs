//! Which command fetches what.

use iam_core::arn::Arn;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;

use super::{Missing, MissingKind};
use crate::shell::command;

/// The ARN of the role that a session is of, without the path, which a session's ARN does not hold. Other ARNs as they are.
pub(crate) fn role_of(principal: &str) -> String {
    match Arn::parse(principal) {
        Some(arn) if arn.service == "sts" && arn.resource_type() == Some("assumed-role") => {
            let id = arn.resource_id();
            let name = id.split_once('/').map_or(id, |(name, _)| name);
            format!("arn:{}:iam::{}:role/{name}", arn.partition, arn.account)
        }
        _ => principal.to_owned(),
    }
}

/// The entity's kind and name, for `aws iam list-…`: `role`, `user` or `group`.
fn entity(carrier: &str) -> Option<(&str, &str)> {
    let arn = Arn::parse(carrier)?;
    let kind = arn.resource_type()?;
    let name = arn.resource_id().rsplit('/').next()?;
    (arn.service == "iam" && ["role", "user", "group"].contains(&kind) && !name.is_empty())
        .then_some((kind, name))
}

fn policies_of(
    kind: PolicyType,
    carrier: &str,
    sentence: String,
    commands: Vec<String>,
    span: Span,
) -> Missing {
    Missing {
        kind: MissingKind::Policy(kind),
        id: carrier.to_owned(),
        attached_to: vec![carrier.to_owned()],
        sentence,
        commands,
        span,
    }
}

/// The identity policies of a principal.
pub(crate) fn identity_policies(principal: &str, span: Span) -> Missing {
    let carrier = role_of(principal);
    let (sentence, commands) = match entity(&carrier) {
        Some((kind, name)) => {
            let mut commands = vec![
                command(
                    &format!("aws iam list-attached-{kind}-policies --{kind}-name {{}}"),
                    &[name],
                ),
                command(
                    &format!("aws iam list-{kind}-policies --{kind}-name {{}}"),
                    &[name],
                ),
            ];
            if kind == "user" {
                commands.push(command(
                    "aws iam list-groups-for-user --user-name {}",
                    &[name],
                ));
            }
            (
                format!("The identity policies of the {kind} {name}"),
                commands,
            )
        }
        None => (
            "The identity policies of the caller".to_owned(),
            vec!["aws iam get-account-authorization-details".to_owned()],
        ),
    };
    policies_of(PolicyType::Identity, &carrier, sentence, commands, span)
}

/// The permissions boundary of a principal.
pub(crate) fn boundary_of(principal: &str, span: Span) -> Missing {
    let carrier = role_of(principal);
    let (sentence, commands) = match entity(&carrier) {
        Some((kind @ ("role" | "user"), name)) => (
            format!("The permissions boundary of the {kind} {name}; the output names it"),
            vec![command(
                &format!("aws iam get-{kind} --{kind}-name {{}}"),
                &[name],
            )],
        ),
        _ => (
            "The permissions boundary of the caller".to_owned(),
            vec!["aws iam get-account-authorization-details".to_owned()],
        ),
    };
    policies_of(
        PolicyType::PermissionsBoundary,
        &carrier,
        sentence,
        commands,
        span,
    )
}

/// The policy that was passed when the caller's session was made.
pub(crate) fn session_policy(principal: &str, span: Span) -> Missing {
    policies_of(
        PolicyType::Session,
        &role_of(principal),
        "The session policy: it was passed with `AssumeRole`, and CloudTrail has that event for 90 days"
            .to_owned(),
        vec![
            "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole"
                .to_owned(),
        ],
        span,
    )
}

/// The service or resource control policies that an account is under.
pub(crate) fn control_policies(kind: PolicyType, account: &str, span: Span) -> Missing {
    let (filter, name) = if kind == PolicyType::ResourceControl {
        ("RESOURCE_CONTROL_POLICY", "resource control policies")
    } else {
        ("SERVICE_CONTROL_POLICY", "service control policies")
    };
    Missing {
        kind: MissingKind::Policy(kind),
        id: account.to_owned(),
        attached_to: Vec::new(),
        sentence: format!(
            "The {name} of the account {account}, and those of each level above it; the second command names the level above"
        ),
        commands: vec![
            command(
                &format!(
                    "aws organizations list-policies-for-target --filter {filter} --target-id {{}}"
                ),
                &[account],
            ),
            command("aws organizations list-parents --child-id {}", &[account]),
        ],
        span,
    }
}

/// The policy of a VPC endpoint; which one is known only if its id is.
pub(crate) fn endpoint_policy(endpoint: Option<&str>, region: &str, span: Span) -> Missing {
    let id = endpoint.unwrap_or_default();
    let mut line = "aws ec2 describe-vpc-endpoints".to_owned();
    if let Some(endpoint) = endpoint {
        line.push_str(&command(" --vpc-endpoint-ids {}", &[endpoint]));
    }
    Missing {
        kind: MissingKind::Policy(PolicyType::VpcEndpoint),
        id: id.to_owned(),
        attached_to: endpoint.map(str::to_owned).into_iter().collect(),
        sentence: match endpoint {
            Some(endpoint) => format!("The policy of the VPC endpoint {endpoint}"),
            None => "The policy of the VPC endpoint that the request went through".to_owned(),
        },
        commands: vec![in_region(line, region)],
        span,
    }
}

/// A managed policy with a known ARN.
pub(crate) fn managed_policy(
    kind: PolicyType,
    policy: &str,
    attached_to: Vec<String>,
    span: Span,
) -> Missing {
    Missing {
        kind: MissingKind::Policy(kind),
        id: policy.to_owned(),
        attached_to,
        sentence: format!("The policy {policy}"),
        commands: vec![command(
            "aws iam get-policy-version --policy-arn {} --version-id \"$(aws iam get-policy --policy-arn {} --query Policy.DefaultVersionId --output text)\"",
            &[policy, policy],
        )],
        span,
    }
}

/// A policy of an organization with a known id.
pub(crate) fn organization_policy(kind: PolicyType, id: &str, span: Span) -> Missing {
    let name = if kind == PolicyType::ResourceControl {
        "resource control policy"
    } else {
        "service control policy"
    };
    Missing {
        kind: MissingKind::Policy(kind),
        id: id.to_owned(),
        attached_to: Vec::new(),
        sentence: format!(
            "The {name} {id}, and what it is attached to; needs the management account or a delegated one"
        ),
        commands: vec![
            command("aws organizations describe-policy --policy-id {}", &[id]),
            command(
                "aws organizations list-targets-for-policy --policy-id {}",
                &[id],
            ),
        ],
        span,
    }
}

/// What AWS keeps for an authorization id.
pub(crate) fn authorization_details(id: &str, region: &str, span: Span) -> Missing {
    Missing {
        kind: MissingKind::AuthorizationDetails,
        id: id.to_owned(),
        attached_to: Vec::new(),
        sentence: "All that AWS evaluated for this request; kept for 24 hours".to_owned(),
        commands: vec![in_region(
            command(
                "aws iam-toolbox get-request-authorization-details --authorization-id {}",
                &[id],
            ),
            region,
        )],
        span,
    }
}

/// The text of an encoded message.
pub(crate) fn decoded_message(encoded: &str, span: Span) -> Missing {
    Missing {
        kind: MissingKind::DecodedMessage,
        id: encoded.to_owned(),
        attached_to: Vec::new(),
        sentence: "The decoded message: it holds the whole request with its condition keys. Only AWS can decode it"
            .to_owned(),
        commands: vec![command(
            "aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message {}",
            &[encoded],
        )],
        span,
    }
}

/// The policy of a resource.
pub(crate) fn resource_policy(resource: &str, span: Span) -> Missing {
    let carrier = carrier_of(resource);
    let (sentence, commands) = match resource_command(&carrier) {
        Some((name, command)) => (format!("{name} of {carrier}"), vec![command]),
        None if resource == "*" || resource.is_empty() => {
            ("The resource's policy".to_owned(), Vec::new())
        }
        None => (format!("The policy of {carrier}"), Vec::new()),
    };
    policies_of(PolicyType::Resource, &carrier, sentence, commands, span)
}

/// What carries the policy of a resource: the bucket of an object, else the resource.
fn carrier_of(resource: &str) -> String {
    match Arn::parse(resource) {
        Some(arn) if arn.service == "s3" && arn.region.is_empty() => {
            let bucket = arn.resource.split('/').next().unwrap_or_default();
            format!("arn:{}:s3:::{bucket}", arn.partition)
        }
        _ => resource.to_owned(),
    }
}

/// What the policy is called, and the command that prints it.
fn resource_command(carrier: &str) -> Option<(&'static str, String)> {
    let arn = Arn::parse(carrier)?;
    let name = arn.resource_id();
    if name.contains(['*', '?']) {
        return None;
    }
    let (title, line) = match (arn.service, arn.resource_type()) {
        ("s3", _) => (
            "The bucket policy",
            command("aws s3api get-bucket-policy --bucket {}", &[arn.resource]),
        ),
        ("iam", Some("role")) => (
            "The trust policy",
            command(
                "aws iam get-role --role-name {}",
                &[name.rsplit('/').next().unwrap_or(name)],
            ),
        ),
        ("kms", Some("key")) => (
            "The key policy",
            command(
                "aws kms get-key-policy --policy-name default --key-id {}",
                &[carrier],
            ),
        ),
        ("lambda", Some("function")) => (
            "The function's policy",
            command("aws lambda get-policy --function-name {}", &[carrier]),
        ),
        ("sqs", _) => {
            let host = if arn.partition == "aws-cn" {
                "amazonaws.com.cn"
            } else {
                "amazonaws.com"
            };
            let url = format!(
                "https://sqs.{}.{host}/{}/{}",
                arn.region, arn.account, arn.resource
            );
            (
                "The queue's policy",
                command(
                    "aws sqs get-queue-attributes --attribute-names Policy QueueArn --queue-url {}",
                    &[&url],
                ),
            )
        }
        ("sns", _) => (
            "The topic's policy",
            command("aws sns get-topic-attributes --topic-arn {}", &[carrier]),
        ),
        ("secretsmanager", Some("secret")) => (
            "The secret's policy",
            command(
                "aws secretsmanager get-resource-policy --secret-id {}",
                &[carrier],
            ),
        ),
        ("dynamodb", Some("table")) => (
            "The table's policy",
            command(
                "aws dynamodb get-resource-policy --resource-arn {}",
                &[carrier],
            ),
        ),
        ("kinesis", _) => (
            "The stream's policy",
            command(
                "aws kinesis get-resource-policy --resource-arn {}",
                &[carrier],
            ),
        ),
        ("ecr", Some("repository")) => (
            "The repository's policy",
            command(
                "aws ecr get-repository-policy --repository-name {}",
                &[name],
            ),
        ),
        ("elasticfilesystem", Some("file-system")) => (
            "The file system's policy",
            command(
                "aws efs describe-file-system-policy --file-system-id {}",
                &[name],
            ),
        ),
        ("events", Some("event-bus")) => (
            "The event bus's policy",
            command("aws events describe-event-bus --name {}", &[name]),
        ),
        ("backup", Some("backup-vault")) => (
            "The vault's policy",
            command(
                "aws backup get-backup-vault-access-policy --backup-vault-name {}",
                &[name],
            ),
        ),
        ("es", Some("domain")) => (
            "The domain's policy",
            command("aws opensearch describe-domain --domain-name {}", &[name]),
        ),
        _ => return None,
    };
    Some((title, in_region(line, arn.region)))
}

fn in_region(line: String, region: &str) -> String {
    if region.is_empty() {
        line
    } else {
        line + &command(" --region {}", &[region])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_resource_has_its_command() {
        for (resource, id, commands) in [
            (
                "arn:aws:s3:::photos/2026/summer trip.jpg",
                "arn:aws:s3:::photos",
                "aws s3api get-bucket-policy --bucket photos",
            ),
            (
                "arn:aws:iam::111122223333:role/service/worker",
                "arn:aws:iam::111122223333:role/service/worker",
                "aws iam get-role --role-name worker",
            ),
            (
                "arn:aws:sqs:eu-west-1:111122223333:orders",
                "arn:aws:sqs:eu-west-1:111122223333:orders",
                "aws sqs get-queue-attributes --attribute-names Policy QueueArn --queue-url https://sqs.eu-west-1.amazonaws.com/111122223333/orders --region eu-west-1",
            ),
            (
                "arn:aws:kms:eu-west-1:111122223333:key/*",
                "arn:aws:kms:eu-west-1:111122223333:key/*",
                "",
            ),
            ("*", "*", ""),
        ] {
            let missing = resource_policy(resource, Span::at(0));
            assert_eq!(missing.id, id);
            assert_eq!(missing.commands.join("\n"), commands);
        }
    }

    #[test]
    fn a_session_is_asked_for_as_its_role() {
        for (principal, role) in [
            (
                "arn:aws-cn:sts::111122223333:assumed-role/HR/mary",
                "arn:aws-cn:iam::111122223333:role/HR",
            ),
            (
                "arn:aws:iam::111122223333:user/dev/ana",
                "arn:aws:iam::111122223333:user/dev/ana",
            ),
            ("*", "*"),
        ] {
            assert_eq!(role_of(principal), role);
        }
        let missing = identity_policies("arn:aws:iam::111122223333:user/dev/a'b", Span::at(0));
        assert_eq!(
            missing.commands.first().map(String::as_str),
            Some("aws iam list-attached-user-policies --user-name 'a'\\''b'")
        );
    }
}
