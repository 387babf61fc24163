//! How the document of a link is compressed, and how what arrives is unfolded within bounds.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
    deflate_flags::TDEFL_FORCE_ALL_STATIC_BLOCKS,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_COMPUTE_ADLER32, TINFL_FLAG_PARSE_ZLIB_HEADER,
    TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::LinkError;

/// What version 2 has at hand before the document begins: words and shapes of scenarios, the usual ones last, where they are
/// nearest. The text has shipped. It is never changed: every link of version 2 is read with it.
pub(crate) const DICTIONARY: &str = include_str!("dictionary-2.txt");

/// How many bytes of the checksum a link carries. One wrong link in 16 million passes for a right one.
const CHECKED: usize = 3;

/// How hard to compress, 0 to 10. Links are made once and sent often.
const LEVEL: i32 = 9;

/// Bare deflate, as the compressor's flags have it.
const RAW: i32 = -15;

/// The bytes of a link of version 2: the beginning of the document's checksum, and the document.
pub(crate) fn pack(document: &[u8]) -> Vec<u8> {
    let flags = create_comp_flags_from_zip_params(LEVEL, RAW, 0);
    // A table of codes of its own pays off in long documents only, and the compressor does not find out which are long.
    let own = deflate(document, flags);
    let fixed = deflate(document, flags | TDEFL_FORCE_ALL_STATIC_BLOCKS);
    let shorter = if fixed.len() < own.len() { fixed } else { own };
    let mut bytes = checksum(document).to_vec();
    bytes.extend(shorter);
    bytes
}

/// Compresses a document behind the dictionary.
///
/// The compressor has no call for a dictionary. It is given the dictionary as text before the document; a flush ends that on a
/// byte, and leaves it to be referred to; what it was compressed to is thrown away.
fn deflate(document: &[u8], flags: u32) -> Vec<u8> {
    let mut compressor = CompressorOxide::new(flags);
    compress_to_output(
        &mut compressor,
        DICTIONARY.as_bytes(),
        TDEFLFlush::Sync,
        |_| true,
    );
    let mut packed = Vec::with_capacity(document.len() / 4 + 16);
    compress_to_output(&mut compressor, document, TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

/// The document in the bytes of a link of version 2, of at most `limit` bytes.
pub(crate) fn unpack(bytes: &[u8], limit: usize) -> Result<Vec<u8>, LinkError> {
    let (sum, packed) = bytes
        .split_at_checked(CHECKED)
        .ok_or(LinkError::Truncated)?;
    let (document, rest) = inflate(packed, DICTIONARY.as_bytes(), 0, limit)?;
    if !rest.is_empty() || checksum(&document) != *sum {
        return Err(LinkError::Damaged);
    }
    Ok(document)
}

/// The document in the bytes of a link of version 1: zlib (RFC 1950), which has its own checksum.
pub(crate) fn unpack_zlib(bytes: &[u8], limit: usize) -> Result<Vec<u8>, LinkError> {
    let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_COMPUTE_ADLER32;
    Ok(inflate(bytes, &[], flags, limit)?.0)
}

/// Unfolds what was compressed behind a dictionary; gives also what of the bytes is left. What is unfolded grows by steps, so
/// that a short link that promises much does not get the memory for it.
fn inflate<'a>(
    packed: &'a [u8],
    dictionary: &[u8],
    flags: u32,
    limit: usize,
) -> Result<(Vec<u8>, &'a [u8]), LinkError> {
    let begin = dictionary.len();
    let mut state = Box::<DecompressorOxide>::default();
    // References reach back into what lies before the place that is written to.
    let mut out = dictionary.to_vec();
    let (mut rest, mut end) = (packed, begin);
    let flags = flags | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    loop {
        let room = (end - begin).max(packed.len()).saturating_mul(2).max(1_024);
        // One more than allowed, so that the last allowed byte is told from the first that is not.
        out.resize(end + room.min((begin + limit + 1).saturating_sub(end)), 0);
        let (status, read, written) = decompress(&mut state, rest, &mut out, end, flags);
        rest = rest.get(read..).unwrap_or_default();
        end += written;
        if end - begin > limit {
            return Err(LinkError::TooLarge);
        }
        // The enum is non-exhaustive. Whatever else it says, nothing was read.
        if matches!(status, TINFLStatus::Done) {
            out.truncate(end);
            return Ok((out.split_off(begin), rest));
        } else if matches!(
            status,
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput
        ) {
            return Err(LinkError::Truncated);
        } else if !matches!(status, TINFLStatus::HasMoreOutput) {
            return Err(LinkError::Damaged);
        }
    }
}

/// The first bytes of the CRC-32 (the one of zip and PNG) of a document.
fn checksum(document: &[u8]) -> [u8; CHECKED] {
    let sum = document.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            sum >> 1 ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    });
    let [first, second, third, _] = (!sum).to_be_bytes();
    [first, second, third]
}

#[cfg(test)]
mod tests;
