//! A link is refused with a sentence, or opens to a scenario whose own link opens to the same.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use flate2::{Compression, Crc};

/// The first byte chooses what the others are: a link, what a link's base64 holds, or what is deflated in that. So what is
/// found behind one layer does not have to get past the others.
pub fn link(bytes: &[u8]) {
    let Some((layer, bytes)) = bytes.split_first() else {
        return;
    };
    let link = match layer % 5 {
        0 => String::from_utf8_lossy(bytes).into_owned(),
        1 => format!("1.{}", URL_SAFE_NO_PAD.encode(bytes)),
        2 => format!("1.{}", URL_SAFE_NO_PAD.encode(deflated(bytes))),
        3 => format!("2.{}", URL_SAFE_NO_PAD.encode(bytes)),
        _ => format!("2.{}", URL_SAFE_NO_PAD.encode(checked(bytes))),
    };
    let _ = iam_share::view(iam_share::payload(&link));
    match iam_share::decode(iam_share::payload(&link)) {
        Ok(scenario) => {
            let again = iam_share::encode(&scenario);
            assert_eq!(iam_share::decode(&again), Ok(scenario));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// As version 2 has it: the beginning of the checksum, and bare deflate, which need not refer to the dictionary.
fn checked(bytes: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(bytes);
    let [first, second, third, _] = crc.sum().to_be_bytes();
    let mut encoder = DeflateEncoder::new(vec![first, second, third], Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
