//! What a program's memory holds when it starts.

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{Data, DataKind, DataSectionReader, Operator};

/// What lies where. Between and after the segments it is zeros.
#[derive(Debug)]
pub(super) struct Image {
    /// The address of each segment, in the order of the program.
    starts: Vec<u32>,
    /// The lowest of them.
    start: u32,
    bytes: Vec<u8>,
}

impl Image {
    /// Reads the data of a module.
    ///
    /// # Errors
    ///
    /// When it is not put into the one memory at fixed addresses.
    pub(super) fn read(data: &DataSectionReader<'_>) -> Result<Self> {
        let segments = segments(data)?;
        let start = segments.iter().map(|(start, _)| *start).min();
        let start = start.context("there is no data")?;
        let mut bytes = Vec::new();
        for (at, segment) in &segments {
            let from = super::usize_of(at - start);
            let to = from + segment.len();
            bytes.resize(bytes.len().max(to), 0);
            let place = bytes.get_mut(from..to).context("a segment has no place")?;
            place.copy_from_slice(segment);
        }
        let starts = segments.iter().map(|(start, _)| *start).collect();
        Ok(Self {
            starts,
            start,
            bytes,
        })
    }

    /// The address of a segment.
    pub(super) fn segment(&self, index: u32) -> Option<u32> {
        self.starts.get(super::usize_of(index)).copied()
    }

    /// The byte at an address.
    pub(super) fn byte(&self, address: u32) -> u8 {
        let place = address.checked_sub(self.start);
        let byte = place.and_then(|place| self.bytes.get(super::usize_of(place)));
        byte.copied().unwrap_or(0)
    }

    /// The word at an address, as a load has it.
    pub(super) fn word(&self, address: u32) -> u32 {
        u32::from_le_bytes([0, 1, 2, 3].map(|further| self.byte(address + further)))
    }

    /// The addresses of the words that a program may have put into its memory, first to last.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> + use<> {
        let end = self.start + u32::try_from(self.bytes.len()).unwrap_or(0);
        (self.start & !3..end).step_by(4)
    }
}

/// The segments with their addresses.
///
/// # Errors
///
/// As [`Image::read`].
pub(super) fn segments<'a>(data: &DataSectionReader<'a>) -> Result<Vec<(u32, &'a [u8])>> {
    let mut segments = Vec::new();
    for segment in data.clone() {
        let Data { kind, data, .. } = segment?;
        let DataKind::Active {
            memory_index: 0,
            offset_expr,
        } = kind
        else {
            bail!("data is expected to be put into memory 0 at the start")
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("the place of data is expected to be a number")
        };
        let start = value.cast_unsigned();
        ensure!(
            u32::try_from(data.len()).is_ok_and(|length| start.checked_add(length).is_some()),
            "data lies beyond the memory"
        );
        segments.push((start, data));
    }
    Ok(segments)
}
