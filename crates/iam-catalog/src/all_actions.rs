//! Every action of every service, with what searching and counting need: names, access levels, resource types.
//!
//! Lines of the file: `S` a prefix and the ARN templates of its resource types (several of one type between spaces); then
//! one line for each action, `Name LEVELS[types]`, a type being its place in the service's line, with `*` if required.

mod form;
pub(crate) mod search;

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use iam_core::policy::ActionPattern;

use crate::arn_template::{self, ArnTemplate};
use crate::lines::{self, DataError, Line};
use crate::overlap::Row;
use crate::service::{AccessLevel, AccessLevels};

pub(crate) use form::{Form, Forms};
pub use search::{Found, Mark, is_familiar, name_cost};

/// Every action of every service.
#[derive(Clone, Default)]
pub struct AllActions {
    /// The file.
    text: Box<str>,
    /// The file in lower case; what stands where is the same.
    lower: Box<str>,
    pub(crate) services: Box<[ServiceActions]>,
    entries: Box<[Entry]>,
    /// For each action the letters in its service's prefix and its name, once something has been searched for.
    letters: OnceLock<Box<[u32]>>,
    /// The forms of requests for each action, once a policy has been asked.
    forms: OnceLock<Forms>,
}

/// A service's actions among all.
#[derive(Clone, Debug)]
pub(crate) struct ServiceActions {
    /// Where its prefix stands.
    prefix: Range<u32>,
    /// Where the ARN templates of its resource types stand.
    templates: Range<u32>,
    /// Its resource types, read when a policy with ARNs is first asked about them.
    types: OnceLock<Box<[TypeForms]>>,
    /// Its actions.
    pub(crate) actions: Range<usize>,
}

/// The forms of a resource type's ARNs.
pub(crate) type TypeForms = Box<[TypeForm]>;

/// A form of a resource type's ARNs.
#[derive(Clone, Debug)]
pub(crate) struct TypeForm {
    /// The service that the ARN names; empty if that is open.
    pub(crate) service: Box<str>,
    pub(crate) row: Row,
}

/// An action.
#[derive(Clone, Copy)]
struct Entry {
    /// Where its name stands.
    start: u32,
    /// How long the name is.
    len: u16,
    /// The service's place.
    service: u16,
    levels: AccessLevels,
}

/// The name of an action with its access levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionName<'c> {
    /// The service's prefix.
    pub prefix: &'c str,
    /// The name, without the service.
    pub name: &'c str,
    /// Its access levels.
    pub levels: AccessLevels,
}

impl fmt::Display for ActionName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.prefix, self.name)
    }
}

impl fmt::Debug for AllActions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllActions")
            .field("services", &self.services.len())
            .field("actions", &self.entries.len())
            .finish_non_exhaustive()
    }
}

impl AllActions {
    /// Reads the file of all actions.
    ///
    /// # Errors
    ///
    /// When the text is not in this release's form.
    pub fn read(text: &str) -> Result<Self, DataError> {
        let (_, lines) = lines::lines(text)?;
        let mut services: Vec<ServiceActions> = Vec::new();
        let mut entries = Vec::new();
        for line in lines {
            if line.tag == "S" {
                services.push(ServiceActions::read(text, &line, entries.len()));
                continue;
            }
            let Some(service) = services.last_mut() else {
                return Err(line.error("an action without a service"));
            };
            service.actions.end += 1;
            entries.push(Entry::read(text, &line, services.len() - 1)?);
        }
        Ok(Self {
            text: text.into(),
            lower: text.to_ascii_lowercase().into(),
            services: services.into(),
            entries: entries.into(),
            letters: OnceLock::new(),
            forms: OnceLock::new(),
        })
    }

    /// How many actions there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no action.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every action, by service and name.
    pub fn iter(&self) -> impl Iterator<Item = ActionName<'_>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// The action at a place.
    pub fn get(&self, at: usize) -> Option<ActionName<'_>> {
        let entry = self.entries.get(at)?;
        Some(ActionName {
            prefix: self.prefix(self.services.get(usize::from(entry.service))?),
            name: slice(&self.text, &entry.name()),
            levels: entry.levels,
        })
    }

    /// The main access level of the action at a place.
    pub(crate) fn level(&self, at: usize) -> Option<AccessLevel> {
        self.entries.get(at).map(|entry| entry.levels.main)
    }

    /// The places of a service's actions, by its prefix in lower case.
    pub(crate) fn service(&self, prefix: &str) -> Option<&ServiceActions> {
        let at = self
            .services
            .binary_search_by(|service| self.prefix(service).cmp(prefix))
            .ok()?;
        self.services.get(at)
    }

    pub(crate) fn prefix(&self, service: &ServiceActions) -> &str {
        slice(&self.text, &service.prefix)
    }

    /// The forms of a service's resource types.
    pub(crate) fn types<'c>(&'c self, service: &'c ServiceActions) -> &'c [TypeForms] {
        service.types.get_or_init(|| {
            let text = slice(&self.text, &service.templates);
            let prefix = self.prefix(service);
            let read = |arns: &str| -> Vec<ArnTemplate> {
                let arns = arns.split(' ').filter(|arn| !arn.is_empty());
                arns.map(|arn| ArnTemplate::read(arn, prefix)).collect()
            };
            let mut types: Vec<Vec<ArnTemplate>> = if text.is_empty() {
                Vec::new()
            } else {
                text.split('\t').map(read).collect()
            };
            arn_template::tell_apart(types.iter_mut().flatten());
            let form = |template: &ArnTemplate| TypeForm {
                service: template.service().into(),
                row: template.row(),
            };
            types
                .iter()
                .map(|templates| templates.iter().map(form).collect())
                .collect()
        })
    }

    /// An action's name in lower case.
    pub(crate) fn lower_name(&self, at: usize) -> &str {
        self.entries
            .get(at)
            .map_or("", |entry| slice(&self.lower, &entry.name()))
    }

    /// Calls `each` with the place of every action of a service that an entry of a policy covers. `written` is the entry's
    /// text: what it begins with bounds the search, since names are sorted.
    pub(crate) fn matching(
        &self,
        service: &ServiceActions,
        pattern: &ActionPattern,
        written: &str,
        each: &mut dyn FnMut(usize),
    ) {
        match pattern {
            ActionPattern::Nothing => {}
            ActionPattern::Any => service.actions.clone().for_each(each),
            ActionPattern::Name { service: own, name } => {
                if **own != *self.prefix(service) {
                    return;
                }
                let written = written.split_once(':').map_or("", |(_, name)| name);
                let literal = written.split(['*', '?']).next().unwrap_or("");
                let start = literal.to_ascii_lowercase();
                if literal.len() == written.len() {
                    self.named(service, &start).into_iter().for_each(each);
                    return;
                }
                let places = self.starting_with(service, &start);
                places
                    .filter(|at| name.matches_literal(self.lower_name(*at)))
                    .for_each(each);
            }
        }
    }

    /// The place of a service's action with a name in lower case.
    fn named(&self, service: &ServiceActions, name: &str) -> Option<usize> {
        let own = self.entries.get(service.actions.clone())?;
        let found = own.binary_search_by(|entry| slice(&self.lower, &entry.name()).cmp(name));
        found.ok().map(|at| service.actions.start + at)
    }

    /// The places of a service's actions whose names begin with a text in lower case.
    fn starting_with(&self, service: &ServiceActions, start: &str) -> Range<usize> {
        let own = self.entries.get(service.actions.clone()).unwrap_or(&[]);
        let lower = |entry: &Entry| slice(&self.lower, &entry.name());
        let from = own.partition_point(|entry| lower(entry) < start);
        let rest = own.get(from..).unwrap_or(&[]);
        let len = rest.partition_point(|entry| lower(entry).starts_with(start));
        let from = service.actions.start + from;
        from..from + len
    }
}

impl ServiceActions {
    fn read(text: &str, line: &Line<'_>, actions: usize) -> Self {
        let (prefix, templates) = line.rest.split_once('\t').unwrap_or((line.rest, ""));
        Self {
            prefix: place(text, prefix),
            templates: place(text, templates),
            types: OnceLock::new(),
            actions: actions..actions,
        }
    }
}

impl Entry {
    fn read(text: &str, line: &Line<'_>, service: usize) -> Result<Self, DataError> {
        let (name, rest) = line
            .tag
            .split_once(' ')
            .ok_or_else(|| line.error("an action without access level"))?;
        let unknown = || line.error("an unknown access level");
        let many = |_| line.error("too many services, or too long a name");
        Ok(Self {
            start: place(text, name).start,
            len: name.len().try_into().map_err(many)?,
            service: service.try_into().map_err(many)?,
            levels: AccessLevels::at_start(rest).ok_or_else(unknown)?,
        })
    }

    fn name(&self) -> Range<u32> {
        self.start..self.start + u32::from(self.len)
    }
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Range<u32> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    offset(start)..offset(start + part.len())
}

fn slice<'t>(text: &'t str, range: &Range<u32>) -> &'t str {
    text.get(range.start as usize..range.end as usize)
        .unwrap_or("")
}
