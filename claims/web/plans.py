"""Planning a claim: its topic, who shall check it, and until when, in a form that takes the place of its link."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims import permissions
from claims.models import Claim
from claims.refusals import Refusal
from claims.selectors import claims, queries
from claims.services import plans as services
from claims.services.plans import TO_CHECK
from claims.web import leading, said
from claims.web.access import PersonsRequest, needs
from claims.web.forms import PlanForm, complaints


@needs("queue.plan")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """The form; POST plans and leads back to where it was opened: the claim, or a list of the queue (`back`)."""
    claim = claims.detail(claim_id)
    if request.method != "POST":
        return _page(request, claim, _form(request, claim))
    form = _form(request, claim, bound=True)
    if not form.is_valid():
        return _page(request, claim, form, complaints(form), 422)
    given = dict(form.cleaned_data)
    version = given.pop("version")
    try:
        event = services.plan(claim_id=claim_id, by=request.user, changes=given, version=version)  # type: ignore[arg-type]
    except Refusal as refusal:
        return _page(request, claim, form, refusal.detail, refusal.status)
    if event:
        said.decided(request, gettext("The plan is saved."), event)
    else:
        messages.success(request, gettext("The plan has not changed."))
    where = _back(request) or reverse("claim", args=[claim_id])
    return leading.to(request, where)


def _form(request: PersonsRequest, claim: Claim, *, bound: bool = False) -> PlanForm:
    data = request.POST if bound else None
    others = permissions.allows(request.user, "queue.assign")
    return PlanForm(data, claim=claim, user=request.user, others=others, whole=claim.status in TO_CHECK)


def _back(request: PersonsRequest) -> str:
    """The list of the queue from which the form was opened; only ever one of ours."""
    given = request.POST.get("back", request.GET.get("back"))
    return f"{reverse('queue')}?{queries.written(queries.of_address(given))}" if given is not None else ""


def _page(request: PersonsRequest, claim: Claim, form: PlanForm, wrong: str = "", status: int = 200) -> HttpResponse:
    context = {"claim": claim, "form": form, "wrong": wrong}
    context["back"] = request.POST.get("back", request.GET.get("back"))
    context["leads_back"] = _back(request) or reverse("claim", args=[claim.pk])
    name = "queue/plan_form.html" if request.htmx else "queue/plan.html"
    return render(request, name, context, status=status)
