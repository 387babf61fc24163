//! The page's program in two halves: what runs until the first verdict is shown, and all the rest, which is fetched right after it.
//!
//! Both halves share one memory, one table of functions and the globals, so that no Rust code knows of the cut. In the first half a function
//! of the second is a few bytes that call it through the table, where the second half puts it when it arrives (see `later.js`); called
//! before that, it waits for the second half to be fetched.
//!
//! Which functions run first is not guessed: `cargo xtask profile` counts them in a browser and writes their names to `web/first.txt`. A name
//! that is missing there costs a wait, never correctness; a test in the browser holds that nothing waits before the first verdict. Of the
//! functions that run first, the parts that do not are made functions of their own before the cut (see [`outline`]).

mod constants;
mod counted;
mod first;
mod image;
mod later;
mod linked;
mod order;
mod outline;
mod parts;
mod whole;

use anyhow::{Context, Result};

pub(super) use counted::counted;
pub(super) use linked::{Linked, without_links};
pub(super) use outline::Profile;

/// The module that the second half's import is named after; `later.js` gives it.
const LATER: &str = "later";
/// The global that is not 0 once the second half is there, as the first half exports it.
const ARRIVED: &str = "_arrived";

/// The two halves, each a module.
#[derive(Debug)]
pub(super) struct Halves {
    pub(super) first: Vec<u8>,
    pub(super) later: Vec<u8>,
}

/// The imports of a module with the names that both [`halves`] and [`counted`] give them.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it.
pub(super) fn renamed(wasm: &[u8]) -> Result<Vec<(String, String)>> {
    let imports = parts::Parts::read(wasm)?.imports.into_imports();
    let named = (0..)
        .zip(imports)
        .map(|(index, import)| Ok((import?.name.to_owned(), whole::import_name(index))));
    named.collect()
}

/// Cuts a module: what runs first stays in the first half with what it refers to, and functions without a name, which the bindings add.
/// `linked` is the module as the linker wrote it.
///
/// # Errors
///
/// When the bytes are not a module as Rust and the bindings make it.
pub(super) fn halves(wasm: &[u8], profile: &Profile<'_>, linked: &Linked) -> Result<Halves> {
    let wasm = outline::outlined(wasm, profile)?;
    let parts = parts::Parts::read(&wasm)?;
    let plan = plan(&parts, profile)?;
    let moved = constants::moved(&parts, &plan, linked)?;
    let [kept, moved] = constants::cut(&parts, &moved)?;
    Ok(Halves {
        first: first::first(&parts, &plan, kept).context("cannot write the first half")?,
        later: later::later(&parts, &plan, &moved).context("cannot write the second half")?,
    })
}

/// What is cut where. Functions are counted as in the whole module, imported ones first.
#[derive(Debug)]
struct Plan {
    /// For each function whether it moves to the second half.
    moves: Vec<bool>,
    /// For each function that moves and that the first half or the table needs: its place in the table.
    slots: Vec<Option<u32>>,
    /// Functions of the first half that the second calls, in order.
    lent: Vec<u32>,
    /// The size of the table with the places that were added.
    table_size: u64,
}

fn plan(parts: &parts::Parts<'_>, profile: &Profile<'_>) -> Result<Plan> {
    let count = parts.function_count();
    let moves: Vec<bool> = (0..count)
        .map(|index| {
            parts.body(index).is_some() && parts.name(index).is_some_and(|name| !profile.runs(name))
        })
        .collect();
    let moved = |index: u32| is_set(&moves, index);

    let mut slots = vec![None; moves.len()];
    for (slot, function) in parts.table_entries()? {
        if moved(function)
            && let Some(place) = slots.get_mut(usize_of(function))
        {
            *place = Some(slot);
        }
    }
    let mut wanted: Vec<u32> = parts.exported_functions().collect();
    let mut lent = Vec::new();
    for index in 0..count {
        let called = parts.called(index)?;
        if moved(index) {
            lent.extend(called.into_iter().filter(|callee| !moved(*callee)));
        } else {
            wanted.extend(called);
        }
    }
    let mut table_size = parts.table_size()?;
    for function in wanted {
        if moved(function)
            && let Some(place @ None) = slots.get_mut(usize_of(function))
        {
            *place = Some(u32::try_from(table_size)?);
            table_size += 1;
        }
    }
    lent.sort_unstable();
    lent.dedup();
    Ok(Plan {
        moves,
        slots,
        lent,
        table_size,
    })
}

impl Plan {
    fn moves(&self, function: u32) -> bool {
        is_set(&self.moves, function)
    }

    fn slot(&self, function: u32) -> Option<u32> {
        self.slots.get(usize_of(function)).copied().flatten()
    }

    /// The functions that move, in order.
    fn moved(&self) -> impl Iterator<Item = u32> {
        (0..)
            .zip(&self.moves)
            .filter_map(|(index, moves)| moves.then_some(index))
    }
}

fn is_set(flags: &[bool], index: u32) -> bool {
    flags.get(usize_of(index)).copied().unwrap_or(false)
}

fn usize_of(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

/// How the first half exports what the second imports: no name is taken twice, and none that the bindings use.
fn lent_name(kind: char, index: u32) -> String {
    format!("_{kind}{index}")
}
