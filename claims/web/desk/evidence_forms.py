"""The forms of evidence: what an editor writes, and the file that they upload."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.intake.evidence_files import ACCEPTED_MEDIA_TYPES, describe_files
from claims.models import Evidence, StoredFile
from claims.refusals import BadUrl, BadValue, Refusal
from claims.selectors.stored_files import find_usable_file
from claims.web.forms import DateInput
from claims.web.model_fields import model_field


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question, its answer, and the quote of a page that supports it: the fields as `Evidence` declares them."""

    use_required_attribute = False

    url = model_field(
        Evidence,
        "url",
        form_class=forms.CharField,
        validators=[
            URLValidator(schemes=["http", "https"], message=_("Enter a URL that starts with https:// or http://."))
        ],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    stance = model_field(Evidence, "stance", initial="", widget=forms.RadioSelect)
    accessed = model_field(Evidence, "accessed", initial=timezone.localdate, widget=DateInput())
    insist = forms.BooleanField(label=_("Count it as independent anyway"), required=False)
    file = forms.CharField(required=False, widget=forms.HiddenInput)
    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=lazy(describe_files, str)(),
        widget=forms.FileInput(attrs={"accept": ACCEPTED_MEDIA_TYPES}),
    )
    remove_file = forms.BooleanField(label=_("Show this evidence without the file"), required=False)

    class Meta:
        model = Evidence
        fields = Evidence.CONTENT_FIELDS
        labels: ClassVar = {
            "question": _("Question"),
            "answer": _("Answer"),
            "publisher": _("Publisher"),
            "quote": _("Quote"),
            "title": _("Title"),
        }
        widgets: ClassVar = {
            "alt_text": forms.Textarea(attrs={"rows": 2}),
            "answer": forms.Textarea(attrs={"rows": 3}),
            "published": DateInput(),
            "quote": forms.Textarea(attrs={"rows": 3}),
        }

    def _post_clean(self) -> None:
        """Skip the model's validation: the service checks the rules once, and a model form would query for them."""

    @staticmethod
    def field_ids(item: Evidence) -> str:
        """Return the pattern of the field ids while this piece is edited beside others."""
        return f"evidence-{item.pk}-%s"

    @classmethod
    def from_evidence(cls, item: Evidence) -> "EvidenceForm":
        """Return the form filled with a piece of evidence."""
        initial = {name: getattr(item, name) for name in Evidence.CONTENT_FIELDS} | {"file": item.file_id or ""}
        return cls(initial=initial | {"insist": item.is_marked_independent}, auto_id=cls.field_ids(item))

    @cached_property
    def stored_file(self) -> StoredFile | None:
        """The file that is stored already: that of the evidence, or what was uploaded with the form."""
        try:
            return find_usable_file(self["file"].value() or "")
        except BadValue:
            return None

    def clean_file(self) -> StoredFile | None:
        """Return the stored file."""
        if self.cleaned_data["file"] and not self.stored_file:
            raise forms.ValidationError(gettext("This file is not stored. Upload it again."))
        return self.stored_file

    def clean(self) -> dict[str, Any]:
        """Mark the evidence as independent if the editor insists on it; leave out its file if they want that."""
        super().clean()
        self.cleaned_data.pop("upload", None)
        if self.cleaned_data.pop("remove_file", False):
            self.cleaned_data["file"] = None
        if self.cleaned_data.get("insist"):
            self.cleaned_data["independent"] = True
        return self.cleaned_data

    def add_refusal(self, refusal: Refusal) -> None:
        """Show a service's refusal beside the field that it concerns."""
        field = "url" if isinstance(refusal, BadUrl) else refusal.facts.get("field")
        self.add_error(str(field) if field in self.fields else None, refusal.detail)


class EvidencePageForm(forms.Form):
    """The fields of an evidence form that concern its web page, before the form is complete."""

    url = model_field(Evidence, "url", form_class=forms.CharField)
    publisher = model_field(Evidence, "publisher", label=_("Publisher"))
    quote = model_field(Evidence, "quote", label=_("Quote"))
    insist = forms.BooleanField(required=False)
