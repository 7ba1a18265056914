//! Node and the packages that package-lock.json pins: wasm-opt, esbuild, TypeScript, the WebDriver client.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::project;
use crate::shell::{self, Outcome};

/// The oldest Node that the packages support.
const OLDEST: u32 = 20;

/// Says what to install when Node is not there or too old.
pub(crate) fn missing() -> String {
    format!(
        "Node {OLDEST} or newer is needed, with npm: https://nodejs.org, or your system's `nodejs` and `npm`"
    )
}

/// Returns a Node that is new enough.
pub(crate) fn find() -> Option<PathBuf> {
    let node = shell::which("node")?;
    let version = shell::output(&node, &["--version"])?;
    let major: u32 = version.trim_start_matches('v').split('.').next()?.parse().ok()?;
    (major >= OLDEST).then_some(node)
}

/// Installs the pinned packages when package-lock.json is not what it was at the last install.
pub(crate) fn packages() -> Outcome {
    let root = project::root();
    let lock = root.join("package-lock.json");
    let lock = fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let stamp = root.join("node_modules").join(".installed-package-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::set_up("Node packages are missing or old; installing them, about 10 seconds", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let mut command = Command::new(npm);
        // None of the packages needs its install script.
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        shell::run(command.current_dir(&root)).map_err(|error| format!("{error}; {}", missing()))?;
        fs::write(&stamp, lock).map_err(|error| format!("{}: {error}", stamp.display()))
    })
}

/// A command that runs the script of an installed package, e.g. `binaryen/bin/wasm-opt`.
pub(crate) fn script(script: &str) -> Outcome<Command> {
    let mut command = Command::new(find().ok_or_else(missing)?);
    command.arg(project::root().join("node_modules").join(script)).current_dir(project::root());
    Ok(command)
}
