//! A scenario without the names of real accounts, people and buckets: each is replaced by the same fake everywhere.
//!
//! Names are replaced word by word, so that `reports-*` still covers `reports-2026`. A word that a pattern cuts through
//! (`rep*`), one that is part of IAM's language, or one that stands in an action or a key is kept, and said to be.

mod address;
mod names;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use iam_core::scenario::Scenario;

use crate::LinkError;
use address::Addresses;
use names::Names;
use text::{Token, tokens};

/// A scenario with fakes in place of names, and what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Scrubbed {
    /// The scenario.
    pub scenario: Scenario,
    /// What was replaced, in the order in which it first stands in the document.
    pub replaced: Vec<Replaced>,
    /// Parts of names that could not be replaced without changing what patterns cover.
    pub kept: Vec<String>,
}

/// Something that was replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What it is, for people: `account`, `user`, …
    pub kind: &'static str,
    /// What stood there.
    pub from: String,
    /// What stands there in its place.
    pub to: String,
}

/// Replaces account ids, organization ids, unique ids and canonical ids, names of users, groups, roles, sessions and buckets, e-mail addresses
/// and IP addresses by fakes. The same word becomes the same fake everywhere, and addresses stay in the networks they were in.
///
/// # Errors
///
/// [`LinkError::Scenario`] if the result could not be read, as for a scenario beyond the limits of documents.
pub fn scrub(scenario: &Scenario) -> Result<Scrubbed, LinkError> {
    let document = scenario.to_compact_json();
    let names = Names::of(&document);
    let kept = names.kept();
    let mut scrubber = Scrubber::new(&document, names);
    let text = scrubber.rewritten(&document);
    Ok(Scrubbed {
        scenario: Scenario::parse(&text).map_err(LinkError::Scenario)?,
        replaced: scrubber.replaced,
        kept,
    })
}

/// Replaces while it reads.
struct Scrubber {
    names: Names,
    addresses: Addresses,
    /// Every word of the document, in small letters. No fake is one of them, or two things would become one.
    words: BTreeSet<String>,
    /// The fakes of words in small letters.
    fakes: BTreeMap<String, String>,
    counts: BTreeMap<&'static str, usize>,
    replaced: Vec<Replaced>,
    seen: BTreeSet<String>,
}

impl Scrubber {
    fn new(document: &str, names: Names) -> Self {
        let words = tokens(document).filter_map(|token| match token {
            Token::Word(word) => Some(word.to_ascii_lowercase()),
            Token::Email(_) | Token::Address(_) | Token::Other(_) => None,
        });
        Self {
            words: words.collect(),
            names,
            addresses: Addresses::default(),
            fakes: BTreeMap::new(),
            counts: BTreeMap::new(),
            replaced: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    fn rewritten(&mut self, document: &str) -> String {
        let mut out = String::with_capacity(document.len());
        for token in tokens(document) {
            let (kind, from, to) = match token {
                Token::Other(text) => {
                    out.push_str(text);
                    continue;
                }
                Token::Email(text) => ("e-mail address", text, Some(self.email(text))),
                Token::Address(text) => ("IP address", text, self.addresses.fake(text)),
                Token::Word(word) => {
                    let kind = self.names.kind(word);
                    let fake = kind.map(|kind| self.word(kind, word));
                    (kind.unwrap_or_default(), word, fake)
                }
            };
            let to = to.unwrap_or_else(|| from.to_owned());
            out.push_str(&to);
            if to != from && self.seen.insert(from.to_owned()) {
                self.replaced.push(Replaced {
                    kind,
                    from: from.to_owned(),
                    to,
                });
            }
        }
        out
    }

    fn email(&mut self, text: &str) -> String {
        let fake = self.fakes.get(text).cloned();
        fake.unwrap_or_else(|| {
            let fake = format!("person{}@example.com", self.next("e-mail address"));
            self.fakes.insert(text.to_owned(), fake.clone());
            fake
        })
    }

    fn next(&mut self, kind: &'static str) -> usize {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        *count
    }

    /// The fake of a word. Words that differ in case only get fakes that do, since some operators ignore it.
    fn word(&mut self, kind: &'static str, word: &str) -> String {
        let small = word.to_ascii_lowercase();
        let fake = if let Some(fake) = self.fakes.get(&small) {
            fake.clone()
        } else {
            let fake = self.new_fake(kind, &small);
            self.fakes.insert(small, fake.clone());
            fake
        };
        let letters = word.bytes().filter(u8::is_ascii_alphabetic);
        let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
        let first = word.starts_with(|character: char| character.is_ascii_uppercase());
        match (capitals, first) {
            (0, _) => fake,
            (all, _) if all == letters.count() => fake.to_ascii_uppercase(),
            (_, true) => capitalized(&fake),
            // One form more, so that `bobReads` differs from the others.
            (_, false) => {
                let (most, last) = fake.split_at(fake.len().saturating_sub(3));
                most.to_owned() + &last.to_ascii_uppercase()
            }
        }
    }

    fn new_fake(&mut self, kind: &'static str, small: &str) -> String {
        loop {
            let number = self.next(kind);
            let fake = match (kind, number) {
                ("account", 1) => "111122223333".to_owned(),
                ("account", 2) => "444455556666".to_owned(),
                ("account", 3) => "777788889999".to_owned(),
                ("account", _) => format!("1000000{number:05}"),
                ("organization", _) => format!("exampleorg{number}"),
                ("root", _) => format!("root{number}"),
                ("organizational unit", _) => format!("exampleou{number}"),
                ("unique id", _) => {
                    let prefix = small.get(..4).unwrap_or("aida");
                    format!("{prefix}example{number:09}")
                }
                ("origin access identity", _) => format!("eexample{number:06}"),
                ("canonical id", _) => format!("{number:064x}"),
                _ => format!("{kind}{number}"),
            };
            // A fake that is itself replaced everywhere else is free.
            if !self.words.contains(&fake) || self.names.kind(&fake).is_some() {
                return fake;
            }
        }
    }
}

fn capitalized(fake: &str) -> String {
    let mut characters = fake.chars();
    let first = characters
        .next()
        .map(|character| character.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests;
