//! A link is refused with a sentence, or opens to a scenario whose own link opens to the same.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use libfuzzer_sys::fuzz_target;
use miniz_oxide::deflate::compress_to_vec_zlib;

fuzz_target!(|bytes: &[u8]| {
    // Layer by layer, so that what is found behind one does not have to get past the others.
    let Some((layer, bytes)) = bytes.split_first() else {
        return;
    };
    let link = match layer % 3 {
        0 => String::from_utf8_lossy(bytes).into_owned(),
        1 => format!("1.{}", URL_SAFE_NO_PAD.encode(bytes)),
        _ => format!("1.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(bytes, 1))),
    };
    match iam_share::decode(iam_share::payload(&link)) {
        Ok(scenario) => {
            let again = iam_share::encode(&scenario);
            assert_eq!(iam_share::decode(&again), Ok(scenario));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
