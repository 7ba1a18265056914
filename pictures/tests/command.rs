//! The program as a whole: what it ends with.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gradient-figures-pictures")).args(arguments).output().unwrap()
}

#[test]
fn an_error_is_one_line_and_ends_with_1() {
    let output = run(&["--figure", "gradient-descent", "--steps", "0", "--out", "run.gif"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: --steps: steps must be a whole number from 1 to 10000, got `0`\n"
    );
}

#[test]
fn help_is_no_error() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout).unwrap().starts_with("cargo xtask figure --figure NAME --out FILE")
    );
}
