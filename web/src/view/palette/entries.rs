//! What the page can do, by name.

use iam_core::scenario::PolicyType;

use crate::labels;
use crate::settings::{SIZES, Settings, Theme};
use crate::state::{Action, Dialog, Drawer, Tab, Workspace, leaves_out};
use crate::view::saved::name_of;
use crate::view::top_bar::Command;

/// A command.
pub(super) struct Entry {
    /// What it is called.
    pub(super) name: String,
    /// What it belongs to.
    pub(super) place: &'static str,
    /// The keys that do it without the palette.
    pub(super) keys: String,
    /// What it does.
    pub(super) run: Run,
}

/// What a command does.
pub(super) enum Run {
    /// Actions, one after the other.
    Act(Vec<Action>),
    /// Something with the whole document.
    Whole(Command),
    /// Goes to the next problem, or to the one before.
    Problem(bool),
    /// Goes to an address of the page.
    Go(&'static str),
    /// Presses a button of the page.
    Press(&'static str),
    /// Goes to a place of a narrow page and gives the keyboard to the first that a selector names.
    Focus(Tab, &'static str),
}

/// Gathers commands.
struct List {
    place: &'static str,
    entries: Vec<Entry>,
}

impl List {
    fn add(&mut self, name: impl Into<String>, keys: &str, run: Run) {
        self.entries.push(Entry {
            name: name.into(),
            place: self.place,
            keys: keys.to_owned(),
            run,
        });
    }

    fn act(&mut self, name: impl Into<String>, action: Action) {
        self.add(name, "", Run::Act(vec![action]));
    }
}

/// All commands there are for what the page holds.
///
/// `stages` are those of the request in view, `earlier` says whether an earlier draft is kept.
pub(super) fn entries(workspace: &Workspace, stages: &[&'static str], earlier: bool) -> Vec<Entry> {
    let mut list = List {
        place: "",
        entries: Vec::new(),
    };
    whole(&mut list, workspace, earlier);
    go(&mut list, workspace, stages);
    policies(&mut list, workspace);
    requests(&mut list, workspace);
    panels(&mut list);
    look(&mut list, workspace.settings);
    list.entries
}

fn whole(list: &mut List, workspace: &Workspace, earlier: bool) {
    list.place = "Scenario";
    let history = &workspace.history;
    for (verb, keys, what, action) in [
        ("Undo ", "Ctrl-Z", history.undoes(), Action::Undo),
        ("Redo ", "Ctrl-Shift-Z", history.redoes(), Action::Redo),
    ] {
        if let Some(what) = what {
            list.add(verb.to_owned() + what, keys, Run::Act(vec![action]));
        }
    }
    for (name, keys, command) in [
        (
            "I got AccessDenied: paste what AWS said …",
            "",
            Command::Evidence,
        ),
        (
            "Check a policy: what is wrong with it, what it allows",
            "",
            Command::Check,
        ),
        ("Copy link", "Ctrl-S", Command::CopyLink),
        ("Save file", "", Command::Save),
    ] {
        list.add(name, keys, Run::Whole(command));
    }
    list.add("Open file …", "", Run::Press("input[type=file]"));
    list.add(
        "Share: link, Markdown, embed …",
        "",
        Run::Press("#share-menu-button"),
    );
    list.add("Gallery: worked scenarios", "", Run::Go("gallery"));
    list.add("Teach me: lessons with a goal", "", Run::Go("learn/1"));
    list.add(
        "Start again with the worked example",
        "",
        Run::Whole(Command::Example),
    );
    list.add("Start again with nothing", "", Run::Whole(Command::Empty));
    if earlier {
        list.add("Open my earlier draft", "", Run::Whole(Command::Earlier(0)));
    }
    list.add(
        "Rename the scenario",
        "",
        Run::Focus(Tab::Policies, ".bar .title"),
    );
}

fn go(list: &mut List, workspace: &Workspace, stages: &[&'static str]) {
    list.place = "Go to";
    list.add(
        "Go to the verdict",
        "Ctrl-Enter",
        Run::Focus(Tab::Result, "#banner"),
    );
    list.add(
        "Go to the principal",
        "",
        Run::Focus(Tab::Request, "#request select"),
    );
    list.add("Go to the action", "", Run::Focus(Tab::Request, "#action"));
    list.add("Next problem", "F8", Run::Problem(false));
    list.add("Previous problem", "Shift-F8", Run::Problem(true));
    for (number, index) in workspace.order().into_iter().enumerate() {
        let Some(policy) = workspace.scenario.policies.get(index) else {
            continue;
        };
        let keys = if number < 9 {
            ["Alt-", &(number + 1).to_string()].concat()
        } else {
            String::new()
        };
        let name = ["Policy: ", &labels::policy_name(policy)].concat();
        list.add(name, &keys, Run::Act(vec![Action::GoToEditor(number)]));
    }
    for (index, request) in workspace.scenario.requests.iter().enumerate() {
        let number = (index + 1).to_string();
        let name = ["Request ", &number, ": ", &name_of(request, index)].concat();
        list.add(
            name,
            "",
            Run::Act(vec![
                Action::ChooseRequest(index),
                Action::ShowTab(Tab::Result),
            ]),
        );
    }
    for (index, stage) in stages.iter().enumerate() {
        let choose = vec![Action::ChooseStage(index), Action::ShowTab(Tab::Result)];
        list.add(["Stage: ", stage].concat(), "", Run::Act(choose));
    }
}

fn policies(list: &mut List, workspace: &Workspace) {
    list.place = "Policies";
    for kind in PolicyType::ALL {
        let add = vec![Action::ShowTab(Tab::Policies), Action::AddPolicy(kind)];
        list.add(
            ["Add policy: ", labels::type_name(kind)].concat(),
            "",
            Run::Act(add),
        );
    }
    if leaves_out(&workspace.docs, &workspace.without) {
        list.act("Take all in again that is left out", Action::TakeAllIn);
    }
    for index in workspace.order() {
        let policy = workspace.scenario.policies.get(index);
        let (Some(policy), Some(doc)) = (policy, workspace.docs.get(index)) else {
            continue;
        };
        let name = labels::policy_name(policy);
        let uid = doc.uid;
        if let Some(text) = crate::engine::format(&policy.document) {
            list.act(
                ["Format ", &name].concat(),
                Action::FormatPolicy(uid, text.as_str().into()),
            );
        }
        let out = if doc.left_out {
            ["Take ", &name, " in again"]
        } else {
            ["Leave ", &name, " out"]
        };
        list.act(out.concat(), Action::LeaveOut(uid));
        list.act(
            ["What ", &name, " allows"].concat(),
            Action::ShowDrawer(Some(Drawer::Reach(Some(uid)))),
        );
        list.add(
            ["Rewrite ", &name, " at the caret …"].concat(),
            "Ctrl-.",
            Run::Act(vec![Action::OfferRewrites(uid)]),
        );
        list.act(["Duplicate ", &name].concat(), Action::DuplicatePolicy(uid));
        list.act(["Move ", &name, " up"].concat(), Action::MovePolicyUp(uid));
        list.act(
            ["Move ", &name, " down"].concat(),
            Action::MovePolicyDown(uid),
        );
        let fold = if doc.open { "Fold " } else { "Unfold " };
        list.act([fold, &name].concat(), Action::FoldPolicy(uid));
        list.act(["Remove ", &name].concat(), Action::RemovePolicy(uid));
    }
    for (number, name) in [
        (1, "Editors: one below the other"),
        (2, "Editors: two side by side"),
        (3, "Editors: three side by side"),
    ] {
        list.act(name, Action::SetColumns(number));
    }
}

fn requests(list: &mut List, workspace: &Workspace) {
    list.place = "Request";
    list.add(
        "Add request",
        "",
        Run::Act(vec![Action::AddRequest, Action::ShowTab(Tab::Request)]),
    );
    let index = workspace.selection.request;
    if workspace.scenario.requests.get(index).is_some() {
        list.act("Duplicate this request", Action::DuplicateRequest(index));
        list.act("Move this request up", Action::MoveRequestUp(index));
        list.act("Remove this request", Action::RemoveRequest(index));
    }
}

fn panels(list: &mut List) {
    list.place = "Panels";
    for (name, drawer) in [
        ("Problems: findings and fixes", Drawer::Problems),
        ("Tests: what each request should decide", Drawer::Tests),
        ("Compare with another version", Drawer::Compare),
        ("What is allowed: every action", Drawer::Reach(None)),
        ("Matrix: many actions at once", Drawer::Matrix),
        ("Report as JSON", Drawer::Report),
    ] {
        let show = vec![
            Action::ShowDrawer(Some(drawer)),
            Action::ShowTab(Tab::Tests),
        ];
        list.add(name, "", Run::Act(show));
    }
    list.act("Fold the drawer", Action::ShowDrawer(None));
    list.act("Keep this version to compare with", Action::KeepVersion);
    list.add("Run the conformance cases", "", Run::Press(".cases button"));
}

fn look(list: &mut List, now: Settings) {
    list.place = "Settings";
    for theme in Theme::ALL {
        list.act(theme.label(), Action::Set(Settings { theme, ..now }));
    }
    for ((name, _), size) in SIZES.into_iter().zip(0..) {
        list.act(
            ["Text size: ", name].concat(),
            Action::Set(Settings { size, ..now }),
        );
    }
    let plain = if now.plain {
        "Use the editor again"
    } else {
        "Use plain text areas instead of the editor"
    };
    list.act(
        plain,
        Action::Set(Settings {
            plain: !now.plain,
            ..now
        }),
    );
    list.act("Settings …", Action::ShowDialog(Dialog::Settings));
    list.add(
        "Keyboard help",
        "?",
        Run::Act(vec![Action::ShowDialog(Dialog::Help)]),
    );
}
