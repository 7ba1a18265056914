//! The work that is timed is the runs' own, and the drawing of what was measured holds to the drawing contract.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::recorder::{Recorded, record_on};
use gradient_figures::batch::Sampling;
use gradient_figures::dataset::Dataset;
use gradient_figures::minibatch::{Run, Settings};
use gradient_figures::optimizer::LearningRate;
use gradient_figures::regression::Parameters;
use gradient_figures::throughput::{LEARNING_RATE, Updates};
use gradient_figures::view::{Mark, Palette, Theme, Throughput, draw_throughput_axes, draw_throughput_run};
use proptest::prelude::*;

const THEME: Theme = Theme { palette: Palette::LIGHT, scale: 2.0, text_scale: 1.0, grain: 1 };

fn bits(parameters: Parameters) -> [u64; 2] {
    [parameters.w.to_bits(), parameters.b.to_bits()]
}

proptest! {
    #[test]
    fn pieces_of_any_length_make_the_plain_run(
        (samples, batch_size) in (2_usize..600).prop_flat_map(|samples| (Just(samples), 1..=samples)),
        seed in any::<u32>(),
        pieces in prop::collection::vec(0_usize..40, 1..8),
    ) {
        let dataset = Dataset::new(samples, 0.3, 0).unwrap();
        let steps = pieces.iter().sum::<usize>().max(1);
        let mut run = Run::new(&dataset, Settings {
            learning_rate: LearningRate::new(LEARNING_RATE).unwrap(),
            start: Parameters::default(),
            sampling: Sampling::WithReplacement { batch_size },
            seed,
            steps,
        }).unwrap();
        while !run.is_complete() {
            run.advance(&dataset, 1000);
        }
        let mut updates = Updates::new(samples, batch_size, seed);
        let mut step = 0;
        prop_assert_eq!(bits(updates.parameters()), bits(run.parameters(0)));
        for piece in pieces {
            updates.run(&dataset, piece);
            step += piece;
            prop_assert_eq!(bits(updates.parameters()), bits(run.parameters(step)));
        }
    }

    #[test]
    fn drawing_alone_takes_the_same_random_numbers(seed in any::<u32>(), skipped in 0_usize..50) {
        let dataset = Dataset::new(100, 0.3, 0).unwrap();
        let one_after_another = |is_part: bool| {
            let mut updates = Updates::new(100, 7, seed);
            if is_part { updates.draw(skipped) } else { updates.run(&dataset, skipped) };
            let before = updates.parameters();
            updates.run(&dataset, 1);
            (before, updates.parameters())
        };
        let ((start, after), (_, run)) = (one_after_another(true), one_after_another(false));
        prop_assert_eq!(bits(start), bits(Parameters::default()), "drawing moves no parameter");
        prop_assert!(skipped == 0 || bits(after) != bits(run));
        // The batch after the skipped ones is the one that the run draws there.
        let mut run = Run::new(&dataset, Settings {
            learning_rate: LearningRate::new(LEARNING_RATE).unwrap(),
            start: Parameters::default(),
            sampling: Sampling::WithReplacement { batch_size: 7 },
            seed,
            steps: skipped + 1,
        }).unwrap();
        while !run.is_complete() {
            run.advance(&dataset, 1000);
        }
        let batch = run.batch(skipped);
        let gradient = gradient_figures::regression::gradient(&dataset, batch, start);
        prop_assert_eq!(bits(after), bits(start.step(LEARNING_RATE, gradient)));
    }
}

const KINDS: [(bool, bool); 4] = [(false, false), (true, false), (false, true), (true, true)];

fn mark(size: f64, value: f64, (is_median, is_part): (bool, bool)) -> Mark {
    Mark { size, value, is_median, is_part }
}

/// Draws a plane, the part that stays and the part that moves.
fn record(scene: &Throughput<'_>, size: (u32, u32)) -> [Recorded; 2] {
    let axes = record_on(size, |area| draw_throughput_axes(area, scene, &THEME));
    [axes, record_on(size, |area| draw_throughput_run(area, scene, &THEME))]
}

fn assert_contract(scene: &Throughput<'_>) -> [Recorded; 2] {
    let size = (900, 500);
    let drawn = record(scene, size);
    for recorded in &drawn {
        for &(x, y) in &recorded.points {
            assert!((0..=900).contains(&x) && (0..=500).contains(&y), "({x}, {y}) of {scene:?}");
        }
        assert!(recorded.calls <= 60 + 2 * scene.marks.len(), "{} calls", recorded.calls);
    }
    drawn
}

#[test]
fn hostile_values_are_never_handed_over() {
    let hostile = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0, 5e-324, f64::MAX, 1e-9, 1e12];
    for a in hostile {
        for b in hostile {
            for kind in KINDS {
                let marks = [mark(1.0, a, kind), mark(4.0, b, kind), mark(16.0, 1.0, kind)];
                assert_contract(&Throughput { sizes: &[1, 4, 16], marks: &marks });
            }
        }
    }
}

#[test]
fn without_a_measurement_there_are_batch_sizes_and_nothing_else() {
    let [axes, run] = assert_contract(&Throughput { sizes: &[1, 4, 16, 64], marks: &[] });
    assert_eq!(axes.texts, ["1", "4", "16", "64"]);
    assert_eq!(run.calls, 0);
    // One batch size alone, and none.
    for sizes in [[1].as_slice(), &[]] {
        assert_contract(&Throughput { sizes, marks: &[mark(1.0, 3.0, KINDS[1])] });
    }
}

#[test]
fn each_measurement_is_a_dot_and_each_median_is_joined_to_the_one_before() {
    let marks: Vec<Mark> = [1.0, 4.0, 16.0]
        .into_iter()
        .flat_map(|size| KINDS.map(|kind| mark(size, if kind.1 { 1.0 } else { 2.0 } * size, kind)))
        .collect();
    let [_, run] = assert_contract(&Throughput { sizes: &[1, 4, 16], marks: &marks });
    assert_eq!(run.calls, 12 + 4, "twelve dots, and two lines in each of two kinds");
}

#[test]
fn few_powers_of_ten_have_marks_between_them() {
    let ticks = |values: [f64; 2]| {
        let marks = values.map(|value| mark(1.0, value, KINDS[0]));
        let [axes, _] = assert_contract(&Throughput { sizes: &[1], marks: &marks });
        axes.texts[1..].join(" ")
    };
    assert_eq!(ticks([1.2e7, 8e7]), "10⁷ 2×10⁷ 5×10⁷ 10⁸");
    assert_eq!(ticks([0.05, 0.4]), "0.01 0.02 0.05 0.1 0.2 0.5 1");
    assert_eq!(ticks([0.05, 400.0]), "0.01 1 100 10000");
}

#[test]
fn labels_of_batch_sizes_do_not_run_into_each_other() {
    let powers = |count: u32| (0..count).map(|power| 4_u32.pow(power));
    for (count, last) in [(10, None), (8, None), (4, Some(100)), (7, Some(5000)), (3, Some(63)), (1, Some(2))]
    {
        let sizes: Vec<u32> = powers(count).chain(last).collect();
        let last = sizes.last().unwrap().to_string();
        for width in (560..1800).step_by(40) {
            let [axes, _] = record(&Throughput { sizes: &sizes, marks: &[] }, (width, 500));
            let mut spans = axes.spans;
            spans.retain(|(left, right, _)| left < right);
            for pair in spans.windows(2) {
                assert!(pair[0].1 <= pair[1].0, "{sizes:?} on {width}: {pair:?}");
            }
            assert!(axes.texts.contains(&last), "{sizes:?} on {width}: {:?}", axes.texts);
        }
    }
}
