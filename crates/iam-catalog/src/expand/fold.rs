//! From a list of actions to the shortest wildcards that mean the same.
//!
//! Candidates are cut between the words of names: `Get*`, `*Tags`, `Get*Tagging`, `*Bucket*`. One counts if it covers
//! several wanted actions and no other of its service. Among them the greedy choice is taken that covers most for its
//! length; what the others then cover as well is dropped again. Finding the very shortest list is a hard problem (set
//! cover); this one is exact in what it means, and never longer than the list of names.

use std::collections::{BTreeMap, BTreeSet};

use super::read;
use crate::all_actions::search::is_word_start;
use crate::catalog::Catalog;
use iam_core::policy::ActionPattern;

/// A list of entries of `Action`, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The entries: by service and text, then those that are kept as they were written.
    pub entries: Vec<String>,
    /// How many at the end are kept because no action that they stand for is known.
    pub kept: usize,
}

impl Catalog {
    /// The shortest wildcards that stand for the same actions as some entries of `Action`, which may hold wildcards
    /// themselves. Entries that stand for nothing known, or for services that are not loaded, are kept.
    ///
    /// The same actions of this catalog, that is: a wildcard also covers what AWS will add one day.
    pub fn fold(&self, entries: &[&str]) -> Folded {
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut kept: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for entry in entries {
            if !seen.insert(entry.to_ascii_lowercase()) {
                continue;
            }
            let expansion = self.expand(entry);
            if expansion.actions.is_empty() || !expansion.missing.is_empty() {
                kept.push((*entry).to_owned());
                continue;
            }
            for action in expansion.actions {
                wanted.entry(action.prefix).or_default().insert(action.name);
            }
        }
        let mut folded = Vec::new();
        let mut whole = 0;
        for (prefix, names) in &wanted {
            let all = self.expand(&format!("{prefix}:*")).actions;
            let others: Vec<&str> = all
                .iter()
                .map(|action| action.name)
                .filter(|name| !names.contains(name))
                .collect();
            whole += usize::from(others.is_empty());
            let names: Vec<&str> = names.iter().copied().collect();
            let patterns = fold_service(&names, &others);
            folded.extend(patterns.iter().map(|pattern| format!("{prefix}:{pattern}")));
        }
        if whole == self.index.services.len() {
            folded = vec!["*".to_owned()];
        }
        let count = kept.len();
        folded.append(&mut kept);
        Folded {
            entries: folded,
            kept: count,
        }
    }
}

/// A pattern and the wanted names that it covers, by their places.
struct Candidate {
    text: String,
    covers: Vec<usize>,
}

impl Candidate {
    /// What it takes in a policy: its text, quotes, a comma and a colon.
    fn cost(&self, prefix_len: usize) -> usize {
        self.text.len() + prefix_len
    }
}

/// Quotes and comma around an entry, and a service's prefix of common length.
const AROUND: usize = 10;

/// Patterns that cover all wanted names and no other, sorted.
fn fold_service(wanted: &[&str], others: &[&str]) -> Vec<String> {
    if others.is_empty() && wanted.len() > 1 {
        return vec!["*".to_owned()];
    }
    let mut candidates: Vec<Candidate> = texts(wanted)
        .into_iter()
        .filter_map(|text| candidate(text, wanted, others))
        .collect();
    candidates.extend(wanted.iter().enumerate().map(|(at, name)| Candidate {
        text: (*name).to_owned(),
        covers: vec![at],
    }));
    let mut left: Vec<bool> = vec![true; wanted.len()];
    let mut chosen: Vec<&Candidate> = Vec::new();
    loop {
        let gain = |candidate: &Candidate| {
            let new = |at: &&usize| left.get(**at).copied().unwrap_or(false);
            candidate.covers.iter().filter(new).count()
        };
        // Cost by gain, compared without fractions: a/b < c/d when a·d < c·b.
        let best = candidates
            .iter()
            .map(|candidate| (candidate, gain(candidate), candidate.cost(AROUND)))
            .filter(|(_, gain, _)| *gain > 0)
            .min_by(|(a, a_gain, a_cost), (b, b_gain, b_cost)| {
                let order = (a_cost * b_gain).cmp(&(b_cost * a_gain));
                order.then_with(|| a.text.cmp(&b.text))
            });
        let Some((best, ..)) = best else { break };
        for at in &best.covers {
            if let Some(left) = left.get_mut(*at) {
                *left = false;
            }
        }
        chosen.push(best);
    }
    drop_needless(&mut chosen, wanted.len());
    let mut texts: Vec<String> = chosen.iter().map(|one| one.text.clone()).collect();
    texts.sort_unstable();
    texts
}

/// Drops what the others cover, the longest first.
fn drop_needless(chosen: &mut Vec<&Candidate>, wanted: usize) {
    let mut times = vec![0_usize; wanted];
    for at in chosen.iter().flat_map(|one| &one.covers) {
        if let Some(times) = times.get_mut(*at) {
            *times += 1;
        }
    }
    chosen.sort_by_key(|one| std::cmp::Reverse(one.text.len()));
    chosen.retain(|one| {
        let needless = one
            .covers
            .iter()
            .all(|at| times.get(*at).is_some_and(|times| *times > 1));
        if needless {
            for at in &one.covers {
                if let Some(times) = times.get_mut(*at) {
                    *times -= 1;
                }
            }
        }
        !needless
    });
}

/// The pattern, if it covers several wanted names and no other.
fn candidate(text: String, wanted: &[&str], others: &[&str]) -> Option<Candidate> {
    let ActionPattern::Name { name, .. } = read(&format!("x:{text}"))? else {
        return None;
    };
    let matches = |name_of: &str| name.matches_literal(&name_of.to_ascii_lowercase());
    if others.iter().any(|other| matches(other)) {
        return None;
    }
    let places = wanted.iter().enumerate();
    let covers: Vec<usize> = places
        .filter(|(_, name)| matches(name))
        .map(|(at, _)| at)
        .collect();
    (covers.len() > 1).then_some(Candidate { text, covers })
}

/// The texts of patterns that several wanted names have in common, and each name as a beginning.
fn texts(wanted: &[&str]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in wanted {
        let mut own = BTreeSet::new();
        let cuts: Vec<usize> = (1..name.len())
            .filter(|at| is_word_start(name.as_bytes(), *at))
            .collect();
        for cut in &cuts {
            let Some((start, end)) = name.split_at_checked(*cut) else {
                continue;
            };
            own.insert(format!("{start}*"));
            own.insert(format!("*{end}"));
            own.insert(format!("*{end}*"));
            for later in cuts.iter().filter(|later| *later >= cut) {
                own.insert(format!("{start}*{}", name.get(*later..).unwrap_or("")));
                if later > cut {
                    own.insert(format!("*{}*", name.get(*cut..*later).unwrap_or("")));
                }
            }
        }
        for text in own {
            *counts.entry(text).or_default() += 1;
        }
    }
    let common = counts.into_iter().filter(|(_, count)| *count > 1);
    let beginnings = wanted.iter().map(|name| format!("{name}*"));
    common.map(|(text, _)| text).chain(beginnings).collect()
}
