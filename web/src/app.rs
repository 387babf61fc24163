//! The page: the workspace, what is computed from it, and the panes that show it.

mod afterwards;
pub(crate) mod document;
pub(crate) mod files;
mod keys;
mod left_out;
mod left_view;

use gloo::timers::callback::Timeout;
use iam_core::report::Report;
use iam_core::scenario::Scenario;
use yew::prelude::*;

use crate::editor::Module;
use crate::engine::{Engine, Evaluated, Question};
use crate::findings::{self, All, Known};
use crate::labels::stage_name;
use crate::platform;
use crate::settings::{self, SIZES, Settings};
use crate::shared::Shared;
use crate::state::{Action, Dialog, Dispatch, Edge, Layout, Selection, Workspace};
use crate::view::arrived::Arrived;
use crate::view::context::unlisted;
use crate::view::drawer::DrawerView;
use crate::view::evidence::Evidence;
use crate::view::help::Help;
use crate::view::key_row::KeyRow;
use crate::view::library::Library;
use crate::view::lookout::Lookout;
use crate::view::notices::notices;
use crate::view::palette::Palette;
use crate::view::parts::{class, tag};
use crate::view::policies::Policies;
use crate::view::request::RequestPane;
use crate::view::result::ResultPane;
use crate::view::settings::SettingsDialog;
use crate::view::splitter::Splitter;
use crate::view::tabs::tabs;
use crate::view::top_bar::{Command, TopBar};
use afterwards::Afterwards;

/// How long after a change the draft is kept, in milliseconds.
const PAUSE: u32 = 300;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let workspace = use_reducer(document::first);
    let dispatch = workspace.dispatcher();
    let evidence = use_state(|| None::<AttrValue>);
    let link = use_state(|| None::<usize>);
    let known = use_state_eq(|| Known::new(Vec::new()));
    // Before anything is computed from it: should that break, its text is kept.
    crate::stopped::remember(&workspace.scenario);
    let engine = use_mut_ref(Engine::default);
    let evaluated = use_memo(
        (
            workspace.scenario.clone(),
            workspace.docs.clone(),
            workspace.without.clone(),
            workspace.selection.request,
        ),
        |(scenario, docs, without, chosen)| {
            engine
                .borrow_mut()
                .evaluate(scenario, docs, without, *chosen)
        },
    );
    let Evaluated {
        report,
        took,
        decisions,
    } = (*evaluated).clone();
    let whole = use_whole();
    let question = whole.then(|| Question::new(&engine, &workspace, &report));
    let module = use_editor_module(whole, workspace.settings.plain);

    use_draft(&workspace, whole);
    use_settings(workspace.layout, workspace.settings, whole);
    document::use_arriving_links(&workspace);
    let command = document::use_commands(&workspace, &evidence);
    let findings = use_findings(question.as_ref(), &known);
    let problem = keys::use_problems(&workspace, findings.as_ref());
    keys::use_keys(&workspace, &problem, &command);
    let open = {
        let (dispatch, evidence) = (dispatch.clone(), evidence.clone());
        use_callback((), move |chosen, ()| {
            files::open_files(chosen, dispatch.clone(), evidence.clone());
        })
    };
    let close_evidence = {
        let evidence = evidence.clone();
        use_callback((), move |(), ()| evidence.set(None))
    };
    let close = {
        let dispatch = dispatch.clone();
        use_callback((), move |(), ()| {
            dispatch.dispatch(Action::ShowDialog(Dialog::None));
        })
    };
    let panes = use_node_ref();
    use_widths(panes.clone(), workspace.layout);

    let (scenario, docs) = (workspace.scenario.clone(), workspace.docs.clone());
    let left_out = left_out::sentence(&workspace, &report, &decisions);
    let (selection, layout) = (workspace.selection, workspace.layout);
    let splitter = |edge, label, controls| {
        html! { if whole { <Splitter {edge} {label} {controls} {layout} dispatch={dispatch.clone()} /> } }
    };
    let ondragover = Callback::from(|event: DragEvent| {
        event.prevent_default();
        platform::mark_target(&event, ".page", platform::drags(&event, platform::FILES));
    });
    let ondragleave = Callback::from(|event: DragEvent| {
        platform::unmark_target(&event, ".page");
    });
    let ondrop = {
        let open = open.clone();
        Callback::from(move |event: DragEvent| {
            platform::mark_target(&event, ".page", false);
            let files = platform::dropped_files(&event);
            if !files.is_empty() {
                event.prevent_default();
                open.emit(files);
            }
        })
    };
    html! {
        <div class={class(&["page", layout.tab.class()])} {ondragover} {ondragleave} {ondrop}>
            <TopBar history={workspace.history.clone()} scenario={scenario.clone()} report={report.clone()} edited={workspace.edited}
                view={selection.view()} theme={workspace.settings.theme} command={command.clone()} {open} dispatch={dispatch.clone()} />
            if whole {
                <Library declined={workspace.arrivals.declined} report={report.clone()} dispatch={dispatch.clone()} />
            }
            <main class="main">
            <div class="panes" ref={panes}>
                <Policies scenario={scenario.clone()} {docs} without={workspace.without.clone()} report={report.clone()} findings={findings.clone()} {selection} {layout} {module} dispatch={dispatch.clone()} />
                { splitter(Edge::Policies, "Width of the policies", "policies") }
                if let Some(question) = &question {
                    { request_pane(question, selection, &dispatch) }
                } else {
                    <section class="pane request" id="request" aria-label="Request" aria-busy="true"><div class="ph">{ tag("h2", "", "Request") }</div></section>
                }
                { splitter(Edge::Request, "Width of the request", "request") }
                <ResultPane scenario={scenario.clone()} report={report.clone()} question={question.clone()} {selection} {took} {left_out} said={workspace.said().cloned()} command={command.clone()} dispatch={dispatch.clone()} />
            </div>
            if let Some(question) = question {
                { drawer(question, (&known, findings), &workspace, *link) }
            } else {
                <footer class="strip-bar"><div class="fbar" /></footer>
            }
            </main>
            { tabs(&report, selection.request, layout.tab, &dispatch) }
            { notices(&workspace.notices, &dispatch) }
            if whole {
                { afterwards(&workspace, &link, &evidence) }
                { lookout(&workspace, &report, &known) }
                <Arrived arrivals={workspace.arrivals.clone()} scenario={workspace.scenario.clone()} dispatch={dispatch.clone()} />
                { tag("p", "drop", "Drop it here: a scenario is opened, a policy is added") }
                if workspace.dialog == Dialog::Palette { { palette(&workspace, &report, (command.clone(), problem)) } }
                <Help open={workspace.dialog == Dialog::Help} close={close.clone()} />
                { settings_dialog(&workspace, &command, close) }
                if let Some(text) = &*evidence {
                    <Evidence {text} scenario={workspace.scenario.clone()} said={workspace.said.clone()} edited={workspace.edited} close={close_evidence} dispatch={dispatch.clone()} />
                }
            }
        </div>
    }
}

// What comes with the second half of the program is drawn by functions of their own, which come with it.

#[inline(never)]
fn request_pane(question: &Question, selection: Selection, dispatch: &Dispatch) -> Html {
    let (scenario, report) = (question.scenario.clone(), question.report.clone());
    html! { <RequestPane {scenario} {report} {selection} dispatch={dispatch.clone()} /> }
}

#[inline(never)]
fn afterwards(
    workspace: &UseReducerHandle<Workspace>,
    link: &UseStateHandle<Option<usize>>,
    evidence: &UseStateHandle<Option<AttrValue>>,
) -> Html {
    html! { <Afterwards workspace={workspace.clone()} link={link.clone()} evidence={evidence.clone()} /> }
}

#[inline(never)]
fn lookout(
    workspace: &UseReducerHandle<Workspace>,
    report: &Report,
    known: &UseStateHandle<Known>,
) -> Html {
    let request = report.requests.get(workspace.selection.request);
    let decision = request.map(|request| request.decision);
    let (scenario, docs) = (workspace.scenario.clone(), workspace.docs.clone());
    let setter = known.setter();
    let found = Callback::from(move |found| setter.set(found));
    html! { <><Lookout {scenario} {docs} {found} /><KeyRow {decision} /></> }
}

#[inline(never)]
fn drawer(
    question: Question,
    (known, findings): (&Known, Option<All>),
    workspace: &UseReducerHandle<Workspace>,
    link: Option<usize>,
) -> Html {
    let Layout { drawer, tab, .. } = workspace.layout;
    let versions = workspace.versions.clone();
    html! { <DrawerView {question} known={known.clone()} findings={findings.unwrap_or_else(|| All::new(Vec::new()))} {drawer} {tab} {versions} {link} dispatch={workspace.dispatcher()} /> }
}

#[inline(never)]
fn palette(
    workspace: &UseReducerHandle<Workspace>,
    report: &Report,
    (command, problem): (Callback<Command>, Callback<bool>),
) -> Html {
    let request = report.requests.get(workspace.selection.request);
    let stages = request.into_iter().flat_map(|request| &request.stages);
    let stages: Vec<_> = stages.map(|stage| stage_name(stage.id)).collect();
    html! { <Palette workspace={Shared::new((**workspace).clone())} {stages} {command} {problem} dispatch={workspace.dispatcher()} /> }
}

/// Whether all of the program is here. The first verdict is shown before that, and with it only what needs no more than the first half
/// (`cargo xtask page` cuts the program and sends the event).
#[hook]
pub(crate) fn use_whole() -> bool {
    let whole = use_state_eq(|| false);
    {
        let whole = whole.clone();
        use_effect_with((), move |()| {
            let listener = {
                let whole = whole.clone();
                platform::on_window("programwhole", move |_| whole.set(true))
            };
            if platform::is_whole() {
                whole.set(true);
            }
            move || drop(listener)
        });
    }
    *whole
}

/// Fetches the editor's module once all of the program is here, unless plain text areas are wished for.
#[hook]
pub(crate) fn use_editor_module(whole: bool, plain: bool) -> Module {
    let module = use_state_eq(|| Module::Loading);
    {
        let module = module.clone();
        use_effect_with(whole && !plain, move |wanted| {
            if *wanted && *module == Module::Loading {
                wasm_bindgen_futures::spawn_local(async move { module.set(Module::load().await) });
            }
        });
    }
    match (plain, whole) {
        (true, true) => Module::Missing,
        (true, false) => Module::Loading,
        (false, _) => (*module).clone(),
    }
}

/// What is to be said about each policy, once all of the program is here.
#[hook]
fn use_findings(question: Option<&Question>, known: &Known) -> Option<All> {
    let about = (question.cloned(), known.clone());
    let all = use_memo(about, |(question, known)| {
        question
            .as_ref()
            .map(|question| findings::all(question, known))
    });
    (*all).clone()
}

/// Keeps the draft after a pause and when the page goes.
#[hook]
fn use_draft(workspace: &UseReducerHandle<Workspace>, whole: bool) {
    let unsaved = use_mut_ref(|| None::<Shared<Scenario>>);
    let dispatch = workspace.dispatcher();
    // Whoever reloads before the answer is asked again.
    let asks = workspace.arrivals.asked.is_some();
    {
        let unsaved = std::rc::Rc::clone(&unsaved);
        // A page that goes cannot wait for the second half; before that is there, nothing has changed.
        use_effect_with(whole, move |whole| {
            let listener = whole.then(|| {
                platform::on_window("pagehide", move |_| {
                    if let Some(scenario) = unsaved.borrow_mut().take()
                        && settings::take_waiting()
                    {
                        settings::keep_draft(&scenario);
                    }
                })
            });
            move || drop(listener)
        });
    }
    use_effect_with(
        (workspace.scenario.clone(), workspace.edited, whole),
        move |(scenario, edited, whole)| {
            platform::set_title(&match &scenario.name {
                Some(name) => [name, " · IAM Playground"].concat(),
                None => "IAM Playground".to_owned(),
            });
            let edited = *edited;
            *unsaved.borrow_mut() = edited.then(|| scenario.clone());
            settings::set_waiting(edited);
            if edited && !asks {
                platform::clear_fragment();
            }
            // What keeps a draft comes with the second half of the program.
            let later = whole.then(|| {
                let kept = scenario.clone();
                Timeout::new(PAUSE, move || {
                    unsaved.borrow_mut().take();
                    keep_draft(&kept, &dispatch);
                })
            });
            move || drop(later)
        },
    );
}

fn keep_draft(scenario: &Scenario, dispatch: &Dispatch) {
    if settings::take_waiting() && !settings::keep_draft(scenario) {
        let text = "This browser keeps no draft here: save a file or copy a link to keep your work";
        dispatch.dispatch(Action::Tell(text.to_owned(), true));
    }
}

/// The settings, with what of them is part of the scenario.
fn settings_dialog(
    workspace: &UseReducerHandle<Workspace>,
    command: &Callback<Command>,
    close: Callback<()>,
) -> Html {
    let open = workspace.dialog == Dialog::Settings;
    let unlisted = if open {
        unlisted("set-unlisted", &workspace.scenario, &workspace.dispatcher())
    } else {
        Html::default()
    };
    let change = {
        let dispatch = workspace.dispatcher();
        Callback::from(move |settings| dispatch.dispatch(Action::Set(settings)))
    };
    let forget = {
        let close = close.clone();
        command.reform(move |()| {
            close.emit(());
            Command::Forget
        })
    };
    html! { <SettingsDialog {open} settings={workspace.settings} {unlisted} set={change} {forget} {close} /> }
}

/// Applies the settings and remembers them and the layout.
#[hook]
fn use_settings(layout: Layout, settings: Settings, whole: bool) {
    use_effect_with(settings, |settings| {
        let (_, size) = SIZES
            .get(usize::from(settings.size))
            .copied()
            .unwrap_or_default();
        platform::set_root("data-theme", settings.theme.name());
        platform::set_root("data-size", size);
    });
    use_effect_with((layout, settings, whole), |(layout, settings, whole)| {
        let (layout, settings) = (*layout, *settings);
        let later = whole.then(|| Timeout::new(PAUSE, move || settings::keep(&layout, settings)));
        move || drop(later)
    });
}

/// Sets the widths of the panes.
#[hook]
fn use_widths(panes: NodeRef, layout: Layout) {
    use_effect_with(
        (layout.policies, layout.request),
        move |(policies, request)| {
            let percent = platform::percent;
            let parts = [
                ("--policies", percent(*policies)),
                ("--request", percent(*request)),
            ];
            platform::set_properties(&panes, &parts);
        },
    );
}
