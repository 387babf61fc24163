use iam_core::scenario::{PolicyType, Request, Scenario};

use super::{Action, Edge, Layout, Workspace};

fn workspace(policies: usize, requests: usize) -> Workspace {
    let mut workspace = Workspace::new(Scenario::default(), Layout::default());
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
