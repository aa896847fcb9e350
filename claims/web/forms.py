"""What people fill in: shape and required fields; what the words may say is judged by the services."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from claims.bounds import LARGEST_BIGINT, LARGEST_INTEGER, REASON_CHARACTERS
from claims.intake.documents import ACCEPT_SUFFIXES, describe_kinds
from claims.models import Article, Claim, Comment, Evidence, Topic, User, Verdict
from claims.models.verdict import VERDICT_PARTS
from claims.priority import MAX_WEIGHT, PRIORITY_PARTS, Weights
from claims.ratings import RATINGS
from claims.refusals import BadUrl, Refusal
from claims.selectors.editors import list_editors
from claims.selectors.topics import list_topics
from claims.web.model_fields import model_field


class RawTextField(forms.Field):
    """Text exactly as it was sent: intake decides about blanks, NUL and the like, in its own words."""

    widget = forms.Textarea


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ArticleForm(forms.Form):
    """An article as pasted text, as a file, or by its address; `how` says which of them counts."""

    source_kind = forms.ChoiceField(choices=[("text", "Text"), ("file", "File"), ("address", "Address")])
    text = RawTextField(label="Text of the article", required=False)
    title = model_field(Article, "title", required=False, help_text="Without one, the first line is taken.")
    publisher = model_field(Article, "publisher")
    published = forms.DateField(
        label="Published on", required=False, widget=DateInput(), help_text="Tells which day “on Tuesday” was."
    )
    reach = forms.IntegerField(
        min_value=0,
        max_value=Article.MAX_REACH,
        required=False,
        help_text="About how many people have seen it. What many have seen is checked sooner.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        help_text=lazy(describe_kinds, str)(),
        widget=forms.FileInput(attrs={"accept": ACCEPT_SUFFIXES}),
    )
    address = model_field(
        Article,
        "url",
        form_class=forms.CharField,
        label="Address",
        help_text="A public page; it is fetched once, and its text is kept.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the file where one was announced; what is empty otherwise is intake's to refuse."""
        super().clean()
        if self.cleaned_data.get("how") == "file" and not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", "Choose a file.")
        return self.cleaned_data


class ReachForm(forms.Form):
    """About how many people have seen an article."""

    reach = forms.IntegerField(min_value=0, max_value=Article.MAX_REACH)


class PassageForm(forms.Form):
    """A passage of an article: its words, and its place where the page knows it."""

    exact = RawTextField(
        label="Words of the claim",
        required=False,
        help_text="Exactly as they stand in the article.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = forms.IntegerField(min_value=0, max_value=LARGEST_INTEGER, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, max_value=LARGEST_INTEGER, required=False, widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """What comes with a step: the version that was seen, and why."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    reason = forms.CharField(max_length=REASON_CHARACTERS, required=False)
    note = forms.CharField(max_length=REASON_CHARACTERS, required=False)


class WeightsForm(forms.Form):
    """Points for each part of the priority."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PRIORITY_PARTS:
            usual = f"usually {getattr(Weights(), part.code):g}"
            self.fields[part.code] = forms.FloatField(
                label=part.label, min_value=0, max_value=MAX_WEIGHT, help_text=f"Points {part.unit}; {usual}."
            )

    def weights(self) -> Weights:
        """What was filled in."""
        return Weights(**self.cleaned_data)


class DateTimeInput(forms.DateTimeInput):
    """The browser's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class PlanForm(forms.Form):
    """What a claim is about, who shall check it and until when; `whole` is False where only its topic still matters."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    topic = forms.ModelChoiceField(Topic.objects.none(), required=False, empty_label="no topic")
    assignee = forms.ModelChoiceField(
        User.objects.none(), label="To be checked by", required=False, empty_label="nobody in particular"
    )
    deadline = forms.DateTimeField(
        label="Until", required=False, widget=DateTimeInput(), help_text="Day and time as the desk has them (UTC)."
    )

    def __init__(self, data: Any, *, claim: Claim, user: User, others: bool, whole: bool) -> None:
        initial = {name: getattr(claim, name) for name in ("version", "topic", "assignee", "deadline")}
        super().__init__(data, initial=initial, auto_id=f"id_plan_{claim.pk}_%s")
        self.claim = claim
        mine = User.objects.filter(pk__in=[user.pk, claim.assignee_id])
        checkers = User.objects.filter(pk__in=list_editors().values("pk")) if others else mine
        self._set_choices("topic", Topic.objects.filter(pk__in=list_topics().values("pk")))
        self._set_choices("assignee", checkers.order_by("name"))
        if not whole:
            del self.fields["assignee"], self.fields["deadline"]

    def _set_choices(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def clean_deadline(self) -> Any:
        """One that was not touched is kept to the second, which the browser's clock does not show."""
        given, known = self.cleaned_data["deadline"], self.claim.deadline
        return known if given and known and known.replace(second=0, microsecond=0) == given else given


class ModeratorDecisionForm(MoveForm):
    """What comes with a moderator's step: also words about single parts of the verdict."""

    about_rating = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_summary = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_justification = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)
    about_evidence = forms.CharField(max_length=Verdict.PART_NOTE_CHARACTERS, required=False)

    @property
    def part_notes(self) -> dict[str, Any]:
        """What the services ask for."""
        given = {name: self.cleaned_data[name] for name in MoveForm.base_fields}
        return {**given, "notes": {part: self.cleaned_data[f"about_{part}"] for part in VERDICT_PARTS}}


class DraftForm(forms.Form):
    """A verdict while it is being written: every field may still be empty."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    rating = forms.ChoiceField(choices=[(code, point.label) for code, point in RATINGS.items()], required=False)
    summary = model_field(
        Verdict,
        "summary",
        strip=False,
        help_text="What a reader must know, in one or two sentences.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    justification = model_field(
        Verdict,
        "justification",
        strip=False,
        help_text="How the evidence leads to the rating.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    correction = model_field(
        Verdict,
        "correction",
        label="What is corrected",
        strip=False,
        help_text="Readers see this note above the verdict.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def from_draft(cls, verdict: Verdict) -> "DraftForm":
        """The form as the saved draft has it."""
        return cls(initial={name: getattr(verdict, name) for name in cls.base_fields})


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question, its answer, and the words that a page really says: the fields as `Evidence` declares them."""

    use_required_attribute = False

    url = model_field(
        Evidence,
        "url",
        form_class=forms.CharField,
        validators=[URLValidator(schemes=["http", "https"], message=_("An address starts with https:// or http://."))],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    stance = model_field(Evidence, "stance", initial="", widget=forms.RadioSelect)
    accessed = model_field(Evidence, "accessed", initial=timezone.localdate, widget=DateInput())
    insist = forms.BooleanField(label="Count it as independent all the same", required=False)

    class Meta:
        model = Evidence
        fields = Evidence.CONTENT_FIELDS
        widgets: ClassVar = {
            "answer": forms.Textarea(attrs={"rows": 3}),
            "published": DateInput(),
            "quote": forms.Textarea(attrs={"rows": 3}),
        }

    def _post_clean(self) -> None:
        """Leave the rules to the service, which asks them once; a model form would ask the database for them."""

    @staticmethod
    def field_ids(item: Evidence) -> str:
        """What the fields are called in the page while this piece is changed beside others."""
        return f"evidence-{item.pk}-%s"

    @classmethod
    def from_evidence(cls, item: Evidence) -> "EvidenceForm":
        """The form as a piece of evidence has it."""
        initial = {name: getattr(item, name) for name in Evidence.CONTENT_FIELDS} | {
            "insist": item.is_marked_independent
        }
        return cls(initial=initial, auto_id=cls.field_ids(item))

    def clean(self) -> dict[str, Any]:
        """Who insists that it is independent says that it is."""
        super().clean()
        if self.cleaned_data.get("insist"):
            self.cleaned_data["independent"] = True
        return self.cleaned_data

    def add_refusal(self, refusal: Refusal) -> None:
        """Say what a service refused, beside the field that it is about."""
        field = "url" if isinstance(refusal, BadUrl) else refusal.facts.get("field")
        self.add_error(str(field) if field in self.fields else None, refusal.detail)


class EvidencePageForm(forms.Form):
    """What of a form for evidence is about its page, before it is complete."""

    url = model_field(Evidence, "url", form_class=forms.CharField)
    publisher = model_field(Evidence, "publisher")
    quote = model_field(Evidence, "quote")
    insist = forms.BooleanField(required=False)


class CommentForm(forms.Form):
    """A remark on a claim, and the newest one that the page has."""

    text = model_field(Comment, "text", required=False)
    after = forms.IntegerField(min_value=0, max_value=LARGEST_BIGINT, required=False)


class PresenceForm(forms.Form):
    """What an open page says of itself: what is done there, and how much of the claim it has seen."""

    activity = forms.CharField(max_length=20, required=False)
    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    after = forms.IntegerField(min_value=0, max_value=LARGEST_BIGINT, required=False)
    since = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"], required=False)


def form_errors_text(form: forms.Form) -> str:
    """All that is wrong with a form in one line, for answers that have no place beside its fields."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
