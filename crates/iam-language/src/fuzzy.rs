//! How well a name fits what was typed, as the catalog's search has it.

use iam_catalog::name_cost;

/// Longest text that is looked for, in characters; what is behind is ignored.
const LONGEST: usize = 80;

/// What was typed, in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Typed(String);

impl Typed {
    pub(crate) fn new(text: &str) -> Self {
        let typed = text.chars().filter(|c| !c.is_whitespace());
        Self(
            typed
                .take(LONGEST)
                .map(|c| c.to_ascii_lowercase())
                .collect(),
        )
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How badly a name fits: the name itself and one that begins so first, then by kind of fit, of equally good ones the shorter.
    pub(crate) fn cost(&self, name: &str) -> Option<u32> {
        if self.is_empty() {
            return Some(0);
        }
        let cost = name_cost(name, &name.to_ascii_lowercase(), &self.0)?;
        let long = u32::try_from(name.len().min(99)).unwrap_or(99);
        Some(if cost <= 100 { cost } else { cost + long })
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
            ("gend", &["GenerateEnd", "GxexnxDx"]),
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
