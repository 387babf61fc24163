//! The module written again, with the functions that were made of regions after its own.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, Function, FunctionSection, NameMap, NameSection, RawSection, TypeSection,
};
use wasmparser::{Operator, Parser, Payload};

use super::LEAST;
use super::body::{Body, Region};
use super::call::{Outline, Signature, value_types};
use super::live::{Around, around};
use crate::page::split::parts::Parts;

/// A module while parts of its functions are taken out.
pub(super) struct Module<'p, 'a> {
    parts: &'p Parts<'a>,
    code: CodeSection,
    /// The functions that were made: their types and code.
    made: Vec<(u32, Function)>,
    names: Vec<String>,
    types: Types,
    /// Whether a region that a call would not make smaller stays.
    pub(super) costs_count: bool,
}

/// The numbers of types, those that were added after the module's own.
struct Types {
    numbers: HashMap<Signature, u32>,
    first: u32,
    added: Vec<Signature>,
}

impl Types {
    fn number(&mut self, signature: Signature) -> u32 {
        if let Some(number) = self.numbers.get(&signature) {
            return *number;
        }
        let number = self.first + u32::try_from(self.added.len()).unwrap_or(u32::MAX);
        self.numbers.insert(signature.clone(), number);
        self.added.push(signature);
        number
    }
}

impl<'p, 'a> Module<'p, 'a> {
    pub(super) fn new(parts: &'p Parts<'a>) -> Self {
        Self {
            parts,
            code: CodeSection::new(),
            made: Vec::new(),
            names: Vec::new(),
            types: Types {
                numbers: HashMap::new(),
                first: parts.types.count(),
                added: Vec::new(),
            },
            costs_count: true,
        }
    }

    /// Takes the next function, without the regions that are `cold`.
    pub(super) fn take(
        &mut self,
        index: u32,
        body: &Body<'_>,
        cold: &dyn Fn(usize) -> bool,
    ) -> Result<()> {
        let chosen = if (0..body.regions.len()).any(cold) {
            chosen(body, &around(body), cold, self.costs_count)?
        } else {
            Vec::new()
        };
        if chosen.is_empty() {
            let code = self.parts.body(index).context("a function has no code")?;
            self.code.raw(code.as_bytes());
            return Ok(());
        }
        let mut types = value_types(&body.locals)?;
        let mut temporary = |ty| {
            types.push(ty);
            u32::try_from(types.len() - 1).unwrap_or(u32::MAX)
        };
        // The locals have to be known before the code, and the code tells which are needed.
        let mut steps = Vec::new();
        let mut at = 0;
        for (count, (region, outline)) in chosen.iter().enumerate() {
            let number = self.parts.function_count() + u32::try_from(self.made.len())?;
            let own = &mut self.types;
            let ty = own.number(outline.signature()?);
            let function = outline.function(body, &mut |signature| own.number(signature))?;
            self.made.push((ty, function));
            let name = self.parts.name(index).unwrap_or_default();
            self.names.push(format!("{name} (part {count})"));
            let mut call = Function::new([]);
            outline.call(number, &mut temporary, &mut call);
            steps.push((at..region.start, call.into_raw_body()));
            at = region.end;
        }
        let parameters = body.parameters;
        let mut function = Function::new_with_locals_types(
            types.get(parameters..).unwrap_or_default().iter().copied(),
        );
        for (before, call) in steps {
            copy(body, before, &mut function)?;
            // Without the list of its locals, which is empty and has one byte.
            function.raw(call.into_iter().skip(1));
        }
        copy(body, at..body.operators.len(), &mut function)?;
        self.code.function(&function);
        Ok(())
    }

    /// The module's bytes.
    pub(super) fn finish(mut self, wasm: &[u8]) -> Result<Vec<u8>> {
        for (_, function) in &self.made {
            self.code.function(function);
        }
        let mut module = wasm_encoder::Module::new();
        let mut coded = false;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            #[expect(
                clippy::wildcard_enum_match_arm,
                reason = "all other sections stay as they are"
            )]
            match &payload {
                Payload::TypeSection(section) => {
                    let mut types = TypeSection::new();
                    RoundtripReencoder.parse_type_section(&mut types, section.clone())?;
                    for (parameters, results) in &self.types.added {
                        types
                            .ty()
                            .function(parameters.iter().copied(), results.iter().copied());
                    }
                    module.section(&types);
                }
                Payload::FunctionSection(section) => {
                    let mut functions = FunctionSection::new();
                    for ty in section.clone() {
                        functions.function(ty?);
                    }
                    for (ty, _) in &self.made {
                        functions.function(*ty);
                    }
                    module.section(&functions);
                }
                Payload::CodeSectionStart { .. } => {
                    coded = true;
                    module.section(&self.code);
                }
                Payload::CodeSectionEntry(_) | Payload::CustomSection(_) => {}
                other => {
                    if let Some((id, range)) = other.as_section() {
                        let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                        let data = wasm.get(range).context("a section is cut off")?;
                        module.section(&RawSection { id, data });
                    }
                }
            }
        }
        if !coded {
            bail!("there is no code");
        }
        module.section(&self.named());
        Ok(module.finish())
    }

    fn named(&self) -> NameSection {
        let mut names = NameMap::new();
        for index in 0..self.parts.function_count() {
            if let Some(name) = self.parts.name(index) {
                names.append(index, name);
            }
        }
        for (index, name) in (self.parts.function_count()..).zip(&self.names) {
            names.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&names);
        section
    }
}

/// The outermost regions that do not run and are worth a call, in order.
fn chosen<'b>(
    body: &'b Body<'_>,
    arounds: &[Around],
    cold: &dyn Fn(usize) -> bool,
    costs_count: bool,
) -> Result<Vec<(&'b Region, Outline<'b>)>> {
    let mut chosen = Vec::new();
    let mut beyond = 0;
    let mut order: Vec<usize> = (0..body.regions.len()).collect();
    order.sort_by_key(|index| body.regions.get(*index).map(|region| region.start));
    for index in order {
        let (Some(region), Some(around)) = (body.regions.get(index), arounds.get(index)) else {
            continue;
        };
        if region.start < beyond || !cold(index) || (costs_count && body.size(region) < LEAST) {
            continue;
        }
        let outline = Outline::new(body, region, around)?;
        if !costs_count || body.size(region) > outline.cost() {
            beyond = region.end;
            chosen.push((region, outline));
        }
    }
    Ok(chosen)
}

fn copy(body: &Body<'_>, range: std::ops::Range<usize>, to: &mut Function) -> Result<()> {
    for (operator, _) in body.operators.get(range).unwrap_or_default() {
        to.instruction(&RoundtripReencoder.instruction(Operator::clone(operator))?);
    }
    Ok(())
}
