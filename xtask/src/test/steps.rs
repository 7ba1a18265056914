//! The steps of `cargo xtask test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup::Tools;
use crate::shell::{self, Outcome};
use crate::{bench, build, node, project, python, shots};

const WASM: &str = "wasm32-unknown-unknown";

/// What the set-up found, for the steps.
#[derive(Default)]
pub(crate) struct Context {
    /// Trunk and wasm-bindgen.
    pub(crate) tools: Option<Tools>,
    /// The engines of the browser suite.
    pub(crate) engines: Vec<&'static str>,
    /// A Python with NumPy.
    pub(crate) python: Option<PathBuf>,
    /// What the browser suite counted.
    pub(crate) tests: Option<String>,
}

impl Context {
    fn tools(&self) -> Outcome<&Tools> {
        self.tools.as_ref().ok_or_else(|| "the tools were not set up".to_owned())
    }

    fn with_python<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match &self.python {
            Some(python) => command.env(python::VARIABLE, python),
            None => command,
        }
    }
}

/// One step: a check that passes or says why not.
pub(crate) struct Step {
    /// The name for `--only`.
    pub(crate) name: &'static str,
    /// What it checks.
    pub(crate) what: &'static str,
    /// Whether it looks at the built page.
    pub(crate) of_dist: bool,
    /// The check.
    pub(crate) run: fn(&mut Context) -> Outcome,
}

/// All steps, quick ones first.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", what: "Rust is formatted", of_dist: false, run: fmt },
    Step { name: "clippy", what: "lints, native", of_dist: false, run: clippy },
    Step { name: "clippy-wasm", what: "lints, WebAssembly", of_dist: false, run: clippy_wasm },
    Step { name: "native", what: "Rust tests and examples", of_dist: false, run: native },
    Step { name: "doc", what: "the documentation builds without a warning", of_dist: false, run: doc },
    Step { name: "wasm", what: "Rust tests in headless Chromium", of_dist: false, run: wasm },
    Step { name: "build", what: "the page builds", of_dist: false, run: build_page },
    Step { name: "types", what: "the scripts' types", of_dist: false, run: types },
    Step { name: "unit", what: "the scripts' unit tests", of_dist: false, run: unit },
    Step { name: "browser", what: "the built page in every engine", of_dist: true, run: browser },
];

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(project::root());
    command
}

fn fmt(_: &mut Context) -> Outcome {
    shell::run(&mut cargo(&["fmt", "--all", "--check"]))
        .map_err(|error| format!("{error}; `cargo fmt --all` mends it"))
}

fn clippy(_: &mut Context) -> Outcome {
    shell::run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn clippy_wasm(_: &mut Context) -> Outcome {
    let mut command = cargo(&["clippy", "--target", WASM, "--lib"]);
    if has_web_tests() {
        command.args(["--test", "web"]);
    }
    shell::run(command.args(["--", "-D", "warnings"]))?;
    let mut contender = cargo(&["clippy", "--target", WASM, "--package", bench::PACKAGE, "--lib"]);
    shell::run(contender.args(["--", "-D", "warnings"]))
}

fn native(context: &mut Context) -> Outcome {
    shell::run(context.with_python(&mut cargo(&["test", "--workspace"])))
}

fn doc(_: &mut Context) -> Outcome {
    let mut command = cargo(&["doc", "--no-deps", "--workspace", "--document-private-items"]);
    shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn has_web_tests() -> bool {
    project::root().join("tests").join("web.rs").is_file()
}

fn wasm(context: &mut Context) -> Outcome {
    if !has_web_tests() {
        println!("there is no tests/web.rs");
        return Ok(());
    }
    let runner = context.tools()?.wasm_bindgen.join(shell::executable("wasm-bindgen-test-runner"));
    let mut command = cargo(&["test", "--target", WASM, "--test", "web"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("RUST_LIB_BACKTRACE", "0");
    if let Some(driver) = shell::which("chromedriver") {
        command.env("CHROMEDRIVER", driver);
    }
    // The test runner ends Chromium hard, which then leaves its profile behind.
    let temporary = project::target().join("wasm-test-tmp");
    fs::create_dir_all(&temporary).map_err(|error| format!("{}: {error}", temporary.display()))?;
    let result = shell::run(command.env("TMPDIR", &temporary));
    // What a dying Chromium still holds goes the next time.
    let _ = fs::remove_dir_all(&temporary);
    result
}

fn build_page(context: &mut Context) -> Outcome {
    build::build(context.tools()?)
}

/// The wasm module's own types are generated first, into target/wasm-types, where tsconfig.json looks for them.
fn types(context: &mut Context) -> Outcome {
    shell::run(&mut cargo(&["build", "--quiet", "--release", "--target", WASM, "--lib"]))?;
    let module = project::target().join(WASM).join("release").join("gradient_figures.wasm");
    let mut bindgen = context.tools()?.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--out-name", "gradient-figures", "--out-dir"]);
    shell::run(bindgen.arg(project::root().join("target").join("wasm-types")).arg(module))?;
    for project in ["tsconfig.json", "tests/tsconfig.json"] {
        shell::run(node::script("typescript/bin/tsc")?.args(["--noEmit", "--project", project]))?;
    }
    Ok(())
}

fn unit(context: &mut Context) -> Outcome {
    let files = project::files(&project::root().join("tests"), ".test.mjs");
    if files.is_empty() {
        println!("there are no tests/*.test.mjs");
        return Ok(());
    }
    let mut command = node_test(&[])?;
    shell::run(context.with_python(&mut command).args(files))
}

fn browser(context: &mut Context) -> Outcome {
    let mut command = Command::new(node::find().ok_or_else(node::missing)?);
    command.arg("tests/browser/run.mjs").current_dir(project::root()).env("RESULTS", project::target());
    shots::browser_environment(&mut command, &context.engines)?;
    shell::run(context.with_python(&mut command))?;
    context.tests = Some(counted(&project::target().join("browser-tests.tap"))?);
    Ok(())
}

fn node_test(arguments: &[&str]) -> Outcome<Command> {
    let mut command = Command::new(node::find().ok_or_else(node::missing)?);
    command.args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"]).args(arguments);
    command.current_dir(project::root());
    Ok(command)
}

/// Reads the counts of all engines together, written like the end of Node's TAP report; none at all is a failure.
fn counted(results: &Path) -> Outcome<String> {
    let text = fs::read_to_string(results).map_err(|error| format!("{}: {error}", results.display()))?;
    summary(&text)
}

fn summary(text: &str) -> Outcome<String> {
    let count = |what: &str| {
        let found = text.lines().rev().find_map(|line| line.strip_prefix(&format!("# {what} ")));
        found.and_then(|number| number.trim().parse::<u32>().ok()).unwrap_or(0)
    };
    match (count("pass"), count("fail"), count("skipped")) {
        (0, _, _) => Err("the browser suite ran no test".to_owned()),
        (passed, failed, 0) => Ok(format!("{passed} passed, {failed} failed")),
        (passed, failed, skipped) => Ok(format!("{passed} passed, {failed} failed, {skipped} skipped")),
    }
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn the_summary_has_the_counts_of_the_whole_run() {
        let report =
            |pass: u32| format!("# Subtest: a\nok 1 - a\n# tests 3\n# pass {pass}\n# fail 0\n# skipped 1\n");
        assert_eq!(summary(&report(2)).as_deref(), Ok("2 passed, 0 failed, 1 skipped"));
        assert!(summary(&report(0)).is_err());
    }
}
