//! From the bytes of a file to text.

/// The text of a file: UTF-8 or UTF-16, with or without a byte order mark. Bytes that make no character become replacement
/// characters.
pub fn text_of(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // What Windows PowerShell writes where a mark was cut off: every other byte of Latin text is zero.
        [_, 0, _, 0, ..] => utf16(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|ch| ch.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_text() {
        for (bytes, text) in [
            (&b"a"[..], "a"),
            (b"\xef\xbb\xbfa", "a"),
            (b"\xff\xfea\0\x3d\xd8\x00\xde", "a\u{1f600}"),
            (b"\xfe\xff\0a", "a"),
            (b"a\0b\0", "ab"),
            (b"a\xffb", "a\u{fffd}b"),
            (b"", ""),
        ] {
            assert_eq!(text_of(bytes), text, "{bytes:?}");
        }
    }
}
