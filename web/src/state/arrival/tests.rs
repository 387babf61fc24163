use iam_core::scenario::Scenario;
use iam_share::View;

use super::Arrival;
use crate::state::{Action, Workspace};

fn arrival(name: &str, asks: bool) -> Action {
    Action::Arrive(Box::new(Arrival {
        scenario: named(name),
        what: "link",
        view: View::default(),
        text: String::new(),
        asks,
    }))
}

fn named(name: &str) -> Scenario {
    Scenario {
        name: Some(name.to_owned()),
        ..Scenario::default()
    }
}

fn title(workspace: &Workspace) -> &str {
    workspace.scenario.name.as_deref().unwrap_or_default()
}

#[test]
fn an_arrival_asks_only_before_it_replaces_unsaved_work() {
    let mut workspace = Workspace::new(named("opened"), <_>::default());
    workspace.apply(arrival("link", true));
    assert_eq!(title(&workspace), "link");
    workspace.apply(Action::RenameScenario("mine".to_owned()));
    workspace.apply(arrival("mine", true));
    assert!(workspace.arrivals.asked.is_none(), "it is what is there");
    workspace.apply(arrival("another", true));
    assert_eq!(title(&workspace), "mine");
    assert!(workspace.arrivals.asked.is_some());
    let mine = workspace.scenario.clone();
    workspace.apply(Action::OpenAsked);
    assert_eq!(title(&workspace), "another");
    assert_eq!(workspace.arrivals.replaced, Some(mine.clone()));
    workspace.apply(Action::Keep(mine));
    workspace.apply(Action::LeaveAddress);
    assert_eq!((title(&workspace), workspace.edited), ("mine", true));
    workspace.apply(arrival("another", true));
    assert_eq!(title(&workspace), "another", "it is kept elsewhere too");
    workspace.apply(Action::RenameScenario("changed".to_owned()));
    workspace.apply(arrival("example", false));
    assert_eq!(title(&workspace), "example", "the gallery does not ask");
}

#[test]
fn a_declined_arrival_can_still_be_opened() {
    let mut workspace = Workspace::new(named("opened"), <_>::default());
    workspace.apply(Action::RenameScenario("mine".to_owned()));
    let mine = workspace.scenario.clone();
    workspace.apply(Action::KeepMine);
    assert_eq!(workspace.arrivals.declined, 0, "nothing was asked");
    workspace.apply(arrival("link", true));
    workspace.apply(Action::KeepMine);
    assert_eq!(title(&workspace), "mine");
    assert_eq!(workspace.arrivals.declined, 1);
    let id = workspace.notices[0].id;
    workspace.apply(Action::GoBack(id));
    assert_eq!(title(&workspace), "link");
    assert_eq!(workspace.arrivals.replaced, Some(mine));
    workspace.apply(Action::Undo);
    assert_eq!(title(&workspace), "mine");
}

#[test]
fn leaving_an_address_brings_back_what_was_there_before_all_of_them() {
    let mut workspace = Workspace::new(named("opened"), <_>::default());
    workspace.apply(Action::LeaveAddress);
    assert_eq!(title(&workspace), "opened");
    workspace.apply(arrival("first", true));
    workspace.apply(arrival("second", true));
    workspace.apply(Action::LeaveAddress);
    assert_eq!((title(&workspace), workspace.edited), ("opened", false));
    workspace.apply(arrival("first", true));
    workspace.apply(Action::RenameScenario("changed".to_owned()));
    workspace.apply(Action::LeaveAddress);
    assert_eq!(title(&workspace), "changed", "what was changed stays");
    workspace.apply(arrival("second", false));
    workspace.apply(Action::Open(Box::new(named("file")), String::new()));
    workspace.apply(Action::LeaveAddress);
    assert_eq!(title(&workspace), "file", "no address brought it");
}
