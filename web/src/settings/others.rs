//! Several tabs share one draft. What another tab wrote there is put aside before this one writes over it.

use std::cell::{Cell, RefCell};

use super::{DRAFT, OWNER, mark, put_text_aside};
use crate::platform;

thread_local! {
    /// The draft as this tab last read or wrote it, by its mark.
    static SEEN: Cell<Option<u64>> = const { Cell::new(None) };
    /// This tab's name.
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
    /// What was put aside last of each other tab: its name and the mark.
    static ASIDE: RefCell<Vec<(String, u64)>> = const { RefCell::new(Vec::new()) };
}

/// Knows a draft.
pub(super) fn see(text: &str) {
    SEEN.set(Some(mark(text)));
}

/// Knows a draft that this tab wrote, and says that it did.
pub(super) fn claim(text: &str) {
    see(text);
    let name = NAME.with_borrow_mut(|name| {
        if name.is_empty() {
            *name = platform::random_name();
        }
        name.clone()
    });
    platform::remember(OWNER, &name);
}

/// Puts aside what another tab wrote, before `text` takes its place. Of each tab only the last stays: it grew out of those before.
pub(super) fn put_aside(text: &str) {
    let Some(there) = platform::remembered(DRAFT) else {
        return;
    };
    let found = mark(&there);
    if there == text || SEEN.get().is_none_or(|seen| seen == found) {
        return;
    }
    let owner = platform::remembered(OWNER).unwrap_or_default();
    let before = ASIDE.with_borrow_mut(|aside| {
        let before = aside.iter().position(|(other, _)| *other == owner);
        let before = before.map(|index| aside.remove(index).1);
        aside.push((owner, found));
        before
    });
    put_text_aside(there, before);
}
