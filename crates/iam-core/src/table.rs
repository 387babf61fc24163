//! A table of decisions: many actions for requests that differ in who asks or for what.
//!
//! What does not depend on the action (who asks, the keys that follow, whether the rest of a statement applies) is worked
//! out once for a column; which statements name the action, once for a row. A cell puts the two together, and decides as
//! [`crate::prepare`] and [`crate::Prepared::decide_only`] do.

use std::ops::Range;

use crate::action_facts::ActionFacts;
use crate::decide::{Gatherer, Plan, Sources, judge_by};
use crate::matching::{Applies, FormSet, action, applies_but_for_action};
use crate::policy::{Policy, Statement};
use crate::report::Answer;
use crate::request::Action;
use crate::scenario::{Decision, Request, Resource, Scenario};

/// A table in the making; its columns are requests, its rows actions.
///
/// ```
/// use iam_core::scenario::{Decision, Scenario};
///
/// let scenario = Scenario::parse(r#"{ "version": 1,
///   "policies": [{ "type": "identity", "document": { "Version": "2012-10-17",
///     "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }] } }],
///   "requests": [{ "principal": "arn:aws:iam::111122223333:user/ann", "action": "s3:GetObject", "resource": "arn:aws:s3:::a/b" }]
/// }"#).unwrap();
/// let policies = iam_core::parse_policies(&scenario);
/// let policies: Vec<_> = policies.iter().collect();
/// let mut table = iam_core::Table::new(&scenario, &policies, &scenario.requests);
/// assert_eq!(table.row("s3:GetObjectTagging", None, 0..1), [Decision::Allow]);
/// assert_eq!(table.row("s3:PutObject", None, 0..1), [Decision::ImplicitDeny]);
/// ```
#[derive(Debug)]
pub struct Table<'s> {
    scenario: &'s Scenario,
    policies: &'s [&'s Policy],
    columns: Vec<Column<'s>>,
    /// Where the statements of each policy begin among those of all.
    starts: Vec<usize>,
    /// How many statements there are.
    statements: usize,
}

/// A request, with what is known of it for the actions so far.
#[derive(Debug)]
struct Column<'s> {
    request: &'s Request,
    /// By the facts of actions, of which there are a handful.
    known: Vec<Known>,
    /// The one that asks for another resource, of the latest row that names one.
    elsewhere: Option<(Request, Known)>,
}

/// A plan, and which of all statements apply but for their action, as far as that was asked.
#[derive(Debug)]
struct Known {
    facts: ActionFacts,
    plan: Plan,
    applies: Vec<Option<Applies>>,
}

/// A row's action, and whether each of all statements names it.
struct Row {
    action: Action,
    facts: ActionFacts,
    named: Vec<bool>,
}

impl<'s> Table<'s> {
    /// Begins a table. The actions of the columns' requests do not matter.
    pub fn new(
        scenario: &'s Scenario,
        policies: &'s [&'s Policy],
        columns: impl IntoIterator<Item = &'s Request>,
    ) -> Self {
        let mut statements = 0;
        let starts = policies
            .iter()
            .map(|policy| {
                let start = statements;
                statements += numbers(policy);
                start
            })
            .collect();
        let column = |request| Column {
            request,
            known: Vec::new(),
            elsewhere: None,
        };
        Self {
            scenario,
            policies,
            columns: columns.into_iter().map(column).collect(),
            starts,
            statements,
        }
    }

    /// Decides an action for some columns; with a resource, for that one in place of theirs. Of rows with the same
    /// resource, those that follow each other are the quickest.
    pub fn row(
        &mut self,
        action: &str,
        resource: Option<&Resource>,
        columns: Range<usize>,
    ) -> Vec<Decision> {
        let row = self.read_row(action);
        let (scenario, policies, starts) = (self.scenario, self.policies, &*self.starts);
        let count = self.statements;
        let columns = self.columns.get_mut(columns).unwrap_or_default();
        let decide = |column: &mut Column<'_>| {
            let Some((request, known)) = column.turned_to(&row, resource, (scenario, policies))
            else {
                return Decision::Error;
            };
            let sources = Sources {
                scenario,
                request,
                policies,
            };
            known.decide(&row, sources, (starts, count))
        };
        columns.iter_mut().map(decide).collect()
    }

    fn read_row(&self, action: &str) -> Row {
        let action = Action::read(action);
        let mut named = vec![false; self.statements];
        for (policy, start) in self.policies.iter().zip(&self.starts) {
            for statement in &policy.statements {
                if let Some(named) = named.get_mut(start + statement.index as usize) {
                    *named = action::matches_block(&statement.action, &action);
                }
            }
        }
        Row {
            facts: ActionFacts::of(&action),
            action,
            named,
        }
    }
}

impl Column<'_> {
    /// The request for the row's resource, and what is known of it for actions like the row's.
    fn turned_to(
        &mut self,
        row: &Row,
        resource: Option<&Resource>,
        (scenario, policies): (&Scenario, &[&Policy]),
    ) -> Option<(&Request, &mut Known)> {
        let plan = |request: &Request| {
            let sources = Sources {
                scenario,
                request,
                policies,
            };
            Known::new(row, sources)
        };
        let Some(resource) = resource else {
            let at = self.known.iter().position(|known| known.facts == row.facts);
            let at = at.unwrap_or_else(|| {
                self.known.push(plan(self.request));
                self.known.len() - 1
            });
            return Some((self.request, self.known.get_mut(at)?));
        };
        let fits = |(request, known): &(Request, Known)| {
            request.resource == *resource && known.facts == row.facts
        };
        if !self.elsewhere.as_ref().is_some_and(fits) {
            let request = Request {
                resource: resource.clone(),
                ..self.request.clone()
            };
            let known = plan(&request);
            self.elsewhere = Some((request, known));
        }
        let (request, known) = self.elsewhere.as_mut()?;
        Some((request, known))
    }
}

impl Known {
    fn new(row: &Row, sources: Sources<'_>) -> Self {
        Self {
            facts: row.facts,
            plan: Plan::for_action(row.action.clone(), sources),
            applies: Vec::new(),
        }
    }

    /// Decides the row's action. `starts` and `count` say where each policy's statements are among those of all.
    fn decide(
        &mut self,
        row: &Row,
        sources: Sources<'_>,
        (starts, count): (&[usize], usize),
    ) -> Decision {
        let Self { plan, applies, .. } = self;
        plan.turn_to(&row.action, sources);
        applies.resize(count, None);
        let query = &plan.query;
        let ask = |policy: u32, statement: &Statement| {
            let start = starts.get(policy as usize).copied().unwrap_or_default();
            let at = start + statement.index as usize;
            if !row.named.get(at).copied().unwrap_or_default() {
                return (Answer::No, FormSet::EMPTY);
            }
            let known = applies.get_mut(at);
            let applies = match known {
                Some(known) => {
                    *known.get_or_insert_with(|| applies_but_for_action(statement, query))
                }
                None => Applies::NO,
            };
            (applies.answer, applies.forms)
        };
        let gatherer = Gatherer {
            plan,
            policies: sources.policies,
            applies: ask,
        };
        judge_by(gatherer).decision
    }
}

/// How many numbers the statements of a policy have. Those that could not be read have one, too.
fn numbers(policy: &Policy) -> usize {
    let numbers = policy.statements.iter().map(|statement| statement.index);
    numbers.max().map_or(0, |last| last as usize + 1)
}
