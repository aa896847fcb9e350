"""What a sentence shows a checkworthiness model: its words in several shapes, and signs that have a name.

Word features share one weight of `LEXICAL` among them, so that long sentences
do not win by length; signs count in full.
"""

import re

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*\d|\d|[%$£€?!]")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
PLAIN = str.maketrans({"’": "'", "‘": "'"})
LEXICAL = 6.0
LONG, STEM, SUFFIX = 5, 5, 3  # letters: words longer than this get a stem and a suffix of that many

SIGNS: tuple[tuple[str, str], ...] = (
    ("number", r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred|dozen)\b"),
    ("percent", r"%|\bper ?cent"),
    ("money", r"[$£€]|\b(?:dollars?|euros?)\b"),
    ("large_number", r"\b(?:thousand|million|billion|trillion)s?\b|\d,\d{3}"),
    ("year", r"\b(?:1[89]|20)\d\d\b"),
    ("harm", r"\b(?:killed|dead|deaths?|died|injured|wounded|casualties|murder(?:ed|s)?)\b"),
    (
        "comparison",
        r"\b(?:more|less|fewer|higher|lower|most|least|largest|biggest|\w{3,12}est) (?:\w+ ){0,3}(?:than|in|of|ever)\b",
    ),
    (
        "change",
        r"\b(?:increased?|decreased?|rose|risen|fell|fallen|doubled|tripled|cut|grew|grown|lost|gained|dropped|declined)\b",
    ),
    ("vote", r"\b(?:voted|vetoed|signed|passed|opposed|supported|against)\b"),
    (
        "opinion",
        r"\b(?:i think|i believe|i feel|we should|we must|we need|i hope|i want|in my view|ought to|let's|let me)\b",
    ),
    ("prediction", r"\b(?:will|going to|gonna|shall)\b|'ll\b"),
    ("question", r"\?\s*[\"”]?$"),
    ("pleasantry", r"\b(?:thank you|thanks|good evening|good morning|welcome|please|sorry|congratulations)\b"),
)
PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in SIGNS)

PAST = frozenset(
    """was were had did said went came took made gave got lost won left spent ran told cut sent built brought been
    became began fell rose grew knew paid put saw sold wrote voted"""
    .split()
)  # fmt: skip
COUNTED: tuple[tuple[str, int, frozenset[str]], ...] = (
    ("third person", 3, frozenset({"he", "she", "they", "his", "her", "their", "him", "them"})),
    ("first person", 3, frozenset({"i", "my", "me", "i'm", "i've", "i'll", "i'd"})),
    ("second person", 2, frozenset({"you", "your"})),
    ("modal", 2, frozenset({"should", "must", "would", "could", "can", "may", "might", "will", "shall", "ought"})),
)
STARTERS = frozenset({"i", "we", "you", "he", "she", "they", "it", "there"})


def signs(sentence: str) -> list[str]:
    """The named signs that a sentence shows."""
    plain = sentence.translate(PLAIN).lower()
    return [name for name, pattern in PATTERNS if pattern.search(plain)]


def counts(sentence: str, words: list[str]) -> list[str]:
    """How often a sentence names people, looks back, and speaks of whom, up to a few times."""
    past = sum(word in PAST or (len(word) >= LONG and word.endswith("ed")) for word in words)
    found = [f"past:{min(past, 4)}", f"names:{min(len(NAME.findall(sentence)), 4)}"]
    found += [f"numbers:{min(sum(word[0] == '#' for word in words), 4)}"]
    found += [f"{name}:{min(sum(word in members for word in words), most)}" for name, most, members in COUNTED]
    return [*found, "who:" + next((word for word in words if word in STARTERS), "none")]


def tokens(sentence: str) -> list[str]:
    """The words in lower case; a number becomes its length, a year #year."""
    return [_token(word) for word in WORD.findall(sentence.translate(PLAIN).lower())]


def _token(word: str) -> str:
    if not word[0].isdigit():
        return word
    digits = word.replace(",", "")
    return "#year" if YEAR.fullmatch(digits) else f"#{min(len(digits.split('.')[0]), 7)}"


def shapes(words: list[str]) -> set[str]:
    """Words, neighbours, neighbours but one, stems and suffixes."""
    long = [word for word in words if len(word) > LONG]
    return {
        *words,
        *(f"{one} {other}" for one, other in zip(["^", *words], [*words, "$end"], strict=True)),
        *(f"{one} _ {other}" for one, other in zip(words, words[2:], strict=False)),
        *(f"~{word[:STEM]}" for word in long),
        *(f"-{word[-SUFFIX:]}" for word in long),
    }


def features(sentence: str) -> dict[str, float]:
    """Every feature of a sentence with its value."""
    words = tokens(sentence)
    lexical = shapes(words)
    share = LEXICAL / len(lexical) ** 0.5
    named = [*(f"sign:{name}" for name in signs(sentence)), *counts(sentence, words)]
    return {**dict.fromkeys(sorted(lexical), share), **dict.fromkeys(named, 1.0)}
