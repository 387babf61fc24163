//! Compares the evaluator with the truth tables T1–T5 over their whole product (R-TT-6).

mod question;
mod tables;
mod world;

use iam_core::{parse_policies, prepare};

use question::{Account, Form, Kind, Question, Target, Verdict};
use tables::Tables;
use world::{request, world};

const SETS: [Verdict; 4] = [
    Verdict::Absent,
    Verdict::Allow,
    Verdict::NoMatch,
    Verdict::Deny,
];
const LEVEL: [Verdict; 3] = [Verdict::Allow, Verdict::NoMatch, Verdict::Deny];
/// Requests that are decided together.
const BATCH: usize = 4_096;

/// A kind of requester, forms that can name it, and verdicts of its identity, boundary and session policies.
type Row<'t> = (Kind, &'t [Form], [&'t [Verdict]; 3]);

type Gates = ([Verdict; 3], bool, Verdict);

/// The gates: SCP at three levels, RCP, endpoint policy; and how many of them are not open.
fn gates() -> Vec<(Gates, usize)> {
    let mut gates = Vec::new();
    for root in LEVEL {
        for unit in LEVEL {
            for account in LEVEL {
                let scp = [root, unit, account];
                let closed = scp.iter().filter(|level| **level != Verdict::Allow).count();
                for rcp in [false, true] {
                    for endpoint in SETS {
                        let closed =
                            closed + usize::from(rcp) + usize::from(endpoint != Verdict::Absent);
                        gates.push(((scp, rcp, endpoint), closed));
                    }
                }
            }
        }
    }
    gates
}

/// What the requester's own policies and the resource policy say: every combination that can occur.
fn grants(target: Target) -> Vec<(Kind, Form, Verdict, Verdict, Verdict)> {
    use Form::{Account, Any, Federated, None, Role, Service, Session, User};
    let only = [Verdict::Absent];
    let kinds: [Row<'_>; 8] = [
        (
            Kind::User,
            &[None, Account, User, Any],
            [&LEVEL, &SETS, &only],
        ),
        (
            Kind::Role,
            &[None, Account, Role, Session, Any],
            [&LEVEL, &SETS, &SETS],
        ),
        (
            Kind::ServiceLinked,
            &[None, Account, Role, Session, Any],
            [&LEVEL, &SETS, &SETS],
        ),
        (
            Kind::Federated,
            &[None, Account, User, Session, Any],
            [&LEVEL, &SETS, &SETS],
        ),
        (Kind::Root, &[None, Account, Any], [&LEVEL, &only, &only]),
        (Kind::Service, &[None, Service, Any], [&LEVEL, &only, &only]),
        (Kind::Anonymous, &[None, Any], [&LEVEL, &only, &only]),
        (Kind::Saml, &[None, Federated, Any], [&LEVEL, &only, &only]),
    ];
    let mut grants = Vec::new();
    for (kind, forms, [identities, boundaries, sessions]) in kinds {
        if kind == Kind::Saml && target != Target::Role {
            continue;
        }
        for form in forms {
            for identity in identities {
                for boundary in boundaries {
                    for session in sessions {
                        grants.push((kind, *form, *identity, *boundary, *session));
                    }
                }
            }
        }
    }
    grants
}

/// Every question with at most one set of policies outside the requester's own that is not open; at home also every
/// combination of gates for requesters without boundary and session policies. With `IAM_TESTS=full` the whole product:
/// two million questions and some minutes.
fn questions(
    (caller, owner, target): (Account, Account, Target),
) -> impl Iterator<Item = Question> {
    let full = std::env::var("IAM_TESTS").is_ok_and(|value| value == "full");
    let gates = gates();
    grants(target).into_iter().flat_map(move |grant| {
        let (kind, form, identity, boundary, session) = grant;
        let plain = boundary == Verdict::Absent && session == Verdict::Absent;
        let plain = plain && caller == owner && target == Target::Object;
        let gates = gates.clone().into_iter();
        let gates = gates.filter(move |(_, closed)| full || plain || *closed < 2);
        gates.flat_map(move |((scp, rcp_denies, endpoint), closed)| {
            let denies: &[bool] = if full || closed == 0 {
                &[false, true]
            } else {
                &[false]
            };
            denies.iter().map(move |resource_denies| Question {
                caller,
                owner,
                target,
                kind,
                form,
                identity,
                boundary,
                session,
                resource_denies: *resource_denies,
                scp,
                rcp_denies,
                endpoint,
            })
        })
    })
}

fn compare(caller: Account, owner: Account, target: Target) {
    let tables = Tables::read();
    let mut scenario = world(caller, owner, target);
    let policies = parse_policies(&scenario);
    let policies: Vec<_> = policies.iter().collect();
    assert!(
        policies.iter().all(|policy| policy.valid),
        "an invalid policy"
    );
    let mut asked = questions((caller, owner, target));
    let mut wrong = Vec::new();
    loop {
        let batch: Vec<_> = asked.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        scenario.requests = batch.iter().map(request).collect();
        let prepared = prepare(&scenario, &policies);
        for (index, question) in batch.iter().enumerate() {
            let expected = tables.decide(question);
            let decided = prepared.decide_only(index);
            if decided != Some(expected) {
                wrong.push(format!(
                    "{question:?}\n  expected {expected:?}, got {decided:?}"
                ));
            }
        }
    }
    let few: Vec<_> = wrong.iter().take(10).map(String::as_str).collect();
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        few.join("\n")
    );
}

macro_rules! compared {
    ($($name:ident: $caller:ident, $owner:ident, $target:ident;)*) => {
        $(#[test]
        fn $name() {
            compare(Account::$caller, Account::$owner, Target::$target);
        })*
    };
}

compared! {
    bucket_at_home: Member, Member, Object;
    key_at_home: Member, Member, Key;
    role_at_home: Member, Member, Role;
    bucket_across_accounts: Member, OtherMember, Object;
    key_across_accounts: Member, OtherMember, Key;
    role_across_accounts: Member, OtherMember, Role;
    bucket_of_the_management_account: Member, Management, Object;
    bucket_outside: Member, Outside, Object;
    management_at_home: Management, Management, Object;
    management_abroad: Management, Member, Object;
    outsider_at_home: Outside, Outside, Object;
    outsider_abroad: Outside, Member, Object;
    management_on_a_key: Management, Member, Key;
    outsider_on_a_role: Outside, Member, Role;
}
