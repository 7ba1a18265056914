"""Fits a line by gradient descent with NumPy, by mini-batches and by all samples.

    python3 tests/reference/make_minibatch.py              remakes minibatch.json beside this file
    python3 tests/reference/make_minibatch.py - <requests  answers a JSON list of requests with a JSON list

Floats are float.hex() strings. Batches are compared exactly, the rest to 1e-12 relative.
A request names samples, noise, data_seed, and a run: sampling ("full", "with replacement" or "once per epoch"),
batch_size, learning_rate, seed, steps; and may name changes, each [step, "add", x, t] or [step, "remove", index].
"""
import json
import pathlib
import sys

import numpy as np

DATA = {"samples": 100, "noise": 0.3, "data_seed": 0}
RUNS = [
    # sampling, batch size, learning rate, steps, seed
    ("with replacement", 1, 0.1, 50, 1),
    ("with replacement", 8, 0.1, 50, 1),
    ("full", 100, 0.5, 50, None),
    ("with replacement", 10, 1.0, 30, 7),
    ("once per epoch", 30, 0.2, 20, 3),
]


def draw_data(samples, noise, data_seed):
    np.random.seed(data_seed)
    x = np.random.rand(samples) * 2 - 1
    t = 2 * x + 1 + noise * np.random.randn(samples)
    return x, t


def draw_batches(request, changes, count):
    """Yields the indices of each step; `count()` tells how many samples there are at that time."""
    size = request["batch_size"]
    epoch = np.array([], dtype=int)
    for step in range(request["steps"]):
        changed = any(change[0] == step for change in changes)
        if request["sampling"] == "full":
            yield np.arange(count())
        elif request["sampling"] == "with replacement":
            yield np.random.choice(count(), size)
        else:
            if changed or not epoch.size:
                epoch = np.random.permutation(count())
            batch, epoch = epoch[:size], epoch[size:]
            yield batch


def hexed(values):
    return [float(value).hex() for value in values]


def run(x, t, request):
    if request["seed"] is not None:
        np.random.seed(request["seed"])
    changes = request.get("changes", [])
    w = b = 0.0
    batches, ws, bs = [], [], []
    pending = draw_batches(request, changes, lambda: len(x))
    for step in range(request["steps"]):
        for _, kind, *what in (change for change in changes if change[0] == step):
            if kind == "add":
                x, t = np.append(x, what[0]), np.append(t, what[1])
            else:
                x, t = np.delete(x, what[0]), np.delete(t, what[0])
        batch = next(pending)
        error = w * x[batch] + b - t[batch]
        w, b = w - request["learning_rate"] * np.mean(error * x[batch]), b - request["learning_rate"] * np.mean(error)
        batches.append([] if request["sampling"] == "full" else batch.tolist())
        ws.append(w)
        bs.append(b)
    # Over the samples as they are in the end, whatever they were at a step.
    losses = [np.mean(0.5 * (w * x + b - t) ** 2) for w, b in zip(ws, bs)]
    return {**request, "batches": batches, "w": hexed(ws), "b": hexed(bs), "losses": hexed(losses)}


def answer(request):
    x, t = draw_data(request["samples"], request["noise"], request["data_seed"])
    hessian = [[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]]
    design = np.stack([x, np.ones_like(x)], axis=1)
    return {
        **run(x, t, request),
        "x": hexed(x),
        "t": hexed(t),
        "curvatures": hexed(np.linalg.eigvalsh(hessian)),
        "minimum": hexed(np.linalg.lstsq(design, t, rcond=None)[0]),
    }


def reference():
    names = ("sampling", "batch_size", "learning_rate", "steps", "seed")
    answers = [answer({**DATA, **dict(zip(names, settings))}) for settings in RUNS]
    shared = (*DATA, "x", "t", "curvatures", "minimum")
    data = {name: answers[0][name] for name in shared}
    runs = [{name: value for name, value in each.items() if name not in shared} for each in answers]
    return {**data, "runs": runs}


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        if sys.argv[1:] == ["-"]:
            json.dump([answer(request) for request in json.load(sys.stdin)], sys.stdout)
        else:
            text = json.dumps(reference()).replace(', "', ',\n"').replace('",\n"0x', '", "0x').replace('",\n"-0x', '", "-0x')
            pathlib.Path(__file__).with_name("minibatch.json").write_text(text + "\n")
