"""Reading a number, in figures or in words."""

import re

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
WORD = "|".join([*ONES, *TENS])
SCALE = "hundred|thousand|million|billion|trillion|dozen"
FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER = (
    rf"(?:(?:{FIGURE})(?:(?:[ \u00a0-](?:{SCALE})\b)|(?:bn|mn|tn|[kmKM])\b)?"
    rf"|half an? (?:{SCALE})\b|an? (?:{SCALE})\b"
    rf"|(?:{WORD})\b(?:[ -](?:and )?(?:{WORD}|{SCALE})\b){{0,7}})"
)
PART = re.compile(rf"{FIGURE}|[a-z]+")


def value(words: str) -> float | None:
    """The number that such words name: "half a million" is 500000, "5.2bn" is 5200000000."""
    total = current = 0.0
    half = seen = False
    for part in PART.findall(words.lower()):
        if part[0].isdigit():
            current, seen = float(part.replace(",", "")), True
        elif part in ONES or part in TENS:
            current, seen = current + ONES.get(part, TENS.get(part, 0)), True
        elif part == "half":
            half = True
        elif part in SCALES:
            current, seen = (current or (0.5 if half else 1.0)) * SCALES[part], True
            if SCALES[part] >= SCALES["thousand"]:
                total, current = total + current, 0.0
    return round(total + current, 6) if seen else None
