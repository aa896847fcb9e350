"""Numbers out of the address: what cannot be one counts as not given."""

from django.http import HttpRequest

from claims.bounds import LARGEST_BIGINT


def number(request: HttpRequest, name: str) -> int | None:
    """The parameter as a whole number from 0 up, or None."""
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdigit()):
        return None
    return min(int(given[:20]), LARGEST_BIGINT)
