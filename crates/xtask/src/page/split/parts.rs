//! A module's sections, as far as the cut reads them.

use anyhow::{Context, Result, bail};
use wasmparser::{
    BinaryReader, DataSectionReader, Element, ElementItems, ElementKind, ElementSectionReader,
    ExportSectionReader, ExternalKind, FuncType, FunctionBody, GlobalSectionReader,
    ImportSectionReader, MemorySectionReader, Name, NameSectionReader, Operator, Parser, Payload,
    TableSectionReader, TypeRef, TypeSectionReader,
};

/// The sections of one module. Sections that Rust and the bindings never write are refused when read.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) types: TypeSectionReader<'a>,
    pub(super) imports: ImportSectionReader<'a>,
    pub(super) tables: TableSectionReader<'a>,
    pub(super) memories: MemorySectionReader<'a>,
    pub(super) globals: GlobalSectionReader<'a>,
    pub(super) exports: ExportSectionReader<'a>,
    pub(super) elements: ElementSectionReader<'a>,
    pub(super) data: DataSectionReader<'a>,
    pub(super) start: Option<u32>,
    /// How many functions are imported; they come first.
    pub(super) imported: u32,
    /// The number of each function's type.
    function_types: Vec<u32>,
    signatures: Vec<FuncType>,
    bodies: Vec<FunctionBody<'a>>,
    names: Vec<Option<String>>,
}

impl<'a> Parts<'a> {
    /// Reads a module.
    pub(super) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut sections = Sections::default();
        for payload in Parser::new(0).parse_all(wasm) {
            sections.take(payload?)?;
        }
        sections.finish()
    }

    /// How many functions there are, imported ones among them.
    pub(super) fn function_count(&self) -> u32 {
        u32::try_from(self.function_types.len()).unwrap_or(u32::MAX)
    }

    /// The number of a function's type.
    pub(super) fn type_of(&self, function: u32) -> Result<u32> {
        self.function_types
            .get(super::usize_of(function))
            .copied()
            .context("a function has no type")
    }

    /// A function's parameters and results.
    pub(super) fn signature(&self, function: u32) -> Result<&FuncType> {
        self.signatures
            .get(super::usize_of(self.type_of(function)?))
            .context("a type is missing")
    }

    /// A function's code, or none when it is imported.
    pub(super) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies
            .get(super::usize_of(function.checked_sub(self.imported)?))
    }

    /// A function's name, when the module has names.
    pub(super) fn name(&self, function: u32) -> Option<&str> {
        self.names.get(super::usize_of(function))?.as_deref()
    }

    /// The functions that a function calls by number or takes a reference of.
    pub(super) fn called(&self, function: u32) -> Result<Vec<u32>> {
        let mut called = Vec::new();
        let Some(body) = self.body(function) else {
            return Ok(called);
        };
        for operator in body.get_operators_reader()? {
            #[expect(
                clippy::wildcard_enum_match_arm,
                reason = "600 operators, of which these name functions"
            )]
            match operator? {
                Operator::Call { function_index } | Operator::RefFunc { function_index } => {
                    called.push(function_index);
                }
                Operator::ReturnCall { .. } => bail!("tail calls are not expected"),
                _ => {}
            }
        }
        Ok(called)
    }

    /// The functions that are exported.
    pub(super) fn exported_functions(&self) -> impl Iterator<Item = u32> {
        let exports = self.exports.clone().into_iter().flatten();
        exports
            .filter(|export| export.kind == ExternalKind::Func)
            .map(|export| export.index)
            .chain(self.start)
    }

    /// What the table of functions holds at the start: place and function.
    pub(super) fn table_entries(&self) -> Result<Vec<(u32, u32)>> {
        let mut entries = Vec::new();
        for element in self.elements.clone() {
            let Element { kind, items, .. } = element?;
            match (kind, items) {
                (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) => {
                    let mut operators = offset_expr.get_operators_reader();
                    let Operator::I32Const { value } = operators.read()? else {
                        bail!("an element's place is not a number")
                    };
                    for (slot, function) in (u32::try_from(value)?..).zip(functions) {
                        entries.push((slot, function?));
                    }
                }
                (ElementKind::Declared, _) => {}
                _ => bail!("an element segment is of a kind that is not expected"),
            }
        }
        Ok(entries)
    }

    /// How many places the table of functions has: it is the first table.
    pub(super) fn table_size(&self) -> Result<u64> {
        let table = self
            .tables
            .clone()
            .into_iter()
            .next()
            .context("there is no table")??;
        Ok(table.ty.initial)
    }
}

/// The sections while they are read.
#[derive(Default)]
struct Sections<'a> {
    types: Option<TypeSectionReader<'a>>,
    imports: Option<ImportSectionReader<'a>>,
    tables: Option<TableSectionReader<'a>>,
    memories: Option<MemorySectionReader<'a>>,
    globals: Option<GlobalSectionReader<'a>>,
    exports: Option<ExportSectionReader<'a>>,
    elements: Option<ElementSectionReader<'a>>,
    data: Option<DataSectionReader<'a>>,
    start: Option<u32>,
    imported: u32,
    function_types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    names: Vec<(u32, &'a str)>,
}

impl<'a> Sections<'a> {
    fn take(&mut self, payload: Payload<'a>) -> Result<()> {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "what is not expected is refused, whatever it is"
        )]
        match payload {
            Payload::TypeSection(section) => self.types = Some(section),
            Payload::ImportSection(section) => self.take_imports(section)?,
            Payload::FunctionSection(section) => {
                for index in section {
                    self.function_types.push(index?);
                }
            }
            Payload::TableSection(section) => self.tables = Some(section),
            Payload::MemorySection(section) => self.memories = Some(section),
            Payload::GlobalSection(section) => self.globals = Some(section),
            Payload::ExportSection(section) => self.exports = Some(section),
            Payload::ElementSection(section) => self.elements = Some(section),
            Payload::DataSection(section) => self.data = Some(section),
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::CustomSection(section) if section.name() == "name" => {
                self.take_names(section.data())?;
            }
            Payload::CustomSection(_)
            | Payload::Version { .. }
            | Payload::CodeSectionStart { .. }
            | Payload::DataCountSection { .. }
            | Payload::End(_) => {}
            other => bail!("a section is not expected: {other:?}"),
        }
        Ok(())
    }

    fn take_imports(&mut self, section: ImportSectionReader<'a>) -> Result<()> {
        for import in section.clone().into_imports() {
            let TypeRef::Func(index) = import?.ty else {
                bail!("only functions are expected to be imported")
            };
            self.function_types.push(index);
            self.imported += 1;
        }
        self.imports = Some(section);
        Ok(())
    }

    fn take_names(&mut self, data: &'a [u8]) -> Result<()> {
        for name in NameSectionReader::new(BinaryReader::new(data, 0)) {
            if let Name::Function(map) = name? {
                for naming in map {
                    let naming = naming?;
                    self.names.push((naming.index, naming.name));
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Parts<'a>> {
        let types = self.types.context("there are no types")?;
        let mut signatures = Vec::new();
        for signature in types.clone().into_iter_err_on_gc_types() {
            signatures.push(signature?);
        }
        let mut names = vec![None; self.function_types.len()];
        for (index, name) in self.names {
            if let Some(place) = names.get_mut(super::usize_of(index)) {
                *place = Some(plain(name));
            }
        }
        Ok(Parts {
            types,
            imports: self.imports.context("there are no imports")?,
            tables: self.tables.context("there is no table")?,
            memories: self.memories.context("there is no memory")?,
            globals: self.globals.context("there are no globals")?,
            exports: self.exports.context("there are no exports")?,
            elements: self.elements.context("there are no elements")?,
            data: self.data.context("there is no data")?,
            start: self.start,
            imported: self.imported,
            function_types: self.function_types,
            signatures,
            bodies: self.bodies,
            names,
        })
    }
}

/// A function's name without the numbers that differ from one compiler and one crate version to the next: `[c5930c85a12de822]` after a
/// crate's name.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((number, beyond))
                if number.len() == 16 && number.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                rest = beyond;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_numbers_of_crates_only() {
        for (name, expected) in [
            (
                "<char as core[c5930c85a12de822]::str::Pattern>::f",
                "<char as core::str::Pattern>::f",
            ),
            ("<[u8] as a[0123456789abcdef]::T>::f", "<[u8] as a::T>::f"),
            ("f::<[u8; 16]>", "f::<[u8; 16]>"),
            ("f[", "f["),
        ] {
            assert_eq!(plain(name), expected);
        }
    }
}
