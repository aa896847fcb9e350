"""Correct the reading of a claim: its source chain, quantities and words."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.event_data.claims import ClaimReading
from claims.models import Appearance, Event
from claims.refusals import Refusal, VersionConflict
from claims.selectors.claims import get_claim
from claims.selectors.passage_marks import list_marks
from claims.selectors.reading_json import first_appearance
from claims.services.reading_corrections import correct_reading
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.reading_forms import FocusTarget, ReadingCorrection
from claims.web.flash_messages import add_decision_message
from claims.web.passage_marks import render_marked_text
from claims.web.redirects import redirect_client


@require_ability("claims.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def correct_reading_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show and save the reading as a form, on its card or without HTMX beside the article; `edit` changes its rows."""
    claim = get_claim(claim_id, text=True)
    appearance = first_appearance(claim)
    if request.method != "POST":
        saved = ReadingCorrection.from_appearance(appearance, claim.version)
        if request.GET.get("focus") == "statement":
            saved.focus_statement()
            return _form_response(request, appearance, saved)
        return _form_response(request, appearance, saved, focus=saved.initial_focus())
    correction = ReadingCorrection(request.POST)
    if edit := request.POST.get("edit"):
        changed, focus = correction.with_rows_changed(edit)
        return _form_response(request, appearance, changed, focus=focus)
    return _save_reading(request, appearance, correction)


def _save_reading(request: SignedInRequest, appearance: Appearance, correction: ReadingCorrection) -> HttpResponse:
    if not correction.is_valid():
        return _form_response(request, appearance, correction, status=422)
    try:
        event = correct_reading(
            claim_id=appearance.claim_id, editor=request.user, **correction.service_arguments(appearance)
        )
    except VersionConflict as conflict:
        return _conflict_response(request, appearance, correction, conflict)
    except Refusal as refusal:
        field = "exact" if refusal.code == "anchor_lost" else refusal.facts.get("field")
        correction.form.add_error(field if field in correction.form.fields else None, refusal.detail)
        return _form_response(request, appearance, correction, status=refusal.status)
    return _saved_response(request, appearance, event)


def _conflict_response(
    request: SignedInRequest, appearance: Appearance, correction: ReadingCorrection, conflict: VersionConflict
) -> HttpResponse:
    """Show both readings beside each other. The form keeps its text, and saving it again overwrites the other."""
    data = request.POST.copy()
    data["version"] = str(conflict.facts["version"])
    yours = {
        **correction.form.cleaned_data,
        "sources": correction.attributions(),
        "quantities": correction.quantities(),
    }
    theirs = cast("dict[str, Any]", conflict.facts["reading"])
    compare = {"detail": conflict.detail, "yours": yours, "theirs": ClaimReading.from_json(theirs)}
    return _form_response(request, appearance, ReadingCorrection(data), compare=compare, status=conflict.status)


def _saved_response(request: SignedInRequest, appearance: Appearance, event: Event | None) -> HttpResponse:
    add_decision_message(request, gettext("Reading corrected."), event)
    return redirect_client(request, _back_url(request, appearance))


def _back_url(request: SignedInRequest, appearance: Appearance) -> str:
    """Return the URL of the page where the form was opened. It has no fragment, so that a browser reloads the page."""
    if _origin(request) == "claim":
        return reverse("claim", args=[appearance.claim_id])
    return f"{reverse('article', args=[appearance.article_id])}?claim={appearance.claim_id}"


def _origin(request: SignedInRequest) -> str:
    origin = request.POST.get("on") or request.GET.get("on")
    return "article" if origin == "article" else "claim"


def _form_response(
    request: SignedInRequest,
    appearance: Appearance,
    correction: ReadingCorrection,
    *,
    focus: FocusTarget | None = None,
    compare: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    if focus:
        correction.set_focus(focus)
    context = {
        "claim": appearance.claim,
        "appearance": appearance,
        "correction": correction,
        "back": _back_url(request, appearance),
    }
    context |= {"on": _origin(request), "focus": focus, "compare": compare}
    if request.htmx:
        return render(request, "desk/claims/reading_form.html#correction", context, status=status)
    article = appearance.article
    context |= {
        "article": article,
        "marked": render_marked_text(article.text, list_marks(article), title=article.title, focus=appearance.claim_id),
    }
    return render(request, "desk/claims/reading_form.html", context, status=status)
