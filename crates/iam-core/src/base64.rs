//! Base64 as `BinaryEquals` compares it (rule R-BIN-1).
//!
//! The standard alphabet of RFC 4648 with padding. Bits that encode nothing must be zero, so every sequence of bytes has
//! exactly one text, and comparing the texts is comparing the bytes.

/// The bytes of a base64 text; `None` if it is not one.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    read(text, |byte| bytes.push(byte))?;
    Some(bytes)
}

/// Whether a text is base64.
pub fn is_base64(text: &str) -> bool {
    read(text, drop).is_some()
}

/// Whether two base64 texts stand for the same bytes; `None` if either is not base64.
pub fn equal(a: &str, b: &str) -> Option<bool> {
    read(a, drop)?;
    read(b, drop)?;
    Some(a == b)
}

/// Reads a text, giving each byte to `out`.
fn read(text: &str, mut out: impl FnMut(u8)) -> Option<()> {
    let (groups, rest) = text.as_bytes().as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let Some((last, full)) = groups.split_last() else {
        return Some(());
    };
    for group in full {
        let bits = sextets(*group)?;
        bytes(bits, 3).for_each(&mut out);
    }
    match *last {
        [a, b, b'=', b'='] => short(sextets([a, b, b'A', b'A'])?, 1, out),
        [a, b, c, b'='] => short(sextets([a, b, c, b'A'])?, 2, out),
        _ => {
            bytes(sextets(*last)?, 3).for_each(&mut out);
            Some(())
        }
    }
}

/// The last group when it is padded.
fn short(bits: u32, count: usize, out: impl FnMut(u8)) -> Option<()> {
    let unused = u32::MAX >> (8 + 8 * count);
    if bits & unused != 0 {
        return None;
    }
    bytes(bits, count).for_each(out);
    Some(())
}

fn bytes(bits: u32, count: usize) -> impl Iterator<Item = u8> {
    bits.to_be_bytes().into_iter().skip(1).take(count)
}

fn sextets(group: [u8; 4]) -> Option<u32> {
    group.iter().try_fold(0, |bits, byte| {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        Some(bits << 6 | u32::from(value))
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn table() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("QQ==", Some(b"A")),
            ("QUI=", Some(b"AB")),
            ("QUJD", Some(b"ABC")),
            ("QUJDRA==", Some(b"ABCD")),
            ("+/+/", Some(&[0xfb, 0xff, 0xbf])),
            ("QQ", None),
            ("QQ=", None),
            ("QR==", None),
            ("QUJ=", None),
            ("====", None),
            ("Q===", None),
            ("QQ==QQ==", None),
            ("QUJD\n", None),
            ("-_-_", None),
            ("QÜJ", None),
        ] {
            assert_eq!(decode(text).as_deref(), bytes, "{text:?}");
        }
        assert_eq!(equal("QQ==", "QQ=="), Some(true));
        assert_eq!(equal("QQ==", "QUI="), Some(false));
        assert_eq!(equal("QQ==", "A"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_base64(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            prop_assert_eq!(decode(&STANDARD.encode(&bytes)), Some(bytes));
        }

        #[test]
        fn agrees_with_base64_on_any_text(text in "[AQZagz09+/=]{0,9}") {
            prop_assert_eq!(decode(&text), STANDARD.decode(&text).ok());
        }
    }
}
