//! Whether a pattern of a policy can match an ARN of a form: two patterns, and the question whether a text fits both.
//!
//! Both sides are rows of tokens. All pairs of places in the two rows are walked once, so the time is the product of the
//! lengths.

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// This character.
    Char(char),
    /// Any one character; whether it may be a colon or a slash.
    One { colon: bool, slash: bool },
    /// Any number of such characters.
    Many { colon: bool, slash: bool },
    /// One of the first five colons of a policy's ARN: a colon that the form has as such. What stands for a placeholder may
    /// hold colons, but none that a policy counts components by: `arn:aws:ec2:*:*:instance/*` is no interface whose id is
    /// `x:instance/y`.
    Colon,
    /// The first character of a placeholder for the partition: one character other than a colon.
    Partition,
}

/// An entry of `Resource` or `NotResource`, to be compared with forms of ARNs.
///
/// Policy variables stand for any text. Wildcards mean what they mean in matching (R-MRES-3), and short ARNs are filled
/// as identity policies have it (R-MRES-6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyArn {
    /// `*`, which alone covers requests without a resource.
    star: bool,
    /// The service that it names, if it surely names one.
    service: Option<Box<str>>,
    tokens: Vec<Token>,
    /// A short ARN as it stands, which counts too.
    unfilled: Option<Vec<Token>>,
    /// Whether a variable or an unusual form keeps it from covering anything for certain.
    certain: bool,
}

impl PolicyArn {
    /// Reads an entry as written; variables are those of the current policy language.
    pub fn parse(text: &str) -> Self {
        let star = text == "*";
        let components = text.splitn(6, ':').count();
        let (mut tokens, certain) = tokens(text);
        let mut unfilled = None;
        if components < 6 && !star {
            unfilled = Some(tokens.clone());
            for _ in components..6 {
                tokens.push(Token::Colon);
                tokens.push(Token::Many {
                    colon: true,
                    slash: true,
                });
            }
        }
        let mut parts = text.split(':').skip(1);
        let partition = parts.next().unwrap_or("*");
        let service = parts.next().filter(|_| !partition.ends_with('*'));
        let service = service.filter(|service| !service.contains(['*', '?', '$']));
        Self {
            star,
            service: service.map(Box::from),
            tokens,
            unfilled,
            certain,
        }
    }

    /// Whether this is `*`.
    pub fn is_star(&self) -> bool {
        self.star
    }

    /// Whether it can name a service's resources, going by the component of the service alone.
    pub(crate) fn may_name(&self, service: &str) -> bool {
        self.star || service.is_empty() || self.service.as_deref().is_none_or(|own| own == service)
    }

    pub(crate) fn overlaps(&self, template: &[Token]) -> bool {
        self.star
            || overlap(&self.tokens, template)
            || self
                .unfilled
                .as_deref()
                .is_some_and(|tokens| overlap(tokens, template))
    }

    pub(crate) fn covers(&self, template: &[Token]) -> bool {
        self.star || self.certain && covers(&self.tokens, template)
    }
}

/// The tokens of a policy's text, and whether there is no variable.
fn tokens(text: &str) -> (Vec<Token>, bool) {
    let mut tokens = Vec::with_capacity(text.len());
    let mut colons = 0;
    let mut certain = true;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let sixth = colons >= 5;
        if let Some(inside) = rest.strip_prefix("${").filter(|_| sixth)
            && let Some((name, after)) = inside.split_once('}')
        {
            match name {
                "*" | "?" | "$" => tokens.extend(name.chars().map(Token::Char)),
                _ => {
                    tokens.push(Token::Many {
                        colon: true,
                        slash: true,
                    });
                    certain = false;
                }
            }
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '*' => {
                // A star at the end of a component crosses colons.
                let colon = sixth || rest.is_empty() || rest.starts_with(':');
                tokens.push(Token::Many { colon, slash: true });
            }
            '?' => tokens.push(Token::One {
                colon: sixth,
                slash: true,
            }),
            ':' if !sixth => {
                colons += 1;
                tokens.push(Token::Colon);
            }
            _ => tokens.push(Token::Char(c)),
        }
    }
    (tokens, certain)
}

/// Whether some text fits both rows.
pub(crate) fn overlap(a: &[Token], b: &[Token]) -> bool {
    let mut walk = Walk::new(a.len(), b.len());
    while let Some((i, j)) = walk.next() {
        let (x, y) = match (a.get(i), b.get(j)) {
            (None, None) => return true,
            (x, y) => (x.copied(), y.copied()),
        };
        let (stay_x, stay_y) = (x.is_some_and(is_many), y.is_some_and(is_many));
        if stay_x {
            walk.push(i + 1, j);
        }
        if stay_y {
            walk.push(i, j + 1);
        }
        if let (Some(x), Some(y)) = (x, y)
            && meet(x, y)
        {
            walk.push(i + usize::from(!stay_x), j + usize::from(!stay_y));
        }
    }
    false
}

/// Whether every text that fits the template fits the pattern. A yes is certain; a no may miss a cover that only several
/// wildcards together make.
fn covers(pattern: &[Token], template: &[Token]) -> bool {
    let mut walk = Walk::new(pattern.len(), template.len());
    while let Some((i, j)) = walk.next() {
        let (x, y) = match (pattern.get(i), template.get(j)) {
            (None, None) => return true,
            (None, Some(_)) => continue,
            (Some(x), y) => (*x, y.copied()),
        };
        let stay = is_many(x);
        if stay {
            walk.push(i + 1, j);
        }
        let Some(y) = y else { continue };
        if y == Token::Partition {
            // A policy is written for one partition: whatever it names covers the placeholder, which is two tokens.
            let rest = pattern.get(i..).unwrap_or(&[]);
            if let Some(end) = rest.iter().position(|token| *token == Token::Colon) {
                walk.push(i + end, j + 2);
            }
        }
        if holds(x, y) {
            walk.push(i + usize::from(!stay), j + 1);
        }
    }
    false
}

/// The pairs of places still to look at; each is looked at once.
struct Walk {
    width: usize,
    seen: Vec<bool>,
    open: Vec<(usize, usize)>,
}

impl Walk {
    fn new(a: usize, b: usize) -> Self {
        let mut walk = Self {
            width: b + 1,
            seen: vec![false; (a + 1) * (b + 1)],
            open: Vec::new(),
        };
        walk.push(0, 0);
        walk
    }

    fn push(&mut self, i: usize, j: usize) {
        if j < self.width
            && let Some(seen) = self.seen.get_mut(i * self.width + j)
            && !std::mem::replace(seen, true)
        {
            self.open.push((i, j));
        }
    }

    fn next(&mut self) -> Option<(usize, usize)> {
        self.open.pop()
    }
}

/// Whether some character fits both tokens.
fn meet(a: Token, b: Token) -> bool {
    match (a, b) {
        (Token::Char(x), Token::Char(y)) => x == y,
        (Token::Char(c), other) | (other, Token::Char(c)) => allows(other, c),
        (Token::Colon, _) | (_, Token::Colon) => false,
        // A letter fits both.
        _ => true,
    }
}

/// Whether every character that fits the token of a template fits the token of a pattern. An open run of characters is
/// held only by one.
fn holds(pattern: Token, template: Token) -> bool {
    match template {
        Token::Char(c) => allows(pattern, c),
        Token::Many { .. } if !is_many(pattern) => false,
        Token::One { colon, .. } | Token::Many { colon, .. } => {
            allows(pattern, 'a') && allows(pattern, '/') && (!colon || allows(pattern, ':'))
        }
        Token::Partition => allows(pattern, 'a') && allows(pattern, '/'),
        // No form of an ARN has it.
        Token::Colon => false,
    }
}

fn allows(token: Token, c: char) -> bool {
    match token {
        Token::Char(own) => own == c,
        Token::Colon => c == ':',
        Token::One { colon, slash } | Token::Many { colon, slash } => match c {
            ':' => colon,
            '/' => slash,
            _ => true,
        },
        Token::Partition => c != ':',
    }
}

fn is_many(token: Token) -> bool {
    matches!(token, Token::Many { .. })
}

#[cfg(test)]
mod tests {
    use iam_core::pattern::{Completion, ResourcePattern, Variables};
    use proptest::prelude::*;

    use super::*;
    use crate::arn_template::ArnTemplate;

    const OBJECT: &str = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    const QUEUE: &str = "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}";

    #[test]
    fn entries_meet_forms() {
        for (entry, template, meets, covers) in [
            ("*", OBJECT, true, true),
            ("arn:aws:s3:::*", OBJECT, true, true),
            ("arn:*", OBJECT, true, true),
            ("arn:aws:s3:::b", OBJECT, false, false),
            ("arn:aws:s3:::b/*", OBJECT, true, false),
            ("arn:aws:s3:::*/*", OBJECT, true, true),
            ("arn:aws:s3:::b/${aws:username}/*", OBJECT, true, false),
            ("arn:aws:s3:::${aws:username}", OBJECT, true, false),
            ("arn:aws:sqs:*:*:*", OBJECT, false, false),
            ("arn:aws:sqs:*:*:*", QUEUE, true, true),
            ("arn:aws:sqs:*", QUEUE, true, true),
            ("arn:aws:sqs", QUEUE, true, true),
            ("arn:aws:sqs:*:111122223333:*", QUEUE, true, false),
            ("arn:aws:sqs:::q", QUEUE, false, false),
            ("arn:aws:sqs:eu-?:*:q", QUEUE, true, false),
            ("arn:aws-cn:s3:::*", OBJECT, true, true),
            ("arn:aws:s*:::*", OBJECT, true, true),
            ("arn:aws:s3:::?/?", OBJECT, true, false),
        ] {
            let template_read = ArnTemplate::read(template, "");
            let parsed = PolicyArn::parse(entry);
            assert_eq!(
                template_read.may_match(&parsed),
                meets,
                "{entry} meets {template}"
            );
            assert_eq!(
                template_read.is_covered_by(&parsed),
                covers,
                "{entry} covers {template}"
            );
        }
    }

    proptest! {
        // What the matcher of the core matches must meet; what covers must match whatever the placeholders are.
        #[test]
        fn agrees_with_the_matcher(
            entry in "arn:(aws|\\*):(s3|s\\?|\\*):[*ab]{0,2}:[*a]{0,2}:[ab/*?:]{0,6}",
            bucket in "[ab]{1,3}",
            object in "[ab/]{1,3}",
        ) {
            let template = ArnTemplate::read("arn:${Partition}:s3:a:a:${BucketName}/${ObjectName}", "");
            let arn = format!("arn:aws:s3:a:a:{bucket}/{object}");
            let (pattern, _) = ResourcePattern::parse(&entry, Variables::Yes, Completion::Fill);
            let matches = pattern.matches(&arn, &|_| None);
            let parsed = PolicyArn::parse(&entry);
            prop_assert!(template.fits(&arn));
            prop_assert!(!matches || template.may_match(&parsed), "{entry} matches {arn}");
            prop_assert!(!template.is_covered_by(&parsed) || matches, "{entry} covers all but {arn}");
            prop_assert_eq!(matches, overlap(&parsed.tokens, &arn.chars().map(Token::Char).collect::<Vec<_>>()));
        }
    }
}
