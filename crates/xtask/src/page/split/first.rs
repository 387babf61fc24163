//! Writing the first half: the whole module, with a way through the table in place of each function that moves.

use anyhow::Result;
use wasm_encoder::reencode::Reencode as _;
use wasm_encoder::{
    BlockType, ConstExpr, DataSection, ExportKind, Function, GlobalType, TableSection, ValType,
};

use super::order::order;
use super::parts::Parts;
use super::whole::Whole;
use super::{ARRIVED, LATER, Plan, lent_name};

/// Writes the first half with the data that stays in it.
pub(super) fn first(parts: &Parts<'_>, plan: &Plan, data: DataSection) -> Result<Vec<u8>> {
    let order = order(parts, plan)?;
    let mut module = Whole::new(parts, (LATER, "wait"), &[], &order)?;
    let arrived = module.globals.len();
    let flag = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    module.globals.global(flag, &ConstExpr::i32_const(0));
    for index in order {
        module.functions.function(parts.type_of(index)?);
        match (parts.body(index), plan.moves(index)) {
            (Some(body), false) => module
                .numbers
                .parse_function_body(&mut module.code, body.clone())?,
            _ => {
                module.code.function(&passage(parts, plan, index)?);
            }
        }
    }
    // After the others, so that their numbers stay.
    let nothing = module.types.len();
    module.types.ty().function([], []);
    module.functions.function(nothing);
    module.code.function(&ensure(arrived, module.import()));
    module.data = data;
    module.tables = tables(parts, plan, &mut module)?;
    lend(parts, plan, &mut module)?;
    module.exports.export(ARRIVED, ExportKind::Global, arrived);
    module.finish()
}

/// The tables, the first with room for what the second half adds.
fn tables(parts: &Parts<'_>, plan: &Plan, module: &mut Whole<'_, '_>) -> Result<TableSection> {
    let mut tables = TableSection::new();
    for (count, table) in parts.tables.clone().into_iter().enumerate() {
        let mut ty = module.numbers.table_type(table?.ty)?;
        if count == 0 {
            ty.minimum = plan.table_size;
            ty.maximum = ty.maximum.map(|maximum| maximum.max(plan.table_size));
        }
        tables.table(ty);
    }
    Ok(tables)
}

/// Exports what the second half imports.
fn lend(parts: &Parts<'_>, plan: &Plan, module: &mut Whole<'_, '_>) -> Result<()> {
    for function in &plan.lent {
        let number = module.numbers.function_index(*function)?;
        module
            .exports
            .export(&lent_name('f', *function), ExportKind::Func, number);
    }
    for (kind, letter, count) in [
        (ExportKind::Table, 't', parts.tables.count()),
        (ExportKind::Memory, 'm', parts.memories.count()),
        (ExportKind::Global, 'g', parts.globals.count()),
    ] {
        for index in 0..count {
            module
                .exports
                .export(&lent_name(letter, index), kind, index);
        }
    }
    Ok(())
}

/// In place of a function that moves: a call of it through the table, or nothing when nobody here calls it.
fn passage(parts: &Parts<'_>, plan: &Plan, index: u32) -> Result<Function> {
    let mut function = Function::new([]);
    let mut sink = function.instructions();
    if let Some(slot) = plan.slot(index) {
        // One function more is imported, and the last of all waits.
        sink.call(parts.function_count() + 1);
        for parameter in (0..).take(parts.signature(index)?.params().len()) {
            sink.local_get(parameter);
        }
        sink.i32_const(slot.cast_signed())
            .call_indirect(0, parts.type_of(index)?);
    } else {
        sink.unreachable();
    }
    sink.end();
    Ok(function)
}

/// Waits for the second half when it is not there.
fn ensure(arrived: u32, wait: u32) -> Function {
    let mut function = Function::new([]);
    let mut sink = function.instructions();
    sink.global_get(arrived).i32_eqz();
    sink.if_(BlockType::Empty).call(wait).end().end();
    function
}
