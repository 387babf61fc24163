//! The entry points.

use std::collections::BTreeSet;

use iam_catalog::Catalog;
use iam_core::order;
use iam_core::policy::Policy;
use iam_core::scenario::Scenario;

use crate::checks::Pass;
use crate::document::Document;
use crate::finding::{Findings, Report};

/// A policy to look at.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its text, as typed.
    pub text: &'a str,
    /// The same, parsed.
    pub policy: &'a Policy,
    /// The ARNs of what carries it; empty if that is not known.
    pub attached_to: &'a [String],
}

/// Looks at one policy. The findings are in order of place. What needs a service that the catalog has not loaded is left out,
/// and [`Findings::missing`] names the service.
pub fn lint(source: &Source<'_>, catalog: &Catalog) -> Findings {
    let document = Document::new(source, catalog);
    let mut report = Report::new(document.on);
    for pass in Pass::ALL {
        pass.run(&document, &mut report);
    }
    let mut findings = report.findings;
    findings.missing = report.missing.into_iter().collect();
    order::sort_by_key(&mut findings.list, |finding| (finding.span, finding.code));
    findings
}

/// Looks at every policy of a scenario: `policies[i]` is that of `scenario.policies[i]`, parsed.
pub fn lint_scenario(scenario: &Scenario, policies: &[&Policy], catalog: &Catalog) -> Findings {
    let mut all = Findings::default();
    let mut missing = BTreeSet::new();
    for ((index, own), policy) in (0..).zip(&scenario.policies).zip(policies) {
        let found = lint(
            &Source {
                text: &own.document,
                policy,
                attached_to: own.attached_to.as_deref().unwrap_or(&[]),
            },
            catalog,
        );
        missing.extend(found.missing);
        all.incomplete |= found.incomplete;
        all.list.extend(found.list.into_iter().map(|mut finding| {
            finding.policy = index;
            finding
        }));
    }
    all.missing = missing.into_iter().collect();
    all
}
