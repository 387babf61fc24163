//! Rows of tokens, and whether a text fits two of them.
//!
//! ARNs are compared component by component, which is quick. Only where a form has colons behind the fifth can a star of a
//! policy reach over its component's end; then all pairs of places in the two rows are walked once, so that the time is
//! the product of the lengths.

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

/// A pattern, with the places of its components.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    tokens: Box<[Token]>,
    /// Where the first five colons are, if there are five.
    cuts: Option<[usize; 5]>,
}

impl Row {
    pub(crate) fn new(tokens: Vec<Token>) -> Self {
        let is_colon = |token: &Token| matches!(token, Token::Colon | Token::Char(':'));
        let mut places = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| is_colon(token));
        let mut next = || places.next().map(|(at, _)| at);
        let mut cuts = || Some([next()?, next()?, next()?, next()?, next()?]);
        Self {
            cuts: cuts(),
            tokens: tokens.into(),
        }
    }

    /// A component, from 0 to 5; none if there are fewer than six.
    fn component(&self, index: usize) -> Option<&[Token]> {
        let cuts = self.cuts?;
        let start = match index.checked_sub(1) {
            Some(before) => cuts.get(before)? + 1,
            None => 0,
        };
        let end = cuts.get(index).copied().unwrap_or(self.tokens.len());
        self.tokens.get(start..end)
    }

    /// Whether both have six components and a comparison holds for each pair of them.
    fn all_components(&self, other: &Self, holds: fn(&[Token], &[Token]) -> bool) -> bool {
        // The service and the resource tell most apart.
        [2, 5, 4, 3, 1, 0].into_iter().all(|index| {
            let pair = self.component(index).zip(other.component(index));
            pair.is_some_and(|(own, other)| holds(own, other))
        })
    }

    /// Whether a form's colons are all among the first five, so that components can only meet their like.
    fn is_plain(&self) -> bool {
        self.component(5)
            .is_some_and(|resource| !resource.contains(&Token::Char(':')))
    }
}

/// Whether some text fits both a pattern and a form.
pub(crate) fn overlap(pattern: &Row, form: &Row) -> bool {
    if pattern.all_components(form, overlap_tokens) {
        return true;
    }
    if pattern.cuts.is_some() && form.is_plain() {
        return false;
    }
    overlap_tokens(&pattern.tokens, &form.tokens)
}

/// Whether every text that fits the form fits the pattern. A yes is certain; a no may miss a cover that only several
/// wildcards together make.
pub(crate) fn covers(pattern: &Row, form: &Row) -> bool {
    if pattern.all_components(form, covers_tokens) {
        return true;
    }
    if pattern.cuts.is_some() && form.is_plain() {
        return false;
    }
    covers_tokens(&pattern.tokens, &form.tokens)
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
        return true;
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
