"""The details of an article: the form that edits them, and those that a later submission offers."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.bounds import LARGEST_INTEGER
from claims.language_names import name_in_itself
from claims.models import Article
from claims.nlp.language_detection import DETECTABLE_CODES
from claims.refusals import BadUrl, BadValue, Refusal, VersionConflict
from claims.selectors.article_details import list_kept_claims
from claims.selectors.articles import get_article
from claims.services.article_details import edit_article, take_offered_details
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.forms import recording_field
from claims.web.flash_messages import add_decision_message
from claims.web.forms import DateInput
from claims.web.model_fields import model_field
from claims.web.refusals import add_refusal


def list_languages() -> list[tuple[str, str]]:
    """Return the codes and names of languages, each in its own language, with detection first."""
    known = [(code, name_in_itself(code)) for code in DETECTABLE_CODES.split()]
    return [("", gettext("Detect")), *sorted(known, key=lambda row: row[1].casefold())]


class ArticleDetailsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said about an article beside its text; a guess says so in its help text."""

    use_required_attribute = False

    version = forms.IntegerField(label=_("Version"), min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    claimed_url = model_field(
        Article,
        "claimed_url",
        form_class=forms.CharField,
        label=_("URL"),
        help_text=_("Where the text is said to come from. The desk does not fetch it."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    media_url = recording_field()
    language = forms.ChoiceField(
        choices=list_languages,
        label=_("Language"),
        required=False,
        widget=forms.Select(attrs={"translate": "no"}),
        help_text=_("A change has the text read again; you compare the readings."),
    )

    class Meta:
        model = Article
        fields = Article.DETAILS
        labels: ClassVar = {
            "title": _("Title"),
            "publisher": _("Publisher"),
            "byline": _("Byline"),
            "published": _("Published on"),
            "kind": _("Kind of text"),
            "speaker": _("Speaker"),
        }
        help_texts: ClassVar = {
            "published": _("The dates of the claims are computed from it."),
            "speaker": _("A change has the text read again; you compare the readings."),
        }
        widgets: ClassVar = {"published": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)
        for name in self.instance.guesses:
            note = gettext("This is a guess. Saving confirms it.")
            self.fields[name].help_text = f"{note} {self.fields[name].help_text}".strip()

    def _post_clean(self) -> None:
        """Skip the model's validation: the service checks the rules."""

    def add_refusal(self, refusal: Refusal) -> None:
        """Show a refusal of the service beside its field."""
        add_refusal(self, refusal, otherwise="claimed_url" if isinstance(refusal, BadUrl) else "")


@require_ability("articles.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def article_details_page(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show and save the details of an article; errors are shown in the form, which keeps its content."""
    article = get_article(article_id, text=False)
    if request.method != "POST":
        return _form_response(request, article, ArticleDetailsForm(instance=article))
    form = ArticleDetailsForm(request.POST, instance=article)
    if not form.is_valid():
        return _form_response(request, article, form, status=422)
    details = dict(form.cleaned_data)
    version = details.pop("version")
    try:
        event = edit_article(article_id=article_id, editor=request.user, version=version, details=details)
    except VersionConflict as conflict:
        return _conflict_response(request, article, conflict)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return _form_response(request, article, form, status=refusal.status)
    add_decision_message(request, _saved_text(article), event)
    return redirect("article", article_id)


def _saved_text(article: Article) -> str:
    sentences = [gettext("The details are saved.")]
    if list_kept_claims(article):
        sentences.append(gettext("Claims with a submitted or published verdict keep their dates."))
    return " ".join(sentences)


def _conflict_response(request: SignedInRequest, article: Article, conflict: VersionConflict) -> HttpResponse:
    """Show the form as it was typed beside what is saved now; saving it again overwrites the other edit."""
    data = request.POST.copy()
    data["version"] = str(conflict.facts["version"])
    form = ArticleDetailsForm(data, instance=article)
    form.add_error(None, conflict.detail)
    saved = get_article(article.pk, text=False)
    return _form_response(request, saved, form, saved=saved, status=conflict.status)


def _form_response(
    request: SignedInRequest,
    article: Article,
    form: ArticleDetailsForm,
    *,
    saved: Article | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"article": article, "form": form, "saved": saved, "kept": list_kept_claims(article)}
    return render(request, "desk/articles/details.html", context, status=status)


@require_ability("articles.edit")
@require_POST
def take_details_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Take the details that a later submission of the same text offers."""
    version = request.POST.get("version", "")
    if not version.isdecimal() or int(version) > LARGEST_INTEGER:
        raise BadValue
    offered = {name: request.POST[name] for name in Article.DETAILS if name in request.POST}
    event = take_offered_details(article_id=article_id, editor=request.user, version=int(version), offered=offered)
    add_decision_message(request, gettext("The details are taken."), event)
    return redirect("article", article_id)
