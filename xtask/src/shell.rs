//! Running other programs, and saying what is being done and how long it took.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a part of a command returns: an error is the text that the user reads.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// Runs a command whose output goes straight to the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("`{}` did not start: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

/// Returns what a command prints, or nothing when it is not there or fails.
pub(crate) fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Finds a program on PATH.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(executable(name))).find(|file| file.is_file())
}

/// A program's file name on this system.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// PATH with `folders` first.
pub(crate) fn path_with(folders: &[&Path]) -> Outcome<std::ffi::OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(|folder| folder.to_path_buf()).chain(env::split_paths(&old));
    env::join_paths(all).map_err(|error| format!("PATH cannot be extended: {error}"))
}

/// Does one step of the set-up between a line that announces it and a line that tells how long it took.
pub(crate) fn set_up<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("set-up: {what} …");
    let start = Instant::now();
    let result = work()?;
    println!("set-up: done in {}", seconds(start));
    Ok(result)
}

/// The time since `start`, as "3.2 s" or "2 min 5 s".
pub(crate) fn seconds(start: Instant) -> String {
    let elapsed = start.elapsed();
    match elapsed.as_secs() {
        0..60 => format!("{:.1} s", elapsed.as_secs_f64()),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}
