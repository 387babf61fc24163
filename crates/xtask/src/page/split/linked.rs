//! What the linker says of a program's constants: where each of them lies. It says so when asked by `--emit-relocs`, as `web/build.rs` does.

use std::ops::{Range, RangeInclusive};

use anyhow::{Context, Result, ensure};
use wasm_encoder::{Module, RawSection};
use wasmparser::{
    CustomSectionReader, DefinedDataSymbol, KnownCustom, Linking, Parser, Payload, SymbolInfo,
};

use super::image::Image;

/// How the names of segments begin whose contents never change.
const CONSTANT: &str = ".rodata";

/// One constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Constant {
    /// Its addresses.
    pub(super) place: Range<u32>,
    /// The lowest and the highest address by which the program refers to it: its first and the one after its last, unless the compiler counts
    /// from somewhere else, as from where a table would start if its first index were 0.
    pub(super) named: RangeInclusive<u32>,
}

impl Constant {
    fn is_also_named(&mut self, named: &RangeInclusive<u32>) {
        let (low, high) = (
            self.named.start().min(named.start()),
            self.named.end().max(named.end()),
        );
        self.named = *low..=*high;
    }
}

/// The constants of a program, as the compiler made them one by one.
#[derive(Debug)]
pub(in super::super) struct Linked {
    /// Sorted by place; none overlaps another.
    pub(super) constants: Vec<Constant>,
    image: Image,
}

impl Linked {
    /// Reads a program as the linker wrote it.
    ///
    /// # Errors
    ///
    /// When the linker was not asked to say where the constants are, or says it otherwise than expected.
    pub(in super::super) fn read(wasm: &[u8]) -> Result<Self> {
        let mut data = None;
        let mut said = Said::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Payload::DataSection(section) = payload {
                data = Some(section);
            } else if let Payload::CustomSection(section) = payload {
                said.take(&section)?;
            }
        }
        let image = Image::read(&data.context("there is no data")?)?;
        Ok(Self {
            constants: apart(said.constants(&image)?),
            image,
        })
    }

    /// What the linker would say of these, for tests.
    #[cfg(test)]
    pub(super) fn of(constants: Vec<Constant>, image: Image) -> Self {
        Self { constants, image }
    }

    /// Whether a program that was made of this one holds the same constants at the same places.
    pub(super) fn is_of(&self, image: &Image) -> bool {
        let mut places = self.constants.iter().flat_map(|one| one.place.clone());
        places.all(|address| self.image.byte(address) == image.byte(address))
    }
}

/// A program without what the linker said of it, which is not true any more once it is written anew.
///
/// # Errors
///
/// When the bytes are no module.
pub(in super::super) fn without_links(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        let of_links = matches!(&payload, Payload::CustomSection(section)
            if matches!(section.as_known(), KnownCustom::Linking(_) | KnownCustom::Reloc(_)));
        if let Some((id, range)) = payload.as_section()
            && !of_links
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = wasm.get(range).context("a section is not there")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

/// What the linker says, as it says it.
#[derive(Default)]
struct Said {
    /// The names of the segments.
    segments: Vec<String>,
    /// For each symbol where its data is, when it is of data.
    symbols: Vec<Option<DefinedDataSymbol>>,
    /// The symbol and how far from its start, of each reference.
    references: Vec<(u32, i64)>,
}

impl Said {
    fn take(&mut self, section: &CustomSectionReader<'_>) -> Result<()> {
        if let KnownCustom::Linking(linking) = section.as_known() {
            for part in linking.subsections() {
                let part = part?;
                if let Linking::SegmentInfo(segments) = part {
                    for segment in segments {
                        self.segments.push(segment?.name.to_owned());
                    }
                } else if let Linking::SymbolTable(symbols) = part {
                    for symbol in symbols {
                        self.symbols.push(defined(&symbol?));
                    }
                }
            }
        } else if let KnownCustom::Reloc(references) = section.as_known() {
            for reference in references.entries() {
                let reference = reference?;
                self.references.push((reference.index, reference.addend));
            }
        }
        Ok(())
    }

    fn constants(&self, image: &Image) -> Result<Vec<Constant>> {
        ensure!(
            !self.symbols.is_empty() && !self.references.is_empty(),
            "the linker does not say where the constants are: it was not asked by `--emit-relocs`"
        );
        let mut constants: Vec<Option<Constant>> = Vec::new();
        for symbol in &self.symbols {
            constants.push(match symbol {
                Some(symbol) => self.constant(*symbol, image)?,
                None => None,
            });
        }
        for (to, addend) in &self.references {
            let Some(Some(constant)) = constants.get_mut(super::usize_of(*to)) else {
                continue;
            };
            let address = u32::try_from(i64::from(constant.place.start) + addend)
                .context("a reference leaves the memory")?;
            constant.is_also_named(&(address..=address));
        }
        Ok(constants.into_iter().flatten().collect())
    }

    /// The constant of a symbol, unless what is there can change.
    fn constant(&self, symbol: DefinedDataSymbol, image: &Image) -> Result<Option<Constant>> {
        let name = self.segments.get(super::usize_of(symbol.index));
        if !name.is_some_and(|name| name.starts_with(CONSTANT)) {
            return Ok(None);
        }
        let segment = image.segment(symbol.index);
        let start = segment.context("a segment is missing")? + symbol.offset;
        let end = start + symbol.size;
        Ok(Some(Constant {
            place: start..end,
            named: start..=end,
        }))
    }
}

/// Where the data of a symbol is.
fn defined(symbol: &SymbolInfo<'_>) -> Option<DefinedDataSymbol> {
    if let SymbolInfo::Data { symbol, .. } = symbol {
        *symbol
    } else {
        None
    }
}

/// Constants that overlap as one, sorted, without those that are empty.
fn apart(mut constants: Vec<Constant>) -> Vec<Constant> {
    constants.retain(|constant| !constant.place.is_empty());
    constants.sort_by_key(|constant| (constant.place.start, constant.place.end));
    let mut apart: Vec<Constant> = Vec::new();
    for constant in constants {
        match apart.last_mut() {
            Some(last) if constant.place.start < last.place.end => {
                last.place.end = last.place.end.max(constant.place.end);
                last.is_also_named(&constant.named);
            }
            _ => apart.push(constant),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_that_overlap_are_one() {
        let constant = |place, named| Constant { place, named };
        let constants = vec![
            constant(20..24, 20..=24),
            constant(8..12, 4..=12),
            constant(10..16, 10..=19),
            constant(16..18, 16..=18),
            constant(30..30, 30..=30),
        ];
        assert_eq!(
            apart(constants),
            [
                constant(8..16, 4..=19),
                constant(16..18, 16..=18),
                constant(20..24, 20..=24)
            ]
        );
    }

    #[test]
    fn a_program_without_references_is_refused() {
        let wasm = wat::parse_str("(module (memory 1) (data (i32.const 8) \"abc\"))").unwrap();
        let error = Linked::read(&wasm).unwrap_err().to_string();
        assert!(error.contains("--emit-relocs"), "{error}");
    }
}
