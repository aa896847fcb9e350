"""Watched feeds, sitemaps and pages: the list with the form for a new one, one watch, and the items that wait."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.event_data.watches import WatchesImported
from claims.intake.opml import MAX_OPML_BYTES
from claims.models import Event, Watch
from claims.refusals import Refusal
from claims.selectors.watches import (
    count_recent_items,
    describe_health,
    get_watch,
    list_waiting_items,
    list_watch_items,
    list_watches,
)
from claims.services.watch_items import leave_item, read_item
from claims.services.watches import (
    add_watch,
    change_watch,
    import_watches,
    pause_watch,
    remove_watch,
    request_visit,
    restore_watch,
    resume_watch,
)
from claims.watch_rules import WatchSettings
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_done_message
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from, parse_number
from claims.web.refusals import add_refusal

KINDS = [
    ("", _("Find out")),
    (Watch.Kind.PAGE, _("The links of this page")),
    (Watch.Kind.CLAIMREVIEW, _("Fact-checks")),
]


class SettingsForm(forms.Form):
    """Name, interval and rule of a watch."""

    title = model_field(Watch, "title")
    minutes = model_field(Watch, "minutes")
    article_kind = model_field(Watch, "article_kind")
    reach = model_field(Watch, "reach")
    words = forms.CharField(
        label=_("Words"),
        required=False,
        help_text=_("One a line. An item matches if its title has one of them. Without words every item matches."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = model_field(Watch, "source")
    language = model_field(Watch, "language")
    matching = model_field(Watch, "matching")
    others = model_field(Watch, "others")

    @classmethod
    def from_watch(cls, watch: Watch) -> "SettingsForm":
        """Return the form with the settings of a watch."""
        values = {name: getattr(watch, name) for name in cls.base_fields}
        return cls(initial={**values, "words": "\n".join(watch.words)})

    def settings(self) -> WatchSettings:
        """Return what was entered."""
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in SettingsForm.base_fields}
        return WatchSettings(**{**values, "words": values["words"].splitlines()})


class WatchForm(SettingsForm):
    """The address to watch, and the settings."""

    url = model_field(
        Watch,
        "url",
        form_class=forms.CharField,
        help_text=_("Of a feed, a sitemap, or a page: the desk finds its feed."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    kind = forms.ChoiceField(label=_("What is there"), choices=KINDS, required=False)


class ListForm(forms.Form):
    """A list of feeds in a file."""

    file = forms.FileField(
        label=_("OPML file"),
        allow_empty_file=True,
        help_text=_("The list of feeds that a feed reader exports."),
        widget=forms.FileInput(attrs={"accept": ".opml,.xml"}),
    )


@require_ability("watches.see")
@require_http_methods(["GET", "HEAD", "POST"])
def watches_page(request: SignedInRequest) -> HttpResponse:
    """List the watches; POST adds one."""
    if request.method != "POST":
        return _list_page(request, WatchForm())
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    url, kind = form.cleaned_data["url"], form.cleaned_data["kind"]
    try:
        watch = add_watch(url=url, kind=kind, by=request.user, settings=form.settings())
    except Refusal as refusal:
        add_refusal(form, refusal, otherwise="url")
        return _list_page(request, form, status=refusal.status)
    messages.success(request, gettext("The address is watched. The first visit finds out what is there."))
    return redirect("watch", watch.pk)


def _list_page(
    request: SignedInRequest, form: WatchForm, list_form: ListForm | None = None, status: int = 200
) -> HttpResponse:
    page = page_from(request, list_watches())
    counts = count_recent_items(page.rows)
    rows = [{"watch": watch, "health": describe_health(watch), "counts": counts[watch.pk]} for watch in page.rows]
    context = {"page": page, "rows": rows, "form": form, "list_form": list_form or ListForm()}
    return render(request, "desk/watches/list.html", context, status=status)


@require_ability("watches.manage")
@require_POST
def import_watches_view(request: SignedInRequest) -> HttpResponse:
    """Watch the feeds of an OPML file."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, WatchForm(), form, 422)
    try:
        event = import_watches(data=form.cleaned_data["file"].read(MAX_OPML_BYTES + 1), by=request.user)
    except Refusal as refusal:
        form.add_error("file", refusal.detail)
        return _list_page(request, WatchForm(), form, refusal.status)
    messages.success(request, _imported_text(event.payload_as(WatchesImported)))
    return redirect("watches")


def _imported_text(counts: WatchesImported) -> str:
    sentence = ngettext("%(count)d feed is watched now.", "%(count)d feeds are watched now.", counts.added)
    sentences = [sentence % {"count": counts.added}]
    if counts.known:
        sentence = ngettext("%(count)d was watched already.", "%(count)d were watched already.", counts.known)
        sentences.append(sentence % {"count": counts.known})
    if counts.refused:
        sentence = ngettext("%(count)d has no valid URL.", "%(count)d have no valid URL.", counts.refused)
        sentences.append(sentence % {"count": counts.refused})
    return " ".join(sentences)


@require_ability("watches.see")
@require_http_methods(["GET", "HEAD", "POST"])
def watch_page(request: SignedInRequest, watch_id: int) -> HttpResponse:
    """Show a watch with what it found; POST changes its settings."""
    watch = get_watch(watch_id)
    if request.method != "POST":
        return _watch_page(request, watch, SettingsForm.from_watch(watch))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _watch_page(request, watch, form, 422)
    try:
        change_watch(watch_id=watch_id, by=request.user, settings=form.settings())
    except Refusal as refusal:
        add_refusal(form, refusal, otherwise="url")
        return _watch_page(request, watch, form, refusal.status)
    messages.success(request, gettext("Saved. The rule applies to items that are found from now on."))
    return redirect("watch", watch_id)


def _watch_page(request: SignedInRequest, watch: Watch, form: SettingsForm, status: int = 200) -> HttpResponse:
    page = page_from(request, list_watch_items(watch))
    context = {"watch": watch, "health": describe_health(watch), "page": page, "form": form}
    return render(request, "desk/watches/detail.html", context, status=status)


@require_ability("watches.see")
@require_safe
def waiting_items_page(request: SignedInRequest) -> HttpResponse:
    """List the items that wait for a person."""
    return render(request, "desk/watches/waiting.html", {"page": page_from(request, list_waiting_items())})


def _switch_view(service: Callable[..., Event], done: Any) -> Callable[..., HttpResponseBase]:
    """Return the view that calls a service about a watch and says what was done."""

    @require_ability("watches.manage")
    @require_POST
    def view(request: SignedInRequest, watch_id: int) -> HttpResponse:
        service(watch_id=watch_id, by=request.user)
        messages.success(request, str(done))
        return redirect("watch", watch_id)

    return view


pause_watch_view = _switch_view(pause_watch, _("Watch paused."))
resume_watch_view = _switch_view(resume_watch, _("Watch resumed. It is visited as soon as its site is free."))
visit_watch_view = _switch_view(request_visit, _("The address is visited as soon as its site is free."))
restore_watch_view = _switch_view(restore_watch, _("Undone. The address is watched again."))


@require_ability("watches.manage")
@require_POST
def remove_watch_view(request: SignedInRequest, watch_id: int) -> HttpResponse:
    """Remove a watch, with a button that brings it back."""
    remove_watch(watch_id=watch_id, by=request.user)
    text = gettext("Watch removed. What it found stays.")
    add_done_message(request, text, undo=reverse("watch_restore", args=[watch_id]))
    return redirect("watches")


@require_ability("watches.see")
@require_POST
def read_item_view(request: SignedInRequest, item_id: int) -> HttpResponse:
    """Have an item read."""
    read_item(item_id=item_id, by=request.user)
    messages.success(request, gettext("The page is fetched and read as soon as its site is free."))
    return _back_to_list(request)


@require_ability("watches.see")
@require_POST
def leave_item_view(request: SignedInRequest, item_id: int) -> HttpResponse:
    """Leave an item that waits."""
    leave_item(item_id=item_id, by=request.user)
    messages.success(request, gettext("Left. It is still listed with its watch, and can be read there."))
    return _back_to_list(request)


def _back_to_list(request: SignedInRequest) -> HttpResponse:
    """Return to the watch that the URL names, else to the items that wait."""
    watch = parse_number(request, "watch")
    return redirect("watch", watch) if watch else redirect("watch_items")
