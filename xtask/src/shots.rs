//! `cargo xtask shots` and `cargo xtask bench`: scripts that run the built page.

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

/// Measures native code with `cargo bench`, then the built page with benches/browser.mjs, where there are such.
pub(crate) fn bench(options: &Options) -> Outcome {
    let root = project::root();
    let benches = project::files(&root.join("benches"), ".rs");
    if !benches.is_empty() {
        shell::run(
            Command::new("cargo")
                .args(["bench", "--package", "gradient-figures", "--benches"])
                .current_dir(&root),
        )?;
    }
    if root.join("benches/browser.mjs").is_file() {
        build::build(&setup::tools()?)?;
        return shell::run(&mut browser_script(options, "benches/browser.mjs")?);
    }
    if benches.is_empty() {
        println!("there are no benchmarks yet");
    }
    Ok(())
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
