//! What is remembered on this machine: the draft, the layout and the theme. The keys carry a version, so that a later form can differ.

use iam_core::scenario::Scenario;

use crate::platform;
use crate::state::Layout;

const DRAFT: &str = "iam-playground/draft/1";
const EARLIER: &str = "iam-playground/earlier/1";
const SETTINGS: &str = "iam-playground/settings/1";

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The theme that the switch goes to.
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// Its name in the page's markup.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// The draft, if one is remembered and can be read.
pub(crate) fn draft() -> Option<Scenario> {
    Scenario::parse(&platform::remembered(DRAFT)?).ok()
}

/// Remembers the draft; says whether that worked.
pub(crate) fn keep_draft(scenario: &Scenario) -> bool {
    platform::remember(DRAFT, &scenario.to_json())
}

/// Remembers the text of the draft when nothing else works any more.
pub(crate) fn keep_draft_text(text: &str) {
    platform::remember(DRAFT, text);
}

/// Forgets the draft.
pub(crate) fn forget_draft() {
    platform::forget(DRAFT);
}

/// Forgets everything.
pub(crate) fn forget_all() {
    for key in [DRAFT, EARLIER, SETTINGS] {
        platform::forget(key);
    }
}

/// The draft that an opened link took the place of.
pub(crate) fn earlier() -> Option<Scenario> {
    Scenario::parse(&platform::remembered(EARLIER)?).ok()
}

/// Whether there is an earlier draft.
pub(crate) fn has_earlier() -> bool {
    platform::remembered(EARLIER).is_some()
}

/// Puts the draft aside, before something else takes its place.
pub(crate) fn put_aside(scenario: &Scenario) {
    platform::remember(EARLIER, &scenario.to_json());
}

/// Remembers layout and theme.
pub(crate) fn keep(layout: &Layout, theme: Theme) {
    platform::remember(SETTINGS, &write(layout, theme));
}

/// The layout and theme that are remembered, or those to begin with.
pub(crate) fn read() -> (Layout, Theme) {
    parse(&platform::remembered(SETTINGS).unwrap_or_default())
}

fn write(layout: &Layout, theme: Theme) -> String {
    let numbers = [
        u16::from(layout.columns),
        layout.policies,
        layout.request,
        layout.first,
        layout.second,
    ];
    let mut text = theme.name().unwrap_or("system").to_owned();
    for number in numbers {
        text.push(' ');
        text.push_str(&number.to_string());
    }
    text
}

fn parse(text: &str) -> (Layout, Theme) {
    let mut words = text.split(' ');
    let theme = match words.next() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    let mut layout = Layout::default();
    let numbers: Vec<u16> = words.map_while(|word| word.parse().ok()).collect();
    if let [columns @ 1..=3, policies, request, first, second] = *numbers
        && policies < request
        && request < 1000
        && first < 1000
        && second < 1000
    {
        layout.columns = u8::try_from(columns).unwrap_or(2);
        (layout.policies, layout.request) = (policies, request);
        (layout.first, layout.second) = (first, second);
    }
    (layout, theme)
}

#[cfg(test)]
mod tests {
    use super::{Theme, parse, write};
    use crate::state::Layout;

    #[test]
    fn settings_come_back() {
        let layout = Layout {
            columns: 3,
            policies: 400,
            request: 700,
            first: 300,
            second: 600,
            ..Layout::default()
        };
        assert_eq!(parse(&write(&layout, Theme::Dark)), (layout, Theme::Dark));
    }

    #[test]
    fn damaged_settings_are_those_to_begin_with() {
        for text in [
            "",
            "dim",
            "system 9 1 2 3 4",
            "system 2 700 400 500 500",
            "system 2 400",
            "system a b",
        ] {
            assert_eq!(parse(text), (Layout::default(), Theme::System), "{text}");
        }
    }
}
