//! The page's program after Trunk: in two halves (see [`super::split`]), or counting which functions run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{once, split};
use crate::command::{command, root, run};

/// The functions that run until the first verdict is shown, one a line, sorted, and what of them runs (see [`split::Profile`]).
pub(super) const FIRST: &str = "web/first.txt";
/// The program before the bindings, where cargo puts it.
const LINKED: &str = "target/wasm32-unknown-unknown/web/iam-playground-web.wasm";
/// Set when the program is to count instead of being cut.
pub(super) const COUNT: &str = "IAM_PLAYGROUND_COUNT";
/// The counting program's functions and their regions, beside the page.
const NAMES: &str = "functions.json";

const LATER_JS: &str = include_str!("split/later.js");
const COUNTING_JS: &str = "\nconst ran = (globalThis.ran = new Set());\n";
/// Where the bindings end their list of imports.
const IMPORTS: &str = "_bg.js\": import0,\n";
/// Where the bindings start the program.
const START: &str = "    wasm.__wbindgen_start();\n";

/// What has wasm-opt make a program small, with the instructions that Rust uses.
const SIZE: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What says that the program is there when it was not cut.
const WHOLE_JS: &str =
    "    globalThis.programWhole = true;\n    dispatchEvent(new Event(\"programwhole\"));\n";

/// Lets a program that is served while it is worked on stay in one piece.
pub(super) fn leave_whole(folder: &Path) -> Result<()> {
    let glue_file = glue_of(&file(folder, "_bg.wasm")?);
    let glue = fs::read_to_string(&glue_file)
        .with_context(|| format!("cannot read {}", glue_file.display()))?;
    fs::write(&glue_file, after_start(&glue, WHOLE_JS)?)
        .with_context(|| format!("cannot write {}", glue_file.display()))
}

/// Cuts the program that Trunk wrote into `folder`, or makes it count.
pub(super) fn finish(folder: &Path) -> Result<()> {
    let wasm_file = file(folder, "_bg.wasm")?;
    let glue_file = glue_of(&wasm_file);
    let wasm = optimized(&wasm_file)?;
    let glue = fs::read_to_string(&glue_file)
        .with_context(|| format!("cannot read {}", glue_file.display()))?;
    let glue = renamed(glue, &split::renamed(&wasm)?)?;
    let glue = if std::env::var_os(COUNT).is_some() {
        let counted = split::counted(&wasm)?;
        fs::write(&wasm_file, counted.wasm)?;
        fs::write(folder.join(NAMES), counted.places.to_string())?;
        extended(
            &glue,
            "count: { runs: (index) => ran.add(index) }",
            "",
            COUNTING_JS,
        )?
    } else {
        let names =
            fs::read_to_string(root().join(FIRST)).with_context(|| format!("no {FIRST}"))?;
        let linked = split::Linked::read(&read(&root().join(LINKED))?)?;
        let halves = split::halves(&wasm, &split::Profile::read(&names), &linked)?;
        let later_file = PathBuf::from(
            wasm_file
                .to_string_lossy()
                .replace("_bg.wasm", "_later.wasm"),
        );
        fs::write(&wasm_file, halves.first)?;
        fs::write(&later_file, halves.later)?;
        // Takes out what the cut left unused.
        for half in [&wasm_file, &later_file] {
            shrink(command("wasm-opt", &[]), half)?;
        }
        let name = later_file
            .file_name()
            .context("a path has no name")?
            .to_string_lossy();
        extended(
            &glue,
            "later: { wait: waitForLater }",
            "    beginLater();\n",
            &LATER_JS.replace("{{LATER}}", &name),
        )?
    };
    fs::write(&glue_file, squeezed(&glue))
        .with_context(|| format!("cannot write {}", glue_file.display()))
}

/// The program as wasm-opt makes it, with the functions' names. It is also written in its place.
fn optimized(wasm_file: &Path) -> Result<Vec<u8>> {
    let bare = split::without_links(&read(wasm_file)?)?;
    fs::write(wasm_file, bare).with_context(|| format!("cannot write {}", wasm_file.display()))?;
    let mut wasm_opt = command(
        "wasm-opt",
        &[
            "-g",
            "--one-caller-inline-max-function-size=0",
            "--converge",
        ],
    );
    wasm_opt.args(SIZE);
    run(wasm_opt.arg(wasm_file).arg("-o").arg(wasm_file))?;
    read(wasm_file)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

/// JavaScript without indentation and lines that are comments. What is squeezed has no text over several lines.
fn squeezed(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let code = lines.filter(|line| {
        let comment = ["//", "/*", "* ", "*/"];
        !line.is_empty() && !comment.iter().any(|start| line.starts_with(start))
    });
    code.flat_map(|line| [line, "\n"]).collect()
}

/// The bindings with the imports' short names.
fn renamed(mut glue: String, names: &[(String, String)]) -> Result<String> {
    for (long, short) in names {
        glue = once(
            &glue,
            &format!("\n        {long}:"),
            &format!("\n        {short}:"),
        )?;
    }
    Ok(glue)
}

/// The bindings with one import more, something to do once the program has started, and the code for both.
fn extended(glue: &str, import: &str, start: &str, code: &str) -> Result<String> {
    let glue = once(glue, IMPORTS, &format!("{IMPORTS}        {import},\n"))?;
    Ok(after_start(&glue, start)? + code)
}

/// The bindings with something to do once the program has started.
fn after_start(glue: &str, start: &str) -> Result<String> {
    once(glue, START, &format!("{START}{start}"))
}

fn glue_of(wasm_file: &Path) -> PathBuf {
    PathBuf::from(wasm_file.to_string_lossy().replace("_bg.wasm", ".js"))
}

/// Makes a program as small as wasm-opt can, in its place; `wasm_opt` is the command, with what else it is to do.
///
/// # Errors
///
/// When it is no program, or uses what ours do not.
pub(crate) fn shrink(mut wasm_opt: Command, wasm: &Path) -> Result<()> {
    // Rust puts its stack at the start of the memory: nothing lies at the lowest addresses but what a stack that overflows would write.
    wasm_opt.args(SIZE).arg("--low-memory-unused");
    run(wasm_opt.arg(wasm).arg("-o").arg(wasm))
}

/// What the names of the worker's files begin with.
pub(crate) const WORKER: &str = "iam-playground-worker";

/// The page's one file in `folder` whose name ends so.
fn file(folder: &Path, end: &str) -> Result<PathBuf> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let of_worker = entry.file_name().to_string_lossy().starts_with(WORKER);
        if !of_worker && path.to_string_lossy().ends_with(end) {
            return Ok(path);
        }
    }
    bail!("there is no file *{end} in {}", folder.display())
}
