//! The tools that build and check the page, at pinned versions.
//!
//! A tool on PATH is taken when its version fits. Else it is built once into a cache of the user
//! (`$XDG_CACHE_HOME/iam-playground/tools/NAME-VERSION`) that every clone uses.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

use crate::command::{cargo, command, output, root, run};

/// The version of cargo-fuzz; nothing else names it.
const CARGO_FUZZ: &str = "0.13.2";
/// The version of cargo-llvm-cov; nothing else names it.
const CARGO_LLVM_COV: &str = "0.9.1";
/// The version of cargo-mutants; nothing else names it.
const CARGO_MUTANTS: &str = "27.1.0";

/// The version of mdBook, which builds one of the sites in `examples/docs`; nothing else names it.
const MDBOOK: &str = "0.5.4";

/// What is about to be done, and so what must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Compiling, for the host and for WebAssembly.
    Compiler,
    /// Building the page.
    Page,
    /// Building the page and running the checks, a browser among them.
    Tests,
    /// Fuzzing.
    Fuzz,
    /// Measuring which lines the tests reach.
    Coverage,
    /// Measuring which changes the tests notice.
    Mutants,
}

/// Where the tools are.
#[derive(Debug)]
pub(crate) struct Tools {
    /// Folders that come before PATH.
    folders: Vec<PathBuf>,
    /// The browser for tests, when it was asked for.
    chromium: Option<PathBuf>,
}

impl Tools {
    /// Looks for every tool that is needed and installs those that are missing.
    ///
    /// # Errors
    ///
    /// When one is missing and cannot be installed; the message says what to do.
    pub(crate) fn bring(need: Need) -> Result<Self> {
        let start = Instant::now();
        let cache = cache()?;
        fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
        let _lock = lock(&cache.join(".lock"))?;
        let mut tools = Self {
            folders: Vec::new(),
            chromium: None,
        };

        match need {
            Need::Compiler => wasm_target()?,
            Need::Page => tools.for_page(&cache)?,
            Need::Tests => {
                tools.for_page(&cache)?;
                node_packages("tests/e2e")?;
                // What it would serve and search with takes most of the time to build.
                let small = ["--locked", "--debug", "--no-default-features"];
                tools.cargo_tool(&cache, "mdbook", "mdbook", MDBOOK, &small)?;
                tools.chromium = Some(chromium()?);
            }
            Need::Fuzz => tools.for_fuzzing(&cache)?,
            Need::Coverage => tools.for_coverage(&cache)?,
            Need::Mutants => {
                let (name, version) = ("cargo-mutants", CARGO_MUTANTS);
                tools.cargo_tool(&cache, name, name, version, &["--locked", "--debug"])?;
            }
        }
        eprintln!("tools are ready ({:.1} s)", start.elapsed().as_secs_f32());
        Ok(tools)
    }

    fn for_page(&mut self, cache: &Path) -> Result<()> {
        node()?;
        wasm_target()?;
        // A debug build works the same and is ready in half the time.
        let small = [
            "--locked",
            "--debug",
            "--no-default-features",
            "--features",
            "rustls",
        ];
        self.cargo_tool(cache, "trunk", "trunk", &pinned_trunk()?, &small)?;
        self.cargo_tool(
            cache,
            "wasm-bindgen",
            "wasm-bindgen-cli",
            &locked_version("wasm-bindgen")?,
            &["--debug"],
        )?;
        self.wasm_opt(cache)
    }

    fn for_fuzzing(&mut self, cache: &Path) -> Result<()> {
        let nightly = command("cargo", &["+nightly", "--version"])
            .stderr(Stdio::null())
            .output();
        if !nightly.is_ok_and(|printed| printed.status.success()) {
            eprintln!("installing a nightly compiler, which fuzzing needs");
            run(&mut command(
                "rustup",
                &["toolchain", "install", "nightly", "--profile", "minimal"],
            ))?;
        }
        self.cargo_tool(
            cache,
            "cargo-fuzz",
            "cargo-fuzz",
            CARGO_FUZZ,
            &["--locked", "--debug"],
        )
    }

    fn for_coverage(&mut self, cache: &Path) -> Result<()> {
        run(&mut command("rustup", &["component", "add", "llvm-tools"]))?;
        self.cargo_tool(
            cache,
            "cargo-llvm-cov",
            "cargo-llvm-cov",
            CARGO_LLVM_COV,
            &["--locked", "--debug"],
        )
    }

    /// A command that finds the tools.
    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = command(program, arguments);
        command.env("PATH", self.path());
        command
    }

    /// The browser for tests.
    pub(crate) fn chromium(&self) -> Result<&Path> {
        self.chromium
            .as_deref()
            .context("the browser was not asked for")
    }

    fn path(&self) -> OsString {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let folders = self
            .folders
            .iter()
            .cloned()
            .chain(std::env::split_paths(&old));
        std::env::join_paths(folders).unwrap_or(old)
    }

    /// Finds a tool made by Cargo, or builds `package` into the cache.
    fn cargo_tool(
        &mut self,
        cache: &Path,
        program: &str,
        package: &str,
        version: &str,
        options: &[&str],
    ) -> Result<()> {
        if has_version(Path::new(program), version) {
            return Ok(());
        }
        let folder = cache.join(format!("{program}-{version}"));
        let binary = folder.join("bin").join(program);
        if !has_version(&binary, version) {
            eprintln!(
                "building {package} {version} into {} (once; takes a few minutes)",
                folder.display()
            );
            let mut install = cargo(&[
                "install",
                package,
                "--version",
                version,
                "--force",
                "--root",
            ]);
            run(install.arg(&folder).args(options))?;
        }
        self.folders.push(folder.join("bin"));
        Ok(())
    }

    /// Finds wasm-opt, or installs binaryen's build of it that runs under Node.
    fn wasm_opt(&mut self, cache: &Path) -> Result<()> {
        let version = pinned_wasm_opt()?;
        if has_version(Path::new("wasm-opt"), &version) {
            return Ok(());
        }
        let folder = cache.join(format!("binaryen-{version}"));
        let programs = folder.join("node_modules/.bin");
        if !has_version(&programs.join("wasm-opt"), &version) {
            eprintln!(
                "installing binaryen {version} into {} (once)",
                folder.display()
            );
            let package = format!("binaryen@{version}.0.0");
            let mut npm = command(
                "npm",
                &[
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--no-save",
                    &package,
                    "--prefix",
                ],
            );
            run(npm.arg(&folder))?;
        }
        self.folders.push(programs);
        Ok(())
    }
}

/// The user's cache for tools.
pub(crate) fn cache() -> Result<PathBuf> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => std::env::home_dir()
            .context("neither XDG_CACHE_HOME nor a home folder is known")?
            .join(".cache"),
    };
    Ok(base.join("iam-playground/tools"))
}

/// Keeps two set-ups from writing the same cache; released when dropped.
fn lock(path: &Path) -> Result<File> {
    let file = File::create(path).with_context(|| format!("cannot make {}", path.display()))?;
    if file.try_lock().is_err() {
        eprintln!("waiting for another set-up to end …");
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// Whether `program --version` runs and names `version`.
fn has_version(program: &Path, version: &str) -> bool {
    let printed = Command::new(program)
        .arg("--version")
        .stderr(Stdio::null())
        .output();
    printed.is_ok_and(|printed| {
        String::from_utf8_lossy(&printed.stdout)
            .split_whitespace()
            .any(|word| word.strip_prefix('v').unwrap_or(word) == version)
    })
}

/// Refuses a Node that is missing or too old for the test runner.
fn node() -> Result<()> {
    let printed = output(&mut command("node", &["--version"]))
        .context("Node 20 or newer is needed (https://nodejs.org)")?;
    let major = printed
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(20..) => Ok(()),
        _ => bail!("Node 20 or newer is needed, this is {}", printed.trim()),
    }
}

/// Adds Rust's standard library for WebAssembly unless it is there.
fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let sysroot = output(&mut command("rustc", &["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(target)
        .is_dir()
    {
        return Ok(());
    }
    eprintln!("adding Rust's {target} target");
    run(&mut command("rustup", &["target", "add", target]))
}

/// Trunk's version, from `Trunk.toml`.
fn pinned_trunk() -> Result<String> {
    quoted_after("Trunk.toml", "trunk-version = \"=")
}

/// The number of wasm-opt's version, from `Trunk.toml`.
fn pinned_wasm_opt() -> Result<String> {
    quoted_after("Trunk.toml", "wasm_opt = \"version_")
}

/// A crate's version, from `Cargo.lock`.
pub(crate) fn locked_version(name: &str) -> Result<String> {
    quoted_after("Cargo.lock", &format!("name = \"{name}\"\nversion = \""))
}

/// The text from the end of `start` to the next quote, in a file of the repository.
fn quoted_after(file: &str, start: &str) -> Result<String> {
    let text =
        fs::read_to_string(root().join(file)).with_context(|| format!("cannot read {file}"))?;
    let found = text
        .split_once(start)
        .and_then(|(_, rest)| rest.split_once('"'));
    found
        .map(|(value, _)| value.to_owned())
        .ok_or_else(|| anyhow!("{file} has no `{}`", start.trim_end_matches('"')))
}

/// Installs what the lockfile of a folder names, unless that has been done.
pub(crate) fn node_packages(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let wanted = fs::read_to_string(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("installing the packages of {}", folder.display());
    run(command("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Finds Chromium, or installs it where that is one command.
fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let named = PathBuf::from(named);
        return if starts(&named) {
            Ok(named)
        } else {
            bail!("CHROMIUM names {}, which does not start", named.display())
        };
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let root_of_debian = Path::new("/etc/debian_version").exists()
        && output(&mut command("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    if root_of_debian {
        eprintln!("installing Chromium for the browser tests");
        let quiet = |arguments: &[&str]| {
            run(command("apt-get", arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        quiet(&["update", "-qq"])?;
        quiet(&[
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
        ])?;
    }
    find_chromium().context("the browser tests need Chromium or Chrome: install it, or name its program in the variable CHROMIUM")
}

fn find_chromium() -> Option<PathBuf> {
    let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        mac,
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = names
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    places
        .filter(|place| place.is_file())
        .find(|place| starts(place))
}

fn starts(program: &Path) -> bool {
    let status = Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}
