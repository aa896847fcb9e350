"""The pages of users: list, invite, change, deactivate."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.event_data.desk import AccountState, UserChanged, UserInvited
from claims.models import Event, User
from claims.models.lengths import length_limit
from claims.refusals import MailFailed, Refusal
from claims.selectors.users import get_user, list_user_events, list_users
from claims.services.invitations import send_invitation
from claims.services.users import change_user, invite_user, record_new_invitation
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from
from claims.workflow import ROLE_LABELS, Role

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class UserSearchForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField(choices=[("", _("Any role")), *ROLE_CHOICES], required=False)


class UserForm(forms.Form):
    """What an admin can change about a user."""

    name = model_field(User, "name", label=_("Name"))
    public_name = model_field(
        User,
        "public_name",
        label=_("Public name"),
        help_text=_("The name under verdicts, if it is another one."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_CHOICES)


class InvitationForm(UserForm):
    """The email address, name and role of a new user."""

    public_name = None

    email = forms.EmailField(
        label=_("Email"),
        max_length=length_limit(User, "email"),
        help_text=_("We send a link to set a password to this address."),
    )
    field_order = ("email", "name", "role")


@require_ability("users.manage")
@require_safe
def users_page(request: SignedInRequest) -> HttpResponse:
    """List all users, newest first, or those that a search finds."""
    form = UserSearchForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    rows = list_users(text=filters.get("q", ""), role=filters.get("role", ""))
    return render(request, "account/users/list.html", {"form": form, "page": page_from(request, rows)})


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def invite_user_page(request: SignedInRequest) -> HttpResponse:
    """Show the form; POST creates an account and sends its owner a link to set a password."""
    if request.method != "POST":
        return _invitation_response(request, InvitationForm(initial={"role": Role.EDITOR.value}))
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _invitation_response(request, form, 422)
    try:
        user = invite_user(by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("email", refusal.detail)
        return _invitation_response(request, form, refusal.status)
    _send_invitation(request, user)
    return redirect("user", user.pk)


def _invitation_response(request: SignedInRequest, form: InvitationForm, status: int = 200) -> HttpResponse:
    return render(request, "account/users/invitation.html", {"form": form}, status=status)


def _send_invitation(request: SignedInRequest, user: User) -> None:
    try:
        send_invitation(user, by=request.user)
    except MailFailed as failure:
        messages.error(request, failure.detail)
    else:
        messages.success(request, gettext("Invitation sent to %(email)s.") % {"email": user.email})


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One row of the history of an account."""

    moment: datetime
    actor: str
    description: str


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def user_page(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Show an account with its history; POST changes the name or role."""
    user = get_user(user_id)
    form = UserForm(request.POST if request.method == "POST" else None, initial=_account_values(user))
    if request.method != "POST":
        return _user_response(request, user, form)
    if not form.is_valid():
        return _user_response(request, user, form, 422)
    try:
        change_user(user_id=user_id, active=user.is_active, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("role", refusal.detail)
        return _user_response(request, user, form, refusal.status)
    messages.success(request, gettext("Saved."))
    return redirect("user", user_id)


def _account_values(user: User) -> dict[str, str]:
    return {"name": user.name, "public_name": user.public_name, "role": user.role}


def _user_response(request: SignedInRequest, user: User, form: UserForm, status: int = 200) -> HttpResponse:
    history = [_account_event(event) for event in list_user_events(user)]
    context = {"person": user, "form": form, "history": history, "is_own": user == request.user}
    return render(request, "account/users/detail.html", context, status=status)


def _account_event(event: Event) -> AccountEvent:
    actor = str(event.actor) if event.actor else gettext("The desk")
    return AccountEvent(event.at, actor, _event_text(event))


def _event_text(event: Event) -> str:
    match event.payload:
        case UserInvited(role=role):
            return gettext("Invited as %(role)s") % {"role": Role(role).label}
        case UserChanged(before=before, after=after):
            return "; ".join(_changes(before, after))
    return str(event.row.label)


def _changes(before: AccountState, after: AccountState) -> list[str]:
    changes = []
    if before.name != after.name:
        changes.append(gettext("Name: %(before)s → %(after)s") % {"before": before.name, "after": after.name})
    if before.public_name != after.public_name:
        names = {"before": before.public_name, "after": after.public_name}
        changes.append(gettext("Public name: “%(before)s” → “%(after)s”") % names)
    if before.role != after.role:
        roles = {"before": Role(before.role).label, "after": Role(after.role).label}
        changes.append(gettext("Role: %(before)s → %(after)s") % roles)
    if before.active != after.active:
        changes.append(gettext("Account reactivated") if after.active else gettext("Account deactivated"))
    return changes


@require_ability("users.manage")
@require_POST
def set_user_access_view(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Deactivate an account, or reactivate it; each undoes the other."""
    user, active = get_user(user_id), request.POST.get("active") == "yes"
    change_user(user_id=user_id, name=user.name, role=user.role, active=active, by=request.user)
    if active:
        text = gettext("%(name)s can sign in again.")
    else:
        text = gettext(
            "The account of %(name)s is deactivated. Their sessions and tokens have ended. "
            "Reactivate the account to undo this."
        )
    messages.success(request, text % {"name": user})
    return redirect("user", user_id)


@require_ability("users.manage")
@require_POST
def resend_invitation_view(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Send a user another link to set a password."""
    _send_invitation(request, record_new_invitation(user_id=user_id, by=request.user))
    return redirect("user", user_id)
