"""Words by which a text leaves a way out, and words that deny."""

import re

HEDGE = re.compile(
    r"\b(?:(?:would|could|may|might) have|could|may|might|reportedly|allegedly|apparently|supposedly|purportedly"
    r"|possibly|probably|perhaps|presumably|likely|(?:seem|appear)(?:s|ed)? to|suspected|alleged"
    r"|(?:is|are|was|were) (?:believed|thought|said|reported|rumou?red) to|is suspected of|are suspected of"
    r"|(?:is|are) feared)\b"
)
BELIEVING = frozenset({"believe", "think", "assume", "guess", "reckon", "imagine", "presume", "speculate"})
DENYING = frozenset({"deny", "dispute", "refute", "reject", "rebut", "repudiate", "contradict", "disavow"})
NEGATED = re.compile(r"\b(?:not|never|n['’]t)\b", re.IGNORECASE)


def hedge(words: str, lemma: str, *, quoted: bool) -> str:
    """The words that hedge a claim, or nothing."""
    if match := HEDGE.search(words):
        return match.group()
    return lemma if lemma in BELIEVING and not quoted else ""


def denies(lemma: str, cue: str) -> bool:
    """Whether the source says that it is not so."""
    return lemma in DENYING and not NEGATED.search(cue)
