//! What must be there before a command can start.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::cargo_tools::{self, CargoTool};
use crate::node;
use crate::shell::{self, Outcome};

const TARGET: &str = "wasm32-unknown-unknown";

/// The tools that build the page.
pub(crate) struct Tools {
    /// The folder of wasm-bindgen and its test runner.
    pub(crate) wasm_bindgen: PathBuf,
    path: OsString,
}

impl Tools {
    /// A command that finds the tools first on its PATH.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // A failed build is told by its causes; a backtrace through Trunk says nothing about the page.
        command.env("PATH", &self.path).env("RUST_LIB_BACKTRACE", "0");
        // Trunk refuses the value `1` that others use.
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command
    }
}

/// Finds or installs the wasm target, Trunk and wasm-bindgen; and, where there is Node, the packages that make
/// the built files small.
pub(crate) fn tools() -> Outcome<Tools> {
    target()?;
    if let Some(note) = shell::output("rustc", &["--version"]).and_then(|version| other_compiler(&version)) {
        println!("set-up: {note}");
    }
    let trunk = CargoTool::trunk().folder()?;
    let wasm_bindgen = CargoTool::wasm_bindgen()?.folder()?;
    cargo_tools::clean()?;
    if node::find().is_some() {
        // The page builds without them, so a registry out of reach is not the end.
        if let Err(message) = node::packages() {
            println!("set-up: {message}");
        }
    }
    let path = shell::path_with(&[&trunk, &wasm_bindgen])?;
    Ok(Tools { wasm_bindgen, path })
}

/// What is to be known where the compiler, by what it says of itself, is not the one that rust-toolchain.toml names.
fn other_compiler(version: &str) -> Option<String> {
    let measured =
        include_str!("../../rust-toolchain.toml").strip_prefix("# rustc ")?.split_whitespace().next()?;
    let own = version.split_whitespace().nth(1)?;
    (own != measured).then(|| {
        format!(
            "this is rustc {own}; the module's size was measured with {measured}, and may be another here"
        )
    })
}

/// Checks that rustfmt and clippy are there.
pub(crate) fn components() -> Outcome {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if shell::output("cargo", &[subcommand, "--version"]).is_some() {
            continue;
        }
        shell::set_up(&format!("{component} is missing; adding it"), || {
            shell::run(Command::new("rustup").args(["component", "add", component]))
        })?;
    }
    Ok(())
}

fn target() -> Outcome {
    let Some(installed) = shell::output("rustup", &["target", "list", "--installed"]) else {
        return target_without_rustup();
    };
    if installed.lines().any(|line| line.trim() == TARGET) {
        return Ok(());
    }
    shell::set_up(&format!("Rust's {TARGET} target is missing; adding it, about 5 seconds"), || {
        shell::run(Command::new("rustup").args(["target", "add", TARGET]))
            .map_err(|error| format!("{error}; by hand: rustup target add {TARGET}"))
    })
}

fn target_without_rustup() -> Outcome {
    let sysroot =
        shell::output("rustc", &["--print", "sysroot"]).ok_or("there is no rustc: https://rustup.rs")?;
    let library = PathBuf::from(sysroot).join("lib").join("rustlib").join(TARGET);
    if library.is_dir() {
        return Ok(());
    }
    Err(format!(
        "Rust's {TARGET} target is missing and there is no rustup to add it: install it with your system's packages \
         (Debian: libstd-rust-dev-wasm32), or Rust by https://rustup.rs and `rustup target add {TARGET}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::other_compiler;

    #[test]
    fn another_compiler_than_the_measured_one_is_told() {
        assert_eq!(other_compiler("rustc 1.95.0 (59807616e 2026-04-14)"), None);
        let note = other_compiler("rustc 1.99.1 (0123456 2026-12-01)").unwrap();
        assert!(note.contains("rustc 1.99.1") && note.contains("with 1.95.0"), "{note}");
    }
}
