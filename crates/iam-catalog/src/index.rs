//! The index: what is known of every service without its file.
//!
//! Its lines: `C` a category; `S` a service with its prefix, name, count of actions, index of the category, `R` if RCPs
//! cover it; `P` a key prefix and the services whose keys have it; `N` a service name in ARNs and the services whose
//! resources have it; `G` a global condition key; `X` a retired service, followed by its rows of the table.

use crate::global_key::GlobalKey;
use crate::lines::{self, DataError, Line};
use crate::support::{self, Support};

/// What is known of every service without its file.
#[derive(Clone, Debug)]
pub struct Index {
    /// The day of the reference, as `2026-10-27`.
    pub date: Box<str>,
    /// Every service, sorted by prefix.
    pub services: Box<[ServiceEntry]>,
    /// Every global condition key, in the guide's order.
    pub global_keys: Box<[GlobalKey]>,
    /// Prefixes that once were in the reference, sorted.
    pub retired: Box<[RetiredService]>,
    /// Prefixes of keys, with the services of another prefix whose keys have them: `saml` leads to `sts`.
    pub(crate) key_prefixes: Box<[Foreign]>,
    /// Service names in ARNs, with the services of another prefix that name such resources.
    pub(crate) arn_services: Box<[Foreign]>,
}

/// A service of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEntry {
    /// Its prefix in actions, in lower case.
    pub prefix: Box<str>,
    /// Its name: `Amazon S3`.
    pub name: Box<str>,
    /// How many actions it has.
    pub actions: u32,
    /// Its category: `storage`.
    pub category: Option<Box<str>>,
    /// Whether resource control policies cover it.
    pub rcp: bool,
}

/// A prefix that once was in the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetiredService {
    /// The prefix.
    pub prefix: Box<str>,
    /// The service's name.
    pub name: Box<str>,
    /// The month it was last seen in, as `2026-07`.
    pub last_seen: Box<str>,
    /// Its rows in the table "AWS services that work with IAM", where it still stands.
    pub support: Box<[Support]>,
}

/// A name and the services it leads to.
#[derive(Clone, Debug)]
pub(crate) struct Foreign {
    pub(crate) name: Box<str>,
    pub(crate) services: Box<[Box<str>]>,
}

impl Index {
    /// Reads the index.
    ///
    /// # Errors
    ///
    /// When the text is not an index in this release's form.
    pub fn read(text: &str) -> Result<Self, DataError> {
        let (date, lines) = lines::lines(text)?;
        let mut categories: Vec<&str> = Vec::new();
        let mut services = Vec::new();
        let mut global_keys = Vec::new();
        let mut retired: Vec<RetiredService> = Vec::new();
        let mut rows: Vec<Support> = Vec::new();
        let mut key_prefixes = Vec::new();
        let mut arn_services = Vec::new();
        for line in lines {
            match line.tag {
                "C" => categories.push(line.rest),
                "S" => services.push(ServiceEntry::read(&line, &categories)?),
                "P" => key_prefixes.push(Foreign::read(&line)),
                "N" if retired.is_empty() => arn_services.push(Foreign::read(&line)),
                "G" => global_keys.push(GlobalKey::read(&line)?),
                "X" => {
                    close(&mut retired, &mut rows);
                    retired.push(RetiredService::read(&line));
                }
                _ => support::read_line(&line, &mut rows)?,
            }
        }
        close(&mut retired, &mut rows);
        Ok(Self {
            date: date.into(),
            services: services.into(),
            global_keys: global_keys.into(),
            retired: retired.into(),
            key_prefixes: key_prefixes.into(),
            arn_services: arn_services.into(),
        })
    }

    /// A service's place among [`Index::services`], by its prefix in any case.
    pub(crate) fn position(&self, prefix: &str) -> Option<usize> {
        let lower = prefix.to_ascii_lowercase();
        self.services
            .binary_search_by(|entry| (*entry.prefix).cmp(&*lower))
            .ok()
    }

    /// A service, by its prefix in any case.
    pub fn service(&self, prefix: &str) -> Option<&ServiceEntry> {
        self.services.get(self.position(prefix)?)
    }

    /// A retired service, by its prefix in any case.
    pub fn retired(&self, prefix: &str) -> Option<&RetiredService> {
        self.retired
            .iter()
            .find(|retired| retired.prefix.eq_ignore_ascii_case(prefix))
    }
}

/// Gives the rows read since a retired service's line to that service.
fn close(retired: &mut [RetiredService], rows: &mut Vec<Support>) {
    if let Some(last) = retired.last_mut() {
        last.support = std::mem::take(rows).into();
    }
}

impl ServiceEntry {
    fn read(line: &Line<'_>, categories: &[&str]) -> Result<Self, DataError> {
        let [prefix, name, actions, category, rcp] = line.fields();
        let category = match category {
            "" => None,
            index => {
                let index: usize = line.number(index)?;
                let unknown = || line.error("an unknown category");
                Some((*categories.get(index).ok_or_else(unknown)?).into())
            }
        };
        Ok(Self {
            prefix: prefix.into(),
            name: name.into(),
            actions: line.number(actions)?,
            category,
            rcp: rcp == "R",
        })
    }
}

impl RetiredService {
    fn read(line: &Line<'_>) -> Self {
        let [prefix, name, last_seen] = line.fields();
        Self {
            prefix: prefix.into(),
            name: name.into(),
            last_seen: last_seen.into(),
            support: Box::default(),
        }
    }
}

impl Foreign {
    fn read(line: &Line<'_>) -> Self {
        let [name, services] = line.fields();
        Self {
            name: name.into(),
            services: lines::words(services, ' '),
        }
    }
}
