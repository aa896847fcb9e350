"""Small networks over the vectors of the sentence encoder that tell check-worthy sentences from others.

Each head has one hidden layer. Several are trained from different random weights, and their logits averaged. Training
is Adam (Kingma and Ba 2015) with dropout, with numpy alone and fixed seeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from claims.nlp.embeddings import Vectors

HIDDEN_UNITS = 128
EPOCHS = 6
BATCH_ROWS = 64
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 1e-3
DROPOUT = 0.3
SMALLEST_DEVIATION = 1e-6

Layer = tuple[Vectors, Vectors, Vectors, Vectors]


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights of all heads: of the hidden layers, then of the outputs."""

    hidden: NDArray[np.float16]
    hidden_bias: Vectors
    output: Vectors
    output_bias: Vectors

    def predict(self, vectors: Vectors) -> NDArray[np.float64]:
        """Return the mean logit of all heads for each row."""
        hidden = np.maximum(np.einsum("rd,hdu->hru", vectors, self.hidden.astype(np.float32)) + self.hidden_bias, 0)
        logits = np.einsum("hru,hu->hr", hidden, self.output) + self.output_bias
        return np.asarray(logits.mean(axis=0), np.float64)

    def to_bytes(self) -> bytes:
        """Return the weights as an npz file."""
        file = BytesIO()
        fields = {name: getattr(self, name) for name in self.__slots__}
        np.savez(file, **fields)
        return file.getvalue()


def load_heads(content: bytes) -> Heads:
    """Return the heads of an npz file, which may hold arrays of numbers only."""
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return Heads(arrays["hidden"], arrays["hidden_bias"], arrays["output"], arrays["output_bias"])


def fit_heads(vectors: Vectors, labels: Sequence[int], seeds: Sequence[int]) -> Heads:
    """Return one head for each seed. They take the vectors as the encoder gives them."""
    mean, deviation = vectors.mean(axis=0), vectors.std(axis=0) + SMALLEST_DEVIATION
    rows, y = ((vectors - mean) / deviation).astype(np.float32), np.array(labels, np.float32)
    layers = [_fit_head(rows, y, np.random.default_rng(seed)) for seed in seeds]
    hidden = np.stack([layer[0] / deviation[:, None] for layer in layers]).astype(np.float16)
    bias = np.stack([layer[1] for layer in layers])[:, None, :] - mean @ hidden.astype(np.float32)[:, None]
    return Heads(
        hidden,
        bias.astype(np.float32),
        np.stack([layer[2] for layer in layers]),
        np.stack([layer[3] for layer in layers]),
    )


def _fit_head(rows: Vectors, y: Vectors, random: np.random.Generator) -> Layer:
    width, batches = rows.shape[1], -(-len(rows) // BATCH_ROWS)
    weights = [
        random.standard_normal((width, HIDDEN_UNITS)).astype(np.float32) / np.float32(width**0.5),
        np.zeros(HIDDEN_UNITS, np.float32),
        random.standard_normal(HIDDEN_UNITS).astype(np.float32) / np.float32(HIDDEN_UNITS**0.5),
        np.zeros(1, np.float32),
    ]
    adam = Adam(weights, EPOCHS * batches)
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for start in range(0, len(rows), BATCH_ROWS):
            chosen = order[start : start + BATCH_ROWS]
            adam.step(_find_slopes(weights, rows[chosen], y[chosen], random))
    return weights[0], weights[1], weights[2], weights[3]


def _find_slopes(weights: list[Vectors], rows: Vectors, y: Vectors, random: np.random.Generator) -> list[Vectors]:
    """Return the gradient of the cross-entropy of one batch for each array of weights."""
    shown = rows * _drop(rows.shape, random)
    total = shown @ weights[0] + weights[1]
    mask = _drop(total.shape, random)
    hidden = np.maximum(total, 0) * mask
    error = (1 / (1 + np.exp(-(hidden @ weights[2] + weights[3]))) - y) / len(y)
    inner = np.outer(error, weights[2]) * mask * (total > 0)
    return [shown.T @ inner, inner.sum(axis=0), hidden.T @ error, error.sum(keepdims=True)]


def _drop(shape: tuple[int, ...], random: np.random.Generator) -> Vectors:
    """Return a mask that drops a share of the values and strengthens the others as much."""
    return np.asarray((random.random(shape, dtype=np.float32) > DROPOUT) / np.float32(1 - DROPOUT), np.float32)


class Adam:
    """Changes arrays of weights in place; the rate falls to zero over all steps, and matrices decay."""

    def __init__(self, weights: list[Vectors], steps: int) -> None:
        self.weights, self.steps, self.taken = weights, steps, 0
        self.means = [np.zeros_like(array) for array in weights]
        self.squares = [np.zeros_like(array) for array in weights]

    def step(self, slopes: Sequence[Vectors]) -> None:
        """Take one step down the slopes."""
        rate = LEARNING_RATE * (1 - self.taken / self.steps)
        self.taken += 1
        for weights, slope, mean, square in zip(self.weights, slopes, self.means, self.squares, strict=True):
            np.copyto(mean, 0.9 * mean + 0.1 * slope)
            np.copyto(square, 0.999 * square + 0.001 * slope**2)
            pull = (mean / (1 - 0.9**self.taken)) / (np.sqrt(square / (1 - 0.999**self.taken)) + 1e-8)
            np.copyto(weights, weights - rate * (pull + WEIGHT_DECAY * weights * (weights.ndim > 1)))
