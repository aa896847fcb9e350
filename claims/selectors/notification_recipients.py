"""Whom an event concerns: one function for each name of recipients in `claims.notification_kinds`."""

from collections.abc import Callable, Iterable

from claims.event_data.claims import ClaimPlanned, CommentChanged, MatchesSuggested
from claims.event_data.desk import ImportChanged
from claims.event_data.relations import RelationsSuggested
from claims.event_data.submissions import SubmissionChanged
from claims.event_data.watches import PageChanged
from claims.models import Claim, DeskNotification, Event, FactCheck, Import, Lease, Submission, Verdict
from claims.refusals import require_found
from claims.verbs.articles import ARTICLE_SUBMITTED, ARTICLE_SUBMITTED_AGAIN

MAX_RECIPIENTS = 50
"""People whom one event notifies for one reason."""


def _find_assignee(event: Event) -> set[int | None]:
    """Return the person to whom a plan assigns the claim, if it does."""
    is_assigned = event.payload_as(ClaimPlanned).assignee is not None
    return {_claim_of(event).assignee_id} if is_assigned else set()


def _find_mentioned(event: Event) -> set[int | None]:
    return set(event.payload_as(CommentChanged).mentioned)


def _find_holders(event: Event) -> set[int | None]:
    """Return who is to check the claim, and who holds it now."""
    claim = _claim_of(event)
    leases = Lease.objects.filter(claim=claim, ended__isnull=True).values_list("editor", flat=True)
    return {claim.assignee_id, *leases[:MAX_RECIPIENTS]}


def _find_workers(event: Event) -> set[int | None]:
    """Return who works on the claim or worked on it: the assignee, and who held it; only a holder writes a verdict."""
    claim = _claim_of(event)
    leases = Lease.objects.filter(claim=claim).order_by("-id").values_list("editor", flat=True)
    return {claim.assignee_id, *leases[:MAX_RECIPIENTS]}


def _find_authors(event: Event) -> set[int | None]:
    return _authors_of([event.claim_id])


def _find_earlier_authors(event: Event) -> set[int | None]:
    """Return who wrote our published verdicts that were suggested for the claim."""
    suggested = event.payload_as(MatchesSuggested).fact_checks
    checks = FactCheck.objects.filter(pk__in=suggested, claim__isnull=False).exclude(claim=event.claim_id)
    if not suggested:
        return set()
    return _without_notified(event, _authors_of(checks.order_by("pk").values_list("claim", flat=True)[:MAX_RECIPIENTS]))


def _find_repeated_authors(event: Event) -> set[int | None]:
    """Return who wrote the verdict on what the claim says again."""
    checked = event.payload_as(RelationsSuggested).checked
    return _without_notified(event, _authors_of([checked])) if checked else set()


def _without_notified(event: Event, people: set[int | None]) -> set[int | None]:
    """Return the people who do not know yet that the claim may say again what they checked."""
    known = DeskNotification.objects.filter(claim=event.claim, kind="said_again", person__in=people - {None})
    return people - set(known.values_list("person", flat=True))


def _authors_of(claim_ids: Iterable[int | None]) -> set[int | None]:
    """Return the authors of the newest submitted verdict of each claim."""
    verdicts = Verdict.objects.filter(claim__in=list(claim_ids), submitted__isnull=False)
    newest = verdicts.order_by("claim_id", "-revision").distinct("claim_id").values_list("author", "authors")
    return {person for author, authors in newest[:MAX_RECIPIENTS] for person in (author, *authors)}


def _find_source_users(event: Event) -> set[int | None]:
    """Return the authors and assignees of the claims whose source was changed."""
    claims = event.payload_as(PageChanged).claims[:MAX_RECIPIENTS]
    assignees = Claim.objects.filter(pk__in=claims).values_list("assignee", flat=True)
    return {*_authors_of(claims), *assignees[:MAX_RECIPIENTS]}


def _find_article_submitters(event: Event) -> set[int | None]:
    """Return who submitted the article, the first time or again."""
    verbs = (ARTICLE_SUBMITTED.name, ARTICLE_SUBMITTED_AGAIN.name)
    events = Event.objects.filter(article=event.article_id, verb__in=verbs).order_by("-id")
    first = event.article.submitted_by_id if event.article else None
    return {first, *events.values_list("actor", flat=True)[:MAX_RECIPIENTS]}


def _find_submitter(event: Event) -> set[int | None]:
    submission = event.payload_as(SubmissionChanged).submission
    return set(Submission.objects.filter(pk=submission).values_list("submitted_by", flat=True))


def _find_importer(event: Event) -> set[int | None]:
    run = event.payload_as(ImportChanged).run
    return set(Import.objects.filter(pk=run).values_list("created_by", flat=True))


def _claim_of(event: Event) -> Claim:
    return require_found(event.claim)


RECIPIENTS: dict[str, Callable[[Event], set[int | None]]] = {
    "assignee": _find_assignee,
    "mentioned": _find_mentioned,
    "holders": _find_holders,
    "workers": _find_workers,
    "authors": _find_authors,
    "repeated_authors": _find_repeated_authors,
    "earlier_authors": _find_earlier_authors,
    "source_users": _find_source_users,
    "article_submitters": _find_article_submitters,
    "submitter": _find_submitter,
    "importer": _find_importer,
}
"""The ids of the people by the name of the recipients; None stands for nobody."""
