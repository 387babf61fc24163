//! Where text goes, and its colours.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

use crate::problem::Problem;

/// Standard output, buffered, with colours if it is a terminal that wants them.
pub(crate) struct Output {
    out: Box<dyn Write>,
    colours: bool,
}

impl Output {
    pub(crate) fn to_terminal() -> Self {
        let stdout = io::stdout();
        let plain = |name, value: &str| env::var(name).is_ok_and(|found| found == value);
        let colours = stdout.is_terminal()
            && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && !plain("TERM", "dumb");
        Self {
            out: Box::new(BufWriter::new(stdout.lock())),
            colours,
        }
    }

    /// Writes a line for people. Control characters, which may come from a scenario, do not reach the
    /// terminal.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Problem> {
        self.exact_line(&for_terminal(text, self.colours))
    }

    /// Writes text for programs, as it is, and a line break.
    pub(crate) fn exact_line(&mut self, text: &str) -> Result<(), Problem> {
        writeln!(self.out, "{text}").map_err(Problem::Write)
    }

    pub(crate) fn flush(&mut self) -> Result<(), Problem> {
        self.out.flush().map_err(Problem::Write)
    }

    /// Says something on standard error, beside what goes to standard output.
    pub(crate) fn remark(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(io::stderr(), "{}", for_terminal(text, false));
    }

    /// Says on standard error why something could not be done. A reader that went away is told nothing.
    pub(crate) fn problem(&mut self, problem: &Problem) {
        if matches!(problem, Problem::Write(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return;
        }
        // What was written before belongs before it. If either stream is gone, there is nobody to tell.
        let _ = self.out.flush();
        let message = for_terminal(&format!("error: {problem}"), false);
        let _ = writeln!(io::stderr(), "{message}");
    }
}

/// Sets off parts of a text. Colours stand in it as marks until it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paint {
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
}

/// Begins a part; the next character says in which way.
const BEGIN: char = '\u{1}';

/// Ends a part.
const END: char = '\u{2}';

impl Paint {
    pub(crate) fn on(self, text: &str) -> String {
        format!("{BEGIN}{}{text}{END}", self.mark())
    }

    const fn mark(self) -> char {
        match self {
            Self::Bold => 'b',
            Self::Dim => 'd',
            Self::Red => 'r',
            Self::Green => 'g',
            Self::Yellow => 'y',
        }
    }
}

/// Replaces marks by escape sequences or by nothing, and every other control character by a sign that it was there.
fn for_terminal(text: &str, colours: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(ch) = chars.next() {
        let code = match ch {
            BEGIN => match chars.next() {
                Some('b') => "1",
                Some('d') => "2",
                Some('r') => "31",
                Some('g') => "32",
                Some('y') => "33",
                _ => "0",
            },
            END => "0",
            ch => {
                out.push(if ch.is_control() { '\u{fffd}' } else { ch });
                continue;
            }
        };
        if colours {
            out.push_str("\x1b[");
            out.push_str(code);
            out.push('m');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_colours_and_nothing_else_does() {
        let text = format!("{} \u{1b}[31m\u{9b}m\t", Paint::Red.on("no"));
        assert_eq!(
            for_terminal(&text, true),
            "\u{1b}[31mno\u{1b}[0m \u{fffd}[31m\u{fffd}m\u{fffd}"
        );
        assert_eq!(
            for_terminal(&text, false),
            "no \u{fffd}[31m\u{fffd}m\u{fffd}"
        );
    }
}
