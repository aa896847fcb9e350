"""The page of roles: what each may do, and which of them require a second factor."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.permissions import ABILITIES
from claims.refusals import BadValue
from claims.selectors.users import get_second_factor_rules
from claims.services.role_rules import set_second_factor_rule
from claims.web.access import SignedInRequest, require_ability
from claims.web.account.users import ROLE_CHOICES
from claims.web.forms import form_errors_text
from claims.workflow import MOVES, Move, Role


class RoleRuleForm(forms.Form):
    """A role, and whether it requires a second factor."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
    mfa = forms.BooleanField(required=False)


@require_ability("users.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def roles_page(request: SignedInRequest) -> HttpResponse:
    """Show the permissions of each role; POST sets whether a role requires a second factor."""
    if request.method == "POST":
        return _save_rule(request)
    rules = [(role, Role(role).label, required) for role, required in get_second_factor_rules().items()]
    context = {
        "roles": [role.label for role in Role],
        "rules": rules,
        "abilities": [(ability.label, _permissions(ability.role)) for ability in ABILITIES.values()],
        "moves": [(_move_text(move), _permissions(move.role)) for move in MOVES.values()],
    }
    return render(request, "account/users/roles.html", context)


def _save_rule(request: SignedInRequest) -> HttpResponse:
    form = RoleRuleForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    rule = set_second_factor_rule(by=request.user, **form.cleaned_data)
    if rule.mfa_required:
        text = gettext("The role %(role)s now requires a second factor.")
    else:
        text = gettext("The role %(role)s no longer requires a second factor.")
    messages.success(request, text % {"role": Role(rule.role).label})
    return redirect("roles")


def _permissions(lowest: Role) -> list[bool]:
    """Return for each role whether it ranks at least as high as the lowest one allowed."""
    return [role.rank >= lowest.rank for role in Role]


def _move_text(move: Move) -> str:
    sources = " / ".join(source.label for source in move.sources)
    return gettext("%(move)s: from %(sources)s to %(target)s") % {
        "move": move.label,
        "sources": sources,
        "target": move.target.label,
    }
