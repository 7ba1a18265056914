//! In a browser: the same numbers as natively, bit for bit.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod common;

use gradient_figures::optimizer::LearningRate;
use gradient_figures::trajectory::Trajectory;
use gradient_figures::web::{GradientDescentHandle, NoiseEscapeHandle};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn equals_numpy_bit_for_bit() {
    assert_eq!(common::descent_equals_numpy(), 410);
}

#[wasm_bindgen_test]
fn minibatch_equals_numpy() {
    common::minibatch::reference_equals_numpy();
}

#[wasm_bindgen_test]
fn runs_out_of_the_shallow_well_equal_numpy_bit_for_bit() {
    assert_eq!(common::escape::reference_equals_numpy(), 3 * (200 + 50 + 100 + 30 + 100 + 50 + 60));
}

#[wasm_bindgen_test]
fn overflows_where_float64_does() {
    let run = Trajectory::run(LearningRate::new(1.1).unwrap(), 2.0, 5000).unwrap();
    assert_eq!((run.overflow_step(), run.x_overflow_step()), (Some(1943), Some(3886)));
}

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().dyn_into().unwrap()
}

/// Returns a figure on four new canvases of a page.
fn handle() -> GradientDescentHandle {
    let mut handle = GradientDescentHandle::new();
    handle.attach(0, canvas(), canvas()).ok().unwrap();
    handle.attach(1, canvas(), canvas()).ok().unwrap();
    handle.resize(0, 600.0, 320.0, 2.0);
    handle.resize(1, 300.0, 320.0, 2.0);
    handle
}

#[wasm_bindgen_test]
fn the_handle_answers_for_the_state_just_set() {
    let mut handle = handle();
    assert!(handle.set_learning_rate(1.1).is_ok());
    assert_eq!(handle.status(), "diverging");
    assert!(handle.set_learning_rate(f64::NAN).is_err());
    assert!((handle.learning_rate() - 1.1).abs() <= 0.0);
    assert_eq!(handle.trajectory().length(), 33);
}

#[wasm_bindgen_test]
fn answers_and_does_not_mind_frames_without_canvases() {
    let mut handle = GradientDescentHandle::new();
    handle.resize(0, 600.0, 320.0, 2.0);
    assert_eq!(handle.frame(0.0, true).ok(), Some(false));
    handle.attach(0, canvas(), canvas()).ok().unwrap();
    handle.detach();
    assert!(handle.set_learning_rate(1.1).is_ok());
    assert_eq!(handle.frame(0.0, true).ok(), Some(false));
    assert_eq!(handle.status(), "diverging");
}

#[wasm_bindgen_test]
fn draws_any_state_on_any_size() {
    let mut handle = handle();
    for learning_rate in [0.0, 0.1, 0.5, 1.0, 1.1, 1e300] {
        for steps in [1.0, 200.0, 10_000.0] {
            for (width, height) in [(600.0, 320.0), (1.0, 1.0), (0.0, 0.0), (90.0, 40.0)] {
                handle.resize(0, width, height, 2.0);
                handle.set_learning_rate(learning_rate).ok().unwrap();
                handle.set_steps(steps).ok().unwrap();
                assert_eq!(handle.frame(0.0, true).ok(), Some(false));
            }
        }
    }
}

/// The regression's handle.
mod minibatch_sgd {
    use gradient_figures::web::MinibatchSgdHandle;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::HtmlCanvasElement;

    fn handle() -> (MinibatchSgdHandle, Vec<HtmlCanvasElement>) {
        let canvases: Vec<_> = (0..6).map(|_| super::canvas()).collect();
        let of = |index: usize| canvases[index].clone();
        let mut handle = MinibatchSgdHandle::new();
        for plane in 0..3 {
            handle.attach(plane, of(2 * plane), of(2 * plane + 1)).ok().unwrap();
            handle.resize(plane, 320.0, 300.0, 2.0);
        }
        (handle, canvases)
    }

    #[wasm_bindgen_test]
    fn the_handle_answers_for_the_state_just_set() {
        let (mut handle, _) = handle();
        assert_eq!((handle.status().as_str(), handle.sampling().as_str()), ("converging", "replacement"));
        assert!(handle.set_learning_rate(2.2).is_ok());
        assert_eq!(handle.status(), "diverging");
        assert!(handle.set_learning_rate(f64::NAN).is_err() && handle.set_sampling("other").is_err());
        assert!(handle.set_axis("epochs").is_ok() && handle.set_axis("").is_err());
        assert!((handle.learning_rate() - 2.2).abs() <= 0.0);
        assert_eq!(handle.trajectory(2).length(), 3 * 51);
        assert_eq!((handle.batch().length(), handle.minimum().length()), (8, 2));
        assert_eq!(MinibatchSgdHandle::presets().length(), 4 * 8);
    }

    #[wasm_bindgen_test]
    fn a_sample_is_found_where_it_stands() {
        let (mut handle, _) = handle();
        let point = handle.sample_point(42).to_vec();
        let place = handle.data_place(point[0], point[1]).to_vec();
        assert_eq!(handle.nearest_sample(place[0], place[1], 1.0), Some(42));
        assert_eq!(handle.nearest_sample(place[0] + 5000.0, place[1], 10.0), None);
        let back = handle.data_at(place[0], place[1]).to_vec();
        assert!((back[0] - point[0]).abs() < 1e-9 && (back[1] - point[1]).abs() < 1e-9);
        assert!(handle.add_sample(point[0], point[1]).is_ok() && handle.remove_sample(42).is_ok());
        assert_eq!((handle.samples(), handle.is_edited()), (100, true));
    }

    #[wasm_bindgen_test]
    fn draws_any_state_on_any_size() {
        let (mut handle, canvases) = handle();
        for learning_rate in [0.0, 0.1, 1.6, 3.0, 1e300] {
            for samples in [2.0, 100.0, 5000.0] {
                for (width, height) in [(320.0, 300.0), (0.0, 0.0), (90.0, 40.0)] {
                    (0..3).for_each(|plane| handle.resize(plane, width, height, 2.0));
                    handle.set_learning_rate(learning_rate).ok().unwrap();
                    handle.set_samples(samples).ok().unwrap();
                    assert_eq!(handle.frame(0.0, true).ok(), Some(false));
                }
            }
        }
        // Each layer has something on it.
        (0..3).for_each(|plane| handle.resize(plane, 320.0, 300.0, 2.0));
        handle.set_learning_rate(0.1).ok().unwrap();
        assert_eq!(handle.frame(0.0, false).ok(), Some(false));
        let is_drawn = |canvas: &HtmlCanvasElement| canvas.to_data_url().unwrap().len() > 4000;
        assert!(canvases.iter().all(is_drawn));
    }
}

#[wasm_bindgen_test]
fn the_two_wells_draw_any_state_on_any_size_and_count_to_the_end() {
    let mut handle = NoiseEscapeHandle::new();
    for plane in 0..2 {
        handle.attach(plane, canvas(), canvas()).ok().unwrap();
    }
    for (width, height) in [(500.0, 320.0), (1.0, 1.0), (0.0, 0.0), (90.0, 40.0)] {
        for (learning_rate, batch_size) in [(0.0, 1.0), (0.1, 1.0), (0.35, 2.0), (0.1, 64.0), (1e300, 1.0)] {
            for plane in 0..2 {
                handle.resize(plane, width, height, 2.0);
            }
            handle.set_learning_rate(learning_rate).ok().unwrap();
            handle.set_batch_size(batch_size).ok().unwrap();
            assert!(handle.count().get_index(0) <= 1.0);
            let mut frames = 1;
            while handle.frame(0.0, true).ok().unwrap() {
                frames += 1;
            }
            assert!(handle.count().get_index(0) >= 1000.0 && frames <= 10, "{frames} frames");
            assert_eq!(handle.rows(0, handle.steps()).length(), 3 * 201);
        }
    }
    assert!(handle.set_runs(0.0).is_err() && handle.set_batch_size(65.0).is_err());
    assert_eq!((handle.runs(), handle.batch_size()), (1000, 1));
}
