"""Official figures: the list of series, one series with its values, and imports of values with their preview."""

from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.intake.series_files import MAX_SERIES_BYTES
from claims.models import Series, SeriesImport
from claims.refusals import Refusal
from claims.selectors.series import SHOWN_PERIODS, get_series, iterate_vintages, list_periods, list_series
from claims.selectors.series_imports import MAX_IMPORTS, get_series_import, list_series_imports
from claims.services.series import add_series, change_series, remove_series, restore_series
from claims.services.series_imports import (
    choose_series_of_file,
    confirm_series_import,
    import_figures_file,
    import_figures_url,
    undo_series_import,
)
from claims.web.access import SignedInRequest, require_ability
from claims.web.csv_files import csv_response
from claims.web.desk.series_rows import describe_report, draw_series, period_rows, with_newest
from claims.web.flash_messages import add_done_message
from claims.web.forms import DateInput
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from
from claims.web.refusals import add_refusal

URL_INPUT = {"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}
FILE_SUFFIXES = ".csv,.tsv,.txt,.xlsx,.json,.gz"


class SeriesForm(forms.Form):
    """How a series is described and found."""

    name = model_field(Series, "name")
    publisher = model_field(Series, "publisher")
    place = model_field(Series, "place")
    url = model_field(Series, "url", form_class=forms.CharField, widget=forms.TextInput(attrs=URL_INPUT))
    licence = model_field(Series, "licence")
    keywords = forms.CharField(
        label=_("Words"),
        required=False,
        help_text=_("One a line. A claim must have one of them. Without words it must have those of the name."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = model_field(Series, "notes", widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def from_series(cls, series: Series) -> "SeriesForm":
        """Return the form with what a series says."""
        values = {name: getattr(series, name) for name in Series.CONTENT_FIELDS}
        return cls(initial={**values, "keywords": "\n".join(series.keywords)})

    def content(self) -> dict[str, Any]:
        """Return what was entered."""
        return {**self.cleaned_data, "keywords": self.cleaned_data["keywords"].splitlines()}


class NewSeriesForm(SeriesForm):
    """A series, with what its values mean."""

    unit = model_field(Series, "unit")
    currency = model_field(Series, "currency")
    multiplier = model_field(Series, "multiplier")
    frequency = model_field(Series, "frequency")


class FiguresForm(forms.Form):
    """A file of values, uploaded or by its URL."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=format_lazy(
            _("CSV, XLSX or SDMX, up to {megabytes} MB: a row for each period, or a column for each day or period."),
            megabytes=MAX_SERIES_BYTES // 1_000_000,
        ),
        widget=forms.FileInput(attrs={"accept": FILE_SUFFIXES}),
    )
    address = model_field(SeriesImport, "name", required=False, widget=forms.TextInput(attrs=URL_INPUT))
    published = model_field(SeriesImport, "published", initial=timezone.localdate, widget=DateInput())


@require_ability("series.see")
@require_http_methods(["GET", "HEAD", "POST"])
def series_list_page(request: SignedInRequest) -> HttpResponse:
    """List the series; POST adds one."""
    if request.method != "POST":
        return _list_page(request, NewSeriesForm())
    form = NewSeriesForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, 422)
    try:
        series = add_series(by=request.user, **form.content())
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _list_page(request, form, refusal.status)
    add_done_message(request, gettext("Series added. Import its values."))
    return redirect("series", series.pk)


def _list_page(request: SignedInRequest, form: NewSeriesForm, status: int = 200) -> HttpResponse:
    page = page_from(request, list_series())
    context = {"page": page, "rows": [with_newest(series) for series in page.rows], "form": form}
    return render(request, "desk/series/list.html", context, status=status)


@require_ability("series.see")
@require_http_methods(["GET", "HEAD", "POST"])
def series_page(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Show a series with its values; POST changes how it is described."""
    series = get_series(series_id)
    if request.method != "POST":
        return _series_page(request, series, SeriesForm.from_series(series))
    form = SeriesForm(request.POST)
    if not form.is_valid():
        return _series_page(request, series, form, status=422)
    try:
        change_series(series_id=series_id, by=request.user, **form.content())
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _series_page(request, series, form, status=refusal.status)
    add_done_message(request, gettext("Saved."))
    return redirect("series", series_id)


def _series_page(
    request: SignedInRequest, series: Series, form: SeriesForm, figures: FiguresForm | None = None, status: int = 200
) -> HttpResponse:
    periods = list_periods(series.pk)
    context = {
        "series": series,
        "form": form,
        "figures_form": figures or FiguresForm(),
        "chart": draw_series(series, periods),
        "rows": period_rows(series, periods),
        "is_cut": len(periods) == SHOWN_PERIODS,
        "imports": list_series_imports(series.pk)[:MAX_IMPORTS],
    }
    return render(request, "desk/series/detail.html", context, status=status)


@require_ability("series.see")
@require_safe
def series_csv(request: SignedInRequest, series_id: int) -> StreamingHttpResponse:
    """Download the values of a series with their days of publication."""
    series = get_series(series_id)
    head = ("period", "value", "published")
    rows = ((row.start.isoformat(), row.value, row.published.isoformat()) for row in iterate_vintages(series.pk))
    return csv_response((head, *rows), f"series-{series_id}")


@require_ability("series.manage")
@require_POST
def import_figures_view(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Submit a file of values, and open the page that shows what it brings."""
    series, form = get_series(series_id), FiguresForm(request.POST, request.FILES)
    if not form.is_valid():
        return _series_page(request, series, SeriesForm.from_series(series), form, 422)
    data = form.cleaned_data
    common: dict[str, Any] = {"series_id": series_id, "by": request.user, "published": data["published"]}
    try:
        if file := data["file"]:
            run = import_figures_file(name=file.name, data=file.read(MAX_SERIES_BYTES + 1), **common)
        else:
            run = import_figures_url(url=data["address"], **common)
    except Refusal as refusal:
        is_about_day = refusal.facts.get("field") == "published"
        form.add_error("published" if is_about_day else "file" if file else "address", refusal.detail)
        return _series_page(request, series, SeriesForm.from_series(series), form, refusal.status)
    return redirect("series_import", run.pk)


@require_ability("series.see")
@require_safe
def series_import_page(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Show what an import brings or brought; HTMX gets only the part that changes."""
    run = get_series_import(import_id)
    context = {"import": run, "report": describe_report(run), "choices": (run.table or {}).get("choices", [])}
    name = "progress" if request.htmx else "import"
    return render(request, f"desk/series/{name}.html", context)


@require_ability("series.manage")
@require_POST
def choose_figures_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Read another series of the file."""
    choose_series_of_file(import_id=import_id, choice=request.POST.get("choice", ""), by=request.user)
    return redirect("series_import", import_id)


@require_ability("series.manage")
@require_POST
def confirm_figures_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Store the values of an import."""
    run = confirm_series_import(import_id=import_id, by=request.user)
    add_done_message(request, gettext("The values are stored."), undo=reverse("series_import_undo", args=[import_id]))
    return redirect("series", run.series_id)


@require_ability("series.manage")
@require_POST
def undo_figures_view(request: SignedInRequest, import_id: int) -> HttpResponse:
    """Withdraw the values of an import."""
    run = undo_series_import(import_id=import_id, by=request.user)
    add_done_message(request, gettext("Undone. The values of this import no longer count."))
    return redirect("series", run.series_id)


@require_ability("series.manage")
@require_POST
def remove_series_view(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Remove a series, with a button that brings it back."""
    remove_series(series_id=series_id, by=request.user)
    text = gettext("Series removed. What was cited from it stays.")
    add_done_message(request, text, undo=reverse("series_restore", args=[series_id]))
    return redirect("series_list")


@require_ability("series.manage")
@require_POST
def restore_series_view(request: SignedInRequest, series_id: int) -> HttpResponse:
    """Bring a removed series back."""
    restore_series(series_id=series_id, by=request.user)
    add_done_message(request, gettext("Undone. The series is back."))
    return redirect("series", series_id)
