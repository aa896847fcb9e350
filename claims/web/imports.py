"""Fact-checks of others, taken in from the browser: by file or address, with progress and with what was left out."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import Import
from claims.refusals import Refusal
from claims.selectors import imports as selectors
from claims.services import imports
from claims.web.access import PersonsRequest, needs
from claims.web.model_fields import model_field
from claims.web.query import page_from

UNDER_WAY = (Import.State.WAITING, Import.State.RUNNING)


class ImportForm(forms.Form):
    """A feed of ClaimReviews, as a file or by its address."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        help_text=f"JSON, up to {imports.LIMIT // 1024**2} MB.",
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


@needs("fact_checks.import")
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: PersonsRequest) -> HttpResponse:
    """The latest imports; POST hands in another, and leads to where it can be watched."""
    if request.method != "POST":
        return _list(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, 422)
    try:
        return redirect("import", _asked(request, form).pk)
    except Refusal as refusal:
        form.add_error("file" if form.cleaned_data["file"] else "address", refusal.detail)
        return _list(request, form, refusal.status)


def _asked(request: PersonsRequest, form: ImportForm) -> Import:
    """One byte more than any feed may have is enough for the service to refuse it."""
    given, file = form.cleaned_data, form.cleaned_data["file"]
    common = {"by": request.user, "language": given["language"]}
    if file:
        return imports.ask_file(name=file.name, data=file.read(imports.LIMIT + 1), **common)
    return imports.ask_url(url=given["address"], **common)


def _list(request: PersonsRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    page = page_from(request, selectors.latest())
    return render(request, "imports/list.html", {"form": form, "page": page}, status=status)


@needs("fact_checks.import")
@require_safe
def detail(request: PersonsRequest, import_id: int) -> HttpResponse:
    """How far one import has come, or what came of it; the open page asks for the part that changes."""
    found = selectors.detail(import_id)
    waiting = found.state in UNDER_WAY
    context = {"import": found, "waiting": waiting, "left_out": selectors.left_out(found)}
    return render(request, "imports/progress.html" if request.htmx else "imports/detail.html", context)
