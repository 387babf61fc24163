//! The whole module, saying at the start of each function and of each of its regions that it runs: what `cargo xtask profile` shows to a
//! browser.

use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::json;
use wasm_encoder::ValType;
use wasm_encoder::reencode::Reencode as _;

use super::outline;
use super::parts::Parts;
use super::whole::Whole;

/// A module that counts.
#[derive(Debug)]
pub(in super::super) struct Counted {
    pub(in super::super) wasm: Vec<u8>,
    /// A list of the functions, each with its `name`, its `shape`, the number `runs` that it counts with, the number `regions` that its
    /// first region counts with, and how many regions it has, `count`.
    pub(in super::super) places: serde_json::Value,
}

/// Makes a module say what of it runs: each function and each region calls `count.runs` with its number.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it.
pub(in super::super) fn counted(wasm: &[u8]) -> Result<Counted> {
    let parts = Parts::read(wasm)?;
    let order: Vec<u32> = (parts.imported..parts.function_count()).collect();
    let mut module = Whole::new(&parts, ("count", "runs"), &[ValType::I32], &order)?;
    let mut places = Vec::new();
    let mut regions = parts.function_count();
    for (index, code) in (parts.imported..).zip(outline::bodies(wasm)?) {
        let body = parts.body(index).context("a function has no code")?;
        places.push(json!({
            "name": parts.name(index).unwrap_or_default(),
            "shape": code.shape(),
            "runs": index,
            "regions": regions,
            "count": code.regions.len(),
        }));
        let mut counts: HashMap<usize, u32> = HashMap::new();
        for (number, region) in (regions..).zip(&code.regions) {
            counts.insert(region.start, number);
        }
        regions += u32::try_from(code.regions.len())?;
        module.functions.function(parts.type_of(index)?);
        let mut function = module.numbers.new_function_with_parsed_locals(body)?;
        let runs = module.import();
        let count = |number: u32, function: &mut wasm_encoder::Function| {
            function
                .instructions()
                .i32_const(number.cast_signed())
                .call(runs);
        };
        count(index, &mut function);
        let mut operators = body.get_operators_reader()?;
        for at in 0.. {
            if operators.eof() {
                break;
            }
            if let Some(number) = counts.get(&at) {
                count(*number, &mut function);
            }
            function.instruction(&module.numbers.parse_instruction(&mut operators)?);
        }
        module.code.function(&function);
    }
    let wasm = module
        .finish()
        .context("cannot write the counting module")?;
    Ok(Counted {
        wasm,
        places: places.into(),
    })
}
