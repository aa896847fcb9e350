"""The kinds of notifications: which event tells whom what, and how it reaches them unless they choose otherwise.

Of Django, this table imports the translations alone. `claims.services.desk_notifications` writes notifications from it,
in the transaction of the event.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.event_data import Verb
from claims.verbs.articles import ARTICLE_FAILED, SUBMISSION_FAILED
from claims.verbs.claims import CLAIM_DEADLINE_NEAR, CLAIM_PLANNED, COMMENT_ADDED, MATCH_SUGGESTED, RELATIONS_SUGGESTED
from claims.verbs.desk import IMPORT_FAILED
from claims.verbs.verdicts import VERDICT_APPROVED, VERDICT_SENT_BACK
from claims.verbs.watches import PAGE_CHANGED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CENTRE, MAIL, DIGEST, OFF = "centre", "mail", "digest", "off"
CHANNELS: dict[str, StrOrPromise] = {
    CENTRE: _("On the desk only"),
    MAIL: _("Mail at once"),
    DIGEST: _("Mail once a day"),
    OFF: pgettext_lazy("notifications", "Off"),
}
"""How a notification reaches a person. What is mailed is on the desk, too; what is off is not written."""
MAILED_CHANNELS = (MAIL, DIGEST)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that notifies people: its verb, whom it concerns, and the sentence for them.

    `recipients` is a name in `claims.selectors.notification_recipients`. The sentence may have the placeholders
    `%(actor)s`, who did it, and `%(subject)s`, the claim or article or what the event names. `number_sentence` is for a
    claim with another number than the checked one; it has `%(number)s` and `%(checked)s`, too.
    """

    verb: Verb[Any]
    recipients: str
    sentence: StrOrPromise
    number_sentence: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """A kind that a person can choose a channel for; `ability` is what its readers need."""

    code: str
    label: StrOrPromise
    channel: str
    ability: str
    occasions: tuple[Occasion, ...]


NOTIFICATION_KINDS: dict[str, NotificationKind] = {
    row.code: row
    for row in (
        NotificationKind(
            "assigned", _("A claim is assigned to you"), CENTRE, "claims.see",
            (Occasion(CLAIM_PLANNED, "assignee", _("%(actor)s assigned a claim to you: “%(subject)s”")),),
        ),
        NotificationKind(
            "mentioned", _("A comment mentions you"), MAIL, "comments.write",
            (Occasion(COMMENT_ADDED, "mentioned", _("%(actor)s mentioned you in a comment on “%(subject)s”")),),
        ),
        NotificationKind(
            "sent_back", _("Your verdict is sent back"), MAIL, "claims.see",
            (Occasion(VERDICT_SENT_BACK, "authors", _("%(actor)s sent your verdict back: “%(subject)s”")),),
        ),
        NotificationKind(
            "approved", _("Your verdict is approved"), CENTRE, "claims.see",
            (Occasion(VERDICT_APPROVED, "authors", _("%(actor)s approved your verdict on “%(subject)s”")),),
        ),
        NotificationKind(
            "commented", _("A comment on a claim that you work on or worked on"), CENTRE, "comments.write",
            (Occasion(COMMENT_ADDED, "workers", _("%(actor)s commented on “%(subject)s”")),),
        ),
        NotificationKind(
            "deadline", _("The deadline of your claim is near"), MAIL, "claims.see",
            (Occasion(CLAIM_DEADLINE_NEAR, "holders", _("The deadline of your claim is near: “%(subject)s”")),),
        ),
        NotificationKind(
            "said_again", _("A claim that you checked may have been made again"), DIGEST, "claims.see",
            (
                Occasion(
                    RELATIONS_SUGGESTED, "repeated_authors", _("What you checked was said again: “%(subject)s”"),
                    _("What you checked was said again: “%(subject)s”, with %(number)s instead of %(checked)s"),
                ),
                Occasion(
                    MATCH_SUGGESTED, "earlier_authors", _("What you checked may have been said again: “%(subject)s”")
                ),
            ),
        ),
        NotificationKind(
            "changed", _("A source of a claim that you work on or worked on is changed"), CENTRE, "claims.see",
            (Occasion(PAGE_CHANGED, "source_users", _("A source was changed after the desk read it: “%(subject)s”")),),
        ),
        NotificationKind(
            "failed", _("A reading, an import or a submission of yours fails"), CENTRE, "articles.see",
            (
                Occasion(ARTICLE_FAILED, "article_submitters", _("Your article could not be read: “%(subject)s”")),
                Occasion(SUBMISSION_FAILED, "submitter", _("Your submission could not be read: %(subject)s")),
                Occasion(IMPORT_FAILED, "importer", _("Your import of fact-checks failed: %(subject)s")),
            ),
        ),
    )
}  # fmt: skip
"""All kinds by code, in the order of the settings. A person whom one event concerns twice gets the first kind."""

OCCASIONS: dict[str, list[tuple[NotificationKind, Occasion]]] = {}
"""What each verb occasions."""
for _kind in NOTIFICATION_KINDS.values():
    for _occasion in _kind.occasions:
        OCCASIONS.setdefault(_occasion.verb.name, []).append((_kind, _occasion))


def find_occasion(kind: str, verb: str) -> Occasion:
    """Return the occasion of a stored notification."""
    return next(row for row in NOTIFICATION_KINDS[kind].occasions if row.verb.name == verb)
