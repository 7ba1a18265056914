"""Remakes descent.json: gradient descent on y = x**2 as NumPy computes it.

    python3 tests/reference/make_descent.py

Each run holds the parameters and losses of steps 1, 2, ... as float.hex() strings, to be compared bit for bit.
"""
import json
import pathlib

import numpy as np

SETTINGS = [
    # start, learning rate, steps: the article's four runs, then the edges of the regimes, then another start
    (-3.0, 0.1, 10),
    (-3.0, 0.01, 10),
    (-3.0, 0.01, 100),
    (-3.0, 1.1, 10),
    (-3.0, 0.5, 5),
    (-3.0, 0.75, 20),
    (-3.0, 1.0, 20),
    (2.0, 0.3, 30),
]


def run(start, learning_rate, steps):
    x = np.array([start])
    xs, ys = [], []
    for _ in range(steps):
        gradient = 2 * x
        x = x - learning_rate * gradient
        xs.append(float(x[0]).hex())
        ys.append(float((x**2)[0]).hex())
    return {"learning_rate": learning_rate, "steps": steps, "x": xs, "y": ys, "start": start}


if __name__ == "__main__":
    target = pathlib.Path(__file__).with_name("descent.json")
    target.write_text(json.dumps([run(*settings) for settings in SETTINGS], indent=1) + "\n")
