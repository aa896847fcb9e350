"""People: who is of the desk, invited, given roles and shut out in the browser, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions
from claims.event_data.desk import AccountState, UserChanged, UserInvited
from claims.models import Event, User
from claims.models.lengths import length_limit
from claims.refusals import BadValue, MailFailed, Refusal
from claims.selectors import users as selectors
from claims.services import invitations, roles, users
from claims.web.access import PersonsRequest, needs
from claims.web.forms import complaints
from claims.web.model_fields import model_field
from claims.web.query import page_from
from claims.workflow import MOVES, Move, Role

ROLE_CHOICES = [(role.value, role.value) for role in Role]


class SearchForm(forms.Form):
    """Who is looked for."""

    q = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField(choices=[("", "every role"), *ROLE_CHOICES], required=False)


class PersonForm(forms.Form):
    """What an admin can change about somebody."""

    name = model_field(User, "name")
    role = forms.ChoiceField(choices=ROLE_CHOICES)


class InvitationForm(PersonForm):
    """Somebody new."""

    email = forms.EmailField(
        label="Email", max_length=length_limit(User, "email"), help_text="The way to a password is sent there."
    )
    field_order = ("email", "name", "role")


# Everybody -------------------------------------------------------------------------


@needs("users.manage")
@require_safe
def people(request: PersonsRequest) -> HttpResponse:
    """Everybody with an account, newest first, or whom a search finds."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = selectors.listed(text=wanted.get("q", ""), role=wanted.get("role", ""))
    page = page_from(request, found)
    searching = bool(wanted.get("q") or wanted.get("role"))
    context = {"form": form, "page": page, "searching": searching, "rules": selectors.rules()}
    return render(request, "people/list.html", context)


@needs("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: PersonsRequest) -> HttpResponse:
    """Open an account and mail its owner the way to a password."""
    if request.method != "POST":
        return render(request, "people/invite.html", {"form": InvitationForm(initial={"role": Role.EDITOR.value})})
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return render(request, "people/invite.html", {"form": form}, status=422)
    try:
        made = users.invite(by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("email", refusal.detail)
        return render(request, "people/invite.html", {"form": form}, status=refusal.status)
    _send(request, made)
    return redirect("person", made.pk)


def _send(request: PersonsRequest, user: User) -> None:
    try:
        invitations.send(user, by=request.user)
    except MailFailed as failure:
        messages.error(request, failure.detail)
    else:
        messages.success(request, f"The invitation went to {user.email}.")


# One person ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what happened to an account."""

    at: datetime
    actor: str
    what: str


@needs("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: PersonsRequest, user_id: int) -> HttpResponse:
    """Somebody's account: POST gives another name or role."""
    user = selectors.one(user_id)
    form = PersonForm(
        request.POST if request.method == "POST" else None, initial={"name": user.name, "role": user.role}
    )
    if request.method != "POST":
        return _page(request, user, form)
    if not form.is_valid():
        return _page(request, user, form, 422)
    try:
        users.change(user_id=user_id, active=user.is_active, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error("role", refusal.detail)
        return _page(request, user, form, refusal.status)
    messages.success(request, "Saved.")
    return redirect("person", user_id)


def _page(request: PersonsRequest, user: User, form: PersonForm, status: int = 200) -> HttpResponse:
    lines = [_line(event) for event in selectors.history(user)]
    context = {"person": user, "form": form, "history": lines, "oneself": user == request.user}
    return render(request, "people/detail.html", context, status=status)


def _line(event: Event) -> Line:
    actor = str(event.actor) if event.actor else "The desk"
    return Line(event.at, actor, _what(event))


def _what(event: Event) -> str:
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


@needs("users.manage")
@require_POST
def access(request: PersonsRequest, user_id: int) -> HttpResponse:
    """Shut somebody out, or let them in again; each is the undoing of the other."""
    user, active = selectors.one(user_id), request.POST.get("active") == "yes"
    users.change(user_id=user_id, name=user.name, role=user.role, active=active, by=request.user)
    out = f"{user} is shut out. Their sessions and tokens have ended; let them in again to undo this."
    messages.success(request, f"{user} can sign in again." if active else out)
    return redirect("person", user_id)


@needs("users.manage")
@require_POST
def invite_again(request: PersonsRequest, user_id: int) -> HttpResponse:
    """Mail somebody the way to a password once more."""
    _send(request, users.invite_again(user_id=user_id, by=request.user))
    return redirect("person", user_id)


# Roles -----------------------------------------------------------------------------


class RuleForm(forms.Form):
    """Which role takes a second factor, or no longer."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
    mfa = forms.BooleanField(required=False)


@needs("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def all_roles(request: PersonsRequest) -> HttpResponse:
    """What each role may do, made from the tables that decide it; POST says which role takes a second factor."""
    if request.method == "POST":
        form = RuleForm(request.POST)
        if not form.is_valid():
            raise BadValue(complaints(form))
        rule = roles.require(by=request.user, **form.cleaned_data)
        takes = "takes a second factor now" if rule.mfa_required else "takes no second factor any more"
        messages.success(request, f"The role {rule.role} {takes}.")
        return redirect("roles")
    abilities = [(ability.label, _who(ability.role)) for ability in permissions.ABILITIES.values()]
    moves = [(_told(move), _who(move.role)) for move in MOVES.values()]
    context = {"roles": list(Role), "abilities": abilities, "moves": moves, "rules": selectors.rules().items()}
    return render(request, "people/roles.html", context)


def _who(least: Role) -> list[tuple[str, bool]]:
    return [(role.value, role.rank >= least.rank) for role in Role]


def _told(move: Move) -> str:
    return f"{move.label}: from {' or '.join(source.label for source in move.sources)} to {move.target.label}"
