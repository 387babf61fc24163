//! What the evidence speaks of and does not hold, with the commands that fetch it.

mod fetch;

use iam_core::scenario::PolicyType;
use iam_core::text::Span;

use crate::import::{Basis, Import};

pub(crate) use fetch::{
    authorization_details, boundary_of, control_policies, decoded_message, endpoint_policy,
    identity_policies, managed_policy, organization_policy, resource_policy, role_of,
    session_policy,
};

/// Something to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it is.
    pub kind: MissingKind,
    /// The policy's ARN or id where it has one; else the ARN or id of what carries it; else the text to decode.
    pub id: String,
    /// What it is attached to, where that is known.
    pub attached_to: Vec<String>,
    /// A sentence: what to fetch and why.
    pub sentence: String,
    /// Command lines, ready for a shell, one after the other. Paste their output.
    pub commands: Vec<String>,
    /// Where the text speaks of it.
    pub span: Span,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKind {
    /// A policy, or the policies, of a type.
    Policy(PolicyType),
    /// The details that AWS keeps for an authorization id.
    AuthorizationDetails,
    /// The text of an encoded authorization message.
    DecodedMessage,
}

impl MissingKind {
    /// The name of the policy's type, `authorization-details` or `decoded-message`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Policy(kind) => kind.name(),
            Self::AuthorizationDetails => "authorization-details",
            Self::DecodedMessage => "decoded-message",
        }
    }
}

impl Missing {
    /// Whether later evidence holds what was missing.
    pub fn is_closed_by(&self, import: &Import) -> bool {
        let recognized = |id: &str| import.recognized.iter().any(|found| found.format.id == id);
        let kind = match self.kind {
            MissingKind::Policy(kind) => kind,
            MissingKind::DecodedMessage => return recognized("sts-decoded-message"),
            MissingKind::AuthorizationDetails => return recognized("iam-toolbox-details"),
        };
        let is_named = self.id.contains(":policy/") || self.id.starts_with("p-");
        import.policies.iter().any(|found| {
            let carriers = found.policy.attached_to.as_deref().unwrap_or_default();
            let is_carried = carriers
                .iter()
                .any(|carrier| *carrier == self.id || self.attached_to.contains(carrier));
            let fits = match &found.id {
                Some(id) if is_named => *id == self.id,
                None if is_named => found.type_basis != Basis::Stated,
                _ => is_carried || carriers.is_empty(),
            };
            found.policy.kind == kind && fits
        })
    }
}
