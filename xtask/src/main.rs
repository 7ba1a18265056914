//! The project's commands: `cargo xtask serve | build | package | figure | test | fuzz | bench | shots`. Each sets up what it needs first.

mod bench;
mod browsers;
mod build;
mod cargo_tools;
mod figure;
mod fuzz;
mod node;
mod optimize;
mod options;
mod package;
mod project;
mod python;
mod serve;
mod setup;
mod shell;
mod shots;
mod test;

use std::process::ExitCode;

use options::Options;
use shell::Outcome;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--open]   build, serve on this machine only, build again when a file changes
  build                       build the page into dist/, ready for any static host and any sub-path
  package                     the same, and what other sites embed, into dist/package/, ready to publish
  test [--only STEP,…] [--engine chromium,firefox,webkit]
                              every check, stopping at the first that fails;
                              steps: fmt clippy clippy-wasm native doc wasm build types unit browser
  fuzz [--count N] [--seed N] [--engine …]
                              N sequences (1000) of hostile values and events on the page in dist/, others each time
  bench [--engine …]          measure: WebAssembly beside native Rust, JavaScript and NumPy; frames, start, idling;
                              UPDATE_README=1 writes the table into README.md and README.ja.md
  shots [FILTER] [--engine …] [--build]
                              screenshots of the page's states into target/shots/
  figure --figure NAME [--learning-rate 1.1 …] --out FILE
                              a run as a picture, by the ending of FILE SVG, PNG or a GIF of its steps;
                              figure --help tells more
  optimize                    (called by Trunk) make the files in its staging folder small
  help                        this text

Each command first installs what is missing (tools into a cache folder of yours, Node packages into node_modules/)
and says what it does. The first run takes a few minutes, later ones start at once.
  PAGE_ADDRESS                where a built page will be, for the picture of its link card and for lines that lead to it
  PACKAGE_ADDRESS             where dist/package/ will be, for lines that load it; without it, beside the page
  GRADIENT_FIGURES_TOOLS      another folder for the tools";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = arguments.collect();
    match command.as_str() {
        "serve" => serve::serve(&Options::parse(&rest, &["--port", "--open"])?),
        "build" => build::command(&Options::parse(&rest, &[])?),
        "package" => package::command(&Options::parse(&rest, &[])?),
        "test" => test::test(&Options::parse(&rest, &["--only", "--engine"])?),
        "fuzz" => fuzz::fuzz(&Options::parse(&rest, &["--count", "--seed", "--engine"])?),
        "bench" => bench::bench(&Options::parse(&rest, &["--engine"])?),
        "shots" => shots::shots(&Options::parse(&rest, &["--engine", "--build", "FILTER"])?),
        "figure" => figure::figure(&rest),
        "optimize" => optimize::optimize(&Options::parse(&rest, &[])?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`\n\n{HELP}")),
    }
}
