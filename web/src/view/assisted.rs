//! What the views ask the assistant, which knows the services. Without it they show what they know themselves.

use std::cell::Cell;
use std::rc::Rc;

use iam_questions::Question;
use iam_questions::builder::{Form, Offer, Typed};
use serde::de::DeserializeOwned;
use yew::prelude::*;

use crate::assistant::{Assistant, use_assistant};
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
        let offers = Assistant::ask_for(&question).await;
        if turn.get() == number {
            call.emit(offers.unwrap_or_default());
        }
    });
}

/// Asks, and calls with the answer, or with what stands for none.
pub(crate) fn ask_once<T: DeserializeOwned + Default + 'static>(
    question: Question,
    call: Callback<T>,
) {
    wasm_bindgen_futures::spawn_local(async move {
        let said = Assistant::ask_for::<T>(&question).await;
        call.emit(said.unwrap_or_default());
    });
}

/// What an action takes, once it is known; nothing is asked until it is wanted.
#[hook]
pub(crate) fn use_form(action: &str, wanted: bool) -> Option<Shared<Form>> {
    let asked = wanted.then(|| action.to_owned());
    let said = use_assistant::<_, Form>(asked, WAIT, |asked| {
        Some(Question::ActionForm(asked.clone()?))
    });
    let form = said?.said?;
    form.action
        .eq_ignore_ascii_case(action.trim())
        .then_some(form)
}
