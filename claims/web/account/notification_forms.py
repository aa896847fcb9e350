"""The form of the quiet hours."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class QuietHoursForm(forms.Form):
    """From when until when no mail is sent."""

    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=TimeInput())
    quiet_until = forms.TimeField(label=_("Quiet until"), required=False, widget=TimeInput())
