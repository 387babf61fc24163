//! A function's code with its blocks and the regions that can be taken out of it.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasmparser::{
    BlockType, FrameKind, FuncValidator, FunctionBody, Operator, ValType, ValidatorResources,
    WasmModuleResources,
};

/// The code of one function.
#[derive(Debug)]
pub(in super::super) struct Body<'a> {
    /// The type of every local, parameters first.
    pub(super) locals: Vec<ValType>,
    /// How many of the locals are parameters.
    pub(super) parameters: usize,
    pub(super) results: Vec<ValType>,
    /// Every operator with the offset of its first byte.
    pub(super) operators: Vec<(Operator<'a>, usize)>,
    /// For each `block`, `loop` and `if` the places of its `else`, if any, and of its `end`.
    pub(super) blocks: Vec<Option<Ends>>,
    pub(in super::super) regions: Vec<Region>,
    shape: String,
}

/// Where the parts of a block end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ends {
    pub(super) otherwise: Option<usize>,
    pub(super) end: usize,
}

/// The rest of a block, from a place on at which its operand stack is empty.
#[derive(Debug)]
pub(in super::super) struct Region {
    /// The first operator.
    pub(in super::super) start: usize,
    /// The `end` or `else` after the last operator.
    pub(super) end: usize,
    /// Whether control can arrive at the end.
    pub(super) falls: bool,
    /// What lies on the stack at the end.
    pub(super) leaves: Vec<ValType>,
    /// The labels that are in scope, the innermost first.
    pub(super) labels: Vec<Label>,
}

/// Where a branch goes to.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) repeats: bool,
    /// What a branch takes with it.
    pub(super) types: Vec<ValType>,
}

/// A block while its inside is read.
struct Open {
    at: usize,
    ends: Ends,
    label: Label,
    leaves: Vec<ValType>,
    /// Whether regions can be in it.
    plain: bool,
    /// The regions that began in it.
    begun: Vec<usize>,
}

impl<'a> Body<'a> {
    /// Reads the code of a function.
    pub(super) fn read(
        mut validator: FuncValidator<ValidatorResources>,
        body: &FunctionBody<'a>,
    ) -> Result<Self> {
        validator.read_locals(&mut body.get_binary_reader())?;
        let locals = (0..validator.len_locals())
            .map(|local| {
                validator
                    .get_local_type(local)
                    .context("a local has no type")
            })
            .collect::<Result<_>>()?;
        let resources = validator.resources();
        let signature = resources
            .type_index_of_function(validator.index())
            .and_then(|index| resources.sub_type_at(index))
            .context("a function has no type")?
            .unwrap_func();
        let (parameters, results) = (signature.params().len(), signature.results().to_vec());
        let mut reading = Reading {
            body: Self {
                locals,
                parameters,
                results: results.clone(),
                operators: Vec::new(),
                blocks: Vec::new(),
                regions: Vec::new(),
                shape: String::new(),
            },
            open: vec![Open {
                at: usize::MAX,
                ends: Ends::default(),
                label: Label {
                    repeats: false,
                    types: results.clone(),
                },
                leaves: results,
                plain: true,
                begun: Vec::new(),
            }],
            shape: Sha256::new(),
        };
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, offset) = operators.read_with_offset()?;
            reading.take(&mut validator, operator, usize::try_from(offset)?)?;
        }
        let Reading {
            mut body, shape, ..
        } = reading;
        let digits =
            |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16));
        body.shape = shape
            .finalize()
            .iter()
            .take(6)
            .flat_map(digits)
            .flatten()
            .collect();
        Ok(body)
    }

    /// What a function looks like without the numbers that a change elsewhere in the program changes: a hash of its operators' names.
    pub(in super::super) fn shape(&self) -> &str {
        &self.shape
    }

    /// How many bytes a region has.
    pub(super) fn size(&self, region: &Region) -> usize {
        let offset = |at: usize| self.operators.get(at).map_or(0, |(_, offset)| *offset);
        offset(region.end).saturating_sub(offset(region.start))
    }
}

/// Types by a block's type.
fn types(ty: BlockType, resources: &ValidatorResources) -> Result<(Vec<ValType>, Vec<ValType>)> {
    Ok(match ty {
        BlockType::Empty => (Vec::new(), Vec::new()),
        BlockType::Type(ty) => (Vec::new(), vec![ty]),
        BlockType::FuncType(index) => {
            let signature = resources
                .sub_type_at(index)
                .context("a block has no type")?
                .unwrap_func();
            (signature.params().to_vec(), signature.results().to_vec())
        }
    })
}

struct Reading<'a> {
    body: Body<'a>,
    open: Vec<Open>,
    shape: Sha256,
}

impl<'a> Reading<'a> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "600 operators, of which these begin and end blocks"
    )]
    fn take(
        &mut self,
        validator: &mut FuncValidator<ValidatorResources>,
        operator: Operator<'a>,
        offset: usize,
    ) -> Result<()> {
        let at = self.body.operators.len();
        let words = format!("{operator:?}");
        let name = words.split([' ', '{', '(']).next().unwrap_or_default();
        self.shape.update(name);
        self.shape.update(b" ");
        let unreachable = validator
            .get_control_frame(0)
            .is_none_or(|frame| frame.unreachable);
        validator.op(u64::try_from(offset)?, &operator)?;
        self.body.blocks.push(None);
        let mut begins = false;
        match &operator {
            Operator::Block { blockty } | Operator::Loop { blockty } | Operator::If { blockty } => {
                let (takes, leaves) = types(*blockty, validator.resources())?;
                let repeats = matches!(operator, Operator::Loop { .. });
                let types = if repeats { &takes } else { &leaves };
                self.open.push(Open {
                    at,
                    ends: Ends::default(),
                    label: Label {
                        repeats,
                        types: types.clone(),
                    },
                    leaves,
                    plain: takes.is_empty(),
                    begun: Vec::new(),
                });
                begins = matches!(operator, Operator::If { .. });
            }
            Operator::Else => {
                self.close(at, !unreachable);
                let open = self.open.last_mut().context("an else without an if")?;
                open.ends.otherwise = Some(at);
                begins = true;
            }
            Operator::End => {
                self.close(at, !unreachable);
                let open = self.open.pop().context("an end without a block")?;
                if let Some(place) = self.body.blocks.get_mut(open.at) {
                    *place = Some(Ends {
                        end: at,
                        ..open.ends
                    });
                }
                begins = true;
            }
            Operator::BrIf { .. } => begins = true,
            Operator::Try { .. } | Operator::TryTable { .. } | Operator::ReturnCall { .. } => {
                bail!("an operator is not expected: {operator:?}")
            }
            _ => {}
        }
        self.body.operators.push((operator, offset));
        if begins {
            self.begin(at + 1, validator);
        }
        Ok(())
    }

    /// A region begins here if it can be taken out.
    fn begin(&mut self, start: usize, validator: &FuncValidator<ValidatorResources>) {
        let Some(frame) = validator.get_control_frame(0) else {
            return;
        };
        let height = usize::try_from(validator.operand_stack_height()).unwrap_or(usize::MAX);
        let labels: Vec<Label> = self
            .open
            .iter()
            .rev()
            .map(|open| open.label.clone())
            .collect();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let knows = matches!(
            frame.kind,
            FrameKind::Block | FrameKind::If | FrameKind::Else | FrameKind::Loop
        );
        if knows && open.plain && !frame.unreachable && height == frame.height {
            open.begun.push(self.body.regions.len());
            self.body.regions.push(Region {
                start,
                end: start,
                falls: false,
                leaves: open.leaves.clone(),
                labels,
            });
        }
    }

    /// The regions of the innermost block end.
    fn close(&mut self, at: usize, falls: bool) {
        let begun = self
            .open
            .last_mut()
            .map(|open| std::mem::take(&mut open.begun));
        for region in begun.unwrap_or_default() {
            if let Some(region) = self.body.regions.get_mut(region) {
                region.end = at;
                region.falls = falls;
            }
        }
    }
}
