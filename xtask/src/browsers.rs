//! Browsers and their WebDrivers: found, and installed where that is possible.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo_tools::{self, CargoTool};
use crate::shell::{self, Outcome, which};

/// Every engine, in the order in which the tests run.
pub(crate) const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

/// The engines, a screen for WebKit, a font, and what makes pictures of printed pages.
const DEBIAN: [&str; 8] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "fonts-noto-cjk",
    "poppler-utils",
];

/// Returns the engines to test, of those that `wanted` names (all, when it names none), and sets up what they need.
pub(crate) fn set_up(wanted: &[String]) -> Outcome<Vec<&'static str>> {
    if let Some(unknown) = wanted.iter().find(|name| !ENGINES.contains(&name.as_str())) {
        return Err(format!("there is no engine `{unknown}`; there are {}", ENGINES.join(", ")));
    }
    let chosen = |name: &&str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let mut engines: Vec<_> = ENGINES.into_iter().filter(chosen).collect();
    let missing = missing(&engines);
    if !missing.is_empty() && apt() {
        shell::set_up("browsers are missing; installing them with apt-get, about 1 minute", || {
            apt_install(&DEBIAN)
        })?;
    }
    for (engine, what) in self::missing(&engines) {
        // Only Linux has WebKitGTK, so elsewhere what is there is tested.
        if cfg!(target_os = "linux") || !wanted.is_empty() {
            return Err(format!(
                "for {engine}, {what} is missing. Debian, Ubuntu: sudo apt-get install {}\n\
                 Or test with fewer engines: cargo xtask test --engine chromium",
                DEBIAN.join(" ")
            ));
        }
        println!("set-up: {engine} is left out: {what} is missing");
        engines.retain(|name| *name != engine);
    }
    if engines.is_empty() {
        return Err("no browser is there to test with: install Chromium and chromedriver".to_owned());
    }
    Ok(engines)
}

/// The WebDriver of Firefox.
pub(crate) fn geckodriver() -> Outcome<PathBuf> {
    let folder = CargoTool::geckodriver().folder()?;
    cargo_tools::clean()?;
    Ok(folder.join(shell::executable("geckodriver")))
}

fn missing(engines: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    let what = |engine: &str| match engine {
        "chromium" | "firefox" if which("pdftoppm").is_none() => Some("pdftoppm (poppler)"),
        "chromium" if which("chromedriver").is_none() => Some("chromedriver"),
        "chromium"
            if cfg!(target_os = "linux") && !any(&["chromium", "chromium-browser", "google-chrome"]) =>
        {
            Some("Chromium")
        }
        "firefox" if cfg!(target_os = "linux") && !any(&["firefox-esr", "firefox"]) => Some("Firefox"),
        "webkit" if !any(&["WebKitWebDriver"]) => Some("WebKitWebDriver"),
        "webkit" if std::env::var_os("DISPLAY").is_none() && !any(&["Xvfb"]) => Some("Xvfb"),
        _ => None,
    };
    let mut missing: Vec<_> =
        engines.iter().filter_map(|engine| what(engine).map(|program| (*engine, program))).collect();
    if cfg!(target_os = "linux") && missing.is_empty() && no_japanese_font() {
        missing.extend(engines.first().map(|engine| (*engine, "a font with Japanese characters")));
    }
    missing
}

fn any(names: &[&str]) -> bool {
    names.iter().any(|name| which(name).is_some())
}

/// The fonts that the tests of pictures write with: Latin letters with indices and powers, and Japanese ones.
const FONTS: [&str; 3] = ["fontconfig", "fonts-dejavu-core", "fonts-noto-cjk"];

/// Installs fonts where some are missing and that is possible; where not, the tests say what to install.
pub(crate) fn fonts() -> Outcome {
    let has = |query: &str| shell::output("fc-list", &[query]).is_some_and(|fonts| !fonts.is_empty());
    if !cfg!(target_os = "linux") || has(":charset=2080") && has(":lang=ja") || !apt() {
        return Ok(());
    }
    shell::set_up("fonts are missing; installing them with apt-get", || apt_install(&FONTS))
}

fn no_japanese_font() -> bool {
    shell::output("fc-list", &[":lang=ja"]).is_some_and(|fonts| fonts.is_empty())
}

/// Whether apt-get can be used right away: on Debian and what descends from it, as root.
pub(crate) fn apt() -> bool {
    Path::new("/etc/debian_version").exists()
        && which("apt-get").is_some()
        && shell::output("id", &["-u"]).as_deref() == Some("0")
}

/// Installs Debian packages.
pub(crate) fn apt_install(packages: &[&str]) -> Outcome {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        shell::run(&mut command)
    };
    apt(&["update", "-qq"])?;
    apt(&[["install", "-y", "-qq", "--no-install-recommends"].as_slice(), packages].concat())
}
