//! Policies whose type and carrier the evidence tells.

use std::sync::Arc;

use iam_core::json::Node;
use iam_core::scenario::{PolicyType, ScenarioPolicy};
use iam_core::text::Span;

use crate::evidence;
use crate::import::{Basis, FoundPolicy};
use crate::layer::Layer;
use crate::missing::MissingKind;
use crate::reader::Reader;

/// What the evidence says about a policy.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) kind: PolicyType,
    /// What the type is known by.
    pub(crate) reason: String,
    /// ARNs or ids of what carries it; none is not known.
    pub(crate) attached_to: Vec<String>,
    /// Its ARN or id, where it has one that is known.
    pub(crate) id: Option<String>,
}

/// Adds the policy whose document stands at a node: an object, or text in whatever encoding. Says whether there was one.
pub(crate) fn add(
    layer: &Layer,
    document: &Node<'_>,
    known: Known,
    reader: &mut Reader<'_>,
) -> bool {
    let Some((text, span)) = evidence::document(layer, document) else {
        return false;
    };
    add_text(text, span, known, reader);
    true
}

/// Adds a policy with this text.
pub(crate) fn add_text(text: String, span: Span, known: Known, reader: &mut Reader<'_>) {
    reader.mark_used(span);
    for carrier in &known.attached_to {
        reader.not_missing(MissingKind::Policy(known.kind), carrier);
    }
    let attached_to = (!known.attached_to.is_empty()).then_some(known.attached_to);
    reader.add_policy(FoundPolicy {
        policy: ScenarioPolicy {
            name: Some(known.name),
            kind: known.kind,
            document: Arc::from(text),
            attached_to,
            unknown: Vec::new(),
        },
        span,
        type_basis: Basis::Stated,
        type_reason: known.reason,
        may_also_be: Vec::new(),
        id: known.id,
    });
}
