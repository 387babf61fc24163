//! A service as the scenarios see it: which of its actions and resources show something.

use iam_catalog::{AccessLevel, Action, ActionRef, ArnTemplate, ConditionKey, KeySource, Service};

use crate::example::{self, Which};

/// The service that a guide is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'c> {
    pub(crate) service: &'c Service,
}

/// Actions that are decided by rules of their own, and so show nothing of the service's usual ones.
const SPECIAL: [(&str, &[&str]); 2] = [
    (
        "sts",
        &[
            "AssumeRole",
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "GetCallerIdentity",
            "GetFederationToken",
            "GetSessionToken",
            "SetContext",
            "SetSourceIdentity",
            "TagSession",
        ],
    ),
    ("iam", &["PassRole"]),
];

impl<'c> Subject<'c> {
    /// The prefix of its actions.
    pub(crate) fn prefix(self) -> &'c str {
        &self.service.prefix
    }

    /// Its name.
    pub(crate) fn name(self) -> &'c str {
        &self.service.name
    }

    /// An action with its service.
    pub(crate) fn of(self, action: &'c Action) -> ActionRef<'c> {
        let service = self.service;
        ActionRef { service, action }
    }

    /// Its actions without those that have rules of their own.
    pub(crate) fn plain(self) -> impl Iterator<Item = ActionRef<'c>> {
        let special = SPECIAL
            .iter()
            .find(|(prefix, _)| *prefix == self.prefix())
            .map_or(&[][..], |(_, names)| *names);
        let actions = self.service.actions.iter();
        actions
            .filter(move |action| !special.contains(&&*action.name))
            .map(move |action| self.of(action))
    }

    /// An action that looks at something, rather one with a resource; any where there is none.
    pub(crate) fn reader(self) -> Option<ActionRef<'c>> {
        let looks = |one: &ActionRef<'_>| {
            let main = one.action.levels.main;
            main == AccessLevel::Read || main == AccessLevel::List
        };
        let usual = |one: &ActionRef<'_>| {
            ["Get", "Describe", "List"].contains(&verb(&one.action.name)) && looks(one)
        };
        self.plain()
            .find(|one| usual(one) && !one.action.resources.is_empty())
            .or_else(|| self.plain().find(usual))
            .or_else(|| self.plain().find(looks))
            .or_else(|| self.plain().next())
    }

    /// An action that changes something, other than the given one; any other where there is none.
    pub(crate) fn writer(self, other_than: ActionRef<'_>) -> Option<ActionRef<'c>> {
        let other = |one: &ActionRef<'_>| one.action.name != other_than.action.name;
        let writes =
            |one: &ActionRef<'_>| other(one) && one.action.levels.main == AccessLevel::Write;
        let usual = |one: &ActionRef<'_>| {
            writes(one)
                && ["Create", "Delete", "Put", "Send", "Start", "Update"]
                    .contains(&verb(&one.action.name))
        };
        self.plain()
            .find(usual)
            .or_else(|| self.plain().find(writes))
            .or_else(|| self.plain().find(other))
    }

    /// An action by its name.
    pub(crate) fn named(self, name: &str) -> Option<ActionRef<'c>> {
        self.service.action(name).map(|action| self.of(action))
    }

    /// An action with a resource of which there are two examples.
    pub(crate) fn with_resource(self) -> Option<ActionRef<'c>> {
        let two = |one: &ActionRef<'_>| {
            self.resource(*one, Which::Owl) != self.resource(*one, Which::Cat)
        };
        let read = self.reader().filter(two);
        read.or_else(|| self.plain().find(two))
    }

    /// An action whose requests have the resource `*`.
    pub(crate) fn without_resource(self) -> Option<ActionRef<'c>> {
        self.plain().find(|one| one.action.resources.is_empty())
    }

    /// The resource that a request for an action has: an example of a type that it takes, or `*`.
    pub(crate) fn resource(self, action: ActionRef<'c>, which: Which) -> String {
        let types = || action.resources().map(|(_, resource)| resource);
        // S3 lists access points before what one thinks of first.
        let first = types()
            .find(|resource| matches!(&*resource.name, "object" | "bucket"))
            .or_else(|| action.required_resources().next())
            .or_else(|| types().next());
        let template = first.and_then(|resource| resource.arns.first());
        template.map_or_else(|| "*".to_owned(), |template| self.arn(template, which))
    }

    /// An example of an ARN's form.
    pub(crate) fn arn(self, template: &ArnTemplate, which: Which) -> String {
        example::arn(template.text(), self.prefix(), which)
    }

    /// The resource that goes with a condition key of an action: of the type that brings the key, else the usual one.
    pub(crate) fn resource_for_key(
        self,
        action: ActionRef<'c>,
        source: KeySource<'c>,
        which: Which,
    ) -> String {
        let template = match source {
            KeySource::Resource(resource) => resource.arns.first(),
            KeySource::Action => None,
        };
        template.map_or_else(
            || self.resource(action, which),
            |template| self.arn(template, which),
        )
    }

    /// An action that sends a condition key, and the key.
    pub(crate) fn with_key(
        self,
        wanted: impl Fn(&ConditionKey) -> bool,
    ) -> Option<(ActionRef<'c>, &'c ConditionKey, KeySource<'c>)> {
        self.plain().find_map(|action| {
            let mut keys = action.keys().into_iter();
            let (key, source) = keys.find(|(key, _)| wanted(key))?;
            Some((action, key, source))
        })
    }

    /// The actions of other services that an action of this one needs besides; the first for each.
    pub(crate) fn dependents(self) -> impl Iterator<Item = (ActionRef<'c>, &'c str)> {
        self.plain().flat_map(|action| {
            let needed = action.dependent().into_iter().map(|(name, _)| name);
            needed.map(move |name| (action, name))
        })
    }

    /// An action that needs an action of another service that the service then calls as the caller.
    pub(crate) fn forwards(self) -> Option<(ActionRef<'c>, &'c str)> {
        self.dependents().find(|(_, name)| {
            let (prefix, _) = name.split_once(':').unwrap_or_default();
            prefix != self.prefix() && !matches!(prefix, "" | "iam" | "sts")
        })
    }

    /// An action that needs `iam:PassRole`. IAM's own put roles where EC2 finds them: IAM does not work with them.
    pub(crate) fn passes_role(self) -> Option<ActionRef<'c>> {
        if self.prefix() == "iam" {
            return None;
        }
        let passes = |(_, name): &(ActionRef<'c>, &str)| *name == "iam:PassRole";
        self.dependents().find(passes).map(|(action, _)| action)
    }

    /// The service's principal by the usual rule; the reference does not list them.
    pub(crate) fn principal(self) -> String {
        format!("{}.amazonaws.com", self.prefix())
    }
}

/// An action as scenarios name it, with two examples of its resource.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// `sqs:SendMessage`.
    pub(crate) action: String,
    /// The first resource; `*` for an action without one.
    pub(crate) owl: String,
    /// The second resource; equal to the first where there is only one.
    pub(crate) cat: String,
}

impl<'c> Subject<'c> {
    /// An action with its resources.
    pub(crate) fn call(self, action: ActionRef<'c>) -> Call {
        Call {
            action: action.to_string(),
            owl: self.resource(action, Which::Owl),
            cat: self.resource(action, Which::Cat),
        }
    }

    /// The action that looks at something. Every service has one action at least; were there none, `*` stands for it.
    pub(crate) fn look(self) -> Call {
        let none = || Call {
            action: format!("{}:*", self.prefix()),
            owl: "*".to_owned(),
            cat: "*".to_owned(),
        };
        self.reader().map_or_else(none, |action| self.call(action))
    }
}

/// The first word of an action's name: `List` of `ListQueues`.
pub(crate) fn verb(name: &str) -> &str {
    let end = name
        .char_indices()
        .skip(1)
        .find(|(_, letter)| !letter.is_ascii_lowercase())
        .map_or(name.len(), |(at, _)| at);
    name.get(..end).unwrap_or(name)
}
