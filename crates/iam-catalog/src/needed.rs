//! Which services' files a scenario asks for.

use std::collections::BTreeSet;

use iam_core::scenario::Scenario;

use crate::catalog::Catalog;
use crate::key_name;

impl Catalog {
    /// The prefixes of the services that a scenario's policies and requests name, sorted: in actions, in ARNs and in
    /// condition keys. Wildcards name no service. The policies are read as text, so that half-typed ones count as well.
    pub fn needed(&self, scenario: &Scenario) -> Vec<&str> {
        // Policies name few services many times; each name is looked up once.
        let mut named = BTreeSet::new();
        for policy in &scenario.policies {
            named.extend(policy.document.split('"').filter_map(Named::read));
        }
        for request in &scenario.requests {
            let keys = request.context.iter().map(|(key, _)| &**key);
            let texts = [&*request.action, &*request.resource.arn].into_iter();
            named.extend(texts.chain(keys).filter_map(Named::read));
        }
        let mut found = BTreeSet::new();
        for name in named {
            self.services_named(name, &mut found);
        }
        found.into_iter().collect()
    }

    /// Which of the services that a scenario names are still to be loaded.
    pub fn missing(&self, scenario: &Scenario) -> Vec<&str> {
        let mut needed = self.needed(scenario);
        needed.retain(|prefix| self.loaded(prefix).is_none());
        needed
    }

    /// The services of a name. Where the name is no service's prefix, all that have keys or resources of that name.
    fn services_named<'c>(&'c self, name: Named<'_>, found: &mut BTreeSet<&'c str>) {
        let (Named::Prefix(text) | Named::InArn(text)) = name;
        if let Some(entry) = self.index.service(text) {
            found.insert(&entry.prefix);
            return;
        }
        let foreign = match name {
            Named::Prefix(_) => &self.index.key_prefixes,
            Named::InArn(_) => &self.index.arn_services,
        };
        for foreign in foreign {
            if key_name::matches(&foreign.name, text) {
                found.extend(foreign.services.iter().map(|prefix| &**prefix));
            }
        }
    }
}

/// The name of a service as a text begins with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named<'t> {
    /// Before the first colon: `s3:…`, `saml:…`.
    Prefix(&'t str),
    /// In an ARN: `arn:aws:s3:…`.
    InArn(&'t str),
}

impl<'t> Named<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let mut parts = text.splitn(4, ':');
        let (first, _, third) = (parts.next()?, parts.next()?, parts.next());
        if first.eq_ignore_ascii_case("arn") {
            third.map(Self::InArn)
        } else {
            Some(Self::Prefix(first))
        }
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
