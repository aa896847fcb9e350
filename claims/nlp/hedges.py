"""Words by which a text leaves a way out, and words that deny."""

import re

HEDGE = re.compile(
    r"\b(?:would have|could(?: have)?|may(?: have)?|might(?: have)?|reportedly|allegedly|apparently|supposedly|purportedly"
    r"|possibly|probably|perhaps|presumably|likely|seems? to|seemed to|appears? to|appeared to|is believed to|are believed to"
    r"|is thought to|are thought to|is said to|are said to|is suspected of|are suspected of|suspected|alleged"
    r"|is feared|are feared)\b"
)
BELIEVING = frozenset({"believe", "think", "assume", "guess", "reckon", "imagine", "presume", "speculate"})
DENYING = frozenset({"deny", "dispute", "refute", "reject", "rebut", "repudiate", "contradict", "disavow"})
NEGATED = re.compile(r"\b(?:not|never|n['’]t)\b", re.IGNORECASE)


def hedge(words: str, lemma: str, quoted: bool) -> str:
    """The words that hedge a claim, or nothing."""
    if match := HEDGE.search(words):
        return match.group()
    return lemma if lemma in BELIEVING and not quoted else ""


def denies(lemma: str, cue: str) -> bool:
    """Whether the source says that it is not so."""
    return lemma in DENYING and not NEGATED.search(cue)
