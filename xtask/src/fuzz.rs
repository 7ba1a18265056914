//! `cargo xtask fuzz`: many hostile sequences of attributes, properties, methods and events on the built page.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::options::Options;
use crate::shell::{self, Outcome};
use crate::{build, project, setup, shots};

/// Sequences in each engine, unless `--count` says how many.
const COUNT: u32 = 1000;

/// Runs `--count` sequences from the seed `--seed` on, or from one that the clock tells.
pub(crate) fn fuzz(options: &Options) -> Outcome {
    if !project::dist().join("index.html").is_file() {
        build::build(&setup::tools()?)?;
    }
    let count = options.count.unwrap_or(COUNT);
    let seed = options.seed.unwrap_or_else(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(1, |since| 1 + since.subsec_nanos() % 1_000_000_000)
    });
    let mut command = shots::browser_script(options, "tests/browser/fuzz.mjs")?;
    shell::run(command.args([count.to_string(), seed.to_string()]))
}
