//! The forms of a resource type's ARNs: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.

use crate::overlap::{self, PolicyArn, Row, Token};

/// The form of a resource type's ARNs.
///
/// A placeholder stands for one or more characters; `*`, which a few templates have, for any characters. Before the fifth
/// colon neither holds a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArnTemplate {
    text: Box<str>,
    /// Whether the placeholder at the end holds no slash, since an ARN of another resource type goes on with one.
    no_slash_at_end: bool,
}

/// A placeholder of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder<'c> {
    /// Its name: `BucketName`.
    pub name: &'c str,
    /// Where `${…}` stands in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Which of the six components it stands in, from 0.
    pub component: usize,
}

impl ArnTemplate {
    /// Reads a template of a service's file.
    pub(crate) fn read(text: &str, prefix: &str) -> Self {
        let text = match text.strip_prefix('~') {
            Some(rest) => format!("arn:${{Partition}}:{prefix}:${{Region}}:${{Account}}:{rest}"),
            None => text.to_owned(),
        };
        Self {
            text: text.into(),
            no_slash_at_end: false,
        }
    }

    /// The template as AWS writes it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The service that its ARNs name, which need not be the one that the resource type belongs to. Empty if it is a
    /// placeholder.
    pub fn service(&self) -> &str {
        let service = self.text.split(':').nth(2).unwrap_or("");
        if service.contains('$') { "" } else { service }
    }

    /// Its placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = Placeholder<'_>> {
        let mut at = 0;
        let mut colons = 0;
        std::iter::from_fn(move || {
            let rest = self.text.get(at..)?;
            let open = rest.find("${")?;
            let len = rest.get(open..)?.find('}')? + 1;
            colons += rest.get(..open)?.matches(':').count();
            let start = at + open;
            at = start + len;
            Some(Placeholder {
                name: self.text.get(start + 2..at - 1)?,
                start,
                end: at,
                component: colons.min(5),
            })
        })
    }

    /// The ARN with values for its placeholders; those without a value stay as they are.
    pub fn filled(&self, value: impl Fn(&Placeholder<'_>) -> Option<String>) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for placeholder in self.placeholders() {
            out.push_str(self.text.get(at..placeholder.start).unwrap_or(""));
            match value(&placeholder) {
                Some(value) => out.push_str(&value),
                None => out.push_str(
                    self.text
                        .get(placeholder.start..placeholder.end)
                        .unwrap_or(""),
                ),
            }
            at = placeholder.end;
        }
        out.push_str(self.text.get(at..).unwrap_or(""));
        out
    }

    /// The pattern for `Resource` that covers every ARN of this form, with `*` for each placeholder.
    pub fn pattern(&self) -> String {
        self.filled(|_| Some("*".to_owned()))
    }

    /// Whether an ARN of a request has this form.
    pub fn fits(&self, arn: &str) -> bool {
        overlap::fits(arn, &self.row())
    }

    /// Whether an entry of `Resource` can match an ARN of this form.
    pub fn may_match(&self, entry: &PolicyArn) -> bool {
        entry.overlaps(&self.row())
    }

    /// Whether an entry of `Resource` matches every ARN of this form, in the entry's partition.
    pub fn is_covered_by(&self, entry: &PolicyArn) -> bool {
        entry.covers(&self.row())
    }

    /// How many characters are fixed.
    pub(crate) fn literal_len(&self) -> usize {
        let open: usize = self.placeholders().map(|one| one.end - one.start).sum();
        self.text.len() - open
    }

    /// The template as a row of tokens.
    pub(crate) fn row(&self) -> Row {
        let mut tokens = Vec::with_capacity(self.text.len());
        let mut at = 0;
        let mut colons = 0;
        let mut literal = |text: &str, tokens: &mut Vec<Token>| {
            for c in text.chars() {
                colons += usize::from(c == ':');
                let open = Token::Many {
                    colon: colons >= 5,
                    slash: true,
                };
                tokens.push(if c == '*' { open } else { Token::Char(c) });
            }
        };
        for hole in self.placeholders() {
            literal(self.text.get(at..hole.start).unwrap_or(""), &mut tokens);
            at = hole.end;
            let colon = hole.component == 5;
            let slash = !(self.no_slash_at_end && at == self.text.len());
            if hole.component == 1 {
                tokens.push(Token::Partition);
            } else {
                tokens.push(Token::One { colon, slash });
            }
            tokens.push(Token::Many { colon, slash });
        }
        literal(self.text.get(at..).unwrap_or(""), &mut tokens);
        Row::new(tokens)
    }

    /// The text with every placeholder of the same name, to compare forms.
    fn anonymous(&self) -> String {
        self.filled(|_| Some("\u{0}".to_owned()))
    }
}

/// Finds the templates whose last placeholder holds no slash: another one begins with the same form and goes on with a
/// slash, as an object's ARN does after the bucket's. Names that say that they hold a path are left alone.
pub(crate) fn tell_apart<'t>(templates: impl Iterator<Item = &'t mut ArnTemplate>) {
    let mut templates: Vec<&mut ArnTemplate> = templates.collect();
    let mut forms: Vec<String> = templates.iter().map(|one| one.anonymous()).collect();
    forms.sort_unstable();
    for template in &mut templates {
        let last = template.placeholders().last();
        let Some(last) = last.filter(|last| last.end == template.text.len()) else {
            continue;
        };
        if last.component < 5 || last.name.contains("Path") {
            continue;
        }
        let longer = format!("{}/", template.anonymous());
        let at = forms.partition_point(|form| *form < longer);
        template.no_slash_at_end = forms.get(at).is_some_and(|form| form.starts_with(&longer));
    }
}
