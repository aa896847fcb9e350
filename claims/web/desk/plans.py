"""The plan of a claim: its topic, assignee and deadline, in a form that replaces its link."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.models import Claim
from claims.permissions import allows
from claims.refusals import Refusal
from claims.selectors.claims import get_claim
from claims.selectors.queue_query_strings import format_filter, parse_query_string
from claims.services.plans import PLANNABLE_STATUSES, plan_claim
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.forms import PlanForm
from claims.web.flash_messages import add_decision_message
from claims.web.forms import form_errors_text
from claims.web.redirects import redirect_client


@require_ability("queue.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def plan_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the form. POST saves the plan and returns to the claim, or to the list of the queue in `back`."""
    claim = get_claim(claim_id)
    if request.method != "POST":
        return _plan_page(request, claim, _plan_form(request, claim))
    form = _plan_form(request, claim, bound=True)
    if not form.is_valid():
        return _plan_page(request, claim, form, form_errors_text(form), 422)
    changes = dict(form.cleaned_data)
    version = changes.pop("version")
    try:
        event = plan_claim(claim_id=claim_id, by=request.user, changes=changes, version=version)  # type: ignore[arg-type]
    except Refusal as refusal:
        return _plan_page(request, claim, form, refusal.detail, refusal.status)
    if event:
        add_decision_message(request, gettext("The plan is saved."), event)
    else:
        messages.success(request, gettext("The plan has not changed."))
    return redirect_client(request, _back_url(request, claim_id))


def _plan_form(request: SignedInRequest, claim: Claim, *, bound: bool = False) -> PlanForm:
    data = request.POST if bound else None
    others = allows(request.user, "queue.assign")
    return PlanForm(data, claim=claim, user=request.user, others=others, whole=claim.status in PLANNABLE_STATUSES)


def _back_parameter(request: SignedInRequest) -> str | None:
    return request.POST.get("back", request.GET.get("back"))


def _back_url(request: SignedInRequest, claim_id: int) -> str:
    """Return the URL of the page from which the form was opened, which is always one of this site."""
    query = _back_parameter(request)
    if query is None:
        return reverse("claim", args=[claim_id])
    return f"{reverse('queue')}?{format_filter(parse_query_string(query))}"


def _plan_page(
    request: SignedInRequest, claim: Claim, form: PlanForm, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "claim": claim,
        "form": form,
        "error": error,
        "back": _back_parameter(request),
        "back_url": _back_url(request, claim.pk),
    }
    name = "desk/queue/plan_form.html" if request.htmx else "desk/queue/plan_page.html"
    return render(request, name, context, status=status)
