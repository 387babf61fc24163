//! What the views ask the assistant, which knows the services. Without it they show what they know themselves.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use iam_questions::Question;
use iam_questions::builder::{Form, Offer, Typed};
use yew::prelude::*;

use crate::assistant::Assistant;
use crate::shared::Shared;

/// How long nobody types before an action is asked about, in milliseconds.
const WAIT: u32 = 120;

/// Actions that are offered at most.
const OFFERS: u32 = 60;

/// Asks which actions fit a text. The callback is not called if a later question was asked meanwhile, which `turn` counts.
pub(crate) fn find_actions(text: &str, turn: &Rc<Cell<u32>>, call: Callback<Vec<Offer>>) {
    let question = Question::FindActions(Typed {
        text: text.to_owned(),
        most: OFFERS,
    });
    let number = turn.get().wrapping_add(1);
    turn.set(number);
    let turn = Rc::clone(turn);
    wasm_bindgen_futures::spawn_local(async move {
        let answer = Assistant::ask(&question).await;
        let offers = answer.and_then(|answer| serde_wasm_bindgen::from_value(answer).ok());
        if turn.get() == number {
            call.emit(offers.unwrap_or_default());
        }
    });
}

/// What an action takes, once it is known; nothing is asked until it is wanted.
#[hook]
pub(crate) fn use_form(action: &str, wanted: bool) -> Option<Shared<Form>> {
    let known = use_state(|| None::<Shared<Form>>);
    {
        let known = known.setter();
        let asked = wanted.then(|| action.to_owned());
        use_effect_with(asked, move |asked| {
            let goes_on = Rc::new(Cell::new(true));
            let timer = asked.clone().map(|action| {
                let goes_on = Rc::clone(&goes_on);
                Timeout::new(WAIT, move || {
                    wasm_bindgen_futures::spawn_local(async move {
                        let answer = Assistant::ask(&Question::ActionForm(action)).await;
                        let form = answer
                            .and_then(|answer| serde_wasm_bindgen::from_value::<Form>(answer).ok());
                        if goes_on.get() {
                            known.set(form.map(Shared::new));
                        }
                    });
                })
            });
            move || {
                goes_on.set(false);
                drop(timer);
            }
        });
    }
    let known = (*known).clone();
    known.filter(|form| form.action.eq_ignore_ascii_case(action.trim()))
}
