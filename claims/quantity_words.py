"""Quantities in words: “at least 300 trees”, “by 11.4%”, “from 5 to 10 people”."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from claims.number_format import format_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Countable(Protocol):
    """A number or a range of what `unit` names; None is an open end, an empty `kind` follows from the ends."""

    @property
    def low(self) -> float | None:
        """The lower end."""

    @property
    def high(self) -> float | None:
        """The upper end."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def modifier(self) -> str:
        """The words of the text around the number, such as "more than"."""

    @property
    def kind(self) -> str:
        """A value of `claims.models.Quantity.Kind`."""

    @property
    def currency(self) -> str:
        """An ISO 4217 code, or empty."""


class Ends(NamedTuple):
    """A kind with the ends that go with it."""

    kind: str
    low: float | None
    high: float | None


PHRASES: dict[str, StrOrPromise] = {
    "at_least": _("at least %(amount)s"),
    "at_most": _("at most %(amount)s"),
    "approx": _("about %(amount)s"),
    "change_from": _("from %(amount)s"),
    "change_to": _("to %(amount)s"),
    "change_by": _("by %(amount)s"),
}
"""The phrase of each kind of number; the others need none."""

CHANGES = frozenset({"change_from", "change_to", "change_by"})
"""The kinds whose phrase stands beside the words of the text: “by about 5%”."""

TIMES = "times"
"""The unit of a factor: what doubled is now two times as much."""


def quantity_text(quantity: Countable) -> str:
    """Describe a quantity in the language of the page; the words of the text around the number stay as they are."""
    kind = quantity.kind or infer_kind(quantity.low, quantity.high)
    if kind == "change_by" and quantity.unit == TIMES:
        return gettext("%(number)s times as much") % {"number": _bounds_text(quantity)}
    if kind == "vague" and quantity.modifier:
        return _with_unit(quantity.modifier, quantity)
    amount = " ".join(filter(None, (quantity.modifier, _range_text(quantity))))
    if kind in PHRASES and (kind in CHANGES or not quantity.modifier):
        return str(PHRASES[kind]) % {"amount": amount}
    return amount


def number_text(number: float | None) -> str:
    """Format a number with all its digits: 7,000 or 0.25. No number gives an empty text."""
    return "" if number is None else format_number(number)


def _range_text(quantity: Countable) -> str:
    return _with_unit(_bounds_text(quantity), quantity)


def _bounds_text(quantity: Countable) -> str:
    low, high = quantity.low, quantity.high
    if low is None or high is None or low == high:
        return number_text(high if low is None else low)
    return gettext("%(low)s to %(high)s") % {"low": number_text(low), "high": number_text(high)}


def _with_unit(number: str, quantity: Countable) -> str:
    """Return a number with its unit: signs of currencies stand before it, and their code behind it."""
    unit, currency = quantity.unit, quantity.currency
    if unit == "%":
        return pgettext("a number of percent, as the text gives it", "%(number)s%%") % {"number": number}
    is_sign = bool(unit) and not unit[-1].isalnum()
    text = f"{unit}{number}" if is_sign else f"{number} {unit}".strip()
    return text if not currency or currency in unit.split() else f"{text} ({currency})"


def infer_kind(low: float | None, high: float | None) -> str:
    """Return the kind that follows from two ends."""
    if low is None or high is None:
        return "at_most" if low is None else "at_least"
    return "exact" if low == high else "range"


def fit_kind(kind: str, low: float | None, high: float | None) -> Ends | None:
    """Return a kind with the ends that it has, from those that a person entered; None if they contradict the kind.

    An open kind has one end. The others have both, and one end alone is meant twice; only a range needs two.
    """
    if not kind or (low is None and high is None):
        return Ends(kind or infer_kind(low, high), low, high)
    if kind in ("at_least", "at_most"):
        is_one = low is None or high is None or low == high
        end = high if low is None else low
        return (Ends(kind, end, None) if kind == "at_least" else Ends(kind, None, end)) if is_one else None
    if kind == "vague":
        return Ends(kind, low, high)
    both = (high if low is None else low, low if high is None else high)
    fits = both[0] != both[1] if kind == "range" else kind != "exact" or both[0] == both[1]
    return Ends(kind, *both) if fits else None
