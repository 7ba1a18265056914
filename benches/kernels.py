"""The NumPy contender: reads a piece of work a line, `kernel samples size steps repeat`, and answers with a line of
JSON, how many milliseconds it took and what it came to. See benches/contender/src/lib.rs for what is done."""

import json
import sys
import time

import numpy as np


def dataset(samples):
    np.random.seed(0)
    x = np.random.rand(samples) * 2 - 1
    return x, 2 * x + 1 + 0.3 * np.random.randn(samples)


def spectrum(data, size, steps):
    eta = 1.2 * (np.arange(size) + 0.5) / size
    x = np.full(size, -3.0)
    for _ in range(steps):
        gradient = 2 * x
        x -= eta * gradient
    return x * x


def sampled(data, size, steps):
    x, t = data
    np.random.seed(1)
    w = b = 0.0
    for _ in range(steps):
        batch = np.random.choice(len(x), size)
        error = w * x[batch] + b - t[batch]
        w, b = w - 0.1 * np.mean(error * x[batch]), b - 0.1 * np.mean(error)
    return [w, b]


def full(data, size, steps):
    x, t = data
    w = b = 0.0
    for _ in range(steps):
        error = w * x + b - t
        w, b = w - 0.1 * np.mean(error * x), b - 0.1 * np.mean(error)
    return [w, b]


data = dataset(2)
for line in sys.stdin:
    kernel, *numbers = line.split()
    samples, size, steps, repeat = map(int, numbers)
    if samples != len(data[0]):
        data = dataset(samples)
    work = {"spectrum": spectrum, "sampled": sampled, "full": full}[kernel]
    start = time.perf_counter()
    for _ in range(repeat):
        values = work(data, size, steps)
    spent = (time.perf_counter() - start) * 1000
    print(json.dumps({"time": spent, "values": [float(value) for value in values]}), flush=True)
