//! A text in words, addresses and what lies between.

use std::net::Ipv6Addr;

/// A piece of a text. The pieces of a text put together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Letters and digits.
    Word(&'t str),
    /// An e-mail address.
    Email(&'t str),
    /// An IP address or a network.
    Address(&'t str),
    /// Anything else, an escape of JSON in one piece.
    Other(&'t str),
}

/// The pieces of a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    let mut before = None;
    std::iter::from_fn(move || {
        let length = longest(rest, before)?;
        let (token, after) = cut(rest, length)?;
        before = after.0;
        rest = after.1;
        Some(token)
    })
}

/// What comes next, and its length in bytes.
fn longest(rest: &str, before: Option<char>) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    if first == '\\' {
        let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
        return Some((Kind::Other, 1 + escaped));
    }
    let begins = before.is_none_or(|before| !is_of_address(before));
    if begins && let Some(found) = special(rest) {
        return Some(found);
    }
    if !first.is_ascii_alphanumeric() {
        return Some((Kind::Other, first.len_utf8()));
    }
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Some((Kind::Word, length))
}

#[derive(Clone, Copy)]
enum Kind {
    Word,
    Email,
    Address,
    Other,
}

fn cut(rest: &str, (kind, length): (Kind, usize)) -> Option<(Token<'_>, (Option<char>, &str))> {
    let (piece, after) = rest.split_at_checked(length)?;
    let token = match kind {
        Kind::Word => Token::Word(piece),
        Kind::Email => Token::Email(piece),
        Kind::Address => Token::Address(piece),
        Kind::Other => Token::Other(piece),
    };
    // What an escape stands for does not join what follows it.
    let last = piece
        .chars()
        .next_back()
        .filter(|_| !piece.starts_with('\\'));
    Some((token, (last, after)))
}

const fn is_of_address(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '.' | '_' | '%' | '+' | '-' | ':' | '@')
}

fn special(rest: &str) -> Option<(Kind, usize)> {
    let end = |allowed: fn(char) -> bool| {
        rest.find(|character| !allowed(character))
            .unwrap_or(rest.len())
    };
    let run = rest.get(..end(|c| is_of_address(c) && c != ':'))?;
    if let Some((local, domain)) = run.split_once('@') {
        let domain = domain.trim_end_matches(['.', '-', '_']);
        if !local.is_empty() && domain.contains('.') && !domain.contains('@') {
            return Some((Kind::Email, local.len() + 1 + domain.len()));
        }
    }
    let four = rest.get(..end(|c| c.is_ascii_digit() || c == '.'))?;
    let four = four.trim_end_matches('.');
    if four.parse::<std::net::Ipv4Addr>().is_ok() {
        return Some((Kind::Address, four.len() + prefix_length(rest, four.len())));
    }
    // With an IPv4 address in its last part, perhaps.
    let six = rest.get(..end(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.')))?;
    let six = six.trim_end_matches('.');
    if six.matches(':').count() >= 2 && six.parse::<Ipv6Addr>().is_ok() && six != "::" {
        return Some((Kind::Address, six.len() + prefix_length(rest, six.len())));
    }
    None
}

/// The length of `/24` behind an address, 0 if there is none.
fn prefix_length(rest: &str, at: usize) -> usize {
    let behind = rest.get(at..).and_then(|rest| rest.strip_prefix('/'));
    let digits = behind.map_or(0, |behind| {
        behind.bytes().take_while(u8::is_ascii_digit).count()
    });
    if matches!(digits, 1..=3) {
        digits + 1
    } else {
        0
    }
}
