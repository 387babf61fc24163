//! The whole module, saying at the start of each function that it runs: what `cargo xtask profile` shows to a browser.

use anyhow::{Context, Result};
use wasm_encoder::ValType;
use wasm_encoder::reencode::Reencode as _;

use super::parts::Parts;
use super::whole::Whole;

/// A module that counts, and its functions' names by their numbers.
#[derive(Debug)]
pub(in super::super) struct Counted {
    pub(in super::super) wasm: Vec<u8>,
    pub(in super::super) names: Vec<String>,
}

/// Makes a module say which of its functions run: each calls `count.runs` with its number.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it.
pub(in super::super) fn counted(wasm: &[u8]) -> Result<Counted> {
    let parts = Parts::read(wasm)?;
    let order: Vec<u32> = (parts.imported..parts.function_count()).collect();
    let mut module = Whole::new(&parts, ("count", "runs"), &[ValType::I32], &order)?;
    let mut names = Vec::new();
    for index in 0..parts.function_count() {
        names.push(parts.name(index).unwrap_or_default().to_owned());
        let Some(body) = parts.body(index) else {
            continue;
        };
        module.functions.function(parts.type_of(index)?);
        let mut function = module.numbers.new_function_with_parsed_locals(body)?;
        function
            .instructions()
            .i32_const(index.cast_signed())
            .call(module.import());
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&module.numbers.parse_instruction(&mut operators)?);
        }
        module.code.function(&function);
    }
    let wasm = module
        .finish()
        .context("cannot write the counting module")?;
    Ok(Counted { wasm, names })
}
