//! `cargo xtask bench`: builds the contenders, then benches/bench.mjs has them do the same work in turn.

use std::fs;
use std::process::Command;

use crate::optimize::shrink_module;
use crate::options::Options;
use crate::setup::Tools;
use crate::shell::{self, Outcome};
use crate::{build, project, python, setup, shots};

/// The contender in Rust.
pub(crate) const PACKAGE: &str = "gradient-figures-bench";
const WASM: &str = "wasm32-unknown-unknown";

/// Sets up, builds and measures, in Chromium unless other engines are named.
pub(crate) fn bench(options: &Options) -> Outcome {
    let engines =
        if options.engines.is_empty() { vec!["chromium".to_owned()] } else { options.engines.clone() };
    let options = Options { engines, ..Options::default() };
    let mut script = shots::browser_script(&options, "benches/bench.mjs")?;
    let tools = setup::tools()?;
    build::build(&tools)?;
    shell::run(&mut cargo(&["--bin", PACKAGE]))?;
    build_module(&tools)?;
    let native = project::target().join("release").join(shell::executable(PACKAGE));
    script.env("BENCH_NATIVE", native).env("BENCH", folder());
    if let Some(python) = python::find() {
        script.env(python::VARIABLE, python);
    }
    shell::run(&mut script)
}

/// The WebAssembly that is timed goes through the same steps as the page's.
fn build_module(tools: &Tools) -> Outcome {
    shell::run(&mut cargo(&["--lib", "--target", WASM]))?;
    let module = project::target().join(WASM).join("release").join("gradient_figures_bench.wasm");
    fs::create_dir_all(folder()).map_err(|error| format!("{}: {error}", folder().display()))?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(folder());
    shell::run(bindgen.arg(module))?;
    shrink_module(&folder().join("gradient_figures_bench_bg.wasm"))
}

fn folder() -> std::path::PathBuf {
    project::target().join("bench")
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["build", "--quiet", "--release", "--package", PACKAGE]).args(arguments);
    command.current_dir(project::root());
    command
}
