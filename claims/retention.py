"""How long the desk keeps which personal data: one row for each kind.

Of Django, this table imports the translations alone. The periodic task, the privacy page and the manual for operators
are made from it. The days of a row come from the setting `RETENTION_DAYS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Retention:
    """A kind of data, and how long it is kept.

    `until` is a sentence with the placeholder `%(days)s` if the row has `days`, which the environment variable
    `variable` replaces. `tables` are where the database holds it.
    """

    code: str
    data: StrOrPromise
    until: StrOrPromise
    tables: tuple[str, ...] = ()
    days: int = 0
    variable: str = ""


RETENTION: dict[str, Retention] = {
    row.code: row
    for row in (
        Retention(
            "tip_addresses",
            _("E-mail addresses of readers who ask us to check something, once we have answered"),
            _("Erased %(days)s days after our last mail."),
            ("claims_tip",),
            90,
            "TIP_ADDRESS_DAYS",
        ),
        Retention(
            "unanswered_tip_addresses",
            _("E-mail addresses of readers who ask us to check something, while we have not answered"),
            _("Erased after %(days)s days."),
            ("claims_tip",),
            365,
            "UNANSWERED_TIP_ADDRESS_DAYS",
        ),
        Retention(
            "report_addresses",
            _("E-mail addresses of readers who report a problem in a verdict, once we have answered"),
            _("Erased %(days)s days after our last mail."),
            ("claims_report",),
            90,
            "REPORT_ADDRESS_DAYS",
        ),
        Retention(
            "unanswered_report_addresses",
            _("E-mail addresses of readers who report a problem in a verdict, while we have not answered"),
            _("Erased after %(days)s days."),
            ("claims_report",),
            365,
            "UNANSWERED_REPORT_ADDRESS_DAYS",
        ),
        Retention(
            "submitted_files",
            _("Files that were submitted and could not be read"),
            _("Erased after %(days)s days. What they say is kept as the text of an article only if it was read."),
            ("claims_submission",),
            7,
            "SUBMITTED_FILE_DAYS",
        ),
        Retention(
            "unused_files",
            _("Images and PDFs that were uploaded as evidence and that no evidence has"),
            _("Deleted %(days)s days after they were last uploaded."),
            ("claims_storedfile",),
            30,
            "UNUSED_FILE_DAYS",
        ),
        Retention(
            "drafts",
            _("Drafts of verdicts and of their translations that were never submitted"),
            _("Deleted %(days)s days after they were last saved, unless somebody works on the claim."),
            ("claims_verdict", "claims_translation", "claims_event"),
            365,
            "DRAFT_DAYS",
        ),
        Retention(
            "sessions",
            _("Where people of the desk are signed in: IP address, browser, time"),
            _("Deleted %(days)s days after the last use."),
            ("usersessions_usersession", "django_session"),
            30,
            "SESSION_DATA_DAYS",
        ),
        Retention(
            "sign_ins",
            _("When people of the desk signed in or failed to"),
            _("Deleted after %(days)s days."),
            ("claims_event",),
            180,
            "SIGN_IN_DAYS",
        ),
        Retention(
            "notifications",
            _("What people of the desk are notified of, and the mails about it"),
            _("Deleted after %(days)s days."),
            ("claims_desknotification", "claims_notificationmail"),
            180,
            "NOTIFICATION_DAYS",
        ),
        Retention(
            "accounts",
            _(
                "Accounts of people of the desk: name, e-mail address, role, hash of the password, second factor, "
                "identity at the issuer of single sign-on"
            ),
            _("Kept until an admin erases the account."),
            (
                "claims_user",
                "claims_notificationsettings",
                "account_emailaddress",
                "mfa_authenticator",
                "socialaccount_socialaccount",
            ),
        ),
        Retention(
            "history",
            _("What people of the desk did, by the number of their account; changes of an account with its names"),
            _("Kept for good: it proves that two people saw each verdict."),
            ("claims_event",),
        ),
        Retention(
            "journalism",
            _("People named in articles, claims and verdicts"),
            _(
                "Kept for good, as journalism. The log proves what was published; a withdrawal leaves a notice. "
                "Where a law or somebody’s safety requires it, an admin removes words and leaves their hashes."
            ),
            ("claims_article", "claims_claim", "claims_publication"),
        ),
    )
}
"""All kinds of personal data by code, in the order of the privacy page."""

EXPIRING = {code: row for code, row in RETENTION.items() if row.days}
"""The rows that a periodic task carries out."""
MIN_SIGN_IN_DAYS = 7
"""The database keeps sign-ins at least so long, so that nobody can cover up an attack of today."""
