"""Fields that accept exactly the types of the OpenAPI document, without conversion."""

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty


class StrictCharField(serializers.CharField):
    """A string. DRF's field also accepts a number, and measures the length after trimming."""

    def to_internal_value(self, data: Any) -> str:
        """Return the string, trimmed if the field trims; its length is measured before trimming."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """True or false. DRF's field also accepts "yes" and 0."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value if it is a boolean."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class FormBooleanField(StrictBooleanField):
    """True or false in a form, where every value is text."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value of the word."""
        return super().to_internal_value({"true": True, "false": False}.get(data) if isinstance(data, str) else data)


class StrictRelatedField(serializers.SlugRelatedField[Any]):
    """The key of a row that is text. DRF's field also takes an empty string for null."""

    def run_validation(self, data: Any = empty) -> Any:
        """Return the row, or None for null."""
        if data == "":
            self.fail("invalid")
        return super().run_validation(data)


class StrictFloatField(serializers.FloatField):
    """A number. DRF's field also accepts "7", and fails on a number with a thousand digits."""

    def to_internal_value(self, data: Any) -> float:
        """Return the number if it is finite."""
        if type(data) not in (int, float):
            self.fail("invalid")
        try:
            return super().to_internal_value(data)
        except OverflowError:
            self.fail("invalid")
