"""Translations of a verdict: begin one, write it beside the original, submit it, decide about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.bounds import LARGEST_INTEGER, REASON_CHARACTERS
from claims.language_names import TRANSLATION_LANGUAGES, name_language
from claims.models import Claim, Publication, Translation, User
from claims.models.translation import LANGUAGE_CHARACTERS, TRANSLATED_FIELDS
from claims.permissions import allows
from claims.refusals import BadValue, Refusal
from claims.selectors.translations import (
    find_missing_parts,
    find_translated_original,
    get_translation,
    list_loaded_translations,
)
from claims.services.translation_drafts import discard_translation
from claims.services.translation_steps import TRANSLATION_STEPS
from claims.services.translations import MISSING_LABELS, begin_translation, save_translation
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.text_diff import TextChange
from claims.web.verdict_changes import diff_publications


class LanguageForm(forms.Form):
    """The language to translate into."""

    language = forms.CharField(max_length=LANGUAGE_CHARACTERS)


def _text_field(name: str, label: Any, rows: int, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return model_field(Translation, name, strip=False, label=label, help_text=help_text, widget=widget)


class TranslationForm(forms.Form):
    """The texts of a translation: every field may be empty."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER, widget=forms.HiddenInput)
    headline = _text_field("headline", _("Headline"), 2, _("If empty, the claim is the headline."))
    statement = _text_field("statement", _("Claim"), 2)
    summary = _text_field("summary", _("Summary"), 3)
    conclusion = _text_field("conclusion", _("Conclusion"), 2)
    justification = _text_field(
        "justification", _("Justification"), 12, _("In Markdown. Cite the same evidence as the original: [1].")
    )
    correction = _text_field("correction", _("Correction note"), 3, _("Readers see this note above the verdict."))


class StepForm(forms.Form):
    """The version that the person saw, and a reason for the steps that ask for one."""

    version = forms.IntegerField(min_value=1, max_value=LARGEST_INTEGER)
    reason = forms.CharField(max_length=REASON_CHARACTERS, required=False)


@require_ability("translations.write")
@require_POST
def begin_translation_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Open a translation for writing."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form), field="language")
    language = form.cleaned_data["language"]
    translation = begin_translation(claim_id=claim_id, language=language, editor=request.user)
    return redirect("claim_translation", claim_id, translation.language)


@require_ability("claims.see")
@require_http_methods(["GET", "HEAD", "POST"])
def translation_page(request: SignedInRequest, claim_id: int, language: str) -> HttpResponse:
    """Show the original beside its translation; POST saves the texts or takes the step named in `step`."""
    if request.method != "POST":
        return _page_response(request, claim_id, language)
    try:
        return _take_step(request, claim_id, language)
    except Refusal as refusal:
        return _page_response(request, claim_id, language, refusal)


def _take_step(request: SignedInRequest, claim_id: int, language: str) -> HttpResponse:
    step = request.POST.get("step", "save")
    about: dict[str, Any] = {"claim_id": claim_id, "language": language}
    row = TRANSLATION_STEPS.get(step)
    if step == "discard":
        return _discard(request, **about)
    if row and step != "submit":
        values = _read(StepForm(request.POST))
        reason = {"reason": values["reason"]} if row.takes_reason else {}
        row.service(**about, **{row.person: request.user}, version=values["version"], **reason)
        messages.success(request, row.done)
        return redirect("claim_translation", claim_id, language)
    texts = _read(TranslationForm(request.POST))
    saved = save_translation(**about, editor=request.user, version=texts.pop("version"), texts=texts)
    if row:
        row.service(**about, **{row.person: request.user}, version=saved.version)
        messages.success(request, row.done)
        return redirect("claim", claim_id)
    messages.success(request, _("The translation is saved."))
    return redirect("claim_translation", claim_id, language)


def _discard(request: SignedInRequest, claim_id: int, language: str) -> HttpResponse:
    version = _read(StepForm(request.POST))["version"]
    discard_translation(claim_id=claim_id, language=language, editor=request.user, version=version)
    messages.success(request, _("The draft of the translation is discarded."))
    return redirect("claim", claim_id)


def _read(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return dict(form.cleaned_data)


def _page_response(
    request: SignedInRequest, claim_id: int, language: str, refusal: Refusal | None = None
) -> HttpResponse:
    translation = get_translation(claim_id, language)
    claim, user = translation.claim, request.user
    original = claim.publication if claim.publication and not claim.publication.is_gone else None
    missing = find_missing_parts(translation, original) if original and translation.is_draft else []
    context = {
        "claim": claim,
        "translation": translation,
        "original": original,
        "page": original.content if original else None,
        "form": _make_form(request, translation, refusal) if original and _may_write(user, translation) else None,
        "missing": [MISSING_LABELS[name] for name in missing],
        "refusal": refusal,
        "may_write": allows(user, "translations.write"),
        "may_decide": allows(user, "translations.decide"),
        "is_author": user.pk in translation.authors,
        "changes": _diff_original(translation, original) if original else [],
        "is_outdated": original is not None and original.verdict_id != translation.verdict_id,
    }
    return render(request, "desk/translations/detail.html", context, status=refusal.status if refusal else 200)


def _diff_original(translation: Translation, original: Publication) -> list[TextChange]:
    """Return what changed in the original since the revision that is translated."""
    before = find_translated_original(translation)
    return diff_publications(before, original, whole=False) if before else []


def _may_write(user: User, translation: Translation) -> bool:
    return translation.is_draft and allows(user, "translations.write")


def _make_form(request: SignedInRequest, translation: Translation, refusal: Refusal | None) -> TranslationForm:
    """Return the form with the saved texts, or after a refusal with those that were typed, so that none is lost."""
    saved = {name: getattr(translation, name) for name in ("version", *TRANSLATED_FIELDS)}
    form = TranslationForm(request.POST) if refusal and "summary" in request.POST else TranslationForm(initial=saved)
    for name in TRANSLATED_FIELDS:
        form.fields[name].widget.attrs["lang"] = translation.language
    if translation.publication_id is None:
        del form.fields["correction"]
    return form


def translation_section(user: User, claim: Claim) -> dict[str, Any]:
    """Return the translations of a claim with a public verdict, and the languages that can be added."""
    original = claim.publication
    if original is None:
        return {}
    rows = list_loaded_translations(claim)
    taken = {original.language, *(row.language for row in rows)}
    may_add = allows(user, "translations.write") and not original.is_gone
    names = [(code, name_language(code)) for code in TRANSLATION_LANGUAGES if code not in taken] if may_add else []
    return {"translations": rows, "languages": sorted(names, key=lambda pair: pair[1])}
