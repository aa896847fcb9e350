"""Setting a reading right: who really said it, with which numbers, in which words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.models import Appearance, Event
from claims.refusals import Refusal, VersionConflict
from claims.selectors import claims, passages
from claims.selectors.reading_json import first_appearance
from claims.services import corrections
from claims.web import leading, said
from claims.web.access import PersonsRequest, needs
from claims.web.passages import marked
from claims.web.reading_forms import Correction, Focus


@needs("claims.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """The reading as a form: in its card, or without HTMX beside the article; `edit` changes its rows."""
    claim = claims.detail(claim_id, text=True)
    place = first_appearance(claim)
    if request.method != "POST":
        saved = Correction.of(place, claim.version)
        return _form(request, place, saved, focus=saved.opening())
    filled = Correction(request.POST)
    if edit := request.POST.get("edit"):
        changed, focus = filled.edited(edit)
        return _form(request, place, changed, focus=focus)
    return _save(request, place, filled)


def _save(request: PersonsRequest, place: Appearance, filled: Correction) -> HttpResponse:
    if not filled.is_valid():
        return _form(request, place, filled, status=422)
    try:
        event = corrections.correct(claim_id=place.claim_id, editor=request.user, **filled.change(place))
    except VersionConflict as conflict:
        return _conflict(request, place, filled, conflict)
    except Refusal as refusal:
        field = "exact" if refusal.code == "anchor_lost" else refusal.facts.get("field")
        filled.form.add_error(field if field in filled.form.fields else None, refusal.detail)
        return _form(request, place, filled, status=refusal.status)
    return _saved(request, place, event)


def _conflict(
    request: PersonsRequest, place: Appearance, filled: Correction, conflict: VersionConflict
) -> HttpResponse:
    """Both readings beside each other; what was typed stays, and saving it once more is meant."""
    data = request.POST.copy()
    data["version"] = str(conflict.facts["version"])
    yours = {**filled.form.cleaned_data, "sources": filled.chain(), "quantities": filled.quantities()}
    compare = {"detail": conflict.detail, "yours": yours, "theirs": conflict.facts["reading"]}
    return _form(request, place, Correction(data), compare=compare, status=conflict.status)


def _saved(request: PersonsRequest, place: Appearance, event: Event | None) -> HttpResponse:
    said.decided(request, gettext("The reading is corrected."), event)
    url = _back(request, place)
    return leading.to(request, url)


def _back(request: PersonsRequest, place: Appearance) -> str:
    """The page that the form was opened on; without a fragment, so that a browser loads it anew."""
    if _opened_on(request) == "claim":
        return reverse("claim", args=[place.claim_id])
    return f"{reverse('article', args=[place.article_id])}?claim={place.claim_id}"


def _opened_on(request: PersonsRequest) -> str:
    given = request.POST.get("on") or request.GET.get("on")
    return "article" if given == "article" else "claim"


def _form(
    request: PersonsRequest,
    place: Appearance,
    correction: Correction,
    *,
    focus: Focus | None = None,
    compare: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    if focus:
        correction.point(focus)
    context = {"claim": place.claim, "appearance": place, "correction": correction, "back": _back(request, place)}
    context |= {"on": _opened_on(request), "focus": focus, "compare": compare}
    if request.htmx:
        return render(request, "claims/reading.html#correction", context, status=status)
    article = place.article
    context |= {"article": article, "marked": marked(article.text, passages.marks(article), focus=place.claim_id)}
    return render(request, "claims/reading.html", context, status=status)
