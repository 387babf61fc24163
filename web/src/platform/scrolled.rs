//! Where the parts of the page are scrolled to, to come back to it.

use gloo::timers::callback::Timeout;
use web_sys::Element;

use super::document;

/// What is scrolled, beside the editors.
const SCROLLED: [&str; 6] = [
    ".request > .scroll",
    ".result > .scroll",
    ".pane.policies",
    ".pane.result",
    ".editors > .grid",
    ".drawer",
];

/// How many editors are looked at.
const EDITORS: u32 = 8;

/// Something that is scrolled: an editor by its number, or something else by its.
fn scrolls(editor: u32, number: u32) -> Option<Element> {
    let number = number.to_string();
    let selector = if editor == 1 {
        let place = [".grid > .ed:nth-child(", &number, ")"].concat();
        [&place, " .cm-scroller,", &place, " textarea.area"].concat()
    } else {
        (*SCROLLED.get(number.parse::<usize>().ok()?)?).to_owned()
    };
    document()?.query_selector(&selector).ok()?
}

/// Where everything is scrolled to that is not at its beginning: 1 for an editor, its number, and pixels.
pub(crate) fn scrolled_places() -> Vec<[u32; 3]> {
    let others = (0..).take(SCROLLED.len()).map(|number| (0, number));
    let editors = (1..=EDITORS).map(|number| (1, number));
    let places = others.chain(editors).filter_map(|(editor, number)| {
        let top = u32::try_from(scrolls(editor, number)?.scroll_top()).ok()?;
        (top > 0).then_some([editor, number, top])
    });
    places.collect()
}

/// Scrolls everything to where it was. What is not there yet, or not long enough, is scrolled a little later, unless somebody scrolled it.
pub(crate) fn scroll_back(places: Vec<[u32; 3]>) {
    let places: Vec<_> = places.into_iter().map(|place| (place, 0)).collect();
    let places = std::rc::Rc::new(std::cell::RefCell::new(places));
    // The editors come with a module of their own, and what would change a decision is worked out in slices.
    for pause in [0, 100, 200, 400, 800, 1_600] {
        let places = std::rc::Rc::clone(&places);
        let turn = move || {
            for ([editor, number, top], reached) in places.borrow_mut().iter_mut() {
                let element = scrolls(*editor, *number);
                if let Some(element) = element.filter(|element| element.scroll_top() == *reached) {
                    element.set_scroll_top(i32::try_from(*top).unwrap_or(0));
                    *reached = element.scroll_top();
                }
            }
        };
        Timeout::new(pause, turn).forget();
    }
}
