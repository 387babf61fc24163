//! Scenarios of all kinds from a tape of numbers, for property tests and fuzzers.
//!
//! Everything is taken from small vocabularies, so that statements often match and policies often disagree. Each number
//! of the tape is one choice; a tape that has run out chooses the first of everything, which is the simplest, so that a
//! test's shrinking of numbers shrinks the scenario.

mod condition;
mod request;
mod statement;

use std::sync::Arc;

use iam_core::scenario::{
    Organization, OrganizationAccount, PolicyType, Scenario, ScenarioPolicy, UnknownKeys,
};

use iam_core::report::Effect;
use request::About;

pub use condition::value_of;

/// The account of most callers.
pub const A: &str = "111122223333";
/// The other member of the organization.
pub const B: &str = "444455556666";
/// An account outside the organization.
pub const OUTSIDE: &str = "777777777777";
/// The management account.
pub const MANAGER: &str = "999999999999";

const ROOT: &str = "r-ab12";
const UNIT_OF_A: &str = "ou-ab12-11111111";
const ENDPOINT: &str = "vpce-0a1b2c3d4e5f67890";

const ALICE: &str = "arn:aws:iam::111122223333:user/dev/alice";
const APP: &str = "arn:aws:iam::111122223333:role/app";
const SESSION: &str = "arn:aws:sts::111122223333:assumed-role/app/s1";
const BOB: &str = "arn:aws:sts::111122223333:federated-user/bob";
const GROUP: &str = "arn:aws:iam::111122223333:group/devs";
const ZED: &str = "arn:aws:iam::444455556666:user/zed";
const LINKED: &str =
    "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX";
/// Canonical user ids.
const CANONICAL: [&str; 2] = [
    "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
    "c1dae5fa90baaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6",
];
const BUCKET: &str = "arn:aws:s3:::reports";
const KEY: &str = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const TARGET: &str = "arn:aws:iam::111122223333:role/target";
const TARGET_OF_B: &str = "arn:aws:iam::444455556666:role/target";

/// A tape of choices.
#[derive(Debug)]
pub struct Tape<'t> {
    rest: &'t [u16],
}

impl<'t> Tape<'t> {
    /// A tape of numbers.
    pub fn new(numbers: &'t [u16]) -> Self {
        Self { rest: numbers }
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        let Some((first, rest)) = self.rest.split_first() else {
            return 0;
        };
        self.rest = rest;
        usize::from(*first) % limit
    }

    /// One of some things; the first when the tape has run out.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// True in so many of a hundred cases, never when the tape has run out.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }
}

/// A scenario whose policies are still lists of statements, so that a test can change them.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The scenario without its policies' texts.
    pub scenario: Scenario,
    /// The statements of each policy, as JSON.
    pub statements: Vec<Vec<String>>,
    about: About,
}

impl Draft {
    /// A scenario from a tape. With `open` some keys of some requests, or all keys, are left open.
    pub fn new(tape: &mut Tape<'_>, open: bool) -> Self {
        let mut scenario = Scenario {
            organization: tape.chance(70).then(|| organization(tape)),
            ..Scenario::default()
        };
        if open && tape.chance(80) {
            scenario.unknown_keys = UnknownKeys::Open;
        }
        let about = About::new(open, tape);
        for _ in 0..=tape.below(3) {
            scenario.requests.push(request::request(&about, tape));
        }
        let mut statements = Vec::new();
        for kind in PolicyType::ALL {
            for _ in 0..how_many(kind, tape) {
                scenario.policies.push(policy(kind, &about, tape));
                let trust = scenario.subject(scenario.policies.len() - 1).trust;
                let list = (0..=tape.below(3))
                    .map(|_| statement::statement(kind, trust, None, &about, tape))
                    .collect();
                statements.push(list);
            }
        }
        Self {
            scenario,
            statements,
            about,
        }
    }

    /// A statement that the policy at an index may have; of an effect, or of either that its type has.
    pub fn statement(&self, index: usize, effect: Option<Effect>, tape: &mut Tape<'_>) -> String {
        let subject = self.scenario.subject(index);
        statement::statement(subject.kind, subject.trust, effect, &self.about, tape)
    }

    /// The scenario with its policies written out.
    pub fn finish(&self) -> Scenario {
        let mut scenario = self.scenario.clone();
        for (policy, statements) in scenario.policies.iter_mut().zip(&self.statements) {
            policy.document = Arc::from(document(statements));
        }
        scenario
    }

    /// The scenario without the policies of a type.
    #[must_use]
    pub fn without(&self, kind: PolicyType) -> Self {
        let kept = |index: &usize| self.scenario.policies[*index].kind != kind;
        let indexes: Vec<usize> = (0..self.statements.len()).filter(kept).collect();
        let mut scenario = self.scenario.clone();
        scenario.policies.retain(|policy| policy.kind != kind);
        Self {
            scenario,
            statements: indexes
                .into_iter()
                .map(|index| self.statements[index].clone())
                .collect(),
            about: self.about.clone(),
        }
    }
}

/// A policy's text, from its statements.
pub fn document(statements: &[String]) -> String {
    format!(
        "{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {}\n  ]\n}}",
        statements.join(",\n    ")
    )
}

fn how_many(kind: PolicyType, tape: &mut Tape<'_>) -> usize {
    match kind {
        PolicyType::Identity => tape.pick(&[1, 1, 1, 2, 0]),
        PolicyType::Resource => tape.pick(&[1, 1, 0, 2]),
        PolicyType::PermissionsBoundary | PolicyType::Session | PolicyType::VpcEndpoint => {
            tape.pick(&[0, 0, 0, 1])
        }
        PolicyType::ServiceControl => tape.pick(&[0, 0, 0, 1, 2, 3]),
        PolicyType::ResourceControl => tape.pick(&[0, 0, 0, 1]),
    }
}

fn policy(kind: PolicyType, about: &About, tape: &mut Tape<'_>) -> ScenarioPolicy {
    let carriers: &[&[&str]] = match kind {
        PolicyType::Identity => &[&[], &[], &[], &[ALICE, APP], &[GROUP], &[ZED], &[APP]],
        PolicyType::PermissionsBoundary => &[&[], &[ALICE], &[APP], &[ZED]],
        PolicyType::Session => &[&[], &[SESSION], &[BOB]],
        PolicyType::ServiceControl => &[&[], &[ROOT], &[UNIT_OF_A], &[A], &[B], &[UNIT_OF_A, B]],
        PolicyType::ResourceControl => &[&[], &[A], &[B]],
        PolicyType::VpcEndpoint => &[&[], &[ENDPOINT]],
        PolicyType::Resource => &[&[]],
    };
    let mut attached: Vec<String> = tape
        .pick(carriers)
        .iter()
        .map(|&arn| arn.to_owned())
        .collect();
    if kind == PolicyType::Resource {
        attached.push(about.carrier().to_owned());
    }
    ScenarioPolicy {
        name: None,
        kind,
        document: Arc::from(""),
        attached_to: (!attached.is_empty()).then_some(attached),
        unknown: Vec::new(),
    }
}

fn organization(tape: &mut Tape<'_>) -> Organization {
    let member = |id: &str, path: &str| OrganizationAccount {
        id: id.to_owned(),
        path: path.to_owned(),
        unknown: Vec::new(),
    };
    let mut accounts = vec![member(A, "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/")];
    if tape.chance(60) {
        accounts.push(member(
            B,
            "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
        ));
    }
    Organization {
        id: Some("o-a1b2c3d4e5".to_owned()),
        management_account: Some(tape.pick(&[MANAGER, MANAGER, MANAGER, A, B]).to_owned()),
        accounts,
        unknown: Vec::new(),
    }
}
