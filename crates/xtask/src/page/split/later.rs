//! Writing the second half: the functions and constants that moved, and everything they share with the first half as imports.

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, FunctionSection,
    ImportSection, Module, TypeSection,
};

use super::parts::Parts;
use super::{Plan, lent_name, usize_of};

/// Where the imports of the second half come from: the first half's exports.
const FIRST: &str = "first";

/// Numbers functions as the second half does: those lent, then those that moved.
struct Moved {
    numbers: Vec<Option<u32>>,
}

impl Reencode for Moved {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        // A function without a number would be one that the plan does not know to be called: a wrong number is refused by the browser.
        Ok(self
            .numbers
            .get(usize_of(function))
            .copied()
            .flatten()
            .unwrap_or(u32::MAX))
    }
}

/// Writes the second half with the data that comes with it.
pub(super) fn later(parts: &Parts<'_>, plan: &Plan, data: &DataSection) -> Result<Vec<u8>> {
    let mut numbers = vec![None; usize_of(parts.function_count())];
    for (number, function) in (0..).zip(plan.lent.iter().copied().chain(plan.moved())) {
        *numbers
            .get_mut(usize_of(function))
            .context("a function has no number")? = Some(number);
    }
    let mut numbers = Moved { numbers };

    let mut types = TypeSection::new();
    numbers.parse_type_section(&mut types, parts.types.clone())?;
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    for index in plan.moved() {
        functions.function(parts.type_of(index)?);
        numbers.parse_function_body(
            &mut code,
            parts.body(index).context("a function has no code")?.clone(),
        )?;
    }

    let mut module = Module::new();
    module
        .section(&types)
        .section(&imports(parts, plan, &mut numbers)?)
        .section(&functions)
        .section(&elements(plan, &mut numbers)?)
        .section(&code)
        .section(data);
    Ok(module.finish())
}

/// Everything that the first half lends, tables, memory and globals with their numbers.
fn imports(parts: &Parts<'_>, plan: &Plan, numbers: &mut Moved) -> Result<ImportSection> {
    let mut imports = ImportSection::new();
    for function in &plan.lent {
        imports.import(
            FIRST,
            &lent_name('f', *function),
            EntityType::Function(parts.type_of(*function)?),
        );
    }
    for (index, table) in (0..).zip(parts.tables.clone()) {
        // Without a most size: the first half's table has another.
        let mut ty = numbers.table_type(table?.ty)?;
        ty.maximum = None;
        imports.import(FIRST, &lent_name('t', index), ty);
    }
    for (index, memory) in (0..).zip(parts.memories.clone()) {
        imports.import(FIRST, &lent_name('m', index), numbers.memory_type(memory?)?);
    }
    for (index, global) in (0..).zip(parts.globals.clone()) {
        imports.import(
            FIRST,
            &lent_name('g', index),
            numbers.global_type(global?.ty)?,
        );
    }
    Ok(imports)
}

/// Puts the functions that moved into their places of the table, neighbours together.
fn elements(plan: &Plan, numbers: &mut Moved) -> Result<ElementSection> {
    let mut places: Vec<(u32, u32)> = plan
        .moved()
        .filter_map(|function| Some((plan.slot(function)?, function)))
        .collect();
    places.sort_unstable();
    let mut elements = ElementSection::new();
    for run in places.chunk_by(|(one, _), (next, _)| one + 1 == *next) {
        let Some((slot, _)) = run.first() else {
            continue;
        };
        let functions = run
            .iter()
            .map(|(_, function)| numbers.function_index(*function))
            .collect::<Result<Vec<_>, _>>()?;
        elements.active(
            None,
            &ConstExpr::i32_const(slot.cast_signed()),
            Elements::Functions(functions.into()),
        );
    }
    Ok(elements)
}
