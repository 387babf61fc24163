//! A statement, read for the question which actions it reaches.

use std::collections::BTreeMap;

use iam_core::policy::{ActionEntry, ActionPattern, PrincipalValue, ResourceForm, Statement};
use iam_core::report::Effect;

use super::{Cover, bit};
use crate::all_actions::{AllActions, Form, ServiceActions, TypeForms};
use crate::overlap::PolicyArn;

/// A statement with its entries by service.
pub(super) struct Reader<'s> {
    statement: &'s Statement,
    /// Entries that name a service.
    by_service: BTreeMap<&'s str, Vec<&'s ActionEntry>>,
    /// Whether an entry is `*`.
    every_service: bool,
    /// The resource entries that are ARNs.
    arns: Vec<PolicyArn>,
    /// Whether a resource entry is `*`.
    every_resource: bool,
}

impl<'s> Reader<'s> {
    pub(super) fn new(statement: &'s Statement) -> Self {
        let mut by_service: BTreeMap<&str, Vec<&ActionEntry>> = BTreeMap::new();
        let mut every_service = false;
        for entry in &statement.action.entries {
            match &entry.pattern {
                ActionPattern::Any => every_service = true,
                ActionPattern::Name { service, .. } => {
                    by_service.entry(service).or_default().push(entry);
                }
                ActionPattern::Nothing => {}
            }
        }
        let block = statement.resource.as_ref();
        let entries = || block.into_iter().flat_map(|block| &block.entries);
        let is_any = |form: &ResourceForm| matches!(form, ResourceForm::Any);
        Self {
            statement,
            by_service,
            every_service,
            arns: entries()
                .filter(|entry| matches!(entry.pattern, ResourceForm::Arn(_)))
                .map(|entry| PolicyArn::parse(&entry.text))
                .collect(),
            every_resource: entries().any(|entry| is_any(&entry.pattern)),
        }
    }

    pub(super) fn effect(&self) -> Effect {
        self.statement.effect
    }

    /// Whether it applies only under conditions, or only to some principals.
    pub(super) fn is_conditional(&self) -> bool {
        let anyone = self.statement.principal.as_ref().is_none_or(|block| {
            !block.negated
                && block
                    .entries
                    .iter()
                    .any(|entry| entry.value == PrincipalValue::Any)
        });
        !self.statement.conditions.is_empty() || !anyone
    }

    /// The places of a service's actions that it covers, each once; none if it concerns none of them.
    pub(super) fn places(&self, all: &AllActions, service: &ServiceActions) -> Option<Vec<usize>> {
        let entries = self.by_service.get(all.prefix(service));
        let negated = self.statement.action.negated;
        if self.every_service {
            return (!negated).then(|| service.actions.clone().collect());
        }
        let Some(entries) = entries else {
            return negated.then(|| service.actions.clone().collect());
        };
        let mut named = vec![false; service.actions.len()];
        for entry in entries {
            all.matching(service, &entry.pattern, &entry.text, &mut |at| {
                if let Some(named) = named.get_mut(at - service.actions.start) {
                    *named = true;
                }
            });
        }
        let places = service.actions.clone().zip(named);
        let places: Vec<usize> = places
            .filter(|(_, named)| *named != negated)
            .map(|(at, _)| at)
            .collect();
        (!places.is_empty()).then_some(places)
    }

    /// What it says on the resources of a service's actions.
    pub(super) fn resources<'r>(
        &'r self,
        all: &'r AllActions,
        service: &'r ServiceActions,
    ) -> Resources<'r> {
        // Where every resource is meant the types do not matter.
        let types = if self.every_resource || self.statement.resource.is_none() {
            &[]
        } else {
            all.types(service)
        };
        Resources {
            reader: self,
            types,
            known: vec![None; types.len()],
        }
    }
}

/// The resource entries of a statement against the resource types of a service; each type is compared once.
pub(super) struct Resources<'r> {
    reader: &'r Reader<'r>,
    types: &'r [TypeForms],
    known: Vec<Option<Meets>>,
}

/// How the entries meet a type's ARNs, before any negation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Meets {
    every: bool,
    some: bool,
}

impl Resources<'_> {
    /// Whether the statement covers all resources or, negated, none, whatever an action takes.
    pub(super) fn is_flat(&self) -> Option<Cover> {
        let Some(block) = &self.reader.statement.resource else {
            return Some(Cover::ALL);
        };
        self.reader.every_resource.then_some(if block.negated {
            Cover::default()
        } else {
            Cover::ALL
        })
    }

    /// Which of an action's forms the statement covers.
    pub(super) fn cover(&mut self, forms: &[Form]) -> Cover {
        let mut cover = Cover::default();
        for (place, form) in forms.iter().enumerate() {
            let mut meets = self.meets(form.kind);
            let block = self.reader.statement.resource.as_ref();
            if block.is_some_and(|block| block.negated) {
                meets = Meets {
                    every: !meets.some,
                    some: !meets.every,
                };
            }
            cover.every |= if meets.every { bit(place) } else { 0 };
            cover.some |= if meets.some { bit(place) } else { 0 };
        }
        cover
    }

    fn meets(&mut self, kind: Option<u16>) -> Meets {
        const EVERY: Meets = Meets {
            every: true,
            some: true,
        };
        // Where the element is left out the resource is implied: that of the policy.
        if self.reader.every_resource || self.reader.statement.resource.is_none() {
            return EVERY;
        }
        // Only `*` covers a request without a resource (R-MRES-2).
        let Some(kind) = kind.map(usize::from) else {
            return Meets::default();
        };
        if let Some(known) = self.known.get(kind).copied().flatten() {
            return known;
        }
        let meets = self.compare(kind);
        if let Some(slot) = self.known.get_mut(kind) {
            *slot = Some(meets);
        }
        meets
    }

    fn compare(&self, kind: usize) -> Meets {
        let Some(forms) = self.types.get(kind) else {
            return Meets::default();
        };
        let mut all = Meets {
            every: true,
            some: false,
        };
        for form in forms {
            let may = |arn: &&PolicyArn| arn.may_name(&form.service);
            let mut arns = self.reader.arns.iter().filter(may);
            let mut own = Meets::default();
            for arn in &mut arns {
                own.some |= arn.overlaps(&form.row);
                if own.some && arn.covers(&form.row) {
                    own.every = true;
                    break;
                }
            }
            all.every &= own.every;
            all.some |= own.some;
        }
        all
    }
}
