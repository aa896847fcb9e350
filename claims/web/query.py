"""Numbers out of the address: what cannot be one counts as not given."""

from django.http import HttpRequest

LARGEST_ID = 2**63 - 1


def number(request: HttpRequest, name: str) -> int | None:
    """The parameter as a whole number from 0 up, or None."""
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdigit()):
        return None
    return min(int(given[:20]), LARGEST_ID)
