//! Codes of findings and what they mean. The table of all checks is in `table`.
//!
//! Source: *IAM policy validation check reference* (R-CHK-1 … R-CHK-9 and the tables of section 7).

use crate::checks::Pass;

mod table;
mod types;

pub use table::{CHECKS, Code};
pub use types::Types;

/// What a finding means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingType {
    /// The policy cannot work as written, or the service refuses it.
    Error,
    /// It allows more than is likely meant.
    SecurityWarning,
    /// It departs from good practice, or will surprise.
    Warning,
    /// It could be clearer or smaller, without a change of its meaning.
    Suggestion,
}

impl FindingType {
    /// The four, the gravest first.
    pub const ALL: [Self; 4] = [
        Self::Error,
        Self::SecurityWarning,
        Self::Warning,
        Self::Suggestion,
    ];

    /// As `ValidatePolicy` names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "ERROR",
            Self::SecurityWarning => "SECURITY_WARNING",
            Self::Warning => "WARNING",
            Self::Suggestion => "SUGGESTION",
        }
    }

    /// As the page of the checks names it in the anchors of its sections.
    const fn anchor(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::SecurityWarning => "security-warning",
            Self::Warning => "general-warning",
            Self::Suggestion => "suggestion",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its code.
    pub code: Code,
    /// The code as `ValidatePolicy` writes it.
    pub name: &'static str,
    /// What a finding of it means.
    pub kind: FindingType,
    /// The policy types it applies to.
    pub on: Types,
    /// What makes it.
    pub pass: Pass,
    /// What it reports.
    pub about: &'static str,
}

impl Code {
    /// As `ValidatePolicy` writes it: `PASS_ROLE_WITH_STAR_IN_RESOURCE`.
    pub const fn name(self) -> &'static str {
        self.check().name
    }

    /// What a finding of it means.
    pub const fn kind(self) -> FindingType {
        self.check().kind
    }

    /// The code with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        CHECKS
            .iter()
            .find(|check| check.name == name)
            .map(|check| check.code)
    }

    /// Where it is explained: AWS's page for AWS's checks, else the section of the specification.
    pub fn learn_more(self) -> String {
        const PAGE: &str = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";
        const OWN: &str =
            "https://github.com/iam-playground/iam-playground/blob/main/docs/findings.md";
        let check = self.check();
        let name = check.name.to_ascii_lowercase().replace('_', "-");
        if name.starts_with("x-") {
            return format!("{OWN}#{}", check.name.to_ascii_lowercase());
        }
        format!(
            "{PAGE}#access-analyzer-reference-policy-checks-{}-{name}",
            check.kind.anchor()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_and_linked() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert_eq!(check.code as usize, index);
            assert_eq!(Code::from_name(check.name), Some(check.code));
            assert!(check.about.ends_with('.'), "{}", check.name);
        }
        assert_eq!(
            Code::PassRoleWithStarInResource.learn_more(),
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource"
        );
    }
}
