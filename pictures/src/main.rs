//! Pictures of runs for articles that take nothing else: SVG, PNG and GIF, drawn by the library as the page draws.
//!
//! `cargo xtask figure` runs this program; what is heavy to compile is here and not there.

mod animation;
mod figures;
mod number;
mod options;
mod page;
mod raster;
#[cfg(test)]
mod tests;
mod words;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use figures::Outcome;
use options::{Format, Request};
use page::Room;
use raster::Rasterizer;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asks = |argument: &String| argument == "--help" || argument == "-h";
    if arguments.iter().any(asks) || arguments.first().is_some_and(|first| first == "help") {
        println!("{}", options::help());
        return ExitCode::SUCCESS;
    }
    match command(&arguments) {
        Ok(done) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Draws what is asked for; returns what to say of it.
fn command(arguments: &[String]) -> Outcome<String> {
    let mut request = Request::parse(arguments)?;
    let (bytes, size) = picture(&mut request)?;
    write(&request.out, &bytes)?;
    Ok(format!("{}: {size}, {} kB", request.out.display(), bytes.len().div_ceil(1000)))
}

/// Returns the file and how large its picture is.
fn picture(request: &mut Request) -> Outcome<(Vec<u8>, String)> {
    match request.format {
        Format::Svg => {
            let svg = svg(request, Room::default())?;
            let size = format!("{} pixels wide", request.width);
            Ok((svg.into_bytes(), size))
        }
        Format::Png => {
            let pixmap = Rasterizer::new()?.pixels(&svg(request, Room::default())?, 2.0)?;
            let size = format!("{} × {}", pixmap.width(), pixmap.height());
            let bytes = pixmap.encode_png().map_err(|error| format!("the PNG was not made: {error}"))?;
            Ok((bytes, size))
        }
        Format::Gif => {
            let rasterizer = Rasterizer::new()?;
            let steps = animation::steps(request.figure.step());
            let mut room = Room::default();
            for &step in &steps {
                request.figure.show(step);
                room = room.with(&request.figure.words(request.language, &request.look), request.width);
            }
            let mut size = String::new();
            let bytes = animation::gif(steps.len(), |at| {
                request.figure.show(steps[at]);
                let pixmap = rasterizer.pixels(&svg(request, room)?, 1.0)?;
                let frames =
                    if steps.len() == 1 { "1 frame".to_owned() } else { format!("{} frames", steps.len()) };
                size = format!("{} × {}, {frames}", pixmap.width(), pixmap.height());
                Ok(pixmap)
            })?;
            Ok((bytes, size))
        }
    }
}

/// Returns the picture of the step shown, with at least so much room for words.
fn svg(request: &Request, room: Room) -> Outcome<String> {
    let words = request.figure.words(request.language, &request.look);
    let room = room.with(&words, request.width);
    page::svg(request.figure.as_ref(), &words, &request.look, request.width, room)
}

/// Writes a file as a whole or not at all.
fn write(file: &Path, bytes: &[u8]) -> Outcome {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, file));
    written.map_err(|error| {
        // What cannot be removed was not written either.
        let _ = fs::remove_file(&part);
        format!("{} was not written: {error}", file.display())
    })
}
