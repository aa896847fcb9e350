"""Setting a reading right: who really said it, with which numbers, in which words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

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
    """The reading as a form: in its card, or without HTMX beside the article; `edit` changes its rows."""
    claim = get_claim(claim_id, text=True)
    place = first_appearance(claim)
    if request.method != "POST":
        saved = ReadingCorrection.from_appearance(place, claim.version)
        return _form_response(request, place, saved, focus=saved.initial_focus())
    filled = ReadingCorrection(request.POST)
    if edit := request.POST.get("edit"):
        changed, focus = filled.with_rows_changed(edit)
        return _form_response(request, place, changed, focus=focus)
    return _save_reading(request, place, filled)


def _save_reading(request: SignedInRequest, place: Appearance, filled: ReadingCorrection) -> HttpResponse:
    if not filled.is_valid():
        return _form_response(request, place, filled, status=422)
    try:
        event = correct_reading(claim_id=place.claim_id, editor=request.user, **filled.service_arguments(place))
    except VersionConflict as conflict:
        return _conflict_response(request, place, filled, conflict)
    except Refusal as refusal:
        field = "exact" if refusal.code == "anchor_lost" else refusal.facts.get("field")
        filled.form.add_error(field if field in filled.form.fields else None, refusal.detail)
        return _form_response(request, place, filled, status=refusal.status)
    return _saved_response(request, place, event)


def _conflict_response(
    request: SignedInRequest, place: Appearance, filled: ReadingCorrection, conflict: VersionConflict
) -> HttpResponse:
    """Both readings beside each other; what was typed stays, and saving it once more is meant."""
    data = request.POST.copy()
    data["version"] = str(conflict.facts["version"])
    yours = {**filled.form.cleaned_data, "sources": filled.attributions(), "quantities": filled.quantities()}
    compare = {"detail": conflict.detail, "yours": yours, "theirs": conflict.facts["reading"]}
    return _form_response(request, place, ReadingCorrection(data), compare=compare, status=conflict.status)


def _saved_response(request: SignedInRequest, place: Appearance, event: Event | None) -> HttpResponse:
    add_decision_message(request, gettext("The reading is corrected."), event)
    url = _back_url(request, place)
    return redirect_client(request, url)


def _back_url(request: SignedInRequest, place: Appearance) -> str:
    """The page that the form was opened on; without a fragment, so that a browser loads it anew."""
    if _origin(request) == "claim":
        return reverse("claim", args=[place.claim_id])
    return f"{reverse('article', args=[place.article_id])}?claim={place.claim_id}"


def _origin(request: SignedInRequest) -> str:
    given = request.POST.get("on") or request.GET.get("on")
    return "article" if given == "article" else "claim"


def _form_response(
    request: SignedInRequest,
    place: Appearance,
    correction: ReadingCorrection,
    *,
    focus: FocusTarget | None = None,
    compare: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    if focus:
        correction.set_focus(focus)
    context = {"claim": place.claim, "appearance": place, "correction": correction, "back": _back_url(request, place)}
    context |= {"on": _origin(request), "focus": focus, "compare": compare}
    if request.htmx:
        return render(request, "desk/claims/reading_form.html#correction", context, status=status)
    article = place.article
    context |= {
        "article": article,
        "marked": render_marked_text(article.text, list_marks(article), focus=place.claim_id),
    }
    return render(request, "desk/claims/reading_form.html", context, status=status)
