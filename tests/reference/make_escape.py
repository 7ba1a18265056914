"""Walks on a curve with two wells by mini-batches, as NumPy does it.

    python3 tests/reference/make_escape.py              remakes escape.json beside this file
    python3 tests/reference/make_escape.py - <requests  answers a JSON list of requests with a JSON list

A request names learning_rate, batch_size, steps and seed. Each answer holds the mean tilts of the batches and the
parameters and values of steps 1, 2, ... as float.hex() strings, to be compared bit for bit.
"""
import json
import pathlib
import sys

import numpy as np

SAMPLES = 64
START = -1.5
NAMES = ("learning_rate", "batch_size", "steps", "seed")
RUNS = [
    # the four presets, then other batches, a run that swings over the ridge, the last seed
    (0.1, 1, 200, 1),
    (0.1, 64, 50, 1),
    (0.02, 1, 100, 1),
    (0.4, 1, 30, 1),
    (0.2, 4, 100, 7),
    (0.3, 63, 50, 3),
    (0.28, 2, 60, 4294967295),
]


def hexed(values):
    return [float(value).hex() for value in values]


def run(request):
    learning_rate, size = request["learning_rate"], request["batch_size"]
    s = (np.arange(SAMPLES) - 31.5) / 8
    np.random.seed(request["seed"])
    x = np.float64(START)
    tilts, xs, ys = [], [], []
    for _ in range(request["steps"]):
        index = np.arange(SAMPLES) if size == SAMPLES else np.random.choice(SAMPLES, size)
        tilt = np.mean(s[index])
        gradient = (x + 1) * x * (x - 2) + tilt
        x = x - learning_rate * gradient
        tilts.append(tilt)
        xs.append(x)
        ys.append(x * x * (x * x / 4 - x / 3 - 1))
    return {**request, "tilts": hexed(tilts), "x": hexed(xs), "y": hexed(ys)}


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        if sys.argv[1:] == ["-"]:
            json.dump([run(request) for request in json.load(sys.stdin)], sys.stdout)
        else:
            answers = [run(dict(zip(NAMES, settings))) for settings in RUNS]
            pathlib.Path(__file__).with_name("escape.json").write_text(json.dumps(answers, indent=1) + "\n")
