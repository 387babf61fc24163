//! What elements, operators and values mean, in a sentence each.
//!
//! Source: *IAM JSON policy element reference* (IAM User Guide).

use iam_core::policy::operator::{Comparison, Operator, Order, Qualifier};

/// An element, and what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// What it gets as value when it is completed, with fields between `«` and `»`.
    pub(crate) template: &'static str,
}

const fn element(name: &'static str, about: &'static str, template: &'static str) -> Element {
    Element {
        name,
        about,
        template,
    }
}

/// The elements of a policy, in their usual order.
pub(crate) const OF_DOCUMENT: [Element; 3] = [
    element(
        "Version",
        "The version of the policy language. Policy variables need 2012-10-17, and without the element 2008-10-17 is in force.",
        "\"2012-10-17«»\"",
    ),
    element(
        "Statement",
        "The statements: one, or a list. Their order does not matter.",
        "[\n\t{\n\t\t\"Effect\": \"Allow\",\n\t\t\"Action\": \"«»\",\n\t\t\"Resource\": \"«*»\"\n\t}\n]",
    ),
    element(
        "Id",
        "An identifier of the policy. It never decides anything.",
        "\"«»\"",
    ),
];

/// The elements of a statement, in their usual order.
pub(crate) const OF_STATEMENT: [Element; 9] = [
    element(
        "Sid",
        "An identifier of the statement. It never decides anything.",
        "\"«»\"",
    ),
    element(
        "Effect",
        "Whether the statement allows or denies what it matches. A deny wins over every allow.",
        "\"«»\"",
    ),
    element(
        "Principal",
        "Whom the statement is about: accounts, users, roles, sessions, services or identity providers.",
        "{ \"«AWS»\": \"«»\" }",
    ),
    element(
        "NotPrincipal",
        "Everyone but those named; with Deny only. A condition on aws:PrincipalArn is easier to get right.",
        "{ \"«AWS»\": \"«»\" }",
    ),
    element(
        "Action",
        "The actions that the statement is about, as service:Action; * and ? stand for other characters.",
        "\"«»\"",
    ),
    element(
        "NotAction",
        "Every action of every service but those named.",
        "\"«»\"",
    ),
    element(
        "Resource",
        "The resources that the statement is about, as ARNs; * and ? stand for other characters.",
        "\"«»\"",
    ),
    element("NotResource", "Every resource but those named.", "\"«»\""),
    element(
        "Condition",
        "When the statement applies: operators, their keys, and the values that the request's keys are compared with. Every operator and key must hold; of several values one is enough.",
        "{\n\t«»\n}",
    ),
];

/// The element of a name.
pub(crate) fn element_of(name: &str) -> Option<&'static Element> {
    const ALL: [&[Element]; 2] = [&OF_DOCUMENT, &OF_STATEMENT];
    let mut all = ALL.into_iter().flatten();
    all.find(|element| element.name == name)
}

/// The kinds of principals, what each names, and a value to begin with.
pub(crate) const PRINCIPAL_KINDS: [Element; 4] = [
    element(
        "AWS",
        "Accounts, users, roles and sessions: an ARN, an account id, or * for everyone.",
        "\"«»\"",
    ),
    element(
        "Service",
        "AWS services, such as lambda.amazonaws.com, when they act by themselves.",
        "\"«»\"",
    ),
    element(
        "Federated",
        "Identity providers: SAML and OpenID Connect providers of the account, or Amazon Cognito. In role trust policies only.",
        "\"«»\"",
    ),
    element(
        "CanonicalUser",
        "An account by its canonical user id, in policies of Amazon S3 and CloudFront.",
        "\"«»\"",
    ),
];

/// What an operator does, without set qualifier and `IfExists`.
pub(crate) fn comparison(operator: Operator) -> &'static str {
    let negated = operator.base.negated;
    match (operator.base.comparison, negated) {
        (Comparison::StringEquals, false) => {
            "Text equal to one of the values, letter case included."
        }
        (Comparison::StringEquals, true) => {
            "Text equal to none of the values, letter case included."
        }
        (Comparison::StringEqualsIgnoreCase, false) => {
            "Text equal to one of the values, whatever the letter case."
        }
        (Comparison::StringEqualsIgnoreCase, true) => {
            "Text equal to none of the values, whatever the letter case."
        }
        (Comparison::StringLike, false) => {
            "Text that fits one of the patterns: * stands for any characters, ? for one."
        }
        (Comparison::StringLike, true) => {
            "Text that fits none of the patterns: * stands for any characters, ? for one."
        }
        (Comparison::Numeric(order), negated) => match (order, negated) {
            (Order::Equal, false) => "A number equal to one of the values.",
            (Order::Equal, true) => "A number equal to none of the values.",
            (Order::Less, _) => "A number smaller than the value.",
            (Order::LessOrEqual, _) => "A number smaller than the value or equal to it.",
            (Order::Greater, _) => "A number greater than the value.",
            (Order::GreaterOrEqual, _) => "A number greater than the value or equal to it.",
        },
        (Comparison::Date(order), negated) => match (order, negated) {
            (Order::Equal, false) => "A date equal to one of the values.",
            (Order::Equal, true) => "A date equal to none of the values.",
            (Order::Less, _) => "A date before the value.",
            (Order::LessOrEqual, _) => "A date before the value, or the same.",
            (Order::Greater, _) => "A date after the value.",
            (Order::GreaterOrEqual, _) => "A date after the value, or the same.",
        },
        (Comparison::Bool, _) => "true or false, as the value says.",
        (Comparison::Binary, _) => "Bytes equal to one of the values, which are in base64.",
        (Comparison::Ip, false) => "An IP address in one of the ranges.",
        (Comparison::Ip, true) => "An IP address in none of the ranges.",
        (Comparison::Arn, false) => {
            "An ARN that fits one of the patterns; each of its six parts is compared by itself, and may have * and ?."
        }
        (Comparison::Arn, true) => {
            "An ARN that fits none of the patterns; each of its six parts is compared by itself, and may have * and ?."
        }
        (Comparison::Null, _) => {
            "Whether the key is missing: true if it must be missing, false if it must be there."
        }
    }
}

/// What happens when the request does not have the key.
pub(crate) fn missing_key(operator: Operator) -> &'static str {
    if operator.base.comparison == Comparison::Null {
        return "This is the operator for keys that may be missing.";
    }
    match (
        operator.qualifier,
        operator.if_exists,
        operator.base.negated,
    ) {
        (Qualifier::ForAllValues, _, _) => {
            "If the key is missing, it holds: none of its values fails. Add a Null condition where that must not be."
        }
        (_, true, _) => "If the key is missing, it holds.",
        (Qualifier::One, false, true) => {
            "If the key is missing, it holds, as for every operator with Not."
        }
        (Qualifier::ForAnyValue, false, _) | (Qualifier::One, false, false) => {
            "If the key is missing, it does not hold."
        }
    }
}

/// What a set qualifier does.
pub(crate) fn qualifier(qualifier: Qualifier) -> Option<&'static str> {
    match qualifier {
        Qualifier::One => None,
        Qualifier::ForAllValues => {
            Some("For keys with several values: each of the request’s values must hold.")
        }
        Qualifier::ForAnyValue => {
            Some("For keys with several values: at least one of the request’s values must hold.")
        }
    }
}
