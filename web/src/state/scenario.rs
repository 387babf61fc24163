//! What happens to the scenario beside its policies and requests.

use iam_core::scenario::Scenario;

use crate::shared::Shared;

use super::Workspace;

impl Workspace {
    /// Takes another organization, and what the policies are attached to in it.
    pub(super) fn edit_organization(&mut self, changed: Scenario) {
        self.change(|scenario| {
            scenario.organization = changed.organization;
            for (policy, changed) in scenario.policies.iter_mut().zip(changed.policies) {
                policy.attached_to = changed.attached_to;
            }
        });
    }

    /// Takes in again every policy and statement that was left out.
    pub(super) fn take_all_in(&mut self) {
        self.docs.edit(|docs| {
            for doc in docs {
                doc.left_out = false;
            }
        });
        self.without = Shared::new(Vec::new());
    }
}
