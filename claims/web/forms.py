"""Form parts that pages of several groups share: raw text, deadlines, a filter by rating, a move."""

from datetime import datetime
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.bounds import LARGEST_INTEGER, REASON_CHARACTERS
from claims.selectors.scales import list_rating_choices


class RawTextField(forms.Field):
    """Text exactly as it was sent: intake refuses blank text, NUL characters and the like with its own messages."""

    widget = forms.Textarea


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time picker."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DeadlineField(forms.DateTimeField):
    """A deadline in the person's time zone. A time that a change of clocks skips or repeats is refused.

    The browser's picker shows minutes only: a `saved` deadline that was not changed keeps its seconds.
    """

    saved: datetime | None = None

    def to_python(self, value: Any) -> datetime | None:
        """Return the saved deadline if the picker still shows it, else the time that was entered."""
        if self.saved and value == self.widget.format_value(self.prepare_value(self.saved)):
            return self.saved
        return super().to_python(value)


class RatingFilterField(forms.ChoiceField):
    """A point of any version of the scale, or a canonical rating."""

    def __init__(self, **options: Any) -> None:
        """Ask for the scales when a form is made, not when the process starts."""
        super().__init__(label=_("Rating"), required=False, **options)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Return the field of a new form, which asks for the ratings once, and only if it needs them."""
        field = super().__deepcopy__(memo)
        field.choices = cache(lambda: [("", _("Any rating")), *list_rating_choices()])
        return field


class MoveForm(forms.Form):
    """The input of a move: the version that the person saw, a reason or a note, and of a duplicate the other claim."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    reason = forms.CharField(max_length=REASON_CHARACTERS, required=False)
    note = forms.CharField(max_length=REASON_CHARACTERS, required=False)
    duplicate_of = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)


def form_errors_text(form: forms.Form) -> str:
    """All errors of a form in one line, for responses that cannot show them beside the fields."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
