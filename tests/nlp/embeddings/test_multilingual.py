"""The multilingual encoder finds the same claim in the other language."""

import json
from pathlib import Path

import numpy as np
import pytest

from claims.nlp.embeddings import Vectors, multilingual
from claims.nlp.embeddings.model_files import ChangedFile
from claims.nlp.embeddings.multilingual import load_multilingual_encoder
from claims.nlp.encoder_table import ENCODERS, EncoderName

ROOT = Path(__file__).parents[3]
NEAREST, LEAST_SUCCESS = 10, 0.95


def read_rows(path: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (ROOT / path).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def vectors() -> dict[str, Vectors]:
    """The vectors of our pairs by language, and of claims about something else."""
    pairs = read_rows("benchmarks/french_english.jsonl")
    others = [row["theirs"] for row in read_rows("tests/nlp/comparison/pairs.jsonl")]
    texts = {code: [pair[code] for pair in pairs] for code in ("fr", "en")} | {"others": others}
    return {code: load_multilingual_encoder().encode(rows) for code, rows in texts.items()}


@pytest.mark.parametrize(("code", "other"), [("fr", "en"), ("en", "fr")])
def test_claims_find_the_same_claims_in_the_other_language(vectors: dict[str, Vectors], code: str, other: str) -> None:
    products = vectors[code] @ np.concatenate([vectors[other], vectors["others"]]).T
    ranks = (products > np.diag(products)[:, None]).sum(axis=1)
    assert (ranks < NEAREST).mean() >= LEAST_SUCCESS


def test_a_vector_has_the_length_one_and_its_text_may_be_anything() -> None:
    texts = ["", "a" * 2000, "😀" * 500, "中文", "a\x00b"]
    vectors = load_multilingual_encoder().encode(texts)
    assert vectors.shape == (len(texts), ENCODERS[EncoderName.MULTILINGUAL].dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1] * len(texts), abs=1e-5)
    assert load_multilingual_encoder().encode([]).shape == (0, ENCODERS[EncoderName.MULTILINGUAL].dimensions)


def test_a_changed_encoder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multilingual, "PIECES_SHA256", "0" * 64)
    with pytest.raises(ChangedFile, match=r"sp\.model"):
        multilingual.read_model()
