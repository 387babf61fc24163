//! What requests for an action can name.

use super::{AllActions, Entry};

/// A resource type that requests for an action can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The type's place among the service's; none for `*`.
    pub(crate) kind: Option<u16>,
    /// Whether a call always names one.
    pub(crate) required: bool,
}

/// The forms of all actions, one behind the other.
#[derive(Clone, Debug)]
pub(crate) struct Forms {
    forms: Box<[Form]>,
    /// Where those of each action end.
    ends: Box<[u32]>,
}

impl Forms {
    /// The forms of the action at a place.
    pub(crate) fn of(&self, at: usize) -> &[Form] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.forms.get(start..end(at)).unwrap_or(&[])
    }
}

impl AllActions {
    /// The forms of requests for each action: its types, and `*` where it takes none or a single optional one.
    pub(crate) fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| {
            let mut forms = Vec::with_capacity(2 * self.len());
            let mut ends = Vec::with_capacity(self.len());
            for entry in &self.entries {
                let start = forms.len();
                self.read_forms(entry, &mut forms);
                if let Some(
                    []
                    | [
                        Form {
                            required: false, ..
                        },
                    ],
                ) = forms.get(start..)
                {
                    forms.push(Form {
                        kind: None,
                        required: false,
                    });
                }
                ends.push(u32::try_from(forms.len()).unwrap_or(u32::MAX));
            }
            Forms {
                forms: forms.into(),
                ends: ends.into(),
            }
        })
    }

    /// Reads the types behind an action's name and access levels.
    fn read_forms(&self, entry: &Entry, forms: &mut Vec<Form>) {
        let rest = self.text.get(entry.name().end as usize + 1..).unwrap_or("");
        let mut kind = None;
        for byte in rest.bytes() {
            let required = byte == b'*';
            match byte {
                b'A'..=b'Z' => {}
                b'0'..=b'9' => kind = Some(kind.unwrap_or(0) * 10 + u16::from(byte - b'0')),
                _ => {
                    if let Some(kind) = kind.take() {
                        forms.push(Form {
                            kind: Some(kind),
                            required,
                        });
                    }
                    if byte == b'\n' {
                        break;
                    }
                }
            }
        }
    }
}
