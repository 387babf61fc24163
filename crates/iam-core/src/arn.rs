//! Amazon Resource Names (rules R-ARN-1 to R-ARN-4).

use crate::account;

/// An ARN taken apart: `arn:partition:service:region:account:resource`.
///
/// The parts are compared as they are; an empty one is the empty text, not a wildcard (R-ARN-3).
///
/// Source: *Amazon Resource Names (ARNs)*, *IAM identifiers*.
///
/// # Examples
///
/// ```
/// use iam_core::arn::Arn;
///
/// let arn = Arn::parse("arn:aws:iam::123456789012:role/team/deploy").unwrap();
/// assert_eq!((arn.service, arn.region, arn.account), ("iam", "", "123456789012"));
/// assert_eq!((arn.resource_type(), arn.resource_id()), (Some("role"), "team/deploy"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov` and so on (R-ARN-5).
    pub partition: &'a str,
    /// The service's prefix: `s3`.
    pub service: &'a str,
    /// The region, empty for services without.
    pub region: &'a str,
    /// The account id, empty for some services, `aws` for AWS managed policies.
    pub account: &'a str,
    /// The rest, colons and slashes included.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Takes an ARN apart. `None` unless it has six components of which the first is `arn` (R-ARN-1).
    pub fn parse(text: &'a str) -> Option<Self> {
        match Self::components(text)? {
            ["arn", partition, service, region, account, resource] => Some(Self {
                partition,
                service,
                region,
                account,
                resource,
            }),
            _ => None,
        }
    }

    /// The six components between the first five colons, whatever the first is. `None` if there are fewer.
    pub fn components(text: &str) -> Option<[&str; 6]> {
        let mut rest = text;
        let mut next = || {
            let (part, after) = rest.split_at(find_colon(rest)?);
            rest = after.get(1..)?;
            Some(part)
        };
        let [arn, partition, service, region, account] =
            [next()?, next()?, next()?, next()?, next()?];
        Some([arn, partition, service, region, account, rest])
    }

    /// What stands before the first `/` or `:` of the resource (R-ARN-2); `None` if the resource is a plain id.
    pub fn resource_type(&self) -> Option<&'a str> {
        self.resource.split_once(['/', ':']).map(|(kind, _)| kind)
    }

    /// What follows the type; the whole resource if it is a plain id.
    pub fn resource_id(&self) -> &'a str {
        self.resource
            .split_once(['/', ':'])
            .map_or(self.resource, |(_, id)| id)
    }

    /// The account, if it is an account id (R-ARN-4).
    pub fn account_id(&self) -> Option<&'a str> {
        account::is_account_id(self.account).then_some(self.account)
    }
}

/// The place of the first colon. Components are short, for which this costs a fraction of the library's search.
pub(crate) fn find_colon(text: &str) -> Option<usize> {
    text.bytes().position(|byte| byte == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_components() {
        type Row = (&'static str, Option<[&'static str; 5]>);
        let rows: &[Row] = &[
            ("arn:aws:s3:::b/k", Some(["aws", "s3", "", "", "b/k"])),
            (
                "arn:aws:sns:us-east-1:123456789012:t:sub:1",
                Some(["aws", "sns", "us-east-1", "123456789012", "t:sub:1"]),
            ),
            ("arn:aws:s3:::", Some(["aws", "s3", "", "", ""])),
            ("arn:::::", Some(["", "", "", "", ""])),
            ("arn:aws:s3::", None),
            ("ARN:aws:s3:::b", None),
            ("*", None),
            ("", None),
            ("xarn:aws:s3:::b", None),
        ];
        for (text, expected) in rows {
            let arn = Arn::parse(text).map(|arn| {
                [
                    arn.partition,
                    arn.service,
                    arn.region,
                    arn.account,
                    arn.resource,
                ]
            });
            assert_eq!(arn, *expected, "{text}");
        }
    }

    #[test]
    fn resource_forms() {
        for (resource, kind, id) in [
            ("bucket", None, "bucket"),
            ("role/path/name", Some("role"), "path/name"),
            ("function:f:1", Some("function"), "f:1"),
            ("/restapis/x", Some(""), "restapis/x"),
        ] {
            let text = format!("arn:aws:x:::{resource}");
            let arn = Arn::parse(&text).unwrap();
            assert_eq!(
                (arn.resource_type(), arn.resource_id()),
                (kind, id),
                "{resource}"
            );
        }
    }
}
