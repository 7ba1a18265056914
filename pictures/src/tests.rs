//! Pictures as they are asked for.

use std::fs;
use std::path::PathBuf;

use gradient_figures::figure::GradientDescentFigure;
use gradient_figures::view::{Palette, Theme, draw_descent};
use plotters::prelude::*;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::fontdb::Database;
use resvg::usvg::roxmltree::Document;

use super::*;
use crate::words::Language;

fn arguments(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

fn request(line: &str) -> Request {
    Request::parse(&arguments(line)).unwrap_or_else(|message| panic!("{line}: {message}"))
}

fn svg_of(line: &str) -> String {
    svg(&request(&format!("{line} --out a.svg")), Room::default()).unwrap()
}

fn bytes_of(line: &str) -> Vec<u8> {
    picture(&mut request(line)).unwrap().0
}

/// All that is written in a picture.
fn texts(svg: &str) -> String {
    let document = Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_planes_are_what_the_view_draws() {
    let mut figure = GradientDescentFigure::new();
    figure.set_learning_rate(1.1).unwrap();
    figure.settle();
    let theme = Theme { palette: Palette::LIGHT, scale: 4.0, text_scale: 1.24, grain: 1 };
    let mut drawn = String::new();
    {
        // 920 of 960 pixels, shared as 1.9 to 1 with a gap of 16, below titles of 22.
        let root = SVGBackend::with_string(&mut drawn, (4 * 920, 4 * 350)).into_drawing_area();
        let curve = root.clone().shrink((0, 4 * 22), (4 * 592, 4 * 320));
        let loss = root.clone().shrink((4 * 608, 4 * 22), (4 * 312, 4 * 320));
        draw_descent([&curve, &loss], &figure.scene(), &theme).unwrap();
        root.present().unwrap();
    }
    let (_, inside) = drawn.trim_end().strip_suffix("</svg>").unwrap().split_once('\n').unwrap();
    let svg = svg_of("--figure gradient-descent --learning-rate 1.1");
    assert!(svg.contains(inside), "the view draws otherwise");

    let document = Document::parse(&svg).unwrap();
    let circles = document.descendants().filter(|node| node.has_tag_name("circle")).count();
    assert_eq!(circles, 2 * 11 + 1, "each iterate is on both planes, the start in a ring on paper");
}

#[test]
fn the_headline_tells_which_run_it_is() {
    let cases = [
        (
            "--figure gradient-descent --learning-rate 1.1 --step 4",
            "diverges;η = 1.1;x₀ = −3;factor 1 − 2η = −1.2;step 4 / 10",
        ),
        (
            "--figure gradient-descent --lang ja --start=2.5",
            "収束;η = 0.1;x₀ = 2.5;倍率 1 − 2η = 0.8;ステップ 10 / 10",
        ),
        (
            "--figure gradient-descent --learning-rate 1.5 --steps 800",
            "diverges;step 800 / 800;Overflow: y exceeds the largest float64 at step 511. All finite;4×10³⁰⁸",
        ),
        (
            "--figure minibatch-sgd --learning-rate 1.6 --batch-size 4 --samples 60 --noise 0.2 --data-seed 3 --seed 9 --sampling epoch --steps 30 --axis epochs",
            "unsteady;η = 1.6;B = 4;N = 60;noise 0.2;data seed 3;batch seed 9;each sample once per epoch;step 30 / 30;2 epochs, 120 sample gradients;loss by epochs",
        ),
        (
            "--figure minibatch-sgd --learning-rate 2.2 --lang ja",
            "発散;η = 2.2;データの種 0;全データ B = 100;SGD B = 1",
        ),
        (
            "--figure noise-escape --runs 50 --steps 100 --seed 7",
            "η = 0.1;B = 1;batch seed 7;step 100 / 100;of 50 runs",
        ),
        (
            "--figure noise-escape --learning-rate 0.4 --lang ja --runs 10",
            "発散する;η = 0.4;回目でオーバーフロー",
        ),
    ];
    for (line, expected) in cases {
        let written = texts(&svg_of(line)).replace('\n', "");
        for words in expected.split(';') {
            assert!(written.contains(words), "{line}: no “{words}” in {written}");
        }
    }
}

#[test]
fn a_theme_is_the_papers_and_a_width_the_pictures() {
    for (theme, paper) in [("light", "#ffffff"), ("dark", "#15191e")] {
        for figure in figures::NAMES {
            let svg = svg_of(&format!("--figure {figure} --theme {theme} --width 400"));
            let document = Document::parse(&svg).unwrap();
            let rect = document.descendants().find(|node| node.has_tag_name("rect")).unwrap();
            assert_eq!((rect.attribute("width"), rect.attribute("fill")), (Some("400"), Some(paper)));
        }
    }
}

#[test]
fn the_words_of_a_moving_picture_keep_their_room() {
    let mut request =
        request("--figure gradient-descent --learning-rate 1.5 --steps 300 --width 340 --out a.gif");
    let steps = animation::steps(request.figure.step());
    let mut room = Room::default();
    let mut heights = Vec::new();
    for with_room in [false, true] {
        for &step in &steps {
            request.figure.show(step);
            if !with_room {
                room = room.with(&request.figure.words(request.language, &request.look), request.width);
            }
            let svg = svg(&request, if with_room { room } else { Room::default() }).unwrap();
            let height =
                Document::parse(&svg).unwrap().root_element().attribute("height").unwrap().to_owned();
            heights.push((with_room, height));
        }
    }
    heights.sort();
    heights.dedup();
    let of = |with_room| heights.iter().filter(|entry| entry.0 == with_room).count();
    assert!(of(false) > 1, "the formula is longer at some steps");
    assert_eq!(of(true), 1);
}

#[test]
fn a_png_has_two_pixels_for_one() {
    let line = "--figure gradient-descent --learning-rate 0.1 --width 320";
    let pixmap = Pixmap::decode_png(&bytes_of(&format!("{line} --out a.png"))).unwrap();
    let svg = svg_of(line);
    let height: u32 =
        Document::parse(&svg).unwrap().root_element().attribute("height").unwrap().parse().unwrap();
    assert_eq!((pixmap.width(), pixmap.height()), (640, 2 * height));
    let color =
        |x, y| pixmap.pixel(x, y).map(|pixel| (pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()));
    assert_eq!(color(0, 0), Some((255, 255, 255, 255)), "paper");
    assert_eq!(color(2 * 20 + 14, 2 * 29), Some((0, 0x7a, 0x5a, 255)), "the verdict's green");
    let is_ink = |pixel: &resvg::tiny_skia::PremultipliedColorU8| pixel.red() < 60;
    assert!(pixmap.pixels()[..640 * 2 * 48].iter().any(is_ink), "the settings are written");
}

/// The frames of a GIF as a viewer composes them, in RGB, with their delays; checks that it repeats.
fn frames(bytes: &[u8]) -> (usize, Vec<(Vec<u8>, u16)>) {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).unwrap();
    assert_eq!(decoder.repeat(), gif::Repeat::Infinite);
    let width = usize::from(decoder.width());
    let mut canvas = vec![0; width * usize::from(decoder.height()) * 3];
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        for (at, pixel) in frame.buffer.chunks_exact(4).enumerate().filter(|(_, pixel)| pixel[3] == 255) {
            let (x, y) = (left + at % usize::from(frame.width), top + at / usize::from(frame.width));
            canvas[3 * (y * width + x)..][..3].copy_from_slice(&pixel[..3]);
        }
        frames.push((canvas.clone(), frame.delay));
    }
    (width, frames)
}

#[test]
fn a_gif_has_a_frame_for_each_step_and_stays_at_the_last() {
    let line = "--figure gradient-descent --learning-rate 1.1 --steps 9 --step 5 --width 320";
    let (width, frames) = frames(&bytes_of(&format!("{line} --out a.gif")));
    assert_eq!((width, frames.len()), (320, 6));
    assert_eq!(frames.iter().map(|frame| frame.1).collect::<Vec<_>>(), [40, 40, 40, 40, 40, 200]);
    for pair in frames.windows(2) {
        assert_ne!(pair[0].0, pair[1].0, "each frame shows a step of its own");
    }
    // What is seen at the end is the picture of that step, with hardly another colour anywhere.
    let still = Rasterizer::new().unwrap().pixels(&svg_of(line), 1.0).unwrap();
    let rgb: Vec<_> = still.data().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect();
    let last = &frames.last().unwrap().0[..rgb.len()];
    let most = last.iter().zip(&rgb).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(most.is_some_and(|most| most <= 24), "{most:?} of 255 off");
}

#[test]
fn a_gif_of_a_still_run_is_one_too() {
    let (_, frames) = frames(&bytes_of(
        "--figure noise-escape --learning-rate 0 --steps 1 --runs 1 --width 320 --lang en --out a.gif",
    ));
    assert_eq!(frames.len(), 2);
}

#[test]
fn where_letters_are_missing_it_is_said_what_to_install() {
    let nothing = Rasterizer::with(Database::new()).err().unwrap();
    assert!(nothing.contains("no fonts were found") && nothing.contains("apt-get install"), "{nothing}");

    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let japanese: Vec<_> =
        fonts.faces().filter(|face| raster::has(&fonts, face.id, '収')).map(|face| face.id).collect();
    for id in japanese {
        fonts.remove_face(id);
    }
    let rasterizer = Rasterizer::with(fonts).unwrap();
    let words = svg_of("--figure gradient-descent --lang ja");
    let lacking = rasterizer.pixels(&words, 1.0).err().unwrap();
    assert!(lacking.contains('収') && lacking.contains("fonts-noto-cjk"), "{lacking}");
}

#[test]
fn what_is_not_accepted_is_told_and_nothing_is_written() {
    let folder = folder("refused");
    let out = folder.join("a.svg");
    let cases = [
        ("", "--figure is needed: gradient-descent, minibatch-sgd, noise-escape"),
        ("run.gif", "`run.gif` is not understood here; options begin with --"),
        ("--figure", "`--figure` needs a value"),
        ("--figure --out", "`--figure` needs a value"),
        ("--figure parabola", "there is no figure `parabola`; there are gradient-descent, "),
        ("--figure batch-throughput", "batch-throughput measures the machine"),
        (
            "--figure noise-escape --start 1",
            "noise-escape has no `--start`; it has --learning-rate, --batch-size, ",
        ),
        ("--figure gradient-descent --out a.bmp", "ends with .svg, .png or .gif, got `a.bmp`"),
        ("--figure gradient-descent --theme auto", "--theme takes light or dark, got `auto`"),
        ("--figure gradient-descent --lang de", "--lang takes en or ja, got `de`"),
        ("--figure gradient-descent --width 319", "--width takes a whole number from 320 to 2000, got `319`"),
        ("--figure gradient-descent --width 400.5", "--width takes a whole number"),
        (
            "--figure gradient-descent --learning-rate -0.1",
            "--learning-rate: learning rate must be a finite number of at least 0, got `-0.1`",
        ),
        ("--figure gradient-descent --start inf", "--start: start must be a finite number, got `inf`"),
        (
            "--figure gradient-descent --steps 10001",
            "--steps: steps must be a whole number from 1 to 10000, got `10001`",
        ),
        (
            "--figure gradient-descent --step 1.5",
            "--step: step must be a whole number of at least 0, got `1.5`",
        ),
        (
            "--figure minibatch-sgd --batch-size 101",
            "--batch-size: batch size must be a whole number from 1 to 100, got `101`",
        ),
        (
            "--figure minibatch-sgd --samples 1",
            "--samples: number of samples must be a whole number from 2 to 1000000",
        ),
        ("--figure minibatch-sgd --noise -1", "--noise: noise must be a number from 0 to 1e9"),
        (
            "--figure minibatch-sgd --data-seed 4294967296",
            "--data-seed: seed must be a whole number from 0 to 4294967295",
        ),
        (
            "--figure minibatch-sgd --seed x",
            "--seed: seed must be a whole number from 0 to 4294967295, got `x`",
        ),
        (
            "--figure minibatch-sgd --sampling none",
            "--sampling: sampling must be replacement or epoch, got `none`",
        ),
        (
            "--figure minibatch-sgd --axis time",
            "--axis: axis must be updates, epochs or gradients, got `time`",
        ),
        (
            "--figure noise-escape --batch-size 65",
            "--batch-size: batch size must be a whole number from 1 to 64",
        ),
        ("--figure noise-escape --runs 0", "--runs: runs must be a whole number from 1 to 10000, got `0`"),
    ];
    for (line, expected) in cases {
        let with_out = if line.contains("--figure ") && !line.contains("--out") {
            format!("{line} --out {}", out.display())
        } else {
            line.to_owned()
        };
        let message = command(&arguments(&with_out)).unwrap_err();
        assert!(message.contains(expected), "{line}: {message}");
    }
    let missing = command(&arguments("--figure gradient-descent")).unwrap_err();
    assert!(missing.contains("--out is needed"), "{missing}");
    let nowhere = folder.join("none").join("a.svg");
    let unwritten = command(&arguments(&format!("--figure gradient-descent --out {}", nowhere.display())));
    assert!(unwritten.unwrap_err().contains("a.svg was not written"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing is left behind");
    fs::remove_dir(folder).unwrap();
}

#[test]
fn a_file_is_written_and_its_size_told() {
    let folder = folder("written");
    let out = folder.join("run.SVG");
    let line = format!("--figure noise-escape --runs 20 --out {}", out.display());
    let said = command(&arguments(&line)).unwrap();
    assert!(said.contains("run.SVG: 960 pixels wide, ") && said.ends_with(" kB"), "{said}");
    Document::parse(&fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing but the picture");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn long_runs_are_sampled() {
    assert_eq!(animation::steps(3), [0, 1, 2, 3]);
    assert_eq!(animation::steps(60).len(), 61);
    assert_eq!(&animation::steps(200)[..3], [0, 4, 8]);
    for last in 1..=10_000 {
        let steps = animation::steps(last);
        assert!(steps.len() <= 61 && steps.first() == Some(&0) && steps.last() == Some(&last), "{last}");
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]), "{last}");
    }
}

#[test]
fn help_names_every_option() {
    let help = options::help();
    for name in figures::NAMES {
        let figure = figures::named(name).unwrap();
        let section = help.split(&format!("--figure {name}")).nth(1).unwrap();
        let section = section.split("--figure").next().unwrap();
        for option in figure.options() {
            assert!(section.contains(&format!("--{option}")), "{name} --{option}");
        }
    }
    assert!(Language::ALL.iter().all(|language| help.contains(language.name())));
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("gradient-figures-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}
