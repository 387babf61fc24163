//! What the editor asks the assistant. The answers have the form that the editor takes (`web/editor/editor.d.ts`); their
//! places become the editor's here.

use iam_core::policy::PolicySubject;
use iam_core::text::LineIndex;
use iam_questions::Question;
use iam_questions::language::Place;
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;

use crate::assistant::{Assistant, number_of};
use crate::shared::Text;

/// What the editor asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// What may stand at a place.
    Complete,
    /// What the word at a place means.
    Hover,
    /// How the text can be rewritten at a place.
    CodeActions,
}

/// Asks about a place, in the editor's units, of a policy's text. The promise holds what the editor is to show, or nothing.
pub(crate) fn ask(asked: Asked, text: Text, at: u32, subject: PolicySubject) -> Promise {
    wasm_bindgen_futures::future_to_promise(async move {
        let index = LineIndex::new(&text);
        let place = Place::new(&text, index.from_editor(at), subject);
        let question = match asked {
            Asked::Complete => Question::Complete(place),
            Asked::Hover => Question::Hover(place),
            Asked::CodeActions => Question::CodeActions(place),
        };
        let Some(answer) = Assistant::ask(&question).await else {
            return Ok(JsValue::NULL);
        };
        place_in(&answer, "from", &index);
        place_in(&answer, "to", &index);
        if let Ok(before) = Reflect::get(&answer, &JsValue::from_str("before"))
            && before.is_object()
        {
            place_in(&before, "at", &index);
        }
        Ok(answer)
    })
}

/// Writes a place in the editor's units in the place of one in bytes, if there is one of that name.
fn place_in(object: &JsValue, name: &str, index: &LineIndex) {
    let name = JsValue::from_str(name);
    let at = Reflect::get(object, &name).ok();
    if let Some(at) = at.as_ref().and_then(number_of) {
        drop(Reflect::set(
            object,
            &name,
            &JsValue::from(index.to_editor(at)),
        ));
    }
}
