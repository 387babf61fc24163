//! The command line's arguments.

use std::ffi::OsString;

use iam_core::policy::PolicySubject;
use iam_core::scenario::PolicyType;
use lexopt::Arg::{Long, Short, Value};
use lexopt::{Parser, ValueExt};

use iam_import::Options;

use crate::problem::Problem;

pub(crate) const HELP: &str = "\
Shows how AWS IAM decides the requests of scenario documents, and why.

Usage:
  iam-eval eval FILE...        print the report
    --format text|json         for people (default), or as JSON
    --what-if                  with text: the changes that would change each decision, each of them tried
  iam-eval test FILES...       run every `expect`, print what is not met and `N passed, N failed`
  iam-eval lint FILE...        print what is wrong with policies, or could be better
    --type TYPE                the files are policies of this type, not scenarios: identity, resource, trust,
                               permissions-boundary, session, service-control, resource-control, vpc-endpoint
    --attached-to ARN          what carries the policies
    --format text|json|sarif   for people (default), as `ValidatePolicy` has it, or as SARIF 2.1.0
  iam-eval rules [ID]          list the rules of the evaluation, or show one
  iam-eval guide SERVICE       how a service works with IAM, in eleven rows, each with a scenario that shows it
    --row ROW                  print the scenario of one row: identity-based-policies, abac, service-roles …
  iam-eval link FILE           print the link that carries the scenario
    --base ADDRESS             put this address before it
    --scrub                    put fakes in place of account ids, names and addresses, and say which on standard error
  iam-eval link --open LINK    print the scenario that a link carries
  iam-eval import FILE         print the scenario that evidence gives: an access-denied message, a decoded
                               authorization message, a policy; what is missing goes to standard error
    --into SCENARIO            add it to this scenario
    --principal ARN, --resource ARN, --type TYPE, --record N, --account ID, --region NAME
                               what the evidence does not say
  iam-eval catalog SERVICE     show a service; with SERVICE:ACTION an action of it
  iam-eval expand PATTERN      list the actions that a wildcard such as `s3:Get*` stands for
  iam-eval actions POLICY      list the actions that an identity-based policy allows, of all there are
  iam-eval --help | --version

FILE is a scenario document (evidence, for import), or - for standard input; for `lint` it may be a policy, which is taken for
an identity policy unless `--type` says otherwise. Where several are taken, a folder stands for the
.json files in it and below. Colours are for terminals; NO_COLOR=1 turns them off.

Exit status: 0 all is met, 1 an expectation is not met or `lint` found an error, 2 bad input.
";

/// What is asked for.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Eval {
        files: Vec<OsString>,
        format: Format,
        what_if: bool,
    },
    Test {
        files: Vec<OsString>,
    },
    Lint(Lint),
    Rules {
        id: Option<String>,
    },
    Guide {
        service: String,
        row: Option<String>,
    },
    Link {
        file: OsString,
        base: String,
        scrub: bool,
    },
    OpenLink {
        link: String,
    },
    Import {
        file: OsString,
        into: Option<OsString>,
        known: Options,
    },
    Catalog {
        name: String,
    },
    Expand {
        pattern: String,
    },
    Actions {
        file: OsString,
    },
}

/// How a report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
}

/// What `lint` is asked for.
#[derive(Debug)]
pub(crate) struct Lint {
    pub(crate) files: Vec<OsString>,
    pub(crate) format: LintFormat,
    /// The type of policies that stand by themselves.
    pub(crate) subject: Option<PolicySubject>,
    pub(crate) attached_to: Vec<String>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LintFormat {
    Text,
    Json,
    Sarif,
}

/// Everything that may stand behind a command's name.
#[derive(Debug, Default)]
struct Rest {
    help: bool,
    files: Vec<OsString>,
    format: Option<String>,
    base: Option<String>,
    scrub: bool,
    open: Option<String>,
    what_if: bool,
    row: Option<String>,
    into: Option<OsString>,
    /// Options of `import` that are handed on.
    known: Vec<(&'static str, String)>,
    attached_to: Vec<String>,
}

/// Options of `import` that take what the evidence does not say.
const KNOWN: [&str; 6] = [
    "principal",
    "resource",
    "type",
    "record",
    "account",
    "region",
];

/// Reads the arguments.
///
/// # Errors
///
/// An unknown command or option, or one too few or too many.
pub(crate) fn read(mut parser: Parser) -> Result<Command, Problem> {
    let name = match parser.next().map_err(usage)? {
        None => return Err(Problem::Usage("a command is missing".to_owned())),
        Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Long("version") | Short('V')) => return Ok(Command::Version),
        Some(Value(name)) => name,
        Some(other @ (Short(_) | Long(_))) => return Err(usage(other.unexpected())),
    };
    let rest = rest(&mut parser)?;
    if rest.help {
        return Ok(Command::Help);
    }
    if name != "import" {
        let command = name.to_string_lossy();
        refuse(&command, "into", rest.into.is_some())?;
        // Policies by themselves have a type as well.
        let own = |option: &str| name == "lint" && option == "type";
        if let Some((option, _)) = rest.known.iter().find(|(option, _)| !own(option)) {
            refuse(&command, option, true)?;
        }
    }
    if name != "guide" {
        refuse(&name.to_string_lossy(), "row", rest.row.is_some())?;
    }
    match name.to_str() {
        Some("help") => Ok(Command::Help),
        Some("eval") => eval(rest),
        Some("test") => test(rest),
        Some("lint") => lint(rest),
        Some("rules") => rules(rest),
        Some("link") => link(rest),
        Some("import") => import(rest),
        Some("catalog") => one("catalog", "a service", rest).map(|name| Command::Catalog {
            name: name.to_string_lossy().into_owned(),
        }),
        Some("expand") => one("expand", "a pattern", rest).map(|pattern| Command::Expand {
            pattern: pattern.to_string_lossy().into_owned(),
        }),
        Some("actions") => one("actions", "a file", rest).map(|file| Command::Actions { file }),
        Some("guide") => {
            let row = rest.row.clone();
            one("guide", "a service", rest).map(|service| Command::Guide {
                service: service.to_string_lossy().into_owned(),
                row,
            })
        }
        _ => Err(Problem::Usage(format!(
            "unknown command `{}`, expected `eval`, `test`, `lint`, `rules`, `link`, `import`, `catalog`, `expand`, `actions` or `guide`",
            name.display()
        ))),
    }
}

fn rest(parser: &mut Parser) -> Result<Rest, Problem> {
    let mut rest = Rest::default();
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Long("help") | Short('h') => rest.help = true,
            Long("format") => rest.format = Some(text(parser)?),
            Long("base") => rest.base = Some(text(parser)?),
            Long("scrub") => rest.scrub = true,
            Long("what-if") => rest.what_if = true,
            Long("attached-to") => rest.attached_to.push(text(parser)?),
            Long("open") => rest.open = Some(text(parser)?),
            Long("row") => rest.row = Some(text(parser)?),
            Long("into") => rest.into = Some(parser.value().map_err(usage)?),
            Long(option) if KNOWN.contains(&option) => {
                let known = KNOWN.into_iter().find(|known| *known == option);
                let value = text(parser)?;
                rest.known.extend(known.map(|known| (known, value)));
            }
            Value(file) => rest.files.push(file),
            other @ (Short(_) | Long(_)) => return Err(usage(other.unexpected())),
        }
    }
    Ok(rest)
}

fn text(parser: &mut Parser) -> Result<String, Problem> {
    parser.value().and_then(ValueExt::string).map_err(usage)
}

fn eval(rest: Rest) -> Result<Command, Problem> {
    refuse_lint("eval", &rest)?;
    refuse("eval", "base", rest.base.is_some())?;
    refuse("eval", "scrub", rest.scrub)?;
    refuse("eval", "open", rest.open.is_some())?;
    let format = match rest.format.as_deref() {
        None | Some("text") => Format::Text,
        Some("json") => Format::Json,
        Some(other) => {
            return Err(Problem::Usage(format!(
                "unknown format `{other}`, expected `text` or `json`"
            )));
        }
    };
    refuse(
        "eval --format json",
        "what-if",
        rest.what_if && format == Format::Json,
    )?;
    let files = some(rest.files)?;
    Ok(Command::Eval {
        files,
        format,
        what_if: rest.what_if,
    })
}

fn test(rest: Rest) -> Result<Command, Problem> {
    refuse_lint("test", &rest)?;
    refuse("test", "format", rest.format.is_some())?;
    refuse("test", "what-if", rest.what_if)?;
    refuse("test", "base", rest.base.is_some())?;
    refuse("test", "scrub", rest.scrub)?;
    refuse("test", "open", rest.open.is_some())?;
    let files = some(rest.files)?;
    Ok(Command::Test { files })
}

fn rules(rest: Rest) -> Result<Command, Problem> {
    refuse_lint("rules", &rest)?;
    refuse("rules", "format", rest.format.is_some())?;
    refuse("rules", "what-if", rest.what_if)?;
    refuse("rules", "base", rest.base.is_some())?;
    refuse("rules", "scrub", rest.scrub)?;
    refuse("rules", "open", rest.open.is_some())?;
    let mut ids = rest.files.into_iter();
    let id = ids.next().map(|id| id.to_string_lossy().into_owned());
    match ids.next() {
        None => Ok(Command::Rules { id }),
        Some(more) => Err(too_many(&more)),
    }
}

fn link(rest: Rest) -> Result<Command, Problem> {
    refuse_lint("link", &rest)?;
    refuse("link", "format", rest.format.is_some())?;
    refuse("link", "what-if", rest.what_if)?;
    let mut files = rest.files.into_iter();
    let file = files.next();
    if let Some(more) = files.next() {
        return Err(too_many(&more));
    }
    match (file, rest.open) {
        (Some(file), None) => Ok(Command::Link {
            file,
            base: rest.base.unwrap_or_default(),
            scrub: rest.scrub,
        }),
        (None, Some(link)) => {
            refuse("link --open", "base", rest.base.is_some())?;
            refuse("link --open", "scrub", rest.scrub)?;
            Ok(Command::OpenLink { link })
        }
        (Some(more), Some(_)) => Err(too_many(&more)),
        (None, None) => Err(Problem::Usage("a file is missing".to_owned())),
    }
}

fn import(rest: Rest) -> Result<Command, Problem> {
    refuse_lint("import", &rest)?;
    refuse("import", "format", rest.format.is_some())?;
    refuse("import", "what-if", rest.what_if)?;
    refuse("import", "base", rest.base.is_some())?;
    refuse("import", "scrub", rest.scrub)?;
    refuse("import", "open", rest.open.is_some())?;
    let mut known = Options::default();
    for (option, value) in rest.known {
        match option {
            "principal" => known.principal = Some(value),
            "resource" => known.resource = Some(value),
            "account" => known.account = Some(value),
            "region" => known.region = Some(value),
            "record" => {
                let record = value.parse::<usize>().ok().filter(|record| *record > 0);
                let record = record.ok_or_else(|| {
                    Problem::Usage(format!("`{value}` is no number of a record, from 1"))
                })?;
                known.record = Some(record - 1);
            }
            _ => {
                let kind = PolicyType::from_name(&value).ok_or_else(|| {
                    let names: Vec<_> = PolicyType::ALL.iter().map(|kind| kind.name()).collect();
                    Problem::Usage(format!(
                        "unknown type `{value}`, expected one of {}",
                        names.join(", ")
                    ))
                })?;
                known.policy_type = Some(kind);
            }
        }
    }
    let mut files = rest.files.into_iter();
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(Command::Import {
            file,
            into: rest.into,
            known,
        }),
        (Some(_), Some(more)) => Err(too_many(&more)),
        (None, _) => Err(Problem::Usage("a file is missing".to_owned())),
    }
}

/// The only argument of a command without options.
fn one(command: &str, what: &str, rest: Rest) -> Result<OsString, Problem> {
    refuse_lint(command, &rest)?;
    refuse(command, "format", rest.format.is_some())?;
    refuse(command, "what-if", rest.what_if)?;
    refuse(command, "base", rest.base.is_some())?;
    refuse(command, "scrub", rest.scrub)?;
    refuse(command, "open", rest.open.is_some())?;
    let mut arguments = rest.files.into_iter();
    match (arguments.next(), arguments.next()) {
        (Some(one), None) => Ok(one),
        (_, Some(more)) => Err(too_many(&more)),
        (None, None) => Err(Problem::Usage(format!("{what} is missing"))),
    }
}

fn lint(rest: Rest) -> Result<Command, Problem> {
    refuse("lint", "what-if", rest.what_if)?;
    refuse("lint", "base", rest.base.is_some())?;
    refuse("lint", "scrub", rest.scrub)?;
    refuse("lint", "open", rest.open.is_some())?;
    let format = match rest.format.as_deref() {
        None | Some("text") => LintFormat::Text,
        Some("json") => LintFormat::Json,
        Some("sarif") => LintFormat::Sarif,
        Some(other) => {
            return Err(Problem::Usage(format!(
                "unknown format `{other}`, expected `text`, `json` or `sarif`"
            )));
        }
    };
    let kind = rest.known.last().map(|(_, value)| value.as_str());
    let subject = match kind {
        None => None,
        Some("trust") => Some(PolicySubject {
            kind: PolicyType::Resource,
            trust: true,
        }),
        Some(name) => match PolicyType::from_name(name) {
            Some(kind) => Some(PolicySubject { kind, trust: false }),
            None => {
                return Err(Problem::Usage(format!("unknown type of policies `{name}`")));
            }
        },
    };
    Ok(Command::Lint(Lint {
        files: some(rest.files)?,
        format,
        subject,
        attached_to: rest.attached_to,
    }))
}

fn refuse_lint(command: &str, rest: &Rest) -> Result<(), Problem> {
    refuse(command, "attached-to", !rest.attached_to.is_empty())
}

fn some(files: Vec<OsString>) -> Result<Vec<OsString>, Problem> {
    if files.is_empty() {
        return Err(Problem::Usage("a file is missing".to_owned()));
    }
    Ok(files)
}

fn refuse(command: &str, option: &str, given: bool) -> Result<(), Problem> {
    if given {
        return Err(Problem::Usage(format!(
            "`{command}` has no option `--{option}`"
        )));
    }
    Ok(())
}

fn too_many(argument: &OsString) -> Problem {
    Problem::Usage(format!("unexpected argument `{}`", argument.display()))
}

fn usage(error: impl std::fmt::Display) -> Problem {
    Problem::Usage(error.to_string())
}
