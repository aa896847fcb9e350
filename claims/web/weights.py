"""How the desk weighs what waits: everybody reads it, moderators change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims import permissions
from claims.models import Weighting
from claims.priority import PARTS, PATIENCE
from claims.selectors import weights as selectors
from claims.services import weights as services
from claims.web.access import PersonsRequest, needs
from claims.web.forms import WeightsForm


@needs("queue.see")
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: PersonsRequest) -> HttpResponse:
    """The points of each part; POST gives them others."""
    if request.method == "POST":
        permissions.demand(request.user, "queue.weigh")
        form = WeightsForm(request.POST)
        if not form.is_valid():
            return _page(request, form, 422)
        services.weigh(by=request.user, weights=form.weights())
        messages.success(request, "Weighed. The claims that wait are moving to their new places.")
        return redirect("weights")
    return _page(request)


def _page(request: PersonsRequest, form: WeightsForm | None = None, status: int = 200) -> HttpResponse:
    last: Weighting | None = selectors.last()
    weighed = selectors.of(last)
    points = {part.code: f"{getattr(weighed, part.code):g}" for part in PARTS}
    context = {
        "form": form or WeightsForm(initial=points),
        "parts": [(part, points[part.code]) for part in PARTS],
        "last": last,
        "moving": last is not None and last.followed is not None,
        "patience": PATIENCE.days,
        "may_weigh": permissions.allows(request.user, "queue.weigh"),
    }
    return render(request, "queue/weights.html", context, status=status)
