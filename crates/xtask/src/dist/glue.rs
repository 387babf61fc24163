//! Changes of the bindings' JavaScript: where the program names a file, something else may be put in between.

use anyhow::{Result, bail};

/// A text that the program hands over, as the bindings write it.
const TEXT: &str = "getStringFromWasm0(";

/// Where the program names a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Use {
    /// It fetches it.
    Fetch,
    /// It imports it as a module.
    Import,
    /// It starts a worker with it.
    Worker,
}

impl Use {
    const fn written(self) -> &'static str {
        match self {
            Self::Fetch => "arg0.fetch(",
            Self::Import => "import(",
            Self::Worker => "new Worker(",
        }
    }
}

/// Puts `call` around every name that is used so.
pub(super) fn around(glue: &str, used: Use, call: &str) -> Result<String> {
    replaced(glue, used, |written, name| {
        format!("{written}{call}({name})")
    })
}

/// Puts `call` in the place of what uses a name so.
pub(super) fn instead(glue: &str, used: Use, call: &str) -> Result<String> {
    // What closes the use closes the call.
    replaced(glue, used, |_, name| format!("{call}({name}"))
}

fn replaced(glue: &str, used: Use, with: impl Fn(&str, &str) -> String) -> Result<String> {
    let written = used.written();
    let start = format!("{written}{TEXT}");
    let mut parts = glue.split(&start);
    let mut changed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((arguments, rest)) = part.split_once(')') else {
            bail!("the bindings end in the middle of `{written}`");
        };
        changed.push_str(&with(written, &format!("{TEXT}{arguments})")));
        changed.push_str(rest);
    }
    Ok(changed)
}

/// Whether anything is used so.
pub(super) fn has(glue: &str, used: Use) -> bool {
    glue.contains(&format!("{}{TEXT}", used.written()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_a_call_around_names_and_in_place_of_their_use() {
        let glue = "const ret = arg0.fetch(getStringFromWasm0(arg1, arg2));\nmodule = fetch(later);\nnew Worker(getStringFromWasm0(arg0, arg1), arg2);";
        assert_eq!(
            around(glue, Use::Fetch, "named").unwrap(),
            "const ret = arg0.fetch(named(getStringFromWasm0(arg1, arg2)));\nmodule = fetch(later);\nnew Worker(getStringFromWasm0(arg0, arg1), arg2);"
        );
        assert_eq!(
            instead(glue, Use::Fetch, "answer").unwrap(),
            "const ret = answer(getStringFromWasm0(arg1, arg2));\nmodule = fetch(later);\nnew Worker(getStringFromWasm0(arg0, arg1), arg2);"
        );
        assert!(has(glue, Use::Worker) && !has(glue, Use::Import));
    }
}
