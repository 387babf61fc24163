//! An `aws` command line in pasted text: it tells what its output does not say.

use std::ops::Range;

/// Ends of prompts.
const PROMPTS: [char; 6] = ['$', '%', '>', '#', '\u{276f}', '\u{279c}'];

/// The longest prompt, in bytes.
const MAX_PROMPT: usize = 120;

/// The longest command line that is taken apart.
const MAX_COMMAND: usize = 20_000;

/// A command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// `iam`.
    pub(crate) service: String,
    /// `get-role`.
    pub(crate) operation: String,
    /// `--role-name` and its value; empty for flags.
    options: Vec<(String, String)>,
}

impl Command {
    /// The value of an option, without its dashes.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        self.options
            .iter()
            .find(|(option, _)| option == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }
}

/// Every command line of the text, in order.
pub(crate) fn find_commands(text: &str) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let mut end = at + line.len();
        if let Some(start) = command_start(line) {
            let mut words = line.get(start..).unwrap_or_default().to_owned();
            let mut next = end + 1;
            // The line goes on where it ends in a mark of continuation.
            while words.trim_end().ends_with(['\\', '^', '`'])
                && next < text.len()
                && words.len() < MAX_COMMAND
            {
                words.truncate(words.trim_end().len() - 1);
                let more = line_at(text, next);
                end = next + more.len();
                next = end + 1;
                let more = more.trim_start();
                words.push(' ');
                words.push_str(more.strip_prefix("> ").unwrap_or(more));
            }
            commands.extend(read_command(&words, at + start..end));
        }
        at = end + 1;
    }
    commands
}

fn line_at(text: &str, at: usize) -> &str {
    text.get(at..)
        .and_then(|rest| rest.split('\n').next())
        .unwrap_or_default()
}

/// Where `aws` begins: at the start, or after a prompt.
fn command_start(line: &str) -> Option<usize> {
    let blank = line.len() - line.trim_start().len();
    if line.get(blank..)?.starts_with("aws ") {
        return Some(blank);
    }
    let at = line.find(" aws ")? + 1;
    let prompt = line.get(..at)?.trim_end();
    (at <= MAX_PROMPT && prompt.ends_with(PROMPTS)).then_some(at)
}

fn read_command(words: &str, range: Range<usize>) -> Option<Command> {
    let words = split(words.get(..words.floor_char_boundary(MAX_COMMAND))?);
    let mut words = words.into_iter().skip(1).peekable();
    let mut names = Vec::new();
    let mut options = Vec::new();
    while let Some(word) = words.next() {
        let Some(option) = word.strip_prefix("--") else {
            if matches!(word.as_str(), "|" | ">" | ">>" | ";" | "&&" | "||" | "2>&1") {
                break;
            }
            names.push(word);
            continue;
        };
        if let Some((name, value)) = option.split_once('=') {
            options.push((name.to_owned(), value.to_owned()));
        } else if option.starts_with("no-") || option == "debug" {
            options.push((option.to_owned(), String::new()));
        } else {
            let value = words.next_if(|next| {
                !next.starts_with("--") && !matches!(next.as_str(), "|" | ">" | ">>" | ";" | "&&")
            });
            options.push((option.to_owned(), value.unwrap_or_default()));
        }
    }
    let name = |word: &String| {
        word.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut names = names.into_iter().filter(name);
    Some(Command {
        range,
        service: names.next()?,
        operation: names.next()?,
        options,
    })
}

/// Splits like a shell: blanks, quotes, and a backslash before a sign.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars().peekable();
    while let Some(ch) = chars.next() {
        match (quote, ch) {
            (Some(open), ch) if ch == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(ch);
                word.get_or_insert_default();
            }
            (None, ch) if ch.is_whitespace() => words.extend(word.take()),
            // Windows paths keep theirs.
            (None, '\\') if chars.peek().is_some_and(|next| !next.is_alphanumeric()) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (_, ch) => word.get_or_insert_default().push(ch),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_and_split() {
        let text = "ana@laptop:~$ aws --profile prod s3api get-bucket-policy \\\n>   --bucket reports\n{}\nPS C:\\> aws iam get-role --role-name='a b' | jq .\nsee aws docs here\naws sts get-caller-identity";
        let found = find_commands(text);
        let shown: Vec<_> = found
            .iter()
            .map(|command| {
                (
                    command.service.as_str(),
                    command.operation.as_str(),
                    command.option("bucket").or(command.option("role-name")),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("s3api", "get-bucket-policy", Some("reports")),
                ("iam", "get-role", Some("a b")),
                ("sts", "get-caller-identity", None),
            ]
        );
        let place = text.get(found[0].range.clone()).unwrap();
        assert!(place.starts_with("aws --profile"));
        assert!(place.ends_with("reports"));
    }
}
