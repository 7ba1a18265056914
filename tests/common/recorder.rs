//! A drawing backend that only notes what it is asked to draw.
#![allow(clippy::unwrap_used, reason = "for tests")]

use std::cell::RefCell;
use std::rc::Rc;

use gradient_figures::view::Drawn;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

/// The size of the canvas.
pub const SIZE: (u32, u32) = (1200, 680);

/// What was drawn.
#[derive(Default)]
pub struct Recorded {
    /// How many things.
    pub calls: usize,
    /// The points that were handed over.
    pub points: Vec<BackendCoord>,
    /// The lines that were drawn, each with its width.
    pub strokes: Vec<Stroke>,
    /// The texts.
    pub texts: Vec<String>,
    /// From where to where each text reaches, and the height that it stands at.
    pub spans: Vec<(f64, f64, i32)>,
}

/// A line that was drawn.
pub struct Stroke {
    /// Its points, at least one.
    pub path: Vec<BackendCoord>,
    /// In units of the backend.
    pub width: u32,
}

/// Returns how wide a label is in a wide face (DejaVu Sans), in units of its size.
fn width(text: &str) -> f64 {
    let letter = |c| match c {
        '−' | '×' => 0.838,
        '.' => 0.32,
        '0'..='9' => 0.636,
        _ => 0.401,
    };
    text.chars().map(letter).sum()
}

/// A backend that notes what it is asked to draw.
pub struct Recorder(Rc<RefCell<Recorded>>, (u32, u32));

impl Recorder {
    fn note(&self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut recorded = self.0.borrow_mut();
        recorded.calls += 1;
        recorded.points.extend(points);
    }
}

type Outcome = Result<(), DrawingErrorKind<std::io::Error>>;

impl DrawingBackend for Recorder {
    type ErrorType = std::io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.1
    }
    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }
    fn present(&mut self) -> Outcome {
        Ok(())
    }
    fn draw_pixel(&mut self, point: BackendCoord, _: plotters_backend::BackendColor) -> Outcome {
        self.note([point]);
        Ok(())
    }
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S) -> Outcome {
        self.note([from, to]);
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        _: &S,
        _: bool,
    ) -> Outcome {
        self.note([from, to]);
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let path: Vec<_> = path.into_iter().collect();
        self.note(path.iter().copied());
        self.0.borrow_mut().strokes.push(Stroke { path, width: style.stroke_width() });
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Outcome {
        self.note(path);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, _: u32, _: &S, _: bool) -> Outcome {
        self.note([center]);
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        self.note([at]);
        let width = width(text) * style.size();
        let left = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => width / 2.0,
            HPos::Right => width,
        };
        let left = f64::from(at.0) - left;
        let mut recorded = self.0.borrow_mut();
        recorded.texts.push(text.to_owned());
        recorded.spans.push((left, left + width, at.1));
        Ok(())
    }
}

/// Returns what `draw` draws on an area of [`SIZE`].
pub fn record_one(draw: impl FnOnce(&DrawingArea<Recorder, Shift>) -> Drawn<Recorder>) -> Recorded {
    record_on(SIZE, draw)
}

/// Returns what `draw` draws on an area of a size.
pub fn record_on(
    size: (u32, u32),
    draw: impl FnOnce(&DrawingArea<Recorder, Shift>) -> Drawn<Recorder>,
) -> Recorded {
    let recorded = Rc::new(RefCell::new(Recorded::default()));
    let area = Recorder(Rc::clone(&recorded), size).into_drawing_area();
    draw(&area).unwrap();
    drop(area);
    Rc::into_inner(recorded).unwrap().into_inner()
}
