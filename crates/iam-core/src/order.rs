//! Sorting for lists that are short or rare. The standard library's sort is compiled anew for every type it sorts, some
//! seven kB of wasm each; here one copy sorts numbers, and the list follows them.

use std::cmp::Ordering;

/// Sorts, stably. Each comparison goes through a pointer, so that all lists share one algorithm.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let by_place = |a: u32, b: u32| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    for (a, b) in swaps(items.len(), &by_place) {
        items.swap(a, b);
    }
}

/// Sorts by a key, stably.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The swaps, in order, that bring the items of a list to their places.
fn swaps(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<(usize, usize)> {
    let len = u32::try_from(len).unwrap_or(u32::MAX);
    let sorted = sorted((0..len).collect(), compare);
    // Where each item goes, by where it is.
    let mut goals = vec![0; sorted.len()];
    for (goal, item) in sorted.iter().enumerate() {
        if let Some(slot) = goals.get_mut(*item as usize) {
            *slot = goal;
        }
    }
    let mut swaps = Vec::new();
    for place in 0..goals.len() {
        // Each swap brings one item to its goal for good, so that there are fewer swaps than items.
        while let Some(goal) = goals.get(place).copied().filter(|goal| *goal != place) {
            swaps.push((place, goal));
            goals.swap(place, goal);
        }
    }
    swaps
}

/// Merge sort, from runs of one to the whole list.
fn sorted(mut items: Vec<u32>, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut run = 1;
    while run < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(run * 2) {
            let (mut left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            while let ([a, more_left @ ..], [b, more_right @ ..]) = (left, right) {
                if compare(*a, *b).is_le() {
                    merged.push(*a);
                    left = more_left;
                } else {
                    merged.push(*b);
                    right = more_right;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        items = merged;
        run *= 2;
    }
    items
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(mut items in proptest::collection::vec((0..8_u8, any::<u16>()), 0..60)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(items, expected);
        }
    }
}
