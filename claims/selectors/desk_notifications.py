"""Notifications of people with an account: their list, what is to be mailed, and whose deadline is near."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.event_data.desk import ImportChanged
from claims.event_data.relations import RelationsSuggested
from claims.event_data.submissions import SubmissionChanged
from claims.mail_times import end_of_quiet_hours
from claims.models import Claim, DeskNotification, Event, NotificationMail, NotificationSettings, User
from claims.models.mail import Mail
from claims.nlp.comparison import ReasonCode
from claims.notification_kinds import NOTIFICATION_KINDS, find_occasion
from claims.permissions import allows
from claims.refusals import require_found
from claims.selectors.identity import get_desk_zone
from claims.selectors.notifications import MAIL_RETRY_DELAY, MAX_NOTIFICATIONS
from claims.selectors.prepared import Parameter
from claims.selectors.relations import find_reason
from claims.selectors.retention import SWEEP_ROWS, expiry_of
from claims.time_zones import find_zone
from claims.verbs.claims import CLAIM_DEADLINE_NEAR
from claims.workflow import Status

DEADLINE_NOTICE = timedelta(hours=4)
"""How long before the deadline of a claim its editor is notified."""
SUBJECT_CHARACTERS = 160
UNCHECKED_STATUSES = (Status.QUEUED, Status.IN_REVIEW)


def list_notifications(person: User) -> QuerySet[DeskNotification]:
    """Return the notifications of a person, unseen ones first, newest first."""
    return _with_subjects(_list_readable(person)).order_by("-unseen", "-id")


def list_unseen_notifications(person: User) -> QuerySet[DeskNotification]:
    """Return the notifications that a person has not seen."""
    return list_unseen_of(person, list_readable_kinds(person))


def list_unseen_of(person: User | Parameter, kinds: Sequence[str]) -> QuerySet[DeskNotification]:
    """Return the notifications of these kinds that a person has not seen."""
    return DeskNotification.objects.filter(person=person, kind__in=kinds, unseen=1)


def _list_readable(person: User) -> QuerySet[DeskNotification]:
    """Return the notifications of a person of the kinds that their role still sees."""
    return DeskNotification.objects.filter(person=person, kind__in=list_readable_kinds(person))


def list_readable_kinds(person: User) -> tuple[str, ...]:
    """Return the kinds of notifications that the role of a person sees."""
    return tuple(row.code for row in NOTIFICATION_KINDS.values() if allows(person, row.ability))


def get_notification(notification_id: int, person: User) -> DeskNotification:
    """Return a notification of a person; raises `NotFound`."""
    return require_found(list_notifications(person).filter(pk=notification_id).first())


def _with_subjects(rows: QuerySet[DeskNotification]) -> QuerySet[DeskNotification]:
    return rows.select_related("event__actor", "claim", "article", "comment", "relation").defer(
        "article__text", "article__positions"
    )


def describe_notification(notification: DeskNotification) -> str:
    """Return the sentence of a notification, in the language that is active."""
    event = notification.event
    occasion, numbers = find_occasion(notification.kind, event.verb), _differing_numbers(notification)
    sentence = occasion.number_sentence if numbers and occasion.number_sentence else occasion.sentence
    return str(sentence) % {"actor": event.actor or "", "subject": _subject_of(notification), **numbers}


def _differing_numbers(notification: DeskNotification) -> dict[str, str]:
    """Return the number of a claim and that of the checked claim; empty if they do not differ."""
    payload, relation = notification.event.payload, notification.relation
    if not isinstance(payload, RelationsSuggested) or relation is None or notification.claim_id is None:
        return {}
    if payload.checked not in (relation.claim_id, relation.other_id):
        return {}
    number = find_reason(relation, notification.claim_id, ReasonCode.DIFFERENT_NUMBERS)
    return {"number": number.ours, "checked": number.theirs} if number else {}


def _subject_of(notification: DeskNotification) -> str:
    payload = notification.event.payload
    if isinstance(payload, SubmissionChanged):
        text = payload.origin
    elif isinstance(payload, ImportChanged):
        text = payload.feed
    elif notification.claim:
        text = notification.claim.headline
    else:
        text = notification.article.title if notification.article else ""
    return text if len(text) <= SUBJECT_CHARACTERS else f"{text[:SUBJECT_CHARACTERS].rstrip()}…"


def get_notification_settings(person: User) -> NotificationSettings:
    """Return the settings of a person, stored or not; they may be loaded with the person."""
    return getattr(person, "notification_settings", None) or NotificationSettings(person=person)


def find_clock_of(person: User, at: datetime) -> datetime:
    """Return a moment in the time zone of a person, else in that of the desk."""
    return timezone.localtime(at, find_zone(person.time_zone) or get_desk_zone())


def end_quiet_hours(person: User, at: datetime) -> datetime:
    """Return when the quiet hours of a person around a moment end; the moment itself outside of them."""
    chosen = get_notification_settings(person)
    return end_of_quiet_hours(find_clock_of(person, at), chosen.quiet_from, chosen.quiet_until)


@dataclass(frozen=True, slots=True)
class ChosenChannel:
    """A kind of notification and the channel that a person has for it."""

    kind: str
    label: str
    channel: str
    default: str


def list_channels(chosen: NotificationSettings) -> list[ChosenChannel]:
    """Return every kind with the channel of a person."""
    return [
        ChosenChannel(row.code, str(row.label), chosen.channel_of(row.code), row.channel)
        for row in NOTIFICATION_KINDS.values()
    ]


def list_recipients(people: Iterable[int]) -> list[User]:
    """Return active people with their settings, in the order of their ids."""
    rows = User.objects.filter(pk__in=list(people), is_active=True)
    return list(rows.select_related("notification_settings").order_by("pk")[:MAX_NOTIFICATIONS])


# Mail --------------------------------------------------------------------------------


def list_unmailed_notifications() -> QuerySet[DeskNotification]:
    """Return what is to be mailed now and is in no mail yet, up to `MAX_NOTIFICATIONS`. What was seen is not mailed."""
    due = DeskNotification.objects.filter(mail_due__lte=timezone.now(), mail__isnull=True, seen__isnull=True)
    return due.order_by("mail_due")[:MAX_NOTIFICATIONS]


def list_due_notification_mail_ids() -> list[int]:
    """Return ids of mails with notifications that are not sent yet and whose next attempt is due."""
    mails = NotificationMail.objects.filter(sent__isnull=True, attempts__lt=Mail.MAX_ATTEMPTS, person__is_active=True)
    fresh = Q(last_attempt__isnull=True) | Q(last_attempt__lt=timezone.now() - MAIL_RETRY_DELAY)
    unseen = DeskNotification.objects.filter(mail=OuterRef("pk"), seen__isnull=True)
    return list(mails.filter(fresh, Exists(unseen)).order_by("id").values_list("pk", flat=True)[:MAX_NOTIFICATIONS])


def list_mailed_notifications(mail: NotificationMail) -> list[DeskNotification]:
    """Return the notifications of a mail that the person has not seen and may still see, oldest first."""
    rows = _with_subjects(list_unseen_notifications(mail.person).filter(mail=mail))
    return list(rows.order_by("id")[:MAX_NOTIFICATIONS])


# Rooms -------------------------------------------------------------------------------


def find_unseen_notification(person: User, event_id: int) -> DeskNotification | None:
    """Return what an event tells a person, unless they have seen it, may no longer see it, or have left."""
    rows = list_unseen_notifications(person).filter(event=event_id, person__is_active=True)
    return _with_subjects(rows).first()


# Deadlines ---------------------------------------------------------------------------


def claims_near_deadline() -> QuerySet[Claim]:
    """Return claims to check whose deadline is near, without those of which their people were notified."""
    now = timezone.now()
    notified = Event.objects.filter(
        claim=OuterRef("pk"), verb=CLAIM_DEADLINE_NEAR.name, at__gt=OuterRef("deadline") - DEADLINE_NOTICE
    )
    near = Claim.objects.filter(deadline__range=(now, now + DEADLINE_NOTICE), status__in=UNCHECKED_STATUSES)
    return near.exclude(Exists(notified)).order_by("deadline")


def list_claim_ids_near_deadline() -> list[int]:
    """Return the ids of `claims_near_deadline`, up to `MAX_NOTIFICATIONS`."""
    return list(claims_near_deadline().values_list("pk", flat=True)[:MAX_NOTIFICATIONS])


# Retention ---------------------------------------------------------------------------


def list_expired_notification_ids() -> list[int]:
    """Return ids of notifications whose time is up."""
    old = DeskNotification.objects.filter(created__lt=expiry_of("notifications"))
    return list(old.order_by("created").values_list("pk", flat=True)[:SWEEP_ROWS])
