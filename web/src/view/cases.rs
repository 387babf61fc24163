//! The conformance cases, run in the visitor's own browser when asked for: in slices, so that the page goes on answering.

use std::cell::Cell;
use std::rc::Rc;

use iam_core::policy::Policy;
use iam_core::prepare;
use iam_core::scenario::{Decision, Scenario};
use yew::prelude::*;

use super::banner::milliseconds;
use super::drawer::grouped;
use super::icon::{Glyph, labelled_icon, small_icon};
use super::parts::{small_button, tag};
use crate::labels;
use crate::platform;
use crate::state::{Action, Dispatch};

/// Where the cases are, beside the page: a list, a case a line, each `["name",{…}]`.
const FILE: &str = "./cases.json";

/// How long the cases run before the page gets its turn, in milliseconds.
const SLICE: f64 = 12.0;

/// Failures listed.
const LISTED: usize = 50;

/// How far the cases are.
#[derive(Clone, Default)]
struct Run {
    state: State,
    cases: usize,
    done: usize,
    requests: usize,
    failures: Vec<Failure>,
    took: f64,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    Idle,
    Running,
    Done,
    Unavailable,
}

/// A request that decides otherwise than its case expects.
#[derive(Clone)]
struct Failure {
    case: String,
    request: usize,
    scenario: Rc<Scenario>,
    expected: Option<Decision>,
    found: Decision,
}

/// Properties of [`Cases`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Where actions go.
    pub(crate) dispatch: Dispatch,
}

/// A button that runs the cases, and what came of it.
#[component]
pub(crate) fn Cases(props: &Props) -> Html {
    let run = use_state(Run::default);
    let here = use_memo((), |()| Cell::new(true));
    {
        let here = Rc::clone(&here);
        use_effect_with((), move |()| move || here.set(false));
    }
    let start = {
        let setter = run.setter();
        Callback::from(move |_: MouseEvent| {
            let (setter, here) = (setter.clone(), Rc::clone(&here));
            wasm_bindgen_futures::spawn_local(async move {
                let show = |run: &Run| {
                    if here.get() {
                        setter.set(run.clone());
                    }
                    here.get()
                };
                run_all(show).await;
            });
        })
    };
    let button = |word: &str| {
        small_button(
            word.to_owned(),
            None,
            "sm btn-line",
            run.state == State::Running,
            start.clone(),
        )
    };
    let (done, all) = (run.done.to_string(), run.cases.to_string());
    html! {
        <section class="sec cases" aria-label="Conformance cases">
            if run.state == State::Running {
                <progress aria-label="Conformance cases" max={all} value={done} />
            }
            <p class="t12 row" aria-live={if run.state == State::Running { "off" } else { "polite" }}>{ told(&run) }</p>
            if !run.failures.is_empty() { <ul class="probs">{ for run.failures.iter().take(LISTED).map(|failure| row(failure, &props.dispatch)) }</ul> }
            <div class="row">
                { button(match run.state {
                    State::Idle => "Run the conformance cases here",
                    State::Running => "Running …",
                    State::Done => "Run them again",
                    State::Unavailable => "Try again",
                }) }
            </div>
        </section>
    }
}

fn told(run: &Run) -> Html {
    let requests = grouped(run.requests);
    let cases = grouped(run.cases);
    match run.state {
        State::Idle => {
            "Every rule of the evaluator has cases that hold it; they can run in this browser."
                .into()
        }
        State::Running => [&grouped(run.done), " of ", &cases, " cases"]
            .concat()
            .into(),
        State::Unavailable => "The cases could not be fetched.".into(),
        State::Done if run.failures.is_empty() => html! {
            <>{ small_icon(Glyph::Ok, "v-allow") }{ ["All ", &requests, " requests of ", &cases, " cases decide as expected, in ", &milliseconds(run.took)].concat() }</>
        },
        State::Done => html! {
            <>{ small_icon(Glyph::Cross, "v-deny") }{ [&run.failures.len().to_string(), " of ", &requests, " requests decide otherwise than expected:"].concat() }</>
        },
    }
}

fn row(failure: &Failure, dispatch: &Dispatch) -> Html {
    let request = failure.scenario.requests.get(failure.request);
    let name = request
        .and_then(|request| request.name.clone())
        .unwrap_or_default();
    let expected = failure.expected.map_or("nothing", labels::expect_name);
    let onclick = {
        let (open, dispatch) = (failure.clone(), dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let text = ["The case ", &open.case, " is open"].concat();
            dispatch.dispatch(Action::Open(Box::new((*open.scenario).clone()), text));
            dispatch.dispatch(Action::ChooseRequest(open.request));
        })
    };
    html! {
        <li>
            <button type="button" class="prob" {onclick}>
                { labelled_icon(labels::decision_glyph(failure.found), labels::decision_class(failure.found), labels::decision_name(failure.found)) }
                <span class="msg">{ &failure.case }{ tag("span", "d", [" ", &name, ", expected ", expected].concat()) }</span>
            </button>
        </li>
    }
}

/// Fetches and runs the cases; `show` is told how far they are and says whether anybody still looks.
async fn run_all(show: impl Fn(&Run) -> bool) {
    let mut run = Run {
        state: State::Running,
        ..Run::default()
    };
    show(&run);
    let Some(text) = platform::fetch_text(FILE).await else {
        show(&Run {
            state: State::Unavailable,
            ..Run::default()
        });
        return;
    };
    let cases = || text.lines().filter_map(case);
    run.cases = cases().count();
    let mut turn = platform::now();
    for (name, text) in cases() {
        run_case(&mut run, name, text);
        run.done += 1;
        let spent = platform::now() - turn;
        if spent > SLICE {
            run.took += spent;
            if !show(&run) {
                return;
            }
            platform::pause().await;
            turn = platform::now();
        }
    }
    run.took += platform::now() - turn;
    run.state = if run.cases == 0 {
        State::Unavailable
    } else {
        State::Done
    };
    show(&run);
}

/// A line of the file: the case's name and its scenario.
fn case(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_suffix(',').unwrap_or(line);
    line.strip_prefix("[\"")?
        .strip_suffix(']')?
        .split_once("\",")
}

fn run_case(run: &mut Run, name: &str, text: &str) {
    let Ok(scenario) = Scenario::parse(text) else {
        // Nothing of it can be shown; a case that cannot be read counts as one that fails.
        let (case, scenario) = (name.to_owned(), Rc::default());
        run.failures.push(Failure {
            case,
            request: 0,
            scenario,
            expected: None,
            found: Decision::Error,
        });
        return;
    };
    let policies = iam_core::parse_policies(&scenario);
    let policies: Vec<&Policy> = policies.iter().collect();
    let prepared = prepare(&scenario, &policies);
    let scenario = Rc::new(scenario);
    for (index, request) in scenario.requests.iter().enumerate() {
        run.requests += 1;
        let Some(found) = prepared.decide_only(index) else {
            continue;
        };
        if Some(found) != request.expect {
            run.failures.push(Failure {
                case: name.to_owned(),
                request: index,
                scenario: Rc::clone(&scenario),
                expected: request.expect,
                found,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, case, run_case};

    #[test]
    fn cases_are_told_apart_by_lines() {
        for (line, found) in [
            ("[", None),
            ("]", None),
            (
                "[\"a/b\",{\"version\":1}],",
                Some(("a/b", "{\"version\":1}")),
            ),
            ("[\"a/b\",{}]", Some(("a/b", "{}"))),
            ("{}", None),
        ] {
            assert_eq!(case(line), found, "{line}");
        }
    }

    #[test]
    fn requests_that_decide_otherwise_are_told() {
        let text = r#"{"version":1,"policies":[],"requests":[
            {"principal":"arn:aws:iam::111122223333:user/a","action":"s3:GetObject","resource":"*","expect":"implicit-deny"},
            {"principal":"arn:aws:iam::111122223333:user/a","action":"s3:GetObject","resource":"*","expect":"allow"}]}"#;
        let mut run = Run::default();
        run_case(&mut run, "a/b", text);
        run_case(&mut run, "a/c", "{");
        let failed: Vec<_> = run
            .failures
            .iter()
            .map(|failure| (failure.case.as_str(), failure.request))
            .collect();
        assert_eq!((run.requests, failed), (2, vec![("a/b", 1), ("a/c", 0)]));
    }
}
