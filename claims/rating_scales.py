"""Rating scales: the points that a desk rates with, each mapped to a canonical rating of `claims.ratings`.

Versions of a scale are rows of `claims.models.scale`; here are their content, the standard scale, and templates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from claims.json_data import JsonData
from claims.ratings import NO_TONE, RATINGS, Rating

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MAX_POINTS = 10
"""Points of a scale: one for each key of choices."""
MAX_SCALES = 200
"""Versions that a desk can have."""
CODE_PATTERN = r"^[a-z][a-z0-9_]{0,29}$"
LABEL_CHARACTERS, MEANING_CHARACTERS, SYMBOL_CHARACTERS = 40, 200, 8
WORDS_CHARACTERS = 60
"""The longest rating in own words."""
MAX_VALUE = 99

TONES: "dict[str, _StrOrPromise]" = {
    "true": _("Green"),
    "mixed": _("Amber"),
    "false": _("Red"),
    "info": _("Blue"),
    "open": _("Grey"),
}
"""The colours of points. Each has enough contrast in light and dark."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a point can have, drawn in the colour of its text: an SVG path in a square of 24 units."""

    label: "_StrOrPromise"
    path: str


_DIAL = "M3 18a9 9 0 0 1 18 0M12 18L"
PICTURES: dict[str, Picture] = {
    "dial_5": Picture(_("Dial, far right"), f"{_DIAL}18.5 18"),
    "dial_4": Picture(_("Dial, right"), f"{_DIAL}17.3 14.2"),
    "dial_3": Picture(_("Dial, right of the middle"), f"{_DIAL}14 11.8"),
    "dial_2": Picture(_("Dial, left of the middle"), f"{_DIAL}10 11.8"),
    "dial_1": Picture(_("Dial, left"), f"{_DIAL}6.7 14.2"),
    "dial_0": Picture(_("Dial, far left"), f"{_DIAL}5.5 18"),
    "check": Picture(_("Check mark"), "M5 13l5 5L20 6"),
    "cross": Picture(_("Cross"), "M6 6l12 12M18 6L6 18"),
    "half": Picture(_("Half circle"), "M12 4a8 8 0 0 0 0 16a8 8 0 0 0 0-16M12 4v16"),
    "question": Picture(_("Question mark"), "M8 9a4 4 0 1 1 6 3.5c-1.5 1-2 1.5-2 3M12 19v.5"),
    "flame": Picture(_("Flame"), "M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4c0 2 1 3 2 3c1-3-1-5 1-9"),
}
"""The pictures by code, from true to false."""


@dataclass(frozen=True, slots=True)
class ScalePoint(JsonData):
    """A point of a scale: what a verdict can say, or how a verdict in own words is shown.

    `labels` and `meanings` are texts by language; `language` is the one that readers of other languages get. Without
    a text, those of the canonical rating apply. `value` is a place on the scale, larger for truer; a point without
    one has no number.
    """

    code: str
    canonical: str
    tone: str
    labels: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    language: str = ""
    symbol: str = ""
    picture: str = ""
    value: int | None = None

    @property
    def label(self) -> str:
        """The label in the current language."""
        canonical = RATINGS.get(self.canonical)
        return self._in_current_language(self.labels) or (str(canonical.label) if canonical else "")

    @property
    def meaning(self) -> str:
        """What the point means, in the current language."""
        canonical = RATINGS.get(self.canonical)
        has_own_label = bool(self.labels)
        return self._in_current_language(self.meanings) or (
            str(canonical.meaning) if canonical and not has_own_label else ""
        )

    @property
    def picture_path(self) -> str:
        """The path of its picture; empty without one."""
        return PICTURES[self.picture].path if self.picture in PICTURES else ""

    def _in_current_language(self, texts: Mapping[str, str]) -> str:
        language = get_language() or self.language
        names = (language, language.partition("-")[0], self.language)
        return next((texts[name] for name in names if texts.get(name)), "")


@dataclass(frozen=True, slots=True)
class RatingScale:
    """A version of the scale, best point first. Without points a verdict is rated in own words.

    `pk` is the row of the version, None for the standard scale, which is version 1 of every desk.
    """

    number: int
    points: tuple[ScalePoint, ...]
    pk: int | None = None
    created: datetime | None = None

    @property
    def in_words(self) -> bool:
        """Whether verdicts are rated in own words."""
        return not self.points

    @property
    def values(self) -> list[int]:
        """The numbers of the scale, the lowest first."""
        return sorted({point.value for point in self.points if point.value is not None})

    @property
    def canonical(self) -> list[Rating]:
        """The canonical ratings that a rating in own words can map to."""
        return [*RATINGS.values()]

    def find_point(self, code: str) -> ScalePoint | None:
        """Return the point with this code."""
        return next((point for point in self.points if point.code == code), None)

    def describe(self, code: str, words: str) -> ScalePoint | None:
        """Return the point of a rating; for a rating in own words one that is made of them. None without a rating."""
        if not self.in_words:
            return self.find_point(code)
        canonical = RATINGS.get(code)
        tone = canonical.tone if canonical else NO_TONE
        return ScalePoint(code, code, tone, labels={"": words}) if words else None


STANDARD_SCALE = RatingScale(
    1, tuple(ScalePoint(row.code, row.code, row.tone, value=row.value) for row in RATINGS.values())
)
"""The scale of a desk that has set up none: the canonical ratings themselves."""


@dataclass(frozen=True, slots=True)
class PointTemplate:
    """A point of a template; without label and meaning it has those of its canonical rating."""

    code: str
    canonical: str
    label: "_StrOrPromise" = ""
    meaning: "_StrOrPromise" = ""
    symbol: str = ""
    picture: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class ScaleTemplate:
    """A scale to start from."""

    label: "_StrOrPromise"
    points: tuple[PointTemplate, ...]


SCALE_TEMPLATES: dict[str, ScaleTemplate] = {
    "six": ScaleTemplate(
        _("Six points with pictures"),
        (
            PointTemplate("true", "true", picture="dial_5", value=5),
            PointTemplate("mostly_true", "mostly_true", picture="dial_4", value=4),
            PointTemplate("half_true", "half_true", picture="dial_3", value=3),
            PointTemplate("mostly_false", "mostly_false", picture="dial_2", value=2),
            PointTemplate("false", "false", picture="dial_1", value=1),
            PointTemplate(
                "made_up", "false", _("Made up"), _("The claim is false, and nothing ever supported it."),
                picture="dial_0", value=0,
            ),
        ),
    ),
    "two": ScaleTemplate(
        _("Two points"),
        (
            PointTemplate("correct", "true", _("Correct"), _("The evidence supports the claim."), symbol="✓"),
            PointTemplate("wrong", "false", _("Wrong"), _("The evidence refutes the claim."), symbol="✕"),
        ),
    ),
    "standard": ScaleTemplate(
        _("The standard scale"),
        tuple(PointTemplate(row.code, row.code, value=row.value) for row in RATINGS.values()),
    ),
    "words": ScaleTemplate(_("No scale, words only"), ()),
}  # fmt: skip
"""The templates by code."""


def points_of_template(code: str, languages: Sequence[str]) -> tuple[ScalePoint, ...]:
    """Return the points of a template with their texts in these languages, the first of which is the desk's."""
    return tuple(_point_of_template(row, languages) for row in SCALE_TEMPLATES[code].points)


def _point_of_template(row: PointTemplate, languages: Sequence[str]) -> ScalePoint:
    canonical = RATINGS[row.canonical]
    labels, meanings = {}, {}
    for language in languages:
        with override(language):
            labels[language] = str(row.label or canonical.label)
            meanings[language] = str(row.meaning or canonical.meaning)
    return ScalePoint(
        row.code, row.canonical, canonical.tone, labels, meanings, languages[0], row.symbol, row.picture, row.value
    )
