//! Searching all actions as one types.
//!
//! What is typed fits a name if its characters occur in `service:Name` in their order. The best come first: the very
//! name, names that begin with it, then those that hold it from a word on, in the beginnings of words (`gobj` in
//! `GetObject`), anywhere, and scattered. Between equals the shorter comes first.

use super::{ActionName, AllActions, Entry};

/// An action that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'c> {
    /// Its place among all.
    pub at: usize,
    /// Its name.
    pub action: ActionName<'c>,
    /// The bytes of `service:Name` that were typed, in order.
    pub marks: Vec<Mark>,
}

/// A run of bytes in `service:Name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

/// Services that most policies are about: of equally good names theirs come first.
const FAMILIAR: [&str; 24] = [
    "apigateway",
    "athena",
    "cloudformation",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "eks",
    "events",
    "glue",
    "iam",
    "kms",
    "lambda",
    "logs",
    "rds",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "sts",
];

/// Whether a service is one of those that most policies are about, by its prefix in lower case.
pub fn is_familiar(prefix: &str) -> bool {
    FAMILIAR.contains(&prefix)
}

/// What a name of another service costs more.
const UNFAMILIAR: u32 = 40;

/// Longest text that is searched for; what is behind is ignored.
const LONGEST: usize = 80;

/// Where each kind of fit begins; a smaller cost is a better fit.
const BEGINS: u32 = 100;
const WORD: u32 = 200;
const WORDS: u32 = 400;
const INSIDE: u32 = 700;
const SCATTERED: u32 = 1_000;
const BAD: u32 = 5_000;

impl AllActions {
    /// The actions that fit a text best, at most so many. Letter case does not count; spaces only part the text; with a
    /// colon, what is before it is searched in the service's prefix and the rest in the name.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found<'_>> {
        let query = Query::new(typed);
        let letters_of = self.letters.get_or_init(|| self.letters_of_all());
        let mut found: Vec<(u32, usize)> = Vec::new();
        for service in &self.services {
            let prefix = self.prefix(service);
            let Some(mut of_service) = query.service_cost(prefix) else {
                continue;
            };
            if !is_familiar(prefix) {
                of_service += UNFAMILIAR;
            }
            for at in service.actions.clone() {
                let Some(entry) = self.entries.get(at) else {
                    continue;
                };
                let letters = letters_of.get(at).copied().unwrap_or(u32::MAX);
                if query.letters & !letters != 0 {
                    continue;
                }
                if let Some(cost) = self.cost(&query, entry, prefix) {
                    found.push((cost + of_service, at));
                }
            }
        }
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable(limit - 1);
        }
        found.truncate(limit);
        found.sort_unstable();
        let found = found.into_iter();
        found
            .filter_map(|(_, at)| {
                let action = self.get(at)?;
                Some(Found {
                    at,
                    action,
                    marks: query.marks(&action),
                })
            })
            .collect()
    }

    fn letters_of_all(&self) -> Box<[u32]> {
        let services = self.services.iter();
        services
            .flat_map(|service| {
                let prefix = letters(self.prefix(service).bytes());
                let names = service.actions.clone().map(|at| self.lower_name(at));
                names.map(move |name| prefix | letters(name.bytes()))
            })
            .collect()
    }

    fn cost(&self, query: &Query, entry: &Entry, prefix: &str) -> Option<u32> {
        let range = entry.name();
        let name = super::slice(&self.text, &range);
        let lower = super::slice(&self.lower, &range);
        // The shorter comes first, and of services the one with the shorter prefix.
        let long = small(name.len() * 4 + prefix.len());
        if let Some(cost) = name_cost(name, lower, &query.name) {
            return Some(cost * 8 + long);
        }
        if query.service.is_some() {
            return None;
        }
        // `s3get`: the service and the name as one text.
        let whole = [prefix, lower].concat();
        if whole.starts_with(&query.name) {
            return Some((BEGINS + 50) * 8 + long);
        }
        if let Some(rest) = query.name.strip_prefix(prefix)
            && let Some(cost) = name_cost(name, lower, rest)
        {
            return Some((cost + 50) * 8 + long);
        }
        scattered(whole.as_bytes(), query.name.as_bytes())
            .map(|spread| (BAD + small(spread)) * 8 + long)
    }
}

/// What was typed.
struct Query {
    /// What stands before the colon.
    service: Option<String>,
    /// The rest, in lower case and without spaces.
    name: String,
    letters: u32,
}

impl Query {
    fn new(typed: &str) -> Self {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(LONGEST)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let (service, name) = match text.split_once(':') {
            Some((service, name)) => (Some(service.to_owned()), name.to_owned()),
            None => (None, text),
        };
        let letters = letters(name.bytes());
        Self {
            service,
            name,
            letters,
        }
    }

    /// How badly a service fits; none if not at all.
    fn service_cost(&self, prefix: &str) -> Option<u32> {
        let Some(wanted) = &self.service else {
            return Some(0);
        };
        if prefix == wanted {
            Some(0)
        } else if prefix.starts_with(wanted) {
            Some(10_000 + small(prefix.len()))
        } else if prefix.contains(&**wanted) {
            Some(20_000 + small(prefix.len()))
        } else {
            scattered(prefix.as_bytes(), wanted.as_bytes()).map(|spread| 40_000 + small(spread))
        }
    }

    /// Which bytes of `service:Name` were typed.
    fn marks(&self, action: &ActionName<'_>) -> Vec<Mark> {
        let lower = action.name.to_ascii_lowercase();
        let offset = action.prefix.len() + 1;
        let mut marks = Vec::new();
        if let Some(service) = &self.service {
            mark(action.prefix, &[], service, 0, &mut marks);
        }
        let starts = word_starts(action.name);
        if mark(&lower, &starts, &self.name, offset, &mut marks) || self.service.is_some() {
            return marks;
        }
        if let Some(rest) = self.name.strip_prefix(action.prefix)
            && name_cost(action.name, &lower, rest).is_some()
        {
            marks.push(Mark {
                start: 0,
                end: action.prefix.len(),
            });
            mark(&lower, &starts, rest, offset, &mut marks);
            return marks;
        }
        mark(
            &format!("{}:{lower}", action.prefix),
            &[],
            &self.name,
            0,
            &mut marks,
        );
        marks
    }
}

/// How badly a name fits what was typed, which is in lower case; none if not at all. The name itself costs nothing, one that
/// begins so 100, one with it from a word on 200 and more, in the beginnings of its words 400, inside 700, scattered 1,000.
pub fn name_cost(name: &str, lower: &str, query: &str) -> Option<u32> {
    if query.len() > lower.len() {
        return None;
    }
    if query == lower {
        return Some(0);
    }
    if let Some(at) = lower.find(query) {
        if at == 0 {
            return Some(BEGINS);
        }
        let is_start = |at: usize| is_word_start(name.as_bytes(), at);
        let at_word = lower.match_indices(query).find(|(at, _)| is_start(*at));
        return Some(match at_word {
            Some((at, _)) => WORD + small(at),
            None => INSIDE + small(at),
        });
    }
    let spread = scattered(lower.as_bytes(), query.as_bytes())?;
    let in_words = in_words(name.as_bytes(), lower.as_bytes(), query.as_bytes());
    Some(in_words.map_or(SCATTERED + small(spread), |skipped| WORDS + small(skipped)))
}

/// Whether the query is made of beginnings of the name's words, in order; how many words are skipped.
fn in_words(name: &[u8], lower: &[u8], query: &[u8]) -> Option<usize> {
    let mut skipped = 0;
    let mut at = 0;
    let mut rest = query;
    while let Some((wanted, after)) = rest.split_first() {
        let goes_on = at > 0 && lower.get(at) == Some(wanted) && rest.len() < query.len();
        if !goes_on {
            let from = at;
            let found = (from..lower.len())
                .find(|at| is_word_start(name, *at) && lower.get(*at) == Some(wanted));
            let Some(found) = found else {
                // A word went on where the next one should have begun: `gend` in `GenerateEnd`.
                return goes_some_way(name, lower, query).then(|| word_count(name));
            };
            at = found;
            skipped += (from..at).filter(|at| is_word_start(name, *at)).count();
        }
        at += 1;
        rest = after;
    }
    Some(skipped)
}

/// Whether any way through the words spells the query. A name is looked at up to its 127th byte.
fn goes_some_way(name: &[u8], lower: &[u8], query: &[u8]) -> bool {
    let places = |holds: &dyn Fn(usize) -> bool| {
        let places = (0..lower.len().min(127)).filter(|at| holds(*at));
        places.fold(0_u128, |set, at| set | 1 << at)
    };
    let starts = places(&|at| is_word_start(name, at));
    // The places behind the characters that have been found so far.
    let mut behind = 0_u128;
    for (number, wanted) in query.iter().enumerate() {
        let here = places(&|at| lower.get(at) == Some(wanted));
        let later = if number == 0 {
            u128::MAX
        } else {
            // From the first of them on.
            u128::MAX << behind.trailing_zeros()
        };
        behind = (here & (behind | starts & later)) << 1;
        if behind == 0 {
            return false;
        }
    }
    true
}

fn word_count(name: &[u8]) -> usize {
    (0..name.len())
        .filter(|at| is_word_start(name, *at))
        .count()
}

/// Whether the characters of the query occur in order; how far the last is from the first.
fn scattered(text: &[u8], query: &[u8]) -> Option<usize> {
    let mut bytes = text.iter().enumerate();
    let mut first = None;
    let mut last = 0;
    for wanted in query {
        let (at, _) = bytes.find(|(_, byte)| *byte == wanted)?;
        first = first.or(Some(at));
        last = at;
    }
    Some(last - first.unwrap_or(0))
}

/// Marks a query in a text in lower case that stands at an offset; false if it does not occur.
fn mark(text: &str, starts: &[usize], query: &str, offset: usize, marks: &mut Vec<Mark>) -> bool {
    let at_word = text
        .match_indices(query)
        .find(|(at, _)| starts.contains(at));
    if let Some(at) = at_word.map(|(at, _)| at).or_else(|| text.find(query)) {
        if !query.is_empty() {
            marks.push(Mark {
                start: offset + at,
                end: offset + at + query.len(),
            });
        }
        return true;
    }
    let places = scattered_places(text.as_bytes(), starts, query.as_bytes());
    for at in places.iter().map(|at| at + offset) {
        match marks.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => marks.push(Mark {
                start: at,
                end: at + 1,
            }),
        }
    }
    !places.is_empty()
}

/// Where each character of the query stands: at the beginnings of words if that goes, else at the first places.
fn scattered_places(text: &[u8], starts: &[usize], query: &[u8]) -> Vec<usize> {
    let walk = |words: bool| {
        let mut places: Vec<usize> = Vec::new();
        for wanted in query {
            let from = places.last().map_or(0, |last| last + 1);
            let goes_on = from > 0 && text.get(from) == Some(wanted);
            let at = (from..text.len()).find(|at| {
                text.get(*at) == Some(wanted)
                    && (!words || goes_on && *at == from || starts.contains(at))
            })?;
            places.push(at);
        }
        Some(places)
    };
    walk(true).or_else(|| walk(false)).unwrap_or_default()
}

fn word_starts(name: &str) -> Vec<usize> {
    (0..name.len())
        .filter(|at| is_word_start(name.as_bytes(), *at))
        .collect()
}

/// Whether a word of a name such as `GetObjectACL2` begins here.
pub(crate) fn is_word_start(name: &[u8], at: usize) -> bool {
    let Some(byte) = name.get(at) else {
        return false;
    };
    let Some(before) = at.checked_sub(1).and_then(|before| name.get(before)) else {
        return true;
    };
    let after = name.get(at + 1);
    if byte.is_ascii_uppercase() {
        // In a run of capitals the last begins a word if a small letter follows: `ACLRule`.
        !before.is_ascii_uppercase() || after.is_some_and(u8::is_ascii_lowercase)
    } else {
        byte.is_ascii_digit() && !before.is_ascii_digit() || !before.is_ascii_alphanumeric()
    }
}

/// The letters and other characters that occur, as a set.
pub(crate) fn letters(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0, |set, byte| {
        set | match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).min(500)
}
