//! From SVG to pixels, with the fonts of this machine.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, ID, Query, Style, Weight};
use resvg::usvg::{FontFamily, FontResolver, FontStyle, Options, Tree};

use skrifa::FontRef;
use skrifa::charmap::Charmap;

use crate::figures::Outcome;

/// The faces to look for, the one that reads best first; without any of them, whatever has letters.
const SANS: [&str; 9] = [
    "Inter",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Arial",
    "Roboto",
    "FreeSans",
];
const SERIF: [&str; 9] = [
    "STIX Two Text",
    "Cambria",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
    "Liberation Serif",
    "Times New Roman",
    "Times",
    "FreeSerif",
];
/// For letters that those lack, the Japanese ones. Of the Noto faces for Chinese, Japanese and Korean, the Japanese.
const JAPANESE: [&str; 9] = [
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic UI",
    "Yu Gothic",
    "Meiryo",
    "IPAexGothic",
    "IPAGothic",
    "TakaoPGothic",
];
const JAPANESE_SERIF: [&str; 5] =
    ["Hiragino Mincho ProN", "Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho", "IPAexMincho"];

/// What to install where there is nothing to write with.
const INSTALL: &str = "install some, on Debian and Ubuntu by `apt-get install fonts-dejavu fonts-noto-cjk`; \
                       an SVG needs none (--out with .svg)";

/// Draws SVG with the fonts of this machine.
pub(crate) struct Rasterizer {
    options: Options<'static>,
    /// Letters that no font has.
    missing: Arc<Mutex<BTreeSet<char>>>,
}

impl Rasterizer {
    /// Returns one with all fonts that the system has.
    pub(crate) fn new() -> Outcome<Self> {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Self::with(fonts)
    }

    /// Returns one with these fonts; says what to install when there is none with letters.
    pub(crate) fn with(fonts: Database) -> Outcome<Self> {
        let plain = Kind { weight: Weight::NORMAL, style: Style::Normal };
        if find(&fonts, &SANS, plain, 'x', &[]).is_none() {
            return Err(format!("no fonts were found on this machine, and a picture has words: {INSTALL}"));
        }
        let missing = Arc::new(Mutex::new(BTreeSet::new()));
        let noted = Arc::clone(&missing);
        let font_resolver = FontResolver {
            select_font: Box::new(|font, fonts| {
                let named = font.families().iter().filter_map(|family| match family {
                    FontFamily::Named(name) => Some(name.as_str()),
                    _ => None,
                });
                let is_serif = font.families().contains(&FontFamily::Serif);
                let generic = if is_serif { SERIF.as_slice() } else { SANS.as_slice() };
                let families: Vec<_> = named.chain(generic.iter().copied()).collect();
                let is_italic = font.style() != FontStyle::Normal;
                let style = if is_italic { Style::Italic } else { Style::Normal };
                find(fonts, &families, Kind { weight: Weight(font.weight()), style }, 'x', &[])
            }),
            select_fallback: Box::new(move |letter, used, fonts| {
                let base = used.first().and_then(|&id| fonts.face(id));
                let is_serif = base.is_some_and(|face| SERIF.contains(&face.families[0].0.as_str()));
                let families = if is_serif {
                    [JAPANESE_SERIF.as_slice(), &SERIF].concat()
                } else {
                    [JAPANESE.as_slice(), &SANS].concat()
                };
                let kind = base.map_or(plain, |face| Kind { weight: face.weight, style: face.style });
                let found = find(fonts, &families, kind, letter, used);
                if found.is_none() {
                    noted.lock().unwrap_or_else(PoisonError::into_inner).insert(letter);
                }
                found
            }),
        };
        let options = Options { font_resolver, fontdb: Arc::new(fonts), ..Options::default() };
        Ok(Self { options, missing })
    }

    /// Returns the pixels of a picture, `scale` for each of its own; says what to install when a letter is in no font.
    pub(crate) fn pixels(&self, svg: &str, scale: f32) -> Outcome<Pixmap> {
        let tree =
            Tree::from_str(svg, &self.options).map_err(|error| format!("the picture is no SVG: {error}"))?;
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if !missing.is_empty() {
            let letters: String = missing.iter().take(12).collect();
            return Err(format!(
                "the fonts of this machine lack letters of the picture ({letters}): {INSTALL}"
            ));
        }
        let size = tree.size().to_int_size().scale_by(scale);
        let pixmap = size.and_then(|size| Pixmap::new(size.width(), size.height()));
        let mut pixmap = pixmap.ok_or("the picture is too large")?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Ok(pixmap)
    }
}

/// Upright or not, thin or thick.
#[derive(Clone, Copy)]
struct Kind {
    weight: Weight,
    style: Style,
}

/// Returns the first of the families, else any face, that has a letter and is none of those used already.
fn find(fonts: &Database, families: &[&str], kind: Kind, letter: char, used: &[ID]) -> Option<ID> {
    let Kind { weight, style } = kind;
    let is_fit = |id: &ID| !used.contains(id) && has(fonts, *id, letter);
    let query =
        |name| fonts.query(&Query { families: &[Family::Name(name)], weight, style, ..Query::default() });
    let any = |is_alike: bool| {
        let faces = fonts.faces().filter(|face| !is_alike || face.weight == weight && face.style == style);
        faces.map(|face| face.id).find(is_fit)
    };
    let named = families.iter().filter_map(|name| query(name)).find(is_fit);
    named.or_else(|| any(true)).or_else(|| any(false))
}

pub(crate) fn has(fonts: &Database, id: ID, letter: char) -> bool {
    let mapped = fonts
        .with_face_data(id, |data, index| Charmap::new(&FontRef::from_index(data, index).ok()?).map(letter));
    mapped.flatten().is_some()
}
