//! The fields of a scenario that belong to a later release.

use super::read::path_step;
use super::{Request, Scenario, Unknown};

impl Scenario {
    /// The paths of the fields that this version does not know, such as `policies[0].color`.
    pub fn unknown_fields(&self) -> Vec<String> {
        let mut paths = Paths::default();
        paths.add("", &self.unknown);
        if let Some(organization) = &self.organization {
            paths.add("organization", &organization.unknown);
            for account in &organization.accounts {
                let place = path_step("organization.accounts", &account.id);
                paths.add(&place, &account.unknown);
            }
        }
        for (idx, policy) in self.policies.iter().enumerate() {
            paths.add(&format!("policies[{idx}]"), &policy.unknown);
        }
        for (idx, request) in self.requests.iter().enumerate() {
            add_request(&mut paths, &format!("requests[{idx}]"), request);
        }
        for call in &self.calls {
            paths.add(&path_step("calls", &call.name), &call.unknown);
        }
        paths.0
    }
}

fn add_request(paths: &mut Paths, place: &str, request: &Request) {
    paths.add(place, &request.unknown);
    paths.add(&format!("{place}.principal"), &request.principal.unknown);
    let place = format!("{place}.resource");
    paths.add(&place, &request.resource.unknown);
    for (idx, grant) in request.resource.grants.iter().enumerate() {
        paths.add(&format!("{place}.grants[{idx}]"), &grant.unknown);
    }
    let Some(s3) = &request.resource.s3 else {
        return;
    };
    let place = format!("{place}.s3");
    paths.add(&place, &s3.unknown);
    for (name, acl) in [("bucketAcl", &s3.bucket_acl), ("objectAcl", &s3.object_acl)] {
        for (idx, grant) in acl.iter().enumerate() {
            paths.add(&format!("{place}.{name}[{idx}]"), &grant.unknown);
        }
    }
    if let Some(settings) = &s3.block_public_access {
        paths.add(&format!("{place}.blockPublicAccess"), &settings.unknown);
    }
}

#[derive(Default)]
struct Paths(Vec<String>);

impl Paths {
    fn add(&mut self, place: &str, unknown: &Unknown) {
        self.0
            .extend(unknown.iter().map(|(name, _)| path_step(place, name)));
    }
}
