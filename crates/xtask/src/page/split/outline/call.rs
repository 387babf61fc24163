//! A region as a function of its own, and the call that takes its place.

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{BlockType, Function, Instruction, ValType};
use wasmparser::Operator;

use super::body::{Body, Region};
use super::live::{Around, Locals};

/// How a region is left.
#[derive(Clone, Debug)]
pub(super) struct Exit {
    pub(super) to: To,
    /// What it takes with it.
    pub(super) types: Vec<ValType>,
}

/// Where a region is left to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum To {
    /// What follows the block.
    End,
    /// A label, counted from the region.
    Label(u32),
    /// Out of the function.
    Return,
}

/// A region as a function.
#[derive(Debug)]
pub(super) struct Outline<'r> {
    region: &'r Region,
    /// Locals of the function it is taken from: those given and those given back.
    inputs: Vec<u32>,
    outputs: Vec<u32>,
    /// Locals that only the region uses.
    own: Vec<u32>,
    exits: Vec<Exit>,
    /// The types of all locals of the function it is taken from.
    types: Vec<ValType>,
}

/// Types that a caller has numbers for.
pub(super) type Signature = (Vec<ValType>, Vec<ValType>);

impl<'r> Outline<'r> {
    /// Finds out what a region needs and gives.
    pub(super) fn new(body: &Body<'_>, region: &'r Region, around: &Around) -> Result<Self> {
        let types = value_types(&body.locals)?;
        let (mut used, mut written) = (Locals::default(), Locals::default());
        let mut exits = Vec::new();
        if region.falls {
            exits.push(Exit {
                to: To::End,
                types: value_types(&region.leaves)?,
            });
        }
        let mut inner = 0;
        for (operator, _) in body
            .operators
            .get(region.start..region.end)
            .context("a region is outside its function")?
        {
            note_locals(operator, &mut used, &mut written);
            for depth in leaving(operator, &mut inner) {
                let to = target(region, depth)?;
                if exits.iter().all(|exit| exit.to != to) {
                    let types = match to {
                        To::Return => value_types(&body.results)?,
                        To::End => value_types(&region.leaves)?,
                        To::Label(label) => value_types(&label_of(region, label)?.types)?,
                    };
                    exits.push(Exit { to, types });
                }
            }
        }
        let mut after = Locals::default();
        for exit in &exits {
            match exit.to {
                To::End => _ = after.join(&around.after),
                To::Label(label) => {
                    let label = usize::try_from(label)?;
                    after.join(around.labels.get(label).context("a label is missing")?);
                }
                To::Return => {}
            }
        }
        let all = 0..u32::try_from(body.locals.len())?;
        let inputs: Vec<u32> = all
            .clone()
            .filter(|local| used.has(*local) && around.before.has(*local))
            .collect();
        let outputs = all
            .clone()
            .filter(|local| written.has(*local) && after.has(*local))
            .collect();
        let own = all
            .filter(|local| used.has(*local) && !inputs.contains(local))
            .collect();
        Ok(Self {
            region,
            inputs,
            outputs,
            own,
            exits,
            types,
        })
    }

    /// About how many bytes the call and the way through the table take.
    pub(super) fn cost(&self) -> usize {
        let payload: usize = self.exits.iter().map(|exit| exit.types.len()).sum();
        let exits = if self.exits.len() > 1 {
            6 * self.exits.len()
        } else {
            0
        };
        12 + 3 * self.inputs.len() + 3 * self.outputs.len() + 6 * payload + exits
    }

    /// Its parameters and results.
    pub(super) fn signature(&self) -> Result<Signature> {
        let mut results: Vec<ValType> = self.payload().collect();
        results.extend(self.locals(&self.outputs)?);
        if self.exits.len() > 1 {
            results.push(ValType::I32);
        }
        Ok((self.locals(&self.inputs)?, results))
    }

    fn payload(&self) -> impl Iterator<Item = ValType> {
        self.exits
            .iter()
            .flat_map(|exit| exit.types.iter().copied())
    }

    fn locals(&self, locals: &[u32]) -> Result<Vec<ValType>> {
        locals
            .iter()
            .map(|local| {
                let local = usize::try_from(*local)?;
                self.types
                    .get(local)
                    .copied()
                    .context("a local has no type")
            })
            .collect()
    }

    /// The region as a function. `number` gives the number of a type.
    pub(super) fn function(
        &self,
        body: &Body<'_>,
        number: &mut dyn FnMut(Signature) -> u32,
    ) -> Result<Function> {
        let mut locals = self.locals(&self.own)?;
        let first = u32::try_from(self.inputs.len() + locals.len())?;
        locals.extend(self.payload());
        let mut function = Function::new_with_locals_types(locals);
        for exit in self.exits.iter().rev() {
            let block = match exit.types.as_slice() {
                [] => BlockType::Empty,
                [one] => BlockType::Result(*one),
                several => BlockType::FunctionType(number((Vec::new(), several.to_vec()))),
            };
            function.instruction(&Instruction::Block(block));
        }
        self.inside(body, &mut function)?;
        if !self.region.falls {
            function.instruction(&Instruction::Unreachable);
        }
        let payload = self.payload().count();
        let mut place = first;
        for (index, exit) in (0..).zip(&self.exits) {
            function.instruction(&Instruction::End);
            let beyond = place + u32::try_from(exit.types.len())?;
            for temporary in (place..beyond).rev() {
                function.instruction(&Instruction::LocalSet(temporary));
            }
            place = beyond;
            for temporary in (first..).take(payload) {
                function.instruction(&Instruction::LocalGet(temporary));
            }
            for local in &self.outputs {
                function.instruction(&Instruction::LocalGet(self.renumbered(*local)?));
            }
            if self.exits.len() > 1 {
                function.instruction(&Instruction::I32Const(index));
            }
            function.instruction(&Instruction::Return);
        }
        if !self.exits.is_empty() {
            function.instruction(&Instruction::Unreachable);
        }
        function.instruction(&Instruction::End);
        Ok(function)
    }

    /// The operators, with the locals' new numbers and the exits as labels.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "600 operators, of which these use locals or leave"
    )]
    fn inside(&self, body: &Body<'_>, function: &mut Function) -> Result<()> {
        let mut inner = 0_u32;
        let operators = body.operators.get(self.region.start..self.region.end);
        for (operator, _) in operators.unwrap_or_default() {
            let branch = |depth| self.branch(inner, depth);
            let instruction = match operator {
                Operator::LocalGet { local_index } => {
                    Instruction::LocalGet(self.renumbered(*local_index)?)
                }
                Operator::LocalSet { local_index } => {
                    Instruction::LocalSet(self.renumbered(*local_index)?)
                }
                Operator::LocalTee { local_index } => {
                    Instruction::LocalTee(self.renumbered(*local_index)?)
                }
                Operator::Br { relative_depth } => Instruction::Br(branch(*relative_depth)?),
                Operator::BrIf { relative_depth } => Instruction::BrIf(branch(*relative_depth)?),
                Operator::BrTable { targets } => {
                    let others = targets
                        .targets()
                        .map(|target| branch(target?))
                        .collect::<Result<Vec<_>>>()?;
                    Instruction::BrTable(others.into(), branch(targets.default())?)
                }
                Operator::Return => Instruction::Br(inner + self.exit(To::Return)?),
                other => {
                    match other {
                        Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                            inner += 1;
                        }
                        Operator::End => inner -= 1,
                        _ => {}
                    }
                    RoundtripReencoder.instruction(other.clone())?
                }
            };
            function.instruction(&instruction);
        }
        Ok(())
    }

    /// A branch inside `inner` blocks of the region.
    fn branch(&self, inner: u32, depth: u32) -> Result<u32> {
        match depth.checked_sub(inner) {
            None => Ok(depth),
            Some(outer) => Ok(inner + self.exit(target(self.region, outer)?)?),
        }
    }

    fn exit(&self, to: To) -> Result<u32> {
        let place = self.exits.iter().position(|exit| exit.to == to);
        Ok(u32::try_from(place.context("a way out is missing")?)?)
    }

    fn renumbered(&self, local: u32) -> Result<u32> {
        let mut locals = self.inputs.iter().chain(&self.own);
        let place = locals.position(|other| *other == local);
        Ok(u32::try_from(place.context("a local is missing")?)?)
    }

    /// Calls the function with this number in place of the region. `temporary` gives a new local of the function it is taken from.
    pub(super) fn call(
        &self,
        number: u32,
        temporary: &mut dyn FnMut(ValType) -> u32,
        to: &mut Function,
    ) {
        for local in &self.inputs {
            to.instruction(&Instruction::LocalGet(*local));
        }
        to.instruction(&Instruction::Call(number));
        let which = (self.exits.len() > 1).then(|| temporary(ValType::I32));
        if let Some(which) = which {
            to.instruction(&Instruction::LocalSet(which));
        }
        for local in self.outputs.iter().rev() {
            to.instruction(&Instruction::LocalSet(*local));
        }
        let payload: Vec<Vec<u32>> = self
            .exits
            .iter()
            .map(|exit| exit.types.iter().map(|ty| temporary(*ty)).collect())
            .collect();
        for local in payload.iter().flatten().rev() {
            to.instruction(&Instruction::LocalSet(*local));
        }
        let Some(which) = which else {
            match (self.exits.first(), payload.first()) {
                (Some(exit), Some(payload)) => leave(exit, payload, 0, to),
                _ => _ = to.instruction(&Instruction::Unreachable),
            }
            return;
        };
        // The last is what remains, and the end of the block is what comes by itself.
        let mut remaining: Vec<usize> = (0..self.exits.len()).collect();
        let ends = self.exits.iter().position(|exit| exit.to == To::End);
        let last = ends.unwrap_or(self.exits.len() - 1);
        remaining.retain(|index| *index != last);
        for index in remaining {
            let (Some(exit), Some(payload)) = (self.exits.get(index), payload.get(index)) else {
                continue;
            };
            to.instruction(&Instruction::LocalGet(which));
            if !(self.exits.len() == 2 && index == 1) {
                to.instruction(&Instruction::I32Const(i32::try_from(index).unwrap_or(-1)));
                to.instruction(&Instruction::I32Eq);
            }
            match exit.to {
                To::Label(label) if payload.is_empty() => {
                    to.instruction(&Instruction::BrIf(label));
                }
                To::End | To::Label(_) | To::Return => {
                    to.instruction(&Instruction::If(BlockType::Empty));
                    leave(exit, payload, 1, to);
                    to.instruction(&Instruction::End);
                }
            }
        }
        if let (Some(exit), Some(payload)) = (self.exits.get(last), payload.get(last)) {
            leave(exit, payload, 0, to);
        }
    }
}

/// Leaves to where the region would have gone, from inside `inner` blocks more.
fn leave(exit: &Exit, payload: &[u32], inner: u32, function: &mut Function) {
    for local in payload {
        function.instruction(&Instruction::LocalGet(*local));
    }
    match exit.to {
        To::End => {}
        To::Label(label) => _ = function.instruction(&Instruction::Br(label + inner)),
        To::Return => _ = function.instruction(&Instruction::Return),
    }
}

/// Where a branch goes that leaves the region, its depth counted from there.
fn target(region: &Region, depth: u32) -> Result<To> {
    let outermost = u32::try_from(region.labels.len())?.saturating_sub(1);
    Ok(if depth >= outermost {
        To::Return
    } else if depth == 0 && !label_of(region, depth)?.repeats {
        To::End
    } else {
        To::Label(depth)
    })
}

fn label_of(region: &Region, depth: u32) -> Result<&super::body::Label> {
    let depth = usize::try_from(depth)?;
    region.labels.get(depth).context("a label is missing")
}

/// The branches of an operator that leave the region, counted from there.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "600 operators, of which these leave"
)]
fn leaving(operator: &Operator<'_>, inner: &mut u32) -> Vec<u32> {
    let mut depths = Vec::new();
    match operator {
        Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => *inner += 1,
        Operator::End => *inner = inner.saturating_sub(1),
        Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => {
            depths.push(*relative_depth);
        }
        Operator::BrTable { targets } => {
            depths.extend(targets.targets().flatten());
            depths.push(targets.default());
        }
        Operator::Return => return vec![u32::MAX],
        _ => {}
    }
    depths
        .into_iter()
        .filter_map(|depth| depth.checked_sub(*inner))
        .collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "600 operators, of which these use locals"
)]
fn note_locals(operator: &Operator<'_>, used: &mut Locals, written: &mut Locals) {
    match operator {
        Operator::LocalGet { local_index } => used.add(*local_index),
        Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
            used.add(*local_index);
            written.add(*local_index);
        }
        _ => {}
    }
}

pub(super) fn value_types(types: &[wasmparser::ValType]) -> Result<Vec<ValType>> {
    let mut values = Vec::new();
    for ty in types {
        if let wasmparser::ValType::Ref(reference) = ty
            && !reference.is_nullable()
        {
            bail!("a local that is never null is not expected");
        }
        values.push(RoundtripReencoder.val_type(*ty)?);
    }
    Ok(values)
}
