"""The rating scale: what a verdict says, as schema.org and AVeriTeC know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rating:
    """A point on the scale. `value` runs from 1 (false) to 5 (true); None where a number would lie.

    `tone` is the class the pages colour it by, `averitec` the label it maps to on export.
    """

    code: str
    label: str
    value: int | None
    tone: str
    averitec: str
    meaning: str


BEST, WORST = 5, 1

RATINGS: dict[str, Rating] = {
    rating.code: rating
    for rating in (
        Rating("true", "True", 5, "true", "Supported", "The evidence supports the claim as it was made."),
        Rating(
            "mostly_true",
            "Mostly true",
            4,
            "true",
            "Supported",
            "Right in substance; a detail is missing or loose.",
        ),
        Rating(
            "half_true",
            "Half true",
            3,
            "mixed",
            "Conflicting Evidence/Cherrypicking",
            "Part of it holds, part of it does not.",
        ),
        Rating(
            "misleading",
            "Misleading",
            3,
            "mixed",
            "Conflicting Evidence/Cherrypicking",
            "The words may be right; the impression they give is wrong.",
        ),
        Rating(
            "mostly_false",
            "Mostly false",
            2,
            "false",
            "Refuted",
            "Wrong in substance; a detail in it is right.",
        ),
        Rating("false", "False", 1, "false", "Refuted", "The evidence refutes the claim."),
        Rating(
            "unproven",
            "Unproven",
            None,
            "open",
            "Not Enough Evidence",
            "Nobody outside can know from the evidence there is.",
        ),
    )
}
