//! Rows of tokens, and whether a text fits two of them.
//!
//! ARNs are compared by their components, which is quick. A form may have colons behind the fifth; then a star at the end
//! of a policy's component may reach over several of the form's fields, and each way to do so is tried. Within a component
//! all pairs of places in the two rows are walked once, so that the time is the product of the lengths.

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

/// A pattern, with the places of its colons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    tokens: Box<[Token]>,
    /// Where the colons are.
    colons: Box<[usize]>,
}

/// Whether the tokens of a pattern and of a form go together.
type Holds = fn(&[Token], &[Token]) -> bool;

/// The components of an ARN.
const COMPONENTS: usize = 6;

impl Row {
    pub(crate) fn new(tokens: Vec<Token>) -> Self {
        let is_colon = |token: &Token| matches!(token, Token::Colon | Token::Char(':'));
        let places = tokens.iter().enumerate();
        let colons = places.filter(|(_, token)| is_colon(token));
        Self {
            colons: colons.map(|(at, _)| at).collect(),
            tokens: tokens.into(),
        }
    }

    /// What stands between colons, from one field to another.
    fn fields(&self, first: usize, last: usize) -> &[Token] {
        let before = first
            .checked_sub(1)
            .and_then(|before| self.colons.get(before));
        let start = before.map_or(0, |at| at + 1);
        let end = self.colons.get(last).copied().unwrap_or(self.tokens.len());
        self.tokens.get(start..end).unwrap_or(&[])
    }

    /// Whether the components of a pattern from one on go together with the fields of a form from one on.
    fn go_together(&self, component: usize, form: &Self, field: usize, holds: Holds) -> bool {
        let last = form.colons.len();
        if component + 1 == COMPONENTS {
            return holds(self.fields(component, usize::MAX), form.fields(field, last));
        }
        let own = self.fields(component, component);
        let reaches = matches!(own, [.., Token::Many { colon: true, .. }]);
        // Each later component takes a field at least.
        let Some(furthest) = (last + component + 1).checked_sub(COMPONENTS) else {
            return false;
        };
        let ends = field..=if reaches {
            furthest
        } else {
            field.min(furthest)
        };
        ends.into_iter().any(|end| {
            holds(own, form.fields(field, end))
                && self.go_together(component + 1, form, end + 1, holds)
        })
    }

    fn compare(&self, form: &Self, holds: Holds) -> bool {
        if self.colons.len() + 1 < COMPONENTS {
            holds(&self.tokens, &form.tokens)
        } else {
            self.go_together(0, form, 0, holds)
        }
    }
}

/// Whether some text fits both a pattern and a form.
pub(crate) fn overlap(pattern: &Row, form: &Row) -> bool {
    pattern.compare(form, overlap_tokens)
}

/// Whether every text that fits the form fits the pattern. A yes is certain; a no may miss a cover that only several
/// wildcards together make.
pub(crate) fn covers(pattern: &Row, form: &Row) -> bool {
    pattern.compare(form, covers_tokens)
}

fn overlap_tokens(mut a: &[Token], mut b: &[Token]) -> bool {
    // What both begin with as it stands.
    while let (
        [x @ (Token::Char(_) | Token::Colon), a_rest @ ..],
        [y @ (Token::Char(_) | Token::Colon), b_rest @ ..],
    ) = (a, b)
    {
        if !meet(*x, *y) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    if matches!(
        a,
        [Token::Many {
            colon: true,
            slash: true
        }]
    ) {
        return true;
    }
    walk_overlap(a, b)
}

fn covers_tokens(mut pattern: &[Token], mut form: &[Token]) -> bool {
    while let (
        [x @ (Token::Char(_) | Token::Colon), x_rest @ ..],
        [Token::Char(c), form_rest @ ..],
    ) = (pattern, form)
    {
        if !allows(*x, *c) {
            return false;
        }
        (pattern, form) = (x_rest, form_rest);
    }
    // The partition alone: a policy is written for one.
    if let [Token::Partition, Token::Many { .. }] = form {
        return !pattern.is_empty();
    }
    if matches!(
        pattern,
        [Token::Many {
            colon: true,
            slash: true
        }]
    ) {
        return true;
    }
    walk_covers(pattern, form)
}

fn walk_overlap(a: &[Token], b: &[Token]) -> bool {
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

fn walk_covers(pattern: &[Token], template: &[Token]) -> bool {
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
            let end = rest.iter().position(|token| *token == Token::Colon);
            if let Some(end) = end.filter(|end| *end > 0) {
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
