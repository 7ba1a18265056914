//! Gradient descent on y = x².

use gradient_figures::figure::{Extent, GOAL_LIMIT, GradientDescentFigure};
use gradient_figures::stability::{Goal, Regime};
use gradient_figures::view::{Drawn, Theme, draw_descent};
use plotters::prelude::SVGBackend;

use super::Outcome;
use crate::number::{exact, grouped, is_rounded, rounded, signed, told};
use crate::page::{self, Areas, Look, Piece, Rect, Run, Term, Title, Words};
use crate::words::{self, Language, Text};

/// A run on the parabola.
#[derive(Default)]
pub(super) struct Figure(GradientDescentFigure);

impl super::Figure for Figure {
    fn options(&self) -> &'static [&'static str] {
        &["learning-rate", "start", "steps", "step"]
    }

    fn set(&mut self, option: &str, text: &str) -> Outcome {
        let figure = &mut self.0;
        super::set(text, |value| match option {
            "learning-rate" => figure.set_learning_rate(value),
            "start" => figure.set_start(value),
            "steps" => figure.set_steps(value),
            _ => figure.set_step(value),
        })
    }

    fn finish(&mut self) {
        self.0.settle();
    }
}

impl Run for Figure {
    fn step(&self) -> usize {
        self.0.step()
    }

    fn show(&mut self, step: usize) {
        super::show(step, |step| self.0.set_step(step));
    }

    fn planes(&self, width: f64) -> (Vec<Rect>, f64) {
        if width >= 640.0 {
            page::rows(width, &[(&[1.9, 1.0], 320.0)])
        } else {
            page::rows(width, &[(&[1.0], 230.0), (&[1.0], 170.0)])
        }
    }

    fn words(&self, language: Language, _: &Look) -> Words {
        let figure = &self.0;
        let (step, steps) = (figure.step().to_string(), figure.steps().to_string());
        let zoom = figure.extent().value() / Extent::REST.value();
        let curve = words::PLANE_CURVE.to(language).to_owned();
        let curve = if zoom > 1.0 {
            format!("{curve} · {}", words::PLANE_ZOOM.with(language, &[("zoom", rounded(zoom))]))
        } else {
            curve
        };
        Words {
            language,
            name: words::DESCENT.to(language),
            verdict: verdict(figure.regime()).to(language),
            tone: figure.regime().into(),
            settings: vec![
                format!("η = {}", exact(figure.learning_rate())),
                format!("x₀ = {}", exact(figure.start())),
            ],
            facts: vec![
                words::FACTOR.with(language, &[("factor", told(figure.factor()))]),
                words::STEP_OF.with(language, &[("step", step), ("steps", steps)]),
                self.goal(language),
            ],
            titles: vec![Title::Words(curve), Title::Words(words::PLANE_LOSS.to(language).to_owned())],
            methods: Vec::new(),
            signs: Vec::new(),
            formula: vec![self.update()],
            formula_size: 19.0,
            notes: self.overflow(language).into_iter().collect(),
        }
    }

    fn draw<'a>(&self, areas: &Areas<'a>, theme: &Theme) -> Drawn<SVGBackend<'a>> {
        let [curve, loss] = areas else { unreachable!("there are two planes") };
        draw_descent([curve, loss], &self.0.scene(), theme)
    }
}

fn verdict(regime: Regime) -> Text {
    match regime {
        Regime::Still => words::STILL,
        Regime::OneSided => words::ONE_SIDED,
        Regime::OneStep => words::ONE_STEP,
        Regime::Alternating => words::ALTERNATING,
        Regime::Cycle => words::CYCLE,
        Regime::Diverging => words::DIVERGING,
    }
}

impl Figure {
    /// Returns predicted and actual steps to the goal, nothing where there is none.
    fn goal(&self, language: Language) -> String {
        let goal = match self.0.goal() {
            None => return String::new(),
            Some(Goal::Arrive) => words::GOAL_ARRIVE,
            Some(Goal::Double) => words::GOAL_DOUBLE,
        };
        let steps = |count: String| match count.as_str() {
            "1" => words::GOAL_ONE_STEP.to(language).to_owned(),
            _ => words::GOAL_STEPS.with(language, &[("count", count)]),
        };
        // A number of steps that no run reaches is written by its power of ten.
        let predicted = self.0.predicted_steps();
        let predicted = if (10_000.0..1e6).contains(&predicted) {
            grouped(format!("{predicted:.0}").parse().unwrap_or(0))
        } else {
            rounded(predicted)
        };
        let actual = self.0.actual_steps().map_or_else(
            || words::GOAL_MORE.with(language, &[("limit", grouped(GOAL_LIMIT))]),
            |count| steps(grouped(count)),
        );
        goal.with(language, &[("predicted", steps(predicted)), ("actual", actual)])
    }

    fn overflow(&self, language: Language) -> Option<String> {
        let run = self.0.trajectory();
        let step = ("step", run.overflow_step()?.to_string());
        Some(match run.x_overflow_step() {
            None => words::OVERFLOW_Y.with(language, &[step]),
            Some(x) => words::OVERFLOW_XY.with(language, &[step, ("xStep", x.to_string())]),
        })
    }

    /// Returns the update with its numbers: x₄ = x₃ − η · 2x₃ = −1.536 − 0.1 × (−3.072) = −1.2288.
    fn update(&self) -> Vec<Term> {
        let step = self.0.step();
        let plain = |text: &str| Piece::Plain(text.to_owned());
        let x = |step: usize| [Piece::Italic("x"), Piece::Index(step.to_string())];
        let result = vec![Piece::Bold(signed(self.0.trajectory().x(step)))];
        let mut symbols = x(step).to_vec();
        if step == 0 {
            symbols.push(plain(" "));
            return vec![symbols, result];
        }
        symbols.push(plain(" = "));
        symbols.extend(x(step - 1));
        symbols.extend([plain(" − "), Piece::Italic("η"), plain(" · 2")]);
        symbols.extend(x(step - 1));
        symbols.push(plain(" "));
        let before = self.0.trajectory().x(step - 1);
        let gradient = 2.0 * before;
        let sign = if is_rounded(before) || is_rounded(gradient) { '≈' } else { '=' };
        // A sign or a power of ten does not stand bare behind a ×.
        let written = rounded(gradient);
        let written = if written.contains(['−', '×']) { format!("({written})") } else { written };
        let numbers = format!("{sign} {} − {} × {written} ", rounded(before), exact(self.0.learning_rate()));
        vec![symbols, vec![Piece::Plain(numbers)], result]
    }
}
