//! A picture as SVG: what the element shows of a run, planes by the library's own drawing, words around them.

use std::fmt::Write as _;

use gradient_figures::view::{Drawn, Palette, Theme, Tone, margins};
use plotters::coord::Shift;
use plotters::prelude::*;

use crate::words::Language;

/// The least and the largest width of a picture, in CSS pixels.
pub(crate) const WIDTHS: (u32, u32) = (320, 2000);

/// Units of a plane for a CSS pixel: plotters draws at whole units, and curves show it.
const FINE: u32 = 4;

/// Space around everything.
const PADDING: f64 = 20.0;
/// Space between planes.
const GAP: f64 = 16.0;
/// Room for the title above a plane.
const TITLE: f64 = 22.0;

/// The faces of words in each language; browsers look for letters that these lack by themselves.
const SANS: &str = "system-ui, -apple-system, 'Segoe UI', sans-serif";
const SANS_JA: &str =
    "'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', 'Yu Gothic UI', Meiryo, system-ui, sans-serif";
const SERIF: &str =
    "'STIX Two Text', 'Cambria Math', Cambria, Georgia, 'Times New Roman', 'Noto Serif', serif";

/// The colours of a picture: those of the planes, and those that the style sheet has for words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// The planes' colours.
    pub(crate) palette: Palette,
    ink: u32,
    line: u32,
    /// Behind a verdict, in the order of [`Tone`].
    badges: [u32; 4],
    on_badge: u32,
}

impl Look {
    /// Dark ink on white paper.
    pub(crate) const LIGHT: Self = Self {
        palette: Palette::LIGHT,
        ink: 0x1d_25_30,
        line: 0xd5_db_e1,
        badges: [0x4a_55_63, 0x00_7a_5a, 0xe6_9f_00, 0xb3_4e_00],
        on_badge: 0xff_ff_ff,
    };

    /// Light ink on dark paper.
    pub(crate) const DARK: Self = Self {
        palette: Palette::DARK,
        ink: 0xe9_ed_f2,
        line: 0x35_3e_48,
        badges: [0xb9_c3_cd, 0x2f_c7_9a, 0xf0_b4_29, 0xff_8a_3d],
        on_badge: 0x15_19_1e,
    };

    /// Returns the colour of words.
    pub(crate) fn ink(&self) -> u32 {
        self.ink
    }

    fn badge(&self, tone: Tone) -> u32 {
        self.badges[tone as usize]
    }

    /// The colour of a verdict in small words.
    fn word(&self, tone: Tone) -> u32 {
        if matches!(tone, Tone::Converges | Tone::Diverges) { self.badge(tone) } else { self.palette.muted }
    }
}

/// A part of a formula.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Upright.
    Plain(String),
    /// A variable.
    Italic(&'static str),
    /// An index below the line.
    Index(String),
    /// What it comes to.
    Bold(String),
}

/// What cannot be broken over lines.
pub(crate) type Term = Vec<Piece>;

/// A line or a sign in a colour, and what it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Sign {
    /// The sign; nothing stands for a line.
    pub(crate) sign: &'static str,
    /// Its colour.
    pub(crate) color: u32,
    /// What it stands for.
    pub(crate) words: String,
}

/// An entry of the legend: a line of a colour, what it is, how it does.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    /// The line.
    pub(crate) sign: Sign,
    /// How it does.
    pub(crate) verdict: &'static str,
    /// The colour of that.
    pub(crate) tone: Tone,
}

/// The title of a plane.
#[derive(Clone, Debug)]
pub(crate) enum Title {
    /// Words.
    Words(String),
    /// The lines on it.
    Lines(Vec<Sign>),
}

/// What is written around the planes.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// The language of all that follows.
    pub(crate) language: Language,
    /// What the picture is about, for those who cannot see it.
    pub(crate) name: &'static str,
    /// How the run does.
    pub(crate) verdict: &'static str,
    /// The colour of that.
    pub(crate) tone: Tone,
    /// Which run it is.
    pub(crate) settings: Vec<String>,
    /// What is true of it now.
    pub(crate) facts: Vec<String>,
    /// A title for each plane.
    pub(crate) titles: Vec<Title>,
    /// The legend.
    pub(crate) methods: Vec<Method>,
    /// The other signs.
    pub(crate) signs: Vec<Sign>,
    /// Lines of a formula, each in terms.
    pub(crate) formula: Vec<Vec<Term>>,
    /// The formula's size.
    pub(crate) formula_size: f64,
    /// What else is to be known, each on a line of its own.
    pub(crate) notes: Vec<String>,
}

/// The areas of a figure's planes.
pub(crate) type Areas<'a> = [DrawingArea<SVGBackend<'a>, Shift>];

/// A run that can be drawn at each of its steps.
pub(crate) trait Run {
    /// Returns the step shown.
    fn step(&self) -> usize;

    /// Shows a step.
    fn show(&mut self, step: usize);

    /// Returns where the planes are on a block of a width, and the block's height, as the style sheet has it.
    fn planes(&self, width: f64) -> (Vec<Rect>, f64);

    /// Returns what is to be read.
    fn words(&self, language: Language, look: &Look) -> Words;

    /// Draws the planes.
    fn draw<'a>(&self, areas: &Areas<'a>, theme: &Theme) -> Drawn<SVGBackend<'a>>;
}

/// A place in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// Lays planes side by side, as wide as their shares say.
pub(crate) fn beside(y: f64, width: f64, shares: &[f64], height: f64) -> Vec<Rect> {
    let gaps = GAP * f64::from(u32::try_from(shares.len()).unwrap_or(1) - 1);
    let unit = (width - gaps) / shares.iter().sum::<f64>();
    let mut x = 0.0;
    let lay = |share: &f64| {
        let rect = Rect { x, y: y + TITLE, width: (share * unit).round(), height };
        x += rect.width + GAP;
        rect
    };
    shares.iter().map(lay).collect()
}

/// Lays rows of planes below each other.
pub(crate) fn rows(width: f64, rows: &[(&[f64], f64)]) -> (Vec<Rect>, f64) {
    let mut y = 0.0;
    let mut rects = Vec::new();
    for (shares, height) in rows {
        rects.extend(beside(y, width, shares, *height));
        y += TITLE + height + 8.0;
    }
    (rects, y)
}

/// The lines that the words of all pictures of a run take, so that nothing moves from one to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Room {
    head: usize,
    formula: usize,
    notes: usize,
}

impl Room {
    /// Returns the room for these words as well.
    pub(crate) fn with(self, words: &Words, width: u32) -> Self {
        let inner = inner(width);
        Self {
            head: self.head.max(head_lines(words, inner).len()),
            formula: self.formula.max(formula_lines(words, inner).len()),
            notes: self.notes.max(note_lines(words, inner).len()),
        }
    }
}

fn inner(width: u32) -> f64 {
    f64::from(width) - 2.0 * PADDING
}

/// Returns the picture of the step that a run shows.
pub(crate) fn svg(
    run: &dyn Run,
    words: &Words,
    look: &Look,
    width: u32,
    room: Room,
) -> Result<String, String> {
    let inner = inner(width);
    let mut body = String::new();
    let mut y = draw_head(&mut body, words, look, inner, room.head);
    let (rects, height) = run.planes(inner);
    draw_titles(&mut body, words, look, &rects, y);
    let _ = write!(
        body,
        "<g transform=\"translate({PADDING} {y}) scale({})\">\n{}</g>\n",
        1.0 / f64::from(FINE),
        draw_planes(run, look, &rects, (inner, height))?
    );
    y += height;
    y = draw_legend(&mut body, words, look, inner, y);
    y = draw_formula(&mut body, words, look, (inner, y), room.formula);
    y = draw_notes(&mut body, words, look, (inner, y), room.notes);
    let height = y + PADDING - 6.0;
    let title = [&[words.name.to_owned(), words.verdict.to_owned()], words.settings.as_slice()].concat();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         xml:lang=\"{}\" role=\"img\">\n<title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n\
         <g font-family=\"{}\">\n{body}</g>\n</svg>\n",
        words.language.name(),
        escaped(&title.join(", ")),
        color(look.palette.paper),
        if words.language == Language::Ja { SANS_JA } else { SANS },
    ))
}

/// Returns what the library draws, without the tag around it.
fn draw_planes(run: &dyn Run, look: &Look, rects: &[Rect], size: (f64, f64)) -> Result<String, String> {
    let theme = Theme { palette: look.palette, scale: FINE.into(), text_scale: 1.24, grain: 1 };
    let mut text = String::new();
    {
        let root =
            SVGBackend::with_string(&mut text, (theme.px(size.0), theme.px(size.1))).into_drawing_area();
        let place = |rect: &Rect| {
            let at = (rect.x * theme.scale, rect.y * theme.scale);
            root.clone().shrink(at, (theme.px(rect.width), theme.px(rect.height)))
        };
        let areas: Vec<_> = rects.iter().map(place).collect();
        run.draw(&areas, &theme).map_err(|error| format!("the planes were not drawn: {error}"))?;
        root.present().map_err(|error| format!("the planes were not drawn: {error}"))?;
    }
    let inside = text.split_once('\n').and_then(|(_, rest)| rest.rsplit_once("</svg>"));
    inside.map(|(inside, _)| inside.to_owned()).ok_or_else(|| "the planes were not drawn".to_owned())
}

// Head

const HEAD_LINE: f64 = 26.0;
const HEAD_SIZE: f64 = 14.0;
const HEAD_GAP: f64 = 14.0;

/// An entry of the head, and whether it says which run this is.
type Entry<'a> = (&'a str, bool);

fn head_lines(words: &Words, inner: f64) -> Vec<Vec<Entry<'_>>> {
    let settings = words.settings.iter().map(|text| (text.as_str(), true));
    let facts = words.facts.iter().map(|text| (text.as_str(), false));
    let entries = settings.chain(facts).filter(|(text, _)| !text.is_empty());
    let first = badge_width(words) + HEAD_GAP;
    flow(entries, |(text, _)| measured(text, HEAD_SIZE) + HEAD_GAP, inner + HEAD_GAP, first)
}

fn badge_width(words: &Words) -> f64 {
    (measured(words.verdict, HEAD_SIZE) * 1.08 + 28.0).round()
}

/// Draws verdict, settings and facts; returns where it ends.
fn draw_head(body: &mut String, words: &Words, look: &Look, inner: f64, room: usize) -> f64 {
    let width = badge_width(words);
    let top = PADDING - 4.0;
    let on_badge = if words.tone == Tone::Swings { Look::LIGHT.ink } else { look.on_badge };
    let _ = write!(
        body,
        "<rect x=\"{PADDING}\" y=\"{top}\" width=\"{width}\" height=\"26\" rx=\"13\" fill=\"{}\"/>\n\
         <text x=\"{}\" y=\"{}\" font-size=\"{HEAD_SIZE}\" font-weight=\"bold\" text-anchor=\"middle\" \
         fill=\"{}\">{}</text>\n",
        color(look.badge(words.tone)),
        PADDING + width / 2.0,
        top + 18.0,
        color(on_badge),
        escaped(words.verdict),
    );
    for (at, line) in head_lines(words, inner).into_iter().enumerate() {
        let x = if at == 0 { PADDING + width + HEAD_GAP } else { PADDING };
        let spans = line.into_iter().enumerate().map(|(at, (text, is_setting))| {
            let fill = if is_setting { look.ink } else { look.palette.muted };
            (if at == 0 { 0.0 } else { HEAD_GAP }, fill, text)
        });
        draw_spans(body, (x, top + 18.0 + HEAD_LINE * count(at)), HEAD_SIZE, spans);
    }
    top + HEAD_LINE * count(room.max(1)) + 6.0
}

/// Draws words one after the other, each with a gap before it and a colour.
fn draw_spans<'a>(
    body: &mut String,
    (x, y): (f64, f64),
    size: f64,
    spans: impl Iterator<Item = (f64, u32, &'a str)>,
) {
    let _ = write!(body, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" xml:space=\"preserve\">");
    for (gap, fill, text) in spans {
        let words = with_powers(&escaped(text));
        let _ = write!(body, "<tspan dx=\"{gap}\" fill=\"{}\">{words}</tspan>", color(fill));
    }
    body.push_str("</text>\n");
}

/// Has the digits of a power come from one face: Japanese ones have ¹, ² and ³ and not the rest.
fn with_powers(text: &str) -> String {
    let is_digit = |c: char| matches!(c, '⁰'..='⁹' | '⁻' | '¹' | '²' | '³');
    let mut all = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let length = rest[start..].find(|c| !is_digit(c)).unwrap_or(rest.len() - start);
        let power = &rest[start..start + length];
        all.push_str(&rest[..start]);
        match power {
            "¹" | "²" | "³" => all.push_str(power),
            _ => {
                let _ = write!(all, "<tspan font-family=\"sans-serif\">{power}</tspan>");
            }
        }
        rest = &rest[start + length..];
    }
    all + rest
}

// Titles

const TITLE_SIZE: f64 = 13.0;

fn draw_titles(body: &mut String, words: &Words, look: &Look, rects: &[Rect], top: f64) {
    let muted = look.palette.muted;
    for (title, rect) in words.titles.iter().zip(rects) {
        let y = top + rect.y - 6.0;
        let plot = PADDING + rect.x + margins()[3];
        let end = PADDING + rect.x + rect.width;
        match title {
            Title::Words(text) => {
                let x = plot.min(end - measured(text, TITLE_SIZE)).max(PADDING + rect.x);
                draw_spans(body, (x.round(), y), TITLE_SIZE, std::iter::once((0.0, muted, text.as_str())));
            }
            Title::Lines(signs) => {
                let width = |sign: &Sign| 24.0 + measured(&sign.words, TITLE_SIZE) + 14.0;
                let all = signs.iter().map(width).sum::<f64>() - 14.0;
                let mut x = plot.min(end - all).max(PADDING + rect.x).round();
                for sign in signs {
                    draw_line_sign(body, (x, y - 4.5), sign.color);
                    draw_spans(
                        body,
                        (x + 24.0, y),
                        TITLE_SIZE,
                        std::iter::once((0.0, muted, sign.words.as_str())),
                    );
                    x += width(sign).round();
                }
            }
        }
    }
}

fn draw_line_sign(body: &mut String, (x, middle): (f64, f64), fill: u32) {
    let _ = writeln!(
        body,
        "<rect x=\"{x}\" y=\"{}\" width=\"18\" height=\"4\" rx=\"2\" fill=\"{}\"/>",
        middle - 2.0,
        color(fill)
    );
}

// Legend

const METHOD: (f64, f64) = (44.0, 6.0);

/// Draws the legend and the other signs, where there are any; returns where it ends.
fn draw_legend(body: &mut String, words: &Words, look: &Look, inner: f64, top: f64) -> f64 {
    let mut y = top;
    let (height, gap) = METHOD;
    let widest = |method: &Method| measured(&method.sign.words, HEAD_SIZE) + 48.0;
    let width = words.methods.iter().map(widest).fold(172.0, f64::max).round();
    let lines = flow(words.methods.iter(), |_| width + gap, inner + gap, 0.0);
    for line in lines {
        let mut x = PADDING;
        for method in line {
            let _ = writeln!(
                body,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"none\" stroke=\"{}\"/>",
                x + 0.5,
                y + 0.5,
                width - 1.0,
                height - 1.0,
                color(look.line),
            );
            draw_line_sign(body, (x + 9.0, y + height / 2.0), method.sign.color);
            let text = [
                (y + 18.0, HEAD_SIZE, look.ink, method.sign.words.as_str()),
                (y + 35.0, 12.0, look.word(method.tone), method.verdict),
            ];
            for (y, size, fill, text) in text {
                draw_spans(body, (x + 35.0, y), size, std::iter::once((0.0, fill, text)));
            }
            x += width + gap;
        }
        y += height + gap;
    }
    let wide =
        |sign: &&Sign| measured(sign.sign, TITLE_SIZE) + 6.0 + measured(&sign.words, TITLE_SIZE) + 14.0;
    for line in flow(words.signs.iter(), |sign| wide(sign), inner + 14.0, 0.0) {
        let spans = line.into_iter().enumerate().flat_map(|(at, sign)| {
            let gap = if at == 0 { 0.0 } else { 14.0 };
            [(gap, sign.color, sign.sign), (6.0, look.palette.muted, sign.words.as_str())]
        });
        draw_spans(body, (PADDING + 8.0, y + 15.0), TITLE_SIZE, spans);
        y += 22.0;
    }
    y
}

// Formula

fn formula_lines(words: &Words, inner: f64) -> Vec<Vec<&Term>> {
    let width = |term: &&Term| term.iter().map(|piece| piece_width(piece, words.formula_size)).sum();
    words.formula.iter().flat_map(|line| flow(line.iter(), |term| width(term), inner, 0.0)).collect()
}

fn piece_width(piece: &Piece, size: f64) -> f64 {
    match piece {
        Piece::Plain(text) | Piece::Bold(text) => measured(text, size),
        Piece::Italic(text) => measured(text, size),
        Piece::Index(text) => measured(text, size * INDEX),
    }
}

/// An index's size for one of its line.
const INDEX: f64 = 0.68;

/// Draws the formula in the middle; returns where it ends.
fn draw_formula(body: &mut String, words: &Words, look: &Look, (inner, top): (f64, f64), room: usize) -> f64 {
    let (size, pitch) = (words.formula_size, (words.formula_size * 1.6).round());
    let lines = formula_lines(words, inner);
    for (at, line) in lines.iter().enumerate() {
        let _ = write!(
            body,
            "<text x=\"{}\" y=\"{}\" font-family=\"{SERIF}\" font-size=\"{size}\" text-anchor=\"middle\" \
             fill=\"{}\" xml:space=\"preserve\">",
            PADDING + inner / 2.0,
            top + pitch * count(at) + 0.72 * pitch,
            color(look.ink),
        );
        let mut is_below = false;
        for piece in line.iter().copied().flatten() {
            let (text, mut style) = match piece {
                Piece::Plain(text) => (text.as_str(), String::new()),
                Piece::Italic(text) => (*text, " font-style=\"italic\"".to_owned()),
                Piece::Bold(text) => (text.as_str(), " font-weight=\"bold\"".to_owned()),
                Piece::Index(text) => (text.as_str(), format!(" font-size=\"{:.1}\"", size * INDEX)),
            };
            let index = matches!(piece, Piece::Index(_));
            if index != is_below {
                let _ = write!(style, " dy=\"{}\"", if index { 5 } else { -5 });
            }
            is_below = index;
            let _ = write!(body, "<tspan{style}>{}</tspan>", escaped(text));
        }
        body.push_str("</text>\n");
    }
    top + pitch * count(room)
}

// Notes

const NOTE: (f64, f64) = (14.0, 21.0);

fn note_lines(words: &Words, inner: f64) -> Vec<String> {
    let lines = |note| flow(breakable(note).into_iter(), |piece| measured(piece, NOTE.0), inner - 18.0, 0.0);
    let all = words.notes.iter().flat_map(|note| lines(note.as_str()));
    all.map(|line| line.concat().trim_end().to_owned()).collect()
}

/// Draws what else is to be known behind a bar; returns where it ends.
fn draw_notes(body: &mut String, words: &Words, look: &Look, (inner, top): (f64, f64), room: usize) -> f64 {
    if room == 0 {
        return top;
    }
    let (size, pitch) = NOTE;
    let top = top + 6.0;
    let lines = note_lines(words, inner);
    if !lines.is_empty() {
        let _ = writeln!(
            body,
            "<rect x=\"{PADDING}\" y=\"{top}\" width=\"4\" height=\"{}\" fill=\"{}\"/>",
            pitch * count(lines.len()),
            color(look.palette.diverges)
        );
    }
    for (at, line) in lines.iter().enumerate() {
        let place = (PADDING + 14.0, top + pitch * count(at) + 15.0);
        draw_spans(body, place, size, std::iter::once((0.0, look.ink, line.as_str())));
    }
    top + pitch * count(room)
}

/// Returns text in pieces between which a line may end: after a space and around a Japanese letter, though neither before
/// what closes nor within a word of katakana.
fn breakable(text: &str) -> Vec<&str> {
    let is_katakana = |c| matches!(c, 'ァ'..='ヺ' | 'ー');
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = '\0';
    for (at, letter) in text.char_indices() {
        let is_gap = before == ' ' || is_wide(before) || is_wide(letter);
        let stays = "、。：）」ぁぃぅぇぉっゃゅょ ".contains(letter)
            || "（「".contains(before)
            || is_katakana(before) && is_katakana(letter);
        if at > 0 && is_gap && !stays {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = letter;
    }
    pieces.push(&text[start..]);
    pieces
}

// Text

/// Breaks what follows each other into lines no longer than `most`; the first has lost `taken`.
fn flow<T>(items: impl Iterator<Item = T>, width: impl Fn(&T) -> f64, most: f64, taken: f64) -> Vec<Vec<T>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut length = taken;
    for item in items {
        let next = width(&item);
        if length + next > most && length > 0.0 {
            lines.push(std::mem::take(&mut line));
            length = 0.0;
        }
        length += next;
        line.push(item);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Returns about how wide text is at a size, in a wide face (DejaVu Sans): whoever looks at an SVG has fonts of their own.
fn measured(text: &str, size: f64) -> f64 {
    let letter = |c: char| match c {
        c if is_wide(c) => 1.0,
        '\u{300}'..='\u{36f}' => 0.0,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | '·' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '/' | '⁰'..='⁹' | '₀'..='ₙ' | '²' | '³' => 0.42,
        'm' | 'w' | 'M' | 'W' | '−' | '=' | '≈' | '±' | '×' | '→' | '←' | '<' | '%' | '…' => 0.9,
        'A'..='Z' => 0.72,
        _ => 0.62,
    };
    size * text.chars().map(letter).sum::<f64>()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

fn color(rgb: u32) -> String {
    format!("#{rgb:06x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn count(lines: usize) -> f64 {
    lines as f64
}
