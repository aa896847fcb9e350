"""Forms of the moderation pages."""

from typing import Any

from django import forms

from claims.models import Verdict
from claims.models.verdict import VERDICT_PARTS
from claims.web.forms import MoveForm


class ModeratorDecisionForm(MoveForm):
    """A moderator's decision, with notes on single parts of the verdict."""

    about_rating = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_summary = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_justification = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_evidence = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments for the service: the fields of the move, and `notes` by part of the verdict."""
        data = {name: self.cleaned_data[name] for name in MoveForm.base_fields}
        return {**data, "notes": {part: self.cleaned_data[f"about_{part}"] for part in VERDICT_PARTS}}
