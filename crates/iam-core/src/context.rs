//! The request context: condition keys, their values and where they come from.
//!
//! Source: *AWS global condition context keys* (R-KEY-1, R-COND-7, R-COND-10, R-SET-1).

use crate::report::Origin;
use crate::rule::Rule;

/// The value of a key in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Single-valued.
    Single(Box<str>),
    /// Multivalued, with one or more values.
    List(Box<[Box<str>]>),
    /// Known to be missing from this kind of request, so that it is never open.
    Absent,
}

/// A key of the context.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The name in lower case.
    pub(crate) lower: Box<str>,
    /// The name as documented or as written.
    pub(crate) shown: Box<str>,
    pub(crate) value: Value,
    pub(crate) origin: Origin,
    /// What it follows from.
    pub(crate) note: Option<(Rule, String)>,
}

/// What a look-up finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'c> {
    /// One value.
    Single(&'c str),
    /// The values of a multivalued key, at least one.
    List(&'c [Box<str>]),
    /// The request does not carry the key.
    Missing,
    /// The scenario leaves it open.
    Open,
}

/// Which keys stay open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    /// Every key that is neither given nor derived.
    pub(crate) every: bool,
    /// These keys, in lower case, whatever else.
    pub(crate) listed: Vec<Box<str>>,
}

/// The keys of a request.
///
/// INVARIANT: `entries` is sorted by `lower`, without duplicates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    entries: Vec<Entry>,
    open: Open,
}

impl Context {
    /// Makes a context; of two entries with the same name the later one counts.
    pub(crate) fn new(mut entries: Vec<Entry>, open: Open) -> Self {
        crate::order::sort_by(&mut entries, |a, b| a.lower.cmp(&b.lower));
        let mut unique: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            match unique.last_mut() {
                Some(last) if last.lower == entry.lower => *last = entry,
                _ => unique.push(entry),
            }
        }
        Self {
            entries: unique,
            open,
        }
    }

    /// Every entry, in order of name.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of a key, by its name in lower case.
    pub(crate) fn entry(&self, lower: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| (*entry.lower).cmp(lower))
            .ok()?;
        self.entries.get(at)
    }

    /// The value of a key, by its name in lower case.
    pub(crate) fn look_up(&self, lower: &str) -> Found<'_> {
        if !self.open.listed.is_empty() && self.open.listed.iter().any(|key| **key == *lower) {
            return Found::Open;
        }
        match self.entry(lower).map(|entry| &entry.value) {
            Some(Value::Single(value)) => Found::Single(value),
            Some(Value::List(values)) if !values.is_empty() => Found::List(values),
            None if self.open.every => Found::Open,
            Some(Value::List(_) | Value::Absent) | None => Found::Missing,
        }
    }

    /// The same context with further keys left open, by their names in lower case.
    #[must_use]
    pub(crate) fn with_open(mut self, keys: impl IntoIterator<Item = Box<str>>) -> Self {
        self.open.listed.extend(keys);
        self
    }

    /// Whether any key can be open.
    pub(crate) fn has_open(&self) -> bool {
        self.open.every || !self.open.listed.is_empty()
    }

    /// The one value of a single-valued key, by its name in lower case.
    pub(crate) fn single(&self, lower: &str) -> Option<&str> {
        match self.look_up(lower) {
            Found::Single(value) => Some(value),
            Found::List(_) | Found::Missing | Found::Open => None,
        }
    }
}
