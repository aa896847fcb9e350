"""What stands in the URLs of the API."""

from django.urls.converters import IntConverter

from claims.bounds import LARGEST_BIGINT


class IdConverter(IntConverter):
    """An id that fits into a database column; larger numbers do not match."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Return the number; raises `ValueError` if it is too large, so that the URL does not match."""
        if (number := int(value)) > LARGEST_BIGINT:
            raise ValueError
        return number
