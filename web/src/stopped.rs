//! What happens when the program breaks: the text is kept, and the page says so.

use std::cell::RefCell;

use iam_core::scenario::Scenario;

use crate::platform;
use crate::settings;
use crate::shared::Shared;

thread_local! {
    static LAST: RefCell<Option<Shared<Scenario>>> = const { RefCell::new(None) };
}

/// Remembers the scenario that is about to be shown.
pub(crate) fn remember(scenario: &Shared<Scenario>) {
    LAST.with_borrow_mut(|last| *last = Some(scenario.clone()));
}

/// Makes a panic keep the text and show a page that says so.
pub(crate) fn guard() {
    // Through yew: it would put a hook of its own in place of one set directly.
    yew::set_custom_panic_hook(Box::new(|info| {
        platform::log_error(&info.to_string());
        // Taken, so that a second panic, in writing it, goes on with what is stored.
        let last = LAST.with(|last| last.try_borrow_mut().ok().and_then(|mut last| last.take()));
        let text = match last {
            Some(scenario) => {
                let text = scenario.to_json();
                // An embed keeps nothing.
                if platform::entry().is_none() {
                    settings::keep_draft_text(&text);
                }
                text
            }
            // Before anything was shown: what is stored may be what broke it.
            None if platform::entry().is_some() => String::new(),
            None => settings::draft_text().unwrap_or_default(),
        };
        platform::show_stopped(&text);
    }));
}
