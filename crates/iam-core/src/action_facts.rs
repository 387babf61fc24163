//! What of an action the requester and the condition keys follow from.
//!
//! Nothing else of an action is looked at before statements are matched: actions with the same facts share the keys that
//! follow, which is what makes a table of many actions quick.

use crate::request::Action;
use crate::services::is_global_service;

/// Actions whose resource belongs to another party or to AWS, by service; an empty list means every action of it.
///
/// Source: *AWS global condition context keys* — `aws:ResourceAccount` (R-KEY-10).
const WITHOUT_RESOURCE_ACCOUNT: [(&str, &[&str]); 10] = [
    ("auditmanager", &["updateassessmentframeworkshare"]),
    ("detective", &["acceptinvitation"]),
    ("ds", &["acceptshareddirectory"]),
    ("ebs", &[]),
    (
        "ec2",
        &[
            "accepttransitgatewaypeeringattachment",
            "acceptvpcendpointconnections",
            "acceptvpcpeeringconnection",
            "copyfpgaimage",
            "copyimage",
            "copysnapshot",
            "createtransitgatewaypeeringattachment",
            "createvolume",
            "createvpcendpoint",
            "createvpcpeeringconnection",
            "deletetransitgatewaypeeringattachment",
            "deletevpcpeeringconnection",
            "rejecttransitgatewaypeeringattachment",
            "rejectvpcendpointconnections",
            "rejectvpcpeeringconnection",
        ],
    ),
    ("events", &["putevents"]),
    (
        "guardduty",
        &["acceptadministratorinvitation", "acceptinvitation"],
    ),
    ("macie2", &["acceptinvitation"]),
    (
        "securityhub",
        &["acceptadministratorinvitation", "acceptinvitation"],
    ),
    (
        "es",
        &[
            "acceptinboundconnection",
            "acceptinboundcrossclustersearchconnection",
        ],
    ),
];
const ROUTE53_WITHOUT_RESOURCE_ACCOUNT: [&str; 5] = [
    "associatevpcwithhostedzone",
    "createvpcassociationauthorization",
    "deletevpcassociationauthorization",
    "disassociatevpcfromhostedzone",
    "listhostedzonesbyvpc",
];

fn lacks_resource_account(action: &Action) -> bool {
    let name = action.name.as_str();
    action.service == "route53" && ROUTE53_WITHOUT_RESOURCE_ACCOUNT.contains(&name)
        || WITHOUT_RESOURCE_ACCOUNT.iter().any(|(service, names)| {
            *service == action.service && (names.is_empty() || names.contains(&name))
        })
}

/// What keys follow from; see the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of the action by itself"
)]
pub(crate) struct ActionFacts {
    /// Whether a web identity asks for a session, so that any host can be its provider (R-MPRN-11).
    pub(crate) federates: bool,
    /// Whether an anonymous caller has a user id.
    pub(crate) names_anonymous: bool,
    /// R-KEY-10.
    pub(crate) lacks_resource_account: bool,
    /// Whether its service is in one region only.
    pub(crate) is_global: bool,
}

impl ActionFacts {
    /// The facts of an action.
    pub(crate) fn of(action: &Action) -> Self {
        Self {
            federates: action.is("sts", "assumerolewithwebidentity"),
            names_anonymous: matches!(action.service.as_str(), "s3" | "sns" | "sqs"),
            lacks_resource_account: lacks_resource_account(action),
            is_global: is_global_service(&action.service),
        }
    }
}
