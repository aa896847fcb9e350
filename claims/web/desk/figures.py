"""The section “Official figures” of a claim's page: figures about the same thing, judged and cited by editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.figure_words import figure_sentence, figure_title
from claims.models import Claim, Event, FigureMatch
from claims.quantity_words import quantity_text
from claims.refusals import NotFound
from claims.selectors.claims import get_claim
from claims.selectors.figures import Figure, list_figures
from claims.selectors.leases import holds_claim
from claims.services.figures import cite_figure, confirm_figure, reject_figure, reopen_figure
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, add_done_message, undo_url

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = FigureMatch.State
JUDGE_BY_NAME: dict[str, tuple[Callable[..., Event | None], StrOrPromise]] = {
    "confirm": (confirm_figure, _("Confirmed: the figure is about the same.")),
    "reject": (reject_figure, _("Rejected: the figure is about something else.")),
    "reopen": (reopen_figure, _("The figure is open again.")),
}
"""The service and the message of each judgement, by its name in the URL."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure in words. Keyboard shortcuts act on the first figure that awaits a judgement, and the first to cite."""

    figure: Figure
    title: str
    claimed: str
    sentence: str
    has_keys: bool
    offers_citing: bool

    @property
    def start(self) -> str:
        """The first day of its period, as URLs have it."""
        return self.figure.value.start.isoformat()


def figure_section(claim: Claim, *, may_cite: bool) -> dict[str, Any]:
    """Return the context of the section; `may_cite` says that the person writes the verdict."""
    figures = list_figures(claim)
    waiting = next((figure for figure in figures if figure.state == State.SUGGESTED), None)
    views = [_figure_view(figure, may_cite=may_cite, has_keys=figure is waiting) for figure in figures]
    rejected = [view for view in views if view.figure.state == State.REJECTED]
    return {"figures": [view for view in views if view not in rejected], "rejected_figures": rejected}


def _figure_view(figure: Figure, *, may_cite: bool, has_keys: bool) -> FigureView:
    return FigureView(
        figure,
        title=figure_title(figure.series, figure.value.start),
        claimed=quantity_text(figure.claimed) if figure.claimed else "",
        sentence=figure_sentence(figure.series, figure.value),
        has_keys=has_keys,
        offers_citing=may_cite and figure.state == State.CONFIRMED,
    )


@require_ability("figures.judge")
@require_POST
def judge_figure_view(request: SignedInRequest, claim_id: int, series_id: int, start: str, name: str) -> HttpResponse:
    """Confirm, reject or reopen a figure beside a claim, and render the section."""
    if name not in JUDGE_BY_NAME:
        raise NotFound
    judge, message = JUDGE_BY_NAME[name]
    event = judge(claim_id=claim_id, series_id=series_id, start=parse_start(start), editor=request.user)
    if not request.htmx:
        add_decision_message(request, message, event)
        return redirect(f"{reverse('claim', args=[claim_id])}#figures")
    section = figure_section(get_claim(claim_id, figures=True), may_cite=holds_claim(request.user, claim_id))
    context = {**section, "message": message, "undo": undo_url(request.user, event)}
    return render(request, "desk/claims/figures.html", context)


@require_ability("verdicts.draft")
@require_POST
def cite_figure_view(request: SignedInRequest, claim_id: int, series_id: int, start: str) -> HttpResponse:
    """Add a figure to the evidence of the draft."""
    cite_figure(claim_id=claim_id, series_id=series_id, start=parse_start(start), editor=request.user)
    add_done_message(request, _("The figure is in the evidence, with its day of publication."))
    return redirect(f"{reverse('claim', args=[claim_id])}#evidence")


def parse_start(text: str) -> date:
    """Return the first day of a period as the URL has it; raises `NotFound`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound from error
