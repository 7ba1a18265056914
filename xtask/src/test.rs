//! `cargo xtask test`: every check, one after the other, up to the first that fails.

mod steps;

use std::time::Instant;

use crate::options::Options;
use crate::shell::{self, Outcome};
use crate::{browsers, node, python, setup};

use steps::{Context, STEPS, Step};

/// Runs all steps, or those that `--only` names.
pub(crate) fn test(options: &Options) -> Outcome {
    let start = Instant::now();
    let steps = chosen(&options.only)?;
    let mut context = prepare(&steps, options)?;
    for step in &steps {
        let start = Instant::now();
        println!("\n── {}: {}", step.name, step.what);
        (step.run)(&mut context).map_err(|error| format!("step `{}` failed: {error}", step.name))?;
        println!("── {}: passed in {}", step.name, shell::seconds(start));
    }
    println!("\nall {} steps passed in {}", steps.len(), shell::seconds(start));
    if let Some(tests) = &context.tests {
        println!("{tests}");
    }
    Ok(())
}

/// The named steps, with the build before what needs it.
fn chosen(only: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("there is no step `{unknown}`; there are {}", names.join(", ")));
    }
    let named = |step: &Step| only.is_empty() || only.iter().any(|name| name == step.name);
    // A page given by DIST is tested as it is.
    let build = std::env::var_os("DIST").is_none() && STEPS.iter().any(|step| step.of_dist && named(step));
    let given = std::env::var_os("DIST").is_some();
    Ok(STEPS
        .iter()
        .filter(|step| if step.name == "build" { build || (named(step) && !given) } else { named(step) })
        .collect())
}

/// Sets up everything that the steps need, so that a missing browser shows before minutes of tests.
fn prepare(steps: &[&Step], options: &Options) -> Outcome<Context> {
    let has = |names: &[&str]| steps.iter().any(|step| names.contains(&step.name));
    let mut context = Context::default();
    setup::components()?;
    if has(&["wasm", "build", "types", "clippy-wasm"]) {
        context.tools = Some(setup::tools()?);
    }
    if has(&["types", "unit", "browser"]) {
        node::find().ok_or_else(node::missing)?;
        node::packages()?;
    }
    if has(&["browser"]) {
        context.engines = browsers::set_up(&options.engines)?;
        if context.engines.contains(&"firefox") {
            browsers::geckodriver()?;
        }
    }
    if has(&["wasm"]) {
        browsers::set_up(&["chromium".to_owned()])?;
    }
    if has(&["native"]) {
        browsers::fonts()?;
    }
    if has(&["native", "unit", "browser"]) {
        context.python = python::find();
    }
    Ok(context)
}

#[cfg(test)]
mod tests {
    use super::chosen;

    fn names(only: &str) -> Vec<&'static str> {
        let only: Vec<_> = only.split_whitespace().map(str::to_owned).collect();
        chosen(&only).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn the_build_comes_before_what_needs_it() {
        assert_eq!(names("browser fmt"), ["fmt", "build", "browser"]);
        assert_eq!(names("fmt native"), ["fmt", "native"]);
        assert_eq!(names("").len(), super::STEPS.len());
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(chosen(&["brwser".to_owned()]).is_err_and(|message| message.contains("brwser")));
    }
}
