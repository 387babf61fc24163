//! Which constants the first half needs: those that its code, its globals or what can change in the memory refer to, and those that these refer
//! to. The others move to the second half, whose arrival puts them where they belong.
//!
//! Nothing would notice that a constant is missing, so none may be. What counts as a reference is every number in the code, and every word of
//! a constant, by which the program may name one (see [`Constant::named`]); a number that only happens to be one costs a few bytes.

use std::ops::Range;

use anyhow::{Result, ensure};
use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::Operator;

use super::Plan;
use super::image::{Image, segments};
use super::linked::{Constant, Linked};
use super::parts::Parts;

/// What moves has at least so many bytes: another segment costs some.
const LEAST: u32 = 24;

/// The addresses of the constants that move, sorted, neighbours together.
///
/// # Errors
///
/// When the linker wrote another program than the one that is cut.
pub(super) fn moved(parts: &Parts<'_>, plan: &Plan, linked: &Linked) -> Result<Vec<Range<u32>>> {
    let image = Image::read(&parts.data)?;
    ensure!(
        linked.is_of(&image),
        "the constants do not lie where the linker put them"
    );
    let mut needed = Needed::new(&linked.constants, &image);
    for index in 0..parts.function_count() {
        if let Some(body) = parts.body(index)
            && !plan.moves(index)
        {
            for operator in body.get_operators_reader()? {
                needed.operator(&operator?);
            }
        }
    }
    for global in parts.globals.clone() {
        for operator in global?.init_expr.get_operators_reader() {
            needed.operator(&operator?);
        }
    }
    needed.everything_else();
    needed.follow();
    Ok(needed.rest())
}

/// The constants that are needed, while they are sought.
struct Needed<'c> {
    constants: &'c [Constant],
    image: &'c Image,
    /// Those that are also referred to by addresses that are not theirs.
    far: Vec<usize>,
    found: Vec<bool>,
    /// Those whose own references are still to be followed.
    left: Vec<usize>,
}

impl<'c> Needed<'c> {
    fn new(constants: &'c [Constant], image: &'c Image) -> Self {
        let far = |constant: &Constant| {
            *constant.named.start() < constant.place.start
                || *constant.named.end() > constant.place.end
        };
        Self {
            constants,
            image,
            far: (0..constants.len())
                .filter(|index| constants.get(*index).is_some_and(far))
                .collect(),
            found: vec![false; constants.len()],
            left: Vec::new(),
        }
    }

    /// A number that may be an address.
    fn number(&mut self, number: u32) {
        // One past the end of one may be the start of the next.
        let after = self
            .constants
            .partition_point(|constant| constant.place.start <= number);
        let near = after.saturating_sub(2)..after;
        for index in near.chain(self.far.iter().copied()) {
            let constant = self.constants.get(index);
            if constant.is_some_and(|constant| constant.named.contains(&number))
                && let Some(found @ false) = self.found.get_mut(index)
            {
                *found = true;
                self.left.push(index);
            }
        }
    }

    fn operator(&mut self, operator: &Operator<'_>) {
        for number in numbers(operator) {
            self.number(number);
        }
    }

    /// What in the memory is no constant.
    fn everything_else(&mut self) {
        for address in self.image.words() {
            let next = self
                .constants
                .partition_point(|constant| constant.place.end <= address);
            let inside = self.constants.get(next).is_some_and(|constant| {
                constant.place.start <= address && address + 4 <= constant.place.end
            });
            if !inside {
                self.number(self.image.word(address));
            }
        }
    }

    /// What the constants that are needed refer to.
    fn follow(&mut self) {
        while let Some(index) = self.left.pop() {
            let Some(constant) = self.constants.get(index) else {
                continue;
            };
            for address in (constant.place.start.next_multiple_of(4)..constant.place.end).step_by(4)
            {
                self.number(self.image.word(address));
            }
        }
    }

    /// The places of those that are not needed.
    fn rest(&self) -> Vec<Range<u32>> {
        let mut rest: Vec<Range<u32>> = Vec::new();
        let mut neighbour = false;
        for (constant, needed) in self.constants.iter().zip(&self.found) {
            match rest.last_mut() {
                Some(last) if neighbour && !needed => last.end = constant.place.end,
                _ if !needed => rest.push(constant.place.clone()),
                _ => {}
            }
            neighbour = !needed;
        }
        rest.retain(|place| place.end - place.start >= LEAST);
        rest
    }
}

/// The data without what moves, and what moves.
///
/// # Errors
///
/// When the data is not as [`Image`] expects it.
pub(super) fn cut(parts: &Parts<'_>, moved: &[Range<u32>]) -> Result<[DataSection; 2]> {
    let [mut kept, mut later] = [DataSection::new(), DataSection::new()];
    for (start, bytes) in segments(&parts.data)? {
        let end = start + u32::try_from(bytes.len())?;
        let mut at = start;
        let put = |section: &mut DataSection, place: Range<u32>| {
            let from = super::usize_of(place.start - start);
            let piece = bytes.get(from..from + place.len()).unwrap_or_default();
            if !piece.is_empty() {
                let offset = ConstExpr::i32_const(place.start.cast_signed());
                section.active(0, &offset, piece.iter().copied());
            }
        };
        for place in moved {
            let place = place.start.clamp(at, end)..place.end.clamp(at, end);
            put(&mut kept, at..place.start);
            at = place.end;
            put(&mut later, place);
        }
        put(&mut kept, at..end);
    }
    Ok([kept, later])
}

/// The numbers of an operator that may be addresses: of a load or store, where it begins to count. wasm-opt was not told of vectors and
/// atomics and refuses them.
fn numbers(operator: &Operator<'_>) -> [u32; 2] {
    use Operator as O;

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "600 operators, of which these have numbers"
    )]
    let number = match operator {
        O::I32Const { value } => value.cast_unsigned().into(),
        // Two words at once, as a text's address and length.
        O::I64Const { value } => value.cast_unsigned(),
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::I32Store { memarg }
        | O::I64Store { memarg }
        | O::F32Store { memarg }
        | O::F64Store { memarg }
        | O::I32Store8 { memarg }
        | O::I32Store16 { memarg }
        | O::I64Store8 { memarg }
        | O::I64Store16 { memarg }
        | O::I64Store32 { memarg } => memarg.offset,
        _ => 0,
    };
    [number & u64::from(u32::MAX), number >> 32].map(|half| u32::try_from(half).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::outline::Profile;
    use super::super::plan;
    use super::*;

    /// A program of which one function runs first, with constants from 1024 on and something that changes at 1200.
    const PROGRAM: &str = r#"(module
      (import "given" "nothing" (func))
      (memory 1)
      (table 2 funcref)
      (global (mut i32) (i32.const 1164))
      (func $first (result i64)
        (drop (i32.load8_u offset=1040 (i32.load (i32.const 1024))))
        (i64.const 0x0000051800000001))
      (func $later (result i64)
        (i64.add (i64.extend_i32_u (i32.const 1068)) (i64.const 0x000004dc00000020)))
      (elem (i32.const 0) $first $later)
      (export "first" (func $first))
      (data (i32.const 1024) "\40\04\00\00")
      (data (i32.const 1200) "\b8\04\00\00")
      (data (i32.const 1230) "the last ten, and sixty that move because only what comes later asks for them: then thirty"))"#;

    fn linked(data: &wasmparser::DataSectionReader<'_>) -> Linked {
        let constant = |place: Range<u32>| {
            let named = place.start..=place.end;
            Constant { place, named }
        };
        let mut constants = [
            // By the first function itself.
            1024..1028,
            // By nobody, and too short to move.
            1068..1080,
            // By the constant before it.
            1088..1120,
            // By the first function, from far before it.
            1120..1160,
            // By a global.
            1160..1200,
            // By what changes.
            1208..1240,
            // By the other function, and by nobody.
            1240..1280,
            1280..1300,
            // By the first function, as half of a number.
            1300..1320,
        ]
        .map(constant);
        if let Some(far) = constants.get_mut(3) {
            far.named = 1040..=1160;
        }
        Linked::of(constants.into(), Image::read(data).unwrap())
    }

    fn segments_of(section: &DataSection) -> Vec<(u32, String)> {
        let mut module = wasm_encoder::Module::new();
        let wasm = module.section(section).as_slice().to_vec();
        let payloads = wasmparser::Parser::new(0).parse_all(&wasm);
        let data = payloads.filter_map(|payload| match payload {
            Ok(wasmparser::Payload::DataSection(data)) => Some(data),
            _ => None,
        });
        data.flat_map(|data| segments(&data).unwrap())
            .map(|(start, bytes)| (start, String::from_utf8_lossy(bytes).into_owned()))
            .collect()
    }

    #[test]
    fn what_only_the_second_half_names_moves() {
        let wasm = wat::parse_str(PROGRAM).unwrap();
        let parts = Parts::read(&wasm).unwrap();
        let plan = plan(&parts, &Profile::read("first")).unwrap();
        let moved = moved(&parts, &plan, &linked(&parts.data)).unwrap();
        assert_eq!(
            moved,
            vec![Range {
                start: 1240,
                end: 1300
            }]
        );

        let [kept, later] = cut(&parts, &moved).unwrap();
        let [.., before, after] = &segments_of(&kept)[..] else {
            panic!("less is kept than expected");
        };
        assert_eq!(before, &(1230, "the last t".to_owned()));
        assert_eq!(after, &(1300, "or them: then thirty".to_owned()));
        let middle = "en, and sixty that move because only what comes later asks f";
        assert_eq!(segments_of(&later), [(1240, middle.to_owned())]);
    }

    #[test]
    fn another_program_is_refused() {
        let wasm = wat::parse_str(PROGRAM).unwrap();
        let other = wat::parse_str(PROGRAM.replace("sixty", "fifty")).unwrap();
        let (parts, other) = (Parts::read(&wasm).unwrap(), Parts::read(&other).unwrap());
        let plan = plan(&parts, &Profile::read("first")).unwrap();
        assert!(moved(&parts, &plan, &linked(&other.data)).is_err());
    }
}
