"""Fact-checks of others, taken in from the browser: by file or address, with progress and with what was left out."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import Import
from claims.refusals import Refusal
from claims.selectors.imports import get_import, list_imports, list_refused_entries
from claims.services.imports import MAX_FEED_BYTES, create_file_import, create_url_import
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from

RUNNING_STATES = (Import.State.WAITING, Import.State.RUNNING)


class ImportForm(forms.Form):
    """A feed of ClaimReviews, as a file or by its address."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        help_text=f"JSON, up to {MAX_FEED_BYTES // 1024**2} MB.",
        widget=forms.FileInput(attrs={"accept": ".json,.jsonld,application/json"}),
    )
    address = model_field(
        Import,
        "feed",
        label="Address",
        required=False,
        help_text="Fetched once. Large feeds are better taken in by their address.",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    language = model_field(Import, "language", help_text="Of reviews that name none: en, pt-BR.")


@require_ability("fact_checks.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: SignedInRequest) -> HttpResponse:
    """The latest imports; POST hands in another, and leads to where it can be watched."""
    if request.method != "POST":
        return _list_page(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, 422)
    try:
        return redirect("import", _create_import(request, form).pk)
    except Refusal as refusal:
        form.add_error("file" if form.cleaned_data["file"] else "address", refusal.detail)
        return _list_page(request, form, refusal.status)


def _create_import(request: SignedInRequest, form: ImportForm) -> Import:
    """One byte more than any feed may have is enough for the service to refuse it."""
    given, file = form.cleaned_data, form.cleaned_data["file"]
    common = {"by": request.user, "language": given["language"]}
    if file:
        return create_file_import(name=file.name, data=file.read(MAX_FEED_BYTES + 1), **common)
    return create_url_import(url=given["address"], **common)


def _list_page(request: SignedInRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    page = page_from(request, list_imports())
    return render(request, "moderation/imports/list.html", {"form": form, "page": page}, status=status)


@require_ability("fact_checks.import")
@require_safe
def import_page(request: SignedInRequest, import_id: int) -> HttpResponse:
    """How far one import has come, or what came of it; the open page asks for the part that changes."""
    found = get_import(import_id)
    waiting = found.state in RUNNING_STATES
    context = {"import": found, "waiting": waiting, "left_out": list_refused_entries(found)}
    return render(
        request, "moderation/imports/progress.html" if request.htmx else "moderation/imports/detail.html", context
    )
