"""What is left of an article or a claim that an admin removes: rows and decisions without words, and hashes."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from claims.event_data.blanking import blank_words
from claims.event_data.claims import ClaimCorrected, ClaimDismissed
from claims.event_data.verdicts import VerdictWithdrawn
from claims.models import (
    Appeal,
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Comment,
    Event,
    Evidence,
    Lease,
    Outlet,
    Publication,
    Quantity,
    Removal,
    Report,
    Source,
    Submission,
    TextSketch,
    Verdict,
    WatchItem,
)
from claims.models.translation import TRANSLATION_WORDS
from claims.models.verdict import VERDICT_WORDS
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.removals import list_claims_of_article_only
from claims.services.article_details import lock_article
from claims.services.claims import lock_claim, take_step
from claims.services.leases import end_lease
from claims.services.redactions import publish_redaction
from claims.services.removal_records import create_further_removal
from claims.services.revisits import erase_article_revisits
from claims.services.scheduled_publications import end_waiting
from claims.services.stored_files import erase_files_of_claim
from claims.services.translation_ends import end_translations
from claims.verbs.claims import CLAIM_CORRECTED, CLAIM_READ
from claims.word_cuts import cut_everything
from claims.workflow import MOVES

DISMISSAL = "out_of_scope"
"""The reason with which a removed claim leaves the desk."""

REMOVED_FILE = "removed"


def erase_article(removal: Removal) -> None:
    """Blank an article and its readings, with the claims that no other article has."""
    article = lock_article(removal.subject)
    for claim in list_claims_of_article_only(article.pk):
        erase_claim(create_further_removal(removal, kind="claim", subject=claim.pk))
    _blank_appearances(Q(article=article))
    article.readings.update(facts={})
    Submission.objects.filter(article=article).update(
        url="",
        claimed_url="",
        media_url="",
        file_name=REMOVED_FILE,
        speaker="",
        title="",
        publisher="",
        byline="",
        published=None,
    )
    TextSketch.objects.filter(article=article).delete()
    Outlet.objects.filter(article=article).delete()
    erase_article_revisits(article)
    WatchItem.objects.filter(submission__article=article).update(title=REMOVED_TEXT, url="", source="")
    Article.objects.filter(pk=article.pk).update(
        title=REMOVED_TEXT, text=REMOVED_TEXT, url=None, claimed_url="", publisher="", byline="", published=None,
        speaker="", media_url="", positions=[], source_notes=[], notes=[], error="", status=Article.Status.READ,
        is_redating=False,
    )  # fmt: skip
    _blank_events(Q(article=article))


def erase_claim(removal: Removal) -> None:
    """Dismiss a claim, or withdraw its verdict, and blank its words and what the desk wrote about it."""
    claim = lock_claim(removal.subject)
    if claim.publication_id:
        _withdraw_removed(claim, removal)
    elif claim.status in MOVES["dismiss"].sources:
        data = ClaimDismissed(reason=DISMISSAL)
        take_step(claim, "dismiss", by=removal.removed_by, changes={"dismissal": DISMISSAL}, data=data)
        end_lease(claim, Lease.Ending.CLOSED)
    Claim.objects.filter(pk=claim.pk).update(
        text=REMOVED_TEXT, statement="", statement_problem="", reasons=[], unread=[], version=claim.version + 1
    )
    _blank_appearances(Q(claim=claim))
    erase_files_of_claim(claim, removal)
    _blank_verdicts(claim)
    Comment.objects.filter(claim=claim).update(text=REMOVED_TEXT)
    Appeal.objects.filter(claim=claim).update(reason=REMOVED_TEXT)
    Appeal.objects.filter(claim=claim).exclude(note="").update(note=REMOVED_TEXT)
    _blank_events(Q(claim=claim))


def _withdraw_removed(claim: Claim, removal: Removal) -> None:
    """Blank all revisions of a published verdict; the last one says that it is removed."""
    end_waiting(claim)
    publication = publish_redaction(claim, removal, cut_everything, Publication.Kind.REMOVED)
    end_translations(claim, publication)
    if claim.status in MOVES["withdraw"].sources:
        data = VerdictWithdrawn(revision=publication.revision, reason=publication.note)
        take_step(claim, "withdraw", by=removal.removed_by, changes={"publication": publication}, data=data)
        end_lease(claim, Lease.Ending.CLOSED)
    else:
        Claim.objects.filter(pk=claim.pk).update(publication=publication)
    for report in Report.objects.filter(publication__claim=claim):
        report.text, report.note = REMOVED_TEXT, REMOVED_TEXT if report.note else ""
        report.save(update_fields=["text", "note"])


def _blank_appearances(condition: Q) -> None:
    """Blank appearances; their sources and numbers go, sources that nothing else names, and reasons of relations."""
    places = Appearance.objects.filter(condition)
    claims = places.values("claim")
    ClaimRelation.objects.filter(Q(claim__in=claims) | Q(other__in=claims)).update(reasons=[])
    links = Attribution.objects.filter(appearance__in=places)
    keys = {Source.key_of(name) for name in [*links.values_list("name", flat=True), *_list_earlier_sources(places)]}
    sources = [*links.values_list("source", flat=True)]
    links.delete()
    Quantity.objects.filter(appearance__in=places).delete()
    Source.objects.filter(Q(pk__in=sources) | Q(key__in=keys), attributions__isnull=True).delete()
    places.update(exact=REMOVED_TEXT, prefix="", suffix="", hedge="", times=[], period=None, places=[])


def _list_earlier_sources(places: QuerySet[Appearance]) -> Iterator[str]:
    """Yield the sources that corrections of the claims have replaced."""
    corrections = Event.objects.filter(
        claim__in=places.values("claim"), verb__in=[CLAIM_CORRECTED.name, CLAIM_READ.name]
    )
    for event in corrections.iterator():
        for reading in (event.payload_as(ClaimCorrected).before, event.payload_as(ClaimCorrected).after):
            yield from (link.name for link in reading.sources)


def _blank_verdicts(claim: Claim) -> None:
    Evidence.objects.filter(verdict__claim=claim).delete()
    for translation in claim.translations.all():
        for name in TRANSLATION_WORDS:
            setattr(translation, name, REMOVED_TEXT if getattr(translation, name) else "")
        translation.save(update_fields=TRANSLATION_WORDS)
    for verdict in Verdict.objects.filter(claim=claim):
        for name in VERDICT_WORDS:
            setattr(verdict, name, REMOVED_TEXT if getattr(verdict, name) else "")
        verdict.sent_back_notes = dict.fromkeys(verdict.sent_back_notes, REMOVED_TEXT)
        verdict.save(update_fields=[*VERDICT_WORDS, "sent_back_notes"])


def _blank_events(condition: Q) -> None:
    """Blank the words in the data of events; who did what, and when, stays."""
    for event in Event.objects.filter(condition).iterator():
        blanked = blank_words(event.verb, event.data)
        if blanked != event.data:
            event.data = blanked
            event.save(update_fields=["data"])
