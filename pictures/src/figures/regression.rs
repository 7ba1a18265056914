//! A line fitted to samples by full batch, mini-batches and single samples.

use gradient_figures::figure::minibatch_sgd::{Axis, Method, Order};
use gradient_figures::figure::{MinibatchSgdFigure, Verdict};
use gradient_figures::view::{Drawn, Theme, draw_comparison};
use plotters::prelude::SVGBackend;

use super::Outcome;
use crate::number::{exact, grouped, rounded, signed};
use crate::page::{self, Areas, Look, Piece, Rect, Run, Sign, Term, Title, Words};
use crate::words::{self, Language, Text};

/// Runs of three methods on a regression.
#[derive(Default)]
pub(super) struct Figure(MinibatchSgdFigure);

impl super::Figure for Figure {
    fn options(&self) -> &'static [&'static str] {
        // Samples before the batch size, which they limit.
        &[
            "samples",
            "noise",
            "data-seed",
            "learning-rate",
            "batch-size",
            "seed",
            "sampling",
            "steps",
            "axis",
            "step",
        ]
    }

    fn set(&mut self, option: &str, text: &str) -> Outcome {
        let figure = &mut self.0;
        match option {
            "sampling" => {
                let order = Order::named(text)
                    .ok_or_else(|| format!("sampling must be replacement or epoch, got `{text}`"))?;
                figure.set_order(order);
                Ok(())
            }
            "axis" => {
                let axis = Axis::named(text)
                    .ok_or_else(|| format!("axis must be updates, epochs or gradients, got `{text}`"))?;
                figure.set_axis(axis);
                Ok(())
            }
            _ => super::set(text, |value| match option {
                "samples" => figure.set_samples(value),
                "noise" => figure.set_noise(value),
                "data-seed" => figure.set_data_seed(value),
                "learning-rate" => figure.set_learning_rate(value),
                "batch-size" => figure.set_batch_size(value),
                "seed" => figure.set_seed(value),
                "steps" => figure.set_steps(value),
                _ => figure.set_step(value),
            }),
        }
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
        if width >= 840.0 {
            page::rows(width, &[(&[1.0, 1.0, 1.0], 300.0)])
        } else if width >= 560.0 {
            page::rows(width, &[(&[1.0, 1.0], 230.0), (&[1.0], 200.0)])
        } else {
            page::rows(width, &[(&[1.0], 230.0), (&[1.0], 230.0), (&[1.0], 230.0)])
        }
    }

    fn words(&self, language: Language, look: &Look) -> Words {
        let figure = &self.0;
        let labelled = |label: Text, value: String| {
            words::SETTING.with(language, &[("label", label.to(language).to_owned()), ("value", value)])
        };
        let order = match figure.order() {
            Order::Replacement => words::REPLACEMENT,
            Order::Epoch => words::EPOCH,
        };
        let axis = match figure.axis() {
            Axis::Updates => words::AXIS_UPDATES,
            Axis::Epochs => words::AXIS_EPOCHS,
            Axis::Gradients => words::AXIS_GRADIENTS,
        };
        let (limit, sgd_limit) = (rounded(figure.limit()), rounded(figure.sgd_limit()));
        let (step, steps) = (figure.step().to_string(), figure.steps().to_string());
        let spent = [("epochs", rounded(figure.epochs())), ("gradients", grouped(figure.sample_gradients()))];
        Words {
            language,
            name: words::REGRESSION.to(language),
            verdict: verdict(figure.status()).to(language),
            tone: figure.status().into(),
            settings: vec![
                format!("η = {}", exact(figure.learning_rate())),
                format!("B = {}", grouped(figure.batch_size())),
                format!("N = {}", grouped(figure.dataset().len())),
                labelled(words::NOISE, exact(figure.noise())),
                labelled(words::DATA_SEED, figure.data_seed().to_string()),
                labelled(words::SEED, figure.seed().to_string()),
                order.to(language).to_owned(),
            ],
            facts: vec![
                words::LIMITS.with(language, &[("limit", limit), ("sgdLimit", sgd_limit)]),
                words::STEP_OF.with(language, &[("step", step), ("steps", steps)]),
                words::SPENT.with(language, &spent),
            ],
            titles: vec![
                Title::Words(words::PLANE_DATA.to(language).to_owned()),
                Title::Words(words::PLANE_CONTOURS.to(language).to_owned()),
                Title::Words(words::COST.with(language, &[("axis", axis.to(language).to_owned())])),
            ],
            methods: Method::ALL.map(|method| self.method(method, language, look)).to_vec(),
            signs: signs(language, look),
            formula: vec![
                vec![vec![Piece::Plain(words::EQUATION.to(language).to_owned())]],
                self.numbers(language),
            ],
            formula_size: 17.0,
            notes: self.notes(language),
        }
    }

    fn draw<'a>(&self, areas: &Areas<'a>, theme: &Theme) -> Drawn<SVGBackend<'a>> {
        let [data, contours, loss] = areas else { unreachable!("there are three planes") };
        draw_comparison([data, contours, loss], &self.0.scene(), theme)
    }
}

fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Still => words::FIT_STILL,
        Verdict::Converging => words::FIT_CONVERGING,
        Verdict::Unsteady => words::FIT_UNSTEADY,
        Verdict::Diverging => words::FIT_DIVERGING,
    }
}

/// The marks on the planes.
fn signs(language: Language, look: &Look) -> Vec<Sign> {
    let palette = &look.palette;
    [
        ("●", palette.batch, words::KEY_BATCH),
        ("→", palette.batch, words::KEY_BATCH_GRADIENT),
        ("→", palette.gradient, words::KEY_GRADIENT),
        ("×", look.ink(), words::KEY_MINIMUM),
    ]
    .map(|(sign, color, words)| Sign { sign, color, words: words.to(language).to_owned() })
    .to_vec()
}

impl Figure {
    fn name(&self, method: Method, language: Language) -> String {
        let (text, size) = match method {
            Method::Full => (words::FULL, self.0.dataset().len()),
            Method::Mini => (words::MINI, self.0.batch_size()),
            Method::Sgd => (words::SGD, 1),
        };
        text.with(language, &[("size", grouped(size))])
    }

    fn method(&self, method: Method, language: Language, look: &Look) -> page::Method {
        let palette = &look.palette;
        let color = match method {
            Method::Full => palette.converges,
            Method::Mini => palette.iterates,
            Method::Sgd => palette.swings,
        };
        let status = self.0.verdict(method);
        let sign = Sign { sign: "", color, words: self.name(method, language) };
        page::Method { sign, verdict: verdict(status).to(language), tone: status.into() }
    }

    /// Returns whose line it is, what it is, what its loss, and the least there is.
    fn numbers(&self, language: Language) -> Vec<Term> {
        let at = self.0.parameters();
        let least = rounded(self.0.dataset().quadratic().minimum_loss());
        let least = words::EQUATION_LEAST.with(language, &[("least", least)]);
        let whose = words::EQUATION_WHOSE.with(language, &[("method", self.name(Method::Mini, language))]);
        [
            format!("{whose} "),
            format!("w {}   ", signed(at.w)),
            format!("b {}   ", signed(at.b)),
            format!("E {} ", signed(self.0.loss())),
            least,
        ]
        .map(|text| vec![Piece::Plain(text)])
        .to_vec()
    }

    fn notes(&self, language: Language) -> Vec<String> {
        let overflow = |method: Method| {
            let step = self.0.run(method).overflow_step()?;
            let values = [("method", self.name(method, language)), ("step", step.to_string())];
            Some(words::OVERFLOW_LOSS.with(language, &values))
        };
        let mut notes: Vec<_> = Method::ALL.into_iter().filter_map(overflow).collect();
        if self.0.minimum().is_none() {
            notes.push(words::NOT_UNIQUE.to(language).to_owned());
        }
        notes
    }
}
