//! Icons: one path each, drawn with the colour of the text.

use yew::prelude::*;

use super::parts::class;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// A check mark: allowed, met.
    Ok,
    /// A cross: failed, close.
    Cross,
    /// An empty ring: no allow.
    Ring,
    /// No entry: explicit deny.
    Stop,
    /// A question mark: undetermined, help.
    Question,
    /// A triangle: invalid.
    Alert,
    /// An open eye.
    Eye,
    /// A crossed eye.
    EyeOff,
    /// Lines of text, indented.
    Format,
    /// Three dots.
    More,
    /// A plus sign.
    Plus,
    /// An arrow head down.
    Down,
    /// An arrow head to the right.
    Right,
    /// An arrow head up.
    Up,
    /// Two sheets.
    Copy,
    /// A link.
    Link,
    /// Half a disc: theme.
    Theme,
    /// A sheet of paper.
    Sheet,
    /// An arrow.
    Arrow,
    /// A fork.
    Fork,
    /// A list of checks.
    Tests,
    /// A bin.
    Bin,
    /// Two sliders: settings.
    Settings,
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns forward.
    Redo,
    /// An arrow out of a box: elsewhere.
    Out,
    /// An arrow to a bar: on to what is completed.
    Tab,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Ok => "M3 8.5 6.5 12 13 4.5",
            Self::Cross => "m4 4 8 8M12 4l-8 8",
            Self::Ring => "M2.75 8a5.25 5.25 0 1 0 10.5 0 5.25 5.25 0 1 0-10.5 0",
            Self::Stop => "M2 8a6 6 0 1 0 12 0A6 6 0 1 0 2 8M5 8h6",
            Self::Question => "M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.3 8.7 8 9.2 8 10M8 12.75v.01",
            Self::Alert => "M8 2.5 14 13H2zM8 6.5v3M8 11.25v.01",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8M6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0"
            }
            Self::EyeOff => {
                "M1.5 8S4 3.500 8 3.500s6.500 4.500 6.500 4.500S12 12.500 8 12.500 1.500 8 1.500 8M2.500 13.500l11-11"
            }
            Self::Format => "M2.5 4h11M5.5 8h8M2.5 12h7",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Down => "m4 6 4 4 4-4",
            Self::Right => "m6 4 4 4-4 4",
            Self::Up => "m4 10 4-4 4 4",
            Self::Copy => {
                "M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.500 0 0 1-1.5 1.500H7A1.500 1.500 0 0 1 5.500 12V7A1.500 1.500 0 0 1 7 5.500M10.500 5.500V4A1.500 1.500 0 0 0 9 2.500H4A1.500 1.500 0 0 0 2.500 4v5A1.500 1.500 0 0 0 4 10.500h1.500"
            }
            Self::Link => {
                "M7 9a3 3 0 0 0 4.200.300l2-2A3 3 0 0 0 9 3l-.800.800M9 7a3 3 0 0 0-4.200-.300l-2 2A3 3 0 0 0 7 13l.800-.800"
            }
            Self::Theme => {
                "M2.5 8a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0M8 2.500v11M8 5.500h4.500M8 8h5.500M8 10.500h4.500"
            }
            Self::Sheet => "M4 1.5h5.5L13 5v9.500H4zM6.500 8h4M6.500 11h4",
            Self::Arrow => "M2.5 8h10M9 4.500 12.500 8 9 11.500",
            Self::Fork => {
                "M1.75 8a1.75 1.750 0 1 0 3.500 0 1.750 1.750 0 1 0-3.500 0M10.750 3.500a1.750 1.750 0 1 0 3.500 0 1.750 1.750 0 1 0-3.500 0M10.750 12.500a1.750 1.750 0 1 0 3.500 0 1.750 1.750 0 1 0-3.500 0M5.250 8C8 8 8 3.500 10.750 3.500M5.250 8c2.750 0 2.750 4.500 5.500 4.500"
            }
            Self::Tests => {
                "M2.5 4.5 4 6l2.500-3M2.500 11 4 12.500 6.500 9.500M9 4.500h5M9 11.500h5"
            }
            Self::Bin => {
                "M3 4.500h10M6 4.500v-2h4v2M4.500 4.500l.500 9h6l.500-9M6.750 7v4M9.250 7v4"
            }
            Self::Undo => "M5.5 3 2.500 6l3 3M2.500 6h7a3.750 3.750 0 0 1 0 7.500H6",
            Self::Out => {
                "M9.500 2.500h4v4M13.500 2.500 8 8M12 9.500v3a1 1 0 0 1-1 1H3.500a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h3"
            }
            Self::Tab => "M2 8h8.500M7 4.500 10.500 8 7 11.500M13.500 4v8",
            Self::Redo => "m10.500 3 3 3-3 3M13.500 6h-7a3.750 3.750 0 0 0 0 7.500H10",
            Self::Settings => {
                "M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M8.500 4.500a1.500 1.500 0 1 0 3 0 1.500 1.500 0 1 0-3 0M4.500 11.500a1.500 1.500 0 1 0 3 0 1.500 1.500 0 1 0-3 0"
            }
        }
    }
}

/// An icon of 16 pixels, for decoration.
pub(crate) fn icon(glyph: Glyph, name: &'static str) -> Html {
    draw(glyph, class(&["i", name]), None)
}

/// An icon of 12 pixels, for decoration.
pub(crate) fn small_icon(glyph: Glyph, name: &'static str) -> Html {
    draw(glyph, class(&["i", "s", name]), None)
}

/// An icon of 12 pixels that says something to those who do not see it.
pub(crate) fn labelled_icon(glyph: Glyph, name: &'static str, label: &'static str) -> Html {
    draw(glyph, class(&["i", "s", name]), Some(label))
}

fn draw(glyph: Glyph, class: Classes, label: Option<&'static str>) -> Html {
    let role = label.map(|_| "img");
    let hidden = label.is_none().then_some("true");
    html! {
        <svg {class} viewBox="0 0 16 16" role={role} aria-label={label} aria-hidden={hidden}>
            <path d={glyph.path()} />
        </svg>
    }
}
