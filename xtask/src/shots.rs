//! `cargo xtask shots`, and how a script that runs the built page is started.

use std::process::Command;

use crate::options::Options;
use crate::shell::{self, Outcome};
use crate::{browsers, build, node, project, setup};

/// Takes screenshots of the page's states into target/shots.
pub(crate) fn shots(options: &Options) -> Outcome {
    if options.build || !project::dist().join("index.html").is_file() {
        build::build(&setup::tools()?)?;
    }
    shell::run(browser_script(options, "tests/browser/shots.mjs")?.args(&options.filter))
}

/// A command that runs a script of ours with what the browser harness needs in its environment.
pub(crate) fn browser_script(options: &Options, script: &str) -> Outcome<Command> {
    let mut command = Command::new(node::find().ok_or_else(node::missing)?);
    node::packages()?;
    browser_environment(&mut command, &browsers::set_up(&options.engines)?)?;
    command.arg(script).current_dir(project::root());
    Ok(command)
}

/// Tells the browser harness which engines to use and where things are.
pub(crate) fn browser_environment(command: &mut Command, engines: &[&str]) -> Outcome {
    if engines.contains(&"firefox") {
        command.env("GECKODRIVER", browsers::geckodriver()?);
    }
    command.env("ENGINE", engines.join(",")).env("DIST", project::dist());
    Ok(())
}
