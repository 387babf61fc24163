//! ARNs of resources, compared with the forms that their service has.

use iam_catalog::{ArnTemplate, Lookup, PolicyArn, Service};
use iam_core::spelling;
use iam_core::text::Span;

use crate::code::Code;
use crate::document::Document;
use crate::edit;
use crate::finding::{Finding, Report};
use crate::pattern::is_wild;

/// The most entries that are compared with the forms of their service, and the longest one.
const MOST: usize = 3_000;
const LONGEST: usize = 2_048;

/// The places of region and account among the parts.
const REGION: usize = 3;
const ACCOUNT: usize = 4;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for entry in document.resources().take(MOST) {
        if report.is_full() {
            return;
        }
        check_entry(document, &entry.text, entry.span, report);
    }
}

fn check_entry(document: &Document<'_>, text: &str, span: Span, report: &mut Report) {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts.as_slice() else {
        return;
    };
    let before_resource = [*partition, *service, *region, *account].concat();
    if is_of_aws(account, resource)
        || is_wild(service)
        || before_resource.contains('$')
        || text.len() > LONGEST
    {
        return;
    }
    let Some(templates) = templates(document, service, report) else {
        if is_unknown(document, service) {
            report.add(unknown_service(
                document,
                service,
                part(document, &parts, 2, span),
            ));
        }
        return;
    };
    let meets = |templates: &[&ArnTemplate], region: &str, account: &str| {
        let arn = format!("arn:{partition}:{service}:{region}:{account}:{resource}");
        let arn = PolicyArn::parse(&arn);
        templates.iter().any(|template| template.may_match(&arn))
    };
    if templates.is_empty() || meets(&templates, region, account) {
        return;
    }
    // Other services name some of its resources in ways of their own; what it says itself comes first.
    let own: Vec<&ArnTemplate> = document
        .catalog
        .loaded(service)
        .map(|own| forms_of(own, service).collect())
        .unwrap_or_default();
    let templates = if own.is_empty() { templates } else { own };
    // Examples, not stars: a star reaches over the colons.
    let regions = [*region, if region.is_empty() { "us-east-1" } else { "" }];
    let accounts = [
        *account,
        if account.is_empty() {
            "111122223333"
        } else {
            ""
        },
    ];
    // One part is more often wrong than two.
    for (other_region, other_account) in [(1, 0), (0, 1), (1, 1)] {
        let (Some(new_region), Some(new_account)) =
            (regions.get(other_region), accounts.get(other_account))
        else {
            continue;
        };
        if meets(&templates, new_region, new_account) {
            if other_region == 1 {
                let place = part(document, &parts, REGION, span);
                report.add(wrong_part(service, region, place, true));
            }
            if other_account == 1 {
                let place = part(document, &parts, ACCOUNT, span);
                report.add(wrong_part(service, account, place, false));
            }
            return;
        }
    }
    let at = text.len() - resource.len();
    report.add(
        Finding::new(
            Code::InvalidArnResource,
            document.inside(span, at..text.len()),
            format!("no resource of `{service}` has an ARN that ends like this"),
        )
        .help(forms(&templates)),
    );
}

/// Whether a resource is AWS's own, such as a document of Systems Manager: those have no account, or `aws`, and the service
/// reference does not list all of their forms.
fn is_of_aws(account: &str, resource: &str) -> bool {
    let name = resource
        .split(['/', ':'])
        .nth(1)
        .unwrap_or(resource)
        .to_ascii_lowercase();
    account == "aws"
        || account.is_empty() && (name.starts_with("aws") || name.starts_with("amazon"))
}

/// The place of one of the parts before the resource. An empty one is marked with the colons around it.
fn part(document: &Document<'_>, parts: &[&str], index: usize, span: Span) -> Span {
    let start: usize = parts.iter().take(index).map(|part| part.len() + 1).sum();
    let len = parts.get(index).map_or(0, |part| part.len());
    if len == 0 {
        document.inside(span, start - 1..start + 1)
    } else {
        document.inside(span, start..start + len)
    }
}

/// The forms of ARNs that name a service; `None` if not all of them are loaded, or if there are none.
fn templates<'c>(
    document: &Document<'c>,
    service: &str,
    report: &mut Report,
) -> Option<Vec<&'c ArnTemplate>> {
    let owners = document.catalog.services_of_arn(service);
    if owners.is_empty() {
        return None;
    }
    let mut templates = Vec::new();
    let mut complete = true;
    for owner in owners {
        match document.catalog.service(owner) {
            Lookup::Loaded(owner) => {
                templates.extend(forms_of(owner, service));
            }
            Lookup::NotLoaded(entry) => {
                report.missing.insert(entry.prefix.to_string());
                complete = false;
            }
            Lookup::Unknown | Lookup::Retired(_) => complete = false,
        }
    }
    complete.then_some(templates)
}

/// The forms of a service's ARNs that have a service name.
fn forms_of<'c>(owner: &'c Service, name: &str) -> impl Iterator<Item = &'c ArnTemplate> {
    owner
        .resources
        .iter()
        .flat_map(|resource| &resource.arns)
        .filter(move |form| matches!(form.service(), "" | "*") || form.service() == name)
}

fn is_unknown(document: &Document<'_>, service: &str) -> bool {
    document.catalog.services_of_arn(service).is_empty()
        && matches!(document.catalog.service(service), Lookup::Unknown)
        && !service.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn unknown_service(document: &Document<'_>, service: &str, span: Span) -> Finding {
    let finding = Finding::new(
        Code::InvalidService,
        span,
        format!("there is no service `{service}`"),
    );
    let names = document
        .catalog
        .index()
        .services
        .iter()
        .map(|one| &*one.prefix);
    match spelling::nearest(service, names).filter(|_| !service.is_empty()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("an ARN is `arn:partition:service:region:account:resource`"),
    }
}

fn wrong_part(service: &str, written: &str, span: Span, is_region: bool) -> Finding {
    let (noun, with_article) = if is_region {
        ("region", "a region")
    } else {
        ("account", "an account")
    };
    if written.is_empty() {
        let code = if is_region {
            Code::MissingArnRegion
        } else {
            Code::MissingArnAccount
        };
        return Finding::new(
            code,
            span,
            format!("ARNs of this resource of `{service}` have {with_article}"),
        )
        .help(format!(
            "an empty {noun} is no wildcard; write the {noun}, or `*`"
        ))
        .fix("Write `*`", edit::replace(span, ":*:"));
    }
    let code = if is_region {
        Code::ArnRegionNotAllowed
    } else {
        Code::ArnAccountNotAllowed
    };
    Finding::new(
        code,
        span,
        format!("ARNs of this resource of `{service}` have no {noun}"),
    )
    .help(format!("leave the {noun} empty"))
    .fix(format!("Remove the {noun}"), edit::replace(span, ""))
}

fn forms(templates: &[&ArnTemplate]) -> String {
    const MOST: usize = 3;
    let shown: Vec<String> = templates
        .iter()
        .take(MOST)
        .map(|template| format!("`{}`", template.text()))
        .collect();
    let more = if templates.len() > MOST {
        " and more"
    } else {
        ""
    };
    format!("there are {}{more}", shown.join(", "))
}
