//! Messages between an embed and the page that frames it, version 1 (`docs/embedding.md`).
//!
//! The host is the parent window, of one origin: the one the address names as `host`, or that of the first `hello`. Until one of them is known
//! nothing is told but `ready` and `resize`, which hold nothing of the scenario. Whatever is not a message of this version is passed over.

use std::cell::RefCell;
use std::rc::Rc;

use iam_core::report::Report;
use iam_core::scenario::Scenario;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::look::{Look, tab_of};
use crate::platform::{self, FromHost};
use crate::settings::Theme;
use crate::shared::Shared;
use crate::state::Tab;

/// The version of the messages.
const VERSION: f64 = 1.0;
/// The longest text read from a message, in UTF-16 units; a scenario may be longer than no other.
const MOST: usize = iam_core::json::MAX_LEN;

/// What the host asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ask {
    /// Show this scenario.
    Set(Box<Scenario>),
    /// Tell the scenario as it is; the number comes back with it.
    Get(f64),
    /// Another theme.
    Theme(Theme),
    /// Another tab.
    Tab(Tab),
}

/// The other end.
#[derive(Clone, Debug, Default)]
pub(super) struct Host {
    /// The one origin messages are exchanged with, once it is known.
    origin: Rc<RefCell<Option<String>>>,
}

impl Host {
    /// The host an address names, if it does.
    pub(super) fn of(look: &Look) -> Self {
        Self {
            origin: Rc::new(RefCell::new(look.host.clone())),
        }
    }

    /// Reads a message. The first `hello` pins the origin when the address did not.
    pub(super) fn hear(&self, message: &FromHost) -> Result<Option<Ask>, String> {
        let known = self.origin.borrow().clone();
        if known.as_ref().is_some_and(|known| *known != message.origin)
            || message.number("iamPlayground") != Some(VERSION)
        {
            return Ok(None);
        }
        let Some(kind) = message.text("type") else {
            return Ok(None);
        };
        if known.is_none() {
            if kind == "hello" {
                *self.origin.borrow_mut() = Some(message.origin.clone());
            }
            return Ok(None);
        }
        Ok(match kind.as_str() {
            "set" => Some(Ask::Set(Box::new(scenario_of(message)?))),
            "get" => message.number("id").map(Ask::Get),
            "theme" => match message.text("theme").as_deref() {
                Some("light") => Some(Ask::Theme(Theme::Light)),
                Some("dark") => Some(Ask::Theme(Theme::Dark)),
                Some("auto") => Some(Ask::Theme(Theme::System)),
                _ => None,
            },
            "tab" => message
                .text("tab")
                .and_then(|name| tab_of(&name))
                .map(Ask::Tab),
            _ => None,
        })
    }

    /// Whether somebody of a known origin listens.
    pub(super) fn is_known(&self) -> bool {
        self.origin.borrow().is_some()
    }

    /// Tells that the embed is there.
    pub(super) fn ready(&self) {
        self.send("ready", &[], true);
    }

    /// Tells the height of everything shown, in pixels.
    pub(super) fn resize(&self, height: i32) {
        self.send("resize", &[("height", height.into())], true);
    }

    /// Tells what is decided.
    pub(super) fn verdict(&self, report: &Report, chosen: usize) {
        let decisions: js_sys::Array = report
            .requests
            .iter()
            .map(|request| JsValue::from_str(request.decision.name()))
            .collect();
        let Some(request) = report.requests.get(chosen) else {
            return;
        };
        let met = report.requests.iter().all(|request| {
            request
                .expect
                .is_none_or(|expect| expect == request.decision)
        });
        #[expect(
            clippy::cast_precision_loss,
            reason = "requests are counted in hundreds"
        )]
        let index = chosen as f64;
        self.send(
            "verdict",
            &[
                ("verdict", request.decision.name().into()),
                ("sentence", request.sentence.as_str().into()),
                ("request", index.into()),
                ("verdicts", decisions.into()),
                ("asExpected", met.into()),
            ],
            false,
        );
    }

    /// Tells that the reader changed the scenario, or what it is when `answer` was asked.
    pub(super) fn scenario(&self, scenario: &Scenario, edited: bool, answer: Option<f64>) {
        let text = scenario.to_json();
        let mut parts = vec![
            ("scenario", JsValue::from_str(&text)),
            ("edited", edited.into()),
        ];
        if let Some(id) = answer {
            parts.push(("id", id.into()));
        }
        let kind = if answer.is_some() {
            "scenario"
        } else {
            "change"
        };
        self.send(kind, &parts, false);
    }

    /// Tells why something that was asked for could not be done.
    pub(super) fn problem(&self, text: &str) {
        self.send("error", &[("message", text.into())], false);
    }

    fn send(&self, kind: &str, parts: &[(&str, JsValue)], harmless: bool) {
        let origin = self.origin.borrow().clone();
        let to = match origin.as_deref() {
            // An origin that cannot be named: the parent is the only window that receives it all the same.
            Some("null") => "*",
            Some(origin) => origin,
            None if harmless => "*",
            None => return,
        };
        let mut all = vec![
            ("iamPlayground", JsValue::from_f64(VERSION)),
            ("type", JsValue::from_str(kind)),
        ];
        all.extend_from_slice(parts);
        platform::tell_host(to, &all);
    }
}

/// The scenario of a message: a link's payload, or a document as text.
fn scenario_of(message: &FromHost) -> Result<Scenario, String> {
    if let Some(link) = message.text("link") {
        return iam_share::decode(iam_share::payload(&link)).map_err(|error| error.to_string());
    }
    match message.text("scenario") {
        Some(text) if text.len() <= MOST => {
            Scenario::parse(&text).map_err(|error| error.to_string())
        }
        Some(_) => Err("the scenario is too long".to_owned()),
        None => Err("`set` has neither `scenario` nor `link`".to_owned()),
    }
}

/// Tells the host what is decided, and what the reader changed.
#[hook]
pub(super) fn use_telling(
    host: &Host,
    known: bool,
    decided: (Shared<Report>, usize),
    document: (Shared<Scenario>, bool),
) {
    let (scenario, edited) = document;
    {
        let host = host.clone();
        use_effect_with((decided, known), move |((report, chosen), _)| {
            host.verdict(report, *chosen);
        });
    }
    let host = host.clone();
    let before = use_mut_ref(|| false);
    use_effect_with(
        (scenario, edited, known),
        move |(scenario, edited, known)| {
            // Also that it is again as it was.
            let tell = *known && (*edited || before.replace(*edited));
            *before.borrow_mut() = *edited;
            let later = tell.then(|| {
                let (scenario, edited) = (scenario.clone(), *edited);
                gloo::timers::callback::Timeout::new(super::frame::PAUSE, move || {
                    host.scenario(&scenario, edited, None);
                })
            });
            move || drop(later)
        },
    );
}
