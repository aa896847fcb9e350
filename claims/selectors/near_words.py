"""What a search that finds nothing may mean: its misspelt words as our verdicts spell them, or some of its words.

The cost does not grow with the tables: the words are those of a limited number of verdicts.
"""

import re
from collections import Counter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from claims.models import FactCheck
from claims.selectors.fact_checks import QUERY_CHARACTERS

VOCABULARY_ROWS = 2_000  # newest verdicts whose words are known
MAX_WORDS = 6  # of a query that are compared
MAX_NEAR_WORDS = 20  # of one word, among which the most frequent is chosen
LONG_CHARACTERS = 8  # from which on a word may have two wrong letters

_WORD = re.compile(r"[^\W\d_]+")
_MISSPELT_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,40}(?!\w)")
"""Short words and numbers are not misspelt. Words behind a minus are excluded from the search."""

_WANTED_WORD = re.compile(r"(?<![\w-])\w+")
_EXCLUDED_WORD = re.compile(r"(?<!\w)-\w+")


def correct_query(query: str) -> str:
    """Return a query with its unknown words replaced by near words of our verdicts; empty if there are none.

    A near word has one letter more, less, changed or swapped, a long word two. The nearest and then the most frequent
    word is chosen.
    """
    text = query[:QUERY_CHARACTERS]
    words = list(dict.fromkeys(word.lower() for word in _MISSPELT_WORD.findall(text)))[:MAX_WORDS]
    if not words:
        return ""
    vocabulary = _count_words()
    near = {word: _find_near_word(word, vocabulary) for word in words}
    corrected = _MISSPELT_WORD.sub(lambda match: _spell_like(match[0], near.get(match[0].lower(), "")), text)
    return corrected if corrected != text else ""


def loosen_query(query: str) -> str:
    """Return a query for any of the words of a query, without those that it excludes.

    Empty if it has a single word, or quotation marks: whoever sets them wants no other words.
    """
    text = query[:QUERY_CHARACTERS] if '"' not in query else ""
    words = [word for word in dict.fromkeys(_WANTED_WORD.findall(text)) if word.lower() != "or"][:MAX_WORDS]
    excluded = " ".join(["", *_EXCLUDED_WORD.findall(text)])
    return " or ".join(f"{word}{excluded}" for word in words) if len(words) > 1 else ""


def _count_words() -> Counter[str]:
    """Return how often the newest verdicts that are not withdrawn have each word."""
    rows = FactCheck.objects.filter(claim__isnull=False, withdrawn=False).order_by("-dated", "-id")
    texts = rows.values_list("claim_text", "title", "claimant")[:VOCABULARY_ROWS]
    return Counter(word for row in texts for word in _WORD.findall(" ".join(row).lower()))


def _find_near_word(word: str, vocabulary: Counter[str]) -> str:
    """Return the nearest word, which is the word itself if a verdict has it; empty if none is near."""
    most = 2 if len(word) >= LONG_CHARACTERS else 1
    found = extract(word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=most, limit=MAX_NEAR_WORDS)
    return min(found, key=lambda row: (row[1], -vocabulary[row[0]], row[0]))[0] if found else ""


def _spell_like(word: str, near: str) -> str:
    """Return a near word with the capital letter of a word, or the word if nothing is near or it is spelt so."""
    if near in ("", word.lower()):
        return word
    return near if word.islower() else near.capitalize()
