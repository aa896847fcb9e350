"""The forms of English verbs."""

import pytest

from claims.nlp.english.cues import inflect, load_cues


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("state", ("states", "stated", "stating")),
        ("deny", ("denies", "denied", "denying")),
        ("play", ("plays", "played", "playing")),
        ("stress", ("stresses", "stressed", "stressing")),
        ("warn", ("warns", "warned", "warning")),
    ],
)
def test_regular_verbs_are_inflected(lemma: str, forms: tuple[str, str, str]) -> None:
    assert inflect(lemma) == forms


def test_every_trait_belongs_to_a_cue() -> None:
    cues = load_cues()
    lemmas = {verb.lemma for verb in cues.verbs.values()} | set(cues.nouns.values())
    assert cues.asserting | cues.denying | cues.doubting <= lemmas
