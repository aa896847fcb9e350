"""How a person sees the claims of articles: by text or by check-worthiness, and from which check-worthiness on.

The choice is in the URL and is remembered in the session, so that the next article looks the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.selectors.passage_marks import Mark
from claims.web.access import SignedInRequest
from claims.workflow import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TOP_CLAIMS = 10
TRIAGE_ORDERS: dict[str, StrOrPromise] = {
    "text": _("Order of the text"),
    "worth": _("Most check-worthy first"),
    "top": _("Top ten"),
}
THRESHOLDS = {"25": Claim.MINOR_CHECKWORTHINESS, "50": 0.5, "75": 0.75}
"""The check-worthiness from which claims have cards, by its code in the URL."""

SESSION_KEY = "triage"


@dataclass(frozen=True, slots=True)
class TriageView:
    """The order of the cards, and the code of the threshold below which undecided claims have none."""

    order: str = "text"
    threshold: str = "25"

    @property
    def least(self) -> float:
        """The check-worthiness of the threshold."""
        return THRESHOLDS[self.threshold]

    @property
    def is_default_threshold(self) -> bool:
        """Whether only claims that hardly need checking are left out."""
        return self.least == Claim.MINOR_CHECKWORTHINESS

    def is_hidden(self, mark: Mark) -> bool:
        """Return whether a claim is undecided and below the threshold."""
        return mark.status == Status.DETECTED and mark.worth < self.least

    def list_marks(self, marks: Sequence[Mark], *, with_hidden: bool, claim: int | None = None) -> list[Mark]:
        """Return the marks that have cards, in their order; the top ones only unless `claim` is another."""
        shown = [mark for mark in marks if with_hidden or not self.is_hidden(mark)]
        if self.order == "text":
            return shown
        by_worth = sorted(shown, key=lambda mark: -mark.worth)
        top = by_worth[:TOP_CLAIMS]
        return top if self.order == "top" and (claim is None or any(mark.claim == claim for mark in top)) else by_worth


DEFAULT_VIEW = TriageView()


def read_triage_view(request: SignedInRequest) -> TriageView:
    """Return the view that the URL asks for, or the one that the person chose last."""
    stored = {"order": DEFAULT_VIEW.order, "least": DEFAULT_VIEW.threshold} | request.session.get(SESSION_KEY, {})
    order, threshold = (request.GET.get(name, "") for name in stored)
    view = TriageView(
        order if order in TRIAGE_ORDERS else stored["order"],
        threshold if threshold in THRESHOLDS else stored["least"],
    )
    chosen = {"order": view.order, "least": view.threshold}
    if chosen != stored:
        request.session[SESSION_KEY] = chosen
    return view
