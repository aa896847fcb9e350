"""Sentence vectors."""

import subprocess
import sys

import numpy as np
import pytest

from claims.nlp.embeddings import DIMENSIONS, load_encoder

TEXTS = [
    "The dam burst and 300 people fled.",
    "Three hundred residents escaped when the dam broke.",
    "Bread costs more than last year.",
]


def test_similar_sentences_are_near() -> None:
    vectors = load_encoder().encode(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_a_vector_does_not_depend_on_the_other_sentences() -> None:
    encoder = load_encoder()
    together = encoder.encode([*TEXTS, "A much longer sentence that stands in the same batch and makes it wide. " * 3])
    assert abs(together[0] - encoder.encode(TEXTS[:1])[0]).max() < 1e-5
    assert encoder.encode([TEXTS[0], TEXTS[0]]).shape == (2, DIMENSIONS)
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_layers_stand_one_behind_the_other() -> None:
    both = load_encoder().average(TEXTS, (3, 6))
    assert both.shape == (3, 2 * DIMENSIONS)
    assert abs(both[:, DIMENSIONS:] - load_encoder().average(TEXTS, (6,))).max() < 1e-5


def test_web_processes_do_not_load_the_encoder() -> None:
    code = "import sys, claims.nlp; print({'numpy', 'onnxruntime', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "set()"
