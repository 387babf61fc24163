//! What a service supports of IAM, by AWS's overview table and by a service's own guide, and where the sources differ.
//!
//! Lines in a service's file and after a retired service in the index: `U` a row with its name and a letter for each
//! column; `N` a column's number and a note on it; `D` a guide and a letter for each feature.
//!
//! Source: *AWS services that work with IAM* (IAM User Guide).

use crate::lines::{DataError, Line};
use crate::service::Service;

/// A row of the table "AWS services that work with IAM". One prefix may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// The row's name.
    pub service: Box<str>,
    /// What the columns say, in the order of [`Column::ALL`].
    pub columns: [Answer; 6],
    /// Notes on columns.
    pub notes: Box<[(Column, Box<str>)]>,
    /// What the service's own guide says, where it is recorded.
    pub guide: Option<GuideSupport>,
}

/// What the page "How *service* works with IAM" of a service's own guide says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideSupport {
    /// The guide and its page.
    pub source: Box<str>,
    /// What it says, in the order of [`Feature::ALL`].
    pub features: [Answer; 11],
}

/// What a source says about a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Supported.
    Yes,
    /// Supported in part.
    Partial,
    /// Not supported.
    No,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Policies can name single actions.
    Actions,
    /// Policies can name single resources.
    ResourceLevelPermissions,
    /// Policies can be attached to resources.
    ResourceBasedPolicies,
    /// Conditions on tags.
    Abac,
    /// Calls with temporary credentials.
    TemporaryCredentials,
    /// Roles linked to the service.
    ServiceLinkedRoles,
}

impl Column {
    /// Every column, in the table's order.
    pub const ALL: [Self; 6] = [
        Self::Actions,
        Self::ResourceLevelPermissions,
        Self::ResourceBasedPolicies,
        Self::Abac,
        Self::TemporaryCredentials,
        Self::ServiceLinkedRoles,
    ];
}

/// A row of the page "How *service* works with IAM".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Identity-based policies.
    IdentityBasedPolicies,
    /// Resource-based policies.
    ResourceBasedPolicies,
    /// Policy actions.
    PolicyActions,
    /// Policy resources.
    PolicyResources,
    /// Service-specific policy condition keys.
    PolicyConditionKeys,
    /// Access control lists.
    Acls,
    /// Attribute-based access control: tags in policies.
    Abac,
    /// Temporary credentials.
    TemporaryCredentials,
    /// Cross-service principal permissions (forward access sessions).
    PrincipalPermissions,
    /// Service roles.
    ServiceRoles,
    /// Service-linked roles.
    ServiceLinkedRoles,
}

impl Feature {
    /// Every row, in the page's order.
    pub const ALL: [Self; 11] = [
        Self::IdentityBasedPolicies,
        Self::ResourceBasedPolicies,
        Self::PolicyActions,
        Self::PolicyResources,
        Self::PolicyConditionKeys,
        Self::Acls,
        Self::Abac,
        Self::TemporaryCredentials,
        Self::PrincipalPermissions,
        Self::ServiceRoles,
        Self::ServiceLinkedRoles,
    ];

    /// The column of the overview table on the same matter.
    pub const fn column(self) -> Option<Column> {
        match self {
            Self::PolicyActions => Some(Column::Actions),
            Self::PolicyResources => Some(Column::ResourceLevelPermissions),
            Self::ResourceBasedPolicies => Some(Column::ResourceBasedPolicies),
            Self::Abac => Some(Column::Abac),
            Self::TemporaryCredentials => Some(Column::TemporaryCredentials),
            Self::ServiceLinkedRoles => Some(Column::ServiceLinkedRoles),
            Self::IdentityBasedPolicies
            | Self::PolicyConditionKeys
            | Self::Acls
            | Self::PrincipalPermissions
            | Self::ServiceRoles => None,
        }
    }
}

impl Support {
    /// What a column says.
    pub fn column(&self, column: Column) -> Answer {
        self.columns
            .get(column as usize)
            .copied()
            .unwrap_or(Answer::No)
    }

    /// The note on a column.
    pub fn note(&self, column: Column) -> Option<&str> {
        self.notes
            .iter()
            .find(|(on, _)| *on == column)
            .map(|(_, note)| &**note)
    }
}

impl GuideSupport {
    /// What the guide says on a feature.
    pub fn feature(&self, feature: Feature) -> Answer {
        self.features
            .get(feature as usize)
            .copied()
            .unwrap_or(Answer::No)
    }
}

/// A matter on which two or three sources give different answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement<'c> {
    /// The row of the table.
    pub row: &'c Support,
    /// The matter.
    pub feature: Feature,
    /// What the overview table says, if it has a column for it.
    pub table: Option<Answer>,
    /// What the service's own guide says, where it is recorded.
    pub guide: Option<Answer>,
    /// What follows from the service's actions, resource types and condition keys, where something does.
    pub reference: Option<Answer>,
}

impl Service {
    /// Where the sources on this service differ: the overview table, the service's own guide, and the service reference.
    /// A partial yes differs from neither yes nor no; the reference is asked about resources, condition keys and tags.
    /// A prefix with several rows is compared on the guide alone, since its actions belong to all of them.
    pub fn disagreements(&self) -> Vec<Disagreement<'_>> {
        let mut found = Vec::new();
        for row in &self.support {
            for feature in Feature::ALL {
                let disagreement = Disagreement {
                    row,
                    feature,
                    table: feature.column().map(|column| row.column(column)),
                    guide: row.guide.as_ref().map(|guide| guide.feature(feature)),
                    reference: self
                        .follows(feature)
                        .filter(|_| self.support.len() == 1 || row.guide.is_some()),
                };
                if disagreement.is_one() {
                    found.push(disagreement);
                }
            }
        }
        found
    }

    /// What follows from the reference on a feature. Resource-based policies, roles and credentials cannot be seen there.
    pub fn follows(&self, feature: Feature) -> Option<Answer> {
        let of = |yes| if yes { Answer::Yes } else { Answer::No };
        match feature {
            Feature::PolicyActions => Some(of(!self.actions.is_empty())),
            Feature::PolicyResources => {
                let with = |action: &crate::service::Action| !action.resources.is_empty();
                Some(of(self.actions.iter().any(with)))
            }
            Feature::PolicyConditionKeys => {
                let global = |name: &str| {
                    name.get(..4)
                        .is_some_and(|start| start.eq_ignore_ascii_case("aws:"))
                };
                Some(of(self.keys.iter().any(|key| !global(&key.name))))
            }
            Feature::Abac => {
                let tags = ["aws:ResourceTag/x", "aws:RequestTag/x", "aws:TagKeys"];
                let have = tags.iter().filter(|tag| self.key(tag).is_some()).count();
                Some(match have {
                    0 => Answer::No,
                    3 => Answer::Yes,
                    _ => Answer::Partial,
                })
            }
            Feature::IdentityBasedPolicies
            | Feature::ResourceBasedPolicies
            | Feature::Acls
            | Feature::TemporaryCredentials
            | Feature::PrincipalPermissions
            | Feature::ServiceRoles
            | Feature::ServiceLinkedRoles => None,
        }
    }
}

impl Disagreement<'_> {
    fn is_one(&self) -> bool {
        let said = [self.table, self.guide, self.reference];
        said.contains(&Some(Answer::Yes)) && said.contains(&Some(Answer::No))
    }
}

/// Reads a line `U`, `N` or `D` into the rows.
pub(crate) fn read_line(line: &Line<'_>, rows: &mut Vec<Support>) -> Result<(), DataError> {
    match line.tag {
        "U" => {
            let [service, letters] = line.fields();
            rows.push(Support {
                service: service.into(),
                columns: answers(line, letters)?,
                notes: Box::default(),
                guide: None,
            });
            return Ok(());
        }
        "N" | "D" => {}
        _ => return Err(line.error("a line of an unknown kind")),
    }
    let Some(row) = rows.last_mut() else {
        return Err(line.error("a note without a row"));
    };
    let [first, second] = line.fields();
    if line.tag == "D" {
        row.guide = Some(GuideSupport {
            source: first.into(),
            features: answers(line, second)?,
        });
    } else {
        let index: usize = line.number(first)?;
        let column = Column::ALL.get(index).copied();
        let column = column.ok_or_else(|| line.error("an unknown column"))?;
        let mut notes = std::mem::take(&mut row.notes).into_vec();
        notes.push((column, second.into()));
        row.notes = notes.into();
    }
    Ok(())
}

fn answers<const N: usize>(line: &Line<'_>, letters: &str) -> Result<[Answer; N], DataError> {
    let mut answers = [Answer::No; N];
    if letters.len() != N {
        return Err(line.error("a wrong number of answers"));
    }
    for (answer, letter) in answers.iter_mut().zip(letters.bytes()) {
        *answer = match letter {
            b'y' => Answer::Yes,
            b'p' => Answer::Partial,
            b'n' => Answer::No,
            _ => return Err(line.error("an unknown answer")),
        };
    }
    Ok(answers)
}
