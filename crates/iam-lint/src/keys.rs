//! What the catalog knows of a condition key.

use iam_catalog::{Catalog, KeyLookup, ValueKind};
use iam_core::spelling;

use crate::document::Document;
use crate::finding::Report;

/// A key that is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'c> {
    /// Its name, perhaps a template.
    pub(crate) name: &'c str,
    /// Whether a request may carry several values.
    pub(crate) several: bool,
    /// What one value is.
    pub(crate) kind: ValueKind,
    /// What else its values may be compared as.
    pub(crate) also: Option<ValueKind>,
}

/// A key by its name, in any case. Says which services would have to be loaded to know.
pub(crate) fn find<'c>(
    document: &Document<'c>,
    name: &str,
    report: &mut Report,
) -> Option<Key<'c>> {
    match document.catalog.key(name) {
        KeyLookup::Unknown => None,
        KeyLookup::NotLoaded(services) => {
            report
                .missing
                .extend(services.into_iter().map(|entry| entry.prefix.to_string()));
            None
        }
        KeyLookup::Global(key) => Some(Key {
            name: &key.name,
            several: key.value.multivalued,
            kind: key.value.kind,
            also: key.also.map(|also| also.kind),
        }),
        KeyLookup::Service(_, key) => Some(Key {
            name: &key.name,
            several: key.value.multivalued,
            kind: key.value.kind,
            also: None,
        }),
    }
}

/// In a sentence: "a Boolean".
pub(crate) const fn noun(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::String => "a text",
        ValueKind::Arn => "an ARN",
        ValueKind::Bool => "a Boolean",
        ValueKind::Numeric => "a number",
        ValueKind::Date => "a date",
        ValueKind::IpAddress => "an address",
        ValueKind::Binary => "bytes",
    }
}

/// The global key nearest to a misspelled one. What follows a slash is kept.
pub(crate) fn nearest_global(catalog: &Catalog, name: &str) -> Option<String> {
    let (head, tag) = match name.split_once('/') {
        Some((head, tag)) => (head, Some(tag)),
        None => (name, None),
    };
    let names = catalog
        .index()
        .global_keys
        .iter()
        .filter(|key| key.name.starts_with("aws:") && key.is_template() == tag.is_some())
        .filter_map(|key| key.name.split('/').next());
    let near = spelling::nearest(head, names)?;
    Some(match tag {
        Some(tag) => format!("{near}/{tag}"),
        None => near.to_owned(),
    })
}
