//! The inside of strings: characters and escapes.

use std::borrow::Cow;

/// What is wrong with one character or escape of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A backslash before a character that has no escape.
    UnknownEscape,
    /// `\u` with fewer than four hexadecimal digits.
    ShortUnicode,
    /// One half of a surrogate pair.
    LoneSurrogate,
    /// A control character that has to be escaped.
    Control,
}

/// One character or escape of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Bytes it takes in the source.
    pub(super) len: usize,
    /// What it stands for.
    pub(super) ch: char,
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
}

impl Unit {
    fn good(len: usize, ch: char) -> Self {
        Self {
            len,
            ch,
            fault: None,
        }
    }

    fn bad(len: usize, ch: char, fault: Fault) -> Self {
        Self {
            len,
            ch,
            fault: Some(fault),
        }
    }
}

/// Reads the first character or escape; `None` at the end.
pub(super) fn unit(raw: &str) -> Option<Unit> {
    let mut chars = raw.chars();
    let first = chars.next()?;
    if first != '\\' {
        let fault = if first < ' ' {
            Some(Fault::Control)
        } else {
            None
        };
        return Some(Unit {
            len: first.len_utf8(),
            ch: first,
            fault,
        });
    }
    Some(match chars.next() {
        None => Unit::bad(1, '\\', Fault::UnknownEscape),
        Some(same @ ('"' | '\\' | '/')) => Unit::good(2, same),
        Some('b') => Unit::good(2, '\u{8}'),
        Some('f') => Unit::good(2, '\u{c}'),
        Some('n') => Unit::good(2, '\n'),
        Some('r') => Unit::good(2, '\r'),
        Some('t') => Unit::good(2, '\t'),
        Some('u') => unicode(raw),
        Some(other) => Unit::bad(1 + other.len_utf8(), other, Fault::UnknownEscape),
    })
}

fn unicode(raw: &str) -> Unit {
    let Some(first) = four_digits(raw, 2) else {
        let digits = raw
            .bytes()
            .skip(2)
            .take(3)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        return Unit::bad(2 + digits, char::REPLACEMENT_CHARACTER, Fault::ShortUnicode);
    };
    if let Some(ch) = char::from_u32(first) {
        return Unit::good(6, ch);
    }
    if first < 0xDC00
        && raw.get(6..8) == Some("\\u")
        && let Some(second @ 0xDC00..=0xDFFF) = four_digits(raw, 8)
        && let Some(ch) = char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    {
        return Unit::good(12, ch);
    }
    Unit::bad(6, char::REPLACEMENT_CHARACTER, Fault::LoneSurrogate)
}

fn four_digits(raw: &str, at: usize) -> Option<u32> {
    let digits = raw.get(at..at + 4)?;
    // `from_str_radix` would take a sign.
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

/// Decodes the inside of a string, telling of each fault with the byte offset it is found at.
pub(super) fn decode(raw: &str, mut fault: impl FnMut(usize, Unit, Fault)) -> Cow<'_, str> {
    let mut content = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(unit) = raw.get(at..).and_then(unit) {
        if let Some(what) = unit.fault {
            fault(at, unit, what);
        }
        content.push(unit.ch);
        at += unit.len;
    }
    if content == raw {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(content)
    }
}
