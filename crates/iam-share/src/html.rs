//! A scenario for another page: as a frame, or as an element with the policies in it (`docs/embedding.md`).

use std::fmt::Write as _;

use iam_core::json;
use iam_core::scenario::{Scenario, ScenarioPolicy};

use crate::View;

/// A plain frame of `embed`, the address of the page for frames, that shows what a payload carries.
pub fn frame(scenario: &Scenario, embed: &str, payload: &str) -> String {
    let title = attribute(title(scenario).unwrap_or("IAM Playground"));
    let source = attribute(&[embed, "#", payload].concat());
    format!(
        r#"<iframe title="{title}" width="720" height="480" loading="lazy" src="{source}"></iframe>"#
    ) + "\n"
}

/// The element `<iam-playground>` with everything of a scenario among its children, and the `loader` that makes it live.
///
/// A page that runs no scripts shows the policies and the requests as they are. White space around a policy's text is not kept.
pub fn element(scenario: &Scenario, loader: &str, view: &View) -> String {
    let mut text = format!(
        "<script type=\"module\" src=\"{}\"></script>\n\n<iam-playground",
        attribute(loader)
    );
    if let Some(title) = title(scenario) {
        text.push_str(&named("name", title));
    }
    if view.request > 0 {
        text.push_str(&named(
            "request",
            &view.request.saturating_add(1).to_string(),
        ));
    }
    text.push_str(">\n");
    let (others, requests) = parts(&scenario.to_json());
    if let Some(others) = others {
        // Nothing of JSON but a text's characters can begin a tag.
        let others = others.replace('<', "\\u003c");
        // Writing to a string does not fail.
        let _ = writeln!(text, "<script type=\"application/json\">{others}</script>");
    }
    for policy in &scenario.policies {
        text.push_str(&policy_element(policy));
    }
    if let Some(requests) = requests {
        let _ = writeln!(text, "<pre data-request>{}</pre>", content(&requests));
    }
    text + "</iam-playground>\n"
}

fn policy_element(policy: &ScenarioPolicy) -> String {
    let mut text = String::from("<pre");
    text.push_str(&named("data-type", policy.kind.name()));
    if let Some(name) = policy.name.as_deref().filter(|name| !name.is_empty()) {
        text.push_str(&named("data-name", name));
    }
    if let Some(attached) = &policy.attached_to {
        text.push_str(&named("data-attached-to", &attached.join(" ")));
    }
    let document = content(policy.document.trim());
    text + ">" + &document + "</pre>\n"
}

/// What a scenario's JSON says beside policies and requests, and its requests: alone where there is one.
fn parts(document: &str) -> (Option<String>, Option<String>) {
    let parsed = json::parse(document);
    let root = parsed.root.as_ref();
    let slice = |node: &json::Node<'_>| document.get(node.span.range()).unwrap_or_default();
    let requests = root.and_then(|root| root.get("requests"));
    let requests = requests.and_then(|requests| match requests.as_array()? {
        [] => None,
        // The loader knows a request by its action.
        [one] if one.get("action").and_then(json::Node::as_str) != Some("") => {
            Some(dedented(slice(one)))
        }
        _ => Some(dedented(slice(requests))),
    });
    let members = root.and_then(json::Node::as_object).unwrap_or_default();
    let others: Vec<String> = members
        .iter()
        .filter(|member| {
            !["version", "name", "policies", "requests"].contains(&&*member.key.content)
        })
        .map(|member| format!("  \"{}\": {}", member.key.content, slice(&member.value)))
        .collect();
    let others = (!others.is_empty()).then(|| ["{\n", &others.join(",\n"), "\n}"].concat());
    (others, requests)
}

/// A value's lines, as far to the left as its last.
fn dedented(value: &str) -> String {
    let last = value.rsplit('\n').next().unwrap_or_default();
    let indent = last.len().saturating_sub(last.trim_start().len());
    // A text in JSON has no line ends of its own.
    value.replace(&["\n", &" ".repeat(indent)].concat(), "\n")
}

fn title(scenario: &Scenario) -> Option<&str> {
    let title = scenario.name.as_deref().unwrap_or_default().trim();
    (!title.is_empty()).then_some(title)
}

/// An attribute, with the space before it.
fn named(name: &str, value: &str) -> String {
    [" ", name, "=\"", &attribute(value), "\""].concat()
}

/// A text as an attribute's value in double quotes.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;")
}

/// A text as an element's content.
fn content(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario() -> Scenario {
        Scenario::parse(
            r#"{ "version": 1, "name": "A \"b\" <c>", "unknownKeys": "open", "description": "</script><!--",
              "policies": [
                { "type": "identity", "name": "R&D", "document": "{ \"a\": \"</pre>\" }\n" },
                { "type": "service-control", "attachedTo": ["ou-1", "111122223333"], "document": "{}" }],
              "requests": [{ "principal": "p", "action": "s3:GetObject", "resource": "r" }] }"#,
        )
        .unwrap()
    }

    #[test]
    fn a_frame_has_the_payload_in_its_address() {
        let frame = frame(&scenario(), "https://example.org/embed.html", "2.x.r1");
        assert_eq!(
            frame,
            "<iframe title=\"A &quot;b&quot; &lt;c&gt;\" width=\"720\" height=\"480\" loading=\"lazy\" src=\"https://example.org/embed.html#2.x.r1\"></iframe>\n"
        );
    }

    #[test]
    fn an_element_holds_everything_and_no_text_is_markup() {
        let view = View {
            request: 1,
            ..View::default()
        };
        let text = element(&scenario(), "https://example.org/iam-playground.js", &view);
        assert_eq!(
            text,
            r#"<script type="module" src="https://example.org/iam-playground.js"></script>

<iam-playground name="A &quot;b&quot; &lt;c&gt;" request="2">
<script type="application/json">{
  "description": "\u003c/script>\u003c!--",
  "unknownKeys": "open"
}</script>
<pre data-type="identity" data-name="R&amp;D">{ "a": "&lt;/pre&gt;" }</pre>
<pre data-type="service-control" data-attached-to="ou-1 111122223333">{}</pre>
<pre data-request>{
  "principal": "p",
  "action": "s3:GetObject",
  "resource": "r"
}</pre>
</iam-playground>
"#
        );
    }

    #[test]
    fn an_empty_scenario_is_an_empty_element() {
        let text = element(&Scenario::default(), "l.js", &View::default());
        assert!(
            text.ends_with("<iam-playground>\n</iam-playground>\n"),
            "{text}"
        );
    }
}
