"""Heads over sentence vectors."""

from io import BytesIO

import numpy as np
import pytest

from claims.nlp.checkworthiness.heads import fit_heads, load_heads

RANDOM = np.random.default_rng(0)
VECTORS = RANDOM.standard_normal((2000, 24)).astype(np.float32) * 0.2 + 1
LABELS = [int(row[0] + row[1] > 2) for row in VECTORS]


def test_heads_learn_and_survive_their_file() -> None:
    heads = fit_heads(VECTORS, LABELS, (0, 1))
    logits = heads.predict(VECTORS)
    positive = np.array(LABELS) == 1
    assert logits[positive].mean() > logits[~positive].mean() + 0.5
    assert load_heads(heads.to_bytes()).predict(VECTORS).tolist() == logits.tolist()


def test_the_same_seeds_give_the_same_heads() -> None:
    assert fit_heads(VECTORS, LABELS, (0,)).to_bytes() == fit_heads(VECTORS, LABELS, (0,)).to_bytes()


def test_a_file_with_objects_is_refused() -> None:
    file = BytesIO()
    np.savez(file, hidden=np.array([{"a": 1}], dtype=object), hidden_bias=1, output=1, output_bias=1)
    with pytest.raises(ValueError, match="allow_pickle"):
        load_heads(file.getvalue())
