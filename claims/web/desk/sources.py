"""The page of a source on the desk: its names, roles, claims and numbers, who relays it, and merging with others."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.event_data.sources import SourcesJudged
from claims.models import Source, SourceRole
from claims.refusals import BadValue, Refusal
from claims.selectors.source_details import describe_source, get_source
from claims.selectors.sources import count_ratings_of_source
from claims.selectors.waiting_counts import COUNT_CAP
from claims.services.sources import (
    add_source_role,
    distinguish_sources,
    merge_sources,
    remove_source_role,
    set_source_number,
    split_source,
)
from claims.web.access import SignedInRequest, require_ability
from claims.web.dashboard.charts import draw_rating_counts
from claims.web.flash_messages import add_done_message
from claims.web.forms import DateInput
from claims.web.model_fields import model_field
from claims.web.refusals import add_refusal


class RoleForm(forms.Form):
    """A title that a source has or had."""

    title = model_field(SourceRole, "title", label=_("Title"))
    start = forms.DateField(label=_("From"), required=False, widget=DateInput())
    end = forms.DateField(label=_("Until"), required=False, widget=DateInput())


class NumberForm(forms.Form):
    """The number of a source elsewhere."""

    external_id = model_field(
        Source, "external_id", label=_("External ID"), help_text=_("The number of the source elsewhere, such as Q937.")
    )


@require_ability("claims.see")
@require_http_methods(["GET", "HEAD", "POST"])
def source_page(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Show a source; POST adds a role. Another name of a source leads to that source."""
    source = get_source(source_id)
    if source.merged_into_id:
        return redirect("desk_source", source.merged_into_id)
    if request.method != "POST":
        return _render_page(request, source, RoleForm())
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _render_page(request, source, form, status=422)
    try:
        add_source_role(source_id=source_id, editor=request.user, **form.cleaned_data)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _render_page(request, source, form, status=refusal.status)
    messages.success(request, gettext("The role is added."))
    return redirect("desk_source", source_id)


def _render_page(request: SignedInRequest, source: Source, form: RoleForm, status: int = 200) -> HttpResponse:
    counts = count_ratings_of_source(source.name, *(other.name for other in source.other_names.all()))
    title = gettext("Ratings of what %(source)s said") % {"source": source.name}
    context: dict[str, Any] = {
        "source": source,
        "details": describe_source(source),
        "chart": draw_rating_counts(counts, title=title),
        "total": counts.total(),
        "cap": COUNT_CAP,
        "form": form,
        "number_form": NumberForm(initial={"external_id": source.external_id}),
    }
    return render(request, "desk/sources/source.html", context, status=status)


@require_ability("sources.manage")
@require_POST
def set_source_number_view(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Set the number of a source elsewhere."""
    set_source_number(source_id=source_id, external_id=request.POST.get("external_id", ""), editor=request.user)
    messages.success(request, gettext("The external ID is saved."))
    return redirect("desk_source", source_id)


@require_ability("sources.manage")
@require_POST
def remove_role_view(request: SignedInRequest, source_id: int, role_id: int) -> HttpResponse:
    """Remove a role of a source."""
    remove_source_role(role_id=role_id, editor=request.user)
    messages.success(request, gettext("The role is removed."))
    return redirect("desk_source", source_id)


@require_ability("sources.manage")
@require_POST
def merge_source_view(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Make the source of the form another name of this one; its message undoes it."""
    other = _other_source(request)
    merge_sources(source_id=other, into_id=source_id, editor=request.user)
    undo = reverse("desk_source_split", args=[other])
    add_done_message(request, _("The sources are one."), undo=undo)
    return redirect("desk_source", source_id)


@require_ability("sources.manage")
@require_POST
def distinguish_source_view(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Say that the source of the form is not this one."""
    distinguish_sources(source_id=source_id, other_id=_other_source(request), editor=request.user)
    messages.success(request, gettext("The sources are two."))
    return redirect("desk_source", source_id)


@require_ability("sources.manage")
@require_POST
def split_source_view(request: SignedInRequest, source_id: int) -> HttpResponse:
    """Make another name a source of its own again; its message undoes it."""
    event = split_source(source_id=source_id, editor=request.user)
    if event is None:
        return redirect("desk_source", source_id)
    target = event.payload_as(SourcesJudged).other
    undo = f"{reverse('desk_source_merge', args=[target])}?other={source_id}"
    add_done_message(request, _("The name is a source of its own again."), undo=undo)
    return redirect("desk_source", target)


def _other_source(request: SignedInRequest) -> int:
    """Return the id in the form, or in the address of a button that undoes."""
    value = request.POST.get("other") or request.GET.get("other", "")
    if not value.isascii() or not value.isdigit():
        raise BadValue(gettext("Choose a source."), field="other")
    return int(value[:18])
