//! Parts of functions that do not run before the first verdict, each made a function of its own, so that the cut can move it.
//!
//! A function that runs early is seldom needed whole: what it does for a policy that cannot be read, or for a dialog that is open, is most of
//! it. A [`Region`] is the rest of a block from some place on where control can arrive or not arrive; `cargo xtask profile` counts which
//! regions run. Those that do not are taken out: the locals they read become parameters, the locals they write and somebody reads
//! afterwards become results, and where they leave to, if they can leave to several places, is a number that is the last result.
//!
//! The module stays one whole module that does the same; only [`super::halves`] cuts it.

mod body;
mod call;
mod live;
mod module;

use std::collections::HashMap;

use anyhow::{Context, Result};
use wasmparser::{ValidPayload, Validator};

pub(super) use body::Body;

/// What is taken out has at least so many bytes.
const LEAST: usize = 24;

/// Which functions and which of their regions run before the first verdict, as `web/first.txt` has it.
///
/// A line is a function's name; after a tab its [`Body::shape`], and after another tab a hexadecimal digit for each four of its regions,
/// the first region in the lowest bit of the first digit.
#[derive(Debug, Default)]
pub(in super::super) struct Profile<'t> {
    functions: HashMap<&'t str, HashMap<&'t str, &'t str>>,
}

impl<'t> Profile<'t> {
    /// Reads the profile. A line that is not understood tells nothing of regions.
    pub(in super::super) fn read(text: &'t str) -> Self {
        let mut functions: HashMap<_, HashMap<_, _>> = HashMap::new();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let shapes = functions
                .entry(fields.next().unwrap_or_default())
                .or_default();
            if let (Some(shape), Some(regions)) = (fields.next(), fields.next()) {
                shapes.insert(shape, regions);
            }
        }
        Self { functions }
    }

    /// Whether a function runs.
    pub(super) fn runs(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    /// The regions that run, as digits; none when nothing is known of a function of this shape.
    fn regions(&self, name: &str, shape: &str) -> Option<&'t str> {
        self.functions.get(name)?.get(shape).copied()
    }
}

/// Whether the digits of a profile say that a region runs.
fn runs(digits: &str, region: usize) -> bool {
    let digit = digits.as_bytes().get(region / 4).copied();
    let value = digit.and_then(|digit| char::from(digit).to_digit(16));
    // A place that is not there tells nothing: it stays.
    value.is_none_or(|value| value >> (region % 4) & 1 == 1)
}

/// The code of every function that the module has itself, in order.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it.
pub(super) fn bodies(wasm: &[u8]) -> Result<Vec<Body<'_>>> {
    let mut validator = Validator::new();
    let mut bodies = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        if let ValidPayload::Func(function, body) = validator.payload(&payload?)? {
            let validator =
                function.into_validator(wasmparser::FuncValidatorAllocations::default());
            bodies.push(Body::read(validator, &body)?);
        }
    }
    Ok(bodies)
}

/// The module with the regions taken out that do not run.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it, or what was made of it is none.
pub(super) fn outlined(wasm: &[u8], profile: &Profile<'_>) -> Result<Vec<u8>> {
    let parts = super::parts::Parts::read(wasm)?;
    let mut module = module::Module::new(&parts);
    for (index, body) in (parts.imported..).zip(bodies(wasm)?) {
        let name = parts.name(index).unwrap_or_default();
        let regions = profile.regions(name, body.shape());
        let cold = |region: usize| regions.is_some_and(|digits| !runs(digits, region));
        module
            .take(index, &body, &cold)
            .with_context(|| format!("cannot take parts out of {name}"))?;
    }
    let bytes = module.finish(wasm)?;
    Validator::new()
        .validate_all(&bytes)
        .context("what was made of the module is none")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Blocks, loops and branches of every kind, with values and without, from inside and outside of what is taken out.
    const MODULE: &str = r#"(module
      (import "given" "seen" (func $seen (param i32)))
      (memory 1)
      (table 1 funcref)
      (elem (i32.const 0) $note)
      (data (i32.const 8) "\05")
      (global $calls (mut i32) (i32.const 0))
      (func $note (param i32) (result i32)
        (call $seen (local.get 0))
        (global.set $calls (i32.add (global.get $calls) (local.get 0)))
        (i32.add (local.get 0) (i32.const 1)))
      (func $branches (param $x i32) (param $y i64) (result i32 i64) (local $a i32) (local $b i64) (local $c f64)
        (local.set $a (i32.const 3))
        (block $out (result i32)
          (block $two
            (block $one
              (block $zero
                (br_table $zero $one $two (local.get $x)))
              (local.set $a (call $note (i32.mul (local.get $x) (i32.const 7))))
              (local.set $b (i64.add (local.get $y) (i64.const 11)))
              (br_if $two (i32.eqz (local.get $a)))
              (drop (br_if $out (local.get $a) (i32.gt_s (local.get $a) (i32.const 40))))
              (local.set $c (f64.const 1.5)))
            (if (i64.lt_s (local.get $y) (i64.const 0))
              (then (local.set $b (i64.const -1)) (return (i32.const 99) (local.get $b)))
              (else (local.set $b (i64.sub (local.get $b) (local.get $y)))
                (local.set $a (i32.add (call $note (local.get $a)) (i32.trunc_f64_s (local.get $c)))))))
          (loop $again
            (local.set $a (i32.add (local.get $a) (i32.const 5)))
            (if (i32.lt_s (local.get $a) (i32.const 30))
              (then
                (local.set $b (i64.add (local.get $b) (i64.extend_i32_s (local.get $a))))
                (if (i32.eq (local.get $a) (i32.const 23)) (then (local.set $a (i32.const 50)) (br $again)))
                (br $again))))
          (local.get $a))
        (local.get $b))
      (func $deep (param $x i32) (result i32) (local $sum i32) (local $i i32)
        (block $done
          (loop $outer
            (local.set $i (i32.const 0))
            (block $next
              (loop $inner
                (br_if $done (i32.gt_s (local.get $sum) (i32.const 200)))
                (local.set $sum (i32.add (call $note (local.get $sum)) (local.get $i)))
                (br_if $next (i32.eq (i32.rem_s (local.get $sum) (i32.const 9)) (i32.const 4)))
                (local.set $i (i32.add (local.get $i) (local.get $x)))
                (br_if $inner (i32.lt_s (local.get $i) (i32.const 20)))))
            (br_if $outer (i32.lt_s (local.get $i) (local.get $x)))
            (if (i32.eqz (local.get $i)) (then (return (i32.sub (i32.const 0) (local.get $sum)))))
            (br $outer)))
        (if (i32.eq (local.get $sum) (i32.const 207)) (then (i32.store (i32.const 8) (local.get $i)) (unreachable)))
        (i32.add (local.get $sum) (i32.load (i32.const 8))))
      (func (export "calls") (result i32) (global.get $calls))
      (export "branches" (func $branches))
      (export "deep" (func $deep)))"#;

    /// Runs both modules on the same numbers and prints what differs.
    const SCRIPT: &str = r#"
      const [one, other] = process.argv.slice(1).map((hex) => new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(hex, "hex")), { given: { seen: () => {} } }).exports);
      const run = (f) => { try { return String(f()); } catch (error) { return error.constructor.name; } };
      let tried = 0;
      for (let x = -3; x < 60; x++) for (const y of [-9n, 0n, 5n, 1n << 40n]) for (const call of [(m) => m.branches(x, y), (m) => m.deep(x), (m) => m.calls()]) {
        const [expected, found] = [run(() => call(one)), run(() => call(other))];
        if (expected !== found) console.log(`${call} for ${x}, ${y}: ${found}, not ${expected}`);
        tried++;
      }
      console.log(`${tried} tried`);"#;

    /// The module with the regions taken out whose bits are set, and how many it has.
    fn without(wasm: &[u8], chosen: u64) -> (Vec<u8>, usize) {
        let parts = super::super::parts::Parts::read(wasm).unwrap();
        let mut module = module::Module::new(&parts);
        module.costs_count = false;
        let mut before = 0;
        for (index, body) in (parts.imported..).zip(bodies(wasm).unwrap()) {
            let cold = |region: usize| chosen >> (before + region) & 1 == 1;
            module.take(index, &body, &cold).unwrap();
            before += body.regions.len();
        }
        let bytes = module.finish(wasm).unwrap();
        Validator::new().validate_all(&bytes).unwrap();
        (bytes, before)
    }

    fn hex(bytes: &[u8]) -> String {
        bytes
            .iter()
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }

    #[test]
    fn a_module_does_the_same_whatever_is_taken_out() {
        let wasm = wat::parse_str(MODULE).unwrap();
        let (_, regions) = without(&wasm, 0);
        assert!((20..64).contains(&regions), "{regions} regions");
        let all = (1 << regions) - 1;
        let mut sets: Vec<u64> = (0..regions).map(|region| 1 << region).collect();
        sets.extend([
            all,
            all & 0x5555_5555_5555_5555,
            all & 0x9249_2492_4924_9249,
        ]);
        for chosen in sets {
            let (bytes, _) = without(&wasm, chosen);
            let node = Command::new("node")
                .args(["-e", SCRIPT, &hex(&wasm), &hex(&bytes)])
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&node.stdout);
            assert_eq!(
                said.trim(),
                "756 tried",
                "{chosen:b}: {}",
                String::from_utf8_lossy(&node.stderr)
            );
        }
    }

    #[test]
    fn a_profile_tells_functions_and_their_regions() {
        let profile = Profile::read("f\nm::g\t0a\t9\nm::g\t0b\t0f\nodd\t\n");
        assert!(profile.runs("f") && profile.runs("m::g") && profile.runs("odd"));
        assert!(!profile.runs("g"));
        assert_eq!(profile.regions("f", "0a"), None);
        assert_eq!(profile.regions("m::g", "0c"), None);
        let digits = profile.regions("m::g", "0a").unwrap();
        let found: Vec<bool> = (0..5).map(|region| runs(digits, region)).collect();
        assert_eq!(found, [true, false, false, true, true]);
    }
}
