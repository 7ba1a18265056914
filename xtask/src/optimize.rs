//! `cargo xtask optimize`: Trunk calls it when a build is done, to make the files in its staging folder small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::options::Options;
use crate::shell::{self, Outcome};
use crate::{node, package, project};

/// wasm-opt's arguments; the module itself says which features it uses. The lowest kilobyte is the far end of a stack of
/// a megabyte. What is written twice compresses better than what is kept in a local, and functions of like names beside each
/// other: together 0.2 to 0.6 kB gzipped.
const WASM_OPT: [&str; 6] = [
    "-Os",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
];

/// Runs wasm-opt and the minifier over the staging folder; without Node, says that the files stay as they are.
pub(crate) fn optimize(_: &Options) -> Outcome {
    let staging = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging =
        staging.ok_or("`optimize` is for Trunk to call: it needs the variable TRUNK_STAGING_DIR")?;
    if node::find().is_none() {
        println!("built without size optimisation: {}", node::missing());
        return Ok(());
    }
    if !project::root().join("node_modules").join("binaryen").is_dir() {
        println!(
            "built without size optimisation: the Node packages are missing; `cargo xtask build` installs them"
        );
        return Ok(());
    }
    finish_page(&staging)?;
    package::keep_glue(&staging)?;
    let mut modules = Vec::new();
    collect(&staging, &mut modules)?;
    for module in &modules {
        shrink_module(module)?;
    }
    bundle(&staging)?;
    package::make(&staging)
}

/// Takes Trunk's own link and what indents the lines out of the page, and writes the whole address of the link card's picture, which link cards take:
/// the one that `PAGE_ADDRESS` says the page will have.
fn finish_page(staging: &Path) -> Outcome {
    let page = staging.join("index.html");
    let mut text = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let link =
        text.find("data-trunk").and_then(|at| Some((text[..at].rfind('<')?, at + text[at..].find('>')? + 1)));
    if let Some((start, end)) = link {
        text.replace_range(start..end, "");
    }
    text = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    if let Ok(address) = std::env::var("PAGE_ADDRESS") {
        let card = "www/pictures/card.png";
        text = text.replace(card, &format!("{}/{card}", address.trim_end_matches('/')));
    }
    fs::write(&page, text).map_err(|error| format!("{}: {error}", page.display()))
}

/// The modules in a folder and below.
fn collect(folder: &Path, modules: &mut Vec<PathBuf>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, modules)?;
        } else if path.extension().is_some_and(|extension| extension == "wasm") {
            modules.push(path);
        }
    }
    Ok(())
}

/// wasm-opt takes seconds, so its result is kept for the next build of the same module.
pub(crate) fn shrink_module(module: &Path) -> Outcome {
    let before = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let kept = project::kept(&(WASM_OPT, &before), "wasm", |made| {
        let mut command = node::script("binaryen/bin/wasm-opt")?;
        shell::run(command.args(WASM_OPT).arg(module).arg("-o").arg(made))
    })?;
    let after = fs::copy(&kept, module).map_err(|error| format!("{}: {error}", module.display()))?;
    let name = module.file_name().unwrap_or_default().to_string_lossy();
    println!("optimised: {name} {} → {} kB", before.len().div_ceil(1000), after.div_ceil(1000));
    Ok(())
}

/// Bundles and minifies the page's scripts and styles; what is loaded together is in one file.
fn bundle(staging: &Path) -> Outcome {
    let mut command = Command::new(node::find().ok_or_else(node::missing)?);
    command.arg(project::root().join("package").join("page.mjs")).current_dir(project::root());
    shell::run(command.arg(staging))
}
