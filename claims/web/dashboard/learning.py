"""How the decisions of the desk improve the reading: what was learned, both curves, and the choice of weights."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.bounds import LARGEST_BIGINT
from claims.event_data.learning import WeightsChosen
from claims.models import LearnedWeights, WeightsInUse
from claims.permissions import allows
from claims.refusals import NotFound
from claims.selectors.learned_weights import (
    LEAST_JUDGEMENTS,
    LEAST_OF_A_KIND,
    find_weights_in_use,
    get_readiness,
    list_versions,
)
from claims.selectors.metrics import get_metric_table
from claims.services.learned_weights import choose_weights, undo_choice
from claims.web.access import SignedInRequest, require_ability
from claims.web.dashboard.charts import draw_charts
from claims.web.dashboard.pages import table_rows
from claims.web.flash_messages import add_done_message

METRIC = "learned-order"
CURVE_DAYS = 365
MAX_WORDS = 12
"""Words that the page names for each direction."""


class ChoiceForm(forms.Form):
    """Learned weights by their number, or none for the shipped ones; whether better ones take their place."""

    weights = forms.IntegerField(min_value=1, max_value=LARGEST_BIGINT, required=False)
    follows = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class LearnedWords:
    """The words that count for more and for less at this desk, the strongest first."""

    more: list[str]
    less: list[str]


@require_ability("metrics.see")
@require_safe
def learning_page(request: SignedInRequest) -> HttpResponse:
    """Show what the reader learned from the desk, and whether it scores claims by it."""
    row, versions = find_weights_in_use(), list_versions()
    table = get_metric_table(METRIC, CURVE_DAYS)
    better = [version for version in versions if version.outcome == LearnedWeights.Outcome.BETTER]
    context = {
        "readiness": get_readiness(),
        "needed": LEAST_JUDGEMENTS,
        "needed_of_a_kind": LEAST_OF_A_KIND,
        "in_use": row.weights if row else None,
        "choice": row,
        "follows": row is None or row.follows,
        "words": _list_words(row),
        "versions": versions,
        "newest_better": better[0] if better else None,
        "may_choose": allows(request.user, "learning.manage"),
        "metric": {"table": table, "charts": draw_charts(table), "rows": table_rows(table)},
        "days": CURVE_DAYS,
    }
    return render(request, "dashboard/learning.html", context)


def _list_words(row: WeightsInUse | None) -> LearnedWords | None:
    """Return the whole words among the weights in use."""
    if row is None or row.weights is None:
        return None
    words = {name: weight for name, weight in row.weights.weights.items() if name.isalpha()}
    strongest = sorted(words, key=lambda name: -abs(words[name]))
    more, less = ([name for name in strongest if (words[name] > 0) == sign][:MAX_WORDS] for sign in (True, False))
    return LearnedWords(more, less)


@require_ability("learning.manage")
@require_POST
def choose_weights_view(request: SignedInRequest) -> HttpResponse:
    """Use other weights, with a button that undoes it."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise NotFound
    event = choose_weights(by=request.user, weights=form.cleaned_data["weights"], follows=form.cleaned_data["follows"])
    if event is not None:
        version = event.payload_as(WeightsChosen).version
        text = gettext("Saved. Open claims are being scored anew.")
        add_done_message(request, text, undo=reverse("learning_undo", args=[version]))
    return redirect("learning")


@require_ability("learning.manage")
@require_POST
def undo_choice_view(request: SignedInRequest, version: int) -> HttpResponse:
    """Undo a choice of weights, while it is the newest."""
    undo_choice(by=request.user, version=version)
    add_done_message(request, gettext("Undone. Open claims are being scored anew."))
    return redirect("learning")
