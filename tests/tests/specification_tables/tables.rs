//! A second evaluator, as naive as can be: T1–T3 are read out of the specification, T4 and T5 are written down here.

use std::collections::HashMap;
use std::fs;

use iam_core::scenario::Decision;

use crate::question::{Account, Form, Kind, Question, Target, Verdict};

/// T1, T2 and T3: table, row and column to what stands there.
#[derive(Debug)]
pub(crate) struct Tables(HashMap<(u8, String, String, String), String>);

impl Tables {
    /// Reads the three tables of section 4.19.
    pub(crate) fn read() -> Self {
        let path = iam_tests::root().join("../docs/iam-evaluation-spec.md");
        let text = fs::read_to_string(path).expect("the specification is there");
        let mut cells = HashMap::new();
        let mut table = 0;
        let mut columns = Vec::new();
        for line in text.lines() {
            for number in 1..=3 {
                if line.starts_with(&format!("**R-TT-{number}**")) {
                    table = number;
                }
            }
            if line.starts_with("Requesters without an account") {
                break;
            }
            let row: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            match row.as_slice() {
                ["requester", _, rest @ ..] if table > 0 => {
                    columns = rest.iter().map(|column| (*column).to_owned()).collect();
                }
                [requester, form, rest @ ..] if table > 0 && rest.len() == 8 => {
                    for (column, cell) in columns.iter().zip(rest) {
                        let key = (table, (*requester).into(), (*form).into(), column.clone());
                        cells.insert(key, (*cell).to_owned());
                    }
                }
                _ => {}
            }
        }
        // The rows of dashes below the headings are rows too: 23 of requesters and one of dashes a table.
        assert_eq!(cells.len(), 3 * 23 * 8, "the tables have changed");
        Self(cells)
    }

    /// What the specification decides.
    pub(crate) fn decide(&self, question: &Question) -> Decision {
        if denied(question) {
            return Decision::ExplicitDeny;
        }
        if gates(question) && !refused_by_service(question) && self.core(question) {
            return Decision::Allow;
        }
        Decision::ImplicitDeny
    }

    fn core(&self, question: &Question) -> bool {
        let row = match question.kind {
            Kind::User => "user",
            Kind::Role | Kind::ServiceLinked => "role-session",
            Kind::Federated if question.session == Verdict::Absent => {
                "federated-user, without session policy"
            }
            Kind::Federated => "federated-user, with session policy",
            Kind::Root => "root",
            Kind::Service | Kind::Anonymous | Kind::Saml => return question.form != Form::None,
        };
        let table = match (question.caller == question.owner, question.target) {
            (true, Target::Object) => 1,
            (true, Target::Key | Target::Role) => 2,
            (false, _) => 3,
        };
        let open = |verdict| matches!(verdict, Verdict::Absent | Verdict::Allow);
        let (identity, boundary, session) = match question.kind {
            Kind::Root => (true, true, true),
            Kind::ServiceLinked => (question.identity == Verdict::Allow, true, true),
            Kind::Federated => (
                question.identity == Verdict::Allow,
                open(question.boundary),
                question.session == Verdict::Allow,
            ),
            Kind::User | Kind::Role | Kind::Service | Kind::Anonymous | Kind::Saml => (
                question.identity == Verdict::Allow,
                open(question.boundary),
                open(question.session),
            ),
        };
        let column: String = [identity, boundary, session]
            .map(|digit| if digit { '1' } else { '0' })
            .iter()
            .collect();
        // The root user across accounts has no identity policy to lack: its only column is the one of `110` and `111`.
        let key = (table, row.into(), question.form.name().into(), column);
        match self.0.get(&key).map(String::as_str) {
            Some("A") => true,
            Some("–") => false,
            other => panic!("{key:?}: {other:?}"),
        }
    }
}

/// T5.
fn denied(question: &Question) -> bool {
    use Kind::{Anonymous, Federated, Role, Root, Saml, Service, ServiceLinked, User};
    let denies = |verdict| verdict == Verdict::Deny;
    let identity = match question.kind {
        User | Role | ServiceLinked | Federated => denies(question.identity),
        Root | Service | Anonymous | Saml => false,
    };
    let boundary = match question.kind {
        User | Role | Federated => denies(question.boundary),
        ServiceLinked | Root | Service | Anonymous | Saml => false,
    };
    let session = match question.kind {
        Role | Federated => denies(question.session),
        User | ServiceLinked | Root | Service | Anonymous | Saml => false,
    };
    let service_control = scp_takes_part(question) && question.scp.into_iter().any(denies);
    let resource_control = question.rcp_denies
        && question.kind != ServiceLinked
        && matches!(question.owner, Account::Member | Account::OtherMember);
    identity
        || boundary
        || session
        || question.resource_denies
        || service_control
        || resource_control
        || denies(question.endpoint)
}

/// T4.
fn gates(question: &Question) -> bool {
    let scp = !scp_takes_part(question) || question.scp == [Verdict::Allow; 3];
    let endpoint = matches!(question.endpoint, Verdict::Absent | Verdict::Allow);
    scp && endpoint
}

fn scp_takes_part(question: &Question) -> bool {
    let bound = matches!(
        question.kind,
        Kind::User | Kind::Role | Kind::Federated | Kind::Root
    );
    bound && question.caller == Account::Member
}

/// R-ROOT-5 and R-FED-3, which stand beside the tables.
fn refused_by_service(question: &Question) -> bool {
    question.target == Target::Role && matches!(question.kind, Kind::Root | Kind::Federated)
}
