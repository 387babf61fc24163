//! Which locals somebody reads later: backwards through a function's code.

use std::collections::HashMap;

use wasmparser::Operator;

use super::body::Body;

/// Locals, a bit for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Locals(Vec<u64>);

impl Locals {
    pub(super) fn has(&self, local: u32) -> bool {
        let (word, bit) = place(local);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    pub(super) fn add(&mut self, local: u32) {
        let (word, bit) = place(local);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= bit;
        }
    }

    fn remove(&mut self, local: u32) {
        let (word, bit) = place(local);
        if let Some(bits) = self.0.get_mut(word) {
            *bits &= !bit;
        }
    }

    /// Adds all of another's; says whether there are more now.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut more = false;
        for (bits, add) in self.0.iter_mut().zip(&other.0) {
            more |= *bits | add != *bits;
            *bits |= add;
        }
        more
    }
}

fn place(local: u32) -> (usize, u64) {
    (
        usize::try_from(local / 64).unwrap_or(usize::MAX),
        1 << (local % 64),
    )
}

/// What is read later, around one region.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// From its start on.
    pub(super) before: Locals,
    /// After its end, when control arrives there.
    pub(super) after: Locals,
    /// At each label in scope, the innermost first.
    pub(super) labels: Vec<Locals>,
}

/// What is read later around every region of a function.
pub(super) fn around(body: &Body<'_>) -> Vec<Around> {
    let mut walk = Walk {
        body,
        labels: vec![Locals::default()],
        blocks: HashMap::new(),
        starts: HashMap::new(),
        ends: HashMap::new(),
        found: vec![Around::default(); body.regions.len()],
    };
    for (index, region) in body.regions.iter().enumerate() {
        walk.starts.insert(region.start, index);
        walk.ends.entry(region.end).or_default().push(index);
    }
    for (start, ends) in body.blocks.iter().enumerate() {
        if let Some(ends) = ends {
            walk.blocks.insert(ends.end, (start, ends.otherwise));
        }
    }
    // Without the function's own end.
    let last = body.operators.len().saturating_sub(1);
    walk.back(0, last, Locals::default());
    walk.found
}

struct Walk<'b, 'a> {
    body: &'b Body<'a>,
    /// What is read at each label in scope, the outermost first.
    labels: Vec<Locals>,
    /// Where each block begins and has its `else`, by where it ends.
    blocks: HashMap<usize, (usize, Option<usize>)>,
    /// Regions by where they start and end.
    starts: HashMap<usize, usize>,
    ends: HashMap<usize, Vec<usize>>,
    found: Vec<Around>,
}

impl Walk<'_, '_> {
    /// What is read from `from` on, when `live` is read after `to`.
    fn back(&mut self, from: usize, to: usize, mut live: Locals) -> Locals {
        for region in self.ends.get(&to).into_iter().flatten() {
            if let Some(around) = self.found.get_mut(*region) {
                around.after = live.clone();
                around.labels = self.labels.iter().rev().cloned().collect();
            }
        }
        let mut at = to;
        while at > from {
            at -= 1;
            (live, at) = self.over(at, live);
            if let Some(around) = self
                .starts
                .get(&at)
                .and_then(|region| self.found.get_mut(*region))
            {
                around.before = live.clone();
            }
        }
        live
    }

    /// What is read from the operator at `at` on, and where it begins: a block is one operator.
    fn over(&mut self, at: usize, mut live: Locals) -> (Locals, usize) {
        match self.body.operators.get(at).map(|(operator, _)| operator) {
            Some(Operator::End) => return self.block(at, live),
            Some(Operator::LocalGet { local_index }) => live.add(*local_index),
            Some(Operator::LocalSet { local_index } | Operator::LocalTee { local_index }) => {
                live.remove(*local_index);
            }
            Some(Operator::Br { relative_depth }) => live = self.label(*relative_depth),
            Some(Operator::BrIf { relative_depth }) => {
                live.join(&self.label(*relative_depth));
            }
            Some(Operator::BrTable { targets }) => {
                live = self.label(targets.default());
                for target in targets.targets().flatten() {
                    live.join(&self.label(target));
                }
            }
            Some(Operator::Return | Operator::Unreachable) => live = Locals::default(),
            _ => {}
        }
        (live, at)
    }

    fn label(&self, depth: u32) -> Locals {
        let depth = usize::try_from(depth).unwrap_or(usize::MAX);
        self.labels
            .iter()
            .rev()
            .nth(depth)
            .cloned()
            .unwrap_or_default()
    }

    /// The block that ends at `end`.
    fn block(&mut self, end: usize, after: Locals) -> (Locals, usize) {
        let opens = self.blocks.get(&end).copied();
        let Some((start, otherwise)) = opens else {
            return (after, end);
        };
        let repeats = matches!(
            self.body.operators.get(start),
            Some((Operator::Loop { .. }, _))
        );
        let tests = matches!(
            self.body.operators.get(start),
            Some((Operator::If { .. }, _))
        );
        if repeats {
            // What is read at the start is read at the end, if it goes round.
            let mut round = Locals::default();
            loop {
                self.labels.push(round.clone());
                let before = self.back(start + 1, end, after.clone());
                self.labels.pop();
                if !round.join(&before) {
                    return (before, start);
                }
            }
        }
        self.labels.push(after.clone());
        let mut before = match otherwise {
            Some(otherwise) => self.back(otherwise + 1, end, after.clone()),
            None if tests => after.clone(),
            None => Locals::default(),
        };
        let first = self.back(start + 1, otherwise.unwrap_or(end), after);
        before.join(&first);
        self.labels.pop();
        (before, start)
    }
}
