//! Steps from pasted text to text that can be read: colours, frames and fences dropped, encodings undone.

use crate::layer::{Builder, Layer};

/// Drops what terminals, editors and pages add: byte order marks, colours, carriage returns, frames, code fences.
pub(crate) fn clean(pasted: &Layer) -> Layer {
    let text = pasted.text();
    let mut out = Builder::new(pasted);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        clean_line(line, at, &mut out);
        at += line.len();
    }
    out.finish()
}

fn clean_line(line: &str, at: usize, out: &mut Builder<'_>) {
    let content = line.trim_end_matches(['\n', '\r']);
    let line_break = content.len()..line.len();
    let (start, end) = frame(content);
    if content.get(start..end).is_some_and(|inner| {
        let inner = inner.trim();
        inner.starts_with("```") || inner.starts_with("~~~")
    }) {
        // A line that opens or closes a fence.
    } else {
        clean_content(content, start..end, at, out);
    }
    if line.ends_with('\n') {
        if line_break.len() == 1 {
            out.keep(at + line_break.start..at + line_break.end);
        } else {
            out.put("\n", at + line_break.start..at + line_break.end);
        }
    }
}

/// The part of a line inside the frame that Terraform draws, or between the bars of a table.
fn frame(content: &str) -> (usize, usize) {
    let trimmed = content.trim_start();
    let blank = content.len() - trimmed.len();
    for bar in ["\u{2502}", "\u{2577}", "\u{2575}"] {
        if let Some(inner) = trimmed.strip_prefix(bar) {
            let start = blank + bar.len() + usize::from(inner.starts_with(' '));
            return (start, content.len());
        }
    }
    if trimmed.starts_with('|') {
        let end = content.trim_end();
        let end = end.strip_suffix('|').unwrap_or(end).trim_end().len();
        return (blank + 1, end.max(blank + 1));
    }
    (0, content.len())
}

fn clean_content(content: &str, range: std::ops::Range<usize>, at: usize, out: &mut Builder<'_>) {
    let inner = content.get(range.clone()).unwrap_or_default();
    let base = at + range.start;
    let mut kept = 0;
    let mut skip_to = 0;
    for (idx, ch) in inner.char_indices() {
        if idx < skip_to {
            continue;
        }
        let (len, by) = match ch {
            '\u{1b}' => (escape_len(inner.get(idx..).unwrap_or_default()), ""),
            '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\r' => (ch.len_utf8(), ""),
            '\u{a0}' => (ch.len_utf8(), " "),
            _ => continue,
        };
        out.keep(base + kept..base + idx);
        out.put(by, base + idx..base + idx + len);
        kept = idx + len;
        skip_to = kept;
    }
    out.keep(base + kept..base + inner.len());
}

/// The length of an escape sequence of terminals.
fn escape_len(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix("\u{1b}[") else {
        return 1;
    };
    let parameters = after
        .bytes()
        .take(40)
        .take_while(|byte| byte.is_ascii_digit() || b";?:".contains(byte))
        .count();
    let letter = after
        .as_bytes()
        .get(parameters)
        .is_some_and(u8::is_ascii_alphabetic);
    2 + parameters + usize::from(letter)
}

/// Undoes percent-encoding (RFC 3986; `+` is a plus). Bytes that make no UTF-8 become replacement characters.
pub(crate) fn percent_decoded(base: &Layer) -> Layer {
    let text = base.text();
    let bytes = text.as_bytes();
    let mut out = Builder::new(base);
    let mut kept = 0;
    let mut at = 0;
    while at < bytes.len() {
        if escaped_byte(bytes, at).is_none() {
            at += 1;
            continue;
        }
        // Escapes that stand together may make one character.
        let start = at;
        let mut decoded = Vec::new();
        while let Some(byte) = escaped_byte(bytes, at) {
            decoded.push(byte);
            at += 3;
            if str::from_utf8(&decoded).is_ok() || decoded.len() >= 4 {
                break;
            }
        }
        out.keep(kept..start);
        out.put(&String::from_utf8_lossy(&decoded), start..at);
        kept = at;
    }
    out.keep(kept..text.len());
    out.finish()
}

fn escaped_byte(bytes: &[u8], at: usize) -> Option<u8> {
    let [b'%', high, low] = bytes.get(at..at + 3)? else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

/// Undoes the escapes of markup: `&quot;`, `&#39;` and the like.
pub(crate) fn entities_decoded(base: &Layer) -> Layer {
    const NAMED: [(&str, &str); 6] = [
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("&nbsp;", " "),
    ];
    let text = base.text();
    let mut out = Builder::new(base);
    let mut kept = 0;
    for (at, _) in text.match_indices('&') {
        if at < kept {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let named = NAMED
            .iter()
            .find(|(name, _)| rest.starts_with(name))
            .map(|(name, by)| (name.len(), (*by).to_owned()));
        let Some((len, by)) = named.or_else(|| numbered(rest)) else {
            continue;
        };
        out.keep(kept..at);
        out.put(&by, at..at + len);
        kept = at + len;
    }
    out.keep(kept..text.len());
    out.finish()
}

/// `&#39;`, `&#x27;`.
fn numbered(rest: &str) -> Option<(usize, String)> {
    let inner = rest.strip_prefix("&#")?;
    let len = inner.get(..inner.floor_char_boundary(10))?.find(';')?;
    let digits = inner.get(..len)?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    Some((len + 3, char::from_u32(code.ok()?)?.to_string()))
}

/// Drops the tags of markup; what stands between them stays, on lines of its own.
pub(crate) fn without_tags(base: &Layer) -> Layer {
    let text = base.text();
    let mut out = Builder::new(base);
    let mut kept = 0;
    while let Some(open) = text.get(kept..).and_then(|rest| rest.find('<')) {
        let open = kept + open;
        let Some(close) = text.get(open..).and_then(|rest| rest.find('>')) else {
            break;
        };
        let close = open + close + 1;
        out.keep(kept..open);
        out.put("\n", open..close);
        kept = close;
    }
    out.keep(kept..text.len());
    out.finish()
}

/// The text without its line breaks.
pub(crate) fn lines_joined(base: &Layer) -> Layer {
    let mut out = Builder::new(base);
    let mut at = 0;
    for line in base.text().split('\n') {
        out.keep(at..at + line.len());
        at += line.len() + 1;
    }
    out.finish()
}

/// Undoes the escapes of a JSON string. The range is what stands between the quotes.
pub(crate) fn unescaped(base: &Layer, range: std::ops::Range<usize>) -> Layer {
    let text = base.text();
    let end = range.end;
    let mut out = Builder::new(base);
    let mut kept = range.start;
    while let Some(at) = text
        .get(kept..end)
        .and_then(|rest| rest.find('\\'))
        .map(|at| kept + at)
    {
        let rest = text.get(at..end).unwrap_or_default();
        let (len, by) = escape(rest);
        out.keep(kept..at);
        out.put(by.encode_utf8(&mut [0; 4]), at..at + len);
        kept = at + len;
    }
    out.keep(kept..end);
    out.finish()
}

/// The length of an escape and what it stands for. What is no escape stands for its backslash.
fn escape(rest: &str) -> (usize, char) {
    let mut chars = rest.chars().skip(1);
    match chars.next() {
        Some(same @ ('"' | '\\' | '/' | '\'')) => (2, same),
        Some('n') => (2, '\n'),
        Some('r') => (2, '\r'),
        Some('t') => (2, '\t'),
        Some('b' | 'f') => (2, ' '),
        Some('u') => unicode(rest),
        _ => (1, '\\'),
    }
}

fn unicode(rest: &str) -> (usize, char) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 4)?;
        let all_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| all_hex)
    };
    match unit(2) {
        Some(high @ 0xD800..=0xDBFF) if rest.get(6..8) == Some("\\u") => {
            match unit(8).filter(|low| (0xDC00..=0xDFFF).contains(low)) {
                Some(low) => {
                    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    (
                        12,
                        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
                    )
                }
                None => (6, char::REPLACEMENT_CHARACTER),
            }
        }
        Some(code) => (
            6,
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        ),
        None => (1, '\\'),
    }
}

/// A value in the notation of Python as JSON: other quotes and other words, and no calls.
pub(crate) fn json_of_python(base: &Layer) -> Layer {
    const WORDS: [(&str, &str); 4] = [
        ("None", "null"),
        ("True", "true"),
        ("False", "false"),
        ("datetime.datetime(", "null"),
    ];
    let text = base.text();
    let mut out = Builder::new(base);
    let mut at = 0;
    while let Some(ch) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if ch == '\'' || ch == '"' {
            at = python_string(text, at, ch, &mut out);
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if let Some((word, by)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            let len = if word.ends_with('(') {
                call_len(rest)
            } else {
                word.len()
            };
            out.put(by, at..at + len);
            at += len;
        } else {
            out.keep(at..at + ch.len_utf8());
            at += ch.len_utf8();
        }
    }
    out.finish()
}

/// Copies a string with double quotes around it; returns where it ends.
fn python_string(text: &str, at: usize, quote: char, out: &mut Builder<'_>) -> usize {
    out.put("\"", at..at + 1);
    let mut kept = at + 1;
    let mut chars = text.get(kept..).unwrap_or_default().char_indices();
    let base = kept;
    while let Some((idx, ch)) = chars.next() {
        let here = base + idx;
        if ch == quote {
            out.keep(kept..here);
            out.put("\"", here..here + 1);
            return here + 1;
        }
        if ch == '\\' {
            // `\'` is no escape of JSON.
            if let Some((_, '\'')) = chars.next() {
                out.keep(kept..here);
                out.put("'", here..here + 2);
                kept = here + 2;
            }
        } else if ch == '"' {
            out.keep(kept..here);
            out.put("\\\"", here..here + 1);
            kept = here + 1;
        }
    }
    out.keep(kept..text.len());
    text.len()
}

/// The length of a call, its brackets matched.
fn call_len(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (idx, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return idx + 1;
                }
            }
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_and_terminals_add_is_dropped() {
        for (pasted, expected) in [
            ("a\r\nb", "a\nb"),
            ("\u{feff}a\u{a0}b\u{200b}c", "a bc"),
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            (
                "\u{2577}\n\u{2502} Error: x\n\u{2502} \n\u{2575}",
                "\nError: x\n\n",
            ),
            ("| a b   |\n| c |", " a b\n c"),
            ("x\n```json\n{}\n```\ny", "x\n\n{}\n\ny"),
            ("\u{1b}", ""),
        ] {
            let cleaned = clean(&Layer::whole(pasted));
            assert_eq!(cleaned.text(), expected, "{pasted:?}");
        }
    }

    #[test]
    fn encodings_are_undone_with_their_places() {
        let layer = percent_decoded(&Layer::whole("%7B%22%C3%A9%22%7D+%zz"));
        assert_eq!(layer.text(), "{\"\u{e9}\"}+%zz");
        assert_eq!(layer.span(2..4).range(), 6..12);
        let layer = entities_decoded(&Layer::whole("&quot;a&#39;&#x27;&amp;lt; &b"));
        assert_eq!(layer.text(), "\"a''&lt; &b");
        let layer = without_tags(&Layer::whole("<a>x</a><b>y</b> 1 < 2"));
        assert_eq!(layer.text(), "\nx\n\ny\n 1 < 2");
        let text = r#"a\"b\\n\u00e9\ud83d\ude00\q"#;
        let layer = unescaped(&Layer::whole(text), 0..text.len());
        assert_eq!(layer.text(), "a\"b\\n\u{e9}\u{1f600}\\q");
        assert_eq!(layer.span(1..2).range(), 1..3);
    }
}
