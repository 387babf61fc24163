//! How well a name fits what was typed.

use iam_catalog::{is_word_start, scattered};

/// Longest text that is looked for; what is behind is ignored.
const LONGEST: usize = 80;

/// What was typed, in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Typed(Vec<u8>);

impl Typed {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
        Self(
            bytes
                .take(LONGEST)
                .map(|byte| byte.to_ascii_lowercase())
                .collect(),
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How badly a name fits, in hundreds by kind: the name itself first, then one that begins with the text, holds it from a word on, has it in
    /// the beginnings of its words (`gobj` in `GetObject`), anywhere, or scattered; none if it does not hold its characters.
    pub(crate) fn cost(&self, name: &str) -> Option<u32> {
        let typed = &*self.0;
        let name = name.as_bytes();
        if typed.is_empty() {
            return Some(0);
        }
        let lower = name.to_ascii_lowercase();
        if *lower == *typed {
            return Some(0);
        }
        if lower.starts_with(typed) {
            return Some(100);
        }
        // Of equally good ones the shorter.
        let long = u32::try_from(name.len().min(99)).unwrap_or(99);
        let places = lower.windows(typed.len()).enumerate();
        let inside = places.filter(|(_, part)| *part == typed);
        let inside: Vec<usize> = inside.map(|(at, _)| at).collect();
        if inside.iter().any(|at| is_word_start(name, *at)) {
            return Some(200 + long);
        }
        if in_words(name, &lower, typed) {
            return Some(300 + long);
        }
        if !inside.is_empty() {
            return Some(500 + long);
        }
        let spread = scattered(&lower, typed)?;
        let between = u32::try_from((spread + 1).saturating_sub(typed.len())).unwrap_or(u32::MAX);
        Some(800 + between.min(100) * 10 + long)
    }
}

/// Whether the text is made of beginnings of the name's words, in their order.
fn in_words(name: &[u8], lower: &[u8], typed: &[u8]) -> bool {
    // Places behind the characters that have been found so far.
    let mut behind = vec![false; lower.len() + 1];
    for (at, byte) in lower.iter().enumerate() {
        if typed.first() == Some(byte) && is_word_start(name, at) {
            set(&mut behind, at + 1);
        }
    }
    for wanted in typed.iter().skip(1) {
        let mut next = vec![false; lower.len() + 1];
        let mut reached = false;
        for (at, byte) in lower.iter().enumerate() {
            let adjacent = behind.get(at) == Some(&true);
            reached |= adjacent;
            if byte == wanted && (adjacent || (reached && is_word_start(name, at))) {
                set(&mut next, at + 1);
            }
        }
        behind = next;
    }
    behind.contains(&true)
}

fn set(places: &mut [bool], at: usize) {
    if let Some(place) = places.get_mut(at) {
        *place = true;
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn better_fits_come_first() {
        for (typed, names) in [
            (
                "getobject",
                &[
                    "GetObject",
                    "GetObjectAcl",
                    "GetBucketObject",
                    "ForgetObjects",
                ][..],
            ),
            ("gobj", &["GetObject", "Gloabj"]),
            ("poli", &["PolicyList", "GetPolicy", "Apolitical"]),
            ("aws:sip", &["aws:SourceIp", "aws:userip"]),
        ] {
            let typed = Typed::new(typed);
            let costs: Vec<Option<u32>> = names.iter().map(|name| typed.cost(name)).collect();
            assert!(
                costs.is_sorted_by_key(|cost| cost.unwrap_or(u32::MAX)),
                "{costs:?}"
            );
            assert!(costs.first().is_some_and(Option::is_some), "{names:?}");
        }
        assert_eq!(Typed::new("xyz").cost("GetObject"), None);
        assert_eq!(Typed::new("").cost("GetObject"), Some(0));
        assert_eq!(Typed::new("x").cost(""), None);
    }
}
