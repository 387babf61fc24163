//! Condition keys that no service has, and keys of networks that only some services send.

use iam_catalog::{KeyLookup, Lookup};
use iam_core::policy::{ActionPattern, Condition, Statement};
use iam_core::spelling;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for (statement, condition) in document.conditions() {
        if report.is_full() {
            return;
        }
        check_exists(document, condition, report);
        check_network(statement, condition, report);
    }
}

fn check_exists(document: &Document<'_>, condition: &Condition, report: &mut Report) {
    let Some((prefix, _)) = condition.key.split_once(':') else {
        return;
    };
    // Keys of identity providers begin with their domain, and say whatever their tokens do.
    if prefix.eq_ignore_ascii_case("aws") || prefix.contains('.') {
        return;
    }
    match document.catalog.key(&condition.key) {
        KeyLookup::Global(_) | KeyLookup::Service(..) => return,
        KeyLookup::NotLoaded(services) => {
            report
                .missing
                .extend(services.into_iter().map(|entry| entry.prefix.to_string()));
            return;
        }
        KeyLookup::Unknown => {}
    }
    match document.catalog.service(prefix) {
        Lookup::Loaded(service) => report.add(unknown_key(document, condition, service)),
        Lookup::Unknown if !is_foreign(document, prefix) => report.add(
            Finding::new(
                Code::InvalidService,
                document.inside(condition.key_span, 0..prefix.len()),
                format!("there is no service `{prefix}`"),
            )
            .help("a key begins with the prefix of its service, or with `aws:`"),
        ),
        Lookup::Unknown | Lookup::Retired(_) | Lookup::NotLoaded(_) => {}
    }
}

/// Whether keys of another service have this prefix, such as `saml`.
fn is_foreign(document: &Document<'_>, prefix: &str) -> bool {
    ["saml", "iot", "internetmonitor"].contains(&prefix.to_ascii_lowercase().as_str())
        || document.catalog.index().global_keys.iter().any(|key| {
            key.name
                .split(':')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(prefix))
        })
}

fn unknown_key(
    document: &Document<'_>,
    condition: &Condition,
    service: &iam_catalog::Service,
) -> Finding {
    let finding = Finding::new(
        Code::InvalidServiceConditionKey,
        condition.key_span,
        format!("{} has no condition key `{}`", service.name, condition.key),
    );
    let names = service
        .keys
        .iter()
        .filter(|key| !key.is_template())
        .map(|key| &*key.name);
    match spelling::nearest(&condition.key, names) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(
            format!("Write `{near}`"),
            edit::rename(document, condition.key_span, near),
        ),
        None => finding.help("a request never carries this key"),
    }
}

/// The services that send keys of the endpoint's owner.
///
/// Source: *AWS global condition context keys*, `aws:VpceAccount` and `aws:SourceVpcArn`; the lists of 2026.
const NETWORK_SERVICES: [&str; 40] = [
    "acm-pca",
    "applicationinsights",
    "apprunner",
    "athena",
    "cloudformation",
    "comprehendmedical",
    "compute-optimizer",
    "datasync",
    "discovery",
    "dynamodb",
    "ebs",
    "ecr",
    "ecs",
    "firehose",
    "gamelift",
    "healthlake",
    "iam",
    "iotfleetwise",
    "iotwireless",
    "kinesisanalytics",
    "kms",
    "lambda",
    "medical-imaging",
    "omics",
    "payment-cryptography",
    "polly",
    "rbin",
    "rekognition",
    "route53",
    "s3",
    "scheduler",
    "servicediscovery",
    "servicequotas",
    "shield",
    "ssm-contacts",
    "storagegateway",
    "sts",
    "textract",
    "transcribe",
    "transfer",
];

/// Of those, the ones that do not send the network itself.
const WITHOUT_VPC: [&str; 3] = ["dynamodb", "gamelift", "shield"];

fn check_network(statement: &Statement, condition: &Condition, report: &mut Report) {
    let of_vpc = &*condition.key_lower == "aws:sourcevpcarn";
    let of_owner = matches!(
        &*condition.key_lower,
        "aws:vpceaccount" | "aws:vpceorgid" | "aws:vpceorgpaths"
    );
    if !of_vpc && !of_owner {
        return;
    }
    let sends = |service: &str| {
        NETWORK_SERVICES.contains(&service) && !(of_vpc && WITHOUT_VPC.contains(&service))
    };
    let block = &statement.action;
    let finding = |what: String| {
        Finding::new(
            Code::UseConditionKeyOnlyWithSupportedServices,
            condition.key_span,
            what,
        )
        .help(
            "list only actions of services that send the key, or test that it is there with `Null`",
        )
    };
    if block.negated {
        report.add(
            finding(format!(
                "`NotAction` stands for actions of services that do not send `{}`",
                condition.key
            ))
            .related(block.span, "`NotAction`"),
        );
        return;
    }
    let other = block.entries.iter().find(|entry| match &entry.pattern {
        ActionPattern::Any => true,
        ActionPattern::Name { service, .. } => !sends(service),
        ActionPattern::Nothing => false,
    });
    if let Some(entry) = other {
        report.add(
            finding(format!(
                "requests for `{}` do not always carry `{}`",
                entry.text, condition.key
            ))
            .related(entry.span, "listed here"),
        );
    }
}
