//! A shallow well that mini-batches leave and a full batch does not.

use gradient_figures::escape::{Outcome as End, SAMPLES};
use gradient_figures::figure::NoiseEscapeFigure;
use gradient_figures::objective::DoubleWell;
use gradient_figures::view::{Drawn, Theme, draw_escape};
use plotters::prelude::SVGBackend;

use super::Outcome;
use crate::number::{exact, grouped, percent, rounded};
use crate::page::{self, Areas, Look, Piece, Rect, Run, Sign, Term, Title, Words};
use crate::words::{self, Language};

/// A run on the curve with two wells, and the many that are counted.
#[derive(Default)]
pub(super) struct Figure(NoiseEscapeFigure);

impl super::Figure for Figure {
    fn options(&self) -> &'static [&'static str] {
        &["learning-rate", "batch-size", "steps", "seed", "runs", "step"]
    }

    fn set(&mut self, option: &str, text: &str) -> Outcome {
        let figure = &mut self.0;
        super::set(text, |value| match option {
            "learning-rate" => figure.set_learning_rate(value),
            "batch-size" => figure.set_batch_size(value),
            "steps" => figure.set_steps(value),
            "seed" => figure.set_seed(value),
            "runs" => figure.set_runs(value),
            _ => figure.set_step(value),
        })
    }

    fn finish(&mut self) {
        while !self.0.is_complete() {
            self.0.compute();
        }
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
            page::rows(width, &[(&[1.0, 1.0], 320.0)])
        } else {
            page::rows(width, &[(&[1.0], 230.0), (&[1.0], 230.0)])
        }
    }

    fn words(&self, language: Language, look: &Look) -> Words {
        let figure = &self.0;
        let ensemble = figure.ensemble();
        let verdict = match figure.status() {
            End::Stays => words::STAYS,
            End::Leaves => words::LEAVES,
            End::Diverges => words::DIVERGES,
        };
        let (share, error) = ensemble.share();
        let counted = [
            ("share", percent(share)),
            ("error", percent(error)),
            ("runs", grouped(ensemble.done() as usize)),
        ];
        let (step, steps) = (figure.step().to_string(), figure.steps().to_string());
        let ends = match ensemble.diverged() {
            0 => words::PLANE_ENDS.to(language).to_owned(),
            count => {
                let diverged = grouped(count as usize);
                words::PLANE_ENDS_DIVERGED.with(language, &[("diverged", diverged)])
            }
        };
        let curve = |color, text: words::Text| Sign { sign: "", color, words: text.to(language).to_owned() };
        let is_full = figure.batch_size() == SAMPLES;
        let overflow = figure
            .run()
            .overflow_step()
            .map(|step| words::ESCAPE_OVERFLOW.with(language, &[("step", step.to_string())]));
        let seed = [("label", words::SEED.to(language).to_owned()), ("value", figure.seed().to_string())];
        Words {
            language,
            name: words::ESCAPE.to(language),
            verdict: verdict.to(language),
            tone: figure.status().into(),
            settings: vec![
                format!("η = {}", exact(figure.learning_rate())),
                format!("B = {}", figure.batch_size()),
                words::SETTING.with(language, &seed),
            ],
            facts: vec![
                words::SHARE.with(language, &counted),
                words::STEP_OF.with(language, &[("step", step), ("steps", steps)]),
                match overflow {
                    Some(overflow) => overflow,
                    None if is_full => words::ALL_SAMPLES.to(language).to_owned(),
                    None => String::new(),
                },
            ],
            titles: vec![
                Title::Lines(vec![
                    curve(look.palette.objective, words::WELLS_ALL),
                    curve(look.palette.batch, words::WELLS_BATCH),
                ]),
                Title::Words(ends),
            ],
            methods: Vec::new(),
            signs: Vec::new(),
            formula: vec![clauses(words::ESCAPE_FORMULA.to(language)), self.update()],
            formula_size: 17.0,
            notes: Vec::new(),
        }
    }

    fn draw<'a>(&self, areas: &Areas<'a>, theme: &Theme) -> Drawn<SVGBackend<'a>> {
        let [wells, ends] = areas else { unreachable!("there are two planes") };
        draw_escape([wells, ends], &self.0.scene(), theme)
    }
}

/// Returns a formula in words as terms: clauses, each with its comma or the like.
fn clauses(text: &str) -> Vec<Term> {
    let text = text.replace(" with ", " \nwith ");
    let clauses = text.lines().flat_map(|line| line.split_inclusive(['、', '。', ',', ':']));
    clauses.map(|clause| vec![Piece::Plain(clause.to_owned())]).collect()
}

impl Figure {
    /// Returns the last update with its numbers: x = −1.1 − 0.1 × (0.341 + 1.25) = −1.2591.
    fn update(&self) -> Vec<Term> {
        let (run, step) = (self.0.run(), self.0.step());
        let Some(before) = step.checked_sub(1) else {
            return vec![vec![Piece::Plain(format!("x = {}", rounded(run.xs()[0])))]];
        };
        let (x, tilt) = (run.xs()[before], run.tilts()[before]);
        let slope = rounded(DoubleWell.gradient(x));
        let (sign, tilt) = (if tilt < 0.0 { '−' } else { '+' }, rounded(tilt.abs()));
        let learning_rate = exact(self.0.learning_rate());
        [
            "x ← x − η (E′ + s̄) ".to_owned(),
            format!("≈ {} − {learning_rate} × ({slope} {sign} {tilt}) ", rounded(x)),
            format!("≈ {}", rounded(run.xs()[step])),
        ]
        .map(|text| vec![Piece::Plain(text)])
        .to_vec()
    }
}
