//! Where in a half-typed text the caret is.
//!
//! Reads the text up to the caret and keeps the brackets that are open there, with the names before them: what the caret
//! stands in does not depend on what comes later, which is often broken while a person types. Linear in the text.

use iam_core::text::Span;

/// What the caret stands in.
#[derive(Debug, Default)]
pub(crate) struct Spot {
    /// The open brackets, from the outermost.
    pub(crate) frames: Vec<Frame>,
    /// The word or string that the caret is in or at the end of.
    pub(crate) token: Option<Token>,
    /// What is due where the token begins, or else at the caret.
    pub(crate) due: Due,
    /// Where the last thing before the token or caret ends.
    pub(crate) last_end: usize,
}

/// A bracket that is open, and the member of its object that the caret is in.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) bracket: Bracket,
    /// Where it stands.
    pub(crate) open: usize,
    /// The last name before the caret, without quotes.
    pub(crate) name: Option<Span>,
    due: Due,
    /// The last value, if it was a string: with a colon behind it it is a name.
    string: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    Object,
    Array,
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Due {
    /// A name of an object.
    Name,
    /// A colon after a name.
    Colon,
    /// A value.
    #[default]
    Value,
    /// A comma after a member or an element.
    Comma,
}

/// A word or string.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// All of it, with quotes.
    pub(crate) span: Span,
    /// Without quotes.
    pub(crate) inner: Span,
    /// Whether it begins with a quote.
    pub(crate) quoted: bool,
}

impl Spot {
    /// Reads a text up to the caret, which counts as the start of the character that it is in.
    pub(crate) fn at(text: &str, caret: usize) -> Self {
        let caret = text.floor_char_boundary(caret.min(text.len()));
        let mut scan = Scan {
            text,
            spot: Self::default(),
            at: 0,
        };
        scan.to(caret);
        scan.spot.due = scan.due();
        if let Some(token) = scan.spot.token
            && next_char(text, token.span.end as usize) == Some(':')
        {
            // A name belongs to the object around a list that was not closed.
            if let [.., outer, _] = &*scan.spot.frames
                && outer.bracket == Bracket::Object
                && !in_object(&scan.spot.frames)
            {
                scan.spot.frames.pop();
            }
            // `"Effect": "Action": …`: the value is missing, and this is the next name.
            if in_object(&scan.spot.frames) {
                scan.spot.due = Due::Name;
            }
        }
        scan.spot
    }

    /// Where what stands at the caret begins: the token, or else the caret.
    pub(crate) fn span(&self, caret: usize) -> Span {
        self.token.map_or(Span::at(caret), |token| token.span)
    }

    /// The innermost open bracket.
    pub(crate) fn frame(&self) -> Option<&Frame> {
        self.frames.last()
    }
}

fn in_object(frames: &[Frame]) -> bool {
    frames
        .last()
        .is_some_and(|frame| frame.bracket == Bracket::Object)
}

/// The next character that is no blank.
pub(crate) fn next_char(text: &str, from: usize) -> Option<char> {
    text.get(from..)?.trim_start().chars().next()
}

struct Scan<'t> {
    text: &'t str,
    spot: Spot,
    at: usize,
}

impl Scan<'_> {
    fn due(&self) -> Due {
        match self.spot.frames.last() {
            Some(frame) => frame.due,
            None if self.spot.last_end == 0 => Due::Value,
            None => Due::Comma,
        }
    }

    fn to(&mut self, caret: usize) {
        let bytes = self.text.as_bytes();
        while self.at < caret {
            let Some(byte) = bytes.get(self.at).copied() else {
                return;
            };
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.at += 1;
                    continue;
                }
                b'{' => self.open(Bracket::Object),
                b'[' => self.open(Bracket::Array),
                b'}' => self.close(Bracket::Object),
                b']' => self.close(Bracket::Array),
                b':' => self.colon(),
                b',' => self.comma(),
                _ => {
                    let token = self.token();
                    if Self::touches(token, caret) {
                        self.spot.token = Some(self.as_typed(token, caret));
                        return;
                    }
                    self.item(token);
                    self.at = token.span.end as usize;
                    self.spot.last_end = self.at;
                    continue;
                }
            }
            self.at += 1;
            self.spot.last_end = self.at;
        }
    }

    /// The string or word that begins here.
    fn token(&self) -> Token {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(self.at..).unwrap_or(&[]);
        if rest.first() == Some(&b'"') {
            return string_at(self.text, self.at);
        }
        // A value without quotes may have colons in it: `s3:GetObject`.
        let value = self.due() == Due::Value;
        let ends = |byte: &u8| match byte {
            b':' => !value,
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'"' | b'[' | b']' | b'{' | b'}' => true,
            _ => false,
        };
        let len = rest.iter().position(ends).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + len.max(1));
        Token {
            span,
            inner: span,
            quoted: false,
        }
    }

    fn touches(token: Token, caret: usize) -> bool {
        let end = token.span.end as usize;
        let closed = token.quoted && token.inner.end < token.span.end;
        caret < end || (caret == end && !closed)
    }

    /// The token that the caret is in. A string that swallows what follows it was not closed: it ends behind the word.
    fn as_typed(&self, token: Token, caret: usize) -> Token {
        if !token.quoted {
            return token;
        }
        let after = self.text.get(token.span.end as usize..).unwrap_or("");
        let line = after.split(['\n', '\r']).next().unwrap_or("");
        let follows = line.trim_start().chars().next();
        let closed = token.inner.end < token.span.end;
        if closed && follows.is_none_or(|c| ",:{}[]\"".contains(c)) {
            return token;
        }
        let from_caret = self.text.get(caret..token.inner.end as usize).unwrap_or("");
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '"' | '[' | ']' | '{' | '}');
        let mut len = from_caret.find(ends).unwrap_or(from_caret.len());
        // A variable's braces belong to it.
        let before = self.text.get(self.at..caret).unwrap_or("");
        if before.rfind("${") > before.rfind('}') && from_caret.get(len..=len) == Some("}") {
            len += 1;
        }
        let end = caret + len;
        Token {
            span: Span::new(self.at, end),
            inner: Span::new(self.at + 1, end),
            quoted: true,
        }
    }

    fn open(&mut self, bracket: Bracket) {
        self.item_due(None);
        self.spot.frames.push(Frame {
            bracket,
            open: self.at,
            name: None,
            due: match bracket {
                Bracket::Object => Due::Name,
                Bracket::Array => Due::Value,
            },
            string: None,
        });
    }

    /// Closes the innermost bracket of a kind, and those in it; a closing bracket that closes nothing is ignored.
    fn close(&mut self, bracket: Bracket) {
        let found = self
            .spot
            .frames
            .iter()
            .rposition(|frame| frame.bracket == bracket);
        if let Some(found) = found {
            self.spot.frames.truncate(found);
        }
    }

    fn colon(&mut self) {
        let last = self.spot.frames.last().and_then(|frame| frame.string);
        // A name in an array belongs to the object around it: the array was not closed.
        let inside_array = self.spot.frames.len() > 1 && !in_object(&self.spot.frames);
        if inside_array && last.is_some() {
            self.spot.frames.pop();
        }
        let Some(frame) = self.spot.frames.last_mut() else {
            return;
        };
        if frame.bracket == Bracket::Array {
            return;
        }
        if let Some(string) = last
            && frame.due != Due::Colon
        {
            frame.name = Some(string);
        }
        frame.string = None;
        frame.due = Due::Value;
    }

    fn comma(&mut self) {
        if let Some(frame) = self.spot.frames.last_mut() {
            frame.string = None;
            frame.due = match frame.bracket {
                Bracket::Object => Due::Name,
                Bracket::Array => Due::Value,
            };
        }
    }

    fn item(&mut self, token: Token) {
        self.item_due(token.quoted.then_some(token.inner));
        if let Some(frame) = self.spot.frames.last_mut()
            && frame.due == Due::Colon
        {
            frame.name = Some(token.inner);
        }
    }

    /// What is due after a name or value.
    fn item_due(&mut self, string: Option<Span>) {
        let Some(frame) = self.spot.frames.last_mut() else {
            return;
        };
        let named = frame.bracket == Bracket::Object;
        let is_name =
            named && (frame.due == Due::Name || (frame.due == Due::Comma && string.is_some()));
        frame.due = if is_name { Due::Colon } else { Due::Comma };
        frame.string = string;
    }
}

/// The string that begins with the quote at a place.
pub(crate) fn string_at(text: &str, at: usize) -> Token {
    let len = string_len(text.as_bytes().get(at..).unwrap_or(&[]));
    let end = at + len.bytes;
    Token {
        span: Span::new(at, end),
        inner: Span::new(at + 1, end - usize::from(len.is_closed)),
        quoted: true,
    }
}

struct StringLen {
    bytes: usize,
    is_closed: bool,
}

/// The length of the string that begins with a quote; it ends with its line if it is not closed.
fn string_len(bytes: &[u8]) -> StringLen {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                return StringLen {
                    bytes: at + 1,
                    is_closed: true,
                };
            }
            b'\n' | b'\r' => break,
            b'\\' if !matches!(bytes.get(at + 1), Some(b'\n' | b'\r') | None) => at += 2,
            _ => at += 1,
        }
    }
    StringLen {
        bytes: at.min(bytes.len()),
        is_closed: false,
    }
}
