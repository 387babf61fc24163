//! What is remembered on this machine: the draft, the layout and the settings. The keys carry a version, so that a later form can differ.

mod others;

use std::sync::atomic::{AtomicBool, Ordering};

use iam_core::scenario::Scenario;

use crate::library::Place;
use crate::platform;
use crate::state::{Layout, Left, Said, read_said, write_said};

const DRAFT: &str = "iam-playground/draft/1";
const SAID: &str = "iam-playground/said/1";
/// Documents that others took the place of, the newest first.
const EARLIER: [&str; 8] = [
    "iam-playground/earlier/1",
    "iam-playground/earlier/1/2",
    "iam-playground/earlier/1/3",
    "iam-playground/earlier/1/4",
    "iam-playground/earlier/1/5",
    "iam-playground/earlier/1/6",
    "iam-playground/earlier/1/7",
    "iam-playground/earlier/1/8",
];
/// The tab that wrote the draft.
const OWNER: &str = "iam-playground/draft-of/1";
/// What tells the document that is also in a file.
const FILED: &str = "iam-playground/filed/1";
const SETTINGS: &str = "iam-playground/settings/1";
/// What was looked at.
const LEFT: &str = "iam-playground/view/1";

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
    /// All, in the order in which a person chooses.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// What a person reads.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::System => "Theme: as the system",
            Self::Light => "Theme: light",
            Self::Dark => "Theme: dark",
        }
    }

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

/// How the page looks and works for this person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Light or dark.
    pub(crate) theme: Theme,
    /// The size of the text, an index into [`SIZES`].
    pub(crate) size: u8,
    /// Whether policies stand in plain text areas rather than editors.
    pub(crate) plain: bool,
}

/// The sizes of the text, and their names in the page's markup.
pub(crate) const SIZES: [(&str, Option<&str>); 4] = [
    ("normal", None),
    ("small", Some("small")),
    ("large", Some("large")),
    ("very large", Some("largest")),
];

/// What is remembered on this machine: what it is, and how many characters.
pub(crate) fn stored() -> Vec<(&'static str, usize)> {
    let known = [
        (DRAFT, "This scenario, as a draft"),
        (
            SAID,
            "What AWS said about requests, as far as it was pasted",
        ),
        (SETTINGS, "Settings and the widths of the panes"),
        (LEFT, "What was looked at last"),
    ];
    let length = |key| platform::remembered(key).map(|text| text.len());
    let earlier = EARLIER.map(|key| ("An earlier draft", key));
    let stored = known.map(|(key, name)| (name, key)).into_iter();
    stored
        .chain(earlier)
        .filter_map(|(name, key)| Some((name, length(key)?)))
        .collect()
}

/// The text of the draft, if one is remembered.
pub(crate) fn draft_text() -> Option<String> {
    platform::remembered(DRAFT)
}

/// Takes the draft that is there for one that this tab knows, unless it cannot be read: then it is put aside before another is written.
pub(crate) fn see_draft() {
    if let Some(text) = draft_text() {
        let known = Scenario::parse(&text).is_ok();
        others::see(if known { &text } else { "" });
    }
}

/// Puts the text of the draft aside and forgets it, and what of it was looked at, so that the page opens without it.
pub(crate) fn put_draft_aside() {
    platform::forget(LEFT);
    if let Some(text) = platform::remembered(DRAFT)
        && put_text_aside(text, None)
    {
        platform::forget(DRAFT);
    }
}

/// The draft, if one is remembered and can be read.
pub(crate) fn draft() -> Option<Scenario> {
    Scenario::parse(&platform::remembered(DRAFT)?).ok()
}

/// Whether the program has stopped, and the draft is as it should be.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Whether a change waits to be remembered.
static WAITS: AtomicBool = AtomicBool::new(false);

/// Says whether a change waits to be remembered.
pub(crate) fn set_waiting(waits: bool) {
    WAITS.store(waits, Ordering::Relaxed);
}

/// Whether a change waited to be remembered; it does so no longer.
pub(crate) fn take_waiting() -> bool {
    WAITS.swap(false, Ordering::Relaxed)
}

/// Remembers the draft; says whether that worked.
pub(crate) fn keep_draft(scenario: &Scenario) -> bool {
    // A timer or a listener from before would write an older one over it.
    if STOPPED.load(Ordering::Relaxed) {
        return true;
    }
    let text = scenario.to_json();
    others::put_aside(&text);
    let kept = platform::remember(DRAFT, &text);
    others::claim(&text);
    kept
}

/// Remembers the text of the draft when nothing else works any more.
pub(crate) fn keep_draft_text(text: &str) {
    STOPPED.store(true, Ordering::Relaxed);
    platform::remember(DRAFT, text);
}

/// Forgets the draft, also one that waits to be remembered.
pub(crate) fn forget_draft() {
    set_waiting(false);
    others::put_aside("");
    platform::forget(DRAFT);
}

/// Forgets everything, also what waits to be remembered.
pub(crate) fn forget_all() {
    set_waiting(false);
    for key in EARLIER
        .into_iter()
        .chain([DRAFT, OWNER, FILED, SAID, SETTINGS, LEFT])
    {
        platform::forget(key);
    }
}

/// Whether a document is kept that another took the place of.
pub(crate) fn has_earlier() -> bool {
    EARLIER
        .first()
        .is_some_and(|key| platform::remembered(key).is_some())
}

/// The documents that others took the place of, the newest first.
pub(crate) fn earlier() -> Vec<Scenario> {
    let texts = earlier_texts().into_iter();
    texts
        .filter_map(|text| Scenario::parse(&text).ok())
        .collect()
}

/// Their texts, also of those that cannot be read.
fn earlier_texts() -> Vec<String> {
    let texts = EARLIER.into_iter();
    texts.filter_map(platform::remembered).collect()
}

/// Puts a document aside that another takes the place of; says whether that worked.
pub(crate) fn put_aside(scenario: &Scenario) -> bool {
    put_text_aside(scenario.to_json(), None)
}

/// Puts a text in front of those that are kept, perhaps in place of one that is known by its mark. Of too many, or where the browser has no
/// room for all, the oldest go.
fn put_text_aside(text: String, instead_of: Option<u64>) -> bool {
    let mut texts = earlier_texts();
    texts.retain(|other| *other != text && instead_of != Some(mark(other)));
    texts.insert(0, text);
    // The oldest first to go, also from the room there is.
    for key in EARLIER {
        platform::forget(key);
    }
    let mut kept = true;
    for (number, (key, text)) in EARLIER.iter().zip(&texts).enumerate() {
        kept &= platform::remember(key, text) || number > 0;
    }
    kept
}

/// Whether a document is kept somewhere else than in the draft: among the earlier ones, or in a file.
pub(crate) fn is_kept(scenario: &Scenario) -> bool {
    let filed = platform::remembered(FILED);
    let aside = earlier_texts();
    if filed.is_none() && aside.is_empty() {
        return false;
    }
    let text = scenario.to_json();
    filed.is_some_and(|filed| filed == mark(&text).to_string()) || aside.contains(&text)
}

/// Remembers that a document is in a file.
pub(crate) fn note_filed(scenario: &Scenario) {
    platform::remember(FILED, &mark(&scenario.to_json()).to_string());
}

/// What tells a text from others without holding it: its FNV-1a hash.
fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Remembers what AWS said; nothing said is nothing remembered.
pub(crate) fn keep_said(said: &[Said]) {
    if said.is_empty() {
        platform::forget(SAID);
    } else {
        platform::remember(SAID, &write_said(said));
    }
}

/// What AWS said in earlier visits.
pub(crate) fn said() -> Vec<Said> {
    platform::remembered(SAID).map_or_else(Vec::new, |text| read_said(&text))
}

/// Remembers what is looked at; when the page goes, only where something of it is remembered, so that what was forgotten stays so.
pub(crate) fn keep_left(left: &Left, goes: bool) {
    if !goes || platform::remembered(LEFT).is_some() {
        platform::remember(LEFT, &left.write());
    }
}

/// What was looked at when the page was left at this address. A link that is opened says itself what to look at; reloaded, it finds what was left.
pub(crate) fn left() -> Option<Left> {
    let left = Left::read(&platform::remembered(LEFT)?)?;
    let here = left.address == address();
    (here && (left.address == 0 || platform::is_reload())).then_some(left)
}

/// What tells the link in the page's address; 0 where there is none.
pub(crate) fn address() -> u64 {
    let link = platform::fragment().filter(|fragment| Place::of(fragment).is_none());
    link.map_or(0, |link| mark(&link))
}

/// Remembers layout and settings.
pub(crate) fn keep(layout: &Layout, settings: Settings) {
    platform::remember(SETTINGS, &write(layout, settings));
}

/// The layout and settings that are remembered, or those to begin with.
pub(crate) fn read() -> (Layout, Settings) {
    parse(&platform::remembered(SETTINGS).unwrap_or_default())
}

fn write(layout: &Layout, settings: Settings) -> String {
    let numbers = [
        u16::from(layout.columns),
        layout.policies,
        layout.request,
        layout.first,
        layout.second,
        u16::from(settings.size),
        u16::from(settings.plain),
    ];
    let mut text = settings.theme.name().unwrap_or("system").to_owned();
    for number in numbers {
        text.push(' ');
        text.push_str(&number.to_string());
    }
    text
}

fn parse(text: &str) -> (Layout, Settings) {
    let mut words = text.split(' ');
    let mut settings = Settings {
        theme: match words.next() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        },
        ..Settings::default()
    };
    let mut layout = Layout::default();
    let numbers: Vec<u16> = words.map_while(|word| word.parse().ok()).collect();
    if let [columns @ 1..=3, policies, request, first, second, ..] = *numbers
        && policies < request
        && request < 1000
        && first < 1000
        && second < 1000
    {
        layout.columns = u8::try_from(columns).unwrap_or(2);
        (layout.policies, layout.request) = (policies, request);
        (layout.first, layout.second) = (first, second);
    }
    if let [size @ 0..=3, plain @ 0..=1] = numbers.get(5..).unwrap_or_default() {
        settings.size = u8::try_from(*size).unwrap_or(0);
        settings.plain = *plain == 1;
    }
    (layout, settings)
}

#[cfg(test)]
mod tests {
    use super::{Settings, Theme, parse, write};
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
        let settings = Settings {
            theme: Theme::Dark,
            size: 2,
            plain: true,
        };
        assert_eq!(parse(&write(&layout, settings)), (layout, settings));
        let dark = Settings {
            theme: Theme::Dark,
            ..Settings::default()
        };
        assert_eq!(parse("dark 3 400 700 300 600"), (layout, dark));
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
            "system 9 1 2 3 4 9 9",
        ] {
            assert_eq!(
                parse(text),
                (Layout::default(), Settings::default()),
                "{text}"
            );
        }
    }
}
