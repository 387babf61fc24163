//! base64url without padding (RFC 4648 §5): forty lines instead of a dependency in the page's download.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a text is not base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A character that is not in the alphabet.
    Character(char),
    /// No number of bytes has that many characters, or the last character has bits too many.
    Length,
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(chunk.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for idx in 0..=chunk.len() {
            text.push(letter(bits >> (18 - 6 * idx) & 63));
        }
    }
    text
}

fn letter(value: u32) -> char {
    ALPHABET
        .get(value as usize)
        .map_or('A', |byte| char::from(*byte))
}

pub(crate) fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    // Bits that do not fill a byte yet, and how many they are.
    let (mut bits, mut count) = (0_u32, 0_u32);
    for character in text.chars() {
        bits = bits << 6 | value(character).ok_or(Fault::Character(character))?;
        count += 6;
        if let Some(left) = count.checked_sub(8) {
            bytes.push((bits >> left & 0xff) as u8);
            bits &= (1 << left) - 1;
            count = left;
        }
    }
    if count >= 6 || bits != 0 {
        return Err(Fault::Length);
    }
    Ok(bytes)
}

pub(crate) fn value(character: char) -> Option<u32> {
    let character = u32::from(character);
    let from = |first: char, value: u32| character - u32::from(first) + value;
    Some(match char::from_u32(character)? {
        'A'..='Z' => from('A', 0),
        'a'..='z' => from('a', 26),
        '0'..='9' => from('0', 52),
        '-' => 62,
        '_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn encodes_as_the_reference_does(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes));
        }

        #[test]
        fn decodes_as_the_reference_does(text in "[A-Za-z0-9_=-]{0,12}") {
            prop_assert_eq!(decode(&text).ok(), URL_SAFE_NO_PAD.decode(&text).ok());
        }
    }

    #[test]
    fn names_the_fault() {
        for (text, fault) in [
            ("A", Fault::Length),
            ("AAAAA", Fault::Length),
            ("AB", Fault::Length),
            ("A+AA", Fault::Character('+')),
            ("AAé", Fault::Character('é')),
        ] {
            assert_eq!(decode(text), Err(fault), "{text}");
        }
    }
}
