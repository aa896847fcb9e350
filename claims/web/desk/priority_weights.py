"""The weights of the priority: everybody sees them, moderators change them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.models import PriorityWeights
from claims.permissions import allows, demand
from claims.priority import DEADLINE_HORIZON, PRIORITY_PARTS
from claims.selectors.priority_weights import find_weights_row, weights_from_row
from claims.services.priority_weights import set_weights
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.forms import WeightsForm


@require_ability("queue.see")
@require_http_methods(["GET", "HEAD", "POST"])
def weights_page(request: SignedInRequest) -> HttpResponse:
    """Show the points of each part of the priority; POST changes them."""
    if request.method == "POST":
        demand(request.user, "queue.set_weights")
        form = WeightsForm(request.POST)
        if not form.is_valid():
            return _weights_response(request, form, 422)
        set_weights(by=request.user, weights=form.weights())
        messages.success(request, gettext("The weights are saved. The queue is being reordered."))
        return redirect("weights")
    return _weights_response(request)


def _weights_response(request: SignedInRequest, form: WeightsForm | None = None, status: int = 200) -> HttpResponse:
    row: PriorityWeights | None = find_weights_row()
    weights = weights_from_row(row)
    points = {part.code: getattr(weights, part.code) for part in PRIORITY_PARTS}
    context = {
        "form": form or WeightsForm(initial={code: f"{number:g}" for code, number in points.items()}),
        "parts": [(part, points[part.code]) for part in PRIORITY_PARTS],
        "weights_row": row,
        "is_reordering": row is not None and row.reprioritised_up_to is not None,
        "deadline_days": DEADLINE_HORIZON.days,
        "may_change": allows(request.user, "queue.set_weights"),
    }
    return render(request, "desk/queue/priority_weights.html", context, status=status)
