//! What of a scenario was looked at when its link was made.

/// What of a scenario was looked at: everything counted from 0, and nothing of it needed to open the link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The request whose result is shown.
    pub request: usize,
    /// The stage chosen by hand.
    pub stage: Option<usize>,
    /// The statement whose card was chosen: policy and statement.
    pub statement: Option<(usize, u32)>,
    /// The part in front: policies, request, result or tests.
    pub tab: Option<u8>,
}

impl View {
    /// Writes what is not the default behind a payload: `.r1.s3.c0-2.t3`.
    pub fn write(&self, payload: &mut String) {
        if self.request > 0 {
            payload.push_str(".r");
            payload.push_str(&self.request.to_string());
        }
        if let Some(stage) = self.stage {
            payload.push_str(".s");
            payload.push_str(&stage.to_string());
        }
        if let Some((policy, statement)) = self.statement {
            payload.push_str(".c");
            payload.push_str(&policy.to_string());
            payload.push('-');
            payload.push_str(&statement.to_string());
        }
        if let Some(tab) = self.tab {
            payload.push_str(".t");
            payload.push_str(&tab.to_string());
        }
    }

    /// Reads the parts behind a payload. What it does not know it passes over.
    #[must_use]
    pub fn read<'a>(parts: impl Iterator<Item = &'a str>) -> Self {
        let mut view = Self::default();
        for part in parts.take(8) {
            let part = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            if let Some(request) = part.strip_prefix('r') {
                view.request = request.parse().unwrap_or_default();
            } else if let Some(stage) = part.strip_prefix('s') {
                view.stage = stage.parse().ok();
            } else if let Some(tab) = part.strip_prefix('t') {
                view.tab = tab.parse().ok();
            } else if let Some((policy, statement)) =
                part.strip_prefix('c').and_then(|card| card.split_once('-'))
            {
                view.statement = policy.parse().ok().zip(statement.parse().ok());
            }
        }
        view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_written() {
        for (view, text) in [
            (View::default(), ""),
            (
                View {
                    request: 3,
                    stage: Some(0),
                    statement: Some((1, 12)),
                    tab: Some(3),
                },
                ".r3.s0.c1-12.t3",
            ),
        ] {
            let mut payload = String::new();
            view.write(&mut payload);
            assert_eq!(payload, text);
            assert_eq!(View::read(payload.split('.')), view);
        }
    }

    #[test]
    fn passes_over_what_it_does_not_know() {
        for (text, view) in [
            (
                "r1).",
                View {
                    request: 1,
                    ..View::default()
                },
            ),
            ("r-1.sx.c1.c-.z9.t.t999.é", View::default()),
            ("r99999999999999999999999", View::default()),
        ] {
            assert_eq!(View::read(text.split('.')), view, "{text}");
        }
    }
}
