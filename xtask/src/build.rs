//! `cargo xtask build`: the page into dist/.

use std::time::Instant;

use crate::options::Options;
use crate::project;
use crate::setup::{self, Tools};
use crate::shell::{self, Outcome};

/// What Trunk needs to work without its own downloads: the tools come from PATH.
pub(crate) const OFFLINE: [&str; 2] = ["--offline", "--skip-version-check"];

/// Sets up and builds.
pub(crate) fn command(_: &Options) -> Outcome {
    let start = Instant::now();
    build(&setup::tools()?)?;
    println!("built {} in {}", project::root().join("dist").display(), shell::seconds(start));
    Ok(())
}

/// Builds the page into dist/.
pub(crate) fn build(tools: &Tools) -> Outcome {
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--release", "--log", "warn"]).args(OFFLINE).current_dir(project::root());
    shell::run(&mut trunk)
}
