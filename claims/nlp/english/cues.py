"""English cue words with their forms."""

from functools import cache

from claims.nlp.attribution.cue_table import CueTable, build_cue_table
from claims.nlp.english.tables import load_table

VOWELS = "aeiou"
SIBILANTS = ("s", "sh", "ch", "x", "z")


def inflect(lemma: str) -> tuple[str, str, str]:
    """Return the regular forms of a verb: third person (which is also the plural of a noun), past, participle."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = lemma + ("es" if lemma.endswith(SIBILANTS) else "s")
    return plural, lemma + "ed", lemma + "ing"


@cache
def load_cues() -> CueTable:
    """Return the cue table, built once per process."""
    return build_cue_table(load_table("cues"), inflect)


def is_speech(word: str) -> bool:
    """Whether a word in lower case is a form of a verb of speech."""
    verb = load_cues().verbs.get(word)
    return verb is not None and "speech" in verb.frames
