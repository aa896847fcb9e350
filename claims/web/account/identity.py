"""The page on which an admin changes the identity of the desk, and restores an earlier one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from claims.identity import Identity
from claims.intake.limited_process import redraw_logo
from claims.models import DeskIdentity
from claims.models.desk_identity import LOGO_LIMITS, MAX_LOGO_UPLOAD_BYTES
from claims.refusals import BadValue, Refusal
from claims.selectors.identity import find_identity_row, identity_from_row, list_identity_rows
from claims.services.identity import change_identity, restore_identity
from claims.time_zones import TIME_ZONES
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field

FIELD_LABELS = {
    "name": _("Name"),
    "tagline": _("Tagline"),
    "accent": _("Colour"),
    "time_zone": _("Time zone"),
    "language": _("Language of the desk"),
    "languages": _("Languages to choose from"),
    "logo": _("Logo"),
}


def list_languages() -> list[tuple[str, str]]:
    """Return the languages into which the desk is translated, for forms."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


class IdentityForm(forms.Form):
    """The identity of the desk."""

    name = model_field(DeskIdentity, "name")
    tagline = model_field(DeskIdentity, "tagline")
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        help_text=_("PNG, JPEG or WebP, wide rather than high. Public pages show it in place of the name."),
    )
    remove_logo = forms.BooleanField(label=_("Show the name instead of the logo"), required=False)
    accent = forms.CharField(
        label=_("Colour"),
        required=False,
        max_length=7,
        help_text=_("Of links and buttons, as # and six digits, such as #14507f. Empty for the usual blue."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Of public pages and mail, and of people who have chosen no other."),
        choices=[(name, name) for name in TIME_ZONES],
        widget=forms.Select(attrs={"translate": "no"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the desk"), help_text=_("Of publications, and of mail to readers."), choices=list_languages
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages to choose from"), choices=list_languages, widget=forms.CheckboxSelectMultiple
    )

    def clean_logo(self) -> Any:
        """Refuse a file that is too large before anything reads it."""
        logo = self.cleaned_data["logo"]
        if logo and logo.size > MAX_LOGO_UPLOAD_BYTES:
            limit = {"limit": MAX_LOGO_UPLOAD_BYTES // 1_000_000}
            raise forms.ValidationError(gettext("This file is too large. Send one of at most %(limit)d MB.") % limit)
        return logo


@dataclass(frozen=True, slots=True)
class IdentityVersion:
    """A version in the history: who saved it, and what it changed, as label, before and after."""

    row: DeskIdentity
    changes: list[tuple[Any, str, str]]
    is_current: bool


@require_ability("site.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def identity_page(request: SignedInRequest) -> HttpResponse:
    """Show the identity and its history; POST changes it."""
    if request.method != "POST":
        identity = identity_from_row(find_identity_row())
        initial = {name: getattr(identity, name) for name in ("name", "tagline", "accent", "time_zone", "language")}
        return _identity_response(request, IdentityForm(initial={**initial, "languages": list(identity.languages)}))
    form = IdentityForm(request.POST, request.FILES)
    if not form.is_valid():
        return _identity_response(request, form, 422)
    try:
        _change_identity(request, form.cleaned_data)
    except Refusal as refusal:
        field = refusal.facts.get("field") if isinstance(refusal, BadValue) else "logo"
        form.add_error(str(field), refusal.detail)
        return _identity_response(request, form, refusal.status)
    messages.success(request, gettext("Saved."))
    return redirect("identity")


def _change_identity(request: SignedInRequest, values: dict[str, Any]) -> None:
    logo = values.pop("logo")
    drawn = redraw_logo(logo.read(), **LOGO_LIMITS) if logo else None
    accent = values.pop("accent").strip().lower()
    accent = f"#{accent}" if accent and not accent.startswith("#") else accent
    change_identity(**values, accent=accent, logo=drawn, by=request.user)


@require_ability("site.manage")
@require_POST
def restore_identity_view(request: SignedInRequest, version: int) -> HttpResponse:
    """Restore an earlier version; 0 is that of the settings."""
    restore_identity(version=version, by=request.user)
    messages.success(request, gettext("The earlier version holds again."))
    return redirect("identity")


def _identity_response(request: SignedInRequest, form: IdentityForm, status: int = 200) -> HttpResponse:
    rows = list_identity_rows()
    pairs = zip(rows, [*rows, None][1:], strict=True)
    history = [IdentityVersion(row, _list_changes(before, row), row == rows[0]) for row, before in pairs]
    context = {"form": form, "history": history, "settings_name": settings.DESK_NAME}
    return render(request, "account/identity.html", context, status=status)


def _list_changes(before: DeskIdentity | None, after: DeskIdentity) -> list[tuple[Any, str, str]]:
    earlier, later = _texts(identity_from_row(before)), _texts(identity_from_row(after))
    return [(label, earlier[name], later[name]) for name, label in FIELD_LABELS.items() if earlier[name] != later[name]]


def _texts(identity: Identity) -> dict[str, str]:
    """Return the values as a history shows them; a logo by the beginning of its hash."""
    values = {name: str(getattr(identity, name)) for name in FIELD_LABELS}
    return values | {"languages": ", ".join(identity.languages), "logo": identity.logo[:8]}
