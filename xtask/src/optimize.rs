//! `cargo xtask optimize`: Trunk calls it when a build is done, to make the files in its staging folder small.

use std::fs;
use std::path::{Path, PathBuf};

use crate::options::Options;
use crate::shell::{self, Outcome};
use crate::{node, package, project};

/// wasm-opt's arguments; the module itself says which features it uses. The lowest kilobyte is the far end of a stack of
/// a megabyte.
const WASM_OPT: [&str; 4] = ["-Oz", "--low-memory-unused", "--strip-debug", "--strip-producers"];

/// The scripts that a page names and those that are loaded when they are wanted; the others are reached from these.
const ENTRIES: [&str; 6] = [
    "www/figures.js",
    "www/page.js",
    "www/language.js",
    "www/share.js",
    "www/locales/en.js",
    "www/locales/ja.js",
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
    let (mut modules, mut texts) = (Vec::new(), Vec::new());
    collect(&staging, &mut modules, &mut texts)?;
    for module in &modules {
        shrink_module(module)?;
    }
    let before = size(&texts);
    // Every script becomes a part of the entries that import it.
    let is_entry = |file: &PathBuf| {
        let name = file.strip_prefix(&staging).unwrap_or(file);
        name.extension().is_some_and(|extension| extension == "css")
            || ENTRIES.iter().any(|entry| Path::new(entry) == name)
    };
    let (entries, parts): (Vec<_>, Vec<_>) = texts.into_iter().partition(is_entry);
    bundle(&staging, &entries)?;
    for part in &parts {
        fs::remove_file(part).map_err(|error| format!("{}: {error}", part.display()))?;
    }
    println!(
        "optimised: {} scripts and styles {before} → {} kB in {} files",
        parts.len() + entries.len(),
        size(&entries),
        entries.len()
    );
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

fn collect(folder: &Path, modules: &mut Vec<PathBuf>, texts: &mut Vec<PathBuf>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => collect(&path, modules, texts)?,
            Some("wasm") => modules.push(path),
            Some("js" | "mjs" | "css") => texts.push(path),
            _ => {}
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

/// Bundles and minifies each entry in place.
fn bundle(staging: &Path, entries: &[PathBuf]) -> Outcome {
    if entries.is_empty() {
        return Ok(());
    }
    let mut command = node::script("esbuild/bin/esbuild")?;
    command.args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--legal-comments=none",
        "--charset=utf8",
        // What figures share among themselves; tests look at the two that stay.
        "--mangle-props=^_[a-z]",
        "--reserve-props=^(_model|_call)$",
        "--log-level=warning",
    ]);
    // By the same names in every script, for they use each other's; from nothing, so that a build is always the same.
    let names = project::target().join("names.json");
    fs::write(&names, "{}").map_err(|error| format!("{}: {error}", names.display()))?;
    command.arg(joined("--mangle-cache=", &names));
    // What the lines for other pages name.
    let page = std::env::var("PAGE_ADDRESS").unwrap_or_default();
    command.arg(format!("--define:globalThis.FIGURES_VERSION={:?}", project::version()?));
    command.arg(format!("--define:globalThis.FIGURES_PAGE={page:?}"));
    command.arg("--allow-overwrite").arg(joined("--outdir=", staging)).arg(joined("--outbase=", staging));
    shell::run(command.args(entries))
}

fn joined(option: &str, folder: &Path) -> std::ffi::OsString {
    let mut text = std::ffi::OsString::from(option);
    text.push(folder);
    text
}

fn size(files: &[PathBuf]) -> u64 {
    let bytes: u64 = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|data| data.len()).sum();
    bytes.div_ceil(1000)
}
