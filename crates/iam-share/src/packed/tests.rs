use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use proptest::prelude::*;

use super::*;

const LIMIT: usize = 1 << 20;

/// What a decompressor that has a call for dictionaries makes of it.
fn inflated_elsewhere(packed: &[u8]) -> Vec<u8> {
    let mut reference = Decompress::new(false);
    let mut out = Vec::with_capacity(LIMIT);
    // The reference is compiled without that call too: it is given the dictionary as a stored block, on a byte's border.
    let length = u16::try_from(DICTIONARY.len()).unwrap();
    let mut whole = vec![0];
    whole.extend(length.to_le_bytes());
    whole.extend((!length).to_le_bytes());
    whole.extend(DICTIONARY.as_bytes());
    whole.extend(packed);
    let status = reference.decompress_vec(&whole, &mut out, FlushDecompress::Finish);
    assert_eq!(status.unwrap(), Status::StreamEnd);
    assert_eq!(reference.total_in(), whole.len() as u64);
    out.split_off(DICTIONARY.len())
}

#[test]
fn the_dictionary_is_the_one_that_shipped() {
    let mut crc = Crc::new();
    crc.update(DICTIONARY.as_bytes());
    assert_eq!(
        (DICTIONARY.len(), crc.sum()),
        (4_031, 0x0ad5_bd90),
        "every link of version 2 is read with this dictionary: another one needs another version"
    );
    assert!(DICTIONARY.is_ascii() && !DICTIONARY.contains('\n'));
}

#[test]
fn a_document_of_full_size_is_not_too_large() {
    for (length, fits) in [(LIMIT - 1, true), (LIMIT, true), (LIMIT + 1, false)] {
        let document = vec![b' '; length];
        let unpacked = unpack(&pack(&document), LIMIT);
        assert_eq!(unpacked.is_ok(), fits, "{length}");
    }
}

#[test]
fn nothing_may_follow() {
    let mut bytes = pack(b"{}");
    bytes.push(0);
    assert_eq!(unpack(&bytes, LIMIT), Err(LinkError::Damaged));
}

#[test]
fn references_before_the_dictionary_are_refused() {
    // Fixed codes: a reference of length 3 (code 257) at distance 32,768 (code 29, all extra bits), as the first of all.
    let bits = "1".to_owned() + "10" + "0000001" + "11101" + "1111111111111" + "0000000";
    let bits: Vec<u8> = bits.bytes().collect();
    let packed = bits.chunks(8).map(|eight| {
        let bit = |(place, bit): (usize, &u8)| (bit - b'0') << place;
        eight.iter().enumerate().map(bit).sum::<u8>()
    });
    let bytes: Vec<u8> = [0; CHECKED].into_iter().chain(packed).collect();
    assert_eq!(unpack(&bytes, LIMIT), Err(LinkError::Damaged));
}

proptest! {
    #[test]
    fn the_checksum_is_that_of_zip(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut crc = Crc::new();
        crc.update(&bytes);
        let sum = crc.sum().to_be_bytes();
        prop_assert_eq!(&checksum(&bytes)[..], &sum[..CHECKED]);
    }

    #[test]
    fn is_read_elsewhere(document in "[ -~]{0,40}(\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"){0,3}[ -~]{0,400}") {
        let packed = pack(document.as_bytes());
        prop_assert_eq!(inflated_elsewhere(&packed[CHECKED..]), document.as_bytes());
        prop_assert_eq!(unpack(&packed, LIMIT), Ok(document.into_bytes()));
    }

    #[test]
    fn reads_what_was_packed_elsewhere(document in "[ -~\\n]{0,400}", level in 0_u32..10) {
        let mut reference = Compress::new(Compression::new(level), false);
        let mut packed = Vec::with_capacity(4_096);
        reference.compress_vec(document.as_bytes(), &mut packed, FlushCompress::Finish).unwrap();
        let mut bytes = checksum(document.as_bytes()).to_vec();
        bytes.extend(packed);
        prop_assert_eq!(unpack(&bytes, LIMIT), Ok(document.into_bytes()));
    }
}
