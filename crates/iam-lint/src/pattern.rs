//! Whether one pattern covers another.

/// Whether a text has a wildcard.
pub(crate) fn is_wild(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether every text that `inner` matches is also matched by `outer`. Both have the wildcards `*` and `?`.
///
/// Sound, not complete: it reads `inner` as a text whose `*` only a `*` covers, and whose `?` a `?` or a `*`.
pub(crate) fn covers(outer: &str, inner: &str) -> bool {
    covers_by(outer, inner, |a, b| a == b)
}

/// As [`covers`], without regard to ASCII case.
pub(crate) fn covers_ignoring_case(outer: &str, inner: &str) -> bool {
    covers_by(outer, inner, |a, b| a.eq_ignore_ascii_case(&b))
}

fn covers_by(outer: &str, inner: &str, same: fn(char, char) -> bool) -> bool {
    let mut outer_rest = outer.chars();
    let mut inner_rest = inner.chars();
    // Where to go on if the last star has to cover more: behind it in `outer`, and the place in `inner`.
    let mut retry = None;
    loop {
        let (outer_next, inner_next) = (outer_rest.clone().next(), inner_rest.clone().next());
        match (outer_next, inner_next) {
            (None, None) => return true,
            (Some('*'), _) => {
                outer_rest.next();
                retry = Some((outer_rest.clone(), inner_rest.clone()));
            }
            (Some(a), Some(b)) if same(a, b) || (a == '?' && b != '*') => {
                outer_rest.next();
                inner_rest.next();
            }
            _ => {
                let Some((behind, mut place)) = retry else {
                    return false;
                };
                if place.next().is_none() {
                    return false;
                }
                retry = Some((behind.clone(), place.clone()));
                outer_rest = behind;
                inner_rest = place;
            }
        }
    }
}

/// How many comparisons of patterns may still be made: they are many where lists are long, and a text of megabytes may be
/// nothing but lists.
#[derive(Debug)]
pub(crate) struct Budget(u64);

impl Budget {
    /// Enough for every published policy, and some tenths of a second.
    pub(crate) fn new() -> Self {
        Self(5_000_000)
    }

    /// Whether one pattern may be compared with another; what that may take is spent.
    pub(crate) fn allows(&mut self, outer: &str, inner: &str) -> bool {
        let stars = outer.bytes().filter(|byte| *byte == b'*').count() as u64;
        self.spend(1 + stars * inner.len() as u64)
    }

    /// Spends something, if it is there.
    pub(crate) fn spend(&mut self, cost: u64) -> bool {
        let allowed = cost <= self.0;
        self.0 = self.0.saturating_sub(cost);
        allowed
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}

/// Whether every ARN that the resource pattern `inner` matches is also matched by `outer`. Component by component, so that
/// what a star may mean before the fifth colon makes no difference.
pub(crate) fn covers_arn(outer: &str, inner: &str) -> bool {
    if outer == "*" || outer == inner {
        return true;
    }
    let (mut outer, mut inner) = (outer.splitn(6, ':'), inner.splitn(6, ':'));
    for _ in 0..6 {
        match (outer.next(), inner.next()) {
            (Some(outer), Some(inner)) if covers(outer, inner) => {}
            _ => return false,
        }
    }
    true
}

/// Whether no text matches both patterns, as far as their literal beginnings and ends tell.
pub(crate) fn disjoint(a: &str, b: &str) -> bool {
    let head = |text: &str| text.split(['*', '?']).next().unwrap_or("").to_owned();
    let tail = |text: &str| text.rsplit(['*', '?']).next().unwrap_or("").to_owned();
    if !is_wild(a) && !is_wild(b) {
        return a != b;
    }
    if !is_wild(a) {
        return !covers(b, a);
    }
    if !is_wild(b) {
        return !covers(a, b);
    }
    let (head_a, head_b) = (head(a), head(b));
    let (tail_a, tail_b) = (tail(a), tail(b));
    !(head_a.starts_with(&head_b) || head_b.starts_with(&head_a))
        || !(tail_a.ends_with(&tail_b) || tail_b.ends_with(&tail_a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covering() {
        for (outer, inner, expected) in [
            ("*", "", true),
            ("*", "a*b?", true),
            ("get*", "getobject", true),
            ("get*", "get*", true),
            ("get*", "g*", false),
            ("get?bject", "getobject", true),
            ("get?bject", "get*bject", false),
            ("*object*", "getobjectacl", true),
            ("*a*b", "xaxbxb", true),
            ("*a*b", "xaxbx", false),
            ("a?", "a*", false),
            ("a*?", "a*", false),
            ("??", "a?", true),
            ("", "", true),
            ("a", "", false),
            ("*ab", "aab", true),
        ] {
            assert_eq!(covers(outer, inner), expected, "{outer} {inner}");
        }
    }

    #[test]
    fn covering_arns() {
        for (outer, inner, expected) in [
            ("*", "arn:aws:s3:::b", true),
            ("arn:aws:s3:::*", "arn:aws:s3:::b/k:v", true),
            ("arn:aws:*", "arn:aws:s3:::b", false),
            ("arn:aws:sqs:*:1:q", "arn:aws:sqs:us-east-1:1:q", true),
            ("arn:aws:sqs:*:1:q", "arn:aws:sqs:us-east-1:2:q", false),
        ] {
            assert_eq!(covers_arn(outer, inner), expected, "{outer} {inner}");
        }
    }

    #[test]
    fn disjoint_patterns() {
        for (a, b, expected) in [
            ("a", "b", true),
            ("a", "a", false),
            ("a*", "b*", true),
            ("a*", "ab*", false),
            ("*a", "*b", true),
            ("*a*", "*b*", false),
            ("a*", "ab", false),
            ("a*", "b", true),
        ] {
            assert_eq!(disjoint(a, b), expected, "{a} {b}");
            assert_eq!(disjoint(b, a), expected, "{b} {a}");
        }
    }
}
