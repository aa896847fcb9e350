"""Short names: "the Institute for Fiscal Studies (IFS)", "the IFS", "the institute"."""

import re
from collections.abc import Iterator

from claims.nlp.attribution.coreference_rules import CoreferenceRules
from claims.nlp.attribution.sources import SourceRules

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


def index_long_names(text: str, rules: SourceRules) -> dict[str, list[str]]:
    """Return the groups' names of several words in a text, by their capitals and by their last word in lower case."""
    found = (rules.determiners.sub("", match.group()) for match in rules.name.finditer(text))
    names: dict[str, list[str]] = {}
    for full in dict.fromkeys(found):
        if " " in full and rules.group_word.search(full):
            capitals = "".join(word[0] for word in full.split() if word[0].isupper())
            for key in (capitals, full.split()[-1].lower()):
                names.setdefault(key, []).append(full)
    return names
