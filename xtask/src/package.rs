//! `cargo xtask package`: what other sites embed, into dist/package/. Every build makes it; this command says what is in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use zopfli::{Format, Options};

use crate::shell::{self, Outcome};
use crate::{build, node, project, setup};

/// Where the module's glue is kept as wasm-bindgen wrote it: in the built page it is a part of a script.
pub(crate) fn glue() -> PathBuf {
    project::target().join("glue").join("gradient-figures.js")
}

/// Builds the page and the package, and lists what can be published.
pub(crate) fn command(_: &crate::options::Options) -> Outcome {
    node::find().ok_or_else(node::missing)?;
    let tools = setup::tools()?;
    node::packages()?;
    build::build(&tools)?;
    let folder = project::root().join("dist").join("package");
    for name in names(&folder)? {
        println!("{:>9} {name}", fs::metadata(folder.join(&name)).map_or(0, |data| data.len()));
    }
    println!("built {}; `npm publish {}` would publish it", folder.display(), folder.display());
    Ok(())
}

/// Keeps the glue that is in the staging folder.
pub(crate) fn keep_glue(staging: &Path) -> Outcome {
    let kept = glue();
    let folder = kept.parent().ok_or("there is no folder for the glue")?;
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let made = staging.join("gradient-figures.js");
    fs::copy(&made, &kept).map_err(|error| format!("{}: {error}", made.display()))?;
    Ok(())
}

/// Makes the package from a page that is built.
pub(crate) fn make(staging: &Path) -> Outcome {
    let node = node::find().ok_or_else(node::missing)?;
    let mut command = Command::new(node);
    command.arg(project::root().join("package").join("build.mjs")).current_dir(project::root());
    command.arg(staging).arg(glue()).arg(compressed(&staging.join("gradient-figures_bg.wasm"))?);
    shell::run(command.arg(project::version()?).arg(project::target().join("sizes.json")))
}

/// Returns the module as a gzip file that is 2 kB smaller than gzip makes it; kept for the next build of the same module.
fn compressed(module: &Path) -> Outcome<PathBuf> {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    project::kept(&bytes, "wasm.gz", |made| {
        let mut compressed = Vec::new();
        zopfli::compress(Options::default(), Format::Gzip, bytes.as_slice(), &mut compressed)
            .and_then(|()| fs::write(made, compressed))
            .map_err(|error| format!("{}: {error}", made.display()))
    })
}

/// The files in a folder and below, by their paths in it, in order.
fn names(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(names(&path)?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}
