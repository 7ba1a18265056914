//! Command-line options: what was given, checked against what the command knows.

use crate::shell::Outcome;

/// The options of one command.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// `--port N`.
    pub(crate) port: Option<u16>,
    /// `--open`.
    pub(crate) open: bool,
    /// `--build`.
    pub(crate) build: bool,
    /// `--count N`.
    pub(crate) count: Option<u32>,
    /// `--seed N`.
    pub(crate) seed: Option<u32>,
    /// `--only a,b`.
    pub(crate) only: Vec<String>,
    /// `--engine a,b`.
    pub(crate) engines: Vec<String>,
    /// The first argument that is no option, where the command takes one.
    pub(crate) filter: Option<String>,
}

impl Options {
    /// Reads `arguments`; refuses whatever is not in `known` (there `FILTER` stands for a plain word).
    pub(crate) fn parse(arguments: &[String], known: &[&str]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let (name, attached) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (argument.as_str(), None),
            };
            let kind = if name.starts_with('-') { name } else { "FILTER" };
            if !known.contains(&kind) {
                let accepted = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
                return Err(format!("`{name}` is not understood here; accepted: {accepted}"));
            }
            let mut value =
                || attached.clone().or_else(|| rest.next().cloned()).ok_or(format!("`{name}` needs a value"));
            match kind {
                "--open" => options.open = true,
                "--build" => options.build = true,
                "--port" => {
                    let text = value()?;
                    let port = text.parse().map_err(|_| format!("--port takes 1 to 65535, got `{text}`"))?;
                    options.port = Some(port);
                }
                "--count" => options.count = Some(whole(kind, &value()?)?),
                "--seed" => options.seed = Some(whole(kind, &value()?)?),
                "--only" => options.only.extend(list(&value()?)),
                "--engine" => options.engines.extend(list(&value()?)),
                _ => options.filter = Some(argument.clone()),
            }
        }
        Ok(options)
    }
}

fn whole(name: &str, text: &str) -> Outcome<u32> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{name} takes a whole number from 1 to {}, got `{text}`", u32::MAX)),
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(line: &str, known: &[&str]) -> Result<Options, String> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), known)
    }

    #[test]
    fn a_value_may_follow_or_be_attached() {
        assert_eq!(parse("--port 81", &["--port"]).unwrap().port, Some(81));
        assert_eq!(parse("--port=81", &["--port"]).unwrap().port, Some(81));
        assert_eq!(parse("--only fmt,doc --only wasm", &["--only"]).unwrap().only, ["fmt", "doc", "wasm"]);
        assert_eq!(parse("--count 9 --seed=7", &["--count", "--seed"]).unwrap().seed, Some(7));
        assert_eq!(parse("hero", &["FILTER"]).unwrap().filter.as_deref(), Some("hero"));
    }

    #[test]
    fn what_is_unknown_or_unfinished_is_refused() {
        assert!(parse("--prot 81", &["--port"]).unwrap_err().contains("`--prot` is not understood"));
        assert!(parse("--port", &["--port"]).unwrap_err().contains("needs a value"));
        assert!(parse("--count 0", &["--count"]).unwrap_err().contains("from 1"));
        assert!(parse("--port 70000", &["--port"]).unwrap_err().contains("70000"));
        assert!(parse("word", &[]).is_err());
    }
}
