//! Hostile sequences: verbs in any order with numbers that nobody gives on purpose. What is refused changes nothing, what is
//! shown is finite or has its word, every call does bounded work, every drawing holds to the contract, and what a sequence
//! comes to is what a new figure comes to with the settings that were accepted.
//!
//! `HOSTILE_SEQUENCES=250000 cargo test --release --test hostile -- --nocapture` plays a million.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::hostile::{Canvas, Dice, Trace, hash, sequences};
use gradient_figures::Error;
use gradient_figures::dataset::{Dataset, MAX_COORDINATE, MAX_SAMPLES, MIN_SAMPLES};
use gradient_figures::escape::{MAX_RUNS, Outcome, SAMPLES};
use gradient_figures::figure::minibatch_sgd::{self, Axis, BUDGET, Method, Order};
use gradient_figures::figure::{
    Decades, Extent, GradientDescentFigure, MAP_AXIS, MOST_RATE, MinibatchSgdFigure, NoiseEscapeFigure, Span,
    noise_escape,
};
use gradient_figures::throughput::Updates;
use gradient_figures::trajectory::MAX_STEPS;
use gradient_figures::view::{
    Mark, Throughput, curve_place, draw_cobweb_axes, draw_cobweb_run, draw_contour_axes, draw_contour_run,
    draw_cost_axes, draw_cost_run, draw_curve_axes, draw_curve_run, draw_data_axes, draw_data_run,
    draw_ends_axes, draw_ends_bars, draw_loss_axes, draw_loss_run, draw_map_axes, draw_map_run,
    draw_rate_axes, draw_rate_curve, draw_throughput_axes, draw_throughput_run, draw_wells_axes,
    draw_wells_run, nearest_sample, sample_at, sample_place,
};

/// The most calls to the backend for a plane: cells of a density, pieces of paths that were thinned.
const MOST_CALLS: usize = 12_000;

fn is_whole(value: f64, lo: f64, hi: f64) -> bool {
    (lo..=hi).contains(&value) && value.trunc().to_bits() == value.to_bits()
}

fn is_learning_rate(value: f64) -> bool {
    (0.0..f64::INFINITY).contains(&value)
}

fn is_step(value: f64) -> bool {
    is_whole(value, 0.0, f64::MAX)
}

fn is_speed(value: f64) -> bool {
    value > 0.0 && value < f64::INFINITY
}

fn is_steps(value: f64) -> bool {
    is_whole(value, 1.0, 10_000.0)
}

fn is_seed(value: f64) -> bool {
    is_whole(value, 0.0, 4_294_967_295.0)
}

/// Holds a verb's answer to what it was given, and a refusal to having changed nothing.
fn judge<T: PartialEq + std::fmt::Debug>(
    outcome: Result<(), Error>,
    is_accepted: bool,
    given: f64,
    (before, after): (&T, &T),
) {
    assert_eq!(outcome.is_ok(), is_accepted, "{given:e}: {outcome:?}");
    if let Err(error) = outcome {
        assert_eq!(before, after, "{given:e} was refused: {error}");
    }
}

fn check_decades(Decades { lo, hi, stride }: Decades) {
    assert!(lo < hi && lo % stride == 0 && hi % stride == 0 && (hi - lo) / stride <= 4, "{lo} {hi} {stride}");
}

fn check_span(span: Span) {
    let range = span.range();
    assert!(range.start < range.end && (range.end - range.start).is_finite(), "{span:?}");
    assert!(range.start <= 0.0 && 0.0 <= range.end, "{span:?}");
}

/// The clock of a page that sleeps, runs backwards, has no time at all.
fn later(dice: &mut Dice, now: &mut f64) -> f64 {
    match dice.below(6) {
        0 => dice.number(),
        1 => {
            *now -= dice.within(0.0, 1e4);
            *now
        }
        _ => {
            *now += dice.within(0.0, 400.0);
            *now
        }
    }
}

// Gradient descent on the parabola

fn descent_state(figure: &GradientDescentFigure) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        [figure.learning_rate(), figure.start(), figure.speed()].map(f64::to_bits),
        (figure.steps(), figure.step(), figure.is_playing()),
        (figure.extent(), figure.scene().decades, figure.scene().phase.to_bits()),
        (figure.revisions(), hash(figure.trajectory().xs())),
    )
}

fn check_descent(figure: &GradientDescentFigure) {
    let run = figure.trajectory();
    assert!(figure.step() <= figure.steps() && (1..=MAX_STEPS).contains(&figure.steps()));
    assert_eq!(run.xs().len(), figure.steps() + 1);
    assert!(is_learning_rate(figure.learning_rate()) && figure.learning_rate().is_sign_positive());
    assert!(is_speed(figure.speed()) && figure.start().is_finite());
    let phase = figure.scene().phase;
    assert!((0.0..1.0).contains(&phase), "{phase}");
    // A half-width is finite as long as what it holds is drawn: y = x² is.
    assert!(figure.extent() >= Extent::REST && figure.extent().value().is_finite());
    check_decades(figure.scene().decades);
    check_decades(figure.rate_curve().decades);
    // What is no number is named by the step from which on it is none.
    let first = run.xs().iter().position(|x| !(x * x).is_finite());
    assert_eq!(run.overflow_step(), first);
    assert!(run.x_overflow_step().is_none_or(|step| first.is_some_and(|first| first <= step)));
    assert!(!figure.predicted_steps().is_nan() && figure.predicted_steps() >= 0.0);
    assert!(figure.goal().is_some() || figure.predicted_steps().is_infinite());
}

fn draw_descent(dice: &mut Dice, figure: &GradientDescentFigure) {
    let mut scene = figure.scene();
    if dice.once_in(2) {
        scene.phase = 0.0;
    }
    let curve = figure.rate_curve();
    let tone = |column: usize| figure.tone_at(f64::from(u32::try_from(column).unwrap()) / 512.0);
    let place = (figure.learning_rate(), figure.start());
    let (steps, factor) = (figure.steps(), figure.factor());
    let canvas = Canvas::any(dice);
    canvas.hold(60, |area, theme| draw_curve_axes(area, scene.extent, theme));
    canvas.hold(MOST_CALLS, |area, theme| draw_curve_run(area, &scene, theme));
    canvas.hold(60, |area, theme| draw_loss_axes(area, steps, scene.decades, theme));
    canvas.hold(MOST_CALLS, |area, theme| draw_loss_run(area, &scene, theme));
    canvas.hold(60, |area, theme| draw_rate_axes(area, MOST_RATE, curve.decades, theme));
    canvas.hold(600, |area, theme| draw_rate_curve(area, &curve, &tone, theme));
    canvas.hold(60, |area, theme| draw_map_axes(area, MOST_RATE, MAP_AXIS, theme));
    canvas.hold(2, |area, theme| draw_map_run(area, MOST_RATE, MAP_AXIS, place, theme));
    canvas.hold(60, |area, theme| draw_cobweb_axes(area, scene.extent, theme));
    canvas.hold(600, |area, theme| draw_cobweb_run(area, &scene, factor, theme));
}

fn play_descent(dice: &mut Dice, trace: &mut Trace) {
    let mut figure = GradientDescentFigure::new();
    let most_steps = if dice.once_in(40) { 10_000.0 } else { 120.0 };
    let mut now = 0.0;
    for _ in 0..1 + dice.below(14) {
        let before = descent_state(&figure);
        let (step, steps) = (figure.step(), figure.steps());
        match dice.below(14) {
            0 | 1 => {
                let value = dice.setting(0.0, 2.5);
                trace.note("set_learning_rate", value, 0.0);
                let outcome = figure.set_learning_rate(value);
                judge(outcome, is_learning_rate(value), value, (&before, &descent_state(&figure)));
            }
            2 | 3 => {
                let value = dice.setting(-12.0, 12.0);
                trace.note("set_start", value, 0.0);
                let outcome = figure.set_start(value);
                judge(outcome, value.is_finite(), value, (&before, &descent_state(&figure)));
            }
            4 => {
                let value = dice.count(1.0, most_steps);
                trace.note("set_steps", value, 0.0);
                let outcome = figure.set_steps(value);
                judge(outcome, is_steps(value), value, (&before, &descent_state(&figure)));
            }
            5 => {
                let value = dice.count(0.0, most_steps);
                trace.note("set_step", value, 0.0);
                let outcome = figure.set_step(value);
                judge(outcome, is_step(value), value, (&before, &descent_state(&figure)));
                assert!(!is_step(value) || f64::from(u32::try_from(figure.step()).unwrap()) <= value);
            }
            6 => {
                let value = dice.setting(0.5, 100.0);
                trace.note("set_speed", value, 0.0);
                let outcome = figure.set_speed(value);
                judge(outcome, is_speed(value), value, (&before, &descent_state(&figure)));
            }
            7 => {
                trace.note("play", 0.0, 0.0);
                figure.play();
                assert!(figure.is_playing() && figure.step() == if step == steps { 0 } else { step });
            }
            8 => {
                trace.note("pause", 0.0, 0.0);
                figure.pause();
                assert!(!figure.is_playing() && figure.step() == step);
            }
            9 => {
                let now = later(dice, &mut now);
                trace.note("advance", now, 0.0);
                figure.advance(now);
                assert!((step..=step + 100).contains(&figure.step()), "from {step} to {}", figure.step());
            }
            10 => {
                trace.note("hold", 0.0, 0.0);
                figure.hold();
            }
            11 => {
                trace.note("settle", 0.0, 0.0);
                figure.settle();
            }
            12 => {
                let has_map = dice.once_in(12);
                trace.note("sweep", f64::from(u8::from(has_map)), 0.0);
                let [_, rows] = figure.revisions();
                let rates = figure.map().across().len().min(16);
                figure.sweep(has_map);
                // A row of the coarsest cells is the least work that counts for a row.
                let rows = figure.revisions()[1].wrapping_sub(rows) as usize;
                assert!(
                    rows.saturating_sub(1) * rates * (figure.steps() + 100) <= 6_000_000,
                    "{rows} rows in a frame"
                );
            }
            _ => {
                let (across, up) = (dice.number(), dice.number());
                trace.note("point", across, up);
                let _ = (figure.tone_at(across), figure.map_tone(across, up), figure.map().at(across, up));
                let loss = figure.rates().at(across, up);
                assert!(loss.is_nan() || loss >= 0.0, "{loss}");
                let (right, down) = curve_place(figure.start(), figure.extent());
                assert!(right.is_finite() && !down.is_nan(), "({right}, {down})");
            }
        }
        check_descent(&figure);
    }
    if dice.once_in(10) {
        draw_descent(dice, &figure);
    }
    // The same as of a new figure.
    let mut other = GradientDescentFigure::new();
    let as_f64 = |count: usize| f64::from(u32::try_from(count).unwrap());
    other.set_steps(as_f64(figure.steps())).unwrap();
    other.set_start(figure.start()).unwrap();
    other.set_learning_rate(figure.learning_rate()).unwrap();
    other.set_step(as_f64(figure.step())).unwrap();
    other.set_speed(figure.speed()).unwrap();
    figure.pause();
    for figure in [&mut figure, &mut other] {
        figure.settle();
        figure.sweep(false);
    }
    let state = |figure: &GradientDescentFigure| {
        let values = [figure.learning_rate(), figure.start(), figure.speed()].map(f64::to_bits);
        let shown = (figure.steps(), figure.step(), figure.extent(), figure.scene().decades);
        (values, shown, hash(figure.trajectory().xs()), hash(figure.rates().losses()))
    };
    assert_eq!(state(&figure), state(&other));
}

#[test]
fn gradient_descent_comes_through_any_sequence() {
    sequences("gradient descent", play_descent);
}

// Mini-batches

/// A sample that came or went, with the step at which the runs went on from there: what the page's figure keeps for a
/// restart and for its script.
#[derive(Clone, Copy, Debug)]
struct Edit {
    step: usize,
    change: Change,
}

#[derive(Clone, Copy, Debug)]
enum Change {
    Add(f64, f64),
    Remove(usize),
}

fn minibatch_state(figure: &mut MinibatchSgdFigure) -> impl PartialEq + std::fmt::Debug + use<> {
    let batch = figure.batch().to_vec();
    let runs = Method::ALL.map(|method| {
        let run = figure.run(method);
        // What is switched off may be brought to where the others are.
        let shown = if figure.is_shown(method) || method == Method::Mini { run.losses() } else { &[] };
        (shown.len(), hash(shown))
    });
    (
        [figure.learning_rate(), figure.noise(), figure.speed()].map(f64::to_bits),
        [figure.batch_size(), figure.steps(), figure.step(), figure.drawn_samples(), figure.edited_at()],
        (figure.seed(), figure.data_seed(), figure.order(), figure.axis(), figure.revision()),
        (figure.is_playing(), figure.is_edited(), figure.scene().planes, batch, runs),
        (hash(figure.dataset().x()), hash(figure.dataset().t())),
    )
}

fn check_minibatch(figure: &mut MinibatchSgdFigure) {
    let samples = figure.dataset().len();
    assert!((MIN_SAMPLES..=MAX_SAMPLES).contains(&samples));
    assert!((1..=samples).contains(&figure.batch_size()), "B = {} of {samples}", figure.batch_size());
    assert!(figure.step() <= figure.steps() && (1..=MAX_STEPS).contains(&figure.steps()));
    assert!(figure.edited_at() < figure.steps().max(1) && (figure.is_edited() || figure.edited_at() == 0));
    assert!(is_learning_rate(figure.learning_rate()) && (0.0..=1e9).contains(&figure.noise()));
    let scene = figure.scene();
    assert!((0.0..1.0).contains(&scene.phase));
    let planes = scene.planes;
    for span in [planes.data.0, planes.data.1, planes.contours.0, planes.contours.1] {
        check_span(span);
    }
    assert!(planes.loss.end > 0.0 && planes.loss.end.is_finite(), "{}", planes.loss.end);
    check_decades(planes.loss.decades);
    check_decades(figure.rate_curve().decades);
    assert!(scene.batch.iter().all(|&index| (index as usize) < samples));
    for (method, path) in Method::ALL.into_iter().zip(scene.paths) {
        let run = figure.run(method);
        let recorded = run.losses().len();
        assert!(recorded >= 1 && recorded <= figure.steps() + 1);
        assert_eq!([run.w().len(), run.b().len()], [recorded; 2]);
        assert!(path.is_none_or(|path| path.costs.len() == recorded), "{method:?} has no cost of a step");
        let first = run.losses().iter().position(|loss| !loss.is_finite());
        assert_eq!(run.overflow_step(), first);
        assert!(run.losses().iter().all(|loss| loss.is_nan() || *loss >= 0.0));
    }
    // A loss that is no number is one of the steps that the figure names.
    let step = figure.step().min(figure.run(Method::Mini).last_step());
    let is_named = figure.run(Method::Mini).overflow_step().is_some_and(|overflow| overflow <= step);
    assert!(figure.loss().is_finite() || is_named);
    assert!(figure.limit() > 0.0 && figure.limit().is_finite(), "{}", figure.limit());
    assert!(figure.sgd_limit() > 0.0 && figure.sgd_limit() <= 2.0, "{}", figure.sgd_limit());
    assert!(figure.minimum().is_none_or(|minimum| minimum.is_finite()));
    let least = figure.dataset().quadratic().minimum_loss();
    assert!(least.is_finite() && least >= 0.0, "{least}");
    assert!(figure.epochs().is_finite() && figure.epochs() >= 0.0);
    assert!(figure.batch().iter().all(|&index| (index as usize) < samples));
}

fn draw_minibatch(dice: &mut Dice, figure: &MinibatchSgdFigure) {
    let mut scene = figure.scene();
    if dice.once_in(2) {
        scene.phase = 0.0;
    }
    let (curve, axis) = (figure.rate_curve(), figure.map_axis());
    let tone = |column: usize| {
        figure.tone_at(f64::from(u32::try_from(column).unwrap()) / 512.0, curve.losses[column]).0
    };
    let most = minibatch_sgd::MOST_RATE;
    let place = (figure.learning_rate(), f64::from(u32::try_from(figure.batch_size()).unwrap()));
    let canvas = Canvas::any(dice);
    // Dots, or a rectangle for each cell of a large plane.
    canvas.hold(300_000, |area, theme| draw_data_axes(area, &scene, theme));
    canvas.hold(700, |area, theme| draw_data_run(area, &scene, theme));
    canvas.hold(2000, |area, theme| draw_contour_axes(area, &scene, theme));
    canvas.hold(MOST_CALLS, |area, theme| draw_contour_run(area, &scene, theme));
    canvas.hold(60, |area, theme| draw_cost_axes(area, &scene.planes.loss, theme));
    canvas.hold(MOST_CALLS, |area, theme| draw_cost_run(area, &scene, theme));
    canvas.hold(60, |area, theme| draw_rate_axes(area, most, curve.decades, theme));
    canvas.hold(600, |area, theme| draw_rate_curve(area, &curve, &tone, theme));
    canvas.hold(60, |area, theme| draw_map_axes(area, most, axis, theme));
    canvas.hold(2, |area, theme| draw_map_run(area, most, axis, place, theme));
}

fn complete(figure: &mut MinibatchSgdFigure) {
    let mut calls = 0;
    while !figure.is_complete() {
        figure.compute();
        calls += 1;
        // A step costs at least a batch, or the order of an epoch.
        assert!(calls <= MAX_STEPS, "it never ends");
    }
}

/// Points at the planes, inside and out.
fn point_at(dice: &mut Dice, trace: &mut Trace, figure: &mut MinibatchSgdFigure) {
    let (right, down) = (dice.setting(0.0, 1.0), dice.setting(0.0, 1.0));
    trace.note("point", right, down);
    let (x, t) = figure.scene().planes.data;
    let samples = figure.dataset().len();
    let size = (dice.within(1.0, 800.0), dice.within(1.0, 400.0));
    let nearest = nearest_sample(figure.dataset(), (right, down), size, x, t);
    assert!(nearest.is_none_or(|(index, _)| index < samples));
    let (x_at, t_at) = sample_at((right, down), x, t);
    let back = sample_place((x_at, t_at), x, t);
    let is_near = |back: f64, there: f64| !(0.0..=1.0).contains(&there) || (back - there).abs() < 1e-9;
    assert!(is_near(back.0, right) && is_near(back.1, down));
    let _ = figure.verdict_at(right, down);
    let _ = figure.tone_at(right, down);
    let _ = figure.rates().at(right, down);
    let _ = figure.map().at(right, down);
    let batch_size = dice.one_of(&[0, 1, 7, samples, samples + 1, usize::MAX]);
    let outcome = figure.outcome(right, batch_size);
    assert_eq!(outcome.is_ok(), is_learning_rate(right));
}

fn play_minibatch(dice: &mut Dice, trace: &mut Trace) {
    let mut figure = MinibatchSgdFigure::new();
    let most_samples = match dice.below(20_000) {
        0 => 1_000_000.0,
        1..20 => 60_000.0,
        20..200 => 4000.0,
        _ => 60.0,
    };
    let most_steps = if dice.once_in(200) { 10_000.0 } else { 60.0 };
    let mut edits: Vec<Edit> = Vec::new();
    let mut now = 0.0;
    for _ in 0..1 + dice.below(14) {
        let before = minibatch_state(&mut figure);
        let (step, steps, samples) = (figure.step(), figure.steps(), figure.dataset().len());
        let is_refusable = |figure: &mut MinibatchSgdFigure, outcome, is_accepted, given| {
            judge(outcome, is_accepted, given, (&before, &minibatch_state(figure)));
        };
        match dice.below(30) {
            0 | 1 => {
                let value = dice.setting(0.0, 3.0);
                trace.note("set_learning_rate", value, 0.0);
                let outcome = figure.set_learning_rate(value);
                is_refusable(&mut figure, outcome, is_learning_rate(value), value);
            }
            2..=4 => {
                let most = f64::from(u32::try_from(samples).unwrap());
                let value = dice.count(1.0, most);
                trace.note("set_batch_size", value, 0.0);
                let outcome = figure.set_batch_size(value);
                is_refusable(&mut figure, outcome, is_whole(value, 1.0, most), value);
            }
            5 | 6 => {
                let value = dice.count(2.0, most_samples);
                trace.note("set_samples", value, 0.0);
                let outcome = figure.set_samples(value);
                is_refusable(&mut figure, outcome, is_whole(value, 2.0, 1e6), value);
            }
            7 => {
                let value = dice.setting(0.0, 2.0);
                trace.note("set_noise", value, 0.0);
                let outcome = figure.set_noise(value);
                is_refusable(&mut figure, outcome, (0.0..=1e9).contains(&value), value);
            }
            8 => {
                let value = dice.count(0.0, 1e4);
                trace.note("set_data_seed", value, 0.0);
                let outcome = figure.set_data_seed(value);
                is_refusable(&mut figure, outcome, is_seed(value), value);
            }
            9 => {
                let value = dice.count(0.0, 1e4);
                trace.note("set_seed", value, 0.0);
                let outcome = figure.set_seed(value);
                is_refusable(&mut figure, outcome, is_seed(value), value);
            }
            10 => {
                let order = dice.one_of(&[Order::Replacement, Order::Epoch]);
                trace.note(order.name(), 0.0, 0.0);
                figure.set_order(order);
            }
            11 => {
                let value = dice.count(1.0, most_steps);
                trace.note("set_steps", value, 0.0);
                let outcome = figure.set_steps(value);
                is_refusable(&mut figure, outcome, is_steps(value), value);
            }
            12 => {
                let axis = dice.one_of(&[Axis::Updates, Axis::Epochs, Axis::Gradients]);
                trace.note(axis.name(), 0.0, 0.0);
                figure.set_axis(axis);
            }
            13 => {
                let method = dice.one_of(&Method::ALL);
                let is_shown = dice.once_in(2);
                trace.note("set_shown", f64::from(method as u8), f64::from(u8::from(is_shown)));
                figure.set_shown(method, is_shown);
            }
            14..=16 => {
                let (x, t) = (dice.setting(-1.0, 1.0), dice.setting(-2.0, 4.0));
                trace.note("add_sample", x, t);
                let outcome = figure.add_sample(x, t);
                let is_accepted = x.abs() <= MAX_COORDINATE && t.abs() <= MAX_COORDINATE;
                is_refusable(&mut figure, outcome, is_accepted && samples < MAX_SAMPLES, x);
                if outcome.is_ok() {
                    edits.push(Edit { step: usize::MAX, change: Change::Add(x, t) });
                }
            }
            17 | 18 => {
                let index = if dice.once_in(4) {
                    dice.one_of(&[samples, samples + 1, usize::MAX])
                } else {
                    dice.below(u32::try_from(samples).unwrap()) as usize
                };
                trace.note("remove_sample", f64::from(u32::try_from(index).unwrap_or(u32::MAX)), 0.0);
                let outcome = figure.remove_sample(index);
                is_refusable(&mut figure, outcome, index < samples && samples > MIN_SAMPLES, f64::NAN);
                if outcome.is_ok() {
                    edits.push(Edit { step: usize::MAX, change: Change::Remove(index) });
                }
            }
            19 | 20 => {
                let value = dice.count(0.0, most_steps);
                trace.note("set_step", value, 0.0);
                let outcome = figure.set_step(value);
                is_refusable(&mut figure, outcome, is_step(value), value);
            }
            21 => {
                trace.note("show_last", 0.0, 0.0);
                figure.show_last();
                assert_eq!(figure.step(), figure.steps());
            }
            22 => {
                let value = dice.setting(0.5, 100.0);
                trace.note("set_speed", value, 0.0);
                let outcome = figure.set_speed(value);
                is_refusable(&mut figure, outcome, is_speed(value), value);
            }
            23 => {
                trace.note("play", 0.0, 0.0);
                figure.play();
                assert!(figure.is_playing() && figure.step() == if step == steps { 0 } else { step });
            }
            24 => {
                let now = later(dice, &mut now);
                trace.note("advance", now, 0.0);
                figure.advance(now);
                assert!((step..=step + 100).contains(&figure.step()));
            }
            25 => {
                trace.note("compute", 0.0, 0.0);
                let spent = |figure: &MinibatchSgdFigure| {
                    [Method::Mini, Method::Sgd].map(|method| {
                        let run = figure.run(method);
                        run.sample_gradients(run.last_step())
                    })
                };
                let before = spent(&figure);
                figure.compute();
                for (before, after) in before.into_iter().zip(spent(&figure)) {
                    assert!(after - before <= BUDGET + figure.batch_size(), "{}", after - before);
                }
            }
            26 => {
                let is_held = dice.once_in(2);
                trace.note("hold", f64::from(u8::from(is_held)), 0.0);
                if is_held { figure.hold() } else { figure.settle() }
            }
            27 => {
                let has_map = dice.once_in(40);
                trace.note("sweep", f64::from(u8::from(has_map)), 0.0);
                let before = figure.revisions();
                figure.sweep(has_map);
                let after = figure.revisions();
                assert!(before.iter().zip(after).all(|(before, after)| after.wrapping_sub(*before) <= 1));
            }
            28 => {
                let method = dice.one_of(&Method::ALL);
                trace.note("completed", f64::from(method as u8), 0.0);
                let run = figure.completed(method);
                assert!(run.is_complete() || run.sample_gradients(run.last_step()) > 0);
            }
            _ => point_at(dice, trace, &mut figure),
        }
        // As the page's figure does after all that was accepted.
        if !figure.is_edited() {
            edits.clear();
        }
        for edit in &mut edits {
            edit.step = edit.step.min(figure.edited_at());
        }
        check_minibatch(&mut figure);
    }
    if dice.once_in(10) {
        draw_minibatch(dice, &figure);
    }
    let mut other = restored(&figure, &edits);
    for figure in [&mut figure, &mut other] {
        figure.pause();
        for method in Method::ALL {
            figure.set_shown(method, true);
        }
        complete(figure);
        figure.settle();
    }
    let state = |figure: &mut MinibatchSgdFigure| {
        let runs = Method::ALL.map(|method| {
            let run = figure.run(method);
            [run.w(), run.b(), run.losses()].map(hash)
        });
        let batch = figure.batch().to_vec();
        let samples = (hash(figure.dataset().x()), hash(figure.dataset().t()));
        (runs, samples, batch, figure.scene().planes, figure.edited_at(), figure.is_edited())
    };
    let (one, two) = (state(&mut figure), state(&mut other));
    assert_eq!((one.0, one.1, one.3, one.4, one.5), (two.0, two.1, two.3, two.4, two.5), "{edits:?}");
    assert_eq!(one.2, two.2, "the batch");
}

/// Returns a new figure that is given what the other has accepted, as the page does for a restart.
fn restored(figure: &MinibatchSgdFigure, edits: &[Edit]) -> MinibatchSgdFigure {
    let as_f64 = |count: usize| f64::from(u32::try_from(count).unwrap());
    let mut other = MinibatchSgdFigure::new();
    other.set_samples(as_f64(figure.drawn_samples())).unwrap();
    other.set_noise(figure.noise()).unwrap();
    other.set_data_seed(figure.data_seed().into()).unwrap();
    other.set_learning_rate(figure.learning_rate()).unwrap();
    other.set_seed(figure.seed().into()).unwrap();
    other.set_order(figure.order());
    other.set_steps(as_f64(figure.steps())).unwrap();
    other.set_axis(figure.axis());
    let mut is_sized = false;
    for edit in edits {
        // Batches may be as large as the samples that came before the runs began.
        if edit.step > 0 && !is_sized {
            other.set_batch_size(as_f64(figure.batch_size())).unwrap();
            is_sized = true;
        }
        // A sample comes or goes at a step that is computed.
        while other.run(Method::Mini).last_step() < edit.step {
            other.compute();
        }
        other.set_step(as_f64(edit.step)).unwrap();
        match edit.change {
            Change::Add(x, t) => other.add_sample(x, t).unwrap(),
            Change::Remove(index) => other.remove_sample(index).unwrap(),
        }
    }
    if !is_sized {
        other.set_batch_size(as_f64(figure.batch_size())).unwrap();
    }
    other.set_step(as_f64(figure.step())).unwrap();
    other
}

#[test]
fn mini_batches_come_through_any_sequence() {
    sequences("mini-batches", play_minibatch);
}

// Two wells

fn escape_state(figure: &NoiseEscapeFigure) -> impl PartialEq + std::fmt::Debug + use<> {
    let ensemble = figure.ensemble();
    (
        [figure.learning_rate(), figure.speed()].map(f64::to_bits),
        (figure.batch_size(), figure.steps(), figure.step(), figure.seed(), figure.runs(), figure.top()),
        (ensemble.done(), ensemble.escaped(), ensemble.diverged(), *ensemble.bins()),
        (figure.is_playing(), hash(figure.run().xs()), hash(figure.run().tilts())),
    )
}

fn check_escape(figure: &NoiseEscapeFigure) {
    assert!(figure.step() <= figure.steps() && (1..=MAX_STEPS).contains(&figure.steps()));
    assert!((1..=SAMPLES).contains(&figure.batch_size()) && (1..=MAX_RUNS).contains(&figure.runs()));
    let ensemble = figure.ensemble();
    assert!((1..=figure.runs()).contains(&ensemble.done()), "{} of {}", ensemble.done(), figure.runs());
    let near: u32 = ensemble.bins().iter().sum();
    assert_eq!(near + ensemble.diverged(), ensemble.done());
    let (share, error) = ensemble.share();
    assert!((0.0..=1.0).contains(&share) && (0.0..=0.5).contains(&error));
    let top = figure.top().value();
    let shares = ensemble.bins().iter().map(|&count| 100.0 * f64::from(count) / f64::from(ensemble.done()));
    // Between a change and the next frame, which counts on, one run alone is counted.
    let is_fitted = ensemble.done() > 1 || figure.is_complete();
    assert!(top <= 100.0 && (!is_fitted || shares.fold(0.0, f64::max) <= top), "{top}");
    let run = figure.run();
    assert_eq!([run.xs().len(), run.tilts().len()], [figure.steps() + 1; 2]);
    assert!(run.tilts().iter().all(|tilt| tilt.abs() <= 4.0));
    // What is no number has diverged, and the step is named.
    assert!(run.end().is_finite() || figure.status() == Outcome::Diverges && run.overflow_step().is_some());
    let phase = figure.scene().phase;
    assert!((0.0..1.0).contains(&phase), "{phase}");
}

fn draw_escape(dice: &mut Dice, figure: &NoiseEscapeFigure) {
    let mut scene = figure.scene();
    if dice.once_in(2) {
        scene.phase = 0.0;
    }
    let canvas = Canvas::any(dice);
    canvas.hold(60, draw_wells_axes);
    canvas.hold(MOST_CALLS, |area, theme| draw_wells_run(area, &scene, theme));
    canvas.hold(60, |area, theme| draw_ends_axes(area, scene.top, theme));
    canvas.hold(80, |area, theme| draw_ends_bars(area, &scene, theme));
}

fn play_escape(dice: &mut Dice, trace: &mut Trace) {
    let mut figure = NoiseEscapeFigure::new();
    let most_steps = if dice.once_in(60) { 10_000.0 } else { 200.0 };
    let mut now = 0.0;
    for _ in 0..1 + dice.below(14) {
        let before = escape_state(&figure);
        let (step, steps, done) = (figure.step(), figure.steps(), figure.ensemble().done());
        match dice.below(14) {
            0 | 1 => {
                let value = dice.setting(0.0, 0.5);
                trace.note("set_learning_rate", value, 0.0);
                let outcome = figure.set_learning_rate(value);
                judge(outcome, is_learning_rate(value), value, (&before, &escape_state(&figure)));
            }
            2 | 3 => {
                let value = dice.count(1.0, 64.0);
                trace.note("set_batch_size", value, 0.0);
                let outcome = figure.set_batch_size(value);
                judge(outcome, is_whole(value, 1.0, 64.0), value, (&before, &escape_state(&figure)));
            }
            4 => {
                let value = dice.count(1.0, most_steps);
                trace.note("set_steps", value, 0.0);
                let outcome = figure.set_steps(value);
                judge(outcome, is_steps(value), value, (&before, &escape_state(&figure)));
            }
            5 => {
                let value = dice.count(0.0, 1e4);
                trace.note("set_seed", value, 0.0);
                let outcome = figure.set_seed(value);
                judge(outcome, is_seed(value), value, (&before, &escape_state(&figure)));
            }
            6 | 7 => {
                let value = dice.count(1.0, 100.0);
                trace.note("set_runs", value, 0.0);
                let outcome = figure.set_runs(value);
                judge(outcome, is_whole(value, 1.0, 10_000.0), value, (&before, &escape_state(&figure)));
            }
            8 => {
                let value = dice.count(0.0, most_steps);
                trace.note("set_step", value, 0.0);
                let outcome = figure.set_step(value);
                judge(outcome, is_step(value), value, (&before, &escape_state(&figure)));
            }
            9 => {
                let value = dice.setting(0.5, 100.0);
                trace.note("set_speed", value, 0.0);
                let outcome = figure.set_speed(value);
                judge(outcome, is_speed(value), value, (&before, &escape_state(&figure)));
            }
            10 => {
                trace.note("play", 0.0, 0.0);
                figure.play();
                assert!(figure.is_playing() && figure.step() == if step == steps { 0 } else { step });
            }
            11 => {
                let now = later(dice, &mut now);
                trace.note("advance", now, 0.0);
                figure.advance(now);
                assert!((step..=step + 100).contains(&figure.step()));
            }
            12 => {
                trace.note("settle", 0.0, 0.0);
                figure.settle();
                figure.show_last();
                assert_eq!(figure.step(), figure.steps());
            }
            _ => {
                trace.note("compute", 0.0, 0.0);
                figure.compute();
                let cost = 1200 + steps * 6;
                let runs = (figure.ensemble().done() - done) as usize;
                assert!(runs <= 1 + noise_escape::BUDGET / cost, "{runs} runs in a call");
            }
        }
        check_escape(&figure);
    }
    if dice.once_in(10) {
        draw_escape(dice, &figure);
    }
    let mut other = NoiseEscapeFigure::new();
    other.set_steps(f64::from(u32::try_from(figure.steps()).unwrap())).unwrap();
    other.set_seed(figure.seed().into()).unwrap();
    other.set_runs(figure.runs().into()).unwrap();
    other.set_batch_size(figure.batch_size().into()).unwrap();
    other.set_learning_rate(figure.learning_rate()).unwrap();
    assert_eq!(hash(figure.run().xs()), hash(other.run().xs()));
    if figure.steps() > 300 || figure.runs() > 1000 {
        return;
    }
    let count = |figure: &mut NoiseEscapeFigure| {
        let mut calls = 0;
        while !figure.is_complete() {
            figure.compute();
            calls += 1;
            assert!(calls <= MAX_RUNS, "it never ends");
        }
        figure.settle();
        (*figure.ensemble().bins(), figure.ensemble().diverged(), figure.top())
    };
    assert_eq!(count(&mut figure), count(&mut other));
}

#[test]
fn the_two_wells_come_through_any_sequence() {
    sequences("two wells", play_escape);
}

// Throughput

fn play_throughput(dice: &mut Dice, trace: &mut Trace) {
    let (samples, noise) = (dice.count(2.0, 300.0), dice.setting(0.0, 1.0));
    trace.note("samples", samples, noise);
    let is_accepted = is_whole(samples, 2.0, 300.0) && (0.0..=1e9).contains(&noise);
    let dataset = if is_whole(samples, 0.0, 300.0) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and at most 300")]
        let dataset = Dataset::new(samples as usize, noise, 0);
        assert_eq!(dataset.is_ok(), is_accepted);
        dataset.ok()
    } else {
        None
    };
    let (mut sizes, mut marks) = (Vec::new(), Vec::new());
    if let Some(dataset) = dataset {
        let mut size = 1;
        while size <= dataset.len() {
            sizes.push(u32::try_from(size).unwrap());
            trace.note("updates", f64::from(u32::try_from(size).unwrap()), 0.0);
            let mut updates = Updates::new(dataset.len(), size, dice.below(u32::MAX));
            for _ in 0..dice.below(4) {
                let pieces = dice.below(30) as usize;
                if dice.once_in(3) { updates.draw(pieces) } else { updates.run(&dataset, pieces) }
            }
            size *= 4;
        }
    }
    for _ in 0..dice.below(40) {
        let size = if dice.once_in(4) {
            dice.number()
        } else {
            f64::from(dice.one_of(sizes.first_chunk().unwrap_or(&[1])))
        };
        let value = dice.number();
        trace.note("mark", size, value);
        marks.push(Mark { size, value, is_median: dice.once_in(2), is_part: dice.once_in(2) });
    }
    let scene = Throughput { sizes: &sizes, marks: &marks };
    let canvas = Canvas::any(dice);
    canvas.hold(120, |area, theme| draw_throughput_axes(area, &scene, theme));
    canvas.hold(100, |area, theme| draw_throughput_run(area, &scene, theme));
}

#[test]
fn throughput_comes_through_any_sequence() {
    sequences("throughput", play_throughput);
}
