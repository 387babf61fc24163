//! Arguments of shell commands.

/// The argument so that a shell takes it as one word, as it is. Plain words stay plain.
///
/// The quotes are right for POSIX shells; PowerShell takes them as well unless the text itself has a single quote.
/// Control characters are left out: a terminal acts on some of them when they are pasted.
pub(crate) fn quote(argument: &str) -> String {
    let clean: String = argument.chars().filter(|ch| !ch.is_control()).collect();
    let plain = |ch: char| ch.is_ascii_alphanumeric() || "-_./:=@+,%".contains(ch);
    if !clean.is_empty() && !clean.starts_with(['-', '=']) && clean.chars().all(plain) {
        return clean;
    }
    let mut quoted = String::with_capacity(clean.len() + 2);
    quoted.push('\'');
    for ch in clean.chars() {
        if ch == '\'' {
            quoted.push_str("'\\''");
        } else {
            quoted.push(ch);
        }
    }
    quoted.push('\'');
    quoted
}

/// A command line: fixed text, and arguments that are quoted where a `{}` stands.
pub(crate) fn command(pattern: &str, arguments: &[&str]) -> String {
    let mut line = String::with_capacity(pattern.len() + 64);
    let mut arguments = arguments.iter();
    for (idx, fixed) in pattern.split("{}").enumerate() {
        if idx > 0 {
            line.push_str(&quote(arguments.next().copied().unwrap_or_default()));
        }
        line.push_str(fixed);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_one_word() {
        for (argument, quoted) in [
            ("HR", "HR"),
            (
                "arn:aws:iam::111122223333:role/a_b-c+d=e,f.g@h",
                "arn:aws:iam::111122223333:role/a_b-c+d=e,f.g@h",
            ),
            ("", "''"),
            ("two words", "'two words'"),
            ("$(reboot)", "'$(reboot)'"),
            ("`reboot`", "'`reboot`'"),
            ("a;b", "'a;b'"),
            ("it's", "'it'\\''s'"),
            ("-rf", "'-rf'"),
            ("a\nb\u{1b}[2J", "'ab[2J'"),
            ("*", "'*'"),
            ("~root", "'~root'"),
        ] {
            assert_eq!(quote(argument), quoted, "{argument:?}");
        }
        assert_eq!(
            command("aws x --a {} --b {} --c", &["1", "2 3"]),
            "aws x --a 1 --b '2 3' --c"
        );
    }
}
