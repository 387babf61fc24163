//! References in a template: `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join` and a few more. What the template does not tell gets a
//! made-up value, the same wherever it is named, and a note.

use iam_core::json::{self, Node, Value};

use crate::evidence::{list_at, text_at};
use crate::reader::Reader;

/// How deep functions are nested in one another.
const MAX_DEPTH: usize = 40;

/// The most that is resolved in one template, in bytes and steps.
const MAX_SPENT: usize = 8 << 20;

/// The longest document that resolving makes.
const MAX_TEXT: usize = 1 << 20;

/// Resolves the references of one template.
pub(super) struct Resolver<'n, 't> {
    root: &'n Node<'t>,
    account: String,
    region: String,
    /// What was made up: the reference and its value.
    made_up: Vec<(String, String)>,
    /// How many names are being resolved, one for another: a template may name a resource after itself.
    level: usize,
    /// What was resolved so far, in bytes and steps: references to references can grow without end.
    spent: usize,
}

impl<'n, 't> Resolver<'n, 't> {
    pub(super) fn new(root: &'n Node<'t>, reader: &Reader<'_>) -> Self {
        let account = crate::entities::account(reader);
        let mut made_up = Vec::new();
        if account.is_none() {
            made_up.push(("AWS::AccountId".to_owned(), "111122223333".to_owned()));
        }
        Self {
            root,
            account: account.unwrap_or_else(|| "111122223333".to_owned()),
            region: reader
                .options
                .region
                .clone()
                .unwrap_or_else(|| "us-east-1".to_owned()),
            made_up,
            level: 0,
            spent: 0,
        }
    }

    /// Says what was made up.
    pub(super) fn note(&self, reader: &mut Reader<'_>) {
        for (reference, value) in &self.made_up {
            reader.note(
                "placeholder",
                format!("`{reference}` is not told by the template: `{value}` stands for it"),
                None,
            );
        }
    }

    fn make_up(&mut self, reference: &str, value: String) -> String {
        if !self.made_up.iter().any(|(known, _)| known == reference) {
            self.made_up.push((reference.to_owned(), value.clone()));
        }
        value
    }

    fn resource(&self, name: &str) -> Option<&'n Node<'t>> {
        self.root.get("Resources")?.get(name)
    }

    /// The logical id that a `Ref` or `Fn::GetAtt` names, if it is a resource of the template.
    pub(super) fn referenced(&self, node: &Node<'_>) -> Option<String> {
        let name = match text_at(node, &["Ref"]) {
            Some(name) => name,
            None => attribute(node.get("Fn::GetAtt")?)?.0,
        };
        self.resource(name).map(|_| name.to_owned())
    }

    /// An ARN in this account; IAM has no regions.
    pub(super) fn made(&self, service: &str, region: &str, resource: &str) -> String {
        format!("arn:aws:{service}:{region}:{}:{resource}", self.account)
    }

    /// The physical name of a resource: the one given as text, else its logical id.
    fn name(&mut self, logical: &str) -> String {
        const NAMES: [&str; 9] = [
            "BucketName",
            "RoleName",
            "UserName",
            "GroupName",
            "QueueName",
            "TopicName",
            "TableName",
            "FunctionName",
            "Name",
        ];
        let properties = self
            .resource(logical)
            .and_then(|resource| resource.get("Properties"));
        let given =
            properties.and_then(|properties| NAMES.iter().find_map(|name| properties.get(name)));
        if let Some(given) = given {
            self.level += 1;
            let name = self.resolved(given, 0);
            self.level -= 1;
            return name;
        }
        let is_bucket = self
            .resource(logical)
            .is_some_and(|resource| text_at(resource, &["Type"]) == Some("AWS::S3::Bucket"));
        let name = if is_bucket {
            logical.to_ascii_lowercase().replace('_', "-")
        } else {
            logical.to_owned()
        };
        self.make_up(logical, name)
    }

    /// The ARN of a resource of the template, where its form is known.
    pub(super) fn arn(&mut self, logical: &str) -> Option<String> {
        let resource = self.resource(logical)?;
        let kind = text_at(resource, &["Type"])?;
        let path = text_at(resource, &["Properties", "Path"])
            .unwrap_or("/")
            .to_owned();
        let name = self.name(logical);
        let region = self.region.clone();
        Some(match kind {
            "AWS::S3::Bucket" => format!("arn:aws:s3:::{name}"),
            "AWS::IAM::Role" => self.made("iam", "", &format!("role{path}{name}")),
            "AWS::IAM::User" => self.made("iam", "", &format!("user{path}{name}")),
            "AWS::IAM::Group" => self.made("iam", "", &format!("group{path}{name}")),
            "AWS::IAM::ManagedPolicy" => self.made("iam", "", &format!("policy{path}{name}")),
            "AWS::KMS::Key" => self.made("kms", &region, &format!("key/{name}")),
            "AWS::SQS::Queue" => self.made("sqs", &region, &name),
            "AWS::SNS::Topic" => self.made("sns", &region, &name),
            "AWS::DynamoDB::Table" => self.made("dynamodb", &region, &format!("table/{name}")),
            "AWS::Lambda::Function" | "AWS::Serverless::Function" => {
                self.made("lambda", &region, &format!("function:{name}"))
            }
            "AWS::SecretsManager::Secret" => {
                self.made("secretsmanager", &region, &format!("secret:{name}"))
            }
            "AWS::Logs::LogGroup" => self.made("logs", &region, &format!("log-group:{name}:*")),
            "AWS::StepFunctions::StateMachine" => {
                self.made("states", &region, &format!("stateMachine:{name}"))
            }
            "AWS::Events::EventBus" => self.made("events", &region, &format!("event-bus/{name}")),
            "AWS::ECR::Repository" => self.made("ecr", &region, &format!("repository/{name}")),
            "AWS::EFS::FileSystem" => {
                self.made("elasticfilesystem", &region, &format!("file-system/{name}"))
            }
            "AWS::Kinesis::Stream" => self.made("kinesis", &region, &format!("stream/{name}")),
            "AWS::EC2::VPCEndpoint" => name,
            _ => return None,
        })
    }

    /// A value as text.
    pub(super) fn text(&mut self, node: &Node<'_>) -> String {
        self.resolved(node, 0)
    }

    fn resolved(&mut self, node: &Node<'_>, depth: usize) -> String {
        self.spent += 1;
        if depth > MAX_DEPTH || self.level > MAX_DEPTH || self.spent > MAX_SPENT {
            return String::new();
        }
        if let Value::String(text) = &node.value {
            self.spent += text.as_str().len();
        }
        match &node.value {
            Value::String(text) => text.as_str().to_owned(),
            Value::Number(number) => (*number).to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Object(_) => self.function(node, depth).unwrap_or_else(|| {
                let shown = json::compact(node);
                self.make_up(&shown, "placeholder".to_owned())
            }),
            Value::Null | Value::Array(_) | Value::Invalid => String::new(),
        }
    }

    /// The value of a function, if the object is one that is known.
    fn function(&mut self, node: &Node<'_>, depth: usize) -> Option<String> {
        if let Some(name) = text_at(node, &["Ref"]) {
            return Some(self.reference(name, depth));
        }
        if let Some(inner) = node.get("Fn::GetAtt") {
            let (name, attribute) = attribute(inner)?;
            return Some(self.get_att(name, attribute));
        }
        if let Some(inner) = node.get("Fn::Sub") {
            return Some(self.sub(inner, depth));
        }
        if let Some([separator, list]) = node.get("Fn::Join").and_then(Node::as_array) {
            let separator = separator.as_str().unwrap_or_default().to_owned();
            let parts: Vec<String> = list
                .as_array()
                .unwrap_or_default()
                .iter()
                .map(|part| self.resolved(part, depth + 1))
                .collect();
            return Some(parts.join(&separator));
        }
        if let Some([_, first, _]) = node.get("Fn::If").and_then(Node::as_array) {
            return Some(self.resolved(first, depth + 1));
        }
        None
    }

    fn reference(&mut self, name: &str, depth: usize) -> String {
        let known = match name {
            "AWS::AccountId" => Some(self.account.clone()),
            "AWS::Region" => Some(self.region.clone()),
            "AWS::Partition" => Some("aws".to_owned()),
            "AWS::URLSuffix" => Some("amazonaws.com".to_owned()),
            "AWS::StackName" => Some(self.make_up(name, "stack".to_owned())),
            _ => None,
        };
        if let Some(known) = known {
            return known;
        }
        let parameter = self
            .root
            .get("Parameters")
            .and_then(|parameters| parameters.get(name));
        if let Some(parameter) = parameter {
            return match parameter.get("Default") {
                Some(default) => self.resolved(default, depth + 1),
                None => self.make_up(name, name.to_ascii_lowercase()),
            };
        }
        let kind = self
            .resource(name)
            .and_then(|resource| text_at(resource, &["Type"]))
            .unwrap_or_default();
        let is_arn = [
            "AWS::IAM::ManagedPolicy",
            "AWS::SNS::Topic",
            "AWS::SecretsManager::Secret",
            "AWS::StepFunctions::StateMachine",
        ]
        .contains(&kind);
        if is_arn && let Some(arn) = self.arn(name) {
            return arn;
        }
        if kind.is_empty() {
            return self.make_up(name, name.to_ascii_lowercase());
        }
        self.name(name)
    }

    fn get_att(&mut self, name: &str, attribute: &str) -> String {
        if matches!(attribute, "Arn" | "TopicArn")
            && let Some(arn) = self.arn(name)
        {
            return arn;
        }
        if self.resource(name).is_some() && attribute.ends_with("Name") {
            return self.name(name);
        }
        let reference = format!("{name}.{attribute}");
        let value = if attribute.ends_with("Arn") {
            format!(
                "arn:aws:placeholder:{}:{}:{name}",
                self.region, self.account
            )
        } else {
            name.to_ascii_lowercase()
        };
        self.make_up(&reference, value)
    }

    /// `Fn::Sub`: text with `${Name}`, `${Res.Attr}` and, for what stays, `${!literal}`.
    fn sub(&mut self, node: &Node<'_>, depth: usize) -> String {
        self.spent += text_len(node);
        let (text, map) = match node.as_array() {
            Some([text, map]) => (text.as_str(), Some(map)),
            _ => (node.as_str(), None),
        };
        let mut out = String::new();
        let mut rest = text.unwrap_or_default();
        while let Some((before, after)) = rest.split_once("${") {
            out.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                out.push_str("${");
                rest = after;
                continue;
            };
            rest = behind;
            if let Some(literal) = name.strip_prefix('!') {
                out.push_str("${");
                out.push_str(literal);
                out.push('}');
            } else if let Some(value) = map.and_then(|map| map.get(name)) {
                out.push_str(&self.resolved(value, depth + 1));
            } else if let Some((resource, attribute)) = name.split_once('.') {
                out.push_str(&self.get_att(resource, attribute));
            } else {
                out.push_str(&self.reference(name, depth + 1));
            }
            if out.len() > MAX_TEXT {
                break;
            }
        }
        out.push_str(rest);
        out
    }

    /// A document as JSON text, its functions replaced by their values.
    pub(super) fn document(&mut self, node: &Node<'_>) -> String {
        let mut out = String::new();
        self.write(node, 0, &mut out);
        out
    }

    fn write(&mut self, node: &Node<'_>, depth: usize, out: &mut String) {
        if depth > MAX_DEPTH || out.len() > MAX_TEXT {
            out.push_str("null");
            return;
        }
        match &node.value {
            Value::Array(elements) => {
                out.push('[');
                for (idx, element) in elements.iter().enumerate() {
                    if idx > 0 {
                        out.push(',');
                    }
                    self.write(element, depth + 1, out);
                }
                out.push(']');
            }
            Value::Object(_) if is_function(node) => {
                if let Some([_, first, _]) = node.get("Fn::If").and_then(Node::as_array) {
                    self.make_up("Fn::If", "its first branch".to_owned());
                    self.write(first, depth + 1, out);
                    return;
                }
                let text = self.resolved(node, depth);
                json::write_string(out, &text);
            }
            Value::Object(members) => {
                out.push('{');
                for (idx, member) in members.iter().enumerate() {
                    if idx > 0 {
                        out.push(',');
                    }
                    json::write_string(out, member.key.as_str());
                    out.push(':');
                    self.write(&member.value, depth + 1, out);
                }
                out.push('}');
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Invalid => {
                out.push_str(&json::compact(node));
            }
        }
    }
}

/// Whether an object is a function: its one member is `Ref` or begins with `Fn::`.
fn is_function(node: &Node<'_>) -> bool {
    match node.as_object() {
        Some([only]) => only.key.as_str() == "Ref" || only.key.as_str().starts_with("Fn::"),
        _ => false,
    }
}

/// `["Res", "Attr"]` or `"Res.Attr"`.
fn attribute<'n>(node: &'n Node<'_>) -> Option<(&'n str, &'n str)> {
    match node.as_str() {
        Some(text) => text.split_once('.'),
        None => match list_at(node, &[]) {
            [name, attribute] => Some((name.as_str()?, attribute.as_str()?)),
            _ => None,
        },
    }
}

/// The length of the text of `Fn::Sub`.
fn text_len(node: &Node<'_>) -> usize {
    let first = node.as_array().and_then(<[Node<'_>]>::first);
    first.unwrap_or(node).as_str().map_or(1, str::len)
}
