//! `cargo xtask serve`: the page on this machine, built again when a file changes.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::build::OFFLINE;
use crate::options::Options;
use crate::shell::Outcome;
use crate::{project, setup};

const FIRST_PORT: u16 = 8080;

/// Sets up and serves until it is stopped.
pub(crate) fn serve(options: &Options) -> Outcome {
    let port = match options.port {
        Some(port) if free(port) => port,
        Some(port) => return Err(format!("port {port} is taken; choose another, or none")),
        None => (FIRST_PORT..=u16::MAX).find(|port| free(*port)).ok_or("no port is free")?,
    };
    let tools = setup::tools()?;
    println!("\n  http://127.0.0.1:{port}/   once the first build is done; Ctrl-C stops\n");
    let mut trunk = tools.command("trunk");
    trunk.args(["serve", "--log", "warn", "--address", "127.0.0.1", "--port", &port.to_string()]);
    trunk.args(OFFLINE).current_dir(project::root());
    if options.open {
        trunk.arg("--open");
    }
    replace(&mut trunk)
}

fn free(port: u16) -> bool {
    port != 0 && TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Becomes the other program, so that stopping this one stops that one.
#[cfg(unix)]
fn replace(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("Trunk did not start: {}", command.exec()))
}

#[cfg(not(unix))]
fn replace(command: &mut Command) -> Outcome {
    crate::shell::run(command)
}
