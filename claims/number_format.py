"""Numbers in the format of the current language."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats

from claims.language_cache import cache_by_language

TENTH = Decimal("0.1")


@cache_by_language
def format_number(value: float | Decimal) -> str:
    """Write a number with all its digits, grouped, without trailing zeros: 7,000 · 11.4 · 0.125."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    return formats.number_format(f"{exact.normalize():f}", use_l10n=True, force_grouping=True)


def format_tenths(value: float) -> str:
    """Write a number with one digit after the point: 84.0."""
    return _write_tenths(Decimal(repr(value)).quantize(TENTH, ROUND_HALF_UP))


@cache_by_language
def _write_tenths(value: Decimal) -> str:
    return formats.number_format(f"{value:f}", 1, use_l10n=True)


def parse_number_text(text: str) -> str:
    """Return a number that a person wrote in the notation of Python: "7,000.5" in English is "7000.5"."""
    grouping, decimal = formats.get_format("THOUSAND_SEPARATOR"), formats.get_format("DECIMAL_SEPARATOR")
    return "".join(text.split()).replace(grouping, "").replace(decimal, ".")
