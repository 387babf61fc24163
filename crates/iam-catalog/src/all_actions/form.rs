//! What requests for an action can name.

use super::AllActions;

/// A resource type that requests for an action can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The type's place among the service's; none for `*`.
    pub(crate) kind: Option<u16>,
    /// Whether a call always names one.
    pub(crate) required: bool,
}

impl AllActions {
    /// The forms of requests for the action at a place: its types, and `*` where it takes none or a single optional one.
    pub(crate) fn forms(&self, at: usize, forms: &mut Vec<Form>) {
        forms.clear();
        let Some(entry) = self.entries.get(at) else {
            return;
        };
        let rest = self.text.get(entry.name().end as usize + 1..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let types = line.trim_start_matches(|c: char| c.is_ascii_uppercase());
        for one in types.split(',').filter(|one| !one.is_empty()) {
            let number = one.strip_suffix('*');
            let Ok(kind) = number.unwrap_or(one).parse() else {
                continue;
            };
            forms.push(Form {
                kind: Some(kind),
                required: number.is_some(),
            });
        }
        if let []
        | [
            Form {
                required: false, ..
            },
        ] = **forms
        {
            forms.push(Form {
                kind: None,
                required: false,
            });
        }
    }
}
