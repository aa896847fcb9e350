"""Turning sentences into vectors, on one thread and without a network.

The encoder has six layers. The mean of the last one, made a unit vector, says what a sentence is about: similar
sentences have a large scalar product. A negated sentence and one with another number are similar too, so vectors find
candidates and do not decide. The means of the layers in the middle say more about how a sentence is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.nlp.embeddings.model_files import load_vocabulary, read_encoder
from claims.nlp.embeddings.onnx_outputs import add_outputs
from claims.nlp.embeddings.wordpiece import WordPieces
from claims.nlp.model_use import note_model_use

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

DIMENSIONS = 384
BATCH_SENTENCES = 32

LAYER_NAMES = {3: "layer_norm_6", 4: "layer_norm_8", 5: "layer_norm_10", 6: "last_hidden_state"}
"""What the ONNX file calls the output of each layer that is used."""

LAST_LAYER = 6

Vectors = NDArray[np.float32]


class Encoder:
    """An encoder that is loaded."""

    def __init__(self, session: InferenceSession, pieces: WordPieces) -> None:
        self.session, self.pieces = session, pieces
        self.options = import_module("onnxruntime").RunOptions()
        self.options.only_execute_path_to_fetches = True  # the layers above the last one that is asked for do not run

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a row for each text, in order."""
        return to_unit_vectors(self.average(texts, (LAST_LAYER,)))

    def average(self, texts: Sequence[str], layers: Sequence[int]) -> Vectors:
        """Return a row for each text, in order: the means of some layers, one behind the other.

        A repeated text is encoded once.
        """
        numbers = {text: self.pieces.split(text) for text in dict.fromkeys(texts)}
        vectors: dict[str, Vectors] = {}
        for batch in _make_batches(numbers):
            vectors |= zip(batch, self._average_batch([numbers[text] for text in batch], layers), strict=True)
        empty = np.zeros((0, DIMENSIONS * len(layers)), np.float32)
        return np.stack([vectors[text] for text in texts]) if texts else empty

    def _average_batch(self, rows: Sequence[Sequence[int]], layers: Sequence[int]) -> Vectors:
        ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
        mask = np.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)], mask[number, : len(row)] = row, 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        outputs = self.session.run([LAYER_NAMES[layer] for layer in layers], given, self.options)
        counts = mask.sum(axis=1, keepdims=True)
        means = [(np.asarray(hidden) * mask[:, :, None]).sum(axis=1) / counts for hidden in outputs]
        return np.asarray(np.hstack(means), np.float32)


def load_encoder() -> Encoder:
    """Return the encoder, loaded once per process. It takes about 250 MB, so only workers and commands load it."""
    note_model_use()
    return _load_encoder()


@cache
def _load_encoder() -> Encoder:
    return Encoder(_open_session(add_outputs(read_encoder(), LAYER_NAMES.values())), load_vocabulary())


def to_unit_vectors(vectors: Vectors) -> Vectors:
    """Return the vectors, one a row, at the length 1."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def _make_batches(numbers: Mapping[str, Sequence[int]]) -> Iterator[list[str]]:
    """Yield the texts in batches of similar length, so that few places are padded."""
    texts = sorted(numbers, key=lambda text: (len(numbers[text]), text))
    for start in range(0, len(texts), BATCH_SENTENCES):
        yield texts[start : start + BATCH_SENTENCES]


def _open_session(model: bytes) -> InferenceSession:
    """Return a session on one thread that gives the same result each time."""
    runtime = import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False  # it would keep the memory of the largest batch
    session: InferenceSession = runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session
