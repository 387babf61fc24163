//! What the statement around the caret says, and what the catalog knows of its actions.

use std::collections::BTreeMap;

use iam_catalog::{ActionRef, Catalog, ConditionKey};
use iam_core::json::{self, Node};

use crate::missing::Missing;
use crate::place::Place;

/// How many entries of `Action` are looked at.
const MOST_ENTRIES: usize = 200;

/// How many actions are looked at.
const MOST_ACTIONS: usize = 3_000;

/// The actions of the statement around the caret.
#[derive(Debug, Default)]
pub(crate) struct Facts<'c> {
    /// What its `Effect` is.
    pub(crate) effect: Option<String>,
    /// The entries of `Action` or `NotAction`.
    pub(crate) entries: Vec<String>,
    /// Whether it is `NotAction`.
    pub(crate) not_action: bool,
    /// The actions that the entries of `Action` stand for, of the services that are loaded.
    pub(crate) actions: Vec<ActionRef<'c>>,
}

/// A condition key, and how many of the statement's actions send it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentKey<'c> {
    pub(crate) key: &'c ConditionKey,
    pub(crate) by: usize,
}

impl<'c> Facts<'c> {
    /// Reads the statement around a place.
    pub(crate) fn of(place: &Place<'_>, catalog: &'c Catalog, missing: &mut Missing) -> Self {
        let mut facts = Self::default();
        let Some(open) = place.statement() else {
            return facts;
        };
        // Reading from its brace on needs nothing of what stands before, which may be broken.
        let parsed = json::parse(place.text.get(open..).unwrap_or(""));
        let Some(root) = parsed.root else {
            return facts;
        };
        facts.effect = root.get("Effect").and_then(Node::as_str).map(str::to_owned);
        facts.not_action = root.get("Action").is_none() && root.get("NotAction").is_some();
        let node = root.get("Action").or_else(|| root.get("NotAction"));
        facts.entries = node.map(texts).unwrap_or_default();
        if !facts.not_action {
            facts.actions = actions(&facts.entries, catalog, missing);
        }
        facts
    }

    /// The condition keys that the actions send besides the global ones, by name.
    pub(crate) fn keys(&self) -> Vec<SentKey<'c>> {
        let mut found: BTreeMap<&str, SentKey<'c>> = BTreeMap::new();
        for action in &self.actions {
            for (key, _) in action.keys() {
                let sent = found.entry(&key.name).or_insert(SentKey { key, by: 0 });
                sent.by += 1;
            }
        }
        found.into_values().collect()
    }

    /// The services of the entries, each once, in their order.
    pub(crate) fn services(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for entry in &self.entries {
            let Some((service, _)) = entry.split_once(':') else {
                continue;
            };
            let service = service.to_ascii_lowercase();
            if !found.contains(&service) {
                found.push(service);
            }
        }
        found
    }
}

/// The texts of a value that is one, or a list of them.
fn texts(node: &Node<'_>) -> Vec<String> {
    let one = |node: &Node<'_>| node.as_str().map(str::to_owned);
    match node.as_array() {
        Some(elements) => elements.iter().take(MOST_ENTRIES).filter_map(one).collect(),
        None => one(node).into_iter().collect(),
    }
}

/// The actions that entries stand for.
pub(crate) fn actions<'c>(
    entries: &[String],
    catalog: &'c Catalog,
    missing: &mut Missing,
) -> Vec<ActionRef<'c>> {
    let mut found: Vec<ActionRef<'c>> = Vec::new();
    for entry in entries {
        let Some((prefix, _)) = entry.split_once(':') else {
            continue;
        };
        let Some(service) = missing.loaded(catalog, prefix) else {
            continue;
        };
        for name in catalog.expand(entry).actions {
            if found.len() >= MOST_ACTIONS {
                return found;
            }
            if let Some(action) = service.action(name.name) {
                found.push(ActionRef { service, action });
            }
        }
    }
    found
}

/// The members of the object directly around the caret, without the one whose name is being typed.
pub(crate) fn names_beside(place: &Place<'_>) -> Vec<String> {
    let Some((root, own)) = around(place) else {
        return Vec::new();
    };
    let members = root.as_object().unwrap_or(&[]);
    let names = members
        .iter()
        .filter(|member| Some(member.key.span.start) != own)
        .take(MOST_ENTRIES);
    names.map(|member| member.key.as_str().to_owned()).collect()
}

/// The texts of the list directly around the caret, without the one that is being typed.
pub(crate) fn texts_beside(place: &Place<'_>) -> Vec<String> {
    let Some((root, own)) = around(place).filter(|_| place.in_list()) else {
        return Vec::new();
    };
    let elements = root.as_array().unwrap_or(&[]).iter();
    let others = elements.filter(|node| Some(node.span.start) != own);
    let texts = others.filter_map(|node| node.as_str().map(str::to_owned));
    texts.take(MOST_ENTRIES).collect()
}

/// The object or list directly around the caret, read from its bracket on, and where in it what is being typed begins.
pub(crate) fn around<'t>(place: &Place<'t>) -> Option<(Node<'t>, Option<u32>)> {
    let open = place.frame()?.open;
    let root = json::parse(place.text.get(open..)?).root?;
    let own = place.spot.token.map(|_| place.span().start);
    let own = own.and_then(|own| own.checked_sub(u32::try_from(open).ok()?));
    Some((root, own))
}
