//! Addresses in conditions (R-IP-1 … R-IP-5).

use std::net::IpAddr;

use iam_core::ip::IpRange;
use iam_core::policy::operator::Comparison;
use iam_core::policy::{Condition, ConditionValue, Operand};

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (_, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        if condition.operator.base.comparison != Comparison::Ip {
            continue;
        }
        for value in &condition.values {
            check_bits(value, report);
        }
        if &*condition.key_lower == "aws:sourceip" {
            check_private(document, condition, report);
        }
    }
}

fn range(value: &ConditionValue) -> Option<IpRange> {
    match value.operand {
        Operand::Ip(range) => range,
        Operand::Text(_)
        | Operand::Arn(_)
        | Operand::Number(_)
        | Operand::Date(_)
        | Operand::Bool(_)
        | Operand::BoolText(_)
        | Operand::Binary(_) => None,
    }
}

/// Bits behind the prefix are not looked at.
fn check_bits(value: &ConditionValue, report: &mut Report) {
    let Some(range) = range(value).filter(|range| range.network() != range.address()) else {
        return;
    };
    let better = format!("{}/{}", range.network(), range.prefix());
    report.add(
        Finding::new(
            Code::ImproveIpRange,
            value.span,
            format!(
                "`{}` has bits behind its prefix, which do not count",
                value.text
            ),
        )
        .help(format!("the block is `{better}`"))
        .fix(
            format!("Write `{better}`"),
            edit::replace(value.span, iam_core::json::quote(&better)),
        ),
    );
}

/// Requests from the internet never come from a private address.
fn check_private(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let private: Vec<_> = condition
        .values
        .iter()
        .filter(|value| range(value).is_some_and(is_private))
        .collect();
    let Some(first) = private.first() else { return };
    let excludes = condition.operator.base.negated;
    if private.len() == condition.values.len() {
        let (code, so) = if excludes {
            (Code::PrivateNotIpAddress, "it always holds")
        } else {
            (Code::PrivateIpAddress, "it never holds")
        };
        report.add(
            Finding::new(
                code,
                condition.span,
                format!("`{}` lists private addresses only, so {so}", condition.key),
            )
            .help("the key carries public addresses; use `aws:VpcSourceIp` for those within a VPC"),
        );
        return;
    }
    let code = if excludes {
        Code::PrivateNotIpAddressSubset
    } else {
        Code::PrivateIpAddressSubset
    };
    let spans: Vec<_> = private.iter().map(|value| value.span).collect();
    let mut finding = Finding::new(
        code,
        first.span,
        format!(
            "`{}` is a private address, which `{}` never carries",
            first.text, condition.key
        ),
    )
    .help("use `aws:VpcSourceIp` for addresses within a VPC");
    for more in spans.iter().skip(1) {
        finding = finding.related(*more, "this one too");
    }
    report.add(finding.fix(
        "Remove the private addresses",
        edit::remove_all(document, &spans),
    ));
}

fn is_private(range: IpRange) -> bool {
    // A block is private if its first address is, and it reaches no further than the private block around it.
    const BLOCKS: [&str; 8] = [
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "fc00::/7",
        "fe80::/10",
    ];
    BLOCKS
        .iter()
        .filter_map(|block| IpRange::parse(block))
        .any(|block| block.prefix() <= range.prefix() && block.contains(range.network()))
        || range.network() == IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]) && range.prefix() == 128
}
