"""Imports of other desks' fact-checks, by file or by URL: the form, the progress and the entries left out."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.bounds import MAX_FEED_BYTES
from claims.models import Import
from claims.refusals import Refusal
from claims.selectors.imports import get_import, list_imports, list_refused_entries
from claims.services.imports import create_file_import, create_url_import
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from

RUNNING_STATES = (Import.State.WAITING, Import.State.RUNNING)


class ImportForm(forms.Form):
    """A feed of ClaimReviews, as a file or by its URL."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=format_lazy(_("JSON, up to {megabytes} MB."), megabytes=MAX_FEED_BYTES // 1024**2),
        widget=forms.FileInput(attrs={"accept": ".json,.jsonld,application/json"}),
    )
    address = model_field(
        Import,
        "feed",
        label=_("URL"),
        required=False,
        help_text=_("Fetched once. Import large feeds by their URL."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    language = model_field(
        Import,
        "language",
        label=_("Language"),
        help_text=_("For fact-checks that do not name their language, as a code: en, pt-BR."),
    )


@require_ability("fact_checks.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: SignedInRequest) -> HttpResponse:
    """List the imports, newest first; POST starts another and opens its page."""
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
    """Read one byte more than a feed may have, so that the service refuses what is too large."""
    data, file = form.cleaned_data, form.cleaned_data["file"]
    common: dict[str, Any] = {"by": request.user, "language": data["language"]}
    if file:
        return create_file_import(name=file.name, data=file.read(MAX_FEED_BYTES + 1), **common)
    return create_url_import(url=data["address"], **common)


def _list_page(request: SignedInRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    page = page_from(request, list_imports())
    return render(request, "moderation/imports/list.html", {"form": form, "page": page}, status=status)


@require_ability("fact_checks.import")
@require_safe
def import_page(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Show the progress or the result of an import; HTMX gets only the part that changes."""
    feed_import = get_import(import_id)
    context = {
        "import": feed_import,
        "is_running": feed_import.state in RUNNING_STATES,
        "refused_entries": list_refused_entries(feed_import),
    }
    template = "moderation/imports/progress.html" if request.htmx else "moderation/imports/detail.html"
    return render(request, template, context)
