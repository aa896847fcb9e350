"""What a removal takes away, shown before it happens."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.utils.translation import gettext

from claims.models import Removal, Report, Tip, Token, User
from claims.refusals import NotFound, require_found


@dataclass(frozen=True, slots=True)
class RemovalPreview:
    """The name of what would be removed; what goes, and what stays, a line each."""

    title: str
    goes: list[str]
    stays: list[str]


def preview_removal(kind: str, subject: int) -> RemovalPreview:
    """Return what a removal would take away; raises `NotFound` for what is not there or was removed before."""
    if kind not in PREVIEWS or find_removal(kind, subject):
        raise NotFound
    return PREVIEWS[kind](subject)


def list_removals() -> QuerySet[Removal]:
    """Return what was removed, newest first."""
    return Removal.objects.order_by("-id")


def find_removal(kind: str, subject: int) -> Removal | None:
    """Return the removal of something, None if it was not removed."""
    return Removal.objects.filter(kind=kind, subject=subject).first()


def _preview_account(subject: int) -> RemovalPreview:
    user = require_found(User.objects.filter(pk=subject).first())
    counts = {
        "addresses": EmailAddress.objects.filter(user=user).count(),
        "sessions": UserSession.objects.filter(user=user).count(),
        "tokens": Token.objects.filter(user=user).count(),
    }
    return RemovalPreview(
        title=str(user),
        goes=[
            gettext("Name: %(name)s") % {"name": user.name},
            gettext("E-mail address: %(email)s") % {"email": user.email},
            gettext("Password, second factor, keyboard shortcuts and saved searches"),
            gettext("Further addresses: %(addresses)d, sessions: %(sessions)d, tokens: %(tokens)d") % counts,
        ],
        stays=[
            gettext("What the person did, by the number of the account: it proves that two people saw each verdict."),
            gettext("Verdicts, evidence and comments, which belong to the desk."),
            gettext("Former names in the history of changes of the account."),
        ],
    )


def _preview_tip(subject: int) -> RemovalPreview:
    tip = require_found(Tip.objects.filter(pk=subject).first())
    stays = [gettext("The decision on the tip, and the link to its claim.")]
    if tip.article_id:
        stays.append(gettext("The article that was submitted from it."))
    return RemovalPreview(
        title=gettext("Tip %(number)d") % {"number": tip.pk},
        goes=[*filter(None, (tip.text, tip.url, tip.email))],
        stays=stays,
    )


def _preview_report(subject: int) -> RemovalPreview:
    report = require_found(Report.objects.filter(pk=subject).first())
    return RemovalPreview(
        title=gettext("Report %(number)d") % {"number": report.pk},
        goes=[*filter(None, (report.text, report.email))],
        stays=[gettext("The reason of the report, and the answer of the moderator.")],
    )


PREVIEWS: dict[str, Callable[[int], RemovalPreview]] = {
    "account": _preview_account,
    "tip": _preview_tip,
    "report": _preview_report,
}
"""What shows each kind of `claims.removal_reasons.REMOVABLE_TABLES`."""
