//! Whose resources an ARN may name.

use std::collections::BTreeSet;

use crate::catalog::Catalog;

impl Catalog {
    /// The prefixes of the services whose resource types have ARNs with a service name, sorted: the service of that name,
    /// and others that name such resources. None: no resource type has such an ARN.
    pub fn services_of_arn(&self, name: &str) -> Vec<&str> {
        let foreign = self
            .index
            .arn_services
            .iter()
            .filter(|one| *one.name == *name);
        let mut found: BTreeSet<&str> = foreign
            .flat_map(|one| one.services.iter().map(|prefix| &**prefix))
            .collect();
        // ARNs are compared exactly, so that only the exact name is the service's own.
        let own = self
            .index
            .service(name)
            .filter(|entry| *entry.prefix == *name);
        found.extend(own.map(|entry| &*entry.prefix));
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_services() {
        let catalog = Catalog::new();
        assert!(catalog.services_of_arn("s3").contains(&"s3"));
        assert_eq!(catalog.services_of_arn("S3"), [""; 0]);
        assert_eq!(catalog.services_of_arn("banana"), [""; 0]);
    }
}
