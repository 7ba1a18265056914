//! A Python with NumPy, for the tests that run the Python code which the figures print.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, Outcome};
use crate::{browsers, project};

/// The environment variable by which the tests find it.
pub(crate) const VARIABLE: &str = "GRADIENT_FIGURES_PYTHON";

/// Returns the Python of an environment with NumPy, or nothing where there is no Python; then it says so.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os(VARIABLE) {
        return Some(given.into());
    }
    let Some(python) = ["python3", "python"].into_iter().find_map(shell::which) else {
        println!("set-up: there is no python3, so the checks against NumPy are left out");
        return None;
    };
    match environment(&python) {
        Ok(python) => Some(python),
        Err(message) => {
            println!("set-up: {message}\nset-up: without NumPy, the checks against it are left out");
            None
        }
    }
}

fn environment(python: &PathBuf) -> Outcome<PathBuf> {
    let folder = project::tools()?.join("python-numpy");
    let own = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python3")
    };
    if shell::output(&own, &["-c", "import numpy"]).is_some() {
        return Ok(own);
    }
    shell::set_up("NumPy is missing; installing it into a folder of its own, about 15 seconds", || {
        let create = || shell::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder));
        create().or_else(|error| {
            if browsers::apt() {
                browsers::apt_install(&["python3-venv"]).and_then(|()| create())
            } else {
                Err(error)
            }
        })?;
        let mut pip = Command::new(&own);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
            "numpy",
        ]);
        shell::run(&mut pip)?;
        Ok(own)
    })
}
