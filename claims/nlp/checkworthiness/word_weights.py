"""Fitting the weights of words and signs.

Logistic regression with an L2 penalty over features scaled by how unevenly they occur in the two classes (after Wang
and Manning 2012). It is fitted by full-batch Adam with numpy alone, so that the same file gives the same weights. What
each sign adds to the logits is fitted beside it, for the reasons that editors read.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.nlp.checkworthiness.features import FeatureRules

LEAST_ROWS = 3  # in which a feature must occur
L2_PENALTY = 8.0
TRAINING_STEPS = 250
LEARNING_RATE = 0.05
LEAST_WEIGHT = 0.05  # that is stored
SIGN_PENALTY = 8.0
Floats = NDArray[np.float64]
Table = tuple[NDArray[np.int64], NDArray[np.int64], Floats]


def fit_weights(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[int],
    offsets: Sequence[float] | None = None,
    *,
    penalty: float = L2_PENALTY,
) -> dict[str, float]:
    """Return the weights by feature name, `bias` among them. They are added to `offsets`, a logit for each row."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST_ROWS)
    row_of, column_of, values = _build_table(rows, {name: number for number, name in enumerate(names)})
    y = np.array(labels, dtype=np.float64)
    scale = _measure_imbalance(row_of, column_of, values, y, len(names))
    start = np.zeros(len(y)) if offsets is None else np.array(offsets, dtype=np.float64)
    slopes, bias = _descend((row_of, column_of, values * scale[column_of]), y, start, penalty, len(names))
    weights = zip(names, slopes * scale, strict=True)
    return {"bias": round(bias, 4)} | {name: round(float(w), 4) for name, w in weights if abs(w) >= LEAST_WEIGHT}


def _build_table(rows: Sequence[Mapping[str, float]], place: Mapping[str, int]) -> Table:
    """Return rows, columns and values of the cells that are not zero."""
    cells = [(at, place[name], value) for at, row in enumerate(rows) for name, value in row.items() if name in place]
    row_of, column_of, values = zip(*cells, strict=True)
    return np.array(row_of), np.array(column_of), np.array(values, dtype=np.float64)


def _measure_imbalance(row_of: Any, column_of: Any, values: Floats, y: Floats, size: int) -> Floats:
    """Return how unevenly each feature occurs in the two classes."""
    for_ = np.bincount(column_of, values * y[row_of], size) + 1
    against = np.bincount(column_of, values * (1 - y[row_of]), size) + 1
    return np.asarray(np.abs(np.log((for_ / for_.sum()) / (against / against.sum()))) ** 0.5 + 0.3)


def _descend(table: Table, y: Floats, start: Floats, penalty: float, size: int) -> tuple[Floats, float]:
    """Return weights and bias at the least penalized loss; `start` are the logits that they are added to."""
    row_of, column_of, values = table
    w, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, TRAINING_STEPS + 1):
        total = start + np.bincount(row_of, values * w[column_of], len(y)) + w[-1]
        error = 1 / (1 + np.exp(-total)) - y
        slope = np.append(np.bincount(column_of, values * error[row_of], size) + penalty * w[:-1], error.sum())
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w = w - LEARNING_RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w[:-1], float(w[-1])


def fit_signs(signs: Sequence[Collection[str]], logits: Sequence[float], names: Sequence[str]) -> tuple[float, Floats]:
    """Return the logit of a sentence without signs and what each sign adds, by least squares with an L2 penalty."""
    shown = np.array([[name in found for name in names] for found in signs], dtype=np.float64)
    target = np.array(logits, dtype=np.float64)
    means = shown.mean(axis=0)
    centred = shown - means
    slopes = np.linalg.solve(
        centred.T @ centred + SIGN_PENALTY * np.eye(len(names)), centred.T @ (target - target.mean())
    )
    return float(target.mean() - means @ slopes), slopes


def explain_by_signs(signs: Sequence[Collection[str]], logits: Sequence[float], rules: FeatureRules) -> dict[str, Any]:
    """Return the weights by which the signs explain logits, as the file of weights has them."""
    names = [sign.name for sign in rules.signs]
    base, slopes = fit_signs(signs, logits, names)
    return {"base": round(base, 4), "signs": {n: round(float(s), 4) for n, s in zip(names, slopes, strict=True)}}
