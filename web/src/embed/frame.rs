//! The frame: one row of title, verdict, tabs and ways on, and the parts below it.

use gloo::timers::callback::Timeout;
use iam_core::scenario::Scenario;
use iam_share::View;
use yew::prelude::*;

use super::look::{Arrangement, Look, Source, TABS};
use super::panes::{Panes, panes};
use super::talk::{Ask, Host, use_telling};
use crate::app::{use_editor_module, use_whole};
use crate::editor::Module;
use crate::engine::{Engine, Evaluated, Question};
use crate::labels;
use crate::platform;
use crate::settings::Settings;
use crate::shared::Shared;
use crate::state::{Action, Layout, Tab, Workspace};
use crate::view::icon::{Glyph, icon, small_icon};
use crate::view::parts::{act, class, gap, on_class, tag};
use crate::view::saved::count;

/// How long after a change the host and the link hear of it, in milliseconds.
pub(super) const PAUSE: u32 = 200;

/// What the address gave.
#[derive(Debug)]
struct Start {
    look: Look,
    /// The scenario to come back to.
    scenario: Scenario,
    /// Why there is none.
    problem: Option<String>,
    /// A link to it, where the address held one.
    link: Option<String>,
    /// What the address says of what is looked at.
    view: View,
}

impl Start {
    fn read() -> Self {
        let fragment = platform::fragment().unwrap_or_default();
        let look = Look::of(&fragment, platform::percent_decoded);
        let (scenario, problem) = match look.source.read(platform::percent_decoded) {
            Ok(scenario) => (scenario.unwrap_or_default(), None),
            Err(error) => (Scenario::default(), Some(error)),
        };
        let link = match &look.source {
            Source::Link(link) if problem.is_none() => Some(link.clone()),
            Source::Link(_) | Source::Json(_) | Source::None => None,
        };
        // The tab is the frame's own: it may not offer the one of a link.
        let mut view = link.as_deref().map(iam_share::view).unwrap_or_default();
        view.tab = None;
        view.request = look.request.unwrap_or(view.request);
        Self {
            look,
            scenario,
            problem,
            link,
            view,
        }
    }
}

/// The embed.
#[component]
pub(crate) fn Embed() -> Html {
    let start = use_state(Start::read);
    let workspace = use_reducer(|| {
        let layout = Layout {
            tab: start.look.tab,
            ..Layout::default()
        };
        let settings = Settings {
            theme: start.look.theme,
            ..Settings::default()
        };
        let mut workspace = Workspace::new(start.scenario.clone(), (layout, settings));
        workspace.look_at(&start.view);
        workspace
    });
    let dispatch = workspace.dispatcher();
    let original = use_state(|| workspace.scenario.clone());
    let view = view_of(&workspace);
    let first_view = use_state(|| view);
    let problem = use_state_eq(|| start.problem.clone());
    let (editing, wanted) = (use_state_eq(|| false), use_state_eq(|| false));
    let host = use_state(|| Host::of(&start.look));
    let known = use_state_eq(|| host.is_known());
    crate::stopped::remember(&workspace.scenario);

    let engine = use_mut_ref(Engine::default);
    let evaluated = use_memo(
        (
            workspace.scenario.clone(),
            workspace.docs.clone(),
            workspace.selection.request,
        ),
        |(scenario, docs, chosen)| engine.borrow_mut().evaluate(scenario, docs, &[], *chosen),
    );
    let Evaluated { report, .. } = (*evaluated).clone();

    let whole = use_whole();
    let ask_whole = *editing || *wanted;
    use_effect_with(ask_whole, |ask| {
        if *ask {
            platform::want_whole();
        }
    });
    let question = (whole && ask_whole).then(|| Question::new(&engine, &workspace, &report));
    let module = use_editor_module(whole && *editing, false);
    let module = if *editing { module } else { Module::Loading };

    use_look(&start.look, workspace.settings);
    use_focus();
    let page = use_node_ref();
    use_height(&host, page.clone());
    let given = start
        .link
        .clone()
        .filter(|_| view == *first_view && *workspace.scenario == start.scenario);
    let link = use_link((&workspace.scenario, view), whole && ask_whole, given);
    {
        let (host, known) = ((*host).clone(), known.clone());
        let problem = problem.clone();
        let dispatch = dispatch.clone();
        let now = (
            workspace.scenario.clone(),
            workspace.edited,
            workspace.settings,
        );
        use_effect_with(now, move |(scenario, edited, settings)| {
            let (scenario, edited, settings) = (scenario.clone(), *edited, *settings);
            let listener = platform::on_host_message(move |message| match host.hear(&message) {
                Ok(Some(Ask::Set(scenario))) => {
                    problem.set(None);
                    dispatch.dispatch(Action::Open(scenario, String::new()));
                }
                Ok(Some(Ask::Get(id))) => host.scenario(&scenario, edited, Some(id)),
                Ok(Some(Ask::Theme(theme))) => {
                    dispatch.dispatch(Action::Set(Settings { theme, ..settings }));
                }
                Ok(Some(Ask::Tab(tab))) => dispatch.dispatch(Action::ShowTab(tab)),
                Ok(None) => known.set(host.is_known()),
                Err(error) => host.problem(&error),
            });
            move || drop(listener)
        });
    }
    // What the host sets is what a reset comes back to.
    if !workspace.edited && *original != workspace.scenario {
        original.set(workspace.scenario.clone());
    }
    use_telling(
        &host,
        *known,
        (report.clone(), workspace.selection.request),
        (workspace.scenario.clone(), workspace.edited),
    );
    {
        let host = (*host).clone();
        use_effect_with((), move |()| host.ready());
    }

    let edit = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(true))
    };
    let more = { Callback::from(move |()| wanted.set(true)) };
    let reset = {
        let (dispatch, original) = (dispatch.clone(), (*original).clone());
        let editing = editing.clone();
        let edited = workspace.edited;
        Callback::from(move |_: MouseEvent| {
            if edited {
                dispatch.dispatch(Action::Open(Box::new((*original).clone()), String::new()));
            }
            editing.set(false);
        })
    };
    let open = open_link((&workspace.scenario, view), link, more.clone());
    let parts = Panes {
        workspace: &workspace,
        report: &report,
        layout: start.look.layout,
        question: question.as_ref(),
        editing: *editing,
        module,
        edit,
        more,
        dispatch: &dispatch,
    };
    html! {
        <div class={class(&["embed", layout_class(start.look.layout), workspace.layout.tab.class()])} ref={page}>
            <header class="eb">
                { tag("h1", "el", workspace.scenario.name.clone().unwrap_or_else(|| "IAM Playground".to_owned())) }
                { verdict(&parts) }
                { gap() }
                { tabs(&start.look, &parts) }
                <button type="button" class="sm reset" disabled={!workspace.edited} onclick={reset}>{ "Reset" }</button>
                { open }
            </header>
            if let Some(problem) = &*problem {
                <p class="eproblem" role="alert">{ "This scenario could not be read: " }{ problem }</p>
            } else {
                { panes(&parts) }
            }
        </div>
    }
}

/// The verdict in a word; what changes of it is announced.
fn verdict(parts: &Panes<'_>) -> Html {
    let request = parts.report.requests.get(parts.workspace.selection.request);
    let shown = request.map(|request| {
        let decision = request.decision;
        html! { <>{ small_icon(labels::decision_glyph(decision), "") }{ tag("span", "", labels::decision_name(decision)) }</> }
    });
    let kind = request.map_or("", |request| labels::decision_class(request.decision));
    html! { <span class={class(&["pill", kind])} role="status">{ shown }</span> }
}

/// The tabs the author chose, unless there is nothing to choose.
fn tabs(look: &Look, parts: &Panes<'_>) -> Html {
    let stands = look.layout == Arrangement::Stack;
    let offered = TABS
        .iter()
        .zip(look.tabs)
        .filter(|((tab, _), offered)| *offered && !(stands && *tab == Tab::Policies));
    let offered: Vec<Tab> = offered.map(|((tab, _), _)| *tab).collect();
    if offered.len() < 2 {
        return Html::default();
    }
    let (met, all) = count(parts.report);
    let now = parts.workspace.layout.tab;
    let buttons = offered.into_iter().map(|tab| {
        let name = match tab {
            Tab::Policies => "Policy",
            Tab::Request => "Request",
            Tab::Result => "Result",
            Tab::Tests => "Tests",
        };
        let number = (tab == Tab::Tests && all > 0).then(|| [" ", &met.to_string(), "/", &all.to_string()].concat());
        let on = tab == now;
        let narrow = if tab == Tab::Policies { "narrow" } else { "" };
        html! {
            <button type="button" key={name} class={class(&[on_class(on), narrow])} aria-current={on.then_some("true")} onclick={act(parts.dispatch, Action::ShowTab(tab))}>{ name }{ for number }</button>
        }
    });
    html! { <nav class="etabs" aria-label="Parts">{ for buttons }</nav> }
}

/// What is looked at, for the whole page to look at it too.
fn view_of(workspace: &Workspace) -> View {
    let tab = workspace.layout.tab;
    View {
        tab: (tab != Tab::Result).then(|| tab.number()),
        ..workspace.selection.view()
    }
}

/// The way to the whole page, with the scenario as it is and what is looked at.
fn open_link(
    (scenario, view): (&Shared<Scenario>, View),
    link: Option<AttrValue>,
    more: Callback<()>,
) -> Html {
    let follow = {
        let (scenario, known) = (scenario.clone(), link.is_some());
        Callback::from(move |event: MouseEvent| {
            if !known {
                platform::set_link(&event, &link_to(&scenario, &view));
            }
        })
    };
    let (near, focused) = (more.clone(), more);
    html! {
        <a class="eopen" href={link.unwrap_or(AttrValue::Static("./"))} target="_blank" rel="noopener" aria-label="Open in playground"
            onpointerenter={move |_: PointerEvent| near.emit(())} onfocus={move |_: FocusEvent| focused.emit(())}
            onclick={follow.clone()} onauxclick={follow}>
            { tag("span", "", "Open in playground") }{ icon(Glyph::Out, "s") }
        </a>
    }
}

/// The page's address with a scenario. Making a link comes with the second half of the program.
#[inline(never)]
fn link_to(scenario: &Scenario, view: &View) -> String {
    ["./#", &iam_share::encode_with(scenario, view)].concat()
}

/// The address of the whole page with the scenario and what is looked at, as soon as it can be made. While it lags behind it is none.
#[hook]
fn use_link(
    now: (&Shared<Scenario>, View),
    whole: bool,
    given: Option<String>,
) -> Option<AttrValue> {
    let (scenario, view) = now;
    let made = use_state(|| None::<(Shared<Scenario>, View, AttrValue)>);
    {
        let made = made.clone();
        let needed = whole && given.is_none();
        let wanted = (scenario.clone(), view, needed);
        use_effect_with(wanted, move |(scenario, view, needed)| {
            let (scenario, view) = (scenario.clone(), *view);
            let later = needed.then(|| {
                Timeout::new(PAUSE, move || {
                    let link = link_to(&scenario, &view).into();
                    made.set(Some((scenario, view, link)));
                })
            });
            move || drop(later)
        });
    }
    if let Some(given) = given {
        return Some(["./#", &given].concat().into());
    }
    let made = (*made)
        .clone()
        .filter(|(of, seen, _)| of == scenario && *seen == view);
    made.map(|(_, _, link)| link)
}

/// Applies what the address says of theme, colour, font and radius.
#[hook]
fn use_look(look: &Look, settings: Settings) {
    use_effect_with(settings.theme, |theme| {
        platform::set_root("data-theme", theme.name());
    });
    let given = (look.accent.clone(), look.font.clone(), look.radius);
    use_effect_with(given, |(accent, font, radius)| {
        platform::set_root("data-accent", accent.as_ref().map(|_| ""));
        platform::set_root_properties(&[
            ("--accent", accent.clone()),
            ("--font-ui", font.clone()),
            ("--frame", radius.map(|radius| radius.to_string() + "px")),
        ]);
    });
}

/// Lets the wheel scroll what is in the frame only while it has the keyboard.
#[hook]
fn use_focus() {
    use_effect_with((), |()| {
        let set = |on: bool| platform::set_root("data-active", on.then_some(""));
        set(platform::has_focus());
        let listeners = [
            platform::on_window("focus", move |_| set(true)),
            platform::on_window("blur", move |_| set(false)),
        ];
        move || drop(listeners)
    });
}

/// Tells the host how high everything is.
#[hook]
fn use_height(host: &Host, page: NodeRef) {
    let host = host.clone();
    use_effect_with((), move |()| {
        let watch = platform::is_framed()
            .then(|| platform::HeightWatch::new(&page, move |height| host.resize(height)));
        move || drop(watch)
    });
}

const fn layout_class(layout: Arrangement) -> &'static str {
    match layout {
        Arrangement::Split => "l-split",
        Arrangement::Stack => "l-stack",
        Arrangement::Result => "l-result",
        Arrangement::Exercise => "l-split l-exercise",
    }
}
