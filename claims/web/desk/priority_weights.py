"""How the desk weighs what waits: everybody reads it, moderators change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
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
    """The points of each part; POST gives them others."""
    if request.method == "POST":
        demand(request.user, "queue.set_weights")
        form = WeightsForm(request.POST)
        if not form.is_valid():
            return _weights_response(request, form, 422)
        set_weights(by=request.user, weights=form.weights())
        messages.success(request, "Weighed. The claims that wait are moving to their new places.")
        return redirect("weights")
    return _weights_response(request)


def _weights_response(request: SignedInRequest, form: WeightsForm | None = None, status: int = 200) -> HttpResponse:
    last: PriorityWeights | None = find_weights_row()
    weighed = weights_from_row(last)
    points = {part.code: f"{getattr(weighed, part.code):g}" for part in PRIORITY_PARTS}
    context = {
        "form": form or WeightsForm(initial=points),
        "parts": [(part, points[part.code]) for part in PRIORITY_PARTS],
        "last": last,
        "moving": last is not None and last.reprioritised_up_to is not None,
        "patience": DEADLINE_HORIZON.days,
        "may_weigh": allows(request.user, "queue.set_weights"),
    }
    return render(request, "desk/queue/priority_weights.html", context, status=status)
