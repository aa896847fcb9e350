"""Forms of the desk's pages: they check shape and required fields; the services check what the text may be."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.bounds import LARGEST_BIGINT, LARGEST_INTEGER
from claims.intake.documents import ACCEPT_SUFFIXES, describe_kinds
from claims.models import Article, Claim, Comment, Topic, User, Verdict
from claims.models.lengths import length_limit
from claims.number_format import format_number
from claims.priority import MAX_WEIGHT, PRIORITY_PARTS, Weights
from claims.selectors.editors import list_editors
from claims.selectors.topics import list_topics
from claims.web.forms import DateInput, DateTimeInput, DeadlineField, RawTextField
from claims.web.model_fields import model_field


def recording_field() -> Any:
    """Return the field for the URL of the recording of a transcript."""
    return model_field(
        Article,
        "media_url",
        form_class=forms.CharField,
        label=_("Recording"),
        help_text=_("The URL of the video or audio of a transcript. Claims link to their second in it."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )


class ArticleForm(forms.Form):
    """An article as pasted text, as a file or by its URL; `source_kind` says which of them counts."""

    source_kind = forms.ChoiceField(
        label=_("Source"), choices=[("text", _("Text")), ("file", _("File")), ("address", _("URL"))]
    )
    text = RawTextField(
        label=_("Text of the article"), required=False, widget=forms.Textarea(attrs={"autofocus": True})
    )
    title = model_field(
        Article, "title", label=_("Title"), required=False, help_text=_("If empty, the first line is the title.")
    )
    claimed_url = model_field(
        Article,
        "claimed_url",
        form_class=forms.CharField,
        label=_("Where the text comes from"),
        required=False,
        help_text=_("The URL of the page. It is not fetched."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    publisher = model_field(Article, "publisher", label=_("Publisher"))
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=DateInput(),
        help_text=_("Needed to find out which day “on Tuesday” was."),
    )
    kind = model_field(Article, "kind", label=_("Kind of text"), required=False)
    speaker = model_field(
        Article,
        "speaker",
        label=_("Speaker"),
        help_text=_("Who speaks in a speech, an interview or a post: the source of what it says in its own voice."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    media_url = recording_field()
    reach = forms.IntegerField(
        label=_("Audience"),
        min_value=0,
        max_value=Article.MAX_REACH,
        required=False,
        help_text=_("About how many people have seen the article. A larger audience raises the priority."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=lazy(describe_kinds, str)(),
        widget=forms.FileInput(attrs={"accept": ACCEPT_SUFFIXES}),
    )
    address = model_field(
        Article,
        "url",
        form_class=forms.CharField,
        label=_("URL"),
        help_text=_("A public web page. It is fetched once, and its text is stored."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )

    def clean(self) -> dict[str, Any]:
        """Require a file if the source is a file; intake refuses an empty text or URL."""
        super().clean()
        self.cleaned_data["kind"] = self.cleaned_data.get("kind") or Article.Kind.NEWS.value
        is_file = self.cleaned_data.get("source_kind") == "file"
        if is_file and not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return self.cleaned_data


class ReachForm(forms.Form):
    """About how many people have seen an article."""

    reach = forms.IntegerField(label=_("Audience"), min_value=0, max_value=Article.MAX_REACH)


class PassageForm(forms.Form):
    """A passage of an article: its words, and its position if the page knows it."""

    exact = RawTextField(
        label=_("Words of the claim"),
        required=False,
        help_text=_("Exactly as they appear in the article."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    start = forms.IntegerField(min_value=0, max_value=LARGEST_INTEGER, required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=0, max_value=LARGEST_INTEGER, required=False, widget=forms.HiddenInput)


class WeightsForm(forms.Form):
    """The points for each part of the priority."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PRIORITY_PARTS:
            values = {"unit": part.unit, "default": format_number(getattr(Weights(), part.code))}
            self.fields[part.code] = forms.FloatField(
                label=part.label,
                min_value=0,
                max_value=MAX_WEIGHT,
                help_text=gettext("Points %(unit)s. Default: %(default)s.") % values,
            )

    def weights(self) -> Weights:
        """The weights that were entered."""
        return Weights(**self.cleaned_data)


class PlanForm(forms.Form):
    """The topic, assignee and deadline of a claim; without `whole`, only the topic."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False, empty_label=_("No topic"))
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Assigned to"), required=False, empty_label=_("Nobody")
    )
    deadline = DeadlineField(label=_("Deadline"), required=False, widget=DateTimeInput())

    def __init__(self, data: Any, *, claim: Claim, user: User, others: bool, whole: bool) -> None:
        initial = {name: getattr(claim, name) for name in ("version", "topic", "assignee", "deadline")}
        super().__init__(data, initial=initial, auto_id=f"id_plan_{claim.pk}_%s")
        mine = User.objects.filter(pk__in=[user.pk, claim.assignee_id])
        checkers = User.objects.filter(pk__in=list_editors().values("pk")) if others else mine
        self._set_choices("topic", Topic.objects.filter(pk__in=list_topics().values("pk")))
        self._set_choices("assignee", checkers.order_by("name"))
        if not whole:
            del self.fields["assignee"], self.fields["deadline"]
            return
        deadline: Any = self.fields["deadline"]
        deadline.saved = claim.deadline
        deadline.help_text = gettext("In your time, %(zone)s.") % {"zone": timezone.get_current_timezone_name()}

    def _set_choices(self, name: str, rows: QuerySet[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = rows


class DraftForm(forms.Form):
    """A verdict in progress: every field may be empty."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    rating = forms.CharField(max_length=length_limit(Verdict, "rating"), required=False)
    rating_words = model_field(
        Verdict,
        "rating_words",
        label=_("Rating in own words"),
        help_text=_("What readers see as the rating."),
    )
    headline = model_field(
        Verdict,
        "headline",
        strip=False,
        label=_("Headline"),
        help_text=_("If empty, the statement of the claim is the headline."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    summary = model_field(
        Verdict,
        "summary",
        strip=False,
        help_text=_("What readers must know, in one or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    conclusion = model_field(
        Verdict,
        "conclusion",
        strip=False,
        label=_("Conclusion"),
        help_text=_("A plain sentence that stands before the justification."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    justification = model_field(
        Verdict,
        "justification",
        label=_("Justification"),
        strip=False,
        help_text=_(
            "How the evidence leads to the rating, in Markdown. Cite evidence by its number: [1]. Show an image that is"
            " evidence by its number too: ![](evidence:1)."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    correction = model_field(
        Verdict,
        "correction",
        label=_("Correction note"),
        strip=False,
        help_text=_("Readers see this note above the verdict."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def from_draft(cls, verdict: Verdict) -> "DraftForm":
        """Return the form filled with the saved draft."""
        return cls(initial={name: getattr(verdict, name) for name in cls.base_fields})

    def service_arguments(self) -> dict[str, Any]:
        """Return the texts as the service takes them. Without a chosen card, a rating on an earlier scale stays."""
        values = dict(self.cleaned_data)
        if "rating_words" in self.data:
            return values
        return {**values, "rating": values["rating"] or None, "rating_words": None}


class CommentForm(forms.Form):
    """A comment on a claim; `after` is the id of the newest comment on the page."""

    text = model_field(Comment, "text", required=False)
    after = forms.IntegerField(min_value=0, max_value=LARGEST_BIGINT, required=False)


class PresenceForm(forms.Form):
    """The heartbeat of an open page: the person's activity, and the claim's version and comments on the page."""

    activity = forms.CharField(max_length=20, required=False)
    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, required=False)
    after = forms.IntegerField(min_value=0, max_value=LARGEST_BIGINT, required=False)
    since = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"], required=False)
