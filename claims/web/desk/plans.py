"""Planning a claim: its topic, who shall check it, and until when, in a form that takes the place of its link."""

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
    """The form; POST plans and leads back to where it was opened: the claim, or a list of the queue (`back`)."""
    claim = get_claim(claim_id)
    if request.method != "POST":
        return _plan_page(request, claim, _plan_form(request, claim))
    form = _plan_form(request, claim, bound=True)
    if not form.is_valid():
        return _plan_page(request, claim, form, form_errors_text(form), 422)
    given = dict(form.cleaned_data)
    version = given.pop("version")
    try:
        event = plan_claim(claim_id=claim_id, by=request.user, changes=given, version=version)  # type: ignore[arg-type]
    except Refusal as refusal:
        return _plan_page(request, claim, form, refusal.detail, refusal.status)
    if event:
        add_decision_message(request, gettext("The plan is saved."), event)
    else:
        messages.success(request, gettext("The plan has not changed."))
    where = _back_query(request) or reverse("claim", args=[claim_id])
    return redirect_client(request, where)


def _plan_form(request: SignedInRequest, claim: Claim, *, bound: bool = False) -> PlanForm:
    data = request.POST if bound else None
    others = allows(request.user, "queue.assign")
    return PlanForm(data, claim=claim, user=request.user, others=others, whole=claim.status in PLANNABLE_STATUSES)


def _back_query(request: SignedInRequest) -> str:
    """The list of the queue from which the form was opened; only ever one of ours."""
    given = request.POST.get("back", request.GET.get("back"))
    return f"{reverse('queue')}?{format_filter(parse_query_string(given))}" if given is not None else ""


def _plan_page(
    request: SignedInRequest, claim: Claim, form: PlanForm, wrong: str = "", status: int = 200
) -> HttpResponse:
    context = {"claim": claim, "form": form, "wrong": wrong}
    context["back"] = request.POST.get("back", request.GET.get("back"))
    context["leads_back"] = _back_query(request) or reverse("claim", args=[claim.pk])
    name = "desk/queue/plan_form.html" if request.htmx else "desk/queue/plan_page.html"
    return render(request, name, context, status=status)
