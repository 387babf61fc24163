//! The program in the worker, which knows the services: it is asked here, and nowhere else.
//!
//! It is started by the first question. A page that has no worker, or whose worker cannot be had, gets no answers and does
//! without: no verdict ever waits for one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use iam_questions::Question;
use js_sys::{Array, Function, Object};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::prelude::*;

use crate::shared::Shared;

/// The script that starts the worker's program.
const SCRIPT: &str = "./iam-playground-worker_loader.js";

/// The one who is asked.
#[derive(Debug)]
pub(crate) struct Assistant;

impl Assistant {
    /// Asks, and waits for what the answer holds; none if there is nobody to answer.
    pub(crate) async fn ask(question: &Question) -> Option<JsValue> {
        let answered = STATE.with_borrow_mut(|state| state.send(question))?;
        let answer = JsFuture::from(answered).await.ok()?;
        // An answer is an object with one member: the variant's name, and what it holds.
        let answer: &Object = answer.dyn_ref()?;
        let held: JsValue = Object::values(answer).get(0);
        held.is_truthy().then_some(held)
    }

    /// Asks, and reads what the answer holds.
    pub(crate) async fn ask_for<T: DeserializeOwned>(question: &Question) -> Option<T> {
        serde_wasm_bindgen::from_value(Self::ask(question).await?).ok()
    }
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State::Idle) };
}

/// The worker.
enum State {
    /// Nobody has asked.
    Idle,
    /// It is there, or on its way.
    Running(Running),
    /// It could not be had.
    Gone,
}

struct Running {
    worker: Worker,
    /// Whether it listens: what is sent before is lost.
    listens: bool,
    /// What is to be sent once it listens.
    unsent: Vec<JsValue>,
    /// Who waits, by the question's number.
    waiting: Vec<(u32, Function)>,
    last: u32,
    // Kept for as long as the worker can call them.
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(JsValue)>,
}

impl State {
    fn send(&mut self, question: &Question) -> Option<js_sys::Promise> {
        if let Self::Idle = self {
            *self = Running::start().map_or(Self::Gone, Self::Running);
        }
        match self {
            Self::Running(running) => running.send(question),
            Self::Idle | Self::Gone => None,
        }
    }
}

impl Running {
    fn start() -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
        let message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
            let done = STATE.with_borrow_mut(|state| match state {
                State::Running(running) => running.hear(&event.data()),
                State::Idle | State::Gone => None,
            });
            if let Some((done, answer)) = done {
                drop(done.call1(&JsValue::UNDEFINED, &answer));
            }
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(|_| {
            // Who waits is told: no answer can be read from nothing.
            let gone = STATE.with_borrow_mut(|state| std::mem::replace(state, State::Gone));
            if let State::Running(running) = gone {
                if running.listens {
                    // It broke over a question: the next one starts another.
                    STATE.with_borrow_mut(|state| *state = State::Idle);
                }
                for (_, done) in &running.waiting {
                    drop(done.call0(&JsValue::UNDEFINED));
                }
                running.worker.terminate();
                // It is running: this is what it runs.
                std::mem::forget(running);
            }
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Self {
            worker,
            listens: false,
            unsent: Vec::new(),
            waiting: Vec::new(),
            last: 0,
            _message: message,
            _error: error,
        })
    }

    fn send(&mut self, question: &Question) -> Option<js_sys::Promise> {
        self.last += 1;
        let message = serde_wasm_bindgen::to_value(&(self.last, question)).ok()?;
        if self.listens {
            self.worker.post_message(&message).ok()?;
        } else {
            self.unsent.push(message);
        }
        let number = self.last;
        let waiting = &mut self.waiting;
        Some(js_sys::Promise::new(&mut |done, _| {
            waiting.push((number, done));
        }))
    }

    /// Hears a message; who waited for it, and what was waited for.
    fn hear(&mut self, message: &JsValue) -> Option<(Function, JsValue)> {
        let parts = message.dyn_ref::<Array>()?;
        let number = number_of(&parts.get(0))?;
        if number == 0 {
            self.listens = true;
            for message in self.unsent.drain(..) {
                drop(self.worker.post_message(&message));
            }
            return None;
        }
        let at = self
            .waiting
            .iter()
            .position(|(waiting, _)| *waiting == number)?;
        let (_, done) = self.waiting.swap_remove(at);
        Some((done, parts.get(1)))
    }
}

/// A whole number that is not negative.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion saturates"
)]
pub(crate) fn number_of(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

/// What the worker says on something, and what that is about, which can be how it was a moment ago; nothing before there is an answer.
/// Asked after a pause of `wait` milliseconds in which nothing changed, if there is a question; an answer that comes after the next change
/// is dropped.
#[hook]
pub(crate) fn use_assistant<K: Clone + PartialEq + 'static, T: DeserializeOwned + 'static>(
    about: K,
    wait: u32,
    question: fn(&K) -> Option<Question>,
) -> Option<Said<K, T>> {
    let known = use_state(|| None::<Said<K, T>>);
    {
        let setter = known.setter();
        use_effect_with(about, move |about| {
            let about = about.clone();
            let wanted = Rc::new(Cell::new(true));
            let still = Rc::clone(&wanted);
            let timer = Timeout::new(wait, move || {
                let Some(question) = question(&about) else {
                    return;
                };
                wasm_bindgen_futures::spawn_local(async move {
                    let said = Assistant::ask_for(&question).await;
                    if still.get() {
                        let said = said.map(Shared::new);
                        setter.set(Some(Said { about, said }));
                    }
                });
            });
            move || {
                wanted.set(false);
                drop(timer);
            }
        });
    }
    (*known).clone()
}

/// What the worker said.
#[derive(Debug)]
pub(crate) struct Said<K, T> {
    /// What was asked about.
    pub(crate) about: K,
    /// What it said; nothing if there was nobody to answer.
    pub(crate) said: Option<Shared<T>>,
}

impl<K: Clone, T> Clone for Said<K, T> {
    fn clone(&self) -> Self {
        Self {
            about: self.about.clone(),
            said: self.said.clone(),
        }
    }
}

impl<K: PartialEq, T> PartialEq for Said<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.about == other.about && self.said == other.said
    }
}
