//! An account's place in an organization, and the levels that SCPs and RCPs are attached to.
//!
//! Source: *AWS Organizations User Guide — SCP evaluation* (R-SCP-2, R-KEY-9, R-ARN-9).

use crate::scenario::Organization;

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'s> {
    /// The organization's id.
    pub(crate) organization: Option<&'s str>,
    /// `o-…/r-…/ou-…/`, if given.
    pub(crate) path: Option<&'s str>,
    /// Whether it is the management account.
    pub(crate) is_management: bool,
}

impl<'s> Place<'s> {
    /// The place of an account; none when it is in no organization.
    pub(crate) fn of(account: &str, organization: Option<&'s Organization>) -> Option<Self> {
        let organization = organization?;
        let is_management = organization.management_account.as_deref() == Some(account);
        let member = organization
            .accounts
            .iter()
            .find(|member| member.id == account);
        if !is_management && member.is_none() {
            return None;
        }
        let path = member.map(|member| member.path.as_str());
        let from_path = path
            .and_then(|path| path.split('/').next())
            .filter(|id| !id.is_empty());
        Some(Self {
            organization: organization.id.as_deref().or(from_path),
            path,
            is_management,
        })
    }

    /// Root and organizational units from the top, without the account.
    pub(crate) fn units(self) -> impl Iterator<Item = &'s str> {
        self.path
            .unwrap_or_default()
            .split('/')
            .skip(1)
            .filter(|unit| !unit.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::OrganizationAccount;

    #[test]
    fn places_follow_the_path() {
        let organization = Organization {
            id: Some("o-a1b2c3d4e5".to_owned()),
            management_account: Some("999999999999".to_owned()),
            accounts: vec![OrganizationAccount {
                id: "111122223333".to_owned(),
                path: "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/".to_owned(),
                unknown: Vec::new(),
            }],
            unknown: Vec::new(),
        };
        let place = Place::of("111122223333", Some(&organization)).unwrap();
        assert_eq!(
            place.units().collect::<Vec<_>>(),
            ["r-ab12", "ou-ab12-11111111"]
        );
        assert!(!place.is_management);
        assert!(
            Place::of("999999999999", Some(&organization))
                .unwrap()
                .is_management
        );
        assert_eq!(Place::of("777777777777", Some(&organization)), None);
        assert_eq!(Place::of("111122223333", None), None);
    }
}
