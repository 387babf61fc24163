//! The messages from and to the page.

use std::rc::Rc;

use iam_questions::Question;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::answer::answer;
use crate::library::Library;

/// Answers what the page asks, for as long as there is a page.
pub(crate) fn listen(library: Library) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let library = Rc::new(library);
    let answers = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let asked = serde_wasm_bindgen::from_value::<(u32, Question)>(event.data());
            let Ok((number, question)) = asked else {
                return;
            };
            let (scope, library) = (scope.clone(), Rc::clone(&library));
            wasm_bindgen_futures::spawn_local(async move {
                let answer = answer(&question, &library).await;
                if let Ok(message) = serde_wasm_bindgen::to_value(&(number, answer)) {
                    drop(scope.post_message(&message));
                }
            });
        })
    };
    scope.set_onmessage(Some(answers.as_ref().unchecked_ref()));
    // It listens until the page ends it.
    answers.forget();
    if let Ok(ready) = serde_wasm_bindgen::to_value(&(0_u32, ())) {
        drop(scope.post_message(&ready));
    }
}
