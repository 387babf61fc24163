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
    /// The resources of the latest rows that name one, each with its number. The numbers grow.
    resources: Vec<(u32, Resource)>,
}

/// So many resources of rows are kept in mind: rows that take turns among them find what was known.
const RESOURCES: usize = 16;

/// A request, with what is known of it for the actions so far.
#[derive(Debug)]
struct Column<'s> {
    request: &'s Request,
    /// By the facts of actions, of which there are a handful, and the resources of rows.
    known: Vec<Known>,
}

/// A plan, and which of all statements apply but for their action, as far as that was asked.
#[derive(Debug)]
struct Known {
    facts: ActionFacts,
    /// The number of the row's resource and the request for it, where that is not the column's.
    elsewhere: Option<(u32, Box<Request>)>,
    plan: Plan,
    applies: Vec<Option<Applies>>,
}

/// A row's action, and whether each of all statements names it.
struct Row {
    action: Action,
    facts: ActionFacts,
    named: Vec<bool>,
    /// The number of its resource, if it has one.
    resource: Option<u32>,
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
        };
        Self {
            scenario,
            policies,
            columns: columns.into_iter().map(column).collect(),
            starts,
            statements,
            resources: Vec::new(),
        }
    }

    /// Decides an action for some columns; with a resource, for that one in place of theirs. Rows with the same resource are the
    /// quickest if few others stand between them.
    pub fn row(
        &mut self,
        action: &str,
        resource: Option<&Resource>,
        columns: Range<usize>,
    ) -> Vec<Decision> {
        let number = resource.map(|resource| self.number_of(resource));
        let row = self.read_row(action, number);
        let oldest = self.resources.first().map_or(0, |(number, _)| *number);
        let (scenario, policies, starts) = (self.scenario, self.policies, &*self.starts);
        let count = self.statements;
        let columns = self.columns.get_mut(columns).unwrap_or_default();
        let decide = |column: &mut Column<'_>| {
            let own = column.request;
            let Some(known) = column.turned_to(&row, (resource, oldest), (scenario, policies))
            else {
                return Decision::Error;
            };
            known.decide(&row, (own, scenario, policies), (starts, count))
        };
        columns.iter_mut().map(decide).collect()
    }

    /// The number of a row's resource. One that is not among the latest is new.
    fn number_of(&mut self, resource: &Resource) -> u32 {
        let mut known = self.resources.iter();
        if let Some((number, _)) = known.find(|(_, known)| known == resource) {
            return *number;
        }
        let number = self.resources.last().map_or(0, |(number, _)| number + 1);
        if self.resources.len() >= RESOURCES {
            self.resources.remove(0);
        }
        self.resources.push((number, resource.clone()));
        number
    }

    fn read_row(&self, action: &str, resource: Option<u32>) -> Row {
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
            resource,
        }
    }
}

impl Column<'_> {
    /// What is known of the request for actions like the row's, and for its resource. What was known for resources before the
    /// oldest that the table has in mind goes.
    fn turned_to(
        &mut self,
        row: &Row,
        (resource, oldest): (Option<&Resource>, u32),
        (scenario, policies): (&Scenario, &[&Policy]),
    ) -> Option<&mut Known> {
        let fits = |known: &Known| {
            let number = known.elsewhere.as_ref().map(|(number, _)| *number);
            number == row.resource && known.facts == row.facts
        };
        if let Some(at) = self.known.iter().position(fits) {
            return self.known.get_mut(at);
        }
        self.known.retain(|known| {
            let elsewhere = known.elsewhere.as_ref();
            elsewhere.is_none_or(|(number, _)| *number >= oldest)
        });
        let elsewhere = row.resource.zip(resource).map(|(number, resource)| {
            let request = Request {
                resource: resource.clone(),
                ..self.request.clone()
            };
            (number, Box::new(request))
        });
        let known = Known::new(row, elsewhere, (self.request, scenario, policies));
        self.known.push(known);
        self.known.last_mut()
    }
}

impl Known {
    fn new(
        row: &Row,
        elsewhere: Option<(u32, Box<Request>)>,
        (own, scenario, policies): (&Request, &Scenario, &[&Policy]),
    ) -> Self {
        let sources = Sources {
            scenario,
            request: elsewhere.as_ref().map_or(own, |(_, request)| request),
            policies,
        };
        let plan = Plan::for_action(row.action.clone(), sources);
        Self {
            facts: row.facts,
            elsewhere,
            plan,
            applies: Vec::new(),
        }
    }

    /// Decides the row's action. `starts` and `count` say where each policy's statements are among those of all.
    fn decide(
        &mut self,
        row: &Row,
        (own, scenario, policies): (&Request, &Scenario, &[&Policy]),
        (starts, count): (&[usize], usize),
    ) -> Decision {
        let Self {
            plan,
            applies,
            elsewhere,
            ..
        } = self;
        let sources = Sources {
            scenario,
            request: elsewhere.as_ref().map_or(own, |(_, request)| request),
            policies,
        };
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

#[cfg(test)]
mod tests {
    use super::{RESOURCES, Table};
    use crate::scenario::{Decision, Resource, Scenario};

    #[test]
    fn more_resources_than_are_kept_in_mind_are_decided_as_few_are() {
        let scenario = Scenario::parse(
            r#"{ "version": 1,
                "policies": [{ "type": "identity", "document": { "Version": "2012-10-17", "Statement": [
                    { "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::a/*7" }] } }],
                "requests": [{ "principal": "arn:aws:iam::111122223333:user/ann", "action": "", "resource": "arn:aws:s3:::a/7" }] }"#,
        )
        .unwrap();
        let policies = crate::parse_policies(&scenario);
        let policies: Vec<_> = policies.iter().collect();
        let mut table = Table::new(&scenario, &policies, &scenario.requests);
        // Forth and back, so that some are asked for again soon and some only when they are forgotten.
        let forth = 0..3 * RESOURCES;
        for number in forth.clone().chain(forth.rev()) {
            let resource = Resource {
                arn: format!("arn:aws:s3:::a/{number}"),
                ..Resource::default()
            };
            let expected = if number % 10 == 7 {
                Decision::Allow
            } else {
                Decision::ImplicitDeny
            };
            let found = table.row("s3:GetObject", Some(&resource), 0..1);
            assert_eq!(found, [expected], "{number}");
            assert_eq!(table.row("s3:GetObject", None, 0..1), [Decision::Allow]);
            let all = table.columns.first().map_or(0, |column| column.known.len());
            assert!(all <= RESOURCES + 1, "{all} are known");
        }
    }
}
