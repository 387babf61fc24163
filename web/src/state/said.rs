//! What AWS said about requests, and how it is kept on this machine.

use iam_core::scenario::{Decision, PolicyType, Request};
use iam_core::text::Span;
use iam_import::{Import, Missing, MissingKind, Stated};

use super::Workspace;

/// Most sayings kept on this machine, the newest.
const MOST: usize = 100;

/// What AWS said about a request. It is kept beside the document, by what the request asks, so that it holds wherever the
/// request moves, and not once it asks something else.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    principal: String,
    action: String,
    resource: String,
    /// What was said.
    pub(crate) stated: Stated,
    /// What was missing then.
    pub(crate) missing: Vec<Missing>,
}

impl Said {
    fn is_about(&self, request: &Request) -> bool {
        self.principal == request.principal.arn
            && self.action == request.action
            && self.resource == request.resource.arn
    }
}

/// What AWS said as a text to keep: a list of texts for each.
pub(crate) fn write_said(said: &[Said]) -> String {
    let newest = said.get(said.len().saturating_sub(MOST)..);
    let lists: Vec<Vec<&str>> = newest.unwrap_or(said).iter().map(Said::texts).collect();
    serde_json::to_string(&lists).unwrap_or_default()
}

/// What AWS said, from the text that was kept. What cannot be read is left.
pub(crate) fn read_said(text: &str) -> Vec<Said> {
    let lists: Vec<Vec<String>> = serde_json::from_str(text).unwrap_or_default();
    lists.into_iter().filter_map(Said::from_texts).collect()
}

/// Ends a list within the list of texts; no other text in it is empty.
const END: &str = "";

impl Said {
    fn texts(&self) -> Vec<&str> {
        let stated = &self.stated;
        let mut texts = vec![
            self.principal.as_str(),
            &self.action,
            &self.resource,
            stated.decision.map_or("", Decision::name),
            stated.policy_type.map_or("", PolicyType::name),
            stated.policy.as_deref().unwrap_or_default(),
            &stated.words,
        ];
        for missing in &self.missing {
            texts.extend([missing.kind.name(), &missing.id, &missing.sentence]);
            for list in [&missing.attached_to, &missing.commands] {
                let full = list.iter().filter(|text| !text.is_empty());
                texts.extend(full.map(String::as_str));
                texts.push(END);
            }
        }
        texts
    }

    fn from_texts(texts: Vec<String>) -> Option<Self> {
        let mut texts = texts.into_iter();
        let mut said = Self {
            principal: texts.next()?,
            action: texts.next()?,
            resource: texts.next()?,
            stated: Stated {
                decision: named(&Decision::ALL, Decision::name, &texts.next()?),
                policy_type: PolicyType::from_name(&texts.next()?),
                policy: texts.next().filter(|policy| !policy.is_empty()),
                words: texts.next()?,
                span: Span::default(),
            },
            missing: Vec::new(),
        };
        while let Some(kind) = texts.next() {
            let (id, sentence) = (texts.next()?, texts.next()?);
            let mut list = || texts.by_ref().take_while(|text| text != END).collect();
            said.missing.push(Missing {
                kind: kind_named(&kind)?,
                id,
                sentence,
                attached_to: list(),
                commands: list(),
                span: Span::default(),
            });
        }
        Some(said)
    }
}

fn kind_named(name: &str) -> Option<MissingKind> {
    let others = [
        MissingKind::AuthorizationDetails,
        MissingKind::DecodedMessage,
    ];
    let policy = PolicyType::from_name(name).map(MissingKind::Policy);
    policy.or_else(|| named(&others, MissingKind::name, name))
}

fn named<T: Copy>(all: &[T], name_of: fn(T) -> &'static str, name: &str) -> Option<T> {
    all.iter().copied().find(|one| name_of(*one) == name)
}

impl Workspace {
    /// What AWS said about the request in view.
    pub(crate) fn said(&self) -> Option<&Said> {
        let request = self.scenario.requests.get(self.selection.request)?;
        self.said.iter().rfind(|said| said.is_about(request))
    }

    /// Takes what was kept on this machine; what was said since is newer.
    pub(super) fn recall_said(&mut self, kept: Vec<Said>) {
        self.said.edit(|known| {
            let newer = std::mem::replace(known, kept);
            known.extend(newer);
        });
    }

    /// Remembers what evidence says AWS said, in place of what was said of the same request before.
    pub(super) fn remember_said(&mut self, import: &Import) {
        self.said.edit(|known| {
            for said in known.iter_mut() {
                said.missing.retain(|missing| !missing.is_closed_by(import));
            }
            for found in &import.requests {
                let Some(stated) = &found.stated else {
                    continue;
                };
                known.retain(|said| !said.is_about(&found.request));
                known.push(Said {
                    principal: found.request.principal.arn.clone(),
                    action: found.request.action.clone(),
                    resource: found.request.resource.arn.clone(),
                    stated: stated.clone(),
                    missing: import.missing.clone(),
                });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use iam_core::scenario::Scenario;

    use super::{Said, read_said, write_said};
    use crate::settings::Settings;
    use crate::state::{Action, Layout, Workspace};

    fn heard(messages: &[&str]) -> Vec<Said> {
        let mut workspace = Workspace::new(
            Scenario::default(),
            (Layout::default(), Settings::default()),
        );
        for message in messages {
            workspace.apply(Action::AddEvidence(iam_import::import(message).into()));
        }
        workspace.said.to_vec()
    }

    #[test]
    fn what_was_said_comes_back() {
        let user = "User: arn:aws:iam::111122223333:user/ana is not authorized to perform:";
        let said = heard(&[
            &[user, " sns:Publish on resource: arn:aws:sns:eu-west-1:111122223333:t with an explicit deny in a service control policy"].concat(),
            &[user, " s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action"].concat(),
            &[user, " s3:ListAllMyBuckets"].concat(),
        ]);
        assert_eq!(said.len(), 2);
        assert!(said.iter().any(|said| !said.missing.is_empty()));
        let mut again = read_said(&write_said(&said));
        for (again, said) in again.iter_mut().zip(&said) {
            // Places lie in a text that is gone.
            again.stated.span = said.stated.span;
            for (again, said) in again.missing.iter_mut().zip(&said.missing) {
                again.span = said.span;
            }
        }
        assert_eq!(again, said);
    }

    #[test]
    fn what_is_damaged_is_left() {
        for text in [
            "",
            "[",
            "{}",
            "[1]",
            "[[]]",
            r#"[["a","b"]]"#,
            r#"[["a","b","c","","","","w","nothing"]]"#,
        ] {
            assert_eq!(read_said(text), [], "{text}");
        }
    }
}
