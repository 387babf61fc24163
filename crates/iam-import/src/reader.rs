//! What reading gathers, kept in one place while the formats add to it.

use iam_core::scenario::{Organization, OrganizationAccount};
use iam_core::text::Span;

use crate::import::{
    Choice, Format, FoundOrganization, FoundPolicy, FoundRequest, Import, Note, Options,
    Recognized, Refusal,
};
use crate::missing::{Missing, MissingKind};
use crate::organizations::Tree;

/// The most requests, and the most policies, that one import makes.
pub(crate) const MAX_FOUND: usize = 1_000;

/// The most notes that are kept.
const MAX_NOTES: usize = 200;

/// The import in the making.
#[derive(Debug)]
pub(crate) struct Reader<'o> {
    pub(crate) options: &'o Options,
    pub(crate) out: Import,
    /// What Organizations said, until all is read.
    pub(crate) tree: Tree,
    /// Who the caller is, if an output says so: ARN, id, place.
    pub(crate) caller: Option<(String, Option<String>, Span)>,
    /// Places that something was taken from.
    used: Vec<Span>,
}

impl<'o> Reader<'o> {
    pub(crate) fn new(options: &'o Options) -> Self {
        Self {
            options,
            out: Import::default(),
            tree: Tree::default(),
            caller: None,
            used: Vec::new(),
        }
    }

    pub(crate) fn recognize(&mut self, format: Format, because: impl Into<String>, span: Span) {
        let because = because.into();
        let is_known = self
            .out
            .recognized
            .iter()
            .any(|known| known.format == format && known.span == span);
        if !is_known {
            self.out.recognized.push(Recognized {
                format,
                because,
                span,
            });
        }
    }

    /// Marks a place as understood.
    pub(crate) fn mark_used(&mut self, span: Span) {
        self.used.push(span);
    }

    pub(crate) fn used(&self) -> &[Span] {
        &self.used
    }

    /// Notes something, once for each message.
    pub(crate) fn note(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        span: impl Into<Option<Span>>,
    ) {
        let message = message.into();
        let is_known = self
            .out
            .notes
            .iter()
            .any(|known| known.code == code && known.message == message);
        if !is_known && self.out.notes.len() < MAX_NOTES {
            self.out.notes.push(Note {
                code,
                message,
                span: span.into(),
            });
        }
    }

    /// Adds a request; one that asks the same as another is added once. Says whether it was.
    pub(crate) fn add_request(&mut self, found: FoundRequest) -> bool {
        let same = |known: &FoundRequest| {
            let (one, other) = (&known.request, &found.request);
            one.principal.arn == other.principal.arn
                && one.action.eq_ignore_ascii_case(&other.action)
                && one.resource.arn == other.resource.arn
                && one.expect == other.expect
                && one.context == other.context
        };
        if self.out.requests.iter().any(same) {
            return false;
        }
        if self.out.requests.len() >= MAX_FOUND {
            self.note(
                "truncated",
                format!("more than {MAX_FOUND} requests: the rest was left out"),
                None,
            );
            return false;
        }
        self.out.requests.push(found);
        true
    }

    /// Adds a policy; the same text with the same type and carriers is added once.
    pub(crate) fn add_policy(&mut self, found: FoundPolicy) {
        let same = |known: &FoundPolicy| {
            let (one, other) = (&known.policy, &found.policy);
            one.kind == other.kind
                && one.document == other.document
                && one.attached_to == other.attached_to
        };
        if self.out.policies.iter().any(same) {
            return;
        }
        if self.out.policies.len() >= MAX_FOUND {
            self.note(
                "truncated",
                format!("more than {MAX_FOUND} policies: the rest was left out"),
                None,
            );
            return;
        }
        self.out.policies.push(found);
    }

    pub(crate) fn add_choice(&mut self, choice: Choice) {
        if !self.out.choices.contains(&choice) {
            self.out.choices.push(choice);
        }
    }

    pub(crate) fn add_missing(&mut self, missing: Missing) {
        let is_known = self
            .out
            .missing
            .iter()
            .any(|known| known.kind == missing.kind && known.id == missing.id);
        if !is_known {
            self.out.missing.push(missing);
        }
    }

    /// Strikes out what is no longer missing.
    pub(crate) fn not_missing(&mut self, kind: MissingKind, id: &str) {
        self.out
            .missing
            .retain(|missing| missing.kind != kind || missing.id != id);
    }

    /// What is missing under this id, from this text or from earlier ones.
    pub(crate) fn open_item(&self, kind: MissingKind, id: &str) -> Option<Missing> {
        self.out
            .missing
            .iter()
            .chain(&self.options.open)
            .find(|missing| missing.kind == kind && missing.id == id)
            .cloned()
    }

    /// Managed policies that are missing, from this text or from earlier ones.
    pub(crate) fn open_managed(&self) -> Vec<Missing> {
        self.out
            .missing
            .iter()
            .chain(&self.options.open)
            .filter(|missing| missing.id.contains(":policy/") && missing.id.contains(":iam:"))
            .cloned()
            .collect()
    }

    /// Refuses the text; the first reason stays.
    pub(crate) fn refuse(
        &mut self,
        message: impl Into<String>,
        instead: impl Into<String>,
        span: impl Into<Option<Span>>,
    ) {
        if self.out.refusal.is_none() {
            self.out.refusal = Some(Refusal {
                message: message.into(),
                instead: instead.into(),
                span: span.into(),
            });
        }
    }

    /// The organization, made on first use.
    pub(crate) fn organization(&mut self, span: Span) -> &mut Organization {
        &mut self
            .out
            .organization
            .get_or_insert_with(|| FoundOrganization {
                organization: Organization::default(),
                span,
            })
            .organization
    }

    /// Says that an account is in an organization, whose units above the account are not known.
    pub(crate) fn add_member(&mut self, organization: &str, account: &str, span: Span) {
        let found = self.organization(span);
        if found.accounts.iter().any(|known| known.id == account) {
            return;
        }
        found.accounts.push(OrganizationAccount {
            id: account.to_owned(),
            path: format!("{organization}/"),
            unknown: Vec::new(),
        });
    }
}
