//! What each set of policies says about a request.
//!
//! Source: *Policy evaluation logic* (R-DEC-2, R-DEC-3, R-SAME-1, R-SAME-3, R-SCP-3, R-RCP-3).

use super::core_rule::{FormClass, has_class};
use super::logic::Logic;
use super::{LevelPlan, Part, Plan};
use crate::matching::FormSet;
use crate::policy::{Policy, Statement};
use crate::report::{Effect, PrincipalKind};

/// What one set of policies says (R-DEC-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict<L> {
    /// Whether a Deny applies.
    pub(crate) deny: L,
    /// Whether an Allow applies.
    pub(crate) allow: L,
    /// Whether an Allow applies that is enough alone in the same account (R-SAME-2).
    pub(crate) direct: L,
    /// Whether an Allow applies that stands in for identity policies.
    pub(crate) adds: L,
}

impl<L: Logic> Verdict<L> {
    /// Nothing applies.
    pub(crate) const NOTHING: Self = Self {
        deny: L::NO,
        allow: L::NO,
        direct: L::NO,
        adds: L::NO,
    };

    fn allow_by(&mut self, kind: Option<PrincipalKind>, applies: &L, forms: FormSet) {
        let when = |class: FormClass| kind.is_some_and(|kind| has_class(kind, forms, class));
        if when(FormClass::Direct) {
            self.direct = self.direct.clone().or(applies.clone());
        }
        if when(FormClass::Adds) {
            self.adds = self.adds.clone().or(applies.clone());
        }
        self.allow = self.allow.clone().or(applies.clone());
    }
}

/// The verdict of all levels of an organization: a Deny at any, an Allow at every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Levels<L> {
    /// Whether a Deny applies at some level.
    pub(crate) deny: L,
    /// Whether every level allows.
    pub(crate) allow: L,
}

/// Every set that can take part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sets<L> {
    pub(crate) rcp: Levels<L>,
    pub(crate) scp: Levels<L>,
    pub(crate) endpoint: Verdict<L>,
    pub(crate) resource: Verdict<L>,
    pub(crate) identity: Verdict<L>,
    pub(crate) boundary: Verdict<L>,
    pub(crate) session: Verdict<L>,
}

impl<L: Logic> Sets<L> {
    /// Whether any Deny that counts applies (R-DEC-4).
    pub(crate) fn deny(&self) -> L {
        [
            &self.rcp.deny,
            &self.scp.deny,
            &self.endpoint.deny,
            &self.resource.deny,
            &self.identity.deny,
            &self.boundary.deny,
            &self.session.deny,
        ]
        .into_iter()
        .fold(L::NO, |any, deny| any.or(deny.clone()))
    }
}

/// Asks every statement of every set; `applies` says whether one applies, and by which forms of principal.
pub(crate) struct Gatherer<'a, F> {
    pub(crate) plan: &'a Plan,
    pub(crate) policies: &'a [&'a Policy],
    pub(crate) applies: F,
}

impl<F> Gatherer<'_, F> {
    /// Gathers every set.
    pub(crate) fn gather<L: Logic>(&mut self) -> Sets<L>
    where
        F: FnMut(u32, &Statement) -> (L, FormSet),
    {
        let plan = self.plan;
        Sets {
            rcp: self.levels(&plan.rcp_levels),
            scp: self.levels(&plan.scp_levels),
            endpoint: self.part(&plan.endpoint),
            resource: self.resource(),
            identity: self.part(&plan.identity),
            boundary: self.part(&plan.boundary),
            session: self.part(&plan.session),
        }
    }

    /// The verdict of some policies.
    pub(crate) fn verdict<L: Logic>(&mut self, members: &[u32]) -> Verdict<L>
    where
        F: FnMut(u32, &Statement) -> (L, FormSet),
    {
        let kind = self.plan.query.requester.kind;
        let mut verdict: Verdict<L> = Verdict::NOTHING;
        for index in members {
            let Some(policy) = self.policies.get(*index as usize) else {
                continue;
            };
            for statement in &policy.statements {
                let (applies, forms) = (self.applies)(*index, statement);
                match statement.effect {
                    Effect::Deny => verdict.deny = verdict.deny.or(applies),
                    Effect::Allow => verdict.allow_by(kind, &applies, forms),
                }
            }
        }
        verdict
    }

    fn part<L: Logic>(&mut self, part: &Part) -> Verdict<L>
    where
        F: FnMut(u32, &Statement) -> (L, FormSet),
    {
        self.verdict(part.members())
    }

    fn resource<L: Logic>(&mut self) -> Verdict<L>
    where
        F: FnMut(u32, &Statement) -> (L, FormSet),
    {
        let plan = self.plan;
        let mut verdict: Verdict<L> = self.part(&plan.resource);
        if plan.denies_of_resource_are_ignored {
            verdict.deny = L::NO;
        }
        if plan.object_of_other_account {
            // R-S3-5: the bucket's policy counts for its denies only.
            verdict = Verdict {
                deny: verdict.deny,
                ..Verdict::NOTHING
            };
        }
        for form in &plan.granted_forms {
            verdict.allow_by(plan.query.requester.kind, &L::YES, FormSet::of(*form));
        }
        verdict
    }

    fn levels<L: Logic>(&mut self, levels: &[LevelPlan]) -> Levels<L>
    where
        F: FnMut(u32, &Statement) -> (L, FormSet),
    {
        let mut total = Levels {
            deny: L::NO,
            allow: L::YES,
        };
        for level in levels {
            let verdict: Verdict<L> = self.verdict(&level.policies);
            total.deny = total.deny.or(verdict.deny);
            total.allow = total
                .allow
                .and(verdict.allow.or(L::of(level.default_policy)));
        }
        total
    }
}
