//! Where things are: the project's folders and the user's cache folder.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::shell::Outcome;

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    // As Cargo tells at run time: clones that share a target folder also share the compiled program.
    let told =
        env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).filter(|folder| folder.ends_with("xtask"));
    let here = told.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().unwrap_or(&here).to_path_buf()
}

/// The project's version, which this program does not have.
pub(crate) fn version() -> Outcome<String> {
    let manifest = root().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    let version = text.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    Ok(version.ok_or("Cargo.toml has no version")?.to_owned())
}

/// Returns what was made of `key` in an earlier build; else has it made, at the path that is given. What was begun and not
/// ended is not taken for it.
pub(crate) fn kept(key: &impl Hash, ending: &str, make: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let folder = target().join("optimized");
    let kept = folder.join(format!("{:016x}.{ending}", hasher.finish()));
    if !kept.is_file() {
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let half_done = kept.with_extension("part");
        make(&half_done)?;
        fs::rename(&half_done, &kept).map_err(|error| format!("{}: {error}", kept.display()))?;
    }
    Ok(kept)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The folder that the built page is in; another one by the environment variable DIST.
pub(crate) fn dist() -> PathBuf {
    env::var_os("DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The folder that tools are installed into, each in a folder of its own named after its version.
pub(crate) fn tools() -> Outcome<PathBuf> {
    if let Some(folder) = variable("GRADIENT_FIGURES_TOOLS") {
        return Ok(folder);
    }
    let home = || variable(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let cache = variable("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            variable("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            home().map(|folder| folder.join("Library").join("Caches"))
        } else {
            home().map(|folder| folder.join(".cache"))
        }
    });
    let cache = cache.ok_or("no cache folder is known; name one in GRADIENT_FIGURES_TOOLS")?;
    Ok(cache.join("gradient-figures").join("tools"))
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The version of `package` that Cargo.lock holds.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let file = root().join("Cargo.lock");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    version_in(&text, package).ok_or(format!("Cargo.lock holds no `{package}`; run `cargo metadata` once"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// The files right in `folder` whose names end with `ending`, in order of name.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> =
        entries.map(|entry| entry.path()).filter(|file| file.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "trunk"), None);
    }
}
