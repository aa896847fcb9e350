"""Imports of other desks' fact-checks, by file or by URL: the form, the progress and the entries left out."""

from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.bounds import MAX_FEED_BYTES
from claims.intake.table_fields import PRESETS, TABLE_FIELDS
from claims.models import Import
from claims.refusals import BadValue, Refusal
from claims.selectors.imports import (
    get_import,
    list_imports,
    list_kept_rows,
    list_preview_rows,
    list_refused_entries,
    list_refused_rows,
)
from claims.services.imports import confirm_import, create_file_import, create_url_import, map_import, undo_import
from claims.web.access import SignedInRequest, require_ability
from claims.web.csv_files import csv_response
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from

ACCEPT_SUFFIXES = ".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.jsonld,.html,.gz"
RUNNING_STATES = (Import.State.WAITING, Import.State.RUNNING)


class ImportForm(forms.Form):
    """A file of fact-checks, uploaded or by its URL, and whose they are."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=format_lazy(
            _("CSV, XLSX, JSON, a saved page or a .gz of these, up to {megabytes} MB."),
            megabytes=MAX_FEED_BYTES // 1024**2,
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT_SUFFIXES}),
    )
    address = model_field(
        Import,
        "feed",
        label=_("URL"),
        required=False,
        help_text=_("Fetched once. Import large feeds by their URL."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    archive = forms.ChoiceField(
        label=_("Whose fact-checks are these?"),
        choices=[("", _("Fact-checks of others")), ("on", _("Our own archive: old verdicts, not signed by this desk"))],
        required=False,
        widget=forms.RadioSelect,
        initial="",
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
    common: dict[str, Any] = {
        "by": request.user,
        "language": data["language"],
        "archive": bool(data["archive"]),
        "dry_run": True,
    }
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
    return _import_page(request, get_import(import_id))


def _import_page(request: SignedInRequest, run: Import, *, error: Refusal | None = None) -> HttpResponse:
    is_open = run.state in (Import.State.MAPPING, Import.State.CHECKED)
    context = {
        "import": run,
        "is_running": run.state in RUNNING_STATES,
        "refused_entries": list_refused_entries(run),
        "preset": next((preset.label for preset in PRESETS if preset.code == run.preset), ""),
        "mapping_form": MappingForm(run) if is_open and run.is_table else None,
        "preview": list_preview_rows(run) if run.state == Import.State.CHECKED else [],
        "kept": list_kept_rows(run) if run.state == Import.State.UNDONE else [],
        "error": error,
    }
    template = "moderation/imports/progress.html" if request.htmx else "moderation/imports/detail.html"
    return render(request, template, context, status=error.status if error else 200)


class MappingForm(forms.Form):
    """The column of each field of a fact-check; each field shows the first cells of its column."""

    def __init__(self, run: Import, data: Any = None) -> None:
        """Build a field for each field that a column can fill."""
        super().__init__(data, initial=run.mapping)
        choices = [("", _("no column")), *((column, column) for column in run.columns)]
        for row in TABLE_FIELDS:
            self.fields[row.code] = forms.ChoiceField(label=row.label, choices=choices, required=row.required)


@require_ability("fact_checks.import")
@require_POST
def map_import_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Read a table with other columns."""
    run = get_import(import_id)
    mapping = {row.code: request.POST.get(row.code, "") for row in TABLE_FIELDS}
    try:
        map_import(import_id=import_id, mapping=mapping, by=request.user)
    except BadValue as refusal:
        return _import_page(request, run, error=refusal)
    return redirect("import", import_id)


@require_ability("fact_checks.import")
@require_POST
def confirm_import_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Import what was checked."""
    confirm_import(import_id=import_id, by=request.user)
    return redirect("import", import_id)


@require_ability("fact_checks.import")
@require_POST
def undo_import_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Take back an import."""
    undo_import(import_id=import_id, by=request.user)
    return redirect("import", import_id)


@require_ability("fact_checks.import")
@require_safe
def refused_rows_csv(request: SignedInRequest, import_id: int) -> StreamingHttpResponse:
    """Download the refused rows with their reasons."""
    rows = list_refused_rows(get_import(import_id))
    head = (gettext("Entry"), gettext("Line"), gettext("Reason"), gettext("Excerpt"))
    cells = ((row.position, row.line, str(row.get_refusal_display()), row.excerpt) for row in rows)
    return csv_response((head, *cells), f"import-{import_id}")
