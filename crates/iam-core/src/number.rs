//! Numbers of conditions, compared exactly (rule R-NUM-1).

use std::cmp::Ordering;

/// A decimal number of any length. Comparing neither rounds nor allocates: `10` = `10.0` = `+10` = `010`.
///
/// # Examples
///
/// ```
/// use iam_core::number::Decimal;
///
/// assert_eq!(Decimal::parse("0.10"), Decimal::parse("+0.1"));
/// assert!(Decimal::parse("-2") < Decimal::parse("1.5"));
/// assert_eq!(Decimal::parse("1e3"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal<'a> {
    // INVARIANT: equal numbers have equal fields. No zeros lead in `whole` or trail in `fraction`; zero is not negative.
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads an optional sign, digits, and optionally a point with digits. Anything else is not a number: no exponent,
    /// blanks, separators or empty text.
    ///
    /// Source: *IAM JSON policy elements: Condition operators*, "Numeric condition operators", which names integers and
    /// decimals without giving a grammar.
    pub fn parse(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return None;
        }
        let (whole, fraction) = (
            whole.trim_start_matches('0'),
            fraction.trim_end_matches('0'),
        );
        let negative = text.starts_with('-') && !(whole.is_empty() && fraction.is_empty());
        Some(Self {
            negative,
            whole,
            fraction,
        })
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        let whole = self
            .whole
            .len()
            .cmp(&other.whole.len())
            .then_with(|| self.whole.cmp(other.whole));
        whole.then_with(|| self.fraction.cmp(other.fraction))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_values() {
        for (a, b) in [
            ("10", "10.0"),
            ("10", "+10"),
            ("10", "010"),
            ("0.1", "0.10"),
            ("-0", "0"),
            ("-0.0", "+0"),
            ("-1.50", "-01.5"),
        ] {
            assert_eq!(
                Decimal::parse(a).unwrap(),
                Decimal::parse(b).unwrap(),
                "{a} and {b}"
            );
        }
    }

    #[test]
    fn order() {
        let ascending = [
            "-100000000000000000000000000",
            "-2",
            "-1.5",
            "-0.01",
            "0",
            "0.09",
            "0.1",
            "0.11",
            "1",
            "9",
            "10",
            "10.0001",
        ];
        for pair in ascending.windows(2) {
            assert!(
                Decimal::parse(pair[0]) < Decimal::parse(pair[1]),
                "{pair:?}"
            );
        }
        assert!(Decimal::parse("9007199254740993") > Decimal::parse("9007199254740992"));
    }

    #[test]
    fn not_numbers() {
        for text in [
            "", "+", "-", ".", "1.", ".5", "1e3", "0x1", " 1", "1 ", "1,000", "--1", "+-1",
            "1.2.3", "NaN", "inf", "١",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Against integers: the point is moved four places.
        #[test]
        fn agrees_with_integers(
            (a, b) in (-30_000_i64..30_000, -30_000_i64..30_000),
            (zeros_a, zeros_b) in ("0{0,3}", "0{0,3}"),
        ) {
            let write = |number: i64, zeros: &str| {
                let sign = if number < 0 { "-" } else { "" };
                format!("{sign}{zeros}{}.{:04}{zeros}", number.abs() / 10_000, number.abs() % 10_000)
            };
            let (text_a, text_b) = (write(a, &zeros_a), write(b, &zeros_b));
            let (decimal_a, decimal_b) = (Decimal::parse(&text_a).unwrap(), Decimal::parse(&text_b).unwrap());
            prop_assert_eq!(decimal_a.cmp(&decimal_b), a.cmp(&b));
            prop_assert_eq!(decimal_a == decimal_b, a == b);
        }

        #[test]
        fn reads_what_the_grammar_says(text in "[-+.0-9e]{0,6}") {
            let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
            let parts: Vec<&str> = unsigned.split('.').collect();
            let valid = parts.len() <= 2 && parts.iter().all(|part| !part.is_empty() && part.chars().all(|ch| ch.is_ascii_digit()));
            prop_assert_eq!(Decimal::parse(&text).is_some(), valid);
        }
    }
}
