//! The policy that the checks look at, with what they ask of it again and again.

use iam_catalog::Catalog;
use iam_core::arn::Arn;
use iam_core::policy::{ActionEntry, ActionPattern, Condition, Policy, ResourceEntry, Statement};
use iam_core::report::Effect;
use iam_core::scenario::PolicyType;
use iam_core::text::Span;

use crate::code::Types;
use crate::lint::Source;
use crate::pattern;
use crate::tree::Tree;

/// The most entries of a kind that are looked at: more than any quota lets through, so that no text takes long.
const MOST: usize = 20_000;

/// One policy while it is looked at.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) text: &'a str,
    pub(crate) policy: &'a Policy,
    pub(crate) tree: Tree<'a>,
    /// Its type.
    pub(crate) on: Types,
    /// The ARNs of what carries it, as far as they are known.
    pub(crate) attached_to: &'a [String],
}

impl<'a> Document<'a> {
    pub(crate) fn new(source: &Source<'a>, catalog: &'a Catalog) -> Self {
        let subject = source.policy.subject;
        let on = match subject.kind {
            PolicyType::Identity | PolicyType::PermissionsBoundary => Types::IDENTITY,
            PolicyType::Session => Types::SESSION,
            PolicyType::Resource if subject.trust => Types::TRUST,
            PolicyType::Resource => Types::RESOURCE,
            PolicyType::VpcEndpoint => Types::ENDPOINT,
            PolicyType::ServiceControl => Types::SCP,
            PolicyType::ResourceControl => Types::RCP,
        };
        Self {
            catalog,
            text: source.text,
            policy: source.policy,
            tree: Tree::new(source.text),
            on,
            attached_to: source.attached_to,
        }
    }

    /// The statements that could be read.
    pub(crate) fn statements(&self) -> &'a [Statement] {
        &self.policy.statements
    }

    /// Every condition with its statement, up to [`MOST`].
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (&'a Statement, &'a Condition)> {
        self.statements()
            .iter()
            .flat_map(|statement| statement.conditions.iter().map(move |one| (statement, one)))
            .take(MOST)
    }

    /// Every entry of `Action` and `NotAction` with its statement, up to [`MOST`].
    pub(crate) fn actions(&self) -> impl Iterator<Item = (&'a Statement, &'a ActionEntry)> {
        self.statements()
            .iter()
            .flat_map(|statement| {
                statement
                    .action
                    .entries
                    .iter()
                    .map(move |one| (statement, one))
            })
            .take(MOST)
    }

    /// Every entry of `Resource` and `NotResource`, up to [`MOST`].
    pub(crate) fn resources(&self) -> impl Iterator<Item = &'a ResourceEntry> {
        self.statements()
            .iter()
            .flat_map(|statement| &statement.resource)
            .flat_map(|block| &block.entries)
            .take(MOST)
    }

    /// The service of the resource that carries the policy: of all of them, if there are several.
    pub(crate) fn carrier_service(&self) -> Option<&'a str> {
        let mut services = self
            .attached_to
            .iter()
            .map(|arn| Arn::parse(arn).map(|arn| arn.service));
        let first = services.next()??;
        services.all(|next| next == Some(first)).then_some(first)
    }

    /// The place of a part of a text value, given in bytes of its decoded content.
    pub(crate) fn inside(&self, value: Span, range: std::ops::Range<usize>) -> Span {
        self.tree
            .text(value)
            .map_or(value, |text| text.span_of(range))
    }
}

/// Whether a statement allows.
pub(crate) fn allows(statement: &Statement) -> bool {
    statement.effect == Effect::Allow
}

/// How a statement's actions cover one action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// An entry names it; the entry's place.
    Named(Span),
    /// An entry with a wildcard covers it; the entry's place.
    Wildcard(Span),
    /// `NotAction` does not leave it out; the element's place.
    NotAction(Span),
}

impl Coverage {
    /// The place.
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Named(span) | Self::Wildcard(span) | Self::NotAction(span) => span,
        }
    }
}

/// How a statement's actions cover `service:name`, both in lower case. A name goes before a wildcard.
pub(crate) fn coverage(statement: &Statement, service: &str, name: &str) -> Option<Coverage> {
    let block = &statement.action;
    let covers = |pattern: &ActionPattern| match pattern {
        ActionPattern::Any => true,
        ActionPattern::Name {
            service: own,
            name: names,
        } => &**own == service && names.matches_literal(name),
        ActionPattern::Nothing => false,
    };
    let mut covering = block.entries.iter().filter(|entry| covers(&entry.pattern));
    if block.negated {
        return covering
            .next()
            .is_none()
            .then_some(Coverage::NotAction(block.span));
    }
    let mut wildcard = None;
    for entry in covering {
        if !pattern::is_wild(&entry.text) {
            return Some(Coverage::Named(entry.span));
        }
        wildcard.get_or_insert(Coverage::Wildcard(entry.span));
    }
    wildcard
}
