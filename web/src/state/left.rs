//! What a person looked at when the page was left, to find it again.
//!
//! Written as a link writes it (`docs/links.md`), with what concerns this page alone behind it: `12.4-2.r1.t2.o0.o3.d1.y0-0-320` is the
//! view of a page at the address whose mark is 12, with four policies and two requests.

use iam_share::View;

use super::{Drawer, Workspace};

/// How many places that are scrolled are kept.
const MOST: usize = 24;

/// Where something is scrolled to: 1 for an editor, its number, and pixels (`platform::scrolled_places`).
type Scrolled = [u32; 3];

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// What tells the page's address.
    pub(crate) address: u64,
    /// How many policies and requests there were.
    sizes: (usize, usize),
    view: View,
    /// The policies whose editors were open.
    open: Vec<usize>,
    drawer: Option<Drawer>,
    /// Where everything was scrolled to.
    pub(crate) scrolled: Vec<Scrolled>,
}

impl Workspace {
    /// What is looked at, scrolled to these places.
    pub(crate) fn left(&self, address: u64, scrolled: Vec<Scrolled>) -> Left {
        let docs = self.docs.iter().enumerate();
        Left {
            address,
            sizes: self.sizes(),
            view: View {
                tab: Some(self.layout.tab.number()),
                ..self.selection.view()
            },
            open: docs
                .filter(|(_, doc)| doc.open)
                .map(|(index, _)| index)
                .collect(),
            drawer: self.layout.drawer,
            scrolled,
        }
    }

    /// Looks at what was looked at, where it was this document.
    pub(crate) fn come_back(&mut self, left: &Left) {
        if left.sizes != self.sizes() {
            return;
        }
        self.look_at(&left.view);
        self.layout.drawer = left.drawer;
        self.docs.edit(|docs| {
            for (index, doc) in docs.iter_mut().enumerate() {
                doc.open = left.open.contains(&index);
            }
        });
    }

    fn sizes(&self) -> (usize, usize) {
        (self.docs.len(), self.scenario.requests.len())
    }
}

impl Left {
    /// Writes it.
    pub(crate) fn write(&self) -> String {
        let (policies, requests) = self.sizes;
        let mut text = join("", &[self.address]);
        text.push_str(&join(".", &[policies as u64, requests as u64]));
        self.view.write(&mut text);
        for index in &self.open {
            text.push_str(&join(".o", &[*index as u64]));
        }
        if let Some(drawer) = self.drawer {
            text.push_str(&join(".d", &[number_of(drawer)]));
        }
        for place in self.scrolled.iter().take(MOST) {
            text.push_str(&join(".y", &place.map(u64::from)));
        }
        text
    }

    /// Reads what was written.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let address = parts.next()?.parse().ok()?;
        let (policies, requests) = parts.next()?.split_once('-')?;
        let mut left = Self {
            address,
            sizes: (policies.parse().ok()?, requests.parse().ok()?),
            view: View::read(parts.clone()),
            ..Self::default()
        };
        for part in parts {
            if let Some(index) = part.strip_prefix('o') {
                left.open.extend(index.parse::<usize>());
            } else if let Some(drawer) = part.strip_prefix('d') {
                left.drawer = drawer.parse().ok().and_then(drawer_of);
            } else if let Some(place) = part.strip_prefix('y') {
                let numbers: Result<Vec<u32>, _> = place.split('-').map(str::parse).collect();
                let place = numbers.map(<Scrolled>::try_from);
                left.scrolled.extend(place.into_iter().flatten());
            }
        }
        left.scrolled.truncate(MOST);
        Some(left)
    }
}

fn join(before: &str, numbers: &[u64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    before.to_owned() + &numbers.join("-")
}

/// What an analysis was asked about has another number after a reload, so that it is asked for the principal.
const fn number_of(drawer: Drawer) -> u64 {
    match drawer {
        Drawer::Problems => 0,
        Drawer::Tests => 1,
        Drawer::Compare => 2,
        Drawer::Reach(_) => 3,
        Drawer::Matrix => 4,
        Drawer::Report => 5,
    }
}

const fn drawer_of(number: u64) -> Option<Drawer> {
    Some(match number {
        0 => Drawer::Problems,
        1 => Drawer::Tests,
        2 => Drawer::Compare,
        3 => Drawer::Reach(None),
        4 => Drawer::Matrix,
        5 => Drawer::Report,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::{PolicyType, Scenario};

    use super::Left;
    use crate::state::{Action, Drawer, Tab, Workspace};

    fn workspace() -> Workspace {
        let mut workspace = Workspace::new(Scenario::default(), <_>::default());
        for _ in 0..3 {
            workspace.apply(Action::AddPolicy(PolicyType::Identity));
            workspace.apply(Action::AddRequest);
        }
        workspace
    }

    #[test]
    fn one_comes_back_to_what_was_left() {
        let mut workspace = workspace();
        let first = workspace.docs[0].uid;
        workspace.apply(Action::FoldPolicy(first));
        workspace.apply(Action::ChooseRequest(1));
        workspace.apply(Action::ChooseStage(2));
        workspace.apply(Action::ShowTab(Tab::Request));
        workspace.apply(Action::ShowDrawer(Some(Drawer::Matrix)));
        let left = workspace.left(7, vec![[0, 0, 320], [1, 1, 12]]);
        let text = left.write();
        assert_eq!(text, "7.3-3.r1.s2.t1.o1.o2.d4.y0-0-320.y1-1-12");
        assert_eq!(Left::read(&text).as_ref(), Some(&left));

        let mut again = Workspace::new((*workspace.scenario).clone(), <_>::default());
        again.come_back(&left);
        assert_eq!(again.left(7, Vec::new()).write(), "7.3-3.r1.s2.t1.o1.o2.d4");
    }

    #[test]
    fn another_document_is_looked_at_from_its_beginning() {
        let mut other = workspace();
        other.apply(Action::ChooseRequest(2));
        let left = other.left(0, Vec::new());
        other.apply(Action::RemoveRequest(0));
        let now = other.selection;
        other.come_back(&left);
        assert_eq!(other.selection, now);
    }

    #[test]
    fn damaged_text_is_nothing_or_what_of_it_can_be_read() {
        for text in ["", "x", "1", "1.2", "1.2-", ".1-1", "1.a-b.r1"] {
            assert_eq!(Left::read(text), None, "{text}");
        }
        let read = Left::read("1.0-0.o.oé.d9.y1.y1-2.y1-2-3-4.y-1-2-3.z").unwrap();
        assert_eq!(read.write(), "1.0-0");
    }
}
