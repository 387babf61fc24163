//! Which services' files a scenario asks for.

use std::collections::BTreeSet;

use iam_core::scenario::Scenario;

use crate::catalog::Catalog;
use crate::key_name;

impl Catalog {
    /// The prefixes of the services that a scenario's policies and requests name, sorted: in actions, in ARNs and in
    /// condition keys. Wildcards name no service. The policies are read as text, so that half-typed ones count as well.
    pub fn needed(&self, scenario: &Scenario) -> Vec<&str> {
        let mut found = BTreeSet::new();
        for policy in &scenario.policies {
            for start in policy.document.split('"').skip(1) {
                self.name(start, &mut found);
            }
        }
        for request in &scenario.requests {
            self.name(&request.action, &mut found);
            self.name(&request.resource.arn, &mut found);
            for (key, _) in &request.context {
                self.name(key, &mut found);
            }
        }
        found.into_iter().collect()
    }

    /// Which of the services that a scenario names are still to be loaded.
    pub fn missing(&self, scenario: &Scenario) -> Vec<&str> {
        let mut needed = self.needed(scenario);
        needed.retain(|prefix| self.loaded(prefix).is_none());
        needed
    }

    /// The services that a text begins to name: `s3:…`, `arn:aws:s3:…`, `saml:…`.
    fn name<'c>(&'c self, text: &str, found: &mut BTreeSet<&'c str>) {
        let mut parts = text.splitn(4, ':');
        let (Some(first), Some(_)) = (parts.next(), parts.next()) else {
            return;
        };
        if first.eq_ignore_ascii_case("arn") {
            let Some(service) = parts.next() else { return };
            self.insert(service, found);
            for foreign in &self.index.arn_services {
                // The owner of the name comes first; others only use its resources.
                if *foreign.name == *service && self.index.service(service).is_none() {
                    found.extend(foreign.services.iter().map(|prefix| &**prefix));
                }
            }
        } else {
            self.insert(first, found);
            for foreign in &self.index.key_prefixes {
                if key_name::matches(&foreign.name, first) && self.index.service(first).is_none() {
                    found.extend(foreign.services.iter().map(|prefix| &**prefix));
                }
            }
        }
    }

    fn insert<'c>(&'c self, prefix: &str, found: &mut BTreeSet<&'c str>) {
        found.extend(self.index.service(prefix).map(|entry| &*entry.prefix));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_and_requests_name_services() {
        let scenario = Scenario::parse(
            r#"{ "version": 1,
            "policies": [{ "type": "identity", "document": "{ \"Statement\": { \"Action\": [\"S3:GetObject\", \"sqs:" }],
            "requests": [{ "principal": "arn:aws:iam::111122223333:user/a", "action": "codewhisperer:GenerateRecommendations",
              "resource": "arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/x", "context": { "saml:sub": "x" } }] }"#,
        )
        .unwrap();
        let catalog = Catalog::new();
        let expected = ["codewhisperer", "s3", "s3-object-lambda", "sqs", "sts"];
        assert_eq!(catalog.needed(&scenario), expected);
        assert_eq!(catalog.missing(&scenario), expected);
    }
}
