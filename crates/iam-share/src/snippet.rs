//! A link as Markdown, alone or with the policies.

use std::fmt::Write as _;

use iam_core::scenario::Scenario;

/// A link with the scenario's title as its text.
pub fn markdown_link(scenario: &Scenario, link: &str) -> String {
    let title = scenario.name.as_deref().unwrap_or_default().trim();
    let title = if title.is_empty() {
        "IAM scenario"
    } else {
        title
    };
    let mut text = String::from("[");
    for character in title.chars() {
        if matches!(
            character,
            '\\' | '[' | ']' | '`' | '*' | '_' | '<' | '>' | '&'
        ) {
            text.push('\\');
        }
        text.push(if character.is_control() {
            ' '
        } else {
            character
        });
    }
    text.push_str("](");
    text.push_str(link);
    text.push(')');
    text
}

/// The policies in fenced blocks, each under its name, and the link below.
pub fn markdown(scenario: &Scenario, link: &str) -> String {
    let mut text = String::new();
    for policy in &scenario.policies {
        let kind = policy.kind.name();
        let name = policy.name.as_deref().unwrap_or_default().trim();
        let name = name.replace('`', "'").replace(char::is_control, " ");
        let fence = fence(&policy.document);
        let heading = if name.is_empty() {
            format!("Policy, {kind}")
        } else {
            format!("`{name}`, {kind}")
        };
        let document = policy.document.trim_end();
        // Writing to a string does not fail.
        let _ = write!(text, "{heading}:\n\n{fence}json\n{document}\n{fence}\n\n");
    }
    text.push_str(&markdown_link(scenario, link));
    text.push('\n');
    text
}

/// A fence longer than any run of backticks inside.
fn fence(document: &str) -> String {
    let longest = document
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_title_is_no_markup() {
        let scenario = Scenario {
            name: Some("a](javascript:x) *b*\n`c`".to_owned()),
            ..Scenario::default()
        };
        assert_eq!(
            markdown_link(&scenario, "https://example.org/#2.x"),
            r"[a\](javascript:x) \*b\* \`c\`](https://example.org/#2.x)"
        );
        let untitled = markdown_link(&Scenario::default(), "#2.x");
        assert_eq!(untitled, "[IAM scenario](#2.x)");
    }

    #[test]
    fn a_policy_does_not_end_its_fence() {
        let scenario = Scenario::parse(
            r#"{ "version": 1, "name": "T", "policies": [{ "name": "P", "type": "session", "document": "```\n" }, { "type": "identity", "document": "{}" }] }"#,
        )
        .unwrap();
        assert_eq!(
            markdown(&scenario, "#2.x"),
            "`P`, session:\n\n````json\n```\n````\n\nPolicy, identity:\n\n```json\n{}\n```\n\n[T](#2.x)\n"
        );
    }
}
