"""Removal: an admin erases an account, or the words of a tip, report, article or claim; the hash of it stays."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.models import (
    DeskNotification,
    Event,
    NotificationMail,
    NotificationSettings,
    Presence,
    Removal,
    Report,
    Tip,
    Token,
    User,
    Webhook,
)
from claims.permissions import demand
from claims.refusals import NotAllowed
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.removals import preview_removal
from claims.services.removal_records import check_removal_reason, create_removal, record_removal
from claims.services.removed_articles import erase_article, erase_claim
from claims.services.sessions import delete_sessions
from claims.services.stored_files import erase_file
from claims.services.users import check_another_admin_stays, lock_user
from claims.workflow import Role

FORMER_NAME = "Former colleague"


@transaction.atomic
def remove_data(*, kind: str, subject: int, reason: str, note: str = "", by: User) -> Event:
    """Erase something for good. `reason` is a code of `REMOVAL_REASONS`; nobody can undo it.

    The database stores the hash of the row before it changes, and refuses the change without it.
    """
    demand(by, "data.remove")
    check_removal_reason(reason, note)
    preview_removal(kind, subject)
    _check_subject(kind, subject, by)
    removal = create_removal(kind=kind, subject=subject, reason=reason, note=note, by=by)
    ERASERS[kind](removal)
    return record_removal(removal)


def _check_subject(kind: str, subject: int, by: User) -> None:
    """Refuse to erase one's own account or that of the last admin."""
    if kind != "account":
        return
    if subject == by.pk:
        raise NotAllowed(gettext("Only another admin can erase your own account."))
    check_another_admin_stays(lock_user(subject), Role.CONTRIBUTOR, active=False)


def _erase_account(removal: Removal) -> None:
    user, address = lock_user(removal.subject), f"erased-{removal.subject}@invalid"
    delete_sessions(user, except_key="")
    for rows in (
        EmailAddress.objects.filter(user=user),
        Authenticator.objects.filter(user=user),
        SocialAccount.objects.filter(user=user),
        Token.objects.filter(user=user),
        Presence.objects.filter(user=user),
        DeskNotification.objects.filter(person=user),
        NotificationMail.objects.filter(person=user),
        NotificationSettings.objects.filter(person=user),
        user.saved_searches.all(),
    ):
        rows.delete()
    webhooks = Webhook.objects.filter(owner=user)
    webhooks.filter(ended=None).update(ended=timezone.now())
    webhooks.update(sealed_secret="", previous_sealed_secret="")
    user.name, user.email, user.username, user.keys, user.language = FORMER_NAME, address, address, {}, ""
    user.time_zone = user.public_name = ""
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.session_generation += 1
    user.set_unusable_password()
    user.save()


def _erase_tip(removal: Removal) -> None:
    Tip.objects.filter(pk=removal.subject).update(text=REMOVED_TEXT, url="", email="")


def _erase_report(removal: Removal) -> None:
    Report.objects.filter(pk=removal.subject).update(text=REMOVED_TEXT, email="", reporter=None)


ERASERS: dict[str, Callable[[Removal], None]] = {
    "account": _erase_account,
    "tip": _erase_tip,
    "report": _erase_report,
    "article": erase_article,
    "claim": erase_claim,
    "file": erase_file,
}
"""What erases each kind of `claims.removal_reasons.REMOVABLE_TABLES`."""
