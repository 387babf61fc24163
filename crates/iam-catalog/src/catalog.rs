//! The catalog: the index always, services one by one.

use std::sync::{Arc, OnceLock};

use crate::action_ref::ActionRef;
use crate::all_actions::AllActions;
use crate::global_key::GlobalKey;
use crate::index::{Index, RetiredService, ServiceEntry};
use crate::lines::DataError;
use crate::service::{ConditionKey, Service};

/// The index as it is checked in.
const INDEX: &str = include_str!("../data/index.txt");

/// Every AWS service. Copies share what is loaded.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) index: Arc<Index>,
    /// One place for each service of the index, in its order.
    services: Box<[OnceLock<Arc<Service>>]>,
    /// Every action, once its file has been added.
    all: OnceLock<Arc<AllActions>>,
    /// Whether what is missing can be had from the program itself.
    #[cfg(feature = "bundled")]
    bundled: bool,
}

/// What is known of a service.
#[derive(Clone, Copy, Debug)]
pub enum Lookup<'c> {
    /// There is no such service.
    Unknown,
    /// There was one; its actions are in no reference any more.
    Retired(&'c RetiredService),
    /// There is one, and its file has not been added.
    NotLoaded(&'c ServiceEntry),
    /// There is one, with all it has.
    Loaded(&'c Service),
}

/// What is known of an action.
#[derive(Clone, Copy, Debug)]
pub enum ActionLookup<'c> {
    /// The text is not of the form `service:Action`.
    NotAnAction,
    /// There is no such service.
    UnknownService,
    /// There was such a service.
    RetiredService(&'c RetiredService),
    /// The service's file has not been added.
    NotLoaded(&'c ServiceEntry),
    /// The service has no such action.
    UnknownAction(&'c Service),
    /// The action.
    Known(ActionRef<'c>),
}

/// What is known of a condition key.
#[derive(Clone, Debug)]
pub enum KeyLookup<'c> {
    /// No loaded service has it, and none of the others can.
    Unknown,
    /// Services whose keys have this prefix, none of them with this key as far as loaded; some are not loaded.
    NotLoaded(Vec<&'c ServiceEntry>),
    /// A global key.
    Global(&'c GlobalKey),
    /// A service's key.
    Service(&'c Service, &'c ConditionKey),
}

impl Catalog {
    /// The catalog with its index and no service.
    #[expect(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "the index is part of this crate, and a test reads it"
    )]
    pub fn new() -> Self {
        Self::from_index(Index::read(INDEX).expect("the index is in its form"))
    }

    /// A catalog with an index from elsewhere and no service.
    pub fn from_index(index: Index) -> Self {
        let services = index.services.iter().map(|_| OnceLock::new()).collect();
        Self {
            index: Arc::new(index),
            services,
            all: OnceLock::new(),
            #[cfg(feature = "bundled")]
            bundled: false,
        }
    }

    /// The catalog with every service inside; each is unpacked when it is first asked for.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> Self {
        Self {
            bundled: true,
            ..Self::new()
        }
    }

    /// What is known of every service without its file.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Adds a service's file. One that is there already stays.
    ///
    /// # Errors
    ///
    /// When the text is not in the form of this release, or is of a service that the index does not know.
    pub fn add(&mut self, text: &str) -> Result<&Service, DataError> {
        let service = Service::read(text)?;
        let unknown = DataError {
            line: 3,
            reason: "the service is not in the index",
        };
        let slot = self
            .index
            .position(&service.prefix)
            .and_then(|at| self.services.get(at))
            .ok_or(unknown)?;
        Ok(slot.get_or_init(|| Arc::new(service)))
    }

    /// Adds the file of all actions, unless it is there already.
    ///
    /// # Errors
    ///
    /// When the text is not in the form of this release.
    pub fn add_all_actions(&mut self, text: &str) -> Result<&AllActions, DataError> {
        let all = Arc::new(AllActions::read(text)?);
        Ok(self.all.get_or_init(|| all))
    }

    /// Every action of every service, if the file has been added.
    pub fn all_actions(&self) -> Option<&AllActions> {
        #[cfg(feature = "bundled")]
        if self.bundled && self.all.get().is_none() {
            let all = Arc::new(crate::bundled::all_actions()?);
            return Some(self.all.get_or_init(|| all));
        }
        self.all.get().map(|all| &**all)
    }

    /// A service, by its prefix in any case.
    pub fn service(&self, prefix: &str) -> Lookup<'_> {
        let Some(at) = self.index.position(prefix) else {
            return match self.index.retired(prefix) {
                Some(retired) => Lookup::Retired(retired),
                None => Lookup::Unknown,
            };
        };
        match (self.loaded_at(at), self.index.services.get(at)) {
            (Some(service), _) => Lookup::Loaded(service),
            (None, Some(entry)) => Lookup::NotLoaded(entry),
            (None, None) => Lookup::Unknown,
        }
    }

    /// A service if it is loaded, by its prefix in any case.
    pub fn loaded(&self, prefix: &str) -> Option<&Service> {
        self.loaded_at(self.index.position(prefix)?)
    }

    /// Every service that is loaded, by prefix. With everything bundled, that is every service there is.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        (0..self.services.len()).filter_map(|at| self.loaded_at(at))
    }

    /// An action, as `s3:GetObject` in any case.
    pub fn action(&self, action: &str) -> ActionLookup<'_> {
        let Some((prefix, name)) = action.split_once(':') else {
            return ActionLookup::NotAnAction;
        };
        match self.service(prefix) {
            Lookup::Unknown => ActionLookup::UnknownService,
            Lookup::Retired(retired) => ActionLookup::RetiredService(retired),
            Lookup::NotLoaded(entry) => ActionLookup::NotLoaded(entry),
            Lookup::Loaded(service) => match service.action(name) {
                Some(action) => ActionLookup::Known(ActionRef { service, action }),
                None => ActionLookup::UnknownAction(service),
            },
        }
    }

    /// The global condition key that a policy's key stands for: in any case, with templates filled in.
    pub fn global_key(&self, key: &str) -> Option<&GlobalKey> {
        self.index
            .global_keys
            .iter()
            .find(|known| known.matches(key))
    }

    /// A condition key, as written in a policy.
    pub fn key(&self, key: &str) -> KeyLookup<'_> {
        if let Some(global) = self.global_key(key) {
            return KeyLookup::Global(global);
        }
        let mut missing = Vec::new();
        for prefix in self.services_of_key(key) {
            match self.service(prefix) {
                Lookup::Loaded(service) => {
                    if let Some(found) = service.key(key) {
                        return KeyLookup::Service(service, found);
                    }
                }
                Lookup::NotLoaded(entry) => missing.push(entry),
                Lookup::Unknown | Lookup::Retired(_) => {}
            }
        }
        if missing.is_empty() {
            KeyLookup::Unknown
        } else {
            KeyLookup::NotLoaded(missing)
        }
    }

    /// The services whose keys have the prefix of a key.
    fn services_of_key<'c>(&'c self, key: &str) -> Vec<&'c str> {
        let foreign = self.index.key_prefixes.iter().filter(|foreign| {
            // The prefixes of providers with an own domain are templates: `agent.${Domain}.buildkite.dev`.
            let prefix = key.split(':').next().unwrap_or(key);
            crate::key_name::matches(&foreign.name, prefix)
        });
        let mut prefixes: Vec<&str> = foreign
            .flat_map(|foreign| foreign.services.iter().map(|prefix| &**prefix))
            .collect();
        if let Some(own) = key
            .split_once(':')
            .and_then(|(prefix, _)| self.index.service(prefix))
        {
            prefixes.push(&own.prefix);
        }
        prefixes
    }

    fn loaded_at(&self, at: usize) -> Option<&Service> {
        let slot = self.services.get(at)?;
        #[cfg(feature = "bundled")]
        if self.bundled && slot.get().is_none() {
            let entry = self.index.services.get(at)?;
            let service = Arc::new(crate::bundled::service(&entry.prefix)?);
            return Some(slot.get_or_init(|| service));
        }
        slot.get().map(|service| &**service)
    }
}

impl Default for Catalog {
    fn default() -> Self {
        Self::new()
    }
}
