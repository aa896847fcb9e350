"""What people fill in: shape and required fields; what the words may say is judged by the services."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone

from claims.models import Evidence, Verdict
from claims.models.verdict import PARTS
from claims.ratings import RATINGS
from claims.services.moderation import NOTE_ROOM
from claims.services.verdicts import SUMMARY_ROOM

REASON_ROOM = 2000


class RawText(forms.Field):
    """Text exactly as it was sent: intake decides about blanks, NUL and the like, in its own words."""

    widget = forms.Textarea


class Day(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ArticleForm(forms.Form):
    """An article as pasted text, as a file, or by its address; `how` says which of them counts."""

    how = forms.ChoiceField(choices=[("text", "Text"), ("file", "File"), ("address", "Address")])
    text = RawText(label="Text of the article", required=False)
    title = forms.CharField(max_length=300, required=False, help_text="Without one, the first line is taken.")
    publisher = forms.CharField(max_length=200, required=False)
    published = forms.DateField(
        label="Published on", required=False, widget=Day(), help_text="Tells which day “on Tuesday” was."
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        help_text="Plain text (.txt), HTML (.html) or Markdown (.md), up to 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.md"}),
    )
    address = forms.CharField(
        max_length=2000,
        required=False,
        help_text="A public page; it is fetched once, and its text is kept.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the file where one was announced; what is empty otherwise is intake's to refuse."""
        super().clean()
        if self.cleaned_data.get("how") == "file" and not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose a file.")
        return self.cleaned_data


class PassageForm(forms.Form):
    """A passage of an article: its words, and its place where the page knows it."""

    exact = RawText(
        label="Words of the claim",
        required=False,
        help_text="Exactly as they stand in the article.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """What comes with a step: the version that was seen, and why."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    reason = forms.CharField(max_length=REASON_ROOM, required=False)
    note = forms.CharField(max_length=REASON_ROOM, required=False)


class DecisionForm(MoveForm):
    """What comes with a moderator's step: also words about single parts of the verdict."""

    about_rating = forms.CharField(max_length=NOTE_ROOM, required=False)
    about_summary = forms.CharField(max_length=NOTE_ROOM, required=False)
    about_justification = forms.CharField(max_length=NOTE_ROOM, required=False)
    about_evidence = forms.CharField(max_length=NOTE_ROOM, required=False)

    @property
    def words(self) -> dict[str, Any]:
        """What the services ask for."""
        given = {name: self.cleaned_data[name] for name in MoveForm.base_fields}
        return {**given, "notes": {part: self.cleaned_data[f"about_{part}"] for part in PARTS}}


class DraftForm(forms.Form):
    """A verdict while it is being written: every field may still be empty."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    rating = forms.ChoiceField(choices=[(code, point.label) for code, point in RATINGS.items()], required=False)
    summary = forms.CharField(
        max_length=SUMMARY_ROOM,
        required=False,
        strip=False,
        help_text="What a reader must know, in one or two sentences.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    justification = forms.CharField(
        required=False,
        strip=False,
        help_text="How the evidence leads to the rating.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    correction = forms.CharField(
        label="What is corrected",
        required=False,
        strip=False,
        help_text="Readers see this note above the verdict.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, verdict: Verdict) -> "DraftForm":
        """The form as the saved draft has it."""
        return cls(initial={name: getattr(verdict, name) for name in cls.base_fields})


class EvidenceForm(forms.Form):
    """A question, its answer, and the words that a page really says."""

    use_required_attribute = False

    question = forms.CharField(max_length=500, help_text="What has to be known to judge the claim?")
    answer = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    url = forms.CharField(
        label="Address",
        max_length=2000,
        required=False,
        validators=[URLValidator(schemes=["http", "https"], message="An address starts with https:// or http://.")],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    publisher = forms.CharField(max_length=200, required=False)
    quote = forms.CharField(
        label="Exact quote",
        required=False,
        help_text="The words on that page which give the answer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stance = forms.ChoiceField(
        label="What it says about the claim", choices=Evidence.Stance.choices, widget=forms.RadioSelect
    )
    independent = forms.BooleanField(label="Independent of the claim's own sources", required=False, initial=True)
    accessed = forms.DateField(label="Read on", required=False, initial=timezone.localdate, widget=Day())


def complaints(form: forms.Form) -> str:
    """All that is wrong with a form in one line, for answers that have no place beside its fields."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
