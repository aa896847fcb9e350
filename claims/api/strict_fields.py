"""Fields that take what the OpenAPI document says, and nothing that only resembles it."""

from typing import Any

from rest_framework import serializers


class StrictCharField(serializers.CharField):
    """A string; DRF's own would also take a number, and measure what is left after trimming."""

    def to_internal_value(self, data: Any) -> str:
        """The string, trimmed where it is to be; blanks at its ends count where it is measured."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class StrictBooleanField(serializers.BooleanField):
    """True or false; DRF's own would also take "yes" and 0."""

    def to_internal_value(self, data: Any) -> bool:
        """The value, where it is one."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictFloatField(serializers.FloatField):
    """A number; DRF's own would also take "7", and fail over one with a thousand digits."""

    def to_internal_value(self, data: Any) -> float:
        """The number, where it is one that can be counted with."""
        if type(data) not in (int, float):
            self.fail("invalid")
        try:
            return super().to_internal_value(data)
        except OverflowError:
            self.fail("invalid")
