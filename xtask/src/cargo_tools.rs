//! Tools that come from crates.io by `cargo install`, each version in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Outcome};
use crate::{project, shell::executable};

/// A program published on crates.io.
pub(crate) struct CargoTool {
    /// The package.
    pub(crate) package: &'static str,
    /// The program, which is also the name of the folder it is installed into.
    pub(crate) program: &'static str,
    /// The version to install.
    pub(crate) version: String,
    /// Whether one of another version on PATH will not do.
    pub(crate) exact: bool,
    /// Arguments for `cargo install` beside the package and the version.
    pub(crate) arguments: &'static [&'static str],
    /// How long it takes to install on a small machine, in words.
    pub(crate) duration: &'static str,
}

impl CargoTool {
    /// Trunk, which builds and serves the page.
    pub(crate) fn trunk() -> Self {
        Self {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".to_owned(),
            exact: true,
            arguments: &["--no-default-features"],
            duration: "3 minutes",
        }
    }

    /// The wasm-bindgen command line; it must be of the very version of the library.
    pub(crate) fn wasm_bindgen() -> Outcome<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: project::locked_version("wasm-bindgen")?,
            exact: true,
            arguments: &[],
            duration: "1 minute",
        })
    }

    /// The WebDriver of Firefox.
    pub(crate) fn geckodriver() -> Self {
        Self {
            package: "geckodriver",
            program: "geckodriver",
            version: "0.37.1".to_owned(),
            exact: false,
            arguments: &[],
            duration: "1 minute",
        }
    }

    /// Returns the folder that holds the program, installing it when it is not there yet.
    pub(crate) fn folder(&self) -> Outcome<PathBuf> {
        let root = project::tools()?.join(format!("{}-{}", self.program, self.version));
        let bin = root.join("bin");
        if bin.join(executable(self.program)).is_file() {
            return Ok(bin);
        }
        if let Some(folder) = self.on_path() {
            return Ok(folder);
        }
        let Self { program, version, duration, .. } = self;
        shell::set_up(&format!("{program} {version} is missing; installing it, about {duration}"), || {
            self.install(&root)
        })?;
        Ok(bin)
    }

    fn on_path(&self) -> Option<PathBuf> {
        let file = shell::which(self.program)?;
        let text = shell::output(&file, &["--version"])?;
        let found = text.split_whitespace().nth(1)?;
        (!self.exact || found == self.version).then(|| file.parent().map(Path::to_path_buf))?
    }

    /// First with the lock file that the tool was published with; where a registry no longer has all of it, without.
    fn install(&self, root: &Path) -> Outcome {
        let mut command = self.install_command(root)?;
        if shell::run(command.arg("--locked")).is_ok() {
            return Ok(());
        }
        println!("set-up: not to be had with its own lock file; trying with the newest versions that fit");
        shell::run(&mut self.install_command(root)?).map_err(|error| {
            format!(
                "{error}\n{} {} could not be installed. By hand: cargo install --locked {}@{}",
                self.program, self.version, self.package, self.version
            )
        })
    }

    /// Unoptimised, as that is three times as quick, and in one target folder, so that shared dependencies compile once.
    fn install_command(&self, root: &Path) -> Outcome<Command> {
        let mut command = Command::new("cargo");
        command.args(["install", &format!("{}@{}", self.package, self.version)]);
        command.args(self.arguments).arg("--root").arg(root);
        command.env("CARGO_TARGET_DIR", compile_folder()?).current_dir(project::root());
        for (key, value) in [
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
            ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
        ] {
            command.env(key, value);
        }
        Ok(command)
    }
}

fn compile_folder() -> Outcome<PathBuf> {
    Ok(project::tools()?.join("compile"))
}

/// Removes what compiling the tools left over.
pub(crate) fn clean() -> Outcome {
    let folder = compile_folder()?;
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}
