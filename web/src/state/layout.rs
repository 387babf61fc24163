//! How the page is divided.

/// How the page is divided. Sizes are thousandths of the room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// What a narrow page shows.
    pub(crate) tab: Tab,
    /// What the drawer at the bottom shows; `None` is folded.
    pub(crate) drawer: Option<Drawer>,
    /// Editors side by side.
    pub(crate) columns: u8,
    /// Where the policies end.
    pub(crate) policies: u16,
    /// Where the request ends.
    pub(crate) request: u16,
    /// Where the first of two editors side by side ends.
    pub(crate) first: u16,
    /// Where the second of three ends.
    pub(crate) second: u16,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            tab: Tab::Result,
            drawer: None,
            columns: 2,
            policies: Edge::Policies.home(2),
            request: Edge::Request.home(2),
            first: Edge::First.home(2),
            second: Edge::Second.home(2),
        }
    }
}

impl Layout {
    /// Where an edge stands.
    pub(crate) fn edge(&self, edge: Edge) -> u16 {
        match edge {
            Edge::Policies => self.policies,
            Edge::Request => self.request,
            Edge::First => self.first,
            Edge::Second => self.second,
        }
    }

    /// How far an edge may go.
    pub(crate) fn limits(&self, edge: Edge) -> (u16, u16) {
        match edge {
            Edge::Policies => (200, self.request.saturating_sub(150)),
            Edge::Request => (self.policies.saturating_add(150), 800),
            Edge::First if self.columns > 2 => (150, self.second.saturating_sub(150)),
            Edge::First => (200, 800),
            Edge::Second => (self.first.saturating_add(150), 850),
        }
    }

    /// Moves an edge as far as it may go.
    pub(crate) fn resize(&mut self, edge: Edge, to: u16) {
        let (least, most) = self.limits(edge);
        let to = to.clamp(least, most.max(least));
        match edge {
            Edge::Policies => self.policies = to,
            Edge::Request => self.request = to,
            Edge::First => self.first = to,
            Edge::Second => self.second = to,
        }
    }

    /// Sets the number of columns, of equal width.
    pub(crate) fn set_columns(&mut self, columns: u8) {
        self.columns = columns.clamp(1, 3);
        self.first = Edge::First.home(self.columns);
        self.second = Edge::Second.home(self.columns);
    }
}

/// What a narrow page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The policies.
    Policies,
    /// The request.
    Request,
    /// The result.
    Result,
    /// The tests and the problems.
    Tests,
}

impl Tab {
    /// All, in the order in which links count them.
    pub(crate) const ALL: [Self; 4] = [Self::Policies, Self::Request, Self::Result, Self::Tests];

    /// Its number in [`Self::ALL`].
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Policies => 0,
            Self::Request => 1,
            Self::Result => 2,
            Self::Tests => 3,
        }
    }

    /// The class of a page that shows it.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Policies => "on-policies",
            Self::Request => "on-request",
            Self::Result => "on-result",
            Self::Tests => "on-tests",
        }
    }
}

/// A dialog over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// None is open.
    None,
    /// Everything the page can do, by name.
    Palette,
    /// The keyboard help.
    Help,
    /// The settings.
    Settings,
}

/// What the drawer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawer {
    /// What is wrong with the policies.
    Problems,
    /// The requests and what they should decide.
    Tests,
    /// Another version beside this one.
    Compare,
    /// Which actions a policy allows, by its number, or those of the principal.
    Reach(Option<u32>),
    /// Many actions against many principals or resources.
    Matrix,
    /// The report as JSON.
    Report,
}

/// An edge that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Between policies and request.
    Policies,
    /// Between request and result.
    Request,
    /// Between the first and the second editor.
    First,
    /// Between the second and the third editor.
    Second,
}

impl Edge {
    /// Where it stands at first.
    pub(crate) fn home(self, columns: u8) -> u16 {
        match self {
            Self::Policies => 440,
            Self::Request => 680,
            Self::First if columns > 2 => 333,
            Self::First => 500,
            Self::Second => 667,
        }
    }
}
