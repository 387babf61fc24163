//! The checks, by theme. Each pass looks at the whole policy once and makes the findings of all its rows of the table.

mod action;
mod arn;
mod carrier;
mod escalation;
mod fit;
mod ip;
mod key;
mod never;
mod pass_role;
mod permissive;
mod presence;
mod principal;
mod rcp;
mod redundant;
mod reported;
mod scp;
mod sent;
mod service_arn;
mod service_key;
mod size;
mod tag;
mod trust;
mod value;
mod variable;

use crate::document::Document;
use crate::finding::Report;

/// What makes findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Gives its code to what parsing and lowering reported.
    Reported,
    /// Actions that no service has.
    Action,
    /// ARNs of resources.
    Arn,
    /// What a resource policy says about other resources than its own.
    Carrier,
    /// ARNs, compared with the forms of their service.
    ServiceArn,
    /// Names of condition keys.
    Key,
    /// Condition keys that no service has.
    ServiceKey,
    /// Keys and resources that the actions do not know.
    Sent,
    /// Whether operators fit their keys.
    Fit,
    /// Tags under `NotAction`.
    Tag,
    /// Values of conditions.
    Value,
    /// Addresses in conditions.
    Ip,
    /// Conditions that only ask whether a key is there.
    Presence,
    /// Policy variables where there are none.
    Variable,
    /// Wildcards and variables in values that keep strangers out.
    Permissive,
    /// Principals, above all services.
    Principal,
    /// Role trust policies.
    Trust,
    /// `iam:PassRole` and `iam:CreateServiceLinkedRole`.
    Roles,
    /// Service control policies.
    Scp,
    /// Resource control policies.
    Rcp,
    /// Quotas of size.
    Size,
    /// What another part of the policy already says.
    Redundant,
    /// What never or always matches.
    Never,
    /// Ways to more permissions.
    Escalation,
}

impl Pass {
    /// All, in order.
    pub(crate) const ALL: [Self; 24] = [
        Self::Reported,
        Self::Action,
        Self::Arn,
        Self::Carrier,
        Self::ServiceArn,
        Self::Key,
        Self::ServiceKey,
        Self::Sent,
        Self::Fit,
        Self::Tag,
        Self::Value,
        Self::Ip,
        Self::Presence,
        Self::Variable,
        Self::Permissive,
        Self::Principal,
        Self::Trust,
        Self::Roles,
        Self::Scp,
        Self::Rcp,
        Self::Size,
        Self::Redundant,
        Self::Never,
        Self::Escalation,
    ];

    /// Looks at a policy.
    pub(crate) fn run(self, document: &Document<'_>, report: &mut Report) {
        match self {
            Self::Reported => reported::check(document, report),
            Self::Action => action::check(document, report),
            Self::Carrier => carrier::check(document, report),
            Self::ServiceArn => service_arn::check(document, report),
            Self::ServiceKey => service_key::check(document, report),
            Self::Sent => sent::check(document, report),
            Self::Arn => arn::check(document, report),
            Self::Key => key::check(document, report),
            Self::Fit => fit::check(document, report),
            Self::Tag => tag::check(document, report),
            Self::Value => value::check(document, report),
            Self::Ip => ip::check(document, report),
            Self::Presence => presence::check(document, report),
            Self::Variable => variable::check(document, report),
            Self::Permissive => permissive::check(document, report),
            Self::Principal => principal::check(document, report),
            Self::Trust => trust::check(document, report),
            Self::Roles => pass_role::check(document, report),
            Self::Scp => scp::check(document, report),
            Self::Rcp => rcp::check(document, report),
            Self::Size => size::check(document, report),
            Self::Redundant => redundant::check(document, report),
            Self::Never => never::check(document, report),
            Self::Escalation => escalation::check(document, report),
        }
    }
}
