//! Dates of conditions (rules R-DATE-1 to R-DATE-6).

use std::fmt;

/// Digits of a fraction of a second that count.
const FRACTION_DIGITS: usize = 18;

/// A point in time: seconds since 1970-01-01T00:00:00Z and a fraction of a second, to 18 digits.
///
/// # Examples
///
/// ```
/// use iam_core::date::parse_date;
///
/// assert_eq!(parse_date("2026-01-01T01:00:00+01:00"), parse_date("1767225600"));
/// assert!(parse_date("2026-01-01T00:00:00.5Z") > parse_date("2026-01-01"));
/// assert_eq!(parse_date("2026-02-30"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Whole seconds, rounded down.
    seconds: i64,
    /// What is to be added, in units of 10⁻¹⁸ seconds.
    fraction: u64,
}

impl Instant {
    /// The instant this many seconds after the epoch.
    pub fn from_seconds(seconds: i64) -> Self {
        Self {
            seconds,
            fraction: 0,
        }
    }

    /// Whole seconds since the epoch, rounded down.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Years `0000` to `9999` are written as dates of the W3C profile, all others as epoch seconds.
    fn civil(self) -> Option<(i64, i64, i64)> {
        let date = civil_from_days(self.seconds.div_euclid(86_400));
        (0..=9999).contains(&date.0).then_some(date)
    }
}

/// Reads a date in a form of the W3C profile of ISO 8601, or epoch seconds.
///
/// Digits alone, with an optional leading `-` and an optional decimal fraction, are epoch seconds, four digits too
/// (R-DATE-2). A date without a time is its first second, and a time without a zone is UTC (R-DATE-3). Digits of a fraction
/// beyond the 18th are ignored; epoch seconds beyond 64 bits are not read.
///
/// Source: *IAM JSON policy elements: Condition operators*, "Date condition operators"; W3C Note *Date and Time Formats*.
pub fn parse_date(text: &str) -> Option<Instant> {
    parse_epoch(text).or_else(|| Reader(text).date())
}

fn parse_epoch(text: &str) -> Option<Instant> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, read_fraction(fraction)?),
        None => (unsigned, 0),
    };
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = whole.parse().ok()?;
    if unsigned.len() == text.len() {
        return Some(Instant { seconds, fraction });
    }
    // The fraction counts upwards from the second below.
    Some(match fraction {
        0 => Instant {
            seconds: -seconds,
            fraction,
        },
        _ => Instant {
            seconds: -seconds - 1,
            fraction: 10_u64.pow(18) - fraction,
        },
    })
}

/// At least one digit, as units of 10⁻¹⁸.
fn read_fraction(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded = digits
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(FRACTION_DIGITS);
    Some(padded.fold(0, |value, digit| value * 10 + u64::from(digit - b'0')))
}

/// What is left to read of a date.
struct Reader<'t>(&'t str);

impl Reader<'_> {
    fn date(mut self) -> Option<Instant> {
        let year = self.number(4)?;
        self.take("-").then_some(())?;
        let month = self.number(2).filter(|month| (1..=12).contains(month))?;
        if self.0.is_empty() {
            return Some(Instant::from_seconds(
                days_from_civil(year, month, 1) * 86_400,
            ));
        }
        self.take("-").then_some(())?;
        let day = self
            .number(2)
            .filter(|day| (1..=days_in(year, month)).contains(day))?;
        let midnight = days_from_civil(year, month, day) * 86_400;
        if self.0.is_empty() {
            return Some(Instant::from_seconds(midnight));
        }
        self.take("T").then_some(())?;
        let hour = self.number(2).filter(|hour| *hour < 24)?;
        self.take(":").then_some(())?;
        let minute = self.number(2).filter(|minute| *minute < 60)?;
        let mut seconds = midnight + hour * 3600 + minute * 60;
        let mut fraction = 0;
        if self.take(":") {
            seconds += self.number(2).filter(|second| *second < 60)?;
            if self.take(".") {
                fraction = self.fraction()?;
            }
        }
        let offset = self.zone()?;
        self.0.is_empty().then_some(Instant {
            seconds: seconds - offset,
            fraction,
        })
    }

    /// Takes a text if it comes next.
    fn take(&mut self, text: &str) -> bool {
        match self.0.strip_prefix(text) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Takes a number of exactly this many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }

    fn fraction(&mut self) -> Option<u64> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        read_fraction(digits)
    }

    /// Seconds that the zone is ahead of UTC.
    fn zone(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.take("Z") {
            return Some(0);
        }
        let sign = if self.take("+") {
            1
        } else if self.take("-") {
            -1
        } else {
            return None;
        };
        let hours = self.number(2).filter(|hours| *hours < 24)?;
        self.take(":").then_some(())?;
        let minutes = self.number(2).filter(|minutes| *minutes < 60)?;
        Some(sign * (hours * 3600 + minutes * 60))
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since the epoch, in the proleptic Gregorian calendar.
///
/// The year is taken to begin in March, so that the leap day is its last: 153 days make five months, 146 097 days 400 years.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The year, month and day of a day since the epoch; the reverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

impl fmt::Display for Instant {
    /// A date of the W3C profile in UTC, such as `2026-01-01T00:00:00Z`; outside the years 0000 to 9999 epoch seconds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = format!("{:018}", self.fraction);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        let Some((year, month, day)) = self.civil() else {
            return write!(f, "{}", self.seconds);
        };
        let second = self.seconds.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{point}{fraction}Z"
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn instants() {
        for (text, seconds) in [
            ("2026-01-01T00:00:00Z", 1_767_225_600),
            ("2026-01-01T01:00:00+01:00", 1_767_225_600),
            ("2025-12-31T19:30-04:30", 1_767_225_600),
            ("2026-01-01T00:00", 1_767_225_600),
            ("2026-01-01T00:00Z", 1_767_225_600),
            ("2026-01-01T00:00:00", 1_767_225_600),
            ("2026-01-01", 1_767_225_600),
            ("2026-01", 1_767_225_600),
            ("1767225600", 1_767_225_600),
            ("01767225600", 1_767_225_600),
            ("1767225600.0", 1_767_225_600),
            ("2026", 2026),
            ("-1", -1),
            ("-0", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2024-02-29", 1_709_164_800),
            ("0000-01-01", -62_167_219_200),
            ("9999-12-31T23:59:59Z", 253_402_300_799),
        ] {
            assert_eq!(
                parse_date(text),
                Some(Instant::from_seconds(seconds)),
                "{text}"
            );
        }
    }

    #[test]
    fn fractions() {
        for (a, b) in [
            ("2026-01-01T00:00:00.50Z", "1767225600.5"),
            ("1969-12-31T23:59:59.5Z", "-0.5"),
            ("-1.25", "1969-12-31T23:59:58.75Z"),
            (
                "0.000000000000000001",
                "1970-01-01T00:00:00.000000000000000001Z",
            ),
        ] {
            assert_eq!(
                parse_date(a).unwrap(),
                parse_date(b).unwrap(),
                "{a} and {b}"
            );
        }
        for pair in [
            "-1.5",
            "-1.25",
            "-1",
            "-0.000000000000000001",
            "0",
            "0.1",
            "0.11",
            "1",
        ]
        .windows(2)
        {
            assert!(parse_date(pair[0]) < parse_date(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn not_dates() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "+1",
            "1e9",
            " 2026-01-01",
            "2026-01-01 ",
            "2026-02-30",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-1-1",
            "2026-01-01T24:00Z",
            "2026-01-01T25:00Z",
            "2026-01-01T00:60Z",
            "2026-01-01T00:00:60Z",
            "2026-01-01T00",
            "2026-01-01T",
            "2026-01-01Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01t00:00:00Z",
            "2026-01-01T00:00:00z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00+0100",
            "2026-01-01T00:00:00+1:00",
            "2026-01-01T00:00:00+24:00",
            "20260101T000000Z",
            "2026-01-01T00:00:00Z+01:00",
            "99999999999999999999",
            "２０２６-01",
            "tomorrow",
            "2026-01-01T00:00:00.5.5Z",
            "--1",
        ] {
            assert_eq!(parse_date(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn agrees_with_jiff(
            (year, month, day) in (0_i64..=9999, 0_i64..=13, 0_i64..=32),
            (hour, minute, second) in (0_i64..=24, 0_i64..=60, 0_i64..=59),
            fraction in "[0-9]{1,9}",
            (sign, ahead, minutes) in ("[-+]", 0_i64..=23, 0_i64..=59),
        ) {
            let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction}{sign}{ahead:02}:{minutes:02}");
            let oracle = text.parse::<jiff::Timestamp>().ok();
            let ours = parse_date(&text);
            // The other knows no instants in the last hours before year 10000 or in the first of year -9999.
            if oracle.is_some() || year < 9999 {
                prop_assert_eq!(
                    ours.map(|instant| i128::from(instant.seconds) * 1_000_000_000 + i128::from(instant.fraction / 1_000_000_000)),
                    oracle.map(jiff::Timestamp::as_nanosecond),
                    "{}", text
                );
            }
        }

        #[test]
        fn written_dates_are_read_again(seconds in -70_000_000_000_i64..300_000_000_000, fraction in 0_u64..1_000_000_000_000_000_000) {
            let instant = Instant { seconds, fraction };
            if instant.civil().is_some() {
                prop_assert_eq!(parse_date(&instant.to_string()), Some(instant));
            }
        }

        #[test]
        fn any_text(text in "[-0-9TZ:.+]{0,24}") {
            parse_date(&text);
        }
    }
}
