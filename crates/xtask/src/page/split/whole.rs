//! Writing a module again with one more imported function, and whatever else a caller adds to its sections.

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, EntityType, ExportSection, FunctionSection,
    GlobalSection, ImportSection, MemorySection, Module, StartSection, TableSection, TypeSection,
    ValType,
};

use super::parts::Parts;

/// Numbers functions anew: one function more is imported, after the others, and the rest stands in a given order.
#[derive(Debug, Clone)]
pub(super) struct Numbers {
    /// The new number of each function.
    numbers: Vec<u32>,
}

impl Numbers {
    fn new(parts: &Parts<'_>, order: &[u32]) -> Self {
        let mut numbers: Vec<u32> = (0..parts.function_count()).collect();
        for (number, function) in (parts.imported + 1..).zip(order) {
            if let Some(place) = numbers.get_mut(super::usize_of(*function)) {
                *place = number;
            }
        }
        Self { numbers }
    }
}

impl Reencode for Numbers {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        // A number beyond all functions would be refused by the browser.
        Ok(self
            .numbers
            .get(super::usize_of(function))
            .copied()
            .unwrap_or(u32::MAX))
    }
}

/// What an import is called when it is written again: the bindings' own names are long.
pub(super) fn import_name(index: u32) -> String {
    format!("i{index}")
}

/// The sections as they were; `functions` and `code` are the caller's to fill, in the order given.
pub(super) struct Whole<'p, 'a> {
    parts: &'p Parts<'a>,
    pub(super) numbers: Numbers,
    pub(super) types: TypeSection,
    pub(super) imports: ImportSection,
    pub(super) functions: FunctionSection,
    pub(super) tables: TableSection,
    pub(super) globals: GlobalSection,
    pub(super) exports: ExportSection,
    pub(super) code: CodeSection,
    pub(super) data: DataSection,
}

impl<'p, 'a> Whole<'p, 'a> {
    /// The module with the import `module.name`, a function without results, and its own functions in the order given.
    pub(super) fn new(
        parts: &'p Parts<'a>,
        (module, name): (&str, &str),
        parameters: &[ValType],
        order: &[u32],
    ) -> Result<Self> {
        let mut numbers = Numbers::new(parts, order);
        let mut types = TypeSection::new();
        numbers.parse_type_section(&mut types, parts.types.clone())?;
        let signature = types.len();
        types.ty().function(parameters.iter().copied(), []);
        let mut imports = ImportSection::new();
        for (index, import) in (0..).zip(parts.imports.clone().into_imports()) {
            let import = import?;
            imports.import(
                import.module,
                &import_name(index),
                numbers.entity_type(import.ty)?,
            );
        }
        imports.import(module, name, EntityType::Function(signature));
        let mut tables = TableSection::new();
        numbers.parse_table_section(&mut tables, parts.tables.clone())?;
        let mut globals = GlobalSection::new();
        numbers.parse_global_section(&mut globals, parts.globals.clone())?;
        let mut exports = ExportSection::new();
        numbers.parse_export_section(&mut exports, parts.exports.clone())?;
        let mut data = DataSection::new();
        numbers.parse_data_section(&mut data, parts.data.clone())?;
        Ok(Self {
            parts,
            numbers,
            types,
            imports,
            functions: FunctionSection::new(),
            tables,
            globals,
            exports,
            code: CodeSection::new(),
            data,
        })
    }

    /// The number of the import that was added.
    pub(super) fn import(&self) -> u32 {
        self.parts.imported
    }

    /// The module's bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        let mut memories = MemorySection::new();
        self.numbers
            .parse_memory_section(&mut memories, self.parts.memories.clone())?;
        let mut elements = ElementSection::new();
        self.numbers
            .parse_element_section(&mut elements, self.parts.elements.clone())?;
        let mut module = Module::new();
        module
            .section(&self.types)
            .section(&self.imports)
            .section(&self.functions)
            .section(&self.tables)
            .section(&memories)
            .section(&self.globals)
            .section(&self.exports);
        if let Some(function) = self.parts.start {
            module.section(&StartSection {
                function_index: self.numbers.function_index(function)?,
            });
        }
        module
            .section(&elements)
            .section(&self.code)
            .section(&self.data);
        Ok(module.finish())
    }
}
