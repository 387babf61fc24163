use std::rc::Rc;

use iam_core::scenario::{
    Call, Decision, Organization, PolicyType, Request, Scenario, UnknownKeys,
};

use super::{Action, Edge, Layout, Parts, Workspace};

fn workspace(policies: usize, requests: usize) -> Workspace {
    let mut workspace = Workspace::new(Scenario::default(), <_>::default());
    for _ in 0..policies {
        workspace.apply(Action::AddPolicy(PolicyType::Identity));
    }
    workspace.change(|scenario| {
        for number in 0..requests {
            scenario.requests.push(Request {
                name: Some(number.to_string()),
                ..Request::default()
            });
        }
    });
    workspace.edited = false;
    workspace
}

fn names(workspace: &Workspace) -> Vec<String> {
    let requests = workspace.scenario.requests.iter();
    requests
        .map(|request| request.name.clone().unwrap_or_default())
        .collect()
}

#[test]
fn typing_leaves_the_editor_alone_and_formatting_does_not() {
    let mut workspace = workspace(2, 0);
    let [first, second] = workspace.docs[..] else {
        panic!("two policies")
    };
    workspace.apply(Action::EditPolicy(first.uid, "a".into()));
    assert_eq!(&*workspace.scenario.policies[0].document, "a");
    assert_eq!(workspace.docs[0].revision, 0);
    assert!(workspace.edited);
    workspace.apply(Action::FormatPolicy(second.uid, "b".into()));
    assert_eq!(&*workspace.scenario.policies[1].document, "b");
    assert_eq!(workspace.docs[1].revision, 1);
}

#[test]
fn a_removed_policy_comes_back_with_its_text() {
    let mut workspace = workspace(3, 0);
    let uid = workspace.docs[1].uid;
    workspace.apply(Action::EditPolicy(uid, "kept".into()));
    workspace.apply(Action::RemovePolicy(uid));
    assert_eq!(workspace.docs.len(), 2);
    assert_eq!(workspace.scenario.policies.len(), 2);
    let notice = workspace.notices[0].id;
    workspace.apply(Action::GoBack(notice));
    assert_eq!(workspace.index_of(uid), Some(1));
    assert_eq!(&*workspace.scenario.policies[1].document, "kept");
    assert!(workspace.notices.is_empty());
}

#[test]
fn the_requests_of_a_call_stand_where_the_first_was_and_go_in_one_step() {
    let mut workspace = workspace(0, 3);
    let part = |name: &str| Request {
        name: Some(name.to_owned()),
        ..Request::default()
    };
    let parts = vec![part("1"), part("1b"), part("1c")];
    let parts = Parts {
        call: "call".to_owned(),
        requests: parts,
        besides: vec![part("3")],
    };
    let add = |index| Action::AddToCall(index, Box::new(parts.clone()), String::new());
    workspace.apply(add(9));
    assert_eq!(names(&workspace), ["0", "1", "2"]);
    workspace.apply(add(1));
    assert_eq!(names(&workspace), ["0", "1", "1b", "1c", "2", "3"]);
    assert_eq!(workspace.selection.request, 1);
    let calls: Vec<_> = workspace
        .scenario
        .requests
        .iter()
        .map(|request| request.call.is_some())
        .collect();
    assert_eq!(calls, [false, true, true, true, false, false]);
    workspace.apply(Action::ChooseRequest(3));
    workspace.apply(Action::AddRequest);
    assert_eq!(workspace.scenario.requests[6].call, None);
    workspace.apply(Action::Undo);
    workspace.apply(Action::Undo);
    assert_eq!(names(&workspace), ["0", "1", "2"]);
}

#[test]
fn what_is_expected_of_a_call_goes_with_the_last_request_of_it() {
    let mut workspace = workspace(0, 2);
    workspace.change(|scenario| {
        for request in &mut scenario.requests {
            request.call = Some("old".to_owned());
        }
        scenario.calls = vec![Call {
            name: "old".to_owned(),
            expect: Some(Decision::Allow),
            ..Call::default()
        }];
    });
    let renamed = |workspace: &Workspace, index: usize| {
        let mut request = workspace.scenario.requests[index].clone();
        request.call = Some("new".to_owned());
        Action::EditRequest(index, Box::new(request))
    };
    let calls = |workspace: &Workspace| -> Vec<_> {
        let calls = workspace.scenario.calls.iter();
        calls.map(|call| call.name.clone()).collect()
    };
    for (index, expected) in [(0, "old"), (1, "new")] {
        let action = renamed(&workspace, index);
        workspace.apply(action);
        assert_eq!(calls(&workspace), [expected]);
    }
    workspace.apply(Action::RemoveRequest(0));
    assert_eq!(calls(&workspace), ["new"]);
    workspace.apply(Action::RemoveRequest(0));
    assert!(workspace.scenario.calls.is_empty());
    workspace.apply(Action::Undo);
    assert_eq!(calls(&workspace), ["new"]);
}

#[test]
fn the_chosen_request_stays_chosen_when_an_earlier_one_goes() {
    let mut workspace = workspace(0, 4);
    workspace.apply(Action::ChooseRequest(2));
    workspace.apply(Action::RemoveRequest(0));
    assert_eq!(workspace.selection.request, 1);
    assert_eq!(names(&workspace), ["1", "2", "3"]);
    workspace.apply(Action::ChooseRequest(2));
    workspace.apply(Action::RemoveRequest(2));
    assert_eq!(workspace.selection.request, 1);
    workspace.apply(Action::DuplicateRequest(0));
    assert_eq!(workspace.selection.request, 1);
    assert_eq!(names(&workspace), ["1", "1 copy", "2"]);
    workspace.apply(Action::RemoveRequest(9));
    assert_eq!(workspace.scenario.requests.len(), 3);
}

#[test]
fn opening_keeps_edited_work_and_only_edited_work() {
    let mut workspace = workspace(1, 1);
    workspace.apply(Action::Open(Box::default(), "opened".to_owned()));
    assert!(workspace.notices[0].back.is_none());
    workspace.apply(Action::AddPolicy(PolicyType::Resource));
    workspace.apply(Action::Open(Box::default(), "opened".to_owned()));
    assert!(workspace.scenario.policies.is_empty());
    let id = workspace.notices[1].id;
    workspace.apply(Action::GoBack(id));
    assert_eq!(workspace.scenario.policies.len(), 1);
    assert!(workspace.edited);
}

#[test]
fn going_to_a_folded_editor_opens_it() {
    let mut workspace = workspace(2, 0);
    let uid = workspace.docs[1].uid;
    workspace.apply(Action::FoldPolicy(uid));
    assert!(!workspace.docs[1].open);
    workspace.apply(Action::GoToEditor(1));
    assert!(workspace.docs[1].open);
    assert_eq!(workspace.selection.shown.map(|shown| shown.uid), Some(uid));
}

#[test]
fn edges_stay_apart() {
    let mut layout = Layout::default();
    layout.resize(Edge::Policies, 1000);
    assert_eq!(layout.policies, 530);
    layout.resize(Edge::Request, 0);
    assert_eq!(layout.request, 680);
    layout.set_columns(3);
    layout.resize(Edge::First, 900);
    assert_eq!(layout.first, 517);
}

fn with_organization() -> Scenario {
    Scenario {
        organization: Some(Organization::default()),
        ..Scenario::default()
    }
}

#[test]
fn every_change_can_be_undone_and_done_again() {
    let mut workspace = workspace(2, 2);
    let uid = workspace.docs[0].uid;
    let request = Request {
        action: "s3:GetObject".to_owned(),
        ..Request::default()
    };
    let actions = [
        Action::RenamePolicy(uid, "A".to_owned()),
        Action::RetypePolicy(uid, PolicyType::Session),
        Action::AttachPolicy(uid, Some(vec!["x".to_owned()])),
        Action::FormatPolicy(uid, "formatted".into()),
        Action::DuplicatePolicy(uid),
        Action::MovePolicyDown(uid),
        Action::AddPolicies(workspace.scenario.policies.clone(), String::new()),
        Action::TreatUnknownKeys(UnknownKeys::Open),
        Action::EditOrganization(Box::new(with_organization()), None),
        Action::MoveRequestUp(1),
        Action::LeaveOut(uid),
        Action::EditRequest(0, Box::new(request)),
        Action::DuplicateRequest(1),
        Action::RemoveRequest(0),
        Action::RemovePolicy(uid),
        Action::RenameScenario("B".to_owned()),
        Action::Open(Box::default(), "opened".to_owned()),
    ];
    let mut states = vec![(workspace.scenario.clone(), workspace.docs[0].left_out)];
    for action in actions {
        assert!(!action.words().is_empty(), "{action:?}");
        workspace.apply(action);
        let out = workspace.docs.iter().any(|doc| doc.left_out);
        states.push((workspace.scenario.clone(), out));
    }
    let last = states.pop().unwrap().0;
    for (scenario, out) in states.iter().rev() {
        workspace.apply(Action::Undo);
        assert_eq!(*workspace.scenario, **scenario);
        assert_eq!(workspace.docs.iter().any(|doc| doc.left_out), *out);
        assert_eq!(workspace.docs.len(), workspace.scenario.policies.len());
    }
    for _ in &states {
        workspace.apply(Action::Redo);
    }
    assert_eq!(*workspace.scenario, *last);
    assert_eq!(workspace.history.redoes(), None);
}

#[test]
fn typing_on_is_one_step_until_a_pause_or_another_place() {
    let mut workspace = workspace(2, 0);
    let [first, second] = workspace.docs[..] else {
        panic!("two policies")
    };
    let text = |workspace: &Workspace, index: usize| {
        workspace.scenario.policies[index].document.to_string()
    };
    let before = text(&workspace, 0);
    for typed in ["a", "ab", "abc"] {
        workspace.apply(Action::EditPolicy(first.uid, typed.into()));
    }
    workspace.apply(Action::Rest);
    workspace.apply(Action::EditPolicy(first.uid, "abcd".into()));
    workspace.apply(Action::EditPolicy(second.uid, "z".into()));
    let revisions =
        |workspace: &Workspace| [workspace.docs[0].revision, workspace.docs[1].revision];
    let [one, two] = revisions(&workspace);
    workspace.apply(Action::Undo);
    assert_ne!(text(&workspace, 1), "z");
    assert_eq!(
        revisions(&workspace)[0],
        one,
        "an editor whose text stays is left alone"
    );
    assert_ne!(revisions(&workspace)[1], two, "the other is told its text");
    workspace.apply(Action::Undo);
    assert_eq!(text(&workspace, 0), "abc");
    workspace.apply(Action::Undo);
    assert_eq!(text(&workspace, 0), before);
    workspace.apply(Action::Redo);
    assert_eq!(text(&workspace, 0), "abc");
    workspace.apply(Action::EditPolicy(first.uid, "other".into()));
    assert_eq!(workspace.history.redoes(), None);
    assert_eq!(
        workspace
            .notices
            .iter()
            .filter(|notice| notice.back.is_none())
            .count(),
        1
    );
}

#[test]
fn the_history_is_bounded() {
    let mut workspace = workspace(1, 0);
    let uid = workspace.docs[0].uid;
    for number in 0..300 {
        workspace.apply(Action::RenamePolicy(uid, number.to_string()));
        workspace.apply(Action::Rest);
    }
    let mut steps = 0;
    while workspace.history.undoes().is_some() {
        workspace.apply(Action::Undo);
        steps += 1;
    }
    assert_eq!(steps, 100);
    for _ in 0..40 {
        workspace.apply(Action::FormatPolicy(uid, "x".repeat(4 << 20).into()));
    }
    let mut steps = 0;
    while workspace.history.undoes().is_some() {
        workspace.apply(Action::Undo);
        steps += 1;
    }
    assert!((2..=10).contains(&steps), "{steps}");
}

#[test]
fn policies_move_among_those_of_their_type() {
    let mut workspace = workspace(0, 0);
    for (kind, name) in [
        (PolicyType::ServiceControl, "s"),
        (PolicyType::Identity, "a"),
        (PolicyType::Resource, "r"),
        (PolicyType::Identity, "b"),
        (PolicyType::Identity, "c"),
    ] {
        workspace.apply(Action::AddPolicy(kind));
        let uid = workspace.docs.last().unwrap().uid;
        workspace.apply(Action::RenamePolicy(uid, name.to_owned()));
    }
    let shown = |workspace: &Workspace| -> String {
        let order = workspace.order();
        order
            .iter()
            .map(|index| workspace.scenario.policies[*index].name.clone().unwrap())
            .collect()
    };
    let uid = |workspace: &Workspace, name: &str| {
        let mut policies = workspace.scenario.policies.iter();
        workspace.docs[policies
            .position(|policy| policy.name.as_deref() == Some(name))
            .unwrap()]
        .uid
    };
    assert_eq!(shown(&workspace), "abcrs");
    for (action, wanted) in [
        (Action::MovePolicyUp(uid(&workspace, "b")), "bacrs"),
        (Action::MovePolicyUp(uid(&workspace, "b")), "bacrs"),
        (Action::MovePolicyDown(uid(&workspace, "b")), "abcrs"),
        (Action::MovePolicyDown(uid(&workspace, "r")), "abcrs"),
        (
            Action::MovePolicy(uid(&workspace, "c"), uid(&workspace, "a")),
            "cabrs",
        ),
        (
            Action::MovePolicy(uid(&workspace, "c"), uid(&workspace, "b")),
            "abcrs",
        ),
        (Action::MovePolicy(uid(&workspace, "c"), 999), "abcrs"),
    ] {
        workspace.apply(action);
        assert_eq!(shown(&workspace), wanted);
    }
    workspace.apply(Action::GoToEditor(3));
    assert_eq!(
        workspace.selection.shown.map(|shown| shown.uid),
        Some(uid(&workspace, "r"))
    );
}

#[test]
fn a_statement_stays_left_out_while_the_text_around_it_changes() {
    let mut workspace = workspace(1, 0);
    let uid = workspace.docs[0].uid;
    workspace.apply(Action::EditPolicy(
        uid,
        r#"{"Statement":[{"Sid":"a"},{"Sid":"b"}]}"#.into(),
    ));
    let starts = |workspace: &Workspace| -> Vec<u32> {
        workspace.without.iter().map(|(_, start)| *start).collect()
    };
    workspace.apply(Action::LeaveOutStatement(uid, 26));
    workspace.apply(Action::EditPolicy(
        uid,
        r#"{"Statement":[{"Sid":"longer"},{"Sid":"b"}]}"#.into(),
    ));
    assert_eq!(starts(&workspace), [31]);
    workspace.apply(Action::Undo);
    assert_eq!(starts(&workspace), [26]);
    workspace.apply(Action::FormatPolicy(
        uid,
        "{\n\"Statement\":[\n{\"Sid\":\"a\"},\n{\"Sid\":\"b\"}]}".into(),
    ));
    assert_eq!(starts(&workspace), [29]);
    workspace.apply(Action::LeaveOutStatement(uid, 29));
    assert!(starts(&workspace).is_empty());
    workspace.apply(Action::Undo);
    workspace.apply(Action::TakeAllIn);
    assert!(starts(&workspace).is_empty());
}

#[test]
fn typing_in_a_field_of_a_request_is_one_step_and_choosing_is_another() {
    let mut workspace = workspace(0, 1);
    let mut request = workspace.scenario.requests[0].clone();
    request.resource.tags = vec![("team".to_owned(), String::new())];
    let mut edit = |change: fn(&mut Request)| {
        change(&mut request);
        workspace.apply(Action::EditRequest(0, Box::new(request.clone())));
    };
    edit(|_| {});
    edit(|request| request.resource.tags[0].1.push('r'));
    edit(|request| request.resource.tags[0].1.push('e'));
    edit(|request| request.resource.tags[0].1.push('d'));
    edit(|request| request.principal.mfa = Some(true));
    edit(|request| request.action.push('s'));
    edit(|request| request.action.push('3'));
    let mut seen = Vec::new();
    while workspace.history.undoes() == Some("changing the request") {
        workspace.apply(Action::Undo);
        let request = &workspace.scenario.requests[0];
        let tag = request
            .resource
            .tags
            .first()
            .map(|(_, value)| value.clone());
        seen.push((tag, request.principal.mfa, request.action.clone()));
    }
    let red = Some("red".to_owned());
    assert_eq!(
        seen,
        [
            (red.clone(), Some(true), String::new()),
            (red, None, String::new()),
            (Some(String::new()), None, String::new()),
            (None, None, String::new()),
        ]
    );
}

#[test]
fn evidence_is_added_as_one_step_and_what_aws_said_stays_with_its_request() {
    let mut workspace = workspace(1, 1);
    let message = "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sns:Publish on resource: arn:aws:sns:eu-west-1:111122223333:t with an explicit deny in a service control policy";
    workspace.apply(Action::AddEvidence(Rc::new(iam_import::import(message))));
    assert_eq!(workspace.selection.request, 1);
    assert_eq!(workspace.docs.len(), 1);
    let said = workspace.said().expect("AWS said something");
    assert_eq!(said.missing.len(), 1);
    // The same again adds nothing.
    workspace.apply(Action::AddEvidence(Rc::new(iam_import::import(message))));
    assert_eq!(workspace.scenario.requests.len(), 2);
    // What was missing comes; nothing is missing then.
    let policy = r#"{ "Policy": { "PolicySummary": { "Id": "p-6v4y751d", "Type": "SERVICE_CONTROL_POLICY" }, "Content": "{\"Statement\":[]}" } }"#;
    workspace.apply(Action::AddEvidence(Rc::new(iam_import::import(policy))));
    assert_eq!(workspace.docs.len(), 2);
    assert!(workspace.docs[1].open);
    assert_eq!(workspace.said().map(|said| said.missing.len()), Some(0));
    workspace.apply(Action::Undo);
    assert_eq!(
        (workspace.docs.len(), workspace.scenario.policies.len()),
        (1, 1)
    );
    workspace.apply(Action::Undo);
    assert_eq!(workspace.scenario.requests.len(), 1);
    assert!(workspace.said().is_none());
}

#[test]
fn starting_with_evidence_offers_a_way_back() {
    let mut workspace = workspace(1, 1);
    workspace.apply(Action::RenameScenario("Mine".to_owned()));
    let message = "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:ListAllMyBuckets";
    workspace.apply(Action::StartWithEvidence(Rc::new(iam_import::import(
        message,
    ))));
    assert_eq!(workspace.scenario.policies.len(), 0);
    assert!(workspace.edited);
    let back = workspace.notices.last().map(|notice| notice.id).unwrap();
    workspace.apply(Action::GoBack(back));
    assert_eq!(workspace.scenario.name.as_deref(), Some("Mine"));
}

#[test]
fn an_applied_change_can_be_taken_back_exactly() {
    use iam_core::diagnostic::Edit;
    use iam_core::text::Span;
    use iam_core::what_if::Change;
    let mut workspace = workspace(1, 1);
    let uid = workspace.docs[0].uid;
    workspace.apply(Action::EditPolicy(uid, "[1]".into()));
    let changes = vec![
        Change::EditPolicy {
            policy: 0,
            edits: vec![Edit {
                span: Span::new(2, 2),
                text: ", 2".to_owned(),
            }],
        },
        Change::SetKey {
            key: "aws:SourceVpc".to_owned(),
            values: vec!["vpc-1".to_owned()],
            multivalued: false,
        },
        Change::AddPolicy {
            name: "New".to_owned(),
            policy_type: PolicyType::Resource,
            document: "{}".to_owned(),
            attached_to: Vec::new(),
        },
    ];
    let apply = |of: &Workspace| {
        let text = "Applied".to_owned();
        Action::ApplyChanges(of.scenario.clone(), 0, changes.clone(), text)
    };
    let stale = apply(&workspace);
    workspace.apply(Action::EditPolicy(uid, "[1 ]".into()));
    workspace.apply(stale);
    assert_eq!(&*workspace.scenario.policies[0].document, "[1 ]");
    workspace.apply(Action::EditPolicy(uid, "[1]".into()));
    let before = (workspace.scenario.clone(), uid);
    let action = apply(&workspace);
    workspace.apply(action);
    assert_eq!(&*workspace.scenario.policies[0].document, "[1, 2]");
    assert_eq!(workspace.scenario.requests[0].context.len(), 1);
    assert_eq!(workspace.docs.len(), 2);
    // The editor takes the new text, and shows where it changed.
    assert_eq!(workspace.docs[0].revision, 1);
    let shown = workspace.selection.shown.unwrap();
    assert_eq!((shown.uid, shown.span), (uid, Some(Span::new(4, 5))));
    let notice = workspace.notices.last().unwrap().id;
    workspace.apply(Action::GoBack(notice));
    assert_eq!(*workspace.scenario, *before.0);
    assert_eq!((workspace.docs.len(), workspace.docs[0].uid), (1, before.1));
    workspace.apply(Action::Undo);
    assert_eq!(&*workspace.scenario.policies[0].document, "[1, 2]");
}
