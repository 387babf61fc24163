//! The table of formats: what a text is known by, and what reads it. The first row that knows it takes it.

use iam_core::json::{self, Node, Value};
use iam_core::scenario::Scenario;

use crate::command::Command;
use crate::import::Format;
use crate::layer::Layer;
use crate::reader::Reader;
use crate::{
    account, bare_policy, cloudformation, cloudtrail, decoded, denied, elsewhere, evidence,
    iam_cli, organizations, recognize, resource_policy, simulator, single, terraform, toolbox,
};

/// A piece of the pasted text: free text, or one JSON value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paste<'p> {
    /// The text.
    pub(crate) layer: &'p Layer,
    /// Its value, if it is JSON.
    pub(crate) root: Option<&'p Node<'p>>,
    /// The command whose output it is, if one stands before it.
    pub(crate) command: Option<&'p Command>,
    /// How many encodings were undone to come here.
    pub(crate) depth: usize,
}

/// A format.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) format: Format,
    pub(crate) shape: Shape,
    /// Whether this is it, and what it is known by. Quick, and without taking anything.
    pub(crate) test: fn(&Paste<'_>) -> Option<String>,
    pub(crate) read: fn(&Paste<'_>, &mut Reader<'_>),
}

/// What a row is tested on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Json,
    Text,
}

/// A row that only takes off a wrapper: what is inside says what it is.
const WRAPPER: Format = Format {
    id: "wrapper",
    name: "a wrapper",
};

const SCENARIO: Format = Format {
    id: "scenario",
    name: "a scenario document",
};

const fn json_row(
    format: Format,
    test: fn(&Paste<'_>) -> Option<String>,
    read: fn(&Paste<'_>, &mut Reader<'_>),
) -> Row {
    Row {
        format,
        shape: Shape::Json,
        test,
        read,
    }
}

const fn text_row(
    format: Format,
    test: fn(&Paste<'_>) -> Option<String>,
    read: fn(&Paste<'_>, &mut Reader<'_>),
) -> Row {
    Row {
        format,
        shape: Shape::Text,
        test,
        read,
    }
}

/// Every format, in the order in which they are tried.
pub(crate) const TABLE: &[Row] = &[
    json_row(WRAPPER, is_text, read_text),
    json_row(SCENARIO, is_scenario, read_scenario),
    json_row(WRAPPER, is_decoded_output, read_decoded_output),
    json_row(decoded::FORMAT, decoded::test, decoded::read),
    json_row(
        toolbox::DETAILS,
        toolbox::test_details,
        toolbox::read_details,
    ),
    json_row(toolbox::POLICY, toolbox::test_policy, toolbox::read_policy),
    json_row(
        simulator::INPUT,
        simulator::test_input,
        simulator::read_input,
    ),
    json_row(
        simulator::OUTPUT,
        simulator::test_output,
        simulator::read_output,
    ),
    json_row(
        cloudtrail::EVENT,
        cloudtrail::test_event,
        cloudtrail::read_event,
    ),
    json_row(
        cloudtrail::FILE,
        cloudtrail::test_file,
        cloudtrail::read_file,
    ),
    json_row(
        cloudtrail::LOOKUP,
        cloudtrail::test_lookup,
        cloudtrail::read_lookup,
    ),
    json_row(terraform::PLAN, terraform::test_plan, terraform::read_plan),
    json_row(
        terraform::STATE,
        terraform::test_state,
        terraform::read_state,
    ),
    json_row(
        cloudformation::FORMAT,
        cloudformation::test,
        cloudformation::read,
    ),
    json_row(account::FORMAT, account::test, account::read),
    json_row(
        organizations::FORMAT,
        organizations::test,
        organizations::read,
    ),
    json_row(iam_cli::FORMAT, iam_cli::test, iam_cli::read),
    json_row(
        resource_policy::ENDPOINTS,
        resource_policy::test_endpoints,
        resource_policy::read_endpoints,
    ),
    json_row(
        resource_policy::FORMAT,
        resource_policy::test,
        resource_policy::read,
    ),
    json_row(iam_cli::CALLER, iam_cli::test_caller, iam_cli::read_caller),
    json_row(bare_policy::FORMAT, bare_policy::test, bare_policy::read),
    json_row(
        elsewhere::FORMAT,
        elsewhere::test_json,
        elsewhere::read_json,
    ),
    json_row(WRAPPER, has_something_inside, read_inside),
    text_row(denied::FORMAT, denied::test, denied::read),
    text_row(single::FORMAT, single::test, single::read),
    text_row(
        elsewhere::FORMAT,
        elsewhere::test_text,
        elsewhere::read_text,
    ),
];

impl Row {
    /// Whether what it reads names itself.
    pub(crate) fn is_wrapper(&self) -> bool {
        self.format == WRAPPER
    }
}

fn is_text(paste: &Paste<'_>) -> Option<String> {
    paste
        .root?
        .as_str()
        .map(|_| "one text in quotes".to_owned())
}

fn read_text(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let inner = paste
        .root
        .and_then(|root| evidence::string_layer(paste.layer, root));
    if let Some(inner) = inner {
        recognize::read_layer(&inner, paste.command, paste.depth + 1, reader);
    }
}

fn is_scenario(paste: &Paste<'_>) -> Option<String> {
    let root = paste.root?;
    let is_number = matches!(
        root.get("version").map(|node| &node.value),
        Some(Value::Number(_))
    );
    let has = |key| root.get(key).is_some();
    (is_number
        && (has("requests") || has("policies") || has("organization"))
        && !has("resources")
        && !has("Statement"))
    .then(|| "`version` with `policies` or `requests`".to_owned())
}

fn read_scenario(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let layer = paste.layer;
    match Scenario::parse(layer.text()) {
        Ok(scenario) if reader.out.document.is_none() => {
            reader.mark_used(layer.full_span());
            reader.out.document = Some(scenario);
        }
        Ok(_) => reader.note(
            "unsupported-part",
            "a second scenario document: paste one at a time",
            layer.full_span(),
        ),
        Err(error) => reader.refuse(
            format!(
                "read as a scenario document, but it is none: {}",
                error.message
            ),
            "Mend the document where it is marked, and paste it again",
            layer.span(error.span.range()),
        ),
    }
}

fn is_decoded_output(paste: &Paste<'_>) -> Option<String> {
    paste
        .root?
        .get("DecodedMessage")?
        .as_str()
        .map(|_| "`DecodedMessage`".to_owned())
}

fn read_decoded_output(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    let inner = paste
        .root
        .and_then(|root| root.get("DecodedMessage"))
        .and_then(|node| evidence::string_layer(paste.layer, node));
    if let Some(inner) = inner {
        reader.mark_used(paste.layer.full_span());
        recognize::read_layer(&inner, None, paste.depth + 1, reader);
    }
}

/// Strings shorter than this say nothing.
const MIN_STRING: usize = 8;

fn has_something_inside(paste: &Paste<'_>) -> Option<String> {
    fn look(node: &Node<'_>) -> bool {
        match &node.value {
            Value::String(text) => speaks(text.as_str()),
            Value::Array(elements) => elements.iter().any(look),
            Value::Object(members) => {
                evidence::is_policy(node) || members.iter().any(|member| look(&member.value))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Invalid => false,
        }
    }
    look(paste.root?).then(|| "what stands inside".to_owned())
}

/// Whether a string is worth being read by itself.
fn speaks(text: &str) -> bool {
    let start = text.trim_start();
    text.len() >= MIN_STRING
        && (denied::known_by(text).is_some()
            || (start.starts_with(['{', '%', '[']) && text.contains("Effect"))
            || (start.starts_with('{') && text.contains("explicitDeny")))
}

fn read_inside(paste: &Paste<'_>, reader: &mut Reader<'_>) {
    fn walk(paste: &Paste<'_>, node: &Node<'_>, reader: &mut Reader<'_>) {
        match &node.value {
            Value::String(text) if speaks(text.as_str()) => {
                if let Some(inner) = evidence::string_layer(paste.layer, node) {
                    recognize::read_layer(&inner, paste.command, paste.depth + 1, reader);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    walk(paste, element, reader);
                }
            }
            Value::Object(_) if evidence::is_policy(node) => {
                let span = evidence::span_of(paste.layer, node);
                reader.recognize(bare_policy::FORMAT, "a policy inside other JSON", span);
                bare_policy::add(paste, node, reader);
            }
            Value::Object(members) => {
                for member in members {
                    walk(paste, &member.value, reader);
                }
            }
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Invalid => {
            }
        }
    }
    if let Some(root) = paste.root {
        walk(paste, root, reader);
        reader.mark_used(paste.layer.full_span());
    }
}

/// Parses a layer that is one JSON value and gives it to the first row that knows it. Says whether one did.
pub(crate) fn read_json(
    layer: &Layer,
    command: Option<&Command>,
    depth: usize,
    reader: &mut Reader<'_>,
) -> bool {
    let parsed = json::parse(layer.text());
    let Some(root) = &parsed.root else {
        return false;
    };
    let paste = Paste {
        layer,
        root: Some(root),
        command,
        depth,
    };
    read_first(&paste, Shape::Json, reader)
}

/// Gives a paste to the first row that knows it. Says whether one did.
pub(crate) fn read_first(paste: &Paste<'_>, shape: Shape, reader: &mut Reader<'_>) -> bool {
    for row in TABLE.iter().filter(|row| row.shape == shape) {
        if let Some(because) = (row.test)(paste) {
            if !row.is_wrapper() {
                reader.recognize(row.format, because, paste.layer.full_span());
            }
            (row.read)(paste, reader);
            return true;
        }
    }
    false
}
