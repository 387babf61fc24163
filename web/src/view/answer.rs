//! What is worked out beside the report, once the page has time: never in the frame that shows a verdict, and a slice at a time.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::engine::Question;
use crate::shared::Shared;

/// How long the page has for itself between two slices, in milliseconds.
const BETWEEN: u32 = 30;

/// Asks a question, or goes on from the answer there is; says whether there is more to find.
pub(crate) type Ask<T> = fn(&Question, Option<&T>) -> (T, bool);

/// What was found, and what it is about.
pub(crate) struct Answer<T> {
    /// What was asked.
    pub(crate) question: Question,
    /// What was found.
    pub(crate) found: Shared<T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        Self {
            question: self.question.clone(),
            found: self.found.clone(),
        }
    }
}

impl<T> PartialEq for Answer<T> {
    fn eq(&self, other: &Self) -> bool {
        self.found == other.found
    }
}

/// The last answer, which can be about the document as it was a moment ago. A new one comes after a pause of `wait` milliseconds in
/// which nothing changed.
#[hook]
pub(crate) fn use_answer<T: 'static>(
    question: &Question,
    wait: u32,
    ask: Ask<T>,
) -> Option<Answer<T>> {
    let known = use_state(|| None::<Answer<T>>);
    {
        let setter = known.setter();
        use_effect_with(question.clone(), move |question| {
            let turn = Rc::new(Turn {
                question: question.clone(),
                setter,
                ask,
                timer: RefCell::default(),
            });
            wait_for(&turn, wait, None);
            move || drop(turn.timer.take())
        });
    }
    (*known).clone()
}

/// A question that is being answered.
struct Turn<T: 'static> {
    question: Question,
    setter: UseStateSetter<Option<Answer<T>>>,
    ask: Ask<T>,
    timer: RefCell<Option<Timeout>>,
}

fn wait_for<T: 'static>(turn: &Rc<Turn<T>>, wait: u32, before: Option<Shared<T>>) {
    let next = Rc::clone(turn);
    let timer = Timeout::new(wait, move || {
        let (found, more) = (next.ask)(&next.question, before.as_deref());
        let found = Shared::new(found);
        next.setter.set(Some(Answer {
            question: next.question.clone(),
            found: found.clone(),
        }));
        if more {
            wait_for(&next, BETWEEN, Some(found));
        }
    });
    turn.timer.replace(Some(timer));
}
