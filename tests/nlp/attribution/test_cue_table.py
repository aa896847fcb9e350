"""The forms of cue words, and the sentences that contain one."""

import pytest

from claims.nlp.attribution.cue_table import build_cue_table

TABLE = {
    "weak": "",
    "word": "[a-z]+",
    "markers": "that",
    **dict.fromkeys(("speech", "voicing", "thought", "showing", "infinitive", "gerund", "object", "naming"), ""),
    "speech": "say warn",
    "object": "warn",
    "preposition": {"warn": ["of"], "speak": ["out"]},
    "irregular": {"say": ["says", "said"]},
    "adjective": {"words": "sure"},
    "noun": {"words": "claim"},
    "traits": {
        "asserts": "say",
        "denies": "",
        "doubts": "",
        "unrelayed": "",
        "passed_on": "",
        "hears": "",
        "refers": "",
    },
    "phrase": {"relaying": ["according to"]},
}
CUES = build_cue_table(TABLE, lambda lemma: (lemma + "s", lemma + "ed"))


def test_a_verb_is_found_by_each_form_with_all_its_frames() -> None:
    assert CUES.verbs["said"].lemma == "say"
    assert CUES.verbs["warned"].frames == {"speech", "object"}
    assert CUES.verbs["warned"].prepositions == {"of"}
    assert "sayed" not in CUES.verbs


def test_a_verb_that_takes_only_a_preposition_has_no_frame() -> None:
    assert CUES.verbs["speak"].frames == frozenset()


def test_a_noun_is_found_in_the_plural() -> None:
    assert CUES.nouns["claims"] == "claim"


@pytest.mark.parametrize(
    ("sentence", "has_cue"),
    [
        ("The mayor said so.", True),
        ("He SAID so yesterday.", True),
        ("Mayor said:", True),
        ("Mayor said", False),
        ("Mayor said so", True),
        ("The mayor went home yesterday.", False),
        ("The house that burned down", True),
    ],
)
def test_a_sentence_of_three_words_with_a_cue_is_parsed(sentence: str, has_cue: bool) -> None:
    assert CUES.has_cue(sentence) is has_cue
