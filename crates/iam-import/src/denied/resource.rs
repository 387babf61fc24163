//! What a message calls the resource, and the ARN that it means.

use iam_core::account::is_account_id;
use iam_core::arn::Arn;

/// IAM's short forms, and the types of their ARNs.
pub(super) const SHORT_FORMS: [(&str, &str); 7] = [
    ("role ", "role"),
    ("user ", "user"),
    ("group ", "group"),
    ("policy ", "policy"),
    ("instance profile ", "instance-profile"),
    ("server certificate ", "server-certificate"),
    ("mfa ", "mfa"),
];

/// What a message's resource means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This ARN, or `*`, as it stands.
    Plain(String),
    /// This ARN, put together.
    Derived(String),
    /// An ARN in which digits of the account were filled in.
    Unmasked(String),
    /// An ARN in which digits of the account are starred out.
    Masked(String),
    /// The message does not say.
    Unknown,
}

/// Reads it. `caller` fills in partition and account where the message leaves them out.
pub(super) fn meaning(said: &str, caller: Option<&str>) -> Meaning {
    if said == "*" {
        return Meaning::Plain(said.to_owned());
    }
    if said.starts_with("arn:") {
        return unmask(said, caller);
    }
    if let Some(arn) = queue(said) {
        return Meaning::Derived(arn);
    }
    let caller = caller.and_then(Arn::parse);
    for (label, kind) in SHORT_FORMS {
        if let Some(name) = said.strip_prefix(label)
            && let Some(caller) = caller
            && !name.trim().is_empty()
            && !name.trim().contains(char::is_whitespace)
        {
            return Meaning::Derived(format!(
                "arn:{}:iam::{}:{kind}/{}",
                caller.partition,
                caller.account,
                name.trim()
            ));
        }
    }
    Meaning::Unknown
}

/// API Gateway stars out the first digits of the account.
fn unmask(said: &str, caller: Option<&str>) -> Meaning {
    let Some([arn, partition, service, region, account, resource]) = Arn::components(said) else {
        return Meaning::Plain(said.to_owned());
    };
    let shown = account.trim_start_matches('*');
    if shown.len() == account.len() || account.len() != 12 {
        return Meaning::Plain(said.to_owned());
    }
    let known = caller.and_then(Arn::parse).map(|arn| arn.account);
    match known.filter(|known| is_account_id(known) && known.ends_with(shown)) {
        Some(known) => {
            Meaning::Unmasked([arn, partition, service, region, known, resource].join(":"))
        }
        None => Meaning::Masked(said.to_owned()),
    }
}

/// The ARN of a queue from its address: `https://sqs.R.amazonaws.com/A/NAME`, `https://R.queue.amazonaws.com/A/NAME`.
pub(crate) fn queue(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let (account, name) = path.split_once('/')?;
    let (partition, host) = match host.strip_suffix(".cn") {
        Some(host) => ("aws-cn", host),
        None => ("aws", host),
    };
    let host = host.strip_suffix(".amazonaws.com")?;
    let region = match host.strip_prefix("sqs.") {
        Some(region) => region,
        None if host == "queue" => "us-east-1",
        None => host.strip_suffix(".queue")?,
    };
    (is_account_id(account) && !name.is_empty() && !name.contains('/') && !region.contains('/'))
        .then(|| format!("arn:{partition}:sqs:{region}:{account}:{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let caller = Some("arn:aws:iam::111122223333:user/ana");
        let plain = |text: &str| Meaning::Plain(text.to_owned());
        let derived = |text: &str| Meaning::Derived(text.to_owned());
        for (said, meant) in [
            ("*", plain("*")),
            ("arn:aws:s3:::b/k*", plain("arn:aws:s3:::b/k*")),
            ("role HR", derived("arn:aws:iam::111122223333:role/HR")),
            (
                "instance profile web",
                derived("arn:aws:iam::111122223333:instance-profile/web"),
            ),
            (
                "the resource associated with this ciphertext",
                Meaning::Unknown,
            ),
            (
                "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
                derived("arn:aws:sqs:eu-west-1:111122223333:orders"),
            ),
            (
                "https://queue.amazonaws.com/111122223333/orders",
                derived("arn:aws:sqs:us-east-1:111122223333:orders"),
            ),
            (
                "arn:aws:execute-api:eu-west-1:********3333:x/y",
                Meaning::Unmasked("arn:aws:execute-api:eu-west-1:111122223333:x/y".to_owned()),
            ),
            (
                "arn:aws:execute-api:eu-west-1:********4444:x/y",
                Meaning::Masked("arn:aws:execute-api:eu-west-1:********4444:x/y".to_owned()),
            ),
        ] {
            assert_eq!(meaning(said, caller), meant, "{said}");
        }
        assert_eq!(meaning("role HR", None), Meaning::Unknown);
    }
}
