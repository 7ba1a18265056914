//! `cargo xtask figure`: a run as a picture. What draws it is a package of its own, so that this one stays quick to compile.

use std::process::Command;

use crate::project;
use crate::shell::{self, Outcome};

/// The package that draws, and the profile in Cargo.toml that it is compiled by.
const PACKAGE: &str = "gradient-figures-pictures";
const PROFILE: &str = "figure";

/// Passes the arguments on; ends with the exit code of what draws, which has said what was wrong.
pub(crate) fn figure(arguments: &[String]) -> Outcome {
    if !project::target().join(PROFILE).join(shell::executable(PACKAGE)).is_file() {
        eprintln!("set-up: compiling what draws pictures, about 1 minute, this once …");
    }
    let mut command = Command::new("cargo");
    // In the caller's folder, from which the path of the picture counts.
    command.args(["run", "--quiet", "--profile", PROFILE, "--package", PACKAGE, "--manifest-path"]);
    command.arg(project::root().join("Cargo.toml")).arg("--").args(arguments);
    let status =
        command.status().map_err(|error| format!("`{}` did not start: {error}", shell::line(&command)))?;
    match status.code() {
        Some(0) => Ok(()),
        code => std::process::exit(code.unwrap_or(1)),
    }
}
