//! From a [`Scenario`] to text: what is read back is the same scenario.
//!
//! Fields stand in the order of the published format, and fields of a later release at the end of their object. A policy
//! becomes an object where that loses nothing, and text otherwise.

mod layout;

use crate::json::{self, Node, Value};

use super::{
    AclGrant, BlockPublicAccess, ContextValue, Credentials, Decision, Grant, KeyManager,
    ObjectOwnership, Organization, Principal, Request, Resource, S3, Scalar, ScalarForm, Scenario,
    ScenarioPolicy, Unknown, UnknownKeys,
};
use layout::Tree;

/// How many levels of a scenario stand around a policy's document.
const LEVELS_AROUND_A_DOCUMENT: usize = 3;

impl Scenario {
    /// The document, laid out for people, with a newline at its end.
    ///
    /// [`Scenario::parse`] reads the same scenario from it, as long as it stays within the limits named there. A key that
    /// stands twice (in a context, in tags) cannot be written, and only its first value is: who lets people edit keys has
    /// to tell them.
    ///
    /// # Examples
    ///
    /// ```
    /// use iam_core::scenario::Scenario;
    ///
    /// let scenario = Scenario::parse(r#"{ "version": 1, "name": "Empty" }"#)?;
    /// assert_eq!(Scenario::parse(&scenario.to_json())?, scenario);
    /// # Ok::<(), iam_core::scenario::ScenarioError>(())
    /// ```
    pub fn to_json(&self) -> String {
        layout::pretty(&scenario_tree(self))
    }

    /// The document without any white space, for links and storage.
    pub fn to_compact_json(&self) -> String {
        layout::compact(&scenario_tree(self))
    }
}

fn scenario_tree(scenario: &Scenario) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.put("version", Tree::Raw("1"));
    fields.text("name", scenario.name.as_deref());
    fields.text("description", scenario.description.as_deref());
    fields.texts("references", &scenario.references);
    if scenario.unknown_keys != UnknownKeys::default() {
        fields.put("unknownKeys", Tree::Text(scenario.unknown_keys.name()));
    }
    fields.some(
        "organization",
        scenario.organization.as_ref().map(organization_tree),
    );
    let policies = scenario.policies.iter().map(policy_tree).collect();
    fields.put("policies", Tree::Lines(policies));
    let requests = scenario.requests.iter().map(request_tree).collect();
    fields.put("requests", Tree::Lines(requests));
    if !scenario.calls.is_empty() {
        let mut calls = Fields::default();
        for call in &scenario.calls {
            let mut said = Fields::default();
            said.text("expect", call.expect.map(Decision::name));
            calls.put(&call.name, said.object(&call.unknown));
        }
        fields.put("calls", calls.block(&[]));
    }
    fields.block(&scenario.unknown)
}

fn organization_tree(organization: &Organization) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("id", organization.id.as_deref());
    fields.text(
        "managementAccount",
        organization.management_account.as_deref(),
    );
    if !organization.accounts.is_empty() {
        let mut accounts = Fields::default();
        for account in &organization.accounts {
            let mut place = Fields::default();
            place.text("path", Some(&account.path));
            accounts.put(&account.id, place.object(&account.unknown));
        }
        fields.put("accounts", accounts.block(&[]));
    }
    fields.block(&organization.unknown)
}

fn policy_tree(policy: &ScenarioPolicy) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("name", policy.name.as_deref());
    fields.text("type", Some(policy.kind.name()));
    if let Some(attached_to) = &policy.attached_to {
        fields.put("attachedTo", texts_tree(attached_to));
    }
    fields.put("document", document_tree(&policy.document));
    fields.block(&policy.unknown)
}

fn document_tree(text: &str) -> Tree<'_> {
    let parsed = json::parse(text);
    match &parsed.root {
        Some(root)
            if parsed.diagnostics.is_empty()
                && matches!(root.value, Value::Object(_))
                && depth(root) + LEVELS_AROUND_A_DOCUMENT <= json::MAX_DEPTH
                && json::pretty(root) == text =>
        {
            Tree::Document(text)
        }
        _ => Tree::Text(text),
    }
}

fn depth(node: &Node<'_>) -> usize {
    let deepest = match &node.value {
        Value::Array(items) => items.iter().map(depth).max(),
        Value::Object(members) => members.iter().map(|member| depth(&member.value)).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => {
            return 0;
        }
    };
    deepest.unwrap_or(0) + 1
}

fn request_tree(request: &Request) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("name", request.name.as_deref());
    fields.put("principal", principal_tree(&request.principal));
    fields.text("action", Some(&request.action));
    fields.put("resource", resource_tree(&request.resource));
    if !request.context.is_empty() {
        let mut context = Fields::default();
        for (key, value) in &request.context {
            context.put(key, context_tree(value));
        }
        fields.put("context", context.object(&[]));
    }
    fields.texts("unknown", &request.open_keys);
    fields.text("call", request.call.as_deref());
    fields.text("expect", request.expect.map(Decision::name));
    fields.block(&request.unknown)
}

fn context_tree(value: &ContextValue) -> Tree<'_> {
    match value {
        ContextValue::Single(scalar) => scalar_tree(scalar),
        ContextValue::List(scalars) => Tree::List(scalars.iter().map(scalar_tree).collect()),
    }
}

/// A scalar in its form, or in quotes if its text does not have that form.
fn scalar_tree(scalar: &Scalar) -> Tree<'_> {
    let text = scalar.text.as_str();
    let fits = match scalar.form {
        ScalarForm::Text => false,
        ScalarForm::Number => {
            let parsed = json::parse(text);
            parsed.diagnostics.is_empty()
                && matches!(parsed.root, Some(Node { value: Value::Number(number), .. }) if number == text)
        }
        ScalarForm::Boolean => matches!(text, "true" | "false"),
    };
    if fits {
        Tree::Raw(text)
    } else {
        Tree::Text(text)
    }
}

fn principal_tree(principal: &Principal) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("arn", Some(&principal.arn));
    fields.text("account", principal.account.as_deref());
    fields.pairs("tags", &principal.tags);
    fields.text("userId", principal.user_id.as_deref());
    fields.text("canonicalUserId", principal.canonical_user_id.as_deref());
    fields.texts("groups", &principal.groups);
    fields.text("roleArn", principal.role_arn.as_deref());
    fields.text("sessionName", principal.session_name.as_deref());
    fields.text("sourceIdentity", principal.source_identity.as_deref());
    fields.text("issuer", principal.issuer.as_deref());
    fields.text("federatedProvider", principal.federated_provider.as_deref());
    fields.text("credentials", principal.credentials.map(Credentials::name));
    fields.boolean("mfa", principal.mfa);
    fields.text("tokenIssueTime", principal.token_issue_time.as_deref());
    fields.boolean("serviceLinked", principal.service_linked);
    fields.texts("calledVia", &principal.called_via);
    fields.object_or_text(&principal.arn, &principal.unknown)
}

fn resource_tree(resource: &Resource) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("arn", Some(&resource.arn));
    fields.text("account", resource.account.as_deref());
    fields.pairs("tags", &resource.tags);
    fields.some("s3", resource.s3.as_ref().map(s3_tree));
    if !resource.grants.is_empty() {
        fields.put(
            "grants",
            Tree::List(resource.grants.iter().map(grant_tree).collect()),
        );
    }
    fields.text("keyManager", resource.key_manager.map(KeyManager::name));
    fields.object_or_text(&resource.arn, &resource.unknown)
}

fn s3_tree(s3: &S3) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text(
        "objectOwnership",
        s3.object_ownership.map(ObjectOwnership::name),
    );
    fields.text("objectOwner", s3.object_owner.as_deref());
    fields.some("bucketAcl", acl_tree(&s3.bucket_acl));
    fields.some("objectAcl", acl_tree(&s3.object_acl));
    fields.some(
        "blockPublicAccess",
        s3.block_public_access
            .as_ref()
            .map(block_public_access_tree),
    );
    fields.object(&s3.unknown)
}

fn acl_tree(grants: &[AclGrant]) -> Option<Tree<'_>> {
    (!grants.is_empty()).then(|| Tree::List(grants.iter().map(acl_grant_tree).collect()))
}

fn acl_grant_tree(grant: &AclGrant) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("grantee", Some(&grant.grantee));
    fields.text("permission", Some(grant.permission.name()));
    fields.object(&grant.unknown)
}

fn block_public_access_tree(settings: &BlockPublicAccess) -> Tree<'_> {
    if *settings == BlockPublicAccess::all() {
        return Tree::Raw("true");
    }
    let mut fields = Fields::default();
    fields.boolean("BlockPublicAcls", Some(settings.block_public_acls));
    fields.boolean("IgnorePublicAcls", Some(settings.ignore_public_acls));
    fields.boolean("BlockPublicPolicy", Some(settings.block_public_policy));
    fields.boolean(
        "RestrictPublicBuckets",
        Some(settings.restrict_public_buckets),
    );
    fields.object(&settings.unknown)
}

fn grant_tree(grant: &Grant) -> Tree<'_> {
    let mut fields = Fields::default();
    fields.text("grantee", Some(&grant.grantee));
    fields.put("operations", texts_tree(&grant.operations));
    for (name, pairs) in [
        ("encryptionContextEquals", &grant.encryption_context_equals),
        ("encryptionContextSubset", &grant.encryption_context_subset),
    ] {
        fields.some(name, pairs.as_deref().map(pairs_tree));
    }
    fields.object(&grant.unknown)
}

fn texts_tree(texts: &[String]) -> Tree<'_> {
    Tree::List(texts.iter().map(|text| Tree::Text(text)).collect())
}

fn pairs_tree(pairs: &[(String, String)]) -> Tree<'_> {
    let mut fields = Fields::default();
    for (key, value) in pairs {
        fields.text(key, Some(value));
    }
    fields.object(&[])
}

/// The members of an object, as they are gathered.
#[derive(Debug, Default)]
struct Fields<'s>(Vec<(&'s str, Tree<'s>)>);

impl<'s> Fields<'s> {
    fn put(&mut self, name: &'s str, value: Tree<'s>) {
        self.0.push((name, value));
    }

    fn some(&mut self, name: &'s str, value: Option<Tree<'s>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn text(&mut self, name: &'s str, text: Option<&'s str>) {
        self.some(name, text.map(Tree::Text));
    }

    fn boolean(&mut self, name: &'s str, value: Option<bool>) {
        self.some(
            name,
            value.map(|value| Tree::Raw(if value { "true" } else { "false" })),
        );
    }

    /// A list, unless it is empty.
    fn texts(&mut self, name: &'s str, texts: &'s [String]) {
        if !texts.is_empty() {
            self.put(name, texts_tree(texts));
        }
    }

    /// An object of key → text, unless it is empty.
    fn pairs(&mut self, name: &'s str, pairs: &'s [(String, String)]) {
        if !pairs.is_empty() {
            self.put(name, pairs_tree(pairs));
        }
    }

    /// All members, with the fields of a later release at the end; of two with the same name, the first.
    fn finish(mut self, unknown: &'s [(String, String)]) -> Vec<(&'s str, Tree<'s>)> {
        for (name, text) in unknown {
            let value = if is_json(text) {
                Tree::Raw(text)
            } else {
                Tree::Text(text)
            };
            self.put(name, value);
        }
        let mut members: Vec<(&'s str, Tree<'s>)> = Vec::with_capacity(self.0.len());
        for (name, value) in self.0 {
            if members.iter().all(|(known, _)| *known != name) {
                members.push((name, value));
            }
        }
        members
    }

    /// An object that stands on one line where it fits.
    fn object(self, unknown: &'s [(String, String)]) -> Tree<'s> {
        Tree::Object(self.finish(unknown))
    }

    /// An object with a line for each field.
    fn block(self, unknown: &'s [(String, String)]) -> Tree<'s> {
        Tree::Block(self.finish(unknown))
    }

    /// An object, or just its `arn` where nothing else is set.
    fn object_or_text(self, arn: &'s str, unknown: &'s Unknown) -> Tree<'s> {
        if self.0.len() == 1 && unknown.is_empty() {
            return Tree::Text(arn);
        }
        self.object(unknown)
    }
}

fn is_json(text: &str) -> bool {
    let parsed = json::parse(text);
    parsed.diagnostics.is_empty()
        && parsed
            .root
            .is_some_and(|root| root.span.slice(text) == text)
}

#[cfg(test)]
mod tests;
