"""People: who is of the desk, invited, given roles and shut out in the browser, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.event_data.desk import AccountState, UserChanged, UserInvited
from claims.models import Event, User
from claims.models.lengths import length_limit
from claims.permissions import ABILITIES
from claims.refusals import BadValue, MailFailed, Refusal
from claims.selectors.users import get_second_factor_rules, get_user, list_user_events, list_users
from claims.services.invitations import send_invitation
from claims.services.role_rules import set_second_factor_rule
from claims.services.users import change_user, invite_user, record_new_invitation
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from
from claims.workflow import MOVES, Move, Role

ROLE_CHOICES = [(role.value, role.value) for role in Role]


class UserSearchForm(forms.Form):
    """Who is looked for."""

    q = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField(choices=[("", "every role"), *ROLE_CHOICES], required=False)


class UserForm(forms.Form):
    """What an admin can change about somebody."""

    name = model_field(User, "name")
    role = forms.ChoiceField(choices=ROLE_CHOICES)


class InvitationForm(UserForm):
    """Somebody new."""

    email = forms.EmailField(
        label="Email", max_length=length_limit(User, "email"), help_text="The way to a password is sent there."
    )
    field_order = ("email", "name", "role")


# Everybody -------------------------------------------------------------------------


@require_ability("users.manage")
@require_safe
def users_page(request: SignedInRequest) -> HttpResponse:
    """Everybody with an account, newest first, or whom a search finds."""
    form = UserSearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = list_users(text=wanted.get("q", ""), role=wanted.get("role", ""))
    page = page_from(request, found)
    searching = bool(wanted.get("q") or wanted.get("role"))
    context = {"form": form, "page": page, "searching": searching, "rules": get_second_factor_rules()}
    return render(request, "account/users/list.html", context)


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def invite_user_page(request: SignedInRequest) -> HttpResponse:
    """Open an account and mail its owner the way to a password."""
    if request.method != "POST":
        return render(
            request, "account/users/invitation.html", {"form": InvitationForm(initial={"role": Role.EDITOR.value})}
        )
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return render(request, "account/users/invitation.html", {"form": form}, status=422)
    try:
        made = invite_user(by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("email", refusal.detail)
        return render(request, "account/users/invitation.html", {"form": form}, status=refusal.status)
    _send_invitation(request, made)
    return redirect("user", made.pk)


def _send_invitation(request: SignedInRequest, user: User) -> None:
    try:
        send_invitation(user, by=request.user)
    except MailFailed as failure:
        messages.error(request, failure.detail)
    else:
        messages.success(request, f"The invitation went to {user.email}.")


# One person ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One line of what happened to an account."""

    at: datetime
    actor: str
    description: str


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def user_page(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Somebody's account: POST gives another name or role."""
    user = get_user(user_id)
    form = UserForm(request.POST if request.method == "POST" else None, initial={"name": user.name, "role": user.role})
    if request.method != "POST":
        return _user_response(request, user, form)
    if not form.is_valid():
        return _user_response(request, user, form, 422)
    try:
        change_user(user_id=user_id, active=user.is_active, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("role", refusal.detail)
        return _user_response(request, user, form, refusal.status)
    messages.success(request, "Saved.")
    return redirect("user", user_id)


def _user_response(request: SignedInRequest, user: User, form: UserForm, status: int = 200) -> HttpResponse:
    lines = [_account_event(event) for event in list_user_events(user)]
    context = {"person": user, "form": form, "history": lines, "oneself": user == request.user}
    return render(request, "account/users/detail.html", context, status=status)


def _account_event(event: Event) -> AccountEvent:
    actor = str(event.actor) if event.actor else "The desk"
    return AccountEvent(event.at, actor, _event_text(event))


def _event_text(event: Event) -> str:
    match event.payload:
        case UserInvited(role=role):
            return gettext("Invited as %(role)s") % {"role": role}
        case UserChanged(before=before, after=after):
            return "; ".join(_changes(before, after))
    return str(event.row.label)


def _changes(before: AccountState, after: AccountState) -> list[str]:
    changes = []
    if before.name != after.name:
        changes.append(gettext("Name: %(before)s → %(after)s") % {"before": before.name, "after": after.name})
    if before.role != after.role:
        changes.append(gettext("Role: %(before)s → %(after)s") % {"before": before.role, "after": after.role})
    if before.active != after.active:
        changes.append(gettext("Account reactivated") if after.active else gettext("Account deactivated"))
    return changes


@require_ability("users.manage")
@require_POST
def set_user_access_view(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Shut somebody out, or let them in again; each is the undoing of the other."""
    user, active = get_user(user_id), request.POST.get("active") == "yes"
    change_user(user_id=user_id, name=user.name, role=user.role, active=active, by=request.user)
    out = f"{user} is shut out. Their sessions and tokens have ended; let them in again to undo this."
    messages.success(request, f"{user} can sign in again." if active else out)
    return redirect("user", user_id)


@require_ability("users.manage")
@require_POST
def resend_invitation_view(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Mail somebody the way to a password once more."""
    _send_invitation(request, record_new_invitation(user_id=user_id, by=request.user))
    return redirect("user", user_id)


# Roles -----------------------------------------------------------------------------


class RoleRuleForm(forms.Form):
    """Which role takes a second factor, or no longer."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
    mfa = forms.BooleanField(required=False)


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def roles_page(request: SignedInRequest) -> HttpResponse:
    """What each role may do, made from the tables that decide it; POST says which role takes a second factor."""
    if request.method == "POST":
        form = RoleRuleForm(request.POST)
        if not form.is_valid():
            raise BadValue(form_errors_text(form))
        rule = set_second_factor_rule(by=request.user, **form.cleaned_data)
        takes = "takes a second factor now" if rule.mfa_required else "takes no second factor any more"
        messages.success(request, f"The role {rule.role} {takes}.")
        return redirect("roles")
    abilities = [(ability.label, _allowed_roles(ability.role)) for ability in ABILITIES.values()]
    moves = [(_move_text(move), _allowed_roles(move.role)) for move in MOVES.values()]
    context = {"roles": list(Role), "abilities": abilities, "moves": moves, "rules": get_second_factor_rules().items()}
    return render(request, "account/users/roles.html", context)


def _allowed_roles(least: Role) -> list[tuple[str, bool]]:
    return [(role.value, role.rank >= least.rank) for role in Role]


def _move_text(move: Move) -> str:
    return f"{move.label}: from {' or '.join(source.label for source in move.sources)} to {move.target.label}"
