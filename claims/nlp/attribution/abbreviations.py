"""Short names that a text introduces in brackets: "the Institute for Fiscal Studies (IFS)"."""

import re
from collections.abc import Iterator

from claims.nlp.attribution.coreference_rules import CoreferenceRules

SHORT = re.compile(r"\s\([A-Z][A-Za-z.&]{1,9}\)")
"""A short name in brackets."""


def find_abbreviations(text: str, rules: CoreferenceRules) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation with the end of the name in front of it whose capitals it repeats."""
    if not SHORT.search(text):
        return
    for match in rules.abbreviated.finditer(text):
        letters = [letter for letter in match["short"] if letter.isupper()]
        words = match["name"].split()
        capitals = [place for place, word in enumerate(words) if word[0].isupper()]
        chosen = capitals[-len(letters) :]
        if len(letters) > 1 and [words[place][0] for place in chosen] == letters:
            yield match["short"], " ".join(words[chosen[0] :])
