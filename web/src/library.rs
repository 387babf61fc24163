//! The gallery and the guides: what lies beside the page (`web/examples`, `web/guides`; `docs/gallery.md` has the formats) and the addresses that
//! open it. Nothing of it is fetched before somebody asks.

use iam_core::json::{self, Node};

/// A place in the library, as an address names it after `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The list of everything: `gallery`.
    Gallery,
    /// A scenario of the gallery: `example/wildcards`.
    Example(String),
    /// A step of the path, counted from 0: `learn/3` is the third.
    Step(usize),
    /// How a service works with IAM: `guide/codewhisperer`.
    Guide(String),
}

impl Place {
    /// Reads what stands after `#`. Everything that is not a place of the library is left to links.
    pub(crate) fn of(fragment: &str) -> Option<Self> {
        if fragment == "gallery" {
            return Some(Self::Gallery);
        }
        let (kind, name) = fragment.split_once('/')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(plain) {
            return None;
        }
        match kind {
            "example" => Some(Self::Example(name.to_owned())),
            "guide" => Some(Self::Guide(name.to_owned())),
            "learn" => Some(Self::Step(name.parse::<usize>().ok()?.checked_sub(1)?)),
            _ => None,
        }
    }
}

/// What the gallery holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gallery {
    pub(crate) chapters: Vec<Chapter>,
    pub(crate) steps: Vec<Step>,
    /// Services that have a guide: prefix and name.
    pub(crate) services: Vec<(String, String)>,
}

/// A chapter with its scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chapter {
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) scenarios: Vec<Entry>,
}

/// A scenario of the gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) teaches: String,
}

/// A step of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) title: String,
    pub(crate) goal: String,
    pub(crate) hint: String,
    /// Where its starting state lies, from `examples/` on.
    pub(crate) start: String,
}

/// How a service works with IAM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Guide {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) page: String,
    pub(crate) rows: Vec<Row>,
}

/// One feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) feature: String,
    pub(crate) answer: String,
    pub(crate) explanation: String,
    pub(crate) disagreement: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) scenario: Runnable,
}

/// Where a row's scenario is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Runnable {
    /// In a file, from `guides/` on.
    File(String),
    /// In the guide itself, as text.
    Here(String),
}

/// What a source says of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) page: String,
    pub(crate) answer: String,
}

impl Gallery {
    /// Reads `gallery.json` and the list of services; none when the first is not one.
    pub(crate) fn read(text: &str, services: &str) -> Option<Self> {
        let parsed = json::parse(text);
        let root = parsed.root.as_ref()?;
        let scenarios: Vec<(String, Entry)> = list(root, "scenarios", |node| {
            let entry = Entry {
                slug: word(node, "slug"),
                title: word(node, "title"),
                teaches: word(node, "teaches"),
            };
            (word(node, "chapter"), entry)
        });
        let chapters = list(root, "chapters", |node| {
            let id = word(node, "id");
            let own = scenarios.iter().filter(|(chapter, _)| *chapter == id);
            Chapter {
                title: word(node, "title"),
                about: word(node, "about"),
                scenarios: own.map(|(_, entry)| entry.clone()).collect(),
            }
        });
        let steps = list(root, "teachMe", |node| {
            let slug = word(node, "slug");
            let title = scenarios
                .iter()
                .find(|(_, entry)| entry.slug == slug)
                .map(|(_, entry)| entry.title.clone());
            Step {
                title: title.unwrap_or(slug),
                goal: word(node, "goal"),
                hint: word(node, "hint"),
                start: word(node, "start"),
            }
        });
        let services = json::parse(services).root.map_or_else(Vec::new, |root| {
            list(&root, "services", |node| {
                (word(node, "prefix"), word(node, "name"))
            })
        });
        (!chapters.is_empty()).then_some(Self {
            chapters,
            steps,
            services,
        })
    }
}

impl Guide {
    /// Reads a guide; none when the text is not one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let parsed = json::parse(text);
        let root = parsed.root.as_ref()?;
        let rows = list(root, "rows", |node| Row {
            feature: word(node, "feature"),
            answer: word(node, "answer"),
            explanation: word(node, "explanation"),
            disagreement: word(node, "disagreement"),
            sources: list(node, "sources", |source| Source {
                title: word(source, "title"),
                page: word(source, "page"),
                answer: word(source, "answer"),
            }),
            scenario: match node.get("scenario") {
                Some(scenario) if scenario.as_object().is_some() => Runnable::Here(
                    text.get(scenario.span.range())
                        .unwrap_or_default()
                        .to_owned(),
                ),
                _ => Runnable::File(word(node, "scenario")),
            },
        });
        (!rows.is_empty()).then(|| Self {
            name: word(root, "name"),
            about: word(root, "about"),
            page: word(root, "page"),
            rows,
        })
    }
}

fn list<T>(node: &Node<'_>, name: &str, read: impl FnMut(&Node<'_>) -> T) -> Vec<T> {
    let nodes = node.get(name).and_then(Node::as_array).unwrap_or_default();
    nodes.iter().map(read).collect()
}

fn word(node: &Node<'_>, name: &str) -> String {
    node.get(name)
        .and_then(Node::as_str)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_places_and_leave_links_alone() {
        for (fragment, place) in [
            ("gallery", Some(Place::Gallery)),
            (
                "example/wildcards",
                Some(Place::Example("wildcards".to_owned())),
            ),
            ("learn/1", Some(Place::Step(0))),
            ("learn/0", None),
            ("guide/s3", Some(Place::Guide("s3".to_owned()))),
            ("example/../secret", None),
            ("example/", None),
            ("1.eNpz", None),
            ("", None),
        ] {
            assert_eq!(Place::of(fragment), place, "{fragment}");
        }
    }

    #[test]
    fn the_gallery_and_a_guide_are_read_whole() {
        let gallery = Gallery::read(
            include_str!("../examples/gallery.json"),
            r#"{"services":[{"prefix":"sqs","name":"Amazon SQS"}]}"#,
        )
        .unwrap();
        assert!(
            gallery
                .chapters
                .iter()
                .all(|chapter| !chapter.scenarios.is_empty())
        );
        assert_eq!(
            gallery.services,
            [("sqs".to_owned(), "Amazon SQS".to_owned())]
        );
        assert_eq!(gallery.steps.len(), 12);
        assert!(
            gallery
                .steps
                .iter()
                .all(|step| !step.goal.is_empty() && !step.hint.is_empty())
        );
        let guide = Guide::read(include_str!("../guides/codewhisperer.json")).unwrap();
        assert_eq!(guide.rows.len(), 11);
        assert!(
            guide
                .rows
                .iter()
                .all(|row| !row.explanation.is_empty() && !row.sources.is_empty())
        );
        assert_eq!(Guide::read("[]"), None);
    }
}
