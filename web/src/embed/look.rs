//! What the address of an embed says: the scenario, and how it is shown. Anything that is not understood is passed over.

use iam_core::scenario::Scenario;
use iam_share::PREFILL;

use crate::settings::Theme;
use crate::state::Tab;

/// How the parts stand beside each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// The policies beside the chosen tab; one below the other in a narrow frame.
    #[default]
    Split,
    /// The policies above the chosen tab.
    Stack,
    /// The chosen tab alone.
    Result,
    /// A task: its text, the policies, and the tests to meet.
    Exercise,
}

/// The tabs, in the order they are shown, and their names in an address.
pub(crate) const TABS: [(Tab, &str); 4] = [
    (Tab::Policies, "policy"),
    (Tab::Request, "request"),
    (Tab::Result, "result"),
    (Tab::Tests, "tests"),
];

/// The settings of an address. No field of a filled-in link is called so.
const SETTINGS: [&str; 8] = [
    "layout", "tabs", "theme", "accent", "font", "radius", "request", "host",
];

/// Where the scenario is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// Nowhere yet; the host may send it.
    #[default]
    None,
    /// In a link's payload.
    Link(String),
    /// In the address as JSON, percent-encoded.
    Json(String),
}

impl Source {
    /// The scenario; nothing where there is none yet.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be read.
    pub(crate) fn read(
        &self,
        decode: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Scenario>, String> {
        match self {
            Self::None => Ok(None),
            Self::Link(link) => iam_share::decode(link)
                .map(Some)
                .map_err(|error| error.to_string()),
            Self::Json(text) => match decode(text) {
                Some(text) => Scenario::parse(&text)
                    .map(Some)
                    .map_err(|error| error.to_string()),
                None => Err("its text is not percent-encoded UTF-8".to_owned()),
            },
        }
    }
}

/// What the address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The scenario.
    pub(crate) source: Source,
    /// How the parts stand.
    pub(crate) layout: Arrangement,
    /// The tabs offered, in the order of [`TABS`].
    pub(crate) tabs: [bool; 4],
    /// The tab that is shown first.
    pub(crate) tab: Tab,
    /// Light or dark.
    pub(crate) theme: Theme,
    /// The colour of links and focus, as `rrggbb`.
    pub(crate) accent: Option<String>,
    /// The text's font: a list of family names.
    pub(crate) font: Option<String>,
    /// The frame's radius in pixels.
    pub(crate) radius: Option<u8>,
    /// The request that is looked at first, counted from 0.
    pub(crate) request: Option<usize>,
    /// The only origin that messages are exchanged with.
    pub(crate) host: Option<String>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            source: Source::None,
            layout: Arrangement::Split,
            tabs: [true; 4],
            tab: Tab::Result,
            theme: Theme::System,
            accent: None,
            font: None,
            radius: None,
            request: None,
            host: None,
        }
    }
}

impl Look {
    /// Reads what stands after `#`: a link's payload or `json=…`, then settings, separated by `&`. What is filled in by hand
    /// (`prefill?…`) is separated likewise: its fields are all that are no settings.
    pub(crate) fn of(fragment: &str, decode: impl Fn(&str) -> Option<String>) -> Self {
        let mut look = Self::default();
        let mut tabs = None;
        let filled = fragment.strip_prefix(PREFILL);
        let mut fields = Vec::new();
        let parts = filled.unwrap_or(fragment).split('&');
        for part in parts.filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                field
                    if filled.is_some()
                        && field.is_none_or(|(name, _)| !SETTINGS.contains(&name)) =>
                {
                    fields.push(part);
                }
                Some(("json", text)) => look.source = Source::Json(text.to_owned()),
                Some((name, value)) => match decode(value) {
                    Some(value) if name == "tabs" => tabs = Some(value),
                    Some(value) => look.set(name, &value),
                    None => {}
                },
                None => look.source = Source::Link(part.to_owned()),
            }
        }
        if filled.is_some() {
            look.source = Source::Link([PREFILL, &fields.join("&")].concat());
        }
        match look.layout {
            Arrangement::Result => look.tabs = [false, false, true, false],
            Arrangement::Exercise => look.tab = Tab::Tests,
            Arrangement::Split | Arrangement::Stack => {}
        }
        if let Some(tabs) = tabs {
            look.offer(&tabs);
        }
        look
    }

    /// Offers the tabs named; the first of them is shown first.
    fn offer(&mut self, names: &str) {
        let named: Vec<Tab> = names.split(',').filter_map(tab_of).collect();
        if let Some(first) = named.first() {
            self.tabs = TABS.map(|(tab, _)| named.contains(&tab));
            self.tab = *first;
        }
    }

    /// Takes one setting. Whatever could be more than a value of its kind is refused: the address is written by others.
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "layout" => {
                self.layout = match value {
                    "stack" => Arrangement::Stack,
                    "result" => Arrangement::Result,
                    "exercise" => Arrangement::Exercise,
                    _ => Arrangement::Split,
                }
            }
            "theme" => {
                self.theme = match value {
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => Theme::System,
                }
            }
            "accent" => {
                let value = value.strip_prefix('#').unwrap_or(value);
                let hex = value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
                self.accent = hex.then(|| ["#", value].concat());
            }
            "font" => {
                let plain = |c: char| c.is_alphanumeric() || " ,-'\"".contains(c);
                self.font =
                    (value.len() <= 200 && value.chars().all(plain)).then(|| value.to_owned());
            }
            "radius" => self.radius = value.parse().ok().filter(|radius| *radius <= 24),
            "request" => {
                let number = value.parse::<usize>().ok();
                self.request = number.and_then(|number| number.checked_sub(1));
            }
            "host" => self.host = is_origin(value).then(|| value.to_owned()),
            _ => {}
        }
    }
}

/// The tab of a name.
pub(super) fn tab_of(name: &str) -> Option<Tab> {
    TABS.iter()
        .find(|(_, known)| *known == name.trim())
        .map(|(tab, _)| *tab)
}

/// Whether a text has the form of an origin: scheme, host and perhaps a port, nothing behind.
fn is_origin(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && rest.len() <= 260 && rest.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fragment: &str) -> Look {
        Look::of(fragment, |text| {
            (!text.contains("%zz")).then(|| text.replace("%2C", ",").replace("%20", " "))
        })
    }

    #[test]
    fn an_address_says_what_is_shown_and_how() {
        let look = of(
            "1.eNpz&layout=exercise&tabs=tests,policy&theme=dark&accent=0a6b50&font=Inter,%20sans-serif&radius=0&request=2&host=https://docs.example.com:8443",
        );
        assert_eq!(
            look,
            Look {
                source: Source::Link("1.eNpz".to_owned()),
                layout: Arrangement::Exercise,
                tabs: [true, false, false, true],
                tab: Tab::Tests,
                theme: Theme::Dark,
                accent: Some("#0a6b50".to_owned()),
                font: Some("Inter, sans-serif".to_owned()),
                radius: Some(0),
                request: Some(1),
                host: Some("https://docs.example.com:8443".to_owned()),
            }
        );
        assert_eq!(
            of("json={}&layout=stack").source,
            Source::Json("{}".to_owned())
        );
        let filled = of("prefill?action=s3:GetObject&layout=stack&name=a&&theme=dark&later");
        assert_eq!(
            filled,
            Look {
                source: Source::Link("prefill?action=s3:GetObject&name=a&later".to_owned()),
                layout: Arrangement::Stack,
                theme: Theme::Dark,
                ..Look::default()
            }
        );
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        for fragment in [
            "",
            "&&&",
            "layout=diagonal&tabs=&tabs=all&theme=dim",
            "accent=red;}&accent=12345&accent=url(x)",
            "font=x;}body{display:none&font=url(x)",
            "radius=-1&radius=999&radius=1e3",
            "request=0&request=-1&request=first&request=99999999999999999999",
            "host=javascript:alert(1)&host=https://&host=https://a/b&host=*",
            "theme=%zz&later=1",
        ] {
            assert_eq!(of(fragment), Look::default(), "{fragment}");
        }
    }

    #[test]
    fn a_scenario_that_cannot_be_read_is_a_sentence() {
        let decode = |text: &str| (text != "%").then(|| text.to_owned());
        assert_eq!(Source::None.read(decode), Ok(None));
        for source in [
            Source::Link("1.!".to_owned()),
            Source::Json("[".to_owned()),
            Source::Json("%".to_owned()),
        ] {
            assert!(source.read(decode).is_err(), "{source:?}");
        }
        let text = r#"{"version":1,"policies":[],"requests":[]}"#;
        assert!(matches!(
            Source::Json(text.to_owned()).read(decode),
            Ok(Some(_))
        ));
    }
}
